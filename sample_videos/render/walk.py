"""From stations to the place, heading and gait of a person at any moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from render.script import Station
from render.strokes import Floats, min_jerk

TICK_S = 0.005
RAMP = 0.25
STRIDE_M = 1.2
BRISK_M_PER_S = 0.9
TURN_M_PER_RAD = 0.12


@dataclass(frozen=True, slots=True)
class Spot:
    """A person's whereabouts at one moment.

    Attributes
    ----------
    forward_m, heading_deg, standing : float
        See `Station`.
    feet_m : float
        Where the feet stand while the person sits down or stands up, on the axis of ``forward_m``.
    phase : float
        Strides taken so far; the left heel strikes at whole numbers.
    vigour : float
        How much of a full stride the legs make, 0 (standing still) to 1.
    """

    forward_m: float
    heading_deg: float
    standing: float
    feet_m: float
    phase: float
    vigour: float


def follow(stations: tuple[Station, ...], t_s: Floats) -> tuple[Spot, ...]:
    """Return the whereabouts at each time (seconds); before the first and after the last station nothing moves."""
    fine_s = np.arange(0.0, t_s[-1] + 2.0 * TICK_S, TICK_S)
    speed = _speed(stations, fine_s)
    vigour = np.sqrt(np.minimum(speed / BRISK_M_PER_S, 1.0))
    # Slow steps are short ones: the stride shrinks with the vigour, so the feet hardly slide.
    per_s = np.divide(speed, STRIDE_M * vigour, out=np.zeros_like(speed), where=vigour > 0.0)
    phase = np.cumsum(per_s) * TICK_S
    columns = (
        _track(stations, t_s, lambda station: station.forward_m),
        _track(stations, t_s, lambda station: station.heading_deg),
        _track(stations, t_s, lambda station: station.standing),
        _feet(stations, t_s),
        np.interp(t_s, fine_s, phase),
        np.interp(t_s, fine_s, vigour),
    )
    return tuple(Spot(*values) for values in zip(*(column.tolist() for column in columns), strict=True))


def glide(share: Floats) -> Floats:
    """Return the progress (0 to 1) of a walk that gets going, keeps its speed and slows down evenly."""
    toward = np.minimum(share, 1.0 - share)
    half = np.where(toward < RAMP, toward**2 / (2.0 * RAMP), toward - RAMP / 2.0) / (1.0 - RAMP)
    return np.where(share < 0.5, half, 1.0 - half)


def _share(before: Station, after: Station, t_s: Floats) -> Floats:
    return np.clip((t_s - before.t_s) / (after.t_s - before.t_s), 0.0, 1.0)


def _track(stations: tuple[Station, ...], t_s: Floats, value: Callable[[Station], float]) -> Floats:
    """Return one value of the stations over time; walks glide, everything else is a minimum-jerk stroke."""
    track = np.full_like(t_s, value(stations[0]))
    for before, after in pairwise(stations):
        share = _share(before, after, t_s)
        walks = before.standing == after.standing and before.forward_m != after.forward_m
        track += (value(after) - value(before)) * (glide(share) if walks else min_jerk(share))
    return track


def _feet(stations: tuple[Station, ...], t_s: Floats) -> Floats:
    """Return where the feet stand; while sitting down or standing up that is the place of the standing end."""
    feet = np.full_like(t_s, stations[0].forward_m)
    for before, after in pairwise(stations):
        place_m = before.forward_m if before.standing > after.standing else after.forward_m
        feet = np.where(t_s >= before.t_s, place_m, feet)
    return feet


def _speed(stations: tuple[Station, ...], t_s: Floats) -> Floats:
    """Return how fast the feet have to go, in metres per second: along the way, and round when turning."""
    way = np.zeros_like(t_s)
    for before, after in pairwise(stations):
        if before.standing == after.standing == 1.0:
            share = _share(before, after, t_s)
            turn_m = TURN_M_PER_RAD * abs(np.radians(after.heading_deg - before.heading_deg))
            way += abs(after.forward_m - before.forward_m) * glide(share) + turn_m * min_jerk(share)
    return np.asarray(np.maximum(np.gradient(way, t_s), 0.0))
