"""Debian's Firefox, driven by WebDriver BiDi: the protocol it speaks itself, with nothing in between."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from websockets.sync.client import ClientConnection, connect

from tests.support.machine import skip_or_fail
from tests.support.processes import kill_all

_NAMES: Final = ("firefox-esr", "firefox")
_START_S: Final = 60.0
_ANSWER_S: Final = 60.0

KEYS: Final = {"ArrowLeft": "\ue012", "ArrowRight": "\ue014"}
"""WebDriver's letters for keys that are none."""

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


class Firefox:
    """A window of Firefox.

    Parameters
    ----------
    link : ClientConnection
        To the browser, which has no session yet.
    """

    def __init__(self, link: ClientConnection) -> None:
        self._link, self._numbers = link, count(1)
        self._ask("session.new", {"capabilities": {}})
        tree = self._ask("browsingContext.getTree", {})
        contexts = tree["contexts"]
        assert isinstance(contexts, list)
        assert isinstance(contexts[0], dict)
        self._context = contexts[0]["context"]

    def goto(self, address: str) -> None:
        """Open an address, and wait until it is there."""
        self._ask("browsingContext.navigate", {"context": self._context, "url": address, "wait": "complete"})

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        value = KEYS.get(key, key)
        actions: list[Json] = [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        source: Json = {"type": "key", "id": "keyboard", "actions": actions}
        self._ask("input.performActions", {"context": self._context, "actions": [source]})

    def evaluate(self, expression: str) -> Json:
        """Return what an expression, or its promise, comes to, by way of JSON."""
        told = self._ask(
            "script.evaluate",
            {
                "expression": f"Promise.resolve({expression}).then(JSON.stringify)",
                "target": {"context": self._context},
                "awaitPromise": True,
            },
        )
        assert told["type"] == "success", told
        result = told["result"]
        assert isinstance(result, dict)
        value: Json = json.loads(str(result["value"])) if result["type"] == "string" else None
        return value

    def _ask(self, method: str, params: dict[str, Json]) -> dict[str, Json]:
        number = next(self._numbers)
        self._link.send(json.dumps({"id": number, "method": method, "params": params}))
        until_s = monotonic() + _ANSWER_S
        while monotonic() < until_s:
            answer = json.loads(self._link.recv(_ANSWER_S))
            if answer.get("id") == number:
                assert "error" not in answer, answer
                result: dict[str, Json] = answer["result"]
                return result
        raise AssertionError(f"Firefox does not answer {method}")


@contextmanager
def launched_firefox(folder: Path) -> Iterator[Firefox]:
    """Give a Firefox with a profile of its own, and end it afterwards; skip the test where there is none."""
    executable = next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None:
        skip_or_fail(f"no browser found (none of {', '.join(_NAMES)})")
    profile, said = folder / "profile", folder / "firefox.log"
    profile.mkdir()
    command = [executable, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with said.open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        with connect(f"{_address(said)}/session", max_size=None, proxy=None) as link:
            yield Firefox(link)
    finally:
        kill_all(process)


def _address(said: Path) -> str:
    until_s = monotonic() + _START_S
    while monotonic() < until_s:
        found = re.search(r"WebDriver BiDi listening on (ws://\S+)", said.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[1]
        sleep(0.1)
    raise AssertionError(f"Firefox did not start: {said.read_text(encoding='utf-8', errors='replace')}")
