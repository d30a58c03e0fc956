"""The folder of all results: one batch at a time in it, and every result put into its place in one step."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from formcheck import kept
from formcheck.apps.batch.marks import ResultMark, read_mark, write_mark
from formcheck.apps.results import MARK, RESULT_NAMES
from formcheck.errors import InputError

LOCK: Final = ".formcheck-batch.lock"


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
    kept.make_folder(out)
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
        kept.sweep(Path(here))
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        mark = read_mark(Path(here)) if MARK in files else None
        if mark is not None:
            marks[Path(here).relative_to(out).as_posix()] = mark
            inner.clear()  # no result stands within another
    return marks


def put(new: Path, final: Path, mark: ResultMark) -> None:
    """Mark a result and put it into its place, where it appears as a whole; an older one makes room.

    Parameters
    ----------
    new : Path
        The folder of `formcheck.kept.part_in` with all files of the result; it is moved.
    final : Path
        The place, a folder below that of all results.
    mark : ResultMark
        What became of the video, written into the folder before it is moved.

    Raises
    ------
    OSError
        It cannot be written.
    """
    new.mkdir(exist_ok=True)  # of what failed there may be nothing but the mark
    write_mark(new, mark)
    kept.put(new, final, RESULT_NAMES)
