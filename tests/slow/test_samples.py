"""The sample clips through the whole program: what was rendered is what is found."""

from __future__ import annotations

import csv
import json
from concurrent.futures import Future
from math import nan
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck.samples import AngleSample, Dof, Side
from formcheck.session import codec
from formcheck.session.model import Session
from formcheck.session.record import Record, read_record
from tests.golden.make import unpack
from tests.support.commands import Reviewed, Submit
from tests.support.truth import (
    ANKLE_MAE_DEG,
    KNEE_MAE_DEG,
    SAMPLES,
    STEMS,
    TIME_TOLERANCE_S,
    Truth,
    check_against_truth,
    load_truth,
)

FILES = {"report.html", "overlay.mp4", "session.json", "repetitions.csv", "angles.csv", "record.jsonl"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def running(submit: Submit) -> dict[str, Future[Reviewed]]:
    """Start the review of every sample clip."""
    return {stem: submit(SAMPLES / f"{stem}.mp4", "--json") for stem in STEMS}


@pytest.fixture(params=STEMS)
def stem(request: pytest.FixtureRequest) -> str:
    """Return the name of each sample clip in turn."""
    assert isinstance(request.param, str)
    return request.param


@pytest.fixture
def reviewed(stem: str, running: dict[str, Future[Reviewed]]) -> Reviewed:
    """Return the review of a clip."""
    return running[stem].result()


@pytest.fixture
def folder(stem: str, reviewed: Reviewed) -> Path:
    """Return the folder of a clip's results."""
    return reviewed.folder / stem


@pytest.fixture
def session(reviewed: Reviewed) -> Session:
    """Return what the program printed."""
    return codec.from_document(Session, json.loads(reviewed.out))


@pytest.fixture
def truth(stem: str) -> Truth:
    """Return the truth about a clip."""
    return load_truth(stem)


def samples_in(path: Path) -> list[AngleSample]:
    """Return the angles in a table, blank ones as NaN."""
    with path.open(newline="", encoding="utf-8") as file:
        return [
            AngleSample(
                float(row["t_s"]),
                Side.RIGHT,
                {dof: float(row[f"{dof.value}_deg"] or nan) for dof in Dof},
                dict.fromkeys(Dof, 1.0),
            )
            for row in csv.DictReader(file)
        ]


def test_it_ends_well_and_leaves_every_file(reviewed: Reviewed, folder: Path) -> None:
    assert (reviewed.code, reviewed.err) == (0, "")
    assert {path.name for path in folder.iterdir()} == FILES
    assert all(path.stat().st_size > 200 for path in folder.iterdir())


def test_every_attempt_is_counted_and_judged_as_it_was_rendered(session: Session, truth: Truth) -> None:
    check_against_truth(session, truth)


@pytest.mark.parametrize("moment", ["start_s", "peak_s", "end_s"])
def test_times_of_the_repetitions(session: Session, truth: Truth, moment: str) -> None:
    found = [getattr(repetition, moment) for repetition in session.repetitions]
    expected = [getattr(repetition, moment) for repetition in truth.repetitions]
    assert found == pytest.approx(expected, abs=TIME_TOLERANCE_S)


@pytest.mark.parametrize(
    ("dof", "most_deg"), [(Dof.KNEE_FLEXION, KNEE_MAE_DEG), (Dof.ANKLE_DORSIFLEXION, ANKLE_MAE_DEG)]
)
def test_angles_of_every_frame(folder: Path, session: Session, truth: Truth, dof: Dof, most_deg: float) -> None:
    samples = samples_in(folder / "angles.csv")
    assert len(samples) == len(truth.t_s)
    assert session.coverage.measured[dof] > 0.9
    assert truth.mean_error_deg(dof, samples) <= most_deg


def test_the_overlay_plays_at_true_speed(stem: str, folder: Path) -> None:
    with av.open(str(SAMPLES / f"{stem}.mp4")) as video, av.open(str(folder / "overlay.mp4")) as overlay:
        times = [frame.time for frame in video.decode(video=0)]
        assert [frame.time for frame in overlay.decode(video=0)] == pytest.approx(times, abs=1e-3)
        assert overlay.streams.video[0].codec_context.name == "h264"


def test_the_report_needs_no_network(folder: Path) -> None:
    page = (folder / "report.html").read_text(encoding="utf-8")
    for loading in ('src="http', "src='http", '<link rel="stylesheet" href="http', "@import", 'src="//'):
        assert loading not in page


def test_the_golden_record_is_of_this_clip_and_this_model(stem: str, folder: Path, tmp_path: Path) -> None:
    fresh, golden = read_record(folder / "record.jsonl"), read_record(unpack(stem, tmp_path))
    assert golden.header.software.model_sha256 == fresh.header.software.model_sha256
    assert [pose.t_s for pose in golden.poses] == [pose.t_s for pose in fresh.poses]
    # Other processors round otherwise, and the model follows its own last answer: near, not equal.
    assert np.median(np.abs(knees(golden) - knees(fresh))) < 2.0


def knees(record: Record) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return where both knees are in every frame."""
    names = ("left_knee", "right_knee")
    return np.array(
        [[(pose.landmarks[name].x_px, pose.landmarks[name].y_px) for name in names] for pose in record.poses]
    )
