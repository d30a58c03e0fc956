"""A recording in place of the camera of Chromium.

Chromium plays such a file over and over, at the rate it states. Uncompressed pictures (YUV4MPEG2) are played rather
than a row of JPEGs: JPEGs carry no rate (Chromium takes them for 30 a second, so clips of 25 would need pictures
twice), come out in wrong colours (their full range is read as the limited one), and take Chromium two to three times
as long to read. A second of 640 by 480 at 25 pictures is 11.5 MB.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from fractions import Fraction
from math import inf
from pathlib import Path
from typing import Final

import cv2

from formcheck.samples import TIME_TOLERANCE_S, Frame
from formcheck.sources.video import VideoFile
from tests.support.videos import Picture

_USUAL_HZ: Final = 30


def make_fake_camera(
    video: Path,
    out: Path,
    *,
    start_s: float = 0.0,
    end_s: float | None = None,
    rate_hz: float | None = None,
    edit: Callable[[float, Picture], Picture] = lambda _, image: image,
) -> Path:
    """Write a video, or a part of it, as Chromium's ``--use-file-for-fake-video-capture`` takes it; return its path.

    At each tick of a steady rate stands the picture that a player would then show, so it is played at true speed
    whatever the rate of the video.

    Parameters
    ----------
    video, out : Path
        The video, and the file to write, which must end in ``.y4m``.
    start_s, end_s : float
        The part, in seconds of the video.
    rate_hz : float, optional
        Pictures a second; without it, as many as the video has, to the nearest whole number.
    edit : callable
        Makes another picture of each, given its time in the file.
    """
    with closing(VideoFile(video)) as source, out.open("wb") as file:
        rate = Fraction(rate_hz or round(source.info.fps or _USUAL_HZ)).limit_denominator(1001)
        width, height = (side // 2 * 2 for side in source.size_px)
        head = f"YUV4MPEG2 W{width} H{height} F{rate.numerator}:{rate.denominator} Ip A1:1 C420jpeg\n"
        file.write(head.encode("ascii"))
        pictures = _steady(source.frames(), float(rate), start_s, inf if end_s is None else end_s)
        for number, image in enumerate(pictures):
            edited = edit(number / float(rate), image[:height, :width])
            planes = cv2.cvtColor(edited, cv2.COLOR_RGB2YUV_I420)
            file.write(b"FRAME\n" + planes.tobytes())
    return out


def _steady(frames: Iterable[Frame], rate_hz: float, start_s: float, end_s: float) -> Iterator[Picture]:
    """Yield for each tick, from `start_s` on, the picture that is shown then."""
    shown: Frame | None = None
    ticks = 0
    for frame in frames:
        until_s = min(frame.t_s, end_s) - TIME_TOLERANCE_S
        while shown is not None and start_s + ticks / rate_hz < until_s:
            yield shown.image
            ticks += 1
        if frame.t_s >= end_s - TIME_TOLERANCE_S:
            return
        shown = frame
    if shown is not None:
        yield shown.image
