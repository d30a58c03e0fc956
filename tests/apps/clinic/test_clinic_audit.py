"""The log: a row for each page and each thing that is kept, none for each picture, and bounded whatever is sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.logbook import REFUSALS_AT_ONCE, Logbook, Note
from formcheck.apps.clinic.server import make_app
from formcheck.apps.clinic.watching import Watched, told_place
from formcheck.store.archive import VisitKey
from formcheck.store.audit import LIST, REMOVED, Entry, keep_entries, log_since, read_log
from formcheck.store.copies import back_up, restore
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from tests.apps.clinic.conftest import ANNA
from tests.support.practice import ServedPractice
from tests.support.stored import AUTHOR, NOW

SLIDER = "tibial-slider-seated"


@pytest.fixture
def logbook(store: Database) -> Iterator[Logbook]:
    """Return what writes the log, with a clock that stands."""
    made = Logbook(store, lambda: NOW, lambda: 0.0)
    yield made
    made.close()


def rows_in(database: Database) -> list[Entry]:
    """Return the log."""
    with database.reading() as connection:
        return log_since(connection)


def done(practice: ServedPractice) -> list[tuple[str, str]]:
    """Return what was done, and about whom, without signing in."""
    return [(one.what, one.whose) for one in practice.log() if one.is_allowed and one.what != "sign-in"]


def test_each_page_of_a_person_is_a_row(practice: ServedPractice, room: str) -> None:
    browser = practice.signed_in()
    for path in ("/", "/person/anna-04", room, f"{room}/rescore", "/person/anna-04/compare", "/log"):
        assert browser.get(path).status_code == 200
    assert done(practice) == [
        (LIST, ""),
        ("person", ANNA),
        ("session", ANNA),
        ("rescore", ANNA),
        ("compare", ANNA),
        ("log", ""),
    ]


def test_what_leaves_and_what_is_prescribed_is_in_the_log(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    person = f"/person/{ANNA}"
    assert browser.get(f"{person}/prescribe").status_code == 200
    for what in ("show", "check"):  # somebody types
        browser.post(f"{person}/prescribe", data={"do": what, "shown": SLIDER, "exercise": SLIDER})
    assert browser.get(f"{person}/export").status_code == 200
    assert browser.get(f"{person}/export/orders").status_code == 200
    assert browser.post(f"{person}/export", data={"form": "json", "what": "all"}).status_code == 200
    assert browser.get("/agreement").status_code == 200
    rows = [(one.what, one.whose, one.exactly) for one in practice.log() if one.what != "sign-in"]
    assert [one for one in rows if not one[2].startswith("422")] == [
        ("prescribe", ANNA, ""),
        ("exports", ANNA, ""),
        ("exported", ANNA, "json"),
        ("agreement", "", ""),
    ]


def test_who_removed_somebody_is_told_and_not_whom(practice: ServedPractice) -> None:
    browser = practice.signed_in()
    assert browser.post(f"/person/{ANNA}/remove", data={"pseudonym": ANNA}).status_code == 200
    (row,) = [one for one in practice.log() if one.what == "removed"]
    assert (row.who, row.whose, row.exactly) == (AUTHOR, REMOVED, "")
    assert not any(ANNA in (one.whose, one.exactly) for one in practice.log())


def test_a_row_says_who_when_from_where_and_of_which_visit(
    practice: ServedPractice, visit: VisitKey, room: str
) -> None:
    practice.signed_in("rita", "192.168.1.44").get(room.replace(ANNA, "ANNA-04"))
    (row,) = [one for one in practice.log() if one.what == "session"]
    assert (row.at, row.who, row.address, row.whose) == (NOW, "rita", "192.168.1.44", ANNA)
    assert row.exactly == visit.key


def test_what_an_open_page_asks_for_is_no_row_of_its_own(practice: ServedPractice, room: str) -> None:
    browser = practice.signed_in()
    browser.get(room)
    for part in ("state", "traces", "film/about", "frame/1.jpg", "frame/2.jpg", "state"):
        browser.get(f"{room}/{part}")
    assert done(practice) == [("session", ANNA)]


def test_what_is_asked_for_without_its_page_is_a_row(practice: ServedPractice, room: str) -> None:
    browser = practice.signed_in()
    for _ in range(3):
        browser.get(f"{room}/state")
    assert done(practice) == [("part", ANNA)]
    practice.clock.on(hours=1)
    browser = practice.signed_in()
    browser.get(f"{room}/state")
    assert done(practice) == [("part", ANNA)] * 2


def test_another_account_is_not_covered_by_somebodys_page(practice: ServedPractice, room: str) -> None:
    practice.signed_in("jm").get(room)
    practice.signed_in("rita").get(f"{room}/state")
    assert done(practice) == [("session", ANNA), ("part", ANNA)]


def test_everything_that_is_kept_is_a_row(practice: ServedPractice, room: str) -> None:
    browser = practice.signed_in()
    sent = {"token": "a-token-of-mine", "seen": 0, "what": {"correction": "commented", "text": "secret words"}}
    browser.post(f"{room}/corrections", json=sent)
    browser.post("/person/anna-04/pause", data={"paused": "yes"})
    browser.post("/person/anna-04/name", data={"name": "Anna Example"})
    assert done(practice) == [("corrected", ANNA), ("paused", ANNA), ("named", ANNA)]
    told = str(practice.log())
    assert "secret words" not in told
    assert "Anna Example" not in told


def test_what_was_not_kept_is_told_as_refused(practice: ServedPractice, room: str) -> None:
    practice.signed_in().post(f"{room}/corrections", json={"no": "correction"})
    (row,) = [one for one in practice.log() if one.what == "corrected"]
    assert (row.is_allowed, row.exactly.split()[0]) == (False, "422")


def test_a_row_is_written_before_the_page_is_shown(store: Database, clinic: Clinic, logbook: Logbook) -> None:
    with TestClient(Watched(make_app(clinic), clinic, logbook)) as client:
        assert client.get("/person/anna-04").status_code == 200
        (row,) = rows_in(store)
    assert (row.who, row.what, row.whose) == (AUTHOR, "person", ANNA)


def test_a_busy_store_costs_no_page_and_no_row(store: Database, clinic: Clinic, logbook: Logbook) -> None:
    with TestClient(Watched(make_app(clinic), clinic, logbook)) as client:
        with store.writing():
            assert client.get("/person/anna-04").status_code == 200
            assert rows_in(store) == []
        logbook.close()
    assert [one.what for one in rows_in(store)] == ["person"]


def test_the_list_of_nobody_is_no_row(store: Database) -> None:
    DatabaseArchive(store).remove(ANNA, NOW, AUTHOR)
    with store.writing() as connection:
        keep_entries(connection, [Entry(NOW, "jm", "", LIST), Entry(NOW, "jm", "", "person", "never-there")])
    (row,) = rows_in(store)
    assert (row.what, row.whose) == ("person", "")


def test_whoever_is_removed_leaves_no_pseudonym(practice: ServedPractice, room: str, visit: VisitKey) -> None:
    browser = practice.signed_in()
    browser.get(room)
    browser.get("/person/anna-04")
    practice.log()
    DatabaseArchive(practice.database).remove(ANNA, NOW, AUTHOR)
    rows = practice.log()
    assert [(one.what, one.whose) for one in rows if one.whose] == [("session", REMOVED), ("person", REMOVED)]
    assert ANNA not in str(rows)
    assert visit.key not in str(rows)
    assert "removed person" in practice.signed_in().get("/log").text


def test_refusals_from_outside_do_not_fill_the_disk(store: Database, logbook: Logbook) -> None:
    for number in range(5000):
        logbook.refuse(Entry(NOW, "", f"10.0.{number % 3}.1", "cross-site", is_allowed=False))
    logbook.close()
    rows = rows_in(store)
    assert len(rows) <= 3 * REFUSALS_AT_ONCE + 3
    assert sum(1 if one.more == 0 else one.more for one in rows) == 5000


def test_refusals_from_many_addresses_do_not_either(store: Database, logbook: Logbook) -> None:
    for number in range(20_000):
        logbook.refuse(Entry(NOW, "", f"10.{number % 250}.{number // 250}.1", "no-key", is_allowed=False))
    logbook.close()
    assert len(rows_in(store)) < 1000


def test_what_was_left_out_is_told_with_the_next(store: Database) -> None:
    seconds = [0.0]
    logbook = Logbook(store, lambda: NOW, lambda: seconds[0])
    for _ in range(REFUSALS_AT_ONCE + 7):
        logbook.refuse(Entry(NOW, "", "10.0.0.1", "no-key", is_allowed=False))
    seconds[0] += 31.0
    logbook.refuse(Entry(NOW, "", "10.0.0.1", "no-key", is_allowed=False))
    logbook.close()
    assert rows_in(store)[-1].more == 7


def test_the_page_shows_fifty_and_goes_on_by_key(practice: ServedPractice) -> None:
    with practice.database.writing() as connection:
        some = [Entry(NOW + timedelta(seconds=n), "jm", "", "person", ANNA, f"row-{n:03}.") for n in range(120)]
        keep_entries(connection, some)
    browser, address, seen = practice.signed_in(), "/log", 0
    for first in (119, 70, 20):
        page = browser.get(address).text
        assert f"row-{first:03}." in page or first == 119
        seen += page.count("row-")
        found = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        address = found or address
    assert seen == 120


def test_the_page_is_filtered_by_person_and_by_account(practice: ServedPractice) -> None:
    practice.signed_in("ana").get("/person/anna-04")
    browser = practice.signed_in("jm")
    practice.log()
    assert "ana</td>" in browser.get("/log?account=ana").text
    assert "jm</td>" not in browser.get("/log?account=ana").text
    with practice.database.reading() as connection:
        assert [one.who for one in read_log(connection, whose="Anna-04").entries] == ["ana"]
    for odd in ("/log?before=x", "/log?before=99999999999999999999", "/log?before=-1", "/log?person=%00&account='"):
        assert browser.get(odd).status_code == 200


def test_a_back_up_holds_the_log_and_accounts_and_nobody_who_is_signed_in(
    practice: ServedPractice, tmp_path: object
) -> None:
    practice.signed_in().get("/person/anna-04")
    before = practice.log()
    place = f"{tmp_path}/copy.sqlite"
    from pathlib import Path  # noqa: PLC0415

    back_up(practice.database, Path(place))
    other = open_database(f"{tmp_path}/other.sqlite")
    restore(Path(place), other)
    with other.reading() as connection:
        assert log_since(connection) == before
        assert connection.exec_driver_sql("SELECT count(*) FROM account").scalar_one() == 3
        assert connection.exec_driver_sql("SELECT count(*) FROM sign_in").scalar_one() == 0
    other.close()


@pytest.mark.parametrize(
    ("path", "named", "told"),
    [
        ("/person/{pseudonym}", {"pseudonym": "anna-04"}, ""),
        ("/person/{pseudonym}/leaflet", {"pseudonym": "anna-04"}, "/leaflet"),
        ("/person/{pseudonym}/prescription/{number:int}", {"pseudonym": "anna-04", "number": "2"}, "2"),
        ("/log", {}, ""),
        ("/agreement", {}, ""),
        ("/somewhere", {}, "/somewhere"),
    ],
)
def test_which_page_is_told_without_the_person(path: str, named: dict[str, str], told: str) -> None:
    assert told_place(path, named) == told


def test_what_cannot_be_written_is_held(store: Database) -> None:
    logbook = Logbook(store, lambda: NOW)
    is_written = logbook.note(Note(Entry(NOW, "jm", "", "person", ANNA)))
    assert is_written.wait(10.0)
    logbook.close()
    assert len(rows_in(store)) == 1
