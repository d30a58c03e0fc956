"""The zero of sensors from a camera: how bent the knee is, as a video of their own calibration shows it.

The camera is off by about as much in every session as sensors are whose zero comes from sitting, but not by what that
person sat otherwise than asked. Taken are the moments of the seated steps in which the knee keeps still and the camera
sees it well and from the side; the median of how much more bent the camera reads it is what the sensors lack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.errors import SensorError
from formcheck.inertial.calibrate import zeroed_by_camera
from formcheck.inertial.mounting import Mounting
from formcheck.inertial.tasks import Task
from formcheck.kinematics.apart import GOOD_QUALITY
from formcheck.kinematics.clocks import Knee
from formcheck.kinematics.quality import SIDE_ON_DEG
from formcheck.samples import AngleSample, Dof, ImuReadings, Pose
from formcheck.session.together import knees_by_camera, knees_by_sensors
from formcheck.sighting import Sighting

SEATED: Final = (Task.SIT, Task.EXTEND, Task.TOES)

STILL_DEGPS: Final = 10.0
STILL_OVER_S: Final = 0.2
"""A knee that turns more slowly than this over so long keeps still."""

LEAST_S: Final = 2.0
"""So much of that must have been seen ..."""

MOST_SPREAD_DEG: Final = 6.0
"""... and the difference must not vary by more, as a standard deviation: else the camera saw another leg at times."""

_SPREAD_OF_MEDIAN: Final = 1.4826  # from the median deviation to a standard deviation


@dataclass(frozen=True, slots=True)
class Filmed:
    """A video of a calibration.

    Parameters
    ----------
    name : str
        What it is called, for errors.
    poses : sequence of Pose
        The body points.
    offset_s : float
        By how much the sensors' clock is ahead of the video's, in seconds.
    is_smoothed : bool
        Whether the poses come smoothed over time.
    """

    name: str
    poses: Sequence[Pose]
    offset_s: float
    is_smoothed: bool


def with_zero_of_camera(
    mountings: Sequence[Mounting],
    readings: Iterable[ImuReadings],
    spans_s: Mapping[Task, tuple[float, float]],
    filmed: Filmed,
) -> tuple[Mounting, ...]:
    """Return how the sensors sit, with the zero of every knee that the camera saw from the camera.

    Parameters
    ----------
    mountings : sequence of Mounting
        How they sit, as their own calibration says.
    readings : iterable of ImuReadings
        What they measured, on their own clock.
    spans_s : mapping of Task to tuple of float
        From when to when each step of the calibration was done, on that clock.
    filmed : Filmed
        The video.

    Raises
    ------
    SensorError
        The camera saw no knee well for long enough while the person sat.
    """
    seen = knees_by_camera(filmed.poses, is_smoothed=filmed.is_smoothed, is_wanted=_is_well_seen)
    spans = [span for task, span in spans_s.items() if task in SEATED]
    lacking = {
        side: found
        for side, knee in knees_by_sensors(readings, mountings).items()
        if (found := _lacking_deg(seen[side], knee, spans, filmed.offset_s)) is not None
    }
    if not lacking:
        raise SensorError(
            f"does not show how bent the knee is: found less than {LEAST_S:.0f} s in which the person sits still, seen "
            "well and from the side by the camera.",
            where=filmed.name,
            next_step="Film the calibration from the side of the leg with the sensors, sitting included, or take "
            "another zero: --stand, --knee-seated.",
        )
    return zeroed_by_camera(mountings, lacking)


def _is_well_seen(sighting: Sighting, sample: AngleSample) -> bool:
    is_side_on = sighting.view is not None and sighting.view.angle_deg <= SIDE_ON_DEG
    return is_side_on and sample.quality[Dof.KNEE_FLEXION] >= GOOD_QUALITY


def _lacking_deg(camera: Knee, sensors: Knee, spans: Sequence[tuple[float, float]], offset_s: float) -> float | None:
    """Return how much more bent the camera reads a knee that keeps still; None where that cannot be told."""
    if camera.t_s.size < 2 or sensors.t_s.size < 2:
        return None
    t_s = camera.t_s + offset_s
    apart_deg = camera.deg - _at(sensors, t_s)
    turned_deg = _at(sensors, t_s + STILL_OVER_S / 2.0) - _at(sensors, t_s - STILL_OVER_S / 2.0)
    is_seated = np.any([(t_s >= start_s) & (t_s <= end_s) for start_s, end_s in spans], axis=0)
    used = apart_deg[is_seated & np.isfinite(apart_deg) & (np.abs(turned_deg) <= STILL_DEGPS * STILL_OVER_S)]
    if used.size * float(np.median(np.diff(t_s))) < LEAST_S:
        return None
    found_deg = float(np.median(used))
    spread_deg = _SPREAD_OF_MEDIAN * float(np.median(np.abs(used - found_deg)))
    return None if isnan(found_deg) or spread_deg > MOST_SPREAD_DEG else found_deg


def _at(knee: Knee, t_s: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.interp(t_s, knee.t_s, knee.deg, left=np.nan, right=np.nan))
