"""Real people who do something else: nothing is counted."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from concurrent.futures import Future
from pathlib import Path

import pytest

from formcheck.session.record import read_record
from tests.support.commands import Reviewed, Submit
from tests.support.machine import skip_or_fail
from tests.support.truth import ROOT

NEGATIVES = ROOT.parent / "shared" / "data" / "negatives"
PEOPLE = ("chair-squat", "glute-bridge", "lateral-leg-raise", "seated-band-row")
NOBODY = "calf-raise"
SPORTS2D = "sports2d==0.8.34"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def running(submit: Submit) -> dict[str, Future[Reviewed]]:
    """Start the review of every clip; two share a call, as one of them must not spoil the other."""
    if not NEGATIVES.is_dir():
        skip_or_fail(f"the clips of other exercises are not in {NEGATIVES}")
    clips = {name: NEGATIVES / f"{name}.mp4" for name in (*PEOPLE, NOBODY)}
    options = ("--no-overlay", "--json")
    jobs = {name: submit(clips[name], *options) for name in PEOPLE[1:]}
    together = submit(clips[NOBODY], clips[PEOPLE[0]], *options)
    return jobs | {NOBODY: together, PEOPLE[0]: together}


@pytest.fixture(scope="session")
def walk(submit: Submit, tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """Return the review of a woman who walks through the picture, small, while another jumps behind her."""
    folder = tmp_path_factory.mktemp("sports2d")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), SPORTS2D]
    done = subprocess.run(pip, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        skip_or_fail(f"pip cannot bring {SPORTS2D}: {done.stderr.strip().splitlines()[-1:]}")
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as content:
        clip = content.extract("Sports2D/Demo/demo.mp4", folder)
    return submit(clip, "--no-overlay", "--json").result()


@pytest.mark.parametrize("name", PEOPLE)
def test_another_exercise_gives_no_repetition(name: str, running: dict[str, Future[Reviewed]]) -> None:
    done = running[name].result()
    session = json.loads(done.out.splitlines()[-1])
    assert session["source"]["name"] == f"{name}.mp4"
    assert session["summary"]["attempts"] == 0
    assert session["repetitions"] == []
    assert done.code == (4 if running[name] is running[NOBODY] else 0)


def test_lower_legs_alone_are_nobody_and_spoil_no_other_clip(running: dict[str, Future[Reviewed]]) -> None:
    done = running[NOBODY].result()
    assert done.code == 4
    assert f"{NOBODY}.mp4: no person found." in done.err
    assert len(done.out.splitlines()) == 1


def test_a_walk_gives_no_repetition(walk: Reviewed) -> None:
    # The walker is too small for MediaPipe to find, which is an answer too; were she found, nothing must be counted.
    assert walk.code in {0, 4}
    events = read_record(walk.folder / "demo" / "record.jsonl").events
    assert [event for event in events if event.event == "repetition_judged"] == []


def test_the_clips_are_all_here() -> None:
    if not NEGATIVES.is_dir():
        skip_or_fail(f"the clips of other exercises are not in {NEGATIVES}")
    assert {path.stem for path in Path(NEGATIVES).glob("*.mp4")} == {*PEOPLE, NOBODY}
