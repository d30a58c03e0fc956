"""Pictures that tell their own number in bars, and a film of them with its record."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final
from unittest.mock import patch

import numpy as np

from formcheck.apps import recordings
from formcheck.session.record import Record, read_record
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.model import Film, VisitDocuments, film_document
from tests.support.estimators import FakeEstimator
from tests.support.people import Rep, Script
from tests.support.stored import AUTHOR, NOW
from tests.support.videos import Picture, write_video

BITS: Final = 10
WIDTH_PX, HEIGHT_PX = 320, 240

FIVE_REPS: Final = Script([Rep()] * 3 + [Rep().ending(knee_flexion=45.0), Rep()])

READ: Final = f"""(shown) => {{
  const canvas = document.createElement('canvas');
  canvas.width = {WIDTH_PX}; canvas.height = {HEIGHT_PX};
  const pen = canvas.getContext('2d', {{ willReadFrequently: true }});
  pen.drawImage(shown, 0, 0, canvas.width, canvas.height);
  const row = pen.getImageData(0, canvas.height / 2, canvas.width, 1).data, wide = canvas.width / {BITS};
  let number = 0;
  for (let bit = 0; bit < {BITS}; bit += 1) {{
    if (row[4 * Math.round(wide * (bit + 0.5))] > 128) number |= 1 << bit;
  }}
  return number;
}}"""
"""Reads in a browser the number that a picture or a film shows."""


def numbered(index: int) -> Picture:
    """Return a picture with the bits of its number as bars, on a ground that changes with it."""
    image = np.full((HEIGHT_PX, WIDTH_PX, 3), 60 + index % 7 * 10, np.uint8)
    wide = WIDTH_PX // BITS
    for bit in range(BITS):
        image[30:210, wide * bit : wide * (bit + 1)] = 235 if index >> bit & 1 else 20
    return image


def number_in(image: Picture) -> int:
    """Return the number that a picture tells, of whatever size it is; it is read high up, where no figure is drawn."""
    wide = image.shape[1] / BITS
    row = image[round(0.15 * image.shape[0])]
    return sum(int(row[round(wide * (bit + 0.5))].mean() > 128) << bit for bit in range(BITS))


def irregular_times(count: int, begins_s: float) -> list[float]:
    """Return times as a telephone has them: 20 to 67 ms apart, in ticks of 1/90000 s."""
    ticks = np.random.default_rng(11).integers(1800, 6000, count - 1).cumsum()
    return [begins_s, *(begins_s + int(tick) / 90_000 for tick in ticks)]


@dataclass(frozen=True, slots=True)
class NumberedFilm:
    """A film of numbered pictures, and what a review of it left.

    Parameters
    ----------
    path : Path
        The film.
    record : Record
        Its record: the number of a picture is that of its frame.
    documents : VisitDocuments
        Ready for a store.
    """

    path: Path
    record: Record
    documents: VisitDocuments

    def keep(self, archive: DatabaseArchive, person: str) -> str:
        """Put it into a store, and return the address of its page."""
        archive.keep(person, self.documents, NOW, AUTHOR)
        return f"/person/{person}/visit/{self.record.header.id}/whole"


def make_numbered_film(
    folder: Path, name: str, count: int = 560, begins_s: float = 0.0, script: Script = FIVE_REPS
) -> NumberedFilm:
    """Write a film of numbered pictures at irregular times, review it by somebody who knows the answer, return both."""
    codec, options = {
        ".webm": ("libvpx", {"g": "60", "b": "4000000"}),
        ".avi": ("mpeg4", {"g": "24", "bf": "2", "b": "8000000"}),
    }.get(Path(name).suffix, ("libx264", {"bf": "3", "g": "90", "preset": "veryfast"}))
    is_even = name.endswith(".avi")  # has no times of its own
    times = [number / 25 for number in range(count)] if is_even else irregular_times(count, begins_s)
    assert all(after > before for before, after in pairwise(times))
    unit = Fraction(1, 25) if is_even else Fraction(1, 90_000)
    path = write_video(folder / name, times, numbered, codec=codec, options=options, time_base=unit)
    out = folder / f"{name}.results"
    with patch.object(recordings, "make_estimator", lambda *_: FakeEstimator(script)):
        session = recordings.review(path, "tibial-slider-seated", out=out, overlay=False)
    record = read_record(next(out.rglob("record.jsonl")))
    assert len(record.poses) == count
    kept = {one: next(out.rglob(one)).read_bytes() for one in ("session.json", "record.jsonl")}
    kept["film.json"] = film_document(Film(str(path), session.source.sha256))
    return NumberedFilm(path, record, VisitDocuments(kept))
