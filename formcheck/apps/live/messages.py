"""What the page says to the program, checked before it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Literal

from annotated_types import Ge, Le, MaxLen
from pydantic import Field, TypeAdapter, ValidationError

from formcheck.errors import InputError
from formcheck.printable import printable
from formcheck.session.visit.actions import Action

MAX_MESSAGE_CHARS: Final = 4096
"""Longer messages are none of the page's."""

_SHOWN: Final = 60

_NO_OTHER_KEYS = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Wish:
    """Something for the page as such.

    ``resume``: go on with the interrupted visit. ``again``: another visit. ``take_over``: this tab instead of another.
    ``try_again``: once more what could not be done.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    do: Literal["resume", "again", "take_over", "try_again"]


@dataclass(frozen=True, slots=True)
class CameraNews:
    """What became of the browser's camera."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    state: Literal["open", "denied", "busy", "absent", "ended", "insecure"]
    label: Annotated[str, MaxLen(200)] = ""
    do: Literal["camera"] = "camera"


@dataclass(frozen=True, slots=True)
class Latency:
    """How long it takes from a picture to what is shown of it, in milliseconds: the 95th percentile of late."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    ms: Annotated[float, Ge(0.0), Le(600_000.0)]
    do: Literal["latency"] = "latency"


Message = Action | Wish | CameraNews | Latency

_MESSAGE: Final[TypeAdapter[Message]] = TypeAdapter(Annotated[Message, Field(discriminator="do")])


def read_message(text: str) -> Message:
    """Return what a message of the page says.

    Parameters
    ----------
    text : str
        JSON as it came, of `MAX_MESSAGE_CHARS` letters at most.

    Raises
    ------
    InputError
        It is none that the page sends.
    """
    if len(text) > MAX_MESSAGE_CHARS:
        raise _unusable(f"is {len(text)} characters long, expected {MAX_MESSAGE_CHARS} at most")
    try:
        return _MESSAGE.validate_json(text, strict=True)
    except ValidationError as error:
        place = printable(".".join(map(str, error.errors(include_url=False, include_context=False)[-1]["loc"])))
        raise _unusable(f"is none the page sends{f' (see {place[:_SHOWN]})' if place else ''}") from error


def _unusable(fault: str) -> InputError:
    return InputError(f"{fault}.", where="a message from the page", next_step="Reload the page.")
