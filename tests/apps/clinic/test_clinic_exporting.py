"""The page of reports and exports: small files at once, large ones in a list; and removing somebody, meant or not."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from threading import Event

import pytest
from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.orders import MOST_WAITING, Ordered, Orders
from formcheck.apps.exporting.forms import Form
from formcheck.apps.exporting.making import Source
from formcheck.apps.exporting.order import Made, Order
from formcheck.apps.exporting.reading import Progress
from formcheck.apps.store.removing import Removed
from formcheck.errors import InputError
from formcheck.kept import write_whole
from formcheck.store.archive import VisitKey
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.clinic import clinic_pages
from tests.support.stored import AUTHOR, NOW, sitting

ANNA = "anna-04"
PAGE = f"/person/{ANNA}/export"
PATIENCE_S = 30.0


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be removed but what is the test's own."""
    monkeypatch.setattr("formcheck.apps.clinic.removing.default_visits", lambda: tmp_path / "visits")


def wait_for(client: TestClient, words: str) -> str:
    """Return the list once it says something."""
    until = time.monotonic() + PATIENCE_S
    while words not in (told := client.get(f"{PAGE}/orders").text):
        assert time.monotonic() < until, told
        time.sleep(0.05)
    return told


def href(told: str) -> str:
    return told.split('class="button" href="')[1].split('"', maxsplit=1)[0]


@pytest.mark.parametrize(
    ("form", "ending", "begins"),
    [
        ("pdf", "record.pdf", b"%PDF"),
        ("html", "record.html", b"<!doctype html>"),
        ("csv", "tables-csv.zip", b"PK"),
        ("xlsx", "tables.xlsx", b"PK"),
        ("json", "course.json", b"{"),
        ("parquet", "tables-parquet.zip", b"PK"),
        ("fhir", "fhir-r4.json", b"{"),
    ],
)
def test_small_ones_are_the_answer(client: TestClient, form: str, ending: str, begins: bytes) -> None:
    answer = client.post(PAGE, data={"form": form, "what": "all"})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith(f'{ending}"')
    assert answer.content.startswith(begins)
    assert "Made for you" not in client.get(PAGE).text  # what was given is not kept


@pytest.mark.parametrize("form", ["mot", "trc", "archive"])
def test_large_ones_are_made_in_the_background_and_wait_in_the_list(client: TestClient, form: str) -> None:
    client.post(PAGE, data={"form": form, "what": "all", "height": "1,70"})
    file = client.get(href(wait_for(client, "Save anna-04_")))
    assert file.headers["content-disposition"].startswith('attachment; filename="anna-04_')
    assert zipfile.ZipFile(io.BytesIO(file.content)).namelist()


def test_one_can_be_taken_out_of_the_list_and_is_gone(client: TestClient) -> None:
    client.post(PAGE, data={"form": "archive", "what": "all"})
    address = href(wait_for(client, "Save anna-04_"))
    client.post(f"{address}/leave")
    assert "Made for you" not in client.get(PAGE).text
    assert client.get(address).status_code == 404


def test_what_failed_says_why_and_leaves_nothing(client: TestClient) -> None:
    client.post(PAGE, data={"form": "film", "what": "all"})
    told = wait_for(client, "Not made")
    assert "has no film where it was" in told
    assert "Save " not in told


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"form": "docx"}, "is no form that can be made"),
        ({"form": "pdf", "what": "days", "from": "x"}, "expected a day such as 2026-11-03"),
        ({"form": "pdf", "what": "days", "from": "2030-01-01", "to": "2030-02-01"}, "holds no visit"),
        ({"form": "pdf", "what": "visit", "visit": "nobody"}, "is no visit of this person"),
        ({"form": "pdf", "what": "visit"}, "the visit: is missing"),
        ({"form": "trc", "height": "170"}, "expected 1.00 to 2.30 m"),
    ],
)
def test_what_cannot_be_made_is_told_on_the_page(client: TestClient, sent: dict[str, str], told: str) -> None:
    answer = client.post(PAGE, data=sent)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'role="alert"' in answer.text


def test_nobody_gets_the_file_of_somebody_else(client: TestClient, store: Database) -> None:
    DatabaseArchive(store).keep("ben-11", sitting(), NOW, AUTHOR)
    client.post(PAGE, data={"form": "archive", "what": "all"})
    address = href(wait_for(client, "Save anna-04_"))
    assert client.get(address.replace(ANNA, "ben-11")).status_code == 404
    assert "Save" not in client.get("/person/ben-11/export").text


class Workshop:
    """Stands for what makes a file: each waits until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.folders = Event(), list[Path]()
        monkeypatch.setattr("formcheck.apps.clinic.orders.make", self.make)
        monkeypatch.setattr("formcheck.apps.clinic.orders.PATIENCE_S", 0.05)

    def make(self, order: Order, _: Source, folder: Path, progress: Progress) -> Made:
        """Write a file late: whoever forgot the order has removed its folder by then."""
        self.folders.append(folder)
        self.go.wait(PATIENCE_S)
        write_whole(folder / order.form, b"all of it")
        progress(1, 1)
        return Made(folder / order.form)


def ordered_all(orders: Orders, author: str, count: int) -> list[Ordered]:
    return [orders.start(Order(Form.ARCHIVE, ANNA), author) for _ in range(count)]


def test_nobody_takes_the_place_of_others_by_ordering_much(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop, orders = Workshop(monkeypatch), Orders(clinic)
    first = ordered_all(orders, "ana", 1)[0]
    ordered_all(orders, "rita", MOST_WAITING)
    with pytest.raises(InputError, match="are not done yet"):
        ordered_all(orders, "rita", 1)
    workshop.go.set()
    for one in orders.of(ANNA):
        assert one.run.over.wait(PATIENCE_S)
    assert first.run.result is not None
    assert ordered_all(orders, "rita", 1)
    orders.close()


def test_what_was_forgotten_while_it_was_made_leaves_nothing(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop, orders = Workshop(monkeypatch), Orders(clinic)
    (one,) = ordered_all(orders, "rita", 1)
    until = time.monotonic() + PATIENCE_S
    while not workshop.folders and time.monotonic() < until:
        time.sleep(0.01)
    orders.forget(one)
    workshop.go.set()
    assert one.run.over.wait(PATIENCE_S)
    assert not workshop.folders[0].exists()
    orders.close()


def test_nothing_is_given_of_somebody_whom_another_program_removed(client: TestClient, store: Database) -> None:
    client.post(PAGE, data={"form": "archive", "what": "all"})
    address = href(wait_for(client, "Save anna-04_"))
    DatabaseArchive(store).remove(ANNA, NOW, AUTHOR)
    assert client.get(address).status_code == 404


def test_the_session_leads_to_its_own_export(client: TestClient, room: str, visit: VisitKey) -> None:
    link = f"/person/{ANNA}/export?visit={visit.key}"
    assert f'href="{link}"' in client.get(room).text
    assert f'<option value="{visit.key}" selected>' in client.get(link).text


def test_the_page_says_what_each_form_contains(client: TestClient) -> None:
    told = client.get(PAGE).text
    assert "pictures no · name no · corrections yes (machine and clinicians both)" in told
    assert "pictures if chosen · name yes" in told


def test_in_spanish_a_decimal_comma_is_offered_first(store: Database) -> None:
    with clinic_pages(store, "es") as pages:
        told = pages.get(PAGE).text
    assert "Informe y exportación" in told
    assert 'name="comma" value="yes" checked' in told


# Removing


def test_it_says_what_will_go_and_removes_nothing_before_it_is_meant(client: TestClient, store: Database) -> None:
    told = client.get(f"/person/{ANNA}/remove").text
    assert "1 visit, with everything" in told
    assert "Pack everything first" in told
    for typed in ("", "anna", "ben-11"):
        answer = client.post(f"/person/{ANNA}/remove", data={"pseudonym": typed})
        assert answer.status_code == 422
        assert "Nothing was removed" in answer.text
    assert DatabaseArchive(store).people() == [ANNA]


def test_removing_takes_the_person_and_what_was_made_for_whoever_asked(client: TestClient, store: Database) -> None:
    client.post(PAGE, data={"form": "archive", "what": "all"})
    address = href(wait_for(client, "Save anna-04_"))
    answer = client.post(f"/person/{ANNA}/remove", data={"pseudonym": "Anna-04"})
    assert answer.status_code == 200
    assert "Removed" in answer.text
    assert DatabaseArchive(store).people() == []
    assert client.get(f"/person/{ANNA}").status_code == 404
    assert client.get(address).status_code == 404


def test_what_somebody_orders_while_the_person_is_removed_goes_too(
    client: TestClient, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[str] = []

    def removed(archive: DatabaseArchive, person: str, *_: object) -> Removed:
        client.post(PAGE, data={"form": "archive", "what": "all"})
        forgotten.append(href(wait_for(client, "Save anna-04_")))
        archive.remove(person, NOW, AUTHOR)
        return Removed(ANNA, 1, ())

    monkeypatch.setattr("formcheck.apps.clinic.removing.remove_person", removed)
    assert client.post(f"/person/{ANNA}/remove", data={"pseudonym": ANNA}).status_code == 200
    DatabaseArchive(store).keep(ANNA, sitting(), NOW, AUTHOR)  # somebody else of that pseudonym
    assert client.get(forgotten[0]).status_code == 404
