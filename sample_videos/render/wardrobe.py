"""Dress a figure: skin, eyes, hair and clothes become one mesh that is ready for skinning and drawing.

Clothes are the body data's own helper surfaces, pushed outwards. Hems are cut per pixel: every vertex carries a
``cover`` value, in metres inside the garment, and the rasteriser leaves out what is below zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from render.assets import Floats, Ints
from render.body import Figure
from render.scene import Body, Clothes, Scene
from render.surface import ALWAYS, Stuff, Surface, join_surfaces, linear

UNDER_HEM_M = 0.012
LEFT_OUT = -1.0


@dataclass(frozen=True, slots=True)
class Person:
    """A dressed figure at rest: its surface, and the bones and weights of every point, shape (n, 4) each."""

    surface: Surface
    bones: Ints
    weights: Floats
    hair_colour: Floats


def dress(figure: Figure, scene: Scene, data: Path) -> Person:
    """Put skin, hair and clothes on a figure."""
    body, clothes = scene.body, scene.clothes
    covers = _covers(figure, clothes)
    parts = [
        _skin(figure, body, covers, data),
        _eyes(figure),
        _garment(figure, covers["legs"], linear(clothes.legs_colour), _looseness(figure, clothes), Stuff.CLOTH),
        _garment(figure, covers["top"], linear(clothes.top), 0.016, Stuff.CLOTH),
    ]
    if clothes.shoes:
        parts.append(_garment(figure, covers["shoes"], linear(clothes.shoes_colour), 0.009, Stuff.LEATHER))
    if body.hair_style == "bun":
        parts.append(_bun(figure, linear(body.hair)))
    surface, source = _join(parts)
    return Person(
        surface=surface,
        bones=figure.rig.bone_of_vertex[source],
        weights=figure.rig.weight_of_vertex[source],
        hair_colour=linear(body.hair),
    )


def _join(parts: list[tuple[Surface, Ints]]) -> tuple[Surface, Ints]:
    """Join parts of the person; also return the figure's vertex behind each point."""
    return join_surfaces([part for part, _ in parts]), np.concatenate([source for _, source in parts])


def _covers(figure: Figure, clothes: Clothes) -> dict[str, Floats]:
    """Return, per garment, how far inside it each vertex lies, in metres, shape (n,) each."""
    y = figure.vertices[:, 1]
    letters = ("l", "r")
    heads = figure.heads
    arm = figure.weight_on(*(f"{name}_{s}" for name in ("upperarm", "lowerarm", "hand") for s in letters)) > 0.5
    arm |= np.abs(figure.vertices[:, 0]) > np.abs(heads["lowerarm_l"][0])
    waist, knee, ankle = heads["spine_01"][1], heads["calf_l"][1], heads["foot_l"][1]
    hem = knee + 0.10 if clothes.legs == "shorts" else ankle + 0.035
    torso = y - (figure.heads["thigh_l"][1] + 0.01)
    collar = heads["neck_01"][1] - 0.012 - 0.30 * figure.vertices[:, 2] - y
    return {
        "legs": np.where(arm, LEFT_OUT, np.minimum(waist - y, y - hem)),
        "top": np.minimum(np.where(arm, _sleeve(figure), torso), collar),
        "shoes": np.where(arm, LEFT_OUT, ankle + 0.005 - y) if clothes.shoes else np.full(len(y), LEFT_OUT),
    }


def _sleeve(figure: Figure) -> Floats:
    """Return the distance of each vertex to the end of a short sleeve, along the upper arm, in metres."""
    start, end = figure.heads["upperarm_l"], figure.heads["lowerarm_l"]
    along = (end - start) / np.linalg.norm(end - start)
    mirrored = np.abs(figure.vertices) * [1.0, 0.0, 0.0] + figure.vertices * [0.0, 1.0, 1.0]
    return np.asarray(0.62 * np.linalg.norm(end - start) - (mirrored - start) @ along)


def _looseness(figure: Figure, clothes: Clothes) -> Floats:
    """Return how far shorts or trousers stand off the body, in metres, shape (n,): more towards the hem."""
    hip, knee = figure.heads["thigh_l"][1], figure.heads["calf_l"][1]
    down = np.clip((hip - figure.vertices[:, 1]) / (hip - knee), 0.0, 1.0)
    return np.asarray(0.007 + (0.008 if clothes.legs == "shorts" else 0.012) * down)


def _garment(
    figure: Figure, cover: Floats, colour: Floats, push_m: Floats | float, stuff: Stuff
) -> tuple[Surface, Ints]:
    """Make a garment from the helper surface that wraps the whole body."""
    return _part(figure, "helper-tights", cover, push_m, np.broadcast_to(colour, figure.vertices.shape), stuff)


def _part(
    figure: Figure,
    group: str,
    cover: Floats,
    push_m: Floats | float,
    colours: Floats,
    stuff: Stuff,
    hairiness: Floats | None = None,
) -> tuple[Surface, Ints]:
    """Cut the triangles of a group that are at least partly covered out of the figure."""
    triangles = figure.mesh.triangles[group]
    triangles = triangles[(cover[triangles] > 0.0).any(axis=1)]
    used, flat = np.unique(triangles, return_inverse=True)
    push = np.broadcast_to(push_m, cover.shape)[used, None]
    hair = np.zeros(len(used)) if hairiness is None else hairiness[used]
    surface = Surface(
        points=figure.vertices[used] + push * figure.normals[used],
        normals=figure.normals[used],
        colours=colours[used],
        traits=np.stack([cover[used], hair, np.full(len(used), float(stuff))], axis=1),
        triangles=flat.reshape(-1, 3),
    )
    return surface, used


def _skin(figure: Figure, body: Body, covers: dict[str, Floats], data: Path) -> tuple[Surface, Ints]:
    """Return the skin with face paint and hair; what lies well under clothes is left out."""
    hidden = np.maximum.reduce(list(covers.values()))
    hair = _hairiness(figure, _mask(figure, data / "textures" / "mpfb_ears.jpg"))
    colours = np.broadcast_to(linear(body.skin), figure.vertices.shape).copy()
    for name, tint, strength in (("lips", [0.72, 0.42, 0.42], 0.8), ("ears", [1.0, 0.8, 0.78], 0.6)):
        share = strength * _mask(figure, data / "textures" / f"mpfb_{name}.jpg")[:, None]
        colours *= 1.0 - share + share * np.array(tint)
    brow = 0.75 * _brows(figure)[:, None]
    colours = (1.0 - brow) * colours + brow * linear(body.hair)
    thick = 0.013 * np.clip(hair / 0.02, 0.0, 1.0)
    return _part(figure, "body", UNDER_HEM_M - hidden, thick, colours, Stuff.SKIN, hair)


def _hairiness(figure: Figure, ears: Floats) -> Floats:
    """Return the distance of each vertex above the hairline, in metres, shape (n,); negative is bare skin."""
    eye = figure.marks["eye_l"]
    on_head = figure.weight_on("head", "neck_01") > 0.5
    x, y, z = figure.vertices.T
    skull = on_head & (y > eye[1] - 0.02)
    back, front = z[skull].min(), z[skull].max()
    depth = (z - back) / (front - back)
    line = np.interp(depth, [0.0, 0.30, 0.44, 0.52, 0.62, 0.74, 0.88], [-0.07, -0.06, -0.01, 0.0, 0.035, 0.05, 0.066])
    above = y - (eye[1] + line - 0.1 * np.maximum(np.abs(x) - 0.05, 0.0))
    return np.where(on_head & (ears < 0.3), above, LEFT_OUT)


def _brows(figure: Figure) -> Floats:
    """Return how much of each vertex is eyebrow, 0 to 1, shape (n,)."""
    eye = figure.marks["eye_l"]
    x, y, z = np.abs(figure.vertices[:, 0]) - eye[0], figure.vertices[:, 1] - eye[1], figure.vertices[:, 2] - eye[2]
    arch = 0.021 - 4.0 * (x - 0.004) ** 2
    near = np.clip(1.6 - np.abs(y - arch) / 0.0045, 0.0, 1.0) * (np.abs(x) < 0.021)
    return np.asarray(near * (z > -0.03))


def _eyes(figure: Figure) -> tuple[Surface, Ints]:
    """Return both eyeballs, white with a dark iris."""
    parts = []
    for letter in ("l", "r"):
        centre = figure.marks[f"eye_{letter}"]
        offset = figure.vertices - centre
        front = offset[:, 2] / np.maximum(np.linalg.norm(offset, axis=1), 1e-9)
        iris = np.clip((front - 0.86) / 0.06, 0.0, 1.0)[:, None]
        colours = (1.0 - iris) * np.array([0.6, 0.58, 0.55]) + iris * np.array([0.05, 0.03, 0.02])
        parts.append(_part(figure, f"helper-{letter}-eye", np.full(len(offset), ALWAYS), 0.0, colours, Stuff.EYE))
    return _join(parts)


def _bun(figure: Figure, colour: Floats) -> tuple[Surface, Ints]:
    """Return a ball of hair at the back of the head; it moves with the vertex it is tied to."""
    eye = figure.marks["eye_l"]
    candidates = np.flatnonzero(
        (figure.weight_on("head") > 0.9) & (np.abs(figure.vertices[:, 1] - eye[1] - 0.06) < 0.02)
    )
    tie = int(candidates[np.argmin(figure.vertices[candidates, 2])])
    ball, triangles = _ball()
    surface = Surface(
        points=figure.vertices[tie] + np.array([0.0, 0.01, -0.02]) + ball * [0.042, 0.042, 0.036],
        normals=ball,
        colours=np.broadcast_to(colour, ball.shape),
        traits=np.tile([ALWAYS, 0.05, float(Stuff.SKIN)], (len(ball), 1)),
        triangles=triangles,
    )
    return surface, np.full(len(ball), tie)


def _ball(rings: int = 12, spokes: int = 20) -> tuple[Floats, Ints]:
    """Return a unit sphere: points, shape (n, 3), and triangles, shape (m, 3)."""
    tilt, turn = np.meshgrid(np.linspace(0.0, np.pi, rings), np.linspace(0.0, 2.0 * np.pi, spokes), indexing="ij")
    points = np.stack([np.sin(tilt) * np.cos(turn), np.cos(tilt), np.sin(tilt) * np.sin(turn)], axis=-1).reshape(-1, 3)
    row, column = np.meshgrid(np.arange(rings - 1), np.arange(spokes - 1), indexing="ij")
    a = (row * spokes + column).ravel()
    quads = [np.stack([a, a + 1, a + spokes], axis=1), np.stack([a + 1, a + spokes + 1, a + spokes], axis=1)]
    return points, np.concatenate(quads)


def _mask(figure: Figure, path: Path) -> Floats:
    """Return the brightness (0 to 1) of a skin-area mask at every vertex, shape (n,)."""
    with av.open(str(path)) as container:
        picture = next(container.decode(video=0)).to_ndarray(format="gray").astype(float) / 255.0
    height, width = picture.shape
    values = np.zeros(len(figure.vertices))
    triangles, uvs = figure.mesh.triangles["body"], figure.mesh.uvs[figure.mesh.uv_triangles["body"]]
    column = np.clip((uvs[..., 0] * width).astype(int), 0, width - 1)
    row = np.clip(((1.0 - uvs[..., 1]) * height).astype(int), 0, height - 1)
    values[triangles] = picture[row, column]
    return values
