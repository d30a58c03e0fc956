"""What goes wrong, as one tree of exceptions.

Bad *use* raises one of these; bad *data quality* is data (a NaN with quality 0), never an exception.

::

    FormcheckError
    ├── InputError             something the person gave cannot be used
    │   ├── VideoError         not a video, truncated, no picture in it
    │   ├── CameraError        no such camera, busy, denied, or it stopped
    │   ├── FrameError         a picture sent by the page that cannot be used
    │   ├── NoPersonError      a video in which nobody could be found
    │   ├── SensorError        a recording or a line of a sensor that cannot be used
    │   ├── FaultyFileError    a file that people write with faults (all of them)
    │   │   └── ExerciseError  an exercise or prescription file
    │   └── RecordError        a session record that cannot be read or replayed
    └── SetupError             something this installation lacks
        ├── ModelError         a model file that is missing, cut short or altered
        └── LibraryError       a system library that is missing

Every message has one form: what failed, where, what was found and expected, what to do next. The attributes carry
the same facts for programs. In a message, what a terminal would obey is written as its number: names of files, and what
stands in them, are other people's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from formcheck.printable import printable, printable_lines


class FormcheckError(Exception):
    """Base of all errors formcheck raises on purpose.

    Parameters
    ----------
    what : str
        What failed, and what was found and expected.
    where : str, optional
        The file, key or device it happened at.
    next_step : str, optional
        What the person can do about it.
    """

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        self.what = what
        self.where = where
        self.next_step = next_step
        super().__init__(what)

    def __str__(self) -> str:
        """Return the whole message: place, fault, remedy."""
        message = f"{printable(self.where)}: {self.what}" if self.where else self.what
        return printable_lines(f"{message} {self.next_step}" if self.next_step else message)


class InputError(FormcheckError):
    """Something the person gave cannot be used."""


class VideoError(InputError):
    """A file that is not a video, is truncated, or holds no picture."""


class CameraError(InputError):
    """A camera that is absent, busy or denied, or that stopped giving pictures."""


class FrameError(InputError):
    """A picture sent by the page that cannot be used."""


class NoPersonError(InputError):
    """A video in which the pose model found nobody."""


class SensorError(InputError):
    """A recording of inertial sensors, or a line of one, that cannot be used."""


class RecordError(InputError):
    """A session record that cannot be read or replayed."""


class Rule(StrEnum):
    """What a number that people write must keep to."""

    NUMBER = "number"
    WITHIN = "within"
    OUTSIDE = "outside"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may stand at a place, for whoever says it in another language than that of files.

    Parameters
    ----------
    rule : Rule
        What it must keep to.
    numbers : tuple of float
        The edge; both edges of `Rule.WITHIN` and `Rule.OUTSIDE`; nothing for `Rule.NUMBER`.
    other : str
        Dotted path of the entry that the edge comes from; empty where it comes from none.
    """

    rule: Rule
    numbers: tuple[float, ...] = ()
    other: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a file that people write.

    Parameters
    ----------
    key : str
        Dotted path of the entry, such as ``phases.extend.knee_flexion.max``.
    found : str
        What the file says there, as text; ``nothing`` where the entry is missing.
    allowed : str
        What may stand there.
    ruled : Allowed or None
        The same without words, where it is that simple; two faults that say the same are the same without it.
    """

    key: str
    found: str
    allowed: str
    ruled: Allowed | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """Return the fault as one line."""
        return printable(f"{self.key}: found {self.found}; allowed: {self.allowed}")


class FaultyFileError(InputError):
    """A file that people write, with one or more faults: all of them in one message.

    Parameters
    ----------
    where : str
        The file.
    faults : tuple of Fault
        Every fault found, in file order.
    next_step : str, optional
        What the person can do about it.
    """

    def __init__(self, where: str, faults: tuple[Fault, ...], *, next_step: str = "") -> None:
        self.faults = faults
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        lines = "".join(f"\n  - {fault}" for fault in faults)
        super().__init__(f"{count}{lines}", where=where, next_step=f"\n{next_step}" if next_step else "")


class ExerciseError(FaultyFileError):
    """An exercise or prescription file with faults."""


class SetupError(FormcheckError):
    """Something this installation lacks."""


class ModelError(SetupError):
    """A model file that is missing, cut short or altered."""


class LibraryError(SetupError):
    """A system library that is missing."""
