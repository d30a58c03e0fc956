"""A session's record: written, read back, judged again, damaged."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.apps.recordings import replay
from formcheck.errors import RecordError
from formcheck.events import RepetitionJudged
from formcheck.exercise.definition import Personal
from formcheck.outputs.jsonl import RecordFile
from formcheck.pose.accuracy import camera_instrument
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Accuracy, AngleError, Dof, Instrument, Origin, Picture, Side
from formcheck.session.identity import part_id, recording_id
from formcheck.session.record import RECORD_VERSION, read_record
from tests.support.edits import between, change, copy_other_leg, hide
from tests.support.people import Person, Rep, Script, perform
from tests.support.sessions import Run, make_header, pose_of, watch

SCRIPT = Script([Rep(), Rep().ending(knee_flexion=40.0)])


@pytest.fixture(scope="module")
def run() -> Run:
    """Return a session in which things befall the picture."""
    poses = perform(SCRIPT, Person(Side.LEFT, Side.LEFT), jitter_px=0.7)
    poses = change(poses, between(3.0, 3.05), copy_other_leg(Side.LEFT))
    own = Personal(driver_end_deg=12.5, ankle_end_deg=-1.0, ankle_neutral_deg=1 / 3)
    return watch(hide(poses, between(0.5, 0.6)), make_header(side=Side.LEFT, personal=own, neutral_s=(0.1, 1.1)))


def write(run: Run, path: Path) -> Path:
    """Write the record of a session."""
    with RecordFile(path) as record:
        record.begin(run.header)
        for step in run.steps:
            record.write(step)
        record.finish(run.session)
    return path


@pytest.fixture
def path(run: Run, tmp_path: Path) -> Path:
    """Return the file of its record."""
    return write(run, tmp_path / "record.jsonl")


# --- whole ------------------------------------------------------------------------------------------------------------


def test_poses_and_events_come_back_exactly(run: Run, path: Path) -> None:
    record = read_record(path)
    assert record.poses == tuple(step.raw for step in run.steps)
    assert record.events == run.events
    assert record.is_whole


def test_what_was_measured_of_the_pictures_comes_back_exactly(run: Run, tmp_path: Path) -> None:
    looked = [Picture(), Picture(change=0.25), Picture(12.5, 150.0, 90.125, 0.0, -1.5, 0.45, 0.003), None]
    poses = [replace(pose_of(step), picture=looked[i % 4]) for i, step in enumerate(run.steps)]
    filmed = watch(poses, run.header)
    path = write(filmed, tmp_path / "record.jsonl")
    assert list(map(repr, read_record(path).poses)) == list(map(repr, poses))  # NaN is never equal, from Python 3.13 on
    assert read_record(path).events == filmed.events
    assert replay(path).is_same


def test_the_header_comes_back_with_the_prescription_and_every_number(run: Run, path: Path) -> None:
    assert read_record(path).header == run.header


def test_judging_a_record_again_gives_the_same_session(run: Run, path: Path) -> None:
    record = read_record(path)
    again = watch(record.poses, record.header)
    assert again.events == record.events
    assert again.session == run.session


def test_lines_are_json_without_surprises(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        assert len(json.loads(line)) == 1


# --- damaged ----------------------------------------------------------------------------------------------------------

Damage = Callable[[list[str]], list[str]]


def damage(path: Path, how: Damage) -> Path:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(how(lines)), encoding="utf-8")
    return path


def replace_line(index: int, text: str) -> Damage:
    return lambda lines: [*lines[:index], text, *lines[index + 1 :]]


def other_version(lines: list[str]) -> list[str]:
    document = json.loads(lines[0])
    document["header"]["version"] = RECORD_VERSION + 1
    return [json.dumps(document), *lines[1:]]


def without(key: str) -> Damage:
    def how(lines: list[str]) -> list[str]:
        document = json.loads(lines[0])
        del document["header"][key]
        return [json.dumps(document), *lines[1:]]

    return how


@pytest.mark.parametrize(
    ("how", "said"),
    [
        pytest.param(replace_line(0, "{"), "does not begin with the header", id="first line cut"),
        pytest.param(replace_line(0, '{"frame": {}}'), "does not begin with the header", id="no header"),
        pytest.param(replace_line(0, "[]"), "does not begin with the header", id="first line a list"),
        pytest.param(replace_line(0, '{"header": 3}'), "does not begin with the header", id="header a number"),
        pytest.param(other_version, f"format version {RECORD_VERSION + 1}", id="another version"),
        pytest.param(without("prescription"), "damaged header", id="header without prescription"),
        pytest.param(replace_line(40, '{"frame": {"ind'), "line 41", id="a line cut"),
        pytest.param(replace_line(40, '{"frame": {"index": 3}}'), "line 41", id="a frame without its parts"),
        pytest.param(
            replace_line(40, '{"frame":{"index":3,"t_s":1,"size":[1,1],"points":[[1,2]]}}'), "line 41", id="a point cut"
        ),
        pytest.param(replace_line(40, '{"event": {"event": "applause"}}'), "line 41", id="an unknown event"),
        pytest.param(replace_line(40, "[]"), "line 41", id="a line that is no object"),
        pytest.param(replace_line(40, "7"), "line 41", id="a number"),
        pytest.param(replace_line(40, '{"frame": null}'), "line 41", id="a null frame"),
        pytest.param(replace_line(40, '{"smile": 1}'), "line 41", id="an unknown line"),
        pytest.param(replace_line(40, ""), "line 41", id="an empty line"),
        pytest.param(lambda lines: [*lines[:40], lines[20], *lines[41:]], "line 41", id="time going back"),
        pytest.param(lambda lines: [*lines[:40], lines[39], *lines[41:]], "line 41", id="time standing still"),
        pytest.param(lambda lines: [line.replace('"t_s":1.0', '"t_s":NaN') for line in lines], "line", id="no time"),
        pytest.param(lambda _: [], "is empty", id="empty file"),
    ],
)
def test_damage_is_named_with_its_line(path: Path, how: Damage, said: str) -> None:
    with pytest.raises(RecordError, match=said) as caught:
        read_record(damage(path, how))
    assert caught.value.where == str(path)
    assert caught.value.next_step


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"cannot be read") as caught:
        read_record(tmp_path / "nowhere.jsonl")
    assert "nowhere.jsonl" in str(caught.value)


def test_a_video_is_no_record(tmp_path: Path) -> None:
    video = tmp_path / "floss.mp4"
    video.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(RecordError, match="cannot be read"):
        read_record(video)


def test_a_record_cut_off_in_its_last_line_is_read_up_to_there(run: Run, path: Path) -> None:
    record = read_record(damage(path, lambda lines: [*lines[:200], lines[200][:20]]))
    assert not record.is_whole
    assert record.poses == tuple(step.raw for step in run.steps)[: len(record.poses)]
    assert len(record.poses) > 150


def test_a_record_that_stops_without_its_end_is_not_whole(path: Path) -> None:
    assert not read_record(damage(path, lambda lines: lines[:-1])).is_whole


# --- version 1 --------------------------------------------------------------------------------------------------------

VERSION_1 = Path(__file__).parent / "records" / "version-1.jsonl.gz"
"""Three repetitions as formcheck 0.1.0 wrote them, with its sentences in them."""


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """Return the record of version 1."""
    path = tmp_path / "version-1.jsonl"
    path.write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    return path


def test_a_record_of_version_1_is_judged_as_of_today(first: Path) -> None:
    """Today's events come at other moments, and know how likely they are; what they say is the same."""
    outcome = replay(first)
    assert (outcome.is_same, outcome.is_whole) == (False, True)
    recorded = [one.repetition.verdict for one in read_record(first).events if isinstance(one, RepetitionJudged)]
    assert [one.verdict for one in outcome.session.repetitions] == recorded
    assert [verdict.value for verdict in recorded] == ["good", "incomplete_range", "wrong_order"]


def test_a_record_of_version_2_gets_the_errors_known_today(path: Path) -> None:
    """It knew one error an angle."""

    def older(lines: list[str]) -> list[str]:
        header = json.loads(lines[0])
        header["header"]["version"] = 2
        for instrument in header["header"]["instruments"]:
            instrument["accuracy"] = {"error_deg": {"knee_flexion": 3.0}, "max_doubt_deg": 10.0}
        return [json.dumps(header), *lines[1:]]

    record, today = read_record(damage(path, older)), read_record(path)
    assert record.header.accuracy == camera_instrument(find_bundle("heavy")).accuracy
    assert (record.poses, record.events, record.header.id) == (today.inputs, today.events, today.header.id)


def test_a_record_of_version_1_is_known_by_its_own_lines(first: Path) -> None:
    header = read_record(first).header
    assert header.id == read_record(first).header.id
    assert (header.source.sha256, header.source.recorded_at) == ("", None)
    assert [(one.kind, one.name) for one in header.instruments] == [(Origin.CAMERA, "heavy")]
    assert header.accuracy == camera_instrument(find_bundle("heavy")).accuracy


def test_judged_again_it_is_written_as_of_today(first: Path, tmp_path: Path) -> None:
    again = read_record(first)
    made = watch(again.poses, again.header)
    written = read_record(write(made, tmp_path / "today.jsonl"))
    assert (written.header, written.inputs) == (again.header, again.inputs)


# --- identity ---------------------------------------------------------------------------------------------------------


def test_a_recording_keeps_its_id_and_each_part_of_a_sitting_has_its_own() -> None:
    sitting = recording_id("a")
    assert recording_id("a") == sitting != recording_id("b")
    assert part_id(sitting, "set-1-part-1") == part_id(sitting, "set-1-part-1") != part_id(sitting, "set-1-part-2")


def test_of_two_instruments_the_more_exact_one_counts() -> None:
    camera, header = make_header().instruments[0], make_header()
    knee, neck = Dof.KNEE_FLEXION, Dof.NECK_FLEXION
    exact = {knee: AngleError(between_deg=0.5, within_deg=0.5)}
    sensor = Instrument(Origin.SENSOR, "shank", Accuracy(bent=exact, straight=exact))
    both = replace(header, instruments=(camera, sensor)).accuracy
    for of_both, of_camera in ((both.bent, camera.accuracy.bent), (both.straight, camera.accuracy.straight)):
        assert (of_both[knee], of_both[neck]) == (exact[knee], of_camera[neck])
    alone = replace(header, instruments=(sensor,)).accuracy
    assert [dof for dof in Dof if alone.measures(dof)] == [knee]
