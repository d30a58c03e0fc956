"""Pictures that stand still: the one before once more, while the leg may go on unseen.

A camera that stalls, a call that loses its connection and a recorder that fills up to its rate give the same picture
again and again. What is read in it is no measurement: a leg that was moving when the picture stopped is taken to be out
of sight until the next picture that differs. A leg that was at rest then may well be at rest still, and people who are
drawn, or encoded sparingly, do not change at all while they sit still: that reading stays, marked as repeated, and is
doubted with hindsight where the leg is elsewhere afterwards (`formcheck.kinematics.stills`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isnan, nan
from typing import Final

from formcheck.causes import Cause, CauseKind
from formcheck.events import PictureStoodStill
from formcheck.samples import AngleSample, Dof, Picture, Side, has_passed

REPEATED: Final = 1.0
"""A picture that changes less than this, in levels (`Picture.change`), is the one before. A frozen clip that was
encoded again has 0.1 to 0.8, and more only where the encoder begins anew; of people at rest, where the change does not
matter, up to a third of the pictures are below; of a leg that moves, none."""

MOVING_DEGPS: Final = 25.0
"""A leg was moving where one of its angles changed faster than this: the middle of a calm stroke has 70, what a model
trembles at rest stays below 15."""

RECENT_S: Final = 0.1
"""How fast a leg moves is told by its readings of so long, and by two of them at least: at the end of a quick stroke it
stands still before long."""

LONG_S: Final = 0.4
"""A picture that stands still for longer is worth telling: shorter, and it costs no more than a slow camera does."""

LEAPT_DEG: Final = 10.0
"""A leg that is so far from where it was when the picture stopped went on unseen."""

_WATCHED: Final = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION)
_DRIVING: Final = (Dof.KNEE_FLEXION, Dof.THIGH_ELEVATION)  # of a foot the model is wrong by more than a leap

_STANDS_STILL: Final = dict.fromkeys(Dof, (Cause(CauseKind.STILL_PICTURE),))


@dataclass(frozen=True, slots=True)
class FrozenState:
    """What is remembered of the pictures.

    Parameters
    ----------
    recent : tuple of mapping of Side to AngleSample
        What was read in the pictures of late that were not repeated, for `RECENT_S`, and two at least.
    since_s : float
        When the picture came that stands still; NaN while none does.
    moving : tuple of Side
        The legs that were moving then.
    """

    recent: tuple[Mapping[Side, AngleSample], ...] = ()
    since_s: float = nan
    moving: tuple[Side, ...] = ()


def is_repeated(picture: Picture | None) -> bool:
    """Tell whether a picture is the one before once more.

    Parameters
    ----------
    picture : Picture or None
        What was measured of it; None where nothing was.
    """
    return picture is not None and picture.change < REPEATED


def step(
    state: FrozenState, picture: Picture | None, samples: Mapping[Side, AngleSample], near: Side
) -> tuple[FrozenState, Mapping[Side, AngleSample], tuple[PictureStoodStill, ...]]:
    """Take what was read in one picture.

    Parameters
    ----------
    state : FrozenState
        Memory.
    picture : Picture or None
        What was measured of the picture.
    samples : mapping of Side to AngleSample
        What was read in it, at least one leg.
    near : Side
        The leg nearer the camera, whose leap tells that the picture stood still.

    Returns
    -------
    FrozenState, mapping of Side to AngleSample, tuple of PictureStoodStill
        New memory; the samples, of which those of a repeated picture are marked, or of a leg that was moving are not
        measured; and, when a picture that had stood still for long goes on, that it did.
    """
    if is_repeated(picture) and state.recent:
        if isnan(state.since_s):
            moving = tuple(side for side in samples if _speed_degps(state.recent, side) > MOVING_DEGPS)
            state = replace(state, since_s=_t_s(state.recent[-1]), moving=moving)
        return state, {side: _repeated(one, side in state.moving) for side, one in samples.items()}, ()
    events = _stood_still(state, samples, near)
    now_s = _t_s(samples)
    recent = tuple(one for one in state.recent if not has_passed(now_s - _t_s(one), RECENT_S)) or state.recent[-1:]
    return FrozenState((*recent, samples)), samples, events


def _repeated(sample: AngleSample, is_moving: bool) -> AngleSample:
    if not is_moving:
        return replace(sample, is_repeated=True)
    return replace(
        sample, deg=dict.fromkeys(Dof, nan), quality=dict.fromkeys(Dof, 0.0), is_repeated=True, why=_STANDS_STILL
    )


def _stood_still(state: FrozenState, samples: Mapping[Side, AngleSample], near: Side) -> tuple[PictureStoodStill, ...]:
    """Return that a picture stood still, where it did so for long while the leg nearer the camera moved."""
    now_s = _t_s(samples)
    if isnan(state.since_s) or not has_passed(now_s - state.since_s, LONG_S):
        return ()
    has_leapt = any(_way_deg(state.recent[-1], samples, near, dof) > LEAPT_DEG for dof in _DRIVING)
    return (PictureStoodStill(now_s, state.since_s),) if has_leapt or near in state.moving else ()


def _speed_degps(recent: tuple[Mapping[Side, AngleSample], ...], side: Side) -> float:
    """Return how fast the fastest angle of a leg moved of late; 0 where that was not seen."""
    elapsed_s = _t_s(recent[-1]) - _t_s(recent[0])
    if elapsed_s <= 0.0:
        return 0.0
    return max(_way_deg(recent[0], recent[-1], side, dof) for dof in _WATCHED) / elapsed_s


def _way_deg(before: Mapping[Side, AngleSample], after: Mapping[Side, AngleSample], side: Side, dof: Dof) -> float:
    """Return how far an angle of a leg is from where it was; 0 where that was not seen."""
    if side not in before or side not in after:
        return 0.0
    way_deg = abs(after[side].deg[dof] - before[side].deg[dof])
    return 0.0 if isnan(way_deg) else way_deg


def _t_s(samples: Mapping[Side, AngleSample]) -> float:
    return next(iter(samples.values())).t_s
