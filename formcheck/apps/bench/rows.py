"""The figures of a benchmark in words, for the terminal and the page.

Parameters
----------
words : Words
    The language.
benchmark : Benchmark
    What was measured, in one round at least. A way of doing it that cannot be had on the machine has no row.
figure : BenchFigure
    One figure that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from formcheck.apps.bench.model import STAGES, BenchFigure, Benchmark, Pass, Round
from formcheck.words.catalogue import Words

BenchRow = tuple[str, str, str]
"""What, how much, and over the rounds from the least to the most."""


def processor_text(words: Words, benchmark: Benchmark) -> str:
    """Return what the processor calls itself, or that it does not."""
    return benchmark.machine.processor or words("bench-unknown-processor")


def video_text(words: Words, benchmark: Benchmark) -> str:
    """Return which video it was, such as ``clip.mp4: 450 pictures of 640 x 480 at 30 a second``."""
    video = benchmark.video
    facts = {"name": video.name, "frames": str(video.frames), "size": f"{video.width_px} x {video.height_px}"}
    return words("bench-video-rate", **facts, fps=f"{video.fps:.0f}") if video.fps else words("bench-video", **facts)


def state_of(figure: BenchFigure) -> str:
    """Return whether a figure is reached: ``missed``, ``met`` or ``aim-met``."""
    return "aim-met" if figure.reaches(figure.aim) else "met" if figure.reaches(figure.must) else "missed"


def figure_cells(words: Words, figure: BenchFigure) -> tuple[str, str, str, str, str]:
    """Return a figure as cells: what, measured, must, aim, and whether it is reached."""
    sign = "≤" if figure.is_most else "≥"
    unit = f" {figure.unit}" if figure.unit else ""
    must, aim = (f"{limit:g}".replace(".", words.point) for limit in (figure.must, figure.aim))
    return (
        words(f"bench-figure-{figure.kind.replace('_', '-')}"),
        f"{_number(words, figure.value)}{unit}",
        f"{sign} {must}{unit}",
        f"{sign} {aim}{unit}",
        words(f"state-{state_of(figure)}"),
    )


def speed_rows(words: Words, benchmark: Benchmark) -> list[BenchRow]:
    """Return how many pictures a second each way of doing it gives."""
    rounds = benchmark.rounds
    passes = {
        "bare-loop": _passes(rounds, lambda one: one.bare),
        "review-mediapipe": _passes(rounds, lambda one: one.reviews.get("mediapipe")),
        "review-litert": _passes(rounds, lambda one: one.reviews["litert"]),
        "unwatched": _passes(rounds, lambda one: one.unwatched),
    }
    return [
        *(_row(words, f"speed-{what}", [one.fps for one in found]) for what, found in passes.items() if found),
        _row(words, "speed-network-published", [1000 / one.whole_network_ms for one in rounds]),
        _row(words, "speed-network-cut", [1000 / one.network_ms for one in rounds]),
    ]


def stage_rows(words: Words, benchmark: Benchmark) -> list[BenchRow]:
    """Return the milliseconds of each stage for one picture, where one follows the other."""
    rounds = benchmark.rounds
    return [
        _row(words, f"stage-{stage.replace('_', '-')}", [one.stages_ms[stage] for one in rounds]) for stage in STAGES
    ]


def live_rows(words: Words, benchmark: Benchmark) -> list[BenchRow]:
    """Return what a live picture gives."""
    lives = [one.live for one in benchmark.rounds]
    return [
        _row(words, "live-judged", [one.fps for one in lives]),
        _row(words, "live-dropped", [100 * one.dropped / one.frames for one in lives]),
        _row(words, "live-middle", [median(one.latency_ms) for one in lives]),
        _row(words, "live-late", [one.late_ms for one in lives]),
    ]


def memory_rows(words: Words, benchmark: Benchmark) -> list[BenchRow]:
    """Return the most memory each took, in megabytes."""
    rounds = benchmark.rounds
    passes = {
        "bare-loop": _passes(rounds, lambda one: one.bare),
        "review-mediapipe": _passes(rounds, lambda one: one.reviews.get("mediapipe")),
        "review-litert": _passes(rounds, lambda one: one.reviews["litert"]),
    }
    rows = [_row(words, f"memory-{what}", [one.peak_mb for one in found]) for what, found in passes.items() if found]
    if benchmark.long is not None:
        rows.append(_row(words, "memory-long", [benchmark.long.peak_mb]))
    return rows


def _passes(rounds: Sequence[Round], of: Callable[[Round], Pass | None]) -> list[Pass]:
    """Return a run of every round; none where it could not be done."""
    return [found for one in rounds if (found := of(one)) is not None]


def _row(words: Words, key: str, values: Sequence[float]) -> BenchRow:
    low, high = (_number(words, value) for value in (min(values), max(values)))
    return words(f"bench-{key}"), _number(words, median(values)), words("from-to", low=low, high=high)


def _number(words: Words, value: float) -> str:
    text = f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
    return text.replace(".", words.point)
