"""``markers.trc``: body points of a camera as markers for OpenSim, in the plane of the picture.

A picture has no metres. What stands here is scaled so that the median shank of the leg that works is as long as that of
a person of an assumed height (0.246 of it); all lengths are as right as that height is, and depth is 0 throughout. X is
forward (where the person faces), Y is up, Z is to the right; the origin is the lower corner of the picture behind the
person. A point that could not be seen is left empty, which OpenSim reads as missing.

References
----------
Length of the shank: D. A. Winter, Biomechanics and Motor Control of Human Movement, 4th ed. (2009), table of segment
lengths after Drillis and Contini. The form of the file: OpenSim documentation, "Marker (.trc) Files".
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Final

from formcheck.kinematics.view import is_seen
from formcheck.outputs.base import FileOutput
from formcheck.samples import Pose, Side
from formcheck.session.model import Session, Step

USUAL_HEIGHT_M: Final = 1.70
SHANK_OF_HEIGHT: Final = 0.246

_PARTS: Final = ("shoulder", "hip", "knee", "ankle", "heel", "foot_index")
MARKERS: Final = ("nose", *(f"{side}_{part}" for side in Side for part in _PARTS))
"""The points that are written, each as a marker of that name."""


@dataclass(frozen=True, slots=True)
class Scaling:
    """How pixels became millimetres.

    Parameters
    ----------
    height_m : float
        The height that was assumed.
    shank_px : float
        The median shank in the picture.
    """

    height_m: float
    shank_px: float

    @property
    def mm_per_px(self) -> float:
        """Millimetres for a pixel."""
        return 1000.0 * SHANK_OF_HEIGHT * self.height_m / self.shank_px


class OpenSimMarkers(FileOutput):
    """Gathers the body points while the session runs, and writes them when the working leg is known for good.

    Without a shank that was ever seen, no file is written.

    Parameters
    ----------
    path : Path
        The file to write.
    height_m : float
        The height of the person, if it is known; else what is assumed.

    Attributes
    ----------
    scaling : Scaling or None
        How it was scaled; None before it is written, or where it could not be.
    """

    def __init__(self, path: Path, height_m: float = USUAL_HEIGHT_M) -> None:
        super().__init__(path)
        self._height_m = height_m
        self._poses: list[Pose] = []
        self.scaling: Scaling | None = None

    def write(self, step: Step) -> None:
        """Keep the body points."""
        if step.view is not None:
            self._poses.append(step.view.pose)

    def finish(self, session: Session) -> None:
        """Write the file."""
        shank_px = _shank_px(self._poses, session.side)
        if shank_px is None:
            return
        self.scaling = Scaling(self._height_m, shank_px)
        self.make_folder()
        lines = _lines(self.path.name, self._poses, self.scaling, is_flipped=session.facing is Side.LEFT)
        self.path.write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


def _shank_px(poses: Sequence[Pose], side: Side | None) -> float | None:
    """Return the median length of the shank of the working leg in the picture; None where it was never seen."""
    sides = tuple(Side) if side is None else (side,)
    found = []
    for pose in poses:
        for one in sides:
            if is_seen(pose, f"{one}_knee") and is_seen(pose, f"{one}_ankle"):
                knee, ankle = pose.landmarks[f"{one}_knee"], pose.landmarks[f"{one}_ankle"]
                found.append(hypot(knee.x_px - ankle.x_px, knee.y_px - ankle.y_px))
    middle = statistics.median(found) if found else 0.0
    return middle if middle > 0.0 else None


def _lines(name: str, poses: Sequence[Pose], scaling: Scaling, *, is_flipped: bool) -> Iterator[str]:
    steps = [later.t_s - one.t_s for one, later in pairwise(poses)]
    rate = f"{1.0 / statistics.median(steps):.2f}" if steps and statistics.median(steps) > 0.0 else "1.00"
    yield f"PathFileType\t4\t(X/Y/Z)\t{name}"
    yield "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames"
    yield "\t".join((rate, rate, str(len(poses)), str(len(MARKERS)), "mm", rate, "1", str(len(poses))))
    yield "\t".join(("Frame#", "Time", *(f"{one}\t\t" for one in MARKERS))).rstrip("\t")
    yield "\t\t" + "\t".join(f"X{one}\tY{one}\tZ{one}" for one in range(1, len(MARKERS) + 1))
    yield ""
    for number, pose in enumerate(poses, start=1):
        cells = (cell for one in MARKERS for cell in _place(pose, one, scaling, is_flipped=is_flipped))
        # With a tab at its end: OpenSim counts no cell after the last one, so that an empty one there would be missing.
        yield "\t".join((str(number), f"{pose.t_s:.5f}", *cells, ""))


def _place(pose: Pose, marker: str, scaling: Scaling, *, is_flipped: bool) -> tuple[str, str, str]:
    if not is_seen(pose, marker):
        return "", "", ""
    mark = pose.landmarks[marker]
    forward_px = pose.width_px - mark.x_px if is_flipped else mark.x_px
    up_px = pose.height_px - mark.y_px
    return f"{forward_px * scaling.mm_per_px:.3f}", f"{up_px * scaling.mm_per_px:.3f}", "0.000"
