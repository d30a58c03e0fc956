"""The robust trajectory of one angle, with a standard error for whatever is read from it.

A pose model's angle is good to a degree or two in nearly every frame, and wrong by tens of degrees in bursts of a few:
near 50 degrees of flexion, where the shanks overlap, it puts the leg that works onto the one that rests. So the samples
are taken as readings of a smooth movement with heavy-tailed errors: a burst falls out as what it is, a gap or a
trembling stretch widens the standard error, and nothing else needs to ask how many frames there were.

The trajectory minimises the weighted squares of the residuals plus `STIFFNESS` times the squares of its third
differences (a discrete smoothing spline, Whittaker 1923; hands and feet move with minimum jerk, Flash & Hogan 1985).
The weights are those of a Cauchy-like error, tightened step by step from a wide scale to a narrow one, so that the
result does not hang on where it began (graduated non-convexity, Blake & Zisserman 1987). It looks both ways in time: it
has no lag.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf, isnan, nan, sqrt

import numpy as np
from numpy.typing import NDArray

from formcheck.samples import TIME_TOLERANCE_S

Array = NDArray[np.float64]

GRID_HZ = 60.0
"""A trajectory is known at this many moments a second."""

STIFFNESS = 1000.0
"""Weight of a squared third difference on the grid against a squared degree of one sample. At 25 samples a second what
is faster than 2.6 Hz is taken for trembling; a stroke that is over in half a second has hardly anything beyond."""

STEPS = (
    (16.0, 15.0),
    (11.0, 15.0),
    (8.0, 10.0),
    (5.5, 6.0),
    (4.0, 4.0),
    (3.0, 2.0),
    (3.0, 1.0),
    (3.0, 1.0),
    (3.0, 1.0),
    (3.0, 1.0),
)
"""Scale of the error in degrees, and how many times as stiff, step by step: a residual of one scale has a quarter of
the weight of none. Stiff at first, the trajectory cannot follow a burst of wrong readings before it is known as one."""

SETTLED_DEG = 0.01
"""A trajectory that another last step would move by less is done: that of sensors is sooner than that of a camera."""

TYPICAL = 2.0
"""The scale is no less than so many times the typical residual: where all readings tremble, none is an outlier."""

LEAST_NOISE_DEG = 1.0
"""However smoothly the samples lie, each is taken to be no better than this."""

FITTING_DEG = 10.0
"""A sample further than this from the trajectory is an outlier."""

NEARBY_S = 0.2
"""How much before and after some moments the samples still tell how it was there."""

RIPPLE_S = 0.12
"""Errors of samples so near to one another go together: more of them make their mean no better."""

_ORDER = 3
_COEFFICIENTS = np.array([-1.0, 3.0, -3.0, 1.0])  # of a third difference
_MAD_TO_SD = 1.4826  # for a normal distribution
_LEAST_WEIGHT = 1e-9  # keeps the equations solvable where nothing was measured
_FADED, _LOOK_EVERY = 1e-10, 20  # of a squared length so small a share adds nothing that is ever told


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity that was measured.

    Parameters
    ----------
    value : float
        What was read; NaN where nothing was measured.
    sd : float
        Its standard error, in the same unit, from scatter and gaps alone; infinite where nothing was measured. What an
        instrument gets wrong all along is not in it (`formcheck.samples.Accuracy`).
    """

    value: float = nan
    sd: float = inf

    @property
    def is_known(self) -> bool:
        """Whether anything was measured."""
        return not isnan(self.value)

    def minus(self, other: Measured) -> Measured:
        """Return the difference to another quantity with an error of its own.

        Parameters
        ----------
        other : Measured
            In the same unit.
        """
        return Measured(self.value - other.value, sqrt(self.sd**2 + other.sd**2))


@dataclass(frozen=True, slots=True)
class Estimate:
    """One angle over time.

    Parameters
    ----------
    deg : ndarray, shape (m,)
        The angle at `GRID_HZ` from the first sample on; all NaN where nothing was measured.
    noise_deg : float
        Scatter of the samples about it.
    factor : ndarray, shape (4, m)
        Cholesky factor of the weights and the stiffness, banded: the precision of `deg` in units of `noise_deg`.
    places, residuals_deg : ndarray, shape (k,)
        Where on the grid each sample is, in order, and how far from the trajectory.
    """

    deg: Array
    noise_deg: float
    factor: Array
    places: Array
    residuals_deg: Array

    @property
    def fitting(self) -> Array:
        """Places of the samples that are no outliers, in order."""
        return self.places[np.abs(self.residuals_deg) < FITTING_DEG]

    def gap_s(self, at: int) -> float:
        """Return how far apart the fitting samples around one moment are, in seconds; infinite beyond the last one.

        Parameters
        ----------
        at : int
            Position on the grid.
        """
        bounds = np.concatenate([[-inf], self.fitting, [inf]])
        after = int(np.searchsorted(bounds, float(at), side="right"))
        return float(bounds[after] - bounds[after - 1]) / GRID_HZ

    def combine(self, shares: Array) -> Measured:
        """Return a weighted sum of the angle at all moments, such as a mean or a difference.

        Parameters
        ----------
        shares : ndarray, shape (m,)
            The weight of each moment.
        """
        from scipy.linalg import cho_solve_banded  # noqa: PLC0415 - slow to import, and not needed before an attempt

        if isnan(self.noise_deg):
            return Measured()
        variance = float(shares @ cho_solve_banded((self.factor, False), shares, check_finite=False))
        return Measured(float(shares @ self.deg), self.noise_deg * sqrt(max(variance, 0.0)))

    def mean(self, where: NDArray[np.intp]) -> Measured:
        """Return the mean angle over some moments: no surer than one sample where the samples scatter.

        What makes them tremble, a foot half hidden or a leg taken for the other one, seldom does so evenly to both
        sides.

        Parameters
        ----------
        where : ndarray of int, shape (k,)
            Their positions on the grid; at least one.
        """
        mean = self.combine(np.bincount(where, minlength=len(self.deg)) / len(where))
        return Measured(mean.value, max(mean.sd, self._scatter_deg(int(where[0]), int(where[-1]))))

    def _scatter_deg(self, first: int, last: int) -> float:
        """Return how widely the samples scatter about some moments, the outliers among them."""
        margin = NEARBY_S * GRID_HZ
        nearby = (self.places >= first - margin) & (self.places <= last + margin)
        return _scatter_deg(self.residuals_deg[nearby]) if nearby.any() else 0.0

    def errors_deg(self, where: NDArray[np.intp]) -> Array:
        """Return the standard error of the angle at some moments: no less than the samples scatter there.

        Parameters
        ----------
        where : ndarray of int, shape (k,)
            Their positions on the grid.

        Returns
        -------
        ndarray, shape (k,)
            In degrees; infinite where nothing was measured.
        """
        if isnan(self.noise_deg):
            return np.full(len(where), inf)
        errors_deg = self.noise_deg * np.sqrt(_variances(self.factor, where))
        return np.maximum(errors_deg, self._scatters_deg(where))

    def _scatters_deg(self, where: NDArray[np.intp]) -> Array:
        """Return how widely the samples scatter about each of some moments: `_scatter_deg` of them all at once."""
        margin = NEARBY_S * GRID_HZ
        first = np.searchsorted(self.places, where - margin, side="left")
        counts = np.searchsorted(self.places, where + margin, side="right") - first
        within = np.arange(max(1, counts.max()))
        at = np.minimum(first[:, None] + within, len(self.places) - 1)
        nearby = np.sort(np.where(within < counts[:, None], np.abs(self.residuals_deg)[at], inf), axis=1)
        middle = np.maximum(counts - 1, 0)
        rows = np.arange(len(where))
        medians = (nearby[rows, middle // 2] + nearby[rows, np.minimum(counts // 2, nearby.shape[1] - 1)]) / 2.0
        return np.where(counts > 0, _MAD_TO_SD * medians, 0.0)

    def rate(self, at: int) -> Measured:
        """Return how fast the angle changes at one moment, in degrees a second.

        Parameters
        ----------
        at : int
            Position on the grid.
        """
        before, after = max(0, at - 1), min(len(self.deg) - 1, at + 1)
        shares = np.zeros(len(self.deg))
        shares[after], shares[before] = GRID_HZ / (after - before), -GRID_HZ / (after - before)
        return self.combine(shares)


def _variances(factor: Array, where: NDArray[np.intp]) -> Array:
    """Return some elements of the diagonal of the inverse of ``U.T @ U``.

    Each is the squared length of the solution of ``U.T @ y = e``, which is zero before its moment and fades after it:
    it is followed only until nothing is left of it, however long the whole is.

    Parameters
    ----------
    factor : ndarray, shape (4, m)
        U, banded.
    where : ndarray of int, shape (k,)
        Which elements.
    """
    bands, size = factor.shape[0] - 1, factor.shape[1]
    carried = np.zeros((bands, size + 1))  # beyond the end nothing is left
    carried[:, :size] = -factor[bands - 1 :: -1] / factor[bands]
    recent = np.zeros((bands, len(where)))
    recent[0] = 1.0 / factor[bands, where]
    total: Array = recent[0] ** 2
    for step in range(1, size):
        now = np.einsum("ij,ij->j", carried[:, np.minimum(where + step, size)], recent)
        recent[1:], recent[0] = recent[:-1].copy(), now
        total += now * now
        if step % _LOOK_EVERY == 0 and (recent**2 <= _FADED * total).all():
            break
    return total


def grid_size(duration_s: float) -> int:
    """Return the number of moments of a trajectory.

    Parameters
    ----------
    duration_s : float
        Time from the first sample to the last, in seconds.
    """
    return max(_ORDER + 1, int((duration_s + TIME_TOLERANCE_S) * GRID_HZ) + 2)


def estimate(t_s: Array, deg: Array, quality: Array) -> Estimate:
    """Return the robust trajectory of an angle.

    Parameters
    ----------
    t_s : ndarray, shape (n,)
        Times of the samples from the first one on, in seconds, strictly increasing from 0.
    deg : ndarray, shape (n,)
        The angle; NaN where it was not measured.
    quality : ndarray, shape (n,)
        0 (not measured) to 1; the error of a sample grows as one over its root.

    Returns
    -------
    Estimate
        Known all along, also where nothing was measured: there the standard error is large.
    """
    size = grid_size(float(t_s[-1]))
    known = ~np.isnan(deg) & (quality > 0.0)
    if np.count_nonzero(known) < 2:
        return Estimate(np.full(size, nan), nan, np.empty((_ORDER + 1, 0)), np.empty(0), np.empty(0))
    samples = _Samples.on_grid(t_s[known], deg[known], quality[known])
    smooth, weights = samples.solve(size, samples.base, STEPS[0][1])[0], samples.base
    for scale_deg, stiffer in STEPS:
        residuals = samples.residuals(smooth)
        weights = samples.base / (1.0 + (residuals / max(scale_deg, TYPICAL * _scatter_deg(residuals))) ** 2) ** 2
        before, (smooth, factor) = smooth, samples.solve(size, weights, stiffer)
        if (scale_deg, stiffer) == STEPS[-1] and float(np.abs(smooth - before).max()) < SETTLED_DEG:
            break
    residuals = samples.residuals(smooth)
    return Estimate(smooth, _noise_deg(samples, residuals), factor, samples.before + samples.share, residuals)


@dataclass(frozen=True, slots=True)
class _Samples:
    """Samples between the moments of the grid.

    Parameters
    ----------
    before : ndarray of int, shape (n,)
        The moment before each sample.
    share : ndarray, shape (n,)
        How far it is on the way to the next one.
    deg, base : ndarray, shape (n,)
        The angle, and its weight without regard to how well it fits.
    """

    t_s: Array
    before: NDArray[np.intp]
    share: Array
    deg: Array
    base: Array

    @classmethod
    def on_grid(cls, t_s: Array, deg: Array, quality: Array) -> _Samples:
        place = t_s * GRID_HZ
        before = np.floor(place + TIME_TOLERANCE_S).astype(np.intp)
        return cls(t_s, before, place - before, deg, quality)

    def residuals(self, smooth: Array) -> Array:
        return self.deg - smooth[self.before] * (1.0 - self.share) - smooth[self.before + 1] * self.share

    def solve(self, size: int, weights: Array, stiffer: float) -> tuple[Array, Array]:
        """Return the smoothest trajectory for these weights, and the factor of its precision."""
        from scipy.linalg import cho_solve_banded, cholesky_banded  # noqa: PLC0415 - see above

        first, second = weights * (1.0 - self.share), weights * self.share
        bands = stiffer * _stiffness(size)
        bands[-1] += np.bincount(self.before, first * (1.0 - self.share), size)
        bands[-1] += np.bincount(self.before + 1, second * self.share, size)
        bands[-2] += np.bincount(self.before + 1, first * self.share, size)
        pull = np.bincount(self.before, first * self.deg, size) + np.bincount(self.before + 1, second * self.deg, size)
        factor = cholesky_banded(bands, overwrite_ab=True, check_finite=False)
        return cho_solve_banded((factor, False), pull, check_finite=False), factor


@lru_cache(maxsize=64)
def _stiffness(size: int) -> Array:
    """Return the penalty on third differences as upper bands, shape (4, size)."""
    bands = np.zeros((_ORDER + 1, size))
    for first in range(_ORDER + 1):
        for second in range(first, _ORDER + 1):
            product = STIFFNESS * _COEFFICIENTS[first] * _COEFFICIENTS[second]
            bands[_ORDER - (second - first), second : size - _ORDER + second] += product
    bands[-1] += _LEAST_WEIGHT
    return bands


def _scatter_deg(residuals: Array) -> float:
    return _MAD_TO_SD * float(np.median(np.abs(residuals)))


def _noise_deg(samples: _Samples, residuals: Array) -> float:
    """Return the scatter of the samples that fit, grown by what neighbouring errors have in common."""
    fitting = np.abs(residuals) < FITTING_DEG
    weighed = (residuals * np.sqrt(samples.base))[fitting]
    scatter_deg = max(LEAST_NOISE_DEG, _scatter_deg(weighed)) if len(weighed) else inf
    typical_s = float(np.median(np.diff(samples.t_s)))
    return scatter_deg * sqrt(1.0 + 2.0 * RIPPLE_S / typical_s)


def prepare() -> None:
    """Load now what the first estimate would otherwise load while somebody moves."""
    t_s = np.arange(8) / GRID_HZ
    estimate(t_s, np.zeros_like(t_s), np.ones_like(t_s)).rate(3)
