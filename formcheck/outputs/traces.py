"""A whole session packed for a page that steps through it: times, angles, body points and phases of every frame.

Bytes: the length of the head (4 bytes, little-endian), the head (JSON, filled up with blanks so that what follows
begins at a multiple of 8), then the columns one after the other, little-endian. The head names each column with its
kind, where it begins behind the head, and how many numbers it has for each frame.
"""

from __future__ import annotations

import json
import struct
from array import array
from dataclasses import dataclass
from importlib.metadata import version
from math import nan
from types import TracebackType
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from formcheck.errors import RecordError
from formcheck.events import Curves, RepetitionJudged
from formcheck.outputs.figures import leg_of, reading_errors
from formcheck.pose.skeleton import leg_edges
from formcheck.samples import Dof as Angle
from formcheck.samples import Pose, PoseWithReadings, Side, combine_accuracies
from formcheck.session.model import Header, RawInput, Session, Step

FORMAT: Final = 1

_TRUNK: Final = (("left_shoulder", "left_hip"), ("right_shoulder", "right_hip"))
_HEAD: Final = ("nose", "left_ear", "right_ear")
POINTS: Final = (
    *_HEAD,
    *dict.fromkeys(name for edge in (*_TRUNK, *leg_edges("left"), *leg_edges("right")) for name in edge),
)
"""The body points that are kept, in order: those that an angle is read from, and the head."""

_BESIDE_S: Final = 0.15  # a repetition's own curve is shown for so long before and after it
_NOBODY: Final = 255
_ALIGNED: Final = 8

Column = tuple[str, str, int, bytes]
"""Name, kind, numbers for each frame, and the numbers."""


def program() -> str:
    """Return what tells traces of this program from those of another version."""
    return f"{version('formcheck')}/{FORMAT}"


class Traces:
    """Gathers what a page shows of every frame, and packs it when the session is over; an output like any other.

    Attributes
    ----------
    count : int
        How many frames there were so far.
    packed : bytes
        What `read_traces` reads; empty before the session is over.
    """

    def __init__(self) -> None:
        self.count = 0
        self._t_s = array("d")
        self._number = array("I")
        self._side = array("B")
        self._phase = array("B")
        self._phases: list[str] = []
        self._px = array("f")
        self._seen = array("B")
        self._deg = {dof: array("f") for dof in Angle}
        self._quality = {dof: array("f") for dof in Angle}
        self._curves: list[tuple[float, float, Curves]] = []
        self._size = (0, 0)
        self._header: Header | None = None
        self.packed = b""

    def __enter__(self) -> Self:
        """Do nothing."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Do nothing."""

    def begin(self, header: Header) -> None:
        """Take the identity of the session."""
        self._header = header

    def write(self, step: Step) -> None:
        """Take one step."""
        raw = _pose_of(step.raw)
        pose = leg_of(step.angles) if raw is None else raw
        self._t_s.append(step.t_s)
        self._number.append(self.count if raw is None else raw.index)
        self._side.append(int(step.angles.side is Side.RIGHT))
        self._phase.append(self._phase_number(step.phase))
        self._add_points(pose)
        for dof in Angle:
            self._deg[dof].append(step.angles.deg.get(dof, nan))
            self._quality[dof].append(step.angles.quality.get(dof, 0.0))
        for event in step.events:
            if isinstance(event, RepetitionJudged) and event.curves is not None:
                self._curves.append((event.repetition.start_s, event.repetition.end_s, event.curves))
        self.count += 1

    def finish(self, session: Session) -> None:
        """Pack everything."""
        self.packed = _packed(self._head(session), self._columns(session))

    def _phase_number(self, phase: str) -> int:
        if not phase:
            return _NOBODY
        if phase not in self._phases:
            self._phases.append(phase)
        return self._phases.index(phase)

    def _add_points(self, pose: Pose) -> None:
        self._size = (pose.width_px, pose.height_px)
        for name in POINTS:
            mark = pose.landmarks.get(name)
            self._px.extend((nan, nan) if mark is None else (mark.x_px, mark.y_px))
            self._seen.append(0 if mark is None else round(100 * mark.visibility))

    def _head(self, session: Session) -> dict[str, object]:
        return {
            "program": program(),
            "frames": self.count,
            "size": self._size,
            "points": POINTS,
            "phases": self._phases,
            "is_filmed": self._header is not None and self._header.source.width_px is not None,
            "dofs": [dof.value for dof in self._dofs()],
            "side": str(session.side or ""),
        }

    def _dofs(self) -> list[Angle]:
        """Return the angles that were measured at least once."""
        return [dof for dof in Angle if np.isfinite(np.array(self._deg[dof])).any()]

    def _columns(self, session: Session) -> list[Column]:
        columns: list[Column] = [
            ("t_s", "f8", 1, np.array(self._t_s, "<f8").tobytes()),
            ("number", "u4", 1, np.array(self._number, "<u4").tobytes()),
            ("px", "f4", 2 * len(POINTS), np.array(self._px, "<f4").tobytes()),
        ]
        knee = _floats(self._deg[Angle.KNEE_FLEXION])
        accuracy = combine_accuracies([one.accuracy for one in session.instruments])
        for dof in self._dofs():
            read = reading_errors(dof, knee, _floats(self._quality[dof]), accuracy)
            fit, doubt = self._fitted(dof)
            told = {"deg": _floats(self._deg[dof]), "error": read, "fit": fit, "doubt": doubt}
            columns += [(f"{dof}.{name}", "f4", 1, values.astype("<f4").tobytes()) for name, values in told.items()]
        columns += [("seen", "u1", len(POINTS), self._seen.tobytes())]
        return [*columns, ("side", "u1", 1, self._side.tobytes()), ("phase", "u1", 1, self._phase.tobytes())]

    def _fitted(self, dof: Angle) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the curve that repetitions were judged by, and its standard error; NaN outside of repetitions."""
        times = _floats(self._t_s)
        fit, doubt = np.full(len(times), nan), np.full(len(times), nan)
        for start_s, end_s, curves in self._curves:
            if dof not in curves.deg:
                continue
            inside = (times >= start_s - _BESIDE_S) & (times <= end_s + _BESIDE_S)
            for values, kept in ((curves.deg[dof], fit), (curves.error_deg[dof], doubt)):
                kept[inside] = np.interp(times[inside], curves.t_s, values, left=nan, right=nan)
        return fit, doubt


@dataclass(frozen=True, slots=True)
class FrameTimes:
    """When each frame was, and how it is called.

    Parameters
    ----------
    t_s : ndarray of float64, shape (n,)
        Times, increasing, in seconds of the source's clock.
    number : ndarray of uint32, shape (n,)
        The number of each, as its record has it.
    """

    t_s: NDArray[np.float64]
    number: NDArray[np.uint32]


def is_current(packed: bytes) -> bool:
    """Tell whether traces were made by this version of the program.

    Parameters
    ----------
    packed : bytes
        What was kept.
    """
    try:
        return _read_head(packed)[0].get("program") == program()
    except RecordError:
        return False


def read_times(packed: bytes) -> FrameTimes:
    """Return when each frame of packed traces was.

    Parameters
    ----------
    packed : bytes
        As `Traces` packs them.

    Raises
    ------
    RecordError
        They are damaged.
    """
    head, begin = _read_head(packed)
    count = head.get("frames")
    if not isinstance(count, int):
        raise _damaged()
    try:
        t_s = np.frombuffer(packed, "<f8", count, begin)
        return FrameTimes(t_s, np.frombuffer(packed, "<u4", count, begin + _ALIGNED * count))
    except ValueError as error:
        raise _damaged() from error


def _read_head(packed: bytes) -> tuple[dict[str, object], int]:
    try:
        (length,) = struct.unpack_from("<I", packed)
        head = json.loads(packed[4 : 4 + length])
    except (struct.error, ValueError) as error:
        raise _damaged() from error
    if not isinstance(head, dict):
        raise _damaged()
    return head, 4 + length


def _damaged() -> RecordError:
    return RecordError("is damaged.", where="the traces of a session", next_step="Open the session again.")


def _packed(head: dict[str, object], columns: list[Column]) -> bytes:
    places, at = [], 0
    for name, kind, width, content in columns:
        places.append({"name": name, "kind": kind, "width": width, "begin": at})
        at += len(content) + -len(content) % _ALIGNED
    text = json.dumps(head | {"columns": places}).encode()
    text += b" " * (-(4 + len(text)) % _ALIGNED)
    body = b"".join(content + bytes(-len(content) % _ALIGNED) for *_, content in columns)
    return struct.pack("<I", len(text)) + text + body


def _pose_of(raw: RawInput) -> Pose | None:
    """Return the body points as the record has them; None where only sensors measured."""
    match raw:
        case Pose():
            return raw
        case PoseWithReadings():
            return raw.pose
        case _:
            return None


def _floats(values: array[float]) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)
