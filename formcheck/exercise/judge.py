"""Judging a measured attempt against the prescription.

Every limit is a `Check`: what was measured, with its standard error, against a number. A fault is called where it is
likely beyond reasonable doubt. Good is said where none is called and a clear fault would have been; else the attempt is
not measurable, for the one reason that matters. The verdict is the first kind of fault in the order of `Verdict`;
compensations and warnings never change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot, sqrt

from formcheck.causes import Cause
from formcheck.events import Flag, FlagKind, Repetition, Severity, Verdict
from formcheck.exercise.chance import Check
from formcheck.exercise.definition import Neck
from formcheck.exercise.likeness import score_likeness
from formcheck.exercise.measure import Attempt
from formcheck.exercise.plan import Plan
from formcheck.exercise.unseen import leaping
from formcheck.kinematics.estimate import Measured
from formcheck.samples import Accuracy, Dof

UNSEEN_DEG = 15.0
"""An angle with a larger standard error was not seen."""

LEAST_FITTING = 0.5
"""A robust estimate breaks down where fewer of the samples fit: the readings may have been the other leg's."""

MAX_LAG_S = 0.5
"""An ankle that lags by more than this is late (clinical reference 3.1: 0.5 s or a quarter of the stroke) ..."""

MAX_LAG_SHARE = 0.25
"""... or than this share of the way out, where that is longer: a slow mover gets more time."""

MIN_NECK_CHANGE_DEG = 15.0
"""A neck that moves less has not moved (clinical reference 3.1)."""

REVERSED_DEG = 6.0
"""An ankle or a neck that moves against the prescription by more than this goes the wrong way; the neck makes it the
other kind of exercise by that. The clinical reference counts any opposite sign (3.1); what merely sways is no fault."""

OWN_PACE_SHARE = 0.62
"""A cycle shorter than this share of the person's own calm one is rushed: real people's hasty ones take half of it or
less (Yurtman & Barshan 2014, seated knee extension of five people)."""

MAX_COMPENSATION_DEG = 10.0
"""Trunk or thigh that moves more helps the joint along (clinical reference 3.1)."""

MAX_OVERSHOOT_DEG = 10.0
"""Beyond the personal end range by more than this is a caution (clinical reference 3.1)."""

MIN_BOUNCES = 2

_OWN_RANGE_MEAN_OF = 3  # repetitions behind a personal range (`formcheck.session.coaching.ranging`)
_ORDER = tuple(Verdict)
_SEVERITIES = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Doubt:
    """The standard errors of an attempt's angles: scatter and gaps, and what the instrument gets wrong.

    Parameters
    ----------
    accuracy : Accuracy
        How well the source measures at quality 1.
    attempt : Attempt
        The attempt, which knows the quality of each angle.
    strange : frozenset of Dof
        Joints that another instrument measured than that which the person's own range is known by.
    """

    accuracy: Accuracy
    attempt: Attempt
    strange: frozenset[Dof] = frozenset()

    def absolute(self, dof: Dof, read: Measured, *, is_own: bool = False) -> Measured:
        """Return an angle with its whole error.

        Parameters
        ----------
        dof : Dof
            The angle; not known where the source cannot measure it.
        read : Measured
            What was read of it, in degrees.
        is_own : bool
            Whether it is held against the person's own range, which was read by the same eye.
        """
        if not self.can_measure(dof) or not read.is_known:
            return Measured()
        error = self.accuracy.error(dof, self._knee_deg(dof, read))
        is_same_eye = is_own and dof not in self.strange
        constant = error.within_deg / sqrt(_OWN_RANGE_MEAN_OF) if is_same_eye else error.between_deg
        return self._grown(dof, read, hypot(error.within_deg, constant))

    def change(self, dof: Dof, read: Measured) -> Measured:
        """Return a change from rest with its whole error; of trunk, thigh and neck only changes are told.

        Parameters
        ----------
        dof : Dof
            The angle; not known where the source cannot measure it.
        read : Measured
            What was read of it, in degrees.
        """
        if not self.can_measure(dof) or not read.is_known:
            return Measured()
        error = self.accuracy.straight[dof]
        is_relative = dof in {Dof.NECK_FLEXION, Dof.TRUNK_LEAN, Dof.THIGH_ELEVATION}
        constant = error.between_deg if is_relative else error.within_deg
        whole = self._grown(dof, read, hypot(error.within_deg, constant))
        return Measured(whole.value / error.gain, hypot(whole.sd, error.gain_spread * whole.value) / error.gain)

    def can_measure(self, dof: Dof) -> bool:
        """Tell whether the source can measure an angle at all.

        Parameters
        ----------
        dof : Dof
            The angle.
        """
        return self.accuracy.measures(dof)

    def _grown(self, dof: Dof, read: Measured, error_deg: float) -> Measured:
        return Measured(read.value, hypot(read.sd, error_deg / sqrt(self.attempt.quality[dof] or 1.0)))

    def _knee_deg(self, dof: Dof, read: Measured) -> float:
        return read.value if dof is Dof.KNEE_FLEXION else self.attempt.end[Dof.KNEE_FLEXION].value


def judge(
    plan: Plan,
    attempt: Attempt,
    accuracy: Accuracy,
    index: int,
    strange: frozenset[Dof] = frozenset(),
    others: Sequence[Plan] = (),
) -> Repetition:
    """Judge one attempt.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    attempt : Attempt
        The attempt as measured.
    accuracy : Accuracy
        How well the source measures.
    index : int
        Number of the attempt, from 1.
    strange : frozenset of Dof
        See `Doubt`.
    others : sequence of Plan
        Exercises that the same joint drives: what it is compared with.
    """
    doubt = Doubt(accuracy, attempt, strange)
    checks = [
        *_order(plan, attempt, doubt),
        *_range(plan, attempt, doubt),
        *_pace(plan, attempt),
        *_hold(plan, attempt),
    ]
    faults = [check for check in checks if check.severity is Severity.FAULT]
    flags = sorted(_flags(plan, attempt, doubt, checks), key=lambda flag: _SEVERITIES.index(flag.severity))
    kinds = {flag.kind.value for flag in flags if flag.severity is Severity.FAULT}
    verdict = next(verdict for verdict in _ORDER if verdict.value in kinds or verdict is Verdict.GOOD)
    asks_of_thigh = Dof.THIGH_ELEVATION in plan.scored
    return Repetition(
        index=index,
        start_s=round(attempt.start_s, 3),
        peak_s=round(attempt.peak_s, 3),
        end_s=round(attempt.end_s, 3),
        verdict=verdict,
        flags=tuple(flags),
        knee_at_peak_deg=_shown_deg(attempt.end[Dof.KNEE_FLEXION]),
        ankle_at_peak_deg=_shown_deg(attempt.end[Dof.ANKLE_DORSIFLEXION]),
        neck_change_deg=_shown_deg(attempt.change(Dof.NECK_FLEXION)),
        out_s=_shown(attempt.out),
        hold_s=_shown(attempt.hold),
        back_s=_shown(attempt.back),
        peak_speed_degps=_shown(attempt.speed),
        sparc=None if attempt.sparc != attempt.sparc else round(attempt.sparc, 3),
        knee_at_rest_deg=_shown_deg(attempt.rest[Dof.KNEE_FLEXION]),
        ankle_at_rest_deg=_shown_deg(attempt.rest[Dof.ANKLE_DORSIFLEXION]),
        certainty=_certainty(verdict, flags, faults),
        thigh_at_rest_deg=_shown_deg(attempt.rest[Dof.THIGH_ELEVATION]) if asks_of_thigh else None,
        thigh_at_peak_deg=_shown_deg(attempt.end[Dof.THIGH_ELEVATION]) if asks_of_thigh else None,
        side=attempt.side,
        likeness={one.exercise.id: round(score_likeness(one, attempt), 2) for one in (*others, plan)},
    )


def _flags(plan: Plan, attempt: Attempt, doubt: Doubt, checks: Sequence[Check]) -> Iterator[Flag]:
    """Yield all there is to say, faults first in order of precedence."""
    unseen = [dof for dof in plan.scored if doubt.can_measure(dof) and _is_unseen(plan, attempt, doubt, dof)]
    for dof in unseen:
        yield _unmeasured(FlagKind.NOT_MEASURABLE, dof, Severity.FAULT, _why_unseen(plan, attempt, dof))
    if attempt.is_lost:  # what was left of the movement when its driver was lost tells nothing of the movement
        yield from _unjudged(plan, attempt, doubt)
        return
    called = [check for check in checks if check.is_called]
    yield from (check.flag() for check in called)
    if not unseen and all(check.severity is not Severity.FAULT for check in called):
        yield from _withheld(plan, attempt, doubt, checks)
    yield from _unjudged(plan, attempt, doubt)
    yield from (check.flag() for check in _remarks(plan, attempt, doubt) if check.is_called)


def _is_unseen(plan: Plan, attempt: Attempt, doubt: Doubt, dof: Dof) -> bool:
    """Tell whether a joint was not seen at the end, or the driver not tracked at all."""
    is_lost = dof is plan.driver and (attempt.is_lost or attempt.fitting < LEAST_FITTING)
    return is_lost or not doubt.absolute(dof, attempt.end[dof], is_own=plan.is_own(dof)).sd <= UNSEEN_DEG


def _why_unseen(plan: Plan, attempt: Attempt, dof: Dof) -> Cause | None:
    """Return why a joint was not seen: its readings leapt, or what kept it from being measured; None if neither."""
    if dof is plan.driver and not attempt.is_lost and attempt.fitting < LEAST_FITTING:
        return leaping(dof, 1.0 - attempt.fitting)
    return attempt.unseen[dof].cause if dof in attempt.unseen else None


def _why_blunt(plan: Plan, attempt: Attempt, check: Check) -> Cause | None:
    """Return why a measurement is not sharp: what, had it not been, would have made it so; None if nothing would."""
    dof = check.dof or plan.driver
    found = attempt.unseen.get(dof)
    if found is None or not check.measured.is_known:
        return None if found is None else found.cause
    # As errors go with the root of quality, and of how much there is to read.
    seen_well = check.measured.sd * sqrt((attempt.quality[dof] or 1.0) * found.measured)
    return found.cause if replace(check, measured=replace(check.measured, sd=seen_well)).is_sharp else None


def _withheld(plan: Plan, attempt: Attempt, doubt: Doubt, checks: Sequence[Check]) -> Iterator[Flag]:
    """Yield why an attempt without a fault cannot be called good, where so, and whether a calibration would help."""
    blunt = [check for check in checks if check.severity is Severity.FAULT and not check.is_sharp]
    if not blunt:
        return
    worst = min(blunt, key=lambda check: check.sharpness)
    yield replace(worst.withheld_flag(), cause=_why_blunt(plan, attempt, worst))
    if worst.dof is None or worst.kind is not FlagKind.INCOMPLETE_RANGE:
        return
    if replace(worst, measured=doubt.absolute(worst.dof, attempt.end[worst.dof], is_own=True)).is_sharp:
        yield _unmeasured(FlagKind.UNCALIBRATED, worst.dof, Severity.WARNING)


def _unjudged(plan: Plan, attempt: Attempt, doubt: Doubt) -> Iterator[Flag]:
    """Yield what is prescribed and was not judged: joints the source cannot measure, and a neck that was not seen."""
    unmeasured = [dof for dof in plan.scored if not doubt.can_measure(dof)]
    neck = doubt.change(Dof.NECK_FLEXION, attempt.change(Dof.NECK_FLEXION))
    if plan.neck_direction is not None and not neck.sd <= UNSEEN_DEG:
        unmeasured.append(Dof.NECK_FLEXION)
    for dof in unmeasured:
        cause = attempt.unseen[dof].cause if doubt.can_measure(dof) and dof in attempt.unseen else None
        yield _unmeasured(FlagKind.NOT_JUDGED, dof, Severity.WARNING, cause)


# --- order ----------------------------------------------------------------------------------------------------------


def _order(plan: Plan, attempt: Attempt, doubt: Doubt) -> Iterator[Check]:
    clear, ankle, neck = plan.exercise.clear, Dof.ANKLE_DORSIFLEXION, Dof.NECK_FLEXION
    if (direction := plan.ankle_direction) is not None and doubt.can_measure(ankle):
        change = doubt.change(ankle, attempt.end[ankle].minus(_at_rest(plan, attempt, ankle)))
        limit, size = -direction * REVERSED_DEG, clear.angle_deg(ankle)
        yield Check(FlagKind.WRONG_ORDER, ankle, change, limit, -direction, size, "deg")
        limit_s = max(MAX_LAG_S, MAX_LAG_SHARE * attempt.out.value)
        if attempt.lag.is_known:
            yield Check(FlagKind.WRONG_ORDER, ankle, attempt.lag, limit_s, 1.0, (clear.later - 1.0) * limit_s, "s")
    turned = doubt.change(neck, attempt.change(neck))
    if plan.neck_direction is not None and turned.sd <= UNSEEN_DEG:
        away = -plan.neck_direction or _away_from(plan.exercise.end.neck)
        limit, size = away * REVERSED_DEG, clear.angle_deg(neck)
        yield Check(FlagKind.WRONG_ORDER, neck, turned, limit, away, size, "deg")


def _at_rest(plan: Plan, attempt: Attempt, dof: Dof) -> Measured:
    """Return an angle at rest; one that was not seen is somewhere about where the exercise has it."""
    window = plan.exercise.rest.window(dof)
    if attempt.rest[dof].sd <= UNSEEN_DEG or window is None:
        return attempt.rest[dof]
    return Measured((window.min + window.max) / 2.0, UNSEEN_DEG)


def _away_from(neck: Neck) -> float:
    """Return the direction that leaves a head posture: extending leaves a bent neck."""
    return -1.0 if neck is Neck.FLEXED else 1.0


# --- range ----------------------------------------------------------------------------------------------------------


def _range(plan: Plan, attempt: Attempt, doubt: Doubt) -> Iterator[Check]:
    limits = [(dof, required, plan.directions[dof]) for dof, required in plan.required.items()]
    limits += [
        (dof, edge, side) for dof, held in plan.held.items() for edge, side in ((held.min, 1.0), (held.max, -1.0))
    ]
    for dof, required, direction in limits:
        if doubt.can_measure(dof):
            reached = doubt.absolute(dof, attempt.end[dof], is_own=plan.is_own(dof))
            yield _short(plan, dof, reached, required, direction)
    if not attempt.is_cut:
        regained = doubt.absolute(plan.driver, attempt.regained)
        yield _short(plan, plan.driver, regained, plan.rest_required_deg, -plan.sign)


def _short(plan: Plan, dof: Dof, measured: Measured, required: float, direction: float) -> Check:
    size = plan.exercise.clear.angle_deg(dof)
    return Check(FlagKind.INCOMPLETE_RANGE, dof, measured, required, -direction, size, "deg")


# --- pace -----------------------------------------------------------------------------------------------------------


def _pace(plan: Plan, attempt: Attempt) -> Iterator[Check]:
    """Yield the limits of the pace; once one is missed the others say nothing new."""
    tempo, faster = plan.exercise.tempo, plan.exercise.clear.faster
    share = 1.0 - 1.0 / faster
    least_s = max(tempo.min_cycle_s, OWN_PACE_SHARE * (plan.prescription.personal.cycle_s or 0.0))
    fastest = tempo.max_speed_degps
    checks = (
        Check(FlagKind.RUSHED, None, attempt.cycle, least_s, -1.0, share * least_s, "s"),
        Check(FlagKind.RUSHED, plan.driver, attempt.stroke, tempo.min_stroke_s, -1.0, share * tempo.min_stroke_s, "s"),
        Check(FlagKind.RUSHED, plan.driver, attempt.speed, fastest, 1.0, (faster - 1.0) * fastest, "degps"),
    )
    for check in checks:
        yield check
        if check.is_called:
            return
    yield Check(FlagKind.RUSHED, None, attempt.cycle, tempo.warn_cycle_s, -1.0, 0.0, "s", Severity.WARNING)


def _hold(plan: Plan, attempt: Attempt) -> Iterator[Check]:
    end, times = plan.exercise.end, plan.exercise.clear.longer - 1.0
    held = Check(FlagKind.HELD, None, attempt.stay, end.max_hold_s, 1.0, times * end.max_hold_s, "s")
    yield held
    if not held.is_called:
        yield Check(FlagKind.HELD, None, attempt.stay, end.hold_warn_s, 1.0, 0.0, "s", Severity.WARNING)


# --- compensations and cautions -------------------------------------------------------------------------------------


def _remarks(plan: Plan, attempt: Attempt, doubt: Doubt) -> Iterator[Check]:
    yield from _compensations(plan, attempt, doubt)
    own_end, driver = plan.prescription.personal.driver_end_deg, plan.driver
    if own_end is not None:
        reached = doubt.absolute(driver, attempt.end[driver], is_own=True)
        limit = own_end + plan.sign * MAX_OVERSHOOT_DEG
        yield Check(FlagKind.OVERSHOOT, driver, reached, limit, plan.sign, 0.0, "deg", Severity.WARNING)
    neck, ankle = Dof.NECK_FLEXION, Dof.ANKLE_DORSIFLEXION
    if plan.neck_direction:
        turned = doubt.change(neck, attempt.change(neck))
        limit = plan.neck_direction * MIN_NECK_CHANGE_DEG
        still = Check(FlagKind.NECK_STILL, neck, turned, limit, -plan.neck_direction, 0.0, "deg", Severity.WARNING)
        if plan.neck_direction * turned.value > -REVERSED_DEG:
            yield still
    window = plan.exercise.rest.window(ankle)
    if plan.ankle_direction is not None and window is not None:
        edge = window.max if plan.ankle_direction > 0 else window.min
        rest = doubt.absolute(ankle, attempt.rest[ankle])
        yield Check(FlagKind.FOOT_STILL, ankle, rest, edge, plan.ankle_direction, 0.0, "deg", Severity.WARNING)


def _compensations(plan: Plan, attempt: Attempt, doubt: Doubt) -> Iterator[Check]:
    kind, limit = Severity.COMPENSATION, MAX_COMPENSATION_DEG
    lean = doubt.change(Dof.TRUNK_LEAN, attempt.leaned_back)
    yield Check(FlagKind.TRUNK_LEAN, Dof.TRUNK_LEAN, lean, limit, 1.0, 0.0, "deg", kind)
    lift = doubt.change(Dof.THIGH_ELEVATION, attempt.lifted)
    if plan.driver is not Dof.THIGH_ELEVATION:
        yield Check(FlagKind.THIGH_LIFT, Dof.THIGH_ELEVATION, lift, limit, 1.0, 0.0, "deg", kind)
    bounces = Measured(float(attempt.bounces), 0.3)
    yield Check(FlagKind.BOUNCING, None, bounces, MIN_BOUNCES - 1.0, 1.0, 0.0, "count", kind)


# --- what is shown --------------------------------------------------------------------------------------------------


def _certainty(verdict: Verdict, flags: Sequence[Flag], faults: Sequence[Check]) -> float | None:
    """Return how likely the verdict is right, of good that there is no clear fault; None where none was given."""
    if verdict is Verdict.NOT_MEASURABLE:
        return None
    if verdict is Verdict.GOOD:
        return round(1.0 - max(check.probability_clear for check in faults), 3)
    return max(flag.probability or 0.0 for flag in flags if flag.kind.value == verdict.value)


def _unmeasured(kind: FlagKind, dof: Dof | None, severity: Severity, cause: Cause | None = None) -> Flag:
    return Flag(kind, severity, dof, None, None, None, None, "share", cause=cause)


def _shown_deg(angle: Measured) -> float | None:
    return _shown(angle) if angle.sd <= UNSEEN_DEG else None


def _shown(quantity: Measured) -> float | None:
    return round(quantity.value, 3) if quantity.is_known else None
