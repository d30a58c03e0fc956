"""Judging a measured attempt against the prescription.

Every rule gives at most one flag with its numbers. A shortfall smaller than the uncertainty of the measurement is no
fault. The verdict is the first kind of fault in the order of `Verdict`; compensations and warnings never change it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan, nan

from formcheck.events import Flag, FlagKind, Repetition, Severity, Unit, Verdict
from formcheck.exercise.definition import Neck
from formcheck.exercise.measure import Attempt
from formcheck.exercise.plan import Plan
from formcheck.samples import Accuracy, Dof

MIN_DRIVER_SEEN = 0.7
"""Share of an attempt in which the driver must be measured for its times to count."""

MAX_LAG_S = 0.5
"""An ankle that lags by more than this is late (clinical reference 3.1: 0.5 s or a quarter of the stroke) ..."""

MAX_LAG_SHARE = 0.25
"""... or than this share of the way out, where that is longer: a slow mover gets more time."""

MIN_LAG_DOUBT_S = 0.1
"""No lag is surer than this: about three frames."""

MIN_NECK_CHANGE_DEG = 15.0
"""A neck that moves less has not moved (clinical reference 3.1)."""

NECK_REVERSED_DEG = 10.0
"""A neck that moves against the prescription by more than this and its uncertainty makes it the other kind of exercise.
The clinical reference counts any opposite sign; the pose model reads a bowed head about a quarter too small."""

REVERSED_DEG = 8.0
"""An ankle that moves the wrong way by more than this and its uncertainty goes the wrong way."""

MAX_COMPENSATION_DEG = 10.0
"""Trunk or thigh that moves more helps the joint along (clinical reference 3.1)."""

MAX_OVERSHOOT_DEG = 10.0
"""Beyond the personal end range by more than this is a caution (clinical reference 3.1)."""

MIN_BOUNCES = 2

_ORDER = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The uncertainty of an attempt's angles: the source's typical error, grown by what it could not see.

    Parameters
    ----------
    accuracy : Accuracy
        How well the source measures at quality 1.
    attempt : Attempt
        The attempt, which knows the quality of each angle.
    """

    accuracy: Accuracy
    attempt: Attempt

    def of_angle(self, dof: Dof) -> float:
        """Return the uncertainty of an angle at the end, in degrees.

        The source's error if the quality is unknown; NaN, which passes no comparison, where it cannot measure it.

        Parameters
        ----------
        dof : Dof
            The angle.
        """
        return self._error_deg(dof) / (self.attempt.quality[dof] or 1.0)

    def of_change(self, dof: Dof) -> float:
        """Return the uncertainty of a change from rest to end, in degrees: that of the less certain of the two.

        Parameters
        ----------
        dof : Dof
            The angle; NaN where the source cannot measure it.
        """
        return self._error_deg(dof) / min(self.attempt.quality[dof] or 1.0, self.attempt.rest_quality[dof] or 1.0)

    def can_measure(self, dof: Dof) -> bool:
        """Tell whether the source can measure an angle at all.

        Parameters
        ----------
        dof : Dof
            The angle.
        """
        return dof in self.accuracy.error_deg

    def _error_deg(self, dof: Dof) -> float:
        return self.accuracy.error_deg.get(dof, nan)


def judge(plan: Plan, attempt: Attempt, accuracy: Accuracy, index: int) -> Repetition:
    """Judge one attempt.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    attempt : Attempt
        What was measured.
    accuracy : Accuracy
        Which angles the source can measure, and how well.
    index : int
        Number of the attempt, from 1.
    """
    flags = tuple(find_flags(plan, attempt, Uncertainty(accuracy, attempt)))
    return Repetition(
        index=index,
        start_s=attempt.start_s,
        peak_s=attempt.peak_s,
        end_s=attempt.end_s,
        verdict=decide(flags),
        flags=flags,
        knee_at_peak_deg=_or_none(attempt.end_deg[Dof.KNEE_FLEXION]),
        ankle_at_peak_deg=_or_none(attempt.end_deg[Dof.ANKLE_DORSIFLEXION]),
        neck_change_deg=_or_none(attempt.change_deg(Dof.NECK_FLEXION)),
        out_s=_or_none(attempt.out_s),
        hold_s=_or_none(attempt.hold_s),
        back_s=_or_none(attempt.back_s),
        peak_speed_degps=_or_none(attempt.peak_speed_degps),
        sparc=_or_none(attempt.sparc),
        knee_at_rest_deg=_or_none(attempt.rest_deg[Dof.KNEE_FLEXION]),
        ankle_at_rest_deg=_or_none(attempt.rest_deg[Dof.ANKLE_DORSIFLEXION]),
    )


def decide(flags: tuple[Flag, ...]) -> Verdict:
    """Return the verdict: the first kind of fault in order of precedence, else good.

    Parameters
    ----------
    flags : tuple of Flag
        All flags of an attempt.
    """
    faults = {flag.kind.value for flag in flags if flag.severity is Severity.FAULT}
    return next((verdict for verdict in _ORDER if verdict.value in faults), Verdict.GOOD)


def find_flags(plan: Plan, attempt: Attempt, uncertainty: Uncertainty) -> Iterator[Flag]:
    """Yield every flag of an attempt: faults in order of precedence, then compensations, then warnings.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    attempt : Attempt
        What was measured.
    uncertainty : Uncertainty
        How sure that is, in degrees.
    """
    unjudged = list(_find_unjudged(plan, attempt, uncertainty))
    unseen = list(_find_unseen(plan, attempt, uncertainty))
    if unseen:
        # What was not seen cannot be blamed on anybody: no other rule is asked.
        yield from unseen
        yield from unjudged
        return
    found = [
        *unjudged,
        *_find_order(plan, attempt, uncertainty),
        *_find_range(plan, attempt, uncertainty),
        *_find_pace(plan, attempt),
        *_find_hold(plan, attempt),
        *_find_compensations(plan, attempt, uncertainty),
        *_find_cautions(plan, attempt, uncertainty),
    ]
    yield from sorted(found, key=lambda flag: _SEVERITIES.index(flag.severity))


_SEVERITIES = tuple(Severity)


# --- what could not be seen -----------------------------------------------------------------------------------------


def _find_unseen(plan: Plan, attempt: Attempt, uncertainty: Uncertainty) -> Iterator[Flag]:
    if attempt.driver_seen < MIN_DRIVER_SEEN or not attempt.are_turns_seen:
        yield _flag(FlagKind.NOT_MEASURABLE, plan.driver, attempt.driver_seen, MIN_DRIVER_SEEN, None, "share")
    max_doubt_deg = uncertainty.accuracy.max_doubt_deg
    for dof in filter(uncertainty.can_measure, plan.scored):
        doubt = uncertainty.of_angle(dof)
        if isnan(attempt.end_deg[dof]):
            yield _flag(FlagKind.NOT_MEASURABLE, dof, None, None, None, "share")
        elif doubt > max_doubt_deg:
            yield _flag(FlagKind.NOT_MEASURABLE, dof, doubt, max_doubt_deg, doubt, "deg")


def _find_unjudged(plan: Plan, attempt: Attempt, uncertainty: Uncertainty) -> Iterator[Flag]:
    """Yield what is prescribed and was not judged: joints that the source cannot measure, and a neck that was not seen.

    A joint that decides the verdict and was merely not seen makes the attempt not measurable instead.
    """
    unmeasured = [dof for dof in plan.scored if not uncertainty.can_measure(dof)]
    if plan.neck_direction is not None and isnan(attempt.change_deg(Dof.NECK_FLEXION)):
        unmeasured.append(Dof.NECK_FLEXION)
    for dof in unmeasured:
        yield _flag(FlagKind.NOT_JUDGED, dof, None, None, None, "share", Severity.WARNING)


# --- order ----------------------------------------------------------------------------------------------------------


def _find_order(plan: Plan, attempt: Attempt, uncertainty: Uncertainty) -> Iterator[Flag]:
    yield from _find_reversed_ankle(plan, attempt, uncertainty)
    limit_s = max(MAX_LAG_S, MAX_LAG_SHARE * attempt.out_s)
    doubt_s = max(MIN_LAG_DOUBT_S, attempt.ankle_lag_doubt_s)
    if attempt.ankle_lag_s - limit_s > doubt_s:
        yield _flag(FlagKind.WRONG_ORDER, Dof.ANKLE_DORSIFLEXION, attempt.ankle_lag_s, limit_s, doubt_s, "s")
    yield from _find_reversed_neck(plan, attempt, uncertainty)


def _find_reversed_ankle(plan: Plan, attempt: Attempt, uncertainty: Uncertainty) -> Iterator[Flag]:
    dof = Dof.ANKLE_DORSIFLEXION
    direction = plan.ankle_direction
    if direction is None:
        return
    change = attempt.change_deg(dof)
    doubt = uncertainty.of_change(dof)
    if direction * change < -(REVERSED_DEG + doubt):
        yield _flag(FlagKind.WRONG_ORDER, dof, change, 0.0, doubt, "deg")


def _find_reversed_neck(plan: Plan, attempt: Attempt, uncertainty: Uncertainty) -> Iterator[Flag]:
    """Yield a fault where the neck makes a tensioner of a slider, or the other way round."""
    dof = Dof.NECK_FLEXION
    change = attempt.change_deg(dof)
    if plan.neck_direction is None or isnan(change):
        return
    doubt = uncertainty.of_change(dof)
    away = -plan.neck_direction or _away_from(plan.exercise.end.neck)
    if away * change > NECK_REVERSED_DEG + doubt:
        yield _flag(FlagKind.WRONG_ORDER, dof, change, away * NECK_REVERSED_DEG, doubt, "deg")


def _away_from(neck: Neck) -> float:
    """Return the direction that leaves a head posture: extending leaves a bent neck."""
    return -1.0 if neck is Neck.FLEXED else 1.0


# --- range ----------------------------------------------------------------------------------------------------------


def _find_range(plan: Plan, attempt: Attempt, uncertainty: Uncertainty) -> Iterator[Flag]:
    for dof, required in plan.required.items():
        direction = plan.directions[dof]
        yield from _find_short(dof, attempt.end_deg[dof], required, direction, uncertainty.of_angle(dof))
    for dof, window in plan.held.items():
        doubt = uncertainty.of_angle(dof)
        yield from _find_short(dof, attempt.end_deg[dof], window.min, 1.0, doubt)
        yield from _find_short(dof, attempt.end_deg[dof], window.max, -1.0, doubt)
    doubt = uncertainty.of_angle(plan.driver)
    yield from _find_short(plan.driver, attempt.return_deg, plan.rest_required_deg, -plan.sign, doubt)


def _find_short(dof: Dof, measured: float, required: float, direction: float, doubt: float) -> Iterator[Flag]:
    """Yield a fault where an angle falls short of `required` in `direction` by more than its uncertainty."""
    if direction * (required - measured) > doubt:
        yield _flag(FlagKind.INCOMPLETE_RANGE, dof, measured, required, doubt, "deg")


# --- pace -----------------------------------------------------------------------------------------------------------


def _find_pace(plan: Plan, attempt: Attempt) -> Iterator[Flag]:
    tempo = plan.exercise.tempo
    stroke_s = min(_known(attempt.out_middle_s), _known(attempt.back_middle_s))
    if attempt.cycle_s < tempo.min_cycle_s:
        yield _flag(FlagKind.RUSHED, None, attempt.cycle_s, tempo.min_cycle_s, None, "s")
    elif stroke_s < tempo.min_stroke_s:
        yield _flag(FlagKind.RUSHED, plan.driver, stroke_s, tempo.min_stroke_s, None, "s")
    elif attempt.peak_speed_degps > tempo.max_speed_degps:
        yield _flag(FlagKind.RUSHED, plan.driver, attempt.peak_speed_degps, tempo.max_speed_degps, None, "degps")
    elif attempt.cycle_s < tempo.warn_cycle_s:
        yield _flag(FlagKind.RUSHED, None, attempt.cycle_s, tempo.warn_cycle_s, None, "s", Severity.WARNING)


def _known(value: float) -> float:
    return float("inf") if isnan(value) else value


def _find_hold(plan: Plan, attempt: Attempt) -> Iterator[Flag]:
    end = plan.exercise.end
    if attempt.hold_s > end.max_hold_s:
        yield _flag(FlagKind.HELD, None, attempt.hold_s, end.max_hold_s, None, "s")
    elif attempt.hold_s > end.hold_warn_s:
        yield _flag(FlagKind.HELD, None, attempt.hold_s, end.hold_warn_s, None, "s", Severity.WARNING)


# --- compensations and cautions -------------------------------------------------------------------------------------


def _find_compensations(plan: Plan, attempt: Attempt, uncertainty: Uncertainty) -> Iterator[Flag]:
    kind = Severity.COMPENSATION
    lean = attempt.lowest_deg[Dof.TRUNK_LEAN] - attempt.rest_deg[Dof.TRUNK_LEAN]
    doubt = uncertainty.of_change(Dof.TRUNK_LEAN)
    if -lean > MAX_COMPENSATION_DEG + doubt:
        yield _flag(FlagKind.TRUNK_LEAN, Dof.TRUNK_LEAN, lean, -MAX_COMPENSATION_DEG, doubt, "deg", kind)
    lift = attempt.highest_deg[Dof.THIGH_ELEVATION] - attempt.rest_deg[Dof.THIGH_ELEVATION]
    doubt = uncertainty.of_change(Dof.THIGH_ELEVATION)
    if plan.driver is not Dof.THIGH_ELEVATION and lift > MAX_COMPENSATION_DEG + doubt:
        yield _flag(FlagKind.THIGH_LIFT, Dof.THIGH_ELEVATION, lift, MAX_COMPENSATION_DEG, doubt, "deg", kind)
    if attempt.bounces >= MIN_BOUNCES:
        yield _flag(FlagKind.BOUNCING, None, float(attempt.bounces), MIN_BOUNCES - 1.0, None, "count", kind)


def _find_cautions(plan: Plan, attempt: Attempt, uncertainty: Uncertainty) -> Iterator[Flag]:
    own_end = plan.prescription.personal.driver_end_deg
    doubt = uncertainty.of_angle(plan.driver)
    if own_end is not None and plan.sign * (attempt.end_deg[plan.driver] - own_end) > MAX_OVERSHOOT_DEG + doubt:
        limit = own_end + plan.sign * MAX_OVERSHOOT_DEG
        measured = attempt.end_deg[plan.driver]
        yield _flag(FlagKind.OVERSHOOT, plan.driver, measured, limit, doubt, "deg", Severity.WARNING)
    yield from _find_still_joints(plan, attempt, uncertainty)
    ankle = Dof.ANKLE_DORSIFLEXION
    if plan.ankle_direction is not None and isnan(attempt.rest_deg[ankle]):
        yield _flag(FlagKind.NOT_MEASURABLE, ankle, None, None, None, "share", Severity.WARNING)


def _find_still_joints(plan: Plan, attempt: Attempt, uncertainty: Uncertainty) -> Iterator[Flag]:
    neck, ankle = Dof.NECK_FLEXION, Dof.ANKLE_DORSIFLEXION
    turned = (plan.neck_direction or 0.0) * attempt.change_deg(neck)
    doubt = uncertainty.of_change(neck)
    if plan.neck_direction and -NECK_REVERSED_DEG - doubt <= turned < MIN_NECK_CHANGE_DEG - doubt:
        required = plan.neck_direction * MIN_NECK_CHANGE_DEG
        measured = attempt.change_deg(neck)
        yield _flag(FlagKind.NECK_STILL, neck, measured, required, doubt, "deg", Severity.WARNING)
    window = plan.exercise.rest.window(ankle)
    if plan.ankle_direction is not None and window is not None:
        edge = window.max if plan.ankle_direction > 0 else window.min
        beyond = plan.ankle_direction * (attempt.rest_deg[ankle] - edge)
        doubt = uncertainty.of_change(ankle)
        if beyond > doubt:
            measured = attempt.rest_deg[ankle]
            yield _flag(FlagKind.FOOT_STILL, ankle, measured, edge, doubt, "deg", Severity.WARNING)


# --- flags ----------------------------------------------------------------------------------------------------------


def _flag(
    kind: FlagKind,
    dof: Dof | None,
    measured: float | None,
    required: float | None,
    uncertainty: float | None,
    unit: Unit,
    severity: Severity = Severity.FAULT,
) -> Flag:
    shortfall = None if measured is None or required is None else abs(measured - required)
    return Flag(
        kind=kind,
        severity=severity,
        dof=dof,
        measured=_rounded(measured),
        required=_rounded(required),
        shortfall=_rounded(shortfall),
        uncertainty=_rounded(uncertainty),
        unit=unit,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None or isnan(value) else round(value, 2)


def _or_none(value: float) -> float | None:
    return None if isnan(value) else round(value, 3)
