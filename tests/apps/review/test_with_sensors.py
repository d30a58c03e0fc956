"""``formcheck review VIDEO --sensors``: both together, from the files to the report."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.apps import together
from formcheck.kinematics.clocks import Offset
from formcheck.ports import PoseEstimator
from formcheck.session.record import read_record
from formcheck.validation.simulated.faults import die
from tests.support.cases import few_rows
from tests.support.commands import Run
from tests.support.estimators import FakeEstimator
from tests.support.recorded import Files, write_recording, write_tracks

STARTS_WITHIN_S = 0.1


@pytest.fixture(autouse=True)
def estimator(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put an estimator that knows the answer in place of the pose model."""

    def make(*_: object) -> PoseEstimator:
        return FakeEstimator()

    monkeypatch.setattr(together, "make_estimator", make)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Return what sensors would have told of the person of the clip, after a calibration."""
    return write_recording(tmp_path_factory.mktemp("sensors"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_both_together_find_the_clocks_and_judge_what_was_done(formcheck: Run, clip: Path, files: Files) -> None:
    done = formcheck("review", clip, *files.options, "--out", "out", "--opensim")
    assert done.code == 0, done.words
    assert "clock" in done.words
    folder = Path("out") / clip.stem
    assert "DataRate=15.0" in (folder / "orientations.sto").read_text(encoding="ascii")
    assert (folder / "overlay.mp4").stat().st_size > 0
    session = json.loads((folder / "session.json").read_text(encoding="utf-8"))
    assert [one["kind"] for one in session["instruments"]] == ["camera", "sensor"]
    assert [one["verdict"] for one in session["repetitions"]] == ["good", "incomplete_range"]
    beside = read_record(folder / "record.jsonl").header.beside
    assert beside is not None
    assert beside.offset_s == pytest.approx(files.recording.starts_s, abs=STARTS_WITHIN_S)
    assert beside.correlation is not None


@pytest.mark.slow
def test_the_table_shows_what_each_of_them_read_and_the_record_replays(
    formcheck: Run, clip: Path, files: Files
) -> None:
    formcheck("review", clip, *files.options, "--out", "out", "--no-overlay")
    last = rows(Path("out") / clip.stem / "angles.csv")[-1]
    by_camera, by_sensors = (float(last[f"knee_flexion_{one}_deg"]) for one in ("camera", "sensor"))
    assert float(last["knee_flexion_deg"]) == by_sensors
    assert by_camera == pytest.approx(by_sensors, abs=8.0)
    done = formcheck("replay", Path("out") / clip.stem / "record.jsonl")
    assert (done.code, "The events are those" in done.words) == (0, True)


@pytest.mark.slow
def test_a_sensor_that_dies_costs_no_repetition(formcheck: Run, clip: Path, files: Files, tmp_path: Path) -> None:
    at_s = files.recording.at(0.6)
    tracks = {place: die(track, at_s) for place, track in files.recording.tracks.items()}
    dead = replace(files.recording, tracks=tracks)
    sensors = write_tracks(dead, tmp_path / "dead")
    found = Files(dead, sensors, files.calibration)
    done = formcheck("review", clip, *found.options, "--out", "out", "--json", "--sensor-offset", dead.starts_s)
    assert [one["verdict"] for one in json.loads(done.out)["repetitions"]] == ["good", "incomplete_range"]


@pytest.mark.slow
def test_clocks_that_cannot_be_told_are_an_error_that_says_what_to_do(
    formcheck: Run, brief: Path, files: Files
) -> None:
    done = formcheck("review", brief, *files.options, "--out", "out")
    assert done.code != 0
    assert "four extensions" in done.words
    assert "--sensor-offset" in done.words


@pytest.mark.slow
@pytest.mark.parametrize(
    ("offset", "told"),
    few_rows(
        [
            (
                Offset(1.0, 0.95, 0.2),
                ("another session", "20.0% of its range", "Name the recording that was made during"),
            ),
            (Offset(1.0, 0.95, 0.01, is_rivalled=True), ("so alike", "of different speed")),
        ]
    ),
    ids=["a stranger's", "rivalled"],
)
def test_why_the_clocks_cannot_be_told_is_said(
    formcheck: Run, brief: Path, files: Files, monkeypatch: pytest.MonkeyPatch, offset: Offset, told: tuple[str, ...]
) -> None:
    monkeypatch.setattr(together, "find_offset", lambda *_, **__: offset)
    done = formcheck("review", brief, *files.options, "--out", "out")
    assert done.code != 0
    assert all(one in done.words for one in (*told, "--sensor-offset"))


@pytest.mark.slow
def test_an_offset_that_is_given_is_taken(formcheck: Run, brief: Path, files: Files) -> None:
    done = formcheck("review", brief, *files.options, "--out", "out", "--sensor-offset", "-1.5", "--no-overlay")
    assert done.code == 0, done.words
    beside = read_record(Path("out") / brief.stem / "record.jsonl").header.beside
    assert beside is not None
    assert (beside.offset_s, beside.correlation) == (-1.5, None)


@pytest.mark.slow
def test_what_was_filmed_of_the_calibration_is_left_out(formcheck: Run, clip: Path, files: Files) -> None:
    ends_s = max(end_s for _, end_s in files.recording.labels.values())
    offset_s = f"{ends_s - 3.0:.3f}"
    done = formcheck("review", clip, *files.options, "--out", "out", "--sensor-offset", offset_s, "--no-overlay")
    assert done.code == 0, done.words
    poses = read_record(Path("out") / clip.stem / "record.jsonl").poses
    assert poses[0].t_s == pytest.approx(3.0, abs=0.1)
    assert poses[0].index > 0


def test_one_recording_goes_with_one_video(formcheck: Run, clip: Path, brief: Path, files: Files) -> None:
    assert "Name one video" in formcheck("review", clip, brief, *files.options).words


# --- sensors alone ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_sensors_alone_are_calibrated_judged_and_replayed(formcheck: Run, files: Files) -> None:
    spans = [option for name, (a, b) in files.recording.labels.items() for option in (f"--{name}", f"{a:.2f}-{b:.2f}")]
    done = formcheck("sensors", "calibrate", *files.sensors, *spans, "--out", "own.json")
    assert (done.code, done.err) == (0, "")
    named = [option for file in files.sensors for option in ("--sensors", file)]
    done = formcheck("review", *named, "--calibration", "own.json", "--out", "out", "--opensim")
    assert done.code == 0, done.words
    (folder,) = Path("out").iterdir()
    assert (folder / "angles.mot").stat().st_size > 0
    table = (folder / "orientations.sto").read_text(encoding="ascii").partition("endheader\n")[2]
    assert table.splitlines()[0].split("\t") == ["time", "femur_r_imu", "tibia_r_imu", "calcn_r_imu"]
    session = json.loads((folder / "session.json").read_text(encoding="utf-8"))
    assert [one["verdict"] for one in session["repetitions"]] == ["good", "incomplete_range"]
    assert "The events are those" in formcheck("replay", folder / "record.jsonl").words
    formcheck("replay", folder / "record.jsonl", "--out", "again", "--opensim")
    again = Path("again") / "orientations.sto"
    assert again.read_bytes() == (folder / "orientations.sto").read_bytes()
    formcheck("replay", folder / "record.jsonl", "--out", "again")
    assert not again.exists()


def test_sensors_without_a_calibration_are_not_guessed_at(formcheck: Run, files: Files) -> None:
    done = formcheck("review", "--sensors", files.sensors[0], "--out", "out")
    assert done.code == 3
    assert "formcheck sensors calibrate" in done.err
