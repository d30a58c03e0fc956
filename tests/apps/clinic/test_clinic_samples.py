"""Trying the pages with people who were made up: made in the background, marked, counted nowhere, removed at once."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from formcheck.apps.clinic import samples as pages_of_samples
from formcheck.apps.clinic.sample_visits import SAMPLES, Sample, person_of, visits_of
from formcheck.apps.store.keeping import VisitKeeper, keeping
from formcheck.errors import InputError
from formcheck.events import Verdict
from formcheck.session.record import parse_record
from formcheck.session.run import run_session, without_pictures
from formcheck.store.archive import copy
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.folder_archive import FolderArchive
from formcheck.store.glance import pseudonyms_beginning
from formcheck.store.people import add_person, samples
from formcheck.store.tables import deletion
from formcheck.words.catalogue import Words
from tests.support.clinic import FORM, clinic_pages
from tests.support.processes import wait_until
from tests.support.stored import AUTHOR, NOW, sitting, stopped

ANNA, BEN, CARA = SAMPLES
WORDS = Words("en")


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


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be but one made-up person, who was stopped at once: that takes a second."""
    one = replace(BEN, sittings=(BEN.sittings[-1],))
    monkeypatch.setattr(pages_of_samples, "SAMPLES", (one,))


def make(pages: TestClient) -> str:
    """Press the button, wait until all are made, and return the list."""
    answer = pages.post("/samples", headers=FORM)
    for _ in range(600):
        if pages.get(answer.headers["location"]).status_code == 303:
            return pages.get("/").text
        time.sleep(0.1)
    raise AssertionError("it takes for ever")


def test_an_empty_store_offers_samples(pages: TestClient) -> None:
    assert 'action="/samples"' in pages.get("/").text


@pytest.mark.slow
@pytest.mark.usefixtures("few")
def test_samples_are_marked_and_counted_nowhere(store: Database, pages: TestClient) -> None:
    text = make(pages)
    assert "Samples: made up, counted nowhere" in text
    assert '<span class="tag">made up</span>' in text
    assert "Needs you" not in text
    assert "Made up, to try the pages with" in pages.get("/person/sample-ben").text
    DatabaseArchive(store).keep("dora-05", sitting(stopped()), NOW, AUTHOR)
    text = pages.get("/").text
    assert "Needs you (1)" in text
    assert text.index("dora-05") < text.index("sample-ben")
    pages.post("/person/dora-05/pause", content="paused=yes", headers=FORM)
    pages.post("/person/sample-ben/pause", content="paused=yes", headers=FORM)
    assert "Paused (1)" in pages.get("/").text
    assert pseudonyms_beginning(Path(store.place), "") == ["dora-05"]


@pytest.mark.slow
@pytest.mark.usefixtures("few")
def test_all_samples_are_removed_at_once_and_nobody_else(store: Database, pages: TestClient) -> None:
    make(pages)
    DatabaseArchive(store).keep("sample-dora", sitting(), NOW, AUTHOR)  # of a clinic that calls its own people so
    assert pages.post("/samples/remove", headers=FORM).status_code == 303
    assert DatabaseArchive(store).people() == ["sample-dora"]
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(deletion)) == 0  # nobody was removed
    pages.post("/samples", headers=FORM)  # the store is not empty any more
    assert DatabaseArchive(store).people() == ["sample-dora"]


@pytest.mark.slow
@pytest.mark.usefixtures("few")
def test_a_sample_that_is_handed_out_comes_back_as_one(store: Database, pages: TestClient, tmp_path: Path) -> None:
    make(pages)
    out = FolderArchive(tmp_path / "handed-out")
    list(copy(DatabaseArchive(store), out, lambda: NOW, AUTHOR))
    pages.post("/samples/remove", headers=FORM)
    list(copy(out, DatabaseArchive(store), lambda: NOW, AUTHOR))
    with store.reading() as connection:
        assert samples(connection) == ["sample-ben"]


@pytest.mark.usefixtures("few")
def test_nobody_who_is_there_becomes_a_sample(store: Database, pages: TestClient, tmp_path: Path) -> None:
    out = FolderArchive(tmp_path / "handed-out")
    out.keep_person("sample-ben", person_of(BEN, WORDS, NOW, AUTHOR), NOW)
    with store.writing() as connection:
        add_person(connection, "sample-ben", NOW)
    list(copy(out, DatabaseArchive(store), lambda: NOW, AUTHOR))
    with store.reading() as connection:
        assert samples(connection) == []
    pages.post("/samples/remove", headers=FORM)
    assert DatabaseArchive(store).people() == ["sample-ben"]


def test_nothing_real_is_kept_with_a_sample(store: Database, tmp_path: Path) -> None:
    DatabaseArchive(store).keep_person("sample-ben", person_of(BEN, WORDS, NOW, AUTHOR), NOW)
    place = str(tmp_path / "clinic.sqlite")
    with pytest.raises(InputError, match="made up"), keeping("sample-ben", place):
        pass
    with pytest.raises(InputError, match="made up"):
        VisitKeeper(tmp_path, "sample-ben", place).keep_left()
    with keeping("ben-04", place):
        assert "ben-04" in DatabaseArchive(store).people()


@pytest.mark.slow
@pytest.mark.usefixtures("few")
def test_no_command_is_shown_that_refuses_a_sample(pages: TestClient) -> None:
    make(pages)
    page = pages.get("/person/sample-ben/prescription/1")
    assert page.status_code == 200
    assert "live --prescription sample-ben.toml" in page.text
    assert "live --person" not in page.text


def test_what_is_still_being_made_is_left_when_samples_are_removed(store: Database, pages: TestClient) -> None:
    answer = pages.post("/samples", headers=FORM)
    again = pages.post("/samples", headers=FORM)
    assert again.headers["location"] == answer.headers["location"]
    text = pages.get(answer.headers["location"]).text
    assert "<progress" in text
    assert re.search(r"\d+ % done", text)
    pages.post("/samples/remove", headers=FORM)
    time.sleep(3.0)  # long enough for a visit that was under way
    assert DatabaseArchive(store).people() == []


@pytest.mark.slow
def test_the_same_day_gives_the_same_samples() -> None:
    one, other = (list(visits_of(BEN, WORDS, NOW)) for _ in range(2))
    assert one == other


def verdicts(of: Sample) -> list[list[Verdict]]:
    """Return what the engine says of each visit of somebody made up."""
    return [[one.verdict for one in made.session.repetitions] for made in visits_of(of, WORDS, NOW)]


@pytest.mark.slow
def test_one_gets_better_one_stops_and_one_is_hardly_seen() -> None:
    anna, ben, cara = (verdicts(one) for one in SAMPLES)
    assert Verdict.GOOD not in anna[0]
    assert Verdict.RUSHED in anna[4]
    assert set(anna[-1]) == {Verdict.GOOD}
    assert len(ben[-1]) == 2
    assert {one for each in cara for one in each} == {Verdict.NOT_MEASURABLE}


@pytest.mark.slow
def test_a_made_up_record_is_judged_like_any_other() -> None:
    made = next(visits_of(BEN, WORDS, NOW))
    content = made.documents.documents["set-1-part-1/record.jsonl"]
    record = parse_record(content.split(b"\n"), where="made up")
    again = run_session(record.header, without_pictures(record.inputs), ())
    assert [one.verdict for one in again.repetitions] == [one.verdict for one in made.session.repetitions]
    assert made.session.software.model == "made-up"


@pytest.mark.slow
@pytest.mark.usefixtures("few")
def test_the_session_of_a_sample_shows_its_figure(pages: TestClient) -> None:
    make(pages)
    (address,) = re.findall(r'href="(/person/sample-ben/visit/[^"]+)"', pages.get("/person/sample-ben").text)
    page = pages.get(address)
    assert page.status_code == 200
    assert "nobody moved like this" in page.text
    assert pages.get(f"{address}/state").status_code == 200
    wait_until(lambda: pages.get(f"{address}/traces").status_code == 200)


def test_samples_were_in_the_weeks_before() -> None:
    latest = NOW - timedelta(days=40)
    for sample in SAMPLES:
        days = [one.days_ago for one in sample.sittings]
        assert days == sorted(days, reverse=True)
        assert days[-1] >= 1
        assert NOW - timedelta(days=sample.given_days_ago) > latest
