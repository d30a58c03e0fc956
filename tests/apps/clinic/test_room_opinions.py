"""A further result of a session is opened in the room: it is told whose it is, and corrections are of the movement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.server import make_app
from formcheck.events import Verdict
from formcheck.samples import Side
from formcheck.session.corrections import Blame, MovedPoint, Movement, Overruled, PointsMoved, Rescored, Undone
from formcheck.session.model import Session
from formcheck.session.rescoring import Trial, try_limits
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import keep_correction, keep_opinion
from formcheck.store.corrections import Said
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.model import VisitDocuments
from formcheck.words.catalogue import Words
from tests.apps.clinic.conftest import ANNA
from tests.apps.clinic.test_room_page import column, traces_of
from tests.support.queries import counted_questions
from tests.support.stored import AUTHOR, NOW, recording, result_document, session_of

SECOND = session_of().repetitions[1]
WIDE: Mapping[str, float | None] = {"phases.extend.knee_flexion.max": 60.0, "tempo.min_cycle_s": 1.5}


def judged_by(trial: Trial, second: Verdict = Verdict.GOOD) -> Session:
    """Return the result of the recording by other limits, as if its second repetition were judged so then."""
    session = session_of()
    repetitions = (session.repetitions[0], replace(SECOND, verdict=second, flags=()), *session.repetitions[2:])
    return replace(session, prescription=try_limits(session.prescription, trial), repetitions=repetitions)


def keep(store: Database, visit: VisitKey, session: Session, reason: str = "she is just back") -> str:
    """Keep a further result, and return its name."""
    said = Said("", Rescored("opinion-1", reason), f"token-{reason}", "ab")
    kept = keep_opinion(store, visit, said, NOW + timedelta(days=1), result_document(session)).what
    assert isinstance(kept, Rescored)
    return kept.opinion


@pytest.fixture
def opinion(store: Database, visit: VisitKey) -> str:
    """Return the name of a further result, by wider limits."""
    return keep(store, visit, judged_by(Trial(limits=WIDE)))


def test_an_opinion_is_opened_by_its_link(client: TestClient, room: str, opinion: str) -> None:
    first = client.get(room).text
    assert f'href="{room}?opinion={opinion}"' in first
    assert "not the first result" not in first
    page = client.get(f"{room}?opinion={opinion}").text
    assert f'href="{room}?opinion={opinion}" aria-current="page">Opinion 1</a>' in page
    assert f'href="{room}">First result</a>' in page
    assert "kept by ab, Nov 30, 2026" in page
    assert "Why: she is just back" in page
    assert '<th scope="col">Opinion 1</th>' in page
    assert "first result: incomplete range" in page


def test_the_page_says_which_limits_differ_and_no_other(client: TestClient, room: str, opinion: str) -> None:
    page = client.get(f"{room}?opinion={opinion}").text
    assert "knee at most: 20° → <b>60°</b>" in page
    assert "out and back, rushed under: 2\N{NO-BREAK SPACE}s → <b>1.5\N{NO-BREAK SPACE}s</b>" in page
    assert page.count("→ <b>") == len(WIDE)


def test_another_exercise_and_another_leg_are_told(
    client: TestClient, room: str, store: Database, visit: VisitKey
) -> None:
    session = judged_by(Trial(exercise="deep-peroneal-slider-longsitting"))
    name = keep(store, visit, replace(session, side=Side.LEFT))
    page = client.get(f"{room}?opinion={name}").text
    assert "Exercise: Tibial slider, seated → <b>" in page
    assert "Leg: right leg → <b>left leg</b>" in page
    assert "limits differ</summary>" in page  # there are many: they are folded up


def test_an_opinion_by_the_same_limits_says_so(client: TestClient, room: str, store: Database, visit: VisitKey) -> None:
    name = keep(store, visit, judged_by(Trial()))
    assert "No limit differs" in client.get(f"{room}?opinion={name}").text


def test_counts_say_whose_they_are(client: TestClient, room: str, opinion: str) -> None:
    counts = client.get(f"{room}/state?opinion={opinion}").json()["counts"]
    assert {whose: one["text"] for whose, one in counts.items()} == {
        "opinion": "2 good of 3 seen",
        "machine": "1 good of 3 seen",
        "mine": "1 good of 3 seen",
    }
    assert set(client.get(f"{room}/state").json()["counts"]) == {"machine", "mine"}


def test_bands_are_those_of_the_opinion(client: TestClient, room: str, opinion: str) -> None:
    assert '"high": 60' in client.get(f"{room}?opinion={opinion}").text
    assert '"high": 60' not in client.get(room).text


@pytest.mark.parametrize("name", ["opinion-9", "opinion-", "../x", "session.json", "opinion-1/../x", "<b>"])
def test_an_unknown_opinion_is_told(client: TestClient, room: str, opinion: str, name: str) -> None:
    del opinion
    for address in ("", "/state", "/traces", "/frame/3.jpg"):
        answer = client.get(f"{room}{address}", params={"opinion": name})
        assert answer.status_code == 404, address
    page = client.get(room, params={"opinion": name}).text
    assert "no opinion of this session" in page
    assert "<b>" not in page


def test_many_opinions_ask_the_store_no_more(client: TestClient, room: str, store: Database, visit: VisitKey) -> None:
    names = [
        keep(store, visit, judged_by(Trial(limits={"tempo.min_cycle_s": 1.0 + 0.1 * n})), f"{n}") for n in range(5)
    ]
    assert names[-1] == "opinion-5"
    with counted_questions() as asked:
        assert client.get(f"{room}?opinion=opinion-3").status_code == 200
    assert len(asked) <= 12


def test_the_page_of_an_opinion_speaks_spanish(store: Database, room: str, opinion: str) -> None:
    spanish = Clinic(store, Words("es"), lambda: NOW, AUTHOR)
    page = TestClient(make_app(spanish)).get(f"{room}?opinion={opinion}").text
    for told in ("Opinión 1", "Primer resultado", "rodilla, como mucho: 20° → <b>60°</b>", "primer resultado:"):
        assert told in page


# --- corrections belong to the movement -------------------------------------------------------------------------------


def test_what_is_said_in_an_opinion_is_of_the_movement(client: TestClient, room: str, opinion: str) -> None:
    here = f"{room}/corrections?opinion={opinion}"
    movement = {"start_s": SECOND.start_s, "end_s": SECOND.end_s}
    what = {
        "correction": "overruled",
        "movement": movement,
        "machine": "incomplete_range",
        "mine": "rushed",
        "blame": "rule",
    }
    told = client.post(here, json={"token": "token-0009", "seen": 1, "what": what}).json()["state"]
    row = told["rows"][1]
    assert (row["machine"]["verdict"], row["first"]["verdict"], row["mine"]["verdict"]) == (
        "good",
        "incomplete_range",
        "rushed",
    )
    assert told["counts"]["opinion"]["good"] == 2
    assert told["counts"]["mine"]["good"] == 1
    first = client.get(f"{room}/state").json()["rows"][1]
    assert (first["machine"]["verdict"], first["first"], first["mine"]["verdict"]) == (
        "incomplete_range",
        None,
        "rushed",
    )
    assert "incomplete range" in told["log"][0]["text"]


def test_points_moved_are_told_to_be_by_the_first_limits(
    client: TestClient, room: str, store: Database, visit: VisitKey, opinion: str
) -> None:
    moved = (MovedPoint(200, "right_knee", 10.0, 20.0), MovedPoint(220, "right_knee", 12.0, 22.0))
    what = PointsMoved(Movement(SECOND.start_s, SECOND.end_s), moved, SECOND)
    keep_correction(store, visit, Said("", what, "token-0011", AUTHOR), NOW)
    told = client.get(f"{room}/state?opinion={opinion}").json()
    assert told["rows"][1]["again"]["told"] == "points moved, first limits: incomplete range"
    assert client.get(f"{room}/state").json()["rows"][1]["again"]["told"] == "with points moved: incomplete range"
    (stretch,) = told["moved"]
    assert [one["index"] for one in stretch["points"]] == [200, 220]
    assert "Points moved by jm" in stretch["told"]


def test_a_movement_that_only_the_first_result_has_is_no_addition(
    client: TestClient, room: str, store: Database, visit: VisitKey
) -> None:
    session = judged_by(Trial(limits=WIDE))
    name = keep(store, visit, replace(session, repetitions=session.repetitions[:1]))
    what = Overruled(Movement(SECOND.start_s, SECOND.end_s), SECOND.verdict, Verdict.GOOD, Blame.RULE)
    keep_correction(store, visit, Said("", what, "token-0012", AUTHOR), NOW)
    page = client.get(f"{room}?opinion={name}").text
    assert 'aria-label="Go to the movement that only the first result has">·<' in page
    assert 'aria-label="Go to the repetition that was added"' not in page


# --- whose it is ------------------------------------------------------------------------------------------------------


def test_an_opinion_that_was_taken_back_is_still_opened(
    client: TestClient, room: str, store: Database, visit: VisitKey, opinion: str
) -> None:
    keep_correction(store, visit, Said("", Undone(1), "token-0013", AUTHOR), NOW)
    page = client.get(f"{room}?opinion={opinion}").text
    assert "kept by ab, Nov 30, 2026" in page
    assert "taken back since" in page


def test_a_result_from_elsewhere_says_who_brought_it_in(client: TestClient, room: str, store: Database) -> None:
    other = replace(session_of(), repetitions=session_of().repetitions[:2])
    documents = {**recording().documents, "session.json": result_document(other)}
    DatabaseArchive(store).keep(ANNA, VisitDocuments(documents), NOW + timedelta(days=3), "cd")
    page = client.get(f"{room}?opinion=opinion-1").text
    assert "brought in by cd, Dec 2, 2026" in page


# --- traces -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_traces_of_an_opinion_are_by_its_limits_and_its_leg(
    client: TestClient, room: str, store: Database, visit: VisitKey
) -> None:
    name = keep(store, visit, judged_by(Trial(side="left")))
    before = DatabaseArchive(store).read(visit)
    first = traces_of(client, room)
    asked = client.get(f"{room}/traces?opinion={name}")
    while asked.status_code == 202:
        asked = client.get(f"{room}/traces?opinion={name}")
    assert np.unique(column(first, "side"))[-1] == 1.0
    assert set(np.unique(column(asked.content, "side"))) == {0.0}
    assert column(asked.content, "number").tolist() == column(first, "number").tolist()
    assert client.get(f"{room}/traces").content == first
    assert DatabaseArchive(store).read(visit) == before
