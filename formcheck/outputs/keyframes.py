"""One small picture for each repetition: the frame in which it was furthest."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from formcheck.events import AttemptDropped, AttemptStarted, Repetition, RepetitionJudged
from formcheck.outputs.drawing import Picture, Placement, draw_skeleton
from formcheck.outputs.faces import Faces, Region, cover
from formcheck.samples import Frame, Pose, Side
from formcheck.session.model import Step

_WIDTH_PX: Final = 360
_LINE_PX: Final = 1.5
_ASPECT: Final = 4 / 3
_MARGIN: Final = 0.12  # of the person's size: landmarks lie inside the body
_GROWTH_DEG: Final = 1.5  # a nearer frame than this is not worth another copy
_SLACK_S: Final = 0.5
_QUALITY: Final = 80
_SMALLER: Final = 0.85
_LEAST_SCALE: Final = 0.2

MOST_BYTES: Final = 3_000_000
"""What the key frames of a session may take together: with all else, a report of ten minutes stays under 8 MB."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, in its pixels."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """A frame that may become a key frame: cut to the person, not yet scaled and drawn on; most never are.

    `faces` is what to cover in it; None where the face is to be shown.
    """

    excursion_deg: float
    image: Picture
    box: Box
    pose: Pose
    side: Side
    faces: tuple[Region, ...] | None


def person_box(pose: Pose) -> Box:
    """Return the part of the picture around the person, 4 : 3 where it fits; the whole picture without a person.

    Parameters
    ----------
    pose : Pose
        The body points.
    """
    points = [
        (mark.x_px, mark.y_px)
        for mark in pose.landmarks.values()
        if 0 <= mark.x_px <= pose.width_px and 0 <= mark.y_px <= pose.height_px
    ]
    if len(points) < 2:
        return Box(0, 0, pose.width_px, pose.height_px)
    low, high = np.min(points, axis=0), np.max(points, axis=0)
    margin = _MARGIN * float(np.max(high - low))
    width, height = (float(size) + 2 * margin for size in high - low)
    width, height = max(width, height * _ASPECT), max(height, width / _ASPECT)
    left, right = _within((low[0] + high[0] - width) / 2, width, pose.width_px)
    top, bottom = _within((low[1] + high[1] - height) / 2, height, pose.height_px)
    return Box(left, top, right, bottom)


def _within(start: float, length: float, limit: int) -> tuple[int, int]:
    """Return where a stretch begins and ends once it is shifted, and cut, to lie between 0 and `limit`."""
    length = min(length, limit)
    start = min(max(0.0, start), limit - length)
    return int(start), max(int(start) + 2, math.floor(start + length))


def _snapshot(step: Step, pose: Pose, frame: Frame, faces: tuple[Region, ...] | None) -> _Snapshot:
    """Return `frame` cut to the person; its own copy, for the source may use the frame again."""
    box = person_box(pose)
    cut = frame.image[box.top : box.bottom, box.left : box.right].copy()
    return _Snapshot(step.excursion_deg, cut, box, pose, step.angles.side, faces)


def _jpeg(shot: _Snapshot) -> bytes:
    """Return a snapshot, scaled, with the skeleton drawn on it, as a JPEG file.

    The angles are left to the table: those of one raw frame differ a little from the measured ones.
    """
    cut_height, cut_width = shot.image.shape[:2]
    height = max(2, round(_WIDTH_PX * cut_height / cut_width))
    way = cv2.INTER_AREA if cut_width > _WIDTH_PX else cv2.INTER_CUBIC
    image = np.array(cv2.resize(shot.image, (_WIDTH_PX, height), interpolation=way), dtype=np.uint8)
    scales = (_WIDTH_PX / cut_width, height / cut_height)
    placement = Placement(*scales, shot.box.left, shot.box.top, unit_px=_LINE_PX)
    if shot.faces is not None:
        cover(image, shot.faces, placement)
    draw_skeleton(image, shot.pose, shot.side, placement)
    _, data = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return data.tobytes()


def fit_together(jpegs: Mapping[int, bytes], most_bytes: int = MOST_BYTES) -> dict[int, bytes]:
    """Return the key frames of a session, smaller where all of them together would take too much.

    Parameters
    ----------
    jpegs : mapping of int to bytes
        JPEG files by number of the repetition.
    most_bytes : int
        How much they may take.
    """
    kept, scale = dict(jpegs), 1.0
    while sum(map(len, kept.values())) > most_bytes and scale > _LEAST_SCALE:
        scale *= _SMALLER
        kept = {index: _scaled(jpeg, scale) for index, jpeg in jpegs.items()}
    return kept


def _scaled(jpeg: bytes, scale: float) -> bytes:
    image = np.asarray(cv2.imdecode(np.frombuffer(jpeg, dtype=np.uint8), cv2.IMREAD_COLOR), dtype=np.uint8)
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return data.tobytes()


class KeyFrames:
    """Keeps the furthest frame of the attempt under way, and of each judged one its JPEG.

    No more than two frames are held at a time: a repetition may be judged when the next has begun.

    Parameters
    ----------
    faces : bool
        Whether faces are shown.
    """

    def __init__(self, *, faces: bool = False) -> None:
        self._faces = None if faces else Faces()
        self.jpegs: dict[int, bytes] = {}
        self._running: _Snapshot | None = None
        self._before: _Snapshot | None = None

    def take(self, step: Step) -> None:
        """Look at one step.

        Parameters
        ----------
        step : Step
            The next step of the session.
        """
        for event in step.events:
            if isinstance(event, RepetitionJudged):
                self._keep(event.repetition)
            elif isinstance(event, AttemptStarted):
                self._before, self._running = self._running, None
            elif isinstance(event, AttemptDropped):
                self._before = self._running = None
        view = step.view
        if view is None or view.frame is None:
            return
        faces = None if self._faces is None else self._faces.take(view.pose)
        if self._is_further(step.excursion_deg):
            self._running = _snapshot(step, view.pose, view.frame, faces)

    def _is_further(self, excursion_deg: float) -> bool:
        """Tell whether a frame is worth keeping instead of the one kept so far."""
        if self._running is None:
            return math.isfinite(excursion_deg)
        return excursion_deg > self._running.excursion_deg + _GROWTH_DEG

    def _keep(self, repetition: Repetition) -> None:
        """Make the key frame of a judged repetition from the furthest frame within its times."""
        start_s, end_s = repetition.start_s - _SLACK_S, repetition.end_s + _SLACK_S
        shots = [shot for shot in (self._running, self._before) if shot and start_s <= shot.pose.t_s <= end_s]
        if shots:
            self.jpegs[repetition.index] = _jpeg(max(shots, key=lambda shot: shot.excursion_deg))
        self._before = None
        if self._running in shots:
            self._running = None
