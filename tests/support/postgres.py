"""A PostgreSQL of its own, from Debian's packages, for as long as the tests run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from tests.support.machine import skip_or_fail

_PLACES = Path("/usr/lib/postgresql")
_USER = "postgres"
"""The server refuses to run as root; Debian's package makes this account."""


class Postgres:
    """A server that is running, reached by a socket in its own folder.

    Parameters
    ----------
    folder : Path
        Its data and its socket.
    programs : Path
        Where its programs are.
    """

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder, self._programs = folder, programs

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs as the account that may."""
        command = [str(self._programs / program), *arguments]
        is_root = sys.platform != "win32" and os.geteuid() == 0
        account = {"user": _USER, "group": _USER, "extra_groups": []} if is_root else {}
        done = subprocess.run(
            command, cwd=self._folder, capture_output=True, text=True, check=False, env={"LC_ALL": "C.UTF-8"}, **account
        )  # type: ignore[call-overload]  # what it is run as is known only here
        assert done.returncode == 0, f"{program}: {done.stderr}{done.stdout}"

    def new(self) -> str:
        """Make an empty database, and return its URL."""
        name = f"t{uuid4().hex}"
        self.run("createdb", "-h", str(self._folder), "-U", _USER, name)
        return f"postgresql://{_USER}@/{name}?host={self._folder}"


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start a server; where there is none, skip, or fail where everything must be there."""
    found = sorted(_PLACES.glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        skip_or_fail("PostgreSQL is not installed (Debian: postgresql)")
    folder = Path(mkdtemp(prefix="formcheck-pg-"))  # a socket's path may have 107 letters: no test's own folder
    if sys.platform != "win32" and os.geteuid() == 0:
        shutil.chown(folder, _USER)
    server = Postgres(folder, found[-1])
    data = str(folder / "data")
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        server.run("initdb", "-D", data, "-U", _USER, "-A", "trust", "--no-sync", "-E", "UTF8")
        server.run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield server
        finally:
            server.run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
