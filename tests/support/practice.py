"""A practice as tests meet it: the pages behind the gate, browsers somewhere in the network, a clock that is moved."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from httpx2 import Response
from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.gate import cookie_of
from formcheck.apps.clinic.logbook import Logbook
from formcheck.apps.clinic.options import MOST_BODY_BYTES
from formcheck.apps.clinic.practice import Practice, make_practice
from formcheck.apps.clinic.watching import heard_by
from formcheck.apps.web.guard import Guard
from formcheck.apps.web.keys import Keys
from formcheck.apps.web.passwords import Passwords
from formcheck.apps.web.port import BoundPort
from formcheck.apps.web.tls import AUTHORITY
from formcheck.store.accounts import Role, add_account
from formcheck.store.audit import Entry, log_since
from formcheck.store.database import Database
from formcheck.words.catalogue import Words
from tests.support.commands import COMMAND
from tests.support.live_sessions import wait_for_address
from tests.support.processes import kill_all
from tests.support.stored import NOW

HOST: Final = "clinic.local"
PASSWORD: Final = "a row of plain words"  # noqa: S105
COOKIE: Final = cookie_of(443)
ORIGIN: Final = f"https://{HOST}"
ACCOUNTS: Final = {"jm": Role.CLINICIAN, "ana": Role.CLINICIAN, "rita": Role.READER}

CHEAP: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashes that cost nothing: a test is not about how long they take."""


class Port443(BoundPort):
    """A port that goes without saying."""

    __slots__ = ()

    @property
    def port(self) -> int:
        """The number of the port."""
        return 443


@dataclass
class MovedClock:
    """A clock that stands until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """Return the time of day."""
        return self.now

    def on(self, **by: float) -> None:
        """Let time go on."""
        self.now += timedelta(**by)


@dataclass
class ServedPractice:
    """A practice with its pages, and browsers before it."""

    database: Database
    clock: MovedClock
    practice: Practice
    guard: Guard
    _open: list[TestClient] = field(default_factory=list)

    def browser(self, address: str = "192.168.1.30") -> TestClient:
        """Return a browser at an address in the network, which says where its requests come from."""
        made = TestClient(self.guard, base_url=ORIGIN, follow_redirects=False, client=(address, 50000))
        made.headers |= {"accept": "text/html", "origin": ORIGIN}
        return made

    def signed_in(self, name: str = "jm", address: str = "192.168.1.30") -> TestClient:
        """Return a browser in which somebody has signed in."""
        browser = self.browser(address)
        assert sign_in(browser, name).status_code == 303
        return browser

    def log(self) -> list[Entry]:
        """Return the log, once everything is written."""
        self.practice.logbook.close()
        with self.database.reading() as connection:
            found = log_since(connection)
        self.practice.logbook.__init__(self.database, self.clock)  # type: ignore[misc] # it goes on
        return found

    def refused(self) -> list[str]:
        """Return what was refused, as words for programs, the oldest first."""
        return [one.what for one in self.log() if not one.is_allowed]


def sign_in(browser: TestClient, name: str = "jm", password: str = PASSWORD, **more: str) -> Response:
    """Send the form on which one signs in."""
    return browser.post("/sign-in", data={"name": name, "password": password, **more})


@contextmanager
def served_practice(database: Database, language: str = "en") -> Iterator[ServedPractice]:
    """Give a practice with two clinicians and a reader."""
    passwords, clock = Passwords(CHEAP), MovedClock()
    with database.writing() as connection:
        for name, role in ACCOUNTS.items():
            add_account(connection, name, role, passwords.hash(PASSWORD), NOW)
    logbook = Logbook(database, clock, lambda: clock().timestamp())
    clinic = Clinic(database, Words(language), clock, "")
    practice = make_practice(clinic, logbook, passwords, 443, {})
    with closing(socket.socket()) as listener:
        port = Port443(listener, "192.168.1.20", Keys("none"), (HOST,), is_secure=True)
        guard = Guard(practice.watched, practice.gate, port.is_own, MOST_BODY_BYTES, heard_by(clinic, logbook))
        try:
            with TestClient(practice.app):  # the pages' life begins and ends with it
                yield ServedPractice(database, clock, practice, guard)
        finally:
            logbook.close()


def expire_sign_ins(store: Path, after: timedelta) -> None:
    """Let all sign-ins be older than they are, as if somebody had gone away."""
    with closing(sqlite3.connect(store, timeout=30.0)) as connection:
        for number, used in connection.execute("SELECT id, last_used_at FROM sign_in").fetchall():
            earlier = (datetime.fromisoformat(used) - after).isoformat(sep=" ")
            connection.execute("UPDATE sign_in SET last_used_at = ? WHERE id = ?", (earlier, number))
        connection.commit()


class PracticeProgram:
    """``formcheck clinic --host`` as a process of its own, with its own certificates and with accounts.

    Parameters
    ----------
    folder : Path
        Where its certificates and what it says are kept.
    store : Path
        The store.
    language : str
        Of the pages.
    """

    def __init__(self, folder: Path, store: Path, language: str = "en") -> None:
        self.store = store
        self._environment = os.environ | {"XDG_DATA_HOME": str(folder / "data")}
        for name, role in ACCOUNTS.items():
            self._do("accounts", "--add", name, "--role", str(role))
        said = folder / "practice.log"
        options = ["--host", "0.0.0.0", "--name", "clinic.localhost", "--port", str(_free_port()), "--no-open"]  # noqa: S104
        with said.open("wb") as log:
            self._process = subprocess.Popen(
                [COMMAND, "clinic", "--store", str(store), "--language", language, *options],
                stdout=log,
                stderr=log,
                env=self._environment,
                start_new_session=True,
            )
        self.address = wait_for_address(said, lambda: self._process.poll() is None)

    @property
    def authority(self) -> Path:
        """What a browser takes in to trust it."""
        (found,) = Path(self._environment["XDG_DATA_HOME"]).rglob(AUTHORITY)
        return found

    def _do(self, *call: str) -> None:
        given = [str(COMMAND), *call, "--store", str(self.store)]
        subprocess.run(given, input=f"{PASSWORD}\n", text=True, env=self._environment, check=True, capture_output=True)

    def kill(self) -> None:
        """End it."""
        kill_all(self._process)


def _free_port() -> int:
    with closing(socket.socket()) as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
