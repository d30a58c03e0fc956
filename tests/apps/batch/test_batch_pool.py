"""The pool with real processes: what it does when one of them dies."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import psutil
import pytest

from formcheck.apps.pool import Advance, Lost, run_apart, run_here
from formcheck.errors import LibraryError, SetupError
from tests.support.processes import is_gone, wait_until

ENDLESS = """
import os, sys, time
from formcheck.apps.pool import SilentWatcher, run_apart
from tests.apps.batch.test_batch_pool import tell_and_wait

if __name__ == "__main__":
    list(run_apart({"a": sys.argv[1], "b": sys.argv[2]}, tell_and_wait, 2, SilentWatcher()))
"""


class Counter:
    """Adds up what it is told."""

    def __init__(self) -> None:
        self.amounts: dict[str, int] = {}
        self.finished: list[str] = []

    def begin(self, expected: Mapping[str, int]) -> None:
        """Not needed."""

    def advance(self, name: str, amount: int) -> None:
        """Add it up."""
        self.amounts[name] = self.amounts.get(name, 0) + amount

    def finish(self, name: str) -> None:
        """Note it."""
        self.finished.append(name)


def double(number: int, report: Advance) -> int:
    """Return twice a number; some bring their process down."""
    report(number)
    time.sleep(0.3)  # the word of it is on its way
    match number:
        case 3:
            os._exit(7)
        case 4:
            psutil.Process().kill()
        case 5:
            raise ValueError("five")
    return 2 * number


def lack(number: int, report: Advance) -> int:  # noqa: ARG001
    raise LibraryError("libGL is missing.", where=str(number))


def tell_and_wait(path: str, report: Advance) -> None:  # noqa: ARG001
    Path(path).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(60)


@pytest.mark.slow
def test_a_process_that_dies_costs_only_its_own() -> None:
    counter = Counter()
    results = dict(run_apart({str(number): number for number in range(8)}, double, 2, counter))
    good = {name: result for name, result in results.items() if not isinstance(result, Lost)}
    assert good == {"0": 0, "1": 2, "2": 4, "6": 12, "7": 14}
    assert results["3"] == Lost("its process ended (exit code 7): short of memory, or a fault in a library.")
    cause = "exit code 15" if sys.platform == "win32" else "signal 9"
    assert results["4"] == Lost(f"its process ended ({cause}): short of memory, or a fault in a library.")
    assert results["5"] == Lost("a fault in formcheck itself (ValueError: five).")
    assert sorted(counter.finished) == sorted(results)
    assert {name: counter.amounts[name] for name in "12"} == {"1": 1, "2": 2}


def test_in_this_process_the_same() -> None:
    counter = Counter()
    assert dict(run_here({"a": 1, "b": 2}, double, counter)) == {"a": 2, "b": 4}
    assert (counter.amounts, counter.finished) == ({"a": 1, "b": 2}, ["a", "b"])


def test_what_the_installation_lacks_ends_it_all() -> None:
    with pytest.raises(SetupError, match="libGL is missing"):
        list(run_apart({"a": 1, "b": 2}, lack, 1, Counter()))


def test_nothing_to_do_is_done_at_once() -> None:
    assert list(run_apart({}, double, 2, Counter())) == []


def test_the_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS, encoding="utf-8")
    root = Path(__file__).resolve().parents[3]
    parent = subprocess.Popen([sys.executable, script, *files], env={**os.environ, "PYTHONPATH": str(root)})
    try:
        wait_until(lambda: all(file.exists() and file.read_text(encoding="utf-8") for file in files))
    finally:
        parent.kill()
        parent.wait(10)
    for file in files:
        wait_until(partial(is_gone, int(file.read_text(encoding="utf-8"))))
