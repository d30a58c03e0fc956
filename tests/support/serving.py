"""``formcheck live`` as a process of its own, with kept landmarks in place of a pose model, and its page on a wire."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from formcheck.apps.live import serving
from formcheck.apps.live.pose import Wanted
from formcheck.apps.store.keeps import KeepsVisits
from formcheck.apps.web.port import bind_port
from formcheck.apps.web.terminal import show_log
from formcheck.exercise.definition import Prescription
from tests.support.live import BEGIN, EVERY, Message, frame_message, make_live_pose, words
from tests.support.live_sessions import wait_for_address
from tests.support.processes import kill_all
from tests.support.visits import dosed

PATIENCE_S = 60.0


class ServedVisit:
    """A program that serves a visit, and the window that was opened with its key.

    Parameters
    ----------
    folder : Path
        The test's folder; visits are kept in ``visits``, what the program says in ``said``.
    handles : int, optional
        How many files it may have open.
    repetitions : int
        How many are prescribed, in one set.
    whose : tuple of (str, Path), optional
        The person, and the store that the visits are taken into as well.
    """

    def __init__(
        self, folder: Path, handles: int = 0, repetitions: int = 2, whose: tuple[str, Path] | None = None
    ) -> None:
        self.visits, self._said = folder / "visits", folder / "said.txt"
        command = [sys.executable, "-m", "tests.support.serving", str(self.visits), str(handles), str(repetitions)]
        command += [] if whose is None else [str(one) for one in whose]
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)
        self.address = wait_for_address(self._said, lambda: self.process.poll() is None)
        self.port = urlsplit(self.address).port or 0
        self.cookie = ""
        self.cookie = self.get(self.address.partition(str(self.port))[2]).partition(";")[0]

    @property
    def said(self) -> str:
        """What it has said so far, after its address."""
        return self._said.read_text(encoding="utf-8").partition("\n")[2]

    def get(self, path: str) -> str:
        """Ask for a path; return the cookie that comes with the answer."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)) as connection:
            connection.request("GET", path, headers={"Cookie": self.cookie})
            answer = connection.getresponse()
            assert answer.status in {200, 303}
            answer.read()
            return answer.getheader("set-cookie") or ""

    def open_link(self, page: str = "") -> ClientConnection:
        """Open the link as the page does."""
        host = f"127.0.0.1:{self.port}"
        return connect(
            f"ws://{host}/link?page={page}",
            origin=Origin(f"http://{host}"),
            additional_headers={"Cookie": self.cookie},
            open_timeout=PATIENCE_S,
            proxy=None,
        )

    @property
    def handles(self) -> int:
        """How many files it has open."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))


@contextmanager
def served(
    folder: Path, handles: int = 0, repetitions: int = 2, whose: tuple[str, Path] | None = None
) -> Iterator[ServedVisit]:
    """Serve a visit until the end of the block."""
    folder.mkdir(exist_ok=True)
    visit = ServedVisit(folder, handles, repetitions, whose)
    try:
        yield visit
    finally:
        kill_all(visit.process)


def hear(link: ClientConnection) -> Message:
    """Return the next view."""
    view: Message = json.loads(link.recv(PATIENCE_S))
    return view


def tell(link: ClientConnection, **message: object) -> Message:
    """Send a message, and return the view that answers it."""
    link.send(json.dumps(message))
    return hear(link)


def hear_ready(link: ClientConnection) -> Message:
    """Return the first view with a pose model."""
    while (view := hear(link)).get("debug") is None:
        pass
    return view


def show(link: ClientConnection, number: int) -> Message:
    """Send a picture, and return the view that answers it."""
    link.send(frame_message(number))
    while (view := hear(link))["seq"] != number:
        pass
    return view


def exercise(link: ClientConnection, first: int = 0) -> Iterator[Message]:
    """Send pictures; yield the views that answer them, up to the questions after the exercise."""
    number = first
    while (view := show(link, number))["stage"] != "after":
        yield view
        number += EVERY


def begin(link: ClientConnection) -> None:
    """Answer the questions before the exercise."""
    hear_ready(link)
    assert tell(link, **BEGIN)["stage"] == "camera"


def keeping_for(visits: Path, person: str, store: str) -> tuple[Path, KeepsVisits]:
    """Return the folder of a person's visits, and what takes them into the store."""
    from formcheck.apps.store.keeping import VisitKeeper, own_folder  # noqa: PLC0415 - slow to import, seldom needed

    folder = own_folder(visits, person)
    return folder, VisitKeeper(folder, person, store)


def main(visits: str, handles: str, repetitions: str, person: str = "", store: str = "") -> None:
    """Serve until the end; visits of a person are taken into a store, too, as by ``live --person``."""
    if sys.platform != "win32" and int(handles):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_NOFILE, (int(handles), int(handles)))
    show_log(is_debugging=False)
    port = bind_port()
    sys.stdout.write(f"{port.address}\n")
    sys.stdout.flush()
    prescription = Prescription(dosed(repetitions=int(repetitions), sets=1))
    wanted = Wanted(None, None, "litert")
    with patch.object(serving, "load_live_pose", lambda *_: make_live_pose()):
        folder, keeper = keeping_for(Path(visits), person, store) if person else (Path(visits), None)
        serving.serve_live(prescription, words("en"), folder, port, wanted=wanted, keeper=keeper)


if __name__ == "__main__":
    main(*sys.argv[1:])
