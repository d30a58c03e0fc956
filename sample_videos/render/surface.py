"""Coloured meshes, and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from render.assets import Floats, Ints

ALWAYS = 1.0
"""Cover of a point that is drawn in any case."""


class Stuff(IntEnum):
    """What a surface is made of; the shader picks grain and gloss by it."""

    SKIN = 0
    CLOTH = 1
    EYE = 2
    LEATHER = 3
    WALL = 4
    WOOD = 5
    GLOW = 6


@dataclass(frozen=True, slots=True)
class Surface:
    """A coloured mesh.

    Attributes
    ----------
    points, normals, colours : ndarray, shape (n, 3)
        Metres; unit length; linear light 0 to 1.
    traits : ndarray, shape (n, 3)
        Cover in metres (drawn where positive), hairiness 0 to 1, and the `Stuff` number.
    triangles : ndarray, shape (m, 3)
        Indices of corners.
    """

    points: Floats
    normals: Floats
    colours: Floats
    traits: Floats
    triangles: Ints


def linear(colour: str) -> Floats:
    """Return ``"#rrggbb"`` as linear light, shape (3,), 0 to 1."""
    levels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255.0
    return np.asarray(np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4))


def join_surfaces(parts: list[Surface]) -> Surface:
    """Put several surfaces into one."""
    starts = np.cumsum([0, *(len(part.points) for part in parts[:-1])])
    return Surface(
        points=np.concatenate([part.points for part in parts]),
        normals=np.concatenate([part.normals for part in parts]),
        colours=np.concatenate([part.colours for part in parts]),
        traits=np.concatenate([part.traits for part in parts]),
        triangles=np.concatenate([part.triangles + start for part, start in zip(parts, starts, strict=True)]),
    )
