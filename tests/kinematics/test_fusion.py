"""Camera and sensors together: whose angle it is, how far it is corrected, when it is withheld."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from math import hypot, isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.events import Agreed, Calibrated, Disagreed, Event, MeasuredBy
from formcheck.kinematics import fusion
from formcheck.kinematics.apart import MOST_DEG, MOST_DEG_PER_MIN
from formcheck.kinematics.fusion import FusionParams, FusionState
from formcheck.samples import Accuracy, AngleError, AngleSample, Dof, Origin, Pose, Side
from formcheck.sighting import Sighting, View
from tests.support.cases import few

KNEE, ANKLE, TRUNK = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.TRUNK_LEAN
RATE_HZ = 10.0

CAMERA = {dof: AngleError(6.0, 2.0) for dof in Dof}
SENSORS = {dof: AngleError(3.0, 1.0) for dof in (KNEE, ANKLE, Dof.THIGH_ELEVATION)}
PARAMS = FusionParams(Accuracy(CAMERA, CAMERA), Accuracy(SENSORS, SENSORS))
FAR_DEG = 30.0  # more than both doubts


def sample(t_s: float, origin: Origin, knee_deg: float, quality: float = 1.0) -> AngleSample:
    """Return what one instrument measured of the right leg; a sensor knows neither trunk nor neck."""
    known = set(Dof) if origin is Origin.CAMERA else set(SENSORS)
    deg = {dof: (10.0 if dof in known else nan) for dof in Dof} | {KNEE: knee_deg}
    rated = {dof: 0.0 if isnan(value) else quality for dof, value in deg.items()}
    return AngleSample(t_s, Side.RIGHT, deg, rated, {dof: origin for dof in Dof if not isnan(deg[dof])})


def both(
    t_s: float, camera_deg: float, sensor_deg: float, *, view_deg: float = 0.0, quality: float = 1.0
) -> tuple[Sighting, Sighting]:
    """Return what both say of one moment."""
    view = View(Side.RIGHT, view_deg, Pose(t_s, 0, 640, 480))
    filmed = sample(t_s, Origin.CAMERA, camera_deg, quality)
    return (
        Sighting(t_s, {Side.RIGHT: filmed, Side.LEFT: replace(filmed, side=Side.LEFT)}, near=Side.RIGHT, view=view),
        Sighting(t_s, {Side.RIGHT: sample(t_s, Origin.SENSOR, sensor_deg)}, is_present=not isnan(sensor_deg)),
    )


def run(pairs: Iterable[tuple[Sighting, Sighting]], params: FusionParams = PARAMS) -> list[Sighting]:
    state, found = FusionState(), []
    for one in pairs:
        state, sighting = fusion.step(params, state, *one)
        found.append(sighting)
    return found


def played(
    seconds: float, camera: Callable[[float], float], sensors: Callable[[float], float], **view: float
) -> list[Sighting]:
    times = [number / RATE_HZ for number in range(round(seconds * RATE_HZ))]
    return run(both(t_s, camera(t_s), sensors(t_s), **view) for t_s in times)


def knee(sighting: Sighting) -> float:
    return sighting.samples[Side.RIGHT].deg[KNEE]


def events(found: Iterable[Sighting], kind: type[Event]) -> list[Event]:
    return [event for one in found for event in one.events if isinstance(event, kind)]


# --- whose angle ------------------------------------------------------------------------------------------------------


def test_the_leg_is_the_sensors_and_the_trunk_the_cameras() -> None:
    (one,) = run([both(0.0, 84.0, 90.0)])
    found = one.samples[Side.RIGHT]
    assert knee(one) == 90.0
    assert found.origin == {dof: Origin.SENSOR if dof in SENSORS else Origin.CAMERA for dof in Dof}
    assert [(read.origin, read.deg) for read in found.readings[KNEE]] == [
        (Origin.SENSOR, 90.0),
        (Origin.CAMERA, 84.0),
    ]
    assert TRUNK not in found.readings


def test_the_other_leg_and_the_view_stay_the_cameras() -> None:
    pair = both(0.0, 84.0, 90.0)
    (one,) = run([pair])
    assert one.samples[Side.LEFT] == pair[0].samples[Side.LEFT]
    assert (one.view, one.near) == (pair[0].view, Side.RIGHT)


def test_the_camera_steps_in_and_steps_back() -> None:
    found = played(6.0, lambda _: 84.0, lambda t_s: nan if 2.0 <= t_s < 4.0 else 90.0)
    by = [one.samples[Side.RIGHT].origin[KNEE] is Origin.CAMERA for one in found]
    assert by == [2.0 <= one.t_s < 4.0 for one in found]
    told = [(event.origin, event.t_s) for event in events(found, MeasuredBy) if event.dof is KNEE]  # type: ignore[union-attr]
    assert told == [(Origin.SENSOR, 0.5), (Origin.CAMERA, 2.5), (Origin.SENSOR, 4.5)]


def test_the_camera_steps_in_without_a_step_and_is_itself_after_a_while() -> None:
    found = played(60.0, lambda _: 84.0, lambda t_s: 90.0 if t_s < 5.0 else nan)
    shown = [knee(one) for one in found]
    assert max(abs(after - before) for before, after in pairwise(shown)) < 0.2
    assert shown[-1] == pytest.approx(84.0, abs=0.1)
    assert [read.deg for read in found[60].samples[Side.RIGHT].readings[KNEE]] == [84.0]


def test_a_reading_that_is_lost_for_a_moment_is_not_told() -> None:
    found = played(4.0, lambda _: 84.0, lambda t_s: nan if 2.0 <= t_s < 2.2 else 90.0)
    assert len([event for event in events(found, MeasuredBy) if event.dof is KNEE]) == 1  # type: ignore[union-attr]


def test_what_neither_measures_is_not_measured() -> None:
    (one,) = run([both(0.0, nan, nan)])
    found = one.samples[Side.RIGHT]
    assert isnan(knee(one))
    assert (found.quality[KNEE], KNEE in found.origin, found.readings[KNEE]) == (0.0, False, ())


def test_sensors_whose_zero_is_worse_than_the_camera_only_step_in() -> None:
    poor = dict.fromkeys(SENSORS, AngleError(8.0, 1.0))
    params = replace(PARAMS, sensors=Accuracy(poor, poor))
    first, second = run([both(0.0, 84.0, 90.0), both(0.1, nan, 90.0)], params)
    assert knee(first) == 84.0
    assert knee(second) == pytest.approx(90.0, abs=0.1)


def test_a_person_out_of_the_picture_is_there_while_sensors_tell() -> None:
    camera, sensors = both(0.0, nan, 90.0)
    (one,) = run([(replace(camera, is_present=False), sensors)])
    assert one.is_present


def test_the_zero_of_the_cameras_ankle_is_not_told_of_the_sensors() -> None:
    camera, sensors = both(0.0, 84.0, 90.0)
    news = {side: Calibrated(0.0, 3.0, "still_start") for side in Side}
    (one,) = run([(replace(camera, calibration=news), sensors)])
    assert set(one.calibration) == {Side.LEFT}


# --- the offset -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_offset_creeps_towards_what_is_likely_the_sensors_error() -> None:
    found = played(600.0, lambda _: 80.0, lambda _: 90.0)
    steps = [abs(knee(after) - knee(before)) for before, after in pairwise(found)]
    assert max(steps) <= MOST_DEG_PER_MIN / 60.0 / RATE_HZ + 1e-9
    assert knee(found[-1]) == pytest.approx(90.0 - 10.0 * 9.0 / 45.0, abs=0.1)


@pytest.mark.slow
def test_the_offset_is_bounded() -> None:
    poor = dict.fromkeys(SENSORS, AngleError(6.1, 0.1))
    params = replace(PARAMS, sensors=Accuracy(poor, poor))
    found = run((both(n / RATE_HZ, 78.0, 90.0) for n in range(12000)), params)
    assert abs(knee(found[-1]) - 90.0) <= MOST_DEG


@pytest.mark.parametrize("view", few([{"view_deg": 30.0}, {"quality": 0.5}]))
def test_a_camera_that_sees_badly_corrects_nothing(view: dict[str, float]) -> None:
    found = played(120.0, lambda _: 84.0, lambda _: 90.0, **view)
    assert knee(found[-1]) == 90.0


def test_the_offset_is_frozen_while_they_disagree() -> None:
    found = played(122.0, lambda t_s: 90.0 - (FAR_DEG if 1.0 <= t_s < 120.0 else 0.0), lambda _: 90.0)
    assert knee(found[-1]) == pytest.approx(90.0, abs=0.01)


# --- disagreement -----------------------------------------------------------------------------------------------------


def test_what_they_disagree_about_for_a_second_is_withheld_until_they_agree_for_one() -> None:
    found = played(10.0, lambda t_s: 90.0 - (FAR_DEG if 2.0 <= t_s < 6.0 else 0.0), lambda _: 90.0)
    withheld = [one.t_s for one in found if isnan(knee(one))]
    assert withheld[0] == 3.0
    assert withheld[-1] == pytest.approx(6.9)
    (begun,), (ended,) = events(found, Disagreed), events(found, Agreed)
    assert begun == Disagreed(3.0, Side.RIGHT, KNEE, 60.0, 90.0)
    assert ended == Agreed(7.0, Side.RIGHT, KNEE)
    during = found[45].samples[Side.RIGHT]
    assert [read.deg for read in during.readings[KNEE]] == [90.0, 60.0]
    assert (during.quality[KNEE], KNEE in during.origin) == (0.0, False)
    assert during.deg[ANKLE] == 10.0


def test_a_burst_of_wrong_readings_withholds_nothing() -> None:
    found = played(6.0, lambda t_s: 90.0 - (FAR_DEG if 2.0 <= t_s < 2.9 else 0.0), lambda _: 90.0)
    assert not any(isnan(knee(one)) for one in found)


def test_a_bad_view_is_allowed_to_be_further_off() -> None:
    assert not events(played(4.0, lambda _: 90.0 - FAR_DEG, lambda _: 90.0, quality=0.25), Disagreed)


def test_a_camera_that_sees_nothing_ends_no_dispute_and_silent_sensors_do() -> None:
    def film(t_s: float) -> float:
        return nan if 4.0 <= t_s < 8.0 else 90.0 - FAR_DEG

    blind = played(10.0, film, lambda _: 90.0)
    assert all(isnan(knee(one)) for one in blind if one.t_s >= 1.0)
    silent = played(10.0, lambda _: 90.0 - FAR_DEG, lambda t_s: 90.0 if t_s < 4.0 else nan)
    assert knee(silent[-1]) == pytest.approx(90.0 - FAR_DEG, abs=0.5)
    assert len(events(silent, Agreed)) == 1


def test_sensors_that_slip_by_less_than_both_doubts_leave_the_joint_to_the_camera() -> None:
    found = played(20.0, lambda _: 84.0, lambda t_s: 86.0 if t_s < 5.0 else 98.0)
    assert not events(found, Disagreed)
    by = [one.samples[Side.RIGHT].origin[KNEE] for one in found]
    assert by[:60] == [Origin.SENSOR] * 60
    assert by[70:] == [Origin.CAMERA] * 130


# --- laws -------------------------------------------------------------------------------------------------------------

readings = st.lists(st.tuples(*[st.floats(-20.0, 140.0) | st.just(nan)] * 2), min_size=1, max_size=60)


@given(readings)
def test_an_angle_is_one_of_both_and_near_to_it(pairs: list[tuple[float, float]]) -> None:
    found = run(both(number / RATE_HZ, *pair) for number, pair in enumerate(pairs))
    for (camera_deg, sensor_deg), one in zip(pairs, found, strict=True):
        deg, origin = knee(one), one.samples[Side.RIGHT].origin.get(KNEE)
        if origin is None:
            assert isnan(deg)
        elif origin is Origin.CAMERA:
            assert abs(deg - camera_deg) <= 2.0 * (hypot(6.0, 2.0) + hypot(3.0, 1.0)) + MOST_DEG
        else:
            assert abs(deg - sensor_deg) <= MOST_DEG


@given(readings)
def test_what_is_withheld_is_told_of_once(pairs: list[tuple[float, float]]) -> None:
    found = run(both(number / RATE_HZ, *pair) for number, pair in enumerate(pairs))
    told = [event for one in found for event in one.events if isinstance(event, Disagreed | Agreed)]
    assert [type(event) for event in told if event.dof is KNEE] == [Disagreed, Agreed] * (len(told) // 2) + [
        Disagreed
    ] * (len(told) % 2)
