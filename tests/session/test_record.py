"""A session's record: written, read back, judged again, damaged."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
from formcheck.samples import Accuracy, AngleError, Dof, Instrument, Origin, Picture, Pose, Side, SourceInfo
from formcheck.session.identity import part_id, recording_id
from formcheck.session.record import RECORD_VERSION, Record, read_record
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


@pytest.mark.slow
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


def headed(key: str, value: object) -> Damage:
    """Return a damage that puts another value in the header."""

    def how(lines: list[str]) -> list[str]:
        document = json.loads(lines[0])
        document["header"][key] = value
        return [json.dumps(document), *lines[1:]]

    return how


def within(key: str, value: object) -> Damage:
    """Return a damage that puts another value in the pose of the first line after the fortieth that has points."""

    def how(lines: list[str]) -> list[str]:
        at = next(at for at, line in enumerate(lines) if at >= 40 and '"points":[[' in line)
        document = json.loads(lines[at])
        document["pose"][key] = value
        return [*lines[:at], to_line(document), *lines[at + 1 :]]

    return how


def to_line(document: object) -> str:
    """Return a line, also of numbers that Python refuses to write."""
    with decimal_digits_unlimited():
        return json.dumps(document)


@contextmanager
def decimal_digits_unlimited() -> Iterator[None]:
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


FOREIGN = re.compile(
    r"pydantic|Input should|https?:|Expecting|Traceback|recursion|errno|codec|not a valid", re.IGNORECASE
)


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
        pytest.param(lambda lines: [*lines[:40], lines[0], *lines[40:]], "line 41", id="the header again"),
        pytest.param(lambda lines: [*lines[:40], "[" * 100_000, *lines[40:]], "line 41.*deep", id="nested"),
        pytest.param(lambda lines: [*lines[:40], "\x00" * 50, *lines[40:]], "line 41", id="no letters"),
        pytest.param(lambda lines: [*lines, lines[40]], "after the end", id="something after the end"),
        pytest.param(lambda lines: lines[:60] + lines[90:], "missing", id="the middle missing"),
        pytest.param(within("size", [0, 480]), r"size\[0\]: found 0", id="no width"),
        pytest.param(within("size", [640, 10**9]), r"size\[1\]: found 1000000000", id="a huge picture"),
        pytest.param(within("size", [16, 12]), "none near a picture of 16 by 12", id="points of another picture"),
        pytest.param(within("size", [True, 480]), r"size\[0\]: found true", id="a size that is no number"),
        pytest.param(within("t_s", 1e9), "t_s: found 1e.09 s", id="a time of years"),
        pytest.param(within("t_s", "1.3"), "t_s: found", id="a time as a text"),
        pytest.param(within("index", 10**500), "more than 400 digits", id="a number of many digits"),
        pytest.param(within("index", -1), "index: found -1", id="a picture before the first"),
        pytest.param(within("points", [[1.0, 1.0, 0.5]]), "points: found 1, expected 33", id="one point"),
        pytest.param(within("points", [[1.0, 1.0, 1e308]] * 33), r"\[2\]: found 1e.308", id="absurd visibility"),
        pytest.param(within("points", [[1e308, 1.0, 0.5]] * 33), r"\[0\]: found 1e.308", id="absurd place"),
        pytest.param(within("points", [[float("nan"), 1.0, 0.5]] * 33), "found nan", id="no place"),
        pytest.param(within("picture", {"smile": 1.0}), "smile", id="an unknown measure"),
        pytest.param(headed("landmarks", ["nose"] * 33), "found a name twice", id="names twice"),
        pytest.param(headed("landmarks", ["nose", "tail"]), "found no left_ankle", id="a name missing"),
        pytest.param(headed("landmarks", 33), "landmarks: found 33", id="names that are none"),
        pytest.param(headed("instruments", []), "instruments: found none", id="nothing that measured"),
        pytest.param(headed("neutral_s", [float("inf"), 1.0]), "neutral_s: found inf", id="an absurd interval"),
        pytest.param(headed("source", {"name": "a", "speed": 0.0}), "source.speed: found 0", id="no speed"),
        pytest.param(headed("version", True), "format version true", id="a version that is no number"),
        pytest.param(lambda _: [], "is empty", id="empty file"),
    ],
)
def test_damage_is_named_with_its_line(path: Path, how: Damage, said: str) -> None:
    with pytest.raises(RecordError, match=said) as caught:
        read_record(damage(path, how))
    assert caught.value.where == str(path)
    assert caught.value.next_step
    assert not FOREIGN.search(str(caught.value))
    assert len(str(caught.value)) < 600


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"cannot be read") as caught:
        read_record(tmp_path / "nowhere.jsonl")
    assert "nowhere.jsonl" in str(caught.value)


def test_a_video_is_no_record(tmp_path: Path) -> None:
    video = tmp_path / "floss.mp4"
    video.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(RecordError, match="does not begin with the header"):
        read_record(video)


def test_a_record_cut_off_in_its_last_line_is_read_up_to_there(run: Run, path: Path) -> None:
    record = read_record(damage(path, lambda lines: [*lines[:200], lines[200][:20]]))
    assert not record.is_whole
    assert record.poses == tuple(step.raw for step in run.steps)[: len(record.poses)]
    assert len(record.poses) > 150


@pytest.mark.slow
def test_a_record_of_a_file_lacks_no_picture(tmp_path: Path) -> None:
    """Of a video every picture is looked at in turn; of a camera some are dropped where the computer is slow."""
    poses = perform(Script([Rep()]), Person(Side.LEFT, Side.LEFT))
    header = make_header(side=Side.LEFT)
    source = replace(header.source, width_px=640, height_px=480, duration_s=10.0, fps=10.0, frames=100, speed=1.0)

    def read(source: SourceInfo, kept: Sequence[Pose]) -> Record:
        run = watch(kept, replace(header, source=source))
        return read_record(write(run, tmp_path / "record.jsonl"))

    assert read(source, poses).poses == tuple(poses)
    cut = [*poses[:20], *poses[30:]]
    assert read(replace(source, recorded_by="clock"), cut).poses == tuple(cut)
    with pytest.raises(
        RecordError, match="found picture 30 after picture 19, expected 20: what lies between is missing"
    ):
        read(source, cut)
    with pytest.raises(RecordError, match="expected a time of the video, 0 to 10 s"):
        read(source, [replace(one, t_s=one.t_s + 90.0) for one in poses])
    with pytest.raises(RecordError, match="found -5 s"):
        read(source, [replace(one, t_s=one.t_s - 5.0) for one in poses])
    with pytest.raises(RecordError, match="found 640 by 480, expected 320 by 480 as the header says"):
        read(replace(source, width_px=320), poses)


def test_a_last_line_that_says_something_wrong_was_not_cut_off(path: Path) -> None:
    with pytest.raises(RecordError, match=r"expected .*: the others are missing"):
        read_record(damage(path, lambda lines: [*lines[:-1], '{"end": {"inputs": 7}}']))


def test_a_record_may_be_packed_and_bear_a_mark_of_its_order(path: Path, run: Run) -> None:
    marked = path.with_name("marked.jsonl")
    marked.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    packed = path.with_name("record.jsonl.gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert read_record(marked).events == read_record(packed).events == run.events
    packed.write_bytes(packed.read_bytes()[:-20])
    with pytest.raises(RecordError, match="it is packed, and damaged or cut short"):
        read_record(packed)


def test_a_record_larger_than_the_memory_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.session.record.free_memory", lambda: 1_000)
    with pytest.raises(RecordError, match="gigabytes of memory to judge") as caught:
        read_record(path)
    assert "another computer" in str(caught.value)


def test_a_line_without_an_end_is_not_read_whole(path: Path) -> None:
    path.write_bytes(b'{"header": "' + b"a" * 5_000_000)
    with pytest.raises(RecordError, match="a line of more than 4 megabytes"):
        read_record(path)


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
