"""What this computer gives to the program, told alike on every system."""

from __future__ import annotations

import sys

import psutil


def usable_cores() -> int:
    """Return how many processors this process may use; a container or a queue may have been given few of many."""
    if sys.platform == "darwin":  # a process cannot be kept to some of them there
        return psutil.cpu_count() or 1
    return len(psutil.Process().cpu_affinity())
