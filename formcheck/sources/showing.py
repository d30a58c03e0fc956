"""From a picture as it is coded to one that angles can be measured in: upright, in square pixels, without black bars.

Whoever looks at a picture again, by its time, sees what was measured: both go this way.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Final

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from formcheck.sources.bars import Bars
from formcheck.sources.display import Display
from formcheck.sources.hdr import TRANSFERS, tone_curve
from formcheck.sources.viewing import Viewing

MOST_PIXEL_SHAPE: Final = Fraction(4)
"""Pixels are up to twice as wide as high, or as high as wide, on tapes and broadcasts, with as much to spare."""

MOST_SHOWN_PIXELS: Final = 9_000_000
"""Of a picture as it is handed on: larger ones are made smaller. Those of 4K have 8.3 million; a person is found in far
fewer."""


@dataclass(frozen=True, slots=True)
class Look:
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


def look_of(stream: VideoStream) -> Look:
    """Return how the pictures of a track are meant.

    Parameters
    ----------
    stream : VideoStream
        The track.
    """
    transfer = int(stream.codec_context.color_trc)
    return Look(_pixel_shape(stream), transfer if transfer in TRANSFERS else None)


def _pixel_shape(stream: VideoStream) -> Fraction:
    """Return the width of a pixel over its height; what nobody films with is a mistake of the writer, as 0 is."""
    ratio = Fraction(stream.sample_aspect_ratio or 1)
    return ratio if 1 / MOST_PIXEL_SHAPE <= ratio <= MOST_PIXEL_SHAPE else Fraction(1)


class Showing:
    """Shows the pictures of one track.

    Parameters
    ----------
    look : Look
        How they are meant.
    display : Display
        How the file asks for them to be shown.
    viewing : Viewing
        How somebody asks for them to be looked at.
    bars : Bars or None
        The black bars to cut off; None where there are none.
    """

    def __init__(self, look: Look, display: Display, viewing: Viewing, bars: Bars | None = None) -> None:
        self.display, self.bars = display, bars
        self._look, self._viewing, self._asked = look, viewing, viewing.display
        self._scaler = VideoReformatter()  # kept: to set one up takes longer than to use it

    def without(self, bars: Bars | None) -> Showing:
        """Return the same with bars cut off.

        Parameters
        ----------
        bars : Bars or None
            The bars.
        """
        return Showing(self._look, self.display, self._viewing, bars)

    def show(self, picture: VideoFrame) -> NDArray[np.uint8]:
        """Return a picture as RGB in square pixels, turned and mirrored as the file and somebody ask.

        Parameters
        ----------
        picture : VideoFrame
            As it is decoded.

        Returns
        -------
        ndarray of uint8, shape (height, width, 3)
            The picture.
        """
        width, height = _bounded(self._square_width(picture), picture.height)
        kind = "rgb24" if self._look.transfer is None else "rgb48le"
        image = self._scaler.reformat(picture, width=width, height=height, format=kind).to_ndarray()
        if self._look.transfer is not None:
            image = tone_curve(self._look.transfer)[image]
        shown = self._asked.show(self.display.show(image.astype(np.uint8, copy=False)))
        return shown if self.bars is None else self.bars.cut(shown)

    def _square_width(self, picture: VideoFrame) -> int:
        """Return the width of a picture as it is stored, in pixels as wide as they are high."""
        if self._viewing.aspect is None:
            return max(1, round(picture.width * self._look.aspect))
        shape = 1.0 / self._viewing.aspect if self.display.is_transposed else self._viewing.aspect
        return max(1, round(picture.height * shape))


def _bounded(width: int, height: int) -> tuple[int, int]:
    """Return the size of a picture, made smaller where it would take too much memory."""
    share = min(1.0, sqrt(MOST_SHOWN_PIXELS / (width * height)))
    return max(1, int(share * width)), max(1, int(share * height))
