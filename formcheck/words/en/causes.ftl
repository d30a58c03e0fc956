# Why something was not measured or not counted: clauses that stand within a sentence, and what would mend each.
# Numbers come written. `-plain` is said where the number is not known.

cause-nobody = nobody was in the picture
cause-no-trunk = your upper body was not in the picture
cause-somebody-else = the body points leapt off you, as when somebody comes close
cause-still-picture = the picture stood still
cause-from-front = you were seen from the front, { $number }° off the side view
cause-from-front-plain = you were seen from the front
cause-from-behind = you were seen from behind, { $number }° off the side view
cause-from-behind-plain = you were seen from behind
cause-outside = your { $part } was outside the picture, { $edge }
# When it left.
cause-outside-since = your { $part } left the picture { $edge } at { $when }
cause-hidden = your { $part } could not be made out
cause-no-foot = the points found on your foot do not make a foot
cause-feet-together = your feet lay one over the other
cause-leaping = the points at your { $part } leapt to and fro, as when something hides it
cause-disagreement = camera and sensors differed by { $number }°
cause-disagreement-plain = camera and sensors differed
cause-no-readings = the sensors there told nothing that can be used
# The body is not where the exercise happens: what was found, and the limit.
cause-standing = you seemed to be standing or squatting (thigh at { $number }°, at least { $limit }° here)
cause-lying = you seemed to be lying (trunk at { $number }°, at least { $limit }° here)
cause-upright = you seemed to be sitting or standing (trunk at { $number }°, at most { $limit }° here)
cause-thigh-low = your thigh was lower than this exercise has it (at { $number }°, at least { $limit }°)
cause-thigh-high = your thigh was higher than this exercise has it (at { $number }°, at most { $limit }°)
cause-trunk-back = you leaned further back than this exercise has it (trunk at { $number }°, at least { $limit }°)
cause-trunk-forward = you leaned further forward than this exercise has it (trunk at { $number }°, at most { $limit }°)
cause-knee-bent = your knee was bent, where it is to stay straight ({ $number }°, at most { $limit }°)
cause-knee-straight = your knee was straight, where it is to stay bent ({ $number }°, at least { $limit }°)
cause-shank-high = your lower leg did not hang down, as with the legs up or on the floor (at { $number }°, at most { $limit }°)
cause-shank-low = your lower leg was tucked far under the seat (at { $number }°, at least { $limit }°)
cause-away-from-rest = the movement never began where this exercise does (at { $number }°, from { $limit }° on)
cause-small = it went { $number }°, and from { $limit }° on one counts

# Parts of the body, and edges of the picture, as these clauses have them.
cause-part-head = head
cause-part-shoulder = shoulder
cause-part-hip = hip
cause-part-knee = knee
cause-part-foot = foot
cause-edge-left = on the left
cause-edge-right = on the right
cause-edge-top = at the top
cause-edge-bottom = at the bottom

## What would mend it next time

mend-nobody = Stay in the picture from the first repetition to the last.
mend-no-trunk = Place the camera so that the whole body is in the picture, from head to toe.
mend-somebody-else = Let nobody come close to you while you are filmed.
mend-still-picture = The pictures stopped now and then: close other programs, or film with another device.
mend-from-front = Turn the camera, or yourself, so that it sees you exactly from the side.
mend-from-behind = Turn the camera, or yourself, so that it sees you exactly from the side.
mend-outside = Leave more room { $edge }, so that your { $part } stays in the picture all the way.
mend-hidden = Let nothing hide your { $part } from the camera, such as an armrest or wide clothes, and light it well.
mend-no-foot = Keep the foot bare and in even light, seen from its side.
mend-feet-together = Set the other foot apart from the one that moves.
mend-leaping = Clear away what hides your leg from the camera, and set the other leg apart.
mend-disagreement = Strap the sensors on firmly, and calibrate them again.
mend-no-readings = Strap the sensors on firmly, calibrate them again, and leave them as they are until the last repetition.
mend-posture = Begin in the starting position of this exercise, or choose the exercise that you do.
