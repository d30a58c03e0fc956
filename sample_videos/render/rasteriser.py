"""Draw surfaces off screen with OpenGL: multisampled, with one shadowed lamp and a shadowed sky."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from render.assets import Floats, MissingDependencyError
from render.scene import Camera, Light
from render.shaders import DEPTH_FRAGMENT, DEPTH_VERTEX, VERTEX, fragment
from render.surface import Surface

CENTRE = np.array([0.0, 0.65, 0.40])
SHADOW_REACH_M = 1.7


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is spent on a picture.

    Attributes
    ----------
    samples : int
        Samples per pixel at edges; 0 for none but the pixel's own.
    shadow_size : int
        Width and height of the shadow maps, in pixels.
    shadow_reach : int
        A shadow's edge is smoothed over this many samples on either side.
    """

    samples: int = 4
    shadow_size: int = 1024
    shadow_reach: int = 1


THOROUGH = Effort()
QUICK = Effort(samples=0, shadow_size=512, shadow_reach=0)


@dataclass(frozen=True, slots=True)
class View:
    """What the shader needs to know about camera and light; directions point towards the light."""

    matrix: Floats
    eye: Floats
    lamp: Floats
    fill: Floats
    lamp_colour: Floats
    sky_colour: Floats
    fill_colour: Floats
    exposure: float


def aim(camera: Camera, light: Light, near_x: float, middle_m: float, aspect: float) -> View:
    """Place camera and light.

    Parameters
    ----------
    camera, light : Camera, Light
        As the scene has them.
    near_x : float
        Sign of the person's left-right axis towards the camera.
    middle_m : float
        Height above the floor that the camera is aimed at.
    aspect : float
        Width of the picture over its height.
    """
    yaw = np.radians(camera.yaw_deg)
    eye = CENTRE + camera.distance_m * np.array([near_x * np.cos(yaw), 0.0, np.sin(yaw)])
    eye[1] = camera.height_m
    target = np.array([CENTRE[0], middle_m + camera.up_m, CENTRE[2] + camera.forward_m])
    matrix = _perspective(camera.field_deg, aspect) @ _roll(camera.roll_deg) @ _look(eye, target)
    toward = {"normal": [0.75, 1.0, 0.55], "dim": [0.3, 1.0, -0.5], "behind": [-0.8, 0.75, 0.15]}[light.kind]
    lamp_colour, sky_colour, fill_colour, exposure = {
        "normal": (2.1, 0.95, 0.45, 0.95),
        "dim": (0.7, 0.5, 0.15, 0.42),
        "behind": (2.4, 0.75, 0.35, 0.72),
    }[light.kind]
    mirror = np.array([near_x, 1.0, 1.0])
    return View(
        matrix=matrix,
        eye=eye,
        lamp=_unit(np.array(toward) * mirror),
        fill=_unit(np.array([0.9, 0.25, -0.5]) * mirror),
        lamp_colour=lamp_colour * np.array([1.0, 0.95, 0.87]),
        sky_colour=sky_colour * np.array([0.92, 0.97, 1.0]),
        fill_colour=fill_colour * np.array([1.0, 0.98, 0.95]),
        exposure=exposure,
    )


class Rasteriser:
    """An off-screen OpenGL context with a room that stays and people that move.

    Parameters
    ----------
    size : tuple of int
        Width and height of the picture in pixels.
    shell, room : Surface
        What casts no shadow; what stands in the room.
    people : list of Surface and ndarray, shape (3,)
        Each person at rest, and the colour of their hair in linear light.
    view : View
        Camera and light.
    effort : Effort
        How much is spent on a picture.

    Raises
    ------
    MissingDependencyError
        If moderngl is not installed, or no OpenGL driver can be opened without a display.
    """

    def __init__(
        self,
        size: tuple[int, int],
        shell: Surface,
        room: Surface,
        people: list[tuple[Surface, Floats]],
        view: View,
        effort: Effort = THOROUGH,
    ) -> None:
        self._size = size
        self._gl = _open_context()
        self._picture = self._gl.program(vertex_shader=VERTEX, fragment_shader=fragment(effort.shadow_reach))
        self._depth = self._gl.program(vertex_shader=DEPTH_VERTEX, fragment_shader=DEPTH_FRAGMENT)
        self._parts = [self._upload(part) for part in (shell, room, *(surface for surface, _ in people))]
        self._hair = [tuple(colour) for _, colour in people]
        self._maps = [self._shadow_map(slot, effort.shadow_size) for slot in range(2)]
        self._lights = [_ortho(view.lamp), _ortho(_unit(np.array([0.0, 1.0, 0.001])))]
        colour = self._gl.renderbuffer(self._size, 4, samples=effort.samples)
        depth = self._gl.depth_renderbuffer(self._size, samples=effort.samples)
        self._many = self._gl.framebuffer([colour], depth)
        self._one = self._gl.framebuffer([self._gl.renderbuffer(self._size, 4)])
        self._set_uniforms(view)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release the context."""
        self._gl.release()

    def draw(self, people: list[tuple[Floats, Floats]]) -> NDArray[np.uint8]:
        """Draw one frame.

        Parameters
        ----------
        people : list of tuple of ndarray, shape (n, 3)
            The posed points and normals of each person.

        Returns
        -------
        ndarray, shape (height, width, 3)
            8-bit RGB, top row first.
        """
        moving = self._parts[-len(people) :]
        for part, moved in zip(moving, people, strict=True):
            part["moving"].write(np.concatenate(moved, axis=1).astype("f4").tobytes())
        self._gl.enable(self._gl.DEPTH_TEST)
        for (frame, _), light in zip(self._maps, self._lights, strict=True):
            frame.use()
            frame.clear(depth=1.0)
            self._depth["view"].write(_bytes(light))
            for part in self._parts[1:]:
                part["shadow"].render()
        self._many.use()
        self._many.clear(0.0, 0.0, 0.0, 1.0)
        for part in self._parts[: -len(people)]:
            part["draw"].render()
        for part, colour in zip(moving, self._hair, strict=True):
            self._picture["hair_colour"].value = colour
            part["draw"].render()
        self._gl.copy_framebuffer(self._one, self._many)
        raw = np.frombuffer(self._one.read(components=3, alignment=1), dtype=np.uint8)
        return raw.reshape(self._size[1], self._size[0], 3)[::-1]

    def _upload(self, surface: Surface) -> dict[str, Any]:
        """Put a surface on the graphics side."""
        moving = self._gl.buffer(np.concatenate([surface.points, surface.normals], axis=1).astype("f4").tobytes())
        fixed = np.concatenate([surface.points, surface.colours, surface.traits], axis=1)
        still = self._gl.buffer(fixed.astype("f4").tobytes())
        index = self._gl.buffer(surface.triangles.astype("i4").tobytes())
        layout = [(moving, "3f 3f", "point", "normal"), (still, "3f 3f 3f", "rest", "colour", "traits")]
        shadow = [(moving, "3f 12x", "point"), (still, "24x 3f", "traits")]
        return {
            "moving": moving,
            "draw": self._gl.vertex_array(self._picture, layout, index),
            "shadow": self._gl.vertex_array(self._depth, shadow, index),
        }

    def _shadow_map(self, slot: int, size: int) -> tuple[Any, Any]:
        """Make a depth texture that the picture shader compares against."""
        texture = self._gl.depth_texture((size, size))
        texture.compare_func = "<="
        texture.use(location=slot)
        return self._gl.framebuffer(depth_attachment=texture), texture

    def _set_uniforms(self, view: View) -> None:
        """Tell the picture shader all that stays the same during a clip."""
        matrices = {"view": view.matrix, "lamp_view": self._lights[0], "sky_view": self._lights[1]}
        for name, matrix in matrices.items():
            self._picture[name].write(_bytes(matrix))
        for name in ("eye", "lamp", "fill", "lamp_colour", "sky_colour", "fill_colour"):
            self._picture[name].value = tuple(getattr(view, name))
        self._picture["exposure"].value = view.exposure
        self._picture["lamp_depth"].value, self._picture["sky_depth"].value = 0, 1


def _open_context() -> Any:  # noqa: ANN401 - moderngl has no types
    try:
        import moderngl  # noqa: PLC0415 - only drawing needs it
    except ImportError as error:
        raise MissingDependencyError("The package 'moderngl' is not installed: pip install moderngl") from error
    try:
        headless: dict[str, Any] = {"backend": "egl"}
        return moderngl.create_context(standalone=True, **headless)
    except Exception as error:  # the bindings raise bare exceptions of several kinds
        raise MissingDependencyError(
            f"No OpenGL driver could be opened without a display ({error}). "
            "On Debian: apt install libegl1 libegl-mesa0 libgl1-mesa-dri"
        ) from error


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / np.linalg.norm(vector))


def _bytes(matrix: Floats) -> bytes:
    """Return a matrix the way OpenGL wants it: 32-bit, column by column."""
    return matrix.T.astype("f4").tobytes()


def _look(eye: Floats, target: Floats) -> Floats:
    """Return the matrix from the world to a camera at ``eye`` that looks at ``target``, shape (4, 4)."""
    ahead = _unit(target - eye)
    right = _unit(np.cross(ahead, [0.0, 1.0, 0.0]))
    turn = np.eye(4)
    turn[:3, :3] = np.stack([right, np.cross(right, ahead), -ahead])
    move = np.eye(4)
    move[:3, 3] = -eye
    return np.asarray(turn @ move)


def _roll(degrees: float) -> Floats:
    """Return the matrix of a camera that leans to its right, shape (4, 4)."""
    turn = np.eye(4)
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turn[:2, :2] = [[c, -s], [s, c]]
    return turn


def _perspective(field_deg: float, aspect: float, near: float = 0.1, far: float = 12.0) -> Floats:
    """Return the perspective matrix for a vertical field of view, shape (4, 4)."""
    f = 1.0 / np.tan(np.radians(field_deg) / 2.0)
    matrix = np.zeros((4, 4))
    matrix[0, 0], matrix[1, 1] = f / aspect, f
    matrix[2, 2], matrix[2, 3] = (far + near) / (near - far), 2.0 * far * near / (near - far)
    matrix[3, 2] = -1.0
    return matrix


def _ortho(direction: Floats) -> Floats:
    """Return the matrix of a distant light in the given direction, fitted to the person, shape (4, 4)."""
    view = _look(CENTRE + 2.5 * direction, CENTRE)
    scale = np.diag([1.0 / SHADOW_REACH_M, 1.0 / SHADOW_REACH_M, -1.0 / 2.5, 1.0])
    scale[2, 3] = -1.0
    return np.asarray(scale @ view)
