"""Who may bring readings: who holds the session's key, at one of the few addresses that there are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from secrets import compare_digest, token_urlsafe
from typing import Final

from formcheck.samples import Place, Segment, Side

KEY_BYTES: Final = 18
"""Random bytes in a key: 144 bits."""

_LONGEST_PATH: Final = 200
_PLACES: Final = {str(place): place for place in (Place(side, segment) for side in Side for segment in Segment)}


class Way(StrEnum):
    """What is asked for: the first part of the path."""

    READINGS = "readings"
    PHYPHOX = "phyphox"
    SENSOR_LOGGER = "sensor-logger"
    PHONE = "phone"


_METHODS: Final = {Way.READINGS: "POST", Way.PHYPHOX: "POST", Way.SENSOR_LOGGER: "POST", Way.PHONE: "GET"}
_SUFFIX: Final = {Way.PHONE: ".phyphox"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request is for.

    Parameters
    ----------
    way : Way
        What is asked for.
    place : Place or None
        The sensor; None where the readings themselves say.
    """

    way: Way
    place: Place | None = None


def make_key() -> str:
    """Return a new key: random, and fit for an address."""
    return token_urlsafe(KEY_BYTES)


def make_path(way: Way, key: str, place: Place | None = None) -> str:
    """Return the path of an address.

    Parameters
    ----------
    way : Way
        What is asked for.
    key : str
        The session's key.
    place : Place, optional
        The sensor; for all ways but `Way.READINGS`.
    """
    return f"/{way}/{key}" + ("" if place is None else f"/{place}{_SUFFIX.get(way, '')}")


class Door:
    """Tells what a request is for, or that it is refused; how long that takes says nothing about the key.

    Parameters
    ----------
    key : str
        The session's key.
    ways : frozenset of Way
        What may be asked for.
    places : frozenset of Place
        The sensors that may be.
    """

    def __init__(self, key: str, ways: frozenset[Way], places: frozenset[Place]) -> None:
        self._key, self._ways, self._places = key.encode(), ways, places

    def admit(self, method: str, path: str) -> Wanted | None:
        """Return what a request is for; None where it is refused, for whatever reason.

        Parameters
        ----------
        method : str
            Such as ``POST``.
        path : str
            As it was sent, without what stands behind a question mark.
        """
        first, _, rest = path[:_LONGEST_PATH].removeprefix("/").partition("/")
        key, _, name = rest.partition("/")
        if not compare_digest(key.encode("utf-8", "replace"), self._key) or len(path) > _LONGEST_PATH:
            return None
        way = next((way for way in self._ways if way == first), None)
        if way is None or method != _METHODS[way]:
            return None
        if way is Way.READINGS:
            return Wanted(way) if not name else None
        place = _PLACES.get(name.removesuffix(_SUFFIX.get(way, "")))
        is_whole = place is not None and make_path(way, key, place).endswith(f"/{name}")
        return Wanted(way, place) if is_whole and place in self._places else None
