"""Make the golden records: ``python -m tests.golden.make`` (all of them: about ten minutes on two cores)."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

from formcheck.apps.validation.landmarks import SUFFIX, record_path
from formcheck.apps.validation.validate import validate
from tests.support.truth import FILES, SAMPLES

GOLDEN = Path(__file__).resolve().parent


def golden_path(file: str) -> Path:
    """Return where the landmarks of a clip are kept."""
    return record_path(GOLDEN, file)


def kept() -> set[Path]:
    """Return the records that are here."""
    return set(GOLDEN.glob(f"*{SUFFIX}"))


def wanted() -> set[Path]:
    """Return the records that belong here: one for each clip, derived or not."""
    return {golden_path(file) for file in FILES}


def unpack(stem: str, folder: Path) -> Path:
    """Unpack the record of a clip into a folder and return its path."""
    path = folder / "record.jsonl"
    path.write_bytes(gzip.decompress(golden_path(f"{stem}.mp4").read_bytes()))
    return path


def main() -> None:
    """Make every record that is not of its clip or not of the model as they are, and take away what has no clip."""
    for path in kept() - wanted():
        path.unlink()
    failures = validate(SAMPLES, records=GOLDEN).failures
    sys.stdout.writelines(f"{failure.reason}\n" for failure in failures)
    size = sum(path.stat().st_size for path in kept())
    sys.stdout.write(f"{len(kept())} records, {size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
