"""``formcheck live --person`` killed at random moments: what the store had is whole, the next start takes in the rest.

A few kills by default; ``FORMCHECK_KILLS=50`` is what was measured (docs/live.md).
"""

from __future__ import annotations

import logging
import random
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from threading import Timer

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.digest import key_of_log
from formcheck.store.folder_archive import FolderArchive
from formcheck.store.names import RECORD_DOCUMENT, SESSION_DOCUMENT, kind_of
from tests.support.killed_visits import Seen, check, good_of, latest
from tests.support.live import BEGIN, EVERY, Message
from tests.support.machine import kills
from tests.support.processes import kill_all, wait_until
from tests.support.serving import ServedVisit, hear_ready, served, show, tell
from tests.support.stores import chances, check_whole, documents_in, table_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(0)]

KILLS = kills(2)
PERSON = "anna-04"
REPETITIONS = 2
VIEWS = 170
"""So many pictures are answered, on the average, in a visit of so many repetitions."""

START, ON_THE_WAY, PART_OVER, ALL_OVER = "at the start", "on the way", "as a part ends", "as all ends"
KEEPING_S = 1.0
"""What is over is in the store after about so long."""
PATIENCE_S = 60.0

Documents = dict[str, bytes]

_log = logging.getLogger(__name__)


def test_what_the_store_had_is_whole_and_the_next_start_takes_the_rest(tmp_path: Path) -> None:
    place, folder = tmp_path / "clinic.sqlite", tmp_path / "visits" / PERSON
    chance, seen = chances(12), Seen()
    for _ in range(KILLS):
        before, held = latest(folder), held_in(place)
        when = chance.choice([START, ON_THE_WAY, PART_OVER, ALL_OVER])
        with served(tmp_path, repetitions=REPETITIONS, whose=(PERSON, place)) as visit:
            is_open = before is not None and before.visit.is_open
            good = go_on_until_killed(visit, chance, when, folder, is_open=is_open)
        seen.stages[when] += 1
        seen.resumed += is_open
        check_store(place, held, folder)
        after = latest(folder)
        if after is not None:
            seen.kills[after.folder] += 1
            check(after, good, seen)
        _log.info("after %d kills: %s", sum(seen.stages.values()), dict(seen.stages))
    with served(tmp_path, repetitions=REPETITIONS, whose=(PERSON, place)):
        wait_until(lambda: is_all_kept(place, folder), PATIENCE_S)
    check_index(place)
    _log.info("%d kills, %s; %d visits gone on with; %d in the store; %d shown, %d attempts lost",
              KILLS, dict(seen.stages), seen.resumed, len(held_in(place)), seen.shown, seen.lost)  # fmt: skip


def go_on_until_killed(visit: ServedVisit, chance: random.Random, when: str, folder: Path, *, is_open: bool) -> int:
    """Go on with the interrupted visit, or begin another, until the program is killed; return how many were good."""
    left, views = left_in(folder), list[Message]()
    with suppress(ConnectionClosed, OSError):
        if when == START:  # while it takes in what was left
            kill_soon(visit, chance, KEEPING_S)
        with visit.open_link() as link:
            hear_ready(link)
            stage = tell(link, do="resume")["stage"]
            assert (stage != "welcome") == is_open
            if not is_open:
                tell(link, **BEGIN)
            if when != START:
                wait_until(lambda: is_kept(left, visit), PATIENCE_S)
            exercise_until_killed(visit, link, chance, when, views)
    kill_all(visit.process)
    return max((good_of(view) for view in views), default=0)


def exercise_until_killed(
    visit: ServedVisit, link: ClientConnection, chance: random.Random, when: str, views: list[Message]
) -> None:
    """Send pictures up to the end of the visit; somewhere on the way, or after it, the program is killed."""
    number, kill_at = 0, chance.randrange(1, VIEWS)
    while not views or views[-1]["stage"] != "after":
        if when == ON_THE_WAY and len(views) == kill_at:
            kill_soon(visit, chance, 0.05)
        views.append(show(link, number))
        number += EVERY
    if when == PART_OVER:
        kill_soon(visit, chance, KEEPING_S)
        visit.process.wait(PATIENCE_S)
    views.append(tell(link, do="after", pain=1, is_numb=False))
    if when == ALL_OVER:
        kill_soon(visit, chance, KEEPING_S)
        visit.process.wait(PATIENCE_S)


def kill_soon(visit: ServedVisit, chance: random.Random, within_s: float) -> None:
    Timer(chance.uniform(0.0, within_s), visit.process.kill).start()


def held_in(place: Path) -> dict[str, Documents]:
    """Return the documents that the store has, by the keys of the visits."""
    if not place.exists() or not place.stat().st_size:
        return {}
    return {visit.key: documents for visit, documents in documents_in(place).items()}


def left_in(folder: Path) -> dict[str, Documents]:
    """Return the documents of the visits in the person's folder, by their keys in a store."""
    if not folder.exists():
        return {}
    source = FolderArchive(folder, PERSON)
    found = [dict(source.read(visit).documents) for visit in source.visits()]
    return {key_of_log(documents["visit.jsonl"]): documents for documents in found}


def is_kept(left: Mapping[str, Documents], visit: ServedVisit) -> bool:
    """Tell whether the store has taken in all that was left."""
    held = held_in(visit.visits.parent / "clinic.sqlite")
    return all(is_grown(documents, held.get(key, {})) for key, documents in left.items())


def is_all_kept(place: Path, folder: Path) -> bool:
    """Tell whether the store has what the folder has, and nothing else."""
    left, held = left_in(folder), held_in(place)
    return {key: without_completed(one, left.get(key, {})) for key, one in held.items()} == left


def is_grown(before: Documents, after: Documents) -> bool:
    """Tell whether all documents are there that were, as they were or longer."""
    return all(name in after and after[name].startswith(content) for name, content in before.items())


def shrunk(before: Mapping[str, Documents], after: Mapping[str, Documents]) -> list[str]:
    """Return which documents are not there any more as they were, or longer; with their lengths, and the last words."""
    return [
        f"{key} {name}: {len(content)}, {len(after.get(key, {}).get(name, b''))}; {content[-80:]!r}"
        for key, documents in before.items()
        for name, content in documents.items()
        if not after.get(key, {}).get(name, b"").startswith(content)
    ]


def check_store(place: Path, before: Mapping[str, Documents], folder: Path) -> None:
    """See that the store is whole, has all it had, and nothing that is not in the folder as well."""
    if not place.exists() or not place.stat().st_size:
        assert not before
        return
    check_whole(place)
    held, left = held_in(place), left_in(folder)
    assert not shrunk(before, held)
    assert not shrunk({key: without_completed(one, left.get(key, {})) for key, one in held.items()}, left)
    for key, documents in held.items():
        results = {name for name in documents if kind_of(name) == SESSION_DOCUMENT}
        assert all(documents[name] == left[key].get(name, documents[name]) for name in results)
        assert {record_of(name) for name in results} <= set(documents)


def record_of(result: str) -> str:
    return result.replace(SESSION_DOCUMENT, RECORD_DOCUMENT)


def without_completed(held: Documents, left: Documents) -> Documents:
    """Return documents without the results that the store found itself, of parts that were broken off by a kill."""
    return {
        name: one
        for name, one in held.items()
        if name in left or kind_of(name) != SESSION_DOCUMENT or record_of(name) not in left
    }


def check_index(place: Path) -> None:
    """See that the index is what follows from the documents."""
    index = table_in(place, "visit", "session", "repetition", "answer")
    with closing(open_database(place)) as database:
        assert DatabaseArchive(database).rebuild() == []
    assert table_in(place, *index) == index
