"""The figures of a benchmark in words, for the terminal and the page.

Parameters
----------
benchmark : Benchmark
    What was measured, in one round at least. A way of doing it that cannot be had on the machine has no row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from formcheck.apps.bench.model import STAGES, BenchFigure, Benchmark, Pass, Round

BenchRow = tuple[str, str, str]
"""What, how much, and over the rounds from the least to the most."""


def figure_cells(figure: BenchFigure) -> tuple[str, str, str, str, str]:
    """Return a figure as cells: what, measured, must, aim, and whether it is reached.

    Parameters
    ----------
    figure : BenchFigure
        One figure that was asked for.
    """
    sign = "≤" if figure.is_most else "≥"
    unit = f" {figure.unit}" if figure.unit else ""
    state = "aim met" if figure.reaches(figure.aim) else "met" if figure.reaches(figure.must) else "missed"
    return (
        figure.name,
        f"{_number(figure.value)}{unit}",
        f"{sign} {figure.must:g}{unit}",
        f"{sign} {figure.aim:g}{unit}",
        state,
    )


def speed_rows(benchmark: Benchmark) -> list[BenchRow]:
    """Return how many pictures a second each way of doing it gives."""
    rounds = benchmark.rounds
    passes = {
        "MediaPipe in a loop: read, detect, nothing else": _passes(rounds, lambda one: one.bare),
        "review with mediapipe: report, overlay, all files": _passes(rounds, lambda one: one.reviews.get("mediapipe")),
        "review with litert: report, overlay, all files": _passes(rounds, lambda one: one.reviews["litert"]),
        "reading and body points alone, with litert": _passes(rounds, lambda one: one.unwatched),
    }
    return [
        *(_row(what, [one.fps for one in found]) for what, found in passes.items() if found),
        _row("the landmark network alone, as published", [1000 / one.whole_network_ms for one in rounds]),
        _row("the landmark network alone, as formcheck cuts it", [1000 / one.network_ms for one in rounds]),
    ]


def stage_rows(benchmark: Benchmark) -> list[BenchRow]:
    """Return the milliseconds of each stage for one picture, where one follows the other."""
    return [_row(stage, [one.stages_ms[stage] for one in benchmark.rounds]) for stage in STAGES]


def live_rows(benchmark: Benchmark) -> list[BenchRow]:
    """Return what a live picture gives."""
    lives = [one.live for one in benchmark.rounds]
    return [
        _row("pictures judged a second", [one.fps for one in lives]),
        _row("pictures dropped, of 100", [100 * one.dropped / one.frames for one in lives]),
        _row("arrival to event, middle (ms)", [median(one.latency_ms) for one in lives]),
        _row("arrival to event, 95 of 100 within (ms)", [one.late_ms for one in lives]),
    ]


def memory_rows(benchmark: Benchmark) -> list[BenchRow]:
    """Return the most memory each took, in megabytes."""
    rounds = benchmark.rounds
    passes = {
        "MediaPipe in a loop": _passes(rounds, lambda one: one.bare),
        "review with mediapipe": _passes(rounds, lambda one: one.reviews.get("mediapipe")),
        "review with litert": _passes(rounds, lambda one: one.reviews["litert"]),
    }
    rows = [_row(what, [one.peak_mb for one in found]) for what, found in passes.items() if found]
    if benchmark.long is not None:
        rows.append(_row("review with litert, ten minutes of 1080p", [benchmark.long.peak_mb]))
    return rows


def _passes(rounds: Sequence[Round], of: Callable[[Round], Pass | None]) -> list[Pass]:
    """Return a run of every round; none where it could not be done."""
    return [found for one in rounds if (found := of(one)) is not None]


def _row(what: str, values: Sequence[float]) -> BenchRow:
    return what, _number(median(values)), f"{_number(min(values))} to {_number(max(values))}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
