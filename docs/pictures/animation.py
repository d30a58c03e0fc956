"""One repetition of the overlay video, up to the card with its verdict, as a GIF that plays over and over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from docs.pictures.reviewed import read_spans
from formcheck.samples import TIME_TOLERANCE_S
from formcheck.sources.video import VideoFile

WIDTH_PX: Final = 480
RATE_HZ: Final = 12.5
BEFORE_S: Final = 0.3
CARD_S: Final = 0.7
"""How long after its end the verdict of a repetition is surely on its card."""

STAYS_S: Final = 2.5
"""How long the last picture stays: long enough to read the card."""

COLOURS: Final = 128
UNSEEN: Final = 8
"""A change of so many steps of 255 is noise of the film; left out, the wall behind the person costs nothing."""


def animate_repetition(results: Path, number: int, picture: Path) -> None:
    """Write a repetition of a review as a GIF.

    Parameters
    ----------
    results : Path
        The folder of the review's results.
    number : int
        Which repetition, counted from 1.
    picture : Path
        The file to write.

    Raises
    ------
    IndexError
        There is no such repetition.
    """
    span = read_spans(results)[number - 1]
    write_gif(read_part(results / "overlay.mp4", span.start_s - BEFORE_S, span.end_s + CARD_S), picture)


def read_part(video: Path, start_s: float, end_s: float) -> list[Image.Image]:
    """Return the pictures of a part of a video, `RATE_HZ` a second, `WIDTH_PX` wide.

    Parameters
    ----------
    video : Path
        The video.
    start_s, end_s : float
        The part, in seconds of the video.
    """
    pictures: list[Image.Image] = []
    with closing(VideoFile(video)) as source:
        for frame in source.frames():
            if frame.t_s > end_s:
                break
            if frame.t_s > start_s + len(pictures) / RATE_HZ - TIME_TOLERANCE_S:
                pictures.append(_shrunk(Image.fromarray(frame.image)))
    return pictures


def _shrunk(image: Image.Image) -> Image.Image:
    return image.resize((WIDTH_PX, round(image.height * WIDTH_PX / image.width)), Image.Resampling.LANCZOS)


def write_gif(pictures: Sequence[Image.Image], path: Path) -> None:
    """Write pictures as a GIF at their true speed; the last one stays for a while.

    Parameters
    ----------
    pictures : sequence of Image
        The pictures, all of one size, RGB.
    path : Path
        The file to write.

    Raises
    ------
    ValueError
        There is no picture.
    """
    if not pictures:
        raise ValueError(f"{path.name}: no picture to write")
    held = list(_held_still(pictures))
    palette = _palette(held)
    first, *others = (picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in held)
    each_ms = round(1000 / RATE_HZ)
    durations_ms = [each_ms] * len(others) + [round(1000 * STAYS_S)]
    first.save(path, save_all=True, append_images=others, duration=durations_ms, loop=0, optimize=True)


def _held_still(pictures: Sequence[Image.Image]) -> Iterator[Image.Image]:
    """Yield the pictures with every point as it was last until it changes so much that it can be seen."""
    shown: NDArray[np.int16] = np.asarray(pictures[0]).astype(np.int16)
    for picture in pictures:
        new = np.asarray(picture).astype(np.int16)
        is_changed = np.abs(new - shown).max(axis=2, keepdims=True) > UNSEEN
        shown = np.where(is_changed, new, shown)
        yield Image.fromarray(shown.astype(np.uint8))


def _palette(pictures: Sequence[Image.Image]) -> Image.Image:
    """Return a picture with the colours of all: of six from beginning to end, which hold the card, too."""
    chosen = [pictures[round(place)] for place in np.linspace(0, len(pictures) - 1, 6)]
    width_px, height_px = chosen[0].size
    sheet = Image.new("RGB", (width_px, height_px * len(chosen)))
    for row, picture in enumerate(chosen):
        sheet.paste(picture, (0, row * height_px))
    return sheet.quantize(COLOURS, Image.Quantize.MEDIANCUT)
