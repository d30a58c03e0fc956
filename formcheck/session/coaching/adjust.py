"""A prescription made smaller for a day: half the range, half the repetitions."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from formcheck.exercise.definition import Dose, Prescription
from formcheck.exercise.plan import Plan, make_plan, own_end_asking
from formcheck.samples import Dof


def halve(prescription: Prescription) -> Prescription:
    """Return a prescription with half the range and half the repetitions: symptoms lasted too long after the last time.

    The ends lie half-way between the edge of rest and what is complete otherwise (clinical reference 3.2), but no
    nearer than a movement must go to be counted at all, where the person can go so far. Going much further is then
    flagged as beyond the range.

    Parameters
    ----------
    prescription : Prescription
        With or without the person's own range.

    Raises
    ------
    ValueError
        A joint that must move has no window for rest; `loader` refuses such a file.
    """
    plan = make_plan(prescription)
    exercise = prescription.exercise
    ankle = Dof.ANKLE_DORSIFLEXION
    personal = replace(
        prescription.personal,
        driver_end_deg=_half_way(plan, plan.driver),
        ankle_end_deg=_half_way(plan, ankle) if plan.ankle_direction is not None else None,
    )
    return replace(prescription, exercise=replace(exercise, dose=halve_dose(exercise.dose)), personal=personal)


def halve_dose(dose: Dose) -> Dose:
    """Return half the repetitions, rounded up.

    Parameters
    ----------
    dose : Dose
        Of any day; everything but the repetitions stays.
    """
    return replace(dose, repetitions=(dose.repetitions + 1) // 2)


def _half_way(plan: Plan, dof: Dof) -> float:
    """Return the end that asks for half the way of a joint."""
    window, sign = plan.exercise.rest.window(dof), plan.directions[dof]
    if window is None:
        raise ValueError(f"{plan.exercise.id}: {dof} moves and has no window for rest")
    edge_deg = window.max if sign > 0.0 else window.min
    half = sign * (edge_deg + plan.required[dof]) / 2
    if dof is plan.driver:
        counted = sign * (window.min + window.max) / 2 + plan.attempt_deg
        half = min(max(half, counted), sign * plan.far_end_deg(dof) if plan.is_own(dof) else inf)
    return round(own_end_asking(sign * half, plan.exercise, dof), 1)
