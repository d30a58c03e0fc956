"""Whether a gyroscope counts radians: its turns from one rest to the next, against the change of tilt.

A factor of 57 lies between radians and degrees. What a turn should have done to the direction of gravity is computed
in either unit, and compared with what the accelerometer says at the two rests.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import pi

import numpy as np
from scipy.spatial.transform import Rotation

from formcheck.sources.imu.building import GAP_S
from formcheck.sources.imu.rest import REST_S, rests, still_rows
from formcheck.sources.imu.tracks import Floats, SensorTrack

SCALES = (1.0, pi / 180.0, 180.0 / pi)
LEAST_TURN_DEG = 20.0
"""More than a wrong fit may be off: a gyroscope that tells nothing at all must not fit."""
LONGEST_TURN_S = 10.0
MOST_TURNS = 60
LOOKS = 8
"""So often within a turn is gravity compared: the accelerometer is off by some degrees in it, not by tens."""

_FITS_DEG = 12.0
_CLEARLY = 2.0


@dataclass(frozen=True, slots=True)
class TurnScale:
    """What the turns of a track tell of its unit.

    Parameters
    ----------
    scale : float
        What the gyroscope's numbers must be multiplied by to fit best: 1, or 57 more or less.
    error_deg : float
        How far the turns are then off, at the median.
    as_given_deg : float
        How far they are off as they were given.
    at_rest_deg : float
        How far off a gyroscope would be that told of no turn at all.
    turns : int
        How many there were.
    """

    scale: float
    error_deg: float
    as_given_deg: float
    at_rest_deg: float
    turns: int

    @property
    def is_sure(self) -> bool:
        """Whether the best scale fits well, and clearly better than the numbers as given and than no turn at all."""
        others_deg = min(self.as_given_deg, self.at_rest_deg)
        return self.error_deg <= _FITS_DEG and others_deg > _CLEARLY * max(self.error_deg, 3.0)

    @property
    def disagrees(self) -> bool:
        """Whether the numbers do not fit, and those of the other unit do not either, over several turns."""
        return self.turns > 1 and self.as_given_deg > 2 * _FITS_DEG and not self.is_sure


def turn_scale(track: SensorTrack) -> TurnScale | None:
    """Return what the turns of a track tell; None where it did not turn from one rest to another.

    Parameters
    ----------
    track : SensorTrack
        The track.
    """
    still = still_rows(track.t_s, track.acc_mps2)
    stretches = [one for rest in rests(still) if (one := _middle_of(track, rest))]
    turns = [(before, after) for before, after in pairwise(stretches) if _is_turn(track, before, after)]
    turns = turns[:MOST_TURNS]
    if not turns:
        return None
    errors = np.array(
        [[_error_deg(track, before, after, scale) for scale in (*SCALES, 0.0)] for before, after in turns]
    )
    medians = np.median(errors, axis=0)
    best = int(np.argmin(medians[: len(SCALES)]))
    error_deg, as_given_deg, at_rest_deg = (float(medians[at]) for at in (best, 0, -1))
    return TurnScale(SCALES[best], error_deg, as_given_deg, at_rest_deg, len(turns))


Stretch = tuple[int, int]


def _middle_of(track: SensorTrack, rest: Stretch) -> Stretch | None:
    """Return a rest without its first and last moments, in which the turn begins and ends."""
    edge_s = REST_S / 3
    begin, end = np.searchsorted(track.t_s, [track.t_s[rest[0]] + edge_s, track.t_s[rest[1] - 1] - edge_s])
    return (int(begin), int(end)) if end > begin else None


def _is_turn(track: SensorTrack, before: Stretch, after: Stretch) -> bool:
    times = track.t_s[before[1] - 1 : after[0] + 1]
    is_whole = times[-1] - times[0] <= LONGEST_TURN_S and float(np.diff(times).max(initial=0.0)) <= GAP_S
    return is_whole and _between_deg(_up(track, before), _up(track, after)) >= LEAST_TURN_DEG


def _error_deg(track: SensorTrack, before: Stretch, after: Stretch, scale: float) -> float:
    """Return how far gravity is from where the gyroscope would have it, over a turn and after it, at the mean.

    Its bias is that of the rests. Looking at the end alone, 57 times a turn may be as good as the turn: full circles
    more.
    """
    rows = slice(before[1] - 1, after[0] + 1)
    resting = np.concatenate([track.gyr_radps[slice(*before)], track.gyr_radps[slice(*after)]])
    rate = (track.gyr_radps[rows] - resting.mean(axis=0)) * scale
    step_s = np.diff(track.t_s[rows])[:, None]
    steps = Rotation.from_rotvec((rate[1:] + rate[:-1]) / 2.0 * step_s)
    ends = np.unique(np.linspace(0, len(steps), LOOKS + 1).astype(np.int64))[1:]
    up, errors = _up(track, before), []
    for begin, end in pairwise([0, *ends.tolist()]):
        up = _one_after_the_other(steps[begin:end]).inv().apply(up)
        row = before[1] - 1 + end
        errors.append(_between_deg(up, _up(track, after if end == ends[-1] else (row, row + 1))))
    return float(np.mean(errors))


def _one_after_the_other(steps: Rotation) -> Rotation:
    """Return many rotations as one, by pairs: thousands at once cost no more than a few."""
    while len(steps) > 1:
        if len(steps) % 2:
            steps = Rotation.concatenate([steps, Rotation.identity(1)])
        steps = steps[::2] * steps[1::2]
    return steps[0]


def _up(track: SensorTrack, stretch: Stretch) -> Floats:
    mean: Floats = track.acc_mps2[slice(*stretch)].mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


def _between_deg(one: Floats, other: Floats) -> float:
    return float(np.degrees(np.arctan2(np.linalg.norm(np.cross(one, other)), one @ other)))
