"""Nothing done twice, nothing lost: what a batch finds there, and what it leaves when it is broken off."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from formcheck.apps.batch import run as running
from formcheck.apps.batch import work as working
from formcheck.apps.batch.marks import ResultMark, read_mark, write_mark
from formcheck.apps.batch.run import Batch, batch
from formcheck.apps.batch.store import hold, put
from formcheck.apps.pool import Lost
from formcheck.apps.recordings import review
from formcheck.apps.results import MARK
from formcheck.errors import InputError, SetupError
from formcheck.kept import part_in
from formcheck.samples import Side
from tests.support.cases import few
from tests.support.commands import names_in
from tests.support.estimators import FakeEstimator

pytestmark = pytest.mark.usefixtures("reviews")

OUT = Path("results")


def again(archive: Path, **options: object) -> Batch:
    return batch(archive, out=OUT, **options)  # type: ignore[arg-type]


def mark_of(folder: str) -> ResultMark:
    mark = read_mark(OUT / folder)
    assert mark is not None
    return mark


def leftovers() -> list[Path]:
    return [path for path in OUT.rglob(".*") if path.is_dir()]


@pytest.mark.slow
def test_one_broken_file_costs_only_itself(archive: Path) -> None:
    result = again(archive)
    assert set(result.done) == {"anna", "monday/cleo"}
    assert list(result.failed) == ["monday/ben"]
    assert result.failed["monday/ben"].code == 3
    assert "ben.mp4: is not a video" in result.failed["monday/ben"].reason
    assert [path.name for path in (OUT / "monday" / "ben").iterdir()] == [MARK]
    assert leftovers() == []


def test_a_result_is_that_of_a_review(archive: Path) -> None:
    again(archive)
    review(archive / "anna.mp4", out="alone", overlay=False)
    for name in ("record.jsonl", "session.json", "angles.csv", "repetitions.csv"):
        assert (OUT / "anna" / name).read_bytes() == (Path("alone") / name).read_bytes()
    assert names_in(OUT / "anna") - names_in(Path("alone")) == {MARK}


@pytest.mark.slow
def test_nothing_is_done_twice(archive: Path, reviews: list[FakeEstimator]) -> None:
    first = again(archive)
    done = len(reviews)
    second = again(archive)
    assert len(reviews) == done == 2
    assert second.done == {}
    assert second.skipped == first.done
    assert second.failed == first.failed


@pytest.mark.slow
def test_a_path_that_is_spelt_otherwise_is_the_same(archive: Path) -> None:
    again(archive)
    mark = mark_of("anna")
    odd = mark.stamp.name.replace("/anna.mp4", "/./anna.mp4")  # as c:/ for C:/ where that is one
    write_mark(OUT / "anna", replace(mark, stamp=replace(mark.stamp, video=odd)))
    assert again(archive).done == {}


@pytest.mark.slow
def test_a_failure_is_tried_again_when_asked(archive: Path, brief: Path) -> None:
    again(archive)
    assert again(archive).done == {}
    assert list(again(archive, retry=True).failed) == ["monday/ben"]
    shutil.copy(brief, archive / "monday" / "ben.mp4")  # mended: another file, done without asking
    assert list(again(archive).done) == ["monday/ben"]


@pytest.mark.slow
def test_a_missing_video_is_done_when_it_is_there(brief: Path) -> None:
    Path("list.txt").write_text("later.mp4\n", encoding="utf-8")
    assert "no such file" in again(Path("list.txt")).failed["later"].reason
    shutil.copy(brief, "later.mp4")
    assert list(again(Path("list.txt")).done) == ["later"]


def touch(archive: Path) -> dict[str, object]:
    os.utime(archive / "anna.mp4", ns=(1, 1))
    return {}


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    few(
        [
            touch,
            lambda _: {"side": Side.LEFT},
            lambda _: {"exercise": "sciatic-slider-seated"},
            lambda _: {"model": "full"},
            lambda _: {"estimator": "mediapipe"},
            lambda _: {"overlay": True},
        ]
    ),
)
def test_what_has_changed_is_done_anew(
    archive: Path, change: Callable[[Path], dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "_check_model", lambda *_: None)
    again(archive)
    before = mark_of("anna")
    options = change(archive)
    assert "anna" in again(archive, **options).done
    assert mark_of("anna").stamp != before.stamp
    assert again(archive, **options).done == {}
    assert leftovers() == []


@pytest.mark.slow
def test_an_edited_prescription_makes_it_new(archive: Path) -> None:
    text = 'schema_version = 1\nexercise = "tibial-slider-seated"\n[personal]\ndriver_end_deg = 45\n'
    path = Path("anna.toml")
    path.write_text(text, encoding="utf-8")
    assert len(again(archive, prescription=path).done) == 2
    path.write_text(text + "# a comment changes nothing\n", encoding="utf-8")
    assert again(archive, prescription=path).done == {}
    path.write_text(text.replace("45", "50"), encoding="utf-8")
    assert len(again(archive, prescription=path).done) == 2


@pytest.mark.slow
@pytest.mark.parametrize("damage", few([MARK, "session.json"]))
def test_a_result_that_lost_a_file_is_made_anew(archive: Path, damage: str) -> None:
    again(archive)
    (OUT / "anna" / damage).unlink()
    result = again(archive)
    assert len(result.done) == 1
    assert len(result.skipped) == 1


@pytest.mark.slow
def test_a_damaged_mark_is_made_anew_in_its_place(archive: Path) -> None:
    again(archive)
    (OUT / "anna" / MARK).write_text("{", encoding="utf-8")
    assert list(again(archive).done) == ["anna"]


@pytest.mark.slow
def test_a_mark_of_another_version_is_not_taken(archive: Path) -> None:
    again(archive)
    write_mark(OUT / "anna", replace(mark_of("anna"), schema_version=0))
    assert list(again(archive).done) == ["anna"]


@pytest.mark.parametrize("kind", few([KeyboardInterrupt, MemoryError]))
def test_broken_off_half_way_it_goes_on(
    archive: Path, reviews: list[FakeEstimator], monkeypatch: pytest.MonkeyPatch, kind: type[BaseException]
) -> None:
    def review_one(video: Path, *arguments: object, **options: object) -> object:
        if reviews:
            half = Path(str(options["out"]), "record.jsonl")
            half.parent.mkdir()
            half.write_text("half", encoding="utf-8")
            raise kind
        return review(video, *arguments, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(working, "review", review_one)
        with pytest.raises(kind):
            again(archive)
    assert (OUT / "repetitions.parquet").exists()
    assert leftovers() == []
    result = again(archive)
    assert len(reviews) == 2
    assert (len(result.skipped), len(result.done)) == (1, 1)


@pytest.mark.slow
def test_what_a_killed_run_left_is_removed(archive: Path) -> None:
    for parent in (OUT, OUT / "monday"):
        part = parent / ".formcheck-part-killed"
        part.mkdir(parents=True)
        (part / "record.jsonl").write_text("half", encoding="utf-8")
    again(archive)
    assert leftovers() == []


@pytest.mark.slow
def test_results_swept_away_under_a_writer_are_never_taken_for_whole(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swept(*_: object, out: Path, **__: object) -> None:
        out.mkdir()
        (out / "report.html").write_text("all that was written after the sweep", encoding="utf-8")

    with monkeypatch.context() as patch:
        patch.setattr(working, "review", swept)
        patch.setattr(working, "_check_model", lambda *_: None)
        result = again(archive)
    assert len(result.failed) == 3
    assert "swept" in result.failed["anna"].reason
    assert not (OUT / "anna").exists()
    assert len(again(archive).done) == 2  # without --retry: it was no fault of the videos


@pytest.mark.slow
def test_only_one_batch_at_a_time(archive: Path) -> None:
    with hold(OUT), pytest.raises(InputError, match="another batch is at work"):
        again(archive)
    assert len(again(archive).done) == 2


@pytest.mark.slow
def test_two_writers_of_one_result_leave_one_whole(archive: Path) -> None:
    again(archive)
    mark = mark_of("anna")
    with part_in(OUT) as one, part_in(OUT) as other:
        for part in (one, other):
            part.mkdir()
            (part / "who").write_text(part.parent.name, encoding="utf-8")
        put(one, OUT / "anna", mark)
        put(other, OUT / "anna", mark)
        assert (OUT / "anna" / "who").read_text(encoding="utf-8") == other.parent.name
    assert leftovers() == []


@pytest.mark.slow
def test_what_the_installation_lacks_ends_the_batch(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lack(*_: object, **__: object) -> None:
        raise SetupError("the pose library cannot be loaded.")

    with monkeypatch.context() as patch:
        patch.setattr(working, "review", lack)
        with pytest.raises(SetupError):
            again(archive)
    assert not list(OUT.rglob(MARK))
    assert len(again(archive).done) == 2


def test_another_version_on_a_worker_ends_the_batch(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "version", lambda _: "0.0.9")
    with pytest.raises(SetupError, match=r"found formcheck 0\.0\.9 on a worker"):
        again(archive)


def test_a_full_disk_is_no_fault_of_a_video(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(working, "review", fill)
        result = again(archive)
    assert {mark.code for mark in result.failed.values()} == {3}
    assert "the disk is full" in result.failed["anna"].reason
    assert not list(OUT.rglob(MARK))


@pytest.mark.slow
def test_the_settings_can_be_read_in_the_mark(archive: Path) -> None:
    again(archive, side=Side.LEFT)
    document = json.loads((OUT / "anna" / MARK).read_text(encoding="utf-8"))
    assert document["stamp"]["video"] == str(archive / "anna.mp4")
    assert document["stamp"]["size_bytes"] == (archive / "anna.mp4").stat().st_size
    assert document["recipe"]["way"]["model"] == "heavy"
    assert document["recipe"]["prescription"]["side"] == "left"
    assert document["frames"] == 15


def test_a_lost_video_is_kept_as_failed(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(items: dict[str, object], *_: object) -> object:
        yield from ((name, Lost("its process ended (signal 9).")) for name in items)

    with monkeypatch.context() as patch:
        patch.setattr(running, "run_apart", lose)
        first = again(archive)
    assert first.failed["anna"].code == 1
    assert first.failed["anna"].reason == f"{archive / 'anna.mp4'}: its process ended (signal 9)."
    assert again(archive).failed == first.failed


@pytest.mark.slow
def test_rows_stay_when_the_archive_shrinks(archive: Path, clip: Path) -> None:
    shutil.copy(clip, archive / "zoe.mp4")
    assert again(archive).repetitions == 2
    (archive / "zoe.mp4").unlink()
    assert again(archive).repetitions == 2
    assert pq.read_table(OUT / "repetitions.parquet").num_rows == 2
