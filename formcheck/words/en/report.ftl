# The clinician's report of one session, its chart, and the overlay video.

report-title = { $count }: { $name }
report-leg-unknown = leg not known
# When: a day and a time, as the recording says.
report-recorded = recorded { $when }
report-recorded-file = file dated { $when }; when it was recorded is not known
report-recorded-unknown = when it was recorded is not known
report-long = { $time } long

## What the camera saw, and what that means for the numbers

remark-no-person = No person was found: the whole body, from head to toe, must be in the picture.
remark-no-person-sensors = No sensor told anything that can be measured.
remark-cut-at-start = The recording begins in the middle of a repetition: that one was not counted.
remark-cut-at-end = The recording ends in the middle of a repetition: that one was not counted. Stop filming a moment after the last one.
remark-cut-at-end-sensors = The recording ends in the middle of a repetition: that one was not counted. Stop recording a moment after the last one.
# Nothing was counted, and why: the clause is one of causes.ftl.
remark-not-measured = Nothing was counted: in { $percent }% of the frames { $cause }.
remark-not-measured-sensors = Nothing was counted: for { $percent }% of the time { $cause }.
remark-not-measured-both = Nothing was counted: for { $percent }% of the time { $cause }.
remark-not-measured-plain = Nothing was counted: { $cause }.
remark-out-of-position = Nothing was counted: in { $percent }% of the frames { $cause }. Is it the right exercise, begun in its starting position?
remark-out-of-position-sensors = Nothing was counted: for { $percent }% of the time { $cause }. Is it the right exercise and the right leg, begun in its starting position?
remark-out-of-position-both = Nothing was counted: for { $percent }% of the time { $cause }. Is it the right exercise, begun in its starting position?
remark-out-of-position-plain = Nothing was counted: { $cause }. Is it the right exercise, begun in its starting position?
remark-no-movement = Nothing was counted: the largest movement from rest was { $number }°, and from { $limit }° on one counts. If the other leg moved, film from its side.
remark-no-movement-sensors = Nothing was counted: the largest movement from rest was { $number }°, and from { $limit }° on one counts. If the other leg moved, strap the sensors to it.
remark-seldom-measured = The { $part } could be measured in { $percent }% of the frames.
remark-seldom-measured-sensors = The { $part } could be measured for { $percent }% of the time.
remark-seldom-measured-both = The { $part } could be measured for { $percent }% of the time.
# What stood in the way for most of the other time.
remark-seldom-measured-because = The { $part } could be measured in { $percent }% of the frames. What stood in the way most: { $cause }.
remark-seldom-measured-because-sensors = The { $part } could be measured for { $percent }% of the time. What stood in the way most: { $cause }.
remark-seldom-measured-because-both = The { $part } could be measured for { $percent }% of the time. What stood in the way most: { $cause }.
remark-not-side-on = The camera stood about { $angle }° off the side view, { $from ->
    [from-behind] towards your back
   *[from-front] towards your front
  }: uncertainties are wider for it.
remark-not-side-on-far = The camera stood about { $angle }° off the side view, { $from ->
    [from-behind] towards your back
   *[from-front] towards your front
  }: further off than { $limit }° nothing is measured.
remark-neutral-not-used = The neutral interval was not used: the foot stood at { $angle }°, too far from square to the shank to be neutral.
remark-other-speed = Everything was { $times } times as fast as the recording shows it: all times here are those of life, not those of a player.
remark-file-cut-short = The file is cut short, by a recording or a copy that was broken off: only the first { $seconds } s are there to be judged. If the original is longer, copy it again.
remark-file-cut-short-of = The file is cut short, by a recording or a copy that was broken off: only the first { $seconds } s of { $whole } s are there to be judged. If the original is longer, copy it again.
remark-pictures-missing = For { $seconds } s in all there are no pictures, because the file is damaged or the camera gave none: what happened then was not seen.
remark-looks-sped-up = Is this video faster than life? Nobody moves as fast as it shows. If it was sped up, or states a higher rate than the camera gave, review it again with --speed { $times } or what you know to be right; here every time and verdict takes it as it is.
remark-looks-slowed = Is this slow motion? The movements take far longer than prescribed. If it is, review it again with --speed { $times } or what you know to be right; here every time and verdict takes it as it is.
remark-lighter-model = The full model reads a straight knee as bent by 10 to 20° and flattens the ankle's range.
# Which sensor, and when that was noticed, or for how long it was so.
remark-sensor-lost = The sensor on the { $place } told nothing for { $seconds } s: what depends on it was not judged there.
remark-sensor-slipped = The sensor on the { $place } slipped: at { $when } it no longer sat as it was calibrated. From there on it was not used.
remark-sensor-late = The readings of the sensor on the { $place } came later than those of the others: their times were put right.
remark-sensor-upright-axis = At { $when } the { $place } lay on its side: gravity does not tell how it is bent then.
remark-sensor-not-seated = At { $when } the sensor on the { $place } told of somebody who walks: it was not used there.

## Summary

report-summary = Summary
# How many were good, of those that could be judged; what could not be seen is in neither number.
answer = { $judged ->
    [0] { $unseen ->
        [0] No repetitions
        [one] 1 repetition, not seen well enough to judge
       *[other] { $unseen } repetitions, none seen well enough to judge
      }
   *[other] { $good } good of { $judged } judged{ $unseen ->
        [0] {""}
       *[other] , { $unseen } could not be seen
      }
  }
answer-sensors = { $judged ->
    [0] { $unseen ->
        [0] No repetitions
        [one] 1 repetition, not measured well enough to judge
       *[other] { $unseen } repetitions, none measured well enough to judge
      }
   *[other] { $good } good of { $judged } judged{ $unseen ->
        [0] {""}
       *[other] , { $unseen } could not be measured
      }
  }
answer-both = { $judged ->
    [0] { $unseen ->
        [0] No repetitions
        [one] 1 repetition, not measured well enough to judge
       *[other] { $unseen } repetitions, none measured well enough to judge
      }
   *[other] { $good } good of { $judged } judged{ $unseen ->
        [0] {""}
       *[other] , { $unseen } could not be measured
      }
  }
report-helps = What would help most next time
report-nothing-to-change = Nothing to change.
report-unsharp = What was not judged was not seen sharply enough to tell; no one thing is to blame for it.
report-unsharp-sensors = Strap the sensors on firmly, calibrate them again, and leave them as they are until the last repetition.
report-none = No repetitions found
report-nobody = Nobody was seen in this video for long enough to measure.
report-nobody-sensors = No sensor told anything for long enough to measure.
report-nobody-both = Nobody was seen, and no sensor told anything, for long enough to measure.
report-how-to-film = How to film it: { $camera }
report-how-to-strap = How to wear them: one sensor on the outer side of the thigh, one on the shin, one on top of the foot, each strapped so firmly that it cannot slip; then calibrate.
report-uncounted = Moved, but not counted:
# One of them: when, how many there were soon after one another, and why.
uncounted-line = { $span }{ $movements ->
    [one] {""}
   *[other] , { $movements } movements
  }: { $why }
uncounted-from-start = the beginning
uncounted-too-small = too small to count
uncounted-too-small-because = too small: { $cause }
uncounted-out-of-position = not where this exercise happens
uncounted-never-returned = it did not come back to where it began
uncounted-lost-from-view = lost from view on its way
uncounted-lost-from-view-sensors = no longer measured on its way
uncounted-lost-from-view-both = no longer measured on its way
uncounted-cut-by-start = cut off by the beginning of the recording
uncounted-cut-by-end = cut off by the end of the recording
report-over-the-session = Over the session
report-median = median
report-lowest = lowest
report-highest = highest
report-knee-at-end = Knee at the end position
report-ankle-at-end = Ankle at the end position
report-thigh-at-end = Thigh at the end position
report-knee-range = Range of the knee
report-ankle-range = Range of the ankle
report-thigh-range = Range of the thigh
report-whole-cycle = Whole cycle

## Chart

report-traces = Angles over time
report-chart = Knee and ankle angles over time, with target bands, phases and the verdict of every repetition. The same numbers stand in the table below.
report-chart-sensors = The angles that were measured, over time, with target bands, phases and the verdict of every repetition. The same numbers stand in the table below.
report-no-scripts = The player needs scripts, which are switched off here, and so do the numbers in the chart. All numbers of the repetitions are in the table below.
report-chart-lines = Tinted areas are the targets. A pale line was measured with less certainty. Where nothing was measured the line is broken; dots only lead the eye across gaps of up to a quarter of a second.
report-chart-doubt = The shaded band is the measured movement of a repetition ± its standard error.
report-chart-use = Click on a repetition to go there and bring it near.
report-chart-stride = Only one sample in { $stride } is drawn; the verdicts rest on all of them.
report-chart-ailing = A yellow band with a dashed edge is a time in which something was the matter with a sensor.
report-nothing-to-draw = Nothing was measured, so there is nothing to draw.
chart-knee = Knee flexion
chart-knee-direction = degrees; 0 is straight, bending is +
chart-ankle = Ankle dorsiflexion
chart-ankle-direction = degrees; 0 is square to the shank, toes up is +
chart-thigh = Thigh elevation
chart-thigh-direction = degrees; 0 is level, knee above hip is +
chart-neck = Neck flexion
chart-neck-direction = degrees; chin to chest is +; only its change means anything
chart-phase = phase
chart-repetition = repetition
chart-time = Time in the video, minutes:seconds
chart-time-sensors = Time in the recording, minutes:seconds
chart-time-both = Time in the recording, minutes:seconds
chart-sensor-lost = { $place }: no readings
chart-sensor-slipped = { $place }: slipped
chart-sensor-late = { $place }: late, put right
chart-sensor-upright-axis = { $place }: on its side
chart-sensor-not-seated = { $place }: walking
chart-own-target = own target, { $window }

## Segments and their player

# Which set, and how many repetitions of how many.
report-looks-like = looks like { $exercise }
report-practice = practice, { $done } { $done ->
    [one] repetition
   *[other] repetitions
  }
report-set = set { $number } of { $sets }, { $done } of { $prescribed } prescribed repetitions
report-set-beyond = set { $number } where { $sets } { $sets ->
    [one] is
   *[other] are
  } prescribed, { $done } of { $prescribed } prescribed repetitions
player = Player
player-figure = The person as a stick figure, at the time of the line in the charts.
player-figure-sensors = The leg as a stick figure, at the time of the line in the charts.
player-time = Time
player-play = Play or pause
player-back = One moment back
player-on = One moment on
player-previous = Previous repetition
player-next = Next repetition
player-half = Half speed
player-closer = Show less time
player-wider = Show more time
player-repetition = Repetition { $number }
player-keys = Space plays and pauses; ← and → one moment; J and K repetitions; H half speed; + and − time shown.

## Every repetition

report-repetitions = Every repetition
report-number = No.
report-furthest = Furthest point
report-verdict = Verdict and reason
report-time = Time
report-peak = peak
report-knee = Knee
report-ankle = Ankle
report-thigh = Thigh
report-neck = Neck
report-at-the-peak = at the peak
report-change = change
report-neck-change = Neck change
report-out-hold-back = Out, hold, back
report-top-speed = Top speed
report-no-picture = no picture
report-picture = Repetition { $number } at its furthest: knee { $knee }, ankle { $ankle }.
report-show = Go there, and bring it near
report-show-repetition = Repetition { $number }, { $verdict }: go there
report-signs = Knee: 0° is straight, bending is positive. Ankle: 0° is the foot square to the shank, toes up is positive. Neck change: from rest to the peak, chin to chest is positive.
report-sign-knee = Knee: 0° is straight, bending is positive.
report-sign-ankle = Ankle: 0° is the foot square to the shank, toes up is positive.
report-sign-neck = Neck change: from rest to the peak, chin to chest is positive.
report-plus-minus = ± is one standard error: the true value lies within it about two times in three, and within twice of it nineteen times in twenty. A range (from rest to the peak) has a larger one, for both its ends are uncertain.
report-range = range
report-reading = “{ $missing }” means not measured.
report-no-rows = There are none to show.

## What the camera could not see

report-unseen = What the camera could not see
report-unseen-sensors = What the sensors could not measure
report-unseen-both = What could not be measured
report-unseen-part = Part of this exercise, but invisible from the side, and so never judged:
report-unseen-part-sensors = Part of this exercise, but measured by none of the sensors, and so never judged:
report-unseen-part-both = Part of this exercise, but measured by neither camera nor sensors, and so never judged:
report-no-neck = how the head moves
report-no-ankle = how the foot moves
report-no-knee = how the knee bends
report-no-thigh = whether the thigh lifts to help the knee
report-no-trunk = whether the back leans to help the knee
report-pictures = { $with } of { $all } pictures show a person.
report-view = The camera stood about { $angle } away from an exact side view.
report-angle = Angle
report-measured-in = measured in
report-measured-by = measured by
report-origin-camera = camera
report-origin-sensor = sensors
report-origin-share = { $origin } { $share }
report-typical-error = typical error
report-not-known = not known
report-out-of-sight = Out of sight: { $spans }.
report-out-of-sight-sensors = Not measured: { $spans }.
report-out-of-sight-both = Not measured: { $spans }.
report-disputes = Camera and sensors disagreed, so these were not judged: { $spans }.
report-dispute = { $joint }: camera { $camera }, sensors { $sensors } ({ $span })
report-and-more = and { $count } more

## How far to trust these numbers

report-trust = How far to trust these numbers
report-projections = The angles are projections on the picture, between joint centres that a model estimated: not a goniometer's reading. They hold for a camera square to the movement.
report-projections-both = Angles measured by the camera are projections on the picture, between joint centres that a model estimated. They hold for a camera square to the movement.
report-sensor-angles = The angles are those between parts of the leg as the sensors strapped to them lie: not a goniometer's reading. Straps and flesh move a little with every repetition.
report-sensor-angles-both = Angles measured by sensors are those between parts of the leg as the sensors strapped to them lie. Straps and flesh move a little with every repetition. Neither is a goniometer's reading.
report-sensor-two = Where camera and sensors both measured an angle, that of the instrument with the smaller error counts; the table beside says which.
report-errors = The typical errors beside are for a good view; every ± is wider where the view was worse.
report-errors-sensors = The typical errors beside are estimates: they have not been tested against a reference on people who floss a nerve. Every ± is wider where less was measured.
report-errors-both = The typical errors beside are for a good view and for sensors that sit well; those of sensors have not been tested against a reference on people who floss a nerve.
report-fair = A fault is called only where it is likely beyond reasonable doubt: where the shortfall is more than 1.28 times its ±. Against the person's own range, measured by the same eye, the ± of a reason is smaller. An attempt that could not be measured is never counted against the patient.
report-zero-still-start = The ankle's zero was taken from the still start of the video; { $offset } was subtracted.
report-zero-interval = The ankle's zero was taken from the neutral posture shown in the video; { $offset } was subtracted.
report-zero-prescription = The ankle's zero comes from the prescription; { $offset } was subtracted.
report-zero-none = No neutral posture was captured, so the ankle's zero is the model's own. The line from heel to toe is not quite parallel to the sole, and differs between people and shoes. With the knee bent and the other foot close by, a pointed foot reads less pointed than it is: the end position is more certain.
report-zero-none-both = Where the camera measured the ankle, its zero is the model's own, since no neutral posture was captured: the line from heel to toe is not quite parallel to the sole.
# What says where the zero of sensors is, and which sensors.
report-sensor-zero-standing = { $places }: zero is how the person stood for the calibration. A knee that was bent a little then is called straight.
report-sensor-zero-seated = { $places }: zero comes from how the person sat for the calibration, taken for a level thigh, an upright shin and a square foot. Nobody sits quite so: angles may be several degrees off, by the same amount throughout.
report-sensor-zero-lying = { $places }: zero comes from how the person lay for the calibration, the leg taken for straight and level.
report-sensor-zero-own-extension = { $places }: zero is the furthest that the person could straighten the knee in the calibration: that is called straight, whatever it was.
report-sensor-zero-typed = { $places }: zero comes from an angle that somebody measured by hand and typed in.
report-sensor-zero-camera = { $places }: zero comes from what a camera measured in the calibration.
report-thigh-level = The thigh bears no sensor and is taken for level: every degree that it is not so is read as a degree of knee.
report-thigh-in-line = The thigh bears no sensor and is taken to lie in line with the shin: a bent knee is not noticed.
report-sensor-table = Sensors
report-sensor-kind-unknown = not known
report-lighter = This session was measured with the lighter model.
report-lighter-why = With it a straight knee reads 10 to 20° bent, and the movement of the ankle is flattened. Use the heavy model for judging range.
report-neck-zero = The neck's zero differs between people: only its change means anything.
report-no-diagnosis = This report describes movement. It is not a diagnosis, and formcheck is not a medical device.

## What it was judged by

report-limits = What it was judged by
report-phase = Phase
report-told-to = Told to
report-foot = Foot
report-told-not-judged = told, not judged
report-stay = Stay
report-stay-limits = warning / fault over
report-any = any
neck-flexed = flexed
neck-extended = extended
neck-neutral = neutral
neck-any = any
report-rushed = Rushed: a whole cycle under { $cycle } s, the middle of a stroke under { $stroke } s, or faster than { $speed }; a cycle under { $warning } s is a warning.
report-own-end = Own end range of the leading joint: { $angle }; complete from { $complete } on.
report-own-ankle = Own end range of the ankle: { $angle }; complete from { $complete } on.
report-dose = Prescribed: { $repetitions } repetitions, { $sets } { $sets ->
    [one] set
   *[other] sets
  }, { $times } { $times ->
    [one] time
   *[other] times
  } a day.
report-evidence = Evidence for the sequence: grade { $grade } ({ $meaning }).
grade-a = a study's abstract, a trial register or an official page
grade-b = a clinic's leaflet or a page that cites others
grade-m = general knowledge without a source
grade-p = our own proposal, which needs a clinician's consent
report-made-by = { $program } { $version }, { $estimator } { $estimator_version }, model { $model }
report-made-by-sensors = { $program } { $version }, { $sensors ->
    [one] one sensor
   *[other] { $sensors } sensors
  }
report-made-of = exercise { $exercise }. Made on this computer; opening this page sends nothing anywhere.

## Overlay video and progress

count-good = { $good } good of { $judged }{ $unseen ->
    [0] {""}
   *[other] , { $unseen } not seen
  }
