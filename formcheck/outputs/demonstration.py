"""The moving figure: a prescription's movement as one drawing, and as the few pictures that a script moves between.

The figure faces as people see themselves in the mirrored picture of ``live``: of a right leg to the left, of a left leg
to the right; the leg that moves is in front. Colours stand as attributes, for paper; a page gives its own by the
classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import starmap
from math import hypot
from typing import Final

from formcheck.exercise.demonstration import REST_S, Demonstration, Ground, between
from formcheck.kinematics.chain import Angles, Point
from formcheck.samples import Dof, Side

Frames = Mapping[str, object]
"""What the script moves the figure by; ready for JSON."""

_STEPS: Final = 12
"""Pictures of a stroke: between two of them, seven degrees or so apart, points go straight without being missed."""

_SCALE: Final = 100.0  # of a shank
_HEAD: Final = 19.0
_ROUND: Final = 0.13  # how far a slumped back stands out, in shanks
_UPRIGHT_DEG: Final = 75.0

_MARGIN: Final = 0.28
_BESIDE: Final[Mapping[Ground, tuple[Point, ...]]] = {
    Ground.CHAIR: ((-0.7, 0.8), (0.45, 0.0)),
    Ground.MAT: (),
    Ground.FLOOR: ((-0.5, 0.0),),
}
"""Corners of what else is there: the chair, the hand behind the back; in shanks."""

_BODY, _LEG, _THINGS = "#c3cacf", "#12565c", "#8b949a"
_LOOKS: Final = {
    "floor": ("floor", _THINGS, 3.0),
    "seat": ("seat", _THINGS, 3.0),
    "other": ("body", _BODY, 19.0),
    "other-foot": ("body", _BODY, 13.0),
    "ghost": ("ghost", _LEG, 2.5),
    "trunk": ("body", _BODY, 34.0),
    "neck": ("body", _BODY, 15.0),
    "head": ("body head", _BODY, 0.0),
    "nose": ("body", _BODY, 9.0),
    "thigh": ("leg", _LEG, 25.0),
    "shank": ("leg", _LEG, 20.0),
    "foot": ("leg", _LEG, 13.0),
    "arm": ("arm", "#9aa4ab", 12.0),
}
"""Class, colour and width of each part, from the back to the front."""


def picture(shown: Demonstration, angles: Angles, label: str) -> str:
    """Return the figure in one posture, as an SVG of its own.

    Parameters
    ----------
    shown : Demonstration
        The movement.
    angles : mapping of Dof to float
        The posture, in degrees.
    label : str
        What it shows, for those who do not see it.
    """
    view = _view(shown)
    inside = "".join(starmap(_path, _parts(shown, angles).items()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="demo-figure" viewBox="{_box(view)}" width="{view[2]}"'
        f' height="{view[3]}" role="img" aria-label="{escape(label)}">{inside}</svg>'
    )


def frames(shown: Demonstration) -> Frames:
    """Return the pictures that a script moves between, and how long it takes.

    Parameters
    ----------
    shown : Demonstration
        The movement.

    Returns
    -------
    dict
        ``view`` is the part of the plane that is shown; ``parts`` are the names of the paths; ``out`` and ``back`` have
        the paths of each picture, evenly along the way; ``seconds`` are rest, out, stay and back.
    """
    shares = [number / _STEPS for number in range(_STEPS + 1)]
    return {
        "view": _box(_view(shown)),
        "parts": list(_LOOKS),
        "out": [_paths(shown, between(shown.rest, shown.end, share)) for share in shares],
        "back": [_paths(shown, between(shown.end, shown.back, share)) for share in shares],
        "seconds": [REST_S, shown.out_s, shown.hold_s, shown.back_s],
    }


def _paths(shown: Demonstration, angles: Angles) -> list[str]:
    return list(_parts(shown, angles).values())


def _path(name: str, d: str) -> str:
    look, colour, width = _LOOKS[name]
    if not width:
        return f'<path class="{look}" data-part="{name}" d="{d}" fill="{colour}"/>'
    dashes = ' stroke-dasharray="7 6"' if look == "ghost" else ""
    return (
        f'<path class="{look}" data-part="{name}" d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}"'
        f' stroke-linecap="round" stroke-linejoin="round"{dashes}/>'
    )


def _view(shown: Demonstration) -> tuple[int, int, int, int]:
    """Return left, top, width and height of the picture, in which all of the movement has its place."""
    points = [point for angles in (shown.rest, shown.end, shown.back) for point in shown.points(angles).values()]
    points += _BESIDE[shown.ground]
    left, right = (end(x for x, _ in points) for end in (min, max))
    top, low = max(y for _, y in points), -shown.floor - 0.1
    begin = -right if shown.side is Side.RIGHT else left
    return (
        round(_SCALE * (begin - _MARGIN)),
        round(-_SCALE * (top + _MARGIN)),
        round(_SCALE * (right - left + 2.0 * _MARGIN)),
        round(_SCALE * (top - low + _MARGIN)),
    )


def _box(view: tuple[int, int, int, int]) -> str:
    return " ".join(map(str, view))


def _parts(shown: Demonstration, angles: Angles) -> dict[str, str]:
    """Return every part of the figure as a path; the same commands in each posture, so that numbers can be moved."""
    at, ghost = shown.points(angles), shown.points(shown.end)
    leg, other = str(shown.side), str(shown.side.other)
    hip, shoulder, ear = (at[f"{leg}_{name}"] for name in ("hip", "shoulder", "ear"))
    hand, elbow = _arm(shown, at)
    made = {
        "floor": _line((-9.0, -shown.floor - 0.06), (9.0, -shown.floor - 0.06)),
        "seat": _seat(shown),
        "other": _line(*(at[f"{other}_{name}"] for name in ("hip", "knee", "ankle"))),
        "other-foot": _foot(at, other),
        "ghost": _line(*(ghost[f"{leg}_{name}"] for name in ("hip", "knee", "ankle", "heel", "foot_index"))),
        "trunk": _curve(hip, _rounded(shown, hip, shoulder), shoulder),
        "neck": _line(shoulder, ear),
        "head": _circle(ear),
        "nose": _line(_towards(ear, at["nose"], 0.12), _towards(ear, at["nose"], 0.235)),
        "thigh": _line(hip, at[f"{leg}_knee"]),
        "shank": _line(at[f"{leg}_knee"], at[f"{leg}_ankle"]),
        "foot": _foot(at, leg),
        "arm": _curve(shoulder, elbow, hand),
    }
    sign = -1.0 if shown.side is Side.RIGHT else 1.0
    return {name: made[name](sign) for name in _LOOKS}


class _Shape:
    """A path whose points are given in shanks, forward and up."""

    def __init__(self, commands: str, *points: Point, after: str = "") -> None:
        self._commands, self._points, self._after = commands, points, after

    def __call__(self, sign: float) -> str:
        """Return the path of a figure that faces right (1) or left (-1)."""
        told = [f"{sign * _SCALE * x:.1f} {-_SCALE * y:.1f}" for x, y in self._points]
        spread = " ".join(f"{command}{told.pop(0)}" for command in self._commands if command != "Z")
        return spread + ("Z" if "Z" in self._commands else "") + self._after


def _line(*points: Point) -> _Shape:
    return _Shape("M" + "L" * (len(points) - 1), *points)


def _curve(start: Point, by: Point, end: Point) -> _Shape:
    return _Shape("MQ ", start, by, end)


def _circle(centre: Point) -> _Shape:
    left = (centre[0], centre[1] + _HEAD / _SCALE)
    turn = f"a{_HEAD:g} {_HEAD:g} 0 1 0 0"
    return _Shape("M", left, after=f"{turn} {2 * _HEAD:g}{turn} {-2 * _HEAD:g}")


def _foot(at: Mapping[str, Point], side: str) -> _Shape:
    """Return a foot: ankle, heel and toes, filled by the width of its line."""
    ankle, heel, toe = (at[f"{side}_{name}"] for name in ("ankle", "heel", "foot_index"))
    return _Shape("MLLZ", ankle, _towards(heel, ankle, 0.06), _towards(toe, ankle, 0.06))


def _seat(shown: Demonstration) -> _Shape:
    """Return the chair, or the mat."""
    if shown.ground is not Ground.CHAIR:
        return _line((-1.95, -shown.floor - 0.02), (2.2, -shown.floor - 0.02))
    top, low = -0.19, -shown.floor - 0.06
    return _Shape("MLLLML", (-0.5, low), (-0.5, top), (0.45, top), (0.45, low), (-0.5, top), (-0.62, 0.75))


def _rounded(shown: Demonstration, hip: Point, shoulder: Point) -> Point:
    """Return where the back is drawn to between hip and shoulder; of somebody who sits it is round."""
    across, up = shoulder[0] - hip[0], shoulder[1] - hip[1]
    out = 0.0 if shown.ground is Ground.MAT else 2.0 * _ROUND / hypot(across, up)
    return hip[0] + across / 2 - out * up, hip[1] + up / 2 + out * across


def _arm(shown: Demonstration, at: Mapping[str, Point]) -> tuple[Point, Point]:
    """Return hand and elbow: on the seat, on the floor behind, along the body, or behind an upright thigh."""
    shoulder = at[f"{shown.side}_shoulder"]
    hip, knee = at[f"{shown.side}_hip"], at[f"{shown.side}_knee"]
    if shown.ground is Ground.CHAIR:
        return (0.02, -0.12), (shoulder[0] - 0.38, 0.5)
    if shown.ground is Ground.FLOOR:
        return (-0.42, -shown.floor), (shoulder[0] - 0.5, 0.55)
    if shown.rest[Dof.THIGH_ELEVATION] > _UPRIGHT_DEG:
        return (hip[0] + 0.6 * (knee[0] - hip[0]), 0.6 * knee[1]), (shoulder[0] + 0.6, 0.28)
    return (-0.05, -shown.floor + 0.06), (shoulder[0] + 0.6, -0.12)


def _towards(start: Point, end: Point, length: float) -> Point:
    """Return the point that lies `length` from one point towards another."""
    whole = hypot(end[0] - start[0], end[1] - start[1])
    return start[0] + (end[0] - start[0]) * length / whole, start[1] + (end[1] - start[1]) * length / whole
