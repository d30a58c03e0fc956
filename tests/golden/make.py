"""Make the golden records: ``python -m tests.golden.make`` (all of them: about twenty minutes on two cores)."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

from formcheck.apps.validate.landmarks import SUFFIX, record_path
from formcheck.apps.validate.validate import validate
from formcheck.defaults import DEFAULT_ESTIMATOR
from tests.support.truth import FILES, SAMPLES

GOLDEN = Path(__file__).resolve().parent
REFERENCE = GOLDEN / "mediapipe"
"""The same clips through MediaPipe, which the default estimator is held against."""

PLACES = {"litert": GOLDEN, "mediapipe": REFERENCE}


def golden_path(file: str, estimator: str = DEFAULT_ESTIMATOR) -> Path:
    """Return where the landmarks of a clip are kept."""
    return record_path(PLACES[estimator], file)


def kept(estimator: str) -> set[Path]:
    """Return the records that are here."""
    return set(PLACES[estimator].glob(f"*{SUFFIX}"))


def wanted(estimator: str) -> set[Path]:
    """Return the records that belong here: one for each clip, derived or not."""
    return {golden_path(file, estimator) for file in FILES}


def unpack(stem: str, folder: Path) -> Path:
    """Unpack the record of a clip into a folder and return its path."""
    path = folder / "record.jsonl"
    path.write_bytes(gzip.decompress(golden_path(f"{stem}.mp4").read_bytes()))
    return path


def main() -> None:
    """Make every record that is not of its clip or not of the model as they are, and take away what has no clip."""
    for estimator, folder in PLACES.items():
        for path in kept(estimator) - wanted(estimator):
            path.unlink()
        failures = validate(SAMPLES, estimator=estimator, records=folder).failures
        sys.stdout.writelines(f"{failure.reason}\n" for failure in failures)
        size = sum(path.stat().st_size for path in kept(estimator))
        sys.stdout.write(f"{estimator}: {len(kept(estimator))} records, {size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
