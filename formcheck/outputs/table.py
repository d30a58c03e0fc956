"""``angles.csv`` and ``repetitions.csv``: the numbers of a session, for spreadsheets and scripts."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

from formcheck.events import Repetition, Uncertainty
from formcheck.outputs.base import FileOutput
from formcheck.samples import Dof, Origin
from formcheck.session.means import BY_CAMERA, MeasuredBy, measured_by
from formcheck.session.model import Header, Session, Step
from formcheck.session.origins import Origins
from formcheck.words.catalogue import Words
from formcheck.words.phrases import flag_text, repetition_sentence

_ANGLES: Final = (
    Dof.KNEE_FLEXION,
    Dof.ANKLE_DORSIFLEXION,
    Dof.THIGH_ELEVATION,
    Dof.TRUNK_LEAN,
    Dof.NECK_FLEXION,
)
_AT_PEAK: Final = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.NECK_FLEXION)
_QUALITIES: Final = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION)

ANGLE_COLUMNS: Final = (
    "t_s",
    "phase",
    *(f"{dof.value}_deg" for dof in _ANGLES),
    "knee_quality",
    "ankle_quality",
    *(f"{dof.value.partition('_')[0]}_origin" for dof in _ANGLES),
)
"""Columns of ``angles.csv``."""

_COMPARED: Final = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION)

READING_COLUMNS: Final = tuple(f"{dof.value}_{origin.value}_deg" for dof in _COMPARED for origin in Origin)
"""Columns of ``angles.csv`` that follow where camera and sensors measured together."""

_RANGES: Final = ("knee_range_deg", "ankle_range_deg", "thigh_range_deg")
_UNCERTAIN: Final = {field.name: 1 if field.name.endswith("_degps") else 3 for field in fields(Uncertainty)}
"""The numbers that have a ±, with their decimals."""


def _error_column(name: str) -> str:
    """Return the column of a number's standard error: ``knee_at_peak_se_deg`` of ``knee_at_peak_deg``."""
    what, _, unit = name.rpartition("_")
    return f"{what}_se_{unit}"


_OF_SEGMENT: Final = ("side", "segment", "exercise", "set", "looks_like")

REPETITION_COLUMNS: Final = (
    "index",
    "start_s",
    "peak_s",
    "end_s",
    "verdict",
    "message",
    "knee_at_peak_deg",
    "ankle_at_peak_deg",
    "neck_change_deg",
    "out_s",
    "hold_s",
    "back_s",
    "peak_speed_degps",
    "sparc",
    "flags",
    "knee_at_rest_deg",
    "ankle_at_rest_deg",
    "certainty",
    "knee_origin",
    "ankle_origin",
    "neck_origin",
    "thigh_at_rest_deg",
    "thigh_at_peak_deg",
    *_RANGES,
    *(_error_column(name) for name in _UNCERTAIN),
    *_OF_SEGMENT,
)
"""Columns of ``repetitions.csv``."""


def _cell(value: float | None, decimals: int) -> str:
    """Return `value` rounded, or nothing where it is missing."""
    if value is None or not math.isfinite(value):
        return ""
    return f"{round(value, decimals) or 0.0:.{decimals}f}"


def angle_row(step: Step) -> list[str]:
    """Return the cells of one frame, in the order of `ANGLE_COLUMNS`; blank where not measured.

    Parameters
    ----------
    step : Step
        What became of the frame.
    """
    sample = step.angles
    angles = [_cell(sample.deg.get(dof, math.nan), 2) for dof in _ANGLES]
    qualities = [_cell(sample.quality.get(dof, 0.0), 2) for dof in _QUALITIES]
    origins = [sample.origin.get(dof, "") if cell else "" for dof, cell in zip(_ANGLES, angles, strict=True)]
    return [_cell(sample.t_s, 5), step.phase, *angles, *qualities, *origins]


def reading_cells(step: Step) -> list[str]:
    """Return what camera and sensors each read, in the order of `READING_COLUMNS`; blank where one did not.

    Parameters
    ----------
    step : Step
        What became of the frame.
    """
    read = {(dof, one.origin): one.deg for dof, both in step.angles.readings.items() for one in both}
    return [_cell(read.get((dof, origin)), 2) for dof in _COMPARED for origin in Origin]


def repetition_row(
    words: Words, repetition: Repetition, by: MeasuredBy = BY_CAMERA, origins: Origins | None = None
) -> list[str]:
    """Return the cells of one repetition, in the order of `REPETITION_COLUMNS`; blank where not measured.

    Those of its segment are not among them (`segment_cells`).

    Parameters
    ----------
    words : Words
        The language of its message and its flags; numbers have a point in every language.
    repetition : Repetition
        The judged attempt.
    by : MeasuredBy
        What measured the session.
    origins : Origins, optional
        What each angle was measured by.
    """
    rep = repetition
    times = [_cell(t_s, 3) for t_s in (rep.start_s, rep.peak_s, rep.end_s)]
    angles = [_cell(deg, 2) for deg in (rep.knee_at_peak_deg, rep.ankle_at_peak_deg, rep.neck_change_deg)]
    rest = [_cell(deg, 2) for deg in (rep.knee_at_rest_deg, rep.ankle_at_rest_deg)]
    spans = [_cell(span, 3) for span in (rep.out_s, rep.hold_s, rep.back_s)]
    motion = [_cell(rep.peak_speed_degps, 1), _cell(rep.sparc, 3)]
    flags = "; ".join(flag_text(words, flag, by) for flag in rep.flags)
    message = repetition_sentence(words, rep, by)
    at_peak = [None if origins is None else origins.at(rep.peak_s, dof) for dof in _AT_PEAK]
    return [
        str(rep.index),
        *times,
        rep.verdict.value,
        message,
        *angles,
        *spans,
        *motion,
        flags,
        *rest,
        _cell(rep.certainty, 3),
        *(origin or "" for origin in at_peak),
        *(_cell(deg, 2) for deg in (rep.thigh_at_rest_deg, rep.thigh_at_peak_deg)),
        *(_cell(getattr(rep, name), 2) for name in _RANGES),
        *(_cell(getattr(rep.uncertainty, name, None), decimals) for name, decimals in _UNCERTAIN.items()),
    ]


def segment_cells(session: Session) -> dict[int, list[str]]:
    """Return the cells of the segment that each repetition is in, by its number: the last of `REPETITION_COLUMNS`.

    Parameters
    ----------
    session : Session
        The result.

    Returns
    -------
    mapping of int to list of str
        Leg, number of the segment, exercise that it was judged by, set (0 for practice), and the exercise that it
        looks like where that is another one: it is then in no set.
    """
    return {
        index: [
            one.side or "",
            str(one.index),
            one.exercise,
            "" if one.looks_like else str(one.set_number),
            one.looks_like,
        ]
        for one in session.segments
        for index in one.repetitions
    }


class AngleTable(FileOutput):
    """Writes ``angles.csv`` row by row, so that what was measured is kept when a run is broken off.

    Parameters
    ----------
    path : Path
        The file to write.
    """

    _file: TextIO | None = None
    _is_compared = False

    def begin(self, header: Header) -> None:
        """Open the file and write its head."""
        self.make_folder()
        self._is_compared = header.beside is not None
        self._file = self.path.open("w", newline="", encoding="utf-8")
        csv.writer(self._file).writerow((*ANGLE_COLUMNS, *(READING_COLUMNS if self._is_compared else ())))

    def write(self, step: Step) -> None:
        """Write one row."""
        if self._file is not None:
            csv.writer(self._file).writerow([*angle_row(step), *(reading_cells(step) if self._is_compared else ())])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


class RepetitionTable(FileOutput):
    """Writes ``repetitions.csv`` when the session is done.

    Parameters
    ----------
    path : Path
        The file to write.
    words : Words
        The language of messages and flags.
    """

    def __init__(self, path: Path, words: Words) -> None:
        super().__init__(path)
        self._words = words
        self._origins = Origins()

    def write(self, step: Step) -> None:
        """Keep what the angles were measured by."""
        self._origins.add(step)

    def finish(self, session: Session) -> None:
        """Write the file."""
        self.make_folder()
        by = measured_by(session.instruments, session.prescription)
        parts, unknown = segment_cells(session), [""] * len(_OF_SEGMENT)
        self.write_rows(
            [*repetition_row(self._words, one, by, self._origins), *parts.get(one.index, unknown)]
            for one in session.repetitions
        )

    def write_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Write the file.

        Parameters
        ----------
        rows : iterable of sequence of str
            The cells of each repetition.
        """
        with self.path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(REPETITION_COLUMNS)
            writer.writerows(rows)
