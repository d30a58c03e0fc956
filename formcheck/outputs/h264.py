"""Video files in H.264 that take pictures with their own times."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import cv2
import numpy as np
from av.codec.codec import UnknownCodecError
from av.container import OutputContainer
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from formcheck.errors import LibraryError

Picture = NDArray[np.uint8]

TIME_BASE: Final = Fraction(1, 90_000)
"""Unit of the presentation times: fine enough for any camera, and the customary one for video."""

_NOMINAL_FPS: Final = 30
_BT601: Final = 6  # the matrix cv2 converts with; untagged HD would be read as BT.709
_LIMITED_RANGE: Final = 1
_FRAGMENT: Final = round(1.0 / TIME_BASE)
_WHOLE_FILE: Final = {"movflags": "+faststart"}
_IN_FRAGMENTS: Final = {"movflags": "+frag_keyframe+empty_moov+default_base_moof", "flush_packets": "1"}


class H264File:
    """An H.264 file that takes pictures with the times at which they are to be shown.

    Parameters
    ----------
    path : Path
        The file.
    width_px, height_px : int
        Size of the pictures; both even.
    fps : float or None
        Usual rate, where known: it guides the encoder, it does not time the pictures.
    is_live : bool
        Whether the file is written in pieces of a second, each of which can be played as soon as it is there: of a
        program that is killed, or a computer that loses its power, all but the last second or so is left.
    """

    def __init__(self, path: Path, width_px: int, height_px: int, fps: float | None, *, is_live: bool = False) -> None:
        self._container: OutputContainer = av.open(str(path), "w", options=_IN_FRAGMENTS if is_live else _WHOLE_FILE)
        rate = Fraction(fps).limit_denominator(1001) if fps and 1 <= fps <= 240 else Fraction(_NOMINAL_FPS)
        try:
            self._stream: VideoStream = self._container.add_stream("libx264", rate=rate)
        except UnknownCodecError as error:
            raise LibraryError(
                "this build of PyAV has no H.264 encoder (libx264).",
                where=str(path),
                next_step="Install the wheel of av from PyPI, or leave the video out.",
            ) from error
        self._stream.width, self._stream.height = width_px, height_px
        self._stream.pix_fmt = "yuv420p"
        # The quickest way of encoding: what it takes, the pose model on the same cores goes without. One quantiser for
        # all pictures spares the encoder its search for the best, which a camera that stands still does not need.
        self._stream.options = {"preset": "ultrafast", "qp": "24", "g": "60"}
        codec = self._stream.codec_context
        codec.time_base = TIME_BASE
        # As many as there are cores: encoding goes on while the next pose is estimated. Each holds pictures back, which
        # a live file must not.
        codec.thread_count = 1 if is_live else 0
        codec.colorspace, codec.color_range = _BT601, _LIMITED_RANGE
        self._last_pts = -1
        self._is_live = is_live
        self._next_fragment = 0

    def write(self, image: Picture, t_s: float) -> None:
        """Encode one RGB picture to be shown at `t_s` seconds; times must not fall back.

        Parameters
        ----------
        image : ndarray of uint8, shape (height, width, 3)
            The picture, RGB.
        t_s : float
            When it is shown, in seconds.
        """
        planes = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2YUV_I420), dtype=np.uint8)
        frame = VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.colorspace, frame.color_range = _BT601, _LIMITED_RANGE
        frame.time_base = TIME_BASE
        self._last_pts = max(self._last_pts + 1, round(t_s / TIME_BASE))
        frame.pts = self._last_pts
        if self._is_live and self._last_pts >= self._next_fragment:
            frame.pict_type = PictureType.I  # a piece begins with a picture that needs no other
            self._next_fragment = self._last_pts + _FRAGMENT
        self._container.mux(self._stream.encode(frame))

    def close(self) -> None:
        """Write what the encoder still holds, and the index without which no player opens the file."""
        try:
            self._container.mux(self._stream.encode(None))
        finally:
            self._container.close()


def fit(image: Picture, size: tuple[int, int]) -> Picture:
    """Return a copy of `image` scaled to `size` (width, height); a row or column too many is cut, not squeezed in.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        RGB.
    size : tuple of int
        Width and height wanted.
    """
    width, height = size
    if 0 <= image.shape[1] - width <= 1 and 0 <= image.shape[0] - height <= 1:
        return image[:height, :width].copy()
    if image.shape[1] < width:
        way = cv2.INTER_CUBIC
    else:  # below a factor of two, linear looks the same as area and takes a quarter of its time
        way = cv2.INTER_LINEAR if image.shape[1] < 2 * width else cv2.INTER_AREA
    return np.asarray(cv2.resize(np.ascontiguousarray(image), size, interpolation=way), dtype=np.uint8)
