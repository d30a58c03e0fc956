"""How much of a video is there: what it states, held against what reading it gives, without decoding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from av.container import InputContainer
from av.error import BlockingIOError as SkippingError
from av.error import FFmpegError
from av.packet import Packet
from av.video.stream import VideoStream

from formcheck.errors import VideoError
from formcheck.sources.promised import Promise
from formcheck.sources.viewing import Viewing

if TYPE_CHECKING:
    from av.stream import Stream

    AnyPacket = Packet[Stream]
else:  # the class itself takes no parameters
    AnyPacket = Packet

MISSING_SHARE: Final = 0.02
"""Containers round their stated duration; a real cut loses more than this, and `MISSING_S`."""

MISSING_S: Final = 1.0
"""So much may be missing, and so much must be left for anything to be judged."""

COPY_AGAIN: Final = "Copy the file again from the device it was recorded on."

_CHUNK_HEAD_BYTES: Final = 8

_MOST_SKIPS: Final = 20_000
"""So often a reader of broadcasts may look further for where they go on, 64 kB each time: beyond a gigabyte of nothing,
nothing goes on."""


@dataclass(frozen=True, slots=True)
class Track:
    """What a file states of its picture's length.

    Parameters
    ----------
    duration_s, container_s : float or None
        End of the track, and of the whole file, as stated.
    frames : int
        Frames as stated; 0 where the file does not, or may show fewer than it holds.
    fps : float or None
        Average rate.
    is_avi : bool
        AVI holds no presentation times, only an order of decoding at a steady rate.
    zero_s : float
        What the file's own clock shows where a player shows 0.
    """

    duration_s: float | None
    container_s: float | None
    frames: int
    fps: float | None
    is_avi: bool
    zero_s: float


@dataclass(frozen=True, slots=True)
class Extent:
    """What reading every packet, without decoding, tells of a file.

    Parameters
    ----------
    packets : int
        Packets of the picture that have a time, hold anything, and are to be shown.
    looked_at : int
        Those of the part that is looked at.
    last_s : float
        End of the picture, on the file's own clock.
    end_s : float
        End of whichever track is longest.
    is_torn : bool
        Whether the last packet ends with the file, before it is whole.
    """

    packets: int = 0
    looked_at: int = 0
    last_s: float = 0.0
    end_s: float = 0.0
    is_torn: bool = False


def packets_of(container: InputContainer) -> Iterator[AnyPacket]:
    """Yield the packets of all tracks as far as they can be read.

    Then follows an empty one of each track, for which its decoder gives the rest.

    Parameters
    ----------
    container : InputContainer
        The file, open.

    Raises
    ------
    FFmpegError
        It can no longer be read, for reasons that do not lie in what it holds.
    """
    indexed = _index_of_avi(container) if container.format.name == "avi" else {}
    for _ in range(_MOST_SKIPS):
        try:
            for packet in container.demux():
                due = indexed.get((packet.stream_index, packet.pos))
                if due is not None and packet.dts is not None and due > packet.dts:
                    packet.dts = packet.pts = due
                yield packet
        except SkippingError:
            continue
        return


def _index_of_avi(container: InputContainer) -> dict[tuple[int, int | None], int]:
    """Return when each packet of an AVI is due, by its track and where it stands.

    The packets themselves bear no time: they are counted, which goes wrong behind damage.
    """
    return {
        (stream.index, entry.pos + _CHUNK_HEAD_BYTES): entry.timestamp
        for stream in container.streams.video
        for entry in getattr(stream, "index_entries", ())  # older PyAV has none
    }


def scan(container: InputContainer, stream: VideoStream, zero_s: float, viewing: Viewing) -> Extent:
    """Read every packet once to learn how much video there is, and how much is looked at.

    Parameters
    ----------
    container : InputContainer
        The file, open, at its beginning.
    stream : VideoStream
        The track that is looked at.
    zero_s : float
        What the file's own clock shows where a player shows 0.
    viewing : Viewing
        Which part is looked at.
    """
    extent = Extent()
    try:
        for packet in packets_of(container):
            if packet.size:
                extent = _further(extent, packet, stream.index, zero_s, viewing)
    except FFmpegError:
        return extent  # judged by what was promised: see is_cut_short
    return extent


def _further(extent: Extent, packet: AnyPacket, number: int, zero_s: float, viewing: Viewing) -> Extent:
    if packet.is_corrupt or packet.pts is None or packet.time_base is None:
        return Extent(extent.packets, extent.looked_at, extent.last_s, extent.end_s, packet.is_corrupt)
    is_shown = packet.stream_index == number and not packet.is_discard and holds_anything(packet)
    shown_s = float(packet.pts * packet.time_base) - zero_s
    end_s = float((packet.pts + (packet.duration or 0)) * packet.time_base)
    return Extent(
        packets=extent.packets + is_shown,
        looked_at=extent.looked_at + (is_shown and viewing.begin_s <= shown_s <= viewing.end_s),
        last_s=max(extent.last_s, end_s) if is_shown else extent.last_s,
        end_s=max(extent.end_s, end_s),
    )


def holds_anything(packet: AnyPacket) -> bool:
    """Tell whether a packet holds anything but zeros: a place that was kept free for what never came holds none.

    Parameters
    ----------
    packet : Packet
        Any packet.
    """
    return any(memoryview(packet))


def is_cut_short(track: Track, extent: Extent, promise: Promise) -> bool:
    """Tell whether a file holds less than it states.

    Parameters
    ----------
    track : Track
        What it states of its picture.
    extent : Extent
        What is there.
    promise : Promise
        What it says of its own size.
    """
    return promise.is_broken_off or extent.is_torn or bool(_missing(track, extent))


def stated_s(track: Track, promise: Promise) -> float | None:
    """Return when a file that is cut short would end, on its own clock; None where nothing tells.

    Parameters
    ----------
    track : Track
        What it states of its picture.
    promise : Promise
        What it says of its own size.
    """
    if promise.is_fragmented:
        return None  # what it states are the fragments that are there
    if track.is_avi and track.frames and track.fps:
        return track.frames / track.fps  # the duration is guessed from the size
    return track.container_s if track.duration_s is None else track.duration_s


def check_enough(track: Track, extent: Extent, path: Path) -> None:
    """Raise where a file that is cut short holds too little to judge anything by.

    Parameters
    ----------
    track, extent : Track, Extent
        What it states, and what is there.
    path : Path
        The file, for the error.

    Raises
    ------
    VideoError
        There is less than a second of it.
    """
    if extent.last_s - track.zero_s >= MISSING_S:
        return
    fault = _missing(track, extent) or f"it holds {extent.last_s:.1f} s of a recording that was broken off"
    raise VideoError(f"is cut short: {fault}.", where=str(path), next_step=COPY_AGAIN)


def _missing(track: Track, extent: Extent) -> str:
    """Return what is missing of what a file states; nothing where all of it is there."""
    # An AVI counts those frames, too, that it leaves out because nothing has changed.
    held = max(extent.packets, round(extent.last_s * (track.fps or 0.0))) if track.is_avi else extent.packets
    slack_s = max(MISSING_S, MISSING_SHARE * extent.last_s)
    if track.duration_s is not None and track.duration_s - extent.last_s > slack_s:
        return f"it holds {extent.last_s:.1f} s of the {track.duration_s:.1f} s it promises"
    if track.container_s is not None and track.container_s - extent.end_s > slack_s:
        return f"it holds {extent.end_s:.1f} s of the {track.container_s:.1f} s it promises"
    if track.frames - held > MISSING_SHARE * track.frames + 1:
        return f"it holds {held} of the {track.frames} frames it promises"
    return ""
