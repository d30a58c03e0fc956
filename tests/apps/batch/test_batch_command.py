"""``formcheck batch``: what is said, and how it ends."""

from __future__ import annotations

import json
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck.apps import recordings as reviewing
from formcheck.apps.batch import cluster
from formcheck.apps.batch import run as running
from formcheck.apps.batch import work as working
from tests.support.cases import few_rows
from tests.support.commands import Run
from tests.support.estimators import FakeEstimator

pytestmark = pytest.mark.usefixtures("reviews")


def test_help_teaches(formcheck: Run) -> None:
    done = formcheck("batch", "--help")
    assert done.code == 0
    for words in (
        "--exercise", "--prescription", "--side", "--model", "--estimator", "--overlay", "--out", "--jobs",
        "--scheduler", "--retry", "--person", "--store", "--json", "--quiet", "repetitions.parquet",
        "same paths on every computer", "formcheck[cluster]", "Exit codes: 0 done",
    ):  # fmt: skip
        assert words in done.words


@pytest.mark.slow
def test_it_tells_what_was_done_and_why_the_rest_was_not(formcheck: Run, archive: Path) -> None:
    done = formcheck("batch", archive)
    assert done.code == 3
    assert re.findall(r"(\d+) +(done|already there|failed|repetitions)", done.out) == [
        ("2", "done"), ("0", "already there"), ("1", "failed"), ("0", "repetitions"),
    ]  # fmt: skip
    assert f"formcheck: {archive / 'monday' / 'ben.mp4'}: is not a video" in done.err
    assert f"Repetitions of all recordings: {Path('formcheck-out/batch/repetitions.parquet')}" in done.out
    again = formcheck("batch", archive)
    assert again.code == 3
    assert re.search(r"2 +already there", again.out)
    assert "ben.mp4: is not a video" in again.err


@pytest.mark.slow
def test_it_speaks_spanish_and_does_nothing_again_for_it(formcheck: Run, archive: Path) -> None:
    (archive / "monday" / "ben.mp4").unlink()
    done = formcheck("batch", archive, "--language", "es")
    assert re.findall(r"(\d+) +(hechas|ya estaban|no se pudo|repeticiones)", done.out) == [
        ("2", "hechas"), ("0", "ya estaban"), ("0", "no se pudo"), ("0", "repeticiones"),
    ]  # fmt: skip
    report = Path("formcheck-out/batch/anna/report.html")
    assert '<html lang="es">' in report.read_text(encoding="utf-8")
    again = formcheck("batch", archive, "--language", "en")
    assert re.search(r"2 +already there", again.out)
    assert '<html lang="es">' in report.read_text(encoding="utf-8")


def test_all_done_ends_well(formcheck: Run, archive: Path) -> None:
    (archive / "monday" / "ben.mp4").unlink()
    assert formcheck("batch", archive).code == 0
    assert formcheck("batch", archive).code == 0


@pytest.mark.slow
def test_json_is_one_document(formcheck: Run, archive: Path) -> None:
    done = formcheck("batch", archive, "--json", "--out", "results")
    result = json.loads(done.out)
    assert list(result) == ["out", "table", "recordings", "repetitions", "done", "skipped", "failed", "damaged"]
    assert result["table"] == str(Path("results/repetitions.parquet").absolute())
    assert {one["folder"]: one["frames"] for one in result["done"]} == {"anna": 15, "monday/cleo": 15}
    (failed,) = result["failed"]
    assert (failed["folder"], failed["code"]) == ("monday/ben", 3)
    assert failed["reason"] in done.err
    skipped = json.loads(formcheck("batch", archive, "--json", "--out", "results").out)["skipped"]
    assert [one["folder"] for one in skipped] == ["anna", "monday/cleo"]


@pytest.mark.slow
def test_quiet_tells_errors_only(formcheck: Run, archive: Path) -> None:
    done = formcheck("batch", archive, "--quiet")
    assert (done.code, done.out, len(done.err.splitlines())) == (3, "", 1)


@pytest.mark.slow
def test_options_reach_the_reviews(formcheck: Run, archive: Path) -> None:
    arguments = ("--overlay", "--side", "left", "-e", "sciatic-slider-seated", "-o", "results")
    formcheck("batch", archive, *arguments)
    session = json.loads(Path("results/anna/session.json").read_text(encoding="utf-8"))
    assert (session["exercise"], session["side"]) == ("sciatic-slider-seated", "left")
    assert Path("results/anna/overlay.mp4").exists()
    assert not Path("results/anna/overlay.mp4").is_symlink()


@pytest.mark.slow
def test_a_table_of_videos_is_worked_off(formcheck: Run, brief: Path) -> None:
    shutil.copy(brief, "a.mp4")
    Path("list.csv").write_text("video,exercise\na.mp4,sciatic-slider-seated\nabsent.mp4,\n", encoding="utf-8")
    done = formcheck("batch", "list.csv", "-o", "results")
    assert done.code == 3
    assert "absent.mp4: no such file." in done.err
    assert json.loads(Path("results/a/session.json").read_text(encoding="utf-8"))["exercise"] == "sciatic-slider-seated"


def test_a_faulty_list_does_nothing(formcheck: Run) -> None:
    Path("list.csv").write_text("video,side\na.mp4,up\nb.mp4,down\n", encoding="utf-8")
    done = formcheck("batch", "list.csv")
    assert done.code == 3
    assert "list.csv: 2 faults" in done.err
    assert not Path("formcheck-out").exists()


@pytest.mark.slow
def test_nobody_in_a_video_has_its_own_exit_code(formcheck: Run, brief: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "make_estimator", lambda *_: FakeEstimator(None))
    Path("list.txt").write_text(str(brief), encoding="utf-8")
    done = formcheck("batch", "list.txt", "--out", "results")
    assert done.code == 4
    assert "no person found" in done.err
    assert Path("results/brief/report.html").exists()
    assert formcheck("batch", "list.txt", "--out", "results").code == 4


@pytest.mark.slow
def test_a_damaged_result_is_told_with_its_remedy(formcheck: Run, archive: Path) -> None:
    (archive / "monday" / "ben.mp4").unlink()
    formcheck("batch", archive, "--out", "results")
    Path("results/anna/session.json").write_text("", encoding="utf-8")
    done = formcheck("batch", archive, "--out", "results")
    assert done.code == 3
    assert "anna: its session.json can no longer be read. Remove this folder" in done.err


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C as in a terminal: a shell starts what runs in its background with the signal ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_broken_off_it_says_how_to_go_on(
    formcheck: Run, archive: Path, monkeypatch: pytest.MonkeyPatch, sign: signal.Signals
) -> None:
    def stop(*_: object, **__: object) -> None:
        signal.raise_signal(sign)

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(working, "review", stop)
    done = formcheck("batch", archive, "--out", "results")
    assert done.code == 130
    assert "the same command goes on from there" in done.err
    assert Path("results/repetitions.parquet").exists()
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    few_rows(
        [
            (("absent",), 3, "absent: no such folder or list."),
            (("archive/anna.mp4",), 3, "is one video, expected a folder or a list. Name a folder"),
            (("archive", "-e", "tibial-slidr-seated"), 3, "did you mean tibial-slider-seated"),
            (("archive", "--model", "huge"), 5, "no pose model named 'huge'"),
            (("archive", "--estimator", "best"), 3, "no pose estimator named 'best'"),
            (("archive", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"), 2, "--jobs"),
            (("archive", "--jobs", "0"), 2, "--jobs"),
        ]
    ),
)
def test_wrong_use(formcheck: Run, archive: Path, arguments: tuple[str, ...], code: int, words: str) -> None:  # noqa: ARG001
    done = formcheck("batch", *arguments)
    assert done.code == code
    assert words in done.words
    assert code == 2 or done.err.startswith("formcheck: ")
    assert not Path("formcheck-out").exists()


def test_without_the_extra_a_cluster_is_refused(formcheck: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = formcheck("batch", archive, "--scheduler", "tcp://127.0.0.1:1")
    assert done.code == 5
    assert 'pip install "formcheck[cluster]"' in done.err


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x"])
def test_a_scheduler_that_does_not_answer_is_named(
    formcheck: Run, archive: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_PATIENCE_S", 1)
    done = formcheck("batch", archive, "--scheduler", address)
    assert done.code == 3
    assert f"{address}: no Dask scheduler answers there." in done.err


@pytest.mark.slow
def test_a_script_can_ask_for_a_batch(archive: Path) -> None:
    result = running.batch(str(archive), out="results", jobs=2)
    assert (len(result.done), len(result.failed)) == (2, 1)
