"""Files that people give: read only where they are files, and no larger than such a file can be.

A name may stand for a device that never ends, a pipe in which nothing comes, or for gigabytes. Each would take the
program's time or memory before it is known that nothing in it is of use.
"""

from __future__ import annotations

import errno
import gzip
import io
import lzma
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from stat import S_ISREG
from typing import IO, Final

MEGABYTE: Final = 1_000_000

MOST_SETTINGS: Final = 1 * MEGABYTE
"""An exercise, a prescription, a calibration or a list: the largest that anybody wrote has a tenth of it."""

MOST_TRUTH: Final = 50 * MEGABYTE
"""What is known of a clip, picture by picture: a clip of ten minutes has two megabytes."""

MOST_RECORDING: Final = 2_000 * MEGABYTE
"""A record: an hour at 30 pictures a second has 130 megabytes."""

MOST_LINE: Final = 4 * MEGABYTE
"""A line of a record: a picture has two thousand letters, a header a few thousand."""

_REASONS: Final[Mapping[int, str]] = {
    errno.ENOENT: "no such file",
    errno.ENOTDIR: "no such file: a part of its path is no folder",
    errno.EISDIR: "a folder, and no file",
    errno.EACCES: "you may not read or write it",
    errno.EPERM: "you may not read or write it",
    errno.EROFS: "it is where nothing can be written",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "it would be larger than files can be here",
    errno.EEXIST: "it is there already",
    errno.ENAMETOOLONG: "its name or path is too long",
    errno.ELOOP: "a link that leads back to itself",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EIO: "the disk or the connection to it fails",
    errno.EBUSY: "another program uses it",
    errno.ETXTBSY: "another program uses it",
    errno.ENXIO: "a device or a pipe that nobody serves",
    errno.EADDRINUSE: "another program uses it",
    errno.EADDRNOTAVAIL: "this computer has no such address",
    errno.ECONNREFUSED: "nobody answers there",
    errno.ETIMEDOUT: "nobody answers there",
    errno.EHOSTUNREACH: "nobody can be reached there",
    errno.ENETUNREACH: "nobody can be reached there",
}


_LIBRARY: Final = re.compile(r"[\w.+-]+\.(?:so|dll|dylib)(?:\.\d+)*\b")
"""What the system names where a library cannot be loaded."""


class GivenError(OSError):
    """A file that is none of ours, or too large; ``strerror`` says so in our words."""


def reason(error: Exception) -> str:  # noqa: PLR0911 - one for each kind
    """Return in our own words, as a clause, why something cannot be read or written.

    Parameters
    ----------
    error : Exception
        What the system or a reader raised.

    Examples
    --------
    >>> reason(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'no such file'
    """
    match error:
        case GivenError():
            return str(error.strerror)
        case UnicodeDecodeError():
            return f"byte {error.start + 1} is not UTF-8"
        case gzip.BadGzipFile() | zlib.error() | lzma.LZMAError() | EOFError():
            return "it is packed, and damaged or cut short"
        case ImportError():
            library = _LIBRARY.search(str(error))
            return f"{library[0] if library else error.name or 'a package'} cannot be loaded"
        case MemoryError():
            return "it needs more memory than there is"
        case OSError() if error.errno is None and (library := _LIBRARY.search(str(error))):
            return f"{library[0]} cannot be loaded"
        case OSError():
            return _REASONS.get(error.errno or 0, f"the system refuses it, error {error.errno}")
        case ValueError():
            return "a name that no file can have"
        case _:
            return "it cannot be used"


def open_given(path: Path, most: int, *, is_link_followed: bool = True) -> IO[bytes]:
    """Open a file.

    Parameters
    ----------
    path : Path
        The file.
    most : int
        How many bytes it may have.
    is_link_followed : bool
        Whether a link may stand for it.

    Raises
    ------
    OSError
        It is missing, may not be read, is no file, or larger than `most`; `reason` says which.
    ValueError
        Its name is one that no file can have.
    """
    # Without waiting: a pipe would otherwise be waited for before it is known to be one.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not is_link_followed:
        check_no_link(path)
        flags |= getattr(os, "O_NOFOLLOW", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    try:
        _check(os.fstat(file.fileno()), path, most)
    except OSError:
        file.close()
        raise
    return file


def _check(about: os.stat_result, path: Path, most: int) -> None:
    if not S_ISREG(about.st_mode):
        raise GivenError(errno.EINVAL, "a device, a pipe or a folder, and no file", str(path))
    if about.st_size > most:
        size = f"{about.st_size / MEGABYTE:.0f} megabytes, where {most / MEGABYTE:.0f} are the most"
        raise GivenError(errno.EFBIG, size, str(path))


def read_given(path: Path, most: int = MOST_SETTINGS, *, is_link_followed: bool = True) -> bytes:
    """Return what a file holds.

    Parameters
    ----------
    path : Path
        The file.
    most : int
        How many bytes it may have.
    is_link_followed : bool
        Whether a link may stand for it: people name files by links, the program does not.

    Raises
    ------
    OSError
        It is missing, may not be read, is no file, or larger than `most`; `reason` says which.
    ValueError
        Its name is one that no file can have.
    """
    with open_given(path, most, is_link_followed=is_link_followed) as file:
        return file.read()


def given_lines(path: Path, most: int = MOST_RECORDING) -> Iterator[bytes]:
    """Yield the lines of a file, without their ends; what follows the last end is a line, unless it is empty.

    They are read one by one: of a large file no more than a line is in memory.

    Parameters
    ----------
    path : Path
        The file; one whose name ends with ``.gz`` is unpacked.
    most : int
        How many bytes it may have, packed or not.

    Raises
    ------
    OSError, EOFError, zlib.error
        It is missing, may not be read, is no file, damaged, or it or a line of it is too large; `reason` says which.
    """
    is_packed = path.suffix == ".gz"
    with open_given(path, most) as file, gzip.GzipFile(fileobj=file) if is_packed else nullcontext(file) as content:
        yield from _lines(content, most, path)


def _lines(file: IO[bytes] | gzip.GzipFile, most: int, path: Path) -> Iterator[bytes]:
    read = 0
    while line := file.readline(MOST_LINE + 1):
        read += len(line)
        if len(line) > MOST_LINE:
            raise GivenError(errno.EFBIG, f"a line of more than {MOST_LINE // MEGABYTE} megabytes", str(path))
        if read > most:
            raise GivenError(errno.EFBIG, f"more than {most // MEGABYTE} megabytes when unpacked", str(path))
        yield line.removesuffix(b"\n").removesuffix(b"\r")


def unpacked(packed: bytes, most: int) -> bytes:
    """Return what an xz file holds.

    Parameters
    ----------
    packed : bytes
        The file.
    most : int
        How many bytes it may hold.

    Raises
    ------
    OSError, EOFError, lzma.LZMAError
        It is damaged, or holds more.
    """
    with lzma.open(io.BytesIO(packed), format=lzma.FORMAT_XZ) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise GivenError(errno.EFBIG, f"more than {most // MEGABYTE} megabytes when unpacked")
    return content


def check_no_link(path: Path) -> None:
    """Check that a name is not that of a link.

    Parameters
    ----------
    path : Path
        The name; nothing need be there.

    Raises
    ------
    OSError
        It is a link.
    """
    if path.is_symlink():
        raise GivenError(errno.ELOOP, "a link, which is not followed", str(path))
