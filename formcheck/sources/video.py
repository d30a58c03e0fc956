"""Recorded video: any container FFmpeg reads, with the presentation times it holds.

Times come from the container, never from frame number and frame rate: phones record at a variable rate. Rotation
and pixel shape are undone, because angles are measured in square, upright pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from pathlib import Path

import numpy as np
from av.container import InputContainer
from av.error import DecoderNotFoundError, FFmpegError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from formcheck.errors import VideoError
from formcheck.printable import printable
from formcheck.samples import Frame, SourceInfo
from formcheck.sources.bars import Bars, find_bars
from formcheck.sources.decoding import decode
from formcheck.sources.files import changed_at, sha256_of, stated_time
from formcheck.sources.opening import open_video, unreadable
from formcheck.sources.promised import Promise, read_promise
from formcheck.sources.showing import Showing, look_of
from formcheck.sources.spread import spread_pictures
from formcheck.sources.streams import describe_track, display_of, find_moving, time_of, undecodable, video_stream
from formcheck.sources.viewing import AS_IT_IS, Viewing
from formcheck.sources.wholeness import COPY_AGAIN, Extent, check_enough, is_cut_short, scan, stated_s

VIDEO_SUFFIXES = frozenset(
    {".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts", ".3gp", ".wmv"}
)
"""Endings by which a folder is searched for videos; a file named outright may end in anything."""

MOST_FPS = 1000
"""A rate beyond this is a unit of time that an encoder has written in its place."""

MOST_FRAMES = 1_000_000
"""Nine hours at 30 a second: a file of a few megabytes can hold as many, and would take a day."""

LEAST_SLOWED = 1.2
"""A film is slow motion where it was filmed at so many times the rate it is shown at: rates are rounded."""

_BAR_PICTURES = 6
_BARS_EVERY_S = 1.0


class VideoFile:
    """A video file as a source of frames.

    Memory does not grow with the length of the video: one frame is decoded at a time.

    Parameters
    ----------
    path : Path
        The file.
    viewing : Viewing
        How to look at it.

    Raises
    ------
    VideoError
        The file is missing, is no video, holds no picture, or is cut short so that hardly any is left.
    """

    def __init__(self, path: Path, viewing: Viewing = AS_IT_IS) -> None:
        self.path, self._viewing = path, viewing
        self._number = find_moving(path)
        self._container = open_video(path)
        stream = video_stream(self._container, path, self._number)
        self._track, look = describe_track(self._container, stream), look_of(stream)
        stated = stated_time(self._container.metadata, stream.metadata)
        self._speed = viewing.speed or _speed(self._container, stream)
        promise = _read_promise(path)
        extent = scan(self._container, stream, self._track.zero_s, viewing)
        is_cut = is_cut_short(self._track, extent, promise)
        if is_cut:
            check_enough(self._track, extent, path)
        read_s = extent.last_s - self._track.zero_s
        first = self._decode_first()
        _check_times(extent, viewing, path)
        self._showing = Showing(look, display_of(first, path), viewing)
        self._showing = self._showing.without(self._find_bars())
        height_px, width_px = self._showing.show(first).shape[:2]
        self.size_px = (width_px, height_px)
        self.info = SourceInfo(
            name=printable(path.name),
            width_px=width_px,
            height_px=height_px,
            rotation_deg=_quarter(self._showing.display.turned_deg - viewing.clockwise_deg),
            duration_s=self._in_life_s(stated_s(self._track, promise) if is_cut else self._track.duration_s),
            fps=self._track.fps,
            frames=extent.looked_at,
            sha256=_hash(path),
            recorded_at=stated or changed_at(path),
            recorded_by="container" if stated else "file",
            speed=self._speed,
            read_s=self._in_life_s(extent.last_s) if is_cut and read_s < viewing.end_s else None,
            turned_deg=viewing.clockwise_deg,
            is_turn_found=viewing.is_turn_found,
            is_mirrored=viewing.is_mirrored,
            cut_px=None if self._showing.bars is None else self._showing.bars.cut_px,
        )

    def _in_life_s(self, end_s: float | None) -> float | None:
        """Return when an end on the file's own clock, or that of the part that is looked at, was in life."""
        if end_s is None:
            return None
        return max(0.0, min(end_s - self._track.zero_s, self._viewing.end_s)) / self._speed

    def frames(self) -> Iterator[Frame]:
        """Yield every frame once, upright, as RGB, with strictly increasing times; always from the beginning.

        Times are those of life, counted from where a player shows 0. Frames without a time, or with one that does not
        increase, are left out, as are those that are damaged: nothing can be measured from them.

        Raises
        ------
        VideoError
            Nothing in it can be decoded, or it can no longer be read.
        """
        last_s = -np.inf
        index = 0
        for picture in self._decode():
            t_s = time_of(picture, is_avi=self._track.is_avi)
            if t_s is None or t_s <= last_s:
                continue
            last_s = t_s
            shown_s = t_s - self._track.zero_s
            if shown_s > self._viewing.end_s:
                return
            if shown_s < self._viewing.begin_s:
                continue
            yield Frame(t_s=shown_s / self._speed, index=index, image=self._showing.show(picture))
            index += 1

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def spread(self, count: int) -> Iterator[NDArray[np.uint8]]:
        """Yield a few pictures spread over the file, as `frames` gives them.

        Parameters
        ----------
        count : int
            How many; fewer come where few are coded by themselves.
        """
        for picture in spread_pictures(self.path, self._number, count):
            yield self._showing.show(picture)

    def _find_bars(self) -> Bars | None:
        """Return the black bars around the picture; where a few pictures have any, all that follow are asked."""
        found = find_bars(self.spread(_BAR_PICTURES))
        return found and find_bars(self._every(_BARS_EVERY_S))

    def _every(self, interval_s: float) -> Iterator[NDArray[np.uint8]]:
        """Yield the pictures of the file at intervals."""
        next_s = -np.inf
        for picture in self._decode():
            t_s = picture.time
            if t_s is not None and t_s >= next_s:
                next_s = t_s + interval_s
                yield self._showing.show(picture)

    def _decode(self) -> Iterator[VideoFrame]:
        """Yield the frames of the file, opened anew: not every container can be sought to its beginning."""
        self._container.close()
        self._container = open_video(self.path)
        try:
            yield from decode(self._container, video_stream(self._container, self.path, self._number))
        except DecoderNotFoundError as error:
            raise undecodable(self.path) from error
        except FFmpegError as error:
            raise VideoError("cannot be decoded: it is damaged.", where=str(self.path), next_step=COPY_AGAIN) from error

    def _decode_first(self) -> VideoFrame:
        for picture in self._decode():
            return picture
        raise VideoError(
            "holds a video track without a single frame.",
            where=str(self.path),
            next_step="Record again, or choose another file.",
        )


def _speed(container: InputContainer, stream: VideoStream) -> float:
    """Return how many times faster than shown it was in life: telephones say at how many pictures a second they filmed.

    Those are held against the rate the pictures were encoded for, and only without one against that of the container.
    """
    filmed = container.metadata.get("com.android.capture.fps", "")
    encoded = stream.codec_context.framerate
    shown = encoded if encoded is not None and 1 <= encoded <= MOST_FPS else stream.average_rate
    try:
        speed = float(filmed) / float(shown or 0)
    except (ValueError, ZeroDivisionError):
        return 1.0
    return speed if isfinite(speed) and speed > LEAST_SLOWED else 1.0


def _quarter(deg: int) -> int:
    """Return an angle as one of -90, 0, 90 and 180 degrees."""
    return (deg + 90) % 360 - 90


def _read_promise(path: Path) -> Promise:
    try:
        return read_promise(path)
    except OSError as error:
        raise unreadable(path, error) from error


def _hash(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError as error:
        raise unreadable(path, error) from error


def _check_times(extent: Extent, viewing: Viewing, path: Path) -> None:
    if not extent.packets:
        raise VideoError(
            "holds pictures without times, from which nothing can be measured.",
            where=str(path),
            next_step="Choose the file as the camera made it, such as an mp4.",
        )
    if not extent.looked_at:
        raise VideoError(
            f"has no picture between {viewing.begin_s:g} s and {viewing.end_s:g} s: it ends at {extent.last_s:.1f} s.",
            where=str(path),
            next_step="Choose --from and --to within it.",
        )
    if extent.looked_at > MOST_FRAMES:
        raise VideoError(
            f"has {extent.looked_at} pictures, expected no more than {MOST_FRAMES}.",
            where=str(path),
            next_step="Review a part of it, with --from and --to.",
        )
