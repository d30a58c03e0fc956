"""One attempt, one instrument: what becomes of attempts in which the instrument changed."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan, nan

import pytest

from formcheck.exercise import instruments
from formcheck.exercise.machine import ClosedAttempt
from formcheck.samples import Accuracy, AngleError, AngleReading, AngleSample, Dof, Origin, Side

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
RATE_HZ, LEFT_S = 20.0, 1.0
CAMERA_DEG, SENSOR_DEG = 40.0, 50.0

When = Callable[[float], bool]


def never(_: float) -> bool:
    return False


def always(_: float) -> bool:
    return True


def attempt(
    dof: Dof, *, sensors: When = always, camera: When = always, withheld: When = never, seconds: float = 5.0
) -> ClosedAttempt:
    """Return an attempt in which each instrument told one joint at times; the sensors are preferred."""
    samples = []
    for number in range(round(seconds * RATE_HZ)):
        t_s = number / RATE_HZ
        read = [AngleReading(Origin.SENSOR, SENSOR_DEG, 1.0)] if sensors(t_s) else []
        read += [AngleReading(Origin.CAMERA, CAMERA_DEG, 0.9)] if camera(t_s) else []
        best = read[0] if read and not withheld(t_s) else AngleReading(Origin.CAMERA, nan, 0.0)
        deg, quality = dict.fromkeys(Dof, nan) | {dof: best.deg}, dict.fromkeys(Dof, 0.0) | {dof: best.quality}
        origin = {} if isnan(best.deg) else {dof: best.origin}
        samples.append(AngleSample(t_s, Side.RIGHT, deg, quality, origin, {dof: tuple(read)}))
    return ClosedAttempt(tuple(samples), LEFT_S, 90.0)


def angles(closed: ClosedAttempt, dof: Dof) -> set[float]:
    return {sample.deg[dof] for sample in closed.samples if not isnan(sample.deg[dof])}


def test_a_single_instrument_is_left_alone() -> None:
    sample = AngleSample(0.0, Side.RIGHT, dict.fromkeys(Dof, 1.0), dict.fromkeys(Dof, 1.0))
    closed = ClosedAttempt((sample,), 0.0, 90.0)
    assert instruments.settle(closed, KNEE) is closed


@pytest.mark.parametrize("dof", [KNEE, ANKLE])
def test_an_attempt_that_the_sensors_saw_is_theirs(dof: Dof) -> None:
    closed = instruments.settle(attempt(dof, camera=lambda t_s: t_s < 2.0), KNEE)
    assert angles(closed, dof) == {SENSOR_DEG}


def test_a_reading_lost_for_a_moment_is_not_filled_by_the_camera() -> None:
    closed = instruments.settle(attempt(KNEE, sensors=lambda t_s: not 2.0 <= t_s < 2.2), KNEE)
    assert angles(closed, KNEE) == {SENSOR_DEG}
    assert sum(isnan(sample.deg[KNEE]) for sample in closed.samples) == 4


def test_an_attempt_in_which_a_sensor_died_is_the_cameras_from_end_to_end() -> None:
    closed = instruments.settle(attempt(KNEE, sensors=lambda t_s: t_s < 3.0), KNEE)
    assert angles(closed, KNEE) == {CAMERA_DEG}
    assert {sample.quality[KNEE] for sample in closed.samples} == {0.9}
    assert {sample.origin[KNEE] for sample in closed.samples} == {Origin.CAMERA}


def test_what_happened_before_rest_was_left_does_not_matter() -> None:
    closed = instruments.settle(attempt(KNEE, sensors=lambda t_s: t_s >= 0.9), KNEE)
    assert angles(closed, KNEE) == {SENSOR_DEG}


def test_where_both_have_gaps_the_one_with_the_shorter_is_taken() -> None:
    closed = attempt(KNEE, sensors=lambda t_s: not 2.0 <= t_s < 2.5, camera=lambda t_s: not 3.0 <= t_s < 4.0)
    assert angles(instruments.settle(closed, KNEE), KNEE) == {SENSOR_DEG}


def test_a_joint_in_dispute_is_not_judged_from_one_end_to_the_other() -> None:
    closed = instruments.settle(attempt(ANKLE, withheld=lambda t_s: t_s >= 4.0), KNEE)
    assert angles(closed, ANKLE) == set()
    assert not closed.is_lost


def test_a_driver_in_dispute_counts_as_lost() -> None:
    closed = instruments.settle(attempt(KNEE, withheld=lambda t_s: t_s >= 4.0), KNEE)
    assert angles(closed, KNEE) == {SENSOR_DEG}
    assert closed.is_lost


def test_a_dispute_that_was_over_before_costs_nothing() -> None:
    closed = instruments.settle(attempt(ANKLE, withheld=lambda t_s: t_s < 0.9), KNEE)
    assert angles(closed, ANKLE) == {SENSOR_DEG}


def test_the_error_is_that_of_the_instrument_that_measured() -> None:
    by_camera, by_sensors = (
        Accuracy(dict.fromkeys(Dof, error), dict.fromkeys(Dof, error))
        for error in (AngleError(6.0, 2.0), AngleError(3.0, 1.0))
    )
    known = {Origin.CAMERA: by_camera, Origin.SENSOR: by_sensors}
    dead = instruments.settle(attempt(KNEE, sensors=lambda t_s: t_s < 3.0), KNEE)
    found = instruments.accuracy_of(dead.samples, known, by_sensors)
    assert found.error(KNEE, 90.0) == AngleError(6.0, 2.0)
    assert found.error(ANKLE, 90.0) == AngleError(3.0, 1.0)
    alive = instruments.settle(attempt(KNEE), KNEE)
    assert instruments.accuracy_of(alive.samples, known, by_camera).error(KNEE, 0.0) == AngleError(3.0, 1.0)


def test_with_one_instrument_the_error_is_the_sessions() -> None:
    errors = dict.fromkeys(Dof, AngleError(6.0, 2.0))
    accuracy = Accuracy(errors, errors)
    assert instruments.accuracy_of(attempt(KNEE).samples, {}, accuracy) is accuracy
    assert not instruments.differing(accuracy, accuracy)


def test_what_another_instrument_measured_differs() -> None:
    usual, other = (dict.fromkeys(Dof, AngleError(between_deg, 1.0)) for between_deg in (3.0, 6.0))
    mixed = {**usual, KNEE: other[KNEE]}
    assert instruments.differing(Accuracy(mixed, mixed), Accuracy(usual, usual)) == {KNEE}


def test_an_attempt_that_two_followed_is_known() -> None:
    assert instruments.has_changed(attempt(KNEE, sensors=lambda t_s: t_s < 3.0), KNEE)
    assert not instruments.has_changed(attempt(KNEE, sensors=lambda t_s: t_s >= 0.9), KNEE)
