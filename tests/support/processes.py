"""Processes that tests start and end, seen through ``/proc``."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_STATE, _PARENT = 0, 1


def wait_until(is_so: Callable[[], bool], patience_s: float = 30.0) -> None:
    """Wait until something is so; fail when it takes too long."""
    end_s = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < end_s, f"waited for {patience_s:.0f} s"
        time.sleep(0.05)


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended; one that only waits to be taken note of has."""
    return _status(pid)[_STATE] in {"", "Z"}


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started and that are still there."""
    return [one for one in _all() if _status(one)[_PARENT] == str(pid)]


def resident_bytes(pid: int | None = None) -> int:
    """Return the memory that a process holds, in bytes; without a number, this one, when it has cleaned up."""
    if pid is None:
        gc.collect()
    status = Path(f"/proc/{pid or 'self'}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def _all() -> Iterator[int]:
    return (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())


def _status(pid: int) -> list[str]:
    """Return state and parent of a process; blanks where it is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return ["", ""]
    return text.rpartition(")")[2].split()[:2]  # its name stands in brackets, and may hold anything
