"""``formcheck bench``: figures out of what was measured, and the page; one real run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.apps import speed
from formcheck.apps.bench import command
from formcheck.apps.bench.command import BenchOptions
from formcheck.apps.bench.model import Benchmark, BenchVideo, FigureKind, Live, Machine, Pass, Round
from formcheck.apps.bench.page import render_document
from formcheck.apps.bench.rows import figure_cells, video_text
from formcheck.apps.bench.run import Work
from formcheck.apps.speed import Speed, recommend
from formcheck.words.catalogue import Words
from formcheck.words.language import LANGUAGES
from tests.support.commands import Run
from tests.support.truth import BRIEF, SAMPLES
from tests.support.videos import keep_seconds

ROUND = Round(
    bare=Pass(100, 10.0, 300.0),
    reviews={"litert": Pass(100, 5.0, 400.0), "mediapipe": Pass(100, 11.0, 450.0)},
    unwatched=Pass(100, 4.8, 380.0),
    network_ms=40.0,
    whole_network_ms=45.0,
    stages_ms={"reading": 1.0, "body_points": 45.0, "judging": 1.0, "writing": 3.0},
    live=Live(100, 80, 4.0, [float(ms) for ms in range(1, 81)]),
)
BENCHMARK = Benchmark(
    machine=Machine("A processor", 2, 16.0, "Linux"),
    software={"formcheck": "0.1.0"},
    video=BenchVideo("clip.mp4", 100, 640, 480, 30.0),
    model="heavy",
    threads=2,
    rounds=[ROUND, replace(ROUND, bare=Pass(100, 8.0, 300.0)), replace(ROUND, bare=Pass(100, 20.0, 300.0))],
)


def figure(kind: FigureKind, benchmark: Benchmark = BENCHMARK) -> float:
    return next(one.value for one in benchmark.figures if one.kind is kind)


def test_the_middle_round_counts() -> None:
    assert figure(FigureKind.BESIDE_BARE_LOOP) == pytest.approx(2.0)


def test_ratios_are_of_one_round() -> None:
    slow = replace(ROUND, bare=Pass(100, 20.0, 0.0), reviews={**ROUND.reviews, "litert": Pass(100, 10.0, 0.0)})
    assert figure(FigureKind.BESIDE_BARE_LOOP, replace(BENCHMARK, rounds=[ROUND, slow, slow])) == pytest.approx(2.0)


def test_what_comes_after_the_body_points() -> None:
    assert figure(FigureKind.BESIDE_NETWORK) == pytest.approx(20.0 * 0.045)
    assert figure(FigureKind.WORK_BEYOND) == pytest.approx(8.0)
    assert figure(FigureKind.TIME_BEYOND) == pytest.approx(100 * (1 - 4.8 / 5.0))


def test_live_figures() -> None:
    assert figure(FigureKind.LIVE_JUDGED) == pytest.approx(20.0)
    assert figure(FigureKind.LIVE_LATE) == pytest.approx(77.0)
    assert ROUND.live.dropped == 20


def test_memory_of_a_long_video_is_a_figure_where_it_was_measured() -> None:
    assert FigureKind.LONG_MEMORY not in {one.kind for one in BENCHMARK.figures}
    assert figure(FigureKind.LONG_MEMORY, replace(BENCHMARK, long=Pass(18_000, 600.0, 512.0))) == 512.0


def test_a_figure_is_held_against_must_and_aim() -> None:
    by_kind = {one.kind: one for one in BENCHMARK.figures}
    live = by_kind[FigureKind.LIVE_JUDGED]
    assert not live.reaches(live.must)
    late = by_kind[FigureKind.LIVE_LATE]
    assert late.reaches(late.aim)


def test_the_page_names_machine_figures_and_state() -> None:
    page = render_document(replace(BENCHMARK, long=Pass(18_000, 600.0, 512.0)))
    assert "A processor, 2 cores, 16 GB" in page
    assert "clip.mp4: 100 pictures of 640 x 480 at 30 a second; model heavy" in page
    assert "| review with litert ÷ bare mediapipe loop | 2.00 | ≥ 1.6 | ≥ 1.9 | aim met |" in page
    assert "| live: pictures judged a second | 20.0 | ≥ 25 | ≥ 30 | missed |" in page
    assert "| review with litert, ten minutes of 1080p | 512 |" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_named_has_its_words(language: str) -> None:
    words = Words(language)
    for prefix, kinds in (("figure", FigureKind), ("doing", Work)):
        keys = {f"bench-{prefix}-{kind.replace('_', '-')}" for kind in kinds}
        assert {key for key in keys if not words.has(key)} == set()


@pytest.mark.slow
def test_a_figure_in_either_language() -> None:
    first = BENCHMARK.figures[0]
    english = ("review with litert ÷ bare mediapipe loop", "2.00", "≥ 1.6", "≥ 1.9", "aim met")
    spanish = ("revisión con litert ÷ bucle desnudo de mediapipe", "2,00", "≥ 1,6", "≥ 1,9", "meta alcanzada")
    assert (figure_cells(Words("en"), first), figure_cells(Words("es"), first)) == (english, spanish)
    assert video_text(Words("es"), BENCHMARK) == "clip.mp4: 100 imágenes de 640 x 480 a 30 por segundo"


@pytest.mark.slow
def test_what_the_terminal_shows_is_in_the_language_asked_for_and_the_page_english(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "bench", lambda *_, **__: BENCHMARK)
    told, pages = {}, set()
    for language in LANGUAGES:
        page = tmp_path / f"{language}.md"
        settings = BenchOptions("heavy", None, 3, False, page, language, False, False)
        assert command.run(Path("clip.mp4"), settings) == 0
        told[language] = capsys.readouterr().out
        pages.add(page.read_text(encoding="utf-8"))
    assert pages == {render_document(BENCHMARK)}
    for english, spanish in (("2 cores", "2 núcleos"), ("Pictures a second", "Imágenes por segundo"),
                             ("aim met", "meta alcanzada"), ("5.00 to 12.5", "5,00 a 12,5")):  # fmt: skip
        assert (english in told["en"], spanish in told["es"]) == (True, True)
        assert (english in told["es"], spanish in told["en"]) == (False, False)


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
    assert set(one["stages_ms"]) == {"reading", "body_points", "judging", "writing"}
    assert one["reviews"]["litert"]["peak_mb"] > 50.0
    assert "## Where the time goes" in page.read_text(encoding="utf-8")


def test_a_missing_video_is_told(formcheck: Run) -> None:
    done = formcheck("bench", "missing.mp4")
    assert done.code == 3
    assert "missing.mp4" in done.err
