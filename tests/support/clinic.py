"""The clinic as tests meet it: its pages asked for one by one, or the whole program in a browser."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.server import make_app
from formcheck.store.database import Database
from formcheck.words.catalogue import Words
from tests.support.commands import COMMAND
from tests.support.live_sessions import wait_for_address
from tests.support.processes import kill_all
from tests.support.stored import AUTHOR, NOW

FORM = {"content-type": "application/x-www-form-urlencoded"}


@contextmanager
def clinic_pages(database: Database, language: str = "en", now: datetime = NOW) -> Iterator[TestClient]:
    """Give what asks for pages; it follows no redirects."""
    clinic = Clinic(database, Words(language), lambda: now, AUTHOR)
    with TestClient(make_app(clinic), follow_redirects=False) as client:
        yield client


@contextmanager
def served_clinic(store: Path, language: str = "en") -> Iterator[str]:
    """Run ``formcheck clinic``, and give the address that opens it, once."""
    said = store.with_suffix(".said")
    command = [COMMAND, "clinic", "--store", str(store), "--author", AUTHOR, "--no-open", "--language", language]
    with said.open("wb") as written:
        process = subprocess.Popen(command, stdout=written, stderr=written, start_new_session=True)
    try:
        yield wait_for_address(said, lambda: process.poll() is None)
    finally:
        kill_all(process)
