"""``formcheck review``: files, columns, several videos, every way it ends."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
import webbrowser
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import pytest

from formcheck.apps import exits
from formcheck.apps import recordings as reviewing
from formcheck.apps.estimators import make_estimator
from formcheck.apps.videos import find_videos
from formcheck.errors import VideoError
from formcheck.outputs.report import Report
from formcheck.pose import bundles
from formcheck.samples import Dof
from formcheck.session.record import read_record
from tests.support.cases import few
from tests.support.commands import Done, Run, names_in
from tests.support.estimators import FakeEstimator, write_session
from tests.support.machine import unprivileged
from tests.support.videos import cut, write_sound

FILES = {
    "report.html",
    "session.json",
    "repetitions.csv",
    "repetitions.xlsx",
    "angles.csv",
    "record.jsonl",
    "overlay.mp4",
}
ANGLE_COLUMNS = [
    "t_s", "phase", "knee_flexion_deg", "ankle_dorsiflexion_deg", "thigh_elevation_deg", "trunk_lean_deg",
    "neck_flexion_deg", "knee_quality", "ankle_quality",
    "knee_origin", "ankle_origin", "thigh_origin", "trunk_origin", "neck_origin",
]  # fmt: skip
REPETITION_COLUMNS = [
    "index", "start_s", "peak_s", "end_s", "verdict", "message", "knee_at_peak_deg", "ankle_at_peak_deg",
    "neck_change_deg", "out_s", "hold_s", "back_s", "peak_speed_degps", "sparc", "flags",
    "knee_at_rest_deg", "ankle_at_rest_deg", "certainty", "knee_origin", "ankle_origin", "neck_origin",
    "thigh_at_rest_deg", "thigh_at_peak_deg", "knee_range_deg", "ankle_range_deg", "thigh_range_deg",
    "start_se_s", "peak_se_s", "end_se_s",
    "knee_at_rest_se_deg", "ankle_at_rest_se_deg", "thigh_at_rest_se_deg",
    "knee_at_peak_se_deg", "ankle_at_peak_se_deg", "thigh_at_peak_se_deg",
    "knee_range_se_deg", "ankle_range_se_deg", "thigh_range_se_deg",
    "neck_change_se_deg", "out_se_s", "hold_se_s", "back_se_s", "peak_speed_se_degps",
    "side", "segment", "exercise", "set", "looks_like",
]  # fmt: skip
SESSION_KEYS = {
    "": [
        "schema_version", "id", "software", "instruments", "exercise", "title", "prescription", "targets", "side",
        "facing", "source", "calibration", "summary", "coverage", "repetitions", "mountings",
        "segments", "later", "uncounted",
    ],
    "software": ["name", "version", "estimator", "estimator_version", "model", "model_sha256"],
    "source": [
        "name", "width_px", "height_px", "rotation_deg", "duration_s", "fps", "frames", "sha256", "recorded_at",
        "recorded_by", "speed", "read_s", "turned_deg", "is_turn_found", "is_mirrored", "cut_px",
    ],
    "prescription": ["exercise", "side", "personal", "note"],
    "calibration": ["ankle_neutral_deg", "ankle_neutral_source", "driver_end_deg", "ankle_end_deg", "cycle_s"],
    "summary": ["attempts", "good", "by_verdict"],
    "coverage": [
        "is_anybody_found", "frames", "frames_with_person", "measured", "view_angle_deg", "remarks",
    ],
}  # fmt: skip
REPETITION_KEYS = [
    "index", "start_s", "peak_s", "end_s", "verdict", "flags", "knee_at_peak_deg", "ankle_at_peak_deg",
    "neck_change_deg", "out_s", "hold_s", "back_s", "peak_speed_degps", "sparc",
    "knee_at_rest_deg", "ankle_at_rest_deg", "certainty", "thigh_at_rest_deg", "thigh_at_peak_deg",
    "side", "likeness", "knee_range_deg", "ankle_range_deg", "thigh_range_deg", "uncertainty",
]  # fmt: skip
FLAG_KEYS = [
    "kind", "severity", "dof", "measured", "required", "shortfall", "uncertainty", "unit", "probability", "cause",
]  # fmt: skip
VERDICTS = {"good", "held", "rushed", "incomplete_range", "wrong_order", "not_measurable"}

pytestmark = pytest.mark.usefixtures("estimators")


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, estimators: list[FakeEstimator]) -> None:  # noqa: ARG001 - comes after
    """Let the estimator find nobody."""
    monkeypatch.setattr(reviewing, "make_estimator", lambda *_: FakeEstimator(None))


@pytest.fixture(scope="module")
def results(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a review, with everything in it."""
    folder = tmp_path_factory.mktemp("results")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reviewing, "make_estimator", lambda *_: FakeEstimator())
        reviewing.review(clip, out=folder)
    return folder


def rows_of(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return the columns and the rows of a table."""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    return list(reader.fieldnames or ()), rows


def said_without_traceback(done: Done) -> bool:
    """Tell whether a command ended with a message and no traceback."""
    return "Traceback" not in done.err and done.err.startswith("formcheck: ")


# What is written


def test_a_review_writes_every_file(formcheck: Run, clip: Path, tmp_path: Path) -> None:
    done = formcheck("review", clip)
    assert done.code == 0
    assert names_in(tmp_path / "formcheck-out" / "anna") == FILES
    assert "anna.mp4: 1 good of 2 judged" in done.words
    assert "incomplete range" in done.words
    assert str(Path("formcheck-out/anna/report.html")) in done.out


@pytest.mark.slow
def test_the_overlay_can_be_left_out(formcheck: Run, clip: Path, tmp_path: Path) -> None:
    formcheck("review", clip, "--no-overlay", "--out", "results")
    assert names_in(tmp_path / "results" / "anna") == FILES - {"overlay.mp4"}


@pytest.mark.slow
def test_a_motion_for_opensim_can_be_had(formcheck: Run, clip: Path, tmp_path: Path) -> None:
    formcheck("review", clip, "--opensim", "--out", "results")
    assert names_in(tmp_path / "results" / "anna") == FILES | {"angles.mot"}


@pytest.mark.slow
def test_how_a_video_is_looked_at_is_kept_and_told(formcheck: Run, clip: Path, tmp_path: Path) -> None:
    formcheck("review", clip, "--rotate", "90", "--mirror", "--speed", "0.5", "--from", "0.2", "--to", "1.0")
    session = json.loads((tmp_path / "formcheck-out" / "anna" / "session.json").read_text(encoding="utf-8"))
    with av.open(str(clip)) as video:
        stream = video.streams.video[0]
        size = (stream.width, stream.height)
    assert (session["source"]["height_px"], session["source"]["width_px"]) == size
    assert (session["source"]["speed"], abs(session["source"]["rotation_deg"])) == (0.5, 90)
    assert (session["source"]["turned_deg"], session["source"]["is_mirrored"]) == (90, True)
    assert "other_speed" in {one["kind"] for one in session["coverage"]["remarks"]}
    _, angles = rows_of(tmp_path / "formcheck-out" / "anna" / "angles.csv")
    assert (float(angles[0]["t_s"]), float(angles[-1]["t_s"])) == pytest.approx((0.4, 2.0), abs=0.1)


@pytest.mark.slow
def test_the_tables_have_the_promised_columns(results: Path) -> None:
    columns, angles = rows_of(results / "angles.csv")
    assert columns == ANGLE_COLUMNS
    assert len(angles) == 202
    assert float(angles[0]["knee_flexion_deg"]) == pytest.approx(90.0, abs=0.5)
    columns, repetitions = rows_of(results / "repetitions.csv")
    assert columns == REPETITION_COLUMNS
    assert [row["verdict"] for row in repetitions] == ["good", "incomplete_range"]


@pytest.mark.slow
def test_the_session_has_exactly_the_promised_keys(results: Path) -> None:
    session = json.loads((results / "session.json").read_text(encoding="utf-8"))
    assert session["schema_version"] == 4
    for key, names in SESSION_KEYS.items():
        assert list(session[key] if key else session) == names
    assert set(session["summary"]["by_verdict"]) == VERDICTS
    assert set(session["coverage"]["measured"]) == {dof.value for dof in Dof}
    for repetition in session["repetitions"]:
        assert list(repetition) == REPETITION_KEYS
        assert all(list(flag) == FLAG_KEYS for flag in repetition["flags"])


@pytest.mark.slow
def test_the_overlay_plays_as_long_as_the_video(results: Path, clip: Path) -> None:
    with av.open(str(clip)) as video, av.open(str(results / "overlay.mp4")) as overlay:
        times = [frame.time for frame in video.decode(video=0)]
        assert [frame.time for frame in overlay.decode(video=0)] == pytest.approx(times, abs=1e-3)


@pytest.mark.slow
def test_the_record_is_whole_and_holds_the_events(results: Path) -> None:
    record = read_record(results / "record.jsonl")
    assert record.is_whole
    assert len(record.inputs) == 202
    assert sum(event.event == "repetition_judged" for event in record.events) == 2


@pytest.mark.slow
def test_options_reach_the_judgement(formcheck: Run, clip: Path) -> None:
    arguments = ("--no-overlay", "--json", "--exercise", "sciatic-slider-seated", "--side", "right")
    session = json.loads(formcheck("review", clip, *arguments).out)
    assert session["exercise"] == "sciatic-slider-seated"
    assert session["side"] == "right"


@pytest.mark.slow
def test_a_leg_that_does_not_move_makes_no_repetition(formcheck: Run, clip: Path) -> None:
    session = json.loads(formcheck("review", clip, "--no-overlay", "--json", "--side", "left").out)
    assert (session["side"], session["summary"]["attempts"]) == ("left", 0)


def test_a_prescription_names_exercise_and_targets(formcheck: Run, clip: Path, tmp_path: Path) -> None:
    path = tmp_path / "anna.toml"
    path.write_text(
        'schema_version = 1\nexercise = "tibial-slider-seated"\nside = "right"\n[personal]\ndriver_end_deg = 45\n',
        encoding="utf-8",
    )
    session = json.loads(formcheck("review", clip, "--no-overlay", "--json", "-p", path).out)
    assert session["calibration"]["driver_end_deg"] == 45
    assert session["summary"]["good"] == 2


# What is said


@pytest.mark.slow
def test_it_speaks_the_language_asked_for_or_that_of_the_computer(
    formcheck: Run, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = formcheck("review", clip, "--no-overlay", "--language", "es")
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    assert formcheck("review", clip, "--no-overlay").words == asked.words
    for words in (
        "anna.mp4: 1 bien de 2",
        "Veredicto",
        "recorrido incompleto",
        "a la rodilla le faltaron",
        "Informe: ",
    ):
        assert words in asked.words
    rows = rows_of(tmp_path / "formcheck-out" / "anna" / "repetitions.csv")[1]
    assert rows[0]["message"] == "Bien."
    assert formcheck("review", clip, "--no-overlay", "-l", "en").words.startswith("anna.mp4: 1 good of 2 judged")


def test_a_language_without_words_is_refused_before_any_video_is_read(
    formcheck: Run, brief: Path, estimators: list[FakeEstimator]
) -> None:
    done = formcheck("review", brief, "--language", "fr")
    assert done.code == 3
    assert "found 'fr'; expected en or es" in done.err
    assert estimators == []


@pytest.mark.slow
def test_the_result_for_programs_is_the_same_in_every_language(formcheck: Run, clip: Path) -> None:
    english, spanish = (formcheck("review", clip, "--no-overlay", "--json", "-l", one).out for one in ("en", "es"))
    assert english == spanish


@pytest.mark.slow
def test_json_is_one_object_a_line_and_nothing_else(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    other = shutil.copy(brief, tmp_path / "zoë.mp4")
    done = formcheck("review", brief, other, "--no-overlay", "--json")
    assert done.code == 0
    assert done.err == ""
    sessions = [json.loads(line) for line in done.out.splitlines()]
    assert [session["source"]["name"] for session in sessions] == ["brief.mp4", "zoë.mp4"]
    assert done.out.isascii()


def test_the_json_printed_is_the_json_written(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    done = formcheck("review", brief, "--no-overlay", "--json", "--out", ".")
    assert json.loads(done.out) == json.loads((tmp_path / "brief" / "session.json").read_text(encoding="utf-8"))


@pytest.mark.slow
def test_quiet_says_nothing_of_a_success(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    done = formcheck("review", brief, "--no-overlay", "--quiet", "--out", ".")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "brief" / "report.html").exists()


@pytest.mark.slow
def test_quiet_tells_errors(formcheck: Run) -> None:
    done = formcheck("review", "absent.mp4", "--quiet")
    assert (done.code, done.out) == (3, "")
    assert done.err == "formcheck: absent.mp4: no such file. Check the name and the folder.\n"


@pytest.mark.slow
def test_names_in_brackets_are_shown_as_they_are(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    shutil.copy(brief, tmp_path / "[bold]brief[red].mp4")
    assert "[bold]brief[red].mp4: No repetitions" in formcheck("review", "[bold]brief[red].mp4", "--no-overlay").words


@pytest.mark.slow
def test_the_report_is_opened_when_asked(
    formcheck: Run, brief: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    formcheck("review", brief, "--no-overlay", "--open")
    assert opened == [(tmp_path / "formcheck-out" / "brief" / "report.html").as_uri()]


# Several videos


def test_videos_of_the_same_name_do_not_collide(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    (tmp_path / "monday").mkdir()
    shutil.copy(brief, tmp_path / "monday" / "brief.mp4")
    done = formcheck("review", brief, Path("monday"), "--no-overlay", "--out", "results", "--quiet")
    assert done.code == 0
    assert names_in(tmp_path / "results") == {"brief", "brief-2"}
    for name in ("brief", "brief-2"):
        assert (tmp_path / "results" / name / "session.json").exists()


@pytest.mark.slow
def test_videos_of_the_same_name_do_not_collide_across_calls(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    (tmp_path / "monday").mkdir()
    other = Path(shutil.copy(brief, tmp_path / "monday" / "brief.mp4"))
    for video in (brief, other, brief, other):
        assert formcheck("review", video, "--no-overlay", "--out", "results", "--quiet").code == 0
    assert names_in(tmp_path / "results") == {"brief", "brief-2"}
    assert names_in(tmp_path / "results" / "brief") == FILES - {"overlay.mp4"}


@pytest.mark.slow
def test_another_video_in_the_place_of_one_gets_a_folder_of_its_own(
    formcheck: Run, brief: Path, clip: Path, tmp_path: Path
) -> None:
    video = Path(shutil.copy(brief, tmp_path / "today.mp4"))
    formcheck("review", video, "--no-overlay", "--out", "results", "--quiet")
    shutil.copy(clip, video)
    formcheck("review", video, "--no-overlay", "--out", "results", "--quiet")
    assert names_in(tmp_path / "results") == {"today", "today-2"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", few(["folder", "file", "link"]))
def test_what_is_not_a_result_is_left_alone(formcheck: Run, brief: Path, tmp_path: Path, kind: str) -> None:
    taken = tmp_path / "results" / "brief"
    taken.parent.mkdir()
    match kind:
        case "folder":
            taken.mkdir()
            (taken / "letter.txt").write_text("mine", encoding="utf-8")
        case "file":
            taken.write_text("mine", encoding="utf-8")
        case _:
            taken.symlink_to(tmp_path / "nowhere")
    assert formcheck("review", brief, "--no-overlay", "--out", "results", "--quiet").code == 0
    assert names_in(tmp_path / "results") == {"brief", "brief-2"}
    assert kind != "folder" or names_in(taken) == {"letter.txt"}


@pytest.mark.slow
def test_names_that_are_one_to_windows_are_numbered(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    (tmp_path / "week").mkdir()
    for name in ("Anna.mp4", "anna.mp4", "12:30.mp4", "12_30.mov"):
        shutil.copy(brief, tmp_path / "week" / name)
    formcheck("review", "week", "--no-overlay", "--out", "results", "--quiet")
    assert names_in(tmp_path / "results") == {"Anna", "anna-2", "12_30", "12_30-2"}


@pytest.mark.slow
def test_a_review_that_fails_leaves_the_earlier_result(
    formcheck: Run, brief: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    formcheck("review", brief, "--no-overlay", "--out", "results", "--quiet")
    before = {path: path.read_bytes() for path in (tmp_path / "results").rglob("*") if path.is_file()}

    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Report, "finish", broken_off)
        done = formcheck("review", brief, "--no-overlay", "--out", "results", "--quiet")
    assert done.code == 130
    assert "Kept: 0 of 1 videos" in done.words
    assert {path: path.read_bytes() for path in (tmp_path / "results").rglob("*") if path.is_file()} == before


def test_a_video_named_twice_is_reviewed_once(brief: Path) -> None:
    assert find_videos([brief, brief.parent, brief]) == [brief]


@pytest.mark.slow
def test_a_folder_gives_its_videos_in_order(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    folder = tmp_path / "week"
    folder.mkdir()
    for name in ("b.MP4", "a.mov", "c.mkv"):
        shutil.copy(brief, folder / name)
    (folder / "notes.txt").write_text("not a video", encoding="utf-8")
    (folder / "._b.mp4").write_bytes(b"what another system leaves on a memory stick")
    done = formcheck("review", folder, "--no-overlay", "--json")
    assert [json.loads(line)["source"]["name"] for line in done.out.splitlines()] == ["a.mov", "b.MP4", "c.mkv"]
    assert done.code == 0


@pytest.mark.slow
def test_a_broken_file_costs_only_itself(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    folder = tmp_path / "week"
    folder.mkdir()
    shutil.copy(brief, folder / "1.mp4")
    cut(Path(shutil.copy(brief, folder / "2.mp4")))
    write_sound(folder / "3.mp4")
    (folder / "4.mp4").write_text("not a video", encoding="utf-8")
    shutil.copy(brief, folder / "5.mp4")
    done = formcheck("review", folder, "--no-overlay", "--out", "results")
    assert done.code == 3
    assert "Traceback" not in done.err
    messages = [line for line in done.err.splitlines() if line.startswith("formcheck: ")]
    assert [re.search(r"\d\.mp4", line)[0] for line in messages[:3]] == ["2.mp4", "3.mp4", "4.mp4"]  # type: ignore[index]
    assert messages[3:] == ["formcheck: 2 of 5 videos reviewed, 3 not."]
    for name in ("1", "5"):
        assert names_in(tmp_path / "results" / name) == FILES - {"overlay.mp4"}
    for name in ("2", "3", "4"):
        assert not (tmp_path / "results" / name).exists()


@pytest.mark.slow
def test_a_video_that_is_cut_short_is_judged_as_far_as_it_goes_and_told(
    formcheck: Run, clip: Path, tmp_path: Path
) -> None:
    fast = tmp_path / "anna.mp4"
    with av.open(str(clip)) as given, av.open(str(fast), "w", options={"movflags": "+faststart"}) as taken:
        copy = taken.add_stream_from_template(given.streams.video[0])
        for packet in given.demux(video=0):
            if packet.dts is not None:
                packet.stream = copy
                taken.mux(packet)
    done = formcheck("review", cut(fast, 0.8), "--no-overlay", "--json", "--out", ".")
    (session,) = map(json.loads, done.out.splitlines())
    remarks = {one["kind"]: one for one in session["coverage"]["remarks"]}
    assert done.code == 0
    assert 2.0 < remarks["file_cut_short"]["number"] < remarks["file_cut_short"]["expected"]
    assert json.loads(formcheck("replay", "anna/record.jsonl", "--json").out)["coverage"] == session["coverage"]
    assert "is cut short" in (tmp_path / "anna" / "report.html").read_text(encoding="utf-8")


def test_an_empty_folder_costs_only_itself(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = formcheck("review", "empty", brief, "--no-overlay", "--json")
    assert done.code == 3
    assert "empty: holds no video" in done.err
    assert json.loads(done.out)["summary"]["attempts"] == 0


@pytest.mark.slow
def test_with_json_a_broken_file_is_told_on_standard_error_only(formcheck: Run, brief: Path) -> None:
    done = formcheck("review", "absent.mp4", brief, "--no-overlay", "--json")
    assert done.code == 3
    assert len(done.out.splitlines()) == 1
    assert "absent.mp4: no such file" in done.err


# How it ends


@pytest.mark.usefixtures("nobody")
def test_nobody_in_the_video_has_its_own_exit_code(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    done = formcheck("review", brief, "--no-overlay", "--out", ".")
    assert done.code == 4
    assert "no person found" in done.err
    assert "head to toe" in done.err
    assert (tmp_path / "brief" / "report.html").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("nobody")
def test_a_bad_file_weighs_more_than_an_empty_picture(formcheck: Run, brief: Path) -> None:
    assert formcheck("review", brief, "absent.mp4", "--no-overlay").code == 3


@pytest.mark.parametrize(
    ("codes", "worst"),
    [([], 0), ([0, 0], 0), ([0, 4, 0], 4), ([4, 3], 3), ([3, 5, 4], 5), ([5, 1], 1)],
)
def test_the_worst_code_is_returned(codes: list[int], worst: int) -> None:
    assert exits.worst(codes) == worst


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--side", "lft"), ("--side", ""), ("--neutral", "soon"), ("--neutral", "3"), ("--neutral", "3-1"),
        ("--neutral", "1-2-3"), ("--neutral", "-1-2"), ("--neutral", "1-nan"), ("--neutral", "0-inf"),
        ("--rate", "30"), ("--rotate", "45"), ("--rotate", "-90"), ("--speed", "0"), ("--speed", "99"), ("--to", "0"),
        ("--from", "-1"), ("--aspect", "wide"), ("--rotate", "left"),
    ],
)  # fmt: skip
def test_wrong_use_exits_with_2_and_names_the_option(formcheck: Run, brief: Path, option: str, value: str) -> None:
    done = formcheck("review", brief, option, value)
    assert done.code == 2
    assert option in done.err
    assert not Path("formcheck-out").exists()


def test_no_video_at_all_is_wrong_use(formcheck: Run) -> None:
    assert formcheck("review").code == 2


def test_an_unknown_exercise_exits_with_3_and_a_hint(formcheck: Run, brief: Path) -> None:
    done = formcheck("review", brief, "--exercise", "tibial-slidr-seated")
    assert done.code == 3
    assert "tibial-slider-seated" in done.err
    assert said_without_traceback(done)


def test_every_fault_of_a_prescription_is_told_before_any_video_is_read(
    formcheck: Run, brief: Path, tmp_path: Path, estimators: list[FakeEstimator]
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(
        'schema_version = 1\nexercise = "tibial-slider-seated"\nside = "lft"\n[tempo]\nout_s = -1\nback_s = 9\n',
        encoding="utf-8",
    )
    done = formcheck("review", brief, brief, "--prescription", path)
    assert done.code == 3
    assert said_without_traceback(done)
    for words in ("bad.toml", "2 faults", "side", "tempo.out_s"):
        assert words in done.err
    assert estimators == []


def models_with(tmp_path: Path, change: str) -> Path:
    """Return a folder of models of which the heavy one is missing, cut or altered."""
    folder = tmp_path / "models"
    folder.mkdir()
    shutil.copy(bundles.models_directory() / "manifest.toml", folder)
    content = bundles.find_bundle("heavy").path.read_bytes()
    if change == "cut short":
        content = content[:1000]
    if change == "altered":
        content = content[:-1] + bytes([content[-1] ^ 1])
    if change != "missing":
        (folder / bundles.find_bundle("heavy").path.name).write_bytes(content)
    return folder


@pytest.mark.parametrize("change", few(["missing", "cut short", "altered"]))
def test_a_bad_model_exits_with_5(
    formcheck: Run, brief: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    monkeypatch.setenv("FORMCHECK_MODELS", str(models_with(tmp_path, change)))
    done = formcheck("review", brief, brief)
    assert done.code == 5
    assert change in done.err
    assert done.err.count("formcheck: ") == 1
    assert said_without_traceback(done)


def test_an_unknown_model_names_the_known_ones(formcheck: Run, brief: Path) -> None:
    done = formcheck("review", brief, "--model", "tiny")
    assert done.code != 0
    assert "heavy, full" in done.err


def test_a_missing_system_library_exits_with_5_and_names_the_doctor(
    formcheck: Run, brief: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "make_estimator", make_estimator)
    monkeypatch.setitem(sys.modules, "formcheck.pose.litert", None)  # as where libGL.so.1 cannot be loaded
    done = formcheck("review", brief)
    assert done.code == 5
    assert "formcheck doctor" in done.err


@pytest.mark.slow
def test_results_that_cannot_be_written_are_told(formcheck: Run, brief: Path, tmp_path: Path) -> None:
    (tmp_path / "results").write_text("a file where a folder must be", encoding="utf-8")
    done = formcheck("review", brief, "--no-overlay", "--out", "results/today")
    assert done.code == 3
    assert said_without_traceback(done)
    assert "results" in done.err


def test_a_folder_that_may_not_be_read_is_told(formcheck: Run) -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0)
        with unprivileged():
            done = formcheck("review", folder)
    assert done.code == 3
    assert said_without_traceback(done)
    assert "you may not read or write it" in done.err


def test_debug_shows_where_an_error_arose(formcheck: Run) -> None:
    with pytest.raises(VideoError, match="no such file"):
        formcheck("--debug", "review", "absent.mp4")


@pytest.mark.slow
def test_what_was_opened_is_closed(formcheck: Run, brief: Path, estimators: list[FakeEstimator]) -> None:
    formcheck("review", brief, brief.parent, "--no-overlay", "--quiet")
    assert [estimator.is_closed for estimator in estimators] == [True]


def test_a_short_clip_of_a_person_at_rest_is_no_error(formcheck: Run, tmp_path: Path) -> None:
    path = write_session(tmp_path / "rest.mp4", seconds=1.0)
    done = formcheck("review", path, "--no-overlay", "--json")
    assert done.code == 0
    assert json.loads(done.out)["summary"]["attempts"] == 0


def test_a_single_frame_is_nobody_rather_than_a_crash(formcheck: Run, tmp_path: Path) -> None:
    path = write_session(tmp_path / "one.mp4", seconds=1 / 15)
    assert formcheck("review", path).code == 4
