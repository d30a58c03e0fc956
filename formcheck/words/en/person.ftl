# A person's page: four questions, then everything over time, then the visits.

person-name = Name
person-keep = Keep
person-name-hint = Kept apart from the pseudonym; it leaves only with all data of the person.
person-at-a-glance = At a glance
person-over-time = Over time
person-given = { $title }: { $dose }
person-nothing-given = Nothing is prescribed.
person-dose = { $sets ->
    [one] { $repetitions } repetitions
   *[other] { $repetitions } × { $sets } repetitions
  }, { $per_day ->
    [one] once a day
    [2] twice a day
   *[other] { $per_day } times a day
  }

person-seen = seen { $when } by { $by }
person-seen-undo = Undo
person-periods = Period
person-period = { $period ->
    [weeks] 4 weeks
    [months] 3 months
    [year] a year
   *[all] all
  }
person-in-period = { $period ->
    [weeks] in 4 weeks
    [months] in 3 months
    [year] in a year
   *[all] in all
  }
person-since-start = since the start
person-at-last-visit = at the last visit
person-no-visit-then = no visit in this time
person-not-in-period = not measured in this time
person-keys-period = shorter, longer period
person-done = Done?
person-kept = { $kept } of { $asked } visits
person-kept-days = on { $done } of { $asked } days
person-visits = { $visits ->
    [one] 1 visit
   *[other] { $visits } visits
  }
person-beyond = { $visits ->
    [one] 1 more than prescribed
   *[other] { $visits } more than prescribed
  }
person-last-visit = last visit { $when }
person-no-visit = no visit yet
person-well = How well?
person-all-seen = all could be seen
person-by-machine = the machine’s count; nothing corrected
person-by-both = with your corrections; the machine: { $good } of { $judged }
person-further = Further?
person-not-measured = Not measured yet
person-never-measured = not measured
person-not-moved = Within noise
person-no-start = Too early to tell
person-change = { $outcome ->
    [too-few] { $latest }; a band needs three visits, { $left } more
    [start] { $latest }; own start { $start }, the next visit is compared
    [within] { $start } → { $latest }, within noise (± { $least })
    [further] { $start } → { $latest }, further, beyond noise
    [less] { $start } → { $latest }, less far, beyond noise
   *[other] { $start } → { $latest }, changed beyond noise
  }
person-leg-line = { $side ->
    [left] Left
    [right] Right
   *[unknown] Leg not known
  }: { $what } { $told }
person-hurts = Hurts?
person-pain-last = { $before } → { $after } of 10
person-apart = left and right { $apart } apart
person-not-comparable = legs not comparable: other model or exercise
person-pain-half = { $pain } of 10 { $known ->
    [before] before; after: not asked
   *[after] after; before: not asked
  }
person-pain-during = { $told }, { $pain } of 10
person-pain-course = after: { $begin } at the start, { $lately } lately
person-lasting = { $lasting ->
    [brief] lasted up to half an hour
    [long] lasted over half an hour
   *[day] lasted over a day
  }
person-halt = { $halt ->
    [refer-emergency] not begun: a sign of an emergency
    [refer-red-flag] not begun: a warning sign
    [refer-pain-before] not begun: pain before
    [refer-flares] not begun: symptoms lasted
    [stop-pain] stopped: pain
    [stop-pain-rise] stopped: pain rose
   *[stop-numb] stopped: numb
  }

person-side = { $side ->
    [left] Left leg
   *[right] Right leg
  }
person-side-unknown = Leg not known
person-angle = { $joint ->
    [knee_flexion] Knee
   *[ankle_dorsiflexion] Ankle
  }
person-way = { $way ->
    [less] at the end; lower is further
    [more] at the end; higher is further
   *[none] at the end
  }
person-good = Repetitions
person-good-about = { $weeks ->
    [0] good, not good, not seen
    [one] a week: good, not good, not seen
   *[other] in { $weeks } weeks: good, not good, not seen
  }
person-good-all = { $good } of { $judged } good in all, { $unseen } not seen
person-tempo = Tempo
person-tempo-about = a repetition, out and back
person-pain = Pain
person-pain-about = before and after; no dot: not asked
person-latest = { $latest } lately
person-by-weeks = { $weeks ->
    [one] Each point is a week: the median, with its middle half. A shorter period shows each visit.
   *[other] Each point is { $weeks } weeks: the median, with their middle half. A shorter period shows each visit.
  }
person-key-band = own start ± what is noise
person-key-newest = newest
person-key-before = pain before
person-key-good = good
person-key-other = not good
person-key-unseen = not seen
person-key-dose = prescription changed
person-band-source = The band is the mean of the first three visits that can be compared, ± 8° at the knee and ± 6° at the ankle, the least change that counts as one. Where another model measured, a new line begins. Lines are broken where nothing was measured.
person-numbers = The numbers of these pictures

person-when = When
person-visits-head = Visits
person-good-head = Good of judged
person-unseen-head = Not seen
person-knee-head = Knee
person-ankle-head = Ankle
person-before-head = Pain before
person-after-head = Pain after
person-pain-head = Pain
person-exercise = Exercise
person-leg = Leg
person-remarks = Remarks
person-prescriptions = Prescriptions
person-since = since { $day }
person-all-visits = Visits ({ $count })
person-newest = Newest
person-set = set { $number }
person-no-time = time not known
person-machine = machine: { $good } of { $judged }
person-state = { $state ->
    [given-up] given up
    [ended] last questions not answered
   *[open] broken off
  }
person-corrected = annotated
person-none-yet = No visits yet. Bring them in with:
