"""``markers.trc``: where a point is in millimetres, and that what was not seen is empty."""

from __future__ import annotations

from dataclasses import replace
from math import hypot
from pathlib import Path

import pytest

from formcheck.outputs.markers import MARKERS, OpenSimMarkers
from formcheck.samples import Side
from formcheck.session.model import Session
from formcheck.session.run import run_session, without_pictures
from tests.support.visits import golden_record

BRIEF = "brief-tibial-slider"


def play(folder: Path, stem: str = BRIEF, height_m: float = 1.70) -> tuple[OpenSimMarkers, Session]:
    record = golden_record(stem)
    output = OpenSimMarkers(folder / "markers.trc", height_m)
    return output, run_session(record.header, without_pictures(record.inputs), (output,))


def rows(path: Path) -> list[dict[str, tuple[str, ...]]]:
    """Return the cells of each marker, frame by frame."""
    lines = path.read_text(encoding="ascii").split("\n")[6:-1]
    cells = [line.split("\t")[2:] for line in lines]
    return [{name: tuple(row[3 * at : 3 * at + 3]) for at, name in enumerate(MARKERS)} for row in cells]


def shank_mm(row: dict[str, tuple[str, ...]], side: str) -> float:
    knee, ankle = ([float(cell) for cell in row[f"{side}_{part}"]] for part in ("knee", "ankle"))
    return hypot(*(one - other for one, other in zip(knee, ankle, strict=True)))


def test_the_head_says_how_many_markers_and_in_what(tmp_path: Path) -> None:
    output, _ = play(tmp_path)
    names, numbers = (line.split("\t") for line in output.path.read_text(encoding="ascii").split("\n")[1:3])
    head = dict(zip(names, numbers, strict=True))
    assert (head["NumMarkers"], head["Units"], head["NumFrames"]) == ("13", "mm", str(len(rows(output.path))))
    assert head["DataRate"] == "25.00"


@pytest.mark.parametrize(("height_m", "shank"), [(1.70, 418.2), (2.00, 492.0)])
def test_the_median_shank_is_that_of_the_height(tmp_path: Path, height_m: float, shank: float) -> None:
    output, session = play(tmp_path, height_m=height_m)
    lengths = sorted(shank_mm(row, str(session.side)) for row in rows(output.path) if all(row[f"{session.side}_ankle"]))
    assert lengths[len(lengths) // 2] == pytest.approx(shank, abs=0.2)  # 0.246 of the height


def test_up_is_up_and_the_toes_are_before_the_heel(tmp_path: Path) -> None:
    output, session = play(tmp_path)
    first = rows(output.path)[0]
    side = session.side
    assert float(first["nose"][1]) > float(first[f"{side}_hip"][1]) > float(first[f"{side}_ankle"][1])
    assert float(first[f"{side}_foot_index"][0]) > float(first[f"{side}_heel"][0])
    assert first["nose"][2] == "0.000"


def test_forward_is_forward_whichever_way_the_person_faces(tmp_path: Path) -> None:
    output, session = play(tmp_path, "derived__brief-tibial-slider-mirrored")
    assert session.facing is Side.LEFT
    first = rows(output.path)[0]
    assert float(first[f"{session.side}_foot_index"][0]) > float(first[f"{session.side}_heel"][0])


def test_what_was_not_seen_is_empty_and_never_0(tmp_path: Path) -> None:
    output, _ = play(tmp_path, "leaving-picture")
    found = rows(output.path)
    empty = [row["right_foot_index"] for row in found if not row["right_foot_index"][0]]
    assert empty
    assert set(empty) == {("", "", "")}
    assert all(len(line.split("\t")) == 2 + 3 * 13 + 1 for line in output.path.read_text().split("\n")[6:-1])


def test_without_a_shank_nothing_is_written(tmp_path: Path) -> None:
    record = golden_record(BRIEF)
    output = OpenSimMarkers(tmp_path / "markers.trc")
    nobody = [replace(pose, landmarks={}) for pose in record.poses[:50]]
    run_session(record.header, without_pictures(nobody), (output,))
    assert not output.path.exists()
    assert output.scaling is None
