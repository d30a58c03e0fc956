# The exercises in the terminal: the list of the library, and one of them closely.

nerve-tibial = tibial
nerve-peroneal = peroneal
nerve-deep-peroneal = deep peroneal
nerve-sural = sural
nerve-sciatic = sciatic
nerve-slider = slider
nerve-tensioner = tensioner

library-name = Name
library-title = Title
library-nerve = Nerve
library-kind = Kind
library-moves = Moves
library-grade = Grade
library-about-moves = Moves: the joint whose movement makes a repetition. Default: { $exercise }.
library-about-grades = Grade of the evidence: { $grades }
library-grades = A research or official record, B clinic leaflet, M from memory, P our own proposal.
library-explain = { $command } explains one.

show-slider = Slider: one end of the nerve is loaded while the other is let go.
show-tensioner = Tensioner: both ends of the nerve are loaded together.
show-prescribed = Prescribed
show-own-end = own end range, { $joint }: { $angle }°
show-ankle-square = ankle reading with the foot square: { $angle }°
show-camera = Camera
show-movement = Movement
show-judged = Judged
show-dose = Dose
show-cannot-see = The camera cannot see
show-evidence = Evidence
show-foot = Foot: { $foot } (told, not judged).
show-stay = Stay { $seconds } s.
show-counted = Counted while the thigh is { $thigh } (0 level, knee up +) and the trunk { $trunk } (0 upright, forward +).
show-complete = Complete when each joint gets into its window at the end; once calibrated, near the person's own end.
show-rushed = Rushed when a cycle takes under { $cycle } s (a warning under { $warning } s), the middle of a stroke under { $stroke } s, or the { $joint } moves faster than { $speed }°/s.
show-held = Held when it stays within 5° of the end for over { $limit } s (a warning over { $warning } s).
show-a-day = { $repetitions } repetitions, { $sets ->
    [one] 1 set
   *[other] { $sets } sets
  }, { $times ->
    [one] once a day
   *[other] { $times } times a day
  }.
show-grade = Grade { $grade }. ({ $grades })

check-count = { $count ->
    [0] no faults
    [one] 1 fault
   *[other] { $count } faults
  }
check-found = found
check-allowed = allowed

## The movement drawn in characters

draw-knee-falls = straightens
draw-knee-rises = bends
draw-ankle-falls = points
draw-ankle-rises = pulls up
draw-thigh-falls = sinks
draw-thigh-rises = rises
draw-head = head
draw-head-falls = lowers
draw-head-rises = lifts
draw-stays = stays
draw-times = { $count } times
head-flexed = chin down
head-extended = head back
head-neutral = head level
head-any = free
window-free = free
