"""The angle of a joint whose axis stands upright, where gravity tells nothing: two orientations brought to one heading.

Each orientation has a heading of its own, which drifts. A hinge turns about one axis, and both sensors know it: the
heading between them is what brings the two axes together, slowly, for each moment tells it with an error. After Laidig,
Schauer & Seel, "Exploiting kinematic constraints to compensate magnetic disturbances when calculating joint angles of
approximate hinge joints from orientation estimates of inertial sensors" (ICORR 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees, exp, nan

import numpy as np
from numpy.typing import NDArray

from formcheck.inertial.mounting import Mounting

TAU_S = 5.0
"""The heading between two sensors is averaged over this long: 1 s lets the axis' errors through, 10 s the drift."""

Quaternion = tuple[float, float, float, float]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class HingeState:
    """The heading of the outer sensor beyond that of the inner one, as a leaky sum of what each moment tells.

    Parameters
    ----------
    east, north : float
        Its cosine and sine, weighted.
    last_s : float
        When it was last told; NaN before.
    """

    east: float = 0.0
    north: float = 0.0
    last_s: float = nan


def step(
    state: HingeState, t_s: float, inner: tuple[Mounting, Quaternion], outer: tuple[Mounting, Quaternion]
) -> tuple[HingeState, float]:
    """Take one moment.

    Parameters
    ----------
    state : HingeState
        Memory.
    t_s : float
        Time, in seconds.
    inner, outer : tuple of (Mounting, quaternion)
        The segments nearer to and further from the trunk: how the sensor sits, and its orientation.

    Returns
    -------
    HingeState, float
        New memory, and by how much the outer segment is turned against the inner one, in degrees from -180 to 180; NaN
        while the heading is not known.
    """
    body_in = to_matrix(inner[1]) @ inner[0].body.T
    body_out = to_matrix(outer[1]) @ outer[0].body.T
    axis_in, axis_out = body_in[:, 2], body_out[:, 2]
    kept = 1.0 if state.last_s != state.last_s else exp(-(t_s - state.last_s) / TAU_S)
    state = HingeState(
        east=kept * state.east + float(axis_in[0] * axis_out[0] + axis_in[1] * axis_out[1]),
        north=kept * state.north + float(axis_in[0] * axis_out[1] - axis_in[1] * axis_out[0]),
        last_s=t_s,
    )
    size = float(np.hypot(state.east, state.north))
    if size == 0.0:
        return state, nan
    cosine, sine = state.east / size, state.north / size
    to_inner = np.array([[cosine, sine, 0.0], [-sine, cosine, 0.0], [0.0, 0.0, 1.0]])
    turned = body_in.T @ to_inner @ body_out
    return state, degrees(atan2(turned[1, 0] - turned[0, 1], turned[0, 0] + turned[1, 1]))


def to_matrix(quaternion: Quaternion) -> Matrix:
    """Return a rotation as a matrix, from the sensor's frame to the world's, shape (3, 3).

    Parameters
    ----------
    quaternion : tuple of float
        The same rotation, w first.
    """
    w, x, y, z = quaternion
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )
