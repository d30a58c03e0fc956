"""A whole recording of simulated sensors: a calibration, then the movement of a clip, on one clock."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from formcheck.errors import InputError
from formcheck.samples import Place, Segment, Side
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.validation.simulated.angles import LegAngles, joined, true_angles
from formcheck.validation.simulated.calibration import Calibration, perform_calibration
from formcheck.validation.simulated.motion import Body, LegMotion, leg_motion, segment_motion
from formcheck.validation.simulated.sensor import SensorQuality, measure
from formcheck.validation.truth.clip import Truth

_SEGMENTS = tuple(Segment)


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedRecording:
    """What sensors told of a calibration and a clip.

    Parameters
    ----------
    tracks : mapping of Place to SensorTrack
        What each sensor told.
    labels : mapping of str to tuple of float
        First and last second of each movement of the calibration; see `Calibration.labels`.
    starts_s : float
        Time, on the tracks' clock, at which the clip's own time is 0.
    ends_s : float
        Time, on the tracks' clock, of the clip's last frame.
    angles : LegAngles
        The true angles, on the tracks' clock, of the calibration and the clip.
    """

    tracks: Mapping[Place, SensorTrack]
    labels: Mapping[str, tuple[float, float]]
    starts_s: float
    ends_s: float
    angles: LegAngles

    def at(self, share: float) -> float:
        """Return the time, on the tracks' clock, at which a share of the clip is over.

        Parameters
        ----------
        share : float
            0 to 1.
        """
        return self.starts_s + share * (self.ends_s - self.starts_s)

    def changed(self, place: Place, fault: Callable[[SensorTrack], SensorTrack]) -> SimulatedRecording:
        """Return the recording with a fault of one sensor.

        Parameters
        ----------
        place : Place
            Which one.
        fault : callable
            Takes its track and returns what is left; see `formcheck.validation.simulated.faults`.
        """
        tracks = {one: fault(track) if one == place else track for one, track in self.tracks.items()}
        return replace(self, tracks=tracks)


def simulate(
    truth: Truth,
    segments: Collection[Segment] = _SEGMENTS,
    quality: SensorQuality = SensorQuality(),  # noqa: B008 - frozen
    seed: int = 0,
    *,
    body: Body | None = None,
    is_lifting: bool = True,
) -> SimulatedRecording:
    """Return what sensors on the working leg would have told of a clip, and of a calibration before it.

    Sample clips and those of the population are all of people on a seat.

    Parameters
    ----------
    truth : Truth
        Of the clip, with its side and with angles in every frame; see `true_angles` for stretches without.
    segments : collection of Segment
        Where sensors are strapped to. What one sensor tells does not depend on which others there are.
    quality : SensorQuality
        How well they measure and sit.
    seed : int
        Of all that is drawn, 0 or more: the same gives the same recording.
    body : Body or None
        The leg; None for that of an average person.
    is_lifting : bool
        Whether the calibration has lifts of the thigh.

    Raises
    ------
    InputError
        The side is not known, or the angles of the frames are not.
    """
    if truth.side is None:
        raise InputError("the working leg of the clip is not known, so no sensor can be simulated.")
    clip = true_angles(truth)
    calibration = perform_calibration(
        np.random.default_rng((seed, len(_SEGMENTS))), thigh_deg=float(clip.thigh_deg[0]), is_lifting=is_lifting
    )
    return _recorded(calibration, clip, truth.side, segments, quality, seed, body or Body())


def _recorded(
    calibration: Calibration,
    clip: LegAngles,
    side: Side,
    segments: Collection[Segment],
    quality: SensorQuality,
    seed: int,
    body: Body,
) -> SimulatedRecording:
    angles, starts_s = joined(calibration.angles, clip)
    leg = leg_motion(angles, side, body, calibration.seated_s)
    ends_s = float(angles.t_s[-1])
    tracks = {
        Place(side, segment): _track(leg, Place(side, segment), quality, ends_s, seed)
        for segment in _SEGMENTS
        if segment in segments
    }
    return SimulatedRecording(tracks, calibration.labels, starts_s, ends_s, angles)


def _track(leg: LegMotion, place: Place, quality: SensorQuality, ends_s: float, seed: int) -> SensorTrack:
    rng = np.random.default_rng((seed, _SEGMENTS.index(place.segment)))
    # No two sensors measure at the same moments.
    first_s = rng.uniform(0.0, 1.0 / quality.rate_hz)
    count = int((ends_s - first_s) * quality.rate_hz) + 1
    t_s = first_s + np.arange(count) / quality.rate_hz
    return measure(segment_motion(leg, place.segment, t_s), place, quality, rng)
