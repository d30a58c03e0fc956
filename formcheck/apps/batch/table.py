"""``repetitions.parquet``: the repetitions of all finished recordings in one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from pathlib import Path
from types import NoneType
from typing import Final, get_args, get_origin, get_type_hints
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter, ValidationError

from formcheck.apps.batch.marks import ResultMark, Stamp
from formcheck.apps.batch.naming import TABLE
from formcheck.events import Repetition
from formcheck.samples import Side
from formcheck.session.model import Software

Row = dict[str, object]

_REPETITION: Final = TypeAdapter(Repetition)
_TYPES: Final = {int: pa.int32(), float: pa.float64()}
_AT_ONCE: Final = 10_000  # rows held in memory

_SOURCE_COLUMNS: Final = ("video", "sensors", "folder", "exercise", "side", "facing")
_SOFTWARE_COLUMNS: Final = ("formcheck_version", "estimator", "estimator_version", "model", "model_sha256")
_MAY_LACK: Final = {"video", "sensors", "side", "facing"}
_BETWEEN: Final = ";"  # between the files of sensors, as in a list


@dataclass(frozen=True, slots=True)
class _Result:
    """What the table takes of a ``session.json``; what else stands there may differ between versions of formcheck."""

    software: Software
    exercise: str
    side: Side | None
    facing: Side | None
    repetitions: tuple[Repetition, ...]


_RESULT: Final = TypeAdapter(_Result)


@dataclass(slots=True)
class Contents:
    """What a table holds.

    Parameters
    ----------
    path : Path
        The file.
    repetitions : int
        Its rows.
    damaged : list of str
        Folders whose result could not be read.
    """

    path: Path
    repetitions: int = 0
    damaged: list[str] = field(default_factory=list)


def schema() -> pa.Schema:
    """Return the columns: recording and exercise, then all that is known of a repetition, then the programs."""
    text = pa.string()
    before = [pa.field(name, text, nullable=name in _MAY_LACK) for name in _SOURCE_COLUMNS]
    after = [pa.field(name, text, nullable=False) for name in _SOFTWARE_COLUMNS]
    measured = [one for one in _fields_of(Repetition) if one.name not in _SOURCE_COLUMNS]
    return pa.schema([*before, *measured, *after])


def write_table(out: Path, marks: Mapping[str, ResultMark]) -> Contents:
    """Write the table of all finished recordings, in the order of their folders, and return what it holds.

    It is made of what stands in the folders, never of what a run remembers, and replaces the older one in one step.

    Parameters
    ----------
    out : Path
        The folder of all results.
    marks : mapping of str to ResultMark
        What stands there.
    """
    contents = Contents(out / TABLE)
    part = out / f".{TABLE}-{uuid4().hex}"
    try:
        with pq.ParquetWriter(part, schema()) as writer:
            _write_rows(writer, out, {folder: mark for folder, mark in marks.items() if mark.is_done}, contents)
        part.replace(contents.path)
    finally:
        part.unlink(missing_ok=True)
    return contents


def _write_rows(writer: pq.ParquetWriter, out: Path, marks: Mapping[str, ResultMark], contents: Contents) -> None:
    rows: list[Row] = []
    for folder, mark in sorted(marks.items()):
        try:
            result = _RESULT.validate_json((out / folder / "session.json").read_bytes())
        except (OSError, ValidationError):
            contents.damaged.append(folder)
            continue
        rows += _rows(result, mark.stamp, folder)
        if len(rows) >= _AT_ONCE:
            _flush(writer, rows, contents)
    _flush(writer, rows, contents)


def _flush(writer: pq.ParquetWriter, rows: list[Row], contents: Contents) -> None:
    if rows:
        writer.write_table(pa.Table.from_pylist(rows, schema()))
    contents.repetitions += len(rows)
    rows.clear()


def _rows(result: _Result, stamp: Stamp, folder: str) -> list[Row]:
    software = result.software
    values = (stamp.video, _BETWEEN.join(stamp.sensors) or None, folder, result.exercise, result.side, result.facing)
    before = dict(zip(_SOURCE_COLUMNS, values, strict=True))
    programs = (
        software.version,
        software.estimator,
        software.estimator_version,
        software.model,
        software.model_sha256,
    )
    after = dict(zip(_SOFTWARE_COLUMNS, programs, strict=True))
    return [{**before, **_row_of(one, result), **after} for one in result.repetitions]


def _row_of(repetition: Repetition, result: _Result) -> Row:
    """Return what is known of a repetition; in results of older versions all were of the session's leg."""
    row: Row = _REPETITION.dump_python(repetition, mode="json")
    return row | {"side": repetition.side or result.side, "likeness": list(repetition.likeness.items())}


def _fields_of(kind: type) -> list[pa.Field]:
    """Return a column for each field of a dataclass, so that none is forgotten when one is added."""
    return [
        pa.field(name, _type_of(hint), nullable=NoneType in get_args(hint))
        for name, hint in get_type_hints(kind).items()
    ]


def _type_of(hint: object) -> pa.DataType:
    if get_origin(hint) is Mapping:
        return pa.map_(pa.string(), pa.float64())
    if get_origin(hint) is tuple:
        return pa.list_(pa.field("item", pa.struct(_fields_of(get_args(hint)[0])), nullable=False))
    kinds = set(get_args(hint)) or {hint}
    if inner := [kind for kind in kinds if isinstance(kind, type) and is_dataclass(kind)]:
        return pa.struct(_fields_of(inner[0]))
    return next((_TYPES[kind] for kind in _TYPES if kind in kinds), pa.string())
