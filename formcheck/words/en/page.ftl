# The patient's page. Keys that begin with js- are used by the scripts; what stands in {$...} is filled in there.

page-title = formcheck

## Welcome

welcome-interrupted-title = You stopped part-way
welcome-interrupted-text = So far: { $interrupted }.
welcome-interrupted-button = Go on where you stopped
welcome-or-new = Or start a new session below.

welcome-about-open = How it is done, and what you will see
welcome-about-title = What this page does
welcome-about-is = It watches the exercise through the camera, counts, and says one thing at a time that would help.
welcome-about-is-not = It is not a diagnosis, and it cannot promise relief. What your physiotherapist told you comes first.
welcome-about-feel = It cannot feel what you feel. Stay where it is comfortable or lightly tense, and stop whenever you like.
welcome-about-private = Nothing leaves this computer. The camera pictures are looked at here and then forgotten.

welcome-how-title = How the exercise is done
welcome-how-rest = Start
welcome-how-end = Then
welcome-how-foot = Foot
welcome-how-dose = How often
welcome-how-dose-text = { $repetitions } times, { $sets } { $sets ->
    [one] set
   *[other] sets
  }
welcome-how-camera = Camera

welcome-screen-title = What you will see
welcome-screen-knee = The band fills as your knee moves.
welcome-screen-foot = The triangle is your foot. It should travel with the band.
welcome-screen-zone = The pale part is where to reach.
welcome-screen-pace = The dot shows a good pace.
welcome-screen-keys = Space pauses at once. Escape stops. You do not need the mouse.

welcome-form-title = Before you begin
welcome-side = Which leg?
welcome-side-left = Left leg
welcome-side-right = Right leg
welcome-side-fixed-left = Left leg, as prescribed
welcome-side-fixed-right = Right leg, as prescribed
welcome-pain = How much pain do you have right now?
pain-none = No pain
pain-worst = Worst pain you can imagine
welcome-flags = Do any of these apply to you?
welcome-flags-hint = Tick all that apply.
welcome-flags-none = None of these
welcome-after-last = After last time: did pain, tingling or numbness linger?
welcome-after-last-none = No
welcome-after-last-brief = Yes, for less than half an hour
welcome-after-last-long = Yes, for more than half an hour
welcome-after-last-day = Yes, for more than a day
welcome-range = How far should you go?
welcome-range-measure = Measure it today, with a few practice movements
welcome-range-last = Use what was measured on { $day }
welcome-range-prescribed = Use what is prescribed
welcome-video = Video
welcome-video-keep = Keep a video of this session on this computer
welcome-video-hint = If you do not tick this, no picture is kept.
welcome-begin = Begin
welcome-begin-hint = Next: setting up the camera.

js-missing-side = Please choose a leg.
js-missing-pain = Please choose a number from 0 to 10.
js-missing-flags = Please tick what applies, or “None of these”.
js-missing-after-last = Please choose one answer.
js-missing-numb = Please choose yes or no.

## Referral

referral-title = Not today
referral-back = Back to the questions
referral-close = You can close this page.

## The room: camera and exercise

camera-picture = The camera picture, mirrored
camera-loading = Waiting for the camera…
camera-title = Set up the camera
camera-choose = Camera
camera-checks = What is needed
camera-anyway = Go on anyway
camera-sound = Sound for the pace
camera-again = Try again
check-person = You in the picture
check-whole = Head to feet in the picture
check-near = Far enough away
check-side-on = Side to the camera
check-level = Camera level
check-light = Enough light
check-rate = Picture runs smoothly

js-check-ok = Good
js-check-missing = Not yet
js-check-unknown = Looking
js-camera-unnamed = Camera {$number}

js-camera-denied-title = The camera is not allowed
js-camera-denied-text = Click the camera or lock sign beside the address at the top, allow the camera for this page, then try again.
js-camera-busy-title = The camera is in use
js-camera-busy-text = Another program holds the camera, such as a video call. Close it, then try again.
js-camera-absent-title = No camera found
js-camera-absent-text = Plug one in, or open the cover of the built-in one, then try again.
js-camera-ended-title = The camera was unplugged
js-camera-ended-text = Plug it in again, then try again. Your session is kept.
js-camera-insecure-title = The browser keeps the camera shut here
js-camera-insecure-text = Open this page by the address that formcheck printed. It begins with http://127.0.0.1.

js-stage-neutral = Sit still
js-stage-practice = Practice
js-stage-countdown = Get ready
js-stage-set = Set
js-stage-rest = Rest
js-stage-paused = Paused
js-set-of = Set {$number} of {$of}
js-of = of {$of}
js-not-seen = Not seen
js-dial-label = Movement: {$share} percent of the way to your end
js-dial-lost = Movement: the leg is not seen
js-skip = Skip
js-skip-rest = Go on now
js-mute = Mute
js-unmute = Unmute

dial-name = Movement
movement-stop = Stop
movement-pause = Pause
key-space = Space
key-escape = Esc
key-mute = M
key-skip = S
key-sound = P

## Paused and stopped

paused-title = Paused
paused-go-on = Go on
paused-hurts = It hurts more
paused-numb = New numbness or weakness
paused-finish = Finish for today
paused-pain = How much does it hurt now?
paused-back = Back
stopped-title = That is enough for today
stopped-finish = Finish

## After

after-title = How are you now?
after-pain = How much pain do you have now?
after-numb = Is there any new numbness or weakness?
after-numb-no = No
after-numb-yes = Yes
after-done = Done

## Summary

summary-title = Your session
summary-picture = Your movements, one by one
summary-table = Your movements, one by one
summary-number = Number
summary-word = Result
summary-range = How far
summary-time = Time
summary-folder = Kept on this computer in
summary-again = Another session
summary-close = That is all. You can close this page.

js-summary-range = How far
js-summary-zone = where to reach
js-summary-time = Seconds for each
js-summary-band = a calm pace
js-summary-good = Counted
js-summary-other = Not counted
js-summary-unmeasured = Not measured
js-summary-percent = {$n} %
js-summary-seconds = {$n} s
js-summary-range-text = How far each of {$of} movements went. {$in} of them reached the zone.
js-summary-time-text = How long each movement took, in seconds. The calm pace is about {$aim} seconds.

## Another tab, no server, no script

elsewhere-title = formcheck is open in another tab
elsewhere-text = It can run in one tab at a time. Nothing is lost.
elsewhere-use = Use this one
gone-title = formcheck has stopped
gone-text = Start it again with
gone-command = formcheck live
gone-kept = Your session is kept. This page goes on by itself as soon as formcheck runs.
starting-title = One moment…
debug-title = Measurements
noscript = This page needs JavaScript, which is switched off in this browser.

## Sensors on the leg instead of a camera

sensors-picture = Your leg, as the sensors measure it
sensors-loading = Waiting for the sensors…
js-stage-sensors = Put on the sensors
js-stage-calibrate = Show the sensors your leg
check-sensor-heard = { $place }: connected
check-sensor-rate = { $place }: often enough
check-sensor-still = { $place }: still
calibrate-step-stand = Stand still for 3 s
calibrate-step-sit = Sit still for 3 s
calibrate-step-extend = Straighten the knee, 4 times
calibrate-step-toes = Toes up, 4 times
calibrate-progress = How far this step is done
calibrate-done = Done
key-done = D
js-check-now = Now
js-check-later = Later
sensors-about-private = No camera is used. The program keeps what the sensors measure on this computer.
sensors-about-is = It follows the exercise through the sensors on your leg, counts, and says one thing at a time that would help.
sensors-begin-hint = Next: putting on the sensors.
