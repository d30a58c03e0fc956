"""The patient's page in three moments: camera set-up, the middle of a set, the summary.

A sample clip stands in place of the camera. What the program sends is let through to the page until the moment has
come, then held back: the picture and the skeleton over it are of one frame, however slow the machine is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from docs.pictures.pictures import write_png
from formcheck.words.catalogue import Words
from tests.support.browser import NoCamera, launched
from tests.support.live_sessions import LiveProgram, Person
from tests.support.truth import SAMPLES

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize, WebSocketRoute

LANGUAGE: Final = "en"
SIZE: Final[ViewportSize] = {"width": 1280, "height": 720}
SUMMARY: Final[ViewportSize] = {"width": 900, "height": 1000}
PATIENCE_S: Final = 150.0
SETTLE_MS: Final = 400.0
"""How long what moves smoothly on the page takes to come to its place."""


View = dict[str, Any]
Moment = Callable[[View], bool]
"""Tells whether a view of the program is the one to be photographed."""


def photograph_camera(picture: Path, scratch: Path) -> None:
    """Photograph the set-up of the camera: somebody turned 30° away, which is the one thing to mend.

    Parameters
    ----------
    picture : Path
        The file to write.
    scratch : Path
        A folder for the program's visits.
    """
    with _room("oblique-tibial-slider", scratch / "camera") as (person, held):
        held.until(_is_turned_away)
        write_png(person.page.screenshot(), picture)


def photograph_set(picture: Path, scratch: Path) -> None:
    """Photograph the middle of a set: one is counted, the knee is nearly there, the foot is not, and that is said.

    Parameters
    ----------
    picture : Path
        The file to write.
    scratch : Path
        A folder for the program's visits.
    """
    with _room("mixed-tibial-slider", scratch / "set") as (person, held):
        held.until(_is_foot_left_behind)
        write_png(person.page.screenshot(), picture)


def photograph_summary(picture: Path, scratch: Path) -> None:
    """Photograph the summary after a set: three good repetitions, one in which the foot stays down, one held.

    Parameters
    ----------
    picture : Path
        The file to write.
    scratch : Path
        A folder for the program's visits.
    """
    with _room("near-tibial-slider", scratch / "summary", repetitions=3) as (person, _):
        person.wait_for("after", seconds=PATIENCE_S)
        person.answer_after()
        person.page.set_viewport_size(SUMMARY)
        write_png(person.page.screenshot(), picture)


def _is_turned_away(view: View) -> bool:
    checks = {check["key"]: check["state"] for check in view["checks"]}
    others = {state for key, state in checks.items() if key != "side_on"}
    return checks.get("side_on") == "missing" and others == {"ok"} and bool(view["picture"])


def _is_foot_left_behind(view: View) -> bool:
    count, cue, gauge = view["count"], view["cue"], view["gauge"]
    if not cue or cue["text"] != Words(LANGUAGE)("cue-toes-up") or count["good"] < 1:
        return False
    return (gauge["driver"] or 0.0) > 0.6 and 0.05 < (gauge["foot"] or 0.0) < 0.3


class HeldLink:
    """The line between program and page: passes on what the program sends, until the moment has come.

    Parameters
    ----------
    page : Page
        The page, before it is opened.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._moment: Moment = lambda _: False
        self._is_held = False
        self._preview = b""
        self._send: Callable[[str | bytes], None] = lambda _: None
        page.route_web_socket("**/link", self._join)

    def until(self, moment: Moment) -> None:
        """Let the page go on until a moment; it then stands still.

        Raises
        ------
        TimeoutError
            It did not come. On a busy machine pictures are left out: try again when it is quiet.
        """
        self._moment = moment
        until_s = monotonic() + PATIENCE_S
        while not self._is_held:
            if monotonic() > until_s:
                raise TimeoutError("the moment to photograph did not come; close other programs and try again")
            self._page.wait_for_timeout(20)
        # Once more: a page that still draws one picture passes over the next.
        self._page.wait_for_timeout(SETTLE_MS)
        self._send(self._preview)
        self._page.wait_for_timeout(SETTLE_MS)

    def _join(self, socket: WebSocketRoute) -> None:
        self._send = socket.send
        socket.connect_to_server().on_message(self._pass_on)

    def _pass_on(self, message: str | bytes) -> None:
        if self._is_held:
            return
        self._send(message)
        if isinstance(message, bytes):
            self._preview = message
        else:
            self._is_held = self._moment(json.loads(message))


@contextmanager
def _room(clip: str, folder: Path, repetitions: int = 5) -> Iterator[tuple[Person, HeldLink]]:
    """Give somebody who has answered the questions and stands before the camera, and the line to hold."""
    folder.mkdir()
    camera = SAMPLES / f"{clip}.mp4"
    program = LiveProgram(
        folder, ["--camera", camera, "--model", "heavy", "--language", LANGUAGE], dose=(repetitions, 1), side="left"
    )
    try:
        with launched(NoCamera.ABSENT) as browser:
            page = browser.new_page(viewport=SIZE)
            held = HeldLink(page)
            person = Person(page, program.address)
            person.begin()
            yield person, held
    finally:
        program.kill()
