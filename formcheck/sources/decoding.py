"""The pictures of a video as far as they are sound: damage is passed over with what it costs.

A picture is coded as what has changed since others. Where some of those are lost, a decoder goes on by guessing: a leg
that has moved meanwhile is drawn where it was, or doubled. Where a second was lost, the knee was off by up to 80° until
the next picture that is coded by itself; where one or two pictures were, by less than 5°. What is guessed is left out,
and the times of what follows stay true.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import Final

from av.container import InputContainer
from av.error import DecoderNotFoundError, FFmpegError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from formcheck.sources.wholeness import AnyPacket, packets_of

_MOST_LOST: Final = 2
"""So many pictures may be lost before what follows is no longer believed."""

_HOLE_BYTES: Final = 4096
_HOLE_SHARE: Final = 0.1  # of a packet: what a broadcast puts between the parts of one
_HOLE_S: Final = 0.25
"""Bytes that belong to no packet, and a step of time, that together are a hole: cameras that miss pictures leave no
such bytes, and indexes take no time."""


def decode(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """Yield the pictures of a track that are sound, in the order in which they are shown.

    Parameters
    ----------
    container : InputContainer
        The file, open, at its beginning.
    stream : VideoStream
        The track.

    Raises
    ------
    DecoderNotFoundError
        Nothing here can decode it.
    FFmpegError
        It can no longer be read, or held pictures of which none could be decoded.
    """
    trust, has_any = _Trust(stream), False
    for packet in packets_of(container):
        if packet.stream.index != stream.index:  # the number it bears itself is 0 of the empty ones at the end
            trust.pass_over(packet)
            continue
        trust.send(packet)
        try:
            pictures = packet.decode()
        except DecoderNotFoundError:
            raise
        except FFmpegError as error:
            trust.fail(error)
            continue
        for picture in pictures:
            if isinstance(picture, VideoFrame) and trust.believes(picture):
                has_any = True
                yield picture
    if trust.error is not None and not has_any:
        raise trust.error


class _Trust:
    """Which pictures are to be believed: told every packet before it is decoded, and every picture that comes of them.

    Parameters
    ----------
    stream : VideoStream
        The track.

    Attributes
    ----------
    error : FFmpegError or None
        The last one that was met.
    """

    def __init__(self, stream: VideoStream) -> None:
        self.error: FFmpegError | None = None
        self._unit_s = stream.time_base or 0
        self._awaited: list[int] = []  # times of the packets of which no picture has come yet, a heap
        self._lost = 0
        self._hole: int | None = None  # time of the first picture behind a hole that is still felt
        self._latest: int | None = None  # time of the packet that is shown last of those so far
        self._end_bytes = 0

    def pass_over(self, packet: AnyPacket) -> None:
        """Take a packet of another track."""
        if packet.pos is not None:
            self._end_bytes = packet.pos + packet.size

    def send(self, packet: AnyPacket) -> None:
        """Take a packet of this track, which the decoder is given next."""
        if packet.pts is None:
            return
        if not packet.is_discard:
            heappush(self._awaited, packet.pts)
        if self._is_behind_hole(packet, packet.pts):
            self._hole = packet.pts
        self._latest = packet.pts if self._latest is None else max(self._latest, packet.pts)
        self.pass_over(packet)

    def fail(self, error: FFmpegError) -> None:
        """Take it that the decoder could make nothing of what it was given."""
        self.error = error

    def believes(self, picture: VideoFrame) -> bool:
        """Tell whether a picture, the next one, is what the camera saw."""
        if picture.pts is None:
            return not picture.is_corrupt
        while self._awaited and self._awaited[0] < picture.pts:
            heappop(self._awaited)
            self._lost += 1
        if self._awaited and self._awaited[0] == picture.pts:
            heappop(self._awaited)
        is_behind = self._hole is not None and picture.pts >= self._hole
        if picture.is_corrupt:
            self._lost += 1
            return False
        if picture.key_frame:
            self._lost, self._hole = 0, None if is_behind else self._hole
            return True
        # A decoder leaves out pictures that are not to be shown, too: only an error makes a loss of them.
        return not is_behind and (self.error is None or self._lost <= _MOST_LOST)

    def _is_behind_hole(self, packet: AnyPacket, pts: int) -> bool:
        if self._latest is None or packet.pos is None:
            return False
        step_s = float((pts - self._latest) * self._unit_s)
        return step_s > _HOLE_S and packet.pos - self._end_bytes > _HOLE_BYTES + _HOLE_SHARE * packet.size
