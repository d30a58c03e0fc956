"""What the coach says: the right thing, once, at the right moment, and never to go further than one's own range."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from formcheck.events import PhaseEntered, RepetitionJudged, Verdict
from formcheck.exercise.definition import Personal
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.samples import Dof, Pose, Side
from formcheck.session.coaching.coach import PRAISE_EVERY, WAITING_S, Tone
from formcheck.session.coaching.reasons import Reason
from tests.support.cases import few
from tests.support.edits import FOOT, HEAD, LOWER_LEG, between, change, dim, hide, mirror, names_of, push_out
from tests.support.exercising import do, person_for, posture_of, short_of_the_end, well_done
from tests.support.people import REST, Person, Rep, Script, perform, stay
from tests.support.sessions import make_header
from tests.support.visits import FURTHER, RATE_HZ, Heard, Lesson, coach_along, good_lesson

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
FOOT_DOWN = Rep().ending(ankle_dorsiflexion=-30.0)
SHORT = Rep().ending(knee_flexion=40.0)
LONG_HOLD = Rep(hold_s=4.5)

some_exercises = pytest.mark.parametrize("name", few(exercise_ids(), fast=4))


def taught(*reps: Rep, personal: Personal | None = None) -> Lesson:
    """Return a lesson of the tibial slider, seated."""
    return coach_along(perform(Script(reps), rate_hz=RATE_HZ), make_header(personal=personal))


def taught_in(name: str, *reps: Rep) -> Lesson:
    """Return a lesson of an exercise of the library."""
    exercise = load_exercise(name)
    return coach_along(perform(do(exercise, *reps), person_for(exercise), rate_hz=RATE_HZ), make_header(name))


def turns(lesson: Lesson) -> list[float]:
    """Return when the way back began."""
    back = lesson.plan.exercise.phase_names[2]
    events = (event for news in lesson.steps for event in news.events)
    return [event.t_s for event in events if isinstance(event, PhaseEntered) and event.phase == back]


def first(lesson: Lesson, key: str) -> Heard:
    return next(heard for heard in lesson.heard if heard.key == key)


# --- while it goes on -------------------------------------------------------------------------------------------------


def test_a_foot_left_behind_is_told_to_come_along_while_there_is_time() -> None:
    lesson = taught(FOOT_DOWN)
    assert lesson.cued() == ["toes-up"]
    (turn_s,) = turns(lesson)
    heard = first(lesson, "toes-up")
    assert heard.phase == "extend"
    assert heard.t_s < turn_s - 0.4
    assert (heard.cue.tone, heard.cue.is_spoken) == (Tone.FORM, True)


@some_exercises
def test_which_way_the_foot_is_told_to_go_is_that_of_the_exercise(name: str) -> None:
    exercise = load_exercise(name)
    rest_deg = posture_of(exercise, exercise.rest)[ANKLE]
    lesson = taught_in(name, well_done(exercise).ending(ankle_dorsiflexion=rest_deg))
    direction = lesson.plan.ankle_direction
    cues = {None: set(), 1.0: {"toes-up"}, -1.0: {"point-foot"}}[direction]
    assert set(lesson.cued()) & {"toes-up", "point-foot"} == cues


@some_exercises
def test_what_turns_round_early_is_asked_for_a_little_more_at_the_turn(name: str) -> None:
    exercise = load_exercise(name)
    further = {
        "peroneal-tensioner-slr": "leg-higher",
        "sural-distal-slider-slr": "toes-up",
        "tibial-distal-slider-slr": "toes-up",
        "deep-peroneal-slider-longsitting": "point-foot",
    }
    lesson = taught_in(name, short_of_the_end(exercise))
    assert lesson.cued() == [further.get(name, "straighter")]
    (turn_s,) = turns(lesson)
    assert first(lesson, lesson.cued()[0]).t_s == turn_s


@pytest.mark.parametrize("name", ["tibial-slider-seated", "peroneal-tensioner-slr", "sural-distal-slider-slr"])
def test_what_is_too_fast_is_told_to_slow_down_as_it_happens(name: str) -> None:
    """Whether the knee, the thigh or the foot drives."""
    lesson = taught_in(name, replace(well_done(load_exercise(name)), out_s=0.6, hold_s=0.3, back_s=0.6))
    assert lesson.cued()[0] == "slower"
    assert first(lesson, "slower").t_s <= turns(lesson)[0]


@some_exercises
def test_what_stays_at_the_end_is_told_to_turn_back_before_it_is_held_too_long(name: str) -> None:
    exercise = load_exercise(name)
    rep = replace(well_done(exercise), hold_s=exercise.end.max_hold_s + 1.5)
    lesson = taught_in(name, rep)
    heard = first(lesson, "turn-back")
    assert turns(lesson)[0] > heard.t_s
    reached_s = 1.5 + rep.out_s  # the last 5 degrees of a calm way out take a part of a second
    assert -0.8 < heard.t_s - reached_s - exercise.end.hold_warn_s < 0.4


@pytest.mark.xdist_group("well done")
@pytest.mark.parametrize("name", few(exercise_ids(), fast=3))
def test_a_repetition_done_well_gets_no_cue_on_the_movement(name: str) -> None:
    assert good_lesson(name).keys == ["good"] * 3


def test_a_foot_that_was_there_already_is_not_late_whatever_is_made_of_it_at_the_end() -> None:
    """For a while at the end the foot is misread as hanging."""
    well, misread = (perform(Script([replace(rep, hold_s=1.0)]), rate_hz=RATE_HZ) for rep in (Rep(), FOOT_DOWN))
    poses = [other if 3.5 < one.t_s < 4.4 else one for one, other in zip(well, misread, strict=True)]
    assert "toes-up" not in coach_along(poses).keys


@cache
def mishaps(rate_hz: float) -> tuple[Pose, ...]:
    """Return somebody who does it well once, and then wrong in three ways."""
    return tuple(perform(Script([Rep(), FOOT_DOWN, SHORT, LONG_HOLD]), rate_hz=rate_hz))


@pytest.mark.slow
def test_a_mirrored_person_hears_the_same() -> None:
    poses = mishaps(RATE_HZ)
    there, mirrored = coach_along(poses), coach_along([mirror(pose) for pose in poses])
    assert mirrored.heard == there.heard
    assert "toes-up" in there.keys


@pytest.mark.slow
@pytest.mark.parametrize("rate_hz", [RATE_HZ, 24.0, 50.0])
def test_the_frame_rate_changes_nothing_that_is_said(rate_hz: float) -> None:
    lesson = coach_along(mishaps(rate_hz))
    assert lesson.keys == ["good", "toes-up", "not-counted", "straighter", "not-counted", "turn-back", "not-counted"]


def test_a_foot_that_is_not_seen_is_not_asked_for() -> None:
    poses = perform(Script([FOOT_DOWN]), rate_hz=RATE_HZ)
    poses = change(poses, between(1.0, 9.0), dim(names_of(Side.RIGHT, FOOT), 0.1))
    assert not coach_along(poses).cued()


@pytest.mark.parametrize(("start_s", "end_s"), [(2.2, 5.0), (2.6, 4.6), (3.0, 4.4), (3.2, 3.8)])
def test_an_end_that_was_not_seen_is_no_movement_that_stopped_short(start_s: float, end_s: float) -> None:
    hidden = dim(names_of(Side.RIGHT, LOWER_LEG), 0.1)
    poses = perform(Script([Rep()]), rate_hz=RATE_HZ)
    assert not coach_along(change(poses, between(start_s, end_s), hidden)).cued()


# --- never further than the own range ---------------------------------------------------------------------------------

OWN_DEG = 40.0
OWN = Personal(driver_end_deg=OWN_DEG, ankle_end_deg=0.0)


@pytest.mark.parametrize("end_deg", few([50.0, 45.0, 40.0, 35.0, 25.0, 10.0, 0.0], fast=3))
def test_nobody_who_has_reached_the_own_range_is_asked_for_more(end_deg: float) -> None:
    lesson = taught(Rep().ending(knee_flexion=end_deg), personal=OWN)
    assert [one.verdict for one in lesson.session.repetitions] == [Verdict.GOOD]
    assert not FURTHER & set(lesson.keys)


@pytest.mark.parametrize("end_deg", [60.0, 75.0])
def test_who_stops_well_short_of_the_own_range_is(end_deg: float) -> None:
    lesson = taught(Rep().ending(knee_flexion=end_deg), personal=OWN)
    assert FURTHER & set(lesson.keys) or not lesson.session.repetitions


@pytest.mark.parametrize(("end_deg", "is_far_enough"), [(40.0, False), (33.0, False), (20.0, True), (5.0, True)])
def test_far_beyond_the_own_range_is_far_enough(end_deg: float, *, is_far_enough: bool) -> None:
    lesson = taught(Rep().ending(knee_flexion=end_deg), personal=OWN)
    assert ("far-enough" in lesson.cued()) is is_far_enough
    if is_far_enough:
        assert first(lesson, "far-enough").t_s < turns(lesson)[0]


def test_without_an_own_range_nothing_is_far_enough() -> None:
    assert "far-enough" not in taught(Rep().ending(knee_flexion=0.0)).keys


# --- not too often ----------------------------------------------------------------------------------------------------


def test_a_cue_is_given_once_in_a_movement() -> None:
    slow = replace(FOOT_DOWN, out_s=12.0, hold_s=1.0)
    assert taught(slow).cued().count("toes-up") == 1


def test_a_cue_comes_again_in_the_next_movement() -> None:
    assert taught(FOOT_DOWN, FOOT_DOWN).cued() == ["toes-up", "toes-up"]


def test_two_things_amiss_are_not_said_in_one_breath() -> None:
    both = replace(FOOT_DOWN, hold_s=1.0).ending(knee_flexion=42.0)
    assert taught(both).cued() == ["toes-up"]


# --- what became of a repetition --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rep", "reason"),
    [
        (SHORT, Reason.KNEE_SHORT),
        (FOOT_DOWN, Reason.FOOT_SHORT_UP),
        (Rep(out_s=0.7, hold_s=0.0, back_s=0.7), Reason.TOO_FAST),
        (LONG_HOLD, Reason.HELD),
        (Rep(ankle_delay_s=1.1, hold_s=1.4), Reason.LATE_FOOT),
        (Rep().ending(neck_flexion=60.0), Reason.HEAD_WRONG_WAY),
    ],
)
def test_one_that_is_not_counted_says_why_in_the_same_breath(rep: Rep, reason: Reason) -> None:
    last = taught(rep).heard[-1].cue
    assert (last.key, last.reason, last.tone, last.is_spoken) == ("not-counted", reason, Tone.FORM, True)


@pytest.mark.parametrize(
    ("rep", "key"),
    [
        (Rep().ending(trunk_lean=-15.0), "back-still"),
        (Rep().ending(thigh_elevation=22.0), "thigh-down"),
        (Rep().ending(neck_flexion=25.0), "look-up"),
        (Rep(out_s=1.3, hold_s=0.1, back_s=1.3), "slower"),
    ],
)
def test_a_good_one_that_could_be_better_still_gets_a_hint_in_place_of_praise(rep: Rep, key: str) -> None:
    lesson = taught(rep)
    assert [one.verdict for one in lesson.session.repetitions] == [Verdict.GOOD]
    assert lesson.keys[-1] == key
    assert "good" not in lesson.keys


def spoken_praise(*reps: Rep) -> list[bool]:
    """Return of each good repetition whether it was praised aloud."""
    return [heard.cue.is_spoken for heard in taught(*reps).heard if heard.key == "good"]


def test_every_good_one_is_shown_and_every_third_is_praised_aloud() -> None:
    assert PRAISE_EVERY == 3
    assert spoken_praise(*[Rep(rest_s=0.4)] * 7) == [False, False, True, False, False, True, False]


def test_the_first_good_one_after_one_not_counted_is_praised_aloud() -> None:
    assert spoken_praise(Rep(), SHORT, Rep(), Rep(), Rep(), Rep()) == [False, True, False, False, True]


def test_what_the_camera_missed_does_not_break_the_row() -> None:
    poses = perform(Script([Rep(), Rep(), Rep(), Rep()]), rate_hz=RATE_HZ)
    poses = change(poses, between(6.9, 12.0), dim(names_of(Side.RIGHT, FOOT), 0.1))
    lesson = coach_along(poses)
    assert [one.verdict for one in lesson.session.repetitions][1] is Verdict.NOT_MEASURABLE
    assert [heard.cue.is_spoken for heard in lesson.heard if heard.key == "good"] == [False, False, True]


# --- what could not be seen -------------------------------------------------------------------------------------------


def test_a_repetition_that_was_not_seen_is_put_down_to_the_camera() -> None:
    for parts, key in ((FOOT, "not-seen-foot"), (LOWER_LEG, "not-seen-knee")):
        poses = perform(Script([Rep()]), rate_hz=RATE_HZ)
        poses = change(poses, between(2.8, 4.6), dim(names_of(Side.RIGHT, parts), 0.1))
        unseen = first(coach_along(poses), key).cue
        assert (unseen.tone, unseen.reason) == (Tone.LOST, None)


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (names_of(Side.RIGHT, FOOT), "lost-foot"),
        (names_of(Side.RIGHT, LOWER_LEG), "lost-leg"),
        (["right_hip"], "lost-hip"),
        ([f"{side}_{part}" for side in Side for part in ("shoulder", "hip")], "lost-person"),
    ],
    ids=["foot", "leg", "hip", "trunk"],
)
def test_what_is_lost_from_view_is_named_once(parts: list[str], key: str) -> None:
    poses = change(perform(Script((), lead_s=8.0), rate_hz=RATE_HZ), between(2.0, 5.0), dim(parts, 0.1))
    heard = coach_along(poses).heard
    assert [one.key for one in heard] == [key, "found"]
    assert heard[0].t_s == pytest.approx(2.5, abs=0.1)
    assert [one.cue.tone for one in heard] == [Tone.LOST, Tone.INFO]


@pytest.mark.parametrize(("parts", "part"), [(LOWER_LEG, "knee"), (FOOT, "foot")])
def test_what_leaves_the_picture_is_said_to_be_outside(parts: tuple[str, ...], part: str) -> None:
    poses = perform(Script((), lead_s=8.0), rate_hz=RATE_HZ)
    heard = coach_along(change(poses, between(2.0, 5.0), push_out(names_of(Side.RIGHT, parts)))).heard
    assert [(one.key, one.cue.part) for one in heard] == [("lost-outside", part), ("found", "")]


def test_who_faces_the_camera_is_asked_to_turn_their_side_to_it() -> None:
    assert coach_along(stay(REST, 4.0, Person(turned_deg=-60.0), rate_hz=RATE_HZ)).keys == ["lost-askew"]


def test_a_knee_alone_is_named_where_only_the_knee_matters() -> None:
    poses = change(perform(Script((), lead_s=6.0)), between(2.0, 9.0), dim(names_of(Side.RIGHT, LOWER_LEG), 0.1))
    assert coach_along(poses, make_header("sciatic-slider-seated")).keys == ["lost-knee"]


def test_a_head_that_is_not_seen_is_not_missed() -> None:
    assert not coach_along(change(perform(Script((), lead_s=5.0)), between(1.0, 9.0), dim(list(HEAD), 0.1))).keys


def empty_room(start_s: float, end_s: float) -> list[Pose]:
    return hide(perform(Script((), lead_s=30.0), rate_hz=RATE_HZ), between(start_s, end_s))


def test_whoever_has_left_is_told_once_that_there_is_no_hurry() -> None:
    heard = coach_along(empty_room(3.0, 99.0)).heard
    assert [one.key for one in heard] == ["lost-person", "waiting"]
    assert heard[1].t_s == pytest.approx(3.0 + WAITING_S, abs=0.1)


@pytest.mark.slow
def test_whoever_leaves_again_is_waited_for_again() -> None:
    poses = change(empty_room(2.0, 12.0), between(15.0, 25.0), lambda pose: replace(pose, landmarks={}))
    assert coach_along(poses).keys == ["lost-person", "waiting", "found"] * 2


def test_whoever_is_back_soon_is_not_waited_for() -> None:
    assert coach_along(empty_room(2.0, 2.0 + WAITING_S - 0.5)).keys == ["lost-person", "found"]


def test_who_leaves_in_the_middle_of_a_movement_is_waited_for_once() -> None:
    poses = hide(perform(Script([Rep()], tail_s=25.0), rate_hz=RATE_HZ), between(3.0, 99.0))
    assert coach_along(poses).keys == ["lost-person", "not-seen-knee", "waiting"]


# --- how far it came --------------------------------------------------------------------------------------------------


def test_the_judged_repetition_knows_how_far_it_came_on_the_gauge() -> None:
    lesson = taught(Rep(), SHORT, Rep().ending(knee_flexion=0.0))
    pairs = zip(lesson.steps, lesson.coached, strict=True)
    peaks = [one.peak for news, one in pairs if any(isinstance(event, RepetitionJudged) for event in news.events)]
    assert peaks == pytest.approx([0.95, 0.57, 1.0], abs=0.03)


def test_the_next_movement_begins_at_0_again() -> None:
    lesson = taught(Rep(), SHORT)
    for (before, _), (_, after) in pairwise(zip(lesson.steps, lesson.coached, strict=True)):
        if any(isinstance(event, RepetitionJudged) for event in before.events):
            assert after.peak == 0.0
