"""A long, large video made of a short one, to see that memory does not grow with length."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

from formcheck.outputs.h264 import H264File, fit
from formcheck.sources.video import VideoFile

SIZE_PX = (1920, 1080)
_SEAM_S = 1 / 30


def make_long_video(source: Path, target: Path, duration_s: float) -> None:
    """Write a 1080p video that shows another one, enlarged and in its middle, over and over.

    Parameters
    ----------
    source, target : Path
        The video to show, and the file to write.
    duration_s : float
        At least how long it lasts.
    """
    once = target.with_name(f"once-{target.name}")
    length_s = _enlarge(source, once)
    _repeat(once, target, length_s, duration_s)
    once.unlink()


def _enlarge(source: Path, target: Path) -> float:
    """Write a video once in the large size, and return its length in seconds."""
    video = VideoFile(source)
    width, height = SIZE_PX
    scale = min(width / video.size_px[0], height / video.size_px[1])
    inner = (round(video.size_px[0] * scale) // 2 * 2, round(video.size_px[1] * scale) // 2 * 2)
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    file = H264File(target, width, height, video.info.fps)
    last_s = 0.0
    for frame in video.frames():
        picture = np.full((height, width, 3), 96, np.uint8)
        picture[top : top + inner[1], left : left + inner[0]] = fit(frame.image, inner)
        file.write(picture, frame.t_s)
        last_s = frame.t_s
    file.close()
    video.close()
    return last_s + _SEAM_S


def _repeat(once: Path, target: Path, length_s: float, duration_s: float) -> None:
    """Copy the packets of a video over and over, each time later."""
    with av.open(str(target), "w") as film:
        stream = None
        shift_s = 0.0
        while shift_s < duration_s:
            with av.open(str(once)) as part:
                if stream is None:
                    stream = film.add_stream_from_template(part.streams.video[0])
                for packet in part.demux(part.streams.video[0]):
                    if packet.pts is None or packet.dts is None or packet.time_base is None:
                        continue
                    shift = round(shift_s / packet.time_base)
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    packet.stream = stream
                    film.mux(packet)
            shift_s += length_s
