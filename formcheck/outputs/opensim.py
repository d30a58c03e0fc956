"""``angles.mot``: the angles as a motion of OpenSim, in the signs of the model of Rajagopal et al. (2016).

In that model and those made after it ``knee_angle`` is positive in flexion, as ours is; in the older gait2354 and
gait2392 it is negative. ``ankle_angle`` is positive in dorsiflexion in all of them, as ours is. Hip angles are missing:
what is measured is the thigh against the horizontal, and nothing tells how the pelvis lies.

References
----------
A. Rajagopal et al., Full-body musculoskeletal model for muscle-driven simulation of human gait, IEEE Trans. Biomed.
Eng. 63 (2016) 2068-2079. The form of the file: OpenSim documentation, "Storage (.sto) and Motion (.mot) Files".
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite, nan
from pathlib import Path
from typing import Final, TypeVar

from formcheck.outputs.base import FileOutput
from formcheck.samples import Dof, Side
from formcheck.session.model import Session, Step

COORDINATES: Final[Mapping[Dof, str]] = {Dof.KNEE_FLEXION: "knee_angle", Dof.ANKLE_DORSIFLEXION: "ankle_angle"}
"""The coordinates of the model that are measured, without the letter of the leg."""

LEAST_SHARE: Final = 0.5
"""An angle that was measured in a smaller share of the moments than the one measured most often has no column."""

_SIGNS: Final = ("model=Rajagopal2016", "knee_angle=positive_in_flexion", "ankle_angle=positive_in_dorsiflexion")


_T = TypeVar("_T")


class OpenSimMotion(FileOutput):
    """Gathers the angles while the session runs, and writes them when the working leg is known for good.

    Parameters
    ----------
    path : Path
        The file to write.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._t_s = array("d")
        self._is_right = array("b")
        self._deg = {dof: array("f") for dof in COORDINATES}

    def write(self, step: Step) -> None:
        """Keep the angles."""
        self._t_s.append(step.t_s)
        self._is_right.append(step.angles.side is Side.RIGHT)
        for dof, kept in self._deg.items():
            kept.append(step.angles.deg.get(dof, nan))

    def finish(self, session: Session) -> None:
        """Write the file."""
        self.make_folder()
        is_right = 2 * sum(self._is_right) >= len(self._is_right)
        side = session.side or (Side.RIGHT if is_right else Side.LEFT)
        dofs = self._measured()
        rows = list(self._rows(side, dofs))
        names = [f"{COORDINATES[dof]}_{side[0]}" for dof in dofs]
        self.path.write_text("\n".join(_lines(self.path.stem, names, rows)) + "\n", encoding="ascii", newline="\n")

    def _measured(self) -> tuple[Dof, ...]:
        """Return the angles that were measured often enough not to cost the others their rows."""
        counts = {dof: sum(map(isfinite, kept)) for dof, kept in self._deg.items()}
        return tuple(often_enough(counts))

    def _rows(self, side: Side, dofs: Sequence[Dof]) -> Iterator[tuple[float, ...]]:
        """Yield the rows that are whole: OpenSim interpolates between them, and cannot read what is missing."""
        for number, t_s in enumerate(self._t_s):
            row = tuple(self._deg[dof][number] for dof in dofs)
            if row and all(map(isfinite, row)) and bool(self._is_right[number]) is (side is Side.RIGHT):
                yield t_s, *row


def often_enough(counts: Mapping[_T, int]) -> list[_T]:
    """Return what was measured often enough not to cost the others their rows.

    Parameters
    ----------
    counts : mapping of anything to int
        How often each was measured.
    """
    least = max(1.0, LEAST_SHARE * max(counts.values(), default=0))
    return [one for one, count in counts.items() if count >= least]


def _lines(name: str, columns: Sequence[str], rows: Sequence[Sequence[float]]) -> Iterator[str]:
    yield from (name, "version=1", f"nRows={len(rows)}", f"nColumns={len(columns) + 1}", "inDegrees=yes")
    yield from (*_SIGNS, "endheader", "\t".join(("time", *columns)))
    for t_s, *angles in rows:
        yield "\t".join((f"{t_s:.5f}", *(f"{deg:.3f}" for deg in angles)))
