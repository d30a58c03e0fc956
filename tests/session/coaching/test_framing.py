"""Is everything in the picture: the one thing to mend next, and when the picture is well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from math import nan

import pytest

from formcheck.samples import Pose, Side
from formcheck.session.coaching import framing
from formcheck.session.coaching.framing import (
    MINOR,
    READY_S,
    Advice,
    Check,
    Framing,
    FramingState,
    Scene,
    Standing,
)
from formcheck.session.pictures.quality import BRIGHTEST, DARKEST
from tests.support.edits import FOOT, Change, between, dim, hide, mirror, names_of, push_out, relocate, transform
from tests.support.people import FOOT_FLAT, REST, Person, stay
from tests.support.sessions import make_header, view_of, watch
from tests.support.visits import CLEAR

ALWAYS = between(0.0, 999.0)
WELL = stay(REST, 4.0)
FOOT_NAMES = names_of(Side.RIGHT, FOOT)


def frame(poses: Sequence[Pose], scene: Scene = CLEAR, side: Side = Side.RIGHT) -> list[Framing]:
    """Return how the picture stands, pose by pose."""
    state, found = FramingState(), []
    for news in watch(poses, make_header(side=side)).steps:
        state, one = framing.step(state, side, view_of(news), scene, is_present=news.is_present)
        found.append(one)
    return found


def framed(*changes: Change, scene: Scene = CLEAR, person: Person | None = None) -> Framing:
    """Return how a picture of somebody who keeps still stands."""
    pose = stay(REST, 0.1, person)[0]
    for how in changes:
        pose = how(pose)
    return frame([pose], scene)[-1]


def advice_on(*changes: Change, scene: Scene = CLEAR, person: Person | None = None) -> tuple[str, str]:
    """Return the key of the advice, and the part it names."""
    advice = framed(*changes, scene=scene, person=person).advice
    return (advice.key, advice.part) if advice else ("", "")


def nobody(pose: Pose) -> Pose:
    return replace(pose, landmarks={})


def move(dx_px: float = 0.0, dy_px: float = 0.0) -> Change:
    return transform(dx_px=dx_px, dy_px=dy_px)


def push_aside(names: list[str]) -> Change:
    """Return a change that puts landmarks left of the picture."""
    return relocate(names, lambda landmark: replace(landmark, x_px=-5.0))


LOW, HIGH, TOO_LARGE = Person(hip_height=0.2), Person(hip_height=0.75), Person(shank_px=260.0, hip_height=0.3125)
NEAR, FAR = Person(shank_px=130.0, hip_height=0.5), Person(shank_px=40.0)
TURNED = Person(turned_deg=30.0)


# --- all is well ------------------------------------------------------------------------------------------------------


def test_a_picture_that_is_as_asked_calls_for_no_advice() -> None:
    found = framed()
    assert found.advice is None
    assert found.missing == ()
    assert set(found.checks.values()) == {Standing.OK}


def test_every_check_is_told_of_in_the_order_in_which_it_is_mended() -> None:
    assert list(framed(nobody).checks) == list(framed().checks) == list(Check)


@pytest.mark.parametrize("side", Side)
def test_either_leg_in_front_is_well(side: Side) -> None:
    (found, *_) = frame(stay(REST, 0.1, Person(side, facing=side)), side=side)
    assert found.advice is None


def test_somebody_mirrored_is_advised_alike() -> None:
    for person in (Person(), LOW, HIGH, NEAR, FAR, TURNED):
        poses = stay(REST, 0.1, person)
        (there, *_), (mirrored, *_) = frame(poses), frame([mirror(pose) for pose in poses], side=Side.LEFT)
        assert mirrored == there


def test_it_is_ready_only_after_a_while() -> None:
    found = frame(WELL)
    ready_s = [pose.t_s for pose, one in zip(WELL, found, strict=True) if one.is_ready]
    assert ready_s[0] == pytest.approx(READY_S, abs=0.04)
    assert all(one.is_ready for one in found[round(READY_S * 30) + 1 :])


def test_the_while_begins_anew_when_something_is_missing() -> None:
    poses = hide(WELL, between(1.2, 1.3))
    ready_s = [pose.t_s for pose, one in zip(poses, frame(poses), strict=True) if one.is_ready]
    assert ready_s[0] == pytest.approx(1.3 + READY_S, abs=0.05)


# --- one thing at a time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "person", "key", "part"),
    [
        pytest.param(nobody, Person(), "nobody", "", id="nobody"),
        pytest.param(move(), HIGH, "head-out", "head", id="head above"),
        pytest.param(move(), LOW, "foot-out-below", "foot", id="foot below"),
        pytest.param(move(), TOO_LARGE, "head-and-foot-out", "", id="head and foot"),
        pytest.param(push_out(["right_knee"]), Person(), "knee-out", "knee", id="knee below"),
        pytest.param(move(dx_px=250.0), Person(), "out-aside", "foot", id="foot at the edge"),
        pytest.param(push_aside(["right_ear"]), Person(), "out-aside", "head", id="head at the edge"),
        pytest.param(dim(["nose", "right_ear"], 0.2), Person(), "part-hidden", "head", id="head hidden"),
        pytest.param(dim(["right_knee"], 0.2), Person(), "part-hidden", "knee", id="knee hidden"),
        pytest.param(dim(FOOT_NAMES, 0.2), Person(), "part-hidden", "foot", id="foot hidden"),
        pytest.param(move(), NEAR, "too-near", "", id="near"),
        pytest.param(move(), FAR, "too-far", "", id="far"),
        pytest.param(move(dx_px=160.0), Person(), "no-room", "", id="no room for the leg"),
        pytest.param(move(), TURNED, "not-side-on", "", id="oblique"),
        pytest.param(move(), Person(Side.RIGHT, facing=Side.LEFT), "wrong-side", "", id="wrong side"),
    ],
)
def test_what_is_missing_of_the_person(how: Change, person: Person, key: str, part: str) -> None:
    assert advice_on(how, person=person) == (key, part)


@pytest.mark.parametrize(
    ("scene", "key"),
    [
        (replace(CLEAR, brightness=DARKEST - 1.0), "too-dark"),
        (replace(CLEAR, brightness=DARKEST + 1.0), ""),
        (replace(CLEAR, brightness=BRIGHTEST + 1.0, person_dark=200.0), "too-bright"),
        (replace(CLEAR, brightness=BRIGHTEST - 1.0, person_dark=200.0), ""),
        (replace(CLEAR, brightness=150.0, person_dark=50.0, glare=0.1), "light-behind"),
        (replace(CLEAR, brightness=150.0, person_dark=70.0, glare=0.1), ""),
        (replace(CLEAR, brightness=150.0, person_dark=50.0, glare=0.0), ""),
        (replace(CLEAR, roll_deg=5.5), "not-level"),
        (replace(CLEAR, roll_deg=-5.5), "not-level"),
        (replace(CLEAR, roll_deg=4.5), ""),
        (replace(CLEAR, rate_fps=11.0, least_fps=12.0), "too-slow"),
        (replace(CLEAR, rate_fps=12.0, least_fps=12.0), ""),
        (replace(CLEAR, rate_fps=nan), "wait-rate"),
        (replace(CLEAR, roll_deg=nan, brightness=nan, person_dark=nan), ""),
    ],
)
def test_what_is_missing_of_the_picture(scene: Scene, key: str) -> None:
    assert advice_on(scene=scene) == (key, "")


DARK_TILTED_SLOW = Scene(brightness=20.0, person_dark=10.0, roll_deg=9.0, rate_fps=5.0)


def test_the_first_thing_to_mend_comes_first() -> None:
    """Each is mended in turn, and then the next one is named."""
    steps = [
        (nobody, TURNED, DARK_TILTED_SLOW, "nobody"),
        (dim(FOOT_NAMES, 0.1), TURNED, DARK_TILTED_SLOW, "part-hidden"),
        (move(), replace(FAR, turned_deg=30.0), DARK_TILTED_SLOW, "too-far"),
        (move(), TURNED, DARK_TILTED_SLOW, "not-side-on"),
        (move(), Person(), DARK_TILTED_SLOW, "not-level"),
        (move(), Person(), replace(DARK_TILTED_SLOW, roll_deg=0.0), "too-dark"),
        (move(), Person(), replace(CLEAR, rate_fps=5.0), "too-slow"),
    ]
    for how, person, scene, key in steps:
        assert advice_on(how, person=person, scene=scene) == (key, "foot" if key == "part-hidden" else "")


def test_all_that_is_missing_is_marked_though_one_thing_is_said() -> None:
    found = framed(person=replace(FAR, turned_deg=30.0), scene=DARK_TILTED_SLOW)
    assert found.missing == (Check.NEAR, Check.SIDE_ON, Check.LEVEL, Check.LIGHT, Check.RATE)
    assert found.advice == Advice("too-far")


PARTS = {"head": ["nose", "right_ear"], "hip": ["right_hip"], "knee": ["right_knee"], "foot": FOOT_NAMES}
"""From head to foot: the order in which they are named."""


@pytest.mark.parametrize(("first", "other"), list(combinations(PARTS, 2)))
@pytest.mark.parametrize("how", [push_out, push_aside, lambda names: dim(names, 0.1)], ids=["below", "aside", "hidden"])
def test_of_two_parts_that_are_missing_the_upper_one_is_named(
    first: str, other: str, how: Callable[[list[str]], Change]
) -> None:
    """In this order every time: whoever asks twice hears the same."""
    advice = framing._whole(how(PARTS[first] + PARTS[other])(WELL[0]), Side.RIGHT)
    assert advice is not None
    assert advice.part == first


def test_what_is_out_of_the_picture_is_named_before_what_is_hidden() -> None:
    assert advice_on(dim(PARTS["head"], 0.1), push_out(FOOT_NAMES)) == ("foot-out-below", "foot")


# --- what nobody can be asked to mend ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "person", "scene"),
    [
        (move(), TURNED, CLEAR),
        (move(), Person(Side.RIGHT, facing=Side.LEFT), CLEAR),
        (move(), Person(), replace(CLEAR, roll_deg=9.0)),
        (move(), Person(), replace(CLEAR, brightness=20.0)),
        (move(), Person(), replace(CLEAR, rate_fps=5.0)),
        (move(), TURNED, DARK_TILTED_SLOW),
    ],
    ids=["oblique", "wrong side", "tilted", "dark", "slow", "all of these"],
)
def test_what_is_minor_can_be_passed_over(how: Change, person: Person, scene: Scene) -> None:
    found = framed(how, person=person, scene=scene)
    assert found.missing
    assert MINOR.issuperset(found.missing)
    assert found.is_usable
    assert not found.is_ready


@pytest.mark.parametrize(
    ("how", "person"),
    [(nobody, Person()), (move(), HIGH), (move(), LOW), (dim(["right_knee"], 0.2), Person()), (move(), NEAR),
     (move(), FAR), (move(dx_px=160.0), Person())],
    ids=["nobody", "head out", "foot out", "knee hidden", "near", "far", "no room"],
)  # fmt: skip
def test_without_the_whole_person_nothing_can_go_on(how: Change, person: Person) -> None:
    assert not framed(how, person=person).is_usable


def test_before_the_first_picture_nothing_can_go_on() -> None:
    assert not Framing().is_usable
    assert set(Framing().checks.values()) == {Standing.UNKNOWN}


def test_of_nobody_nothing_is_said_to_be_well() -> None:
    found = framed(nobody)
    assert {found.checks[check] for check in (Check.WHOLE, Check.NEAR, Check.SIDE_ON)} == {Standing.UNKNOWN}
    assert found.checks[Check.PERSON] is Standing.MISSING


def test_a_bare_wall_has_no_level_and_holds_nothing_up() -> None:
    bare = replace(CLEAR, roll_deg=nan, brightness=nan, person_dark=nan)
    found = frame(WELL, bare)
    assert found[-1].checks[Check.LEVEL] is found[-1].checks[Check.LIGHT] is Standing.UNKNOWN
    assert found[-1].is_ready


def test_a_rate_that_is_not_known_yet_is_waited_for() -> None:
    found = frame(WELL, replace(CLEAR, rate_fps=nan))
    assert found[-1].advice == Advice("wait-rate")
    assert not found[-1].is_ready


# --- no flicker -------------------------------------------------------------------------------------------------------


def test_a_trunk_misread_for_a_moment_is_not_taken_for_somebody_near() -> None:
    large = dict(enumerate(stay(REST, 4.0, replace(NEAR, width_px=640))))
    poses = [large[i] if pose.index == 60 else pose for i, pose in enumerate(WELL)]
    assert {one.advice.key for one in frame(poses) if one.advice} <= {"part-hidden"}


def test_sitting_with_the_foot_flat_is_as_well_as_any_posture() -> None:
    assert frame(stay(FOOT_FLAT, 3.0))[-1].is_ready
