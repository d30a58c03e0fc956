"""A visit as its log tells it: what was done counts, survives being written, and can be gone on with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.events import Verdict
from formcheck.exercise.definition import Personal
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.exercise.plan import make_plan
from formcheck.samples import Dof, Side
from formcheck.session.coaching.safety import Halt, Lasting
from formcheck.session.visit.entries import (
    Began,
    Ended,
    Entry,
    Finished,
    GivenUp,
    NeutralMeasured,
    PartOpened,
    PassedOver,
    Paused,
    RangeFrom,
    RangeKnown,
    Refused,
    Stopped,
)
from formcheck.session.visit.visit import Visit, fold_entries
from tests.support.visits import RANGE_KNOWN, began, dosed, fold, judged, opened, written_and_read

GOOD, SHORT, UNSEEN = Verdict.GOOD, Verdict.INCOMPLETE_RANGE, Verdict.NOT_MEASURABLE


# --- what the log tells -----------------------------------------------------------------------------------------------


def test_nothing_is_told_by_an_empty_log_or_by_one_that_was_never_opened() -> None:
    assert fold_entries([]) is None
    assert fold_entries([began(), judged()]) is None


def test_a_visit_is_open_from_the_first_answers_to_its_end() -> None:
    assert not fold().is_open
    assert fold(began()).is_open
    assert fold(began(), judged(), Paused()).is_open


@pytest.mark.parametrize(
    "last",
    [
        Refused((Halt.PAIN_BEFORE,)),
        Stopped(Halt.PAIN, 5, is_numb=False),
        Ended(),
        Finished(1, is_numb=False),
        GivenUp(),
    ],
    ids=lambda entry: entry.entry,
)
def test_what_ends_a_visit(last: Entry) -> None:
    assert not fold(began(), judged(), last).is_open


def test_why_it_was_refused_or_stopped_is_told() -> None:
    assert fold().halts == ()
    halts = (Halt.EMERGENCY, Halt.RED_FLAG)
    assert fold(began(), Refused(halts)).halts == halts
    assert fold(began(), Stopped(Halt.NUMB, None, is_numb=True)).halts == (Halt.NUMB,)


def test_the_pain_named_last_is_kept() -> None:
    assert fold(began(), Paused(3), Paused()).pain_during == 3


def test_the_leg_is_the_one_prescribed_until_the_person_names_it() -> None:
    assert fold().side is None
    assert fold(opened(side=Side.LEFT)).side is Side.LEFT
    assert fold(replace(began(), side=Side.LEFT)).prescription.side is Side.LEFT


def test_practice_is_no_part_of_a_set() -> None:
    visit = fold(began(), PartOpened("practice-part-1", 0), judged(set_number=0), judged())
    assert len(visit.judged) == 1
    assert visit.good_in_set(0) == 0
    assert [part.name for part in visit.parts] == ["practice-part-1"]


# --- by what is judged ------------------------------------------------------------------------------------------------


def test_neutral_and_range_are_laid_over_the_prescription_as_they_become_known() -> None:
    measured = fold(began(), NeutralMeasured(-3.5, "heavy"))
    assert measured.neutral == NeutralMeasured(-3.5, "heavy")
    assert measured.prescription.personal == measured.practice.personal == Personal(ankle_neutral_deg=-3.5)
    known = RangeKnown(RangeFrom.MEASURE, Personal(driver_end_deg=12.0, ankle_end_deg=5.0))
    sets = fold(began(), NeutralMeasured(-3.5), known)
    assert sets.prescription.personal == Personal(12.0, 5.0, -3.5)
    assert sets.practice.personal == Personal(ankle_neutral_deg=-3.5)


def test_a_range_of_an_earlier_visit_brings_its_own_neutral() -> None:
    assert fold(began(), RANGE_KNOWN).prescription.personal == RANGE_KNOWN.personal


def test_practice_knows_no_range_even_where_one_is_prescribed() -> None:
    prescribed = fold(opened(personal=Personal(driver_end_deg=30.0, ankle_end_deg=1.0)), began())
    assert prescribed.practice.personal == Personal()
    assert prescribed.prescription.personal.driver_end_deg == 30.0


@pytest.mark.parametrize(
    ("before", "said", "halved"),
    [
        ((), None, False),
        ((), Lasting.BRIEF, False),
        ((), Lasting.LONG, True),
        ((Lasting.LONG,), Lasting.NONE, False),
        ((Lasting.NONE,), Lasting.LONG, True),
        ((Lasting.LONG,), None, True),
    ],
)
def test_symptoms_that_lasted_halve_the_day(before: tuple[Lasting, ...], said: Lasting | None, *, halved: bool) -> None:
    visit = fold(opened(dosed(repetitions=10), lasting_before=before), began(after_last=said))
    assert visit.is_halved is halved
    assert visit.dose.repetitions == (5 if halved else 10)
    required = make_plan(visit.prescription).required[Dof.KNEE_FLEXION]
    assert required == (47.5 if halved else 20.0)


def test_an_own_range_is_halved_too() -> None:
    visit = fold(began(after_last=Lasting.LONG), RangeKnown(RangeFrom.MEASURE, Personal(driver_end_deg=30.0)))
    assert make_plan(visit.prescription).required[Dof.KNEE_FLEXION] == 57.5


# --- sets -------------------------------------------------------------------------------------------------------------


def visit_with(*verdicts: Verdict, repetitions: int = 4, sets: int = 2) -> Visit:
    return fold(opened(dosed(repetitions=repetitions, sets=sets)), began(), *(judged(one) for one in verdicts))


def test_a_set_is_done_with_its_good_repetitions() -> None:
    assert not visit_with(*[GOOD] * 3).is_set_done(1)
    assert visit_with(*[GOOD] * 4).is_set_done(1)
    assert visit_with(GOOD, SHORT, GOOD, GOOD, GOOD).set_number == 2


@pytest.mark.parametrize(("repetitions", "most"), [(1, 2), (2, 3), (3, 5), (4, 6), (10, 15)])
def test_a_set_ends_after_half_as_many_tries_again(repetitions: int, most: int) -> None:
    assert visit_with(repetitions=repetitions).most_tries == most
    assert not visit_with(*[SHORT] * (most - 1), repetitions=repetitions).is_set_done(1)
    assert visit_with(*[SHORT] * most, repetitions=repetitions).is_set_done(1)


def test_what_the_camera_missed_is_a_try_all_the_same() -> None:
    """The nerve was moved, whether it was seen or not."""
    assert visit_with(*[UNSEEN] * 6).is_set_done(1)


def test_sets_are_counted_each_by_itself() -> None:
    visit = fold(opened(dosed(repetitions=1)), began(), judged(set_number=1), judged(SHORT, set_number=2))
    assert (visit.good_in_set(1), visit.good_in_set(2), visit.set_number) == (1, 0, 2)
    assert fold(opened(dosed(repetitions=1)), began(), judged(), judged(set_number=2)).set_number == 3


@pytest.mark.parametrize("name", exercise_ids())
def test_a_visit_begins_with_the_first_set_of_the_prescribed_dose(name: str) -> None:
    exercise = load_exercise(name)
    visit = fold(opened(exercise), began())
    assert (visit.set_number, visit.dose) == (1, exercise.dose)


# --- written and read -------------------------------------------------------------------------------------------------

WHOLE: tuple[Entry, ...] = (
    opened(personal=Personal(ankle_neutral_deg=1.5), lasting_before=(Lasting.BRIEF,)),
    Began(2, (), Side.LEFT, Lasting.NONE, RangeFrom.MEASURE, is_video_kept=True),
    PassedOver(()),
    NeutralMeasured(-1.25, "heavy"),
    PartOpened("practice-part-1", 0),
    judged(set_number=0),
    RANGE_KNOWN,
    PartOpened("set-1-part-1", 1),
    judged(),
    judged(SHORT),
    Paused(3),
    Stopped(Halt.PAIN_RISE, 4, is_numb=False),
    Ended(),
    Finished(2, is_numb=True),
    GivenUp(),
)


def test_every_entry_is_read_as_it_was_written() -> None:
    assert written_and_read(WHOLE) == WHOLE


@pytest.mark.parametrize("name", exercise_ids())
def test_every_exercise_can_be_opened_and_read_again(name: str) -> None:
    first = opened(load_exercise(name))
    assert written_and_read([first]) == (first,)


@pytest.mark.parametrize("cut", range(1, len(WHOLE) + 1))
def test_a_log_that_was_cut_off_anywhere_tells_the_visit_so_far(cut: int) -> None:
    visit = fold_entries(WHOLE[:cut])
    assert visit == fold_entries(written_and_read(WHOLE[:cut]))
    assert visit is not None
    assert visit.opened == WHOLE[0]
