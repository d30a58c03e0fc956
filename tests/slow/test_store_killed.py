"""The store's programs killed at random moments: nothing half-written, nothing said to be kept that is not.

A handful of kills by default; ``FORMCHECK_KILLS=50`` is what docs/security.md tells of.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from formcheck.store.database import open_database
from formcheck.store.folder_archive import FolderArchive
from tests.support.commands import COMMAND
from tests.support.machine import kills
from tests.support.processes import kill_all
from tests.support.revisions import assert_kept, make_at, revisions, rows_in, schema_of
from tests.support.stored import NOW, finished, sitting
from tests.support.stored_folders import write_visit
from tests.support.stores import chances, check_whole, documents_in, table_in
from tests.support.truth import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(0)]

KILLS = kills(3)
VISITS = 16
DRIVER = (sys.executable, "-m", "tests.support.store_driver")
INDEX = ("visit", "session", "repetition", "answer")

_log = logging.getLogger(__name__)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of visits of four people."""
    root = tmp_path_factory.mktemp("source")
    for number in range(VISITS):
        visit = sitting(finished(pain_before=number % 10), NOW + timedelta(hours=number))
        write_visit(root / f"p-{number % 4}" / f"visit-{number:03}", visit)
    return root


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the store is."""
    return tmp_path / "store" / "clinic.sqlite"


@pytest.fixture
def filled(place: Path, source: Path) -> Path:
    """Return a store that holds all visits."""
    finish("import", source, "--by-folder", "--store", place)
    return place


def start(*words: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([COMMAND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def finish(*words: str | Path) -> None:
    """Run a command to its end; it must be a good one."""
    process = subprocess.run([COMMAND, *words], capture_output=True, check=False, timeout=300)
    assert process.returncode == 0, process.stderr


def time_in(place: Path, *words: str | Path) -> float:
    """Run a command to its end, and return for how many seconds it had the store open."""
    process = start(*words)
    wait_until_open(process, place)
    begun_s = time.monotonic()
    assert process.wait(300) == 0
    return time.monotonic() - begun_s


def wait_until_open(process: subprocess.Popen[bytes], place: Path) -> None:
    """Wait until a program has the store open: before, it does nothing but import what it needs."""
    with suppress(psutil.NoSuchProcess):
        while process.poll() is None:
            if any(one.path == str(place) for one in psutil.Process(process.pid).open_files()):
                return
            time.sleep(0.005)


def killed_at_random(lasts_s: float, number: int, place: Path, *words: str | Path, after: Callable[[], None]) -> None:
    """Start a command and kill it while it has the store open, again and again; look at what is there each time."""
    chance = chances(number)
    for _ in range(KILLS):
        process = start(*words)
        wait_until_open(process, place)
        time.sleep(chance.uniform(0.0, lasts_s))
        kill_all(process)
        after()


def test_an_import_keeps_visits_whole_and_goes_on(source: Path, place: Path, tmp_path: Path) -> None:
    words = ("import", source, "--by-folder", "--store")
    lasts_s = time_in(tmp_path / "whole.sqlite", *words, tmp_path / "whole.sqlite")
    given = FolderArchive(source, is_by_folder=True)
    whole = [dict(given.read(visit).documents) for visit in given.visits()]
    index = table_in(tmp_path / "whole.sqlite", "session", "repetition")
    seen: Counter[int] = Counter()

    def look() -> None:
        if not place.exists() or not place.stat().st_size:
            seen[0] += 1
            return
        check_whole(place)
        held = documents_in(place)
        assert all(documents in whole for documents in held.values())
        assert len(table_in(place, "session")["session"]) == len(held)
        seen[len(held)] += 1
        if len(held) == VISITS:
            for path in place.parent.glob("clinic.sqlite*"):
                path.unlink()

    killed_at_random(lasts_s, 1, place, *words, place, after=look)
    finish(*words, place)
    assert len(documents_in(place)) == VISITS
    assert {name: len(rows) for name, rows in table_in(place, "session", "repetition").items()} == {
        name: len(rows) for name, rows in index.items()
    }
    _log.info("import: %d kills, after which so many visits were there: %s", KILLS, dict(sorted(seen.items())))


@contextmanager
def correcting(place: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Give a program that corrects, once it has begun."""
    (visit,) = list(documents_in(place))[:1]
    words = (*DRIVER, "corrections", str(place), visit.person, visit.key)
    process = subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    try:
        yield process
    finally:
        kill_all(process)
        process.stdout.close()


def corrections_in(place: Path) -> list[int]:
    with closing(sqlite3.connect(place)) as connection:
        return [number for (number,) in connection.execute("SELECT number FROM correction ORDER BY number")]


def test_every_correction_that_was_said_to_be_kept_is(filled: Path) -> None:
    chance, kept = chances(2), 0
    for _ in range(KILLS):
        with correcting(filled) as process:
            time.sleep(chance.uniform(0.0, 1.0))
            kill_all(process)
            assert process.stdout is not None
            said = [int(line) for line in process.stdout.read().split()]
        check_whole(filled)
        there = corrections_in(filled)
        assert there == list(range(1, len(there) + 1))
        assert (said[-1] if said else kept) in {len(there), len(there) - 1}
        kept = len(there)
    _log.info("corrections: %d kills, %d kept, none lost that was said to be kept", KILLS, kept)


def test_a_back_up_is_there_whole_or_not_at_all(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "one.sqlite"
    lasts_s = time_in(filled, "backup", copy, "--store", filled)
    copy.unlink()
    whole = documents_in(filled)
    seen: Counter[bool] = Counter()

    def look() -> None:
        seen[copy.exists()] += 1
        if copy.exists():
            check_whole(copy)
            assert documents_in(copy) == whole
            copy.unlink()

    killed_at_random(lasts_s, 3, filled, "backup", copy, "--store", filled, after=look)
    check_whole(filled)
    finish("backup", copy, "--store", filled)
    assert os.listdir(copy.parent) == ["one.sqlite"]  # nothing hidden is left of those killed  # noqa: PTH208
    _log.info("backup: %d kills, %d whole copies, %d none", KILLS, seen[True], seen[False])


def upgrade_time(place: Path) -> float:
    """Return how many seconds an upgrade takes, of a program that has imported what it needs."""
    make_at(str(place), revisions()[0])
    with subprocess.Popen([*DRIVER, "upgrade", str(place)], stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        begun_s = time.monotonic()
        assert process.stdout.readline() == b"done\n"
        return time.monotonic() - begun_s


def test_an_upgrade_is_done_or_not_begun(tmp_path: Path) -> None:
    oldest, latest = revisions()[0], revisions()[-1]
    chance, seen, lasts_s = chances(4), Counter[str](), upgrade_time(tmp_path / "first.sqlite")
    for number in range(KILLS):
        place = tmp_path / f"{number}.sqlite"
        make_at(str(place), oldest)
        before = rows_in(str(place))
        process = subprocess.Popen([*DRIVER, "upgrade", str(place)], stdout=subprocess.PIPE, cwd=ROOT)
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        time.sleep(chance.uniform(0.0, lasts_s))
        kill_all(process)
        process.stdout.close()
        check_whole(place)
        (version,) = schema_of(str(place))["version"]
        assert version in {oldest, latest}
        seen[version] += 1
        open_database(place).close()
        assert_kept(before, rows_in(str(place)))
    _log.info("upgrade: %d kills, at %s", KILLS, dict(seen))


def test_an_index_that_is_made_anew_is_old_or_new_of_every_visit(filled: Path) -> None:
    documents, index = documents_in(filled), table_in(filled, *INDEX)
    lasts_s = time_in(filled, "rebuild", "--store", filled)
    assert table_in(filled, *INDEX) == index

    def look() -> None:
        check_whole(filled)
        assert table_in(filled, *INDEX) == index

    killed_at_random(lasts_s, 5, filled, "rebuild", "--store", filled, after=look)
    assert documents_in(filled) == documents


def test_a_back_up_while_somebody_corrects_is_one_moment(filled: Path, tmp_path: Path) -> None:
    with correcting(filled):
        for number in range(KILLS):
            copy = tmp_path / f"{number}.sqlite"
            before = len(corrections_in(filled))
            finish("backup", copy, "--store", filled)
            check_whole(copy)
            there = corrections_in(copy)
            assert there == list(range(1, len(there) + 1))
            assert before <= len(there) <= len(corrections_in(filled))
