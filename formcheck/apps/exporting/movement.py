"""Movement for OpenSim, of each session its record played again: angles as ``.mot``, body points as ``.trc``."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from formcheck.apps.exporting.forms import Form
from formcheck.apps.exporting.order import Made, Order
from formcheck.apps.exporting.reading import Chosen, Progress, naming_visit
from formcheck.apps.naming import numbered, portable_name
from formcheck.errors import InputError
from formcheck.kept import whole_file
from formcheck.outputs.markers import OpenSimMarkers
from formcheck.outputs.opensim import OpenSimMotion
from formcheck.session.model import Header, Session
from formcheck.session.record import parse_record
from formcheck.session.run import run_session, without_pictures
from formcheck.store.archive import VisitKey
from formcheck.store.database import Database
from formcheck.store.model import VisitRow
from formcheck.store.room import read_record, read_surroundings
from formcheck.words.catalogue import Words

ABOUT: Final = "record.html"
"""Lies beside what cannot say for itself by what it was made."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A session to be played again.

    Parameters
    ----------
    visit : VisitRow
        Its visit.
    key : VisitKey
        The same for the store.
    part : str
        Its part; empty where the visit has no parts.
    """

    visit: VisitRow
    key: VisitKey
    part: str

    @property
    def name(self) -> str:
        """What it is called in a folder: the day, and the part."""
        day = str(self.visit.day) if self.visit.day is not None else self.visit.key
        return portable_name(f"{day}_{self.part}" if self.part else day)


def recorded_in(database: Database, chosen: Chosen, progress: Progress) -> Iterator[Recorded]:
    """Yield the sessions of some visits, in order; how many visits are done is told.

    Parameters
    ----------
    database : Database
        The store.
    chosen : Chosen
        The visits.
    progress : callable
        Told how far it is.
    """
    for number, visit in enumerate(chosen.visits):
        progress(number, len(chosen.visits))
        key = VisitKey(chosen.person, visit.key)
        with naming_visit(visit):
            parts = read_surroundings(database, key, visit.parts[0]).parts if visit.parts else ()
        yield from (Recorded(visit, key, one.part) for one in parts)
    progress(len(chosen.visits), len(chosen.visits))


def write_movement(
    order: Order, chosen: Chosen, database: Database, words: Words, page: str, path: Path, progress: Progress
) -> Made:
    """Write a ZIP with a file of each session, and beside each what is to be known of it.

    Parameters
    ----------
    order : Order
        Which of the two forms.
    chosen : Chosen
        The visits.
    database : Database
        The store.
    words : Words
        The language of what is told of what is not in it.
    page : str
        The record of the same visits as HTML, which lies beside: what was prescribed and corrected, by which program
        and model it was measured, and how far to trust it.
    path : Path
        The file to write.
    progress : callable
        Told how far it is.

    Raises
    ------
    FormcheckError
        A record is damaged, the visit is named; or no session has one.
    """
    missing: list[str] = []
    taken: set[str] = set()
    with TemporaryDirectory(prefix="formcheck-") as scratch, whole_file(path) as new:
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as pack:
            for one in recorded_in(database, chosen, progress):
                name = numbered(one.name, taken.__contains__)
                made = Path(scratch) / f"{name}.{order.form}"
                with naming_visit(one.visit):
                    about = _play(order, database, one, made)
                if not made.exists():
                    missing.append(words("exporting-no-movement", session=name))
                    continue
                taken.add(name)
                pack.write(made, made.name)
                pack.writestr(f"{name}.about.txt", about)
                made.unlink()
            pack.writestr(ABOUT, page)
        if not taken:
            raise InputError(
                words("exporting-no-movements"), where=chosen.person, next_step=words("exporting-no-movements-next")
            )
    return Made(path, tuple(missing))


def _play(order: Order, database: Database, one: Recorded, path: Path) -> str:
    """Play a record into a file, and return what is to be known of it; without a record no file is made."""
    try:
        kept = read_record(database, one.key, one.part)
    except InputError:
        return ""
    record = parse_record(kept.content.split(b"\n"), one.part or one.visit.key)
    markers = OpenSimMarkers(path, order.height_m)
    output = markers if order.form is Form.TRC else OpenSimMotion(path)
    session = run_session(record.header, without_pictures(record.inputs), (output,), is_broken_off=not record.is_whole)
    return "\n".join((*_about(record.header, session), *_about_markers(markers))) + "\n"


def _about(header: Header, session: Session) -> Iterator[str]:
    software = header.software
    yield f"made by {software.name} {software.version}, {software.estimator} {software.estimator_version}"
    yield f"measured by {', '.join(one.name for one in header.instruments)} {software.model_sha256}".rstrip()
    yield f"exercise {session.exercise}, leg {session.side or 'not known'}, faces {session.facing or 'not known'}"
    yield "Played again from the record, by the version of this program that wrote this file. What clinicians put right"
    yield "is not in it: see the tables."
    yield "knee_angle: 0 straight, positive in flexion. ankle_angle: 0 square to the shank, positive in dorsiflexion."


def _about_markers(markers: OpenSimMarkers) -> Iterator[str]:
    scaling = markers.scaling
    if scaling is not None:
        yield "Units mm, in the plane of the picture: X forward, Y up, depth 0. A picture has no metres: the"
        yield f"median shank ({scaling.shank_px:.1f} px) is taken to be 0.246 of a height of {scaling.height_m:.2f} m:"
        yield f"{scaling.mm_per_px:.4f} mm for a pixel. All lengths are as right as that height is."
        yield "A point that could not be seen is left empty."
