"""What formcheck finds: a closed set of events, and the judged repetition they carry.

Every event has ``t_s``, the time on the source's clock of the sample that brought it about. Events hold kinds, joints
and numbers; `formcheck.words.phrases` puts them in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from formcheck.causes import Cause
from formcheck.samples import Dof, Origin, Place, Side


class Verdict(StrEnum):
    """The judgement of one attempt, in order of precedence: the first that applies is the verdict."""

    NOT_MEASURABLE = "not_measurable"
    WRONG_ORDER = "wrong_order"
    INCOMPLETE_RANGE = "incomplete_range"
    RUSHED = "rushed"
    HELD = "held"
    GOOD = "good"


class Severity(StrEnum):
    """How much a flag weighs."""

    FAULT = "fault"  # decides the verdict
    COMPENSATION = "compensation"  # the body helped itself elsewhere; the verdict stands
    WARNING = "warning"  # close to a limit, or worth a word; the verdict stands


class FlagKind(StrEnum):
    """What a flag is about. The first five bear the name of the verdict they lead to."""

    NOT_MEASURABLE = "not_measurable"
    WRONG_ORDER = "wrong_order"
    INCOMPLETE_RANGE = "incomplete_range"
    RUSHED = "rushed"
    HELD = "held"
    TRUNK_LEAN = "trunk_lean"
    THIGH_LIFT = "thigh_lift"
    BOUNCING = "bouncing"
    OVERSHOOT = "overshoot"
    NECK_STILL = "neck_still"
    FOOT_STILL = "foot_still"
    NOT_JUDGED = "not_judged"  # nobody could see how this joint moved
    UNCALIBRATED = "uncalibrated"  # with the person's own range measured, it could have been judged


Unit = Literal["deg", "s", "degps", "share", "count"]
"""What the numbers of a flag are in."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One remark about one repetition, with its numbers.

    Parameters
    ----------
    kind : FlagKind
        What it is about.
    severity : Severity
        Whether it decides the verdict.
    dof : Dof or None
        The joint concerned; None for the whole movement.
    measured, required, shortfall, uncertainty : float or None
        What was measured, the limit it was held against, how far it fell short, and the standard error of the
        measurement, all in `unit`. None where nothing could be measured.
    unit : Unit
        Degrees, seconds, degrees a second, a share from 0 to 1, or a count.
    probability : float or None
        How likely the limit was missed; None where nothing was held against one.
    cause : Cause or None
        Of what was not seen, or not well enough to be judged: why; None where no one thing is to blame.
    """

    kind: FlagKind
    severity: Severity
    dof: Dof | None
    measured: float | None
    required: float | None
    shortfall: float | None
    uncertainty: float | None
    unit: Unit
    probability: float | None = None
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The ± of a repetition's numbers: the standard error of the one with the same name, in its unit.

    All that makes a number uncertain is in it, also what the instrument gets wrong of this person all along. None where
    there is no number.

    Parameters
    ----------
    start_s, peak_s, end_s : float or None
        Of the moments.
    knee_at_rest_deg, ankle_at_rest_deg, thigh_at_rest_deg : float or None
        Of the angles before the movement.
    knee_at_peak_deg, ankle_at_peak_deg, thigh_at_peak_deg : float or None
        Of the angles at the end position.
    knee_range_deg, ankle_range_deg, thigh_range_deg : float or None
        Of the ranges: larger than that of either end, for both are read with an error.
    neck_change_deg : float or None
        Of the change of the neck.
    out_s, hold_s, back_s : float or None
        Of the durations.
    peak_speed_degps : float or None
        Of the highest speed.
    """

    start_s: float | None = None
    peak_s: float | None = None
    end_s: float | None = None
    knee_at_rest_deg: float | None = None
    ankle_at_rest_deg: float | None = None
    thigh_at_rest_deg: float | None = None
    knee_at_peak_deg: float | None = None
    ankle_at_peak_deg: float | None = None
    thigh_at_peak_deg: float | None = None
    knee_range_deg: float | None = None
    ankle_range_deg: float | None = None
    thigh_range_deg: float | None = None
    neck_change_deg: float | None = None
    out_s: float | None = None
    hold_s: float | None = None
    back_s: float | None = None
    peak_speed_degps: float | None = None


@dataclass(frozen=True, slots=True)
class Repetition:
    """One attempt, measured and judged. Times and angles are defined in ``docs/conventions.md``.

    Parameters
    ----------
    index : int
        Number of the attempt in the session, from 1.
    start_s, peak_s, end_s : float
        When the driving joint leaves rest, is furthest, and is back at rest.
    verdict : Verdict
        The judgement.
    flags : tuple of Flag
        Faults first, in order of precedence, then compensations, then warnings.
    knee_at_peak_deg, ankle_at_peak_deg : float or None
        Joint angles at the end position; None where not measured.
    neck_change_deg : float or None
        Neck flexion at the end position minus that at rest (flexing +); None where not measured.
    out_s, hold_s, back_s : float or None
        Duration of the way out, of the stay within 5 degrees of the end, and of the way back.
    peak_speed_degps : float or None
        Highest speed of the driving joint.
    sparc : float or None
        Spectral arc length of the driving joint's speed profile; nearer 0 is smoother.
    knee_at_rest_deg, ankle_at_rest_deg : float or None
        Joint angles just before the movement; None where not measured.
    certainty : float or None
        How likely the verdict is right; of ``good``, how likely there is no clear fault. None where none was given.
    thigh_at_rest_deg, thigh_at_peak_deg : float or None
        As of knee and ankle; None, too, where the exercise asks nothing of the thigh.
    side : Side or None
        The leg; None in records of before 2026-12, which had one leg for all.
    likeness : mapping of str to float
        How much it looks like each exercise that the same joint drives; see `formcheck.exercise.likeness`.
    knee_range_deg, ankle_range_deg, thigh_range_deg : float or None
        How far each joint went from rest to the end position, never negative; None where either was not measured.
    uncertainty : Uncertainty or None
        The standard errors of the numbers; None in results of older versions.
    """

    index: int
    start_s: float
    peak_s: float
    end_s: float
    verdict: Verdict
    flags: tuple[Flag, ...]
    knee_at_peak_deg: float | None
    ankle_at_peak_deg: float | None
    neck_change_deg: float | None
    out_s: float | None
    hold_s: float | None
    back_s: float | None
    peak_speed_degps: float | None
    sparc: float | None
    knee_at_rest_deg: float | None = None
    ankle_at_rest_deg: float | None = None
    certainty: float | None = None
    thigh_at_rest_deg: float | None = None
    thigh_at_peak_deg: float | None = None
    side: Side | None = None
    likeness: Mapping[str, float] = field(default_factory=dict)
    knee_range_deg: float | None = None
    ankle_range_deg: float | None = None
    thigh_range_deg: float | None = None
    uncertainty: Uncertainty | None = None

    def at_rest_deg(self, dof: Dof) -> float | None:
        """Return the angle of a joint just before the movement, in degrees; None where it is not known.

        Parameters
        ----------
        dof : Dof
            Knee, ankle or thigh; others have none.
        """
        known = {
            Dof.KNEE_FLEXION: self.knee_at_rest_deg,
            Dof.ANKLE_DORSIFLEXION: self.ankle_at_rest_deg,
            Dof.THIGH_ELEVATION: self.thigh_at_rest_deg,
        }
        return known.get(dof)

    def at_peak_deg(self, dof: Dof) -> float | None:
        """Return the angle of a joint at the end position, in degrees; None where it is not known.

        Parameters
        ----------
        dof : Dof
            Knee, ankle or thigh; others have none.
        """
        known = {
            Dof.KNEE_FLEXION: self.knee_at_peak_deg,
            Dof.ANKLE_DORSIFLEXION: self.ankle_at_peak_deg,
            Dof.THIGH_ELEVATION: self.thigh_at_peak_deg,
        }
        return known.get(dof)


@dataclass(frozen=True, slots=True)
class SideChosen:
    """The working leg was found; it is held from here on.

    Parameters
    ----------
    t_s : float
        When.
    side : Side
        The leg.
    facing : Side or None
        The side of the picture the person faces; None without a camera.
    """

    t_s: float
    side: Side
    facing: Side | None
    event: Literal["side_chosen"] = "side_chosen"


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A neutral posture was captured; angles from here on are relative to it.

    Parameters
    ----------
    t_s : float
        When the capture ended.
    ankle_neutral_deg : float
        What the ankle read with the foot square to the shank: subtracted from every reading.
    source : str
        ``still_start``, ``interval`` or ``prescription``.
    """

    t_s: float
    ankle_neutral_deg: float
    source: Literal["still_start", "interval", "prescription"]
    event: Literal["calibrated"] = "calibrated"


@dataclass(frozen=True, slots=True)
class NeutralRejected:
    """The interval given for the neutral posture held another one; no neutral was taken from it.

    Parameters
    ----------
    t_s : float
        When the interval ended.
    ankle_deg : float
        What the ankle read.
    """

    t_s: float
    ankle_deg: float
    event: Literal["neutral_rejected"] = "neutral_rejected"


@dataclass(frozen=True, slots=True)
class TrackingLost:
    """Joints that matter have not been measured for a while.

    Parameters
    ----------
    t_s : float
        When it was noticed.
    dofs : tuple of Dof
        The angles missing.
    cause : Cause or None
        Why the first of them is; None where that is not known.
    """

    t_s: float
    dofs: tuple[Dof, ...]
    cause: Cause | None = None
    event: Literal["tracking_lost"] = "tracking_lost"


@dataclass(frozen=True, slots=True)
class TrackingFound:
    """All joints that matter are measured again."""

    t_s: float
    event: Literal["tracking_found"] = "tracking_found"


class SensorTrouble(StrEnum):
    """What can be the matter with a sensor on the leg."""

    LOST = "lost"  # no readings any more, or too few
    FOUND = "found"  # they are there again
    SLIPPED = "slipped"  # it sits otherwise than when it was calibrated
    LATE = "late"  # its readings come later than those of the segment beside it; their times are put right
    UPRIGHT_AXIS = "upright_axis"  # the person lies on the side: gravity does not tell how the segment lies
    NOT_SEATED = "not_seated"  # the shank, above which no thigh is told of, says that the person walks


@dataclass(frozen=True, slots=True)
class SensorNoticed:
    """Something is the matter with a sensor on the leg; what depends on it is not judged.

    Parameters
    ----------
    t_s : float
        When it was noticed.
    place : Place
        The sensor.
    trouble : SensorTrouble
        What is the matter.
    """

    t_s: float
    place: Place
    trouble: SensorTrouble
    event: Literal["sensor_noticed"] = "sensor_noticed"


@dataclass(frozen=True, slots=True)
class MeasuredBy:
    """With several instruments: from here on another one of them tells an angle.

    Parameters
    ----------
    t_s : float
        When that had lasted long enough to tell.
    side : Side
        The leg.
    dof : Dof
        The angle.
    origin : Origin
        The instrument.
    """

    t_s: float
    side: Side
    dof: Dof
    origin: Origin
    event: Literal["measured_by"] = "measured_by"


@dataclass(frozen=True, slots=True)
class Disagreed:
    """Camera and sensors have differed by more than both their doubts for a second; the angle is withheld.

    Parameters
    ----------
    t_s : float
        When that was noticed.
    side : Side
        The leg.
    dof : Dof
        The angle.
    camera_deg, sensor_deg : float
        What each of them reads.
    """

    t_s: float
    side: Side
    dof: Dof
    camera_deg: float
    sensor_deg: float
    event: Literal["disagreed"] = "disagreed"


@dataclass(frozen=True, slots=True)
class Agreed:
    """An angle that was withheld is not withheld any more.

    Parameters
    ----------
    t_s : float
        When.
    side : Side
        The leg.
    dof : Dof
        The angle.
    """

    t_s: float
    side: Side
    dof: Dof
    event: Literal["agreed"] = "agreed"


@dataclass(frozen=True, slots=True)
class PictureStoodStill:
    """The picture goes on after it had stood still for long while the leg moved; nothing was measured meanwhile.

    Parameters
    ----------
    t_s : float
        When it goes on.
    since_s : float
        When the picture came that stood still.
    """

    t_s: float
    since_s: float
    event: Literal["picture_stood_still"] = "picture_stood_still"


@dataclass(frozen=True, slots=True)
class AttemptStarted:
    """The driving joint has left rest far enough to call it an attempt."""

    t_s: float
    event: Literal["attempt_started"] = "attempt_started"


@dataclass(frozen=True, slots=True)
class AttemptDropped:
    """What looked like an attempt was none: too small, out of position, or never finished.

    Parameters
    ----------
    t_s : float
        When that was known.
    reason : {"too_small", "out_of_position", "never_returned", "lost_from_view", "cut_by_start", "cut_by_end"}
        Why it was none.
    start_s : float or None
        When it began; None where that is not known: it was under way as the recording began, or an older program told.
    cause : Cause or None
        What was out of place, or how small it was; None where the reason says it all.
    """

    t_s: float
    reason: Literal["too_small", "out_of_position", "never_returned", "lost_from_view", "cut_by_start", "cut_by_end"]
    start_s: float | None = None
    cause: Cause | None = None
    event: Literal["attempt_dropped"] = "attempt_dropped"


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """The movement went into another phase of the exercise."""

    t_s: float
    phase: str
    event: Literal["phase_entered"] = "phase_entered"


@dataclass(frozen=True, slots=True)
class Curves:
    """How the joints went through an attempt: the robust trajectories that everything about it was read from.

    Parameters
    ----------
    t_s : tuple of float
        Moments from a little before the start until the attempt was known to be over, in seconds.
    deg : mapping of Dof to tuple of float
        The angle at each of them, in degrees; without joints that were not measured.
    error_deg : mapping of Dof to tuple of float
        Its standard error.
    """

    t_s: tuple[float, ...]
    deg: Mapping[Dof, tuple[float, ...]]
    error_deg: Mapping[Dof, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class RepetitionJudged:
    """An attempt has ended and was judged.

    Parameters
    ----------
    t_s : float
        When that was known.
    repetition : Repetition
        The attempt, judged.
    curves : Curves or None
        How the joints went; kept in no record, for a record keeps what it is made of.
    """

    t_s: float
    repetition: Repetition
    curves: Curves | None = field(default=None, compare=False)
    event: Literal["repetition_judged"] = "repetition_judged"


@dataclass(frozen=True, slots=True)
class MovedElsewhere:
    """A movement of another family of exercises has ended: it is not counted, but it was there.

    Parameters
    ----------
    t_s : float
        When.
    exercise : str
        Id of the exercise that stands for the family, by which it was judged.
    repetition : Repetition
        What it was, numbered within its family.
    """

    t_s: float
    exercise: str
    repetition: Repetition
    event: Literal["moved_elsewhere"] = "moved_elsewhere"


@dataclass(frozen=True, slots=True)
class ExerciseChanged:
    """From here on another exercise is what is expected, and judged by.

    Parameters
    ----------
    t_s : float
        When.
    exercise : str
        Its id.
    """

    t_s: float
    exercise: str
    event: Literal["exercise_changed"] = "exercise_changed"


Event = (
    SideChosen
    | Calibrated
    | NeutralRejected
    | TrackingLost
    | TrackingFound
    | SensorNoticed
    | MeasuredBy
    | Disagreed
    | Agreed
    | PictureStoodStill
    | AttemptStarted
    | AttemptDropped
    | PhaseEntered
    | RepetitionJudged
    | MovedElsewhere
    | ExerciseChanged
)
