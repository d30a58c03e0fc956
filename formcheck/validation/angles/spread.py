"""Errors in a few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from formcheck.validation.model import Series


@dataclass(frozen=True, slots=True)
class Spread:
    """How a set of errors (measured minus true) lies; all NaN where there is none.

    Parameters
    ----------
    n : int
        How many.
    bias, sd : float
        Their mean, and their standard deviation (of the sample; NaN for fewer than two).
    mae, rmse : float
        Mean absolute error, and root of the mean square.
    p95, worst : float
        95th percentile and largest of the absolute errors.
    """

    n: int = 0
    bias: float = nan
    sd: float = nan
    mae: float = nan
    rmse: float = nan
    p95: float = nan
    worst: float = nan

    @property
    def limits(self) -> tuple[float, float]:
        """95 % limits of agreement: bias ± 1.96 SD (Bland & Altman 1986)."""
        return self.bias - 1.96 * self.sd, self.bias + 1.96 * self.sd


def spread_of(errors: Series | Sequence[float]) -> Spread:
    """Return errors in a few numbers.

    Parameters
    ----------
    errors : array_like, shape (n,)
        Measured minus true; NaN is left out.
    """
    given = np.asarray(errors, dtype=np.float64)
    known = given[np.isfinite(given)]
    if not len(known):
        return Spread()
    size = np.abs(known)
    return Spread(
        n=len(known),
        bias=float(known.mean()),
        sd=float(known.std(ddof=1)) if len(known) > 1 else nan,
        mae=float(size.mean()),
        rmse=float(np.sqrt(np.mean(known**2))),
        p95=float(np.percentile(size, 95)),
        worst=float(size.max()),
    )
