"""The page of a session and what it asks for: its table without a script, its traces, its film, its pictures."""

from __future__ import annotations

import json
import struct
from datetime import timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.server import make_app
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.model import Film, VisitDocuments, film_document
from formcheck.words.catalogue import Words
from tests.apps.clinic.conftest import ANNA
from tests.support.numbered import NumberedFilm, make_numbered_film, number_in
from tests.support.processes import wait_until
from tests.support.queries import counted_questions
from tests.support.stored import AUTHOR, NOW, finished, record_document, recording, sitting
from tests.support.visits import golden_record

FILMED = "ben-11"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> NumberedFilm:
    """Return a film that begins late, at irregular times."""
    return make_numbered_film(tmp_path_factory.mktemp("film"), "phone.mp4", count=200, begins_s=0.5)


@pytest.fixture
def filmed(store: Database, film: NumberedFilm, client: TestClient) -> str:
    """Return the address of a session with a film, whose traces are made."""
    place = film.keep(DatabaseArchive(store), FILMED)
    traces_of(client, place)
    return place


def traces_of(client: TestClient, place: str) -> bytes:
    """Return the traces of a session, once they are made."""
    wait_until(lambda: client.get(f"{place}/traces").status_code == 200)
    content: bytes = client.get(f"{place}/traces").content
    return content


def head_of(traces: bytes) -> dict[str, object]:
    """Return the head of traces."""
    (length,) = struct.unpack_from("<I", traces)
    head: dict[str, object] = json.loads(traces[4 : 4 + length])
    return head


def column(traces: bytes, name: str) -> NDArray[np.float64]:
    """Return a column of traces, as a page reads it."""
    head = head_of(traces)
    frames, columns = head["frames"], head["columns"]
    assert isinstance(frames, int)
    assert isinstance(columns, list)
    (about,) = (one for one in columns if one["name"] == name)
    (length,) = struct.unpack_from("<I", traces)
    values = np.frombuffer(traces, f"<{about['kind']}", frames * about["width"], 4 + length + about["begin"])
    return values.astype(np.float64)


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_is_whole_without_a_script(client: TestClient, room: str) -> None:
    page = client.get(room)
    assert page.status_code == 200
    for told in ("good", "rushed", "incomplete range", "Tibial slider, seated", "1 good of 3 seen", "anna-04"):
        assert told in page.text
    assert page.text.count('class="jump"') == 3


def test_the_page_asks_the_store_little(client: TestClient, room: str) -> None:
    with counted_questions() as asked:
        client.get(room)
    assert len(asked) <= 12


def test_the_page_speaks_spanish(store: Database, room: str) -> None:
    spanish = Clinic(store, Words("es"), lambda: NOW, AUTHOR)
    page = TestClient(make_app(spanish)).get(room)
    assert "Repeticiones" in page.text
    assert "con prisa" in page.text


def test_nothing_of_the_page_is_for_the_person_who_reads_the_address(client: TestClient, room: str) -> None:
    """A script in a pseudonym, or in an address, stays a text."""
    for place in (room.replace("/whole", "/%3Cscript%3E"), room.replace(ANNA, "nobody"), "/person/x/visit/y/whole"):
        answer = client.get(place)
        assert answer.status_code == 404
        assert "<script>" not in answer.text


def test_a_visit_leads_to_its_parts_and_to_the_visits_beside_it(client: TestClient, store: Database, room: str) -> None:
    archive = DatabaseArchive(store)
    parts = ("practice-part-1", "set-1-part-1")
    archive.keep(ANNA, sitting(finished(), NOW + timedelta(days=2), parts), NOW, AUTHOR)
    archive.keep(ANNA, sitting(finished(), NOW + timedelta(days=9), parts[1:]), NOW, AUTHOR)
    keys = [one.key for one in archive.visits(ANNA)]
    middle = client.get(f"/person/{ANNA}/visit/{keys[1]}/set-1-part-1").text
    assert f'href="/person/{ANNA}/visit/{keys[1]}/practice-part-1"' in middle
    assert f'href="/person/{ANNA}/visit/{keys[2]}/set-1-part-1"' in middle
    assert f'href="{room}"' in middle
    assert "pain 2 → 1 of 10" in middle


def test_why_shows_the_numbers_and_the_moment_they_rest_on(client: TestClient, room: str) -> None:
    _, short, fast = client.get(f"{room}/state").json()["rows"]
    (reason,) = short["machine"]["reasons"]
    assert reason["numbers"] == "knee 43° ± 6°, asked 20°"
    assert reason["t_s"] == short["peak_s"]
    assert reason["text"] == ""  # the sentence above says it
    (reason,) = fast["machine"]["reasons"]
    assert reason["numbers"] == "1.4 s ± 0.1 s, at least 2.0 s"
    assert reason["t_s"] == fast["start_s"]
    page = client.get(room).text
    assert "knee 43° ± 6°, asked 20°" in page
    assert f'href="#t={short["peak_s"]:.3f}"' in page


# --- traces -----------------------------------------------------------------------------------------------------------


def test_traces_are_those_of_the_record(client: TestClient, room: str) -> None:
    record = golden_record("brief-tibial-slider")
    traces = traces_of(client, room)
    assert column(traces, "t_s").tolist() == [one.t_s for one in record.poses]
    assert column(traces, "number").tolist() == [one.index for one in record.poses]
    points = head_of(traces)["points"]
    assert isinstance(points, list)
    knee = points.index("left_knee")
    px = column(traces, "px").reshape(len(record.poses), len(points), 2)
    assert px[40, knee] == pytest.approx(
        (record.poses[40].landmarks["left_knee"].x_px, record.poses[40].landmarks["left_knee"].y_px), abs=1e-3
    )
    fit, doubt = column(traces, "knee_flexion.fit"), column(traces, "knee_flexion.doubt")
    inside = np.isfinite(fit)
    assert 0.3 < inside.mean() < 1.0
    assert (doubt[inside] > 0.0).all()
    assert np.abs(fit - column(traces, "knee_flexion.deg"))[inside].max() < 12.0


def test_traces_are_made_once_and_belong_to_no_archive(
    client: TestClient, clinic: Clinic, store: Database, room: str
) -> None:
    traces = traces_of(client, room)
    with TestClient(make_app(clinic)) as later:
        answer = later.get(f"{room}/traces")
        assert answer.status_code == 200
        assert answer.content == traces
    (visit,) = DatabaseArchive(store).visits(ANNA)
    assert DatabaseArchive(store).read(visit) == recording()


def test_a_record_that_has_grown_has_its_traces_made_anew(client: TestClient, store: Database) -> None:
    record = golden_record("brief-tibial-slider")
    archive, whole = DatabaseArchive(store), recording().documents
    some = {**whole, "record.jsonl": record_document(record, 100)}
    archive.keep("dora-05", VisitDocuments(some), NOW, AUTHOR)
    (visit,) = archive.visits("dora-05")
    place = f"/person/dora-05/visit/{visit.key}/whole"
    assert len(column(traces_of(client, place), "t_s")) == 100
    archive.keep("dora-05", VisitDocuments(whole), NOW, AUTHOR)
    assert len(column(traces_of(client, place), "t_s")) == len(record.poses)


def test_without_a_record_the_page_says_so(client: TestClient, store: Database) -> None:
    bare = VisitDocuments({"session.json": recording().documents["session.json"]})
    archive = DatabaseArchive(store)
    archive.keep("cara-02", bare, NOW, AUTHOR)
    (visit,) = archive.visits("cara-02")
    place = f"/person/cara-02/visit/{visit.key}/whole"
    assert client.get(place).status_code == 200
    wait_until(lambda: client.get(f"{place}/traces").status_code == 404)


# --- pictures ---------------------------------------------------------------------------------------------------------


def number_at(client: TestClient, place: str, index: int) -> int:
    """Return the number that the picture of a frame tells."""
    answer = client.get(f"{place}/frame/{index}.jpg")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/jpeg"
    return number_in(np.asarray(cv2.imdecode(np.frombuffer(answer.content, np.uint8), cv2.IMREAD_COLOR), np.uint8))


def test_a_picture_is_named_by_its_number(client: TestClient, filmed: str) -> None:
    for index in [0, 199, 100, 99, 98, 97, 60, 61, 80, *range(80, 40, -1), 5]:
        assert number_at(client, filmed, index) == index


@pytest.mark.parametrize("index", ["200", "99999999999999999999", "-1", "1.5", "x"])
def test_what_is_no_frame_has_no_picture(client: TestClient, filmed: str, index: str) -> None:
    assert client.get(f"{filmed}/frame/{index}.jpg").status_code == 404


def test_the_film_is_given_in_parts(client: TestClient, filmed: str, film: NumberedFilm) -> None:
    content = film.path.read_bytes()
    some = client.get(f"{filmed}/film", headers={"Range": "bytes=100-199"})
    assert (some.status_code, some.content) == (206, content[100:200])
    assert client.get(f"{filmed}/film").content == content


def test_opening_the_page_reads_no_film(client: TestClient, store: Database, film: NumberedFilm) -> None:
    gone = {**film.documents.documents, "film.json": film_document(Film("/nowhere/at/all.mp4", "0" * 64))}
    archive = DatabaseArchive(store)
    archive.keep(FILMED, VisitDocuments(gone), NOW, AUTHOR)
    place = f"/person/{FILMED}/visit/{film.record.header.id}/whole"
    assert client.get(place).status_code == 200
    traces_of(client, place)
    about = client.get(f"{place}/film/about").json()
    assert about["state"] == "moved"
    assert "/nowhere/at/all.mp4" in about["told"]
    assert client.get(f"{place}/frame/3.jpg").status_code == 404
    assert client.get(f"{place}/film").status_code == 404


def test_another_file_in_its_place_is_not_shown(
    client: TestClient, store: Database, film: NumberedFilm, tmp_path: Path
) -> None:
    other = tmp_path / "phone.mp4"
    other.write_bytes(film.path.read_bytes()[:-1])
    told = {**film.documents.documents, "film.json": film_document(Film(str(other)))}
    DatabaseArchive(store).keep(FILMED, VisitDocuments(told), NOW, AUTHOR)
    place = f"/person/{FILMED}/visit/{film.record.header.id}/whole"
    traces_of(client, place)
    assert client.get(f"{place}/film/about").json()["state"] == "other"
    assert client.get(f"{place}/film").status_code == 404
    assert client.get(f"{place}/frame/0.jpg").status_code == 404


def test_a_film_without_a_place_is_told(client: TestClient, room: str) -> None:
    assert client.get(f"{room}/film/about").json()["state"] == "none"
    assert client.get(f"{room}/film").status_code == 404


def test_a_film_is_located(client: TestClient, store: Database, film: NumberedFilm, tmp_path: Path) -> None:
    gone = {**film.documents.documents, "film.json": film_document(Film(str(tmp_path / "gone.mp4")))}
    archive = DatabaseArchive(store)
    archive.keep(FILMED, VisitDocuments(gone), NOW, AUTHOR)
    place = f"/person/{FILMED}/visit/{film.record.header.id}/whole"
    traces_of(client, place)
    for wrong in ("phone.mp4", "", "/dev/zero", str(tmp_path), str(tmp_path / "gone.mp4"), "/a\x00b", __file__):
        answer = client.post(f"{place}/film", json={"path": wrong})
        assert answer.status_code == 422
        assert answer.json()["told"]
    for wrong_body in (b"", b"[]", b"\xff", b'{"path": 3}'):
        assert client.post(f"{place}/film", content=wrong_body).status_code == 422
    assert client.post(f"{place}/film", json={"path": str(film.path)}).status_code == 200
    assert client.get(f"{place}/film/about").json()["state"] == "here"
    assert number_at(client, place, 12) == 12
    (visit,) = archive.visits(FILMED)
    kept = archive.read(visit).documents
    assert json.loads(kept["film.json"])["path"] == str(film.path)
    assert {name: one for name, one in kept.items() if name != "film.json"} == {
        name: one for name, one in gone.items() if name != "film.json"
    }
