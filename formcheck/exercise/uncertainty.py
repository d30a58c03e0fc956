"""How uncertain the numbers of a repetition are: all that is shown to people has its ± from here.

A ± is one standard error. That of an angle, a range or a change adds to what scatter and gaps leave open what the
instrument gets wrong; that of a time adds how long people take to set out and to come to rest. How often the truth lies
within it was measured: `docs/decisions/0027-plus-minus-is-one-standard-error.md`.
"""

from __future__ import annotations

from dataclasses import fields, replace
from math import hypot, inf, isfinite, sqrt

import numpy as np

from formcheck.events import Curves, Repetition, Uncertainty
from formcheck.exercise.judge import Doubt
from formcheck.exercise.measure import Attempt
from formcheck.kinematics.estimate import Array, Measured
from formcheck.samples import KNEE_STRAIGHT_DEG, Accuracy, Dof

LINGERING = 0.12
"""The moment a movement begins or is over is no surer than this share of the time of its stroke: people set out and
come to rest so slowly. Of 199 repetitions of the population, two thirds of the starts and ends are within it."""

_NAMES = {Dof.KNEE_FLEXION: "knee", Dof.ANKLE_DORSIFLEXION: "ankle", Dof.THIGH_ELEVATION: "thigh"}


def with_uncertainty(repetition: Repetition, attempt: Attempt, accuracy: Accuracy) -> Repetition:
    """Return a repetition with its ranges, and with the ± of all its numbers.

    Parameters
    ----------
    repetition : Repetition
        As it was judged.
    attempt : Attempt
        As it was measured.
    accuracy : Accuracy
        How well the source measures.
    """
    read = {dof: measure_range(attempt, accuracy, dof) for dof in _NAMES if _is_shown(repetition, dof)}
    ranges = {f"{_NAMES[dof]}_range_deg": round(one.value, 3) for dof, one in read.items() if one.is_known}
    errors = _angles(attempt, Doubt(accuracy, attempt)) | _others(attempt)
    errors |= {f"{_NAMES[dof]}_range_deg": one.sd for dof, one in read.items()}
    repetition = replace(repetition, **ranges)  # type: ignore[arg-type]  # the names are those of its fields
    shown = {
        one.name: round(errors[one.name], 3)
        for one in fields(Uncertainty)
        if getattr(repetition, one.name) is not None and isfinite(errors.get(one.name, inf))
    }
    return replace(repetition, uncertainty=Uncertainty(**shown))


def _is_shown(repetition: Repetition, dof: Dof) -> bool:
    return repetition.at_rest_deg(dof) is not None and repetition.at_peak_deg(dof) is not None


def measure_range(attempt: Attempt, accuracy: Accuracy, dof: Dof) -> Measured:
    """Return how far a joint went from rest to the end position, with its own error.

    What an instrument gets wrong of a bent knee is not what it gets wrong of a straight one, so the errors of both ends
    add; of an angle of which only changes are told, the error is that of a change.

    Parameters
    ----------
    attempt : Attempt
        As it was measured.
    accuracy : Accuracy
        How well the source measures.
    dof : Dof
        The joint; not known where the source cannot measure it.
    """
    change = attempt.change(dof)
    if not accuracy.measures(dof) or not change.is_known:
        return Measured()
    knee = Dof.KNEE_FLEXION
    ends = [accuracy.error(dof, one[knee].value) for one in (attempt.rest, attempt.end)]
    constant = hypot(*(error.between_deg for error in (ends[1:] if dof is Dof.THIGH_ELEVATION else ends)))
    error_deg = hypot(constant, *(error.within_deg for error in ends)) / sqrt(attempt.quality[dof] or 1.0)
    return Measured(abs(change.value), hypot(change.sd, error_deg))


def _angles(attempt: Attempt, doubt: Doubt) -> dict[str, float]:
    places = {"rest": attempt.rest, "peak": attempt.end}
    errors = {
        f"{name}_at_{place}_deg": doubt.absolute(dof, read[dof]).sd
        for place, read in places.items()
        for dof, name in _NAMES.items()
    }
    return errors | {"neck_change_deg": doubt.change(Dof.NECK_FLEXION, attempt.change(Dof.NECK_FLEXION)).sd}


def _others(attempt: Attempt) -> dict[str, float]:
    start_sd, peak_sd, end_sd = attempt.moments_sd_s
    setting_out, coming_home = LINGERING * attempt.out.value, LINGERING * attempt.back.value
    return {
        "start_s": hypot(start_sd, setting_out),
        "peak_s": peak_sd,
        "end_s": hypot(end_sd, coming_home),
        "out_s": hypot(attempt.out.sd, setting_out),
        "hold_s": attempt.hold.sd,
        "back_s": hypot(attempt.back.sd, coming_home),
        "peak_speed_degps": attempt.speed.sd,
    }


def grown_curves(attempt: Attempt, accuracy: Accuracy) -> Curves | None:
    """Return the trajectories of an attempt with all that is uncertain of them; None where it has none.

    Parameters
    ----------
    attempt : Attempt
        As it was measured, with what scatter and gaps leave open.
    accuracy : Accuracy
        How well the source measures; what it cannot measure is left out.
    """
    if attempt.curves is None:
        return None
    knee = np.array(attempt.curves.deg[Dof.KNEE_FLEXION]) if Dof.KNEE_FLEXION in attempt.curves.deg else None
    joints = [dof for dof in attempt.curves.deg if accuracy.measures(dof)]
    errors = {
        dof: _whole_deg(np.array(attempt.curves.error_deg[dof]), knee, accuracy, dof, attempt.quality[dof])
        for dof in joints
    }
    return Curves(attempt.curves.t_s, {dof: attempt.curves.deg[dof] for dof in joints}, errors)


def _whole_deg(
    scatter_deg: Array,
    knee_deg: Array | None,
    accuracy: Accuracy,
    dof: Dof,
    quality: float,
) -> tuple[float, ...]:
    """Return the standard error at every moment: scatter and gaps, and what the instrument gets wrong there."""
    bent, straight = (hypot(one.between_deg, one.within_deg) for one in (accuracy.bent[dof], accuracy.straight[dof]))
    is_bent = np.zeros(len(scatter_deg), dtype=bool) if knee_deg is None else knee_deg >= KNEE_STRAIGHT_DEG
    error_deg = np.where(is_bent, bent, straight) / sqrt(quality or 1.0)
    return tuple(np.hypot(scatter_deg, error_deg).round(2).tolist())
