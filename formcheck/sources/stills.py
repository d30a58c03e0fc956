"""Single pictures of a video, named by the time at which it was measured: that very picture, or none.

To reach one, the file is sought to where a picture before it is coded by itself, and decoded from there. What comes out
before such a picture may lean on what was not read, and is not believed. A seek may also land too late: then one from
further back is tried, and at last the beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from pathlib import Path
from typing import Final

import numpy as np
from av.error import DecoderNotFoundError, FFmpegError
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from formcheck.errors import VideoError
from formcheck.samples import SourceInfo
from formcheck.sources.bars import Bars
from formcheck.sources.decoding import decode
from formcheck.sources.opening import open_video
from formcheck.sources.showing import Look, Showing, look_of
from formcheck.sources.streams import describe_track, display_of, find_moving, time_of, undecodable, video_stream
from formcheck.sources.viewing import viewing_of

Image = NDArray[np.uint8]

SAME_S: Final = 1e-5
"""Two times are the same within this: ticks of a clock are rounded, and no camera takes so many pictures a second."""

_COUNTED: Final = frozenset({"mpeg"})
"""Formats in which not every picture has a time, and that of the others hangs on what was read before: they are always
read from the beginning."""

_NEAR_S: Final = 2.0
"""What lies no further ahead is reached sooner by decoding on than by seeking."""

_BACK_S: Final = (0.0, 2.0, 20.0, inf)
"""So far before a picture the file is sought, one after the other, until something before it is coded by itself."""


class StillFile:
    """A video in which pictures are looked up by their time, as they were when it was measured.

    A few pictures are in memory at a time. Not to be used by two threads at once.

    Parameters
    ----------
    path : Path
        The file.
    info : SourceInfo
        What it said of itself when it was measured, and how it was looked at.
    first_s : float
        What the times to look up show where the file's clock, as a player shows it, is 0; in seconds of life.

    Raises
    ------
    VideoError
        The file is missing, is no video, or its pictures have another size than those that were measured.
    """

    def __init__(self, path: Path, info: SourceInfo, first_s: float = 0.0) -> None:
        self.path, self._speed, self._first_s = path, info.speed, first_s
        self._number = find_moving(path)
        self._container = open_video(path)
        try:
            self._stream = video_stream(self._container, path, self._number)
            self._track = describe_track(self._container, self._stream)
            self._can_seek = self._container.format.name not in _COUNTED
            self._showing = _showing(look_of(self._stream), self._first_picture(), info, path)
        except VideoError:
            self.close()
            raise
        self._coming: Iterator[tuple[float, VideoFrame]] = iter(())
        self._held: tuple[float, VideoFrame] | None = None

    def read(self, wanted_s: Sequence[float]) -> Iterator[tuple[float, Image]]:
        """Yield the pictures of some times, as `formcheck.sources.video.VideoFile.frames` gives them.

        Parameters
        ----------
        wanted_s : sequence of float
            Times as they were measured, increasing, in seconds of life; those of which there is no picture are passed
            over.

        Yields
        ------
        tuple
            The time as it was asked for, and the picture.

        Raises
        ------
        VideoError
            The file can no longer be read.
        """
        due = [(self._on_file_s(t_s), t_s) for t_s in wanted_s]
        if not due or not self._go_before(due[0][0]):
            return
        for file_s, picture in self._onwards():
            while due and due[0][0] < file_s - SAME_S:
                due.pop(0)
            if not due:
                self._held = file_s, picture  # where the next call may go on
                return
            if abs(due[0][0] - file_s) <= SAME_S:
                yield due.pop(0)[1], self._showing.show(picture)
            if not due:
                return

    def close(self) -> None:
        """Close the file."""
        self._coming = iter(())
        self._container.close()

    def _on_file_s(self, t_s: float) -> float:
        """Return what the file's own clock shows at a time that was measured."""
        return (t_s - self._first_s) * self._speed + self._track.zero_s

    def _go_before(self, file_s: float) -> bool:
        """Go to a place from which the picture of a time is still to come, and tell whether there is one."""
        near_s = _NEAR_S if self._can_seek else inf
        if self._held is None:
            self._held = next(self._coming, None)
        if self._held is not None and self._held[0] - SAME_S <= file_s <= self._held[0] + near_s:
            return True
        for back_s in _BACK_S:
            self._seek(file_s - back_s)
            self._held = next(self._coming, None)
            if self._held is not None and self._held[0] - SAME_S <= file_s:
                return True
        return False

    def _onwards(self) -> Iterator[tuple[float, VideoFrame]]:
        """Yield the picture that is held, then those that come."""
        while (one := self._held or next(self._coming, None)) is not None:
            self._held = None
            yield one

    def _seek(self, file_s: float) -> None:
        """Let the pictures come from a time on, or from a little before it."""
        unit = self._stream.time_base
        try:
            if self._can_seek and file_s > -inf and unit is not None:
                self._container.seek(int(file_s / unit), stream=self._stream)
            else:
                self._reopen()
        except FFmpegError:  # as where there is no index
            self._reopen()
        self._coming = self._timed()

    def _reopen(self) -> None:
        """Go to the beginning: not every container can be sought to it."""
        self._container.close()
        self._container = open_video(self.path)
        self._stream = video_stream(self._container, self.path, self._number)

    def _timed(self) -> Iterator[tuple[float, VideoFrame]]:
        """Yield the pictures with their times, from the first on that is coded by itself."""
        is_believed = False
        for picture in self._decode():
            is_believed = is_believed or picture.key_frame
            file_s = time_of(picture, is_avi=self._track.is_avi)
            if is_believed and file_s is not None:
                yield file_s, picture

    def _decode(self) -> Iterator[VideoFrame]:
        try:
            yield from decode(self._container, self._stream)
        except DecoderNotFoundError as error:
            raise undecodable(self.path) from error
        except FFmpegError:
            return  # what lies beyond cannot be found

    def _first_picture(self) -> VideoFrame:
        for picture in self._decode():
            return picture
        raise VideoError(
            "holds a video track without a single frame.", where=str(self.path), next_step="Choose another file."
        )


def _showing(look: Look, first: VideoFrame, info: SourceInfo, path: Path) -> Showing:
    """Return how the pictures were shown when they were measured.

    That somebody had stretched them is not kept, but the size they had then is.
    """
    bars = None if info.cut_px is None else Bars(*info.cut_px)
    display, viewing = display_of(first, path), viewing_of(info)
    showing = Showing(look, display, viewing, bars)
    if info.width_px is None or info.height_px is None:
        return showing
    if not _is_of_size(showing, first, info):
        showing = Showing(look, display, viewing_of(info, aspect=_aspect(info, info.width_px, info.height_px)), bars)
    if not _is_of_size(showing, first, info):
        raise VideoError(
            f"has pictures of another size than the {info.width_px} by {info.height_px} that were measured.",
            where=str(path),
            next_step="Name the film that was reviewed.",
        )
    return showing


def _is_of_size(showing: Showing, picture: VideoFrame, info: SourceInfo) -> bool:
    """Tell whether a picture has the size that was measured; an encoder may have cut a line of what it took."""
    height, width = showing.show(picture).shape[:2]
    lacks = (info.width_px or 0) - int(width), (info.height_px or 0) - int(height)
    return all(0 <= one <= 1 for one in lacks)


def _aspect(info: SourceInfo, width_px: int, height_px: int) -> float:
    """Return width over height of the picture as a player should have shown it: before it was turned and cut."""
    left, top, right, bottom = info.cut_px or (0, 0, 0, 0)
    width, height = width_px + left + right, height_px + top + bottom
    return height / width if info.turned_deg in {90, 270} else width / height
