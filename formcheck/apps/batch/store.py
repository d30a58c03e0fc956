"""The folder of all results: one batch at a time in it, and every result put into its place in one step."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import Final
from uuid import uuid4

from filelock import FileLock, Timeout

from formcheck.apps.batch.marks import MARK, ResultMark, read_mark, write_mark
from formcheck.errors import InputError

LOCK: Final = ".formcheck-batch.lock"
_PART: Final = ".formcheck-part-"
_DIGITS: Final = 12  # Windows counts every letter of a path
_TRIES: Final = 5
_PAUSE_S: Final = 0.1
_PASSING: Final = {
    errno.ENOTEMPTY,  # an orphan of a killed run on a cluster puts its own there at this moment
    errno.EEXIST,
    errno.EACCES,  # Windows, while a virus scanner or the Explorer looks at one of the files
}
"""Why a result may not get into its place just now."""


@contextmanager
def hold(out: Path) -> Iterator[None]:
    """Keep a second batch out of a folder; the end of this process, however it comes, lets go of it.

    Parameters
    ----------
    out : Path
        The folder of all results, made where missing; the lock is a file in it. Where the drive knows no locks, nothing
        is kept out.

    Raises
    ------
    InputError
        Another batch is at work there.
    OSError
        The folder or its lock cannot be made.
    """
    out.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        next_step = "Wait for it to end, or name another folder with --out."
        raise InputError("another batch is at work here.", where=str(out), next_step=next_step) from error
    except OSError as error:
        if error.errno not in {errno.ENOLCK, errno.ENOTSUP}:  # some network drives know no locks
            raise
    try:
        yield
    finally:
        lock.release()


def survey(out: Path) -> dict[str, ResultMark]:
    """Remove what killed runs left half done, and return the marks of all results.

    They are named by their folders, with ``/`` between the parts of the path. Only who holds `out` may call this.

    Parameters
    ----------
    out : Path
        The folder of all results; other hidden folders in it are passed over.
    """
    marks = {}
    for here, inner, files in os.walk(out):
        for name in [name for name in inner if name.startswith(_PART)]:
            shutil.rmtree(Path(here, name), ignore_errors=True)
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        mark = read_mark(Path(here)) if MARK in files else None
        if mark is not None:
            marks[Path(here).relative_to(out).as_posix()] = mark
            inner.clear()  # no result stands within another
    return marks


@contextmanager
def part_of(final: Path) -> Iterator[Path]:
    """Give a new folder beside the place of a result, of a name that no other writer has; it is gone afterwards.

    Parameters
    ----------
    final : Path
        The place of the result, there or not; the folders above it are made where missing.
    """
    part = final.parent / f"{_PART}{uuid4().hex[:_DIGITS]}"
    part.mkdir(parents=True)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def put(part: Path, final: Path, mark: ResultMark) -> None:
    """Mark a result and put it into its place, where it appears as a whole; an older one makes room.

    Parameters
    ----------
    part : Path
        The folder with all files of the result, on the drive of its place; it is moved.
    final : Path
        The place, a folder below that of all results.
    mark : ResultMark
        What became of the video, written into the folder before it is moved.

    Raises
    ------
    OSError
        It cannot be written.
    """
    write_mark(part, mark)
    for left in reversed(range(_TRIES)):
        try:
            _exchange(part, final)
        except OSError as error:
            if error.errno not in _PASSING or not left:
                raise
            sleep(_PAUSE_S)
        else:
            return


def _exchange(part: Path, final: Path) -> None:
    """Put `part` into the place of `final`; where that fails, what was there comes back."""
    with part_of(final) as aside:
        older = aside / "older"  # Windows renames a folder onto none that is there, not even an empty one
        with suppress(FileNotFoundError):
            final.rename(older)
        try:
            part.rename(final)
        except OSError:
            with suppress(OSError):
                older.rename(final)
            raise
