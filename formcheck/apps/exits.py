"""Exit codes, and how an error is told."""

from __future__ import annotations

import errno
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from formcheck.computer import LONGEST_PATH, is_too_long
from formcheck.errors import FormcheckError, InputError, NoPersonError, SetupError

SUCCESS: Final = 0
FAILURE: Final = 1
BAD_INPUT: Final = 3
NO_PERSON: Final = 4
BAD_SETUP: Final = 5
BROKEN_OFF: Final = 130  # as shells have it for Ctrl-C

EPILOG: Final = (
    "Exit codes: 0 done; 1 a fault in formcheck itself; 2 wrong use of the command; 3 a video, sensor recording, "
    "exercise, prescription or record cannot be used; 4 no person found in a video; 5 this installation lacks "
    "something (see formcheck doctor); 130 broken off with Ctrl-C. With several videos, the first that applies of 5, 3 "
    "and 4."
)

_CODES: Final = ((SetupError, BAD_SETUP), (NoPersonError, NO_PERSON), (InputError, BAD_INPUT))


def code_of(error: FormcheckError) -> int:
    """Return the exit code of an error.

    Parameters
    ----------
    error : FormcheckError
        The more special kind decides: nobody in a video is not 3, but 4.
    """
    return next((code for kind, code in _CODES if isinstance(error, kind)), FAILURE)


def worst(codes: list[int]) -> int:
    """Return the exit code of a call that met several.

    Parameters
    ----------
    codes : list of int
        Codes of this module, in any order: the first of 1, 5, 3, 4 and 0 that is there; 0 where there are none.
    """
    order = (FAILURE, BAD_SETUP, BAD_INPUT, NO_PERSON, SUCCESS)
    return min(codes, key=order.index, default=SUCCESS)


def complain(error: FormcheckError) -> None:
    """Write an error to standard error, without decoration: it may be searched for and copied.

    Parameters
    ----------
    error : FormcheckError
        Its whole message is written: place, fault, remedy.
    """
    sys.stderr.write(f"formcheck: {error}\n")


@contextmanager
def broken_off(told: Callable[[], str]) -> Iterator[None]:
    """Say what was kept where the person breaks off; a machine that shuts down is taken for that, too.

    Parameters
    ----------
    told : callable
        Returns the sentence. The command then ends with 130.
    """
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        sys.stderr.write(f"formcheck: {told()}\n")
        sys.exit(BROKEN_OFF)
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def files_minded() -> Iterator[None]:
    """Make a full disk or a folder that may not be used an error of the person's input."""
    try:
        yield
    except OSError as error:
        raise InputError(
            f"cannot be read or written ({error.strerror or error}).",
            where=str(error.filename or ""),
            next_step=remedy_of(error),
        ) from error


def remedy_of(error: OSError) -> str:
    """Return what the person can do about a file that could not be read or written.

    Parameters
    ----------
    error : OSError
        As the system raised it; the file it names may have too long a path.
    """
    path = error.filename or ""
    if error.errno == errno.ENAMETOOLONG or is_too_long(path):
        return (
            f"Its path has {len(str(Path(path).absolute()))} letters, too many for this system (Windows takes "
            f"{LONGEST_PATH}, unless its setting 'LongPathsEnabled' is on): name a shorter folder with --out."
        )
    return "Check the permissions and the free space, or name another folder with --out."
