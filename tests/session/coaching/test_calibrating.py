"""The calibration while somebody does as asked, from simulated sensors; and what is asked for again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import permutations

import numpy as np
import pytest

from formcheck.inertial.amiss import FaultKind
from formcheck.inertial.tasks import Task
from formcheck.inertial.vectors import between_deg
from formcheck.samples import ImuReadings, Place
from formcheck.session.coaching import calibrating
from formcheck.session.coaching.calibrating import Calibrating, StepEnd, ask, call_done
from formcheck.session.coaching.exchanged import put_in_place
from formcheck.validation.simulated.angles import LegAngles, joined
from formcheck.validation.simulated.calibration import perform_calibration
from tests.support.cases import few
from tests.support.wearing import FOOT, SEATED, SHANK, THIGH, readings_of, resting

STANDING = np.array((0.0, 0.0, -90.0))


@cache
def done_as_asked(places: tuple[Place, ...] = (SHANK, FOOT)) -> tuple[ImuReadings, ...]:
    """Return what sensors measure of somebody who sits, and then does all that is asked."""
    asked = perform_calibration(np.random.default_rng(3), is_lifting=False).angles
    return tuple(readings_of(joined(resting(SEATED, 3.0), asked)[0], places))


def follow(readings: Iterable[ImuReadings], state: Calibrating) -> tuple[Calibrating, list[tuple[Task, StepEnd]]]:
    """Return the calibration after readings, and how each step ended."""
    ends: list[tuple[Task, StepEnd]] = []
    for raw in readings:
        task = state.task
        state, how = calibrating.step(state, raw)
        if how is not None:
            ends.append((task, how))
        if how is StepEnd.COMPLETE:
            break
    return state, ends


def waiting(readings: Sequence[ImuReadings], seconds: float) -> list[ImuReadings]:
    """Return readings of somebody who then sits and waits."""
    last = readings[-1]
    return [
        ImuReadings(last.t_s + shift_s, tuple(replace(one, t_s=one.t_s + shift_s) for one in last.readings))
        for shift_s in np.arange(0.02, seconds, 0.02).tolist()
    ]


def moved(*poses: tuple[np.ndarray, float]) -> list[ImuReadings]:
    """Return the readings of a leg that goes from pose to pose and keeps each for a while."""
    angles: LegAngles = resting(*poses[0])
    for pose, seconds in poses[1:]:
        angles, _ = joined(angles, resting(pose, seconds))
    return readings_of(angles)


@pytest.mark.parametrize("places", few([(SHANK, FOOT), (SHANK, FOOT, THIGH)]))
def test_who_does_as_asked_is_asked_for_four_things_once(places: tuple[Place, ...]) -> None:
    state, ends = follow(done_as_asked(places), Calibrating(places))
    accepted = [(task, StepEnd.ACCEPTED) for task in (Task.STAND, Task.SIT, Task.EXTEND)]
    assert ends == [*accepted, (Task.TOES, StepEnd.COMPLETE)]
    assert {one.place for one in state.mountings} == set(places)
    assert all(one.share > 0.8 for one in state.mountings)


EXCHANGES = [
    *((dict(zip((SHANK, FOOT, THIGH), order, strict=True))) for order in permutations((SHANK, FOOT, THIGH))),
    {SHANK: FOOT, FOOT: SHANK},
    {SHANK: THIGH, THIGH: SHANK},
]
"""Where each sensor really is, by the place it was told for."""


@pytest.mark.slow
@pytest.mark.parametrize("really", few(EXCHANGES), ids=lambda one: "-".join(str(place) for place in one.values()))
def test_which_sensor_is_where_is_found_by_the_movements(really: dict[Place, Place]) -> None:
    """Whoever straps sensors on in another order than was told need not begin anew."""
    told = {place: label for label, place in really.items()}
    readings = [*done_as_asked(tuple(really)), *waiting(done_as_asked(tuple(really)), 30.0)]
    mislabelled = [put_in_place(raw, told) for raw in readings]
    state, ends = follow(mislabelled, Calibrating(tuple(really)))
    assert [how for _, how in ends][-1] is StepEnd.COMPLETE
    assert StepEnd.AGAIN not in {how for _, how in ends}
    assert {label: state.worn.get(label, label) for label in really} == really
    right, _ = follow(readings, Calibrating(tuple(really)))
    axes = {one.place: one.axis for one in right.mountings}
    assert {one.place for one in state.mountings} == set(axes)
    assert all(between_deg(one.axis, axes[one.place]) < 3.0 for one in state.mountings)


def test_only_what_some_sensor_learns_from_is_asked_for() -> None:
    assert Calibrating((SHANK, FOOT)).steps == (Task.STAND, Task.SIT, Task.EXTEND, Task.TOES)
    assert Calibrating((SHANK,)).steps == (Task.STAND, Task.SIT, Task.EXTEND)
    state, ends = follow(done_as_asked(), Calibrating((SHANK,)))
    assert ends[-1] == (Task.EXTEND, StepEnd.COMPLETE)
    assert [one.place for one in state.mountings] == [SHANK]


def test_who_is_still_already_has_yet_to_do_it() -> None:
    seated = moved((SEATED, 12.0))
    state, ends = follow(seated[:400], Calibrating((SHANK, FOOT)))
    assert (state.task, ends, state.share) == (Task.STAND, [], 0.0)
    state, _ = call_done(state)
    assert state.share == 1.0  # who says so is believed
    state, ends = follow(seated[400:410], state)
    assert ends == [(Task.STAND, StepEnd.ACCEPTED)]


def test_a_movement_is_counted_out_and_back() -> None:
    bent = SEATED - np.array((60.0, 0.0, 0.0))
    asked = ask(Calibrating((SHANK, FOOT)), Task.EXTEND)
    state, ends = follow(moved((SEATED, 1.0), *[(bent, 0.3), (SEATED, 0.3)] * 3), asked)
    assert (state.tilt.count, state.share, ends) == (3, 0.75, [])
    state, _ = follow(moved((SEATED, 1.0), (bent, 0.5)), asked)
    assert state.tilt.count == 0


@pytest.mark.slow
def test_movements_of_another_kind_are_asked_for_again_with_the_reason() -> None:
    """Somebody who lifts the foot by hardly anything, and says that it is done."""
    state, _ = follow(done_as_asked(), Calibrating((SHANK, FOOT)))
    little = SEATED + np.array((0.0, 4.0, 0.0))
    state = ask(replace(state, mountings=()), Task.TOES)
    state, _ = follow(moved((SEATED, 1.0), *[(little, 0.3), (SEATED, 0.3)] * 4), state)
    state, how = call_done(state)
    assert how is StepEnd.AGAIN
    assert state.task is Task.TOES
    assert state.fault is not None
    assert (state.fault.kind, state.fault.place) == (FaultKind.TOO_SMALL, FOOT)
    assert Task.TOES not in state.done
    assert set(state.done) == {Task.STAND, Task.SIT, Task.EXTEND}


def test_a_thigh_that_lies_alike_in_both_postures_was_not_stood_with() -> None:
    wiggle = SEATED + np.array((-30.0, 0.0, 0.0))
    angles, _ = joined(resting(SEATED, 2.0), resting(wiggle, 0.5))
    for pose, seconds in ((SEATED, 4.0), (wiggle, 0.5), (SEATED, 4.0)):
        angles, _ = joined(angles, resting(pose, seconds))
    state, ends = follow(readings_of(angles, (THIGH, SHANK)), Calibrating((THIGH, SHANK)))
    assert ends == [(Task.STAND, StepEnd.ACCEPTED), (Task.SIT, StepEnd.AGAIN)]
    assert state.fault is not None
    assert state.fault.kind is FaultKind.SAME_POSTURE
    assert (state.task, state.done) == (Task.STAND, {})


def test_what_was_asked_for_goes_on_after_a_pause_from_its_step() -> None:
    state, _ = follow(done_as_asked()[:600], Calibrating((SHANK, FOOT)))
    again = ask(state, state.task, state.fault)
    assert (again.task, again.done, again.readings) == (state.task, state.done, ())


def test_readings_do_not_pile_up() -> None:
    raw = moved((SEATED, 1.0))
    state = Calibrating((SHANK, FOOT))
    for round_ in range(100):
        state, _ = calibrating.step(state, replace(raw[round_ % 40], t_s=float(round_ * 2)))
    assert len(state.readings) < 60
