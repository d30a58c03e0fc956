"""Calibration by the person: the neutral posture, held still, and the own end range and tempo, from a few repetitions.

Three practice and three measured repetitions, the measured ones averaged, as in the registered slump measurement that
the clinical reference follows (2.3, 2.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan
from statistics import fmean, median

from formcheck.events import FlagKind, Repetition, Severity, Verdict
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.plan import Plan
from formcheck.kinematics.neutral import MAX_INTERVAL_OFFSET_DEG, MAX_WOBBLE_DEG, NeutralReading
from formcheck.samples import TIME_TOLERANCE_S, Dof

PRACTISED = 3
"""Repetitions for practice, before any is measured."""

MEASURED = 3
"""Repetitions that are measured."""

MOST_TRIES = 10
"""Repetitions after which the range is left as prescribed: more would tire the person before the exercise."""

LEAST_WAY_SHARE = 0.5
"""A joint must make this share of the prescribed way for its end to be a range, and not a joint left out."""

STILL_S = 2.0
"""How long the neutral posture is held still."""

MAX_SHANK_TILT_DEG = 15.0
"""A shank further from upright is not the neutral posture the person was asked for."""


_SHOWING = frozenset({Verdict.GOOD, Verdict.HELD, Verdict.INCOMPLETE_RANGE})


@dataclass(frozen=True, slots=True)
class Stillness:
    """The neutral posture so far.

    Parameters
    ----------
    readings : tuple of NeutralReading
        The samples since the person has been still.
    """

    readings: tuple[NeutralReading, ...] = ()

    @property
    def held_s(self) -> float:
        """For how long it has been held."""
        return self.readings[-1].t_s - self.readings[0].t_s if self.readings else 0.0

    @property
    def ankle_neutral_deg(self) -> float | None:
        """What the ankle reads in it; None until it has been held for long enough."""
        if self.held_s < STILL_S - TIME_TOLERANCE_S:
            return None
        return round(median(one.ankle_deg for one in self.readings), 2)


def hold_still(state: Stillness, reading: NeutralReading) -> Stillness:
    """Take one sample of somebody who was asked to sit still with the foot flat and the shin upright.

    It begins anew where the leg moves, is not seen, or is plainly in another posture.

    Parameters
    ----------
    state : Stillness
        Memory.
    reading : NeutralReading
        The next sample; NaN where the ankle is not seen.
    """
    if isnan(reading.ankle_deg) or reading.shank_tilt_deg > MAX_SHANK_TILT_DEG:
        return Stillness()
    if abs(reading.ankle_deg) > MAX_INTERVAL_OFFSET_DEG:
        return Stillness()
    readings = (*state.readings, reading)
    for values in ([one.ankle_deg for one in readings], [one.shank_tilt_deg for one in readings]):
        if max(values) - min(values) > MAX_WOBBLE_DEG:
            return Stillness((reading,))
    return Stillness(readings)


def is_usable(plan: Plan, repetition: Repetition) -> bool:
    """Tell whether a repetition shows the person's own range.

    It may fall short of the prescribed angles: that is what is to be found out. But it must have been seen, calm and in
    order, and every joint must have made a good part of its way. One that was withheld only because no own range is
    known yet shows it as well.

    Parameters
    ----------
    plan : Plan
        What is prescribed, without personal ranges.
    repetition : Repetition
        Judged by that plan. A joint whose angles are None was not seen, and shows no range.
    """
    is_uncalibrated = any(flag.kind is FlagKind.UNCALIBRATED for flag in repetition.flags)
    if repetition.verdict not in _SHOWING and not is_uncalibrated:
        return False
    if any(flag.kind is FlagKind.RUSHED and flag.severity is Severity.FAULT for flag in repetition.flags):
        return False
    ways = (_way_share(plan, repetition, dof) for dof in plan.required)
    return all(way >= LEAST_WAY_SHARE for way in ways)


def measure_range(plan: Plan, repetitions: Sequence[Repetition]) -> Personal | None:
    """Return the person's own end range and tempo; None while there are too few repetitions that show it.

    Parameters
    ----------
    plan : Plan
        What is prescribed, without personal ranges.
    repetitions : sequence of Repetition
        Those after practice.
    """
    usable = [one for one in repetitions if is_usable(plan, one)][:MEASURED]
    if len(usable) < MEASURED:
        return None
    ends = {dof: round(fmean(_end_deg(one, dof) for one in usable), 1) for dof in plan.required}
    ankle = ends.get(Dof.ANKLE_DORSIFLEXION) if plan.driver is not Dof.ANKLE_DORSIFLEXION else None
    cycle_s = round(median(one.end_s - one.start_s for one in usable), 2)
    return replace(plan.prescription.personal, driver_end_deg=ends[plan.driver], ankle_end_deg=ankle, cycle_s=cycle_s)


def without_range(prescription: Prescription) -> Prescription:
    """Return a prescription as it is before the person's own range and tempo are known.

    Parameters
    ----------
    prescription : Prescription
        With or without the person's own range; neutral, side and dose stay.
    """
    personal = replace(prescription.personal, driver_end_deg=None, ankle_end_deg=None, cycle_s=None)
    return replace(prescription, personal=personal)


def _end_deg(repetition: Repetition, dof: Dof) -> float:
    deg = repetition.at_peak_deg(dof)
    return float("nan") if deg is None else deg


def _way_share(plan: Plan, repetition: Repetition, dof: Dof) -> float:
    """Return how much of the prescribed way a joint made; NaN, which passes no comparison, where it was not seen."""
    rest_deg, window = repetition.at_rest_deg(dof), plan.exercise.rest.window(dof)
    if rest_deg is None or window is None:
        return float("nan")
    sign = plan.directions[dof]
    near_edge = window.max if sign > 0.0 else window.min
    return sign * (_end_deg(repetition, dof) - rest_deg) / max(1.0, sign * (plan.required[dof] - near_edge))
