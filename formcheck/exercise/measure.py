"""Measuring a closed attempt from its raw samples: every quantity with its standard error.

All times and angles of a repetition are defined here and in ``docs/conventions.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import hypot, inf, isnan, nan
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from formcheck.causes import Cause, CauseKind
from formcheck.events import Curves
from formcheck.exercise.machine import ClosedAttempt
from formcheck.exercise.plan import Plan
from formcheck.exercise.smoothness import measure_sparc
from formcheck.exercise.timing import (
    END_ZONE_DEG,
    PEAK_ZONE_DEG,
    STROKE_EDGE,
    GridSpan,
    count_bounces,
    find_span,
    middle_s,
    passing_s,
)
from formcheck.exercise.unseen import Unseen, find_unseen
from formcheck.kinematics.estimate import GRID_HZ, Array, Estimate, Measured, estimate
from formcheck.kinematics.stills import Mask, find_stills
from formcheck.samples import AngleSample, Dof, Side

HALF_WAY = 0.5
"""How much the ankle lags behind the driver is read where either has done this share of its own way: movements are
fastest there, so the ripple of the readings matters least."""

MIN_WAY_DEG = 12.0
"""A joint that moves less than this has no half-way to speak of."""

RIPPLE_DEG = 3.0
"""No share of a joint's way is surer than this: its readings have a spread of 3 degrees on a real clip, and go up and
down together for longer than a moment."""

LATEST_S = 2.0
"""An ankle that has not come along so long after the driver arrived will not: what it does later is no lag."""

MOST_SD_DEG = 20.0
"""An ankle that was not seen at rest is somewhere within what it can do."""

FIDGET_DEG = 5.0
"""What goes further to the other side of rest than this is no part of a stroke: a foot tucked back for a moment."""

REST_READING_S = 0.2
"""Rest angles are read from this long before the start."""

ONSET_SD_S = 0.1
"""No start and no return is surer than this: the first and last degrees of a movement are slow, and drown in the ripple
of the readings."""

CROSSING_SD_S = 0.03
"""No other moment is surer than this: about one picture."""

EVENLY = 12**0.5
"""What happened between two samples happened at any moment between them: the spread of an even distribution."""

DRAWN_EVERY, MOST_DRAWN = 6, 120
"""A trajectory is handed on at every sixth of its moments, and at no more than so many."""

LONGEST_GAP_S = 5.0

SLOWEST_DEGPS = 5.0
"""A crossing is taken to be no slower than this: below, it is a stay."""

_NANOSECOND = 9  # decimals of a second
_STOOD_STILL = dict.fromkeys(Dof, (Cause(CauseKind.STILL_PICTURE),))

Positions = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt, measured. Angles in degrees, times in seconds on the source's clock; what was not seen is not known.

    Parameters
    ----------
    start_s, peak_s, end_s : float
        When the driver leaves rest, is furthest, and is back at rest.
    out, hold, back : Measured
        Time from start to the end zone, in the end zone, and from there to the end.
    cycle : Measured
        Time from start to end.
    stroke : Measured
        Time for 10 to 90 % of the way, out or back, whichever was shorter.
    stay : Measured
        Time in the end zone beyond what passing through it at this pace takes.
    rest, end : mapping of Dof to Measured
        Angles at rest before the movement, and at its end.
    regained : Measured
        The driver's angle where it came back to.
    leaned_back, lifted : Measured
        How far the trunk went back from where it was at rest, and the thigh up: both positive.
    quality : mapping of Dof to float
        Mean quality of each angle, where it was measured, while the driver was at its end, or else throughout; 0 where
        it was not measured at all.
    lag : Measured
        How much later the ankle is half-way than the driver.
    speed : Measured
        Highest speed of the driver, in degrees a second.
    fitting : float
        Share of the driver's samples that fit its trajectory.
    bounces : int
        How often the driver went back and forth near its end.
    sparc : float
        Smoothness of the way out.
    is_cut, is_lost : bool
        Whether the recording ended before the driver was seen at rest again, or the driver was lost on its way.
    unseen : mapping of Dof to Unseen
        Why angles were not seen well; without those that were.
    side : Side or None
        The leg.
    moments_sd_s : tuple of float
        Standard errors of `start_s`, `peak_s` and `end_s`.
    curves : Curves or None
        The trajectories, with what scatter and gaps make uncertain of them.
    """

    start_s: float
    peak_s: float
    end_s: float
    out: Measured
    hold: Measured
    back: Measured
    cycle: Measured
    stroke: Measured
    stay: Measured
    rest: Mapping[Dof, Measured]
    end: Mapping[Dof, Measured]
    regained: Measured
    leaned_back: Measured
    lifted: Measured
    quality: Mapping[Dof, float]
    lag: Measured
    speed: Measured
    fitting: float
    bounces: int
    sparc: float
    is_cut: bool = False
    is_lost: bool = False
    unseen: Mapping[Dof, Unseen] = field(default_factory=dict)
    side: Side | None = None
    moments_sd_s: tuple[float, float, float] = (inf, inf, inf)
    curves: Curves | None = None

    def height_deg(self, driver: Dof) -> float:
        """Return how far the driver went from rest, in degrees.

        Parameters
        ----------
        driver : Dof
            The driver.
        """
        return abs(self.end[driver].value - self.rest[driver].value)

    def returned_share(self, driver: Dof) -> float:
        """Return the share of its way that the driver took back.

        Parameters
        ----------
        driver : Dof
            The driver.
        """
        return abs(self.end[driver].value - self.regained.value) / max(1.0, self.height_deg(driver))

    def change(self, dof: Dof) -> Measured:
        """Return the angle at the end minus that at rest.

        Parameters
        ----------
        dof : Dof
            Any joint; + where its angle grew.
        """
        return self.end[dof].minus(self.rest[dof])


@dataclass(frozen=True, slots=True)
class _Movement:
    """The trajectories of an attempt, and where on the grid its moments are.

    Parameters
    ----------
    begin_s : float
        When the grid begins, on the source's clock.
    stills_s : frozenset of float
        Times of the samples of a picture that stood still while the leg went on.
    joints : mapping of Dof to Estimate
        The trajectory of each angle.
    driver : Estimate
        That of the driver.
    drive : ndarray, shape (m,)
        The driver's angle, signed to grow towards the end.
    span : GridSpan
        The moments.
    """

    begin_s: float
    stills_s: frozenset[float]
    joints: Mapping[Dof, Estimate]
    driver: Estimate
    drive: Array
    span: GridSpan

    @property
    def rest(self) -> Positions:
        """Where rest angles are read."""
        return np.arange(max(0, self.span.start - round(REST_READING_S * GRID_HZ)), self.span.start + 1)

    @property
    def zone(self) -> Positions:
        """Where the driver is at its end."""
        return np.arange(self.span.first, self.span.last + 1)

    def crossing_sd_s(self, at: int, reference: int) -> float:
        """Return the standard error of the moment at which the driver is as far from a reference as it is there."""
        shares = np.zeros(len(self.drive))
        shares[at] += 1.0
        shares[reference] -= 1.0
        between_s = min(self.driver.gap_s(at), LONGEST_GAP_S) / EVENLY
        return max(CROSSING_SD_S, hypot(between_s, self.driver.combine(shares).sd / self._speed_degps(self.driver, at)))

    @staticmethod
    def _speed_degps(joint: Estimate, at: int) -> float:
        return max(SLOWEST_DEGPS, abs(joint.rate(at).value))

    def half_way(self, edge: int, zone: int) -> int:
        """Return where the driver is half-way between rest and its end: there it is fastest."""
        first, last = min(edge, zone), max(edge, zone)
        middle = (self.drive[edge] + self.drive[zone]) / 2.0
        return first + int(np.argmin(np.abs(self.drive[first : last + 1] - middle)))

    def onset_sd_s(self, moving: slice, reference: int) -> float:
        """Return the standard error of the moment at which the driver left rest, or came back there.

        Parameters
        ----------
        moving : slice
            The stroke, from or to rest.
        reference : int
            Where it is at rest.
        """
        way = self.drive[moving] - self.drive[reference]
        quarter = moving.start + int(np.argmin(np.abs(way - 0.25 * way.max())))
        return hypot(ONSET_SD_S, self.crossing_sd_s(quarter, reference))


def measure_attempt(plan: Plan, closed: ClosedAttempt) -> Attempt:
    """Measure one closed attempt.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    closed : ClosedAttempt
        The attempt as it was found, with samples from before it left rest until it was known to be over; its driver
        must have been measured.
    """
    moved = _movement(plan, closed)
    span, drive = moved.span, moved.drive
    begin_s = moved.begin_s
    start_s, peak_s, end_s = (begin_s + position / GRID_HZ for position in (span.start, span.peak, span.end))
    start_sd = moved.onset_sd_s(slice(span.start, span.first + 1), span.start)
    end_sd = moved.onset_sd_s(slice(span.last, span.end + 1), span.end)
    first_sd, last_sd = (moved.crossing_sd_s(at, span.peak) for at in (span.first, span.last))
    hold = Measured(_zone_s(drive[span.first : span.last + 1]), hypot(first_sd, last_sd))
    way_out, way_back = drive[span.start : span.peak + 1], drive[span.peak : span.end + 1][::-1]
    passing = sum(passing_s(max(float(np.ptp(way)), END_ZONE_DEG), middle_s(way)) for way in (way_out, way_back))
    rest, end = ({dof: joint.mean(where) for dof, joint in moved.joints.items()} for where in (moved.rest, moved.zone))
    end[plan.driver] = moved.driver.mean(np.array([span.peak]))
    zone_s = begin_s + span.first / GRID_HZ, begin_s + span.last / GRID_HZ
    return Attempt(
        start_s=start_s,
        peak_s=peak_s,
        end_s=end_s,
        out=Measured((span.first - span.start) / GRID_HZ, hypot(start_sd, first_sd)),
        hold=hold,
        back=Measured((span.end - span.last) / GRID_HZ, hypot(last_sd, end_sd)),
        cycle=Measured(round(end_s - start_s, _NANOSECOND), hypot(start_sd, end_sd)),
        stroke=_shorter_stroke(moved),
        stay=Measured(max(0.0, hold.value - passing), hold.sd),
        rest=rest,
        end=end,
        regained=moved.driver.mean(np.array([span.end])),
        leaned_back=_furthest(moved, Dof.TRUNK_LEAN, -1.0),
        lifted=_furthest(moved, Dof.THIGH_ELEVATION, 1.0),
        quality=_quality(closed.samples, *zone_s),
        lag=_ankle_lag(plan, moved, rest[Dof.ANKLE_DORSIFLEXION], end[Dof.ANKLE_DORSIFLEXION]),
        speed=_highest_speed(moved),
        fitting=_fitting(moved, [one.t_s for one in closed.samples if not isnan(one.deg[plan.driver])]),
        bounces=count_bounces(drive[span.first : span.last + 1], end[plan.driver].sd),
        sparc=measure_sparc(np.abs(np.gradient(drive, 1.0 / GRID_HZ))[span.start : span.first + 1], GRID_HZ),
        is_cut=closed.is_cut,
        is_lost=closed.is_lost,
        unseen=find_unseen(
            _without(closed.samples, moved.stills_s), moved.joints, (span.first, span.last), zone_s, start_s
        ),
        side=closed.samples[0].side,
        moments_sd_s=(start_sd, _peak_sd_s(moved), end_sd),
        curves=_curves(moved),
    )


def _movement(plan: Plan, closed: ClosedAttempt) -> _Movement:
    """Return the trajectories.

    Their times are counted from the first sample, and rounded to the nanosecond: so a session judged at another start
    time gives the very same.
    """
    samples = _while_measured(closed.samples, plan.driver)
    begin_s = samples[0].t_s

    def position(t_s: float) -> int:
        return max(0, int(np.ceil(round(t_s - begin_s, _NANOSECOND) * GRID_HZ)))

    times_s = _times(samples)
    stills = _find_stills(samples, times_s, plan.driver)
    joints = _estimate_all(samples, times_s, stills)
    driver = joints[plan.driver]
    drive = plan.sign * driver.deg
    left = min(position(closed.left_s), len(drive) - 2)
    last = len(drive) - 2 if closed.turned_s is None else position(closed.turned_s)
    stop = min(len(drive), max(last + 1, left + 2))
    span = find_span(np.maximum(drive, closed.rest_deg - FIDGET_DEG), left, stop)
    stills_s = frozenset(one.t_s for one, is_still in zip(samples, stills, strict=True) if is_still)
    return _Movement(begin_s, stills_s, joints, driver, drive, span)


def _while_measured(samples: Sequence[AngleSample], driver: Dof) -> Sequence[AngleSample]:
    """Return the samples from the first to the last one with the driver in it: beyond, nothing is known of it."""
    known = [index for index, sample in enumerate(samples) if not isnan(sample.deg[driver])]
    return samples[known[0] : known[-1] + 1]


def _find_stills(samples: Sequence[AngleSample], times_s: Array, driver: Dof) -> Mask:
    """Return which samples are of a picture that stood still while the leg went on."""
    deg = np.array([one.deg[driver] for one in samples])
    return find_stills(times_s, deg, np.array([one.is_repeated for one in samples]))


def _estimate_all(samples: Sequence[AngleSample], times_s: Array, stills: Mask) -> dict[Dof, Estimate]:
    deg, quality = (_columns([one.deg for one in samples]), _columns([one.quality for one in samples]))
    return {dof: estimate(times_s, np.where(stills, nan, deg[dof]), quality[dof]) for dof in Dof}


def _times(samples: Sequence[AngleSample]) -> Array:
    return np.array([round(sample.t_s - samples[0].t_s, _NANOSECOND) for sample in samples])


def _without(samples: Sequence[AngleSample], stills_s: frozenset[float]) -> Sequence[AngleSample]:
    """Return the samples, of which those of a picture that stood still measure nothing."""
    if not stills_s:
        return samples
    return [
        replace(one, deg=dict.fromkeys(Dof, nan), why=_STOOD_STILL) if one.t_s in stills_s else one for one in samples
    ]


def _columns(rows: Sequence[Mapping[Dof, float]]) -> dict[Dof, Array]:
    """Return what is told of each joint over all samples; `itemgetter`, for a long attempt has thousands of them."""
    return {dof: np.fromiter(map(itemgetter(dof), rows), dtype=np.float64, count=len(rows)) for dof in Dof}


def _peak_sd_s(moved: _Movement) -> float:
    """Return the standard error of the moment at which the driver was furthest: one of those it was as far in."""
    span = moved.span
    near_end, sd_deg = moved.drive[span.first : span.last + 1], moved.driver.errors_deg(np.array([span.peak]))[0]
    as_far = np.count_nonzero(near_end >= near_end.max() - max(PEAK_ZONE_DEG, sd_deg))
    return max(CROSSING_SD_S, as_far / GRID_HZ / EVENLY)


def _curves(moved: _Movement) -> Curves:
    """Return the trajectories at moments close enough to be drawn through."""
    size = len(moved.drive)
    where = np.unique(np.linspace(0, size - 1, min(MOST_DRAWN, 1 + -(-size // DRAWN_EVERY))).round().astype(np.intp))
    joints = {dof: joint for dof, joint in moved.joints.items() if not np.isnan(joint.noise_deg)}
    return Curves(
        tuple((moved.begin_s + where / GRID_HZ).round(3).tolist()),
        {dof: tuple(joint.deg[where].round(2).tolist()) for dof, joint in joints.items()},
        {dof: tuple(joint.errors_deg(where).tolist()) for dof, joint in joints.items()},
    )


def _zone_s(near_end: Array) -> float:
    return float(np.count_nonzero(near_end >= near_end.max() - END_ZONE_DEG)) / GRID_HZ


def _shorter_stroke(moved: _Movement) -> Measured:
    """Return the time for 10 to 90 % of the way, out or back, whichever is shorter."""
    span = moved.span
    out = _stroke(moved, moved.drive[span.start : span.peak + 1], moved.half_way(span.start, span.first))
    back = _stroke(moved, moved.drive[span.peak : span.end + 1][::-1], moved.half_way(span.last, span.end))
    return min((one for one in (out, back) if one.is_known), key=lambda one: one.value, default=Measured())


def _stroke(moved: _Movement, rising: Array, half_way: int) -> Measured:
    """Return the time for 10 to 90 % of one way.

    It is no surer than the levels are, inwards: outwards somebody may have dawdled, and it only matters how short it
    was. Nor is it surer than the gap between the samples at half-way.
    """
    inwards = STROKE_EDGE + RIPPLE_DEG / max(float(np.ptp(rising)), 10.0 * RIPPLE_DEG)
    gap_s = min(moved.driver.gap_s(half_way), LONGEST_GAP_S) / EVENLY
    value = middle_s(rising)
    return Measured(value, hypot(CROSSING_SD_S, value - middle_s(rising, inwards), gap_s))


def _furthest(moved: _Movement, dof: Dof, direction: float) -> Measured:
    """Return how far a joint went from where it was at rest, in one direction."""
    joint, span = moved.joints[dof], moved.span
    way = direction * joint.deg[span.start : span.end + 1]
    if np.isnan(way).all():
        return Measured()
    shares = -np.bincount(moved.rest, minlength=len(joint.deg)) / len(moved.rest)
    shares[span.start + int(np.argmax(way))] += 1.0
    return joint.combine(direction * shares)


def _quality(samples: Sequence[AngleSample], first_s: float, last_s: float) -> dict[Dof, float]:
    is_end = np.array([first_s <= one.t_s <= last_s for one in samples])
    qualities = _columns([one.quality for one in samples])
    return {dof: _mean_quality(all_[is_end]) or _mean_quality(all_) for dof, all_ in qualities.items()}


def _mean_quality(qualities: Array) -> float:
    measured = qualities[qualities > 0.0]
    return float(measured.mean()) if measured.size else 0.0


def _fitting(moved: _Movement, measured_s: Sequence[float]) -> float:
    """Return the share of the driver's samples between start and end that fit its trajectory."""
    span, places = moved.span, [(t_s - moved.begin_s) * GRID_HZ for t_s in measured_s]
    sampled = sum(span.start <= place <= span.end for place in places)
    fitting = moved.driver.fitting
    return float(np.count_nonzero((fitting >= span.start) & (fitting <= span.end))) / max(1, sampled)


def _highest_speed(moved: _Movement) -> Measured:
    span = moved.span
    speed = np.abs(np.gradient(moved.drive, 1.0 / GRID_HZ))[span.start : span.end + 1]
    rate = moved.driver.rate(span.start + int(np.argmax(speed)))
    return Measured(abs(rate.value), rate.sd)


def _ankle_lag(plan: Plan, moved: _Movement, rest: Measured, end: Measured) -> Measured:
    """Return how much later the ankle is half-way than the driver; not known where it hardly moves or was not seen.

    What counts is how long either stays below half of its way: a reading that jumps across and back for a moment counts
    for that moment only.
    """
    direction, ankle, span = plan.ankle_direction, moved.joints[Dof.ANKLE_DORSIFLEXION], moved.span
    if direction is None or np.isnan(ankle.noise_deg):
        return Measured()
    last = min(span.last, span.first + round(LATEST_S * GRID_HZ))
    way_out = direction * ankle.deg[span.start : last + 1]
    rest_deg = direction * rest.value
    way = float(way_out.max()) - rest_deg
    if way < MIN_WAY_DEG:
        return Measured()
    half_deg = rest_deg + HALF_WAY * way
    driver = moved.drive[span.start : span.peak + 1]
    driver_s = _time_below(driver, float(driver[0]) + HALF_WAY * float(driver[-1] - driver[0]))
    ripple_deg = hypot(RIPPLE_DEG, min(rest.sd, MOST_SD_DEG) / 2.0, end.sd / 2.0)
    earlier, later = (_time_below(way_out, half_deg + ripple) for ripple in (-ripple_deg, ripple_deg))
    return Measured(_time_below(way_out, half_deg) - driver_s, max(CROSSING_SD_S, (later - earlier) / 2.0))


def _time_below(way_out: Array, level: float) -> float:
    """Return how long a signal is at or below a level, in seconds."""
    return float(np.count_nonzero(way_out <= level)) / GRID_HZ
