# Sensors strapped to the leg: how a phone becomes one, and who on the network could see what.

sensor-place-left-thigh = left thigh
sensor-place-left-shank = left shin
sensor-place-left-foot = left foot
sensor-place-right-thigh = right thigh
sensor-place-right-shank = right shin
sensor-place-right-foot = right foot

phone-title = formcheck: { $place }
phone-summary = Sends this phone's acceleration and rotation to formcheck on your computer.
phone-tab = formcheck
phone-step-strap = Strap this phone to the { $place }. Any way round will do, as long as it cannot slip.
phone-step-start = Tap the triangle at the top. Leave this app open and the screen on.
phone-step-end = When you have finished, close this app. It keeps nothing unless you save it.
phone-untried = Not tried on a real phone yet.

bluetooth-searching = Searching for the sensors over Bluetooth.
bluetooth-who-sees = Whoever is within some ten metres and has the same radio could receive what these sensors send: movements, no pictures, answers or results.
bluetooth-untried = Bluetooth was tried with simulated sensors only, not yet with real ones.
bluetooth-nearby = Sensors over Bluetooth near this computer
bluetooth-nearby-all = All that is near over Bluetooth
bluetooth-nobody = Nothing that is known as a sensor was seen in { $seconds } s ({ $count } other things were; --all shows them). Switch the sensor on, bring it near, and close the app on the phone that holds it.
bluetooth-next = Then, for each: --place "NAME OR ADDRESS=right_shank"
bluetooth-column-name = name
bluetooth-column-address = address
bluetooth-column-maker = maker
bluetooth-column-signal = signal
bluetooth-unknown = –
link-connecting = { $place }: connecting { $name } …
link-connected = { $place }: { $name } is connected.
link-lost = { $place }: { $name } is not connected; trying again.
link-refused = { $place }: { $name } cannot be used.
sensor-battery = battery { $share }
lsl-who-sees = This computer asks its network which streams there are, and receives them unencrypted: others in this network could do the same. Nothing of what you do here is sent.
lsl-untried = Tried with streams of this same computer only.

who-sees-computer = Only programs on this computer can send readings (port { $port }), and nobody else can see any of it.
who-sees-network = While { $count ->
        [one] a sensor is
       *[other] { $count } sensors are
    } listened for (at { $host }, port { $port }), others in this network could read the sensors' movements and the key on their way, and send movements of their own; pictures, answers and results are not sent.

sensors-found = { $name }: { $count ->
        [one] one sensor
       *[other] { $count } sensors
    }
sensors-column-sensor = Sensor
sensors-column-place = Place
sensors-column-device = Kind
sensors-column-rate = Readings a second
sensors-column-length = Length
sensors-column-zero = Zero
sensors-column-axis = Turned about its axis
sensors-no-place = not told
sensors-zero-standing = standing
sensors-zero-seated = seated, taken for 90°
sensors-zero-lying = lying, taken for level
sensors-zero-own_extension = own extension, called straight
sensors-zero-typed = as measured by hand
sensors-zero-camera = camera

sensors-notice-gaps = { $sensor }: { $count ->
        [one] one gap
       *[other] { $count } gaps
    }, { $total_s } s in all, the longest { $longest_s } s. What falls into one is not judged.
sensors-notice-low_rate = { $sensor }: { $rate_hz } readings a second are few; hasty movements are measured less well.
sensors-notice-saturated = { $sensor }: { $share } of its readings are at the end of its range.
sensors-notice-hardly_moved = { $sensor }: it hardly moved. Is it strapped to the leg that exercised?
sensors-notice-rotation_disagrees = { $sensor }: gyroscope and accelerometer disagree by { $error_deg }°. Its angles are less sure.

sensors-task-stand = Stand upright and still.
sensors-task-sit = Sit upright and still: thigh level, shin hanging straight down, foot square to it.
sensors-task-lie = Lie on the back and still, the leg straight.
sensors-task-extend = Seated, straighten the knee and lower it again, four times.
sensors-task-toes = Seated, pull the toes up and lower them again, four times.
sensors-task-lift = Raise the thigh, or the straight leg, and lower it again, four times.
sensors-fault-too_short = { $place }: { $found } s were told to be still; { $limit } s are needed.
sensors-fault-not_still = { $place }: it moved while it was to be still.
sensors-fault-too_small = { $place }: it turned by { $found }° only; { $limit }° are needed to tell its axis.
sensors-fault-mixed_axes = { $place }: it turned this way and that ({ $found } about one axis, { $limit } are needed).
sensors-fault-changing_axis = { $place }: one movement was another than the next (axes { $found }° apart, { $limit }° at most).
sensors-fault-upright_axis = { $place }: its axis points upwards. Sit or lie as asked, not on the side.
sensors-fault-exchanged = { $place }: it turned more than the segment that was to move. Are two sensors exchanged, or on another segment than was told?
sensors-put-in-place = Two sensors sit where the other was told to be. Leave them: they are taken for what they are.
sensors-fault-contradicting = { $place }: gyroscope and accelerometer disagree by { $found }° ({ $limit }° at most). The sensor is broken, or its file is.
sensors-fault-no_posture = { $place }: no posture was told; say when the person stood, sat or lay still.
sensors-fault-no_movement = { $place }: no movement was told that turns it.
sensors-fault-same_posture = { $place }: standing and sitting look alike ({ $found }° apart, { $limit }° are needed). Stand first, then sit. Or are two sensors exchanged?
sensors-again = Do again
sensors-calibrated = Calibration of { $count ->
        [one] one sensor
       *[other] { $count } sensors
    }: { $path }
sensors-own-range = Own range: { $end_deg }° at the end, { $cycle_s } s for a calm repetition.
sensors-no-range = Fewer than three of the practised repetitions show a range: it was not measured.
sensors-none-calibrated = No sensor could be calibrated; nothing was written.

record-scan = Scan this code with phyphox on the phone for your { $place }: the + at the bottom, then the QR code.
record-begun = Writing to { $path }. Stop with Ctrl-C.
record-waiting = Nothing heard yet.
record-heard = { $rate } readings a second
record-silent = silent for { $seconds } s
record-done = { $path }: { $readings ->
        [one] one reading
       *[other] { $readings } readings
    } of { $sensors ->
        [one] one sensor
       *[other] { $sensors } sensors
    } in { $seconds } s.
record-lost = { $place }: { $count ->
        [one] one reading
       *[other] { $count } readings
    } came too late, or could not be used.

sensors-late = { $place }: its readings come { $late_s } s late; their times are put right.
