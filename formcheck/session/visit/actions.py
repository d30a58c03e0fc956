"""What a person can do on the page, as the page says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from formcheck.samples import Side
from formcheck.session.coaching.safety import Lasting, RedFlag
from formcheck.session.visit.entries import Pain, RangeFrom

_NO_OTHER_KEYS = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Begin:
    """Answer the questions before the exercise; as in `entries.Began`."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    pain: Pain
    red_flags: tuple[RedFlag, ...]
    side: Side
    after_last: Lasting | None
    range: RangeFrom
    keep_video: bool
    do: Literal["begin"] = "begin"


@dataclass(frozen=True, slots=True)
class Simple:
    """An action that needs no more than its name.

    ``anyway``: go on with a picture, or sensors, that lack something minor. ``done``: what was asked for is done.
    ``skip``: leave out what is under way. ``pause`` and ``go_on``. ``finish``: end for today.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    do: Literal["anyway", "done", "skip", "pause", "go_on", "finish"]


@dataclass(frozen=True, slots=True)
class Stop:
    """Say how much it hurts, or that there is new numbness or weakness."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    pain: Pain | None
    is_numb: bool
    do: Literal["stop"] = "stop"


@dataclass(frozen=True, slots=True)
class After:
    """Answer the questions after the exercise."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    pain: Pain
    is_numb: bool
    do: Literal["after"] = "after"


Action = Begin | Simple | Stop | After
