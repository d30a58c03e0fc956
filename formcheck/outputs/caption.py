"""The words over the overlay video: a bar with exercise, phase and count, and a card with each new verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from formcheck.events import Verdict
from formcheck.outputs.drawing import Picture, shade
from formcheck.outputs.text import Colour, blend, shorten, text_mask, text_width, wrap
from formcheck.outputs.verdicts import MARKS
from formcheck.samples import Pose, Side

_LIGHT: Final[Colour] = (250, 247, 240)
_SOFT: Final[Colour] = (205, 208, 210)
_SHAPE_SCALE: Final = 8  # corners are given to cv2 in sixteenths


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar says.

    Parameters
    ----------
    title, phase : str
        The exercise, and the phase of the movement; empty for none.
    count : str
        How many of how many.
    """

    title: str
    phase: str
    count: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the card says of a judged attempt.

    Parameters
    ----------
    verdict : Verdict
        The verdict, for its shape and colour.
    head : str
        Its number and the verdict in a word.
    sentence : str
        What is to be said of it; empty where the verdict says it all.
    """

    verdict: Verdict
    head: str
    sentence: str


def draw_bar(image: Picture, bar: Bar, size_px: int) -> None:
    """Draw `bar` along the top of `image`, in place.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        The picture to draw on, RGB.
    bar : Bar
        What to say.
    size_px : int
        Height of the font.
    """
    width, pad = image.shape[1], round(0.7 * size_px)
    shade(image, 0, 0, width, bar_height(size_px))
    top = round(0.42 * size_px)
    count_left = width - pad - text_width(bar.count, size_px, bold=True)
    blend(image, text_mask(bar.count, size_px, bold=True), count_left, top, _LIGHT)
    phase = shorten(bar.phase, size_px, width // 4, bold=True)
    phase_left = count_left - 2 * pad - max(width // 7, text_width(phase, size_px, bold=True))
    blend(image, text_mask(phase, size_px, bold=True), phase_left, top, _LIGHT)
    small = round(0.85 * size_px)
    title = shorten(bar.title, small, max(0, phase_left - 2 * pad))
    blend(image, text_mask(title, small), pad, top + round(0.15 * size_px), _SOFT)


def bar_height(size_px: int) -> int:
    """Return the height of the bar for a font of `size_px`.

    Parameters
    ----------
    size_px : int
        Height of the font.
    """
    return 2 * size_px


def draw_shape(image: Picture, verdict: Verdict, centre: tuple[int, int], radius: float) -> None:
    """Draw the shape of `verdict`, in place.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        The picture to draw on, RGB.
    verdict : Verdict
        Whose shape.
    centre : tuple of int
        Its middle, in pixels.
    radius : float
        Half its size, in pixels.
    """
    mark = MARKS[verdict]
    corners = (np.array(centre) + radius * np.array(mark.outline)) * 2**_SHAPE_SCALE
    points = [np.round(corners).astype(np.int32)]
    if mark.hollow:
        width = max(2, round(radius / 3))
        cv2.polylines(image, points, isClosed=True, color=mark.glow, thickness=width, lineType=cv2.LINE_AA,
                      shift=_SHAPE_SCALE)  # fmt: skip
    else:
        cv2.fillPoly(image, points, mark.glow, cv2.LINE_AA, _SHAPE_SCALE)


def free_corner(pose: Pose, side: Side, facing: Side | None) -> Side:
    """Return the upper corner of the picture in which a card hides least of the person.

    A sitting person's leg stays below, so the corner before the face is free; above a lying person it is the one over
    the head, for the leg may rise.

    Parameters
    ----------
    pose : Pose
        The body points.
    side : Side
        The working leg.
    facing : Side or None
        The side of the picture the person faces; None where not known.
    """
    shoulder, hip = pose.landmarks.get(f"{side}_shoulder"), pose.landmarks.get(f"{side}_hip")
    if shoulder is not None and hip is not None:
        along = shoulder.x_px - hip.x_px
        if abs(along) > abs(shoulder.y_px - hip.y_px):
            return Side.RIGHT if along > 0 else Side.LEFT
    return facing or Side.RIGHT


def draw_card(image: Picture, card: Card, corner: Side, size_px: int) -> None:
    """Draw `card` under the bar, in place.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        The picture to draw on, RGB.
    card : Card
        What to say.
    corner : Side
        The upper corner of the picture to draw it in.
    size_px : int
        Height of the font.
    """
    width, pad = image.shape[1], round(0.7 * size_px)
    small = round(0.85 * size_px)
    head_width = text_width(card.head, size_px, bold=True) + 2 * size_px
    lines = wrap(card.sentence, small, max(head_width, min(width - 4 * pad, 15 * size_px))) if card.sentence else []
    line_height = round(1.35 * small)
    card_width = max([head_width, *(text_width(line, small) for line in lines)]) + 2 * pad
    card_height = round(1.6 * size_px) + line_height * len(lines) + pad
    top = bar_height(size_px) + pad
    left = pad if corner is Side.LEFT else width - pad - card_width
    shade(image, left, top, left + card_width, top + card_height)
    draw_shape(image, card.verdict, (left + pad + size_px // 2, top + round(1.15 * size_px)), 0.5 * size_px)
    head_mask = text_mask(card.head, size_px, bold=True)
    blend(image, head_mask, left + pad + 2 * size_px, top + pad // 2 + size_px // 8, MARKS[card.verdict].glow)
    for row, line in enumerate(lines):
        blend(image, text_mask(line, small), left + pad, top + round(1.9 * size_px) + row * line_height, _LIGHT)
