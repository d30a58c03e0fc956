"""Shares with their 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt
from typing import Final

Z: Final = 1.959964
"""The normal distribution has 95 % within this many standard deviations."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many.

    Parameters
    ----------
    count, of : int
        How many, of how many.
    low, high : float
        95 % interval of the share; NaN where there was nothing to count.
    """

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """``count / of``; NaN where there was nothing to count."""
        return self.count / self.of if self.of else nan


def share_of_clips(count: int, of: int) -> Share:
    """Return a share of things that have nothing to do with each other, such as clips of different people.

    Parameters
    ----------
    count, of : int
        How many, of how many.
    """
    return Share(count, of, *wilson(count, of))


def share_of_repetitions(counts: Sequence[int], sizes: Sequence[int]) -> Share:
    """Return a share of repetitions, which hang together: those of a clip share a person, a room and a camera.

    The interval is Wilson's, for as many *independent* repetitions as would tell as much (Kish's effective sample size,
    as Korn & Graubard 1998 use it for surveys). A bootstrap over clips says much the same in the middle, but of an
    event that never happened it says "0 to 0 %", and what must hardly ever happen is what matters most here. Where it
    never or always happened the clips cannot show how far they hang together, and all repetitions are taken as
    independent: the interval is then, if anything, too narrow.

    Parameters
    ----------
    counts, sizes : sequence of int
        Of each clip, how many of how many.
    """
    count, of = sum(counts), sum(sizes)
    if not of:
        return Share(0, 0, nan, nan)
    effective = of / design_effect(counts, sizes)
    return Share(count, of, *wilson(count / of * effective, effective))


def wilson(count: float, of: float) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927); it never leaves 0 to 1.

    Parameters
    ----------
    count, of : float
        How many, of how many; NaN comes of nothing.

    Examples
    --------
    >>> [round(one, 3) for one in wilson(0, 10)]
    [0.0, 0.278]
    """
    if not of:
        return nan, nan
    share, extra = count / of, Z**2 / of
    middle = share + extra / 2
    spread = Z * sqrt(max(0.0, share * (1 - share)) / of + extra / (4 * of))
    low, high = (middle - spread) / (1 + extra), (middle + spread) / (1 + extra)
    return (0.0 if count <= 0 else low), (1.0 if count >= of else high)


def design_effect(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Return how many repetitions of these clips tell as much as one that stands alone.

    It is the variance of the share, estimated from the differences between clips (Cochran's ratio estimator), over the
    one that independent repetitions would have; never below 1.

    Parameters
    ----------
    counts, sizes : sequence of int
        Of each clip, how many of how many.

    Returns
    -------
    float
        1 where a single clip, or the same everywhere, tells nothing about it.

    Examples
    --------
    >>> design_effect([4, 0, 4, 0], [4, 4, 4, 4])  # a clip is right or wrong as a whole
    5.333333333333333
    """
    clips, of = len(sizes), sum(sizes)
    share = sum(counts) / of if of else 0.0
    if clips < 2 or not 0.0 < share < 1.0:
        return 1.0
    between = sum((count - share * size) ** 2 for count, size in zip(counts, sizes, strict=True))
    return max(1.0, clips / (clips - 1) * between / (of * share * (1.0 - share)))
