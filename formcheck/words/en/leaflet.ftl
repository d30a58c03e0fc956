# The leaflet of a prescription: what a patient takes home.

leaflet-either-leg = the leg that was shown to you
leaflet-rest = Begin
leaflet-end = Go there
leaflet-back = Come back
leaflet-how-often = How often
leaflet-dose = { $sets ->
    [one] { $repetitions } times
   *[other] { $repetitions } times, then rest; { $sets } such sets
  }
leaflet-a-day = { $times ->
    [one] once a day
    [2] twice a day
   *[other] { $times } times a day
  }
leaflet-no-more = no more than this, also on a good day
leaflet-how-fast = How fast
leaflet-pace = { $out } seconds there, { $back } seconds back
leaflet-hold = { $seconds ->
    [0] turn round without a stop
   *[other] stay { $seconds } s, no longer
  }
leaflet-light = smooth and light: a slight pull at most, never further
leaflet-note = From { $by }:
leaflet-stop = When to stop
leaflet-stop-pain = pain of 4 or more out of 10
leaflet-stop-rise = pain that rises by 2 or more since you began
leaflet-stop-numb = new numbness, tingling that stays, or weakness
leaflet-before = Do not begin with pain of 6 or more out of 10, or after a warning sign you were told of: ask first.
leaflet-emergency = Emergency: 112 in Europe, 911 in North America, or the nearest emergency department.
leaflet-foot = Foot:
leaflet-given = Given by { $by }, { $when }; holds from { $day }.
leaflet-made = formcheck { $version } · { $exercise } (format { $schema }) · { $pseudonym }, { $number }
leaflet-picture = The pictures face as you see yourself in a mirror; the dark leg moves.
