"""Measuring a closed attempt, with zero phase, from its raw samples.

All times and angles of a repetition are defined here and in ``docs/conventions.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from formcheck.exercise.machine import ClosedAttempt
from formcheck.exercise.plan import Plan
from formcheck.exercise.smoothness import measure_sparc
from formcheck.exercise.timing import END_ZONE_DEG, GridSpan, count_bounces, find_span, middle_s
from formcheck.kinematics.smoothing import (
    GRID_HZ,
    MAX_BRIDGED_S,
    Array,
    find_covered,
    smooth_zero_phase,
    uniform_grid,
)
from formcheck.samples import TIME_TOLERANCE_S, Accuracy, AngleSample, Dof

WIDE_END_ZONE_DEG = 12.0
"""Where a joint is not seen while the driver is in its end zone, this far around it must do."""

HALF_WAY = 0.5
"""How much the ankle lags behind the driver is read where either has done this share of its own way: movements are
fastest there, so the ripple of the readings matters least."""

MIN_WAY_DEG = 12.0
"""A joint that moves less than this has no half-way to speak of."""

MIN_SEEN_SHARE = 0.5
"""Share of the end zone in which a joint must be measured for its end angle to count."""

TURN_S = 0.25
"""The driver must be measured for this long around the moments at which it leaves rest and is back there."""

LEAP_SHARES = (0.1, 0.3)
"""A driver last seen below the first share of its way, then not measured, and next seen above the second, has leapt:
the model followed the other leg until then, and when and how fast the movement set off is not known. Unless the gap is
short and the driver goes as fast where it is seen."""

MAX_HIDDEN_S = 1.0
"""A driver not measured for longer than this may have gone there and back meanwhile: a whole stroke at the fastest that
is not rushed takes as long."""

FAST_PERCENTILE = 95.0
"""So fast it goes where it is seen: the very fastest may be another leap."""

FASTEST_HZ = 4.0
"""No driver goes faster, in shares of its way a second: a stroke in half a second has its peak at 3.75 (minimum jerk;
Flash & Hogan 1985)."""

REST_READING_S = 0.2
"""Rest angles are read from this long before the start."""

Mask = NDArray[np.bool_]

_NANOSECOND = 9  # decimals of a second


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt, measured. Angles in degrees, times in seconds on the source's clock; NaN where not measured.

    Parameters
    ----------
    start_s, peak_s, end_s : float
        When the driver leaves rest, is furthest, and is back at rest.
    out_s, hold_s, back_s : float
        Time from start to the end zone, in the end zone, and from there to the end.
    out_middle_s, back_middle_s : float
        Time for 10 to 90 % of each stroke.
    rest_deg, end_deg : mapping of Dof to float
        Angles at rest before the movement, and at its end.
    return_deg : float
        The driver's angle where it came back to.
    quality, rest_quality : mapping of Dof to float
        Mean quality of each angle at the end, and at rest; 0 where not measured.
    lowest_deg, highest_deg : mapping of Dof to float
        Extremes of each angle between start and end.
    driver_seen : float
        Share of the time from start to end in which the driver was measured.
    are_turns_seen : bool
        Whether the driver was measured where it left rest, around its furthest point, and where it came back, left and
        came back without a leap, and was never out of sight for long.
    ankle_lag_s : float
        How much later the ankle is half-way than the driver; NaN where that was not seen.
    ankle_lag_doubt_s : float
        How much less that may have been; NaN where it was not seen.
    peak_speed_degps : float
        Highest speed of the driver.
    bounces : int
        How often the driver went back and forth near its end.
    sparc : float
        Smoothness of the way out.
    """

    start_s: float
    peak_s: float
    end_s: float
    out_s: float
    hold_s: float
    back_s: float
    out_middle_s: float
    back_middle_s: float
    rest_deg: Mapping[Dof, float]
    end_deg: Mapping[Dof, float]
    return_deg: float
    quality: Mapping[Dof, float]
    rest_quality: Mapping[Dof, float]
    lowest_deg: Mapping[Dof, float]
    highest_deg: Mapping[Dof, float]
    driver_seen: float
    are_turns_seen: bool
    ankle_lag_s: float
    ankle_lag_doubt_s: float
    peak_speed_degps: float
    bounces: int
    sparc: float

    @property
    def cycle_s(self) -> float:
        """Duration of the whole cycle, rest to rest."""
        return round(self.end_s - self.start_s, _NANOSECOND)

    def change_deg(self, dof: Dof) -> float:
        """Return the angle at the end minus that at rest.

        Parameters
        ----------
        dof : Dof
            Any joint.

        Returns
        -------
        float
            Degrees, + where the angle grew; NaN where either was not measured.
        """
        return self.end_deg[dof] - self.rest_deg[dof]


@dataclass(frozen=True, slots=True)
class _Track:
    """One angle of an attempt on the uniform grid.

    Parameters
    ----------
    deg : ndarray, shape (m,)
        Smoothed angle; NaN where not measured.
    quality : ndarray, shape (m,)
        Quality of the nearest sample.
    covered : ndarray of bool, shape (m,)
        Whether measured samples surround it closely.
    """

    deg: Array
    quality: Array
    covered: Mask


def measure_attempt(plan: Plan, closed: ClosedAttempt, accuracy: Accuracy) -> Attempt:
    """Measure one closed attempt.

    The driver is bridged over gaps to find the times; every angle that is reported comes from measured parts only.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    closed : ClosedAttempt
        The attempt as it was found, with samples from before it left rest until it was known to be over.
    accuracy : Accuracy
        How well the source measures.
    """
    begin_s = closed.samples[0].t_s
    grid_s, tracks = _resample(closed.samples, accuracy.max_reach_s)
    driver = tracks[plan.driver]
    drive = _bridge(plan.sign * driver.deg)
    span = find_span(drive, *_bounds(grid_s, closed))
    zones = {dof: _end_zone(drive, span, track.deg) for dof, track in tracks.items()}
    whole = slice(span.start, span.end + 1)
    way_out = drive[: span.peak + 1]
    way_back = drive[span.peak : span.end + 1][::-1]
    speed = np.abs(np.gradient(drive, 1.0 / GRID_HZ))
    rest_deg = {dof: _median(_before(track.deg, span.start)) for dof, track in tracks.items()}
    end_deg = {dof: _median(track.deg[zones[dof]]) for dof, track in tracks.items()}
    end_deg[plan.driver] = _driver_end_deg(plan, driver.deg, span)
    start_s, peak_s, end_s = (begin_s + float(grid_s[i]) for i in (span.start, span.peak, span.end))
    lag_s, lag_doubt_s = _ankle_lag_s(plan, drive, tracks[Dof.ANKLE_DORSIFLEXION], span, accuracy.ripple_deg)
    near_end = drive[span.first : span.last + 1]
    return Attempt(
        start_s=start_s,
        peak_s=peak_s,
        end_s=end_s,
        out_s=(span.first - span.start) / GRID_HZ,
        hold_s=float(np.count_nonzero(near_end >= near_end.max() - END_ZONE_DEG)) / GRID_HZ,
        back_s=(span.end - span.last) / GRID_HZ,
        out_middle_s=middle_s(way_out),
        back_middle_s=middle_s(way_back),
        rest_deg=rest_deg,
        end_deg=end_deg,
        return_deg=plan.sign * float(drive[span.end]),
        quality={dof: _mean(track.quality[zones[dof]]) for dof, track in tracks.items()},
        rest_quality={dof: _mean(_before(track.quality, span.start)) for dof, track in tracks.items()},
        lowest_deg={dof: _percentile(track.deg[whole], 2.0) for dof, track in tracks.items()},
        highest_deg={dof: _percentile(track.deg[whole], 98.0) for dof, track in tracks.items()},
        driver_seen=float(np.mean(~np.isnan(driver.deg[whole]))),
        are_turns_seen=_are_turns_seen(driver.covered, span) and not _is_hidden(plan, closed, start_s, end_s),
        ankle_lag_s=lag_s,
        ankle_lag_doubt_s=lag_doubt_s,
        peak_speed_degps=float(speed[whole].max()),
        bounces=count_bounces(near_end),
        sparc=measure_sparc(speed[span.start : span.first + 1], GRID_HZ),
    )


def _resample(samples: Sequence[AngleSample], max_reach_s: float) -> tuple[Array, dict[Dof, _Track]]:
    """Return the times of the uniform grid, counted from the first sample, and every angle on it.

    Counted so, and rounded to the nanosecond, the times of a session judged at another start time are the very same.
    """
    times = np.array([round(sample.t_s - samples[0].t_s, _NANOSECOND) for sample in samples])
    grid_s = uniform_grid(0.0, float(times[-1]))
    nearest = np.abs(times[None, :] - grid_s[:, None]).argmin(axis=1)
    tracks = {}
    for dof in Dof:
        deg = np.array([sample.deg[dof] for sample in samples], dtype=np.float64)
        quality = np.array([sample.quality[dof] for sample in samples], dtype=np.float64)
        covered = find_covered(times[~np.isnan(deg)], grid_s)
        tracks[dof] = _Track(smooth_zero_phase(times, deg, grid_s, max_reach_s), quality[nearest], covered)
    return grid_s, tracks


def _bounds(grid_s: Array, closed: ClosedAttempt) -> tuple[int, int]:
    """Return the grid positions where rest was seen to be left, and where the attempt was over."""
    left = min(_position(grid_s, closed, closed.left_s), len(grid_s) - 2)
    stop = len(grid_s) if closed.turned_s is None else _position(grid_s, closed, closed.turned_s) + 1
    return left, min(len(grid_s), max(stop, left + 2))


def _position(grid_s: Array, closed: ClosedAttempt, t_s: float) -> int:
    return int(np.searchsorted(grid_s, round(t_s - closed.samples[0].t_s, _NANOSECOND)))


def _bridge(values: Array) -> Array:
    """Return `values` with gaps bridged by straight lines."""
    known = np.flatnonzero(~np.isnan(values))
    return np.asarray(np.interp(np.arange(len(values)), known, values[known]), dtype=np.float64)


def _end_zone(drive: Array, span: GridSpan, deg: Array) -> Mask:
    """Return where a joint's end angle is read: in the end zone, or, where it is not seen there, close around it."""
    position = np.arange(len(drive))
    zone = (position >= span.first) & (position <= span.last)
    if _is_seen(deg[zone]):
        return zone
    wide = (position >= span.start) & (position <= span.end) & (drive >= drive[span.peak] - WIDE_END_ZONE_DEG)
    return wide if _is_seen(deg[wide]) else np.zeros_like(zone)


def _are_turns_seen(covered: Mask, span: GridSpan) -> bool:
    """Tell whether rest, end and rest again were seen: a turn in a gap may have been anywhere, at any time."""
    margin = round(TURN_S * GRID_HZ)
    turns = (covered[max(0, at - margin) : at + margin + 1] for at in (span.start, span.end))
    return all(turn.all() for turn in turns) and float(np.mean(covered[span.first : span.last + 1])) >= MIN_SEEN_SHARE


def _driver_end_deg(plan: Plan, deg: Array, span: GridSpan) -> float:
    """Return the driver's angle where it was furthest; beside it, in the end zone, where it was not measured there."""
    if not isnan(deg[span.peak]):
        return float(deg[span.peak])
    zone = plan.sign * deg[span.first : span.last + 1]
    known = zone[~np.isnan(zone)]
    return plan.sign * float(known.max()) if len(known) else nan


def _is_hidden(plan: Plan, closed: ClosedAttempt, start_s: float, end_s: float) -> bool:
    """Tell whether something may have happened while the driver was not measured: a leap, or a whole stroke."""
    during = [one for one in closed.samples if start_s <= one.t_s <= end_s]
    drive = plan.sign * np.array([one.deg[plan.driver] for one in during], dtype=np.float64)
    seen = np.flatnonzero(~np.isnan(drive))
    if len(seen) < 2:
        return True
    times = np.array([one.t_s for one in during])[seen]
    return float(np.diff(times).max()) > MAX_HIDDEN_S + TIME_TOLERANCE_S or _has_leapt(drive, seen, times)


def _has_leapt(drive: Array, seen: NDArray[np.intp], times: Array) -> bool:
    """Tell whether the driver leapt out of rest, or back into it, while it was not measured.

    Parameters
    ----------
    drive : ndarray, shape (n,)
        The drive; NaN where not measured.
    seen : ndarray of int, shape (m,)
        Where it was measured.
    times : ndarray, shape (m,)
        When that was, in seconds.
    """
    share = (drive[seen] - drive[seen].min()) / max(float(np.ptp(drive[seen])), 1.0)
    ends = np.sort(np.stack([share[:-1], share[1:]]), axis=0)
    low, high = LEAP_SHARES
    across = (np.diff(seen) > 1) & (ends[0] < low) & (ends[1] > high)
    elapsed_s = np.diff(times)
    speed = np.abs(np.diff(share)) / elapsed_s
    usual = speed[np.diff(seen) == 1]
    fast = min(FASTEST_HZ, float(np.percentile(usual, FAST_PERCENTILE))) if len(usual) else 0.0
    return bool(np.any(across & ((elapsed_s > MAX_BRIDGED_S) | (speed > fast))))


def _is_seen(values: Array) -> bool:
    return float(np.mean(~np.isnan(values))) >= MIN_SEEN_SHARE


def _before(values: Array, start: int) -> Array:
    return values[max(0, start - round(REST_READING_S * GRID_HZ)) : start + 1]


def _median(values: Array) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else nan


def _percentile(values: Array, percent: float) -> float:
    known = values[~np.isnan(values)]
    return float(np.percentile(known, percent)) if len(known) else nan


def _mean(values: Array) -> float:
    """Return the mean of the qualities above 0; 0 where there is none."""
    positive = values[values > 0.0]
    return float(positive.mean()) if len(positive) else 0.0


def _ankle_lag_s(plan: Plan, drive: Array, ankle: _Track, span: GridSpan, ripple_deg: float) -> tuple[float, float]:
    """Return how much later the ankle is half-way than the driver, and how much of that is in doubt, in seconds.

    Crossings are last crossings: near 50 degrees of knee flexion, where the shanks overlap, landmarks jump between the
    legs, and a first crossing there would hide a late ankle. The rest angle counts half; where it is less certain, so
    is the lag.
    """
    direction = plan.ankle_direction
    if direction is None:
        return nan, nan
    way_out = direction * ankle.deg[span.start : span.last + 1]
    rest = direction * _median(_before(ankle.deg, span.start))
    if isnan(rest) or not _is_seen(way_out):
        return nan, nan
    way = float(np.nanmax(way_out)) - rest
    if way < MIN_WAY_DEG:
        return nan, nan
    ripple = ripple_deg / (_mean(_before(ankle.quality, span.start)) or 1.0)
    to_peak = way_out[: span.peak - span.start + 1]
    driver = drive[span.start : span.peak + 1]
    driver_at = _last_below(driver, float(driver[0]) + HALF_WAY * float(driver[-1] - driver[0]))
    ankle_at = _last_below(to_peak, rest + HALF_WAY * way)
    earliest = _last_below(to_peak, rest + HALF_WAY * way - ripple)
    return (ankle_at - driver_at) / GRID_HZ, (ankle_at - earliest) / GRID_HZ


def _last_below(values: Array, level: float) -> int:
    """Return the last position at or below a level; 0 where there is none."""
    below = np.flatnonzero(values <= level)
    return int(below[-1]) if len(below) else 0
