"""What the app phyphox sends while our experiment file runs in it. Not tried on a real phone.

Its ``http/post`` service sends one JSON object each time: under each id of the experiment file an array with the whole
content of a buffer, null where a value is not finite, and under that of the time ``now`` and the ``events`` of starting
and pausing, with experiment time and system time. Experiment time stands still while the app pauses and begins anew
when its data are cleared; with the events all times are brought to the phone's system time, which does neither.
Described in the app's documentation, "Network connections" and "Phyphox file format".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from formcheck.samples import ImuReading, Place
from formcheck.sources.imu.live.feeds.joined import Joiner, Timed
from formcheck.sources.imu.live.feeds.posted import as_list, as_mapping, as_number, read_json, unusable

ACC: Final = ("acc_t", "acc_x", "acc_y", "acc_z")
GYR: Final = ("gyr_t", "gyr_x", "gyr_y", "gyr_z")
TIME: Final = "time"
"""The ids under which our experiment file sends: the buffers of each sensor, and the events of its clock."""

_MILLISECONDS_ABOVE: Final = 1e11  # seconds since 1970 reach this in the year 5138


class PhyphoxPhone:
    """Reads what one phone sends.

    Parameters
    ----------
    place : Place
        Where it is strapped to.
    """

    def __init__(self, place: Place) -> None:
        self._joiner = Joiner(place)

    def read(self, body: bytes) -> list[ImuReading]:
        """Return the readings that a body completes, with times of the phone's system clock.

        Parameters
        ----------
        body : bytes
            The JSON object of one request.

        Raises
        ------
        InputError
            It is no such object.
        """
        content = as_mapping(read_json(body))
        if not {*ACC, *GYR} <= content.keys():
            raise unusable("does not hold the buffers of our experiment")
        starts = tuple(_starts(content.get(TIME)))
        acc, gyr = (list(_samples(content, ids, starts)) for ids in (ACC, GYR))
        return self._joiner.join(acc, gyr)


def _samples(
    content: Mapping[str, object], ids: Sequence[str], starts: Sequence[tuple[float, float]]
) -> Iterator[Timed]:
    """Yield what one sensor measured; a row that lacks a value is passed over."""
    columns = [as_list(content[name]) for name in ids]
    for row in zip(*columns, strict=False):  # buffers that are written meanwhile may differ in length by one
        t_s, x, y, z = (as_number(value) for value in row)
        if t_s is not None and x is not None and y is not None and z is not None:
            yield _system_time(t_s, starts), (x, y, z)


def _starts(time: object) -> Iterator[tuple[float, float]]:
    """Yield each start: experiment time and system time, in seconds; nothing where the app does not tell."""
    if not isinstance(time, dict) or not isinstance(time.get("events"), list):
        return
    for event in time["events"][-100:]:
        if isinstance(event, dict) and str(event.get("event")).upper() == "START":
            experiment_s, system_s = as_number(event.get("experimentTime")), as_number(event.get("systemTime"))
            if experiment_s is not None and system_s is not None:
                yield experiment_s, system_s / (1000.0 if system_s > _MILLISECONDS_ABOVE else 1.0)


def _system_time(t_s: float, starts: Sequence[tuple[float, float]]) -> float:
    """Return an experiment time as system time, by the last start before it."""
    before = [start for start in starts if start[0] <= t_s + 1e-6] or list(starts[:1])
    if not before:
        return t_s
    experiment_s, system_s = before[-1]
    return t_s - experiment_s + system_s
