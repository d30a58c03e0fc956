"""Draw what a clip of the population looks like: the person, their clothes, the room, the light and the camera."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from render import distributions as drawn
from render.actor import Actor
from render.assets import Floats
from render.film import Film, posture_at
from render.habits import DrawError, Rng, between, pick
from render.motion import Motion
from render.rasteriser import QUICK, aim
from render.scene import Body, Camera, Clothes, Light, Scene, Side
from render.script import DOFS
from render.seating import fit_seat

CAMERAS = 3000
THIGH_M, FOOT_M = 0.42, 0.2


@dataclass(frozen=True, slots=True)
class Look:
    """What a clip looks like before its camera is placed.

    Attributes
    ----------
    scene : Scene
        All but the camera.
    tone : str
        Group of the skin's tone.
    other_foot : str
        How the resting foot stands.
    contrast : {"low", "normal"}
        Whether a garment is coloured like what is beside it.
    """

    scene: Scene
    tone: str
    other_foot: str
    contrast: str


def draw_look(rng: Rng) -> Look:
    """Draw person, clothes, room and light.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where chance comes from.
    """
    body, tone = _draw_body(rng)
    wall, floor, seat = (_one_of(rng, colours) for colours in (drawn.WALLS, drawn.FLOORS, drawn.SEATS))
    clothes, contrast = _draw_clothes(rng, body.skin, wall, seat)
    light = pick(rng, drawn.LIGHT)
    side: Side = pick(rng, drawn.SIDE)
    other_foot = pick(rng, drawn.OTHER_FOOT)
    scene = Scene(
        body=body,
        clothes=clothes,
        light=Light(light, round(between(rng, drawn.NOISE[light]), 2)),
        side=side,
        facing=side,
        background=pick(rng, drawn.BACKGROUND),
        hands=pick(rng, drawn.HANDS),
        other_knee_deg=round(between(rng, drawn.OTHER_KNEE_DEG[other_foot]), 1),
        wall=wall,
        floor=floor,
        seat=seat,
    )
    return Look(scene, tone, other_foot, contrast)


def draw_film(rng: Rng) -> Film:
    """Draw what the clip is recorded with.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where chance comes from.
    """
    width, height = (int(length) for length in pick(rng, drawn.SIZE).split("x"))
    return Film(
        width=width,
        height=height,
        fps=drawn.FPS,
        crf=round(between(rng, drawn.CRF)),
        preset="veryfast",
        softness=round(between(rng, drawn.SOFTNESS), 3),
        effort=QUICK,
    )


def place_camera(rng: Rng, scene: Scene, film: Film, actor: Actor, motion: Motion) -> Scene:
    """Draw cameras until one has the whole person in its picture all the time.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where chance comes from.
    scene : Scene
        All but the camera.
    film : Film
        For the shape of the picture.
    actor : Actor
        The person.
    motion : Motion
        All that they do.

    Returns
    -------
    Scene
        The same with its camera.

    Raises
    ------
    DrawError
        No camera sees the whole person.
    """
    points, top_m = _reach(scene, actor, motion)
    for _ in range(CAMERAS):
        camera = _draw_camera(rng)
        view = aim(camera, scene.light, scene.near_x, top_m / 2.0, film.width / film.height)
        if _is_fitting(points, view.matrix):
            return replace(scene, camera=camera)
    raise DrawError("no camera sees the whole person")


def lowest_foot(motion: Motion) -> int:
    """Return the number of the frame in which the working foot reaches furthest down, to which the seat is fitted.

    Parameters
    ----------
    motion : Motion
        All that the person does.
    """
    shank = np.radians(motion.deg["knee_flexion"] - 90.0 - motion.deg["thigh_elevation"])
    toes = shank - np.radians(motion.deg["ankle_dorsiflexion"])
    return int(np.argmax(THIGH_M * np.cos(shank) + FOOT_M * np.sin(toes)))


def _reach(scene: Scene, actor: Actor, motion: Motion) -> tuple[Floats, float]:
    """Return all places that the person's surface gets to, shape (n, 3), and the height of the head, in metres."""
    hip_m, top_m, support = fit_seat(actor, posture_at(scene, motion, lowest_foot(motion)), foot_block=True)
    frames = {int(find(motion.deg[dof])) for dof in DOFS for find in (np.argmin, np.argmax)}
    frames |= set(range(0, len(motion.t_s), max(len(motion.t_s) // 8, 1)))
    postures = [posture_at(scene, motion, frame) for frame in sorted(frames)]
    sat = [actor.sit(replace(posture, hip_height_m=hip_m, seat_m=hip_m - support.seat_m))[0] for posture in postures]
    return np.concatenate([points[::5] for points in sat]), top_m


def _draw_camera(rng: Rng) -> Camera:
    spans: Mapping[str, drawn.Span] = {
        "yaw_deg": drawn.YAW_DEG,
        "distance_m": drawn.DISTANCE_M,
        "height_m": drawn.CAMERA_HEIGHT_M,
        "field_deg": drawn.FIELD_DEG,
        "roll_deg": drawn.ROLL_DEG,
        "forward_m": drawn.AIM_FORWARD_M,
        "up_m": drawn.AIM_UP_M,
    }
    return Camera(**{name: round(between(rng, span), 2) for name, span in spans.items()})


def _is_fitting(points: Floats, matrix: Floats) -> bool:
    """Tell whether a camera sees all points, and not from so far away that they are lost in the picture."""
    seen = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ matrix.T
    place = seen[:, :2] / seen[:, 3:]
    is_inside = (np.abs(place) <= 1.0 - 2.0 * drawn.MARGIN).all()
    return bool(is_inside and np.ptp(place, axis=0).max() / 2.0 >= drawn.FILL)


def _draw_body(rng: Rng) -> tuple[Body, str]:
    sex = pick(rng, drawn.SEX)
    age_years = between(rng, drawn.AGE_YEARS)
    tone = pick(rng, drawn.TONE)
    first, second = (_rgb(colour) for colour in drawn.SKIN[tone])
    share = rng.random()
    is_grey = rng.random() < np.interp(age_years, drawn.GREY_FROM_YEARS, (0.0, 1.0))
    body = Body(
        sex=sex,
        age_years=round(age_years, 1),
        weight=round(between(rng, drawn.WEIGHT), 2),
        muscle=round(between(rng, drawn.MUSCLE), 2),
        height=round(between(rng, drawn.HEIGHT), 2),
        features=pick(rng, drawn.FEATURES),
        skin=_hex((1.0 - share) * first + share * second),
        hair=_one_of(rng, drawn.GREY_HAIR if is_grey else drawn.HAIR),
        hair_style=pick(rng, drawn.BUN) if sex == "female" else "short",
    )
    return body, tone


def _draw_clothes(rng: Rng, skin: str, wall: str, seat: str) -> tuple[Clothes, str]:
    top_like, legs_like = pick(rng, drawn.TOP_LIKE), pick(rng, drawn.LEGS_LIKE)
    top = _cloth(rng) if top_like == "own" else _near(rng, wall)
    others = {"wall": wall, "top": top, "seat": seat, "skin": skin}
    legs = _cloth(rng) if legs_like == "own" else _near(rng, others[legs_like])
    clothes = Clothes(
        top=top,
        legs=pick(rng, drawn.LEGS),
        legs_colour=legs,
        shoes=pick(rng, drawn.SHOES) == "shoes",
        shoes_colour=_one_of(rng, drawn.SHOE_COLOURS),
    )
    return clothes, "normal" if top_like == legs_like == "own" else "low"


def _cloth(rng: Rng) -> str:
    saturation, value = between(rng, drawn.CLOTH_SATURATION), between(rng, drawn.CLOTH_VALUE)
    return _hex(np.array(colorsys.hsv_to_rgb(rng.random(), saturation, value)))


def _near(rng: Rng, colour: str) -> str:
    return _hex(_rgb(colour) + rng.uniform(-drawn.LIKENESS, drawn.LIKENESS, 3))


def _one_of(rng: Rng, colours: tuple[str, ...]) -> str:
    return colours[int(rng.integers(len(colours)))]


def _rgb(colour: str) -> Floats:
    return np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255.0


def _hex(rgb: Floats) -> str:
    return "#" + "".join(f"{round(255.0 * level):02x}" for level in np.clip(rgb, 0.0, 1.0).tolist())
