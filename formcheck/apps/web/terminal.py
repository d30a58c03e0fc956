"""What is told on the terminal while a page is served: lines of our own, and not more of them than can be read."""

from __future__ import annotations

import logging
from typing import Final

from rich.logging import RichHandler

from formcheck.sources.connections import Allowance

_LINES_AT_ONCE: Final = 10.0
_LINES_PER_S: Final = 1.0

_LONGEST: Final = 1000
"""Letters of a line."""


class Readable(logging.Filter):
    """Lets through so many lines a second, without what could steer a terminal; then says how many were left out.

    Parameters
    ----------
    allowance : Allowance, optional
        How many.
    """

    def __init__(self, allowance: Allowance | None = None) -> None:
        super().__init__()
        self._allowance = allowance or Allowance(_LINES_PER_S, at_once=_LINES_AT_ONCE)
        self._left_out = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a line is shown.

        Parameters
        ----------
        record : LogRecord
            The line; what it says is made readable.
        """
        if not self._allowance.take():
            self._left_out += 1
            return False
        told = readable(record.getMessage())
        record.msg = f"{told} ({self._left_out} more lines were left out before)" if self._left_out else told
        record.args = ()
        self._left_out = 0
        return True


def readable(text: str) -> str:
    """Return a text as a terminal may show it: control characters in words, and not more than can be read.

    Parameters
    ----------
    text : str
        What is told, parts of which may come from anywhere.
    """
    start = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return "".join(one if one.isprintable() or one == "\n" else ascii(one)[1:-1] for one in start)


def show_log(*, is_debugging: bool) -> None:
    """Show what is refused and what goes wrong, and with ``--debug`` everything, that of the packages used as well.

    Parameters
    ----------
    is_debugging : bool
        Whether everything is shown.
    """
    handler = RichHandler(show_path=False, show_level=False)
    if is_debugging:
        logging.basicConfig(level=logging.WARNING, handlers=[handler], format="%(message)s")
        logging.getLogger("formcheck").setLevel(logging.DEBUG)
        return
    handler.addFilter(Readable())
    own = logging.getLogger("formcheck")
    own.addHandler(handler)
    own.setLevel(logging.WARNING)
    # The packages used are heard by nobody: what they would say of a client is nothing that the person could use.
    logging.getLogger().addHandler(logging.NullHandler())
