"""``formcheck replay``: the same events again, other numbers, nothing overwritten."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from formcheck.apps import recordings as reviewing
from formcheck.session.record import read_record
from tests.support.cases import few, few_rows
from tests.support.commands import Run
from tests.support.estimators import FakeEstimator

LENIENT = 'schema_version = 1\nexercise = "tibial-slider-seated"\nside = "right"\n[personal]\ndriver_end_deg = 45\n'


@pytest.fixture(scope="module")
def reviewed(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a review."""
    folder = tmp_path_factory.mktemp("reviewed") / "anna"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reviewing, "make_estimator", lambda *_: FakeEstimator())
        reviewing.review(clip, out=folder, overlay=False)
    return folder


@pytest.fixture
def record(reviewed: Path, tmp_path: Path) -> Path:
    """Return a copy of the record, in a folder of its own."""
    (tmp_path / "old").mkdir()
    return Path(shutil.copy(reviewed / "record.jsonl", tmp_path / "old"))


@pytest.fixture
def lenient(tmp_path: Path) -> Path:
    """Return a prescription by which both repetitions are good."""
    path = tmp_path / "lenient.toml"
    path.write_text(LENIENT, encoding="utf-8")
    return path


def test_the_same_session_comes_back(formcheck: Run, reviewed: Path) -> None:
    done = formcheck("replay", reviewed / "record.jsonl", "--json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == json.loads((reviewed / "session.json").read_text(encoding="utf-8"))


def test_the_same_events_come_back(reviewed: Path) -> None:
    outcome = reviewing.replay(reviewed / "record.jsonl")
    assert outcome.is_same
    assert outcome.is_whole


@pytest.mark.slow
def test_a_record_that_was_told_in_other_words_is_the_same(record: Path) -> None:
    lines = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    judged = [line["event"]["repetition"] for line in lines if line.get("event", {}).get("repetition")]
    assert len(judged) == 2
    for told in (*judged, *judged[1]["flags"]):
        told["message"] = "As an older version put it."
    record.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert reviewing.replay(record).is_same


@pytest.mark.slow
def test_it_speaks_spanish(formcheck: Run, record: Path, tmp_path: Path) -> None:
    done = formcheck("replay", record, "--language", "es", "--out", "nuevo")
    assert (
        "anna.mp4: 1 bien de 2 valoradas — ejercicio: Deslizamiento del nervio tibial, en la silla, pierna derecha"
        in done.words
    )
    assert "Los sucesos son los del registro." in done.words
    assert "Informe: nuevo/report.html" in done.out
    assert '<html lang="es">' in (tmp_path / "nuevo" / "report.html").read_text(encoding="utf-8")
    assert formcheck("replay", record, "-l", "fr").code == 3


@pytest.mark.slow
def test_it_says_that_the_events_are_the_same(formcheck: Run, record: Path) -> None:
    assert "The events are those of the record." in formcheck("replay", record).words


@pytest.mark.slow
def test_a_replay_of_a_replay_is_the_same_again(formcheck: Run, record: Path, tmp_path: Path) -> None:
    formcheck("replay", record, "--out", "again", "--quiet")
    first, second = read_record(record), read_record(tmp_path / "again" / "record.jsonl")
    assert (first.events, first.header) == (second.events, second.header)
    assert list(map(repr, first.inputs)) == list(map(repr, second.inputs))  # NaN is never equal, from Python 3.13 on


@pytest.mark.slow
def test_results_are_written_where_asked_and_nowhere_else(formcheck: Run, record: Path, tmp_path: Path) -> None:
    formcheck("replay", record)
    assert {path.name for path in tmp_path.iterdir()} == {"old"}
    done = formcheck("replay", record, "--out", "new")
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        "report.html", "session.json", "repetitions.csv", "repetitions.xlsx", "angles.csv", "record.jsonl",
    }  # fmt: skip
    assert "new/report.html" in done.out


@pytest.mark.slow
def test_a_motion_for_opensim_is_written_where_asked_for(formcheck: Run, record: Path, tmp_path: Path) -> None:
    formcheck("replay", record, "--out", "new", "--opensim")
    assert "nRows=" in (tmp_path / "new" / "angles.mot").read_text(encoding="ascii")
    formcheck("replay", record, "--out", "new")
    assert not (tmp_path / "new" / "angles.mot").exists()  # it would contradict the new report


@pytest.mark.slow
def test_another_prescription_gives_other_verdicts(formcheck: Run, record: Path, lenient: Path) -> None:
    done = formcheck("replay", record, "--prescription", lenient)
    assert done.code == 0
    assert "2 good of 2 judged" in done.words
    assert "by the prescription given; the events differ" in done.words


def test_quiet_says_nothing(formcheck: Run, record: Path) -> None:
    done = formcheck("replay", record, "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize("folder", few(["old", "old/", "./old", "old/../old"]))
def test_the_record_is_never_overwritten(formcheck: Run, record: Path, folder: str) -> None:
    before = record.read_bytes()
    done = formcheck("replay", record, "--out", folder)
    assert done.code == 3
    assert "Name another folder" in done.err
    assert record.read_bytes() == before
    assert [path.name for path in record.parent.iterdir()] == ["record.jsonl"]


def test_a_run_that_was_broken_off_is_judged_as_far_as_it_went(formcheck: Run, record: Path) -> None:
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    record.write_text("".join(lines[:130]) + lines[130][:40], encoding="utf-8")
    done = formcheck("replay", record)
    assert done.code == 0
    assert "broken off" in done.words
    assert "good of 1 judged" in done.words or "of 2 good" in done.words


@pytest.mark.parametrize(
    ("content", "words"),
    few_rows(
        [
            (b"", "is empty"),
            (b"not a record\n", "does not begin with the header"),
            (b'{"frame": {}}\n', "does not begin with the header"),
            (b'{"header": {"version": 99, "landmarks": []}}\n', "format version 99"),
            (b'{"header": {"version": 1, "landmarks": []}}\n', "damaged header"),
            (b"\xff\xfe\x00\x01", "cannot be read"),
        ]
    ),
)
def test_what_is_no_record_is_refused(formcheck: Run, tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "record.jsonl"
    path.write_bytes(content)
    done = formcheck("replay", path)
    assert done.code == 3
    assert done.err.startswith(f"formcheck: {path}: ")
    assert words in done.err
    assert "Traceback" not in done.err


def test_a_missing_record_is_told(formcheck: Run) -> None:
    done = formcheck("replay", "absent.jsonl")
    assert done.code == 3
    assert "absent.jsonl" in done.err


@pytest.mark.parametrize(
    "damage",
    few(['{"frame":{"index":1}}', "{", "[]", "{}", '"frame"', "7", '{"event":{"event":"nonsense"}}']),
)
def test_a_damaged_line_is_named(formcheck: Run, record: Path, damage: str) -> None:
    lines = record.read_text(encoding="utf-8").splitlines()
    lines[20] = damage
    record.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = formcheck("replay", record)
    assert done.code == 3
    assert "line 21 is damaged" in done.err
    assert "Traceback" not in done.err


def test_a_bad_prescription_tells_all_its_faults(formcheck: Run, record: Path, lenient: Path) -> None:
    lenient.write_text(LENIENT.replace("45", '"far"') + '[tempo]\nout_s = "slow"\n', encoding="utf-8")
    done = formcheck("replay", record, "--prescription", lenient)
    assert done.code == 3
    assert "2 faults" in done.err


def test_a_command_shows_the_name_of_a_file_so(formcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.jsonl"
    path.write_bytes(b"")
    done = formcheck("replay", path)
    assert done.code == 3
    assert done.err.endswith("a\\x1b[31m\\nb.jsonl: is empty. Review the video again to make a new record.\n")
    assert len(done.err.splitlines()) == 1
