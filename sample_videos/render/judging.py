"""The verdict that a performed repetition deserves, from its true angles and the limits of its prescription.

No pose model and none of formcheck's own measuring is involved: the definitions of ``docs/conventions.md`` are applied
to angles that are known. Only the numbers of the exercise come from formcheck's library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.exercise.plan import Plan, make_plan
from formcheck.samples import Dof
from render.script import Flag
from render.strokes import Floats

GRID_S = 0.005
REST_S = 0.2
END_ZONE_DEG = 5.0
SMOOTHING_S = 0.1

MAX_LAG_S, MAX_LAG_SHARE = 0.5, 0.25
ANKLE_REVERSED_DEG = 8.0
NECK_REVERSED_DEG = 10.0
COMPENSATION_DEG = 10.0

Angle = Callable[[str, Floats], Floats]
"""Takes the name of a joint and times in seconds, shape (n,); returns its true angles, shape (n,), in degrees."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What is true of one repetition, in degrees and seconds; see ``docs/conventions.md`` for the words.

    Attributes
    ----------
    knee_deg, ankle_deg : float
        At the far end.
    ankle_rest_deg : float
        Before it.
    back_deg : float
        The knee where it comes home to.
    neck_change_deg, trunk_change_deg, thigh_change_deg : float
        Changes from rest: to the far end; to the furthest back; to the highest.
    cycle_s, out_s, hold_s, stroke_s : float
        The whole, the way out, the stay at the far end, the shorter stroke's middle.
    lag_s : float
        Of the ankle, where it moves; else 0.
    speed_degps : float
        The knee's highest.
    """

    knee_deg: float
    ankle_deg: float
    ankle_rest_deg: float
    back_deg: float
    neck_change_deg: float
    trunk_change_deg: float
    thigh_change_deg: float
    cycle_s: float
    out_s: float
    hold_s: float
    stroke_s: float
    lag_s: float
    speed_degps: float


@cache
def plan_of(exercise: str) -> Plan:
    """Return an exercise of the library with all that follows from it.

    Parameters
    ----------
    exercise : str
        Its name, such as ``tibial-slider-seated``; the knee must drive it.
    """
    return make_plan(Prescription(load_exercise(exercise)))


def measure(angle: Angle, start_s: float, end_s: float) -> Measures:
    """Measure a repetition on its true angles.

    Parameters
    ----------
    angle : callable
        The true angles at any time.
    start_s, end_s : float
        When the knee leaves rest and is back.
    """
    t_s = np.arange(start_s, end_s, GRID_S)
    rest_s, home_s = start_s + np.arange(-REST_S, 0.0, GRID_S), end_s + np.arange(-REST_S / 2, REST_S / 2, GRID_S)
    deg = {dof.value: angle(dof.value, t_s) for dof in Dof}
    rest = {dof.value: float(np.median(angle(dof.value, rest_s))) for dof in Dof}
    knee = _smooth(deg["knee_flexion"])
    at_end = np.flatnonzero(knee <= knee.min() + END_ZONE_DEG)
    first, last, peak = int(at_end[0]), int(at_end[-1]), int(knee.argmin())
    there = slice(first, last + 1)
    ankle = float(np.median(deg["ankle_dorsiflexion"][there]))
    return Measures(
        knee_deg=float(knee[peak]),
        ankle_deg=ankle,
        ankle_rest_deg=rest["ankle_dorsiflexion"],
        back_deg=float(np.mean(angle("knee_flexion", home_s))),
        neck_change_deg=float(np.median(deg["neck_flexion"][there])) - rest["neck_flexion"],
        trunk_change_deg=float(_smooth(deg["trunk_lean"]).min()) - rest["trunk_lean"],
        thigh_change_deg=float(_smooth(deg["thigh_elevation"]).max()) - rest["thigh_elevation"],
        cycle_s=end_s - start_s,
        out_s=first * GRID_S,
        hold_s=(last - first) * GRID_S,
        stroke_s=min(_middle_s(knee[: peak + 1]), _middle_s(knee[peak:][::-1])),
        lag_s=_lag_s(knee[: peak + 1], _smooth(deg["ankle_dorsiflexion"])[: peak + 1]),
        speed_degps=float(np.abs(np.gradient(knee)).max()) / GRID_S,
    )


def find_flags(plan: Plan, found: Measures) -> tuple[Flag, ...]:
    """Return the faults and compensations of a repetition, the faults in the order in which they decide the verdict."""
    return (*_order(plan, found), *_range(plan, found), *_pace(plan, found), *_help(found))


def decide(flags: tuple[Flag, ...]) -> str:
    """Return the verdict: the first of the faults, or good."""
    return next((flag.kind for flag in flags if flag.kind not in {"trunk_lean", "thigh_lift"}), "good")


def ankle_is_short(plan: Plan, ankle_deg: float) -> bool:
    """Tell whether an ankle is outside the window that it should be in at the far end, on the side that counts."""
    dof = Dof.ANKLE_DORSIFLEXION
    if dof in plan.required:
        return plan.directions[dof] * (plan.required[dof] - ankle_deg) > 0.0
    held = plan.held.get(dof)
    return held is not None and not held.min <= ankle_deg <= held.max


def neck_astray_deg(plan: Plan, change_deg: float) -> float:
    """Return how far a neck has gone in the direction that makes another exercise of this one."""
    if plan.neck_direction is None:
        return 0.0
    # Where it should stay bent, only lifting it counts.
    return -(plan.neck_direction or 1.0) * change_deg


def _order(plan: Plan, found: Measures) -> list[Flag]:
    flags = []
    direction, change = plan.ankle_direction, found.ankle_deg - found.ankle_rest_deg
    if direction is not None:
        late = found.lag_s > max(MAX_LAG_S, MAX_LAG_SHARE * found.out_s)
        if direction * change < -ANKLE_REVERSED_DEG or (direction * change > ANKLE_REVERSED_DEG and late):
            flags.append(Flag("wrong_order", "ankle_dorsiflexion"))
    if neck_astray_deg(plan, found.neck_change_deg) > NECK_REVERSED_DEG:
        flags.append(Flag("wrong_order", "neck_flexion"))
    return flags


def _range(plan: Plan, found: Measures) -> list[Flag]:
    flags = []
    if found.knee_deg > plan.required[Dof.KNEE_FLEXION] or found.back_deg < plan.rest_required_deg:
        flags.append(Flag("incomplete_range", "knee_flexion"))
    if ankle_is_short(plan, found.ankle_deg):
        flags.append(Flag("incomplete_range", "ankle_dorsiflexion"))
    return flags


def _pace(plan: Plan, found: Measures) -> list[Flag]:
    tempo, end = plan.exercise.tempo, plan.exercise.end
    flags = []
    too_fast = found.stroke_s < tempo.min_stroke_s or found.speed_degps > tempo.max_speed_degps
    if found.cycle_s < tempo.min_cycle_s or too_fast:
        flags.append(Flag("rushed"))
    if found.hold_s > end.max_hold_s:
        flags.append(Flag("held"))
    return flags


def _help(found: Measures) -> list[Flag]:
    flags = []
    if found.trunk_change_deg < -COMPENSATION_DEG:
        flags.append(Flag("trunk_lean", "trunk_lean"))
    if found.thigh_change_deg > COMPENSATION_DEG:
        flags.append(Flag("thigh_lift", "thigh_elevation"))
    return flags


def _smooth(values: Floats) -> Floats:
    """Return values without tremor: their mean over a tenth of a second."""
    half = round(SMOOTHING_S / GRID_S / 2.0)
    padded = np.pad(values, half, mode="edge")
    return np.convolve(padded, np.full(2 * half + 1, 1.0 / (2 * half + 1)), mode="valid")


def _middle_s(falling: Floats) -> float:
    """Return the time from 10 to 90 % of a stroke that ends at its lowest, in seconds."""
    share = (falling[0] - falling) / max(float(falling[0] - falling[-1]), 1e-9)
    high = int(np.flatnonzero(share >= 0.9)[0])
    return float(high - np.flatnonzero(share[: high + 1] <= 0.1)[-1]) * GRID_S


def _lag_s(knee: Floats, ankle: Floats) -> float:
    """Return how much later the ankle has done half of its own way out, last, than the knee."""
    half = [_last_below_half(joint) for joint in (ankle, knee)]
    return (half[0] - half[1]) * GRID_S


def _last_below_half(values: Floats) -> int:
    way = values[-1] - values[0]
    below = np.flatnonzero((values - values[0]) * np.sign(way) <= abs(way) / 2.0)
    return int(below[-1]) if len(below) else 0
