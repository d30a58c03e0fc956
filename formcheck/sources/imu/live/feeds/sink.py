"""Where feeds bring what they read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from formcheck.samples import ImuReading


class Sink(Protocol):
    """A taker of readings, from any thread."""

    def now_s(self) -> float:
        """Return the time on the session's clock, in seconds."""
        ...

    def take(self, readings: Sequence[ImuReading], sender: str, arrived_s: float | None = None) -> None:
        """Take the readings of one message.

        Parameters
        ----------
        readings : sequence of ImuReading
            In any order; their times are still those of the sender's own clock.
        sender : str
            Who sent them: readings with the same times from two senders are not the same.
        arrived_s : float, optional
            When the message came, as `now_s` told; now unless given.
        """
        ...


class Feed(Protocol):
    """A way in that runs by itself, from when it is started until it is closed."""

    def start(self) -> None:
        """Begin to read."""
        ...

    def close(self) -> None:
        """Read no more; calling it twice does no harm."""
        ...
