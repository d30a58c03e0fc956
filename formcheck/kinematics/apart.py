"""How far camera and sensors are apart in one joint: the sensors' offset, and whether the two still agree."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import exp, hypot, isnan, nan, sqrt
from typing import Final

from formcheck.kinematics import usual
from formcheck.kinematics.usual import UsualState
from formcheck.samples import Origin, has_passed

GOOD_QUALITY: Final = 0.7
"""From this quality on, and from the side, the camera may correct the sensors."""

MOST_DEG: Final = 5.0
MOST_DEG_PER_MIN: Final = 2.0
"""The offset creeps no faster: in a repetition of ten seconds it moves by a third of a degree ..."""

CREEP_S: Final = 60.0
"""... and has this time constant, which is some repetitions: the camera errs otherwise at rest than at the end."""

DOUBTS: Final = 2.0
"""The two disagree where they differ by more than so many standard errors of the one and of the other together: each is
then outside of where it is expected in 95 of 100 sessions."""

APART_S: Final = 1.0
"""So long they must differ for the joint to be withheld, and agree for it to be shown again."""

STEP_S: Final = 1.0
FADE_S: Final = 10.0
"""Whoever steps in is shown from where the other one left off: by what they differed over the last second, which fades
within some repetitions. A step in the middle of a stroke would be taken for a movement."""

TOLD_S: Final = 0.5
"""Another instrument that steps in for less is not told of."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What both read of one joint at one time.

    Parameters
    ----------
    t_s : float
        Time, in seconds.
    deg : tuple of float
        By the camera, and by the sensors without the offset; NaN where not measured.
    doubt_deg : tuple of (float, float)
        For camera and sensors: what each may be wrong by for the whole session, and in all, as standard errors.
    within_deg : float
        What both get wrong from one repetition to the next, added; NaN where either does not measure.
    knee_deg : float
        Flexion of the knee by the camera.
    is_fair : bool
        Whether the camera sees the joint well enough to correct the sensors.
    """

    t_s: float
    deg: tuple[float, float]
    doubt_deg: tuple[tuple[float, float], tuple[float, float]]
    within_deg: float
    knee_deg: float
    is_fair: bool

    @property
    def apart_deg(self) -> float:
        """Camera minus sensors; NaN where either does not measure."""
        camera_deg, sensor_deg = self.deg
        return camera_deg - sensor_deg

    @property
    def most_deg(self) -> float:
        """How far they may be apart."""
        (_, camera_deg), (_, sensor_deg) = self.doubt_deg
        return DOUBTS * (camera_deg + sensor_deg)

    @property
    def share(self) -> float:
        """Return which part of the difference is likely the sensors' error: errors go with the squares of doubts."""
        (camera_deg, _), (sensor_deg, _) = self.doubt_deg
        return sensor_deg**2 / (camera_deg**2 + sensor_deg**2)


@dataclass(frozen=True, slots=True)
class JointState:
    """What is remembered of one joint.

    Parameters
    ----------
    offset_deg : float
        What is added to the sensors' angle.
    step_deg : float
        How much more the camera read lately than the sensors, or did when one of them fell silent, fading.
    last_s : float
        Time of the last pair; NaN before.
    both_s : float
        When both measured it last; NaN before.
    sensor_s : float
        When the sensors measured it last; NaN before.
    changing_s : float
        Since when the two have been apart while the joint is shown, or together while it is withheld; NaN while
        neither.
    is_withheld : bool
        Whether they disagree.
    usual : UsualState
        What the two usually differ by.
    told : Origin or None
        The instrument that was told last.
    other_s : float
        Since when another one has told the angle; NaN while none does.
    """

    offset_deg: float = 0.0
    step_deg: float = 0.0
    last_s: float = nan
    both_s: float = nan
    sensor_s: float = nan
    changing_s: float = nan
    is_withheld: bool = False
    usual: UsualState = field(default_factory=UsualState)
    told: Origin | None = None
    other_s: float = nan


def whole_deg(between_deg: float, within_deg: float, quality: float) -> float:
    """Return the standard error of one reading, in degrees.

    Parameters
    ----------
    between_deg, within_deg : float
        Of the instrument, at quality 1.
    quality : float
        Above 0, to 1.
    """
    return hypot(between_deg, within_deg) / sqrt(quality)


def step(state: JointState, pair: Pair) -> JointState:
    """Take what both read of a joint.

    Parameters
    ----------
    state : JointState
        Memory.
    pair : Pair
        What both read, later than the last pair.
    """
    is_apart = abs(pair.apart_deg - state.offset_deg) > pair.most_deg
    # What is a dispute is no slip: somebody who stands up, or somebody else, is seen by one of the two only.
    apart_deg = pair.apart_deg if pair.is_fair and not is_apart else nan
    now = usual.step(state.usual, pair.t_s, apart_deg, (pair.deg[0], pair.knee_deg), pair.within_deg)
    state = replace(state, usual=now, step_deg=_step_deg(state, pair), last_s=pair.t_s)
    if not isnan(pair.deg[1]):
        state = replace(state, sensor_s=pair.t_s)
    if isnan(pair.apart_deg):
        return _alone(state, pair.t_s)
    if pair.is_fair and not is_apart and not state.is_withheld and not state.usual.has_changed:
        state = replace(state, offset_deg=_crept_deg(state, pair))
    return _compared(replace(state, both_s=pair.t_s), pair.t_s, is_apart=is_apart)


def tell(state: JointState, t_s: float, origin: Origin | None) -> JointState:
    """Remember what tells the angle, and take it for told once it has done so for `TOLD_S`.

    Parameters
    ----------
    state : JointState
        Memory.
    t_s : float
        Time, in seconds.
    origin : Origin or None
        The instrument; None where the angle is not known.
    """
    if origin is None or origin is state.told:
        return replace(state, other_s=nan)
    other_s = t_s if isnan(state.other_s) else state.other_s
    if not has_passed(t_s - other_s, TOLD_S):
        return replace(state, other_s=other_s)
    return replace(state, told=origin, other_s=nan)


def _alone(state: JointState, t_s: float) -> JointState:
    """Return the memory after a moment in which one does not measure.

    A camera that does not see ends no dispute: a strap that has slipped stays so. Sensors that are silent do, for what
    the camera sees alone is what any session with a camera is judged by.
    """
    if state.is_withheld and has_passed(t_s - state.sensor_s, APART_S):
        return replace(state, is_withheld=False, changing_s=nan)
    return replace(state, changing_s=nan)


def _compared(state: JointState, t_s: float, *, is_apart: bool) -> JointState:
    if is_apart is state.is_withheld:
        return replace(state, changing_s=nan)
    since_s = t_s if isnan(state.changing_s) else state.changing_s
    if not has_passed(t_s - since_s, APART_S):
        return replace(state, changing_s=since_s)
    return replace(state, is_withheld=is_apart, changing_s=nan)


def _step_deg(state: JointState, pair: Pair) -> float:
    """Return what the two differ by: followed while both measure and agree, forgotten while they do not."""
    if isnan(state.last_s):
        return 0.0
    elapsed_s = pair.t_s - state.last_s
    now_deg = pair.apart_deg - state.offset_deg
    if isnan(now_deg):
        return state.step_deg * exp(-elapsed_s / FADE_S)
    goal_deg = 0.0 if abs(now_deg) > pair.most_deg else now_deg
    return goal_deg + (state.step_deg - goal_deg) * exp(-elapsed_s / STEP_S)


def _crept_deg(state: JointState, pair: Pair) -> float:
    elapsed_s = 0.0 if isnan(state.both_s) else min(pair.t_s - state.both_s, APART_S)
    goal_deg = min(MOST_DEG, max(-MOST_DEG, pair.share * pair.apart_deg))
    most_deg = MOST_DEG_PER_MIN * elapsed_s / 60.0
    by_deg = (goal_deg - state.offset_deg) * (1.0 - exp(-elapsed_s / CREEP_S))
    return state.offset_deg + min(most_deg, max(-most_deg, by_deg))
