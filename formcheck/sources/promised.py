"""What a container says of its own size, held against the file: whether a recording, or a copy of it, was broken off.

Only the few bytes are read that name the parts of a file and how long each is. What is in them is FFmpeg's to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

_MOST_PARTS = 200_000
"""So many parts of a file are looked at: fragments of a second make that two days."""

_HEAD_BYTES = 1 << 16
_FIRST_BOXES = frozenset({b"ftyp", b"styp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_NEEDED_BOXES = frozenset({b"moov", b"moof", b"mdat"})
_EBML, _SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
_ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
_ASF_FILE = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_SYNC = 0x47
_TS_PACKETS: Final = ((0, 188), (4, 192))
"""Where the sync byte of a packet of a transport stream stands, and how long the packet is: plain, and on cameras."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a container says of its own size.

    Parameters
    ----------
    is_broken_off : bool
        Whether it ends before its last part does.
    lacks_index : bool
        Whether it is an mp4 or mov that has pictures and nothing that tells where each of them is.
    is_fragmented : bool
        Whether it is an mp4 or mov of fragments, each with an index of its own: its times go no further than these.
    """

    is_broken_off: bool = False
    lacks_index: bool = False
    is_fragmented: bool = False


def read_promise(path: Path) -> Promise:
    """Return what a file says of its own size; of formats that say nothing, that nothing is amiss.

    Parameters
    ----------
    path : Path
        A file.

    Raises
    ------
    OSError
        It cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        if head[4:8] in _FIRST_BOXES:
            return _promise_of_boxes(file, size)
        return Promise(is_broken_off=any(is_short(head, size) for is_short in _SHORT))


def _promise_of_boxes(file: BinaryIO, size: int) -> Promise:
    """Tell of an mp4 or mov: a row of boxes (ISO/IEC 14496-12, 4.2)."""
    boxes = list(islice(_boxes(file, size), _MOST_PARTS))
    kinds = {kind for kind, _ in boxes}
    is_fragmented = b"moof" in kinds
    # What follows on the last box and is none is padding, but where fragments should follow.
    last, ends = boxes[-1] if boxes else (b"", size)
    is_torn = ends > size and last in _NEEDED_BOXES
    is_short = is_torn or (is_fragmented and ends < size and len(boxes) < _MOST_PARTS)
    lacks_index = b"mdat" in kinds and not kinds & {b"moov", b"moof"}
    return Promise(is_short, lacks_index=lacks_index, is_fragmented=is_fragmented)


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int]]:
    """Yield the kind of each outermost box, and where it ends, which may be beyond the end of the file."""
    begin = 0
    while begin + 8 <= size:
        file.seek(begin)
        head = file.read(16)
        length, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - begin  # the last one, which goes as far as the file
        if length < 8 or not all(32 <= letter < 127 for letter in kind):
            return
        yield kind, begin + length
        begin += length


def _is_short_avi(head: bytes, size: int) -> bool:
    """Tell of an AVI whether its first RIFF goes beyond the file; one of size 0 was never closed, and says nothing."""
    return head[:4] == b"RIFF" and int.from_bytes(head[4:8], "little") + 8 > size + 1


def _is_short_matroska(head: bytes, size: int) -> bool:
    """Tell of an mkv or webm whether its segment, where that says how long it is, goes beyond the file."""
    begin = head.find(_SEGMENT, 0, 1024) + len(_SEGMENT)
    if head[:4] != _EBML or begin < len(_SEGMENT) or begin >= len(head):
        return False
    # RFC 8794, 4: as many bytes as there are zeros before the first one, and one more; all ones say nothing.
    width = 9 - head[begin].bit_length()
    length = int.from_bytes(head[begin : begin + width], "big") & ((1 << 7 * width) - 1)
    return length != (1 << 7 * width) - 1 and begin + width + length > size


def _is_short_asf(head: bytes, size: int) -> bool:
    """Tell of a wmv whether it is smaller than its file properties say."""
    found = head.find(_ASF_FILE)
    return head.startswith(_ASF) and found >= 0 and int.from_bytes(head[found + 40 : found + 48], "little") > size


def _is_short_broadcast(head: bytes, size: int) -> bool:
    """Tell of a transport stream whether it ends within a packet."""
    for sync, length in _TS_PACKETS:
        marks = head[sync : 8 * length : length]
        if len(marks) == 8 and set(marks) == {_SYNC}:
            return size % length != 0
    return False


_SHORT: Final[tuple[Callable[[bytes, int], bool], ...]] = (
    _is_short_avi,
    _is_short_matroska,
    _is_short_asf,
    _is_short_broadcast,
)
