"""Nothing leaves the machine: every network call of a whole review is traced."""

from __future__ import annotations

import ipaddress
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import httpx2
import pytest
from websockets.sync.client import connect

from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.commands import COMMAND
from tests.support.live_sessions import wait_for_address
from tests.support.machine import skip_or_fail
from tests.support.stored import AUTHOR, NOW, recording
from tests.support.truth import BRIEF, SAMPLES
from tests.support.videos import keep_seconds

_CALL = re.compile(r"\b(?:connect|bind|sendto|sendmsg|sendmmsg)\(")
_ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
_HARMLESS = {"AF_UNIX", "AF_NETLINK", "AF_UNSPEC", "AF_LOCAL"}

JUDGED = 20

OUTSIDE = """
import socket
for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "2001:db8::1")):
    try:
        socket.socket(family, socket.SOCK_DGRAM).connect((address, 9))
    except OSError:
        pass
"""
"""Reaches, without sending anything, for two addresses that are set aside for documents, and for this machine."""

pytestmark = pytest.mark.slow


def strace(log: Path) -> list[str | Path]:
    """Return the command that writes down the network calls of the one behind it, its threads and children."""
    if shutil.which("strace") is None:
        skip_or_fail("strace is not installed (apt-get install strace)")
    return ["strace", "-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o", log]


def trace(folder: Path, command: Sequence[str | Path]) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a command and return it with its network calls, those of all its threads and children."""
    log = folder / "calls.txt"
    # A working folder of its own, and the caller's environment: what a person's machine would do.
    done = subprocess.run(
        [*strace(log), *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        timeout=300,
    )
    if not log.exists() or "PTRACE" in done.stderr:
        skip_or_fail(f"strace cannot trace here: {done.stderr.strip()[-200:]}")
    return done, log.read_text(encoding="utf-8", errors="replace").splitlines()


def trace_live(folder: Path, clip: Path) -> list[str]:
    """Begin a live session, with a recording for its camera, and return its network calls until it was ended."""
    log, said = folder / "calls.txt", folder / "said.txt"
    live: list[str | Path] = [
        COMMAND,
        "live",
        "--camera",
        clip,
        "--side",
        "right",
        "--model",
        "full",
        "--no-open",
        "--data",
        folder,
    ]
    with said.open("wb") as out:
        program = subprocess.Popen([*strace(log), *live], stdout=out, stderr=out, cwd=folder)
    try:
        begin_live(wait_for_address(said, lambda: program.poll() is None))
    finally:
        # strace hands the signal on to nobody: the program itself is asked to end, and strace ends with it.
        subprocess.run(["pkill", "-INT", "-P", str(program.pid)], check=False)
        program.wait(60)
    return log.read_text(encoding="utf-8", errors="replace").splitlines()


def begin_live(address: str) -> None:
    """Answer the questions and look on until some pictures were judged."""
    with httpx2.Client(trust_env=False, follow_redirects=True) as client:
        assert client.get(address).status_code == 200
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    host = address.split("/")[2]
    answers = {"do": "begin", "pain": 1, "red_flags": [], "side": "right", "after_last": None}
    headers = {"Cookie": cookie, "Origin": f"http://{host}"}
    with connect(f"ws://{host}/link", additional_headers=headers, proxy=None) as link:
        link.send(json.dumps(answers | {"range": "prescribed", "keep_video": False}))
        for message in link:
            debug = json.loads(message).get("debug") if isinstance(message, str) else None
            if debug and debug["frames"] > JUDGED:
                return


def outside(calls: Sequence[str]) -> list[str]:
    """Return the calls that name an address other than this machine's own."""
    return [call for call in calls if _CALL.search(call) and not _stays_here(call)]


def _stays_here(call: str) -> bool:
    addresses = [four or six for four, six in _ADDRESS.findall(call)]
    families = set(re.findall(r"sa_family=(\w+)", call))
    return all(ipaddress.ip_address(one).is_loopback for one in addresses) and (
        bool(addresses) or families <= _HARMLESS
    )


def test_the_tracing_sees_what_reaches_outside(tmp_path: Path) -> None:
    _, calls = trace(tmp_path, [sys.executable, "-c", OUTSIDE])
    found = outside(calls)
    assert len(found) == 2
    assert "192.0.2.1" in found[0]
    assert "2001:db8::1" in found[1]


def test_a_whole_review_reaches_for_nothing_outside(tmp_path: Path) -> None:
    clip = keep_seconds(SAMPLES / f"{BRIEF}.mp4", tmp_path / "clip.mp4", 2.0)
    done, calls = trace(tmp_path, [COMMAND, "review", clip, "--out", tmp_path])
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "clip").iterdir()} >= {"report.html", "overlay.mp4", "record.jsonl"}
    assert outside(calls) == []


def test_a_page_that_is_typeset_reaches_for_nothing_outside(tmp_path: Path) -> None:
    store = tmp_path / "clinic.sqlite"
    database = open_database(store)
    DatabaseArchive(database).keep("anna-04", recording(), NOW, AUTHOR)
    database.close()
    wanted: list[str | Path] = ["export", "anna-04", "--as", "pdf", "--store", store, "--out", tmp_path / "out"]
    done, calls = trace(tmp_path, [COMMAND, *wanted])
    assert done.returncode == 0, done.stderr
    (page,) = (tmp_path / "out").rglob("*.pdf")
    assert page.read_bytes().startswith(b"%PDF")
    assert outside(calls) == []


def test_a_live_session_reaches_for_nothing_outside(tmp_path: Path) -> None:
    clip = keep_seconds(SAMPLES / f"{BRIEF}.mp4", tmp_path / "clip.mp4", 4.0)
    calls = trace_live(tmp_path, clip)
    assert any("127.0.0.1" in call for call in calls)
    assert outside(calls) == []


def test_the_doctor_reaches_for_nothing_outside(tmp_path: Path) -> None:
    done, calls = trace(tmp_path, [COMMAND, "doctor"])
    assert done.returncode == 0, done.stdout
    assert outside(calls) == []
