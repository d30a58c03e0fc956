"""The skeleton and its angles, drawn on a picture: the same in the overlay video and in the report's key frames."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.outputs.text import Colour, blend, text_mask, text_width
from formcheck.pose.skeleton import Edges, body_edges, leg_edges
from formcheck.samples import AngleSample, Dof, Pose, Side
from formcheck.words.figures import degrees

Picture = NDArray[np.uint8]
Point = tuple[float, float]

LOW_QUALITY: Final = 0.5
"""Angles of a lower quality are shown lighter: their uncertainty is more than twice the usual one."""

_LEG: Final[Colour] = (255, 196, 61)
_FAINT: Final[Colour] = (176, 186, 196)
_DARK: Final[Colour] = (16, 22, 28)
_LIGHT: Final[Colour] = (250, 247, 240)
_DIM: Final[Colour] = (168, 172, 176)
_SEEN: Final = 0.5  # visibility under which a point is drawn hollow
_SHIFT: Final = 3  # cv2 draws in eighths of a pixel, so that slow limbs do not creep from pixel to pixel


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the pixels of the source picture come to lie on the drawn one.

    Parameters
    ----------
    scale_x, scale_y : float
        Pixels drawn for each pixel of the source.
    left_px, top_px : float
        What part of the source is cut off, in its own pixels.
    unit_px : float
        Thickness of a thin line, as drawn.
    text_px : int
        Height of the font, as drawn.
    """

    scale_x: float = 1.0
    scale_y: float = 1.0
    left_px: float = 0.0
    top_px: float = 0.0
    unit_px: float = 1.0
    text_px: int = 16

    def place(self, x_px: float, y_px: float) -> Point:
        """Return where a point of the source is drawn.

        Parameters
        ----------
        x_px, y_px : float
            The point, in pixels of the source.
        """
        return (x_px - self.left_px) * self.scale_x, (y_px - self.top_px) * self.scale_y


@dataclass(frozen=True, slots=True)
class _Joint:
    """A body point ready to draw."""

    at: Point
    is_seen: bool


def _joints(pose: Pose, names: Iterable[str], placement: Placement) -> dict[str, _Joint]:
    """Return those of the points that have a place; those outside the picture count as not seen."""
    found = {}
    for name in names:
        mark = pose.landmarks.get(name)
        if mark is not None and math.isfinite(mark.x_px) and math.isfinite(mark.y_px):
            is_inside = 0 <= mark.x_px <= pose.width_px and 0 <= mark.y_px <= pose.height_px
            found[name] = _Joint(placement.place(mark.x_px, mark.y_px), is_inside and mark.visibility >= _SEEN)
    return found


def _ends(lines: Edges) -> list[str]:
    """Return the names of the points that `lines` join, each once."""
    return list(dict.fromkeys(name for edge in lines for name in edge))


def _fixed(point: Point) -> tuple[int, int]:
    """Return `point` in the fractions of a pixel that cv2 counts in."""
    return _fixed_px(point[0]), _fixed_px(point[1])


def _fixed_px(value_px: float) -> int:
    """Return one coordinate so, kept within cv2's number range."""
    return round(min(max(value_px, -4000.0), 8000.0) * 2**_SHIFT)


def _line(image: Picture, start: Point, end: Point, colour: Colour, width: int) -> None:
    """Draw one smooth line."""
    cv2.line(image, _fixed(start), _fixed(end), colour, width, cv2.LINE_AA, _SHIFT)


def _dot(image: Picture, at: Point, radius: float, colour: Colour, width: int = cv2.FILLED) -> None:
    """Draw one smooth disc or ring."""
    cv2.circle(image, _fixed(at), round(radius * 2**_SHIFT), colour, width, cv2.LINE_AA, _SHIFT)


def _draw_body(image: Picture, joints: dict[str, _Joint], lines: Edges, unit: float) -> None:
    """Draw trunk, arms, head and the other leg thinly."""
    for a, b in lines:
        if a in joints and b in joints and joints[a].is_seen and joints[b].is_seen:
            _line(image, joints[a].at, joints[b].at, _FAINT, max(1, round(unit)))


def _draw_leg(image: Picture, joints: dict[str, _Joint], lines: Edges, unit: float) -> None:
    """Draw the working leg with a dark edge, so that it stands out from any clothing; unsure parts thin and hollow."""
    edges = [(joints[a], joints[b]) for a, b in lines if a in joints and b in joints]
    sure = [(a.at, b.at) for a, b in edges if a.is_seen and b.is_seen]
    for start, end in sure:
        _line(image, start, end, _DARK, round(5 * unit))
    for start, end in sure:
        _line(image, start, end, _LEG, round(3 * unit))
    for a, b in edges:
        if not (a.is_seen and b.is_seen):
            _line(image, a.at, b.at, _FAINT, max(1, round(unit)))
    for joint in (joints[name] for name in _ends(lines) if name in joints):
        _dot(image, joint.at, 5.5 * unit, _DARK)
        _dot(image, joint.at, 4.0 * unit, _LEG if joint.is_seen else _FAINT)
        if not joint.is_seen:
            _dot(image, joint.at, 2.5 * unit, _DARK)


def draw_skeleton(image: Picture, pose: Pose, side: Side, placement: Placement) -> None:
    """Draw the body over `image`, in place: the working leg strong, the rest faint, unsure points hollow.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        The picture to draw on, RGB.
    pose : Pose
        The body points, in pixels of the source.
    side : Side
        The working leg.
    placement : Placement
        From source to drawn pixels, and the sizes to draw with.
    """
    rest, leg = body_edges() + leg_edges(side.other), leg_edges(side)
    joints = _joints(pose, _ends(rest + leg), placement)
    _draw_body(image, joints, rest, placement.unit_px)
    _draw_leg(image, joints, leg, placement.unit_px)


def _unit_vector(x: float, y: float) -> Point:
    """Return the direction of (x, y); upwards where it has none."""
    length = math.hypot(x, y)
    return (x / length, y / length) if length > 1e-6 else (0.0, -1.0)


def _across(start: Point, end: Point, away_from: Point) -> Point:
    """Return the direction across the line from `start` to `end`, on the side where `away_from` is not."""
    along = _unit_vector(end[0] - start[0], end[1] - start[1])
    across = (-along[1], along[0])
    towards = across[0] * (away_from[0] - start[0]) + across[1] * (away_from[1] - start[1])
    return (-across[0], -across[1]) if towards > 0 else across


def _angle_points(side: Side) -> tuple[str, ...]:
    return tuple(f"{side}_{part}" for part in ("hip", "knee", "ankle", "foot_index"))


def _label_spots(joints: dict[str, _Joint], side: Side) -> dict[Dof, tuple[Point, Point]]:
    """Return for knee and ankle the joint and where there is room for words: before the knee, behind the calf."""
    parts = [joints.get(name) for name in _angle_points(side)]
    if any(part is None for part in parts):
        return {}
    hip, knee, ankle, toe = (part.at for part in parts if part is not None)
    behind = _across(knee, ankle, away_from=toe)
    calf = (ankle[0] + behind[0], ankle[1] + behind[1])
    return {Dof.KNEE_FLEXION: (knee, _across(hip, ankle, away_from=calf)), Dof.ANKLE_DORSIFLEXION: (ankle, behind)}


def draw_label(image: Picture, text: str, centre: Point, size_px: int, colour: Colour) -> None:
    """Write `text` on a dark patch around `centre`, moved so that all of it is in the picture.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        The picture to draw on, RGB.
    text : str
        One short line.
    centre : tuple of float
        Middle of the patch.
    size_px : int
        Height of the font.
    colour : tuple of int
        RGB of the letters.
    """
    mask = text_mask(text, size_px, bold=True)
    pad = size_px // 3
    height, width = mask.shape[0] + pad // 2, mask.shape[1] + 2 * pad
    left = min(max(0, round(centre[0] - width / 2)), max(0, image.shape[1] - width))
    top = min(max(0, round(centre[1] - height / 2)), max(0, image.shape[0] - height))
    shade(image, left, top, left + width, top + height)
    blend(image, mask, left + pad, top + pad // 4, colour)


def shade(image: Picture, left: int, top: int, right: int, bottom: int) -> None:
    """Darken a part of `image`, in place, to a quarter of its light.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        The picture to draw on, RGB.
    left, top, right, bottom : int
        The part, in its pixels; what lies outside the picture is left out.
    """
    region = image[max(0, top) : bottom, max(0, left) : right]
    if region.size:
        region[:] = cv2.convertScaleAbs(region, alpha=0.25, beta=16.0)


def draw_angles(
    image: Picture,
    pose: Pose,
    angles: AngleSample,
    placement: Placement,
    names: Mapping[Dof, str],
    held: Mapping[Dof, float] | None = None,
) -> None:
    """Write the knee and ankle angles beside their joints, in place; paler where the quality is low.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        The picture to draw on, RGB.
    pose : Pose
        The body points, in pixels of the source.
    angles : AngleSample
        What was measured of the working leg.
    placement : Placement
        From source to drawn pixels, and the sizes to draw with.
    names : mapping of Dof to str
        What the joints are called.
    held : mapping of Dof to float, optional
        What was measured a moment ago, to be shown in brackets where nothing is measured now.
    """
    size_px = placement.text_px
    joints = _joints(pose, _angle_points(angles.side), placement)
    for dof, (joint, (x, y)) in _label_spots(joints, angles.side).items():
        text = f"{names[dof]} {_value_text(angles.deg.get(dof, math.nan), (held or {}).get(dof))}"
        half_width = text_width(text, size_px, bold=True) / 2 + size_px / 3
        reach = 14 * placement.unit_px + 0.7 * size_px * abs(y) + half_width * abs(x)
        colour = _LIGHT if angles.quality.get(dof, 0.0) >= LOW_QUALITY else _DIM
        draw_label(image, text, (joint[0] + x * reach, joint[1] + y * reach), size_px, colour)


def _value_text(deg: float, held_deg: float | None) -> str:
    """Return an angle, in brackets the one it had a moment ago, or a dash."""
    return f"({degrees(held_deg)})" if math.isnan(deg) and held_deg is not None else degrees(deg)
