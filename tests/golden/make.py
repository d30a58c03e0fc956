"""Make the golden records anew: ``python -m tests.golden.make`` (about two minutes on two cores)."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from formcheck.apps.review import review
from formcheck.outputs.jsonl import RecordFile
from tests.support.truth import SAMPLES, STEMS

GOLDEN = Path(__file__).resolve().parent


def golden_path(stem: str) -> Path:
    """Return where the record of a sample clip is kept."""
    return GOLDEN / f"{stem}.record.jsonl.gz"


def unpack(stem: str, folder: Path) -> Path:
    """Unpack the record of a sample clip into a folder and return its path."""
    path = folder / "record.jsonl"
    path.write_bytes(gzip.decompress(golden_path(stem).read_bytes()))
    return path


def make(stem: str) -> None:
    """Run the heavy model over a sample clip and keep its record."""
    with TemporaryDirectory() as folder:
        record = Path(folder) / "record.jsonl"
        review(SAMPLES / f"{stem}.mp4", outputs=(RecordFile(record),))
        # No time in the head of the file: the same poses give the same bytes.
        golden_path(stem).write_bytes(gzip.compress(record.read_bytes(), compresslevel=9, mtime=0))


def main() -> None:
    """Make every golden record."""
    for stem in STEMS:
        make(stem)
        sys.stdout.write(f"{golden_path(stem)}: {golden_path(stem).stat().st_size / 1e3:.0f} kB\n")


if __name__ == "__main__":
    main()
