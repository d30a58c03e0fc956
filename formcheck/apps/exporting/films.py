"""The film of a session with skeleton, angles and verdicts drawn on it, from its record and its film."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from formcheck.apps.exporting.order import Made, Order
from formcheck.apps.exporting.reading import Chosen, Progress, nobody_minds
from formcheck.apps.exporting.sessions import Packing, Page, Recorded, pack_sessions, recorded_in
from formcheck.apps.store.finding import Films, FilmState
from formcheck.errors import InputError
from formcheck.outputs.overlay import OverlayVideo
from formcheck.samples import Frame, PoseWithReadings
from formcheck.session.model import RawInput, Step
from formcheck.session.output import BlankOutput
from formcheck.session.record import Record, parse_record
from formcheck.session.run import run_session
from formcheck.sources.stills import StillFile
from formcheck.store.database import Database
from formcheck.store.room import read_film, read_record
from formcheck.words.catalogue import Words


class _Watch(BlankOutput):
    """Tells how many pictures are done."""

    def __init__(self, of: int, progress: Progress) -> None:
        self._done, self._of, self._progress = 0, of, progress

    def write(self, step: Step) -> None:  # noqa: ARG002 - it is enough that there was one
        """Count one more picture."""
        self._done += 1
        self._progress(self._done, self._of)


def write_films(
    order: Order, chosen: Chosen, database: Database, words: Words, page: Page, path: Path, progress: Progress
) -> Made:
    """Write a ZIP with the film of each session; the face is covered unless it is asked for, and there is no sound.

    Parameters
    ----------
    order : Order
        Whether the face is shown.
    chosen : Chosen
        The visits.
    database : Database
        The store.
    words : Words
        The language of what is written over the pictures.
    page : callable
        As of `pack_sessions`.
    path : Path
        The file to write.
    progress : callable
        Told how many pictures are done.

    Raises
    ------
    FormcheckError
        A film or record is damaged, the visit is named; or no session has a film where it was.
    """

    def draw(one: Recorded, made: Path) -> str:
        _draw(order, database, words, one, made, progress)
        return ""

    pack = Packing("film", ".mp4", zipfile.ZIP_STORED)
    return pack_sessions(pack, recorded_in(database, chosen, nobody_minds), draw, chosen, words, page, path)


def _draw(order: Order, database: Database, words: Words, one: Recorded, path: Path, progress: Progress) -> None:
    """Draw one session; without film or record no file is made."""
    film = read_film(database, one.key, one.part)
    if film is None:
        return
    record = _record(database, one)
    if record is None:
        return
    found = Films().find(film, record.header.source.sha256)
    if found.state is not FilmState.HERE or found.path is None:
        return
    outputs = (OverlayVideo(path, words, faces=order.shows_faces), _Watch(len(record.inputs), progress))
    run_session(record.header, _filmed(record, found.path), outputs, is_broken_off=not record.is_whole)


def _record(database: Database, one: Recorded) -> Record | None:
    try:
        kept = read_record(database, one.key, one.part)
    except InputError:
        return None
    return parse_record(kept.content.split(b"\n"), one.part or one.visit.key)


def _filmed(record: Record, path: Path) -> Iterator[tuple[RawInput, Frame | None]]:
    """Yield the inputs of a record, each with the picture that it was measured in; one that is not found has none."""
    source, poses = record.header.source, record.poses
    # A session before a camera has no file of its own; its film begins with its first picture.
    first_s = 0.0 if source.sha256 or not poses else poses[0].t_s
    stills = StillFile(path, source, first_s)
    try:
        pictures = stills.read([one.t_s for one in poses])
        held = next(pictures, None)
        for raw in record.inputs:
            pose = raw.pose if isinstance(raw, PoseWithReadings) else raw
            if held is not None and held[0] == pose.t_s:
                yield raw, Frame(pose.t_s, getattr(pose, "index", 0), held[1])
                held = next(pictures, None)
            else:
                yield raw, None
    finally:
        stills.close()
