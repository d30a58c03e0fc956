"""Recorded video: any container FFmpeg reads, with the presentation times it holds.

Times come from the container, never from frame number and frame rate: phones record at a variable rate. Rotation
and pixel shape are undone, because angles are measured in square, upright pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError, InvalidDataError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from formcheck.errors import VideoError
from formcheck.samples import Frame, SourceInfo

VIDEO_SUFFIXES = frozenset({".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".3gp", ".wmv"})
"""Endings by which a folder is searched for videos; a file named outright may end in anything."""

_MISSING_SHARE = 0.02  # containers round their stated duration; a real cut loses more than this
_MISSING_S = 1.0


@dataclass(frozen=True, slots=True)
class _Extent:
    """What reading every packet, without decoding, tells of a file."""

    packets: int
    last_s: float


class VideoFile:
    """A video file as a source of frames.

    Memory does not grow with the length of the video: one frame is decoded at a time.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    VideoError
        The file is missing, is no video, is cut short, or holds no picture.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._container = _open(path)
        self._stream = _video_stream(self._container, path)
        extent = _scan(path)
        _check_whole(self._stream, extent, path)
        self.info = _describe(path, self._stream, self._decode_first(), extent.packets)

    def frames(self) -> Iterator[Frame]:
        """Yield every frame once, upright, as RGB, with strictly increasing times.

        Frames without a time, or with one that does not increase, are left out: nothing can be measured from them.

        Raises
        ------
        VideoError
            The file becomes unreadable part of the way.
        """
        last_s = -np.inf
        index = 0
        for picture in self._decode():
            if picture.time is None or picture.time <= last_s:
                continue
            last_s = picture.time
            yield Frame(t_s=last_s, index=index, image=_upright(picture, self._stream))
            index += 1

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def _decode(self) -> Iterator[VideoFrame]:
        seen_s = 0.0
        try:
            self._container.seek(0, stream=self._stream, backward=True)
            for picture in self._container.decode(self._stream):
                yield picture
                seen_s = picture.time if picture.time is not None else seen_s
        except FFmpegError as error:
            raise VideoError(
                f"cannot be decoded beyond {seen_s:.1f} s ({error.strerror}).",
                where=str(self.path),
                next_step="Copy the file again from the device it was recorded on.",
            ) from error

    def _decode_first(self) -> VideoFrame:
        for picture in self._decode():
            return picture
        raise VideoError(
            "holds a video track without a single frame.",
            where=str(self.path),
            next_step="Record again, or choose another file.",
        )


def _open(path: Path) -> InputContainer:
    if not path.exists():
        raise VideoError("no such file.", where=str(path), next_step="Check the name and the folder.")
    if path.is_dir() or not path.stat().st_size:
        found = "a folder" if path.is_dir() else "an empty file (0 bytes)"
        raise VideoError(f"{found}, expected a video.", where=str(path), next_step="Choose another file.")
    try:
        return av.open(str(path), mode="r")
    except InvalidDataError as error:
        raise VideoError(
            "is not a video, or its index is missing (a recording or copy that was broken off).",
            where=str(path),
            next_step="Play it in a video player; if that fails too, copy or record it again.",
        ) from error
    except (FFmpegError, OSError) as error:
        raise VideoError(
            f"cannot be read ({error.strerror}).", where=str(path), next_step="Check that you may read this file."
        ) from error


def _video_stream(container: InputContainer, path: Path) -> VideoStream:
    if not container.streams.video:
        kinds = ", ".join(sorted({stream.type for stream in container.streams})) or "nothing"
        raise VideoError(
            f"holds no video track (found: {kinds}).", where=str(path), next_step="Choose the file with the picture."
        )
    stream = container.streams.video[0]
    # One thread per slice or frame: decoding is then never what the pose waits for.
    stream.thread_type = "AUTO"
    return stream


def _scan(path: Path) -> _Extent:
    """Read every packet once, without decoding, to learn how much video there is."""
    packets, last_s = 0, 0.0
    with _open(path) as container:
        stream = _video_stream(container, path)
        try:
            for packet in container.demux(stream):
                if packet.size and packet.pts is not None and not packet.is_corrupt:
                    packets += 1
                    last_s = max(last_s, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        except FFmpegError:
            # Judged by what was promised: see _check_whole.
            return _Extent(packets, last_s)
    return _Extent(packets, last_s)


def _check_whole(stream: VideoStream, extent: _Extent, path: Path) -> None:
    """Compare what the container promises with what is there."""
    if not extent.packets:
        return  # _decode_first has the right words for it
    promised_s = _stated_duration_s(stream)
    missing_frames = stream.frames - extent.packets
    missing_s = 0.0 if promised_s is None else promised_s - extent.last_s
    if missing_frames > _MISSING_SHARE * stream.frames + 1 or missing_s > max(
        _MISSING_S, _MISSING_SHARE * extent.last_s
    ):
        expected = f"{promised_s:.1f} s" if promised_s is not None else f"{stream.frames} frames"
        raise VideoError(
            f"is cut short: it holds {extent.last_s:.1f} s ({extent.packets} frames) of the {expected} it promises.",
            where=str(path),
            next_step="Copy the file again from the device it was recorded on.",
        )


def _stated_duration_s(stream: VideoStream) -> float | None:
    """Return the end of the track as the container states it, in seconds of its own clock."""
    if stream.duration is None or stream.time_base is None:
        return None
    return float((stream.duration + (stream.start_time or 0)) * stream.time_base)


def _pixel_aspect(stream: VideoStream) -> Fraction:
    """Width of a pixel over its height; 1 where the file does not say."""
    ratio = stream.sample_aspect_ratio
    return Fraction(ratio) if ratio else Fraction(1)


def _upright(picture: VideoFrame, stream: VideoStream) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return the picture as RGB in square pixels, turned as the file asks."""
    width = round(picture.width * _pixel_aspect(stream))
    image = picture.to_ndarray(format="rgb24", width=width, height=picture.height)
    turns = round(picture.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(image, turns), dtype=np.uint8) if turns else image.astype(np.uint8, copy=False)


def _describe(path: Path, stream: VideoStream, first: VideoFrame, frames: int) -> SourceInfo:
    height_px, width_px = _upright(first, stream).shape[:2]
    rate = stream.average_rate
    return SourceInfo(
        name=path.name,
        width_px=width_px,
        height_px=height_px,
        rotation_deg=int(first.rotation),
        duration_s=_stated_duration_s(stream),
        fps=float(rate) if rate else None,
        frames=frames,
    )
