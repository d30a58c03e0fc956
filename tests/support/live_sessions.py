"""A person before ``formcheck live``: the program as a process of its own, and what somebody does on its page."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from formcheck.apps.recordings import Replay, replay
from tests.support.commands import COMMAND
from tests.support.processes import kill_all

if TYPE_CHECKING:
    from playwright.sync_api import Page

START_S = 30.0
STAGE_S = 60.0

PRESCRIPTION = """schema_version = 1
exercise = "tibial-slider-seated"
side = "{side}"
[dose]
repetitions = {repetitions}
sets = {sets}
"""


class LiveProgram:
    """``formcheck live``, started and told to keep its visits in a folder of the test.

    Parameters
    ----------
    folder : Path
        The test's folder; a second program started there finds the visits of the first.
    options : sequence of str or Path
        Further options.
    dose : tuple of int
        Repetitions and sets that are prescribed.
    side : str
        The leg that is prescribed.
    """

    def __init__(self, folder: Path, options: Sequence[str | Path], *, dose: tuple[int, int], side: str) -> None:
        self.visits = folder / "visits"
        self._log = folder / "live.log"
        prescription = folder / "prescription.toml"
        text = PRESCRIPTION.format(side=side, repetitions=dose[0], sets=dose[1])
        prescription.write_text(text, encoding="utf-8")
        command = [COMMAND, "live", "--no-open", "--data", self.visits, "--prescription", prescription, *options]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        self.address = wait_for_address(self._log, lambda: self._process.poll() is None)

    @property
    def pid(self) -> int:
        """Number of its process."""
        return self._process.pid

    def kill(self) -> None:
        """End it at once, as a crash would."""
        kill_all(self._process)

    def stop(self) -> int:
        """End it as Ctrl-C does, and return its exit code."""
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(20)

    def entries(self, kind: str) -> list[dict[str, Any]]:
        """Return what the log of the latest visit holds of one kind."""
        logs = sorted(self.visits.glob("*/visit.jsonl"))
        lines = logs[-1].read_text(encoding="utf-8").splitlines() if logs else []
        return [entry for line in lines if (entry := json.loads(line))["entry"] == kind]

    def verdicts(self) -> list[str]:
        """Return the verdicts of the sets of the latest visit, in order."""
        return [str(one["verdict"]) for one in self.entries("judged") if one["set_number"]]

    def replayed(self) -> dict[str, Replay]:
        """Judge the record of every part again, by the part's name."""
        return {path.parent.name: replay(path) for path in sorted(self.visits.glob("*/*/record.jsonl"))}


def wait_for_address(said: Path, is_running: Callable[[], bool]) -> str:
    """Return the address that the program prints into a file when it is started."""
    until_s = monotonic() + START_S
    while monotonic() < until_s and is_running():
        found = re.search(r"https?://\S+", said.read_text(encoding="utf-8"))
        if found:
            return found[0]
        sleep(0.05)
    raise AssertionError(f"the program did not start: {said.read_text(encoding='utf-8')}")


class Person:
    """Somebody at the page.

    Parameters
    ----------
    page : Page
        The browser's page.
    address : str
        Where to go.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda line: self.troubles.append(line.text) if line.type == "error" else None)
        page.add_init_script(
            "window.spoken = []; document.addEventListener('formcheck:spoken', (e) => window.spoken.push(e.detail));"
        )
        page.goto(address)
        page.wait_for_function("() => window.formcheck?.view()")

    @property
    def view(self) -> dict[str, Any]:
        """What the program shows now."""
        view: dict[str, Any] = self.page.evaluate("() => window.formcheck.view()")
        return view

    @property
    def stage(self) -> str:
        """The stage on the screen."""
        return str(self.page.evaluate("() => document.body.dataset.stage"))

    @property
    def spoken(self) -> list[str]:
        """What was said aloud."""
        return [str(one["text"]) for one in self.page.evaluate("() => window.spoken")]

    def begin(self, pain: int = 2, red_flags: Iterable[str] = (), range_from: str = "prescribed") -> None:
        """Answer the questions and begin."""
        form = self.page.locator("#begin")
        form.locator(f"label:has(input[name=pain][value='{pain}'])").click()
        for flag in red_flags or ["none"]:
            form.locator(f"label:has(input[type=checkbox][value='{flag}'])").click()
        form.locator(f"label:has(input[name=range][value='{range_from}'])").click()
        form.locator("button[type=submit]").click()

    def wait_for(self, *stages: str, seconds: float = STAGE_S) -> str:
        """Wait until one of these stages is on the screen, and return it."""
        self.page.wait_for_function(
            "stages => stages.includes(document.body.dataset.stage)", arg=list(stages), timeout=1000 * seconds
        )
        return self.stage

    def wait_until(self, condition: str, seconds: float = STAGE_S) -> None:
        """Wait until a condition on the ``view``, in JavaScript, holds."""
        self.page.wait_for_function(
            f"() => {{ const view = window.formcheck.view(); return {condition}; }}", timeout=1000 * seconds
        )

    def wait_while(self, condition: Callable[[], bool], seconds: float = STAGE_S) -> None:
        """Let the page go on while a condition holds."""
        until_s = monotonic() + seconds
        while condition():
            assert monotonic() < until_s, f"still so after {seconds} s; the page shows {self.view}"
            self.page.wait_for_timeout(200)

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)

    def answer_after(self, pain: int = 2) -> None:
        """Answer the questions after the exercise."""
        form = self.page.locator("#after")
        form.locator(f"label:has(input[name=pain][value='{pain}'])").click()
        form.locator("label:has(input[name=is_numb][value=no])").click()
        form.locator("button[type=submit]").click()
        self.wait_for("summary")
