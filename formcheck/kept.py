"""What formcheck keeps for people: whole or not at all, and for the eyes of this account only.

A result is made in a hidden folder beside its place and takes the place when it is whole; until then an earlier result
stands there untouched, whatever ends the program. What people put beside a result stays where it is.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG
from time import sleep
from typing import Final
from uuid import uuid4

from filelock import FileLock, Timeout

from formcheck.errors import InputError
from formcheck.given import check_no_link

PART: Final = ".formcheck-part-"
"""What the names of unfinished results begin with."""

_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600
_NEW: Final = "new"
_OLDER: Final = "older"
_LOCK: Final = "lock"
_DIGITS: Final = 12  # Windows counts every letter of a path
_TRIES: Final = 5
_PAUSE_S: Final = 0.1
_PASSING: Final = {
    errno.ENOTEMPTY,  # somebody else puts the same result there at this moment
    errno.EEXIST,
    errno.EACCES,  # Windows, while a virus scanner or the Explorer looks at one of the files
}
"""Why a result may not get into its place just now."""
_NO_LOCKS: Final = {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS}  # some network drives know none


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where missing; only this account may look into what is made.

    Parameters
    ----------
    folder : Path
        The folder. One that is there is left as it is.

    Raises
    ------
    OSError
        It cannot be made, or something else has its name.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)


def open_own(path: Path, flags: int) -> int:
    """Open a file for writing, for what is written down as it happens; return its handle.

    Parameters
    ----------
    path : Path
        The file; made where missing, for this account only. Its folder must be there.
    flags : int
        As for `os.open`: how it is written, such as ``O_WRONLY | O_APPEND``.

    Raises
    ------
    OSError
        It cannot be written, or is a link, a pipe or a device: somebody else put it there.
    """
    check_no_link(path)
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):  # a pipe is not waited for; Windows has the last only
        flags |= getattr(os, name, 0)
    handle = os.open(path, flags | os.O_CREAT, _FILE_MODE)
    if not S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "a device or a pipe, and no file", str(path))
    return handle


def append_whole(handle: int, content: bytes) -> None:
    """Write at the end of a file, all or nothing: on a full disk no half of a line stays.

    Parameters
    ----------
    handle : int
        As `open_own` returns it.
    content : bytes
        What is added.

    Raises
    ------
    OSError
        It cannot be written; the file is as it was.
    """
    size = os.fstat(handle).st_size
    try:
        while content:
            content = content[os.write(handle, content) :]
    except OSError:
        os.ftruncate(handle, size)
        os.lseek(handle, size, os.SEEK_SET)
        raise


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give the path of a file, not made yet, which takes the place of `path` when the block ends without an error.

    Parameters
    ----------
    path : Path
        The place, whose folder is made where missing. A link there is replaced, never followed.

    Raises
    ------
    OSError
        It cannot be written; what was there is there still.
    """
    with part_in(path.parent) as new:
        yield new
        _settle_file(new)
        new.replace(path)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file as a whole, or leave what is there.

    Parameters
    ----------
    path : Path
        The file; as for `whole_file`.
    content : str or bytes
        What it is to hold; text becomes UTF-8, its lines end as they do in it.

    Raises
    ------
    OSError
        It cannot be written; what was there is there still.
    """
    with whole_file(path) as new:
        new.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def whole_folder(final: Path, own: Container[str]) -> Iterator[Path]:
    """Give the path of a folder, not made yet, which takes the place of `final` when the block ends without an error.

    Parameters
    ----------
    final : Path
        The place. Only what bears a name of `own` is replaced.
    own : container of str
        The names of files that results consist of.

    Raises
    ------
    InputError
        The folder is one that cannot make room: that in which the program runs, one above it, or a whole drive.
    OSError
        It cannot be written; what was there is there still.
    """
    _check_can_move(final)
    with part_in(final.parent) as new:
        yield new
        put(new, final, own)


@contextmanager
def part_in(parent: Path) -> Iterator[Path]:
    """Give the path of a folder or file, not made yet, that nobody else knows; what is left there is gone afterwards.

    What a run that was killed left in `parent` is cleared away first, see `sweep`.

    Parameters
    ----------
    parent : Path
        The folder in which the result shall have its place; made where missing.
    """
    make_folder(parent)
    sweep(parent)
    lock = _claim(parent)
    part = Path(lock.lock_file).parent
    try:
        yield part / _NEW
    except OSError as error:
        if isinstance(error.filename, str) and Path(error.filename).is_relative_to(part):
            error.filename = str(parent)  # what people know of
        raise
    finally:
        lock.release()  # Windows removes no folder with a file in use
        shutil.rmtree(part, ignore_errors=True)


def put(new: Path, final: Path, own: Container[str]) -> None:
    """Put a result into its place, where it appears as a whole; an older one makes room.

    Parameters
    ----------
    new : Path
        The folder of `part_in` with all files of the result; it is moved.
    final : Path
        The place, in the folder that was named to `part_in`. A link there is replaced, never followed.
    own : container of str
        As for `whole_folder`.

    Raises
    ------
    OSError
        It cannot be put there; what was there is there still.
    """
    _settle(new)
    for left in reversed(range(_TRIES)):
        try:
            _exchange(new, final, own)
        except OSError as error:
            if error.errno not in _PASSING or not left:
                raise
            sleep(_PAUSE_S)
        else:
            return


def put_where_free(new: Path, final: Path) -> bool:
    """Put a result into a place where nothing is, and tell whether that could be done.

    Parameters
    ----------
    new, final : Path
        As for `put`.

    Raises
    ------
    OSError
        It cannot be put there, though nothing is in its way.
    """
    if os.path.lexists(final):
        return False
    _settle(new)
    try:
        new.rename(final)
    except OSError:
        if os.path.lexists(final):  # somebody else was faster
            return False
        raise
    return True


def sweep(parent: Path) -> None:
    """Clear away what killed runs left unfinished in a folder; an older result that was making room comes back.

    Parameters
    ----------
    parent : Path
        The folder. What a run that is alive works on is left alone.
    """
    for part in parent.glob(f"{PART}*"):
        if part.is_dir() and not part.is_symlink():
            _sweep_one(part)


def _sweep_one(part: Path) -> None:
    lock = FileLock(part / _LOCK, timeout=0)
    try:
        lock.acquire()
    except (Timeout, OSError):  # at work, or nobody can tell
        return
    with suppress(OSError):
        for older in (part / _OLDER).iterdir():
            _give_back(older, part.parent / older.name)
    lock.release()
    shutil.rmtree(part, ignore_errors=True)


def _claim(parent: Path) -> FileLock:
    """Make a hidden folder that others see to be in use; the end of this process, however it comes, lets go of it."""
    while True:
        part = parent / f"{PART}{uuid4().hex[:_DIGITS]}"
        part.mkdir(mode=_FOLDER_MODE)
        lock = FileLock(part / _LOCK, timeout=0)
        try:
            lock.acquire()
        except OSError as error:  # Timeout is one, too
            if error.errno in _NO_LOCKS:
                return lock
            if not isinstance(error, Timeout | FileNotFoundError):
                shutil.rmtree(part, ignore_errors=True)
                raise
        else:
            if part.is_dir():  # not swept away between the two
                return lock


def _exchange(new: Path, final: Path, own: Container[str]) -> None:
    """Put `new` into the place of `final`; where that fails, what was there comes back."""
    room = new.parent / _OLDER
    room.mkdir(mode=_FOLDER_MODE, exist_ok=True)
    older = room / final.name  # Windows renames a folder onto none that is there, not even an empty one
    is_there = os.path.lexists(final)
    if is_there:
        final.rename(older)
    try:
        new.rename(final)
    except OSError:
        if is_there:
            with suppress(OSError):
                older.rename(final)
        raise
    if is_there and older.is_dir() and not older.is_symlink():
        _hand_over(older, final, own)


def _hand_over(older: Path, final: Path, own: Container[str]) -> None:
    """Move to a result what people had put beside the older one."""
    for one in older.iterdir():
        if one.name not in own and not os.path.lexists(final / one.name):
            one.rename(final / one.name)


def _give_back(older: Path, final: Path) -> None:
    """Bring an older result back; where a newer one has its place, what is not in that."""
    if not os.path.lexists(final):
        older.rename(final)
    elif older.is_dir() and not older.is_symlink():
        _hand_over(older, final, own=())


def _settle(folder: Path) -> None:
    """Bring all files of a result to the disk, for the eyes of this account only."""
    for here, _, files in os.walk(folder):
        Path(here).chmod(_FOLDER_MODE)
        for name in files:
            _settle_file(Path(here, name))


def _settle_file(path: Path) -> None:
    if S_IMODE(path.stat().st_mode) != _FILE_MODE:
        path.chmod(_FILE_MODE)
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _check_can_move(final: Path) -> None:
    """Raise where a folder cannot make room for a new one, before the work is done."""
    here = Path.cwd()
    if final.resolve() in {here, *here.parents} or os.path.ismount(final):
        raise InputError(
            "holds the place in which formcheck runs, or is a whole drive: a result cannot take its place.",
            where=str(final),
            next_step="Name a folder for the results alone, such as ./results.",
        )
