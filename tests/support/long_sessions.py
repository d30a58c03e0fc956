"""Long sessions, made of the kept body points of short ones, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from formcheck.apps.validate.landmarks import SUFFIX, load_landmarks
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.samples import Pose
from formcheck.session.record import Record, end_line, header_line, input_line

GOLDEN: Final = Path(__file__).parents[1] / "golden"
MIXED: Final = "mixed-tibial-slider"
"""Five repetitions in half a minute: good, two incomplete, rushed, held."""

GOOD: Final = "good-tibial-slider"
"""Six good repetitions in 34 seconds."""


def kept(name: str) -> Record:
    """Return the body points of a sample clip, as they are kept.

    Parameters
    ----------
    name : str
        The clip, without its ending.
    """
    return load_landmarks(GOLDEN / f"{name}{SUFFIX}")


def long_record(names: Sequence[str], pause_s: float = 0.5) -> Record:
    """Return the body points of several clips as one recording.

    Parameters
    ----------
    names : sequence of str
        The clips, one after the other; pictures of the same size, and the same leg in all.
    pause_s : float
        Time between two of them.
    """
    records = [kept(name) for name in names]
    return replace(records[0], inputs=tuple(_joined(records, pause_s)))


def _joined(records: Sequence[Record], pause_s: float) -> Iterator[Pose]:
    end_s, index = 0.0, 0
    for record in records:
        begin_s = end_s - record.poses[0].t_s
        for pose in record.poses:
            yield replace(pose, t_s=round(begin_s + pose.t_s, 5), index=index)
            index += 1
        end_s = begin_s + record.poses[-1].t_s + pause_s


def write_record(record: Record, path: Path) -> Path:
    """Write a record for `formcheck.replay`, and return where.

    Parameters
    ----------
    record : Record
        The body points; events are not written.
    path : Path
        The file.
    """
    inputs = (input_line(raw, BLAZEPOSE_33) for raw in record.inputs)
    lines = (header_line(record.header, BLAZEPOSE_33), *inputs, end_line(len(record.inputs)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
