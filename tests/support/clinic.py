"""``formcheck clinic`` as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.live_sessions import wait_for_address
from tests.support.processes import kill_all

_START = "from formcheck.apps.cli import main; main()"


class ClinicProgram:
    """The program, over a store.

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
        options = ["--store", str(store), "--author", "jm", "--language", language, "--no-open"]
        with said.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, "clinic", *options], stdout=log, stderr=log, start_new_session=True
            )
        self.address = wait_for_address(said, lambda: self._process.poll() is None)

    @property
    def origin(self) -> str:
        """The address without its key and path."""
        return self.address.partition("/?")[0]

    def kill(self) -> None:
        """End it."""
        kill_all(self._process)
