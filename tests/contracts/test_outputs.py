"""What every output keeps to; the registry is checked against the package, so that none is forgotten."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

import formcheck.outputs
from formcheck.outputs.base import FileOutput
from formcheck.outputs.film import Film
from formcheck.outputs.jsonl import RecordFile
from formcheck.outputs.markers import OpenSimMarkers
from formcheck.outputs.opensense import OpenSenseOrientations
from formcheck.outputs.opensim import OpenSimMotion
from formcheck.outputs.overlay import OverlayVideo
from formcheck.outputs.report import Report
from formcheck.outputs.session_json import SessionFile
from formcheck.outputs.spreadsheet import RepetitionSheet
from formcheck.outputs.table import AngleTable, RepetitionTable
from formcheck.samples import Frame
from formcheck.session import summary
from formcheck.session.model import Header, Session, Step
from formcheck.session.output import BlankOutput, EventLog, HeaderKeeper, Output
from formcheck.session.run import fold
from formcheck.words.catalogue import Words
from tests.support.people import Rep, Script, perform
from tests.support.sessions import make_header, pose_of, view_of, with_frame

ENGLISH = Words("en")
OUTPUTS: dict[str, tuple[Callable[[Path], Output], str | None]] = {
    "BlankOutput": (lambda _: BlankOutput(), None),
    "EventLog": (lambda _: EventLog(), None),
    "HeaderKeeper": (lambda _: HeaderKeeper(), None),
    "RecordFile": (lambda folder: RecordFile(folder / "record.jsonl"), "record.jsonl"),
    "SessionFile": (lambda folder: SessionFile(folder / "session.json"), "session.json"),
    "AngleTable": (lambda folder: AngleTable(folder / "angles.csv"), "angles.csv"),
    "RepetitionSheet": (lambda folder: RepetitionSheet(folder / "repetitions.xlsx", ENGLISH), "repetitions.xlsx"),
    "RepetitionTable": (lambda folder: RepetitionTable(folder / "repetitions.csv", ENGLISH), "repetitions.csv"),
    "Report": (lambda folder: Report(folder / "report.html", ENGLISH), "report.html"),
    "OpenSimMotion": (lambda folder: OpenSimMotion(folder / "angles.mot"), "angles.mot"),
    "OpenSimMarkers": (lambda folder: OpenSimMarkers(folder / "points.trc"), "points.trc"),
    "OpenSenseOrientations": (lambda folder: OpenSenseOrientations(folder / "orientations.sto"), None),
    "Film": (lambda folder: Film(folder / "video.mp4"), "video.mp4"),
    "OverlayVideo": (lambda folder: OverlayVideo(folder / "overlay.mp4", ENGLISH), "overlay.mp4"),
}


@pytest.fixture(params=OUTPUTS)
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of each output in turn."""
    assert isinstance(request.param, str)
    return request.param


@pytest.fixture(scope="module")
def header() -> Header:
    """Return the identity of a session."""
    return make_header()


@pytest.fixture(scope="module")
def steps(header: Header) -> list[Step]:
    """Return the steps of one repetition, with pictures."""
    poses = perform(Script([Rep()]), rate_hz=10.0)
    picture = np.full((480, 640, 3), 90, np.uint8)
    return list(fold(header, ((pose, Frame(pose.t_s, pose.index, picture)) for pose in poses)))


def result_of(header: Header, steps: Sequence[Step]) -> Session:
    """Return the result of a session."""
    tally = summary.start(header)
    for step in steps:
        tally = summary.step(tally, step)
    return summary.summarise(header, tally)


def feed(output: Output, header: Header, steps: Sequence[Step]) -> None:
    """Give an output a whole session."""
    with output:
        output.begin(header)
        for step in steps:
            output.write(step)
        output.finish(result_of(header, steps))


def test_no_output_is_forgotten() -> None:
    found = set()
    in_files = (f"formcheck.outputs.{info.name}" for info in pkgutil.iter_modules(formcheck.outputs.__path__))
    for module in map(importlib.import_module, ("formcheck.session.output", *in_files)):
        found |= {
            name
            for name, kind in inspect.getmembers(module, inspect.isclass)
            if issubclass(kind, BlankOutput) and kind.__module__ == module.__name__ and kind is not FileOutput
        }
    assert found == set(OUTPUTS)


def test_a_session_leaves_the_file_and_nothing_else(
    name: str, tmp_path: Path, header: Header, steps: list[Step]
) -> None:
    make, file = OUTPUTS[name]
    feed(make(tmp_path / "deep" / "folder"), header, steps)
    found = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert found == ({file} if file else set())
    assert all(path.stat().st_size for path in tmp_path.rglob("*"))


def test_making_an_output_writes_nothing(name: str, tmp_path: Path) -> None:
    OUTPUTS[name][0](tmp_path / "folder")
    assert list(tmp_path.iterdir()) == []


def test_entering_gives_the_output_itself(name: str, tmp_path: Path) -> None:
    output = OUTPUTS[name][0](tmp_path)
    with output as entered:
        assert entered is output


@pytest.mark.parametrize("after", [0, 1, 25])
def test_a_run_that_breaks_off_is_survived_and_its_error_let_through(
    name: str, tmp_path: Path, header: Header, steps: list[Step], after: int
) -> None:
    output = OUTPUTS[name][0](tmp_path)
    with pytest.raises(KeyboardInterrupt), output:  # noqa: PT012 - the error comes in the middle
        output.begin(header)
        for step in steps[:after]:
            output.write(step)
        raise KeyboardInterrupt


def test_a_run_that_breaks_off_before_it_begins_is_survived(name: str, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), OUTPUTS[name][0](tmp_path):
        raise KeyboardInterrupt


def test_leaving_twice_is_harmless(name: str, tmp_path: Path, header: Header, steps: list[Step]) -> None:
    output = OUTPUTS[name][0](tmp_path)
    feed(output, header, steps[:5])
    output.__exit__(None, None, None)


def test_an_empty_session_is_survived(name: str, tmp_path: Path, header: Header) -> None:
    feed(OUTPUTS[name][0](tmp_path), header, [])


def test_a_session_without_pictures_is_survived(name: str, tmp_path: Path, header: Header, steps: list[Step]) -> None:
    feed(OUTPUTS[name][0](tmp_path), header, [with_frame(step, None) for step in steps])


def test_a_session_with_nobody_in_it_is_survived(name: str, tmp_path: Path, header: Header, steps: list[Step]) -> None:
    poses = [(replace(pose_of(step), landmarks={}), view_of(step).frame) for step in steps[:20]]
    feed(OUTPUTS[name][0](tmp_path), header, list(fold(header, poses)))


def test_the_same_session_gives_the_same_bytes(name: str, tmp_path: Path, header: Header, steps: list[Step]) -> None:
    make, file = OUTPUTS[name]
    for folder in ("first", "second"):
        feed(make(tmp_path / folder), header, steps)
    if file is not None:
        assert (tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes()


def test_what_was_written_is_kept_when_a_run_breaks_off(tmp_path: Path, header: Header, steps: list[Step]) -> None:
    outputs = [OUTPUTS[name][0](tmp_path) for name in ("RecordFile", "AngleTable", "OverlayVideo")]
    for output in outputs:
        with pytest.raises(KeyboardInterrupt), output:  # noqa: PT012
            output.begin(header)
            for step in steps[:25]:
                output.write(step)
            raise KeyboardInterrupt
    assert (tmp_path / "record.jsonl").read_text(encoding="utf-8").count('{"pose"') == 25
    assert len((tmp_path / "angles.csv").read_text(encoding="utf-8").splitlines()) == 26
    with av.open(str(tmp_path / "overlay.mp4")) as video:
        assert sum(1 for _ in video.decode(video=0)) == 25
