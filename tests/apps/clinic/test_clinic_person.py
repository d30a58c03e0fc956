"""A person's page: four answers, what is noise and what is not, what cannot be compared, gaps that stay gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from formcheck.exercise.definition import Prescription
from formcheck.samples import Side
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.model import VisitDocuments
from formcheck.store.people import Prescribing, add_person, known_person, prescribe
from tests.support.clinic import FORM, clinic_pages
from tests.support.made_sets import make_set
from tests.support.queries import counted_questions
from tests.support.stored import AUTHOR, NOW, finished, recording, sitting, stopped
from tests.support.visits import dosed

PART = "set-1-part-1"
EXERCISE = "tibial-slider-seated"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """Return a store with one person of whom nothing is known."""
    opened = open_database(tmp_path / "clinic.sqlite")
    with opened.writing() as connection:
        add_person(connection, "anna-04", NOW)
    yield opened
    opened.close()


@pytest.fixture
def pages(store: Database) -> Iterator[TestClient]:
    """Return what asks for pages."""
    with clinic_pages(store) as client:
        yield client


def practise(
    store: Database, days_ago: float, knee_deg: int = 20, *, model: str = "heavy", side: Side = Side.RIGHT
) -> None:
    """Let the person have a visit with such a knee."""
    made = make_set(EXERCISE, side, model, knee_deg, 3, 4.5, good=7, unseen=1)
    documents = sitting(began_at=NOW - timedelta(days=days_ago), parts=()).documents
    log = documents["visit.jsonl"].replace(b'"side": "right"', f'"side": "{side}"'.encode())
    given = VisitDocuments({"visit.jsonl": log, f"{PART}/session.json": made.content})
    DatabaseArchive(store).keep("anna-04", given, NOW, AUTHOR)


def page(pages: TestClient, address: str = "/person/anna-04") -> str:
    """Return the text of a page that is there."""
    answer = pages.get(address)
    assert answer.status_code == 200
    return answer.text


def answer_to(text: str, question: str) -> str:
    """Return the words of one of the four answers."""
    (found,) = re.findall(rf'class="answer {question}">(.*?)</div>', text, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found)


# The four questions


def test_done_tells_what_was_kept_of_what_was_prescribed(store: Database, pages: TestClient) -> None:
    with store.writing() as connection:
        given = Prescribing(NOW.date() - timedelta(days=9), NOW, AUTHOR, Prescription(dosed(), Side.RIGHT))
        prescribe(connection, known_person(connection, "anna-04"), given)
    for days in (1, 2, 3, 3.2):
        practise(store, days)
    told = answer_to(page(pages), "done")
    assert "4 of 18 visits" in told
    assert "on 3 of 9 days" in told
    assert "yesterday" in told


def test_how_well_leaves_the_unseen_apart(store: Database, pages: TestClient) -> None:
    for days in (1, 2):
        practise(store, days)
    told = answer_to(page(pages), "well")
    assert "14 of 18 good" in told
    assert "2 not seen" in told
    assert "the machine" in told


def test_noise_is_not_read_as_progress(store: Database, pages: TestClient) -> None:
    for days, knee in ((9, 22), (8, 20), (7, 24), (1, 15)):
        practise(store, days, knee)
    told = answer_to(page(pages), "further")
    assert "Within noise" in told
    assert "22° → 15°, within noise (± 8°)" in told


def test_what_goes_beyond_noise_is_told_first(store: Database, pages: TestClient) -> None:
    for days, knee in ((9, 22), (8, 20), (7, 24), (1, 14)):
        practise(store, days, knee)
    assert "22° → 14°, further, beyond noise" in answer_to(page(pages), "further")


def test_another_model_begins_anew(store: Database, pages: TestClient) -> None:
    for days, knee in ((9, 30), (8, 30), (7, 30)):
        practise(store, days, knee, model="full")
    practise(store, 1, 10)
    text = page(pages)
    assert "Too early to tell" in answer_to(text, "further")
    assert "10°; a band needs three visits, 2 more" in text


def test_before_three_visits_there_is_no_band(store: Database, pages: TestClient) -> None:
    practise(store, 2)
    practise(store, 1)
    assert 'class="band" x' not in page(pages).replace('class="band" x="0"', "")  # but in the key
    practise(store, 0.1)
    assert 'class="band" x' in page(pages).replace('class="band" x="0"', "")


def test_hurts_tells_why_it_was_stopped(store: Database, pages: TestClient) -> None:
    DatabaseArchive(store).keep("anna-04", sitting(stopped(pain=6), NOW - timedelta(days=1)), NOW, AUTHOR)
    told = answer_to(page(pages), "hurts")
    assert "stopped: pain, 6 of 10" in told
    assert "after: not asked" in told


def test_pain_that_was_not_asked_is_not_zero(store: Database, pages: TestClient) -> None:
    DatabaseArchive(store).keep("anna-04", recording(), NOW, AUTHOR)
    text = page(pages)
    assert "not asked" in answer_to(text, "hurts")
    assert "0 of 10" not in text


def test_that_it_was_seen_is_told_and_can_be_taken_back(store: Database, pages: TestClient) -> None:
    archive = DatabaseArchive(store)
    archive.keep("anna-04", sitting(stopped(pain=6), NOW - timedelta(days=1)), NOW, AUTHOR)
    (visit,) = archive.visits("anna-04")
    sent = f"visit={visit.key}&need=stopped&period=year"
    assert "Stopped, or did not begin" in page(pages)
    answer = pages.post("/person/anna-04/seen", content=sent, headers=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, "/person/anna-04?period=year")
    text = page(pages)
    assert re.search(r"seen .*14:05 by jm|seen .*\d\d:05 by jm", text)
    assert "stopped: pain, 6 of 10" in answer_to(text, "hurts")
    pages.post("/person/anna-04/seen", content=f"{sent}&taken-back=yes", headers=FORM)
    assert "by jm" not in page(pages)


# The period


def chosen(text: str) -> str:
    """Return which period is shown."""
    (found,) = re.findall(r'aria-current="true"[^>]*>([^<]+)</a>', text)
    return str(found)


def test_the_period_is_in_the_address_and_everything_follows_it(store: Database, pages: TestClient) -> None:
    for days in (200, 60, 20, 2):
        practise(store, days)
    found = {
        word: page(pages, f"/person/anna-04?period={word}")
        for word in ("4-weeks", "3-months", "year", "all", "nonsense")
    }
    assert [chosen(text) for text in found.values()] == ["4 weeks", "3 months", "a year", "all", "3 months"]
    for text, visits in zip(found.values(), (2, 3, 4, 4, 3), strict=True):
        assert f"{7 * visits} of {9 * visits} good" in answer_to(text, "well")
        assert f"{7 * visits} of {9 * visits} good in all" in text
        assert f"{visits} visits" in answer_to(text, "done")
        assert f"in {chosen(text)}" in answer_to(text, "done")
        assert f"in {chosen(text)}" in answer_to(text, "well")


def test_the_start_is_the_persons_own_whatever_is_shown(store: Database, pages: TestClient) -> None:
    for days, knee in ((300, 30), (299, 30), (298, 30), (3, 15), (2, 15), (1, 15)):
        practise(store, days, knee)
    for word in ("4-weeks", "all"):
        assert "30° → 15°, further, beyond noise" in page(pages, f"/person/anna-04?period={word}")


def test_what_was_not_measured_in_the_period_is_not_shown_as_if(store: Database, pages: TestClient) -> None:
    for days in (80, 79, 78, 77):
        practise(store, days)
    text = page(pages, "/person/anna-04?period=4-weeks")
    assert "not measured in this time" in text
    assert "no visit in this time" in answer_to(text, "well")
    assert 'class="dot newest" cx="0' not in text


def test_who_was_not_here_for_long_is_shown_whole(store: Database, pages: TestClient) -> None:
    practise(store, 150)
    assert chosen(page(pages)) == "all"


def test_keys_lead_to_the_next_shorter_and_longer_period(store: Database, pages: TestClient) -> None:
    practise(store, 1)
    text = page(pages)
    keys = dict(re.findall(r'period=([^"]+)" aria-keyshortcuts="([^"])"', text))
    assert keys == {"4-weeks": "[", "year": "]"}


@pytest.mark.slow
def test_many_visits_are_drawn_by_weeks_and_one_by_one_in_a_shorter_period(store: Database, pages: TestClient) -> None:
    for number in range(66):
        practise(store, 1 + 1.1 * number, 20 + number % 3)
    text = page(pages)
    assert "Each point is a week" in text
    assert 'class="whisker"' in text
    assert 'class="doubt"' not in text
    text = page(pages, "/person/anna-04?period=4-weeks")
    assert "Each point is a week" not in text
    assert 'class="doubt"' in text
    assert len(re.findall(r"<(?:circle|line|rect|path)\b", text)) < 2000


def test_each_dot_shows_how_far_it_may_be_off(store: Database, pages: TestClient) -> None:
    practise(store, 2)
    practise(store, 1)
    assert page(pages).count('class="doubt"') == 4  # of knee and ankle


# Pictures


def paths_of(text: str) -> list[str]:
    """Return the lines of all pictures."""
    return re.findall(r'class="course" d="([^"]+)"', text)


def test_a_long_pause_stays_a_gap(store: Database, pages: TestClient) -> None:
    for days in (40, 39, 38):
        practise(store, days)
    assert all(path.count("M") == 1 for path in paths_of(page(pages)))
    for days in (2, 1):
        practise(store, days)
    assert all(path.count("M") == 2 for path in paths_of(page(pages)))


def test_left_and_right_stand_side_by_side_on_one_scale(store: Database, pages: TestClient) -> None:
    for days in (3, 2):
        practise(store, days, 20)
        practise(store, days - 0.3, 26, side=Side.LEFT)
    text = page(pages)
    assert text.index("Left leg") < text.index("Right leg")
    assert "left and right 6° apart" in text


def test_legs_that_different_models_read_are_not_compared(store: Database, pages: TestClient) -> None:
    practise(store, 3)
    practise(store, 2, side=Side.LEFT, model="full")
    text = page(pages)
    assert "legs not comparable" in text
    assert "apart" not in re.sub(r'class="small apart"|kept apart', "", text, flags=re.IGNORECASE)


def test_prescriptions_stand_on_the_same_axis(store: Database, pages: TestClient) -> None:
    with store.writing() as connection:
        of = known_person(connection, "anna-04")
        for number, days in enumerate((20, 5), start=1):
            exercise = dosed(repetitions=10 * number)
            given = Prescribing(
                NOW.date() - timedelta(days=days), NOW + timedelta(seconds=number), AUTHOR, Prescription(exercise)
            )
            prescribe(connection, of, given)
    practise(store, 2)
    text = page(pages)
    assert text.count('class="dose"') == 2
    assert 'class="break"' in text
    assert text.index("since Nov 24, 2026") < text.index("since Nov 9, 2026")


@pytest.mark.parametrize("count", [1, 12])
def test_numbers_stand_beside_the_pictures(store: Database, pages: TestClient, count: int) -> None:
    for number in range(count):
        practise(store, 1 + number)
    (table,) = re.findall(r'class="numbers".*?</details>', page(pages), re.DOTALL)
    assert table.count('<th scope="row">') == count
    assert "7 of 9 good" in table


# Visits


def test_visits_stand_newest_first_and_lead_to_their_sessions(store: Database, pages: TestClient) -> None:
    archive = DatabaseArchive(store)
    archive.keep("anna-04", sitting(finished(), NOW - timedelta(days=2), ("set-1-part-1", "set-2-part-1")), NOW, AUTHOR)
    archive.keep("anna-04", recording(), NOW, AUTHOR)
    addresses = re.findall(r'href="(/person/anna-04/visit/[^"]+)"', page(pages))
    assert [address.rpartition("/")[2] for address in addresses] == ["set-1-part-1", "set-2-part-1", "whole"]
    assert all(pages.get(address).status_code == 200 for address in addresses)


def test_visits_come_fifty_a_page(store: Database, pages: TestClient) -> None:
    for number in range(53):
        practise(store, 1 + number)
    first = page(pages)
    assert first.count('class="open"') == 50
    (older,) = re.findall(r'rel="next" href="([^"]+)"', first)
    assert page(pages, older).count('class="open"') == 3
    assert page(pages, "/person/anna-04?before=nonsense").count('class="open"') == 50


def test_nobody_who_is_not_there_has_a_page(pages: TestClient) -> None:
    assert pages.get("/person/nobody").status_code == 404


def test_who_never_came_has_a_page_that_says_how_to_go_on(pages: TestClient) -> None:
    text = page(pages)
    assert "no visit yet" in text
    assert "formcheck import FOLDER --person anna-04" in text


def test_a_name_is_kept_apart_and_can_be_taken_away(pages: TestClient) -> None:
    answer = pages.post("/person/anna-04/name", content="name=Ana+Garc%C3%ADa", headers=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, "/person/anna-04")
    assert "Ana García" in page(pages)
    pages.post("/person/anna-04/name", content="name=", headers=FORM)
    assert "Ana García" not in page(pages)


def test_a_person_is_three_questions(store: Database, pages: TestClient) -> None:
    for days in range(1, 5):
        practise(store, days)
    with counted_questions() as asked:
        page(pages)
    assert len(asked) == 3


def test_a_person_speaks_spanish(store: Database) -> None:
    practise(store, 1)
    with clinic_pages(store, "es") as pages:
        text = page(pages)
    assert "¿Le duele?" in text
    assert "7 de 9 bien" in text


def test_who_stayed_away_for_a_year_still_has_a_page(store: Database) -> None:
    practise(store, 1)
    with clinic_pages(store, now=NOW + timedelta(days=400)) as pages:
        assert "last visit Nov 28, 2026" in answer_to(page(pages), "done")
