# What the coach says during a visit: short, kind, in the imperative, about the movement and never about the person.
# `cue-` is read from across the room; its `say-` is spoken: five words at most.

## Seen or not

cue-lost-person = I can't see you.
say-lost-person = I can't see you.
cue-lost-knee = I can't see your knee.
say-lost-knee = I can't see your knee.
cue-lost-foot = I can't see your foot.
say-lost-foot = I can't see your foot.
cue-lost-head = I can't see your head.
say-lost-head = I can't see your head.
cue-lost-leg = I can't see your leg.
say-lost-leg = I can't see your leg.
cue-lost-hip = I can't see your hip.
say-lost-hip = I can't see your hip.
cue-lost-outside =
    Your { $part ->
        [head] head
        [shoulder] shoulder
        [hip] hip
        [knee] knee
       *[foot] foot
    } is outside the picture.
say-lost-outside = Out of the picture.
cue-lost-askew = Turn your side to the camera, please.
say-lost-askew = Turn your side to me.
cue-lost-other-person = Somebody is in the way.
say-lost-other-person = Somebody is in the way.
cue-lost-picture-still = The picture stands still.
say-lost-picture-still = The picture stands still.
cue-found = I can see you again.
say-found = I can see you again.
cue-waiting = I'll wait for you.
say-waiting = I'll wait for you.
# A sensor strapped to the leg: which, as "left shin".
cue-trouble-lost = No readings from the sensor: { $place }.
say-trouble-lost = A sensor went quiet.
cue-trouble-upright-axis = Turn from your side, please: { $place }.
say-trouble-upright-axis = Turn from your side, please.
cue-trouble-not-seated = Please sit down to go on.
say-trouble-not-seated = Please sit down.

## The movement

cue-toes-up = Toes up.
say-toes-up = Toes up.
cue-point-foot = Point your foot.
say-point-foot = Point your foot.
cue-straighter = A little straighter.
say-straighter = A little straighter.
cue-bend-more = Bend a little more.
say-bend-more = Bend a little more.
cue-leg-higher = Leg a little higher.
say-leg-higher = Leg a little higher.
cue-leg-lower = Leg a little lower.
say-leg-lower = Leg a little lower.
cue-all-the-way-back = All the way back.
say-all-the-way-back = All the way back.
cue-slower = Slower.
say-slower = Slower.
cue-turn-back = And back.
say-turn-back = And back.
cue-far-enough = That is far enough.
say-far-enough = That is far enough.
cue-look-up = Look up as you straighten.
say-look-up = Look up as you straighten.
# Lying, the head rests back on the mat instead.
cue-head-down = Rest your head as you straighten.
say-head-down = Rest your head.
cue-chin-down = Chin down as you straighten.
say-chin-down = Chin down.
cue-head-still = Keep your head still.
say-head-still = Keep your head still.
cue-together = Knee and foot together.
say-together = Knee and foot together.
cue-back-still = Keep your back still.
say-back-still = Keep your back still.
cue-thigh-down = Keep your thigh still.
say-thigh-down = Keep your thigh still.
cue-no-bounce = Glide, without bouncing.
say-no-bounce = Glide, without bouncing.
cue-foot-back = Let your foot go all the way back.
say-foot-back = Let your foot go back.
# The repetition counts; the camera is why not all of it was judged.
cue-head-unseen = Good. I could not see your head.
say-head-unseen = Good. I missed your head.
cue-joint-unseen = Good. Not all of it could be judged.
say-joint-unseen = Good. I missed a part.
cue-good = Good.
say-good = Good.

## The course of a visit

cue-begin = Begin when you are ready.
say-begin = Begin when you are ready.
cue-hold-still = Hold still, foot flat on the floor.
say-hold-still = Hold still, foot flat.
cue-hold-still-shin = Foot flat, shin upright, and hold still.
say-hold-still-shin = Foot flat, shin upright.
cue-captured = Got it.
say-captured = Got it.
cue-practice = Now slowly, as far as is comfortable.
say-practice = Slowly and comfortably.
cue-measured-next = Good. Now three more, just like that.
say-measured-next = Good. Now three more.
cue-range-set = Your comfortable range is set.
say-range-set = Your comfortable range is set.
cue-range-not-set = I couldn't measure your range: the prescribed targets are used.
say-range-not-set = Using the prescribed targets.
cue-set-done = Set done. Rest.
say-set-done = Set done. Rest.
cue-rest-over = Rest over. Back to the starting position.
say-rest-over = Rest over.
cue-all-done = All done.
say-all-done = All done.
cue-paused = Paused.
say-paused = Paused.
cue-resumed = Let's go on.
say-resumed = Let's go on.
cue-take-position = Take the starting position.
say-take-position = Take the starting position.

## Not counted, and why in the same breath

cue-not-counted = Not counted: { $reason }.

# Not what is prescribed, so its faults are none.
cue-looks-like = These look like another exercise than today's: { $exercise }.
say-looks-like = This looks like another exercise.

reason-knee-short = knee stopped a little early
say-reason-knee-short = Knee stopped early.
reason-knee-not-back = knee came only partly back
say-reason-knee-not-back = Knee only partly back.
reason-foot-short-up = foot stayed down
say-reason-foot-short-up = Foot stayed down.
reason-foot-short-down = foot stayed up
say-reason-foot-short-down = Foot stayed up.
reason-leg-short-high = leg stayed low
say-reason-leg-short-high = Leg stayed low.
reason-leg-short-low = leg stayed high
say-reason-leg-short-low = Leg stayed high.
reason-knee-bent = knee was bent
say-reason-knee-bent = Knee was bent.
reason-late-foot = foot came a little late
say-reason-late-foot = Foot came late.
reason-foot-wrong-way = foot went the other way
say-reason-foot-wrong-way = Foot went the other way.
reason-head-wrong-way = head went the other way
say-reason-head-wrong-way = Head went the other way.
reason-too-fast = a little fast
say-reason-too-fast = A little fast.
reason-held = held at the end
say-reason-held = Held at the end.

# What the camera missed is the camera's fault.
cue-not-sure = I couldn't see that one clearly enough.
say-not-sure = I couldn't see that clearly.
cue-not-seen-knee = I couldn't see your knee.
say-not-seen-knee = I couldn't see your knee.
cue-not-seen-foot = I couldn't see your foot.
say-not-seen-foot = I couldn't see your foot.
cue-not-seen-leg = I couldn't see your leg.
say-not-seen-leg = I couldn't see your leg.
cue-left-picture =
    Your { $part ->
        [head] head
        [shoulder] shoulder
        [hip] hip
        [knee] knee
       *[foot] foot
    } left the picture: I couldn't judge that one.
say-left-picture = Out of the picture.
cue-askew = I didn't see that one from the side.
say-askew = Turn your side to me.
cue-other-person = Somebody was in the way of that one.
say-other-person = Somebody was in the way.
cue-picture-still = The picture stood still during that one.
say-picture-still = The picture stood still.
cue-feet-together = I couldn't tell your feet apart in that one.
say-feet-together = Set your feet apart.

## Setting up the camera: the one thing to change next

see-nobody = I can't see anyone yet. Take your place, with your side to the camera.
say-see-nobody = I can't see you yet.
see-head-out = Your head is above the picture. Tilt the screen up a little.
say-see-head-out = Tilt the screen up.
see-foot-out-below =
    I can't see your { $side ->
        [left] left
       *[right] right
    } foot. Tilt the screen down a little.
say-see-foot-out-below = Tilt the screen down.
see-head-and-foot-out = Head and foot do not both fit in the picture. Move back a little.
say-see-head-and-foot-out = Move back a little.
see-out-aside = You are at the edge of the picture. Move the chair to the middle.
say-see-out-aside = Move to the middle.
see-knee-out = I can't see your knee. Move until the whole leg is in the picture.
say-see-knee-out = I can't see your knee.
see-part-hidden =
    Something hides your { $part ->
        [head] head
        [hip] hip
        [knee] knee
       *[foot] foot
    } from the camera. Please clear the view.
say-see-part-hidden = Please clear the view.
see-no-room = The stretched leg will not fit in the picture. Move the chair back, or turn the camera a little.
say-see-no-room = Your leg needs more room.
see-too-near = You are close to the camera. Move a little further away.
say-see-too-near = A little further away.
see-too-far = You are a long way from the camera. Come a little closer.
say-see-too-far = Come a little closer.
see-not-side-on = Turn your side to the camera.
say-see-not-side-on = Turn sideways, please.
see-wrong-side =
    Turn round: your { $side ->
        [left] left
       *[right] right
    } leg should be nearest the camera.
say-see-wrong-side = Turn round, please.
see-not-level = The picture is tilted. Set the camera level.
say-see-not-level = Set the camera level.
see-too-dark = It is dark here. Switch on a light.
say-see-too-dark = More light, please.
see-too-bright = It is very bright here. Dim the light or draw the curtain.
say-see-too-bright = A little less light.
see-light-behind = There is a bright light behind you. Draw the curtain, or switch that light off.
say-see-light-behind = Bright light behind you.
see-too-slow = The computer is busy. Please close other programs.
say-see-too-slow = Please close other programs.
see-wait-rate = Measuring the speed. One moment, please.
say-see-wait-rate = One moment, please.
see-wait-long = The pose model takes unusually long. You can go on waiting.
say-see-wait-long = This takes unusually long.
see-no-model = The pose model cannot be loaded. Please run: formcheck doctor.
say-see-no-model = Please ask for help.
see-all-good = All good. Starting.
say-see-all-good = All good. Starting.

## Phases: one word

phase-ready = Ready
phase-straighten = Straighten
phase-bend = Bend
phase-up = Up
phase-down = Down
phase-lift = Lift
phase-lower = Lower
phase-back = Back
phase-hold = Hold
phase-lost = Hidden

## What the foot does that the camera cannot see, in the words of the exercise's file; it stands beside the word for foot

foot-at-start = At the start: { $foot }.
foot-at-end = At the end: { $foot }.
foot-throughout = Throughout: { $foot }.

## The end: how many of how many; what would help most; when next

summary-good = { $good } of { $of } good.
# What could not be seen is no part of that count.
summary-unseen = { $unseen } could not be seen well enough.
summary-none = No repetitions were counted this time.
summary-stopped = You stopped early. That is always all right.

summary-looks-like = Some of your movements looked like another exercise than today's: { $exercise }. Look once more at how today's goes.

advice-steady = Keep going just like this.
advice-knee-short = Next time, straighten the knee a little more, as far as is comfortable.
advice-knee-not-back = Next time, let the knee come all the way back before you start again.
advice-foot-short-up = Next time, bring your toes up a little more at the end, as far as is comfortable.
advice-foot-short-down = Next time, point your foot a little more at the end, as far as is comfortable.
advice-leg-short-high = Next time, raise the leg a little higher, as far as is comfortable.
advice-leg-short-low = Next time, lower the leg a little more before you raise it again.
advice-knee-bent = Next time, keep the knee as straight as is comfortable.
advice-late-foot = Next time, let knee and foot set off together.
advice-foot-wrong-way = Next time, look once more at which way the foot goes before you begin.
advice-head-wrong-way = Next time, look once more at which way the head goes before you begin.
advice-too-fast = Next time, take it more slowly, along with the moving dot.
advice-held = Next time, turn back a little sooner at the end.
advice-not-seen = Some of it could not be made out. Next time, see that nothing hides the leg, and that it is well lit.
advice-not-sure = Some of it was not seen sharply enough to tell. That was nothing you did.
advice-left-picture = Next time, place the camera so that the whole leg stays in the picture, also when it is stretched out.
advice-askew = Next time, turn so that the camera sees you exactly from the side.
advice-other-person = Next time, let nobody come between you and the camera, or close to you.
advice-picture-still = The picture stopped now and then. Next time, close other programs first.
advice-feet-together = Next time, set the other foot apart from the one that moves.
advice-far-enough = Next time, stay well within your comfortable range.
advice-back-still = Next time, let your back stay where it is while the leg moves.
advice-thigh-down = Next time, let your thigh stay where it is while the knee straightens.
advice-no-bounce = Next time, glide to the end and back without bouncing.
advice-look-up = Next time, look up as the leg straightens.
advice-head-down = Next time, rest your head back as the leg straightens.
advice-chin-down = Next time, let your chin go down as the leg straightens.
advice-head-still = Next time, keep your head still while the leg moves.
advice-head-unseen = Next time, place the camera so that your head is in the picture: it was not judged.
advice-joint-unseen = Part of the movement could not be measured, and was not judged.
advice-foot-back = Next time, let the foot go all the way back at the start.
advice-slower-warning = Next time, a little slower is even better.
advice-turn-back-warning = Next time, stay a little shorter at the end.

next-later-today = Next session: later today.
next-tomorrow = Next session: tomorrow.
next-ask = Before the next session, talk to your physiotherapist or doctor.

streak =
    { $days ->
        [one] First day
       *[other] { $days } days in a row
    }
# When: a day or a time, such as "14:05".
interrupted = Set { $set }, { $good } good so far, { $when }

verdict-good = good
verdict-incomplete-range = a little short
verdict-wrong-order = not together
verdict-rushed = fast
verdict-held = held
verdict-not-measurable = not seen

## Measuring the person's own range: practice first, then the repetitions that are measured

practice-practice = Practice
practice-measured = Measuring

## Sensors on the leg instead of a camera

see-sensor-unheard = I hear nothing from the { $place } yet.
say-see-sensor-unheard = A sensor is missing.
see-sensor-slow = The sensor on the { $place } sends too seldom. Bring it nearer, or close other apps.
say-see-sensor-slow = A sensor is slow.
see-sensor-moving = Sit comfortably, and keep the leg still for a moment.
say-see-sensor-moving = Keep the leg still.
see-sensor-wait = Counting what the sensors send. One moment, please.
say-see-sensor-wait = One moment, please.

cue-calibrate-stand = Stand upright, and stand still.
say-calibrate-stand = Stand up. Stand still.
cue-calibrate-stand-again = Once more: stand upright, and stand still.
say-calibrate-stand-again = Again: stand still.
cue-calibrate-sit = Good. Now sit down, and sit still.
say-calibrate-sit = Good. Sit down. Still.
cue-calibrate-sit-again = Once more: stand up, sit down, and sit still.
say-calibrate-sit-again = Again: sit down. Still.
cue-calibrate-extend = Good. Straighten the knee and lower it, four times.
say-calibrate-extend = Straighten the knee, four times.
cue-calibrate-extend-again = Once more: straighten the knee and lower it, four times.
say-calibrate-extend-again = Again: the knee, four times.
cue-calibrate-toes = Good. Toes up and down, four times, heel down.
say-calibrate-toes = Good. Toes up, four times.
cue-calibrate-toes-again = Once more: toes up and down, four times.
say-calibrate-toes-again = Again: toes up, four times.
cue-sensor-slipped = A sensor has slipped. Fix it, then stand upright and still.
say-sensor-slipped = A sensor slipped. Stand still.

cue-lost-person-sensors = I hear none of the sensors.
say-lost-person-sensors = I hear no sensor.
cue-lost-knee-sensors = I hear nothing from the sensor on the shin.
say-lost-knee-sensors = The shin's sensor is silent.
cue-lost-foot-sensors = I hear nothing from the sensor on the foot.
say-lost-foot-sensors = The foot's sensor is silent.
cue-lost-leg-sensors = I hear nothing from the sensors on the leg.
say-lost-leg-sensors = The sensors are silent.
cue-found-sensors = I hear the sensors again.
say-found-sensors = I hear the sensors again.
cue-not-sure-sensors = The sensors did not tell that one clearly enough.
say-not-sure-sensors = That was not clear enough.
cue-not-seen-knee-sensors = The sensors did not tell your knee.
say-not-seen-knee-sensors = The knee was not told.
cue-not-seen-foot-sensors = The sensors did not tell your foot.
say-not-seen-foot-sensors = The foot was not told.
cue-not-seen-leg-sensors = The sensors did not tell your leg.
say-not-seen-leg-sensors = The leg was not told.
