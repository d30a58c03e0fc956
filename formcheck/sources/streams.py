"""The track of a video that is looked at: which one it is, what the container says of it, and its clock."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Final

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from formcheck.errors import VideoError
from formcheck.sources.display import Display, read_matrix
from formcheck.sources.opening import open_video
from formcheck.sources.wholeness import Track

MOST_PIXELS: Final = 36_000_000
"""Of one picture: those of 8K have 33 million, and one more than that fills the memory of a small computer."""

_BROADCAST: Final = frozenset({"mpegts", "mpeg"})
"""Formats whose clock begins anywhere, for they are cut out of a broadcast; a player counts from where they begin."""


def find_moving(path: Path) -> int:
    """Return which of the tracks with pictures moves: another is a cover, or a still of few pictures.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    VideoError
        It is no video, or cannot be opened.
    """
    with open_video(path) as container:
        streams = container.streams.video
        if len(streams) < 2:
            return 0
        counts: Counter[int] = Counter()
        with suppress(FFmpegError):  # what was read until then must do
            counts.update(packet.stream_index for packet in container.demux(streams) if packet.size)
        return max(range(len(streams)), key=lambda number: counts[streams[number].index])


def video_stream(container: InputContainer, path: Path, number: int) -> VideoStream:
    """Return a track with pictures, ready to be decoded.

    Parameters
    ----------
    container : InputContainer
        The file, open.
    path : Path
        The same, for errors.
    number : int
        Which of its tracks with pictures.

    Raises
    ------
    VideoError
        There is none, nothing here can decode it, or its pictures are too large.
    """
    if not container.streams.video:
        kinds = ", ".join(sorted({stream.type for stream in container.streams})) or "nothing"
        raise VideoError(
            f"holds no video track (found: {kinds}).", where=str(path), next_step="Choose the file with the picture."
        )
    stream = container.streams.video[number]
    if stream.codec_context is None:  # older PyAV, the last for macOS 12, would end the process where newer ones raise
        raise undecodable(path)
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


def undecodable(path: Path) -> VideoError:
    """Return the error of a track that nothing here can decode.

    Parameters
    ----------
    path : Path
        The file.
    """
    return VideoError(
        "is encoded in a way that nothing here can decode.",
        where=str(path),
        next_step="Convert it to H.264, or record with the camera's most compatible setting.",
    )


def describe_track(container: InputContainer, stream: VideoStream) -> Track:
    """Return what a file states of its picture.

    Parameters
    ----------
    container : InputContainer
        The file, open.
    stream : VideoStream
        The track.
    """
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


def _begins_s(container: InputContainer) -> float:
    begins = [
        one.start_time * one.time_base
        for one in container.streams
        if one.start_time is not None and one.time_base is not None
    ]
    return float(min(begins, default=0))


def _stated_duration_s(stream: VideoStream) -> float | None:
    """Return the end of the track as the container states it, in seconds of its own clock."""
    if stream.duration is None or stream.time_base is None:
        return None
    return float((stream.duration + (stream.start_time or 0)) * stream.time_base)


def time_of(picture: VideoFrame, *, is_avi: bool) -> float | None:
    """Return the time at which a picture is to be shown, in seconds of the file's own clock; None where it has none.

    Parameters
    ----------
    picture : VideoFrame
        The picture.
    is_avi : bool
        As of `formcheck.sources.wholeness.Track`.
    """
    if is_avi and picture.dts is not None and picture.time_base is not None:
        return float(picture.dts * picture.time_base)
    return picture.time


def display_of(picture: VideoFrame, path: Path) -> Display:
    """Return how a file asks for its pictures to be shown.

    Parameters
    ----------
    picture : VideoFrame
        The first one.
    path : Path
        The file, for errors.

    Raises
    ------
    VideoError
        It asks for what no camera does.
    """
    matrix = picture.side_data.get("DISPLAYMATRIX")
    return Display() if matrix is None else read_matrix(bytes(matrix), str(path))  # type: ignore[call-overload]
