"""Opening a file that somebody gives as a video: nothing but this file is read, whatever it says.

FFmpeg, which reads the videos, knows files that are lists of other files or of addresses (playlists, `ffconcat`,
streams described in text) and names that stand for many pictures. What these name would be opened, and shown as the
person's movement. So only containers of recordings are known here, and only the file itself.
"""

from __future__ import annotations

import errno
from pathlib import Path
from stat import S_ISREG
from typing import Final

import av
from av.container import InputContainer
from av.error import EOFError as CutError
from av.error import FFmpegError, InvalidDataError

from formcheck.computer import LONGEST_PATH, is_too_long
from formcheck.errors import VideoError
from formcheck.given import reason
from formcheck.sources.promised import read_promise
from formcheck.sources.wholeness import COPY_AGAIN

CONTAINERS: Final = ("mov", "matroska", "avi", "mpegts", "mpeg", "flv", "asf", "ogg", "gif", "h264", "hevc")
"""FFmpeg's names of the containers that cameras, telephones and programs for films write, and of bare pictures without
times, which are refused for that."""

_ONLY_THIS_FILE: Final = {"format_whitelist": ",".join(CONTAINERS), "protocol_whitelist": "file"}


def open_video(path: Path) -> InputContainer:
    """Open a file as a video.

    Titles and other texts in it that are not UTF-8 cost only their letters.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    VideoError
        It is missing, no file, no video, or may not be read.
    """
    check_file(path)
    try:
        # Absolute: FFmpeg takes the beginning of a name like "12:30.mp4" for a protocol.
        return av.open(str(path.absolute()), mode="r", container_options=_ONLY_THIS_FILE, metadata_errors="replace")
    except (InvalidDataError, CutError) as error:
        raise _no_video(path) from error
    except (FFmpegError, OSError) as error:
        raise _no_recording(path) if error.errno == errno.EINVAL else unreadable(path, error) from error


def is_video(path: Path) -> bool:
    """Tell whether there is a video, and not any other file: what a visit from elsewhere calls its film may be ours.

    Parameters
    ----------
    path : Path
        The file.
    """
    try:
        open_video(path).close()
    except (VideoError, ValueError):
        return False
    return True


def check_file(path: Path) -> None:
    """Raise where there is no file that may be a video; it is not opened.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    VideoError
        It is missing, empty, no file, or may not be looked at.
    """
    try:
        about = path.stat()
    except FileNotFoundError:
        too_long = f"Its path is longer than the {LONGEST_PATH} letters Windows takes: move it to a shorter one."
        next_step = too_long if is_too_long(path) else "Check the name and the folder."
        raise VideoError("no such file.", where=str(path), next_step=next_step) from None
    except OSError as error:
        raise unreadable(path, error) from error
    if not S_ISREG(about.st_mode):
        found = "a folder" if path.is_dir() else "no file, but a device or a pipe"
        raise VideoError(f"{found}, expected a video.", where=str(path), next_step="Choose another file.")
    if not about.st_size:
        raise VideoError(
            "an empty file (0 bytes), expected a video.", where=str(path), next_step="Choose another file."
        )


def _no_video(path: Path) -> VideoError:
    if read_promise(path).lacks_index:
        return VideoError(
            "was broken off before its index was written, without which no player finds its pictures.",
            where=str(path),
            next_step=f"{COPY_AGAIN} If it is broken off there, too, a program that repairs mp4 files can write the "
            "index anew, with a whole recording of the same device to go by.",
        )
    return VideoError(
        "is not a video, or too little of one.",
        where=str(path),
        next_step="Play it in a video player; if that fails too, copy or record it again.",
    )


def _no_recording(path: Path) -> VideoError:
    return VideoError(
        "is a picture, a text or a list of other files, expected the recording of a camera.",
        where=str(path),
        next_step="Name the video itself, or convert it to mp4.",
    )


def unreadable(path: Path, error: FFmpegError | OSError) -> VideoError:
    """Return the error of a file that is there and cannot be read.

    Parameters
    ----------
    path : Path
        The file.
    error : FFmpegError or OSError
        Why, by the system.
    """
    fault = f"cannot be read: {reason(error)}."
    return VideoError(fault, where=str(path), next_step="Check that you may read this file.")
