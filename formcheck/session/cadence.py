"""How the pictures of a session came: how many a second, and whether there were any all the time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isnan, nan
from typing import Final

from formcheck.samples import SourceInfo
from formcheck.session.model import Remark, RemarkKind

GAP_S: Final = 1.0
"""From one picture to the next it may take so long; what takes longer is told: nothing was seen of it."""

_ROUNDING_S: Final = 0.05  # between what a container states and when its last picture ends


@dataclass(frozen=True, slots=True)
class Cadence:
    """Memory of when the pictures came.

    Parameters
    ----------
    last_s : float
        Time of the latest one; NaN before the first.
    missing_s : float
        How long there were none, all in all.
    """

    last_s: float = nan
    missing_s: float = 0.0


def step(cadence: Cadence, t_s: float) -> Cadence:
    """Take the time of the next picture.

    Parameters
    ----------
    cadence : Cadence
        Memory.
    t_s : float
        When it was taken, in seconds.
    """
    gap_s = 0.0 if isnan(cadence.last_s) else t_s - cadence.last_s
    return replace(cadence, last_s=t_s, missing_s=cadence.missing_s + (gap_s if gap_s > GAP_S else 0.0))


def begin_part(cadence: Cadence) -> Cadence:
    """Begin a part: the pause before it is nobody's fault.

    Parameters
    ----------
    cadence : Cadence
        Memory.
    """
    return replace(cadence, last_s=nan)


def remarks(source: SourceInfo, cadence: Cadence) -> Iterator[Remark]:
    """Yield what is to be said of it.

    Parameters
    ----------
    source : SourceInfo
        The recording.
    cadence : Cadence
        When its pictures came.
    """
    if source.read_s is not None:
        stated_s = source.duration_s or 0.0
        expected_s = round(stated_s, 1) if stated_s > source.read_s + _ROUNDING_S else None
        yield Remark(RemarkKind.FILE_CUT_SHORT, number=round(source.read_s, 1), expected=expected_s)
    if cadence.missing_s:
        yield Remark(RemarkKind.PICTURES_MISSING, number=round(cadence.missing_s, 1))
