"""Movement for OpenSim, of each session its record played again: angles as ``.mot``, body points as ``.trc``."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from formcheck.apps.exporting.forms import Form
from formcheck.apps.exporting.order import Made, Order
from formcheck.apps.exporting.reading import Chosen, Progress
from formcheck.apps.exporting.sessions import Packing, Page, Recorded, pack_sessions, recorded_in
from formcheck.errors import InputError
from formcheck.outputs.markers import OpenSimMarkers
from formcheck.outputs.opensim import OpenSimMotion
from formcheck.session.model import Header, Session
from formcheck.session.record import parse_record
from formcheck.session.run import run_session, without_pictures
from formcheck.store.database import Database
from formcheck.store.room import read_record
from formcheck.words.catalogue import Words


def write_movement(
    order: Order, chosen: Chosen, database: Database, words: Words, page: Page, path: Path, progress: Progress
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
    page : callable
        As of `pack_sessions`.
    path : Path
        The file to write.
    progress : callable
        Told how far it is.

    Raises
    ------
    FormcheckError
        A record is damaged, the visit is named; or no session has one.
    """

    def play(one: Recorded, made: Path) -> str:
        return _play(order, database, one, made)

    pack = Packing("movement", f".{order.form}", zipfile.ZIP_DEFLATED)
    return pack_sessions(pack, recorded_in(database, chosen, progress), play, chosen, words, page, path)


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
