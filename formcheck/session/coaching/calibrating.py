"""The calibration of sensors while somebody does as asked: one step at a time, each accepted, or asked for again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations
from math import inf, isnan, nan
from typing import Final

from formcheck.inertial.amiss import CalibrationFault, FaultKind
from formcheck.inertial.calibrate import Outcome, calibrate
from formcheck.inertial.mounting import Mounting
from formcheck.inertial.recorded import LEAST_APART_DEG, Recorded
from formcheck.inertial.strap import is_still
from formcheck.inertial.tasks import POSTURES, Stretch, Task
from formcheck.inertial.vectors import between_deg
from formcheck.samples import TIME_TOLERANCE_S, ImuReadings, Place, Segment
from formcheck.session.coaching.exchanged import Worn, after, exchange, put_in_place
from formcheck.session.coaching.tilt import Tilt, count, follow
from formcheck.session.sensors import stretches_of

STEPS: Final = (Task.STAND, Task.SIT, Task.EXTEND, Task.TOES)
"""What is asked for, in order."""

STILL_S: Final = 3.0
"""How long a posture is held still."""

MOVED_S: Final = 0.3
"""Who was asked to stand or sit moves for this long at least before the posture counts: nobody is in it already."""

MOVEMENTS: Final = 4
"""How often each movement is made."""

ENDED_S: Final = 1.0
"""A movement made so often is over when the leg has been still for so long."""

ENOUGH_S: Final = 25.0
"""Movements that are not seen are looked at so long after the first, as soon as the leg is still again."""

LEAD_S: Final = 0.5
"""So much of the rest before the first movement is taken as well."""

LONGEST_S: Final = 90.0
"""More than this of one step is forgotten from its beginning."""

OUT_DEG: Final[Mapping[Task, float]] = {Task.EXTEND: 20.0, Task.TOES: 8.0}
"""A movement counts when the segment has tilted by so much from its rest, and has come back to half of it."""

DRIVER: Final[Mapping[Task, Segment]] = {Task.EXTEND: Segment.SHANK, Task.TOES: Segment.FOOT}
"""The segment whose movement is counted, and whose axis each movement shows."""


Done = Mapping[Task, tuple[ImuReadings, ...]]
"""What was measured in each step."""


class StepEnd(StrEnum):
    """How a step ended."""

    ACCEPTED = "accepted"
    AGAIN = "again"  # it, or one before it, is to be done again
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Calibrating:
    """A calibration under way.

    Parameters
    ----------
    places : tuple of Place
        The sensors.
    task : Task
        What is asked for now.
    done : mapping of Task to tuple of ImuReadings
        What was measured in each step that was accepted.
    readings : tuple of ImuReadings
        What was measured in this one so far.
    fault : CalibrationFault or None
        Why a step is asked for again; None where it is asked for the first time.
    mountings : tuple of Mounting
        How the sensors sit; empty until the calibration is complete.
    worn : Worn
        Which sensor is where, as far as it was told wrongly and a movement has shown it.
    has_moved : bool
        Whether the person has moved since this step was asked for.
    moving_s : float
        For how long, in all.
    still_s, begun_s : float
        Since when nothing has moved, and when this step's movement began; NaN where that is not so.
    t_s : float
        Time of the last readings; NaN before.
    tilt : Tilt
        How far the segment is that is counted.
    """

    places: tuple[Place, ...] = ()
    task: Task = Task.STAND
    done: Done = field(default_factory=dict)
    readings: tuple[ImuReadings, ...] = ()
    fault: CalibrationFault | None = None
    mountings: tuple[Mounting, ...] = ()
    worn: Worn = field(default_factory=dict)
    has_moved: bool = False
    moving_s: float = 0.0
    still_s: float = nan
    begun_s: float = nan
    t_s: float = nan
    tilt: Tilt = field(default_factory=Tilt)

    @property
    def steps(self) -> tuple[Task, ...]:
        """What is asked for, in order: only what some sensor learns from."""
        segments = {place.segment for place in self.places}
        return tuple(task for task in STEPS if DRIVER.get(task) in {None, *segments})

    @property
    def share(self) -> float:
        """How much of this step is done, 0 to 1."""
        if self.task in POSTURES:
            held_s = 0.0 if isnan(self.still_s) or not self.has_moved else self.t_s - self.still_s
            return min(1.0, held_s / STILL_S)
        return min(1.0, self.tilt.count / MOVEMENTS)


def ask(state: Calibrating, task: Task, fault: CalibrationFault | None = None) -> Calibrating:
    """Return the calibration at the beginning of a step.

    Parameters
    ----------
    state : Calibrating
        What was done so far.
    task : Task
        What is asked for.
    fault : CalibrationFault, optional
        Why, where it is asked for again.
    """
    return Calibrating(state.places, task, state.done, fault=fault, worn=state.worn)


def step(state: Calibrating, raw: ImuReadings) -> tuple[Calibrating, StepEnd | None]:
    """Take what the sensors measured since the last time.

    Parameters
    ----------
    state : Calibrating
        The calibration so far.
    raw : ImuReadings
        Later than those before, with the places that were told.

    Returns
    -------
    Calibrating, StepEnd or None
        The calibration, already at the next step where one has ended, and how that ended.
    """
    readings = put_in_place(raw, state.worn).readings
    state = _take(state, replace(raw, readings=tuple(one for one in readings if one.place in state.places)))
    if not _is_over(state):
        return state, None
    return _end(state)


def call_done(state: Calibrating) -> tuple[Calibrating, StepEnd | None]:
    """Take the person's word: the posture is taken, or the movements are made.

    Parameters
    ----------
    state : Calibrating
        The calibration so far.

    Returns
    -------
    Calibrating, StepEnd or None
        As for `step`; a posture is still to be held.
    """
    if state.task in POSTURES:
        return replace(state, has_moved=True), None
    return _end(state) if state.readings else (state, None)


# --- within a step --------------------------------------------------------------------------------------------------


def _take(state: Calibrating, raw: ImuReadings) -> Calibrating:
    is_moving = not all(map(is_still, raw.readings))
    passed_s = 0.0 if isnan(state.t_s) else raw.t_s - state.t_s
    still_s = state.still_s
    if raw.readings:
        still_s = nan if is_moving else (raw.t_s if isnan(still_s) else still_s)
    moving_s = state.moving_s + (passed_s if is_moving else 0.0)
    return replace(
        state,
        readings=(*_recent(state.readings, raw.t_s), raw),
        has_moved=state.has_moved or moving_s >= MOVED_S - TIME_TOLERANCE_S,
        moving_s=moving_s,
        still_s=still_s,
        begun_s=raw.t_s if is_moving and isnan(state.begun_s) else state.begun_s,
        t_s=raw.t_s,
        tilt=_count(state, raw, is_quiet=not isnan(still_s) and raw.t_s - still_s >= LEAD_S),
    )


def _recent(readings: tuple[ImuReadings, ...], t_s: float) -> tuple[ImuReadings, ...]:
    return readings[1:] if readings and t_s - readings[0].t_s > LONGEST_S else readings


def _count(state: Calibrating, raw: ImuReadings, *, is_quiet: bool) -> Tilt:
    """Follow the segment whose movements are counted; where the leg is quiet nearby, that is its rest."""
    segment = DRIVER.get(state.task)
    tilt = state.tilt
    if segment is None:
        return tilt
    for reading in raw.readings:
        if reading.place.segment is segment:
            tilt = follow(tilt, reading)
    return count(tilt, OUT_DEG[state.task], is_quiet=is_quiet)


def _is_over(state: Calibrating) -> bool:
    held_s = 0.0 if isnan(state.still_s) else state.t_s - state.still_s
    if state.task in POSTURES:
        return state.has_moved and held_s >= STILL_S - TIME_TOLERANCE_S and _is_told(state)
    if state.tilt.count >= MOVEMENTS:
        return held_s >= ENDED_S - TIME_TOLERANCE_S
    # Something was done, though not what is counted: what is amiss with it is to be told, not waited for.
    moved_s = 0.0 if isnan(state.begun_s) else state.t_s - state.begun_s
    return moved_s >= ENOUGH_S - TIME_TOLERANCE_S and held_s >= STILL_S - TIME_TOLERANCE_S


def _is_told(state: Calibrating) -> bool:
    """Tell whether every sensor was heard in the posture."""
    heard = {one.place for group in _measured(state) for one in group.readings}
    return heard.issuperset(state.places)


def _measured(state: Calibrating) -> tuple[ImuReadings, ...]:
    """Return what belongs to the step: the posture, or the movements with a little of the rest before them."""
    since_s = state.still_s if state.task in POSTURES else state.begun_s - LEAD_S
    return state.readings if isnan(since_s) else tuple(one for one in state.readings if one.t_s >= since_s)


# --- its end --------------------------------------------------------------------------------------------------------


def _end(state: Calibrating) -> tuple[Calibrating, StepEnd]:
    done: Done = {**state.done, state.task: _measured(state)}
    steps = state.steps
    outcome, fault = _look(state, done)
    if fault is not None and fault.kind in _SHOW_EXCHANGE and (right := _exchanged(state, done)) is not None:
        found, done, outcome = right
        state, fault = replace(state, worn=after(state.worn, found)), None
    if fault is not None:
        again = fault.task if fault.task in steps else state.task
        kept = {task: one for task, one in done.items() if task is not again and fault.kind is not _SAME}
        return ask(replace(state, done=kept), again or state.task, fault), StepEnd.AGAIN
    if set(steps) <= set(done):
        return replace(ask(replace(state, done=done), state.task), mountings=outcome.mountings), StepEnd.COMPLETE
    following = next(task for task in steps if task not in done)
    return ask(replace(state, done=done), following), StepEnd.ACCEPTED


_SAME: Final = FaultKind.SAME_POSTURE

_SHOW_EXCHANGE: Final = frozenset({FaultKind.EXCHANGED, _SAME})
"""What is amiss where a sensor is on another segment than was told: another segment moves, or the thigh never does."""


def _look(state: Calibrating, done: Done) -> tuple[Outcome, CalibrationFault | None]:
    """Return what the steps so far give, and what is to be done again."""
    stretches = {task: _stretches(readings, task) for task, readings in done.items()}
    outcome = calibrate(stretches)
    is_last = set(state.steps) <= set(done)
    return outcome, _same_posture(stretches, state) or _fault(outcome, state.task, is_last=is_last)


def _exchanged(state: Calibrating, done: Done) -> tuple[Worn, Done, Outcome] | None:
    """Return the two sensors without whose exchange nothing would be amiss, and what the steps then give.

    None where that is no pair, or several.
    """
    right = []
    for pair in combinations(state.places, 2):
        worn = exchange(*pair)
        placed = {task: tuple(put_in_place(one, worn) for one in readings) for task, readings in done.items()}
        outcome, fault = _look(state, placed)
        if fault is None:
            right.append((worn, placed, outcome))
    return right[0] if len(right) == 1 else None


def _stretches(readings: Sequence[ImuReadings], task: Task) -> dict[Place, Stretch]:
    return stretches_of(readings, {task: (-inf, inf)})[task]


def _fault(outcome: Outcome, task: Task, *, is_last: bool) -> CalibrationFault | None:
    """Return what is to be done again: of the step itself, and at the end of all of them."""
    ranked = sorted(
        (fault for fault in outcome.faults if fault.task is not None),
        key=lambda fault: STEPS.index(fault.task) if fault.task in STEPS else len(STEPS),
    )
    if is_last:
        return next(iter(ranked), None) or next(iter(outcome.faults), None)
    return next((fault for fault in ranked if fault.task is task and _is_concerned(fault)), None)


def _is_concerned(fault: CalibrationFault) -> bool:
    """Tell whether a step is what a fault is about: an ankle may turn while the knee is straightened."""
    driver = None if fault.task is None else DRIVER.get(fault.task)
    return driver is None or fault.place.segment is driver or fault.kind is FaultKind.EXCHANGED


def _same_posture(stretches: Mapping[Task, Mapping[Place, Stretch]], state: Calibrating) -> CalibrationFault | None:
    """Return the fault of a thigh that lies alike standing and seated: then one of the two was not done."""
    recorded = Recorded(stretches)
    thigh = next((place for place in state.places if place.segment is Segment.THIGH), None)
    if state.task is not Task.SIT or thigh is None or not recorded.has(Task.STAND, thigh):
        return None
    if recorded.axis_between_postures(thigh) is not None:
        return None
    standing, seated = recorded.of(Task.STAND, thigh).up, recorded.of(Task.SIT, thigh).up
    apart_deg = between_deg(standing, seated)
    return CalibrationFault(Task.STAND, _SAME, thigh, apart_deg, LEAST_APART_DEG)
