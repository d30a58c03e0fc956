"""What is sent in the body of a request: JSON and lines, from whoever, so nothing of it is trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Final, Protocol

from formcheck.errors import InputError
from formcheck.parsing import parse_json
from formcheck.samples import ImuReading
from formcheck.sources.imu.live.feeds.lines import LineParser, LineReader

MAX_VALUES: Final = 20_000
"""Values of one kind in one message: a phone at 500 Hz that was cut off for half a minute."""


class Body(Protocol):
    """A reader of the bodies that one sender sends one after the other."""

    def read(self, body: bytes) -> list[ImuReading]:
        """Return the readings in a body, with times of the sender's own clock.

        Parameters
        ----------
        body : bytes
            The whole body.

        Raises
        ------
        InputError
            It is not what this sender sends.
        """
        ...


class PostedLines:
    """Reads our own lines, or a JSON array of the same objects.

    Parameters
    ----------
    parse : callable
        Reads one line.
    """

    def __init__(self, parse: LineParser) -> None:
        self._lines = LineReader(parse)

    def read(self, body: bytes) -> list[ImuReading]:
        """Return the readings in a body.

        Parameters
        ----------
        body : bytes
            Lines in UTF-8, or a JSON array of objects.

        Raises
        ------
        InputError
            It holds something, but no reading.
        """
        content = body.strip()
        if content.startswith(b"["):
            objects = as_list(read_json(content))
            content = b"\n".join(json.dumps(one).encode() for one in objects)
        readings = self._lines.read(content)
        if content and not readings:
            raise unusable("holds no reading")
        return readings


def read_json(body: bytes) -> object:
    """Return what a body in JSON holds.

    Parameters
    ----------
    body : bytes
        The body.

    Raises
    ------
    InputError
        It is no JSON.
    """
    try:
        return parse_json(body if isinstance(body, str) else body.decode("utf-8"))
    except ValueError as error:
        raise unusable("is no JSON") from error


def as_mapping(content: object) -> Mapping[str, object]:
    """Return a JSON object as what it is.

    Parameters
    ----------
    content : object
        Part of a body.

    Raises
    ------
    InputError
        It is something else.
    """
    if not isinstance(content, dict):
        raise unusable("is no JSON object")
    return content


def as_list(content: object) -> Sequence[object]:
    """Return a JSON array as what it is.

    Parameters
    ----------
    content : object
        Part of a body.

    Raises
    ------
    InputError
        It is something else, or longer than `MAX_VALUES`.
    """
    if not isinstance(content, list) or len(content) > MAX_VALUES:
        raise unusable("is no JSON array, or too long")
    return content


def as_number(content: object) -> float | None:
    """Return a finite number, or one written as text; None for anything else.

    Parameters
    ----------
    content : object
        Part of a body.
    """
    if isinstance(content, bool) or not isinstance(content, int | float | str):
        return None
    try:
        number = float(content)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def unusable(fault: str) -> InputError:
    """Return the error of a body that cannot be used; what it holds is not repeated.

    Parameters
    ----------
    fault : str
        What is the matter with it.
    """
    return InputError(f"{fault}.", where="a message of a sensor", next_step="Send it as docs/live-sensors.md has it.")
