# What bench shows in the terminal. The document performance.md is English.

## Progress, what it was run on, and where the page is

bench-round = Round { $number } of { $rounds }: { $what }
bench-doing-bare-loop = MediaPipe in a loop
bench-doing-review-litert = a review with litert
bench-doing-network = the landmark network alone
bench-doing-unwatched = reading and body points alone
bench-doing-stages = every stage
bench-doing-live = a live picture
bench-doing-review-mediapipe = a review with mediapipe
bench-doing-long-made = Making ten minutes of 1080p
bench-doing-long-reviewed = Reviewing ten minutes of 1080p

bench-unknown-processor = unknown processor
bench-machine = { $processor }, { $cores } cores, { $system }
bench-video = { $name }: { $frames } pictures of { $size }
bench-video-rate = { $name }: { $frames } pictures of { $size } at { $fps } a second
bench-work = { $video }; model { $model }, litert on { $threads } threads
bench-page = Page: { $path }

## Figures that are asked for

bench-figure-beside-bare-loop = review with litert ÷ bare mediapipe loop
bench-figure-beside-network = review with litert ÷ landmark network alone
bench-figure-time-beyond = time beyond reading and body points
bench-figure-work-beyond = all but reading and body points, of the work
bench-figure-live-judged = live: pictures judged a second
bench-figure-live-late = live: arrival to event, 95 of 100 within
bench-figure-long-memory = peak memory, ten minutes of 1080p

## Tables, and their rows

bench-middle = middle
bench-all-rounds = all rounds

bench-speed = Pictures a second
bench-speed-bare-loop = MediaPipe in a loop: read, detect, nothing else
bench-speed-review-mediapipe = review with mediapipe: report, overlay, all files
bench-speed-review-litert = review with litert: report, overlay, all files
bench-speed-unwatched = reading and body points alone, with litert
bench-speed-network-published = the landmark network alone, as published
bench-speed-network-cut = the landmark network alone, as formcheck cuts it

bench-stages = Milliseconds for one picture
bench-stage-reading = reading
bench-stage-body-points = finding body points
bench-stage-judging = judging
bench-stage-writing = writing

bench-live = Live, thirty pictures a second
bench-live-judged = pictures judged a second
bench-live-dropped = pictures dropped, of 100
bench-live-middle = arrival to event, middle (ms)
bench-live-late = arrival to event, 95 of 100 within (ms)

bench-memory = Peak memory in megabytes
bench-memory-bare-loop = MediaPipe in a loop
bench-memory-review-mediapipe = review with mediapipe
bench-memory-review-litert = review with litert
bench-memory-long = review with litert, ten minutes of 1080p
