# What validate shows: progress, the tables in the terminal, and the page validation.html. The document validation.md is English.

## Progress, and what is said at the end

validate-progress = { $done } of { $all } clips
validate-frames = { $done }/{ $all } frames
validate-page = Page: { $path }
validate-unknown = Nothing is known of these records, so they were passed over: { $files }. What is known of one is an entry in formcheck/validation/truth/real.toml.
target-missed = missed: { $complaint }
target-complaint = { $target } ({ $compared }): found { $found }, must be { $limit }.
target-found = { $value } ({ $clips })

## Groups of clips, moments of a repetition, and other single words

group-all = all
group-all-clips = all clips
group-tuning = tuning
group-held-back = held back
moment-start = start
moment-peak = peak
moment-end = end
two-thresholds = two thresholds
angle-neck-change = neck (change)
some-of-all = { $some } of { $all }
from-to = { $low } to { $high }
person-found = found
person-not-found = not found

## What is promised, what exactly is compared, and whether it holds

target-clips-exact = Clips counted exactly
target-clips-within-one = Clips counted within one
target-counted-without-any = Repetitions counted where there are none
target-verdicts-agree = Verdicts agree
target-flags-precision = Flags: precision
target-flags-recall = Flags: recall
target-knee = Knee
target-knee-range = Knee range per repetition
target-ankle = Ankle
target-ankle-change = Ankle change per repetition
target-time-of-start = Time of the start
target-time-of-peak = Time of the peak
target-time-of-end = Time of the end
target-derived-same = Derived clips: counts and verdicts of the original
target-derived-blamed = Derived clips that cannot be measured: a fault found
target-repetitions-right = Repetitions judged right
target-repetitions-wrong = Repetitions judged wrong
target-repetitions-withheld = Repetitions withheld
target-repetitions-made-up = Repetitions made up
target-faults-true = Faults called that were there
target-good-blamed = Good repetitions blamed
target-by-hand = As people measured and want to be told
target-extension-right = Seated extension, shank and thigh: judged as labelled
target-extension-shank-right = Seated extension, shank alone: judged as labelled
target-raise-right = Straight leg raise: judged as labelled
target-shown-right = Judged right, of what the sensors can show
target-wrong-beyond = Wrong beyond the same sensors without the fault
target-trouble-said = What goes wrong is said

compared-clips-exact = share of the clips
compared-clips-within-one = { compared-clips-exact }
compared-counted-without-any = in clips without any, and in the negatives
compared-verdicts-agree = agreeing pairs over true repetitions and phantoms
compared-flags-precision = faults and compensations
compared-flags-recall = { compared-flags-precision }
compared-knee = mean absolute error over frames
compared-knee-range = mean absolute error over repetitions, rest to end
compared-ankle = { compared-knee }
compared-ankle-change = { compared-knee-range }
compared-time-of-start = mean absolute error over repetitions
compared-time-of-peak = { compared-time-of-start }
compared-time-of-end = { compared-time-of-start }
compared-derived-same = share of those whose joints can be seen
compared-derived-blamed = clips
compared-repetitions-right = share of the true repetitions
compared-repetitions-wrong = { compared-repetitions-right }
compared-repetitions-withheld = { compared-repetitions-right }
compared-repetitions-made-up = counted, and never happened
compared-faults-true = share of the faults called
compared-good-blamed = share of the truly good repetitions
compared-by-hand = share of the figures and words
compared-extension-right = { compared-repetitions-right }
compared-extension-shank-right = { compared-repetitions-right }
compared-raise-right = { compared-repetitions-right }
compared-shown-right = { compared-repetitions-right }
compared-wrong-beyond = repetitions
compared-trouble-said = share of the clips

state-not-measured = not measured
state-missed = missed
state-met = met
state-aim-met = aim met

## A clip: how it was made, and what was judged otherwise than it deserves

scene-side = side view
scene-off-side = { $angle }° off the side view
scene-light = { $value } light
scene-light-behind = light from behind
scene-light-dim = dim light
scene-legs = { $value }
scene-legs-shorts = shorts
scene-legs-trousers = trousers
scene-shoes = shoes
scene-barefoot = barefoot
scene-hands = hands on { $value }
scene-hands-seat = hands on seat
scene-hands-thigh = hands on thigh
scene-background = { $value } background
scene-background-plain = plain background
scene-background-room = room background
scene-background-busy = busy background

clip-held-back = { $file } (held back)
clip-tag-held-back = held back
clip-nobody-found = nobody found
clip-other-leg = taken for the { $side ->
    [left] left
   *[right] right
  } leg

row-wrongly = wrongly { $flag }
row-not = not { $flag }
row-phantom = phantom ({ $verdict })
row-missed = missed ({ $verdict })
row-for = { $found } for { $true }
repetition-missed = missed
repetition-phantom = phantom

## What became of every repetition, by condition, with calibration

share-of = { $some } of { $all }: { $share } ({ $interval })
share-alone = { $some } of { $all }: { $share }

outcomes-exact = clips counted exactly
outcomes-right = right
outcomes-wrong = wrong
outcomes-withheld = withheld
outcomes-missed = missed
outcomes-made-up = made up
outcomes-good-blamed = good ones blamed
outcomes-faulty-praised = faulty ones praised

condition-exercise = exercise
condition-done = does another exercise
condition-deserved = verdict deserved
condition-yaw = off the side view
condition-distance = distance
condition-light = light
condition-light-normal = normal
condition-legs = legs
condition-clothes = clothes
condition-clothes-shorts = shorts
condition-clothes-trousers = trousers
condition-shoes = feet
condition-shoes-shoes = shoes
condition-shoes-barefoot = barefoot
condition-hands = hands
condition-hands-working-thigh = one on the working thigh
condition-background = background
condition-skin = skin
condition-skin-light = light
condition-skin-medium = medium
condition-skin-dark = dark
condition-contrast = contrast
condition-contrast-low = low
condition-contrast-normal = normal
condition-other-foot = other foot
condition-other-foot-flat = flat
condition-other-foot-tucked = tucked back
condition-picture = picture
condition-timing = timing
condition-timing-real = of real people
condition-timing-formula = by formula
condition-camera-height = camera above the floor
condition-compression = compression (crf)
condition-tremor = tremor
condition-tail = after the last one
condition-fidgets = fidgets between
condition-talks = talks
condition-yes = yes
condition-no = no

calibration-faults = faults called
calibration-good = called good, without a fault
calibration-any = any
calibration-bin = { $low } to { $high } (mean { $mean })

hand-start-s = start
hand-peak-s = peak
hand-end-s = end
hand-knee-at-rest-deg = knee at rest
hand-knee-at-peak-deg = knee at the end
hand-ankle-at-rest-deg = ankle at rest
hand-ankle-at-peak-deg = ankle at the end
hand-said = to be said
hand-unsaid = not to be said
hand-as-expected = as expected
hand-not-so = not so

## Clips as sensors would have measured them, by set-up

table-set-ups = Simulated sensors
table-set-ups-about = Right, shown: of the repetitions whose fault these sensors can show. Beyond: wrong or made up, and not so without the fault. Said: clips in which the trouble was said, by the session or the calibration.
set-up-exact = exact
set-up-shown = right, shown
set-up-right = right, all
set-up-wrong = wrong
set-up-withheld = withheld
set-up-missed = missed
set-up-made-up = made up
set-up-beyond = beyond
set-up-said = said

sensors-three = thigh, shank, foot
sensors-shank-foot = shank, foot
sensors-shank = shank alone
sensors-lost-5 = 5 % of the readings lost
sensors-lost-20 = 20 % of the readings lost
sensors-rate-30 = 30 readings a second
sensors-browser = as a web page gets them
sensors-hard = hard: much flesh, bad gyroscope, askew
sensors-slips-shank = shank slips by 10° in the middle
sensors-slips-foot = foot slips by 10° in the middle
sensors-slips-thigh = thigh slips by 10° in the middle
sensors-slides-shank = shank slides by 10° within 0.3 s in the middle
sensors-slides-foot = foot slides by 10° within 0.3 s in the middle
sensors-slides-thigh = thigh slides by 10° within 0.3 s in the middle
sensors-dies-foot = foot dies in the middle
sensors-dies-shank = shank dies in the middle
sensors-dies-thigh = thigh dies in the middle
sensors-late-shank = shank late by 150 ms
sensors-late-foot = foot late by 150 ms

condition-shown-by-sensors = can be shown by the sensors
condition-person = person
condition-instrument = measured by
condition-instrument-sensors = sensors
condition-sensors = sensors
condition-sensors-shank = shank
condition-sensors-shank-thigh = shank and thigh
condition-judged = judged as
condition-judged-extension = seated knee extension
condition-judged-raise = straight leg raise

## Clips made of others

derived-variable-rate = variable frame rate
derived-rotated = rotated by the file's own mark
derived-mirrored = mirrored
derived-fps-15 = 15 frames a second
derived-fps-60 = 60 frames a second
derived-small = small picture
derived-feet-cropped = feet outside the picture

outcome-same = same
outcome-other-count = another count
outcome-other-verdicts = other verdicts
outcome-as-required = as required
outcome-nothing-counted = nothing counted, nobody blamed
outcome-blamed = blamed for what cannot be seen

## Tables: their titles, and what is said below them

table-clips = Clips
table-clips-about = Knee, ankle: mean absolute error. Unseen: frames without the one seen less.
table-groups = Counting and judging
table-angles = Angles, all clips
table-angles-about = Change: mean absolute error of the change from rest to end, per repetition.
table-derived = Derived clips
table-negatives = Nobody exercises
table-targets = Targets
table-outcomes = What became of every repetition
table-conditions = By condition
table-conditions-about = The conditions that tell most; all of them are on the page.
table-calibration = Calibration
table-by-hand = Counted and measured by people

## Columns

heading-clip = Clip
heading-counted = Counted
heading-of-true = of true
heading-verdicts = Verdicts
heading-verdicts-found = Verdicts found
heading-framed = framed: not as deserved
heading-knee = Knee
heading-ankle = Ankle
heading-knee-range = Knee range
heading-ankle-change = Ankle change
heading-unseen = Unseen
heading-not-measured = Not measured
heading-knee-ankle = knee / ankle
heading-view = View
heading-off-side = off side-on
heading-otherwise = Otherwise than deserved

heading-bias = Bias
heading-sd = SD
heading-mae = MAE
heading-rmse = RMSE
heading-limits = 95 % limits
heading-gain = Gain
heading-late = Late
heading-change = Change
heading-joint = Joint
heading-of-clips = clips
heading-of-frames = frames
heading-bias-sd = bias ± SD
heading-within = 95 % within
heading-of-gain = gain
heading-late-by = late by
heading-of-not-measured = not measured
heading-error-of = Error of
heading-pairs = pairs
heading-largest = largest

heading-how-made = Change
heading-against-original = Against the original
heading-in-original = Found in the original
heading-here = Found here
heading-frames = Frames
heading-person = Person
heading-of-person = person
heading-repetitions = repetitions counted
heading-two-thresholds = Two thresholds
heading-by-two-thresholds = by two thresholds
heading-condition = Condition
heading-stated = At a probability of
heading-true = True
heading-interval = 95 % interval
heading-expected = Expected
heading-found = Found

heading-figure = Figure
heading-compared = What is compared
heading-measured = Measured
heading-must = Must
heading-aim = Aim
heading-all = All
heading-all-clips = All clips
heading-held-back = Held back

heading-flag = Flag
heading-flag-true = true
heading-flag-rightly = found rightly
heading-flag-wrongly = found wrongly
heading-flag-missed = missed
heading-precision = precision
heading-recall = recall

heading-task = Task and reference
heading-published = Published, real people
heading-ours = Ours, rendered people

## Rows of the groups side by side

score-clips = clips
score-repetitions = repetitions, true / counted
score-missed = missed / phantoms
score-exact = clips exact / within one
score-count-error = count error, mean / relative
score-agreement = verdict agreement
score-kappa = Cohen's kappa
score-flags = flags, precision / recall
score-times-mae = start / peak / end, mean absolute error
score-times-worst = start / peak / end, largest error

## The page

validation-title = Validation of formcheck { $version }
validation-model = model { $model }
validation-clips = { $clips } clips, { $held_back } of them held back
validation-repetitions = { $count } repetitions
validation-derived = { $count } derived clips
validation-negatives = { $count } without the exercise
validation-summary = Summary
validation-agreed = The engine of today agrees with the clinicians in { $right } of { $of } repetitions ({ $low } to { $high } %)
validation-reached = { $reached } of { $all } required figures reached
validation-counted = { $found } repetitions counted of { $true }; { $agreeing } of { $asked } verdicts as deserved.
validation-errors = Knee { $knee }, ankle { $ankle } mean absolute error.
validation-rendered = The people are rendered:
# Followed by the text of a link: validation-see-proves.
validation-see = see
validation-see-proves = what this proves
validation-failures = Clips that could not be used
validation-failures-about = They are in none of the figures below.
validation-targets-about = Reached means over all clips and over those held back. Held-back clips were kept out of all tuning.
# Followed by the moments with their errors, and validation-largest-about.
validation-largest = Largest time errors:
validation-largest-about = ; what is compared with the target is the mean absolute error.
validation-every-clip = Every clip
validation-no-repetition = none
validation-clips-about = Framed: not as deserved, the verdict deserved in brackets; where the verdict is right, the flags that are not. MAE: mean absolute error. Range, change: from rest to the furthest point, per repetition.
validation-two-thresholds = “Two thresholds” counts the same knee angles as simple counters do: one repetition for every way from bent (over { $bent }°) to straight (under { $straight }°), each called good.
validation-judging-about = A found repetition is a true one where they share at least { $overlap } of their common time. Agreement: over true repetitions and phantoms. Kappa: over matched pairs; “{ $missing }” where not defined.
validation-confusion-ours = formcheck: verdicts deserved (rows) and found (columns)
validation-confusion-naive = Two thresholds: verdicts deserved (rows) and found (columns)
validation-flags = Faults by kind
validation-no-flags = None, true or found.
validation-flags-about = Faults and compensations, each at its joint; warnings are none.
validation-angles = Angles, frame by frame
validation-knee-agreement = Knee: measured against true (Bland–Altman)
validation-knee-error = Knee: error by true angle, median and middle 80 %
validation-ankle-agreement = Ankle: measured against true (Bland–Altman)
validation-ankle-error = Ankle: error by true angle, median and middle 80 %
validation-angles-about = Limits: bias ± 1.96 SD. Gain: slope of the measured angle on the true one; below 1 movement is flattened. The neck's zero is arbitrary, so each clip's median error is taken out first.
validation-times = Times and ranges, repetition by repetition
validation-joint-change = { $joint }, rest to end
validation-joint-end = { $joint } at the end
validation-times-about = Rest to end: positive is a movement read too large, whichever way it goes.
validation-same-clips = The same clips, otherwise recorded
validation-nothing = nothing
validation-required = every repetition should be { $verdict }
validation-nobody-exercises = Nobody does the exercise
validation-negatives-about = Judged as each of: { $exercises }. Every repetition counted is a phantom.
validation-published = Beside published figures
validation-published-people = The published figures were measured on real people; ours on rendered ones.
validation-published-about = They show what is usual in the field, not who is better.
validation-published-angles = Angles
validation-proves = What this proves, and what not
validation-proves-software = Rendered people show that the software measures what it sees, counts it and judges it as intended, and they show at once when a change makes it worse.
validation-proves-no-patients = They say nothing about accuracy on patients: there are few bodies, tidy clothes, even light, no pain, and movements that follow the model of smooth motion that the timing also assumes. A pose model's points are not joint centres, so part of each error is a matter of definition. Real people are seen here only where nobody does the exercise.
validation-real = These are real people:
validation-targets-people = Of a population the half held back counts: it was kept out of all tuning.
validation-outcomes-about = Right, wrong, withheld and missed are shares of the true repetitions, made up is one of those counted. In brackets 95 % intervals: repetitions of one clip share a person, a room and a camera, so an interval is Wilson's for as many independent repetitions as would tell as much.
validation-conditions-about = Clips: { $group }. The condition that tells most comes first: where the shares of right verdicts differ more than by chance.
validation-calibration-about = Clips: { $group }. Of what was said with some probability, so much was so. A fair verdict besides the one deserved counts as so.
validation-by-hand-about = Times and angles of real people, read by hand from the raw points of the model, with how far from it a right reading may be; and what people want to be told where nothing is judged.
validation-proves-others = These are other people, rooms and habits than those of the sample clips, so what holds here is likelier to hold elsewhere, most of all in clips held back. They say nothing about accuracy on patients: nobody is in pain, and everybody does what a script says.
validation-proves-real = These are recordings of real people, few of them, and nobody was told to floss. What is known of them was counted and measured by eye and by hand.
validation-proves-corrected = These are people of a clinic, and the truth is what its clinicians said who looked through whole sessions. They saw the machine’s verdict when they judged, and may lean towards it; where two clinicians would differ, one of them counts. Intervals take the repetitions of one person together.
validation-missing = Missing are recordings of seated nerve flossing with measured angles, and a clinician's consent to the limits. formcheck is not a medical device.
validation-made-here = Made on this computer; opening this page sends nothing anywhere.

## Plots

plot-verdicts = Verdicts deserved and found by { $counter }: { $agreeing } agree.
plot-agreement = Agreement of the { $joint }: bias { $bias }, limits { $limits }.
plot-error = Error of the { $joint } against its true angle: median, and the band of the middle 80 %.
plot-tuning-clips = tuning clips
plot-held-back-clips = held-back clips
axis-mean = mean of measured and true, degrees
axis-error = measured minus true, degrees
axis-true = true angle, degrees
axis-frames = frames
hover-verdicts = deserved { $deserved }, found { $found }: { $count }
hover-error = true { $angle }°: median { $median }°
hover-frames = { $count } frames
plot-calibration = Share that was true against the probability stated, with 95 % intervals; on the dotted line they agree.
axis-stated = probability stated
axis-true-share = share that was true

## Published figures, and ours beside them

ours-knee-ankle = knee { $knee }, ankle { $ankle }
ours-knee-bias = knee { $bias }
ours-knee-mae = knee MAE { $mae }, bias { $bias }
ours-counting = MAE { $mae }, within one { $share }
ours-agreement = agreement { $share } with the script

published-orthelligent-work = Orthelligent VISION, one camera (n = 10)
published-orthelligent-task = range in gait, against optical capture
published-orthelligent-figure = knee 3.8°, ankle 5.4°
published-mediapipe-work = MediaPipe, exact side view
published-mediapipe-task = squat, against inertial sensors
published-mediapipe-figure = knee −2.3 ± 6.4°
published-blazepose-work = BlazePose heavy, side view (n = 15, preprint)
published-blazepose-task = squat and sit-to-stand, against points set by hand
published-blazepose-figure = knee MAE 7.07°, bias −5.1°
published-openpose-work = OpenPose, side view
published-openpose-task = gait, against optical capture; mean absolute error
published-openpose-figure = knee 5.6°, ankle 7.4°
published-opencap-monocular-work = OpenCap Monocular, one phone
published-opencap-monocular-task = walk, squat, sit-to-stand, against optical capture; mean absolute error
published-opencap-monocular-figure = all joint rotations 4.8°
published-opencap-work = OpenCap, two phones (n = 41)
published-opencap-task = eight tasks, against optical capture; root mean square, sagittal
published-opencap-figure = 7.0 to 13.4°
published-interaction-work = interACTION, two inertial sensors (n = 10)
published-interaction-task = heel slide, short-arc quad, sit-to-stand
published-interaction-figure = knee within 3°
published-viewpoint-work = Viewpoint-invariant counting, from poses
published-viewpoint-task = UI-PRMD; mean relative count error, clips within one
published-viewpoint-figure = MAE 0.06, within one 0.95
published-poserac-work = PoseRAC with joint angles
published-poserac-task = RepCount
published-poserac-figure = MAE 0.211, within one 0.599
published-escounts-work = ESCounts
published-escounts-task = RepCount
published-escounts-figure = MAE 0.21, within one 0.56
published-repnet-work = RepNet
published-repnet-task = Countix, any repeated movement; figure from memory
published-repnet-figure = MAE about 0.36, within one about 0.70
published-kaia-work = Kaia Motion Coach (n = 24, knee or hip osteoarthritis)
published-kaia-task = six exercises, against two physiotherapists
published-kaia-figure = agreement 0.828; between the physiotherapists 0.833
