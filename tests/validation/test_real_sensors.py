"""Real sensors: a hinge with an optical reference, and somebody who sits down. They are no part of the project.

Sources: dfjimu (data of D. Lehmann; Weygers & Kok 2020), and the full-body example of qmt (D. Laidig).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from scipy.io import loadmat
from scipy.spatial.transform import Rotation

from formcheck.apps.validate.heard import Heard
from formcheck.inertial import hinge, orientation
from formcheck.inertial.axis import axis_between, axis_of_movement
from formcheck.inertial.hinge import HingeState
from formcheck.inertial.mounting import Mounting, ZeroSource, make_mounting
from formcheck.inertial.orientation import OrientationState
from formcheck.inertial.tasks import Floats, Stretch
from formcheck.samples import Dof, ImuReading, Place, Segment, Side, SourceInfo
from formcheck.session.model import RemarkKind, Session
from formcheck.session.run import prescribe, run_session, without_pictures
from formcheck.session.sensors import make_sensor_header
from formcheck.sources.imu.tracks import SensorTrack, together
from tests.support.machine import skip_or_fail
from tests.support.truth import ROOT

IMU: Final = ROOT.parent / "shared" / "data" / "imu"
THIGH, SHANK, FOOT = (Place(Side.RIGHT, segment) for segment in Segment)

pytestmark = pytest.mark.xdist_group("real-sensors")


def there(name: str) -> Path:
    path = IMU / name
    if not path.is_file():
        skip_or_fail(f"the recording of real sensors is not in {path}")
    return path


def triple(values: Floats) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in values)
    return x, y, z


# --- a hinge --------------------------------------------------------------------------------------------------------

RATE_HZ: Final = 50.0
AXIS: Final = np.array([0.0, -1.0, 0.0])
LAST_S: Final = 240.0
FAR_OFF_UPRIGHT: Final = 0.5  # the sine of 30 degrees


@dataclass(frozen=True, eq=False)
class Followed:
    """The angle of the hinge: by both orientations, by gravity alone, and by the optical reference, in degrees."""

    t_s: Floats
    by_hinge: Floats
    by_gravity: Floats
    true: Floats
    off_upright: Floats


@cache
def followed() -> Followed:
    """Return what is made of the whole recording."""
    data = loadmat(there("hinge_05.mat"), squeeze_me=True, struct_as_record=False)["data"]
    mountings = [make_mounting(one, RATE_HZ, np.array([1.0, 0, 0]), AXIS, 0.0, ZeroSource.STANDING) for one in LINKS]
    rows = np.array(list(angles(data.sensorData, mountings)))
    t_s = np.arange(len(rows)) / RATE_HZ
    return Followed(t_s, rows[:, 0], rows[:, 1], reference_deg(data.ref), rows[:, 2])


LINKS: Final = (THIGH, SHANK)


def angles(readings: Floats, mountings: list[Mounting]) -> Iterator[tuple[float, float, float]]:
    """Yield the angle by both orientations and by gravity, and how far the nearer axis is from upright."""
    states, joint = [OrientationState(), OrientationState()], HingeState()
    for row, values in enumerate(readings):
        parts = values.reshape(2, 2, 3)
        for link, (acc, gyr) in enumerate(parts):
            reading = ImuReading(row / RATE_HZ, LINKS[link], triple(acc), triple(gyr))
            states[link] = orientation.step(states[link], (reading,), mountings[link])
        inner, outer = zip(mountings, (state.quaternion for state in states), strict=True)
        joint, turned_deg = hinge.step(joint, row / RATE_HZ, inner, outer)
        pitches = [mounting.pitch_deg(state.up) for mounting, state in zip(mountings, states, strict=True)]
        off = [mounting.off_vertical(state.up) for mounting, state in zip(mountings, states, strict=True)]
        yield turned_deg, pitches[1] - pitches[0], min(off)


def reference_deg(quaternions: Floats) -> Floats:
    """Return the rotation of the second link against the first about the axis, from quaternions with w first."""
    one, other = (Rotation.from_quat(np.roll(quaternions[:, at : at + 4], -1, axis=1)) for at in (0, 4))
    turned = (one.inv() * other).as_quat()
    return np.asarray(np.degrees(2.0 * np.arctan2(turned[:, :3] @ AXIS, turned[:, 3])))


def errors_deg(measured: Floats, true: Floats) -> Floats:
    """Return the errors less their median."""
    error = (measured - true + 180.0) % 360.0 - 180.0
    return np.asarray(error - np.median(error))


@pytest.mark.slow
def test_a_hinge_is_followed_and_does_not_drift() -> None:
    found = followed()
    last = found.t_s > found.t_s[-1] - LAST_S
    error = errors_deg(found.by_hinge[last], found.true[last])
    assert np.sqrt(np.mean(error**2)) <= 1.0
    assert abs(np.polyfit(found.t_s[last] / 60.0, error, 1)[0]) <= 0.1


@pytest.mark.slow
def test_gravity_alone_tells_a_hinge_whose_axis_is_far_from_upright() -> None:
    found = followed()
    used = (found.t_s > found.t_s[-1] - LAST_S) & (found.off_upright >= FAR_OFF_UPRIGHT)
    assert used.mean() > 0.5
    error = errors_deg(found.by_gravity[used], found.true[used])
    assert np.sqrt(np.mean(error**2)) <= 1.0


# --- somebody who stands, sits, stands and walks ---------------------------------------------------------------------

NAMES: Final = {THIGH: "upper_leg_right", SHANK: "lower_leg_right", FOOT: "foot_right"}
STANDING_S, SEATED_S, STANDING_AGAIN_S, WALKING_S = (2.0, 4.5), (18.0, 32.0), (44.0, 48.0), (58.0, 85.0)
WALKS_FROM_S: Final = 50.0


@cache
def tracks() -> dict[Place, SensorTrack]:
    """Return what each sensor measured, from 0 on."""
    data = loadmat(there("stand_sit.mat"), squeeze_me=True, struct_as_record=False)
    t_s = np.asarray(data["t"] - data["t"][0], dtype=np.float64)
    return {
        place: SensorTrack(name, t_s, data[name].acc, data[name].gyr, place.segment, place.side)
        for place, name in NAMES.items()
    }


@cache
def mountings() -> tuple[Mounting, ...]:
    """Return how the sensors sit: the thigh's axis by standing and sitting, the others' by walking."""
    return tuple(mounting(place, track) for place, track in tracks().items())


def mounting(place: Place, track: SensorTrack) -> Mounting:
    whole = Stretch(track.t_s, track.acc_mps2, track.gyr_radps)
    standing, seated = whole.between(*STANDING_S), whole.between(*SEATED_S)
    bias = standing.gyr_radps.mean(axis=0)
    walked = axis_of_movement(whole.between(*WALKING_S), bias)
    axis = axis_between(standing.up, seated.up) if place == THIGH else walked
    made = make_mounting(place, track.rate_hz, standing.up, axis.direction, 0.0, ZeroSource.STANDING)
    return replace(made, bias_radps=triple(bias))


def session(places: Collection[Place]) -> tuple[Session, Floats, Floats]:
    """Return what some of the sensors say of the recording, with the knee over time."""
    used = [one for one in mountings() if one.place in places]
    header = make_sensor_header(
        SourceInfo("stand_sit"), prescribe("sciatic-slider-seated", None, Side.RIGHT), used, "sensors"
    )
    readings = together([(place, track) for place, track in tracks().items() if place in places])
    heard = Heard()
    done = run_session(header, without_pictures(readings), (heard,))
    samples = heard.samples
    return (
        done,
        np.array([one.t_s for one in samples]),
        np.array([one.deg[Dof.KNEE_FLEXION] for one in samples]),
    )


def during(t_s: Floats, deg: Floats, span_s: tuple[float, float]) -> Floats:
    return deg[(t_s >= span_s[0]) & (t_s <= span_s[1])]


@pytest.mark.slow
def test_the_knee_of_somebody_who_sits_down() -> None:
    _, t_s, knee_deg = session((THIGH, SHANK))
    assert np.median(during(t_s, knee_deg, WALKING_S)) > 0.0, "the axis of the shank points the other way"
    seated = during(t_s, knee_deg, SEATED_S)
    assert seated.mean() == pytest.approx(80.0, abs=4.0)
    assert seated.std() <= 0.3
    assert during(t_s, knee_deg, STANDING_AGAIN_S).mean() == pytest.approx(0.0, abs=4.0)


@pytest.mark.slow
@pytest.mark.parametrize("places", [(SHANK,), (SHANK, FOOT), (THIGH, SHANK, FOOT)], ids=len)
def test_nothing_is_made_up_of_somebody_who_walks(places: tuple[Place, ...]) -> None:
    done, *_ = session(places)
    assert [one.start_s for one in done.repetitions if one.end_s > WALKS_FROM_S] == []
    refused = [one for one in done.coverage.remarks if one.kind is RemarkKind.SENSOR_NOT_SEATED]
    assert [one.place for one in refused] == ([] if THIGH in places else [SHANK])
    assert all(one.number is not None and one.number > WALKS_FROM_S for one in refused)
    assert RemarkKind.SENSOR_SLIPPED not in {one.kind for one in done.coverage.remarks}
