"""Other limits tried on what is stored: side by side with what was found, kept beside it, never over it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import cast

import pytest
from starlette.testclient import TestClient

from formcheck.exercise.loader import exercise_ids
from formcheck.session.corrections import Rescored
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import see_session
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.clinic import clinic_pages
from tests.support.stored import AUTHOR, NOW, recording, sitting

WIDE = {"limits": {"phases.extend.knee_flexion.max": 60}}
PATIENCE_S = 60.0

Json = dict[str, object]


def tried(client: TestClient, room: str, trial: Mapping[str, object]) -> tuple[str, Json]:
    """Try something, wait for it, and return the name of the run and what came of it."""
    begun = client.post(f"{room}/rescore", json=trial)
    assert begun.status_code == 202, begun.text
    name = str(begun.json()["run"])
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        answer = client.get(f"{room}/rescore/run/{name}")
        if answer.status_code != 202:
            assert answer.status_code == 200, answer.text
            return name, cast("Json", answer.json())
        assert answer.json()["done"] <= max(answer.json()["of"], answer.json()["done"])
        time.sleep(0.02)
    raise AssertionError("nothing came of it")


def test_the_page_has_a_field_for_every_number(client: TestClient, room: str) -> None:
    page = client.get(f"{room}/rescore").text
    for key in ("phases.extend.knee_flexion.max", "tempo.min_cycle_s", "personal.driver_end_deg"):
        assert f'name="{key}"' in page
    assert all(one in page for one in exercise_ids())


@pytest.mark.parametrize("exercise", ["sciatic-slider-supine", "tibial-ankle-slider-supine"])
def test_another_exercise_has_its_own_numbers(client: TestClient, room: str, exercise: str) -> None:
    assert client.get(f"{room}/rescore?exercise={exercise}").status_code == 200
    assert client.get(f"{room}/rescore?exercise=../x").status_code == 404


def test_all_that_contradicts_is_told_by_its_field(client: TestClient, room: str) -> None:
    limits = {"phases.extend.knee_flexion.max": 400, "tempo.min_cycle_s": 70}
    answer = client.post(f"{room}/rescore", json={"limits": limits})
    assert answer.status_code == 422
    assert {one["key"] for one in answer.json()["faults"]} >= set(limits)


KNEE = "phases.extend.knee_flexion"


@pytest.mark.parametrize(
    ("limits", "key", "told"),
    [
        ({f"{KNEE}.max": "2o"}, f"{KNEE}.max", "Aquí hace falta un número."),
        ({f"{KNEE}.max": 400}, f"{KNEE}.max", "Tiene que estar entre \N{MINUS SIGN}180° y 180°."),
        ({f"{KNEE}.max": -5}, f"{KNEE}.min", "No puede ser más que «rodilla, como mucho», que es \N{MINUS SIGN}5°."),
        ({f"{KNEE}.max": 80}, KNEE, "Tiene que quedar fuera de 75° a 110°: ahí empieza el movimiento."),
        ({"tempo.max_speed_degps": 3}, "tempo.max_speed_degps", "Tiene que ser más de 27,5 °/s."),
        ({"tempo.min_stroke_s": 20}, "tempo.min_stroke_s", "No encaja con el ritmo o la parada que se piden."),
        ({"tempo.warn_cycle_s": 20}, "tempo.warn_cycle_s", "No encaja con el ritmo o la parada que se piden."),
        (
            {"personal.cycle_s": 1},
            "personal.cycle_s",
            "No puede ser menos que «ida y vuelta, con prisa bajo», que es 2 s.",
        ),
        ({f"{KNEE}.max": 0.3}, KNEE, "No encaja con este ejercicio o con otro de los números."),
        ({"clear.knee_deg": 1}, "clear.knee_deg", "No encaja con este ejercicio o con otro de los números."),
    ],
)
def test_what_contradicts_is_told_in_the_language_of_the_page(
    store: Database, room: str, limits: Mapping[str, object], key: str, told: str
) -> None:
    with clinic_pages(store, "es") as client:
        answer = client.post(f"{room}/rescore", json={"limits": limits})
    assert answer.status_code == 422
    assert {"key": key, "told": told} in answer.json()["faults"]


@pytest.mark.parametrize("body", [{"limits": {"x": "y"}}, {"side": "both"}, {"folder": "/"}, []])
def test_what_is_no_trial_is_told(client: TestClient, room: str, body: object) -> None:
    assert client.post(f"{room}/rescore", json=body).status_code == 422


@pytest.mark.slow
def test_both_are_shown_and_nothing_is_kept(client: TestClient, room: str, store: Database, visit: VisitKey) -> None:
    before = DatabaseArchive(store).read(visit)
    _, found = tried(client, room, WIDE)
    assert found["now"] == {"good": 1, "incomplete_range": 1, "rushed": 1}
    assert found["changed"] == 1
    assert "is-changed" in str(found["html"])
    assert f"{room}#t=" in str(found["html"])
    assert DatabaseArchive(store).read(visit) == before


@pytest.mark.slow
def test_a_second_opinion_is_kept_beside_the_first_and_once(
    client: TestClient, room: str, store: Database, visit: VisitKey
) -> None:
    before = DatabaseArchive(store).read(visit).documents
    name, _ = tried(client, room, WIDE)
    sent = {"token": "token-0001", "seen": 0, "run": name, "reason": "she is just back"}
    first = client.post(f"{room}/opinions", json=sent)
    assert first.status_code == 200, first.text
    assert client.post(f"{room}/opinions", json=sent).json()["number"] == first.json()["number"]
    after = DatabaseArchive(store).read(visit).documents
    assert {key: after[key] for key in before} == before
    assert set(after) - set(before) == {"opinion-1/session.json", "corrections.jsonl"}
    (opinion,) = first.json()["state"]["opinions"]
    assert (opinion["name"], opinion["by"], opinion["text"]) == ("opinion-1", AUTHOR, "she is just back")
    client.post(f"{room}/opinions", json=sent | {"token": "token-0002", "seen": 1})
    seen = see_session(store, visit, "")
    assert [one.what for one in seen.corrections] == [Rescored("opinion-1", "she is just back"),
                                                     Rescored("opinion-2", "she is just back")]  # fmt: skip
    assert list(seen.opinions) == ["opinion-1", "opinion-2"]


@pytest.mark.slow
def test_what_was_left_is_gone_and_keeps_nothing(
    client: TestClient, room: str, store: Database, visit: VisitKey
) -> None:
    name = client.post(f"{room}/rescore", json=WIDE).json()["run"]
    assert client.delete(f"{room}/rescore/run/{name}").status_code == 204
    assert client.get(f"{room}/rescore/run/{name}").status_code == 404
    sent = {"token": "token-0001", "seen": 0, "run": name}
    assert client.post(f"{room}/opinions", json=sent).status_code == 422
    assert see_session(store, visit, "").corrections == ()


def test_the_last_visits_are_those_of_the_person(client: TestClient, room: str, store: Database) -> None:
    DatabaseArchive(store).keep("anna-04", sitting(), NOW, AUTHOR)
    DatabaseArchive(store).keep("ben-11", recording(), NOW, AUTHOR)
    found = client.get(f"{room}/rescore/visits?count=10").json()["sessions"]
    assert len(found) == 2
    assert all(one["href"].startswith("/person/anna-04/") and one["label"] for one in found)
    assert len(client.get(f"{room}/rescore/visits?count=1").json()["sessions"]) == 1
    assert client.get(f"{room}/rescore/visits?count=x").status_code == 200
