"""How often machine and clinicians say the same, in the index: a made-up clinic added up by hand, and changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from formcheck.events import Verdict
from formcheck.session.corrections import Blame, LookedThrough, Undone
from formcheck.session.judged import ClinicJudged
from formcheck.store.agreement import read_agreement, sessions_behind, sessions_whole
from formcheck.store.archive import copy
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.validation.clinicians import AgainstClinicians, against_clinicians
from formcheck.validation.outcomes import Fate
from tests.support.made_clinic import LOOKED, SECOND, make_clinic, only_visit, overruled, say
from tests.support.stored import AUTHOR, NOW, recording, sitting

GOOD, SHORT, RUSHED = Verdict.GOOD, Verdict.INCOMPLETE_RANGE, Verdict.RUSHED
HELD, UNSEEN = Verdict.HELD, Verdict.NOT_MEASURABLE


def judged(database: Database) -> ClinicJudged:
    """Return what the index has."""
    with database.reading() as connection:
        return read_agreement(connection)


def rows_of(database: Database) -> list[tuple[object, ...]]:
    """Return what the index has of each person but of Sam, as it has it."""
    asked = (
        "SELECT pseudonym, document FROM person_agreement JOIN person ON person.id = person_id"
        " WHERE pseudonym != 'sam' ORDER BY pseudonym"
    )
    with database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(asked)]


def told(database: Database) -> AgainstClinicians:
    """Return what it comes to."""
    return against_clinicians(judged(database))


@pytest.fixture
def clinic(database: Database) -> Database:
    """Return the made-up clinic; how it was made up stands in `tests.support.made_clinic`."""
    make_clinic(database)
    return database


def test_the_figures_to_trust(clinic: Database) -> None:
    found = told(clinic).overall
    assert (found.people, found.sessions, found.repetitions) == (11, 11, 35)
    assert {one: getattr(found, one).count for one in Fate} == {
        "right": 31, "wrong": 2, "withheld": 1, "missed": 1, "made_up": 1,
    }  # fmt: skip
    assert found.made_up.of == 35
    # The people's shares differ by less than chance alone would make them (2.10 · 11/10 / (35 · 0.886 · 0.114) = 0.65),
    # so all 35 count: Wilson of 31 of 35 with z = 1.96 is (0.8857 + 0.0549 ∓ 0.1188) / 1.1098.
    assert (found.right.low, found.right.high) == pytest.approx((0.740, 0.955), abs=0.001)
    # Both take 34 for a repetition and agree on 31. The machine says good 12, incomplete 11, rushed 9, not measurable
    # 1, held 1; the clinicians 12, 10, 10, 1, 1: by chance (144 + 110 + 90 + 1 + 1) / 34² = 346 / 1156.
    assert found.kappa.of == 34
    assert found.kappa.value == pytest.approx((31 * 34 - 346) / (1156 - 346))
    assert not found.is_too_few


def test_verdict_by_verdict(clinic: Database) -> None:
    found = told(clinic)
    assert {cell: count for cell, count in found.confusion.items() if count} == {
        (GOOD, GOOD): 11,  # nine of them once, Kim twice; not Jon's
        (GOOD, UNSEEN): 1,
        (SHORT, SHORT): 10,  # all but Gus's
        (SHORT, GOOD): 1,
        (RUSHED, RUSHED): 9,  # all of ten but Hal's
        (RUSHED, None): 1,
        (UNSEEN, RUSHED): 1,
        (HELD, HELD): 1,
        (None, GOOD): 1,
    }
    assert {one: (share.count, share.of) for one, share in found.called.items()} == {
        GOOD: (11, 12), HELD: (1, 1), RUSHED: (9, 10), SHORT: (10, 11), UNSEEN: (0, 1),
    }  # fmt: skip


def test_by_exercise_and_by_cause(clinic: Database) -> None:
    found = told(clinic)
    assert {name: (one.people, one.right.count, one.right.of) for name, one in found.by_exercise.items()} == {
        "tibial-slider-seated": (10, 27, 30),
        "peroneal-slider-seated": (1, 4, 5),
    }
    assert list(found.by_instrument) == ["heavy"]
    assert found.by_cause == {
        Blame.CAMERA: {Fate.MISSED: 1, Fate.WRONG: 1, Fate.WITHHELD: 1},
        Blame.POINT: {Fate.MADE_UP: 1},
        Blame.RULE: {Fate.WRONG: 1},
    }
    assert found.by_exercise["peroneal-slider-seated"].is_too_few


def test_single_opinions_stand_apart(clinic: Database) -> None:
    found = told(clinic)
    assert found.single == {Fate.RIGHT: 1, Fate.WRONG: 1}
    assert (found.single_people, found.single_sessions) == (1, 1)
    assert found.disputed == 1  # Gus's second


def test_whoever_was_made_up_to_try_the_pages_counts_nowhere(clinic: Database) -> None:
    before = rows_of(clinic)
    DatabaseArchive(clinic).remove("sam", NOW, AUTHOR)
    assert rows_of(clinic) == before
    with clinic.reading() as connection:
        assert "sam" not in {one.of.person for one in sessions_whole(connection)}
        assert judged(clinic).whole_sessions == len(sessions_whole(connection)) == 11


def test_undone_it_is_as_before(clinic: Database) -> None:
    before = rows_of(clinic)
    visit = only_visit(clinic, "amy")
    say(clinic, visit, [overruled(SECOND, GOOD)])
    assert told(clinic).overall.wrong.count == 3
    say(clinic, visit, [Undone(2)])
    assert rows_of(clinic) == before
    say(clinic, visit, [Undone(1)])
    assert told(clinic).overall.people == 10
    say(clinic, visit, [Undone(4)])
    assert rows_of(clinic) == before


def test_who_is_removed_leaves_no_row(clinic: Database) -> None:
    DatabaseArchive(clinic).remove("kim", NOW, AUTHOR)
    found = told(clinic)
    assert (found.overall.people, found.overall.right.count, found.overall.withheld.count) == (10, 27, 0)
    assert list(found.by_exercise) == ["tibial-slider-seated"]
    with clinic.reading() as connection:
        assert connection.exec_driver_sql("SELECT sum(times) FROM agreement WHERE machine = 'held'").scalar() is None
        assert connection.exec_driver_sql("SELECT count(*) FROM person_agreement").scalar() == 12  # Lea, Sam, ten more


def test_made_anew_it_is_the_same(clinic: Database) -> None:
    before = rows_of(clinic)
    with clinic.writing() as connection:
        connection.exec_driver_sql("DELETE FROM agreement")
        connection.exec_driver_sql("DELETE FROM person_agreement")
    assert rows_of(clinic) == []
    assert DatabaseArchive(clinic).rebuild() == []
    assert rows_of(clinic) == before


def test_the_sessions_behind_a_number(clinic: Database) -> None:
    with clinic.reading() as connection:
        assert [one.of.person for one in sessions_behind(connection, SHORT, GOOD, 50)] == ["gus"]
        assert [one.of.person for one in sessions_behind(connection, None, GOOD, 50)] == ["ida"]
        assert [one.of.person for one in sessions_behind(connection, RUSHED, None, 50)] == ["hal"]
        good = sessions_behind(connection, GOOD, GOOD, 50)
        assert {one.of.person: one.count for one in good}["kim"] == 2
        assert sum(one.count for one in good) == 11
        assert len(sessions_behind(connection, GOOD, GOOD, 3)) == 3
        assert sessions_behind(connection, HELD, GOOD, 50) == []


def test_handed_out_and_brought_in_elsewhere_it_is_the_same(clinic: Database, tmp_path: Path) -> None:
    elsewhere = open_database(tmp_path / "elsewhere.sqlite")
    assert not [
        one.error for one in copy(DatabaseArchive(clinic), DatabaseArchive(elsewhere), lambda: NOW, AUTHOR) if one.error
    ]
    assert rows_of(elsewhere) == rows_of(clinic)
    elsewhere.close()


def test_parts_of_a_visit_are_looked_through_each_for_itself(database: Database) -> None:
    parts = ("set-1-part-1", "set-2-part-1")
    DatabaseArchive(database).keep("amy", sitting(parts=parts), NOW, AUTHOR)
    say(database, only_visit(database, "amy"), [LOOKED], part=parts[1])
    assert told(database).overall.sessions == 1
    with database.reading() as connection:
        assert [one.part for one in sessions_whole(connection)] == [parts[1]]


def test_a_result_that_has_others_since_is_not_vouched_for(database: Database) -> None:
    DatabaseArchive(database).keep("amy", recording(), NOW, AUTHOR)
    say(database, only_visit(database, "amy"), [LookedThrough(2)])
    assert rows_of(database) == []


def test_a_session_in_which_nothing_happened_can_be_looked_through(database: Database) -> None:
    DatabaseArchive(database).keep("amy", recording("fidgeting"), NOW, AUTHOR)
    say(database, only_visit(database, "amy"), [LookedThrough(0)])
    found = told(database).overall
    assert (found.sessions, found.repetitions, found.made_up.of) == (1, 0, 0)
    assert judged(database).whole_sessions == 1
