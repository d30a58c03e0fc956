"""A simulated person before a camera: body points of somebody seen from the side, who moves by given angles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.chain import TRUNK, Angles, Point, leg_points, minimum_jerk, upper_points
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.samples import Accuracy, AngleError, Dof, Instrument, Landmark, Origin, Pose, Side

MADE_UP: Final = "made-up"
"""What stands for a pose model in results that nobody's movement was measured for."""

_ERRORS: Final = {dof: AngleError(between_deg=2.0, within_deg=1.5) for dof in Dof}

CAMERA: Final = Instrument(Origin.CAMERA, MADE_UP, Accuracy(bent=_ERRORS, straight=_ERRORS))
"""A camera that there is not."""

WIDTH_PX: Final = 640
HEIGHT_PX: Final = 480

_SHANK_PX: Final = 100.0
_VISIBILITY: Final = 0.99
_STILL: Final = np.zeros((len(BLAZEPOSE_33), 2))
_HIP: Final = 0.45  # of the picture
_LEAD_S: Final = 1.5
_TAIL_S: Final = 1.2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A repetition: out, hold, back, rest.

    Parameters
    ----------
    end : mapping of Dof to float
        The angles at its end, in degrees.
    out_s, hold_s, back_s, rest_s : float
        How long each takes.
    """

    end: Angles
    out_s: float = 2.2
    hold_s: float = 0.4
    back_s: float = 2.2
    rest_s: float = 0.6

    @property
    def duration_s(self) -> float:
        """How long it takes."""
        return self.out_s + self.hold_s + self.back_s + self.rest_s


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody on a chair, seen exactly from the side.

    Parameters
    ----------
    side : Side
        The working leg, and the side of the picture that the person faces.
    resting : mapping of Dof to float
        The angles of the other leg, in degrees.
    forward_px : float
        How far in front of the middle of the picture the person sits: the leg may leave it.
    shaken_px : float
        Standard deviation of each body point.
    """

    side: Side
    resting: Angles
    forward_px: float = 0.0
    shaken_px: float = 0.6

    def poses(self, rest: Angles, strokes: Sequence[Stroke], rate_hz: float, seed: int) -> Iterator[Pose]:
        """Yield the body points of a set, picture by picture.

        Parameters
        ----------
        rest : mapping of Dof to float
            The angles before, between and after the strokes, in degrees.
        strokes : sequence of Stroke
            The repetitions.
        rate_hz : float
            Pictures per second.
        seed : int
            Of what is drawn: the same gives the same points.
        """
        rng = np.random.default_rng(seed)
        for index, angles in enumerate(_angles(rest, strokes, rate_hz)):
            yield self._pose(index, index / rate_hz, angles, rng)

    def _pose(self, index: int, t_s: float, angles: Angles, rng: np.random.Generator) -> Pose:
        points = upper_points(angles) | leg_points(self.side, angles) | leg_points(self.side.other, self.resting)
        shifts = rng.normal(0.0, self.shaken_px, (len(BLAZEPOSE_33), 2))
        return filmed(points, self.side, index, t_s, self.forward_px, shifts)


def filmed(
    points: Mapping[str, Point],
    side: Side,
    index: int,
    t_s: float,
    forward_px: float = 0.0,
    shifts: NDArray[np.float64] = _STILL,
    hip_share: float = _HIP,
) -> Pose:
    """Return the body points of a picture, as a camera exactly from the side has them.

    Parameters
    ----------
    points : mapping of str to tuple of float
        Of the body, as `formcheck.kinematics.chain.leg_points` has them; others lie in the middle of the trunk.
    side : Side
        The leg nearer to the camera, and the side of the picture that the person faces.
    index, t_s : int and float
        Number and time of the picture.
    forward_px : float
        How far in front of the middle of the picture the person is.
    shifts : ndarray, shape (33, 2)
        By how much each point is misread, in pixels.
    hip_share : float
        How far below the top of the picture the hip is, as a share of it.
    """
    away = (0.0, TRUNK / 2)
    landmarks = {
        name: _landmark(points.get(name, away), side, (forward_px, hip_share * HEIGHT_PX), (float(dx), float(dy)))
        for name, (dx, dy) in zip(BLAZEPOSE_33, shifts, strict=True)
    }
    return Pose(t_s, index, WIDTH_PX, HEIGHT_PX, landmarks)


def _landmark(at: Point, side: Side, hip_px: Point, shift: Point) -> Landmark:
    across_px = (at[0] - 0.5) * _SHANK_PX + hip_px[0]
    x_px = WIDTH_PX / 2 + (across_px if side is Side.RIGHT else -across_px) + shift[0]
    return Landmark(round(x_px, 2), round(hip_px[1] - at[1] * _SHANK_PX + shift[1], 2), _VISIBILITY)


def duration_s(strokes: Sequence[Stroke]) -> float:
    """Return how long a set takes.

    Parameters
    ----------
    strokes : sequence of Stroke
        The repetitions.
    """
    return _LEAD_S + sum(one.duration_s for one in strokes) + _TAIL_S


def _angles(rest: Angles, strokes: Sequence[Stroke], rate_hz: float) -> Iterator[Angles]:
    times = np.arange(round(duration_s(strokes) * rate_hz)) / rate_hz
    begins = _LEAD_S + np.cumsum([0.0, *(one.duration_s for one in strokes)])[:-1]
    deg = {dof: np.full(len(times), rest[dof]) for dof in Dof}
    for begin_s, stroke in zip(begins, strokes, strict=True):
        since = times - begin_s
        share = minimum_jerk(since / stroke.out_s)
        share = share - minimum_jerk((since - stroke.out_s - stroke.hold_s) / stroke.back_s)
        for dof in Dof:
            deg[dof] += share * (stroke.end[dof] - rest[dof])
    for number in range(len(times)):
        yield {dof: float(values[number]) for dof, values in deg.items()}
