"""Sample clips joined: what was done in one recording is judged as in two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from formcheck.events import Verdict
from formcheck.samples import Pose, Side
from formcheck.session.model import Header, Session
from formcheck.session.recognition import recognise_exercises
from formcheck.session.record import read_record
from formcheck.session.run import run_session, without_pictures
from tests.golden.make import unpack
from tests.support.cases import few, few_rows
from tests.support.edits import mirror, transform
from tests.support.joining import join


@dataclass(frozen=True, slots=True)
class Filmed:
    """The landmarks of a clip, and what becomes of them alone."""

    header: Header
    poses: Sequence[Pose]

    @property
    def alone(self) -> list[tuple[Side | None, Verdict]]:
        """Leg and verdict of each repetition."""
        return judged(run(self.header, self.poses))


def load(stem: str, folder: Path) -> Filmed:
    record = read_record(unpack(stem, folder))
    return Filmed(record.header, [one for one in record.inputs if isinstance(one, Pose)])


def run(header: Header, poses: Sequence[Pose]) -> Session:
    return run_session(header, without_pictures(poses), ())


def judged(session: Session) -> list[tuple[Side | None, Verdict]]:
    return [(one.side, one.verdict) for one in session.repetitions]


def mirrored(filmed: Filmed) -> Filmed:
    return Filmed(filmed.header, [mirror(pose) for pose in filmed.poses])


PAIRS = [
    ("brief-tibial-slider", "near-tibial-slider", 0.0),
    ("near-tibial-slider", "brief-tibial-slider", 0.5),
    ("passer-by", "oblique-tibial-slider", 3.0),
    ("leaving-picture", "sitting-down", 0.0),
    ("mixed-tibial-slider", "passer-by", 60.0),
]


@pytest.mark.slow
@pytest.mark.parametrize(("first", "second", "rest_s"), few_rows(PAIRS))
def test_two_recordings_joined_are_judged_as_each_alone(first: str, second: str, rest_s: float, tmp_path: Path) -> None:
    one, two = load(first, tmp_path), load(second, tmp_path)
    assert judged(run(one.header, join(one.poses, two.poses, rest_s=rest_s))) == one.alone + two.alone


@pytest.mark.slow
@pytest.mark.parametrize("rest_s", few([0.0, 2.0]))
def test_both_legs_in_one_recording_are_judged_as_each_alone(rest_s: float, tmp_path: Path) -> None:
    one = load("brief-tibial-slider", tmp_path)
    two = mirrored(one)
    session = run(one.header, join(one.poses, two.poses, one.poses, rest_s=rest_s))
    assert judged(session) == one.alone + two.alone + one.alone
    assert [segment.side for segment in session.segments] == [Side.RIGHT, Side.LEFT, Side.RIGHT]


@pytest.mark.slow
@pytest.mark.parametrize(
    "order", few([("good-peroneal-slider", "brief-tibial-slider"), ("brief-tibial-slider", "good-peroneal-tensioner")])
)
def test_two_exercises_are_recognised_and_judged_as_each_alone(order: tuple[str, str], tmp_path: Path) -> None:
    one, two = (load(stem, tmp_path) for stem in order)
    joined = join(one.poses, two.poses, rest_s=1.0)
    header = recognise_exercises(one.header, joined)
    assert judged(run(header, joined)) == one.alone + two.alone
    told = run(one.header, joined).segments
    assert [segment.looks_like for segment in told] == ["", two.header.prescription.exercise.id]


MOVES = [transform(dx_px=80.0), transform(dx_px=-60.0, dy_px=20.0), transform(scale=1.5)]


@pytest.mark.slow
@pytest.mark.parametrize("moved", few(MOVES))
def test_a_camera_that_is_moved_or_zoomed_between_repetitions_costs_none(
    moved: Callable[[Pose], Pose], tmp_path: Path
) -> None:
    one = load("good-tibial-slider", tmp_path)
    ends = [rep.end_s for rep in run(one.header, one.poses).repetitions]
    poses = [moved(pose) if pose.t_s > ends[2] + 0.3 else pose for pose in one.poses]
    assert judged(run(one.header, poses)) == one.alone
