"""The tables and session.json, read back as a spreadsheet or a script would."""

from __future__ import annotations

import csv
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formcheck.events import Verdict
from formcheck.outputs.session_json import SessionFile
from formcheck.outputs.table import AngleTable, RepetitionTable
from formcheck.samples import Dof, Side
from formcheck.session.model import SessionSegment
from formcheck.words.catalogue import Words

if TYPE_CHECKING:
    from tests.outputs.conftest import FakeRun


def rows(path: Path) -> list[dict[str, str]]:
    """Return a table as one mapping a row."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_angles_have_a_row_per_frame_and_the_documented_columns(fake_run: FakeRun, tmp_path: Path) -> None:
    fake_run.play(AngleTable(tmp_path / "angles.csv"))
    table = rows(tmp_path / "angles.csv")
    assert len(table) == len(fake_run.steps)
    assert list(table[0]) == [
        "t_s", "phase", "knee_flexion_deg", "ankle_dorsiflexion_deg", "thigh_elevation_deg", "trunk_lean_deg",
        "neck_flexion_deg", "knee_quality", "ankle_quality",
        "knee_origin", "ankle_origin", "thigh_origin", "trunk_origin", "neck_origin",
    ]  # fmt: skip
    for row, step in zip(table, fake_run.steps, strict=True):
        assert float(row["t_s"]) == pytest.approx(step.angles.t_s, abs=1e-5)
        assert float(row["knee_flexion_deg"]) == pytest.approx(step.angles.deg[Dof.KNEE_FLEXION], abs=0.005)


def test_what_was_not_measured_is_blank(fake_run: FakeRun, tmp_path: Path) -> None:
    fake_run.play(AngleTable(tmp_path / "angles.csv"))
    table = rows(tmp_path / "angles.csv")
    for row, step in zip(table, fake_run.steps, strict=True):
        is_missing = math.isnan(step.angles.deg[Dof.ANKLE_DORSIFLEXION])
        assert (row["ankle_dorsiflexion_deg"] == "") is is_missing
    assert any(row["ankle_dorsiflexion_deg"] == "" for row in table)


def test_angles_written_so_far_are_kept(fake_run: FakeRun, tmp_path: Path) -> None:
    with AngleTable(tmp_path / "angles.csv") as output:
        output.begin(fake_run.header)
        output.write(fake_run.steps[0])
    assert len(rows(tmp_path / "angles.csv")) == 1


def test_repetitions_have_numbers_verdict_and_readable_flags(fake_run: FakeRun, tmp_path: Path, english: Words) -> None:
    fake_run.play(RepetitionTable(tmp_path / "new" / "repetitions.csv", english))
    table = rows(tmp_path / "new" / "repetitions.csv")
    assert [row["verdict"] for row in table] == [rep.verdict.value for rep in fake_run.session.repetitions]
    assert table[0]["flags"] == ""
    assert table[1]["message"] == "Toes up: the foot was 14° short."
    assert "ankle \N{MINUS SIGN}14° ± 5°, asked 0°" in table[1]["flags"]
    assert "trunk lean (compensation)" in table[1]["flags"]
    assert table[4]["ankle_at_peak_deg"] == ""
    assert float(table[0]["out_s"]) == pytest.approx(1.52)


def test_repetitions_tell_their_segment(fake_run: FakeRun, tmp_path: Path, english: Words) -> None:
    own, counts = "tibial-slider-seated", fake_run.session.summary
    segments = (
        SessionSegment(1, Side.RIGHT, None, own, "", {}, 0, 0.0, 1.0, (1, 2), counts, is_practice=True),
        SessionSegment(2, Side.LEFT, None, own, "", {}, 1, 2.0, 3.0, (3, 4), counts),
        SessionSegment(3, None, None, own, "peroneal-slider-seated", {}, 0, 4.0, 5.0, (5, 6), counts),
    )
    run = replace(fake_run, session=replace(fake_run.session, segments=segments))
    run.play(RepetitionTable(tmp_path / "repetitions.csv", english))
    names = ("side", "segment", "exercise", "set", "looks_like")
    found = [tuple(row[name] for name in names) for row in rows(tmp_path / "repetitions.csv")]
    assert found == [
        ("right", "1", own, "0", "")] * 2 + [("left", "2", own, "1", "")] * 2 + [
        ("", "3", own, "", "peroneal-slider-seated")] * 2  # fmt: skip


def test_sentences_are_spanish_where_asked_and_numbers_stay_for_programs(
    fake_run: FakeRun, tmp_path: Path, spanish: Words
) -> None:
    fake_run.play(RepetitionTable(tmp_path / "repetitions.csv", spanish))
    table = rows(tmp_path / "repetitions.csv")
    assert [row["verdict"] for row in table] == [rep.verdict.value for rep in fake_run.session.repetitions]
    assert table[1]["message"] == "Punta del pie arriba: al pie le faltaron 14°."
    assert "tobillo \N{MINUS SIGN}14° ± 5°, se pidió 0°" in table[1]["flags"]
    assert table[3]["message"] == "Más despacio: ir y volver duró 1,4 s; deje que dure 2 s o más."
    assert float(table[0]["out_s"]) == pytest.approx(1.52)


def test_an_empty_session_has_only_a_head(empty_run: FakeRun, tmp_path: Path, english: Words) -> None:
    empty_run.play(RepetitionTable(tmp_path / "repetitions.csv", english))
    assert rows(tmp_path / "repetitions.csv") == []
    assert (tmp_path / "repetitions.csv").read_text(encoding="utf-8").startswith("index,start_s,")


def test_session_json_has_the_documented_keys(fake_run: FakeRun, tmp_path: Path) -> None:
    fake_run.play(SessionFile(tmp_path / "session.json"))
    session = json.loads((tmp_path / "session.json").read_text(encoding="utf-8"))
    assert {
        "schema_version", "software", "exercise", "side", "source", "calibration", "summary", "repetitions",
    } <= set(session)  # fmt: skip
    assert session["summary"]["by_verdict"] == {
        verdict.value: count for verdict, count in fake_run.session.summary.by_verdict.items()
    }
    assert len(session["summary"]["by_verdict"]) == len(Verdict)
    assert set(session["repetitions"][0]) == {
        "index", "start_s", "peak_s", "end_s", "verdict", "flags", "knee_at_peak_deg", "ankle_at_peak_deg",
        "neck_change_deg", "out_s", "hold_s", "back_s", "peak_speed_degps", "sparc",
        "knee_at_rest_deg", "ankle_at_rest_deg", "certainty", "thigh_at_rest_deg", "thigh_at_peak_deg",
        "side", "likeness",
        "knee_range_deg", "ankle_range_deg", "thigh_range_deg", "uncertainty",
    }  # fmt: skip
    assert set(session["repetitions"][1]["flags"][0]) == {
        "kind", "severity", "dof", "measured", "required", "shortfall", "uncertainty", "unit", "probability",
        "cause",
    }  # fmt: skip


def test_missing_numbers_are_null_and_never_nan(fake_run: FakeRun, tmp_path: Path) -> None:
    first = replace(fake_run.session.repetitions[0], sparc=math.nan, out_s=None)
    session = replace(fake_run.session, repetitions=(first,))
    replace(fake_run, session=session).play(SessionFile(tmp_path / "session.json"))
    text = (tmp_path / "session.json").read_text(encoding="utf-8")
    assert "NaN" not in text
    repetition = json.loads(text)["repetitions"][0]
    assert repetition["sparc"] is None
    assert repetition["out_s"] is None
