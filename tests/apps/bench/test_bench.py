"""``formcheck bench``: figures out of what was measured, and the page; one real run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.apps import speed
from formcheck.apps.bench.model import Benchmark, Live, Machine, Pass, Round
from formcheck.apps.bench.page import render_document
from formcheck.apps.speed import Speed, recommend
from tests.support.commands import Run
from tests.support.truth import BRIEF, SAMPLES
from tests.support.videos import keep_seconds

ROUND = Round(
    bare=Pass(100, 10.0, 300.0),
    reviews={"litert": Pass(100, 5.0, 400.0), "mediapipe": Pass(100, 11.0, 450.0)},
    unwatched=Pass(100, 4.8, 380.0),
    network_ms=40.0,
    whole_network_ms=45.0,
    stages_ms={"reading": 1.0, "finding body points": 45.0, "judging": 1.0, "writing": 3.0},
    live=Live(100, 80, 4.0, [float(ms) for ms in range(1, 81)]),
)
BENCHMARK = Benchmark(
    machine=Machine("A processor", 2, 16.0, "Linux"),
    software={"formcheck": "0.1.0"},
    video="clip.mp4: 100 pictures",
    model="heavy",
    threads=2,
    rounds=[ROUND, replace(ROUND, bare=Pass(100, 8.0, 300.0)), replace(ROUND, bare=Pass(100, 20.0, 300.0))],
)


def figure(name: str, benchmark: Benchmark = BENCHMARK) -> float:
    return next(one.value for one in benchmark.figures if name in one.name)


def test_the_middle_round_counts() -> None:
    assert figure("bare") == pytest.approx(2.0)


def test_ratios_are_of_one_round() -> None:
    slow = replace(ROUND, bare=Pass(100, 20.0, 0.0), reviews={**ROUND.reviews, "litert": Pass(100, 10.0, 0.0)})
    assert figure("bare", replace(BENCHMARK, rounds=[ROUND, slow, slow])) == pytest.approx(2.0)


def test_what_comes_after_the_body_points() -> None:
    assert figure("network alone") == pytest.approx(20.0 * 0.045)
    assert figure("all but") == pytest.approx(8.0)
    assert figure("beyond") == pytest.approx(100 * (1 - 4.8 / 5.0))


def test_live_figures() -> None:
    assert figure("judged a second") == pytest.approx(20.0)
    assert figure("arrival") == pytest.approx(77.0)
    assert ROUND.live.dropped == 20


def test_memory_of_a_long_video_is_a_figure_where_it_was_measured() -> None:
    assert not any("memory" in one.name for one in BENCHMARK.figures)
    assert figure("memory", replace(BENCHMARK, long=Pass(18_000, 600.0, 512.0))) == 512.0


def test_a_figure_is_held_against_must_and_aim() -> None:
    by_name = {one.name: one for one in BENCHMARK.figures}
    live = by_name["live: pictures judged a second"]
    assert not live.reaches(live.must)
    late = by_name["live: arrival to event, 95 of 100 within"]
    assert late.reaches(late.aim)


def test_the_page_names_machine_figures_and_state() -> None:
    page = render_document(replace(BENCHMARK, long=Pass(18_000, 600.0, 512.0)))
    assert "A processor, 2 cores, 16 GB" in page
    assert "| review with litert ÷ bare mediapipe loop | 2.00 | ≥ 1.6 | ≥ 1.9 | aim met |" in page
    assert "| live: pictures judged a second | 20.0 | ≥ 25 | ≥ 30 | missed |" in page
    assert "| review with litert, ten minutes of 1080p | 512 |" in page


def test_where_there_is_no_mediapipe_the_rest_is_told() -> None:
    alone = replace(ROUND, bare=None, reviews={"litert": ROUND.reviews["litert"]})
    page = render_document(replace(BENCHMARK, rounds=[alone]))
    assert "| review with litert: report, overlay, all files | 20.0 |" in page
    assert "| review with litert ÷ landmark network alone |" in page
    for gone in ("bare mediapipe loop", "| MediaPipe in a loop", "| review with mediapipe"):
        assert gone not in page


@pytest.mark.parametrize(
    ("heavy_ms", "expected"),
    [((48.0, 26.0), ("heavy", 2)), ((48.0, 60.0), ("heavy", 1)), ((170.0, 120.0), ("full", 2))],
    ids=["two cores", "a busy second core", "a weak machine"],
)
def test_the_better_model_is_recommended_where_it_keeps_up(
    heavy_ms: tuple[float, float], expected: tuple[str, int]
) -> None:
    speeds = [Speed("heavy", threads, ms) for threads, ms in zip((1, 2), heavy_ms, strict=True)]
    best = recommend([*speeds, Speed("full", 1, 20.0), Speed("full", 2, 11.0)])
    assert (best.model, best.threads) == expected


@pytest.mark.slow
def test_the_models_are_timed() -> None:
    speeds = speed.measure_speeds()
    assert {one.model for one in speeds} == {"heavy", "full"}
    assert all(one.ms > 0.0 for one in speeds)


@pytest.mark.slow
def test_a_real_run(formcheck: Run, tmp_path: Path) -> None:
    """Timed on a busy machine the figures mean nothing; that they are all there does."""
    clip = keep_seconds(SAMPLES / f"{BRIEF}.mp4", tmp_path / "clip.mp4", 2.0)
    page = tmp_path / "performance.md"
    done = formcheck("bench", clip, "--model", "full", "--rounds", "1", "--json", "--document", page)
    assert done.code == 0, done.err
    (one,) = json.loads(done.out)["rounds"]
    assert one["bare"]["frames"] == one["reviews"]["litert"]["frames"] == one["live"]["frames"] > 40
    assert set(one["stages_ms"]) == {"reading", "finding body points", "judging", "writing"}
    assert one["reviews"]["litert"]["peak_mb"] > 50.0
    assert "## Where the time goes" in page.read_text(encoding="utf-8")


def test_a_missing_video_is_told(formcheck: Run) -> None:
    done = formcheck("bench", "missing.mp4")
    assert done.code == 3
    assert "missing.mp4" in done.err
