# Prescribing: the form, what each number means and where it comes from, and the file for the patient’s computer.

## The file

file-about = A prescription for formcheck: what differs from the exercise. The library’s numbers hold for the rest.
file-check = Check it after a change: formcheck exercises check FILE
file-personal = the person’s own ends, as formcheck measured them
file-dose = also the most
file-tempo = seconds; times as docs/conventions.md has them
file-posture = where thigh and trunk must be
file-clear = how large a fault is that nobody would dispute

## The form

prescribe = Prescribe
prescribe-heading = Prescribe for { $pseudonym }
prescribe-duplicate = Duplicate last
prescribe-from = Begun from prescription { $number }; the exercise’s own numbers stand grey in empty fields.
prescribe-as-exercise = Begin from the exercise
prescribe-what = What, and which leg
prescribe-load = Load its numbers
prescribe-sequence = { $grade ->
    [A] The sequence is from research or an official record.
    [B] The sequence is from a clinic’s leaflet.
    [M] The sequence is from memory; no source was found.
   *[P] The sequence is our own proposal.
  }
prescribe-sources = Sources
prescribe-from-day = Holds from
prescribe-own = The person’s own
prescribe-dose = How much
prescribe-pace = How fast
prescribe-limits = When it counts as hurried or held
prescribe-fine = Finer limits: too fast, held too long
prescribe-note = Words for the patient
prescribe-note-about = Shown on the patient’s page and printed on the leaflet. No name, please.
prescribe-low = from
prescribe-high = to
prescribe-take = Take over { $told }
prescribe-check = Check
prescribe-give = Give
prescribe-try = Try on the last visits
prescribe-give-about = Keeps it beside the earlier ones, with your name. The file for the patient’s computer and the leaflet come next.

prescribe-proposed = Proposed from the last { $visits } visits ({ $days }), { $repetitions } repetitions that could be judged, { $model ->
    [made-up] made up
    [sensors] measured by sensors
   *[other] read by the pose model { $model }
  }: the median, and ± how much it wavers from visit to visit. Never further than this person went.
prescribe-no-proposal = { $why ->
    [side] Nothing is proposed before a leg is chosen.
    [few] Nothing is proposed: fewer than { $fewest } visits of this exercise and leg in which anything could be seen.
    [model] Nothing is proposed: the model that measured last has measured fewer than { $fewest } visits, and ranges of different models are not compared.
    [stopped] Nothing is proposed: the last visit was stopped, or not begun, for symptoms. Begin smaller.
    [lasting] Nothing is proposed: symptoms lasted over half an hour. Our rule is half the range and half the repetitions next time.
   *[joint] Nothing is proposed: no end of the joint that moves here is kept, or it is too close to rest.
  }

prescribe-checked = Checked: nothing contradicts, and the figure that does exactly this is judged good.
prescribe-refused = { $count ->
    [one] Cannot be given yet: one thing contradicts. It is marked at its field.
   *[other] Cannot be given yet: { $count } things contradict. Each is marked at its field.
  }
prescribe-meanwhile = { $by } gave another prescription meanwhile ({ $when }). Look at it, then press Give again.
prescribe-changed = The prescriptions of this person are others than when this page was opened. Look again, then press Give.
prescribe-nothing-to-try = There is no session of this exercise yet to try it on.
prescribe-much = { $count } repetitions a day. The most that any home protocol we found asks for is { $most } (3 sets of 20, NCT05652452). Start low: soreness often comes hours later.
prescribe-never-good = By these limits even a perfect repetition could not be told from one that falls clearly short, and nobody would ever hear “good”. Widen a window.
prescribe-figure = The figure that does exactly this would be judged “{ $verdict ->
    [rushed] too fast
    [held] held
    [incomplete_range] incomplete range
    [wrong_order] not together
    [good] good
   *[not_measurable] not measurable
  }”: pace, stay and ends contradict each other.
prescribe-figure-none = Of the figure that does exactly this, no repetition would be counted: rest and end are too close, or out of position.

prescribe-fault-day = A day such as 2026-11-30, within a year of today.
prescribe-fault-side = Choose a leg, or let the program find it.
prescribe-fault-note = At most { $most } letters in { $lines } lines.
prescribe-fault-dose = Together more than { $most } repetitions a day: a slip of the pen?
prescribe-fault-pace = Out, stay and back together must take { $least } s or more, or the pace itself would be warned about.
prescribe-fault-other = Contradicts “{ $limit }”.

prescribe-js-offline = The server does not answer; what you typed is still here.


## What a number does, and where it comes from

why-dose = Repetitions in a set, sets in a visit, visits a day. It is also the most.
source-dose = Found: 10 repetitions twice a day (NCT05899244), 3 × 20 once a day (NCT05652452). Ours: 10 × 2, twice a day.
why-own-end = { $is_own ->
    [yes] The furthest this person gets by themselves. Complete from { $from_deg }° on.
   *[no] The furthest this person gets by themselves. Empty: the windows below hold. Now complete from { $from_deg }° on.
  }
why-ankle-idle = Does not matter in this exercise.
source-own-driver = Within 10° of the own end: the test of an active knee cannot tell 7 to 8° from nothing (2015, PubMed 25364856), and a camera errs, too. The 10° are ours.
source-own-foot = Within 10° of the own end, less where the way is short: an ankle’s test cannot tell 4 to 8° from nothing (Konor 2012), and a camera errs, too. The 10° are ours.
source-own-thigh = Within 10° of the own end, less where the way is short. No source gives this. Ours.
source-own-ankle = Within 7° of the own end: an ankle’s test cannot tell 4 to 8° from nothing (Konor 2012). The 7° are ours.
why-change = The smallest change that is a real one: { $least }°.
why-rest = { $is_driver ->
    [yes] A repetition begins here, and must come back here.
   *[no] Where it is at rest.
  }
why-held = It must stay in here all along.
why-free = It is not judged here.
why-end = { $is_own ->
    [yes] Replaced by the person’s own end: complete from { $from_deg }° on.
   *[no] Complete from { $from_deg }° on; further is not asked for.
  }
source-none = No source gives this angle. Ours.
source-slump = Healthy adults stop at 14 to 16° in a full slump, a quarter of them before 18 to 20° (Davis 2008; Baseline parameters 2024). The window is ours.
source-dorsiflexion = A straight knee leaves less than a bent one (n = 128, Synapse 1150086); 12 to 14° at 20 to 69 years (M). So 0° is enough. The window is ours.
source-thigh = A trial moved the hip between its painless most and half of that (NCT03029260). The window is ours.

why-out-s = Seconds out, and back: the pace that is shown. With the stay a cycle takes { $aim } s.
source-out-s = A clinic’s sheet goes at about 5 s a cycle, slowly (after McGill and Liebenson).
why-back-s = Seconds back.
source-back-s = As on the way out.
why-hold-s = How long to stay at the end; 0 turns at once.
source-hold-s = Clinics ask for none to 3 s. A long stretch may irritate a nerve.
why-hold-warn-s = A longer stay gets a word.
source-hold-warn-s = Ours.
why-max-hold-s = A longer stay counts as held.
source-max-hold-s = One clinic: 3 s at most at the stretched end. The limit is ours.
why-min-cycle-s = Out and back in less is too fast. The pace above takes { $aim } s.
source-min-cycle-s = 2 s are the fastest found, in laboratories (NCT07491432; PMC3172954). The limit is ours.
why-warn-cycle-s = Out and back in less gets a word. The pace above takes { $aim } s.
source-warn-cycle-s = Ours.
why-min-stroke-s = The middle of one way, from 10 to 90 %, in less is too fast.
source-min-stroke-s = Ours.
why-max-speed-degps = Faster is too fast, however long it takes.
source-max-speed-degps = Ours.
why-cycle-s = This person’s calm time out and back. Under 0.62 of it is too fast. Empty: not known.
source-cycle-s = Ours.

## The figure

prescribe-figure-label = { $title }: the movement, as it is prescribed

## A prescription that was given

prescription-heading = Prescription { $number } for { $pseudonym }
prescription-given = Given by { $by }, { $when }
prescription-since = Holds from { $day }
prescription-differs = What differs from the exercise
prescription-nothing = Nothing: the exercise’s own numbers hold.
prescription-number = { $label }: { $value } (the exercise: { $own })
prescription-for-patient = For the patient
prescription-file = File for the patient’s computer
prescription-leaflet = Leaflet ({ $language ->
    [en] English
   *[es] Spanish
  }, PDF)
prescription-here = On this computer it is taken by itself, from the day it holds:
prescription-elsewhere = On another one, with the file:
prescription-anew = Prescribe anew from this one
prescription-dose = Dose
prescription-tempo = Pace
prescription-pace = { $out } s out, { $back } s back, { $hold ->
    [0] no stop at the end
   *[other] { $hold } s at the end
  }
