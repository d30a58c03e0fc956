# What was judged, in words: short, kind, about the movement and never about the person. What the camera missed is the camera's fault.

## The judgement of an attempt, as the report, the overlay and the terminal name it

judged-good = good
judged-incomplete-range = incomplete range
judged-wrong-order = wrong order
judged-rushed = rushed
judged-held = held
judged-not-measurable = not measurable

## What a flag is about, and how it weighs

kind-incomplete-range = incomplete range
kind-wrong-order = wrong order
kind-rushed = rushed
kind-held = held
kind-not-measurable = not measurable
kind-trunk-lean = trunk lean
kind-thigh-lift = thigh lift
kind-bouncing = bouncing
kind-overshoot = overshoot
kind-neck-still = neck still
kind-foot-still = foot still
kind-not-judged = not judged
kind-uncalibrated = own range not measured

severity-fault = fault
severity-compensation = compensation
severity-warning = warning

## Joints: where an angle is measured, and the part of the body as a patient calls it

joint-knee-flexion = knee
joint-ankle-dorsiflexion = ankle
joint-thigh-elevation = thigh
joint-trunk-lean = trunk
joint-neck-flexion = neck

body-knee-flexion = knee
body-ankle-dorsiflexion = foot
body-thigh-elevation = thigh
body-trunk-lean = back
body-neck-flexion = head

leg = { $side ->
    [left] left leg
   *[right] right leg
  }

## Phases, by the names that the exercises give them

posture-start = start
posture-extend = extend
posture-return = return
posture-pull-up = pull up
posture-point = point
posture-low = low
posture-high = high
posture-low-again = low again

## A sentence for each flag. Angles and times come as written numbers.

flag-not-measurable = Not counted: the camera could not see your { $part } well enough.
flag-not-sharp = Not counted: your { $part } was seen, but not sharply enough to tell.
flag-not-sharp-when = Not counted: when the { $part } moved was not seen sharply enough to tell.
flag-uncalibrated = Measure your own range first: against that, your { $part } could have been judged.
flag-not-judged = Your { $part } could not be seen: how it moved was not judged.
# Said in place of these where it is known why; the clause is one of causes.ftl.
flag-not-measurable-because = Not counted: { $cause }.
flag-not-sharp-because = Not counted: your { $part } was not seen sharply enough to tell, because { $cause }.
flag-not-sharp-when-because = Not counted: when the { $part } moved was not seen sharply enough to tell, because { $cause }.
flag-not-sharp-because-sensors = Not counted: your { $part } was not measured exactly enough to tell, because { $cause }.
flag-not-sharp-because-both = Not counted: your { $part } was not measured exactly enough to tell, because { $cause }.
flag-not-sharp-when-because-sensors = Not counted: when the { $part } moved was not measured exactly enough to tell, because { $cause }.
flag-not-sharp-when-because-both = Not counted: when the { $part } moved was not measured exactly enough to tell, because { $cause }.
flag-not-judged-because = How your { $part } moved was not judged: { $cause }.
# Said in place of these where no camera looked, or both a camera and sensors measured.
flag-not-measurable-sensors = Not counted: the sensors could not measure your { $part } well enough.
flag-not-measurable-both = Not counted: neither camera nor sensors could measure your { $part } well enough.
flag-not-sharp-sensors = Not counted: your { $part } was measured, but not exactly enough to tell.
flag-not-sharp-both = Not counted: your { $part } was measured, but not exactly enough to tell.
flag-not-sharp-when-sensors = Not counted: when the { $part } moved was not measured exactly enough to tell.
flag-not-sharp-when-both = Not counted: when the { $part } moved was not measured exactly enough to tell.
flag-not-judged-sensors = No sensor measures your { $part }: how it moved was not judged.
flag-not-judged-both = Your { $part } could not be measured: how it moved was not judged.
flag-no-sensor = Not judged (no sensor there): { $parts }.

flag-head-down = The head went down as the leg went out; this exercise keeps it up.
flag-head-up = The head came up as the leg went out; this exercise keeps it down.
flag-foot-late = Knee and foot together: the foot came { $seconds } s after the knee.
flag-foot-pointed = As the leg goes out, pull the toes up: the foot pointed instead.
flag-foot-pulled-up = As the leg goes out, point the foot: the foot pulled up instead.

flag-knee-too-bent = A little straighter: the knee was { $short }° short.
flag-knee-too-straight = Bend the knee { $short }° further.
flag-foot-too-high = Point the foot further: { $short }° were missing.
flag-foot-too-low = Toes up: the foot was { $short }° short.
flag-leg-too-high = Leg a little lower, by { $short }°.
flag-leg-too-low = Leg a little higher, by { $short }°.

flag-a-little-fast = A little slower.
flag-cycle-short = Slower: out and back took { $seconds } s, let it take { $limit } s or more.
flag-stroke-short = Slower: one way was over in { $seconds } s, let it take 2 s.
flag-speed-high = Slower: the leg moved at { $speed }° a second, keep below { $limit }°.

flag-a-little-long = Turn round a little sooner at the end.
flag-held = Glide, do not hold: the end was held for { $seconds } s.

flag-trunk-lean = Keep your back where it is: it leaned backwards to help the knee.
flag-thigh-lift = Keep the thigh where it is: it lifted to help the knee.
flag-bouncing = Glide to the end and back without bouncing there.
flag-overshoot = No need to go that far: stay within your comfortable range.
flag-neck-still = Let your head move along with the leg.
flag-foot-still = Let the foot go all the way back at the start, so that it can travel with the knee.

praise = Good.
praise-with-hint = Good. { $hint }

## How sure a verdict is

sure-certain = almost certain
sure-very-likely = very likely
sure-likely = likely
sure-fair = rather likely

## What a flag rests on, such as "ankle 12° ± 5°, asked 20°"

numbers-asked = { $measured }{ $spread }, asked { $required }
numbers-at-least = { $measured }{ $spread }, at least { $required }
numbers-at-most = { $measured }{ $spread }, at most { $required }
numbers-joint = { $joint } { $measured }
window = { $low } to { $high }°

## Segments of a session: one leg, one set, one exercise

leg-unknown = leg not known
segment-set = { $leg }, set { $set } of { $sets }: { $count }; { $prescribed } prescribed
segment-practice = { $leg }, practice: { $count }
segment-looks-like = { $leg }: { $count } that look like { $exercise }
remark-looks-like = Repetitions { $numbers } look like another exercise than prescribed: { $exercise }. They were judged as what is prescribed; --exercise auto judges them as what they look like.
remark-looks-like-uncounted = { $count } movements look like another exercise than prescribed, and were not counted: { $exercise }. --exercise auto judges them as what they look like.
