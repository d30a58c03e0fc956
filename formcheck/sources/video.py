"""Recorded video: any container FFmpeg reads, with the presentation times it holds.

Times come from the container, never from frame number and frame rate: phones record at a variable rate. Rotation
and pixel shape are undone, because angles are measured in square, upright pixels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.error import DecoderNotFoundError, FFmpegError
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from formcheck.errors import VideoError
from formcheck.given import readable
from formcheck.samples import Frame, SourceInfo
from formcheck.sources.bars import Bars, find_bars
from formcheck.sources.decoding import decode
from formcheck.sources.display import Display, read_matrix
from formcheck.sources.files import changed_at, sha256_of, stated_time
from formcheck.sources.hdr import TRANSFERS, tone_curve
from formcheck.sources.opening import open_video, unreadable
from formcheck.sources.promised import Promise, read_promise
from formcheck.sources.spread import spread_pictures
from formcheck.sources.viewing import AS_IT_IS, Viewing
from formcheck.sources.wholeness import COPY_AGAIN, Extent, Track, check_enough, is_cut_short, scan, stated_s

VIDEO_SUFFIXES = frozenset(
    {".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts", ".3gp", ".wmv"}
)
"""Endings by which a folder is searched for videos; a file named outright may end in anything."""

_BROADCAST = frozenset({"mpegts", "mpeg"})
"""Formats whose clock begins anywhere, for they are cut out of a broadcast; a player counts from where they begin."""

MOST_FPS = 1000
"""A rate beyond this is a unit of time that an encoder has written in its place."""

MOST_PIXEL_SHAPE = Fraction(4)
"""Pixels are up to twice as wide as high, or as high as wide, on tapes and broadcasts, with as much to spare."""

MOST_PIXELS = 36_000_000
"""Of one picture: those of 8K have 33 million, and one more than that fills the memory of a small computer."""

LEAST_SLOWED = 1.2
"""A film is slow motion where it was filmed at so many times the rate it is shown at: rates are rounded."""

_BAR_PICTURES = 6
_BARS_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class _Look:
    """How the pictures of a track are meant.

    Parameters
    ----------
    aspect : Fraction
        Width of a pixel over its height.
    transfer : int or None
        How a signal of high dynamic range is meant; None for an ordinary one.
    """

    aspect: Fraction
    transfer: int | None


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
        self.path, self._viewing, self._asked = path, viewing, viewing.display
        self._bars: Bars | None = None
        self._scaler = VideoReformatter()  # kept: to set one up takes longer than to use it
        self._number = _find_moving(path)
        self._container = open_video(path)
        stream = _video_stream(self._container, path, self._number)
        self._track, self._look = _describe(self._container, stream), _look(stream)
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
        self._display = _display(first, path)
        self._bars = self._find_bars()
        height_px, width_px = self._shown(first).shape[:2]
        self.size_px = (width_px, height_px)
        self.info = SourceInfo(
            name=readable(path.name),
            width_px=width_px,
            height_px=height_px,
            rotation_deg=_quarter(self._display.turned_deg - viewing.clockwise_deg),
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
            cut_px=None if self._bars is None else self._bars.cut_px,
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
            t_s = _time_s(picture, is_avi=self._track.is_avi)
            if t_s is None or t_s <= last_s:
                continue
            last_s = t_s
            shown_s = t_s - self._track.zero_s
            if shown_s > self._viewing.end_s:
                return
            if shown_s < self._viewing.begin_s:
                continue
            yield Frame(t_s=shown_s / self._speed, index=index, image=self._shown(picture))
            index += 1

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def _shown(self, picture: VideoFrame) -> NDArray[np.uint8]:
        """Return a picture as RGB in square pixels, turned and mirrored as the file asks."""
        width = self._square_width(picture)
        kind = "rgb24" if self._look.transfer is None else "rgb48le"
        image = self._scaler.reformat(picture, width=width, height=picture.height, format=kind).to_ndarray()
        if self._look.transfer is not None:
            image = tone_curve(self._look.transfer)[image]
        shown = self._asked.show(self._display.show(image.astype(np.uint8, copy=False)))
        return shown if self._bars is None else self._bars.cut(shown)

    def _square_width(self, picture: VideoFrame) -> int:
        """Return the width of a picture as it is stored, in pixels as wide as they are high."""
        if self._viewing.aspect is None:
            return max(1, round(picture.width * self._look.aspect))
        shape = 1.0 / self._viewing.aspect if self._display.is_transposed else self._viewing.aspect
        return max(1, round(picture.height * shape))

    def spread(self, count: int) -> Iterator[NDArray[np.uint8]]:
        """Yield a few pictures spread over the file, as `frames` gives them.

        Parameters
        ----------
        count : int
            How many; fewer come where few are coded by themselves.
        """
        for picture in spread_pictures(self.path, self._number, count):
            yield self._shown(picture)

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
                yield self._shown(picture)

    def _decode(self) -> Iterator[VideoFrame]:
        """Yield the frames of the file, opened anew: not every container can be sought to its beginning."""
        self._container.close()
        self._container = open_video(self.path)
        try:
            yield from decode(self._container, _video_stream(self._container, self.path, self._number))
        except DecoderNotFoundError as error:
            raise _undecodable(self.path) from error
        except FFmpegError as error:
            raise VideoError(
                f"cannot be decoded ({error.strerror}).", where=str(self.path), next_step=COPY_AGAIN
            ) from error

    def _decode_first(self) -> VideoFrame:
        for picture in self._decode():
            return picture
        raise VideoError(
            "holds a video track without a single frame.",
            where=str(self.path),
            next_step="Record again, or choose another file.",
        )


def _undecodable(path: Path) -> VideoError:
    return VideoError(
        "is encoded in a way that nothing here can decode.",
        where=str(path),
        next_step="Convert it to H.264, or record with the camera's most compatible setting.",
    )


def _video_stream(container: InputContainer, path: Path, number: int) -> VideoStream:
    if not container.streams.video:
        kinds = ", ".join(sorted({stream.type for stream in container.streams})) or "nothing"
        raise VideoError(
            f"holds no video track (found: {kinds}).", where=str(path), next_step="Choose the file with the picture."
        )
    stream = container.streams.video[number]
    if stream.codec_context is None:  # older PyAV, the last for macOS 12, would end the process where newer ones raise
        raise _undecodable(path)
    width, height = stream.codec_context.width, stream.codec_context.height
    if width * height > MOST_PIXELS:
        raise VideoError(
            f"has pictures of {width} by {height}, expected no more than {MOST_PIXELS // 1_000_000} million pixels.",
            where=str(path),
            next_step="Make it smaller: 1280 pixels across are plenty.",
        )
    # One thread per slice or frame: decoding is then never what the pose waits for.
    stream.thread_type = "AUTO"
    return stream


def _find_moving(path: Path) -> int:
    """Return which of the tracks with pictures moves: another is a cover, or a still of few pictures."""
    with open_video(path) as container:
        streams = container.streams.video
        if len(streams) < 2:
            return 0
        counts: Counter[int] = Counter()
        with suppress(FFmpegError):  # what was read until then must do
            counts.update(packet.stream_index for packet in container.demux(streams) if packet.size)
        return max(range(len(streams)), key=lambda number: counts[streams[number].index])


def _describe(container: InputContainer, stream: VideoStream) -> Track:
    kind = container.format.name
    # An mp4 trimmed on a phone holds more frames than it shows; other formats may only guess the whole's duration.
    frames = 0 if "mp4" in kind else stream.frames
    whole = container.duration if "matroska" in kind or kind == "flv" else None
    return Track(
        duration_s=_stated_duration_s(stream),
        container_s=whole / av.time_base if whole else None,
        frames=frames,
        fps=float(stream.average_rate) if stream.average_rate else None,
        is_avi=kind == "avi",
        zero_s=_begins_s(container) if kind in _BROADCAST else 0.0,
    )


def _look(stream: VideoStream) -> _Look:
    transfer = int(stream.codec_context.color_trc)
    return _Look(_pixel_shape(stream), transfer if transfer in TRANSFERS else None)


def _pixel_shape(stream: VideoStream) -> Fraction:
    """Return the width of a pixel over its height; what nobody films with is a mistake of the writer, as 0 is."""
    ratio = Fraction(stream.sample_aspect_ratio or 1)
    return ratio if 1 / MOST_PIXEL_SHAPE <= ratio <= MOST_PIXEL_SHAPE else Fraction(1)


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


def _begins_s(container: InputContainer) -> float:
    begins = [
        one.start_time * one.time_base
        for one in container.streams
        if one.start_time is not None and one.time_base is not None
    ]
    return float(min(begins, default=0))


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


def _stated_duration_s(stream: VideoStream) -> float | None:
    """Return the end of the track as the container states it, in seconds of its own clock."""
    if stream.duration is None or stream.time_base is None:
        return None
    return float((stream.duration + (stream.start_time or 0)) * stream.time_base)


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


def _time_s(picture: VideoFrame, *, is_avi: bool) -> float | None:
    """Return the time at which a frame is to be shown, in seconds."""
    if is_avi and picture.dts is not None and picture.time_base is not None:
        return float(picture.dts * picture.time_base)
    return picture.time


def _display(picture: VideoFrame, path: Path) -> Display:
    matrix = picture.side_data.get("DISPLAYMATRIX")
    return Display() if matrix is None else read_matrix(bytes(matrix), str(path))  # type: ignore[call-overload]
