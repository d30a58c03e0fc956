"""What the app Sensor Logger sends by its HTTP push. Not tried on a real phone.

Each message is one JSON object, ``{"messageId", "sessionId", "deviceId", "payload"}``; the payload is an array of
``{"name", "time", "values": {"x", "y", "z"}}`` with times in nanoseconds since 1970. Messages may overtake each other.

Android sends ``totalacceleration``, with gravity. An iPhone does not: what it measures without gravity
(``accelerometer``) and ``gravity`` are added, and have the opposite sign, unless "Standardise Units & Frames" is on in
the app. Described in the app's own PUSHING, UNITS and CROSSPLATFORM documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from formcheck.samples import ImuReading, Place
from formcheck.sources.imu.live.feeds.joined import Joiner, Pairing, Timed
from formcheck.sources.imu.live.feeds.posted import as_list, as_mapping, as_number, read_json

TOTAL: Final = "totalacceleration"
MOVED: Final = "accelerometer"
GRAVITY: Final = "gravity"
ROTATION: Final = "gyroscope"


class SensorLoggerPhone:
    """Reads what one phone sends.

    Parameters
    ----------
    place : Place
        Where it is strapped to.
    is_standardised : bool
        Whether "Standardise Units & Frames" is on in the app: no message tells.
    """

    def __init__(self, place: Place, *, is_standardised: bool = False) -> None:
        self._joiner = Joiner(place)
        self._sign = 1.0 if is_standardised else -1.0
        self._has_total = False
        self._parts = Pairing()

    def read(self, body: bytes) -> list[ImuReading]:
        """Return the readings that a body completes, with times in seconds since 1970 by the phone's clock.

        Parameters
        ----------
        body : bytes
            The JSON object of one request.

        Raises
        ------
        InputError
            It is no such object.
        """
        found: dict[str, list[Timed]] = {TOTAL: [], MOVED: [], GRAVITY: [], ROTATION: []}
        for name, sample in _measured(as_list(as_mapping(read_json(body)).get("payload"))):
            if name in found:
                found[name].append(sample)
        self._has_total = self._has_total or bool(found[TOTAL])
        acc = found[TOTAL] if self._has_total else self._add(found[MOVED], found[GRAVITY])
        return self._joiner.join(acc, found[ROTATION])

    def _add(self, moved: list[Timed], gravity: list[Timed]) -> list[Timed]:
        """Return the sums of both parts of the acceleration that are complete now."""
        sums: list[Timed] = []
        for (t_s, one), other in self._parts.pair(moved, gravity):
            x, y, z = (self._sign * (a + b) for a, b in zip(one, other, strict=True))
            sums.append((t_s, (x, y, z)))
        return sums


def _measured(payload: object) -> Iterator[tuple[str, Timed]]:
    """Yield the name and the sample of each entry with three values; others, as of the battery, are passed over."""
    for entry in as_list(payload):
        if not isinstance(entry, dict) or not isinstance(entry.get("values"), dict):
            continue
        values = entry["values"]
        time_ns, x, y, z = (as_number(one) for one in (entry.get("time"), *(values.get(axis) for axis in "xyz")))
        if time_ns is not None and x is not None and y is not None and z is not None:
            yield str(entry.get("name")).lower(), (time_ns * 1e-9, (x, y, z))
