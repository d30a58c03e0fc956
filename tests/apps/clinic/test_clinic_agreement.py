"""The machine against the clinicians as a page, and how a session is looked through in the review room."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from formcheck.apps.clinic import agreement
from formcheck.apps.clinic.agreement_words import share_words
from formcheck.apps.exporting.agreed import agreed_here
from formcheck.session.corrections import LookedThrough, MovedPoint, PointsMoved
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import see_session
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.validation.intervals import Share
from formcheck.words.catalogue import Words
from formcheck.words.language import LANGUAGES
from tests.support.clinic import clinic_pages
from tests.support.made_clinic import SECOND, make_clinic, only_visit, overruled, say
from tests.support.queries import counted_questions
from tests.support.stored import AUTHOR, NOW, recording, session_of


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """Return an empty store."""
    opened = open_database(tmp_path / "made.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def made(empty: Database) -> Database:
    """Return the made-up clinic of `tests.support.made_clinic`."""
    make_clinic(empty)
    return empty


def words_on(text: str) -> str:
    """Return what people read of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (Share(31, 35, 0.74, 0.95), ("89 %", "74 to 95 %")),
        (Share(31, 10947, 0.0020, 0.0040), ("0.3 %", "0.2 to 0.4 %")),
        (Share(0, 997, 0.0, 0.0038), ("0.0 %", "0.0 to 0.4 %")),
    ],
)
def test_an_interval_is_never_told_to_be_nothing(share: Share, told: tuple[str, str]) -> None:
    shown = share_words(Words("en"), share)
    assert (shown.share, shown.range) == told


def test_of_more_sessions_than_are_listed_the_whole_count_is_told(
    made: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreement, "MOST_BEHIND", 1)
    with clinic_pages(made) as pages:
        text = words_on(pages.get("/agreement?machine=good&mine=good").text)
    counted = re.search(r"Machine: good; clinicians: good: (\d+) The last 1 sessions are listed", text)
    assert counted
    assert int(counted[1]) > 5  # ten people did it well, once each, and all but Jon's is said to be good


def test_the_page_tells_the_figures_that_were_added_up_by_hand(made: Database) -> None:
    with clinic_pages(made) as pages:
        text = words_on(pages.get("/agreement").text)
    assert "Here, the machine agreed with the clinicians in 31 of 35 repetitions (74 to 95 %)." in text
    assert "35 repetitions in 11 sessions of 11 people" in text
    for told in ("right the same verdict 31 of 35 89 %: 74 to 95 %", "2 of 35", "1 of 35"):
        assert told in text
    assert "kappa: 0.87 (" in text
    assert "On 1 movement clinicians do not agree among themselves" in text
    assert "In 1 session of 1 person: right: 1 wrong: 1" in text
    # By exercise: the seated tibial slider, ten people with 27 of 30; the other one of a single person is too few.
    assert re.search(r"10 10 30 27 of 30 \d+ to \d+ %", text)
    assert "too few to tell 1 1 5 4 of 5" in text
    # By cause: wrong, withheld, missed, made up.
    assert "the camera 1 1 1 ·" in text
    assert "a point stands elsewhere · · · 1" in text
    assert "the rule 1 · · ·" in text


def test_the_table_has_a_number_for_each_pair_and_a_way_to_its_sessions(made: Database) -> None:
    with clinic_pages(made) as pages:
        text = pages.get("/agreement").text
        href = re.search(r'href="(\?machine=incomplete_range&amp;mine=good)#behind"', text)
        assert href is not None
        behind = pages.get(f"/agreement{unescape(href[1])}").text
        assert "Machine: incomplete range; clinicians: good: 1" in words_on(behind)
        gus = only_visit(made, "gus")
        assert f'href="/person/gus/visit/{gus.key}/whole"' in behind
        assert pages.get(f"/person/gus/visit/{gus.key}/whole").status_code == 200
        for strange in ("?machine=splendid&mine=good", "?machine=good&mine=%00"):
            assert pages.get(f"/agreement{strange}").status_code == 404


def test_of_few_people_no_share_is_told(empty: Database) -> None:
    DatabaseArchive(empty).keep("amy", recording(), NOW, AUTHOR)
    say(empty, only_visit(empty, "amy"), [LookedThrough(3)])
    with clinic_pages(empty) as pages:
        text = words_on(pages.get("/agreement").text)
    assert "agreed with the clinicians in 3 of 3 repetitions; too few people or repetitions to tell more" in text
    assert "Too few to tell: fewer than 5 people or 30 repetitions." in text
    assert "100 %:" not in text


def test_where_nothing_was_judged_it_says_how_to_begin(empty: Database) -> None:
    with clinic_pages(empty) as pages:
        text = words_on(pages.get("/agreement").text)
    assert "Nothing can be told yet" in text
    assert "press L" in text
    assert "validation set" not in text


def test_with_single_opinions_alone_there_is_no_figure(empty: Database) -> None:
    DatabaseArchive(empty).keep("amy", recording(), NOW, AUTHOR)
    say(empty, only_visit(empty, "amy"), [overruled(SECOND, SECOND.verdict)])
    with clinic_pages(empty) as pages:
        text = words_on(pages.get("/agreement").text)
    assert "No session was looked through whole yet." in text
    assert "In 1 session of 1 person: right: 1" in text
    assert "%" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_each_language(made: Database, language: str) -> None:
    with clinic_pages(made, language) as pages:
        text = pages.get("/agreement?machine=good&mine=good").text
        assert f'lang="{language}"' in text
        assert Words(language)("agreement-behind") in text
        assert Words(language)("clinic-agreement") in pages.get("/").text


def test_it_asks_few_questions_however_many_people_there_are(made: Database) -> None:
    with clinic_pages(made) as pages:
        pages.get("/agreement")
        with counted_questions() as asked:
            pages.get("/agreement?machine=good&mine=good")
    assert len(asked) <= 4


def test_the_sentence_for_reports(made: Database, tmp_path: Path) -> None:
    assert agreed_here(made, Words("es")) == (
        "Aquí la máquina coincidió con la clínica en 31 de 35 repeticiones (del 74 al 95 %)."
    )
    other = open_database(tmp_path / "other.sqlite")
    assert "no clinician has looked through a session whole yet" in agreed_here(other, Words("en"))
    other.close()


# Looking through a session, in the review room

LOOKED = {"correction": "looked_through", "repetitions": 3}


def send(client: TestClient, room: str, what: object, sent_as: str = "token-0001", seen: int = 0) -> tuple[int, str]:
    """Send a correction as the room does; return the status and what is told."""
    answer = client.post(f"{room}/corrections", json={"token": sent_as, "seen": seen, "what": what})
    return answer.status_code, answer.json()["told"]


def test_it_is_kept_told_and_can_be_undone(client: TestClient, room: str, store: Database, visit: VisitKey) -> None:
    assert "Looked through" in client.get(room).text
    assert 'id="looked-told" class="quiet" hidden' in client.get(room).text
    assert send(client, room, LOOKED)[0] == 200
    assert see_session(store, visit, "").corrections[0].what == LookedThrough(3)
    state = client.get(f"{room}/state").json()
    assert state["looked"]["is_whole"]
    assert state["looked"]["told"].startswith("Looked through whole by jm")
    assert state["log"][0]["text"] == "Looked through whole: what nobody changed is right."
    assert state["looked"]["told"] in unescape(client.get(room).text)
    send(client, room, {"correction": "undone", "number": 1}, "token-0002", 1)
    assert client.get(f"{room}/state").json()["looked"] == {"repetitions": 3, "is_whole": False, "told": ""}


def test_who_was_shown_other_repetitions_is_told(client: TestClient, room: str) -> None:
    status, told = send(client, room, LOOKED | {"repetitions": 2})
    assert (status, "The machine has other repetitions now" in told) == (422, True)


def test_moved_points_want_a_verdict_first(client: TestClient, room: str, store: Database, visit: VisitKey) -> None:
    second = session_of().repetitions[1]
    gone = PointsMoved(
        overruled(second, second.verdict).movement, (MovedPoint(10, "left_knee", 1.0, 2.0),), judged=None
    )
    say(store, visit, [gone])
    status, told = send(client, room, LOOKED, seen=1)
    assert (status, "say first which verdict is right" in told) == (422, True)
    say(store, visit, [overruled(second, second.verdict)])
    assert send(client, room, LOOKED, seen=2)[0] == 200
    say(store, visit, [gone])  # the verdict stays said: moving points takes nothing of it back
    assert client.get(f"{room}/state").json()["looked"]["is_whole"]


def test_an_opinion_is_not_looked_through(client: TestClient, room: str) -> None:
    assert client.get(f"{room}?opinion=opinion-1").status_code == 404
    assert 'id="tool-looked"' in client.get(room).text


# Handing it out


def test_the_set_comes_as_a_zip_file(made: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with clinic_pages(made) as pages:
        answer = pages.post("/agreement/export")
        assert answer.headers["content-type"] == "application/zip"
        assert "attachment" in answer.headers["content-disposition"]
        names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
        assert len(names) == 12
        assert "formcheck-corrections/corrections.json" in names
        assert pages.get("/agreement/export").status_code == 405
        monkeypatch.setattr(agreement, "MOST_HANDED_OUT", 3)
        assert pages.post("/agreement/export").status_code == 422
        assert "formcheck corrections --out FOLDER" in pages.get("/agreement").text
