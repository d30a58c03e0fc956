"""Sensors strapped to a leg that moves as told, calibrated and measured."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from formcheck.events import SensorNoticed
from formcheck.inertial import track
from formcheck.inertial.calibrate import Outcome, calibrate
from formcheck.inertial.mounting import Mounting
from formcheck.inertial.tasks import Stretch, Task
from formcheck.inertial.track import InertialParams
from formcheck.samples import Dof, Place, Segment, Side
from formcheck.sighting import Sighting
from formcheck.sources.imu.tracks import SensorTrack, together
from formcheck.validation.simulated.recording import SimulatedRecording, simulate
from formcheck.validation.simulated.sensor import IDEAL, SensorQuality
from tests.support.legs import seated, truth_of

SIDE = Side.RIGHT
THIGH, SHANK, FOOT = (Place(SIDE, segment) for segment in Segment)
ANKLE_WAY_DEG = 20.0
EXACT = replace(IDEAL, rate_hz=50.0)

Spans = Mapping[Task, tuple[float, float]]


@cache
def recording(
    segments: Collection[Segment] = tuple(Segment), quality: SensorQuality = EXACT, seed: int = 1
) -> SimulatedRecording:
    """Return a calibration and one extension of the knee with the toes pulled up, on a seat."""
    return simulate(truth_of(seated(-80.0, ANKLE_WAY_DEG)), segments, quality, seed)


def stretches(
    tracks: Mapping[Place, SensorTrack], spans: Mapping[str, tuple[float, float]], *without: Task
) -> dict[Task, dict[Place, Stretch]]:
    """Return what each sensor measured in each step of a calibration, some steps left out."""
    return {
        Task(name): {
            place: Stretch(one.t_s, one.acc_mps2, one.gyr_radps).between(*span) for place, one in tracks.items()
        }
        for name, span in spans.items()
        if Task(name) not in without
    }


def calibrated(made: SimulatedRecording, *without: Task) -> Outcome:
    """Return what the calibration of a recording gives, some steps left out."""
    return calibrate(stretches(made.tracks, made.labels, *without))


def measured(
    tracks: Mapping[Place, SensorTrack], mountings: Collection[Mounting]
) -> tuple[list[Sighting], list[SensorNoticed]]:
    """Return the sightings of a recording, and what was noticed of its sensors."""
    params = InertialParams(tuple(mountings))
    state, sightings = track.start(params), []
    for raw in together(list(tracks.items())):
        state, sighting = track.step(params, state, raw)
        sightings.append(sighting)
    return sightings, [event for one in sightings for event in one.events if isinstance(event, SensorNoticed)]


def angle(sightings: Collection[Sighting], dof: Dof, side: Side = SIDE) -> NDArray[np.float64]:
    """Return an angle over time."""
    return np.array([one.samples[side].deg[dof] for one in sightings])


def times(sightings: Collection[Sighting]) -> NDArray[np.float64]:
    """Return the times of sightings."""
    return np.array([one.t_s for one in sightings])
