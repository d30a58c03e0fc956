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

who-sees-computer = Only programs on this computer can send readings (port { $port }), and nobody else can see any of it.
who-sees-network = While { $count ->
        [one] a sensor is
       *[other] { $count } sensors are
    } listened for (at { $host }, port { $port }), others in this network could read the sensors' movements and the key on their way, and send movements of their own; pictures, answers and results are not sent.
