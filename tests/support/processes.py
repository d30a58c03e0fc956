"""Processes that tests start and end."""

from __future__ import annotations

import gc
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress

import psutil


def wait_until(is_so: Callable[[], bool], patience_s: float = 30.0) -> None:
    """Wait until something is so; fail when it takes too long."""
    end_s = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < end_s, f"waited for {patience_s:.0f} s"
        time.sleep(0.05)


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended; one that only waits to be taken note of has."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started and that are still there."""
    return [child.pid for child in psutil.Process(pid).children()]


def kill_all(process: subprocess.Popen[bytes]) -> None:
    """End a process at once, as a crash would, and all that it started."""
    if process.poll() is None:
        started = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        for child in started:
            with suppress(psutil.NoSuchProcess):
                child.kill()
        process.wait(30)


def resident_bytes(pid: int | None = None) -> int:
    """Return the memory that a process holds, in bytes; without a number, this one, when it has cleaned up."""
    if pid is None:
        gc.collect()
    return int(psutil.Process(pid).memory_info().rss)
