"""What a session is known by."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

_RECORDINGS: Final = UUID("0b5be6a3-7d3d-4d0f-9f0f-2f3f1c8a6d51")
"""The namespace of recordings known by the hash of their file."""


def recording_id(sha256: str) -> str:
    """Return the id of the session in a recording: the same file is the same session, whenever it is judged.

    Parameters
    ----------
    sha256 : str
        Hash of the file, as hexadecimal digits.

    Returns
    -------
    str
        A UUID.
    """
    return str(uuid5(_RECORDINGS, sha256))


def part_id(sitting: str, part: str) -> str:
    """Return the id of one part of a sitting that is recorded in several.

    Parameters
    ----------
    sitting : str
        Id of the sitting, a UUID.
    part : str
        Name of the part, of which the sitting has no second one.

    Returns
    -------
    str
        A UUID.
    """
    return str(uuid5(UUID(sitting), part))
