"""What of a session belongs to which segment of the report."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from formcheck.exercise.definition import Personal
from formcheck.outputs.segment import REACH_S, Part, dose_text, parts_of
from formcheck.session.model import Prescribed, Session, SessionSegment, Summary, Uncounted
from formcheck.session.trajectory import Trajectory
from formcheck.words.catalogue import Words

if TYPE_CHECKING:
    from tests.outputs.conftest import FakeRun

LONG_S = 600.0


@pytest.fixture
def trajectory() -> Trajectory:
    """Return ten minutes, with a sample a second."""
    trajectory = Trajectory()
    trajectory.t_s = array("d", (float(second) for second in range(round(LONG_S) + 1)))
    return trajectory


def segment(index: int, begin_s: float, end_s: float, repetitions: tuple[int, ...], **about: bool) -> SessionSegment:
    """Return a segment of the right exercise."""
    counts = Summary(len(repetitions), 0, {})
    return SessionSegment(
        index, None, None, "tibial-slider-seated", "", {}, index, begin_s, end_s, repetitions, counts, **about
    )


def session_with(run: FakeRun, *segments: SessionSegment, uncounted: tuple[Uncounted, ...] = ()) -> Session:
    """Return a session with other segments."""
    return replace(run.session, segments=segments, uncounted=uncounted)


def windows(parts: tuple[Part, ...]) -> list[tuple[float, float]]:
    """Return the times that the parts are shown in."""
    return [(part.window.start_s, part.window.end_s) for part in parts]


def test_every_repetition_is_in_the_part_of_its_segment(fake_run: FakeRun, trajectory: Trajectory) -> None:
    session = session_with(fake_run, segment(1, 5.0, 20.0, (1, 2, 3)), segment(2, 30.0, 60.0, (4, 5, 6)))
    parts = parts_of(session, trajectory)
    assert [[one.index for one in part.repetitions] for part in parts] == [[1, 2, 3], [4, 5, 6]]
    assert windows(parts) == [(0.0, 25.0), (25.0, 60.0 + REACH_S)]


def test_a_segment_is_shown_without_the_talk_about_it(fake_run: FakeRun, trajectory: Trajectory) -> None:
    session = session_with(fake_run, segment(1, 100.0, 130.0, (1, 2, 3)), segment(2, 400.0, 430.0, (4, 5, 6)))
    assert windows(parts_of(session, trajectory)) == [
        (100.0 - REACH_S, 130.0 + REACH_S), (400.0 - REACH_S, 430.0 + REACH_S),
    ]  # fmt: skip


def test_what_moved_and_was_not_counted_is_shown_too(fake_run: FakeRun, trajectory: Trajectory) -> None:
    early, late = Uncounted(50.0, 52.0, "too_small"), Uncounted(None, 200.0, "lost_from_view")
    one = segment(1, 100.0, 130.0, (1, 2, 3))
    session = session_with(fake_run, one, uncounted=(early, late))
    assert windows(parts_of(session, trajectory)) == [(50.0 - REACH_S, 200.0 + REACH_S)]


def test_nothing_judged_is_shown_as_a_whole(fake_run: FakeRun, trajectory: Trajectory) -> None:
    assert windows(parts_of(session_with(fake_run), trajectory)) == [(0.0, LONG_S)]


def test_a_part_has_the_numbers_that_it_was_judged_by(fake_run: FakeRun, trajectory: Trajectory) -> None:
    own = replace(fake_run.session.prescription, personal=Personal(driver_end_deg=12.0))
    session = session_with(fake_run, segment(1, 5.0, 20.0, (1, 2, 3)), segment(2, 60.0, 90.0, (4, 5, 6)))
    session = replace(session, later=(Prescribed(50.0, own),))
    ends_deg = [part.prescription.personal.driver_end_deg for part in parts_of(session, trajectory)]
    assert ends_deg == [None, 12.0]


def test_the_set_stands_against_the_dose(fake_run: FakeRun) -> None:
    dose = replace(fake_run.session.prescription.exercise.dose, sets=2, repetitions=10)
    assert dose_text(Words("en"), dose, 1, 8) == "set 1 of 2, 8 of 10 prescribed repetitions"
    assert dose_text(Words("en"), dose, 3, 8) == "set 3 where 2 are prescribed, 8 of 10 prescribed repetitions"
