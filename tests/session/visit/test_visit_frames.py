"""What the frames do to the course of a visit, stage by stage. Time is the frames' own."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from formcheck.events import Verdict
from formcheck.exercise.definition import Personal
from formcheck.samples import Dof, Pose, Side
from formcheck.session.coaching.framing import READY_S
from formcheck.session.coaching.ranging import MEASURED, MOST_TRIES, PRACTISED, STILL_S
from formcheck.session.visit.course import WATCHED, Course, PartBegun, PartOver, PartStep, VisitStage, enter
from formcheck.session.visit.entries import Ended, Judged, NeutralMeasured, PartOpened, RangeFrom, RangeKnown
from formcheck.session.visit.frames import (
    ADVICE_S,
    COUNTDOWN_S,
    GIVE_UP_S,
    LONGEST_GAP_S,
    PATIENCE_S,
    REST_S,
    WORD_S,
    seconds_left,
)
from tests.support.cases import few_rows
from tests.support.edits import FOOT, HEAD, between, change, dim, names_of
from tests.support.exercising import do, person_for, posture_of, well_done
from tests.support.people import FOOT_FLAT, REST, Person, Rep, Script, perform
from tests.support.sessions import make_header
from tests.support.visits import (
    CLEAR,
    FURTHER,
    RANGE_KNOWN,
    Camera,
    Sitting,
    answers,
    began,
    coach_along,
    dosed,
    fold,
    opened,
    sit_down,
)

ANKLE = Dof.ANKLE_DORSIFLEXION
ALWAYS = between(0.0, 999.0)
SHORT = Rep().ending(knee_flexion=40.0)
STIFF = Rep().ending(knee_flexion=33.0, ankle_dorsiflexion=-5.0)


def at(stage: VisitStage, repetitions: int = 3, sets: int = 2) -> Sitting:
    """Return a visit at a stage, its range known where that comes before."""
    known = () if stage in {VisitStage.CAMERA, VisitStage.NEUTRAL, VisitStage.PRACTICE} else (RANGE_KNOWN,)
    visit = fold(opened(dosed(repetitions=repetitions, sets=sets)), began(range_from=RangeFrom.MEASURE), *known)
    return Sitting(enter(Course(visit), stage))


# --- the picture ------------------------------------------------------------------------------------------------------


def test_the_visit_goes_on_once_the_picture_was_well_for_a_while() -> None:
    camera = Camera()
    sitting = sit_down().do(answers()).see(camera.still(READY_S - 0.1))
    assert (sitting.stage, sitting.keys) == (VisitStage.CAMERA, ["see-all-good"])
    sitting.see(camera.still(0.3))
    assert sitting.stage is VisitStage.COUNTDOWN
    assert sitting.keys == ["see-all-good", "take-position"]


def test_advice_is_given_one_thing_at_a_time_and_stays_for_a_moment() -> None:
    """The foot is hidden for a second, then the head."""
    camera, sitting = Camera(), at(VisitStage.CAMERA)
    sitting.see(change(camera.still(1.0), ALWAYS, dim(names_of(Side.RIGHT, FOOT), 0.1)))
    sitting.see(change(camera.still(ADVICE_S - 1.1), ALWAYS, dim(list(HEAD), 0.1)))
    assert [cue.part for cue in sitting.said] == ["foot"]
    sitting.see(change(camera.still(0.5), ALWAYS, dim(list(HEAD), 0.1)))
    assert [(cue.key, cue.part) for cue in sitting.said] == [("see-part-hidden", "foot"), ("see-part-hidden", "head")]


def test_the_same_advice_is_not_repeated() -> None:
    assert at(VisitStage.CAMERA).see(Camera(Person(hip_height=0.2)).still(12.0)).keys == ["see-foot-out-below"]


def test_advice_names_the_part_it_is_about() -> None:
    sitting = at(VisitStage.CAMERA).see(Camera(Person(hip_height=0.2)).still(0.5))
    assert sitting.said[-1].part == "foot"


def test_a_picture_that_becomes_well_is_told_at_once() -> None:
    camera, sitting = Camera(), at(VisitStage.CAMERA)
    sitting.see(change(camera.still(0.5), ALWAYS, dim(names_of(Side.RIGHT, FOOT), 0.1))).see(camera.still(0.3))
    assert sitting.keys == ["see-part-hidden", "see-all-good"]


def test_a_computer_whose_speed_is_not_known_yet_is_waited_for() -> None:
    sitting = at(VisitStage.CAMERA)
    sitting.scene = replace(CLEAR, rate_fps=nan)
    assert sitting.see(Camera().still(4.0)).keys == ["see-wait-rate"]
    assert sitting.stage is VisitStage.CAMERA


def test_a_picture_is_not_well_while_no_frame_comes() -> None:
    camera = Camera()
    sitting = at(VisitStage.CAMERA).see(camera.still(0.3))
    camera.gap(LONGEST_GAP_S + 5.0)
    assert sitting.see(camera.still(0.3)).stage is VisitStage.CAMERA


# --- the neutral posture ----------------------------------------------------------------------------------------------


def test_the_neutral_posture_held_still_is_captured_and_logged() -> None:
    camera = Camera()
    sitting = at(VisitStage.NEUTRAL).see(camera.still(STILL_S - 0.1, FOOT_FLAT | {ANKLE: -3.0}))
    assert sitting.stage is VisitStage.NEUTRAL
    sitting.see(camera.still(0.3, FOOT_FLAT | {ANKLE: -3.0}), until=VisitStage.PRACTICE)
    assert (sitting.stage, sitting.keys) == (VisitStage.PRACTICE, ["captured"])
    (entry,) = sitting.only(NeutralMeasured)
    assert entry.ankle_neutral_deg == pytest.approx(-3.0, abs=0.1)
    assert entry.model == sitting.header.software.model
    assert sitting.visit.practice.personal.ankle_neutral_deg == entry.ankle_neutral_deg


def test_whoever_sits_otherwise_is_asked_again_once_and_not_for_ever() -> None:
    camera = Camera()
    sitting = at(VisitStage.NEUTRAL).see(camera.wait(PATIENCE_S - 0.5))
    assert sitting.keys == []
    sitting.see(camera.wait(PATIENCE_S))
    assert sitting.keys == ["hold-still-shin"]
    sitting.see(camera.wait(GIVE_UP_S), until=VisitStage.PRACTICE)
    assert sitting.keys == ["hold-still-shin", "practice"]
    assert sitting.course.t_s == pytest.approx(GIVE_UP_S, abs=0.2)
    assert sitting.visit.neutral is None


def test_nobody_is_waited_for_without_losing_patience() -> None:
    sitting = at(VisitStage.NEUTRAL).see(Camera().nobody(GIVE_UP_S + 5.0))
    assert (sitting.stage, sitting.keys) == (VisitStage.NEUTRAL, [])


def test_a_posture_is_not_held_while_no_frame_comes() -> None:
    camera = Camera()
    sitting = at(VisitStage.NEUTRAL).see(camera.still(0.5, FOOT_FLAT))
    camera.gap(LONGEST_GAP_S + 5.0)
    assert sitting.see(camera.still(0.5, FOOT_FLAT)).stage is VisitStage.NEUTRAL


# --- practice ---------------------------------------------------------------------------------------------------------


def practise(*reps: Rep) -> Sitting:
    return at(VisitStage.PRACTICE).see(Camera().film(Script(reps)), until=VisitStage.COUNTDOWN)


def test_three_for_practice_and_three_that_are_measured_set_the_range() -> None:
    sitting = practise(*[Rep().ending(knee_flexion=8.0)] * PRACTISED, *[STIFF] * MEASURED)
    assert sitting.stage is VisitStage.COUNTDOWN
    (known,) = sitting.only(RangeKnown)
    assert known.range_from is RangeFrom.MEASURE
    assert known.personal.driver_end_deg == pytest.approx(33.0, abs=1.5)
    assert known.personal.ankle_end_deg == pytest.approx(-5.0, abs=1.5)
    assert sitting.keys == ["good", "good", "measured-next", "good", "good", "range-set"]
    assert [cue.key for cue in sitting.said if cue.is_spoken] == ["measured-next", "range-set"]


def test_practice_is_a_part_of_its_own_and_counts_for_no_set() -> None:
    sitting = practise(*[Rep()] * 6)
    assert sitting.only(PartOpened) == [PartOpened("practice-part-1", 0)]
    assert [one.set_number for one in sitting.only(Judged)] == [0] * 6
    assert sitting.visit.judged == ()
    (over,) = sitting.only(PartOver)
    assert over.session.summary.attempts == 6


@pytest.mark.slow
def test_one_that_does_not_show_the_range_is_done_again() -> None:
    sitting = practise(*[Rep()] * 4, Rep(out_s=0.7, hold_s=0.0, back_s=0.7), Rep(), Rep())
    assert len(sitting.only(Judged)) == 7
    assert sitting.visit.range is not None
    assert "not-counted" in sitting.keys


@pytest.mark.slow
def test_after_enough_tries_the_range_is_left_as_prescribed() -> None:
    sitting = practise(*[Rep(out_s=0.7, hold_s=0.0, back_s=0.7)] * (MOST_TRIES + 2))
    assert (sitting.stage, sitting.keys[-1]) == (VisitStage.COUNTDOWN, "range-not-set")
    assert len(sitting.only(Judged)) == MOST_TRIES
    (known,) = sitting.only(RangeKnown)
    assert (known.range_from, known.personal) == (RangeFrom.PRESCRIBED, Personal())


def test_whose_range_is_not_known_is_not_asked_to_go_further() -> None:
    assert not FURTHER & set(practise(*[SHORT] * 6).keys)


@pytest.mark.parametrize(
    ("name", "further"),
    few_rows(
        [
            ("tibial-slider-seated", "straighter"),
            ("tibial-distal-slider-slr", "toes-up"),
            ("sural-distal-slider-slr", "toes-up"),
            ("deep-peroneal-slider-longsitting", "point-foot"),
        ]
    ),
)
def test_nor_is_the_driving_joint_of_any_exercise(name: str, further: str) -> None:
    """In a set it would be, at each turn."""
    exercise = dosed(name)
    sitting = sit_down(exercise, header=make_header(name))
    sitting.do(answers(range_from=RangeFrom.MEASURE))
    sitting.course = enter(sitting.course, VisitStage.PRACTICE)
    driver = exercise.driver
    rest, end = posture_of(exercise, exercise.rest), posture_of(exercise, exercise.end)
    half = well_done(exercise).ending(**{driver.value: rest[driver] + 0.55 * (end[driver] - rest[driver])})
    poses = perform(do(exercise, half, half), person_for(exercise), rate_hz=15.0)
    sitting.see(poses)
    assert len(sitting.only(Judged)) == 2
    assert not (FURTHER | {"toes-up", "point-foot"}) & set(sitting.keys)
    assert coach_along(poses, make_header(name)).cued() == [further] * 2


def test_a_foot_that_does_not_drive_is_asked_to_come_along_in_practice_too() -> None:
    assert practise(Rep().ending(ankle_dorsiflexion=-30.0)).keys[0] == "toes-up"


def counted_down(sitting: Sitting, poses: list[Pose]) -> list[int]:
    """Return what the countdown shows after each pose."""
    return [left for pose in poses if (left := seconds_left(sitting.see([pose]).course)) is not None]


# --- the countdown ----------------------------------------------------------------------------------------------------


def test_the_countdown_runs_while_the_person_is_in_view() -> None:
    camera = Camera()
    sitting = at(VisitStage.COUNTDOWN)
    assert seconds_left(sitting.course) == COUNTDOWN_S
    shown = counted_down(sitting, camera.still(COUNTDOWN_S))
    assert shown == sorted(shown, reverse=True)
    assert set(shown) == {5, 4, 3, 2, 1}
    sitting.see(camera.still(0.1))
    assert (sitting.stage, sitting.keys) == (VisitStage.SET, ["begin"])
    assert seconds_left(sitting.course) is None


def test_the_countdown_waits_for_the_person() -> None:
    camera = Camera()
    sitting = at(VisitStage.COUNTDOWN).see(camera.still(3.0)).see(camera.nobody(10.0))
    assert (sitting.stage, seconds_left(sitting.course)) == (VisitStage.COUNTDOWN, COUNTDOWN_S)
    sitting.see(camera.still(COUNTDOWN_S - 0.2))
    assert sitting.stage is VisitStage.COUNTDOWN
    assert sitting.see(camera.still(0.5)).stage is VisitStage.SET


def test_the_countdown_does_not_run_while_no_frame_comes() -> None:
    camera = Camera()
    sitting = at(VisitStage.COUNTDOWN).see(camera.still(1.0))
    camera.gap(20.0)
    assert sitting.see(camera.still(0.5)).stage is VisitStage.COUNTDOWN


def test_nothing_is_recorded_before_the_set() -> None:
    sitting = at(VisitStage.COUNTDOWN).see(Camera().still(COUNTDOWN_S))
    assert sitting.effects == []


def test_a_movement_during_the_countdown_counts_nothing() -> None:
    camera = Camera()
    sitting = at(VisitStage.COUNTDOWN).see(camera.film(Script([Rep(1.5, 0.2, 1.5)], lead_s=0.8, tail_s=0.6)))
    assert sitting.see(camera.still(3.0)).visit.judged == ()


# --- sets and rests ---------------------------------------------------------------------------------------------------


def ready(repetitions: int = 3, sets: int = 2) -> tuple[Sitting, Camera]:
    """Return a visit whose first set begins, and who films it."""
    camera = Camera()
    sitting = at(VisitStage.COUNTDOWN, repetitions, sets).see(camera.still(COUNTDOWN_S + 0.2))
    assert sitting.stage is VisitStage.SET
    return sitting, camera


def test_a_set_ends_with_its_good_repetitions() -> None:
    sitting, camera = ready()
    sitting.see(camera.film(Script([Rep(), SHORT, Rep(), Rep(), Rep(), Rep()])))
    assert (sitting.stage, sitting.keys[-1], sitting.said[-1].is_spoken) == (VisitStage.REST, "set-done", True)
    assert [one.verdict for one in sitting.visit.judged] == [
        Verdict.GOOD,
        Verdict.INCOMPLETE_RANGE,
        Verdict.GOOD,
        Verdict.GOOD,
    ]
    assert len(sitting.only(PartOver)) == 1


def test_a_set_ends_after_half_as_many_tries_again_however_good() -> None:
    sitting, camera = ready(repetitions=2)
    sitting.see(camera.film(Script([SHORT] * 5)))
    assert sitting.stage is VisitStage.REST
    assert len(sitting.visit.judged) == 3


def test_the_last_try_of_a_set_says_why_it_was_not_counted_too() -> None:
    sitting, camera = ready(repetitions=2)
    sitting.see(camera.film(Script([SHORT] * 3)))
    assert sitting.stage is VisitStage.REST
    assert sitting.keys.count("not-counted") == 3


@pytest.mark.parametrize(("rep", "word"), [(SHORT, "not-counted"), (Rep(), "good")])
@pytest.mark.parametrize(("sets", "done"), [(2, "set-done"), (1, "all-done")])
def test_the_word_on_the_last_repetition_stays_for_a_moment_before_the_set_is_said_to_be_done(
    rep: Rep, word: str, sets: int, done: str
) -> None:
    sitting, camera = ready(repetitions=1, sets=sets)
    sitting.see(camera.film(Script([rep] * (2 if word == "not-counted" else 1), tail_s=4.0)), until=VisitStage.REST)
    assert sitting.keys[-1] == word
    camera.t_s = sitting.course.t_s + 0.1
    sitting.see(camera.still(WORD_S - 0.1))
    assert sitting.keys[-1] == word
    sitting.see(camera.still(0.3))
    assert sitting.keys[-2:] == [word, done]


def test_the_next_set_follows_a_rest_and_a_countdown() -> None:
    sitting, camera = ready(repetitions=1)
    sitting.see(camera.film(Script([Rep()])), until=VisitStage.REST)
    end_s = camera.t_s + REST_S
    sitting.see(camera.wait(REST_S + 5.0), until=VisitStage.COUNTDOWN)
    assert sitting.course.t_s == pytest.approx(end_s, abs=0.2)
    camera.t_s = sitting.course.t_s + 0.1
    sitting.see(camera.still(COUNTDOWN_S + 0.2))
    assert sitting.stage is VisitStage.SET
    sitting.see(camera.film(Script([Rep()]))).see(camera.wait(2 * WORD_S + 0.4))
    assert sitting.keys == ["begin", "good", "set-done", "rest-over", "begin", "good", "all-done"]
    assert sitting.stages[-5:] == [
        VisitStage.REST,
        VisitStage.COUNTDOWN,
        VisitStage.SET,
        VisitStage.REST,
        VisitStage.AFTER,
    ]
    assert [part.name for part in sitting.only(PartOpened)] == ["set-1-part-1", "set-2-part-1"]


def test_a_rest_counts_down() -> None:
    shown = counted_down(at(VisitStage.REST), Camera(rate_hz=2.0).still(REST_S))
    assert shown == sorted(shown, reverse=True)
    assert (shown[0], shown[-1]) == (REST_S, 1)


def test_a_rest_goes_on_without_anybody() -> None:
    sitting = at(VisitStage.REST).see(Camera().nobody(REST_S + 0.5), until=VisitStage.COUNTDOWN)
    assert (sitting.stage, sitting.keys) == (VisitStage.COUNTDOWN, ["set-done", "rest-over"])


@pytest.mark.parametrize(("gap_s", "left_s"), [(LONGEST_GAP_S + 0.5, 32), (20.0, 14)])
def test_a_rest_goes_on_while_no_frame_comes(gap_s: float, left_s: int) -> None:
    camera = Camera()
    sitting = at(VisitStage.REST).see(camera.wait(11.0))
    camera.gap(gap_s)
    sitting.see(camera.wait(0.2))
    assert (sitting.stage, seconds_left(sitting.course)) == (VisitStage.REST, left_s)


def test_a_rest_can_end_while_no_frame_comes() -> None:
    camera = Camera()
    sitting = at(VisitStage.REST).see(camera.wait(11.0))
    camera.gap(REST_S)
    assert sitting.see(camera.wait(0.2)).stage is VisitStage.COUNTDOWN


def test_the_last_set_ends_the_exercise_after_a_last_word() -> None:
    sitting, camera = ready(repetitions=1, sets=1)
    sitting.see(camera.film(Script([Rep()])), until=VisitStage.REST)
    camera.t_s = end_s = sitting.course.t_s + 0.1
    assert sitting.visit.is_open
    assert seconds_left(sitting.course) is None
    sitting.see(camera.still(REST_S), until=VisitStage.AFTER)
    assert sitting.course.t_s - end_s == pytest.approx(2 * WORD_S, abs=0.1)
    assert (sitting.stage, sitting.keys[-1]) == (VisitStage.AFTER, "all-done")
    assert sitting.entries[-1] == Ended()
    assert not sitting.visit.is_open


def test_after_the_last_set_nothing_is_counted_down_nor_up() -> None:
    sitting, camera = ready(repetitions=1, sets=1)
    sitting.see(camera.film(Script([Rep()])), until=VisitStage.REST)
    camera.t_s = sitting.course.t_s + 0.1
    assert counted_down(sitting, camera.film(Script([Rep()], lead_s=0.1))) == []
    assert len(sitting.visit.judged) == 1


def test_a_repetition_is_logged_with_all_that_is_told_of_it() -> None:
    sitting, camera = ready()
    sitting.see(camera.film(Script([Rep(), SHORT])))
    good, short = sitting.only(Judged)
    assert (good.part, good.set_number, good.verdict, good.reason) == ("set-1-part-1", 1, Verdict.GOOD, None)
    assert short.reason == "knee-short"
    assert 0.8 < good.peak <= 1.15
    assert 0.4 < short.peak < 0.8
    assert good.cycle_s == pytest.approx(4.8, abs=0.3)


def test_a_part_is_opened_before_its_first_frame_and_closed_after_its_last() -> None:
    sitting, camera = ready(repetitions=1)
    sitting.see(camera.film(Script([Rep()])))
    kinds = [type(effect) for effect in sitting.effects]
    assert kinds[:3] == [PartOpened, PartBegun, PartStep]
    assert kinds[-3:] == [Judged, PartStep, PartOver]
    assert set(kinds[2:-3]) == {PartStep}


def test_a_set_is_judged_by_the_range_measured_and_practice_without_any() -> None:
    sitting = practise(*[STIFF] * 6)
    camera = Camera(t_s=sitting.course.t_s + 0.1)
    sitting.see(camera.still(COUNTDOWN_S + 0.2)).see(camera.film(Script([STIFF])))
    practice, first_set = (part.header.prescription for part in sitting.only(PartBegun))
    assert practice.personal == Personal()
    assert first_set == sitting.visit.prescription
    assert [one.verdict for one in sitting.only(Judged)] == [Verdict.INCOMPLETE_RANGE] * 6 + [Verdict.GOOD]


@pytest.mark.parametrize(("gap_s", "parts"), [(LONGEST_GAP_S - 0.3, 1), (LONGEST_GAP_S + 0.3, 2)])
def test_a_gap_in_the_frames_opens_a_new_part(gap_s: float, parts: int) -> None:
    sitting, camera = ready()
    sitting.see(camera.film(Script([Rep()])))
    camera.gap(gap_s)
    sitting.see(camera.film(Script([Rep()])))
    assert sitting.stage is VisitStage.SET
    assert len(sitting.only(PartBegun)) == parts
    assert len(sitting.only(PartOver)) == parts - 1
    assert sitting.visit.good_in_set(1) == 2


@pytest.mark.parametrize("stage", sorted(WATCHED - {VisitStage.SENSORS, VisitStage.CALIBRATE}))
def test_each_stage_is_judged_by_what_is_known_in_it(stage: VisitStage) -> None:
    """Where the picture is checked and the range is measured, a range still in the log does not count."""
    known = Personal(driver_end_deg=33.0)
    visit = fold(opened(), began(range_from=RangeFrom.MEASURE), RangeKnown(RangeFrom.MEASURE, known, "heavy"))
    course = Sitting(enter(Course(visit), stage)).see(Camera().still(0.1)).course
    assert course.stretch is not None
    is_before = stage in {VisitStage.CAMERA, VisitStage.NEUTRAL, VisitStage.PRACTICE}
    assert course.stretch.pipeline.plan.prescription == (visit.practice if is_before else visit.prescription)
    assert (visit.practice.personal, visit.prescription.personal) == (Personal(), known)


def test_nothing_is_said_of_a_movement_across_a_gap() -> None:
    sitting, camera = ready()
    poses = camera.film(Script([Rep()]))
    sitting.see([pose for pose in poses if not 2.5 < pose.t_s - poses[0].t_s < 5.5])
    assert sitting.visit.judged == ()


@pytest.mark.parametrize("side", Side)
def test_either_leg(side: Side) -> None:
    camera = Camera(Person(side, facing=side))
    sitting = sit_down(dosed(repetitions=1, sets=1)).do(answers(side=side))
    sitting.see(camera.still(8.0)).see(camera.film(Script([Rep()], tail_s=5.0)))
    assert sitting.stage is VisitStage.AFTER
    assert sitting.visit.good_in_set(1) == 1


def test_the_other_leg_counts_nothing() -> None:
    camera = Camera(Person(Side.LEFT, facing=Side.RIGHT))
    sitting = sit_down(dosed(repetitions=1, sets=1)).do(answers(side=Side.RIGHT))
    sitting.see(camera.still(8.0, REST)).see(camera.film(Script([Rep()])))
    assert sitting.visit.judged == ()
