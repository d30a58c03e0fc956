"""The stick figure of the report's player: body points and angles over a session, packed small for the page."""

from __future__ import annotations

import base64
from array import array
from dataclasses import dataclass
from math import cos, hypot, inf, isfinite, nan, radians, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.outputs.charts import Window
from formcheck.pose.skeleton import body_edges, leg_edges
from formcheck.samples import KNEE_STRAIGHT_DEG, Accuracy, AngleSample, Dof, Landmark, Pose, Side
from formcheck.session.model import Step

POINTS: Final = tuple(
    dict.fromkeys(name for edge in (*body_edges(), *leg_edges("left"), *leg_edges("right")) for name in edge)
)
"""The points that are kept, in order: those that the figure is drawn with."""

SHOWN: Final = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION)
"""The angles that are written beside their joints."""

MOST_FRAMES: Final = 18_000
"""Longer sessions have every second, third ... moment in the player: ten minutes at 30 a second have all."""

_HEAD: Final = ("nose", "left_ear", "right_ear")
_BODY: Final = tuple(edge for edge in body_edges() if not set(edge) & set(_HEAD))  # the head is a circle
_MOST_HZ: Final = 30.0
_SLACK_S: Final = 0.004  # pictures come a little early or late
_SEEN: Final = 0.5  # visibility under which a point is drawn hollow
_MISSING: Final = 65_535
_FINEST: Final = 65_534
_AROUND: Final = 3.0  # positions are kept in a square of so many times the figure's size
_MARGIN: Final = 0.1
_USUAL: Final = (0.5, 99.5)  # percentiles; beyond lie the leaps of a few pictures
_NO_ANGLE: Final = -32_768

Json = str | int | float | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class _Box:
    """The part of the picture that the figure moves in."""

    left: float
    top: float
    width: float
    height: float

    @property
    def size(self) -> float:
        return max(self.width, self.height)


class Figures:
    """Collects the body points, and knee and ankle of the leg that is followed, at most 30 times a second."""

    def __init__(self) -> None:
        self._t_s = array("d")
        self._px = array("f")
        self._seen = array("I")
        self._deg = {dof: array("f") for dof in SHOWN}
        self._quality = {dof: array("f") for dof in SHOWN}
        self._last_s = -inf

    def add(self, step: Step) -> None:
        """Take one step; of sensors alone, a leg with the angles that they measured.

        Parameters
        ----------
        step : Step
            The next step of the session.
        """
        if step.t_s - self._last_s < 1.0 / _MOST_HZ - _SLACK_S:
            return
        self._last_s = step.t_s
        self._t_s.append(step.t_s)
        pose = step.view.pose if step.view is not None else leg_of(step.angles)
        self._add_points(pose)
        for dof in SHOWN:
            self._deg[dof].append(step.angles.deg.get(dof, nan))
            self._quality[dof].append(step.angles.quality.get(dof, 0.0))

    def _add_points(self, pose: Pose) -> None:
        seen = 0
        for number, name in enumerate(POINTS):
            mark = pose.landmarks.get(name)
            if mark is None:
                self._px.extend((nan, nan))
                continue
            self._px.extend((mark.x_px, mark.y_px))
            is_inside = 0.0 <= mark.x_px <= pose.width_px and 0.0 <= mark.y_px <= pose.height_px
            seen |= (is_inside and mark.visibility >= _SEEN) << number
        self._seen.append(seen)

    def film(self, window: Window, side: Side | None, accuracy: Accuracy) -> dict[str, Json] | None:
        """Return what the player shows of a part of the session; None where there is nothing to show.

        Parameters
        ----------
        window : Window
            The part.
        side : Side or None
            The working leg; None where it is not known, which shows the right one.
        accuracy : Accuracy
            How well the angles were measured.

        Returns
        -------
        dict
            Ready for JSON. ``t`` are the times in tenths of a millisecond from ``start_s``, ``points`` the positions (x
            then y of every point, moment by moment), ``seen`` a bit for every point; these, and ``deg`` (tenths) and
            ``doubt`` (halves of a degree) of each angle, are little-endian numbers in Base64.
        """
        times = np.array(self._t_s)
        places = np.flatnonzero((times >= window.start_s) & (times <= window.end_s))
        places = places[:: max(1, -(-len(places) // MOST_FRAMES))]
        px = np.array(self._px, dtype=np.float64).reshape(-1, len(POINTS), 2)[places]
        seen = np.array(self._seen, dtype=np.uint32)[places]
        box = _box(px, seen)
        if box is None:
            return None
        leg = side or Side.RIGHT
        return {
            "start_s": window.start_s,
            "end_s": window.end_s,
            "t": _packed(np.round((times[places] - window.start_s) * 1e4), "<u4"),
            "points": _packed(_quantised(px, box), "<u2"),
            "seen": _packed(seen, "<u4"),
            "count": len(POINTS),
            "missing": _MISSING,
            "scale": _AROUND * box.size / _FINEST,
            "shift": -(_AROUND - 1.0) / 2.0 * box.size,
            "width": round(box.width, 1),
            "height": round(box.height, 1),
            "head": [POINTS.index(name) for name in (*_HEAD, f"{leg}_shoulder", f"{leg}_hip")],
            "body": _numbered((*_BODY, (f"{leg}_shoulder", f"{leg}_ear"), *leg_edges(leg.other))),
            "leg": _numbered(leg_edges(leg)),
            "angles": {dof.value: self._angle(dof, places, leg, accuracy) for dof in SHOWN},
        }

    def _angle(self, dof: Dof, places: NDArray[np.intp], side: Side, accuracy: Accuracy) -> Json:
        deg, quality = (np.array(one[dof], dtype=np.float64)[places] for one in (self._deg, self._quality))
        knee = np.array(self._deg[Dof.KNEE_FLEXION], dtype=np.float64)[places]
        tenths = np.where(np.isfinite(deg), np.round(deg * 10.0), _NO_ANGLE)
        halves = np.clip(np.round(2.0 * reading_errors(dof, knee, quality, accuracy)), 0, 255)
        return {
            "at": [POINTS.index(name) for name in _corner(dof, side)],
            "deg": _packed(tenths, "<i2"),
            "doubt": _packed(halves, "u1"),
        }


def leg_of(angles: AngleSample) -> Pose:
    """Return a leg with the angles that were measured, facing right; what hangs on an angle that was not is left out.

    Parameters
    ----------
    angles : AngleSample
        The angles; a thigh that bears no sensor is drawn level.
    """
    thigh = angles.deg.get(Dof.THIGH_ELEVATION, nan)
    thigh = thigh if isfinite(thigh) else 0.0
    shank = thigh - angles.deg.get(Dof.KNEE_FLEXION, nan)
    sole = shank + 90.0 + angles.deg.get(Dof.ANKLE_DORSIFLEXION, nan)
    places = {"hip": (100.0, 150.0)}
    for name, origin, length, turn in (
        ("knee", "hip", 100.0, thigh), ("ankle", "knee", 100.0, shank), ("heel", "ankle", 20.0, sole - 120.0),
        ("foot_index", "heel", 52.0, sole),
    ):  # fmt: skip
        if origin in places and isfinite(turn):
            x, y = places[origin]
            places[name] = x + length * cos(radians(turn)), y - length * sin(radians(turn))
    marks = {f"{angles.side}_{name}": Landmark(*place, 1.0) for name, place in places.items()}
    return Pose(angles.t_s, 0, 400, 300, marks)


def _corner(dof: Dof, side: Side) -> tuple[str, ...]:
    """Return the points between which an angle is drawn: its joint in the middle."""
    parts = ("hip", "knee", "ankle") if dof is Dof.KNEE_FLEXION else ("knee", "ankle", "foot_index")
    return tuple(f"{side}_{part}" for part in parts)


def _numbered(edges: tuple[tuple[str, str], ...]) -> Json:
    return [[POINTS.index(one), POINTS.index(other)] for one, other in edges]


def _box(px: NDArray[np.float64], seen: NDArray[np.uint32]) -> _Box | None:
    """Return the part of the picture that the figure moves in, without the leaps of a few moments."""
    is_seen = ((seen[:, None] >> np.arange(px.shape[1], dtype=np.uint32)) & 1).astype(bool)
    shown = px[is_seen & np.isfinite(px).all(axis=2)]
    if not len(shown):
        return None
    low, high = np.percentile(shown, _USUAL, axis=0)
    margin = max(1.0, _MARGIN * float(np.max(high - low)))
    width, height = (float(span) + 2.0 * margin for span in high - low)
    return _Box(float(low[0]) - margin, float(low[1]) - margin, width, height)


def _quantised(px: NDArray[np.float64], box: _Box) -> NDArray[np.float64]:
    from_corner = px - np.array([box.left, box.top]) + (_AROUND - 1.0) / 2.0 * box.size
    whole = np.clip(np.round(from_corner / (_AROUND * box.size) * _FINEST), 0, _FINEST)
    return np.where(np.isfinite(px), whole, _MISSING)


def reading_errors(
    dof: Dof, knee_deg: NDArray[np.float64], quality: NDArray[np.float64], accuracy: Accuracy
) -> NDArray[np.float64]:
    """Return the standard error of each single reading; 0 where nothing is known of it.

    Parameters
    ----------
    dof : Dof
        The angle that was read.
    knee_deg : ndarray of float64, shape (n,)
        Flexion of the knee at the same moments, in degrees; NaN where not known.
    quality : ndarray of float64, shape (n,)
        Quality of each reading, 0 to 1.
    accuracy : Accuracy
        How well the angle is measured.

    Returns
    -------
    ndarray of float64, shape (n,)
        In degrees.
    """
    if not accuracy.measures(dof):
        return np.zeros(len(quality))
    bent, straight = (hypot(one.between_deg, one.within_deg) for one in (accuracy.bent[dof], accuracy.straight[dof]))
    return np.where(knee_deg >= KNEE_STRAIGHT_DEG, bent, straight) / np.sqrt(np.maximum(quality, 0.05))


def _packed(values: NDArray[np.float64] | NDArray[np.uint32], kind: str) -> str:
    return base64.b64encode(values.astype(kind).tobytes()).decode("ascii")
