"""Is the picture stretched: told by the proportions of the person in it.

A picture of 4:3 drawn out to 16:9 shows what is level a third too long, and one of 16:9 pressed into 4:3 a quarter too
short. Of somebody who sits, thigh and foot are level and trunk and hanging shank upright; and the shank itself turns
from the one to the other. People differ by less than that, and so does what a model makes of them: three comparisons
together tell, where the picture has the shape that stretching would have given it.

Only for exercises that are done sitting, and only from the side: lying on the back, level and upright parts are fewer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import log, nan
from typing import Final

from formcheck.kinematics import view
from formcheck.kinematics.angles import Point, length_px
from formcheck.kinematics.quality import rate_points
from formcheck.samples import Pose, Side
from formcheck.session.model import Remark, RemarkKind


class Part(StrEnum):
    """What is compared with the trunk, as the natural logarithm of lengths in the picture."""

    THIGH = "thigh"
    SHANK_DOWN = "shank_down"
    SHANK_OUT = "shank_out"
    FOOT = "foot"


LEAST: Final = 4
"""So many readings of a part tell its length."""

DOWN_SLOPE: Final = 0.87
OUT_SLOPE: Final = 0.5
"""Height over length of a shank that hangs (steeper than 60 degrees), and of one that is stretched out (30 degrees)."""

THIGH: Final = -0.13
SHANK: Final = 0.02
FOOT: Final = -0.67
"""Thigh over trunk, shank out over shank down, and foot over shank down, as natural logarithms, on the population: with
a spread of 0.08, 0.08 and 0.10. Real people sitting, 20 degrees off the side view, have -0.15, 0.23 and -0.49."""

MOST_TURNED_DEG: Final = 30.0
"""A person seen from further off the side is foreshortened more than a stretched picture is drawn out."""

MOST: Final = 0.2
"""The mean of the three departs from those by -0.20 to 0.11 on the population, and 0.12 at most on recordings of real
people who sit; of the same people stretched by a third by 0.26, pressed by a quarter by -0.26."""

LONGEST_THIGH: Final = -0.10
SHORTEST_THIGH: Final = -0.32
"""And the thigh alone over the trunk lies beyond this: it is seen all along, and best."""

STRETCHED_TO: Final = {16 / 9: 4 / 3, 3 / 4: 9 / 16}
SQUEEZED_TO: Final = {4 / 3: 16 / 9, 9 / 16: 3 / 4}
"""Shapes (width over height) that a stretched, or squeezed, picture has, and those it had before: so cameras film."""

ALIKE: Final = 0.02
"""Shapes that differ by less, as logarithms, are the same: encoders cut pictures to even numbers of pixels."""


@dataclass(frozen=True, slots=True)
class ProportionsTally:
    """What is gathered.

    Parameters
    ----------
    sums : mapping of Part to float
        For each part, the sum of its logarithms.
    counts : mapping of Part to int
        How many they are.
    """

    sums: Mapping[Part, float] = field(default_factory=lambda: dict.fromkeys(Part, 0.0))
    counts: Mapping[Part, int] = field(default_factory=lambda: dict.fromkeys(Part, 0))

    def mean(self, part: Part) -> float:
        """Return the logarithm of a part's length over the trunk's; NaN where it was seldom seen.

        Parameters
        ----------
        part : Part
            Any.
        """
        return self.sums[part] / self.counts[part] if self.counts[part] >= LEAST else nan


def step(tally: ProportionsTally, pose: Pose, facing: Side) -> ProportionsTally:
    """Measure the person in one picture.

    Parameters
    ----------
    tally : ProportionsTally
        So far.
    pose : Pose
        The body points, of a person who sits.
    facing : Side
        The side of the picture that the person faces.
    """
    seen = _parts(pose, view.near_side(facing)) if view.measure_view_angle(pose) <= MOST_TURNED_DEG else {}
    sums = {part: total + seen.get(part, 0.0) for part, total in tally.sums.items()}
    counts = {part: count + (part in seen) for part, count in tally.counts.items()}
    return replace(tally, sums=sums, counts=counts)


def _parts(pose: Pose, side: Side) -> dict[Part, float]:
    """Return the lengths that can be read in one picture, over that of the trunk, as logarithms."""
    names = [f"{side}_{name}" for name in ("shoulder", "hip", "knee", "ankle", "heel", "foot_index")]
    if not rate_points(pose, names):
        return {}
    shoulder, hip, knee, ankle, heel, toe = (view.point(pose, name) for name in names)
    trunk_px = length_px(hip, shoulder)
    shank = _slope(knee, ankle)
    lengths = {Part.THIGH: length_px(hip, knee)}
    if shank >= DOWN_SLOPE:
        lengths |= {Part.SHANK_DOWN: length_px(knee, ankle), Part.FOOT: length_px(heel, toe)}
    elif shank <= OUT_SLOPE:
        lengths |= {Part.SHANK_OUT: length_px(knee, ankle)}
    return {part: log(px / trunk_px) for part, px in lengths.items() if px > 0.0 and trunk_px > 0.0}


def _slope(start: Point, end: Point) -> float:
    length = length_px(start, end)
    return abs(end[1] - start[1]) / length if length else 0.0


def remarks(tally: ProportionsTally, width_px: int, height_px: int) -> Iterator[Remark]:
    """Yield that the picture seems to have been stretched or squeezed.

    Parameters
    ----------
    tally : ProportionsTally
        What was gathered.
    width_px, height_px : int
        The shape of the picture.
    """
    thigh, off = tally.mean(Part.THIGH), departure(tally)
    if off > MOST and thigh > LONGEST_THIGH:
        yield from _of_shape(RemarkKind.PERHAPS_STRETCHED, width_px / height_px, STRETCHED_TO)
    if off < -MOST and thigh < SHORTEST_THIGH:
        yield from _of_shape(RemarkKind.PERHAPS_SQUEEZED, width_px / height_px, SQUEEZED_TO)


def _of_shape(kind: RemarkKind, shape: float, befores: Mapping[float, float]) -> Iterator[Remark]:
    """Yield the remark where the picture has a shape that comes of it, with the shape that it had."""
    for after, before in befores.items():
        if abs(log(shape / after)) < ALIKE:
            yield Remark(kind, number=round(before, 4))


def departure(tally: ProportionsTally) -> float:
    """Return by how much the person is too wide (+) or too narrow, as a logarithm; NaN where too little was seen.

    Parameters
    ----------
    tally : ProportionsTally
        What was gathered.
    """
    thigh, down, out, foot = (tally.mean(part) for part in (Part.THIGH, Part.SHANK_DOWN, Part.SHANK_OUT, Part.FOOT))
    compared = (thigh - THIGH, out - down - SHANK, foot - down - FOOT)
    return sum(compared) / len(compared)
