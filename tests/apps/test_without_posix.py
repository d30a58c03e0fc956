"""Reviewing, a batch and coaching where no name of POSIX is at hand: what Linux can tell of Windows."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import pytest
from websockets import Origin
from websockets.sync.client import ClientConnection, connect

from tests.support.commands import names_in
from tests.support.live import BEGIN, Message
from tests.support.live_sessions import wait_for_address
from tests.support.processes import kill_all
from tests.support.truth import BRIEF, SAMPLES
from tests.support.videos import keep_seconds
from tests.support.windows import lacking_on_windows

ROOT = Path(__file__).resolve().parents[2]
PRELUDE = ROOT / "tests" / "support" / "without_posix"
PROGRAM = "from formcheck.apps.cli import main; main()"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the others need not be made to lack anything")


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    """Return the environment of a process that has what Windows has; see the prelude."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (PRELUDE, ROOT))),
        "HIDDEN_NAMES": json.dumps(lacking_on_windows()),
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "cp1252",  # where output goes to a file
        "COLUMNS": "160",
    }


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a second of a sample."""
    return keep_seconds(SAMPLES / f"{BRIEF}.mp4", tmp_path_factory.mktemp("clips") / "Anna.mp4", 1.0)


def run(environment: dict[str, str], folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=False, timeout=120)


@pytest.mark.slow
def test_the_names_are_gone_and_only_for_formcheck(environment: dict[str, str], tmp_path: Path) -> None:
    code = """
import importlib.util, os, subprocess, sys
for line in ("os.sched_getaffinity", "os.sysconf", "os.geteuid", "os.fork", "os.mkfifo", "signal.SIGKILL",
             "socket.SO_REUSEPORT", "socket.AF_UNIX", "fcntl.flock", "resource.getrusage", "pwd.getpwall"):
    module, name = line.split(".")
    getattr(__import__(module), name)
    for way in (f"import {module}; {module}.{name}", f"from {module} import {name}"):
        try:
            exec(way, {"__name__": "formcheck.probe"})
        except (AttributeError, ImportError):
            continue
        sys.exit(f"{way} is still there")
exec("import os; os.path.join('a', 'b'); from os import replace; import os.path", {"__name__": "formcheck.probe"})
open("a", "w").close(), open("b", "w").close(), os.replace("a", "b"), os.mkdir("c"), os.rename("b", "d")
try:
    os.rename("d", "c")
except FileExistsError:
    sys.exit(0)
sys.exit("renamed onto a folder")
"""
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.slow
def test_signs_that_the_code_page_lacks_are_written(environment: dict[str, str], tmp_path: Path) -> None:
    done = run(environment, tmp_path, "exercises", "show", "tibial-slider-seated")
    assert done.returncode == 0, done.stderr.decode()
    assert "\N{MINUS SIGN}" in done.stdout.decode("utf-8")


@pytest.mark.slow
def test_a_review(environment: dict[str, str], clip: Path, tmp_path: Path) -> None:
    done = run(environment, tmp_path, "review", clip, "--model", "full")
    assert done.returncode == 0, done.stderr.decode()
    folder = tmp_path / "formcheck-out" / "Anna"
    names = {
        "record.jsonl",
        "session.json",
        "angles.csv",
        "repetitions.csv",
        "repetitions.xlsx",
        "report.html",
        "overlay.mp4",
    }
    assert names_in(folder) == names
    assert b"\r" not in (folder / "record.jsonl").read_bytes()
    assert json.loads((folder / "session.json").read_text(encoding="utf-8"))["source"]["name"] == "Anna.mp4"


@pytest.mark.slow
def test_a_batch_twice(environment: dict[str, str], clip: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(f"{clip}\nmissing\\ben.mp4\n", encoding="utf-8")
    options = ("batch", "list.txt", "--out", "results", "--model", "full", "--json")
    for overlay in ((), ("--overlay",)):  # the second result takes the place of the first
        done = run(environment, tmp_path, *options, *overlay)
        assert done.returncode == 3, done.stderr.decode()
        result = json.loads(done.stdout)
        assert [one["folder"] for one in result["done"]] == ["Anna"]
        assert [one["folder"] for one in result["failed"]] == ["ben"]
    assert (tmp_path / "results" / "Anna" / "overlay.mp4").exists()
    assert (tmp_path / "results" / "repetitions.parquet").exists()


@pytest.mark.slow
def test_live(environment: dict[str, str], clip: Path, tmp_path: Path) -> None:
    options = ("live", "--no-open", "--model", "full", "--camera", clip, "--data", tmp_path / "visits")
    command = [sys.executable, "-c", PROGRAM, *map(str, options)]
    log = tmp_path / "live.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    try:
        address = urlsplit(wait_for_address(log, lambda: process.poll() is None))
        with page(address.netloc, f"/?{address.query}") as link:
            hear(link, lambda view: view["debug"] is not None)  # what was made of a picture
            link.send(json.dumps(BEGIN))
            hear(link, lambda view: view["stage"] == "camera")
        (log_of_visit,) = (tmp_path / "visits").glob("*/visit.jsonl")
        assert b"\r" not in log_of_visit.read_bytes()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    finally:
        kill_all(process)


def hear(link: ClientConnection, is_wanted: Callable[[Message], bool]) -> None:
    """Wait for a view that is wanted."""
    end_s = monotonic() + 60.0
    while monotonic() < end_s:
        message = link.recv(30)
        if isinstance(message, str) and is_wanted(json.loads(message)):
            return
    raise AssertionError("it did not come")


@contextmanager
def page(netloc: str, target: str) -> Iterator[ClientConnection]:
    """Open the page as a browser does, and give its link."""
    server = http.client.HTTPConnection(netloc, timeout=30)
    server.request("GET", target)
    first = server.getresponse()
    cookie = (first.getheader("Set-Cookie") or "").partition(";")[0]
    first.read()
    server.request("GET", "/", headers={"Cookie": cookie})
    second = server.getresponse()
    assert b"<html" in second.read()
    server.close()
    headers = {"Cookie": cookie}
    with connect(f"ws://{netloc}/link", origin=Origin(f"http://{netloc}"), additional_headers=headers) as link:
        yield link
