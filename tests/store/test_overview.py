"""The list of people and the history of one: who comes first, what is found, and how few questions it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from formcheck.errors import InputError
from formcheck.events import Verdict
from formcheck.exercise.definition import Prescription
from formcheck.samples import Side
from formcheck.session.adherence import Dosing
from formcheck.session.coaching.safety import Halt, Lasting
from formcheck.session.corrections import Blame, Movement, Overruled
from formcheck.session.visit.entries import Entry, Stopped
from formcheck.store.archive import copy
from formcheck.store.corrections import Said, add_correction
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive, find_visit, refresh_visit
from formcheck.store.folder_archive import FolderArchive
from formcheck.store.history import read_history
from formcheck.store.model import Listed, Need, PeopleList, SeenMark
from formcheck.store.overview import PAGE, Wanted, list_people
from formcheck.store.people import Prescribing, add_person, known_person, prescribe, set_name, set_paused
from formcheck.store.seen import Looked, keep_seen, need_named
from formcheck.store.tables import seen
from tests.support.queries import counted_questions
from tests.support.stored import AUTHOR, NOW, finished, recording, sitting, stopped
from tests.support.visits import dosed

TODAY = NOW.date()


def listed(database: Database, wanted: Wanted | None = None, today: date = TODAY) -> PeopleList:
    """Return a page of the list."""
    with database.reading() as connection:
        return list_people(connection, wanted or Wanted(), today)


def names(of: PeopleList) -> list[str]:
    """Return who is on a page."""
    return [one.pseudonym for one in of.people]


def practise(database: Database, who: str, days_ago: int = 0, entries: Sequence[Entry] | None = None) -> None:
    """Let somebody have a visit."""
    DatabaseArchive(database).keep(who, sitting(entries, NOW - timedelta(days=days_ago)), NOW, AUTHOR)


def add(database: Database, *who: str) -> None:
    """Take people in."""
    with database.writing() as connection:
        for one in who:
            add_person(connection, one, NOW)


def only(database: Database, text: str = "") -> Listed:
    """Return the one person who is found."""
    (one,) = listed(database, Wanted(text)).people
    return one


def give(database: Database, who: str, from_day: date, per_day: int = 2) -> None:
    """Prescribe an exercise."""
    exercise = dosed()
    given = Prescription(replace(exercise, dose=replace(exercise.dose, per_day=per_day)), Side.RIGHT)
    with database.writing() as connection:
        prescribe(connection, known_person(connection, who), Prescribing(from_day, NOW, AUTHOR, given))


# Who comes first


def test_who_needs_somebody_comes_first_the_most_urgent_at_the_top(database: Database) -> None:
    practise(database, "fit-01")
    practise(database, "absent-02", days_ago=5)
    practise(database, "stopped-03", days_ago=2, entries=stopped())
    for days in (2, 1):
        practise(database, "lasting-04", days, finished(after_last=Lasting.LONG))
    found = listed(database)
    assert names(found) == ["stopped-03", "lasting-04", "absent-02", "fit-01"]
    assert [one.need for one in found.people] == [Need.STOPPED, Need.LASTING, Need.ABSENT, Need.NOTHING]
    assert (found.count, found.needing, found.everybody) == (4, 3, 4)


def test_all_others_come_by_their_last_visit(database: Database) -> None:
    add(database, "new-00")
    for days, who in enumerate(("today-01", "yesterday-02", "before-03")):
        practise(database, who, days)
    assert names(listed(database)) == ["today-01", "yesterday-02", "before-03", "new-00"]


@pytest.mark.parametrize(("days", "need"), [(4, Need.NOTHING), (5, Need.ABSENT), (400, Need.ABSENT)])
def test_who_does_not_come_for_five_days_is_absent(database: Database, days: int, need: Need) -> None:
    practise(database, "anna-04", days)
    assert only(database).need is need


def test_who_pauses_is_not_absent_and_who_never_came_neither(database: Database) -> None:
    practise(database, "anna-04", 30)
    add(database, "ben-11")
    with database.writing() as connection:
        set_paused(connection, known_person(connection, "anna-04"), is_paused=True)
    found = listed(database)
    assert [one.need for one in found.people] == [Need.NOTHING, Need.NOTHING]
    assert found.paused == 1
    assert names(listed(database, Wanted(is_paused=True))) == ["anna-04"]


def test_a_warning_is_not_hidden_by_a_pause_nor_by_absence(database: Database) -> None:
    practise(database, "anna-04", 30, stopped())
    with database.writing() as connection:
        set_paused(connection, known_person(connection, "anna-04"), is_paused=True)
    assert only(database).need is Need.STOPPED


# Who was seen


def see(database: Database, who: str, need: Need = Need.STOPPED, *, is_taken_back: bool = False) -> bool:
    """Let a clinician say that somebody's last visit was seen, or was not."""
    key = list(DatabaseArchive(database).visits(who))[-1]
    with database.writing() as connection:
        return keep_seen(connection, Looked(key, need, is_taken_back), NOW, AUTHOR)


def marks(database: Database) -> list[bool]:
    """Return all rows of what was seen, in order: whether each was taken back."""
    with database.reading() as connection:
        return list(connection.scalars(select(seen.c.is_taken_back).order_by(seen.c.id)))


def test_who_was_seen_needs_nobody_until_a_later_visit_does(database: Database) -> None:
    practise(database, "ben-11", 2, stopped())
    practise(database, "anna-04")
    assert see(database, "ben-11")
    assert names(listed(database)) == ["anna-04", "ben-11"]
    assert listed(database).needing == 0
    assert listed(database, today=TODAY + timedelta(days=30)).people[0].pseudonym == "anna-04"  # away; ben is known
    practise(database, "ben-11", 1, finished())
    assert listed(database).needing == 0
    practise(database, "ben-11", 0, stopped())
    assert only(database, "ben").need is Need.STOPPED


def test_what_is_more_urgent_than_what_was_seen_is_told(database: Database) -> None:
    practise(database, "ben-11", 6, finished()[:-2])
    assert only(database).need is Need.ABSENT
    see(database, "ben-11", Need.ABSENT)
    assert only(database).need is Need.NOTHING
    log = sitting([*finished()[:-2], Stopped(Halt.PAIN, 6, is_numb=False)], NOW - timedelta(days=6))
    DatabaseArchive(database).keep("ben-11", log, NOW, AUTHOR)  # the same visit went on
    assert only(database).need is Need.STOPPED


def test_to_be_seen_and_taken_back_are_rows_and_none_is_kept_twice(database: Database) -> None:
    practise(database, "ben-11", 0, stopped())
    assert [see(database, "ben-11"), see(database, "ben-11")] == [True, False]
    assert see(database, "ben-11", is_taken_back=True)
    assert not see(database, "ben-11", is_taken_back=True)
    assert only(database).need is Need.STOPPED
    assert see(database, "ben-11")
    assert marks(database) == [False, True, False]


def test_a_page_that_is_old_marks_only_what_stood_on_it(database: Database) -> None:
    practise(database, "ben-11", 1, stopped())
    (key,) = DatabaseArchive(database).visits("ben-11")
    practise(database, "ben-11", 0, stopped())
    with database.writing() as connection:
        keep_seen(connection, Looked(key, Need.STOPPED), NOW, AUTHOR)
    assert only(database).need is Need.STOPPED


def test_a_history_tells_who_has_seen_it_and_when(database: Database) -> None:
    practise(database, "ben-11", 0, stopped())
    see(database, "ben-11")
    with database.reading() as connection:
        history = read_history(connection, "ben-11", TODAY)
    assert history.seen == SeenMark(NOW, AUTHOR, Need.STOPPED)
    assert history.need is Need.STOPPED  # it is no less true for having been seen
    see(database, "ben-11", is_taken_back=True)
    with database.reading() as connection:
        assert read_history(connection, "ben-11", TODAY).seen is None


def test_what_was_seen_outlasts_a_new_index_and_goes_with_the_person(database: Database) -> None:
    practise(database, "ben-11", 0, stopped())
    see(database, "ben-11")
    archive = DatabaseArchive(database)
    archive.rebuild()
    assert only(database).need is Need.NOTHING
    archive.remove("ben-11", NOW, AUTHOR)
    assert marks(database) == []


def test_what_was_seen_stays_here_when_a_person_is_handed_out(database: Database, tmp_path: Path) -> None:
    practise(database, "ben-11", 0, stopped())
    see(database, "ben-11")
    archive, out = DatabaseArchive(database), FolderArchive(tmp_path / "handed-out")
    list(copy(archive, out, lambda: NOW, AUTHOR))
    list(copy(out, archive, lambda: NOW, AUTHOR))
    assert only(database).need is Need.NOTHING  # what comes back changes nothing
    archive.remove("ben-11", NOW, AUTHOR)
    list(copy(out, archive, lambda: NOW, AUTHOR))
    assert only(database).need is Need.STOPPED  # elsewhere, or anew, nobody has looked


@pytest.mark.parametrize("word", ["", "nothing", "x" * 10_000])
def test_what_is_no_reason_cannot_be_seen(word: str) -> None:
    with pytest.raises(InputError):
        need_named(word)


# What stands there


def test_a_row_tells_of_the_last_visit(database: Database) -> None:
    practise(database, "anna-04", 1)
    practise(database, "anna-04", 0, finished(pain_after=3))
    one = only(database)
    assert (one.totals.good, one.totals.judged, one.totals.unseen, one.pain) == (1, 3, 0, 3)
    assert (one.last_day, one.days) == (TODAY, {TODAY: 1, TODAY - timedelta(days=1): 1})


def test_not_asked_is_not_zero(database: Database) -> None:
    DatabaseArchive(database).keep("anna-04", recording(), NOW, AUTHOR)
    assert only(database).pain is None


def test_a_row_knows_all_that_was_prescribed(database: Database) -> None:
    add(database, "anna-04", "ben-11")
    give(database, "anna-04", TODAY - timedelta(days=20))
    give(database, "anna-04", TODAY - timedelta(days=3), per_day=1)
    assert only(database, "anna").dosings == (
        Dosing(TODAY - timedelta(days=20), 2),
        Dosing(TODAY - timedelta(days=3), 1),
    )
    assert only(database, "ben").dosings == ()


# Finding


@pytest.mark.parametrize("text", ["04", "ANNA", "nna-0", "garcía", "GARCIA lo", "maría", "  lopez   maria "])
def test_any_part_of_pseudonym_or_name_is_found(database: Database, text: str) -> None:
    add(database, "anna-04", "ben-11")
    with database.writing() as connection:
        set_name(connection, known_person(connection, "anna-04"), "María García López")
    assert names(listed(database, Wanted(text))) == ["anna-04"]


@pytest.mark.parametrize("text", ["%", "_", "\\", "anna 11", "' or 1=1 --", "x" * 10_000])
def test_what_is_not_there_is_not_found(database: Database, text: str) -> None:
    add(database, "anna-04", "ben-11")
    found = listed(database, Wanted(text))
    assert (found.people, found.count, found.everybody) == ((), 0, 2)


def test_nobody_is_there_at_first(database: Database) -> None:
    assert listed(database) == PeopleList((), 0, 0, 0, 0, 0, "", "")


# Page by page


def test_pages_follow_one_another_without_gap_or_repeat(database: Database) -> None:
    add(database, *(f"p-{number:03}" for number in range(PAGE + 7)))
    for number in range(5):
        practise(database, f"p-{number:03}", days_ago=number * 2)
    first = listed(database)
    second = listed(database, Wanted(after=first.after))
    assert (len(first.people), len(second.people), second.after) == (PAGE, 7, "")
    assert len({*names(first), *names(second)}) == PAGE + 7
    assert (second.count, second.needing) == (PAGE + 7, 2)


@pytest.mark.parametrize(
    "after", ["x", "1", "1.2.3.4", "9.99999999999999999.1", "1.-999999999999999999.1", "\u0661.\u0661.\u0661"]
)
def test_a_place_that_is_none_does_no_harm(database: Database, after: str) -> None:
    add(database, "anna-04")
    assert listed(database, Wanted(after=after)).everybody == 1


# One person


def test_a_history_has_all_visits_in_order(database: Database) -> None:
    practise(database, "anna-04", 0)
    practise(database, "anna-04", 3, stopped())
    give(database, "anna-04", TODAY - timedelta(days=5))
    with database.reading() as connection:
        history = read_history(connection, "Anna-04", TODAY)
    first, last = history.visits
    assert (first.state, first.halt, first.is_done, first.parts) == ("stopped", "stop-pain", True, ("set-1-part-1",))
    assert (first.pain_during, first.pain_after) == (6, None)
    assert (last.pain_before, last.pain_after, last.totals.attempts) == (2, 1, 3)
    assert last.totals.knee is not None
    assert [(one.exercise, one.side, one.dose.per_day) for one in history.given] == [
        ("tibial-slider-seated", "right", 2)
    ]


def test_a_history_holds_what_the_machine_and_what_clinicians_counted(database: Database) -> None:
    practise(database, "anna-04")
    archive = DatabaseArchive(database)
    (key,) = archive.visits("anna-04")
    with database.writing() as connection:
        of = find_visit(connection, key)
        rushed = Overruled(Movement(9.0, 11.0), Verdict.RUSHED, Verdict.GOOD, Blame.CAMERA, "")
        add_correction(connection, of, Said("set-1-part-1", rushed, "token-1", AUTHOR), NOW)
        refresh_visit(connection, of)
    with database.reading() as connection:
        (visit,) = read_history(connection, "anna-04", TODAY).visits
    assert visit.is_corrected
    assert visit.totals.good == 1


def test_somebody_unknown_is_told(database: Database) -> None:
    with database.reading() as connection, pytest.raises(InputError, match="not known"):
        read_history(connection, "nobody", TODAY)


def test_the_list_is_one_question_and_a_person_three(database: Database) -> None:
    for who in ("anna-04", "ben-11"):
        for days in range(3):
            practise(database, who, days)
        give(database, who, TODAY)
    with database.reading() as connection, counted_questions() as asked:
        list_people(connection, Wanted("a"), TODAY)
        assert len(asked) == 1
        read_history(connection, "anna-04", TODAY)
        assert len(asked) == 4


def test_a_list_is_right_whatever_the_year(database: Database) -> None:
    add(database, "anna-04")
    assert listed(database, today=datetime(2199, 1, 1, tzinfo=UTC).date()).count == 1
