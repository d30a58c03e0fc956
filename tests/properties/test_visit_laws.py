"""What holds for every log of a visit, whatever was done, and wherever it breaks off."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.events import Verdict
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.loader import exercise_ids
from formcheck.samples import Side
from formcheck.session.coaching.framing import Check
from formcheck.session.coaching.reasons import Hint, Reason
from formcheck.session.coaching.safety import Halt, Lasting, RedFlag
from formcheck.session.visit.acting import take_up
from formcheck.session.visit.advice import advise, next_time
from formcheck.session.visit.course import VisitStage
from formcheck.session.visit.entries import (
    Began,
    Ended,
    Entry,
    Finished,
    GivenUp,
    Judged,
    NeutralMeasured,
    Opened,
    PartOpened,
    PassedOver,
    Paused,
    RangeFrom,
    RangeKnown,
    Refused,
    Stopped,
)
from formcheck.session.visit.visit import History, Visit, fold_entries, take_entry
from tests.support.visits import dosed, written_and_read

QUICK = settings(max_examples=60)

pains = st.integers(0, 10)
angles = st.none() | st.floats(-180.0, 180.0)
lasting = st.sampled_from(Lasting)
sides = st.sampled_from(Side)
personal = st.builds(Personal, angles, angles, angles)
prescriptions = st.builds(
    Prescription,
    st.builds(dosed, st.sampled_from(exercise_ids()), st.integers(1, 12), st.integers(1, 3)),
    st.none() | sides,
    st.builds(Personal, ankle_neutral_deg=angles),
    st.text(max_size=5),
)
first = st.builds(
    Opened, prescriptions, st.just("0.0.0"), st.sampled_from(["en", "es"]), st.lists(lasting, max_size=3).map(tuple)
)
"""The range prescribed is left out: no end can be half-way to any angle whatever."""

judgements = st.builds(
    Judged,
    part=st.just("set-1-part-1"),
    set_number=st.integers(0, 3),
    verdict=st.sampled_from(Verdict),
    reason=st.none() | st.sampled_from(Reason),
    hint=st.none() | st.sampled_from(Hint),
    peak=st.floats(0.0, 1.15),
    cycle_s=st.floats(0.0, 60.0),
)
begins = st.builds(
    Began,
    pain=pains,
    red_flags=st.lists(st.sampled_from(RedFlag), unique=True).map(tuple),
    side=sides,
    after_last=st.none() | lasting,
    range_from=st.sampled_from(RangeFrom),
    is_video_kept=st.booleans(),
)
models = st.sampled_from(["", "full"])
ranges = st.builds(RangeKnown, st.sampled_from(RangeFrom), st.builds(Personal, ankle_neutral_deg=angles), models)
others = st.one_of(
    judgements,
    begins,
    ranges,
    st.builds(Refused, st.lists(st.sampled_from(Halt), min_size=1).map(tuple)),
    st.builds(PassedOver, st.lists(st.sampled_from(Check), unique=True).map(tuple)),
    st.builds(NeutralMeasured, st.floats(-20.0, 20.0), models),
    st.builds(PartOpened, st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True), st.integers(0, 3)),
    st.builds(Paused, st.none() | pains),
    st.builds(Stopped, st.sampled_from(Halt), st.none() | pains, st.booleans()),
    st.builds(Ended),
    st.builds(Finished, pains, st.booleans()),
    st.builds(GivenUp),
)
logs = st.tuples(first, st.lists(others, max_size=25)).map(lambda log: (log[0], *log[1]))
"""Any entries in any order: a log is only ever appended to, but who knows by what."""

kinds_of_range = st.one_of(ranges, st.builds(RangeKnown, st.just(RangeFrom.MEASURE), personal))


def told(log: Sequence[Entry]) -> Visit:
    visit = fold_entries(log)
    assert visit is not None
    return visit


# --- written and read -------------------------------------------------------------------------------------------------


@QUICK
@given(log=logs)
def test_a_log_that_was_written_and_read_tells_the_same_visit(log: tuple[Entry, ...]) -> None:
    again = written_and_read(log)
    assert again == log
    assert fold_entries(again) == told(log)


@QUICK
@given(known=kinds_of_range)
def test_a_range_keeps_every_bit(known: RangeKnown) -> None:
    assert written_and_read([known]) == (known,)


@QUICK
@given(log=logs, cut=st.integers(1, 25))
def test_a_visit_can_be_folded_in_two_goes(log: tuple[Entry, ...], cut: int) -> None:
    visit = told(log[:cut])
    for entry in log[cut:]:
        visit = take_entry(visit, entry)
    assert visit == told(log)


# --- what follows from it ---------------------------------------------------------------------------------------------


@QUICK
@given(log=logs)
def test_every_set_before_the_one_under_way_is_done_and_that_one_is_not(log: tuple[Entry, ...]) -> None:
    visit = told(log)
    assert 1 <= visit.set_number <= visit.dose.sets + 1
    assert all(visit.is_set_done(number) for number in range(1, visit.set_number))
    assert visit.set_number > visit.dose.sets or not visit.is_set_done(visit.set_number)


@QUICK
@given(log=logs)
def test_a_set_never_asks_for_more_tries_than_half_as_many_again(log: tuple[Entry, ...]) -> None:
    visit = told(log)
    assert visit.dose.repetitions <= visit.most_tries <= 1.5 * visit.dose.repetitions + 0.5
    for number in range(1, visit.dose.sets + 1):
        made = [one for one in visit.judged if one.set_number == number]
        good = [one for one in made if one.verdict is Verdict.GOOD]
        assert visit.good_in_set(number) == len(good)
        is_enough = len(good) >= visit.dose.repetitions or len(made) >= visit.most_tries
        assert visit.is_set_done(number) is is_enough


@QUICK
@given(log=logs)
def test_nobody_does_more_than_was_prescribed(log: tuple[Entry, ...]) -> None:
    visit = told(log)
    prescribed = visit.opened.prescription.exercise.dose
    assert visit.dose.repetitions <= prescribed.repetitions
    assert (visit.dose.sets, visit.dose.per_day) == (prescribed.sets, prescribed.per_day)


@QUICK
@given(log=logs)
def test_there_is_always_one_thing_to_say_afterwards(log: tuple[Entry, ...]) -> None:
    visit = told(log)
    assert advise(visit).startswith(("advice-", "summary-none"))
    assert next_time(visit, History()) in {"next-ask", "next-later-today", "next-tomorrow"}


@QUICK
@given(opening=first, beginning=begins, after=st.lists(st.one_of(judgements, ranges), max_size=15))
def test_what_is_taken_up_goes_on_with_the_same_set_counts_and_range(
    opening: Opened, beginning: Began, after: list[Entry]
) -> None:
    before = told((opening, beginning, *after))
    course = take_up(told(written_and_read((opening, beginning, *after))), History())
    has_sets_left = before.set_number <= before.dose.sets
    assert course.stage is (VisitStage.CAMERA if has_sets_left else VisitStage.AFTER)
    assert course.visit == before
    assert course.visit.is_open
    assert course.visit.set_number == before.set_number
    assert [course.visit.good_in_set(number) for number in (1, 2, 3)] == [
        before.good_in_set(number) for number in (1, 2, 3)
    ]
    assert (course.visit.range, course.visit.prescription) == (before.range, before.prescription)
