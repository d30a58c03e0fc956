# The record of a visit or of weeks: the one page for the file, as PDF and for a browser.

record-title = Record of a course
record-title-visit = Record of a visit
record-made = made { $when } by { $by }
record-sample = made up, to try the program with
record-no-day = day not known
record-summary = In short
record-at-end = at the end position
record-joint = { $joint ->
    [knee_flexion] Knee
   *[ankle_dorsiflexion] Ankle
  } { $deg }
record-outcome = { $outcome ->
    [too-few] too early to tell: { $visits } visits are needed
    [start] own start, nothing to compare yet
    [within] within noise (± { $least })
    [further] further, beyond noise
    [less] less far, beyond noise
   *[other] changed beyond noise
  }
record-by-machine = the machine’s count; nothing corrected
record-by-both = with the clinicians’ corrections; the machine: { $good } of { $judged }
record-state = { $state ->
    [recorded] Recording reviewed
    [finished] Finished
    [stopped] Stopped
    [refused] Not begun
    [given-up] Given up
    [ended] Done, last questions not answered
   *[open] Broken off
  }
record-stops = { $count ->
    [one] stopped or not begun once
   *[other] stopped or not begun { $count } times
  }
record-lasted = { $count ->
    [one] symptoms lasted over half an hour once
   *[other] symptoms lasted over half an hour { $count } times
  }

## Charts

record-charts = Over time
record-chart-key = Whiskers: how far a number may be off (one standard error). Squares: left leg.
record-chart-key-visit = Whiskers: how far a number may be off (one standard error). Filled: good; hollow: not good. Grey: what was asked for.
record-figure-at-end = { $joint ->
    [knee_flexion] Knee flexion at the end
   *[ankle_dorsiflexion] Ankle dorsiflexion at the end
  }
record-figure-repetitions = { $count ->
    [one] one measured: { $median }
   *[other] { $count } measured, median { $median }
  }
record-figure-counts-title = Repetitions, each { $by ->
    [week] week
   *[day] day
  }
record-figure-counts = { $good } good (full), { $other } not good (pale), { $unseen } not seen (outline)
record-figure-tempo = Tempo, out and back
record-figure-pain-title = Pain, 0 to 10
record-figure-pain = { $when ->
    [before] before (hollow)
   *[after] after (filled)
  } { $first } → { $last }

## Tables

record-repetitions = Repetitions ({ $count })
record-months = Month by month
record-months-note = Medians of the visits of each month. Each visit by itself is in the tables (CSV, XLSX).
record-earlier = earlier
record-pain-after = after: { $pain }
record-more-repetitions = { $count ->
    [one] One more is in the tables (CSV, XLSX).
   *[other] { $count } more are in the tables (CSV, XLSX).
  }
record-missed = missed by the machine
record-column-when = When
record-column-number = No.
record-column-machine = Machine, how likely
record-column-clinician = Clinician
record-column-good = Good
record-column-unseen = Not seen
record-column-knee = Knee
record-column-ankle = Ankle
record-column-tempo = Tempo
record-column-pain = Pain
record-column-reason = Who, why
record-column-remarks = Remarks

## What clinicians said, what was prescribed

record-corrections = What clinicians said ({ $count })
record-looked-through = { $count ->
    [one] One session was looked through whole: what nobody changed is right.
   *[other] { $count } sessions were looked through whole: what nobody changed is right.
  }
record-more-corrections = { $count ->
    [one] One earlier one is in the tables.
   *[other] { $count } earlier ones are in the tables.
  }
record-taken-back = { $count ->
    [one] One was taken back since.
   *[other] { $count } were taken back since.
  }
record-goniometer = goniometer { $mine }, machine { $machine }.
record-kind-points-moved = body points put right.
record-kind-rescored = judged anew by other limits.
record-prescribed = Prescribed
record-more-given = { $count ->
    [one] One earlier prescription held in this time.
   *[other] { $count } earlier prescriptions held in this time.
  }

## How far to trust it

record-trust = How far to trust it
record-trust-errors = An angle at the end position is usually right within { $knee } at the knee and { $ankle } at the ankle (one standard error).
record-trust-error = An angle at the end position is usually right within { $error } at the { $joint ->
    [knee] knee
   *[ankle] ankle
  } (one standard error).
record-trust-unseen = { $unseen } of { $attempts } repetitions ({ $share }) could not be seen well enough to judge: they count against nobody.
record-trust-view = The camera stood { $low } to { $high } off an exact side view.
record-trust-view-one = The camera stood { $deg } off an exact side view.
record-trust-ankle = The ankle was measured in { $share } of the pictures.
record-trust-own = Judged by the person’s own range, which was measured.
record-trust-some-own = Judged by the person’s own range in { $own } of { $of } recordings, else by that of the exercise.
record-trust-not-own = Judged by the range of the exercise: the person’s own was not measured.
record-trust-models = Different pose models measured ({ $models }): their angles are not compared.
record-trust-change = Less than { $knee } at the knee or { $ankle } at the ankle is no change that could be told from noise.
record-trust-hidden = One camera from the side does not see the foot turn in or out, the pelvis, or what a person feels. This is no diagnosis.
