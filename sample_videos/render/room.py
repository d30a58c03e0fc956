"""The room round the person: walls, seat, foot block and furniture, all of them boxes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from render.assets import Floats
from render.scene import Scene
from render.surface import ALWAYS, Stuff, Surface, join_surfaces, linear

_FACES = np.array([[0, 0, 1], [0, 0, -1], [0, 1, 0], [0, -1, 0], [1, 0, 0], [-1, 0, 0]], dtype=float)


@dataclass(frozen=True, slots=True)
class Support:
    """Where the person needs holding up.

    Attributes
    ----------
    seat_m : float
        Height of the seat above the floor.
    front_m : float
        How far in front of the hips the seat ends.
    block_m : float
        Height of the block under the resting foot.
    block : tuple of float, optional
        Extent of that block: left-right from and to, back-front from and to, in metres; without it both feet hang.
    """

    seat_m: float
    front_m: float
    block_m: float
    block: tuple[float, float, float, float] | None


def build_shell(scene: Scene) -> Surface:
    """Return floor, walls, ceiling and window, in the person's own axes (x left, y up, z to the front).

    The lamp stands for all that lights a room, windows included, so the shell must cast no shadow.
    """
    return _mirrored(scene, _walls(scene) + (_window() if scene.light.kind == "behind" else []))


def furnish(scene: Scene, support: Support) -> Surface:
    """Return the seat, the foot block and all furniture, in the same axes as `build_shell`."""
    parts = _seat(support, scene.seat or "#5f7d78")
    if scene.background != "plain":
        parts += _furniture()
    if scene.background == "busy":
        parts += _clutter()
    return join_surfaces([_mirrored(scene, parts), *_block(support)])


def _mirrored(scene: Scene, parts: list[Surface]) -> Surface:
    """Join parts and put them on the far side of the person as the camera sees it."""
    away = np.array([-scene.near_x, 1.0, 1.0])
    whole = join_surfaces(parts)
    return Surface(whole.points * away, whole.normals * away, whole.colours, whole.traits, whole.triangles)


def box(low: tuple[float, float, float], high: tuple[float, float, float], colour: str, stuff: Stuff) -> Surface:
    """Return a box between two corners, in metres."""
    return _box(np.array(low), np.array(high), linear(colour), stuff)


def _box(low: Floats, high: Floats, colour: Floats, stuff: Stuff) -> Surface:
    centre, half = (low + high) / 2.0, (high - low) / 2.0
    points, normals = [], []
    for normal in _FACES:
        first = np.roll(np.abs(normal), 1)
        second = np.roll(np.abs(normal), 2)
        corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
        points += [centre + half * (normal + a * first + b * second) for a, b in corners]
        normals += [normal] * 4
    start = 4 * np.arange(6)[:, None]
    triangles = np.concatenate([start + np.array(corners) for corners in ([0, 1, 2], [0, 2, 3])])
    count = len(points)
    return Surface(
        points=np.array(points),
        normals=np.array(normals),
        colours=np.tile(colour, (count, 1)),
        traits=np.tile([ALWAYS, 0.0, float(stuff)], (count, 1)),
        triangles=triangles,
    )


def _walls(scene: Scene) -> list[Surface]:
    """Return floor, walls, ceiling and skirting; the wall behind the person is at x = 1.1 m (before mirroring)."""
    wall = scene.wall or ("#c9c6bd" if scene.background != "busy" else "#b9c4bf")
    return [
        box((-4.5, -0.1, -3.2), (1.2, 0.0, 3.6), scene.floor or "#9a7b5c", Stuff.WOOD),
        box((1.1, 0.0, -3.2), (1.2, 2.6, 3.6), wall, Stuff.WALL),
        box((-4.5, 0.0, -3.2), (1.2, 2.6, -3.1), wall, Stuff.WALL),
        box((-4.5, 0.0, 3.5), (1.2, 2.6, 3.6), wall, Stuff.WALL),
        box((-4.5, 2.6, -3.2), (1.2, 2.7, 3.6), "#e4e2dc", Stuff.WALL),
        box((1.085, 0.0, -3.2), (1.1, 0.08, 3.6), "#e6e3dc", Stuff.LEATHER),
    ]


def _seat(support: Support, colour: str) -> list[Surface]:
    """Return a padded bench with four legs."""
    top, front = support.seat_m, support.front_m
    legs = [
        box((x - 0.02, 0.0, z - 0.02), (x + 0.02, top - 0.07, z + 0.02), "#4a4138", Stuff.LEATHER)
        for x in (-0.27, 0.27)
        for z in (-0.22, front - 0.05)
    ]
    return [
        box((-0.32, top - 0.07, -0.27), (0.32, top, front), colour, Stuff.LEATHER),
        box((-0.30, top - 0.10, -0.25), (0.30, top - 0.07, front - 0.02), "#6b5846", Stuff.WOOD),
        *legs,
    ]


def _block(support: Support) -> list[Surface]:
    """Return the block under the resting foot, if any (on the person's true side: it is not mirrored)."""
    if support.block is None:
        return []
    left, right, back, front = support.block
    return [box((left, 0.0, back), (right, support.block_m, front), "#3c434d", Stuff.LEATHER)]


def _furniture() -> list[Surface]:
    """Return a low shelf with books, a picture and a rug."""
    return [
        box((0.75, 0.0, -1.35), (1.08, 0.74, -0.55), "#8d7458", Stuff.WOOD),
        box((0.72, 0.34, -1.32), (0.76, 0.70, -0.58), "#5a4936", Stuff.WOOD),
        box((1.06, 1.25, -0.95), (1.09, 1.75, -0.35), "#3b3a38", Stuff.WOOD),
        box((1.05, 1.29, -0.91), (1.07, 1.71, -0.39), "#8fa3ad", Stuff.WALL),
        box((-0.6, 0.0, -0.7), (0.7, 0.012, 1.5), "#7c7f8c", Stuff.CLOTH),
    ]


def _clutter() -> list[Surface]:
    """Return books, a tall cupboard, a plant and more pictures."""
    colours = ["#8c3b32", "#2f5d62", "#c49a45", "#3d4a78", "#6f8f4e", "#a8643c", "#444444", "#b8b0a0"]
    books = [
        box(
            (0.85, 0.74, -1.3 + 0.045 * i), (1.03, 0.92 + 0.02 * (i * 5 % 4), -1.262 + 0.045 * i), colour, Stuff.LEATHER
        )
        for i, colour in enumerate(colours)
    ]
    turns, half = np.arange(60), np.array([0.02, 0.006, 0.035])
    leaves = [
        _box(tip - half, tip + half, linear(colour), Stuff.CLOTH)
        for tip, colour in zip(
            np.stack(
                [0.9 + 0.12 * np.cos(2.4 * turns), 0.5 + 0.011 * turns, 1.58 + 0.16 * np.sin(2.4 * turns)], axis=1
            ),
            ["#47663c", "#547a46", "#3d5a36"] * 20,
            strict=True,
        )
    ]
    return [
        *books,
        *leaves,
        box((0.8, 0.0, 1.45), (1.0, 0.42, 1.7), "#9c5a3c", Stuff.LEATHER),
        box((0.7, 0.0, -2.4), (1.09, 1.95, -1.6), "#6d6257", Stuff.WOOD),
        box((1.06, 1.2, 0.35), (1.09, 1.62, 0.75), "#d8cfa8", Stuff.WALL),
        box((1.05, 1.24, 0.39), (1.07, 1.58, 0.71), "#a14f45", Stuff.WALL),
        box((1.06, 1.1, 0.95), (1.09, 1.4, 1.35), "#33506b", Stuff.WALL),
    ]


def _window() -> list[Surface]:
    """Return a bright window in the wall behind the person."""
    return [
        box((1.07, 0.85, -0.75), (1.085, 2.15, 1.05), "#ffffff", Stuff.GLOW),
        box((1.05, 0.80, -0.80), (1.09, 0.85, 1.10), "#e8e6e0", Stuff.WALL),
        box((1.05, 0.85, 0.13), (1.09, 2.15, 0.17), "#e8e6e0", Stuff.WALL),
    ]
