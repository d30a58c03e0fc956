"""Real people who do something else: nothing is counted."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from formcheck.session.record import read_record
from tests.slow.conftest import Validated
from tests.support.commands import Reviewed, Submit
from tests.support.machine import skip_or_fail
from tests.support.truth import BRIEF, MANIFEST, SAMPLES
from tests.support.videos import keep_seconds

PEOPLE = ("chair-squat", "glute-bridge", "lateral-leg-raise", "seated-band-row")
NOBODY = "calf-raise"
SPORTS2D = "sports2d==0.8.34"

pytestmark = pytest.mark.slow


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


def test_the_clips_are_all_here(negatives: Path) -> None:
    assert {path.stem for path in negatives.glob("*.mp4")} == {*PEOPLE, NOBODY}


def test_lower_legs_alone_are_nobody_and_spoil_no_other_clip(negatives: Path, submit: Submit, tmp_path: Path) -> None:
    somebody = keep_seconds(SAMPLES / f"{BRIEF}.mp4", tmp_path / "somebody.mp4", 1.0)
    done = submit(negatives / f"{NOBODY}.mp4", somebody, "--no-overlay", "--json").result()
    assert done.code == 4
    assert f"{NOBODY}.mp4: no person found." in done.err
    assert len(done.out.splitlines()) == 1
    assert (done.folder / "somebody" / "report.html").is_file()


def test_a_walk_gives_no_repetition(walk: Reviewed) -> None:
    # The walker is too small for MediaPipe to find, which is an answer too; were she found, nothing must be counted.
    assert walk.code in {0, 4}
    events = read_record(walk.folder / "demo" / "record.jsonl").events
    assert [event for event in events if event.event == "repetition_judged"] == []


@pytest.mark.parametrize("name", [*PEOPLE, NOBODY])
def test_another_exercise_gives_no_repetition(name: str, negatives: Path, validated: Validated) -> None:
    """Whatever exercise of the sample clips it is judged as."""
    (found,) = (one for one in validated.document["negatives"] if one["file"] == f"{negatives.name}/{name}.mp4")
    assert found["is_anybody_found"] is (name != NOBODY)
    assert found["repetitions"] == dict.fromkeys({clip.exercise for clip in MANIFEST.clip}, 0)
