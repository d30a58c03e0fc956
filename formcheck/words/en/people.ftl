# The list of people, and what pages of the clinic say alike.

clinic-days-ago = { $days ->
    [0] today
    [one] yesterday
   *[other] { $days } days ago
  }
clinic-good-of = { $good } of { $judged } good
clinic-none-judged = none judged
clinic-unseen = { $unseen } not seen
clinic-pain = { $pain } of 10
clinic-not-asked = not asked
clinic-kept = { $kept } of { $asked } prescribed visits in { $days } days
clinic-visits-in = { $visits ->
    [one] 1 visit
   *[other] { $visits } visits
  } in { $days } days, none prescribed

people-find = Find
people-find-label = Find by any part of a pseudonym or name
people-add = Add a person
people-add-it = Add
people-pseudonym = Pseudonym
people-pseudonym-hint = Such as anna-04; not the name.
people-name = Name
people-name-hint = If you like; it is kept apart.
people-no-pseudonym = Letters, digits, spaces, “.”, “-” and “_” make a pseudonym, 80 at most. Such as anna-04.
people-is-there = { $pseudonym } is here already.

people-needs-you = Needs you ({ $count })
people-everybody = Everybody ({ $count })
people-everybody-else = Everybody else ({ $count })
people-all = All
people-paused-only = Paused ({ $count })
people-need = { $need ->
    [stopped] Stopped, or did not begin
    [lasting] Symptoms lasted long, twice
    [absent] { $days ->
        [one] Away for a day
       *[other] Away for { $days } days
      }
   *[unseen] Under half seen: look at the camera
  }
people-person = Person
people-days = Last 14 days
people-good = Good of judged
people-pain = Pain after
people-last = Last visit
people-what = What to do
people-paused = paused
people-pause = Pause
people-resume = Resume
people-pause-whom = Pause { $pseudonym }
people-resume-whom = Resume { $pseudonym }
people-seen = Seen
people-seen-whom = Seen: { $pseudonym }
people-seen-now = { $pseudonym } is seen, and comes back here when a later visit needs you.
people-seen-undo = Look again, or undo
people-older = Older
people-first-page = First page
people-found = { $count ->
    [one] 1 person
   *[other] { $count } people
  } found
people-nothing = Nobody found for “{ $text }”. It was looked for in every pseudonym and name, whether small letters or capitals, with or without accents.
people-nothing-paused = Nobody pauses.
people-legend-full = as prescribed
people-legend-part = less often
people-legend-missed = not at all
people-legend-open = today
people-legend-free = nothing prescribed

people-first = Nobody is here yet
people-first-ways = There are three ways in:
people-first-bring = Bring in what there is
people-first-import = What live or review have kept, a folder or many:
people-first-review = Or a video, reviewed and kept for a person:
people-first-add = Visits can be brought in later.

people-keys = Keys
people-keys-title = Keys of these pages
people-keys-next = next, previous line
people-keys-open = open it
people-keys-find = find
people-keys-pages = newer, older page
people-keys-this = this list
people-keys-on = Use single keys
people-keys-close = Close
