# The review room: a session against its picture.

room-title = { $person }, { $heading }
room-no-time = Day not known
room-recording = recording
room-set = set { $number }
room-practice = practice
room-older = Older visit
room-newer = Newer visit
room-parts = Parts of this visit
room-pain = pain { $before } → { $after } of 10
room-not-asked = not asked
room-model = model { $model }, formcheck { $version }
room-sensors = sensors, formcheck { $version }
room-halt-emergency = not begun: a warning sign that cannot wait
room-halt-red-flag = not begun: a warning sign
room-halt-pain-before = not begun: too much pain
room-halt-flares = not begun: symptoms lasted after the last visits
room-halt-numb = stopped: numbness or weakness
room-halt-pain = stopped: too much pain
room-halt-pain-rise = stopped: pain rose

room-picture = Picture
room-back-ten = Ten frames back
room-back = One frame back
room-play = Play
room-on = One frame on
room-on-ten = Ten frames on
room-previous = Previous repetition
room-next = Next repetition
room-uncertain = Next uncertain one
room-loop = Repeat this one
room-slower = Slower
room-faster = Faster
room-view = Film, figure or both
room-keys = Keys
room-needs-script = The pictures and curves need JavaScript, which is off in this browser. The table is whole.

room-reps = Repetitions
room-column-number = No.
room-column-machine = Machine
room-column-mine = Clinician
room-column-knee = Knee
room-column-ankle = Ankle
room-column-tempo = Time
room-column-why = Why
room-none-found = No repetition was found here.
room-jump = Go to repetition { $number }
room-jump-added = Go to the repetition that was added
room-sure = sure { $certainty }
room-struck = struck
room-again = with points moved: { $word }
room-machine-count = Machine
room-mine-count = With corrections
room-first-mine-count = First result with corrections
room-at = at { $at }
room-moved = Points moved by { $by }, { $at }: blue is where they were put, grey where the machine found them.

## Which of its results is looked at

room-results = Results of this session
room-first = First result
room-opinion = Opinion { $number }
room-taken-back = taken back
room-looks-kept = not the first result, but judged anew and kept by { $by }, { $at }.
room-looks-undone = not the first result, but judged anew and kept by { $by }, { $at }, and taken back since.
room-looks-brought = another result of the same recording than the first, brought in by { $by }, { $at }.
room-why = Why: { $reason }
room-limit-of = { $of }: { $limit }
room-no-limit = none
room-no-limit-differs = No limit differs from the first result.
room-limits-differ = { $count ->
    [one] One limit differs
   *[other] { $count } limits differ
  }
room-limits = Limits
room-limits-changed = changed during the session
room-limits-same = the same throughout
room-made-by = Made with
room-leg-unknown = not known
room-corrections-of-all = What you say here belongs to the movement, not to this opinion: it stands beside every result.
room-first-found = first result: { $word }
room-first-nothing = first result: nothing found
room-again-first = points moved, first limits: { $word }
room-jump-first = Go to the movement that only the first result has

room-curves = Curves
room-strip-reps = Repetitions over the whole session
room-span-all = Whole session
room-span-minute = One minute
room-span-rep = One repetition
room-curves-hint = Drag to repeat a stretch. Grey: one standard error. A gap: not measured.

room-film-here = The film is where it was.
room-film-none = No film was kept: the figure is drawn from the record.
room-film-moved = The film is not where it was: { $path }. The figure is drawn from the record.
room-film-other = Another file lies where the film was: { $path }. The figure is drawn from the record.
room-locate = Locate the film
room-locate-path = Where it is now: the whole path, with all its folders
room-locate-go = Locate

room-keys-title = Keys of this page
room-keys-close = Close
room-keys-note = They rest while you type, and none is needed: each has a button, or a click on the curves.

## Of the scripts. They choose between no variants.

room-js-frame = frame { $number } · { $time } s
room-js-no-record = No record was kept of this session: there is nothing to draw. The table is what was found.
room-js-reading = Reading the record …
room-js-making = Making the curves: { $percent } %
room-js-loading = Frame { $number } is being read …
room-js-checking = The film is looked for, and checked to be the one that was measured …
room-js-no-picture = Frame { $number } has no picture that can be found. The figure is shown.
room-js-not-asked = The server does not answer. { $told }
room-js-no-play = This browser cannot play the film: it is played picture by picture.
room-js-locating = Looking at the file …
room-js-located = Found. It is kept where the film is.
room-js-reading-of = { $joint } { $deg } ± { $error }
room-js-not-seen = { $joint } not seen
room-js-view-film = Film
room-js-view-figure = Figure
room-js-view-both = Film and figure
room-js-play = Play
room-js-pause = Pause
room-js-speed = { $speed } ×
room-js-looping = Repeats { $from } to { $to } s
room-js-loop-off = Repeats nothing
room-js-no-uncertain = None is uncertain.
room-js-at-end = That was the last one.
room-js-at-begin = That was the first one.
room-js-sure = sure { $certainty }
room-js-struck = struck
room-js-jump = Go to repetition { $number }
room-js-jump-added = Go to the repetition that was added
room-js-jump-first = Go to the movement that only the first result has
room-js-at-frame = frame { $number }
room-js-degrees = { $deg }°
room-js-keys-on = Keys are on
room-js-keys-off = Keys are off
room-js-key-space = Play and pause
room-js-key-arrows = One frame
room-js-key-ten = Ten frames
room-js-key-phase = Edge of a phase
room-js-key-ends = First and last frame
room-js-key-reps = Next and previous repetition
room-js-key-uncertain = Next uncertain one
room-js-key-loop = Repeat this repetition
room-js-key-speed = Slower and faster
room-js-key-view = Film, figure or both
room-js-key-help = This list
room-js-key-escape = Leave a tool, stop repeating

## Whether all of the session was looked through

room-looked = Looked through whole by { $by }, { $at }
room-looked-open = { $by } looked through it whole, { $at }; points were moved since, and nobody said which verdict is right
