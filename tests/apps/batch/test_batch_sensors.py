"""Archives with recordings of sensors: what is found, what goes with what, and what becomes of it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import numpy as np
import pyarrow.parquet as pq
import pytest

from formcheck.apps import together
from formcheck.apps.batch import work as working
from formcheck.apps.batch.entries import Entry, Standard, find_entries
from formcheck.apps.batch.lists import load_list
from formcheck.apps.worn import Worn
from formcheck.errors import FaultyFileError, SetupError
from formcheck.samples import Place, Segment, Side
from tests.support.commands import Run
from tests.support.estimators import FakeEstimator
from tests.support.recorded import calibrate_files, simulate_two_reps, write_lines, write_tracks
from tests.support.sensor_files import (
    write_dot,
    write_metabase,
    write_phyphox,
    write_sto,
    write_ximu3,
    zipped,
)  # fmt: skip

OUT = Path("results")
T_S = np.arange(60) / 100.0
LINES = "t,sensor,ax,ay,az,gx,gy,gz\n0.0,right_shank,0,9.8,0,0,0,0\n"
CALIBRATION = "{}"


def make_files(folder: Path, *names: str, text: str = LINES) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def found(folder: Path, worn: Worn | None = None) -> list[tuple[str, str | None, list[str], str | None]]:
    """Return the place, the video, the sensors and the calibration of each entry."""

    def short(path: Path | None) -> str | None:
        return None if path is None else path.relative_to(folder).as_posix()

    def told(entry: Entry) -> tuple[str, str | None, list[str], str | None]:
        sensors = [str(short(file)) for file in entry.worn.files] if entry.worn else []
        return str(entry.place), short(entry.video), sensors, short(entry.worn.calibration) if entry.worn else None

    return [told(entry) for entry in find_entries(folder, Standard(), folder / "out", worn)]


# Folders


def test_a_file_with_all_sensors_is_a_recording(tmp_path: Path) -> None:
    make_files(tmp_path, "anna.csv", "monday/ben.csv", "out/cleo.csv", ".trash/dora.csv")
    write_sto(tmp_path / "emil.sto", T_S, ["tibia_r_imu", "calcn_r_imu"])
    assert found(tmp_path) == [
        ("anna", None, ["anna.csv"], None),
        ("emil", None, ["emil.sto"], None),
        ("monday/ben", None, ["monday/ben.csv"], None),
    ]


def test_a_folder_whose_sensors_have_files_of_their_own_is_one(tmp_path: Path) -> None:
    for name in ("left_shank", "left_thigh"):
        write_dot(tmp_path / "anna" / f"{name}.csv", T_S)
    write_metabase(tmp_path / "ben" / "monday", T_S)
    make_files(tmp_path, "cleo/right_shank.csv", "cleo/right_foot.csv")
    assert [one[0] for one in found(tmp_path)] == ["anna", "ben/monday", "cleo"]


def test_a_folder_for_each_sensor_is_no_recording_but_the_one_around(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_ximu3(tmp_path / "anna" / name, T_S)
    for name in ("right shin", "right foot"):
        write_phyphox(tmp_path / "ben" / name, T_S)
    write_phyphox(tmp_path / "cleo", T_S)
    zipped(write_phyphox(tmp_path / "dora" / "x", T_S), tmp_path / "dora.zip")
    shutil.rmtree(tmp_path / "dora")
    assert [(one[0], one[2]) for one in found(tmp_path)] == [
        ("dora", ["dora.zip"]), ("anna", ["anna"]), ("ben", ["ben"]), ("cleo", ["cleo"]),
    ]  # fmt: skip


def test_the_folder_that_is_given_may_be_the_recording(tmp_path: Path) -> None:
    write_dot(tmp_path / "anna" / "left_shank.csv", T_S)
    (entry,) = find_entries(tmp_path / "anna", Standard(), tmp_path / "out")
    assert (entry.place, entry.worn) == (PurePosixPath("anna"), Worn((tmp_path / "anna",)))


def test_a_stray_file_costs_no_other_recording(tmp_path: Path) -> None:
    make_files(tmp_path, "right_shank.csv", "anna.csv")
    write_ximu3(tmp_path / "ben", T_S)
    assert [one[2] for one in found(tmp_path)] == [["anna.csv"], ["."], ["ben"]]


def test_a_calibration_beside_the_folder_that_is_given_makes_it_one_recording(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_ximu3(tmp_path / "anna" / name, T_S)
    make_files(tmp_path, "anna.sensors.json", text=CALIBRATION)
    (entry,) = find_entries(tmp_path / "anna", Standard(), tmp_path / "out")
    assert entry.worn == Worn((tmp_path / "anna",), tmp_path / "anna.sensors.json")


def test_what_bears_the_same_name_goes_together(tmp_path: Path) -> None:
    make_files(tmp_path, "anna.csv", "ben.csv", "cleo/one.csv", "cleo/two.csv", "dora.csv")
    make_files(tmp_path, "anna.sensors.json", "cleo.sensors.json", text=CALIBRATION)
    make_files(tmp_path, "anna.mp4", "cleo.mp4", "cleo/film.mp4", "dora.mp4", "dora.mov", text="")
    for_all = tmp_path / "all.json"
    assert found(tmp_path, Worn(calibration=for_all)) == [
        ("anna", "anna.mp4", ["anna.csv"], "anna.sensors.json"),
        ("cleo", "cleo.mp4", ["cleo"], "cleo.sensors.json"),
        ("dora", "dora.mov", [], None),
        ("dora", "dora.mp4", [], None),
        ("cleo/film", "cleo/film.mp4", [], None),
        ("ben", None, ["ben.csv"], "all.json"),
        ("dora", None, ["dora.csv"], "all.json"),
    ]


def test_what_has_a_calibration_of_its_name_is_taken_for_a_broken_recording(tmp_path: Path) -> None:
    make_files(tmp_path, "anna.csv", "notes.txt", text="nothing of the kind")
    make_files(tmp_path, "anna.sensors.json", "straps.sensors.json", text=CALIBRATION)
    make_files(tmp_path, "anna.mp4", text="")
    assert found(tmp_path) == [("anna", "anna.mp4", ["anna.csv"], "anna.sensors.json")]


def test_results_of_earlier_reviews_are_no_recordings(tmp_path: Path) -> None:
    write_sto(tmp_path / "old" / "anna" / "orientations.sto", T_S, ["tibia_r_imu"])
    make_files(tmp_path, "old/anna/record.jsonl", text="{}\n")
    make_files(tmp_path, "old/anna/angles.csv", text="t_s,phase,knee_flexion_deg\n0.0,,1.0\n")
    make_files(tmp_path, "ben.csv")
    assert [one[0] for one in found(tmp_path)] == ["ben"]


# Lists


def listed(folder: Path, text: str, name: str = "list.csv", worn: Worn | None = None) -> list[Entry]:
    make_files(folder, name, text=text)
    return load_list(folder / name, Standard(), worn)


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_table_names_sensors_and_what_is_known_of_them(tmp_path: Path, mark: str) -> None:
    make_files(tmp_path, "own.csv", "own.sensors.json")
    lines = [
        "video,sensors,calibration,place,sensor_offset,side",
        'a.mp4,"s/a_shank.txt;s/a_foot.txt",anna.json,,-1.5,right',
        ',"s/a_shank.txt; s/a_foot.txt",,A1=right_shank; A2=right_foot,,',
        ",own.csv,,,,",
        "b.mp4,,,,,",
    ]
    text = "\n".join(line.replace(",", mark).replace("; A2", "; A2") for line in lines)
    if mark == ";":
        text = text.replace("A1=right_shank; A2=right_foot", '"A1=right_shank; A2=right_foot"')
    for_all = Worn(calibration=tmp_path / "all.json", places={"B": Place(Side.LEFT, Segment.SHANK)})
    both, alone, own, filmed = listed(tmp_path, text, worn=for_all)
    pair = (tmp_path / "s" / "a_shank.txt", tmp_path / "s" / "a_foot.txt")
    assert (both.video, both.standard.side) == (tmp_path / "a.mp4", Side.RIGHT)
    assert both.worn == Worn(pair, tmp_path / "anna.json", for_all.places, -1.5)
    assert alone.worn is not None
    assert alone.worn.calibration == tmp_path / "all.json"
    assert alone.worn.places == {"A1": Place(Side.RIGHT, Segment.SHANK), "A2": Place(Side.RIGHT, Segment.FOOT)}
    assert own.worn is not None
    assert own.worn.calibration == tmp_path / "own.sensors.json"
    assert filmed.worn is None
    assert [str(entry.place) for entry in (both, alone, own)] == ["a", "a", "own"]


def test_a_text_may_name_recordings_of_sensors(tmp_path: Path) -> None:
    make_files(tmp_path, "anna.csv", "ben/one.csv")
    entries = listed(tmp_path, "anna.csv\nben\ncleo.mp4\nabsent.csv\n", "list.txt")
    assert [entry.worn is not None for entry in entries] == [True, True, False, False]


def test_faults_of_what_is_said_of_sensors_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError) as caught:
        listed(
            tmp_path,
            "video,sensors,calibration,place,sensor_offset\n"
            "a.mp4,,anna.json,,\n"
            ",b.csv,,A1=nose,soon\n"
            ",c.csv,,,1.0\n"
            ",c.csv,x.json,,\n",
        )
    assert [str(fault).partition(":")[0] for fault in caught.value.faults] == [
        "line 2, calibration", "line 3, place", "line 3, sensor_offset", "line 4, sensor_offset", "line 5, sensors",
    ]  # fmt: skip


# Reviews


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one recording: in one file, and in a folder with a file for each sensor."""
    folder = tmp_path_factory.mktemp("kept")
    recording = simulate_two_reps()
    lines = write_lines(recording, folder / "lines.csv")
    calibrate_files(recording, (lines,), folder / "lines.sensors.json")
    write_tracks(recording, folder / "parts")
    calibrate_files(recording, (folder / "parts",), folder / "parts.sensors.json")
    return folder


@pytest.fixture
def sensed(kept: Path, reviews: Sequence[FakeEstimator], monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001
    """Return an archive of two good recordings and a broken one between them."""
    monkeypatch.setattr(together, "make_estimator", lambda *_: FakeEstimator())
    folder = Path("archive").absolute()
    shutil.copytree(kept, folder)
    (folder / "lines.csv").rename(folder / "anna.csv")
    (folder / "lines.sensors.json").rename(folder / "anna.sensors.json")
    (folder / "parts").rename(folder / "cleo")
    (folder / "parts.sensors.json").rename(folder / "cleo.sensors.json")
    text = (folder / "anna.csv").read_text(encoding="utf-8").splitlines()
    broken = [*text[:50], "12.0,right_shank,not a number", *text[50:60]]
    (folder / "ben.csv").write_text("\n".join(broken), encoding="utf-8")
    return folder


@pytest.mark.slow
def test_all_are_reviewed_with_one_table(formcheck: Run, sensed: Path) -> None:
    done = formcheck("batch", sensed, "--out", OUT, "--json", "--calibration", sensed / "anna.sensors.json")
    assert done.code == 3
    result = json.loads(done.out)
    assert {one["folder"]: (one["video"], one["sensors"]) for one in result["done"]} == {
        "anna": (None, [str(sensed / "anna.csv")]), "cleo": (None, [str(sensed / "cleo")]),
    }  # fmt: skip
    (failed,) = result["failed"]
    assert (failed["folder"], failed["code"]) == ("ben", 3)
    assert "line 51" in failed["reason"]
    rows = pq.read_table(OUT / "repetitions.parquet").to_pylist()
    assert [(row["folder"], row["video"], row["sensors"], row["verdict"]) for row in rows] == [
        (name, None, str(path), verdict)
        for name, path in (("anna", sensed / "anna.csv"), ("cleo", sensed / "cleo"))
        for verdict in ("good", "incomplete_range")
    ]
    again = json.loads(formcheck("batch", sensed, "--out", OUT, "--json").out)
    assert [one["folder"] for one in again["skipped"]] == ["anna", "cleo"]


@pytest.mark.slow
def test_what_is_not_calibrated_is_not_guessed_at(formcheck: Run, sensed: Path) -> None:
    (sensed / "anna.sensors.json").unlink()
    done = formcheck("batch", sensed, "--out", OUT)
    assert done.code == 3
    assert "anna.csv: it is not known how the sensors sit on the leg." in done.err
    assert [line.split()[0] for line in done.out.splitlines() if line.strip()][:3] == ["1", "0", "2"]


@pytest.mark.slow
def test_it_is_done_again_when_the_sensors_or_their_calibration_change(formcheck: Run, sensed: Path) -> None:
    def done(*options: str) -> list[str]:
        document = json.loads(formcheck("batch", sensed, "--out", OUT, "--json", *options).out)
        return [one["folder"] for one in document["done"]]

    assert done() == ["anna", "cleo"]
    assert done("--model", "full", "--language", "es") == []  # no model has a part in it
    calibration = sensed / "anna.sensors.json"
    told = json.loads(calibration.read_text(encoding="utf-8"))
    calibration.write_text(json.dumps({**told, "personal": {**told["personal"], "cycle_s": 4.0}}), encoding="utf-8")
    assert done() == ["anna"]
    file = min((sensed / "cleo").iterdir())
    os.utime(file, ns=(1, 1))
    assert done() == ["cleo"]
    assert done() == []


@pytest.mark.slow
def test_a_video_and_sensors_of_one_name_are_one_session(formcheck: Run, sensed: Path, clip: Path) -> None:
    shutil.copy(clip, sensed / "anna.mp4")
    done = formcheck("batch", sensed, "--out", OUT, "--json")
    one = next(one for one in json.loads(done.out)["done"] if one["folder"] == "anna")
    assert (one["video"], one["sensors"]) == (str(sensed / "anna.mp4"), [str(sensed / "anna.csv")])
    session = json.loads((OUT / "anna" / "session.json").read_text(encoding="utf-8"))
    assert [instrument["kind"] for instrument in session["instruments"]] == ["camera", "sensor"]
    assert [told["verdict"] for told in session["repetitions"]] == ["good", "incomplete_range"]
    mark = json.loads((OUT / "anna" / "batch.json").read_text(encoding="utf-8"))
    assert mark["recipe"]["sensors"]["calibration"]["source"] == "lines.csv"
    assert [state["name"] for state in mark["stamp"]["sensor_files"]] == ["anna.csv"]


@pytest.mark.slow
def test_a_package_that_only_sensors_need_costs_only_them(
    formcheck: Run, sensed: Path, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lack(*_: object, **__: object) -> None:
        raise SetupError("sensors need the package vqf, which is not installed.")

    shutil.copy(brief, sensed / "dora.mp4")
    with monkeypatch.context() as patch:
        patch.setattr(working, "review_sensors", lack)
        done = formcheck("batch", sensed, "--out", OUT, "--json")
    assert done.code == 5
    assert [one["folder"] for one in json.loads(done.out)["done"]] == ["dora"]
    again = json.loads(formcheck("batch", sensed, "--out", OUT, "--json").out)
    assert [one["folder"] for one in again["done"]] == ["anna", "cleo"]
