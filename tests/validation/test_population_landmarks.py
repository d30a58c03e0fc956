"""Landmarks of the population: what goes in comes out, to a tenth of a pixel; what is damaged is told."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formcheck.errors import InputError, RecordError
from formcheck.samples import Landmark, Pose
from formcheck.validation.truth.population import (
    POINTS,
    RATES,
    STEP_PX,
    STEP_VISIBILITY,
    SUFFIX,
    LandmarkRun,
    load_landmarks,
    load_runs,
    pack,
)

SOFTWARE = {"estimator": "none", "version": "1"}
PLACES = st.floats(-400.0, 1400.0, allow_nan=False)
LANDMARK = st.builds(Landmark, PLACES, PLACES, st.floats(0.0, 1.0))
BODY = st.one_of(
    st.just({}), st.tuples(*(LANDMARK for _ in POINTS)).map(lambda marks: dict(zip(POINTS, marks, strict=True)))
)
BODIES = st.lists(BODY, min_size=1, max_size=5)


def run_of(model: str, rate: str, bodies: list[dict[str, Landmark]]) -> LandmarkRun:
    poses = tuple(Pose(index / 30.0, index, 640, 480, body) for index, body in enumerate(bodies))
    return LandmarkRun(model, rate, tuple(range(len(bodies))), poses)


def body_at(x_px: float) -> dict[str, Landmark]:
    return {name: Landmark(x_px + row, 2.0 * row, 0.9) for row, name in enumerate(POINTS)}


def packed(*runs: LandmarkRun) -> bytes:
    count = max(max(run.numbers) for run in runs) + 1
    return pack([index / 30.0 for index in range(count)], runs, SOFTWARE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / f"001{SUFFIX}"
    path.write_bytes(packed(run_of("heavy", "30", [body_at(100.0), {}, body_at(101.5)])))
    return path


@pytest.mark.slow
@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(heavy=BODIES, full=BODIES)
def test_what_goes_in_comes_out(
    tmp_path: Path, heavy: list[dict[str, Landmark]], full: list[dict[str, Landmark]]
) -> None:
    runs = (run_of("heavy", "30", heavy), run_of("full", "15", full))
    path = tmp_path / f"001{SUFFIX}"
    path.write_bytes(packed(*runs))
    for given_run, read in zip(runs, load_runs(path), strict=True):
        assert (read.model, read.rate, read.numbers) == (given_run.model, given_run.rate, given_run.numbers)
        for before, after in zip(given_run.poses, read.poses, strict=True):
            assert (after.t_s, after.index, after.width_px, after.height_px) == (before.t_s, before.index, 640, 480)
            assert set(after.landmarks) == set(before.landmarks)
            for name, mark in before.landmarks.items():
                assert after.landmarks[name].x_px == pytest.approx(mark.x_px, abs=0.5001 * STEP_PX)
                assert after.landmarks[name].y_px == pytest.approx(mark.y_px, abs=0.5001 * STEP_PX)
                assert after.landmarks[name].visibility == pytest.approx(mark.visibility, abs=0.5001 * STEP_VISIBILITY)


def test_pictures_are_counted_within_the_run(tmp_path: Path) -> None:
    poses = tuple(Pose(number / 30.0, index, 640, 480, body_at(1.0)) for index, number in enumerate((0, 3, 5)))
    path = tmp_path / f"001{SUFFIX}"
    path.write_bytes(packed(LandmarkRun("full", "uneven", (0, 3, 5), poses)))
    read = load_landmarks(path, "full", "uneven")
    assert [(pose.index, pose.t_s) for pose in read] == [(0, 0.0), (1, 3 / 30.0), (2, 5 / 30.0)]


def test_the_same_landmarks_give_the_same_bytes() -> None:
    runs = [run_of("heavy", rate, [body_at(5.0)]) for rate in RATES]
    assert packed(*runs) == packed(*runs)


def test_what_lies_beyond_the_format_stays_at_its_edge(tmp_path: Path) -> None:
    path = tmp_path / f"001{SUFFIX}"
    path.write_bytes(packed(run_of("heavy", "30", [body_at(-90_000.0), body_at(90_000.0)])))
    first, second = load_landmarks(path, "heavy", "30")
    assert first.landmarks["nose"].x_px == pytest.approx(-3276.7)
    assert second.landmarks["nose"].x_px == pytest.approx(3276.7)


def test_one_run_is_chosen(path: Path) -> None:
    assert [bool(pose.landmarks) for pose in load_landmarks(path, "heavy", "30")] == [True, False, True]
    with pytest.raises(InputError, match="holds no run of model full at rate 15"):
        load_landmarks(path, "full", "15")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_landmarks(tmp_path / f"002{SUFFIX}", "heavy", "30")


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda _: b"nothing",
        lambda content: lzma.compress(lzma.decompress(content)[:-100]),
        lambda content: lzma.compress(lzma.decompress(content).replace(b'"format": 1', b'"format": 9')),
        lambda _: lzma.compress(b"{}\n"),
    ],
    ids=["cut", "other", "short", "newer", "empty"],
)
def test_a_damaged_file_is_told(path: Path, damage) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(RecordError, match="is no file of landmarks"):
        load_landmarks(path, "heavy", "30")
