"""One sample clip through ``formcheck review``: what is printed, every file, what is in it."""

from __future__ import annotations

import csv
import json
from math import nan
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck.samples import Dof
from formcheck.session import codec
from formcheck.session.model import Session
from formcheck.validation.angles.frames import score_angle
from formcheck.validation.model import Trace
from formcheck.validation.targets import TargetKind
from formcheck.validation.truth.clip import Truth, load_truth
from tests.support.commands import Reviewed, Submit, names_in
from tests.support.truth import BRIEF, MUST, SAMPLES, check_against_truth

FILES = {
    "report.html",
    "overlay.mp4",
    "session.json",
    "repetitions.csv",
    "repetitions.xlsx",
    "angles.csv",
    "record.jsonl",
}
VIDEO = SAMPLES / f"{BRIEF}.mp4"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reviewed(submit: Submit) -> Reviewed:
    """Return the review of the shortest clip."""
    return submit(VIDEO, "--json").result()


@pytest.fixture(scope="module")
def folder(reviewed: Reviewed) -> Path:
    """Return the folder of its results."""
    return reviewed.folder / BRIEF


@pytest.fixture(scope="module")
def session(reviewed: Reviewed) -> Session:
    """Return what the program printed."""
    return codec.from_document(Session, json.loads(reviewed.out))


@pytest.fixture(scope="module")
def truth() -> Truth:
    """Return the truth about the clip."""
    return load_truth(SAMPLES / f"{BRIEF}.truth.json")


def test_it_ends_well_and_leaves_every_file(reviewed: Reviewed, folder: Path) -> None:
    assert (reviewed.code, reviewed.err) == (0, "")
    assert names_in(folder) == FILES
    assert all((folder / name).stat().st_size > 200 for name in names_in(folder))


def test_every_attempt_is_counted_and_judged_as_it_was_rendered(session: Session, truth: Truth) -> None:
    check_against_truth(session, truth)


@pytest.mark.parametrize("moment", ["start", "peak", "end"])
def test_times_of_the_repetitions(session: Session, truth: Truth, moment: str) -> None:
    found = [getattr(repetition, f"{moment}_s") for repetition in session.repetitions]
    expected = [getattr(repetition, f"{moment}_s") for repetition in truth.repetitions]
    assert found == pytest.approx(expected, abs=MUST[TargetKind(f"time_of_{moment}")])


def test_the_knee_in_every_frame(folder: Path, session: Session, truth: Truth) -> None:
    knee = Dof.KNEE_FLEXION
    with (folder / "angles.csv").open(newline="", encoding="utf-8") as file:
        rows = [(float(row["t_s"]), float(row[f"{knee.value}_deg"] or nan)) for row in csv.DictReader(file)]
    times, measured = np.array(rows).T
    assert len(times) == len(truth.t_s)
    assert session.coverage.measured[knee] > 0.9
    assert score_angle([Trace(times, measured, truth.at(knee, times))]).error.mae <= MUST[TargetKind.KNEE]


def test_the_overlay_plays_at_true_speed(folder: Path) -> None:
    with av.open(str(VIDEO)) as video, av.open(str(folder / "overlay.mp4")) as overlay:
        times = [frame.time for frame in video.decode(video=0)]
        assert [frame.time for frame in overlay.decode(video=0)] == pytest.approx(times, abs=1e-3)
        assert overlay.streams.video[0].codec_context.name == "h264"


def test_the_report_needs_no_network(folder: Path) -> None:
    page = (folder / "report.html").read_text(encoding="utf-8")
    for loading in ('src="http', "src='http", '<link rel="stylesheet" href="http', "@import", 'src="//'):
        assert loading not in page
