# The review room: what a clinician says of what the machine found. Both stand side by side, for ever.

## What was said, as a line of the log. Times are those of the recording.

said-none = not a repetition
said-overruled = At { $at }: { $before }, judged { $after } instead.
said-added = At { $at }: a repetition that was missed, { $after }.
said-struck = At { $at }: { $before }, and no repetition at all.
said-moved = At { $at }: { $points ->
    [one] a point
   *[other] { $points } points
  } moved on { $frames ->
    [one] a frame
   *[other] { $frames } frames
  }; judged with that: { $after }.
said-angle = At { $at }: { $mine } with the goniometer.
said-joint-alone = At { $at }: { $joint } { $mine } with the goniometer; the machine read nothing there.
said-joint = At { $at }: { $joint } { $mine } with the goniometer; the machine read { $machine }.
said-rescored = Judged by other limits: opinion { $opinion }.
said-looked-through = Looked through whole: what nobody changed is right.
said-undone = Number { $number } was taken back.

blame-camera = Because of the camera.
blame-point = Because a point stands in another place.
blame-rule = Because of the rule.
blame-other = For another reason.

## Counts, always with whose they are

tally = { $good } good of { $judged } seen
tally-unseen = { $good } good of { $judged } seen, { $unseen } not seen

## What became of what was sent

correcting-kept = kept { $at } by { $by }
correcting-changed = { $by } changed this session at { $at }. Look at it as it is now, then keep yours if it still holds.

## Tools, panels, and all that was said

correcting-overrule = Overrule
correcting-missed = Missed one
correcting-goniometer = Goniometer
correcting-points = Points
correcting-comment = Comment
correcting-looked = Looked through
correcting-looked-title = Looked through whole
correcting-looked-said = I have looked at every movement of this session. What I did not change is right as the machine has it, and nothing is missing.
correcting-looked-hint = Only sessions that were looked through whole tell how far the machine is to be trusted here: corrections alone say nothing of what is right.
correcting-looked-other = The machine has other repetitions now than this page showed. Look at them first.
correcting-looked-open = At { $at } points were moved, and the machine says otherwise since: say first which verdict is right (O).
correcting-undo = Undo
correcting-rescore = Re-score
correcting-compare = Compare
correcting-keep = Keep
correcting-leave = Leave it
correcting-mine = Mine
correcting-because = Because
correcting-blame-camera = the camera
correcting-blame-point = a point stands elsewhere
correcting-blame-rule = the rule
correcting-blame-other = another reason
correcting-reason = In words (may stay empty)
correcting-begins = Begins here
correcting-ends = Ends here
correcting-goniometer-hint = Click the hinge, then one arm, then the other. Drag, or Tab and arrow keys (Shift: ten pixels). Frames step by comma and point.
correcting-joint = Held against
correcting-no-joint = no joint, just the angle
correcting-lay = Lay it on the machine’s points
correcting-again = Lay it anew
correcting-note = A note (may stay empty)
correcting-points-hint = Drag a point on two or three frames; between them it goes straight. Tab: next point; arrows: one pixel, with Shift ten; comma and point: frames. Grey is the machine’s, blue is yours, a broken ring is doubtful.
correcting-which = Point
correcting-copy = As in the frame before
correcting-forget = Not in this frame
correcting-comment-text = Comment
correcting-log = What was said of this session

## Of the scripts. They choose between no variants.

room-js-silent = The server does not answer. What you typed is still here.
room-js-keeping = Being kept …
room-js-not-kept = Not kept. { $told } Enter tries again.
room-js-choose-first = Choose a repetition first: click one, or press J or K.
room-js-verdict-first = Say first what it is: 1 to 6.
room-js-extent-first = The start comes before the end. Step to both and press [ and ].
room-js-extent-taken = The machine found a repetition here. Overrule that one, or step to where it begins and ends.
room-js-extent = From { $from } to { $to } s
room-js-missed-title = A repetition that was missed
room-js-overrule-title = Repetition { $number }
room-js-overrule-added = A repetition that was added
room-js-overrule-machine = Machine: { $word } { $sure }. { $why }
room-js-overrule-nothing = The machine found nothing here.
room-js-overrule-first = First result: { $word } { $sure }. { $why }
room-js-overrule-first-nothing = The first result has nothing here.
room-js-nothing-to-strike = The first result has nothing here that could be struck.
room-js-no-points = The machine has no points there.
room-js-goniometer-axis = Click the hinge.
room-js-goniometer-still = Click along the first arm.
room-js-goniometer-moving = Click along the second arm.
room-js-goniometer-mine = { $deg }°
room-js-goniometer-machine = The machine reads { $deg }° ± { $error }°: { $apart }° apart.
room-js-goniometer-agree = That is within twice its ±.
room-js-goniometer-differ = That is more than twice its ±.
room-js-goniometer-unread = The machine reads nothing in this frame.
room-js-goniometer-alone = Held against no joint.
room-js-goniometer-first = Lay hinge and both arms first.
room-js-points-judging = Being judged with that …
room-js-points-judged = Not kept yet. Machine: { $before }; with that: { $after }.
room-js-points-judged-first = Not kept yet. By the first result’s limits: { $before } before, with that { $after }.
room-js-points-nothing = nothing found
room-js-points-numbers = Knee { $was_knee } → { $knee }, ankle { $was_ankle } → { $ankle }.
room-js-points-frames = Put in frames { $frames }.
room-js-points-none = Put nowhere yet.
room-js-points-angles = This frame: knee { $was_knee } → { $knee }, ankle { $was_ankle } → { $ankle }
room-js-points-first = Move a point first.
room-js-point-hip = hip
room-js-point-knee = knee
room-js-point-ankle = ankle
room-js-point-heel = heel
room-js-point-foot-index = toe
room-js-point-shoulder = shoulder
room-js-point-ear = ear
room-js-point-nose = nose
room-js-comment-at = of this moment, { $time } s
room-js-comment-first = Write something first.
room-js-nothing-to-undo = There is nothing to take back.
room-js-nothing-to-redo = Nothing was taken back just now.
room-js-log-by = { $at }, { $by }
room-js-log-show = Show
room-js-log-show-of = Show what number { $number } is about
room-js-log-undo = Take back
room-js-log-undo-of = Take back number { $number }
room-js-key-overrule = Overrule
room-js-key-verdicts = Verdict, with Overrule open
room-js-key-missed = Missed one here
room-js-key-extent = It begins here, ends here
room-js-key-goniometer = Goniometer
room-js-key-points = Points
room-js-key-copy = Point as in the frame before
room-js-key-comment = Comment
room-js-key-looked = Looked through whole
room-js-key-undo = Take the last one back
room-js-key-redo = Bring it back
