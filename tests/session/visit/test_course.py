"""The course of a visit as the person steers it: each stage listens to its own actions and to no others."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import get_args

import pytest

from formcheck.exercise.definition import Personal, Prescription
from formcheck.samples import Side
from formcheck.session.coaching.coach import Tone
from formcheck.session.coaching.framing import Check
from formcheck.session.coaching.safety import Halt, Lasting, RedFlag
from formcheck.session.visit import frames
from formcheck.session.visit.acting import act, interrupt, take_up
from formcheck.session.visit.actions import Action, After, Simple, Stop
from formcheck.session.visit.course import MOVING, WATCHED, Course, PartBegun, PartOver, PartStep, VisitStage, enter
from formcheck.session.visit.entries import (
    Began,
    Ended,
    Finished,
    NeutralMeasured,
    PassedOver,
    Paused,
    RangeFrom,
    RangeKnown,
    Refused,
    Stopped,
)
from formcheck.session.visit.stages import after_set_up
from formcheck.session.visit.visit import History
from tests.support.people import FOOT_FLAT, Person, Rep, Script, stay
from tests.support.sessions import make_header
from tests.support.visits import (
    CLEAR,
    RANGE_KNOWN,
    Camera,
    Sitting,
    answers,
    began,
    dosed,
    fold,
    judged,
    opened,
    sit_down,
)

ACTIONS: dict[str, Action] = {
    "begin": answers(),
    "stop": Stop(2, is_numb=False),
    "after": After(1, is_numb=False),
    "anyway": Simple("anyway"),
    "done": Simple("done"),
    "skip": Simple("skip"),
    "pause": Simple("pause"),
    "go_on": Simple("go_on"),
    "finish": Simple("finish"),
}
HEARD = {
    "begin": {VisitStage.WELCOME},
    "stop": {VisitStage.PAUSED},
    "after": {VisitStage.AFTER},
    "anyway": {VisitStage.CAMERA},
    "skip": {VisitStage.NEUTRAL, VisitStage.PRACTICE, VisitStage.REST},
    "done": {VisitStage.CALIBRATE},
    "pause": {
        VisitStage.CALIBRATE,
        VisitStage.NEUTRAL,
        VisitStage.PRACTICE,
        VisitStage.COUNTDOWN,
        VisitStage.SET,
        VisitStage.REST,
    },
    "go_on": {VisitStage.PAUSED},
    "finish": {VisitStage.CAMERA, VisitStage.SENSORS, VisitStage.PAUSED, VisitStage.STOPPED},
}
"""Where each action means anything."""


def at(stage: VisitStage) -> Course:
    """Return a course at a stage."""
    visit = fold() if stage is VisitStage.WELCOME else fold(began())
    return enter(Course(visit), stage)


def passable(course: Course) -> Course:
    """Return the course with a picture that lacks nothing but light."""
    sitting = Sitting(course, scene=replace(CLEAR, brightness=20.0))
    return sitting.see(stay(FOOT_FLAT, 0.3)).course


# --- every stage and every action -------------------------------------------------------------------------------------


def test_every_action_is_tried() -> None:
    names = get_args(Simple.__annotations__["do"]) or ("anyway", "done", "skip", "pause", "go_on", "finish")
    assert set(ACTIONS) == {"begin", "stop", "after", *names}


@pytest.mark.parametrize("stage", VisitStage)
@pytest.mark.parametrize("action", ACTIONS)
def test_a_stage_listens_to_its_actions_only(stage: VisitStage, action: str) -> None:
    course = passable(at(stage)) if (stage, action) == (VisitStage.CAMERA, "anyway") else at(stage)
    after, effects = act(course, ACTIONS[action])
    has_heard = bool(effects) or repr(after) != repr(course)  # as written: NaN is never equal, from Python 3.13 on
    assert has_heard == (stage in HEARD[action])


@pytest.mark.parametrize("stage", [stage for stage in VisitStage if stage not in WATCHED])
def test_where_nobody_is_looked_at_frames_change_nothing(stage: VisitStage) -> None:
    course = at(stage)
    (pose, *_) = stay(FOOT_FLAT, 0.1)
    assert frames.take_frame(course, make_header(), pose, CLEAR) == (course, ())


@pytest.mark.parametrize("stage", sorted(WATCHED - {VisitStage.SENSORS, VisitStage.CALIBRATE}))
def test_where_somebody_is_looked_at_they_do(stage: VisitStage) -> None:
    course = at(stage)
    (pose, *_) = stay(FOOT_FLAT, 0.1)
    after, _ = frames.take_frame(course, make_header(), pose, CLEAR)
    assert after.step is not None
    assert after.t_s == pose.t_s


# --- begin ------------------------------------------------------------------------------------------------------------


def test_whoever_may_exercise_goes_on_to_the_picture() -> None:
    sitting = sit_down().do(answers(pain=5, side=Side.LEFT, after_last=Lasting.BRIEF))
    assert sitting.stage is VisitStage.CAMERA
    assert sitting.visit.is_open
    assert sitting.entries == [
        Began(5, (), Side.LEFT, Lasting.BRIEF, RangeFrom.PRESCRIBED, is_video_kept=False),
    ]


@pytest.mark.parametrize(
    ("said", "history", "halts"),
    [
        ({"pain": 6}, (), (Halt.PAIN_BEFORE,)),
        ({"red_flags": (RedFlag.FEVER,)}, (), (Halt.RED_FLAG,)),
        ({"red_flags": (RedFlag.BLADDER_BOWEL,)}, (), (Halt.EMERGENCY, Halt.RED_FLAG)),
        ({"after_last": Lasting.DAY}, (), (Halt.FLARES,)),
        ({"after_last": Lasting.LONG}, (Lasting.LONG,), (Halt.FLARES,)),
    ],
    ids=["pain", "red flag", "emergency", "a day", "twice in a row"],
)
def test_whoever_may_not_is_referred_and_nothing_leads_on_from_there(
    said: dict[str, object], history: tuple[Lasting, ...], halts: tuple[Halt, ...]
) -> None:
    sitting = sit_down(history=History(has_visit=True, lasting=history)).do(answers(**said))  # type: ignore[arg-type]
    assert sitting.stage is VisitStage.REFERRAL
    assert sitting.entries[1:] == [Refused(halts)]
    assert sitting.visit.halts == halts
    assert not sitting.visit.is_open
    before = repr(sitting.course)
    assert repr(sitting.do(*ACTIONS.values()).course) == before


def test_one_flare_halves_and_does_not_refer() -> None:
    sitting = sit_down(dosed(repetitions=10), history=History(has_visit=True)).do(answers(after_last=Lasting.LONG))
    assert sitting.stage is VisitStage.CAMERA
    assert sitting.visit.dose.repetitions == 5


def test_a_prescribed_leg_is_the_one_whatever_is_said() -> None:
    visit = fold()
    prescribed = replace(visit.opened, prescription=replace(visit.opened.prescription, side=Side.LEFT))
    sitting = Sitting(Course(replace(visit, opened=prescribed))).do(answers(side=Side.RIGHT))
    assert sitting.visit.side is Side.LEFT


# --- the picture ------------------------------------------------------------------------------------------------------


def test_a_picture_that_lacks_something_minor_can_be_gone_on_with() -> None:
    sitting = sit_down().do(answers())
    sitting.scene = replace(CLEAR, brightness=20.0, roll_deg=9.0)
    sitting.see(Camera().still(3.0)).do("anyway")
    assert sitting.stages == [VisitStage.CAMERA, VisitStage.COUNTDOWN]
    assert sitting.only(PassedOver) == [PassedOver((Check.LEVEL, Check.LIGHT))]
    assert not sitting.only(PartOver), "nothing was recorded"


def test_what_the_picture_was_looked_at_by_ends_with_it() -> None:
    """It knew no range yet; what follows goes by the one that was settled."""
    own = Personal(driver_end_deg=30.0)
    sitting = sit_down(personal=own).do(answers())
    sitting.scene = replace(CLEAR, brightness=20.0)
    camera = Camera()
    assert judged_by(sitting.see(camera.still(1.0))).personal == Personal()
    assert judged_by(sitting.do("anyway").see(camera.still(0.3))).personal == own


def test_a_picture_that_lacks_more_cannot() -> None:
    sitting = sit_down().do(answers()).see(Camera(Person(hip_height=0.2)).still(3.0))
    before = repr(sitting.course)
    assert repr(sitting.do("anyway").course) == before


def test_nor_can_one_that_was_not_looked_at_yet() -> None:
    assert sit_down().do(answers(), "anyway").stage is VisitStage.CAMERA


def test_whoever_cannot_get_into_the_picture_can_end_for_today() -> None:
    sitting = sit_down().do(answers(), "finish")
    assert sitting.stage is VisitStage.AFTER
    assert sitting.entries[-1] == Ended()


# --- where the range comes from ---------------------------------------------------------------------------------------

EARLIER = History(has_visit=True, ranges={Side.RIGHT: RANGE_KNOWN})
UNKNOWN = Personal()


def after_the_picture(
    range_from: RangeFrom,
    *,
    history: History | None = None,
    exercise: str = "tibial-slider-seated",
    model: str = RANGE_KNOWN.model,
    after_last: Lasting | None = None,
) -> Sitting:
    """Return a visit whose picture has been found well."""
    sitting = sit_down(dosed(exercise), history=history, header=make_header(exercise))
    sitting.do(answers(range_from=range_from, after_last=after_last))
    sitting.course, effects = after_set_up(replace(sitting.course, model=model))
    sitting.effects += effects
    return sitting


def judged_by(sitting: Sitting) -> Prescription:
    """Return what the frames are judged by just now."""
    assert sitting.course.stretch is not None
    return sitting.course.stretch.pipeline.plan.prescription


def settled(sitting: Sitting) -> tuple[VisitStage, RangeFrom, Personal]:
    """Return where a visit is, and the range it goes by."""
    known = sitting.visit.range
    assert known is not None
    return sitting.stage, known.range_from, known.personal


def test_a_prescribed_range_needs_no_measuring() -> None:
    assert settled(after_the_picture(RangeFrom.PRESCRIBED)) == (VisitStage.COUNTDOWN, RangeFrom.PRESCRIBED, UNKNOWN)


def test_the_range_of_the_last_time_is_taken_for_that_leg() -> None:
    sitting = after_the_picture(RangeFrom.LAST, history=EARLIER)
    assert settled(sitting) == (VisitStage.COUNTDOWN, RangeFrom.LAST, RANGE_KNOWN.personal)
    assert sitting.visit.prescription.personal == RANGE_KNOWN.personal


def test_without_one_for_that_leg_it_is_measured() -> None:
    other_leg = History(has_visit=True, ranges={Side.LEFT: RANGE_KNOWN})
    assert after_the_picture(RangeFrom.LAST, history=other_leg).stage is VisitStage.NEUTRAL


def test_what_another_pose_model_measured_is_measured_again() -> None:
    assert after_the_picture(RangeFrom.LAST, history=EARLIER, model="full").stage is VisitStage.NEUTRAL


def test_measuring_begins_with_the_neutral_posture() -> None:
    assert after_the_picture(RangeFrom.MEASURE).stage is VisitStage.NEUTRAL


def test_the_range_of_a_leg_that_lifts_is_measured_like_any_other() -> None:
    sitting = after_the_picture(RangeFrom.MEASURE, exercise="peroneal-tensioner-slr")
    assert sitting.stage is VisitStage.NEUTRAL


@pytest.mark.parametrize(
    ("history", "model", "known"),
    [
        (History(has_visit=True), RANGE_KNOWN.model, (RangeFrom.PRESCRIBED, UNKNOWN)),
        (EARLIER, RANGE_KNOWN.model, (RangeFrom.LAST, RANGE_KNOWN.personal)),
        (EARLIER, "full", (RangeFrom.PRESCRIBED, UNKNOWN)),
    ],
    ids=["none", "last", "by another model"],
)
@pytest.mark.parametrize("wanted", [RangeFrom.MEASURE, RangeFrom.LAST])
def test_on_a_day_of_half_the_range_nobody_shows_all_of_it(
    wanted: RangeFrom, history: History, model: str, known: tuple[RangeFrom, Personal]
) -> None:
    """The range of the last time is taken where it was chosen; it is not measured in any case."""
    sitting = after_the_picture(wanted, history=history, model=model, after_last=Lasting.LONG)
    assert sitting.visit.is_halved
    assert settled(sitting) == (
        VisitStage.COUNTDOWN,
        *(known if wanted is RangeFrom.LAST else (RangeFrom.PRESCRIBED, UNKNOWN)),
    )


def test_what_is_skipped_is_done_without() -> None:
    sitting = after_the_picture(RangeFrom.MEASURE).do("skip")
    assert sitting.stage is VisitStage.PRACTICE
    assert sitting.visit.neutral is None
    assert settled(sitting.do("skip")) == (VisitStage.COUNTDOWN, RangeFrom.PRESCRIBED, UNKNOWN)


def test_a_practice_that_is_skipped_half_way_closes_its_part() -> None:
    sitting = after_the_picture(RangeFrom.MEASURE).do("skip").see(Camera().film(Script([Rep()])))
    sitting.do("skip")
    assert [part.name for part in sitting.only(PartBegun)] == ["practice-part-1"]
    assert len(sitting.only(PartOver)) == 1


def test_a_rest_can_be_skipped() -> None:
    sitting = Sitting(at(VisitStage.REST)).do("skip")
    assert (sitting.stage, sitting.keys[-1]) == (VisitStage.COUNTDOWN, "rest-over")
    assert sitting.visit.is_open


def all_done() -> Sitting:
    """Return a visit that rests after the last repetition of its last set."""
    visit = fold(opened(dosed(repetitions=1, sets=1)), began(), RANGE_KNOWN, judged())
    return Sitting(enter(Course(visit), VisitStage.REST))


def test_a_rest_after_the_last_set_that_is_skipped_ends_the_exercise() -> None:
    sitting = all_done().do("skip")
    assert (sitting.stage, sitting.entries) == (VisitStage.AFTER, [Ended()])
    assert not sitting.visit.is_open


def test_a_pause_after_the_last_set_leads_to_its_end_all_the_same() -> None:
    sitting = all_done().do("pause", "go_on").see(Camera().wait(6.0), until=VisitStage.AFTER)
    assert (sitting.stage, sitting.entries[-1]) == (VisitStage.AFTER, Ended())


# --- pause, stop, finish ----------------------------------------------------------------------------------------------


@cache
def first_repetition() -> tuple[Sitting, float]:
    """Return a visit in its first set, of which one repetition is done, and when."""
    camera = Camera()
    begun = Course(fold(began(range_from=RangeFrom.MEASURE), RANGE_KNOWN))
    sitting = Sitting(enter(begun, VisitStage.COUNTDOWN)).see(camera.still(6.0)).see(camera.film(Script([Rep()])))
    assert (sitting.stage, len(sitting.visit.judged)) == (VisitStage.SET, 1)
    return sitting, camera.t_s


def in_a_set() -> tuple[Sitting, Camera]:
    """Return a visit in its first set, of which one repetition is done, and who films it."""
    done, t_s = first_repetition()
    sitting = replace(done, effects=list(done.effects), said=list(done.said), stages=list(done.stages))
    return sitting, Camera(t_s=t_s)


@pytest.mark.parametrize("stage", sorted(MOVING))
def test_after_a_pause_it_goes_on_where_it_was_with_time_to_take_the_position(stage: VisitStage) -> None:
    sitting = Sitting(at(stage)).do("pause")
    assert (sitting.stage, sitting.keys[-1]) == (VisitStage.PAUSED, "paused")
    assert sitting.entries == [Paused()]
    sitting.do("go_on")
    assert sitting.keys[-1] == ("calibrate-stand" if stage is VisitStage.CALIBRATE else "resumed")
    assert sitting.stage is (VisitStage.COUNTDOWN if stage is VisitStage.SET else stage)


def test_a_pause_closes_the_part_and_going_on_opens_a_new_one() -> None:
    sitting, camera = in_a_set()
    sitting.do("pause")
    (over,) = sitting.only(PartOver)
    assert over.session.summary.attempts == 1
    sitting.see(camera.film(Script([Rep()])))  # nobody looks
    assert len(sitting.visit.judged) == 1
    sitting.do("go_on").see(camera.still(6.0)).see(camera.film(Script([Rep()])))
    assert [part.name for part in sitting.only(PartBegun)] == ["set-1-part-1", "set-1-part-2"]
    assert [one.part for one in sitting.visit.judged] == ["set-1-part-1", "set-1-part-2"]
    assert (sitting.visit.set_number, sitting.visit.good_in_set(1)) == (1, 2)


def test_a_page_that_is_gone_is_a_pause() -> None:
    sitting, _ = in_a_set()
    paused, effects = interrupt(sitting.course)
    assert paused.stage is VisitStage.PAUSED
    assert [type(effect) for effect in effects] == [PartStep, PartOver, Paused]
    assert interrupt(paused) == (paused, ())


@pytest.mark.parametrize(
    ("answer", "halt"),
    [
        (Stop(4, is_numb=False), Halt.PAIN),
        (Stop(3, is_numb=False), Halt.PAIN_RISE),
        (Stop(0, is_numb=True), Halt.NUMB),
        (Stop(None, is_numb=True), Halt.NUMB),
    ],
)
def test_the_stop_rule_ends_the_exercise_and_says_so_first_of_all(answer: Stop, halt: Halt) -> None:
    sitting, _ = in_a_set()
    sitting.do("pause", answer)
    assert sitting.stage is VisitStage.STOPPED
    assert sitting.visit.halts == (halt,)
    assert sitting.entries[-1] == Stopped(halt, answer.pain, answer.is_numb)
    assert (sitting.said[-1].key, sitting.said[-1].tone) == (halt.value, Tone.SAFETY)
    assert not sitting.visit.is_open


def test_nothing_but_the_end_follows_a_stop() -> None:
    sitting, camera = in_a_set()
    sitting.do("pause", Stop(5, is_numb=False), "go_on", "skip", "anyway", "pause", Stop(0, is_numb=False))
    sitting.see(camera.film(Script([Rep()])))
    assert (sitting.stage, len(sitting.visit.judged)) == (VisitStage.STOPPED, 1)
    assert sitting.do("finish").stage is VisitStage.AFTER


def test_pain_within_the_limits_is_noted_and_the_person_decides() -> None:
    sitting, _ = in_a_set()
    sitting.do("pause", Stop(2, is_numb=False))
    assert (sitting.stage, sitting.course.note) == (VisitStage.PAUSED, "within-limits")
    assert sitting.entries[-1] == Paused(2)
    assert sitting.visit.pain_during == 2
    sitting.do("go_on")
    assert (sitting.stage, sitting.course.note) == (VisitStage.COUNTDOWN, "")


def test_a_pause_without_a_number_is_within_the_limits() -> None:
    sitting, _ = in_a_set()
    assert sitting.do("pause", Stop(None, is_numb=False)).stage is VisitStage.PAUSED


def test_the_end_for_today_leads_to_the_questions_and_to_the_summary() -> None:
    sitting, _ = in_a_set()
    sitting.do("pause", "finish")
    assert (sitting.stage, sitting.entries[-1]) == (VisitStage.AFTER, Ended())
    sitting.do(After(3, is_numb=False))
    assert (sitting.stage, sitting.entries[-1]) == (VisitStage.SUMMARY, Finished(3, is_numb=False))
    before = repr(sitting.course)
    assert repr(sitting.do(*ACTIONS.values()).course) == before


def test_every_cue_has_a_number_of_its_own() -> None:
    sitting = Sitting(at(VisitStage.NEUTRAL))
    numbers = []
    for _ in range(3):
        for action in ("pause", "go_on"):
            sitting.do(action)
            assert sitting.course.said is not None
            numbers.append(sitting.course.said.number)
    assert numbers == [1, 2, 3, 4, 5, 6]


# --- taken up again ---------------------------------------------------------------------------------------------------


def test_a_visit_that_is_taken_up_checks_the_picture_and_goes_on_in_its_set() -> None:
    sitting, camera = in_a_set()
    again = Sitting(take_up(sitting.visit, History()))
    assert again.stage is VisitStage.CAMERA
    again.see(camera.still(10.0))
    assert (again.stage, again.keys) == (VisitStage.SET, ["see-all-good", "take-position", "begin"])
    again.see(camera.film(Script([Rep()])))
    assert (again.visit.set_number, again.visit.good_in_set(1)) == (1, 2)
    assert again.visit.range == RANGE_KNOWN
    assert [part.name for part in again.visit.parts] == ["set-1-part-1", "set-1-part-2"]


def test_a_visit_whose_sets_are_all_done_is_taken_up_at_the_questions_afterwards() -> None:
    again = Sitting(take_up(all_done().visit, History()))
    assert again.stage is VisitStage.AFTER
    again.do(After(1, is_numb=False))
    assert (again.stage, again.visit.is_open) == (VisitStage.SUMMARY, False)


def taken_up_with_another_model() -> tuple[Sitting, Camera]:
    """Return a visit that was interrupted in its first set and goes on with a pose model that reads otherwise."""
    sitting, camera = in_a_set()
    header = make_header()
    other = replace(header, software=replace(header.software, model="full"))
    again = Sitting(take_up(sitting.visit, History()), other)
    return again.see(camera.still(3.0), until=VisitStage.NEUTRAL), camera


def test_a_range_that_another_pose_model_measured_is_measured_again() -> None:
    again, _ = taken_up_with_another_model()
    assert (again.stage, again.course.model) == (VisitStage.NEUTRAL, "full")
    assert again.visit.good_in_set(1) == 1


def test_practice_is_judged_without_the_range_that_does_not_hold_any_more() -> None:
    again, camera = taken_up_with_another_model()
    again.do("skip").see(camera.film(Script([Rep()])))
    (part,) = again.only(PartBegun)
    assert part.header.prescription.personal.driver_end_deg is None


def with_neutral(model: str, *later: RangeKnown) -> Sitting:
    """Return a visit that was interrupted after the neutral was measured by a model, and goes on with `full`."""
    visit = fold(began(range_from=RangeFrom.MEASURE), NeutralMeasured(-3.0, model), *later)
    header = make_header()
    return Sitting(take_up(visit, History()), replace(header, software=replace(header.software, model="full"))).see(
        Camera().still(2.0)
    )


@pytest.mark.parametrize(
    ("model", "stage"), [("full", VisitStage.PRACTICE), ("heavy", VisitStage.NEUTRAL), ("", VisitStage.NEUTRAL)]
)
def test_a_neutral_that_another_pose_model_measured_is_measured_anew(model: str, stage: VisitStage) -> None:
    assert with_neutral(model).stage is stage


def test_nor_is_practice_judged_by_it_where_measuring_it_is_skipped() -> None:
    again = with_neutral("heavy").do("skip").see(Camera(t_s=5.0).still(0.3))
    assert again.stage is VisitStage.PRACTICE
    assert judged_by(again).personal.ankle_neutral_deg is None


def test_nor_are_sets_by_the_prescribed_range() -> None:
    again = with_neutral("heavy", RangeKnown(RangeFrom.PRESCRIBED, Personal(), "heavy")).see(Camera(t_s=5.0).still(0.3))
    assert again.stage is VisitStage.COUNTDOWN
    assert judged_by(again).personal.ankle_neutral_deg is None
