"""The list of people as a page: what it shows, how people are found, added and paused, without any script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from formcheck.apps.clinic.forms import MOST_BYTES
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.people import add_person, known_person, set_name
from tests.support.clinic import FORM, clinic_pages
from tests.support.queries import counted_questions
from tests.support.stored import AUTHOR, NOW, sitting, stopped


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """Return an empty store."""
    opened = open_database(tmp_path / "clinic.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def pages(store: Database) -> Iterator[TestClient]:
    """Return what asks for pages."""
    with clinic_pages(store) as client:
        yield client


def fill(store: Database) -> None:
    """Let three people have visits: one stopped, one away, one as should be."""
    archive = DatabaseArchive(store)
    archive.keep("ben-11", sitting(stopped(), NOW - timedelta(days=1)), NOW, AUTHOR)
    archive.keep("cara-02", sitting(began_at=NOW - timedelta(days=9)), NOW, AUTHOR)
    archive.keep("anna-04", sitting(began_at=NOW), NOW, AUTHOR)
    with store.writing() as connection:
        set_name(connection, known_person(connection, "anna-04"), "Ana <García>")


def people_on(text: str) -> list[str]:
    """Return who stands on a page, from top to bottom."""
    return re.findall(r'class="open">([^<]+)</a>', text)


def test_who_needs_somebody_stands_first_and_why(store: Database, pages: TestClient) -> None:
    fill(store)
    text = pages.get("/").text
    assert people_on(text) == ["ben-11", "cara-02", "anna-04"]
    assert "Needs you (2)" in text
    assert "Stopped, or did not begin" in text
    assert "Away for 9 days" in text
    assert "Everybody else (1)" in text


def test_what_was_not_asked_is_not_zero(store: Database, pages: TestClient) -> None:
    fill(store)
    (ben,) = re.findall(r'class="open">ben-11.*?class="pain">(.*?)</td>', pages.get("/").text, re.DOTALL)
    assert "not asked" in ben


def test_a_name_is_shown_and_cannot_break_out(store: Database, pages: TestClient) -> None:
    fill(store)
    assert "Ana &lt;García&gt;" in pages.get("/").text


@pytest.mark.parametrize(
    ("text", "found"), [("anna", ["anna-04"]), ("GARCIA", ["anna-04"]), ("0", ["cara-02", "anna-04"])]
)
def test_people_are_found(store: Database, pages: TestClient, text: str, found: list[str]) -> None:
    fill(store)
    assert people_on(pages.get("/", params={"q": text}).text) == found


def test_where_nobody_is_found_it_says_what_was_looked_for(store: Database, pages: TestClient) -> None:
    fill(store)
    answer = pages.get("/", params={"q": "<zoe>"})
    assert answer.status_code == 200
    assert "Nobody found for “&lt;zoe&gt;”" in answer.text


def test_the_first_page_tells_the_ways_in(pages: TestClient) -> None:
    text = pages.get("/").text
    assert "Nobody is here yet" in text
    assert "formcheck import FOLDER --person anna-04" in text
    assert 'action="/people"' in text


def test_a_person_is_added(pages: TestClient) -> None:
    answer = pages.post("/people", content="pseudonym=dan+7&name=Dan%20M%C3%BCller", headers=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, "/person/dan%207")
    assert "Dan Müller" in pages.get("/person/dan%207").text
    assert people_on(pages.get("/").text) == ["dan 7"]


@pytest.mark.parametrize("typed", ["", "a/b", "%3Cb%3E", "con", "x" * 81])
def test_what_is_no_pseudonym_is_told_and_what_was_typed_stays(pages: TestClient, typed: str) -> None:
    answer = pages.post("/people", content=f"pseudonym={typed}", headers=FORM)
    assert answer.status_code == 422
    assert "make a pseudonym" in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_who_is_there_already_is_shown_and_nothing_is_changed(store: Database, pages: TestClient) -> None:
    fill(store)
    answer = pages.post("/people", content="pseudonym=ANNA-04&name=Other", headers=FORM)
    assert answer.status_code == 409
    assert "ANNA-04 is here already" in answer.text
    assert "Other" not in pages.get("/").text


def test_who_is_away_can_be_paused_and_resumed(store: Database, pages: TestClient) -> None:
    fill(store)
    answer = pages.post("/person/cara-02/pause", content="paused=yes&back=list", headers=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    text = pages.get("/").text
    assert "Needs you (1)" in text
    assert "Paused (1)" in text
    assert people_on(pages.get("/?show=paused").text) == ["cara-02"]
    pages.post("/person/cara-02/pause", content="paused=no", headers=FORM)
    assert "Needs you (2)" in pages.get("/").text


def seen_form(text: str, who: str) -> str:
    """Return what the button of a line sends."""
    (line,) = re.findall(rf'/person/{who}/seen">(.*?)</form>', text, re.DOTALL)
    fields = re.findall(r'name="([^"]+)" value="([^"]*)"', line)
    return urlencode(fields)


def test_who_was_seen_leaves_those_who_need_somebody(store: Database, pages: TestClient) -> None:
    fill(store)
    sent = seen_form(pages.get("/").text, "ben-11")
    answer = pages.post("/person/ben-11/seen", content=sent, headers=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?seen=ben-11")
    text = pages.get(answer.headers["location"]).text
    assert "Needs you (1)" in text
    assert "ben-11 is seen" in text
    assert "/person/ben-11/seen" not in text
    with counted_questions() as asked:
        pages.get("/?seen=ben-11")
    assert len(asked) == 1


@pytest.mark.parametrize("sent", ["", "visit=x&need=stopped", "visit=&need=nothing", "need=stopped"])
def test_what_is_not_there_cannot_be_seen(store: Database, pages: TestClient, sent: str) -> None:
    fill(store)
    assert pages.post("/person/ben-11/seen", content=sent, headers=FORM).status_code == 404
    assert "Needs you (2)" in pages.get("/").text


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"{}", {"content-type": "application/json"}),
        (b"pseudonym=a" + b"a" * MOST_BYTES, FORM),
        (b"&".join([b"a=1"] * 50), FORM),
        ("pseudonym=é".encode(), FORM),
        (b"pseudonym=%ff", FORM),
        (b"", {}),
    ],
)
def test_what_is_no_form_changes_nothing(pages: TestClient, content: bytes, headers: dict[str, str]) -> None:
    answer = pages.post("/people", content=content, headers=headers)
    assert answer.status_code in {404, 422}
    assert "Nobody is here yet" in pages.get("/").text


def test_a_person_who_is_not_there_cannot_be_paused(pages: TestClient) -> None:
    assert pages.post("/person/nobody/pause", content="paused=yes", headers=FORM).status_code == 404


def test_pages_lead_through_everybody(store: Database, pages: TestClient) -> None:
    with store.writing() as connection:
        for number in range(120):
            add_person(connection, f"p-{number:03}", NOW)
    seen, address = list[str](), "/?q=p"
    while address:
        text = pages.get(address).text
        seen += people_on(text)
        address = "".join(re.findall(r'rel="next" href="([^"]+)"', text)).replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("address", ["/", "/?q=anna", "/?q=nobody", "/?show=paused"])
def test_the_list_is_one_question(store: Database, pages: TestClient, address: str) -> None:
    fill(store)
    with counted_questions() as asked:
        pages.get(address)
    assert len(asked) == 1


def test_the_list_speaks_spanish(store: Database) -> None:
    fill(store)
    with clinic_pages(store, "es") as pages:
        text = pages.get("/").text
    assert '<html lang="es">' in text
    assert "9 días sin venir" in text
