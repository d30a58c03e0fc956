"""How well sensors measure, by where they are strapped to and by what says how bent a joint is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from formcheck.inertial.mounting import Mounting, ZeroSource
from formcheck.samples import Accuracy, AngleError, Dof, Instrument, Origin, Segment, Side

_BETWEEN_DEG: Final = {
    ZeroSource.STANDING: 3.0,  # nobody stands quite straight
    ZeroSource.CAMERA: 5.0,
    ZeroSource.TYPED: 4.0,  # a goniometer, read and held by hand
    ZeroSource.OWN_EXTENSION: 5.0,
    ZeroSource.LYING: 5.0,
    ZeroSource.SEATED: 8.0,  # nobody sits with a thigh quite level and a shank quite upright
}
"""What stays for a whole session, of the knee, in degrees; of the ankle it is `_ANKLE_MORE` times as much."""

_WITHIN_DEG: Final = 1.0  # straps and flesh move with the leg
_THIGH_UNSEEN_DEG: Final = 4.0
"""A thigh without a sensor that is taken for level adds this between sessions, and half of `_WITHIN_DEG` within."""

_ANKLE_MORE: Final = 1.3


def sensor_instrument(mountings: Sequence[Mounting], name: str) -> Instrument:
    """Return the sensors of a session as what measures it.

    Parameters
    ----------
    mountings : sequence of Mounting
        How they sit, at least one on a shank.
    name : str
        Their name for people.
    """
    errors = {dof: error for side in _sides(mountings) for dof, error in _errors(mountings, side).items()}
    return Instrument(Origin.SENSOR, name, Accuracy(errors, errors))


def _sides(mountings: Iterable[Mounting]) -> set[Side]:
    return {mounting.place.side for mounting in mountings}


def _errors(mountings: Sequence[Mounting], side: Side) -> dict[Dof, AngleError]:
    """Return what the sensors of one leg can measure, and how well."""
    by_segment = {one.place.segment: one for one in mountings if one.place.side is side}
    shank = by_segment.get(Segment.SHANK)
    errors: dict[Dof, AngleError] = {}
    has_thigh = Segment.THIGH in by_segment
    if shank is not None and not has_thigh and shank.zero is ZeroSource.LYING:
        errors[Dof.THIGH_ELEVATION] = AngleError(_BETWEEN_DEG[shank.zero] + _THIGH_UNSEEN_DEG, 1.5 * _WITHIN_DEG)
    elif shank is not None:
        between_deg = _BETWEEN_DEG[shank.zero] + (0.0 if has_thigh else _THIGH_UNSEEN_DEG)
        errors[Dof.KNEE_FLEXION] = AngleError(between_deg, _WITHIN_DEG * (1.0 if has_thigh else 1.5))
    if shank is not None and Segment.FOOT in by_segment:
        errors[Dof.ANKLE_DORSIFLEXION] = AngleError(
            _ANKLE_MORE * _BETWEEN_DEG[by_segment[Segment.FOOT].zero], _WITHIN_DEG
        )
    if has_thigh:
        errors[Dof.THIGH_ELEVATION] = AngleError(_BETWEEN_DEG[by_segment[Segment.THIGH].zero], _WITHIN_DEG)
    return errors
