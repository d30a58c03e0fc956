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
