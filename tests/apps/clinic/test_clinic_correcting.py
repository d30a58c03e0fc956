"""Corrections sent by the review room: kept before they are shown, once, and told where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

import pytest
from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.server import make_app
from formcheck.events import Verdict
from formcheck.session.corrections import AngleMeasured, DatedCorrection, PointsMoved
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import see_session
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.stored import AUTHOR, BRIEF, NOW, session_of, sitting
from tests.support.visits import golden_record

SECOND = session_of().repetitions[1]
HERE = {"start_s": SECOND.start_s, "end_s": SECOND.end_s}
OVERRULED = {
    "correction": "overruled",
    "movement": HERE,
    "machine": str(SECOND.verdict),
    "mine": "good",
    "blame": "rule",
    "reason": "enough for her",
}

Json = dict[str, object]


def kept(store: Database, visit: VisitKey) -> tuple[DatedCorrection, ...]:
    """Return the corrections as the store has them."""
    return see_session(store, visit, "").corrections


def send(
    client: TestClient,
    room: str,
    what: Mapping[str, object],
    sent_as: str = "token-0001",
    seen: int = 0,
    status: int = 200,
) -> Json:
    """Send a correction as the page does."""
    answer = client.post(f"{room}/corrections", json={"token": sent_as, "seen": seen, "what": what})
    assert answer.status_code == status, answer.text
    return cast("Json", answer.json())


def test_it_is_in_the_store_before_it_is_told(client: TestClient, room: str, store: Database, visit: VisitKey) -> None:
    told = send(client, room, OVERRULED)
    (only,) = kept(store, visit)
    assert (only.number, only.author, only.at.isoformat()) == (told["number"], "jm", told["at"])
    assert str(told["told"]).startswith("kept ")
    assert str(told["told"]).endswith(" by jm")
    assert told["state"] == client.get(f"{room}/state").json()


def test_the_index_follows_in_the_same_moment(client: TestClient, store: Database) -> None:
    DatabaseArchive(store).keep("ben-11", sitting(), NOW, AUTHOR)
    (of_ben,) = DatabaseArchive(store).visits("ben-11")
    send(client, f"/person/ben-11/visit/{of_ben.key}/set-1-part-1", OVERRULED)
    with store.reading() as connection:
        own = connection.exec_driver_sql("select own_good, good from visit where state = 'finished'").one()
        of_person = connection.exec_driver_sql("select good, attempts from person where pseudonym = 'ben-11'").one()
    assert tuple(own) == (2, 1)
    assert tuple(of_person) == (2, 3)


def test_the_same_request_sent_again_is_kept_once(
    client: TestClient, room: str, store: Database, visit: VisitKey
) -> None:
    first = send(client, room, OVERRULED)
    second = send(client, room, OVERRULED)
    assert len(kept(store, visit)) == 1
    assert (first["number"], first["at"]) == (second["number"], second["at"])


def test_who_was_not_seen_is_told_and_nothing_is_kept(
    client: TestClient, room: str, clinic: Clinic, store: Database, visit: VisitKey
) -> None:
    with TestClient(make_app(replace(clinic, author="ab"))) as other:
        send(other, room, OVERRULED, "token-of-ab")
    told = send(client, room, {"correction": "commented", "text": "so"}, "token-of-jm", seen=0, status=409)
    assert told["by"] == "ab"
    assert "ab changed this session at" in str(told["told"])
    assert len(kept(store, visit)) == 1
    state = cast("Json", told["state"])
    send(client, room, {"correction": "commented", "text": "so"}, "token-of-jm", seen=cast("int", state["latest"]))
    assert len(kept(store, visit)) == 2


def test_ones_own_second_window_is_nobody_else(client: TestClient, room: str, store: Database, visit: VisitKey) -> None:
    send(client, room, OVERRULED, "token-0001", seen=0)
    send(client, room, {"correction": "commented", "text": "so"}, "token-0002", seen=0)
    assert len(kept(store, visit)) == 2


def test_undo_is_another_row_and_so_is_its_undo(
    client: TestClient, room: str, store: Database, visit: VisitKey
) -> None:
    send(client, room, OVERRULED, "token-0001")
    send(client, room, {"correction": "undone", "number": 1}, "token-0002", seen=1)
    assert client.get(f"{room}/state").json()["rows"][1]["mine"] is None
    send(client, room, {"correction": "undone", "number": 2}, "token-0003", seen=2)
    assert client.get(f"{room}/state").json()["rows"][1]["mine"]["verdict"] == "good"
    assert len(kept(store, visit)) == 3


def test_a_repetition_is_added_and_one_is_struck(client: TestClient, room: str) -> None:
    added = {"correction": "added", "movement": {"start_s": 30.0, "end_s": 34.0}, "mine": "good", "blame": "camera"}
    send(client, room, added, "token-0001")
    struck = {"correction": "struck", "movement": HERE, "machine": str(SECOND.verdict), "blame": "point"}
    told = cast("dict[str, list[Json]]", send(client, room, struck, "token-0002", seen=1)["state"])
    assert [row["is_struck"] for row in told["rows"]] == [False, True, False, False]
    assert told["rows"][3]["machine"] is None
    counts = cast("dict[str, Json]", told["counts"])
    assert (counts["machine"]["text"], counts["mine"]["text"]) == ("1 good of 3 seen", "2 good of 3 seen")


def test_a_goniometer_reads_what_its_arms_say_and_not_what_the_page_says(
    client: TestClient, room: str, store: Database, visit: VisitKey
) -> None:
    what = {
        "correction": "angle_measured",
        "index": 40,
        "t_s": 1.6,
        "axis": [10.0, 10.0],
        "still": [10.0, 2.0],
        "moving": [20.0, 10.0],
        "deg": 12.0,
        "dof": "knee_flexion",
        "machine_deg": 88.0,
        "machine_error_deg": 5.0,
    }
    send(client, room, what)
    (only,) = kept(store, visit)
    assert isinstance(only.what, AngleMeasured)
    assert (only.what.deg, only.what.machine_deg) == (90.0, 88.0)
    send(client, room, what | {"still": [10.0, 10.0]}, "token-0002", seen=1, status=422)


def moved(dy: float) -> list[Json]:
    """Return the knee of the second repetition put elsewhere."""
    there = [pose for pose in golden_record(BRIEF).poses if abs(pose.t_s - SECOND.peak_s) < 0.5]
    return [
        {
            "index": pose.index,
            "landmark": "right_knee",
            "x_px": pose.landmarks["right_knee"].x_px,
            "y_px": pose.landmarks["right_knee"].y_px + dy,
        }
        for pose in (there[0], there[-1])
    ]


@pytest.mark.slow
def test_points_that_were_moved_are_judged_anew_and_both_answers_are_kept(
    client: TestClient, room: str, store: Database, visit: VisitKey
) -> None:
    tried = client.post(f"{room}/points", json={"movement": HERE, "points": moved(-30.0)}).json()
    assert kept(store, visit) == ()
    told = send(client, room, {"correction": "points_moved", "movement": HERE, "points": moved(-30.0)})
    (only,) = kept(store, visit)
    assert isinstance(only.what, PointsMoved)
    assert only.what.judged is not None
    state = cast("dict[str, list[dict[str, Json]]]", told["state"])
    row = state["rows"][1]
    assert row["machine"]["verdict"] == SECOND.verdict
    assert row["again"]["verdict"] == only.what.judged.verdict == tried["verdict"]
    assert row["again"]["knee"] == tried["knee"] != row["machine"]["knee"]
    assert only.what.judged.verdict is not Verdict.NOT_MEASURABLE or row["again"]["why"]


@pytest.mark.parametrize(
    "what",
    [
        {"correction": "undone", "number": 7},
        {"correction": "rescored", "opinion": "opinion-1"},
        {"correction": "commented", "text": ""},
        {"correction": "commented", "text": "x" * 2001},
        {"correction": "points_moved", "movement": HERE, "points": [moved(0.0)[0] | {"index": 9_999}]},
        {"correction": "points_moved", "movement": HERE, "points": [moved(0.0)[0] | {"landmark": "tail"}]},
        OVERRULED | {"mine": "splendid"},
        OVERRULED | {"author": "somebody else"},
        {},
    ],
)
def test_what_cannot_be_kept_is_told(
    client: TestClient, room: str, store: Database, visit: VisitKey, what: Json
) -> None:
    told = send(client, room, what, status=422)
    assert told["told"]
    assert kept(store, visit) == ()


def test_what_is_no_request_of_ours_is_told(client: TestClient, room: str) -> None:
    assert client.post(f"{room}/corrections", content=b"\xff").status_code == 422
    assert client.post(f"{room}/corrections", json={"token": "short", "seen": 0, "what": OVERRULED}).status_code == 422
    assert client.get(f"{room}/corrections").status_code == 405
    gone = room.replace("whole", "set-9-part-1")
    assert client.post(f"{gone}/points", json={"movement": HERE, "points": []}).status_code == 422


def test_corrections_of_a_person_leave_with_the_visit(
    client: TestClient, room: str, store: Database, visit: VisitKey
) -> None:
    send(client, room, OVERRULED)
    assert b"enough for her" in DatabaseArchive(store).read(visit).documents["corrections.jsonl"]
