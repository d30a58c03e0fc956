"""What a recorded file tells of itself: its hash, and when it was made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

_TIME_TAGS = ("com.apple.quicktime.creationdate", "creation_time")
"""Where recordings hold their time: telephones with their own zone in the first, the standard's UTC in the second."""

_CLOCK_NEVER_SET = 2000  # cameras whose clock was never set say 1904 or 1970


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    OSError
        It cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def changed_at(path: Path) -> datetime:
    """Return when a file was changed last, in this computer's zone, in whole seconds.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    OSError
        It cannot be looked at.
    """
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone().replace(microsecond=0)


def stated_time(*tags: Mapping[str, str]) -> datetime | None:
    """Return when a recording was made, as it says itself, in whole seconds; None where it is silent.

    Parameters
    ----------
    *tags : mapping of str to str
        What the container, and the track, hold beside pictures.

    Examples
    --------
    >>> stated_time({"creation_time": "2026-11-29T09:16:27.000000Z"}).isoformat()
    '2026-11-29T09:16:27+00:00'
    >>> stated_time({"creation_time": "1904-01-01T00:00:00Z"}, {"title": "knee"}) is None
    True
    """
    times = (_read_time(one.get(name, "")) for name in _TIME_TAGS for one in tags)
    return next((time for time in times if time is not None), None)


def _read_time(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time.replace(microsecond=0) if time.tzinfo is not None and time.year > _CLOCK_NEVER_SET else None
