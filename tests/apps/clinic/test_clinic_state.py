"""What stands in a session, as scripts are told it."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from formcheck.apps.clinic.said import moment_of, said_words
from formcheck.events import Verdict
from formcheck.samples import Dof
from formcheck.session.corrections import (
    Added,
    AngleMeasured,
    Blame,
    Commented,
    Correction,
    MovedPoint,
    Movement,
    Overruled,
    PointsMoved,
    Rescored,
    Struck,
    Undone,
)
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import keep_correction
from formcheck.store.corrections import Said
from formcheck.store.database import Database
from formcheck.words.catalogue import Words
from tests.support.stored import AUTHOR, NOW, session_of

FIRST = session_of().repetitions[0]
SECOND = session_of().repetitions[1]


def keep(store: Database, visit: VisitKey, *whats: Correction) -> None:
    """Keep corrections, one after the other."""
    for number, what in enumerate(whats):
        keep_correction(store, visit, Said("", what, f"token-{number:04}", AUTHOR), NOW)


def test_without_a_word_the_machine_stands_alone(client: TestClient, room: str) -> None:
    told = client.get(f"{room}/state").json()
    assert told["latest"] == 0
    assert [row["machine"]["verdict"] for row in told["rows"]] == ["good", "incomplete_range", "rushed"]
    assert all(row["mine"] is None and not row["is_struck"] for row in told["rows"])
    assert told["counts"]["machine"] == told["counts"]["mine"]
    assert told["log"] == []


def test_both_stand_side_by_side(client: TestClient, room: str, store: Database, visit: VisitKey) -> None:
    here = Movement(SECOND.start_s, SECOND.end_s)
    keep(store, visit, Overruled(here, SECOND.verdict, Verdict.GOOD, Blame.RULE, "slow enough for her"))
    told = client.get(f"{room}/state").json()
    row = told["rows"][1]
    assert (row["machine"]["verdict"], row["mine"]["verdict"], row["mine"]["by"]) == (
        "incomplete_range",
        "good",
        AUTHOR,
    )
    assert (row["correction"], told["latest"]) == (1, 1)
    assert told["counts"]["machine"]["text"] == "1 good of 3 seen"
    assert told["counts"]["mine"]["text"] == "2 good of 3 seen"
    assert "slow enough for her" in told["log"][0]["text"]


def test_what_was_taken_back_stays_in_the_log(client: TestClient, room: str, store: Database, visit: VisitKey) -> None:
    keep(store, visit, Struck(Movement(FIRST.start_s, FIRST.end_s), Verdict.GOOD, Blame.CAMERA), Undone(1))
    told = client.get(f"{room}/state").json()
    assert not told["rows"][0]["is_struck"]
    assert [(one["number"], one["is_undone"]) for one in told["log"]] == [(2, False), (1, True)]


@pytest.mark.parametrize("address", ["/person/nobody/visit/x/whole/state", "/person/anna-04/visit/x/whole/state"])
def test_what_is_not_there_is_told(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.json()["told"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "what",
    [
        Overruled(Movement(1.0, 2.0), Verdict.RUSHED, Verdict.GOOD, Blame.POINT, "so"),
        Added(Movement(1.0, 2.0), Verdict.GOOD, Blame.CAMERA),
        Struck(Movement(1.0, 2.0), Verdict.HELD, Blame.OTHER),
        PointsMoved(Movement(1.0, 2.0), (MovedPoint(3, "left_ankle", 1.0, 2.0),)),
        AngleMeasured(3, 1.0, (0.0, 0.0), (1.0, 0.0), (0.0, 1.0), 90.0),
        AngleMeasured(3, 1.0, (0.0, 0.0), (1.0, 0.0), (0.0, 1.0), 90.0, Dof.KNEE_FLEXION),
        AngleMeasured(3, 1.0, (0.0, 0.0), (1.0, 0.0), (0.0, 1.0), 90.0, Dof.KNEE_FLEXION, 88.0, 5.0),
        Commented("look at the heel", 1.0),
        Rescored("opinion-1"),
        Undone(1),
    ],
)
def test_every_correction_has_its_sentence(what: Correction, language: str) -> None:
    assert said_words(Words(language), what)
    assert (moment_of(what) is None) == isinstance(what, Rescored | Undone)
