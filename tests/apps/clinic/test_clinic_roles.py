"""Readers see everything and keep nothing: refused by the program on every address, and not offered by the pages."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from formcheck.apps.clinic.roles import KEEPS_NOTHING
from formcheck.apps.web.guard import SAFE_METHODS
from formcheck.store.archive import VisitKey
from formcheck.store.people import find_person
from tests.apps.clinic.conftest import ANNA
from tests.support.practice import ServedPractice
from tests.support.stored import NOW

PLACES = {"pseudonym": ANNA, "part": "whole", "run": "run", "number:int": "1", "name": "name", "key": "none"}


def unsafe_routes(practice: ServedPractice) -> list[tuple[str, str]]:
    """Return every method and address by which something could be changed, of all that the application has."""
    found = []
    for route in practice.practice.app.routes:
        assert isinstance(route, Route | Mount)
        if isinstance(route, Route):
            found += [(method, route.path) for method in sorted(route.methods or ()) if method not in SAFE_METHODS]
    return found


def filled(path: str, visit: VisitKey) -> str:
    """Return an address of the store in place of its pattern."""
    return re.sub(r"\{([^}]+)\}", lambda one: (PLACES | {"key": visit.key}).get(one[1], "1"), path)


def rows_of_truth(practice: ServedPractice) -> dict[str, list[object]]:
    """Return all rows of what is known of people."""
    tables = ("person", "person_name", "prescription", "visit", "document", "correction", "seen")
    with practice.database.reading() as connection:
        return {one: list(connection.exec_driver_sql(f"SELECT * FROM {one}").all()) for one in tables}  # noqa: S608


def test_readers_are_refused_everything_that_keeps_something(practice: ServedPractice, visit: VisitKey) -> None:
    reader = practice.signed_in("rita")
    before = rows_of_truth(practice)
    routes = [one for one in unsafe_routes(practice) if one not in KEEPS_NOTHING]
    assert len(routes) >= 9
    for method, path in routes:
        answer = reader.request(method, filled(path, visit), data={"pseudonym": "new-01"})
        assert (answer.status_code, path) == (403, path)
    assert rows_of_truth(practice) == before
    logged = [one for one in practice.log() if one.what == "wrong-role"]
    assert len(logged) == len(routes)
    assert {one.who for one in logged} == {"rita"}
    assert not any(one.is_allowed for one in logged)


def test_what_a_reader_may_send_is_there_and_keeps_nothing(practice: ServedPractice, visit: VisitKey) -> None:
    assert set(unsafe_routes(practice)) >= KEEPS_NOTHING
    reader, before = practice.signed_in("rita"), rows_of_truth(practice)
    for method, path in sorted(KEEPS_NOTHING - {("POST", "/sign-out"), ("POST", "/sign-in")}):
        assert reader.request(method, filled(path, visit), json={}).status_code != 403
    assert rows_of_truth(practice) == before


def test_methods_that_no_page_has_are_refused_too(practice: ServedPractice, room: str) -> None:
    reader = practice.signed_in("rita")
    for method in ("PUT", "PATCH", "DELETE", "POST"):
        assert reader.request(method, "/person/anna-04").status_code == 403
        assert reader.request(method, f"{room}/corrections").status_code == 403


@pytest.mark.parametrize("path", ["/", "/person/anna-04", "room", "room/rescore", "compare"])
def test_readers_are_offered_nothing_that_keeps(practice: ServedPractice, room: str, path: str) -> None:
    address = {"room": room, "room/rescore": f"{room}/rescore", "compare": "/person/anna-04/compare"}.get(path, path)
    reading = practice.signed_in("rita").get(address)
    keeping = practice.signed_in("ana").get(address)
    assert (reading.status_code, keeping.status_code) == (200, 200)
    assert forms_in(reading.text) == {"/sign-out", "/sign-in"}
    for sign in ('id="keep"', 'class="main-button keep"', 'id="tool-undo"', 'id="locate-form"', 'href="/log"'):
        assert sign not in reading.text
    assert "reads only" in reading.text
    assert 'href="/log"' in keeping.text


def forms_in(page: str) -> set[str]:
    """Return where the forms of a page send what they send."""
    return set(re.findall(r'<form[^>]*method="post"[^>]*action="([^"]+)"', page))


def test_a_reader_is_shown_no_form_that_removes(practice: ServedPractice) -> None:
    page = "/person/anna-04/remove"
    assert page in forms_in(practice.signed_in("jm").get(page).text)
    assert page not in forms_in(practice.signed_in("rita").get(page).text)


def test_the_log_is_for_clinicians(practice: ServedPractice) -> None:
    refused = practice.signed_in("rita").get("/log")
    assert refused.status_code == 403
    assert "The log is for clinicians" in refused.text
    assert practice.signed_in("jm").get("/log").status_code == 200


def test_what_is_kept_bears_the_name_of_whoever_is_signed_in(practice: ServedPractice, room: str) -> None:
    for number, name in enumerate(("jm", "ana")):
        sent = {"token": f"token-of-{name}", "seen": number, "what": {"correction": "commented", "text": name}}
        kept = practice.signed_in(name).post(f"{room}/corrections", json=sent)
        assert kept.status_code == 200
    assert [one["by"] for one in kept.json()["state"]["log"]] == ["ana", "jm"]


def test_before_this_computer_alone_nobody_is_named(client: TestClient) -> None:
    page = client.get("/person/anna-04").text
    assert "/sign-out" not in page
    assert "sign-in-again" not in page
    assert 'action="/person/anna-04/name"' in page
    assert client.get("/sign-in").status_code == 404


def test_a_person_may_be_added_by_a_clinician(practice: ServedPractice) -> None:
    assert practice.signed_in().post("/people", data={"pseudonym": "ben-11"}).status_code == 303
    with practice.database.reading() as connection:
        assert find_person(connection, "ben-11")
    (row,) = [one for one in practice.log() if one.what == "person-added"]
    assert (row.who, row.whose, row.is_allowed, row.at) == ("jm", "ben-11", True, NOW)
