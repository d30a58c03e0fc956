# Two sessions side by side.

compare-heading = Side by side
compare-intro = Space plays both, the arrow keys step both. The movement starts at 0.
compare-needs-script = The pictures and curves need JavaScript, which is off in this browser.
compare-side = Session { $name }
compare-session = Session { $name }
compare-rep = Repetition of { $name }
compare-median = the middle one
compare-best = the furthest one
compare-open = Open
compare-figure = Figure of { $name }
compare-back = One frame back
compare-on = One frame on
compare-play = Play and pause both
compare-slower = Slower
compare-faster = Faster
compare-by-time = Same time
compare-by-phase = Same phase
compare-film = Film
compare-legs = Left against right is meant
compare-curves = Curves
compare-zero = one axis for both; the dashed line is the start of the movement
compare-differences = At the end position
compare-refused = Not held against each other:

compare-reading = { $joint } { $deg }
compare-within = { $joint } differs by { $deg }: within the noise (±{ $noise }).
compare-edge = { $joint } differs by { $deg }: at the edge of the noise (±{ $noise }).
compare-beyond = { $joint } differs by { $deg }: beyond the noise (±{ $noise }).

compare-refused-instrument = They were measured by different means: { $one } and { $other }.
compare-refused-side = They are of different legs, or the leg is not known: { $one } and { $other }.
compare-refused-view = The camera stood differently: { $one } and { $other } off the side view.
compare-refused-view-unknown = It is not known of both how the camera stood.
compare-refused-exercise = They are different exercises: { $one } and { $other }.

## Of the script. They choose between no variants.

compare-js-not-seen = { $joint } not seen
compare-js-reading = { $joint } { $deg }° ± { $error }°
compare-js-plot = { $joint }, { $low }° to { $high }°
compare-js-making = Making the curves: { $percent } %
compare-js-reading-record = Reading the record …
