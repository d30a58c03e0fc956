"""``formcheck corrections``: sessions looked through whole, handed out as a validation set that names nobody."""

from __future__ import annotations

import gzip
import json
import secrets
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from uuid import uuid4

import typer

from formcheck.apps import exits
from formcheck.apps.store.counting import counting
from formcheck.apps.store.opening import opened
from formcheck.computer import language_settings
from formcheck.errors import InputError
from formcheck.kept import part_in, put_where_free
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.printable import printable
from formcheck.session.anonymous import without_person
from formcheck.session.corrections import standing
from formcheck.session.judged import judge_session
from formcheck.session.record import end_line, header_line, input_line, parse_record
from formcheck.store.agreement import JudgedSession, sessions_whole
from formcheck.store.correcting import read_part, see_session
from formcheck.store.database import Database
from formcheck.store.digest import SENSORS, read_repetitions
from formcheck.store.names import RECORD_DOCUMENT
from formcheck.validation.truth.corrected import (
    CORRECTED,
    SUFFIX,
    CorrectedRepetition,
    CorrectedSession,
    dump_corrected,
)
from formcheck.words.catalogue import words_for

_ID_BYTES: Final = 6
_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class CorrectionsOptions:
    """What a call of ``formcheck corrections`` asks for; see its options."""

    out: Path
    store: str | None
    language: str | None
    as_json: bool
    quiet: bool


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed out.

    Parameters
    ----------
    sessions, people : int
        How many sessions of how many people are in the set.
    left_out : int
        Sessions looked through whole of which no record was kept.
    """

    sessions: int
    people: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a set."""

    name: str
    content: bytes


def run(settings: CorrectionsOptions) -> int:
    """Hand the set out, show where it is, and return the exit code.

    Parameters
    ----------
    settings : CorrectionsOptions
        The options.

    Raises
    ------
    FormcheckError
        The store cannot be used, nothing was looked through whole, or the folder is there already.
    """
    words = words_for(settings.language, language_settings())
    is_silent = settings.quiet or settings.as_json
    with (
        opened(settings.store) as database,
        exits.files_minded(),
        exits.broken_off(lambda: words("broken-off")),
        counting(words("import-progress"), is_silent=is_silent) as moved,
    ):
        handed = write_folder(database, settings.out, moved)
    if settings.as_json:
        told = {"folder": str(settings.out), "sessions": handed.sessions, "people": handed.people}
        typer.echo(json.dumps(told | {"left_out": handed.left_out}, ensure_ascii=False))
    elif not settings.quiet:
        path = printable(str(settings.out))
        typer.echo(words("agreement-exported", path=path, sessions=handed.sessions, people=handed.people))
    if handed.left_out:
        sys.stderr.write(f"formcheck: {words('agreement-left-out', count=handed.left_out)}\n")
    return exits.SUCCESS


def _nowhere(_: int, __: int) -> None:
    """Show nothing."""


def write_folder(database: Database, out: Path, moved: Callable[[int, int], None] = _nowhere) -> Handed:
    """Write the set into a folder that appears whole, or not at all.

    Parameters
    ----------
    database : Database
        The store.
    out : Path
        The folder, which must not be there.
    moved : callable
        Told meanwhile how many sessions are done, and how many there are.

    Raises
    ------
    InputError
        The folder is there already, or nothing was looked through whole.
    OSError
        It cannot be written.
    """
    final = out.absolute()
    if final.exists():
        raise InputError("is there already.", where=str(final), next_step="Name another folder with --out, or move it.")
    with part_in(final.parent) as new:
        new.mkdir()
        handed = _write(database, lambda one: (new / one.name).write_bytes(one.content), moved)
        if not handed.sessions:
            raise InputError(
                "holds no session that was looked through whole, with its body points.",
                where=database.place,
                next_step="Go through one in formcheck clinic, and press L.",
            )
        if not put_where_free(new, final):
            raise InputError("was made by somebody else meanwhile.", where=str(final), next_step="Look at it.")
    return handed


def write_zip(database: Database, into: BinaryIO) -> Handed:
    """Write the set as a zip file.

    Parameters
    ----------
    database : Database
        The store.
    into : file
        Where it is written.
    """
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as packed:  # records are packed already; no file has a time

        def add(one: _File) -> None:
            packed.writestr(zipfile.ZipInfo(f"formcheck-corrections/{one.name}"), one.content)

        return _write(database, add, _nowhere)


def _write(database: Database, keep: Callable[[_File], object], moved: Callable[[int, int], None]) -> Handed:
    with database.reading() as connection:
        sessions = sessions_whole(connection)
    secrets.SystemRandom().shuffle(sessions)  # their order would tell who came when
    people: dict[str, str] = {}
    told: list[CorrectedSession] = []
    left_out = 0
    for number, one in enumerate(sessions, start=1):
        person = people.setdefault(one.of.person, secrets.token_hex(_ID_BYTES))
        made = _session(database, one, person)
        if made is None:
            left_out += 1
        else:
            file, entry = made
            keep(file)
            told.append(entry)
        moved(number, len(sessions))
    keep(_File(CORRECTED, dump_corrected(tuple(told)).encode()))
    return Handed(len(told), len({one.person for one in told}), left_out)


def _session(database: Database, one: JudgedSession, person: str) -> tuple[_File, CorrectedSession] | None:
    """Return the record and the truth of a session; None where its record was not kept or is not whole any more."""
    seen = see_session(database, one.of, one.part)
    found = read_repetitions(seen.result, one.part or one.of.key)
    judged = judge_session(found, standing([each for each in seen.corrections if each.part == one.part]))
    try:
        content = read_part(database, one.of, one.part, RECORD_DOCUMENT)
    except InputError:
        return None
    record = parse_record(content.split(b"\n"), one.part or one.of.key)
    if not judged.is_whole or not record.is_whole:
        return None
    name = secrets.token_hex(_ID_BYTES)
    kept, since_s = without_person(record, name, str(uuid4()))
    lines = [header_line(kept.header, BLAZEPOSE_33)]
    lines += [input_line(raw, BLAZEPOSE_33) for raw in kept.inputs]
    lines.append(end_line(len(kept.inputs)))
    packed = gzip.compress("".join(f"{line}\n" for line in lines).encode(), mtime=0)
    entry = CorrectedSession(
        file=f"{name}{SUFFIX}",
        person=person,
        exercise=kept.header.prescription.exercise.id,
        instrument=kept.header.software.model or SENSORS,
        side=kept.header.prescription.side,
        repetitions=tuple(
            CorrectedRepetition(
                start_s=round(each.start_s - since_s, _DECIMALS),
                end_s=round(each.end_s - since_s, _DECIMALS),
                verdict=each.mine,
            )
            for each in judged.movements
            if each.mine is not None
        ),
    )
    return _File(entry.file, packed), entry
