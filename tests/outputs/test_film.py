"""The film of a live session: the pictures as they came, at their times, there even after a crash."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from formcheck.outputs.film import Film
from formcheck.samples import Frame
from formcheck.sources.video import VideoFile
from tests.outputs.test_overlay import irregular_times, read
from tests.support.cases import few
from tests.support.sessions import pose_of, with_frame

if TYPE_CHECKING:
    from tests.outputs.conftest import FakeRun

Make = Callable[..., "FakeRun"]

KILLED = """
import sys
from pathlib import Path
import psutil
from tests.outputs.conftest import make_run
from formcheck.outputs.film import Film

rate_hz = float(sys.argv[2])
run = make_run((), times_s=[number / rate_hz for number in range(round(4.5 * rate_hz))])
output = Film(Path(sys.argv[1]))
output.begin(run.header)
for step in run.steps:
    output.write(step)
psutil.Process().kill()
"""


@pytest.mark.parametrize("first_s", few([0.0, 4321.0]))
def test_times_are_those_of_the_pictures_from_zero_on(make: Make, tmp_path: Path, first_s: float) -> None:
    times = irregular_times(90, first_s)
    make((), times_s=times).play(Film(tmp_path / "video.mp4"))
    found, _ = read(tmp_path / "video.mp4")
    assert found == pytest.approx([t_s - first_s for t_s in times], abs=0.001)


def test_pictures_are_as_they_came(make: Make, tmp_path: Path) -> None:
    run = make((), times_s=[0.0, 0.1, 0.2], size=(320, 240))
    rows, columns = np.mgrid[:240, :320]
    drawn = np.stack([columns * 255 // 320, rows, np.full_like(rows, 90)], -1).astype(np.uint8)
    steps = tuple(with_frame(step, Frame(step.t_s, pose_of(step).index, drawn)) for step in run.steps)
    replace(run, steps=steps).play(Film(tmp_path / "video.mp4"))
    _, pictures = read(tmp_path / "video.mp4")
    assert len(pictures) == 3
    assert all(np.abs(picture.astype(int) - drawn).max() < 16 for picture in pictures)  # what the encoder leaves out


def test_an_odd_line_is_cut_and_nothing_is_scaled(make: Make, tmp_path: Path) -> None:
    make((), times_s=[0.0, 0.1], size=(321, 243)).play(Film(tmp_path / "video.mp4"))
    _, pictures = read(tmp_path / "video.mp4")
    assert pictures[0].shape == (242, 320, 3)


def test_steps_without_a_picture_are_passed_over(make: Make, tmp_path: Path) -> None:
    run = make((), times_s=[0.0, 0.1, 0.2, 0.3])
    steps = tuple(with_frame(step, None) if pose_of(step).index % 2 else step for step in run.steps)
    replace(run, steps=steps).play(Film(tmp_path / "video.mp4"))
    found, _ = read(tmp_path / "video.mp4")
    assert found == pytest.approx([0.0, 0.2], abs=0.001)


def test_a_film_can_be_reviewed(make: Make, tmp_path: Path) -> None:
    make((), times_s=irregular_times(90)).play(Film(tmp_path / "video.mp4"))
    assert sum(1 for _ in VideoFile(tmp_path / "video.mp4").frames()) == 90


@pytest.mark.slow
@pytest.mark.parametrize("rate_hz", few([30.0, 8.0]))
def test_a_program_that_is_killed_leaves_all_but_the_last_second(tmp_path: Path, rate_hz: float) -> None:
    path = tmp_path / "video.mp4"
    done = subprocess.run([sys.executable, "-c", KILLED, path, str(rate_hz)], check=False, timeout=60)
    assert done.returncode == (15 if sys.platform == "win32" else -9)
    times = [frame.t_s for frame in VideoFile(path).frames()]
    assert times[0] == 0.0
    assert times == pytest.approx([number / rate_hz for number in range(len(times))], abs=0.001)
    assert times[-1] >= 4.5 - 1.0 - 2 / rate_hz
