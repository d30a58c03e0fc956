"""From a scene and a motion to a video file: pose, draw, add the camera's faults, encode."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from render.actor import Actor, cast
from render.assets import Floats, find_data
from render.motion import Motion
from render.posing import Posture
from render.rasteriser import THOROUGH, Effort, Rasteriser, aim
from render.room import build_shell, furnish
from render.scene import Scene
from render.script import DOFS, Rest
from render.seating import fit_seat
from render.walk import follow

WIDTH, HEIGHT, FPS = 640, 480, 25
Moved = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Film:
    """What a clip is recorded with.

    Attributes
    ----------
    width, height : int
        Of the picture, in pixels.
    fps : int
        Pictures per second.
    crf : int
        How strongly the pictures are compressed: x264's constant rate factor.
    preset : str
        How much time x264 takes.
    softness : float
        Share of each neighbour that a blurred pixel takes over.
    effort : Effort
        How much is spent on drawing.
    """

    width: int = WIDTH
    height: int = HEIGHT
    fps: int = FPS
    crf: int = 23
    preset: str = "slow"
    softness: float = 0.12
    effort: Effort = THOROUGH


USUAL = Film()


def shoot(
    scene: Scene, motion: Motion, seed: int, film: Film = USUAL, fitted: int | None = None
) -> Iterator[NDArray[np.uint8]]:
    """Render every frame of a motion.

    Parameters
    ----------
    scene : Scene
        What the clip looks like.
    motion : Motion
        The angles of every frame.
    seed : int
        Seed of the sensor noise.
    film : Film
        What it is recorded with.
    fitted : int, optional
        Number of the frame to which the height of the seat is fitted: the first one on the seat if not given.

    Yields
    ------
    ndarray, shape (height, width, 3)
        8-bit RGB frames.
    """
    data = find_data()
    actor = cast(scene, data)
    seated = posture_at(scene, motion, motion.first_seated if fitted is None else fitted)
    hip_m, top_m, support = fit_seat(actor, seated, foot_block=not motion.spots)
    view = aim(scene.camera, scene.light, scene.near_x, top_m / 2.0, film.width / film.height)
    rng = np.random.default_rng([seed, 1])
    others = _passer(scene, motion, data)
    people = [actor, *(other for other, _ in others)]
    looks = [(one.person.surface, one.person.hair_colour) for one in people]
    size, shell, room = (film.width, film.height), build_shell(scene), furnish(scene, support)
    with Rasteriser(size, shell, room, looks, view, film.effort) as rasteriser:
        for index in range(len(motion.t_s)):
            posture = replace(posture_at(scene, motion, index), hip_height_m=hip_m, seat_m=hip_m - support.seat_m)
            first = actor.act(posture, motion.spots[index]) if motion.spots else actor.sit(posture)
            picture = rasteriser.draw([first, *(moves(index) for _, moves in others)])
            yield _sensor(picture, scene.light.noise, film.softness, rng)


def encode(frames: Iterator[NDArray[np.uint8]], path: Path, film: Film = USUAL) -> None:
    """Write frames as H.264 in an MP4 file."""
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=film.fps, options={"crf": str(film.crf), "preset": film.preset})
        stream.width, stream.height, stream.pix_fmt = film.width, film.height, "yuv420p"
        stream.codec_context.time_base = Fraction(1, film.fps)
        for picture in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())


def posture_at(scene: Scene, motion: Motion, index: int) -> Posture:
    """Return the posture of one frame as it would be on the seat, but for the heights of hips and seat."""
    deg = {dof: float(motion.deg[dof][index]) for dof in DOFS}
    return Posture(deg, scene.side, scene.other_knee_deg, hands=scene.hands)


def _passer(scene: Scene, motion: Motion, data: Path) -> list[tuple[Actor, Callable[[int], Moved]]]:
    """Return the second person of a scene, if any, with a function from frame number to their points and normals."""
    if scene.passer is None:
        return []
    actor = cast(replace(scene, body=scene.passer.body, clothes=scene.passer.clothes), data)
    spots = follow(scene.passer.path, motion.t_s)
    posture = Posture(Rest().angles(), scene.side)
    aside_m = -scene.near_x * scene.passer.behind_m
    return [(actor, lambda index: actor.act(posture, spots[index], aside_m))]


def _sensor(picture: NDArray[np.uint8], noise: float, softness: float, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Soften a picture slightly and add sensor noise (standard deviation in 8-bit levels)."""
    soft = picture.astype(np.float32)
    for axis in (0, 1):
        soft = softness * np.roll(soft, 1, axis) + (1.0 - 2.0 * softness) * soft + softness * np.roll(soft, -1, axis)
    grain = rng.standard_normal((*soft.shape[:2], 1), dtype=np.float32)
    return np.asarray(np.clip(soft + noise * grain, 0.0, 255.0).astype(np.uint8))
