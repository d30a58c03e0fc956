"""Body points made steady: the one filter over time between a pose model and the angles.

A model's points tremble by a pixel or two from picture to picture even on somebody who sits still, and so would every
decision that asks how far a foot moved in the last instant. Each coordinate goes through a One-Euro filter: at rest it
hardly moves, and the faster a point moves, compared with the size of the body, the less it is held back. How much the
model believes that it sees a point is averaged over a moment.

The settings are those of MediaPipe's Pose Landmarker, which does the same inside, out of sight: with an estimator that
does so itself this stage is left out (`formcheck.session.model.Header.is_smoothed`). A record holds the points as they
were before it.

References
----------
Casiez, Roussel, Vogel (2012), "1 Euro filter", CHI '12: 2527-2530. MediaPipe, landmark smoothing of the pose
landmarker: cut-offs 0.05 Hz and 1 Hz, slope 80, in sizes of the square that holds the person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, nan, pi

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.angles import length_px
from formcheck.kinematics.view import middle_of, point
from formcheck.samples import Landmark, Pose, Side

_SLOWEST_HZ = 0.05
_SLOPE = 80.0
_SPEED_HZ = 1.0
_SQUARE_OVER_LENGTH = 1.5
"""Side of the square that holds a person over the length of trunk, thigh and shank: 1.43 to 1.70 on rendered people."""

_BELIEF_TIME_CONSTANT_S = 0.3
"""MediaPipe's weight of 0.1 for each new picture, at 30 pictures a second."""

_Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SteadyState:
    """What is remembered of the points; empty before the first pose and after one without anybody.

    Parameters
    ----------
    t_s : float
        Time of the last pose, in seconds.
    raw_px : tuple of float
        All horizontal and vertical places of the last pose, as they came, in pixels.
    places_px : tuple of float
        The same made steady.
    speeds : tuple of float
        Their speeds, smoothed, in sizes of the body a second.
    visibilities : tuple of float
        The averaged visibilities.
    """

    t_s: float = nan
    raw_px: tuple[float, ...] = ()
    places_px: tuple[float, ...] = ()
    speeds: tuple[float, ...] = ()
    visibilities: tuple[float, ...] = ()


def step(state: SteadyState, pose: Pose) -> tuple[SteadyState, Pose]:
    """Take one pose, and return it with its points made steady.

    Parameters
    ----------
    state : SteadyState
        Memory.
    pose : Pose
        The next pose; one without points ends the memory of what came before.

    Returns
    -------
    SteadyState, Pose
        New memory, and the pose; one that follows none is as it was.
    """
    if not pose.landmarks:
        return SteadyState(), pose
    points = pose.landmarks.values()
    raw_px = np.array([(one.x_px, one.y_px) for one in points]).ravel()
    seen = np.array([one.visibility for one in points])
    if len(state.raw_px) != len(raw_px):
        first = tuple(raw_px.tolist())
        return SteadyState(pose.t_s, first, first, (0.0,) * len(first), tuple(seen.tolist())), pose
    elapsed_s = pose.t_s - state.t_s
    speeds = _blend(state.speeds, (raw_px - state.raw_px) / (_size_px(pose) * elapsed_s), _weight(_SPEED_HZ, elapsed_s))
    places_px = _blend(state.places_px, raw_px, _weight(_SLOWEST_HZ + _SLOPE * np.abs(speeds), elapsed_s))
    believed = _blend(state.visibilities, seen, 1.0 - exp(-elapsed_s / _BELIEF_TIME_CONSTANT_S))
    state = SteadyState(pose.t_s, *(tuple(one.tolist()) for one in (raw_px, places_px, speeds, believed)))
    steadied = map(Landmark, state.places_px[::2], state.places_px[1::2], state.visibilities)
    return state, replace(pose, landmarks=dict(zip(pose.landmarks, steadied, strict=True)))


def _blend(before: tuple[float, ...], now: _Array, weight: _Array | float) -> _Array:
    return np.asarray(before + weight * (now - before), np.float64)


def _weight(cutoff_hz: _Array | float, elapsed_s: float) -> _Array | float:
    """Return the weight of a new value in a low-pass filter of first order."""
    return 1.0 / (1.0 + 1.0 / (2.0 * pi * cutoff_hz * elapsed_s))


def _size_px(pose: Pose) -> float:
    """Return about the side of the square that would hold the person upright, whatever the posture."""
    trunk = length_px(middle_of(pose, "shoulder"), middle_of(pose, "hip"))
    legs = [[point(pose, f"{side}_{name}") for name in ("hip", "knee", "ankle")] for side in Side]
    return _SQUARE_OVER_LENGTH * (trunk + max(length_px(a, b) + length_px(b, c) for a, b, c in legs)) or 1.0
