# What the commands print: review, replay, batch and doctor.

## Review and replay

session-title = { $name }: { $count } — exercise: { $exercise }
session-title-leg = { $name }: { $count } — exercise: { $exercise }, { $leg }
column-from = From
column-to = To
column-verdict = Verdict
column-why = Why
session-report = Report: { $path }
sensors-clock-found = The sensors' clock is { $seconds } s ahead of the video's: so the knee moves alike in both (correlation { $fit }).
sensors-clock-given = The sensors' clock is taken to be { $seconds } s ahead of the video's, as you said.
videos-reviewed = { $done } of { $all } videos reviewed, { $failed } not.
replay-same = The events are those of the record.
replay-by-prescription = Judged by the prescription given; the events differ from those of the record.
replay-other-version = The events differ from those of the record: it was made by another version of formcheck.
replay-broken-off = The recorded run was broken off; what it holds was judged.
review-broken-off = broken off. Kept: { $done } of { $all } videos reviewed, in { $out }. Of the one under way nothing was written; an earlier result of it is as it was.
validate-broken-off = broken off. No result was written; the landmarks of clips that were done are kept where --records says.
broken-off = broken off. Nothing was written; an earlier result is as it was.

## Batch

batch-progress = { $done } of { $all } recordings
batch-done = done
batch-skipped = already there
batch-failed = failed
batch-repetitions = repetitions in the table
batch-table = Repetitions of all recordings: { $path }
batch-recordings = What became of each recording: { $path }
batch-broken-off = broken off. What was done is kept; the same command goes on from there.
batch-damaged = { $folder }: its session.json can no longer be read. Remove this folder, and the same command makes it anew.

## The store

import-progress = Visits
import-new = new
import-grown = known, and more of them now
import-known = known already
import-refused = refused
import-people = people
import-into = Kept in { $path }
import-broken-off = broken off. { $done } of { $all } visits are in the store; the same command goes on from there.
export-done = { $path }: { $visits ->
    [one] 1 visit
   *[other] { $visits } visits
  }, { $films ->
    [one] 1 film
   *[other] { $films } films
  }. It shows this person's health: hand it to nobody else.
export-no-film = { $path }: this film is not where it was, or is another one now; it was left out.
delete-ask = Remove { $person } with { $visits ->
    [one] 1 visit
   *[other] { $visits } visits
  }, for ever?
delete-not = Nothing was removed.
delete-done = Removed: { $visits ->
    [one] 1 visit
   *[other] { $visits } visits
  }. Back-ups made before hold them still.
delete-film-left = Left where it is, as it is not in our keeping: { $path }
people-column-name = Name
people-visits = Visits
people-column-last = Last visit
people-added = { $person } is in the store.
people-known = { $person } was in the store already.
people-nobody = Nobody yet. Take somebody in with --add anna-04, or bring visits in with: formcheck import FOLDER --person anna-04
backup-done = Back-up written: { $path }, { $megabytes } MB. It holds everything: keep it as safe as the store itself.
restore-done = Brought back into { $path }: { $people ->
    [one] 1 person
   *[other] { $people } people
  }, { $visits ->
    [one] 1 visit
   *[other] { $visits } visits
  }.
rebuild-done = The index was made anew of { $visits ->
    [one] 1 visit
   *[other] { $visits } visits
  }.
rebuild-broken-off = broken off. No document was touched; the same command makes the index anew from the beginning.
store-kept = Kept for { $person } in { $path }

## Doctor: what is looked at, what was found, what to do

doctor-what = What
doctor-found = Found
doctor-to-do = What to do
doctor-all-well = All is well.
doctor-something-missing = Something is missing: see above.

doctor-name-system-libraries = system libraries
doctor-name-pose-models = pose models
doctor-name-model-heavy = model heavy
doctor-name-model-full = model full
doctor-name-extra-sensors = for sensors on the leg
doctor-name-extra-bluetooth = for Bluetooth sensors
doctor-name-extra-lsl = for LSL and XDF
doctor-name-extra-cluster = for a cluster
doctor-name-video = video
doctor-name-pose-model-runs = pose model runs
doctor-name-speed = speed
doctor-name-speed-of-heavy = speed of heavy
doctor-name-speed-of-full = speed of full
doctor-name-for-live-coaching = for live coaching

doctor-python = { $version } on { $computer }
doctor-not-published = not published for { $computer }
doctor-missing = missing
doctor-extra = { $packages }
doctor-extra-missing = not here; nothing else needs it
doctor-present = present
doctor-overwrites = { $version }, which overwrites { $package }
doctor-libraries-present = all present
doctor-libraries-missing = { $count } missing
doctor-model = { $megabytes } MB, hash as listed
doctor-video-works = reads and writes H.264
doctor-video-fails = cannot write H.264
doctor-pose-works = yes, with { $estimators }
doctor-speed = { $times }, for one picture
doctor-speed-on = { $ms } ms on { $threads ->
    [one] 1 thread
   *[other] { $threads } threads
  }
doctor-best = { $model } on { $threads ->
    [one] 1 thread
   *[other] { $threads } threads
  }: about { $fps } pictures a second

doctor-use-python = Make the environment with Python 3.11, 3.12 or 3.13.
doctor-first-then = { $first }, then { $then }
doctor-mend-above = Mend what is missing above.
doctor-mend-windows = Mend what is missing above, and install Microsoft's Visual C++ Redistributable (x64) if it is not there.
doctor-without-litert = Judge videos on another computer; formcheck replay judges their records here.
doctor-without-mediapipe = Leave --estimator out: litert runs the same models.
# Packages: names of Debian packages.
doctor-install-as-on-debian = Install what this Linux has for Debian's { $packages }.
doctor-too-slow = Too slow to coach with: close other programs, or review recorded videos instead.
