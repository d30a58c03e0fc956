"""From a scene and a motion to a video file: pose, draw, add the camera's faults, encode."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from render.actor import Actor, cast
from render.assets import Floats, find_data
from render.motion import Motion
from render.posing import Posture
from render.rasteriser import Rasteriser, aim
from render.room import build_shell, furnish
from render.scene import Scene
from render.script import DOFS, Rest
from render.seating import fit_seat
from render.walk import follow

WIDTH, HEIGHT, FPS = 640, 480, 25
Moved = tuple[Floats, Floats]


def shoot(scene: Scene, motion: Motion, seed: int) -> Iterator[NDArray[np.uint8]]:
    """Render every frame of a motion.

    Parameters
    ----------
    scene : Scene
        What the clip looks like.
    motion : Motion
        The angles of every frame.
    seed : int
        Seed of the sensor noise.

    Yields
    ------
    ndarray, shape (480, 640, 3)
        8-bit RGB frames.
    """
    data = find_data()
    actor = cast(scene, data)
    seated = _posture(scene, motion, motion.first_seated)
    hip_m, top_m, support = fit_seat(actor, seated, foot_block=not motion.spots)
    view = aim(scene.camera, scene.light, scene.near_x, top_m / 2.0, WIDTH / HEIGHT)
    rng = np.random.default_rng([seed, 1])
    others = _passer(scene, motion, data)
    people = [actor, *(other for other, _ in others)]
    looks = [(one.person.surface, one.person.hair_colour) for one in people]
    with Rasteriser((WIDTH, HEIGHT), build_shell(scene), furnish(scene, support), looks, view) as rasteriser:
        for index in range(len(motion.t_s)):
            posture = replace(_posture(scene, motion, index), hip_height_m=hip_m, seat_m=hip_m - support.seat_m)
            first = actor.act(posture, motion.spots[index]) if motion.spots else actor.sit(posture)
            picture = rasteriser.draw([first, *(moves(index) for _, moves in others)])
            yield _sensor(picture, scene.light.noise, rng)


def encode(frames: Iterator[NDArray[np.uint8]], path: Path) -> None:
    """Write frames as H.264 in an MP4 file."""
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=FPS, options={"crf": "23", "preset": "slow"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.time_base = Fraction(1, FPS)
        for picture in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())


def _posture(scene: Scene, motion: Motion, index: int) -> Posture:
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


def _sensor(picture: NDArray[np.uint8], noise: float, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Soften a picture slightly and add sensor noise (standard deviation in 8-bit levels)."""
    soft = picture.astype(np.float32)
    for axis in (0, 1):
        soft = 0.12 * np.roll(soft, 1, axis) + 0.76 * soft + 0.12 * np.roll(soft, -1, axis)
    grain = rng.standard_normal((*soft.shape[:2], 1), dtype=np.float32)
    return np.asarray(np.clip(soft + noise * grain, 0.0, 255.0).astype(np.uint8))
