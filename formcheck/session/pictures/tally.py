"""All that is gathered of the pictures of a session, and all remarks that come of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from formcheck.events import PictureStoodStill
from formcheck.exercise.definition import Posture, Prescription
from formcheck.samples import Side, SourceInfo
from formcheck.session.model import Remark, RemarkKind
from formcheck.session.pictures import proportions, quality, upright
from formcheck.session.pictures.proportions import ProportionsTally
from formcheck.session.pictures.quality import QualityTally
from formcheck.session.pictures.upright import UprightTally
from formcheck.sighting import Sighting

_UPRIGHT_DEG: Final = -55.0  # a trunk that may lean back no further is that of somebody who sits
_MOSTLY: Final = 0.8


@dataclass(frozen=True, slots=True)
class PicturesTally:
    """What is gathered.

    Parameters
    ----------
    posture : Posture
        That of the exercise.
    side : Side or None
        The leg that is prescribed.
    quality : QualityTally
        How the pictures are.
    upright : UprightTally
        Which way up.
    proportions : ProportionsTally
        Those of the person.
    with_person, away : int
        In how many pictures the person was, and in how many with the leg that is prescribed away from the camera.
    """

    posture: Posture
    side: Side | None
    quality: QualityTally = field(default_factory=QualityTally)
    upright: UprightTally = field(default_factory=UprightTally)
    proportions: ProportionsTally = field(default_factory=ProportionsTally)
    with_person: int = 0
    away: int = 0


def start(prescription: Prescription) -> PicturesTally:
    """Return an empty tally.

    Parameters
    ----------
    prescription : Prescription
        What is prescribed.
    """
    return PicturesTally(prescription.exercise.posture, prescription.side)


def step(tally: PicturesTally, sighting: Sighting) -> PicturesTally:
    """Take one picture.

    Parameters
    ----------
    tally : PicturesTally
        So far.
    sighting : Sighting
        What was made of it; one without a view tells nothing.
    """
    if sighting.view is None:
        return tally
    stood = tuple(one for one in sighting.events if isinstance(one, PictureStoodStill))
    tally = replace(tally, quality=quality.step(tally.quality, sighting.view.pose, stood))
    return _take_person(tally, sighting) if sighting.view.has_person else tally


def _take_person(tally: PicturesTally, sighting: Sighting) -> PicturesTally:
    view = sighting.view
    if view is None:
        return tally
    before, shape = tally.upright, tally.proportions
    after = upright.step(before, tally.posture, view.pose)
    is_as_asked = after.fitting[0] > before.fitting[0]
    if is_as_asked and tally.posture.trunk_lean.min > _UPRIGHT_DEG:
        shape = proportions.step(shape, view.pose, view.facing)
    is_away = tally.side is not None and sighting.near is tally.side.other
    return replace(
        tally,
        upright=after,
        proportions=shape,
        with_person=tally.with_person + 1,
        away=tally.away + is_away,
    )


def why_nothing(tally: PicturesTally, source: SourceInfo) -> Iterator[Remark]:
    """Yield what about the picture explains that nothing was counted: it is not the right way up, or mirrored.

    Parameters
    ----------
    tally : PicturesTally
        What was gathered.
    source : SourceInfo
        Which says how it was turned already.
    """
    turned = tuple(upright.remarks(tally.upright, source))
    yield from turned
    if tally.away > _MOSTLY * tally.with_person and not turned:
        yield Remark(RemarkKind.PERHAPS_MIRRORED, side=tally.side)


def remarks(tally: PicturesTally, source: SourceInfo) -> Iterator[Remark]:
    """Yield all else that is to be said of the pictures.

    Parameters
    ----------
    tally : PicturesTally
        What was gathered.
    source : SourceInfo
        The recording.
    """
    is_upright = not any(upright.remarks(tally.upright, source))
    for remark in quality.remarks(tally.quality):
        if is_upright or remark.kind is not RemarkKind.TILTED:
            yield remark
    if source.width_px and source.height_px:
        yield from proportions.remarks(tally.proportions, source.width_px, source.height_px)
    if source.is_turn_found and source.turned_deg:
        yield Remark(RemarkKind.WAS_TURNED, number=float(source.turned_deg))
    if source.cut_px is not None:
        yield Remark(RemarkKind.BARS_CUT)
