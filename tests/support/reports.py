"""Reports of long sessions, with pictures or without, as a review or a replay writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from formcheck.outputs.report import Report
from formcheck.samples import Frame
from formcheck.session.model import RawInput, Session
from formcheck.session.record import Record
from formcheck.session.run import run_session
from formcheck.words.catalogue import Words


def write_report(
    record: Record, path: Path, *, language: str = "en", person: str = "", has_pictures: bool = False
) -> Session:
    """Write the report of a record, and return the session.

    Parameters
    ----------
    record : Record
        The body points.
    path : Path
        The file.
    language : str
        The language of the page.
    person : str
        Name for its head.
    has_pictures : bool
        Whether every moment comes with a picture: one full of detail, which packs badly.
    """
    frames = _with_pictures(record.inputs) if has_pictures else ((raw, None) for raw in record.inputs)
    return run_session(record.header, frames, (Report(path, Words(language), person),))


def _with_pictures(inputs: Iterable[RawInput]) -> Iterator[tuple[RawInput, Frame | None]]:
    noise = np.random.default_rng(1)
    image = noise.integers(0, 255, (480, 640, 3), dtype=np.uint8)
    for index, raw in enumerate(inputs):
        yield raw, Frame(raw.t_s, index, image)
