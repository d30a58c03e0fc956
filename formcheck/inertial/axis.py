"""The axis of flexion in a sensor's frame, from a movement about it or from two postures that it lies between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.inertial.tasks import Stretch
from formcheck.inertial.vectors import between_deg

Vector = NDArray[np.float64]

LEAST_LIFTED_DEG = 8.0
"""A leg that was lifted less shows no axis."""

CALM_S = 0.3
CALM_RADPS = 0.3
"""A segment that turns more slowly than this for so long shows by its accelerometer what points upwards."""

_PARTS = 4  # as many as movements are asked for


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """An axis of flexion.

    Parameters
    ----------
    direction : ndarray, shape (3,)
        To the person's left, a unit vector in the sensor's frame.
    share : float
        Share of the rotation that was about it, 0 to 1.
    spread_deg : float
        The largest angle between it and that of a quarter of the movement.
    """

    direction: Vector
    share: float = 1.0
    spread_deg: float = 0.0


def axis_of_movement(moved: Stretch, bias_radps: Vector) -> Axis:
    """Return the axis about which a segment turned forwards and back: its main direction of rotation.

    It points to the person's left where the movement first turns the segment's lower end forwards and upwards, as
    straightening the knee does.

    Parameters
    ----------
    moved : Stretch
        What the sensor measured meanwhile.
    bias_radps : ndarray, shape (3,)
        What the gyroscope reads while nothing turns.
    """
    turning = moved.turning(bias_radps)
    main, share = _main_direction(turning)
    turned = moved.turned_rad(main, bias_radps)
    if turned[np.argmax(np.abs(turned))] > 0.0:
        main = -main
    parts = [_main_direction(part)[0] for part in _quarters(turning)]
    return Axis(main, share, max(between_deg(main, part if part @ main >= 0.0 else -part) for part in parts))


def axis_of_lift(up_at_rest: Vector, moved: Stretch, bias_radps: Vector) -> Axis | None:
    """Return the axis about which a leg was lifted: that between up at rest and up at the top.

    A leg that is lifted turns in and out at the hip as well, so that its main direction of rotation tells less than
    where it begins and ends: of one real person it was 32 degrees off level.

    Parameters
    ----------
    up_at_rest : ndarray, shape (3,)
        What points upwards before, a unit vector in the sensor's frame.
    moved : Stretch
        What the sensor measured meanwhile.
    bias_radps : ndarray, shape (3,)
        What the gyroscope reads while nothing turns.

    Returns
    -------
    Axis or None
        None where the leg was nowhere calm and well away from rest.
    """
    turning = moved.turning(bias_radps)
    calm = (Stretch(moved.t_s[part], moved.acc_mps2[part], turning[part]) for part in _calm(moved.t_s, turning))
    ups = [one.up for one in calm]
    apart_deg = [between_deg(up_at_rest, up) for up in ups]
    if not apart_deg or max(apart_deg) < LEAST_LIFTED_DEG:
        return None
    found = axis_between(up_at_rest, ups[int(np.argmax(apart_deg))])
    share = float(np.sum((turning @ found.direction) ** 2) / max(float(np.sum(turning**2)), 1e-12))
    return Axis(found.direction, share)


def _calm(t_s: Vector, turning: Vector) -> list[slice]:
    """Return the stretches of `CALM_S` in which the segment turned slowly."""
    length = max(2, round(CALM_S / float(np.median(np.diff(t_s)))))
    parts = (slice(first, first + length) for first in range(0, len(t_s) - length + 1, length))
    return [part for part in parts if float(np.linalg.norm(turning[part], axis=1).mean()) < CALM_RADPS]


def axis_between(up_before: Vector, up_after: Vector) -> Axis:
    """Return the axis about which a segment was turned forwards from one posture to the other.

    Parameters
    ----------
    up_before, up_after : ndarray, shape (3,)
        What points upwards in both, unit vectors in the sensor's frame, not nearly the same.
    """
    axis = np.cross(up_before, up_after)
    return Axis(np.asarray(axis / np.linalg.norm(axis)))


def _main_direction(turning: Vector) -> tuple[Vector, float]:
    """Return the direction about which most was turned, and its share of all rotation."""
    powers, directions = np.linalg.eigh(turning.T @ turning)
    return np.asarray(directions[:, -1]), float(powers[-1] / max(float(powers.sum()), 1e-12))


def _quarters(turning: Vector) -> list[Vector]:
    """Return the movement in parts in which about as much was turned."""
    done = np.cumsum(np.linalg.norm(turning, axis=1))
    edges = np.searchsorted(done, done[-1] * np.arange(1, _PARTS) / _PARTS)
    return [part for part in np.split(turning, edges) if len(part) > 2] or [turning]
