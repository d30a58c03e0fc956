"""How long the pages of the clinic take the server: ``python -m tests.benchmarks.clinic_pages FILE_OR_URL``.

Fill the store with `tests.benchmarks.clinic_people` first; its log is filled here. Every page is asked for through the
whole application, the log included, the way a browser asks, many times and of many people. Told are the middle and what
95 of 100 stay under, by the clock and of the processor alone (which a busy machine disturbs less), how many questions
the database is asked, and how large the page is.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.logbook import Logbook
from formcheck.apps.clinic.server import make_app
from formcheck.apps.clinic.watching import Watched
from formcheck.store.audit import Entry, keep_entries, log_since
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.words.catalogue import Words
from tests.benchmarks.clinic_people import PARTS, place_of
from tests.support.queries import counted_questions

AUTHOR = "jm"
YEAR_OF_ROWS = 100_000
CELLS = ("machine=good&mine=good", "machine=rushed&mine=good", "machine=good&mine=none", "machine=held&mine=held")


@dataclass(frozen=True, slots=True)
class Timed:
    """What asking for a page many times came to; times in milliseconds, by the clock and of the processor."""

    page: str
    times_ms: Sequence[float]
    works_ms: Sequence[float]
    questions: int
    size_kb: float

    def __str__(self) -> str:
        told = [
            f"{one:.0f}"
            for times in (self.times_ms, self.works_ms)
            for one in (median(times), quantiles(times, n=20)[-1])
        ]
        return f"| {' | '.join([self.page, *told, str(self.questions), f'{self.size_kb:.0f}'])} |"


def time_page(client: TestClient, page: str, address: Callable[[], str], times: int) -> Timed:
    """Ask for a page many times, each time at an address of its own."""
    client.get(address()).raise_for_status()  # what is loaded once, is loaded
    took, worked, most, size = list[float](), list[float](), 0, 0
    for _ in range(times):
        asked_for = address()
        with counted_questions() as asked:
            begun, begun_work = perf_counter(), process_time()
            answer = client.get(asked_for)
            took.append(1000.0 * (perf_counter() - begun))
            worked.append(1000.0 * (process_time() - begun_work))
        answer.raise_for_status()
        most, size = max(most, len(asked)), max(size, len(answer.content))
    return Timed(page, took, worked, most, size / 1000.0)


def measure(database: Database, times: int) -> list[Timed]:
    """Time every page."""
    dice = random.Random(1)  # noqa: S311 - nothing secret
    archive = DatabaseArchive(database)
    people = archive.people()
    fill_log(database, people, dice)
    sessions = [_session(archive, dice.choice(people), dice) for _ in range(times)]
    sessions = [one for one in sessions if one]
    parts = ["an", "a", "04", "garcia", "smith an", "nobody at all", "7", "eva-00"]
    with served(database) as client:
        pages = _next_pages(client)
        return [
            time_page(client, "people", lambda: "/", times),
            time_page(client, "people, any page", lambda: dice.choice(pages), times),
            time_page(client, "people, found", lambda: f"/?q={dice.choice(parts)}", times),
            time_page(client, "people, paused", lambda: "/?show=paused", times),
            time_page(client, "a person", lambda: f"/person/{dice.choice(people)}", times),
            time_page(client, "the same person", lambda: f"/person/{people[0]}", times),
            time_page(client, "a session", lambda: dice.choice(sessions), times),
            time_page(client, "two sessions compared", lambda: f"{_person_of(dice.choice(sessions))}/compare", times),
            time_page(client, "the machine against you", lambda: "/agreement", times),
            time_page(client, "the same, a number opened", lambda: f"/agreement?{dice.choice(CELLS)}", times),
            time_page(client, "other limits", lambda: f"{dice.choice(sessions)}/rescore", times),
            time_page(client, "prescribe", lambda: f"/person/{dice.choice(people)}/prescribe", times),
            time_page(client, "a prescription", lambda: f"/person/{dice.choice(people)}/prescription/1", times),
            time_page(client, "a leaflet", lambda: f"/person/{dice.choice(people)}/prescription/1/leaflet", times),
            time_page(client, "report and export", lambda: f"/person/{dice.choice(people)}/export", times),
            time_page(client, "remove", lambda: f"/person/{dice.choice(people)}/remove", times),
            time_page(client, "the log", lambda: "/log", times),
            time_page(client, "the log of a person", lambda: f"/log?person={dice.choice(people)}", times),
        ]


@contextmanager
def served(database: Database) -> Iterator[TestClient]:
    """Give what asks for the pages of one computer, watched as `formcheck clinic` serves them."""
    clinic = Clinic(database, Words("en"), lambda: datetime.now().astimezone(), AUTHOR)
    logbook = Logbook(database, clinic.clock)
    try:
        with TestClient(Watched(make_app(clinic), clinic, logbook)) as client:
            yield client
    finally:
        logbook.close()


def fill_log(database: Database, people: Sequence[str], dice: random.Random) -> None:
    """Give the log so many rows as a practice makes in a year, where it is short."""
    with database.writing() as connection:
        if len(log_since(connection)) > YEAR_OF_ROWS:
            return
        now = datetime.now().astimezone()
        for begin in range(0, YEAR_OF_ROWS, 1000):
            at = now - timedelta(minutes=YEAR_OF_ROWS - begin)
            whose = [dice.choice(people) for _ in range(1000)]
            entries = [Entry(at, AUTHOR, "127.0.0.1", "person", one, is_allowed=True) for one in whose]
            keep_entries(connection, entries)


def _session(archive: DatabaseArchive, of: str, dice: random.Random) -> str:
    """Return the address of any set of a person; empty for somebody who never practised."""
    visits = list(archive.visits(of))
    return f"/person/{of}/visit/{dice.choice(visits).key}/{PARTS[0]}" if visits else ""


def _person_of(session: str) -> str:
    return session.partition("/visit/")[0]


def _next_pages(client: TestClient) -> list[str]:
    """Return the addresses of all pages of the list, as its links give them."""
    found, address = ["/"], "/"
    while 'rel="next"' in (text := client.get(address).text):
        address = text.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        found.append(address)
    return found


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place")
    parser.add_argument("--times", type=int, default=200)
    options = parser.parse_args()
    database = open_database(place_of(options.place))
    lines = [
        "| page | p50 ms | p95 ms | processor p50 ms | p95 ms | questions | kB |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [str(one) for one in measure(database, options.times)]
    sys.stdout.write("\n".join(lines) + "\n")
    if database.is_file:
        sys.stdout.write(f"{Path(database.place).stat().st_size / 1e6:.0f} MB\n")
    database.close()


if __name__ == "__main__":
    main()
