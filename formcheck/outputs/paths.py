"""Lines and areas as SVG has them: whole numbers, each the difference to the one before, so that many take little."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

Spot = tuple[int, int]
"""A place in a drawing: to the right, and down."""

HEIGHT: Final = 1000
"""Height of a panel in its own units; the page stretches it to whatever it has room for."""

_PER_S: Final = 100


@dataclass(frozen=True, slots=True)
class Scale:
    """Where times and angles lie in a panel.

    Parameters
    ----------
    start_s, end_s : float
        The time at its left and its right edge.
    low_deg, high_deg : float
        The angle at its lower and its upper edge.
    """

    start_s: float
    end_s: float
    low_deg: float
    high_deg: float

    @property
    def width(self) -> int:
        """Its width in its own units: hundredths of a second."""
        return max(1, round((self.end_s - self.start_s) * _PER_S))

    def x(self, t_s: float) -> int:
        """Return where a time lies.

        Parameters
        ----------
        t_s : float
            Seconds.
        """
        return round((t_s - self.start_s) * _PER_S)

    def y(self, deg: float) -> int:
        """Return where an angle lies; outside the panel, just so.

        Parameters
        ----------
        deg : float
            Degrees.
        """
        share = (self.high_deg - deg) / (self.high_deg - self.low_deg)
        return round(HEIGHT * min(2.0, max(-1.0, share)))


def line(runs: Iterable[Sequence[Spot]]) -> str:
    """Return lines as the ``d`` of a path; one of a single spot is a dot, where line ends are round.

    Parameters
    ----------
    runs : iterable of sequence of Spot
        Each a line of its own.

    Examples
    --------
    >>> line([[(0, 5), (4, 5), (8, 2)], [(20, 1)]])
    'M0 5l4 0 4-3M20 1h0'
    """
    return "".join(f"M{run[0][0]} {run[0][1]}{_steps(run) if len(run) > 1 else 'h0'}" for run in runs if run)


def area(upper: Sequence[Spot], lower: Sequence[Spot]) -> str:
    """Return what lies between two lines as the ``d`` of a path.

    Parameters
    ----------
    upper, lower : sequence of Spot
        The lines, both from left to right.

    Examples
    --------
    >>> area([(0, 0), (9, 1)], [(0, 5), (9, 6)])
    'M0 0l9 1 0 5-9-1z'
    """
    return f"{line([[*upper, *reversed(lower)]])}z" if upper else ""


def _steps(run: Sequence[Spot]) -> str:
    steps = (f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(run))
    # A minus parts two numbers as well as a blank does.
    return ("l" + " ".join(steps)).replace(" -", "-")
