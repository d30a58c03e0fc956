"""How long a session's page takes with a long film: ``python -m tests.benchmarks.clinic_room FOLDER --minutes 60``.

A film of that length, whose pictures tell their numbers, is written and reviewed once, by somebody who knows the answer
(some minutes for an hour), and put into a store in the folder. Then all that the player asks for is asked for, through
the whole application. Told are the middle and what 95 of 100 stay under, and how long the first time took, with the
program just begun: the record is read once, so the first traces of a long film take a while, with progress on the page.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep

from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.server import make_app
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.words.catalogue import Words
from tests.support.numbered import make_numbered_film
from tests.support.people import Rep, Script

AUTHOR, PERSON = "jm", "long-01"
RATE_HZ = 23.0
"""What the irregular times of the film come to."""

CHUNK = 1_000_000


def frames_of(minutes: float) -> int:
    """Return how many frames a film of so many minutes has."""
    return round(60.0 * RATE_HZ * minutes)


def fill(database: Database, folder: Path, minutes: float) -> None:
    """Write a film of so many minutes, and put it and what a review of it left into a store."""
    repetition = Script([Rep()]).duration_s
    script = Script([Rep()] * round(60.0 * minutes / repetition))
    make_numbered_film(folder, "long.mp4", frames_of(minutes), script=script).keep(DatabaseArchive(database), PERSON)


def time_many(ask: Callable[[], object], times: int) -> str:
    """Ask for something many times; return the first, the middle and the 95th of a hundred, in milliseconds."""
    took = list[float]()
    for _ in range(times):
        begun = perf_counter()
        ask()
        took.append(1000.0 * (perf_counter() - begun))
    return f"{took[0]:.0f} | {median(took[1:]):.0f} | {quantiles(took[1:], n=20)[-1]:.0f}"


class Player:
    """Asks for what the player of a session asks for.

    Parameters
    ----------
    client : TestClient
        The application.
    place : str
        Address of the session.
    frames : int
        How many frames the film has.
    """

    def __init__(self, client: TestClient, place: str, frames: int) -> None:
        self._client, self._place, self._frames = client, place, frames
        self._dice = random.Random(1)  # noqa: S311 - nothing secret
        self.film_bytes = self._film_bytes()

    def page(self) -> None:
        """Ask for the page."""
        self._client.get(self._place).raise_for_status()

    def traces(self) -> None:
        """Ask for the traces until they are there."""
        while (answer := self._client.get(f"{self._place}/traces")).status_code == HTTPStatus.ACCEPTED:
            sleep(0.05)
        answer.raise_for_status()

    def part_of_film(self) -> None:
        """Ask for a megabyte of the film, anywhere in it."""
        begin = self._dice.randrange(max(1, self.film_bytes - CHUNK))
        self._client.get(f"{self._place}/film", headers=_range(begin, CHUNK)).raise_for_status()

    def picture(self, number: int) -> None:
        """Ask for the picture of a frame."""
        self._client.get(f"{self._place}/frame/{number}.jpg").raise_for_status()

    def any_picture(self) -> None:
        """Ask for the picture of any frame."""
        self.picture(self._dice.randrange(self._frames))

    def _film_bytes(self) -> int:
        answer = self._client.get(f"{self._place}/film", headers=_range(0, 1))
        return int(answer.headers["content-range"].rpartition("/")[2])


def _range(begin: int, count: int) -> dict[str, str]:
    return {"range": f"bytes={begin}-{begin + count - 1}"}


def measure(player: Player, middle: int, times: int) -> Iterator[tuple[str, str]]:
    """Time all that the player asks for, around a frame in the middle."""
    onward, backward = iter(range(middle, middle + times)), iter(range(middle, middle - times, -1))
    yield "the page", time_many(player.page, times)
    yield "traces", time_many(player.traces, times)
    yield f"a megabyte of the film ({player.film_bytes / 1e6:.0f} MB)", time_many(player.part_of_film, times)
    yield "a picture anywhere", time_many(player.any_picture, times)
    yield "the next picture", time_many(lambda: player.picture(next(onward)), times)
    yield "the picture before", time_many(lambda: player.picture(next(backward)), times)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--times", type=int, default=100)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    database = open_database(options.folder / "clinic.sqlite")
    archive = DatabaseArchive(database)
    if PERSON not in archive.people():
        fill(database, options.folder, options.minutes)
    clinic = Clinic(database, Words("en"), lambda: datetime.now().astimezone(), AUTHOR)
    [visit] = archive.visits(PERSON)
    with TestClient(make_app(clinic)) as client:
        sys.stdout.write("| what | first ms | p50 ms | p95 ms |\n| --- | --- | --- | --- |\n")
        frames = frames_of(options.minutes)
        player = Player(client, f"/person/{PERSON}/visit/{visit.key}/whole", frames)
        for what, told in measure(player, frames // 2, options.times):
            sys.stdout.write(f"| {what} | {told} |\n")
    database.close()


if __name__ == "__main__":
    main()
