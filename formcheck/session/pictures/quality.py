"""What is to be said of the pictures of a session: light, level, sharpness, rate, and whether they stood still.

What is measured of a picture comes with its body points (`formcheck.samples.Picture`) and is kept in the record: so a
replay says the same. Limits are those by which the live page asks for better light before anything is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isnan, nan
from statistics import median
from typing import Final

from formcheck.events import PictureStoodStill
from formcheck.kinematics.frozen import is_repeated
from formcheck.samples import Picture, Pose
from formcheck.session.model import Remark, RemarkKind

DARKEST: Final = 45.0
BRIGHTEST: Final = 235.0
"""Mean luma (0 to 255) of the picture. Clips darkened to 43 to 51 moved the landmarks by 8 pixels at most (95 %); at 21
to 26, as a camera's noise grows, by 11 to 26, or nobody was found."""

GLARE: Final = 0.03
DARK_BEFORE_GLARE: Final = 0.4
"""Light from behind: more than this share of the picture is nothing but white, and the darkest quarter of the person
lies below this share of the picture's mean. The clip before a window has 0.11 and 0.36; without the first, dark clothes
and dark skin would be taken for it."""

MOST_ROLL_DEG: Final = 5.0
"""A picture tilted more is not level: thigh and trunk would be read wrong by so much."""

MOST_BLUR: Final = 0.75
"""Sharp clips have 0.36 to 0.49, and 0.57 at half the size; blurred to 0.79, the knee is read off by 4 to 6 degrees and
the foot by up to 17, and at 0.84 by 28 and 25 (95 %)."""
MOST_SHAKE: Final = 0.15
"""Heights of the picture a second: a camera that stands has 0.00 to 0.04, one that pans after somebody 0.09."""

LEAST_LEVELS: Final = 3
"""Single readings of the level are off by several degrees now and then."""

LONGEST_INTERVAL_S: Final = 0.105
"""Fewer than ten pictures a second, with a little to spare for a clock that trembles, are too few: at 10 the sample
clips are counted as at 25 (tests/golden/test_rates.py)."""

LONGEST_MOVING_S: Final = 0.5
"""Pictures further apart than this do not belong to one movement: who sits still may not change at all."""


@dataclass(frozen=True, slots=True)
class QualityTally:
    """What is gathered.

    Parameters
    ----------
    closely : tuple of Picture
        Those that were looked at closely.
    differing_s : float
        Time of the latest picture that was not the one before once more; NaN before.
    quick, slow : int
        How many of those came soon enough after one another, and too late.
    slow_s : float
        How long the slow ones took, all in all.
    stood : tuple of PictureStoodStill
        Where the picture stood still while the leg moved.
    """

    closely: tuple[Picture, ...] = ()
    differing_s: float = nan
    quick: int = 0
    slow: int = 0
    slow_s: float = 0.0
    stood: tuple[PictureStoodStill, ...] = ()


def step(tally: QualityTally, pose: Pose, stood: tuple[PictureStoodStill, ...] = ()) -> QualityTally:
    """Take one picture.

    Parameters
    ----------
    tally : QualityTally
        So far.
    pose : Pose
        The body points, with what was measured of their picture; without, nothing is taken.
    stood : tuple of PictureStoodStill
        That it had stood still until then, where it had.
    """
    picture = pose.picture
    if picture is None:
        return tally
    if stood:
        tally = replace(tally, stood=(*tally.stood, *stood))
    if not isnan(picture.brightness):
        tally = replace(tally, closely=(*tally.closely, picture))
    if is_repeated(picture):
        return tally
    interval_s = pose.t_s - tally.differing_s
    tally = replace(tally, differing_s=pose.t_s)
    if interval_s <= LONGEST_INTERVAL_S:
        return replace(tally, quick=tally.quick + 1)
    if interval_s <= LONGEST_MOVING_S:
        return replace(tally, slow=tally.slow + 1, slow_s=tally.slow_s + interval_s)
    return tally


def remarks(tally: QualityTally) -> Iterator[Remark]:
    """Yield what is to be said of the pictures.

    Parameters
    ----------
    tally : QualityTally
        What was gathered.
    """
    if tally.stood:
        stood_s = sum(one.t_s - one.since_s for one in tally.stood)
        yield Remark(RemarkKind.STOOD_STILL, number=round(stood_s, 1), at_s=round(tally.stood[0].since_s, 1))
    if tally.slow > tally.quick:
        yield Remark(RemarkKind.LOW_RATE, number=round(tally.slow / tally.slow_s, 1))
    brightness, dark, glare = (_usual(tally, name) for name in ("brightness", "person_dark", "glare"))
    trouble = find_light(brightness, dark, glare)
    if trouble is not None:
        yield Remark(trouble)
    if _usual(tally, "blur") > MOST_BLUR:
        yield Remark(RemarkKind.BLURRED)
    roll_deg = _usual(tally, "roll_deg", LEAST_LEVELS)
    if abs(roll_deg) > MOST_ROLL_DEG:
        yield Remark(RemarkKind.TILTED, number=round(abs(roll_deg), 1))
    if _usual(tally, "shake", LEAST_LEVELS) > MOST_SHAKE:
        yield Remark(RemarkKind.SHAKEN)


def find_light(brightness: float, person_dark: float, glare: float) -> RemarkKind | None:
    """Return what is the matter with the light; None where nothing is, or it was not measured.

    Parameters
    ----------
    brightness, person_dark, glare : float
        As `Picture` has them.
    """
    if brightness < DARKEST:
        return RemarkKind.TOO_DARK
    if brightness > BRIGHTEST:
        return RemarkKind.TOO_BRIGHT
    if glare > GLARE and person_dark < DARK_BEFORE_GLARE * brightness:
        return RemarkKind.LIGHT_BEHIND
    return None


def _usual(tally: QualityTally, name: str, least: int = 1) -> float:
    """Return the median of what was measured; NaN where that was less often than `least`."""
    known = [value for one in tally.closely if not isnan(value := float(getattr(one, name)))]
    return median(known) if len(known) >= least else nan
