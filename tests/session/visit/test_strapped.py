"""A whole visit with sensors: set up, calibrated, measured, and counted; and what is the matter with one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import get_args

import numpy as np
import pytest

from formcheck.events import TrackingFound, TrackingLost, Verdict
from formcheck.inertial.tasks import Task
from formcheck.samples import ImuReadings, Origin, Place, SourceInfo
from formcheck.session.coaching.exchanged import exchange, put_in_place
from formcheck.session.coaching.strapping import StrapCheck
from formcheck.session.model import Header
from formcheck.session.pipeline import make_pipeline, start, step
from formcheck.session.sensors import make_sensor_header
from formcheck.session.visit.acting import act, take_up
from formcheck.session.visit.actions import Action
from formcheck.session.visit.course import SENSORS_MODEL, Change, Course, Effect, PartBegun, PartStep, VisitStage
from formcheck.session.visit.entries import (
    Entry,
    Judged,
    NeutralMeasured,
    PassedOver,
    RangeFrom,
    RangeKnown,
    SensorsMounted,
)
from formcheck.session.visit.strapped import take_readings
from formcheck.session.visit.visit import History
from formcheck.sources.imu.tracks import together
from formcheck.validation.simulated.faults import slip
from tests.support.visits import (
    RANGE_KNOWN,
    Kind,
    Sitting,
    _simple,
    answers,
    began,
    fold,
    opened,
    parts_of,
    written_and_read,
)
from tests.support.wearing import FOOT, SHANK, leg, readings_of, tracks_of, whole_visit

SITTING = "6f9619ff-8b86-d011-b42d-00cf4fc964ff"

pytestmark = pytest.mark.xdist_group("strapped")  # the visit that most look at is made once


@dataclass(slots=True)
class Strapped:
    """A visit with sensors that goes on."""

    course: Course
    effects: list[Effect] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    stages: list[VisitStage] = field(default_factory=list)

    @property
    def sitting(self) -> Sitting:
        """The same for what looks at effects alone."""
        return Sitting(self.course, effects=self.effects)

    def do(self, *actions: Action | str) -> Strapped:
        """Take actions; the simple ones are named."""
        for action in actions:
            self._take(act(self.course, _simple(action) if isinstance(action, str) else action))
        return self

    def hear(self, readings: Iterable[ImuReadings], until: VisitStage | None = None) -> Strapped:
        """Take readings, up to those that bring about a stage where one is named."""
        for raw in readings:
            self._take(take_readings(self.course, self._header(), raw))
            if self.course.stage is until:
                break
        return self

    def entries(self, kind: type[Kind]) -> list[Kind]:
        """Return what was logged of one kind."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def _header(self) -> Header | None:
        if not self.course.mountings:
            return None
        prescription = self.course.visit.opened.prescription
        return make_sensor_header(SourceInfo("sensors"), prescription, self.course.mountings, "two phones", SITTING)

    def _take(self, change: Change) -> None:
        before = self.course.said
        self.course, effects = change
        self.effects += effects
        if self.course.said is not None and self.course.said != before:
            self.said.append(self.course.said.cue.key)
        if not self.stages or self.stages[-1] is not self.course.stage:
            self.stages.append(self.course.stage)


def sit_down(places: tuple[Place, ...] = (SHANK, FOOT), range_from: RangeFrom = RangeFrom.MEASURE) -> Strapped:
    return Strapped(Course(fold(opened()), History(), places=places)).do(answers(range_from=range_from))


def readings(begin_s: float = 0.0, end_s: float = 1e9) -> list[ImuReadings]:
    return [raw for raw in whole_visit() if begin_s <= raw.t_s <= end_s]


@cache
def measured() -> Strapped:
    """Return a visit up to the rest after its first set."""
    return sit_down().hear(whole_visit(), until=VisitStage.REST)


def without(raws: Sequence[ImuReadings], place: Place, begin_s: float, end_s: float) -> list[ImuReadings]:
    """Return readings in which one sensor is silent for a while."""
    return [
        replace(raw, readings=tuple(one for one in raw.readings if one.place != place))
        if begin_s <= raw.t_s < end_s
        else raw
        for raw in raws
    ]


@pytest.mark.slow
def test_from_the_chair_to_the_first_rest() -> None:
    visit = measured()
    assert visit.stages == [
        VisitStage.SENSORS, VisitStage.CALIBRATE, VisitStage.PRACTICE, VisitStage.COUNTDOWN, VisitStage.SET,
        VisitStage.REST,
    ]  # fmt: skip
    steps = [key for key in visit.said if key.startswith("calibrate")]
    assert steps == ["calibrate-stand", "calibrate-sit", "calibrate-extend", "calibrate-toes"]
    judged = visit.entries(Judged)
    assert {one.verdict for one in judged} == {Verdict.GOOD}
    assert len([one for one in judged if one.set_number]) == 3
    assert not any(one.hint for one in judged)  # nobody is told each time that sensors see no head
    assert not visit.entries(NeutralMeasured)


@pytest.mark.slow
def test_own_range_and_tempo_are_measured_by_the_sensors() -> None:
    (known,) = measured().entries(RangeKnown)
    assert (known.range_from, known.model) == (RangeFrom.MEASURE, SENSORS_MODEL)
    assert known.personal.driver_end_deg is not None
    assert abs(known.personal.driver_end_deg - 10.0) < 8.0
    assert known.personal.cycle_s is not None
    assert 4.0 < known.personal.cycle_s < 6.0
    (mounted,) = measured().entries(SensorsMounted)
    assert {one.place for one in mounted.mountings} == {SHANK, FOOT}


@pytest.mark.slow
def test_each_part_holds_raw_readings_and_is_judged_again_alike() -> None:
    parts = parts_of(measured().sitting)
    assert len(parts) == 2
    for header, steps, _ in parts:
        assert header.mountings == measured().course.mountings
        pipeline = make_pipeline(header)
        state = start(pipeline)
        for one in steps[:-1]:
            assert isinstance(one.raw, ImuReadings)
            state, again = step(pipeline, state, one.raw)
            assert again.events == one.events


@pytest.mark.slow
def test_the_log_is_read_as_it_was_written() -> None:
    entries = [one for one in measured().effects if isinstance(one, get_args(Entry))]
    assert list(written_and_read(entries)) == entries
    passed = PassedOver((StrapCheck.RATE,))
    assert written_and_read([passed]) == (passed,)


@pytest.mark.slow
def test_a_sensor_that_is_lost_is_waited_for_and_what_it_missed_is_held_against_nobody() -> None:
    began_s = measured().course.t_s
    first = next(one for one in measured().effects if isinstance(one, PartBegun) and one.name.startswith("set"))
    assert first.header.mountings
    visit = sit_down().hear(without(readings(0.0, began_s + 1.0), FOOT, began_s - 9.0, began_s - 4.0))
    assert "trouble-lost" in visit.said
    assert "lost-foot" in visit.said
    kinds = {type(event) for one in visit.entries(PartStep) for event in one.step.events}
    assert {TrackingLost, TrackingFound} <= kinds
    verdicts = {one.verdict for one in visit.entries(Judged)}
    assert verdicts <= {Verdict.GOOD, Verdict.NOT_MEASURABLE}


@pytest.mark.slow
def test_a_sensor_that_slips_is_calibrated_again() -> None:
    angles, over_s = leg()
    at_s = over_s + 20.0
    tracks = tracks_of(angles)
    tracks[SHANK] = slip(tracks[SHANK], at_s, np.random.default_rng(1), by_deg=20.0)
    visit = sit_down().hear(raw for raw in together(list(tracks.items())) if raw.t_s < at_s + 12.0)
    assert visit.said[-1] == "sensor-slipped"
    assert (visit.course.stage, visit.course.mountings) == (VisitStage.CALIBRATE, ())
    assert visit.course.calibrating.task is Task.STAND


@pytest.mark.slow
def test_two_phones_in_one_anothers_place_are_taken_for_what_they_are() -> None:
    raws = [put_in_place(raw, exchange(SHANK, FOOT)) for raw in readings_of(leg(waits_s=15.0)[0])]
    visit = sit_down().hear(raws, until=VisitStage.REST)
    assert not any(key.endswith("-again") for key in visit.said)
    assert visit.stages[-1] is VisitStage.REST
    assert {one.verdict for one in visit.entries(Judged)} == {Verdict.GOOD}


def test_a_pause_in_the_calibration_keeps_what_was_accepted() -> None:
    visit = sit_down().hear(readings(0.0, 16.0))
    assert visit.course.calibrating.task is Task.EXTEND
    visit.do("pause", "go_on")
    assert visit.course.stage is VisitStage.CALIBRATE
    assert visit.said[-1] == "calibrate-extend"
    assert set(visit.course.calibrating.done) == {Task.STAND, Task.SIT}


def test_what_is_not_done_is_asked_for_again_after_a_while() -> None:
    still = readings(0.5, 4.5)
    visit = sit_down().hear(still)
    assert visit.course.stage is VisitStage.CALIBRATE
    for number in range(1, 8):
        visit.hear([replace(raw, t_s=raw.t_s + 4.02 * number) for raw in still])
    assert visit.said.count("calibrate-stand") == 2


@pytest.mark.slow
def test_a_range_of_a_camera_is_not_held_against_sensors() -> None:
    history = History(ranges={began().side: RANGE_KNOWN})
    visit = Strapped(Course(fold(opened()), history, places=(SHANK, FOOT))).do(answers(range_from=RangeFrom.LAST))
    visit.hear(whole_visit(), until=VisitStage.PRACTICE)
    assert visit.course.visit.range is None


@pytest.mark.slow
def test_an_interrupted_visit_goes_on_with_a_new_calibration() -> None:
    interrupted = measured().course.visit
    course = take_up(interrupted, History(), (SHANK, FOOT))
    assert (course.stage, course.origin, course.mountings) == (VisitStage.SENSORS, Origin.SENSOR, ())
    visit = Strapped(course).hear(whole_visit(), until=VisitStage.COUNTDOWN)
    assert visit.stages[-1] is VisitStage.COUNTDOWN  # the range holds: only how the sensors sit is learnt anew


def test_sensors_of_the_other_leg_are_not_waited_for() -> None:
    other = Place(SHANK.side.other, SHANK.segment)
    visit = sit_down((SHANK, FOOT, other))
    assert visit.course.worn == (SHANK, FOOT)
    assert visit.hear(readings(0.0, 4.0)).course.stage is VisitStage.CALIBRATE


def test_what_is_minor_may_be_passed_over() -> None:
    sparse = [
        replace(raw, readings=tuple(one for one in raw.readings if round(one.t_s * 100) % 5 == 0))
        for raw in readings(0.0, 4.0)
    ]
    visit = sit_down().hear(sparse)
    assert visit.stages == [VisitStage.SENSORS]
    visit.do("anyway")
    assert visit.stages == [VisitStage.SENSORS, VisitStage.CALIBRATE]
    (passed,) = visit.entries(PassedOver)
    assert passed.checks == (StrapCheck.RATE,)
    assert sit_down().do("anyway").course.stage is VisitStage.SENSORS
