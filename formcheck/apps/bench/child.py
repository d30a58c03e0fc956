"""A function run in a process of its own, so that each starts afresh and its memory is its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import psutil

from formcheck.apps.progress import quiet_libraries

Result = TypeVar("Result")

_BYTES_PER_MB = 1024 * 1024
_KB_PER_MB = 1024


def run_apart(function: Callable[[], Result]) -> Result:
    """Return what a function gives when it is called in a new process; it must be one that can be pickled.

    Parameters
    ----------
    function : callable
        Takes nothing. What it raises is raised here; what native libraries write to standard error is dropped.
    """
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_quietly, function).result()


def _quietly(function: Callable[[], Result]) -> Result:
    with quiet_libraries():
        return function()


def peak_mb() -> float:
    """Return the most memory this process has held at a time, in megabytes."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset / _BYTES_PER_MB)
    if sys.platform == "darwin":
        import resource  # noqa: PLC0415 - not on Windows

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _BYTES_PER_MB  # bytes there, kilobytes elsewhere
    # What `getrusage` says on Linux would count the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return float(line.split()[1]) / _KB_PER_MB
