"""``overlay.mp4``: the video with skeleton, angles, phase, count and verdicts burnt in, at its true speed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Final

import av
import cv2
import numpy as np
from av.codec.codec import UnknownCodecError
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from formcheck.errors import LibraryError
from formcheck.events import Repetition, RepetitionJudged, SideChosen
from formcheck.outputs.base import FileOutput
from formcheck.outputs.caption import Bar, draw_bar, draw_card, free_corner
from formcheck.outputs.drawing import Picture, Placement, draw_angles, draw_skeleton
from formcheck.outputs.held import HeldAngles
from formcheck.samples import Side
from formcheck.session.model import Header, Step

TIME_BASE: Final = Fraction(1, 90_000)
"""Unit of the presentation times: fine enough for any camera, and the customary one for video."""

_MOST_PX: Final = 1280
_LEAST_WIDTH_PX: Final = 640
_CARD_S: Final = 2.0
_LATEST_START_S: Final = 60.0  # a clock that starts later counts something else than this video's time
_NOMINAL_FPS: Final = 30
_BT601: Final = 6  # the matrix cv2 converts with; untagged HD would be read as BT.709
_LIMITED_RANGE: Final = 1


def overlay_size(width_px: int, height_px: int) -> tuple[int, int]:
    """Return the size to draw at: 1280 at most on the long side, 640 at least in width, both even.

    Parameters
    ----------
    width_px, height_px : int
        Size of the source.

    Examples
    --------
    >>> overlay_size(1920, 1080), overlay_size(320, 240), overlay_size(641, 481)
    ((1280, 720), (640, 480), (640, 480))
    """
    scale = max(1.0, _LEAST_WIDTH_PX / width_px)
    scale = min(scale, _MOST_PX / max(width_px, height_px))
    width, height = (max(2, round(side * scale) // 2 * 2) for side in (width_px, height_px))
    return width, height


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
    """

    def __init__(self, path: Path, width_px: int, height_px: int, fps: float | None) -> None:
        self._container: OutputContainer = av.open(str(path), "w", options={"movflags": "+faststart"})
        rate = Fraction(fps).limit_denominator(1001) if fps and 1 <= fps <= 240 else Fraction(_NOMINAL_FPS)
        try:
            self._stream: VideoStream = self._container.add_stream("libx264", rate=rate)
        except UnknownCodecError as error:
            raise LibraryError(
                "this build of PyAV has no H.264 encoder (libx264).",
                where=str(path),
                next_step="Install the wheel of av from PyPI, or leave the overlay video out.",
            ) from error
        self._stream.width, self._stream.height = width_px, height_px
        self._stream.pix_fmt = "yuv420p"
        # The quickest way of encoding: what it takes, the pose model on the same cores goes without. One quantiser for
        # all pictures spares the encoder its search for the best, which a camera that stands still does not need.
        self._stream.options = {"preset": "ultrafast", "qp": "24", "g": "60"}
        codec = self._stream.codec_context
        codec.time_base = TIME_BASE
        codec.thread_count = 0  # as many as there are cores: encoding goes on while the next pose is estimated
        codec.colorspace, codec.color_range = _BT601, _LIMITED_RANGE
        self._last_pts = -1

    def write(self, image: Picture, t_s: float) -> None:
        """Encode one RGB picture to be shown at `t_s` seconds; times must not fall back."""
        planes = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2YUV_I420), dtype=np.uint8)
        frame = VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.colorspace, frame.color_range = _BT601, _LIMITED_RANGE
        frame.time_base = TIME_BASE
        self._last_pts = max(self._last_pts + 1, round(t_s / TIME_BASE))
        frame.pts = self._last_pts
        self._container.mux(self._stream.encode(frame))

    def close(self) -> None:
        """Write what the encoder still holds, and the index without which no player opens the file."""
        self._container.mux(self._stream.encode(None))
        self._container.close()


class OverlayVideo(FileOutput):
    """Draws on every frame what formcheck made of it, and writes the result as a video.

    Steps without a picture (a record played again) are passed over; without any picture no file is written.

    Parameters
    ----------
    path : Path
        The file to write.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._title = ""
        self._fps: float | None = None
        self._file: H264File | None = None
        self._size = (0, 0)
        self._origin_s = 0.0
        self._facing: Side | None = None
        self._judged: Repetition | None = None
        self._judged_s = 0.0
        self._corner = Side.RIGHT
        self._held = HeldAngles()

    def begin(self, header: Header) -> None:
        """Take the exercise's title and the video's nominal rate."""
        self._title = header.prescription.exercise.title
        self._fps = header.source.fps

    def write(self, step: Step) -> None:
        """Draw and encode one frame."""
        self._take_events(step)
        if step.frame is None:
            return
        if self._file is None:
            self._file = self._open(step.frame.image, step.frame.t_s)
        self._file.write(self._draw(step, step.frame.image), step.frame.t_s - self._origin_s)

    def _open(self, image: Picture, t_s: float) -> H264File:
        """Open the file, now that the size of the pictures is known."""
        self.make_folder()
        self._size = overlay_size(image.shape[1], image.shape[0])
        self._origin_s = 0.0 if 0.0 <= t_s <= _LATEST_START_S else t_s
        return H264File(self.path, *self._size, self._fps)

    def _take_events(self, step: Step) -> None:
        """Remember the events that stay visible for a while."""
        for event in step.events:
            if isinstance(event, RepetitionJudged):
                self._judged, self._judged_s = event.repetition, step.pose.t_s
                self._corner = free_corner(step.pose, step.angles.side, self._facing)
            elif isinstance(event, SideChosen):
                self._facing = event.facing

    def _draw(self, step: Step, source: Picture) -> Picture:
        """Return a picture of the right size with everything drawn on it."""
        image = fit(source, self._size)
        width, height = self._size
        size_px = max(16, round(min(width, height) / 26))
        placement = Placement(
            width / source.shape[1], height / source.shape[0], unit_px=min(width, height) / 360, text_px=size_px
        )
        draw_skeleton(image, step.pose, step.angles.side, placement)
        draw_angles(image, step.pose, step.angles, placement, self._held.take(step))
        draw_bar(image, Bar(self._title, step.phase, step.good, step.attempts), size_px)
        if self._judged is not None and step.pose.t_s - self._judged_s <= _CARD_S:
            draw_card(image, self._judged, self._corner, size_px)
        return image

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close the file, so that it can be played even when the run was broken off."""
        if self._file is not None:
            self._file.close()
            self._file = None


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
