"""Files that people give: read only where they are files, and no larger than such a file can be.

A name may stand for a device that never ends, a pipe in which nothing comes, or for gigabytes. Each would take the
program's time or memory before it is known that nothing in it is of use.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISREG
from typing import Final

MEGABYTE: Final = 1_000_000

MOST_SETTINGS: Final = 1 * MEGABYTE
"""An exercise, a prescription, a calibration or a list: the largest that anybody wrote has a tenth of it."""

MOST_RECORDING: Final = 2_000 * MEGABYTE
"""A record: an hour at 30 pictures a second has 130 megabytes."""


def readable(name: str) -> str:
    r"""Return a name as text that can be written down; letters that no text can hold become numbers.

    Linux takes any bytes for a name, such as those of an old camera; Python holds what is no UTF-8 in them as lone
    surrogates, which neither a file nor a terminal takes.

    Parameters
    ----------
    name : str
        The name of a file, a path, or a word from the command line.

    Examples
    --------
    >>> readable("caf\udce9.mp4")
    'caf\\udce9.mp4'
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


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
        It is missing, may not be read, is no file, or larger than `most`; ``strerror`` says which.
    ValueError
        Its name is one that no file can have.
    """
    # Without waiting: a pipe would otherwise be waited for before it is known to be one.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not is_link_followed:
        check_no_link(path)
        flags |= getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        about = os.fstat(file.fileno())
        if not S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "a device, a pipe or a folder, and no file", str(path))
        if about.st_size > most:
            size = f"{about.st_size / MEGABYTE:.0f} megabytes, where {most / MEGABYTE:.0f} are the most"
            raise OSError(errno.EFBIG, size, str(path))
        return file.read()


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
        raise OSError(errno.ELOOP, "a link, which is not followed", str(path))
