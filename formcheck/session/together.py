"""The recording of a camera and one of sensors, made one: their clocks, their identity, their inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf, nan
from typing import Final

import numpy as np

from formcheck.errors import SensorError
from formcheck.inertial import track as inertial
from formcheck.inertial.accuracy import sensor_instrument
from formcheck.inertial.mounting import Mounting
from formcheck.inertial.track import InertialParams
from formcheck.kinematics import track
from formcheck.kinematics.clocks import NO_OFFSET, Knee, Offset, clock_offset
from formcheck.kinematics.track import TrackParams
from formcheck.samples import AngleSample, Dof, ImuReading, ImuReadings, Pose, PoseWithReadings, Side
from formcheck.session.identity import recording_id
from formcheck.session.model import Beside, Header
from formcheck.sighting import Sighting

BEFORE_S: Final = 5.0
"""What the sensors measured so long before the first picture goes with it: so they know at once which way is up."""

_APART_S: Final = 0.1  # readings handed on together are no further apart


def find_offset(
    poses: Sequence[Pose], readings: Iterable[ImuReadings], mountings: Sequence[Mounting], *, is_smoothed: bool
) -> Offset:
    """Return how the clocks of a camera and of sensors go together, by the knee that both saw.

    Parameters
    ----------
    poses : sequence of Pose
        The whole recording of the camera.
    readings : iterable of ImuReadings
        That of the sensors, on their own clock.
    mountings : sequence of Mounting
        How the sensors sit.
    is_smoothed : bool
        Whether the poses come smoothed over time.

    Returns
    -------
    Offset
        Of the leg whose knee fits best; it may not be good enough to be accepted.
    """
    by_sensors = knees_by_sensors(readings, mountings)
    by_camera = knees_by_camera(poses, is_smoothed=is_smoothed)
    offsets = (clock_offset(by_camera[side], knee) for side, knee in by_sensors.items())
    return max(offsets, key=lambda one: one.correlation, default=NO_OFFSET)


def knees_by_camera(
    poses: Iterable[Pose],
    *,
    is_smoothed: bool,
    is_wanted: Callable[[Sighting, AngleSample], bool] = lambda _, __: True,
) -> dict[Side, Knee]:
    """Return both knees as a camera reads them.

    Parameters
    ----------
    poses : iterable of Pose
        The body points of the whole video.
    is_smoothed : bool
        Whether they come smoothed over time.
    is_wanted : callable, optional
        Tells whether a reading of a leg is good enough; one that is not becomes NaN.
    """
    params = TrackParams(is_smoothed=is_smoothed)
    state = track.start(params)
    read: dict[Side, list[tuple[float, float]]] = {side: [] for side in Side}
    for pose in poses:
        state, sighting = track.step(params, state, pose)
        for side, sample in sighting.samples.items():
            read[side].append((pose.t_s, sample.deg[Dof.KNEE_FLEXION] if is_wanted(sighting, sample) else nan))
    return {side: _knee(rows) for side, rows in read.items()}


def knees_by_sensors(readings: Iterable[ImuReadings], mountings: Sequence[Mounting]) -> dict[Side, Knee]:
    """Return the knee of each leg that bears sensors, as they read it.

    Parameters
    ----------
    readings : iterable of ImuReadings
        The whole recording.
    mountings : sequence of Mounting
        How the sensors sit.
    """
    params = InertialParams(tuple(mountings))
    state = inertial.start(params)
    read: dict[Side, list[tuple[float, float]]] = {side: [] for side in params.sides}
    for raw in readings:
        state, sighting = inertial.step(params, state, raw)
        for side, sample in sighting.samples.items():
            read[side].append((raw.t_s, sample.deg[Dof.KNEE_FLEXION]))
    return {side: _knee(rows) for side, rows in read.items()}


def _knee(rows: Sequence[tuple[float, float]]) -> Knee:
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 2)
    return Knee(table[:, 0], table[:, 1])


def pair(poses: Iterable[Pose], readings: Iterable[ImuReadings], offset_s: float) -> Iterator[PoseWithReadings]:
    """Yield every pose with what the sensors measured since the one before, on the camera's clock.

    Parameters
    ----------
    poses : iterable of Pose
        In order of time.
    readings : iterable of ImuReadings
        In order of time, on the sensors' clock.
    offset_s : float
        What is taken from their times, in seconds.
    """
    coming = (_moved(one, offset_s) for group in readings for one in group.readings)
    waiting: list[ImuReading] = []
    newest_s, since_s = -inf, None
    for pose in poses:
        # Readings of several sensors that came together are not in order of time among one another.
        while newest_s <= pose.t_s + _APART_S and (one := next(coming, None)) is not None:
            waiting.append(one)
            newest_s = max(newest_s, one.t_s)
        since_s = pose.t_s - BEFORE_S if since_s is None else since_s
        due = tuple(one for one in waiting if since_s <= one.t_s <= pose.t_s)
        waiting = [one for one in waiting if one.t_s > pose.t_s]
        yield PoseWithReadings(pose, ImuReadings(pose.t_s, due))


def _moved(reading: ImuReading, offset_s: float) -> ImuReading:
    return replace(reading, t_s=reading.t_s - offset_s)


def make_joint_header(
    header: Header, beside: Beside, mountings: Sequence[Mounting], devices: str, session_id: str = ""
) -> Header:
    """Return the identity of a session with camera and sensors.

    Parameters
    ----------
    header : Header
        The identity of the camera's part.
    beside : Beside
        The recording of the sensors, and how the clocks go together.
    mountings : sequence of Mounting
        How the sensors sit.
    devices : str
        Their name for people.
    session_id : str
        A UUID; without it, that of the two recordings.

    Raises
    ------
    SensorError
        The leg of the prescription bears no sensor, or together they measure nothing.
    """
    prescription, sides = header.prescription, {one.place.side for one in mountings}
    if prescription.side is None and len(sides) == 1:
        prescription = replace(prescription, side=next(iter(sides)))
    instrument = sensor_instrument(mountings, devices)
    is_on_leg = prescription.side is None or prescription.side in sides
    if not is_on_leg or not any(instrument.accuracy.measures(dof) for dof in Dof):
        found = ", ".join(sorted(str(one.place) for one in mountings)) or "none"
        raise SensorError(
            f"the sensors ({found}) do not measure the prescribed leg.",
            where=beside.source.name,
            next_step="Review the video without them, or say which leg is meant with --side.",
        )
    both = hashlib.sha256(f"{header.source.sha256}{beside.source.sha256}".encode()).hexdigest()
    return replace(
        header,
        id=session_id or recording_id(both),
        instruments=(*header.instruments, instrument),
        prescription=prescription,
        mountings=tuple(mountings),
        beside=beside,
    )
