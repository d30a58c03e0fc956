"""Every picture looked at as a picture: what is carried with the body points in it."""

from __future__ import annotations

from dataclasses import replace
from math import isnan, nan
from typing import Final

from formcheck.samples import TIME_TOLERANCE_S, Frame, Picture, Pose
from formcheck.sources.motion import Image, measure_change, measure_shift, small_copy
from formcheck.sources.scene import Box, measure_blur, measure_light, measure_roll

EVERY_S: Final = 2.0
"""Light, level, sharpness and the camera's own movement are measured this often: they change slowly, and
take 10 ms."""

_PLACES: Final = 3  # decimals that a record keeps, so that its replay decides alike


class PictureWatch:
    """Looks at the pictures of one source, in their order.

    Parameters
    ----------
    every_s : float
        How often to look closely, in seconds.
    """

    def __init__(self, every_s: float = EVERY_S) -> None:
        self._every_s = every_s
        self._before: Image | None = None
        self._before_s = nan
        self._looked_s = nan

    def look(self, frame: Frame, pose: Pose) -> Pose:
        """Return the body points of a picture with what was measured of the picture itself.

        Parameters
        ----------
        frame : Frame
            The next picture.
        pose : Pose
            The body points in it.
        """
        small = small_copy(frame.image)
        before = self._before if self._before is not None and self._before.shape == small.shape else None
        picture = Picture(change=nan if before is None else measure_change(before, small))
        if self._is_due(frame.t_s):
            self._looked_s = frame.t_s
            picture = _measure_closely(frame, pose, picture)
            if before is not None:
                elapsed_s = max(TIME_TOLERANCE_S, frame.t_s - self._before_s)
                picture = replace(picture, shake=measure_shift(before, small) / elapsed_s)
        self._before, self._before_s = small, frame.t_s
        return replace(pose, picture=_rounded(picture))

    def _is_due(self, t_s: float) -> bool:
        """Tell whether it is time to look closely; a clock that was put back begins anew."""
        elapsed_s = t_s - self._looked_s
        return isnan(elapsed_s) or not 0.0 <= elapsed_s < self._every_s - TIME_TOLERANCE_S


def _measure_closely(frame: Frame, pose: Pose, picture: Picture) -> Picture:
    box = _box_of(pose)
    light = measure_light(frame.image, box)
    return replace(
        picture,
        brightness=light.picture,
        person_dark=light.box_dark,
        glare=light.glare,
        roll_deg=measure_roll(frame.image),
        blur=nan if box is None else measure_blur(frame.image, box),
    )


def _box_of(pose: Pose) -> Box | None:
    """Return the part of the picture with the person, as shares of its width and height."""
    if not pose.landmarks:
        return None
    xs = [min(1.0, max(0.0, point.x_px / pose.width_px)) for point in pose.landmarks.values()]
    ys = [min(1.0, max(0.0, point.y_px / pose.height_px)) for point in pose.landmarks.values()]
    return min(xs), min(ys), max(xs), max(ys)


def _rounded(picture: Picture) -> Picture:
    return Picture(
        round(picture.change, _PLACES),
        round(picture.brightness, _PLACES),
        round(picture.person_dark, _PLACES),
        round(picture.glare, _PLACES),
        round(picture.roll_deg, _PLACES),
        round(picture.blur, _PLACES),
        round(picture.shake, _PLACES),
    )
