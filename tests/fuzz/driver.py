"""Give damaged inputs to the program, each in a process of its own, and tell of those that it does not bear.

``python -m tests.fuzz.driver KIND FIRST COUNT FOLDER`` writes a line of JSON for each that ends otherwise than with a
message and a documented exit code, in time and in bounded memory. It needs a system that can fork.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from unittest.mock import patch

from formcheck.apps import cli, exits, recordings
from formcheck.apps.batch import run as running
from formcheck.apps.live.messages import read_message
from formcheck.errors import FormcheckError
from formcheck.sources.browser import read_frame
from tests.apps.batch.conftest import run_in_this_process
from tests.fuzz.inputs import DECOYS, Input, damaged
from tests.support.estimators import FakeEstimator, write_session

MOST_S: Final = 20
MOST_MB: Final = 1200
PATIENCE_S: Final = 120
"""Of the clock on the wall: the machine may have much else to do."""

assert sys.platform != "win32"  # which cannot fork

CODES: Final = {exits.SUCCESS, exits.BAD_INPUT, exits.NO_PERSON}

_FOREIGN: Final = re.compile(
    r"Traceback|https?://(?!127\.0\.0\.1)|pydantic|Input should|type=|Expecting value|Errno|Extra data|av\.error|\x1b",
)
"""Words of other programs, addresses, and letters that a terminal would obey; what was given may hold an address."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How one input ended: its number, the exit code or signal, what it cost, and the end of what was said."""

    kind: str
    number: int
    fault: str
    code: int
    seconds: float
    megabytes: int
    said: str


def main() -> None:
    """Try a number of inputs of a kind."""
    kind, first, count, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]).resolve()
    work = folder / "work"
    work.mkdir(parents=True, exist_ok=True)
    write_session(work / "good.mp4", seconds=0.5)
    for name in DECOYS:
        (work / name).write_bytes((work / "good.mp4").read_bytes())
    os.chdir(work)
    _prepare()
    for number in range(first, first + count):
        ending = try_one(kind, number, work)
        if ending.fault:
            sys.stdout.write(json.dumps(asdict(ending)) + "\n")
            sys.stdout.flush()


def try_one(kind: str, number: int, work: Path) -> Ending:
    """Give one input to the program and return how it ended; without a fault, ``fault`` is empty."""
    given = damaged(kind, number)
    path = work / f"input-{number}{given.suffix}"
    path.write_bytes(given.content)
    log = work / "said.txt"
    before = set(os.listdir(work.parent))  # noqa: PTH208
    begun_s = time.monotonic()
    pid = os.fork()
    if pid == 0:
        _be_the_program(kind, given, path, log)
    status, used = _wait(pid, begun_s)
    said = log.read_bytes().decode("utf-8", "replace")
    code = os.waitstatus_to_exitcode(status)
    megabytes = used.ru_maxrss // 1024
    spent_s = used.ru_utime + used.ru_stime
    escaped = set(os.listdir(work.parent)) - before  # noqa: PTH208
    fault = _fault(code, said, spent_s, megabytes, escaped)
    if not fault:
        path.unlink()
    return Ending(kind, number, fault, code, round(time.monotonic() - begun_s, 1), megabytes, said[-1500:])


def _fault(code: int, said: str, spent_s: float, megabytes: int, escaped: set[str]) -> str:
    foreign = _FOREIGN.search(said)
    faults = {
        "took too long": -code in {signal.SIGXCPU, signal.SIGKILL} or spent_s > MOST_S,
        f"ended by signal {-code}": code < 0,
        f"exit code {code}": code not in CODES,
        "no message": code != exits.SUCCESS and "formcheck" not in said,
        f"took {megabytes} MB": megabytes > MOST_MB,
        f"wrote {sorted(escaped)}": bool(escaped),
        f"said {foreign[0]!r}" if foreign else "": foreign is not None,
    }
    return next((fault for fault, is_so in faults.items() if is_so), "")


def _wait(pid: int, begun_s: float) -> tuple[int, resource.struct_rusage]:
    while True:
        ended, status, used = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, used
        if time.monotonic() - begun_s > PATIENCE_S:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.005)


def _be_the_program(kind: str, given: Input, path: Path, log: Path) -> None:
    """Do what a command does with the input, in this process, and end it."""
    sink = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_S + 5, MOST_S + 10))
    code = exits.FAILURE
    try:
        code = _run(kind, given, path)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
        traceback.print_exc()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _run(kind: str, given: Input, path: Path) -> int:
    out = ["--out", f"out-{path.stem}", "--quiet"]
    commands = {
        "video": ["review", str(path), "--no-overlay", *out],
        "follower": ["review", str(path), "--no-overlay", *out],
        "record": ["replay", str(path), *out],
        "exercise": ["review", "good.mp4", "--exercise", str(path), "--no-overlay", *out],
        "prescription": ["review", "good.mp4", "--prescription", str(path), "--no-overlay", *out],
        "list": ["batch", str(path), "--jobs", "1", *out],
        "manifest": ["validate", "set", "--out", f"out-{path.stem}"],
    }
    if kind == "manifest":
        Path("set").mkdir(exist_ok=True)
        path.replace("set/manifest.toml")
        path.touch()
    if kind in {"frame", "message"}:
        return _read_live(kind, given.content)
    sys.argv = ["formcheck", *commands[kind]]
    cli.main()
    return exits.SUCCESS


def _read_live(kind: str, content: bytes) -> int:
    """Read what a page sends, as the server does: what is refused is told."""
    try:
        if kind == "frame":
            read_frame(content)
        else:
            read_message(content.decode("utf-8", "replace"))
    except FormcheckError as error:
        sys.stderr.write(f"formcheck: {error}\n")
        return exits.BAD_INPUT
    return exits.SUCCESS


def _prepare() -> None:
    """Take estimators that know the answer, and load what the commands load, once for all."""

    def make(*_: object) -> FakeEstimator:
        return FakeEstimator()

    patch.object(recordings, "make_estimator", make).start()
    patch.object(running, "run_apart", run_in_this_process).start()
    os.environ["COLUMNS"] = "160"
    sys.argv = ["formcheck", "review", "good.mp4", "--no-overlay", "--out", "warm", "--quiet"]
    with suppress(SystemExit):
        cli.main()


if __name__ == "__main__":
    main()
