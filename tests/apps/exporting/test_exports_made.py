"""What leaves the store: the visits that were asked for, whole, by the pseudonym alone."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from datetime import date
from pathlib import Path

import av
import pypdfium2
import pytest

from formcheck.apps.exporting.asked import Asked, asked_by
from formcheck.apps.exporting.forms import Form
from formcheck.apps.exporting.making import Source, make
from formcheck.apps.exporting.order import OF_THE_RECORD, Order
from formcheck.apps.exporting.reading import read_course
from formcheck.apps.exporting.sessions import ABOUT
from formcheck.errors import FormcheckError, InputError
from formcheck.events import Verdict
from formcheck.outputs.record.course import Count, Maker
from formcheck.store.archive import VisitKey
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.words.catalogue import Words
from tests.apps.exporting.conftest import ANNA, BEN, NAME
from tests.support.numbered import make_numbered_film
from tests.support.stored import NOW, session_of

MAKER = Maker("formcheck", "0.2.0", NOW, "jm")
DAY = date(2026, 11, 29)


@pytest.fixture
def source(database: Database) -> Source:
    """Return what orders are made from."""
    return Source(database, Words("en"), NOW, "jm")


# What is read


def test_the_record_is_what_the_store_holds(database: Database, corrected: VisitKey) -> None:
    of = read_course(database, "ANNA-04", Asked(), MAKER)
    assert (of.person, len(of.visits), of.begin, of.end) == (ANNA, 2, DAY, DAY)
    one = next(visit for visit in of.visits if visit.key == corrected.key)
    assert (one.machine, one.holding) == (Count(3, 1, 0), Count(3, 2, 0))
    assert (one.pain_before, one.pain_after) == (2, 1)
    (session,) = one.sessions
    assert [each.machine.verdict for each in session.movements if each.machine] == [
        each.verdict for each in session_of().repetitions
    ]
    (said,) = [each.said for each in session.movements if each.said is not None]
    assert (said.verdict, said.author, said.reason) == (Verdict.GOOD, "mara", "=1+1 enough")
    assert session.software is not None
    assert session.exercise_sha256


def test_a_visit_alone_and_some_days(database: Database, sitting_key: VisitKey) -> None:
    alone = read_course(database, ANNA, Asked(visit=sitting_key.key), MAKER)
    assert (len(alone.visits), alone.is_of_one_visit) == (1, True)
    days = read_course(database, ANNA, Asked(begin=DAY, end=DAY), MAKER)
    assert [one.key for one in days.visits] == [sitting_key.key]  # the other has no day


@pytest.mark.parametrize("asked", [Asked(visit="nobody's"), Asked(begin=date(2027, 1, 1))])
def test_what_is_not_there_is_told(database: Database, asked: Asked) -> None:
    with pytest.raises(InputError):
        read_course(database, ANNA, asked, MAKER)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("", "3 Nov", ""), "the first day: found '3 Nov', expected a day such as 2026-11-03"),
        (("", "2026-11-29", "2026-11-03"), "ends on 2026-11-03, before it begins on 2026-11-29"),
        (("key", "2026-11-03", ""), "one visit or some days, not both"),
    ],
)
def test_what_cannot_be_asked_for_is_told(words: tuple[str, str, str], told: str) -> None:
    with pytest.raises(InputError, match=told):
        asked_by(*words)


def test_a_damaged_visit_is_named_and_nothing_is_left(source: Source, tmp_path: Path) -> None:
    with source.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE document SET body = ? WHERE name = 'set-1-part-1/session.json'", (zlib.compress(b"{}"),)
        )
    for form in (Form.PDF, Form.CSV):
        with pytest.raises(FormcheckError, match="the visit of 2026-11-29"):
            make(Order(form, ANNA), source, tmp_path / "out")
    assert not [one for one in (tmp_path / "out").rglob("*") if one.is_file()]


# What leaves


@pytest.mark.usefixtures("corrected")
@pytest.mark.parametrize("form", sorted(OF_THE_RECORD))
def test_no_form_of_the_record_holds_the_name_or_a_film(source: Source, tmp_path: Path, form: Form) -> None:
    made = make(Order(form, ANNA), source, tmp_path / "out")
    assert made.path.name.startswith("anna-04_2026-11-29_")
    content = made.path.read_bytes()
    held = content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            held = b"".join(pack.read(name) for name in pack.namelist())
    for hidden in (NAME, "Example", "brief-tibial-slider.mp4"):
        assert hidden.encode() not in held
    assert list((tmp_path / "out").iterdir()) == [made.path]


@pytest.mark.usefixtures("corrected")
def test_the_page_says_both(source: Source, tmp_path: Path) -> None:
    made = make(Order(Form.PDF, ANNA), source, tmp_path)
    text = " ".join(pypdfium2.PdfDocument(made.path)[0].get_textpage().get_text_range().split())
    assert "3 of 6 good" in text  # 1 and 1 by the machine, and one that a clinician calls good
    assert "the machine: 2 of 6" in text


@pytest.mark.parametrize("form", [Form.MOT, Form.TRC])
def test_movement_of_each_recording_with_what_is_to_be_known_of_it(source: Source, tmp_path: Path, form: Form) -> None:
    made = make(Order(form, ANNA, height_m=1.80), source, tmp_path)
    with zipfile.ZipFile(made.path) as pack:
        names = set(pack.namelist())
        about = pack.read("2026-11-29_set-1-part-1.about.txt").decode()
    assert {f"2026-11-29_set-1-part-1.{form}", "2026-11-29_set-1-part-1.about.txt", ABOUT} <= names
    assert len(names) == 5
    assert ("assumed" in about or "of a height of 1.80 m" in about) is (form is Form.TRC)


def test_everything_is_what_import_takes_with_the_name(source: Source, tmp_path: Path) -> None:
    made = make(Order(Form.ARCHIVE, ANNA), source, tmp_path)
    with zipfile.ZipFile(made.path) as pack:
        assert json.loads(pack.read(f"{ANNA}/person.json"))["name"] == NAME
        assert len([one for one in pack.namelist() if one.endswith("/session.json")]) == 2


def test_of_somebody_without_visits_everything_can_leave_and_no_report(source: Source, tmp_path: Path) -> None:
    assert make(Order(Form.ARCHIVE, BEN), source, tmp_path).path.exists()
    with pytest.raises(InputError, match="holds no visit"):
        make(Order(Form.PDF, BEN), source, tmp_path)


def test_one_that_nobody_waits_for_leaves_nothing(source: Source, tmp_path: Path) -> None:
    class LeftError(FormcheckError):
        pass

    def leave(done: int, _of: int) -> None:
        if done:
            raise LeftError("was left.")

    for form in (Form.PDF, Form.MOT, Form.ARCHIVE):
        with pytest.raises(LeftError):
            make(Order(form, ANNA), source, tmp_path / form, leave)
        assert not (tmp_path / form).exists() or not list((tmp_path / form).iterdir())


# Films


def test_a_film_without_one_is_told(source: Source, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no film where it was"):
        make(Order(Form.FILM, ANNA), source, tmp_path)


@pytest.mark.slow
def test_the_film_is_drawn_on_with_the_face_covered_and_without_sound(source: Source, tmp_path: Path) -> None:
    film = make_numbered_film(tmp_path, "film.mp4", count=120)
    film.keep(DatabaseArchive(source.database), "cara-02")
    drawn = {}
    for shows_faces in (False, True):
        far: dict[int, int] = {}
        out = tmp_path / str(shows_faces)
        made = make(Order(Form.FILM, "cara-02", shows_faces=shows_faces), source, out, far.__setitem__)
        with zipfile.ZipFile(made.path) as pack:
            name, page = pack.namelist()
            pack.extract(name, out)
            assert page == ABOUT
            assert "How far to trust it" in pack.read(page).decode()
        with av.open(str(out / name)) as container:
            assert not container.streams.audio
            drawn[shows_faces] = [picture.to_ndarray(format="gray") for picture in container.decode(video=0)]
        assert len(drawn[shows_faces]) == 120
        assert far == dict.fromkeys(range(1, 121), 120)
    assert (drawn[False][60] != drawn[True][60]).mean() > 0.01
