"""Draw the population: ``python sample_videos/render population``.

Each clip is drawn, encoded, watched by the pose models and thrown away; its truth and its landmarks stay. A clip whose
landmarks exist is left alone, so that the work can be stopped and taken up again at any time.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from formcheck.validation.truth.population import SUFFIX
from render.film import encode, shoot
from render.looks import lowest_foot
from render.motion import perform
from render.people import describe_clip, draw_clip, name_of
from render.tracking import track
from render.truth import format_truth

HOME = Path(__file__).resolve().parent.parent / "population"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one clip.

    Attributes
    ----------
    seed : int
        The clip's.
    frames : int
        How many pictures it has.
    drawing_s, tracking_s : float
        Seconds spent on its pictures and on its landmarks.
    size : int
        Bytes that were kept.
    """

    seed: int
    frames: int
    drawing_s: float
    tracking_s: float
    size: int


def main(arguments: Sequence[str]) -> int:
    """Draw the clips that are missing; return 0."""
    options = _parser().parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    missing = [seed for seed in options.seeds if not (options.out / f"{name_of(seed)}{SUFFIX}").is_file()]
    begin_s = time.monotonic()
    for done, outcome in enumerate(_make_all(missing, options), start=1):
        left_s = (time.monotonic() - begin_s) / done * (len(missing) - done)
        sys.stdout.write(f"[{done}/{len(missing)}] {_line(outcome)}, about {left_s / 60.0:.0f} min left\n")
        sys.stdout.flush()
    return 0


def make(seed: int, out: Path, videos: Path | None = None) -> Outcome:
    """Draw one clip and keep its truth and its landmarks.

    Parameters
    ----------
    seed : int
        The clip's.
    out : Path
        Folder of what is kept.
    videos : Path, optional
        Folder for the video; without it, the video is thrown away.
    """
    begin_s = time.perf_counter()
    drawn = draw_clip(seed)
    clip, film = drawn.clip, drawn.film
    motion = perform(clip.script, film.fps)
    with tempfile.TemporaryDirectory() as folder:
        video = Path(folder) / clip.file
        if videos is not None:
            videos.mkdir(parents=True, exist_ok=True)
            video = videos / clip.file
        encode(shoot(clip.scene, motion, clip.script.seed, film, lowest_foot(motion)), video, film)
        drawn_s = time.perf_counter()
        landmarks = track(video, seed)
    truth = format_truth(describe_clip(drawn, motion)).encode()
    _write(out / clip.truth, truth)
    _write(out / f"{name_of(seed)}{SUFFIX}", landmarks)  # last: it says that the clip is done
    size = len(truth) + len(landmarks)
    return Outcome(seed, len(motion.t_s), drawn_s - begin_s, time.perf_counter() - drawn_s, size)


def seeds_of(text: str) -> tuple[int, ...]:
    """Return the seeds that a text such as ``1-84`` or ``3,5,8-10`` names, in its order.

    Parameters
    ----------
    text : str
        Numbers and spans of numbers, with commas between.

    Raises
    ------
    ValueError
        It is no such text.
    """
    seeds: list[int] = []
    for part in text.split(","):
        found = re.fullmatch(r"\s*(\d+)(?:-(\d+))?\s*", part)
        if found is None:
            raise ValueError(f"found {part!r}, expected a number or a span such as 1-84")
        first = int(found[1])
        seeds += range(first, int(found[2] or first) + 1)
    return tuple(seeds)


def _make_all(seeds: Sequence[int], options: argparse.Namespace) -> Iterator[Outcome]:
    if options.jobs == 1:
        for seed in seeds:
            yield make(seed, options.out, options.keep_videos)
        return
    with ProcessPoolExecutor(max_workers=options.jobs) as pool:
        running = [pool.submit(make, seed, options.out, options.keep_videos) for seed in seeds]
        for finished in as_completed(running):
            yield finished.result()


def _line(outcome: Outcome) -> str:
    each = outcome.drawing_s / outcome.frames
    return (
        f"{name_of(outcome.seed)}: {outcome.frames} pictures in {outcome.drawing_s:.0f} s ({each:.3f} s each), "
        f"landmarks in {outcome.tracking_s:.0f} s, {outcome.size / 1000.0:.0f} kB"
    )


def _write(path: Path, content: bytes) -> None:
    """Write a file as a whole: work that is stopped leaves no half of one."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python sample_videos/render population",
        description="Draw the population again: people at random, each clip from its seed; truth and landmarks stay.",
        epilog="What exists is left alone. Needs formcheck with its pose models, and what the sample videos need.",
    )
    parser.add_argument("--seeds", type=seeds_of, default=seeds_of("1-84"), metavar="SPAN", help="default: 1-84")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="clips drawn at the same time (default: 1)")
    parser.add_argument("--out", type=Path, default=HOME, metavar="DIR", help="default: %(default)s")
    parser.add_argument("--keep-videos", type=Path, default=None, metavar="DIR", help="folder for the videos as well")
    return parser
