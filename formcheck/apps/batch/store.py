"""The folder of all results: one batch at a time in it, and every result put into its place in one step."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from formcheck.apps.batch.marks import MARK, ResultMark, read_mark, write_mark
from formcheck.errors import InputError

LOCK: Final = ".formcheck-batch.lock"
_PART: Final = ".formcheck-part-"
_TRIES: Final = 5


@contextmanager
def hold(out: Path) -> Iterator[None]:
    """Keep a second batch out of a folder; the end of this process, however it comes, lets go of it.

    Raises
    ------
    InputError
        Another batch is at work there.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (out / LOCK).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            next_step = "Wait for it to end, or name another folder with --out."
            raise InputError("another batch is at work here.", where=str(out), next_step=next_step) from error
        except OSError as error:
            if error.errno not in {errno.ENOLCK, errno.ENOTSUP}:  # some network drives know no locks
                raise
        yield


def survey(out: Path) -> dict[str, ResultMark]:
    """Remove what killed runs left half done, and return the marks of all results.

    They are named by their folders, with ``/`` between the parts of the path. Only who holds `out` may call this.
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
    """Give a new folder beside the place of a result, of a name that no other writer has; it is gone afterwards."""
    part = final.parent / f"{_PART}{uuid4().hex}"
    part.mkdir(parents=True)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def put(part: Path, final: Path, mark: ResultMark) -> None:
    """Mark a result and put it into its place, where it appears as a whole; an older one makes room.

    Raises
    ------
    OSError
        It cannot be written.
    """
    write_mark(part, mark)
    for _ in range(_TRIES):  # an orphan of a killed run on a cluster may put its own there at this moment
        with part_of(final) as old:
            with suppress(FileNotFoundError):
                final.rename(old)
            try:
                part.rename(final)
            except OSError as error:
                if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                    raise
            else:
                return
    raise FileExistsError(errno.EEXIST, "another program keeps writing there", str(final))
