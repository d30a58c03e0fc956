"""From a scene and a motion to a video file: pose, draw, add the camera's faults, encode."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from render.assets import Floats, find_data
from render.body import Figure, shape_figure
from render.motion import Motion
from render.posing import Pose, Posture, pose_figure
from render.rasteriser import Rasteriser, aim
from render.room import Support, build_shell, furnish
from render.scene import Scene
from render.script import DOFS
from render.skinning import skin
from render.wardrobe import Person, dress

WIDTH, HEIGHT, FPS = 640, 480, 25
TOE_CLEARANCE_M = 0.03
SINK_M = 0.022


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
    figure = shape_figure(scene.body, data)
    person = dress(figure, scene, data)
    hip_m, top_m, support = _sit(figure, person, scene, motion)
    view = aim(scene.camera, scene.light, scene.near_x, top_m / 2.0, WIDTH / HEIGHT)
    rng = np.random.default_rng([seed, 1])
    parts = (build_shell(scene), furnish(scene, support), person.surface)
    with Rasteriser((WIDTH, HEIGHT), *parts, person.hair_colour, view) as rasteriser:
        for index in range(len(motion.t_s)):
            pose = pose_figure(figure, _posture(scene, motion, index, hip_m, hip_m - support.seat_m))
            yield _sensor(rasteriser.draw(*_move(figure, person, pose)), scene.light.noise, rng)


def encode(frames: Iterator[NDArray[np.uint8]], path: Path) -> None:
    """Write frames as H.264 in an MP4 file."""
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=FPS, options={"crf": "23", "preset": "slow"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.time_base = Fraction(1, FPS)
        for picture in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())


def _posture(scene: Scene, motion: Motion, index: int, hip_m: float, seat_m: float) -> Posture:
    """Return the posture of one frame."""
    deg = {dof: float(motion.deg[dof][index]) for dof in DOFS}
    return Posture(deg, scene.side, scene.other_knee_deg, hip_m, scene.hands, seat_m)


def _move(figure: Figure, person: Person, pose: Pose) -> tuple[Floats, Floats]:
    """Return the person's points and normals in a pose."""
    names = [bone.name for bone in figure.rig.bones]
    turns, shifts = np.stack([pose.turn[n] for n in names]), np.stack([pose.shift[n] for n in names])
    return skin(person.surface.points, person.surface.normals, person.bones, person.weights, turns, shifts)


def _sit(figure: Figure, person: Person, scene: Scene, motion: Motion) -> tuple[float, float, Support]:
    """Find the height of the hips that keeps the pointed toes off the floor, then fit seat and foot block to it.

    Returns the height of the hips and of the top of the head, in metres, and the supports.
    """
    pose = pose_figure(figure, _posture(scene, motion, 0, 0.0, 0.1))
    points, _ = _move(figure, person, pose)
    letter, other = scene.side[0], "r" if scene.side == "left" else "l"
    feet = {s: points[_weight(figure, person, f"foot_{s}", f"ball_{s}") > 0.5] for s in (letter, other)}
    hip_m = TOE_CLEARANCE_M - float(feet[letter][:, 1].min())
    knee_m = float(pose.head[f"calf_{letter}"][2])
    flesh = points[(_weight(figure, person, "pelvis", "thigh_l", "thigh_r") > 0.6) & (points[:, 2] < knee_m - 0.1)]
    rest = feet[other]
    (left, right), (back, front) = ((float(rest[:, axis].min()), float(rest[:, axis].max())) for axis in (0, 2))
    top_m = hip_m + float(points[:, 1].max())
    return (
        hip_m,
        top_m,
        Support(
            seat_m=hip_m + float(np.percentile(flesh[:, 1], 1.0)) + SINK_M,
            front_m=knee_m - 0.10,
            block_m=hip_m + float(rest[:, 1].min()),
            block=(left - 0.03, right + 0.03, back - 0.04, front + 0.04),
        ),
    )


def _weight(figure: Figure, person: Person, *bones: str) -> Floats:
    """Return the share of each point's weight on the named bones, shape (n,)."""
    wanted = [index for index, bone in enumerate(figure.rig.bones) if bone.name in bones]
    return np.asarray(np.where(np.isin(person.bones, wanted), person.weights, 0.0).sum(axis=1))


def _sensor(picture: NDArray[np.uint8], noise: float, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Soften a picture slightly and add sensor noise (standard deviation in 8-bit levels)."""
    soft = picture.astype(np.float32)
    for axis in (0, 1):
        soft = 0.12 * np.roll(soft, 1, axis) + 0.76 * soft + 0.12 * np.roll(soft, -1, axis)
    grain = rng.standard_normal((*soft.shape[:2], 1), dtype=np.float32)
    return np.asarray(np.clip(soft + noise * grain, 0.0, 255.0).astype(np.uint8))
