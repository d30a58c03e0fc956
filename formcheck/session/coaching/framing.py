"""Is everything in the picture as it must be: the checks before anything is judged, and the one thing to mend next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import isnan, nan

from formcheck.kinematics.angles import length_px
from formcheck.kinematics.view import is_in_picture, is_seen, leak, middle_of, near_side, point
from formcheck.samples import Pose, Side
from formcheck.session.pictures.quality import MOST_ROLL_DEG, find_light
from formcheck.sighting import View

READY_S = 1.5
"""Everything must be well for so long on end."""

NEAREST = 0.30
FARTHEST = 0.11
"""Length of the trunk over the height of the picture. The rendered people have 0.27 at 2.05 m and 0.16 at 3.2 m, by a
camera as laptops have; nearer than about 2 m the leg is drawn out of proportion, further than about 4 m the model was
not made for (its model card)."""

MOST_OBLIQUE_DEG = 20.0
"""A view further from side-on widens every uncertainty (`formcheck.kinematics.quality.SIDE_ON_DEG` and above)."""

STRETCHED_SHANKS = 1.25
"""How far the stretched leg reaches beyond the knee, in shanks: shank and the height of the foot."""

STEADY_S = 0.8
"""Time constant of what is held against a limit, so that no check flickers."""


class Check(StrEnum):
    """What is checked, in the order in which it is mended."""

    PERSON = "person"
    WHOLE = "whole"
    NEAR = "near"
    SIDE_ON = "side_on"
    LEVEL = "level"
    LIGHT = "light"
    RATE = "rate"


class Standing(StrEnum):
    """How a check stands."""

    OK = "ok"
    MISSING = "missing"
    UNKNOWN = "unknown"


MINOR = frozenset({Check.SIDE_ON, Check.LEVEL, Check.LIGHT, Check.RATE})
"""Checks that may be passed over when they cannot be met: the verdicts then say how sure they are, or that they are
not."""

MAY_BE_UNKNOWN = frozenset({Check.LEVEL, Check.LIGHT})
"""Checks that do not hold anything up while they cannot be made: a bare wall has no level."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of the picture as a picture.

    Parameters
    ----------
    brightness, person_dark : float
        Mean luma of the picture, and luma below which the darkest quarter of the person lies, 0 to 255; NaN where not
        measured.
    glare : float
        Share of the picture that is nothing but white, 0 to 1.
    roll_deg : float
        How far the camera is tilted sideways; NaN where the room has too few edges to tell.
    rate_fps, least_fps : float
        Pictures judged a second, NaN until measured, and how many are needed.
    """

    brightness: float = nan
    person_dark: float = nan
    glare: float = 0.0
    roll_deg: float = nan
    rate_fps: float = nan
    least_fps: float = 10.0


@dataclass(frozen=True, slots=True)
class Advice:
    """The one thing to mend next.

    Parameters
    ----------
    key : str
        Key of the message catalogues, without its ``see-``.
    part : str
        The part of the body concerned: ``head``, ``hip``, ``knee``, ``foot`` or empty.
    """

    key: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class FramingState:
    """What is remembered.

    Parameters
    ----------
    t_s : float
        Time of the last step; NaN before.
    well_s : float
        Since when everything has been well; NaN where it is not.
    trunk : float
        Length of the trunk over the height of the picture, steadied; NaN before.
    """

    t_s: float = nan
    well_s: float = nan
    trunk: float = nan


@dataclass(frozen=True, slots=True)
class Framing:
    """How the picture stands.

    Parameters
    ----------
    checks : mapping of Check to Standing
        Every check, in order.
    advice : Advice or None
        What to mend next; None where everything is well.
    is_ready : bool
        Whether everything has been well for long enough.
    """

    checks: Mapping[Check, Standing] = field(default_factory=lambda: dict.fromkeys(Check, Standing.UNKNOWN))
    advice: Advice | None = None
    is_ready: bool = False

    @property
    def missing(self) -> tuple[Check, ...]:
        """The checks that hold things up."""
        return tuple(check for check, standing in self.checks.items() if not _passes(check, standing))

    @property
    def is_usable(self) -> bool:
        """Whether only minor things are missing."""
        return MINOR.issuperset(self.missing)


def step(
    state: FramingState, side: Side, view: View, scene: Scene, *, is_present: bool
) -> tuple[FramingState, Framing]:
    """Check one picture.

    Parameters
    ----------
    state : FramingState
        Memory.
    side : Side
        The working leg.
    view : View
        How the camera looks at the person.
    scene : Scene
        What is known of the picture as a picture.
    is_present : bool
        Whether the person is in it.

    Returns
    -------
    FramingState, Framing
        New memory, and how the picture stands.
    """
    t_s = view.pose.t_s
    elapsed_s = 0.0 if isnan(state.t_s) else t_s - state.t_s
    trunk = _leaked(state.trunk, _trunk(view.pose), elapsed_s) if is_present else nan
    state = replace(state, t_s=t_s, trunk=trunk)
    found = dict(_find(state, side, view if is_present else None, scene))
    checks = {check: _standing(check, found, scene, is_present=is_present) for check in Check}
    framing = Framing(checks, next(iter(found.values()), None) or _waited_for(checks))
    is_well = not framing.missing
    well_s = (t_s if isnan(state.well_s) else state.well_s) if is_well else nan
    return replace(state, well_s=well_s), replace(framing, is_ready=is_well and t_s - well_s >= READY_S)


def _leaked(previous: float, new: float, elapsed_s: float) -> float:
    return new if isnan(previous) else leak(previous, new, elapsed_s, STEADY_S)


def _trunk(pose: Pose) -> float:
    return length_px(middle_of(pose, "shoulder"), middle_of(pose, "hip")) / pose.height_px


def _passes(check: Check, standing: Standing) -> bool:
    return standing is Standing.OK or (standing is Standing.UNKNOWN and check in MAY_BE_UNKNOWN)


def _standing(check: Check, found: Mapping[Check, Advice], scene: Scene, *, is_present: bool) -> Standing:
    if check in found:
        return Standing.MISSING
    unknown = {
        Check.LEVEL: isnan(scene.roll_deg),
        Check.LIGHT: isnan(scene.brightness),
        Check.RATE: isnan(scene.rate_fps),
    }
    is_of_person = check in {Check.WHOLE, Check.NEAR, Check.SIDE_ON}
    return Standing.UNKNOWN if unknown.get(check, is_of_person and not is_present) else Standing.OK


def _waited_for(checks: Mapping[Check, Standing]) -> Advice | None:
    return Advice("wait-rate") if checks[Check.RATE] is Standing.UNKNOWN else None


def _find(state: FramingState, side: Side, view: View | None, scene: Scene) -> Iterator[tuple[Check, Advice]]:
    """Yield what is missing, the first to mend first; without a view nobody is there."""
    if view is None:
        yield Check.PERSON, Advice("nobody")
    else:
        yield from _find_of_person(state, side, view)
    if abs(scene.roll_deg) > MOST_ROLL_DEG:
        yield Check.LEVEL, Advice("not-level")
    yield from _find_light(scene)
    if scene.rate_fps < scene.least_fps:
        yield Check.RATE, Advice("too-slow")


def _find_of_person(state: FramingState, side: Side, view: View) -> Iterator[tuple[Check, Advice]]:
    advice = _whole(view.pose, side)
    if advice is not None:
        yield Check.WHOLE, advice
    elif state.trunk > NEAREST:
        yield Check.NEAR, Advice("too-near")
    elif state.trunk < FARTHEST:
        yield Check.NEAR, Advice("too-far")
    elif not _has_room(view.pose, side):
        yield Check.NEAR, Advice("no-room")
    if near_side(view.facing) is not side:
        yield Check.SIDE_ON, Advice("wrong-side")
    elif view.angle_deg > MOST_OBLIQUE_DEG:
        yield Check.SIDE_ON, Advice("not-side-on")


def _find_light(scene: Scene) -> Iterator[tuple[Check, Advice]]:
    trouble = find_light(scene.brightness, scene.person_dark, scene.glare)
    if trouble is not None:
        yield Check.LIGHT, Advice(trouble.replace("_", "-"))


_PARTS = (
    ("head", ("nose", "{}_ear")),
    ("hip", ("{}_hip",)),
    ("knee", ("{}_knee",)),
    ("foot", ("{}_heel", "{}_foot_index")),
)


_OUT = {("head", "above"): "head-out", ("foot", "below"): "foot-out-below", ("knee", "below"): "knee-out"}
"""What is said of a part beyond an edge of the picture; of any other, that the person should be more in the middle."""


def _whole(pose: Pose, side: Side) -> Advice | None:
    """Return which part of the body is not in the picture, or is hidden; None where all are seen."""
    points = {part: [name.format(side) for name in names] for part, names in _PARTS}
    out = [part for part, names in points.items() if any(not is_in_picture(pose.landmarks[n], pose) for n in names)]
    edges = {part: _edge(pose, points[part]) for part in out}
    if edges.get("head") == "above" and edges.get("foot") == "below":
        return Advice("head-and-foot-out")
    for part, edge in edges.items():
        return Advice(_OUT.get((part, edge), "out-aside"), part)
    hidden = (part for part, names in points.items() if not any(is_seen(pose, name) for name in names))
    return next((Advice("part-hidden", part) for part in hidden), None)


def _edge(pose: Pose, names: list[str]) -> str:
    """Return which edge of the picture a part lies beyond."""
    places = [point(pose, name) for name in names]
    if any(not 0.0 <= x < pose.width_px for x, _ in places):
        return "aside"
    return "above" if any(y < 0.0 for _, y in places) else "below"


def _has_room(pose: Pose, side: Side) -> bool:
    """Tell whether the leg stays in the picture when it is stretched in the direction of the thigh."""
    hip, knee, ankle = (point(pose, f"{side}_{name}") for name in ("hip", "knee", "ankle"))
    thigh_px, shank_px = length_px(hip, knee), length_px(knee, ankle)
    if thigh_px == 0.0:
        return True
    reach = STRETCHED_SHANKS * shank_px / thigh_px
    x, y = (knee[i] + reach * (knee[i] - hip[i]) for i in (0, 1))
    return 0.0 <= x < pose.width_px and 0.0 <= y < pose.height_px
