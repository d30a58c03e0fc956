"""Dual-quaternion skinning: bends knees without thinning them, in plain numpy."""

from __future__ import annotations

import numpy as np

from render.assets import Floats, Ints


def about_x(degrees: float) -> Floats:
    """Return the rotation about the left-right axis, shape (3, 3); positive tips the top of the body forwards."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def about_y(degrees: float) -> Floats:
    """Return the rotation about the vertical, shape (3, 3); positive turns the front to the person's left."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])


def turn_onto(start: Floats, end: Floats) -> Floats:
    """Return the smallest rotation, shape (3, 3), that turns direction ``start`` onto direction ``end``."""
    a, b = start / np.linalg.norm(start), end / np.linalg.norm(end)
    axis, cosine = np.cross(a, b), float(a @ b)
    x, y, z = axis
    k = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return np.asarray(np.eye(3) + k + k @ k / (1.0 + cosine))


def frame_of(along: Floats, across: Floats) -> Floats:
    """Return a right-handed frame (columns, shape (3, 3)) from a direction and one roughly across it."""
    first = along / np.linalg.norm(along)
    third = np.cross(first, across)
    third /= np.linalg.norm(third)
    return np.stack([first, np.cross(third, first), third], axis=1)


def quaternion(rotation: Floats) -> Floats:
    """Return the unit quaternion (w, x, y, z) of a rotation matrix."""
    r = rotation
    squares = np.array(
        [
            1.0 + r[0, 0] + r[1, 1] + r[2, 2],
            1.0 + r[0, 0] - r[1, 1] - r[2, 2],
            1.0 - r[0, 0] + r[1, 1] - r[2, 2],
            1.0 - r[0, 0] - r[1, 1] + r[2, 2],
        ]
    )
    columns = {
        0: [squares[0], r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1]],
        1: [r[2, 1] - r[1, 2], squares[1], r[0, 1] + r[1, 0], r[0, 2] + r[2, 0]],
        2: [r[0, 2] - r[2, 0], r[0, 1] + r[1, 0], squares[2], r[1, 2] + r[2, 1]],
        3: [r[1, 0] - r[0, 1], r[0, 2] + r[2, 0], r[1, 2] + r[2, 1], squares[3]],
    }
    raw = np.array(columns[int(np.argmax(squares))])
    return np.asarray(raw / np.linalg.norm(raw))


def multiply(a: Floats, b: Floats) -> Floats:
    """Return the product of quaternions, shape (..., 4)."""
    w = a[..., :1] * b[..., :1] - (a[..., 1:] * b[..., 1:]).sum(axis=-1, keepdims=True)
    v = a[..., :1] * b[..., 1:] + b[..., :1] * a[..., 1:] + np.cross(a[..., 1:], b[..., 1:])
    return np.concatenate([w, v], axis=-1)


def rotate(q: Floats, v: Floats) -> Floats:
    """Rotate vectors, shape (n, 3), by unit quaternions, shape (n, 4)."""
    u = np.cross(q[:, 1:], v) + q[:, :1] * v
    return np.asarray(v + 2.0 * np.cross(q[:, 1:], u))


def skin(
    points: Floats, normals: Floats, bones: Ints, weights: Floats, rotations: Floats, shifts: Floats
) -> tuple[Floats, Floats]:
    """Move points with their bones.

    Parameters
    ----------
    points, normals : ndarray, shape (n, 3)
        At rest, in metres; normals of length one.
    bones, weights : ndarray, shape (n, 4)
        The bones of each point and their weights, adding up to one.
    rotations : ndarray, shape (b, 3, 3)
        Rotation of each bone away from rest.
    shifts : ndarray, shape (b, 3)
        Translation of each bone: a point x of the bone alone moves to ``rotation @ x + shift``.

    Returns
    -------
    tuple of ndarray
        Moved points and normals, shape (n, 3) each.
    """
    real = np.stack([quaternion(rotation) for rotation in rotations])
    pure = np.concatenate([np.zeros((len(shifts), 1)), shifts], axis=1)
    dual = 0.5 * multiply(pure, real)
    sign = np.sign((real[bones] * real[bones[:, :1]]).sum(axis=2))
    signed = (weights * np.where(sign == 0.0, 1.0, sign))[..., None]
    q, d = (signed * real[bones]).sum(axis=1), (signed * dual[bones]).sum(axis=1)
    length = np.linalg.norm(q, axis=1, keepdims=True)
    q, d = q / length, d / length
    conjugate = q * np.array([1.0, -1.0, -1.0, -1.0])
    shift = 2.0 * multiply(d, conjugate)[:, 1:]
    return rotate(q, points) + shift, rotate(q, normals)
