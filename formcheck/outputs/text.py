"""Text for pictures: rendered once, then laid over frames again and again."""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Colour = tuple[int, int, int]


@functools.cache
def font(size_px: int, *, bold: bool = False) -> Font:
    """Return a sans-serif font.

    DejaVu Sans comes with matplotlib, which mediapipe depends on, and has every letter of the languages we expect;
    Pillow's own font, the fallback, lacks accents and the minus sign.

    Parameters
    ----------
    size_px : int
        Height of the font.
    bold : bool
        Whether to take the bold cut.
    """
    spec = importlib.util.find_spec("matplotlib")
    if spec is not None and spec.origin is not None:
        name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
        path = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf" / name
        if path.is_file():
            return ImageFont.truetype(str(path), size_px)
    return ImageFont.load_default(size_px)


@functools.lru_cache(maxsize=1024)
def text_mask(text: str, size_px: int, *, bold: bool = False) -> NDArray[np.uint8]:
    """Return `text` as coverage, 0 to 255, shape (height, width).

    All texts of one size have one height, so that lines stand on one base line. The array is shared: do not write
    to it.

    Parameters
    ----------
    text : str
        One line.
    size_px : int
        Height of the font.
    bold : bool
        Whether to take the bold cut.
    """
    face = font(size_px, bold=bold)
    width = max(1, round(face.getlength(text)) + 1)
    image = Image.new("L", (width, round(size_px * 1.25)))
    ImageDraw.Draw(image).text((0, 0), text, font=face, fill=255)
    return np.asarray(image)


@functools.lru_cache(maxsize=4096)  # the same words come again in every picture
def text_width(text: str, size_px: int, *, bold: bool = False) -> int:
    """Return how wide `text` will be, in pixels.

    Parameters
    ----------
    text : str
        One line.
    size_px : int
        Height of the font.
    bold : bool
        Whether to take the bold cut.
    """
    return round(font(size_px, bold=bold).getlength(text)) + 1


def shorten(text: str, size_px: int, width_px: int, *, bold: bool = False) -> str:
    """Return `text`, cut with an ellipsis where it is wider than `width_px`.

    Parameters
    ----------
    text : str
        One line.
    size_px : int
        Height of the font.
    width_px : int
        How wide it may be.
    bold : bool
        Whether to take the bold cut.
    """
    if text_width(text, size_px, bold=bold) <= width_px:
        return text
    while text and text_width(text + "\N{HORIZONTAL ELLIPSIS}", size_px, bold=bold) > width_px:
        text = text[:-1].rstrip()
    return text + "\N{HORIZONTAL ELLIPSIS}"


def wrap(text: str, size_px: int, width_px: int) -> list[str]:
    """Return `text` broken at spaces into lines no wider than `width_px` (a longer word stands alone, cut).

    Parameters
    ----------
    text : str
        Any text.
    size_px : int
        Height of the font.
    width_px : int
        How wide a line may be.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size_px) <= width_px:
            lines[-1] = longer
        else:
            lines.append(shorten(word, size_px, width_px))
    return lines


def blend(image: NDArray[np.uint8], mask: NDArray[np.uint8], x: int, y: int, colour: Colour) -> None:
    """Lay `colour` over `image`, in place, as strongly as `mask` says; what lies outside is cut off.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        The picture.
    mask : ndarray of uint8, shape (h, w)
        Coverage, 0 to 255.
    x, y : int
        Where the top left corner of `mask` goes; may be negative.
    colour : tuple of int
        RGB.
    """
    height, width = image.shape[:2]
    left, top = max(0, x), max(0, y)
    right, bottom = min(width, x + mask.shape[1]), min(height, y + mask.shape[0])
    if left >= right or top >= bottom:
        return
    region = image[top:bottom, left:right]
    cover = mask[top - y : bottom - y, left - x : right - x].astype(np.float32)
    region[:] = cv2.blendLinear(region, _ink(*cover.shape, colour), 255 - cover, cover)


@functools.lru_cache(maxsize=64)
def _ink(height: int, width: int, colour: Colour) -> NDArray[np.uint8]:
    """Return a picture of one colour."""
    return np.full((height, width, 3), colour, np.uint8)
