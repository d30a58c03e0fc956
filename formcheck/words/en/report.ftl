# The clinician's report of one session, its chart, and the overlay video.

report-title = { $good } of { $attempts } good: { $name }
report-leg-unknown = leg not known
# When: a day and a time, as the recording says.
report-recorded = recorded { $when }
report-long = { $time } long

## What the camera saw, and what that means for the numbers

remark-no-person = No person was found: the whole body, from head to toe, must be in the picture.
remark-cut-at-start = The recording begins in the middle of a repetition: that one was not counted.
remark-cut-at-end = The recording ends in the middle of a repetition: that one was not counted. Stop filming a moment after the last one.
remark-no-movement = Nothing was counted: the leg in the foreground made no movement large enough. Check that it is the right exercise, and film from the side of the moving leg.
remark-never-in-position = Nothing was counted: the leg in the foreground was never seen in the starting position. Check that it is the right exercise, and film from the side of the moving leg.
remark-seldom-measured = The { $part } could be measured in { $percent }% of the frames.
remark-not-side-on = The camera stood about { $angle }° off the side view: uncertainties are wider for it.
remark-neutral-not-used = The neutral interval was not used: the foot stood at { $angle }°, too far from square to the shank to be neutral.
remark-lighter-model = The full model reads a straight knee as bent by 10 to 20° and flattens the ankle's range.

## Summary

report-summary = Summary
report-answer = { $good } of { $attempts } { $attempts ->
    [one] repetition
   *[other] repetitions
  } good
report-helps = What would help most next time
report-nothing-to-change = Nothing to change.
report-film-better = Film from the side with the whole body in the picture, light from the front, and nobody close behind.
report-none = No repetitions found
report-nobody = Nobody was seen in this video for long enough to measure.
report-no-angles = Somebody was seen, but knee and ankle could not be measured.
report-no-movement = No movement was large enough, and in the position this exercise starts from, to count as an attempt.
report-how-to-film = How to film it: { $camera }
report-dropped = Movements not counted as attempts: { $dropped }.
dropped-too-small = { $count } too small
dropped-out-of-position = { $count } out of position
dropped-never-returned = { $count } never returned
dropped-cut-by-start = { $count } cut off by the beginning
dropped-cut-by-end = { $count } cut off by the end
dropped-lost-from-view = { $count } lost from view
report-over-the-session = Over the session
report-median = median
report-lowest = lowest
report-highest = highest
report-knee-at-end = Knee at the end position
report-ankle-at-end = Ankle at the end position
report-whole-cycle = Whole cycle

## Chart

report-traces = Angles over time
report-chart = Knee and ankle angles over time, with target bands, phases and the verdict of every repetition. The same numbers stand in the table below.
report-no-scripts = The chart needs scripts, which are switched off here. All numbers of the repetitions are in the table below.
report-chart-lines = Tinted bands are the targets. A pale line was measured with less certainty. Where nothing was measured the line is broken; dots only lead the eye across gaps of up to a quarter of a second.
report-chart-use = Drag across the chart to look closer, double-click to see everything again.
report-chart-stride = Only one sample in { $stride } is drawn; the verdicts rest on all of them.
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
chart-own-target = own target, { $window }
chart-zoom = Zoom
chart-pan = Pan
chart-reset = Reset axes
chart-picture = Download plot as a PNG
chart-zoom-out = Double-click to zoom back out

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
report-out-hold-back = Out / hold / back
report-seconds = seconds
report-out-hold-back-s = Out / hold / back, s
report-top-speed = Top speed
report-smoothness = Smoothness
report-no-picture = no picture
report-picture = Repetition { $number } at its furthest: knee { $knee }, ankle { $ankle }.
report-show = Show in the chart
report-signs = Knee: 0° is straight, bending is positive. Ankle: 0° is the foot square to the shank, toes up is positive. Neck change: from rest to the peak, chin to chest is positive.
report-reading = Smoothness: nearer to 0 is smoother. “{ $missing }” means not measured. In the numbers of a reason, ± is the uncertainty of that measurement.
report-no-rows = There are none to show.

## What the camera could not see

report-unseen = What the camera could not see
report-unseen-part = Part of this exercise, but invisible from the side, and so never judged:
report-pictures = { $with } of { $all } pictures show a person.
report-view = The camera stood about { $angle } away from an exact side view.
report-angle = Angle
report-measured-in = measured in
report-typical-error = typical error
report-not-known = not known
report-out-of-sight = Out of sight: { $spans }.
report-disputes = Camera and sensors disagreed, so these were not judged: { $spans }.
report-dispute = { $joint }: camera { $camera }, sensors { $sensors } ({ $span })
report-and-more = and { $count } more

## How far to trust these numbers

report-trust = How far to trust these numbers
report-projections = The angles are projections on the picture, between joint centres that a model estimated: not a goniometer's reading. They hold for a camera square to the movement.
report-errors = The typical errors beside are for a good view; the ± of a reason is wider where the view was worse.
report-fair = A shortfall smaller than its uncertainty is not called a fault. An attempt that could not be measured is never counted against the patient.
report-zero-still-start = The ankle's zero was taken from the still start of the video; { $offset } was subtracted.
report-zero-interval = The ankle's zero was taken from the neutral posture shown in the video; { $offset } was subtracted.
report-zero-prescription = The ankle's zero comes from the prescription; { $offset } was subtracted.
report-zero-none = No neutral posture was captured, so the ankle's zero is the model's own. The line from heel to toe is not quite parallel to the sole, and differs between people and shoes. With the knee bent and the other foot close by, a pointed foot reads less pointed than it is: the end position is more certain.
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
report-own-end = Own end range of the leading joint: { $angle }; complete within 10° of it.
report-own-ankle = Own end range of the ankle: { $angle }; complete within 7° of it.
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
report-made-of = exercise { $exercise }. Made on this computer; opening this page sends nothing anywhere.

## Overlay video and progress

count-good = { $good } good of { $attempts }
