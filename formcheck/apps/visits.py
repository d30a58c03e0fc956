"""The visits that ``formcheck live`` has kept, to be judged again as one session each."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formcheck.apps.live.store import LOG_NAME, RECORD_NAME, KeptVisit, load_visit
from formcheck.errors import FormcheckError, InputError, RecordError
from formcheck.session.record import read_record
from formcheck.session.visit.joined import RecordedPart

_log: Final = logging.getLogger(__name__)

_ANOTHER: Final = "Name the folder of one visit, as the page tells it at the end, or a record.jsonl."


@dataclass(frozen=True, slots=True)
class RecordedVisit:
    """A visit as its folder holds it.

    Parameters
    ----------
    parts : tuple of RecordedPart
        Practice and sets in order of time, without those in which nothing was measured; at least one.
    is_whole : bool
        Whether every part was closed, and could be read.
    """

    parts: tuple[RecordedPart, ...]
    is_whole: bool


def read_recorded_visit(folder: Path) -> RecordedVisit:
    """Read a visit; a part whose record cannot be read is left out, with a warning.

    Parameters
    ----------
    folder : Path
        The visit's folder, which holds its log.

    Raises
    ------
    InputError
        It is no folder of a visit, or nothing was recorded in it.
    RecordError
        Its log is damaged, or none of its records can be read.
    """
    kept = _read_log(folder / LOG_NAME)
    if kept is None:
        raise InputError(
            f"holds no {LOG_NAME} that can be read.",
            where=str(folder),
            next_step=_ANOTHER,
        )
    parts: list[RecordedPart] = []
    faults: list[FormcheckError] = []
    for opened in kept.visit.parts:
        try:
            record = read_record(folder / opened.name / RECORD_NAME)
        except FormcheckError as error:
            _log.warning("%s It is left out.", error)
            faults.append(error)
            continue
        if record.inputs:
            parts.append(RecordedPart(record, opened.set_number))
    if not parts:
        if faults:
            raise faults[0]
        raise InputError(
            "is a visit in which no movement was recorded.",
            where=str(folder),
            next_step="Name the folder of another visit.",
        )
    return RecordedVisit(tuple(parts), not faults and all(one.record.is_whole for one in parts))


def _read_log(path: Path) -> KeptVisit | None:
    """Return a visit; None where there is no log, or it says nothing."""
    if not os.path.lexists(path):
        return None
    try:
        return load_visit(path)
    except RecordError as error:
        next_step = "The record.jsonl of each of its parts can be replayed by itself."
        raise RecordError(error.what, where=error.where, next_step=next_step) from error
