"""The clinic as tests meet it: its pages asked for one by one, or the whole program, for a browser."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from threading import Timer
from urllib.parse import urlsplit

from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.server import make_app
from formcheck.store.database import Database
from formcheck.words.catalogue import Words
from tests.support.commands import COMMAND
from tests.support.live_sessions import wait_for_address
from tests.support.processes import kill_all
from tests.support.stored import AUTHOR, NOW

PATIENCE_S = 60.0
FORM = {"content-type": "application/x-www-form-urlencoded"}


@contextmanager
def clinic_pages(database: Database, language: str = "en", now: datetime = NOW) -> Iterator[TestClient]:
    """Give what asks for pages; it follows no redirects."""
    clinic = Clinic(database, Words(language), lambda: now, AUTHOR)
    with TestClient(make_app(clinic), follow_redirects=False) as client:
        yield client


class ClinicProgram:
    """``formcheck clinic`` as a process of its own, over a store.

    Parameters
    ----------
    folder : Path
        Where what it says is kept.
    store : Path
        The store.
    language : str
        Of the pages.

    Attributes
    ----------
    store : Path
        The store.
    address : str
        Where it begins, with the key that is good for one window.
    """

    def __init__(self, folder: Path, store: Path, language: str = "en") -> None:
        self.store = store
        said = folder / f"clinic-{language}.log"
        options = ["--store", str(store), "--author", AUTHOR, "--language", language, "--no-open"]
        with said.open("wb") as log:
            self._process = subprocess.Popen(
                [COMMAND, "clinic", *options], stdout=log, stderr=log, start_new_session=True
            )
        self.address = wait_for_address(said, lambda: self._process.poll() is None)

    @property
    def origin(self) -> str:
        """The address without its key and path."""
        return self.address.partition("/?")[0]

    def kill_in(self, seconds: float) -> None:
        """Kill it after a while, as a crash would; `kill` must follow."""
        Timer(seconds, self._process.kill).start()

    def kill(self) -> None:
        """End it."""
        kill_all(self._process)


class ClinicWindow:
    """What a script on a page of the program asks for; opened with the program's key.

    Parameters
    ----------
    address : str
        As the program printed it.
    """

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._headers = {"Content-Type": "application/json"}
        _, cookie, _ = self._ask("GET", f"/?{urlsplit(address).query}")
        self._headers["Cookie"] = cookie.partition(";")[0]

    def get(self, path: str) -> tuple[int, dict[str, object]]:
        """Ask for something; return the status and what came."""
        status, _, body = self._ask("GET", path)
        return status, json.loads(body)

    def post(self, path: str, sent: object) -> tuple[int, dict[str, object]]:
        """Send something; return the status and what came."""
        status, _, body = self._ask("POST", path, json.dumps(sent).encode())
        return status, json.loads(body)

    def _ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, str, bytes]:
        with closing(HTTPConnection(self._host, timeout=PATIENCE_S)) as connection:
            connection.request(method, path, body or None, self._headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader("set-cookie") or "", answer.read()


@contextmanager
def served_clinic(store: Path, language: str = "en") -> Iterator[str]:
    """Run the program, and give the address that opens it, once."""
    program = ClinicProgram(store.parent, store, language)
    try:
        yield program.address
    finally:
        program.kill()
