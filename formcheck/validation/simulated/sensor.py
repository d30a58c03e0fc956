"""A sensor strapped to a segment: how well it measures, and what it tells of a movement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.signal import lsim
from scipy.spatial.transform import Rotation

from formcheck.samples import Place, Segment
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.validation.model import Series
from formcheck.validation.simulated.motion import SegmentMotion

FLESH: Final[Mapping[Segment, float]] = {Segment.THIGH: 1.0, Segment.SHANK: 0.5, Segment.FOOT: 0.25}
"""How much of the flesh of the thigh lies between bone and sensor: half on the shin, a quarter on the instep."""

RINGING_HZ: Final = (5.0, 12.0)
"""Between these lies the frequency at which a sensor on flesh rings after a shock."""

RINGING_DAMPING: Final = 0.1
"""Damping ratio of the ringing: each swing is about half as wide as the one before."""

HARD_STOP_RADPS2: Final = 30.0
"""Angular acceleration that turns the sensor on its flesh by as much as a slow full stroke does: about that of a shank
let fall from the horizontal (1.5 g/l of a rod hung at its end). A calm stroke (80° in 2 s) reaches 2 rad/s²."""


@dataclass(frozen=True, slots=True)
class SensorQuality:
    """How well a sensor measures and sits. Noise is that of cheap sensors of phones and straps; zeros are ideal.

    Parameters
    ----------
    rate_hz : float
        Readings per second.
    gyr_noise_dps, acc_noise_mps2 : float
        Standard deviation of each reading of each axis, in °/s and m/s².
    gyr_bias_dps, acc_bias_mps2 : float
        Standard deviation, between sensors, of what each axis reads at rest beyond the truth.
    gyr_walk_dps : float
        By how much the bias of the gyroscope has wandered after a minute, as a standard deviation.
    gyr_scale : float
        Standard deviation, between sensors, of the scale error of each axis of the gyroscope, as a share.
    gyr_step_dps, acc_step_mps2 : float
        What readings are rounded to; 0 for none. Browsers round to 0.1 of both, so that no device can be recognised.
    tilt_deg : float
        How far the sensor is turned against its segment, about a random axis.
    is_any_way_round : bool
        Whether it is strapped on any way round instead.
    flesh_deg : float
        How far flesh turns a sensor on the thigh against the bone in a full stroke of the knee (90°), about a random
        axis that stays; on the other segments less (`FLESH`). After shocks it rings by as much (`HARD_STOP_RADPS2`).
    """

    rate_hz: float = 100.0
    gyr_noise_dps: float = 0.1
    acc_noise_mps2: float = 0.05
    gyr_bias_dps: float = 0.5
    acc_bias_mps2: float = 0.05
    gyr_walk_dps: float = 0.05
    gyr_scale: float = 0.01
    gyr_step_dps: float = 0.0
    acc_step_mps2: float = 0.0
    tilt_deg: float = 20.0
    is_any_way_round: bool = False
    flesh_deg: float = 3.0


IDEAL: Final = SensorQuality(
    gyr_noise_dps=0.0,
    acc_noise_mps2=0.0,
    gyr_bias_dps=0.0,
    acc_bias_mps2=0.0,
    gyr_walk_dps=0.0,
    gyr_scale=0.0,
    tilt_deg=0.0,
    flesh_deg=0.0,
)
"""A sensor without any error, fixed to the bone along its axes."""

BROWSER: Final = SensorQuality(rate_hz=60.0, gyr_step_dps=0.1, acc_step_mps2=0.1)
"""What a web page gets of a phone's sensor: 60 times a second, rounded."""

HARD: Final = SensorQuality(gyr_bias_dps=1.5, tilt_deg=40.0, flesh_deg=8.0)
"""A bad gyroscope, strapped badly onto much flesh; a leg out of plane is `Body.out_of_plane_deg`."""


def measure(motion: SegmentMotion, place: Place, quality: SensorQuality, rng: np.random.Generator) -> SensorTrack:
    """Return what a sensor tells of the movement of its segment.

    Parameters
    ----------
    motion : SegmentMotion
        How the segment moves, at the times at which the sensor measures, evenly spaced.
    place : Place
        Where it is strapped to.
    quality : SensorQuality
        How well it measures and sits.
    rng : numpy.random.Generator
        What is drawn: mounting, axes, errors. The same state gives the same track.
    """
    mounting = _mounting(quality, rng)
    on_flesh, flesh_radps = _on_flesh(motion, np.deg2rad(quality.flesh_deg) * FLESH[place.segment], rng)
    to_sensor = (on_flesh * mounting).inv()
    gyr = to_sensor.apply(motion.rate_radps) + mounting.inv().apply(flesh_radps)
    acc = to_sensor.apply(motion.force_mps2)
    return SensorTrack(
        name=str(place),
        t_s=motion.t_s,
        acc_mps2=_stepped(_read_acceleration(acc, quality, rng), quality.acc_step_mps2),
        gyr_radps=_stepped(_read_rotation(motion.t_s, gyr, quality, rng), np.deg2rad(quality.gyr_step_dps)),
        segment=place.segment,
        side=place.side,
        device="simulated",
    )


def random_direction(rng: np.random.Generator) -> Series:
    """Return a unit vector of any direction, all alike likely.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where it is drawn from.

    Returns
    -------
    ndarray, shape (3,)
    """
    drawn = rng.normal(size=3)
    return np.asarray(drawn / np.linalg.norm(drawn), dtype=np.float64)


def _mounting(quality: SensorQuality, rng: np.random.Generator) -> Rotation:
    """Return the rotation from the sensor's frame to that of its segment."""
    tilt = Rotation.from_rotvec(np.deg2rad(quality.tilt_deg) * random_direction(rng))
    any_way = Rotation.from_quat(rng.normal(size=4))
    return any_way if quality.is_any_way_round else tilt


def _on_flesh(motion: SegmentMotion, flesh_rad: float, rng: np.random.Generator) -> tuple[Rotation, Series]:
    """Return how flesh turns the sensor against the bone, and the angular velocity of that, in the segment's frame."""
    axis = random_direction(rng)
    ringing, ringing_rate = _ringing(motion, rng)
    angle = flesh_rad * (motion.stroke + ringing)
    rate = flesh_rad * (motion.stroke_rate_ps + ringing_rate)
    return Rotation.from_rotvec(angle[:, None] * axis), rate[:, None] * axis


def _ringing(motion: SegmentMotion, rng: np.random.Generator) -> tuple[Series, Series]:
    """Return how far the sensor lags and rings on its flesh, as a share of what a full stroke turns it, and the rate.

    A damped spring, driven by the angular acceleration of the segment about the knee's axis.
    """
    omega = 2.0 * np.pi * rng.uniform(*RINGING_HZ)
    spring = (
        np.array([[0.0, 1.0], [-(omega**2), -2.0 * RINGING_DAMPING * omega]]),
        np.array([[0.0], [omega**2]]),
        np.eye(2),
        np.zeros((2, 1)),
    )
    drive = -motion.spin_radps2[:, 1] / HARD_STOP_RADPS2
    _, state, _ = lsim(spring, drive, motion.t_s - motion.t_s[0])
    return state[:, 0], state[:, 1]


def _read_acceleration(acc: Series, quality: SensorQuality, rng: np.random.Generator) -> Series:
    bias = rng.normal(0.0, quality.acc_bias_mps2, 3)
    return acc + bias + rng.normal(0.0, quality.acc_noise_mps2, acc.shape)


def _read_rotation(t_s: Series, gyr: Series, quality: SensorQuality, rng: np.random.Generator) -> Series:
    bias = rng.normal(0.0, quality.gyr_bias_dps, 3)
    scale = 1.0 + rng.normal(0.0, quality.gyr_scale, 3)
    steps = np.sqrt(np.diff(t_s, prepend=t_s[0]) / 60.0)
    walk = np.cumsum(rng.normal(0.0, quality.gyr_walk_dps, gyr.shape) * steps[:, None], axis=0)
    noise = rng.normal(0.0, quality.gyr_noise_dps, gyr.shape)
    return gyr * scale + np.deg2rad(bias + walk + noise)


def _stepped(values: Series, step: float) -> Series:
    return values if step == 0.0 else np.round(values / step) * step
