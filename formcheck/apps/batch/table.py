"""``repetitions.parquet`` and ``recordings.parquet``: all results below a folder in two tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BeforeValidator, TypeAdapter, ValidationError

from formcheck.apps import exits
from formcheck.apps.batch.columns import cells_of, columns_of
from formcheck.apps.batch.marks import ResultMark, Stamp
from formcheck.apps.batch.naming import RECORDINGS, TABLE
from formcheck.events import Repetition
from formcheck.exercise.definition import Window
from formcheck.kept import whole_file
from formcheck.samples import Dof, Side, SourceInfo
from formcheck.session.model import Calibration, Remark, SessionSegment, Software, Summary, Uncounted

Row = dict[str, object]

_AT_ONCE: Final = 10_000  # rows held in memory
_BETWEEN: Final = ";"  # between the files of sensors, as in a list


def _kinds(remarks: object) -> object:
    """Return remarks without the sentences that older versions wrote in their place."""
    return [one for one in remarks if not isinstance(one, str)] if isinstance(remarks, list) else remarks


@dataclass(frozen=True, slots=True)
class _Coverage:
    """As `formcheck.session.model.Coverage`."""

    is_anybody_found: bool = True
    frames: int = 0
    frames_with_person: int = 0
    measured: Mapping[Dof, float] = field(default_factory=dict)
    view_angle_deg: float | None = None
    remarks: Annotated[tuple[Remark, ...], BeforeValidator(_kinds)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """What the tables take of a ``session.json``; what else stands there may differ between versions of formcheck."""

    id: str = ""
    exercise: str
    side: Side | None
    facing: Side | None
    source: SourceInfo | None = None
    calibration: Calibration | None = None
    targets: Mapping[Dof, Window] = field(default_factory=dict)
    segments: tuple[SessionSegment, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    summary: Summary = field(default_factory=lambda: Summary(0, 0, {}))
    coverage: _Coverage = field(default_factory=_Coverage)
    repetitions: tuple[Repetition, ...]
    software: Software


@dataclass(frozen=True, slots=True)
class _Recording:
    """Which recording a row is of."""

    video: str | None
    sensors: str | None
    folder: str


@dataclass(frozen=True, slots=True)
class _Ending:
    """How the work on a recording ended."""

    code: int
    reason: str
    seconds: float


@dataclass(frozen=True, slots=True)
class _Part:
    """Where in its session a repetition is."""

    segment: int | None
    set_number: int | None


@dataclass(frozen=True, slots=True)
class _Programs:
    """What made a result."""

    formcheck_version: str
    estimator: str
    estimator_version: str
    model: str
    model_sha256: str


_RESULT: Final = TypeAdapter(_Result)
_JUDGED_BY: Final = ("exercise", "side", "facing")
_APART: Final = ("summary", "coverage", "repetitions", "software")


@dataclass(slots=True)
class Contents:
    """What the tables hold.

    Parameters
    ----------
    path : Path
        The table of repetitions.
    recordings : Path
        The table of recordings.
    repetitions : int
        How many repetitions there are.
    damaged : list of str
        Folders whose result could not be read.
    """

    path: Path
    recordings: Path
    repetitions: int = 0
    damaged: list[str] = field(default_factory=list)


def schema() -> pa.Schema:
    """Return the columns of the repetitions: the recording, all that is known of a repetition, the programs."""
    judged_by = [one for one in columns_of(_Result) if one.name in _JUDGED_BY]
    measured = columns_of(Repetition, without=_JUDGED_BY)
    return pa.schema([*columns_of(_Recording), *judged_by, *measured, *columns_of(_Part), *columns_of(_Programs)])


def recordings_schema() -> pa.Schema:
    """Return the columns of the recordings: what became of each, what is known of its session, the programs."""
    session = [
        *columns_of(_Result, without=_APART),
        *columns_of(Summary),
        *columns_of(_Coverage),
        *columns_of(_Programs),
    ]
    return pa.schema([*columns_of(_Recording), *columns_of(_Ending), *(one.with_nullable(True) for one in session)])


def write_tables(out: Path, marks: Mapping[str, ResultMark]) -> Contents:
    """Write the tables of all recordings, in the order of their folders, and return what they hold.

    They are made of what stands in the folders, never of what a run remembers, and each replaces the older one in one
    step.

    Parameters
    ----------
    out : Path
        The folder of all results.
    marks : mapping of str to ResultMark
        What stands there.
    """
    contents = Contents(out / TABLE, out / RECORDINGS)
    with _table(contents.path, schema()) as repetitions, _table(contents.recordings, recordings_schema()) as recordings:
        for folder, mark in sorted(marks.items()):
            result = _result(out / folder) if mark.is_done else None
            recordings.add([_recording_row(mark, folder, result)])
            if result is not None:
                repetitions.add(_repetition_rows(mark.stamp, folder, result))
            elif mark.is_done:
                contents.damaged.append(folder)
    contents.repetitions = repetitions.written
    return contents


class _Rows:
    """Rows on their way into a table, so many at once that a file is not made of crumbs."""

    def __init__(self, writer: pq.ParquetWriter, columns: pa.Schema) -> None:
        self.written = 0
        self._writer = writer
        self._columns = columns
        self._waiting: list[Row] = []

    def add(self, rows: Iterable[Row]) -> None:
        self._waiting += (cells_of(row, self._columns) for row in rows)
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.Table.from_pylist(self._waiting, self._columns))
        self.written += len(self._waiting)
        self._waiting.clear()


@contextmanager
def _table(path: Path, columns: pa.Schema) -> Iterator[_Rows]:
    with whole_file(path) as new, pq.ParquetWriter(new, columns) as writer:
        rows = _Rows(writer, columns)
        yield rows
        rows.flush()


def _result(folder: Path) -> _Result | None:
    try:
        return _RESULT.validate_json((folder / "session.json").read_bytes())
    except (OSError, ValidationError):
        return None


def _recording_row(mark: ResultMark, folder: str, result: _Result | None) -> Row:
    is_lost = mark.is_done and result is None
    ending = {
        "code": exits.BAD_INPUT if is_lost else mark.code,
        "reason": "its session.json can no longer be read." if is_lost else mark.reason,
        "seconds": mark.seconds,
    }
    told: Row = {} if result is None else _RESULT.dump_python(result, mode="json")
    flat = told | _inner(told, "summary") | _inner(told, "coverage") | _programs(result)
    return flat | _recording(mark.stamp, folder) | ending


def _repetition_rows(stamp: Stamp, folder: str, result: _Result) -> Iterator[Row]:
    told: Row = _RESULT.dump_python(result, mode="json", include={*_JUDGED_BY, "repetitions"})
    shared = {name: told[name] for name in _JUDGED_BY} | _recording(stamp, folder) | _programs(result)
    parts = {number: one for one in result.segments for number in one.repetitions}
    rows: list[Row] = told["repetitions"] if isinstance(told["repetitions"], list) else []
    for repetition, row in zip(result.repetitions, rows, strict=True):
        part = parts.get(repetition.index)
        where = (
            {} if part is None else {"segment": part.index, "set_number": part.set_number, "exercise": part.exercise}
        )
        # In results of older versions all were of the session's leg.
        side = {"side": repetition.side or result.side}
        yield row | shared | where | side


def _recording(stamp: Stamp, folder: str) -> Row:
    return {"video": stamp.video, "sensors": _BETWEEN.join(stamp.sensors) or None, "folder": folder}


def _programs(result: _Result | None) -> Row:
    if result is None:
        return {}
    software = result.software
    return {
        "formcheck_version": software.version,
        "estimator": software.estimator,
        "estimator_version": software.estimator_version,
        "model": software.model,
        "model_sha256": software.model_sha256,
    }


def _inner(told: Row, name: str) -> Row:
    inner = told.get(name)
    return {str(key): one for key, one in inner.items()} if isinstance(inner, dict) else {}
