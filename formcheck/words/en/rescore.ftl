# What other limits would have said: shown beside what was found, never over it.

rescore-heading = What would other limits have said?
rescore-intro = Nothing here changes what was found. A trial is gone when you leave, unless you keep it as a second opinion.
rescore-back = Back to the session
rescore-exercise = Exercise
rescore-own = { $title } (as prescribed)
rescore-leg = Leg
rescore-leg-same = as prescribed
rescore-leg-found = find it
rescore-leg-left = left
rescore-leg-right = right

rescore-now = Now
rescore-try = Try
rescore-limit = Limit
rescore-not-known = not known
rescore-phase = { $phase } position
rescore-tempo = Pace
rescore-personal = The person’s own
rescore-min = { $joint } at least
rescore-max = { $joint } at most
rescore-hold-warn-s = stay, a word from
rescore-max-hold-s = stay, held from
rescore-min-cycle-s = out and back, rushed under
rescore-warn-cycle-s = out and back, a word under
rescore-min-stroke-s = middle of one way, rushed under
rescore-max-speed-degps = { $joint } speed, rushed over
rescore-driver-end-deg = { $joint } at the person’s own end
rescore-ankle-end-deg = foot at the person’s own end
rescore-cycle-s = the person’s own time out and back
rescore-unit-deg = °
rescore-unit-s = s
rescore-unit-degps = °/s

rescore-run = Try on this session
rescore-run-visits = Try on the last visits
rescore-visits = How many visits
rescore-stop = Stop
rescore-forget = Forget
rescore-keep = Keep as a second opinion
rescore-reason = Why, in a few words (may stay empty)
rescore-faults = These numbers cannot go together. Each is named where it stands.

rescore-fault-number = This must be a number.
rescore-fault-within = Must be from { $low } to { $high }.
rescore-fault-outside = Must keep clear of { $low } to { $high }: the movement begins there.
rescore-fault-at-least = Must be { $number } or more.
rescore-fault-at-least-other = Must not be under “{ $limit }”, which is { $number }.
rescore-fault-at-most = Must be { $number } or less.
rescore-fault-at-most-other = Must not be over “{ $limit }”, which is { $number }.
rescore-fault-over = Must be more than { $number }.
rescore-fault-under = Must be less than { $number }.
rescore-fault-asked = Does not go with the pace or the stay that is asked for.
rescore-fault-other = Does not go with this exercise, or with another of the numbers.

rescore-result = This session
rescore-changed = { $count ->
    [0] No repetition is judged otherwise.
    [one] One repetition is judged otherwise. It opens in the player.
   *[other] { $count } repetitions are judged otherwise. Each opens in the player.
  }
rescore-verdict = Verdict
rescore-at = At
rescore-open = At { $at }: open in the player
rescore-nothing = nothing found
rescore-differs = changed
rescore-machine-now = Found now
rescore-machine-try = With what is tried
rescore-over-visits = The last visits
rescore-no-day = day not known
rescore-set = { $at }, set { $number }

## Of the script. They choose between no variants.

rescore-js-working = Judging: { $percent } %
rescore-js-waiting = Reading the record …
rescore-js-visits = Visit { $done } of { $of }: { $label }
rescore-js-visits-done = { $of } sessions of the last visits; { $changed } repetitions are judged otherwise.
rescore-js-skipped = { $label }: { $told }
rescore-js-stopped = Stopped. What is shown is of { $done } of { $of } sessions.
rescore-js-left = Stopped. Nothing was kept.
rescore-js-none = There is no other session of this exercise.
rescore-js-not-kept = Not kept. { $told } Press Keep to try again.
rescore-js-offline = The server does not answer.

## Further numbers of a prescription

rescore-dose = How much
rescore-repetitions = repetitions
rescore-sets = sets
rescore-per-day = visits a day
rescore-out-s = out
rescore-back-s = back
rescore-hold-s = stay asked for

rescore-prescribe = Prescribe these
