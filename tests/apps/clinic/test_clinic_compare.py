"""Two sessions side by side: differences told with the noise of measuring, or refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import cast
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from formcheck.samples import Side
from formcheck.session.model import Session
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.model import VisitDocuments
from tests.support.stored import AUTHOR, NOW, result_document, session_of

Json = dict[str, object]


def keep(store: Database, changed: Session) -> str:
    """Keep one more session of the same person, and return its name in the addresses of the page."""
    archive = DatabaseArchive(store)
    before = {one.key for one in archive.visits("anna-04")}
    archive.keep("anna-04", VisitDocuments({"session.json": result_document(changed)}), NOW, AUTHOR)
    (new,) = {one.key for one in archive.visits("anna-04")} - before
    return f"{new}/"


def other(**changes: object) -> Session:
    """Return the sample session as one of another day, with something changed."""
    return replace(session_of(), id="5f1d3c1e-0000-5000-8000-000000000001", **changes)  # type: ignore[arg-type]


def told(client: TestClient, one: str, another: str, rep: str = "median", legs: str = "no") -> Json:
    """Ask what differs."""
    asked = urlencode({"a": f"{one}/{rep}", "b": f"{another}/{rep}", "legs": legs})
    answer = client.get(f"/person/anna-04/compare/told?{asked}")
    assert answer.status_code == 200, answer.text
    return cast("Json", answer.json())


@pytest.fixture
def first(room: str) -> str:
    """Return the name of the session that is there already."""
    return f"{room.split('/')[-2]}/"


def test_the_same_way_of_measuring_may_be_compared(client: TestClient, store: Database, first: str) -> None:
    found = told(client, first, keep(store, other()))
    assert found["refused"] == []
    assert found["told"] == [
        "knee differs by 0°: within the noise (±8°).",
        "ankle differs by 0°: within the noise (±6°).",
    ]


def test_a_difference_beyond_the_noise_is_told(client: TestClient, store: Database, first: str) -> None:
    further = tuple(
        replace(one, knee_at_peak_deg=(one.knee_at_peak_deg or 0.0) + 20.0) for one in session_of().repetitions
    )
    found = told(client, first, keep(store, other(repetitions=further)), "1")
    assert cast("list[str]", found["told"])[0] == "knee differs by 20°: beyond the noise (±8°)."


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (other(software=replace(session_of().software, model="full")), "different means"),
        (other(side=Side.LEFT), "different legs"),
        (other(coverage=replace(session_of().coverage, view_angle_deg=40.0)), "camera stood differently"),
        (other(coverage=replace(session_of().coverage, view_angle_deg=None)), "not known of both"),
        (other(exercise="sciatic-slider-seated"), "different exercises"),
    ],
)
def test_what_was_measured_otherwise_is_refused_with_the_reason(
    client: TestClient, store: Database, first: str, changed: Session, why: str
) -> None:
    found = told(client, first, keep(store, changed))
    assert found["told"] == []
    (reason,) = cast("list[str]", found["refused"])
    assert why in reason
    assert set(cast("Json", found["readings"])) == {"a", "b"}


def test_left_and_right_are_compared_where_that_is_meant(client: TestClient, store: Database, first: str) -> None:
    left = keep(store, other(side=Side.LEFT))
    assert told(client, first, left)["refused"]
    assert not told(client, first, left, legs="yes")["refused"]


def test_the_page_has_both_and_can_be_asked_for_by_the_address_of_a_session(
    client: TestClient, store: Database, room: str, first: str
) -> None:
    another = keep(store, other())
    page = client.get(f"/person/anna-04/compare?{urlencode({'a': room, 'b': another})}").text
    assert f'value="{first}" selected' in page
    assert f'value="{another}" selected' in page
    assert client.get("/person/anna-04/compare").status_code == 200
    assert client.get("/person/nobody/compare").status_code == 404
    assert client.get("/person/anna-04/compare/told?a=x&b=y").status_code == 404
