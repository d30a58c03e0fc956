"""Streams of the lab streaming layer from this process, found as in a network.

Finding them needs multicast, or at least the loopback: where a machine lets neither through, nothing can be said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic, sleep
from types import ModuleType

import numpy as np
import pytest

from tests.support.machine import skip_or_fail
from tests.support.swings import turning

LABELS = [f"{kind}_{axis}" for kind in ("acc", "gyr") for axis in "xyz"]
UNITS = ["m/s^2"] * 3 + ["deg/s"] * 3
RATE_HZ = 100.0


def reach() -> ModuleType:
    """Return the library; skip the test where streams cannot reach each other, but not in CI."""
    pylsl: ModuleType = pytest.importorskip("pylsl", reason="LSL needs pylsl")
    outlet = pylsl.StreamOutlet(pylsl.StreamInfo("formcheck looks", "Markers", 1, 0, "string", "formcheck looks"))
    found = pylsl.resolve_byprop("name", "formcheck looks", 1, 3.0)
    del outlet
    if not found:
        skip_or_fail("streams of LSL cannot reach each other here: neither multicast nor the loopback is let through")
    return pylsl


@contextmanager
def sending(
    pylsl: ModuleType, name: str, labels: Sequence[str] = LABELS, units: Sequence[str] = UNITS
) -> Iterator[None]:
    """Send the swing, a hundred times a second."""
    info = pylsl.StreamInfo(name, "IMU", 6, RATE_HZ, "float32", f"formcheck {name}")
    channels = info.desc().append_child("channels")
    for label, unit in zip(labels, units, strict=True):
        channel = channels.append_child("channel")
        channel.append_child_value("label", label)
        channel.append_child_value("unit", unit)
    outlet, ended = pylsl.StreamOutlet(info), Event()

    def run() -> None:
        began_s, began_lsl_s, number = monotonic(), pylsl.local_clock(), 0
        while not outlet.have_consumers() and not ended.is_set():
            sleep(0.01)
            began_s, began_lsl_s = monotonic(), pylsl.local_clock()
        while not ended.is_set():
            t_s = number / RATE_HZ
            sleep(max(0.0, began_s + t_s - monotonic()))
            track = turning(np.array([t_s]))
            sample = [*track.acc_mps2[0], *np.degrees(track.gyr_radps[0])]
            outlet.push_sample(sample, began_lsl_s + t_s)
            number += 1

    thread = Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(5.0)
