"""The zero of sensors from a camera that saw their calibration."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from formcheck.errors import SensorError
from formcheck.inertial.calibrate import calibrate
from formcheck.inertial.mounting import Mounting, ZeroSource
from formcheck.inertial.tasks import Task
from formcheck.samples import Dof, Pose, Segment
from formcheck.session.filmed import Filmed, with_zero_of_camera
from formcheck.sources.imu.tracks import together
from tests.support.cases import few
from tests.support.people import REST, Person
from tests.support.strapped import SHANK, angle, measured, recording, stretches, times

MADE = recording()
SPANS = {Task(name): span for name, span in MADE.labels.items()}
OFFSET_S = 12.5
KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
SAT_AS_TOLD: dict[Task, tuple[float, float]] = {task: span for task, span in SPANS.items() if task is not Task.STAND}


@cache
def by_sitting() -> tuple[Mounting, ...]:
    """Return how the sensors sit if nobody stood, and the knee was measured wrongly by 12 degrees while sitting."""
    return calibrate(stretches(MADE.tracks, MADE.labels, Task.STAND), knee_seated_deg=102.0).mountings


def film(*, until_s: float = 1e9, turned_deg: float = 0.0, jumps_deg: float = 0.0) -> Filmed:
    """Return what a camera sees of the calibration, from when the person sits."""
    person = Person(turned_deg=turned_deg)
    t_s = np.arange(SPANS[Task.SIT][0], min(until_s, MADE.starts_s), 1.0 / 15.0)
    knee = np.interp(t_s, MADE.angles.t_s, MADE.angles.knee_deg)
    knee = knee + jumps_deg * (np.arange(t_s.size) // 10 % 3)
    poses: Sequence[Pose] = [
        person.pose(float(at - OFFSET_S), number, REST | {KNEE: float(deg)})
        for number, (at, deg) in enumerate(zip(t_s, knee, strict=True))
    ]
    return Filmed("anna.mp4", poses, OFFSET_S, is_smoothed=True)


def zeroed(filmed: Filmed) -> tuple[Mounting, ...]:
    return with_zero_of_camera(by_sitting(), together(list(MADE.tracks.items())), SAT_AS_TOLD, filmed)


def read(mountings: Sequence[Mounting], dof: Dof) -> float:
    """Return an angle while the person sits."""
    sightings, _ = measured(MADE.tracks, mountings)
    start_s, end_s = SPANS[Task.SIT]
    return float(np.nanmean(angle(sightings, dof)[(times(sightings) > start_s) & (times(sightings) < end_s)]))


@pytest.mark.slow
def test_the_knee_then_reads_what_the_camera_saw_and_the_ankle_what_it_did() -> None:
    found = zeroed(film())
    start_s, end_s = SPANS[Task.SIT]
    true_deg = np.interp((start_s + end_s) / 2.0, MADE.angles.t_s, MADE.angles.knee_deg)
    assert abs(read(by_sitting(), KNEE) - true_deg) > 8.0
    assert read(found, KNEE) == pytest.approx(true_deg, abs=2.0)
    assert read(found, ANKLE) == pytest.approx(read(by_sitting(), ANKLE), abs=0.1)


@pytest.mark.slow
def test_where_the_zero_comes_from_is_told_of_what_was_turned() -> None:
    found = {one.place: one.zero for one in zeroed(film())}
    assert found[SHANK] is ZeroSource.CAMERA
    assert {zero for place, zero in found.items() if place.segment is Segment.THIGH} == {ZeroSource.SEATED}


@pytest.mark.slow
@pytest.mark.parametrize(
    "filmed",
    few(
        [
            film(until_s=SPANS[Task.SIT][0] + 1.5),
            film(turned_deg=60.0),
            film(jumps_deg=25.0),
            Filmed("a", [], 0.0, True),
        ]
    ),
    ids=["too short", "from the front", "another leg at times", "nobody"],
)
def test_a_camera_that_did_not_see_it_well_says_so(filmed: Filmed) -> None:
    with pytest.raises(SensorError, match="how bent the knee is") as caught:
        zeroed(filmed)
    assert caught.value.where == filmed.name
    assert "from the side" in caught.value.next_step
