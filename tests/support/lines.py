"""Lines of readings, and a sink that keeps what it is brought."""

from __future__ import annotations

import json
from collections.abc import Sequence
from time import monotonic, sleep

from formcheck.samples import ImuReading, Place, Segment, Side

PLACES = {str(place): place for place in (Place(side, segment) for side in Side for segment in Segment)}


def parse(line: str) -> ImuReading | None:
    """Read one of our lines, CSV or JSON, as simply as can be."""
    if line.startswith("{"):
        content = json.loads(line)
        if not {"t", "sensor", "acc", "gyr"} <= content.keys():
            return None
        (ax, ay, az), (gx, gy, gz) = content["acc"], content["gyr"]
        return ImuReading(float(content["t"]), PLACES[content["sensor"]], (ax, ay, az), (gx, gy, gz))
    cells = line.split(",")
    if len(cells) != 8 or cells[1] not in PLACES:
        return None
    ax, ay, az, gx, gy, gz = (float(cell) for cell in cells[2:])
    return ImuReading(float(cells[0]), PLACES[cells[1]], (ax, ay, az), (gx, gy, gz))


def row(t_s: float, sensor: str = "right_shank") -> bytes:
    """Return a line."""
    return f"{t_s},{sensor},0,0,9.81,0,0,0\n".encode()


class Collected:
    """A sink that keeps what it is brought."""

    def __init__(self) -> None:
        self.readings: list[ImuReading] = []
        self.senders: set[str] = set()

    def now_s(self) -> float:
        """Return the time."""
        return monotonic()

    def take(self, readings: Sequence[ImuReading], sender: str, arrived_s: float | None = None) -> None:  # noqa: ARG002
        """Keep the readings."""
        self.readings += readings
        self.senders |= {sender} if readings else set()

    def wait_for(self, count: int) -> None:
        """Wait until so many readings have come."""
        until_s = monotonic() + 2.0
        while len(self.readings) < count:
            assert monotonic() < until_s, f"{len(self.readings)} of {count} readings came"
            sleep(0.002)
