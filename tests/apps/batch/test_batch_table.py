"""The Parquet table of all repetitions."""

from __future__ import annotations

import json
import math
import shutil
from dataclasses import fields, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pydantic import TypeAdapter

from formcheck.apps.batch import table
from formcheck.apps.batch.run import Batch, batch
from formcheck.causes import BodyPart, Cause, CauseKind, Edge
from formcheck.events import Flag, Repetition, Uncertainty
from formcheck.samples import Dof, Place, Segment, Side
from formcheck.session.model import Remark, RemarkKind, Session
from tests.support.estimators import FakeEstimator

TEXT, NUMBER = pa.string(), pa.float64()
COLUMNS = {
    "video": TEXT, "sensors": TEXT, "folder": TEXT, "exercise": TEXT, "side": TEXT, "facing": TEXT, "index": pa.int32(),
    "start_s": NUMBER, "peak_s": NUMBER, "end_s": NUMBER, "verdict": TEXT,
    "knee_at_peak_deg": NUMBER, "ankle_at_peak_deg": NUMBER, "neck_change_deg": NUMBER, "out_s": NUMBER,
    "hold_s": NUMBER, "back_s": NUMBER, "peak_speed_degps": NUMBER, "sparc": NUMBER, "knee_at_rest_deg": NUMBER,
    "ankle_at_rest_deg": NUMBER, "certainty": NUMBER, "thigh_at_rest_deg": NUMBER, "thigh_at_peak_deg": NUMBER,
    "likeness": pa.map_(TEXT, NUMBER),
    "knee_range_deg": NUMBER, "ankle_range_deg": NUMBER, "thigh_range_deg": NUMBER,
    "uncertainty": pa.struct([(field.name, NUMBER) for field in fields(Uncertainty)]),
    "segment": pa.int32(), "set_number": pa.int32(), "formcheck_version": TEXT, "estimator": TEXT,
    "estimator_version": TEXT, "model": TEXT, "model_sha256": TEXT,
}  # fmt: skip


@pytest.fixture
def two(archive: Path, clip: Path, reviews: list[FakeEstimator]) -> Batch:  # noqa: ARG001 - made in this process
    """Return a batch in which one video has two repetitions."""
    shutil.copy(clip, archive / "monday" / "zoe.mp4")
    return batch(archive, out="results")


def test_there_is_one_row_for_each_repetition_of_each_video(two: Batch) -> None:
    rows = pq.read_table(two.table).to_pylist()
    session = json.loads((two.out / "monday" / "zoe" / "session.json").read_text(encoding="utf-8"))
    assert two.repetitions == len(rows) == 2
    names = {field.name for field in fields(Repetition)}
    for row, told in zip(rows, session["repetitions"], strict=True):
        assert {name: row[name] for name in names} | {"likeness": dict(row["likeness"])} == told
    for row in rows:
        assert row["video"] == str(Path("archive/monday/zoe.mp4").absolute())
        assert (row["folder"], row["exercise"], row["side"]) == ("monday/zoe", session["exercise"], session["side"])
        assert row["formcheck_version"] == session["software"]["version"]
        assert (row["model"], row["model_sha256"]) == ("heavy", session["software"]["model_sha256"])


@pytest.mark.slow
def test_columns_have_their_types(two: Batch) -> None:
    schema = pq.read_schema(two.table)
    assert {field.name: field.type for field in schema if field.name != "flags"} == COLUMNS
    flag = schema.field("flags").type.value_type
    assert [one.name for one in flag] == [field.name for field in fields(Flag)]
    assert flag.field("measured").type == NUMBER
    optional = {field.name for field in schema if field.nullable}
    assert {"video", "sensors", "side", "knee_at_peak_deg", "sparc"} <= optional
    assert optional.isdisjoint({"folder", "index", "start_s", "verdict", "flags", "model"})


@pytest.mark.slow
def test_there_is_one_row_for_each_recording(two: Batch) -> None:
    rows = {row["folder"]: row for row in pq.read_table(two.recordings).to_pylist()}
    assert list(rows) == ["anna", "monday/ben", "monday/cleo", "monday/zoe"]
    session = json.loads((two.out / "monday" / "zoe" / "session.json").read_text(encoding="utf-8"))
    row, coverage = rows["monday/zoe"], session["coverage"]
    assert (row["code"], row["reason"], row["id"]) == (0, "", session["id"])
    assert (row["attempts"], row["good"]) == (2, session["summary"]["good"])
    assert dict(row["by_verdict"]) == session["summary"]["by_verdict"]
    assert row["view_angle_deg"] == coverage["view_angle_deg"]
    assert dict(row["measured"]) == coverage["measured"]
    assert row["remarks"] == coverage["remarks"]
    assert dict(row["targets"]) == session["targets"]
    assert [one["repetitions"] for one in row["segments"]] == [one["repetitions"] for one in session["segments"]]
    assert row["source"]["sha256"] == session["source"]["sha256"]


@pytest.mark.slow
def test_one_that_failed_has_its_reason(two: Batch) -> None:
    (row,) = [row for row in pq.read_table(two.recordings).to_pylist() if row["folder"] == "monday/ben"]
    assert (row["code"], row["attempts"], row["segments"]) == (3, None, None)
    assert "is not a video" in row["reason"]


@pytest.mark.slow
def test_each_remark_keeps_its_cause(two: Batch) -> None:
    path = two.out / "anna" / "session.json"
    kept = TypeAdapter(Session)
    session = kept.validate_json(path.read_bytes())
    cause = Cause(CauseKind.OUTSIDE, BodyPart.FOOT, Edge.BOTTOM)
    remark = Remark(RemarkKind.SENSOR_LOST, Dof.KNEE_FLEXION, 0.3, Place(Side.LEFT, Segment.SHANK), cause=cause)
    path.write_bytes(kept.dump_json(replace(session, coverage=replace(session.coverage, remarks=(remark,)))))
    row = pq.read_table(batch("archive", out="results").recordings).to_pylist()[0]
    assert row["remarks"] == [json.loads(TypeAdapter(Remark).dump_json(remark))]


@pytest.mark.slow
def test_a_repetition_says_of_which_set_it_is(two: Batch) -> None:
    rows = pq.read_table(two.table).to_pylist()
    assert [(row["segment"], row["set_number"]) for row in rows] == [(1, 1), (1, 1)]


@pytest.mark.slow
def test_what_is_missing_is_null(two: Batch) -> None:
    path = two.out / "monday" / "zoe" / "session.json"
    kept = TypeAdapter(Session)
    session = kept.validate_json(path.read_bytes())
    blank = replace(session.repetitions[0], sparc=None, hold_s=math.nan, side=None)
    path.write_bytes(kept.dump_json(replace(session, repetitions=(blank,), side=None)))
    (row,) = pq.read_table(batch("archive", out="results").table).to_pylist()
    assert (row["sparc"], row["hold_s"], row["side"]) == (None, None, None)


@pytest.mark.slow
def test_results_of_an_older_version_are_in_the_table(two: Batch) -> None:
    path = two.out / "monday" / "zoe" / "session.json"
    session = json.loads(path.read_text(encoding="utf-8"))
    session["coverage"]["remarks"] = ["As an older version put it."]
    for told in session["repetitions"]:
        told["message"] = "As an older version put it."
    path.write_text(json.dumps(session), encoding="utf-8")
    result = batch("archive", out="results")
    assert (result.damaged, result.repetitions) == ((), 2)


@pytest.mark.slow
def test_an_archive_without_a_repetition_gives_an_empty_table(archive: Path, reviews: list[FakeEstimator]) -> None:  # noqa: ARG001
    read = pq.read_table(batch(archive, out="results").table)
    assert read.num_rows == 0
    assert read.schema.names == table.schema().names


@pytest.mark.slow
def test_the_table_is_what_stands_in_the_folders(two: Batch) -> None:
    shutil.rmtree(two.out / "monday" / "zoe")
    shutil.copy(Path("archive/anna.mp4"), Path("archive/monday/zoe.mp4"))
    result = batch("archive", out="results")
    assert result.repetitions == 0
    assert not [path for path in two.out.iterdir() if path.name.startswith(".repetitions")]


@pytest.mark.slow
def test_a_damaged_result_costs_only_itself(two: Batch) -> None:
    (two.out / "anna" / "session.json").write_text("{", encoding="utf-8")
    result = batch("archive", out="results")
    assert (result.damaged, result.repetitions) == (("anna",), 2)


@pytest.mark.slow
def test_many_rows_are_written_bit_by_bit(two: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_AT_ONCE", 1)
    assert pq.read_table(batch("archive", out="results").table).num_rows == two.repetitions == 2
