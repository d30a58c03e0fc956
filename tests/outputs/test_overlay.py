"""The overlay video, read back as a player would."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from formcheck.events import Verdict
from formcheck.outputs.h264 import H264File
from formcheck.outputs.held import HeldAngles
from formcheck.outputs.overlay import OverlayVideo, overlay_size
from formcheck.samples import AngleSample, Dof, Side
from formcheck.session.model import Step
from formcheck.words.catalogue import Words
from tests.support.sessions import view_of, with_frame

if TYPE_CHECKING:
    from tests.outputs.conftest import FakeRun

Make = Callable[..., "FakeRun"]


def read(path: Path) -> tuple[list[float], list[NDArray[np.uint8]]]:
    """Return the presentation times and pictures of a video."""
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
    return [float(frame.time) for frame in frames if frame.time is not None], [
        np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8) for frame in frames
    ]


def irregular_times(count: int, first_s: float = 0.0) -> list[float]:
    """Return times as a phone makes them: mostly 33 ms apart, some late, some dropped."""
    steps = np.random.default_rng(3).choice([1 / 30, 0.0412, 0.0291, 0.1], size=count - 1, p=[0.6, 0.15, 0.15, 0.1])
    return [first_s, *(first_s + np.cumsum(steps)).tolist()]


@pytest.mark.parametrize("first_s", [0.0, 0.25])
def test_presentation_times_are_the_frames_own(make: Make, tmp_path: Path, first_s: float, english: Words) -> None:
    times = irregular_times(60, first_s)
    make((Verdict.GOOD,), times_s=times).play(OverlayVideo(tmp_path / "overlay.mp4", english))
    found, _ = read(tmp_path / "overlay.mp4")
    assert found == pytest.approx(times, abs=0.001)


def test_a_clock_that_counts_something_else_is_brought_to_zero(make: Make, tmp_path: Path, english: Words) -> None:
    times = irregular_times(20, 86_400.0)
    make((Verdict.GOOD,), times_s=times).play(OverlayVideo(tmp_path / "overlay.mp4", english))
    found, _ = read(tmp_path / "overlay.mp4")
    assert found == pytest.approx([t_s - times[0] for t_s in times], abs=0.001)


def test_equal_times_still_give_one_frame_each(make: Make, tmp_path: Path, english: Words) -> None:
    make((Verdict.GOOD,), times_s=[0.0, 0.1, 0.1, 0.2]).play(OverlayVideo(tmp_path / "overlay.mp4", english))
    found, _ = read(tmp_path / "overlay.mp4")
    assert len(found) == 4
    assert all(np.diff(found) > 0)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((640, 480), (640, 480)),
        ((641, 481), (640, 480)),
        ((320, 240), (640, 480)),
        ((1920, 1080), (1280, 720)),
        ((1080, 1920), (720, 1280)),
        ((1279, 719), (1278, 718)),
    ],
)
def test_size_is_even_and_readable(
    make: Make, tmp_path: Path, size: tuple[int, int], expected: tuple[int, int], english: Words
) -> None:
    assert overlay_size(*size) == expected
    make((), times_s=[0.0, 0.1], size=size).play(OverlayVideo(tmp_path / "overlay.mp4", english))
    _, pictures = read(tmp_path / "overlay.mp4")
    assert pictures[0].shape == (expected[1], expected[0], 3)


@pytest.mark.parametrize("size", [(640, 480), (640, 362), (642, 482), (322, 246)])
def test_colours_come_out_as_drawn_at_every_even_size(tmp_path: Path, size: tuple[int, int]) -> None:
    rows, columns = np.mgrid[: size[1], : size[0]]
    drawn = np.stack([columns * 255 // size[0], rows * 255 // size[1], np.full_like(rows, 90)], -1).astype(np.uint8)
    file = H264File(tmp_path / "overlay.mp4", *size, fps=25.0)
    file.write(drawn, 0.0)
    file.close()
    (_, (picture,)) = read(tmp_path / "overlay.mp4")
    assert np.abs(picture.astype(int) - drawn).max() < 16  # what the encoder leaves out


def test_is_h264_for_any_player(fake_run: FakeRun, tmp_path: Path, english: Words) -> None:
    fake_run.play(OverlayVideo(tmp_path / "overlay.mp4", english))
    with av.open(str(tmp_path / "overlay.mp4")) as container:
        stream = container.streams.video[0]
        assert (stream.codec_context.name, stream.pix_fmt) == ("h264", "yuv420p")


def test_the_working_leg_is_drawn_in_a_strong_colour(make: Make, tmp_path: Path, english: Words) -> None:
    run = make((), times_s=[0.0, 0.1], size=(640, 480))
    run.play(OverlayVideo(tmp_path / "overlay.mp4", english))
    _, pictures = read(tmp_path / "overlay.mp4")
    marks = view_of(run.steps[0]).pose.landmarks
    knee, ankle = marks["right_knee"], marks["right_ankle"]
    x, y = round((knee.x_px + ankle.x_px) / 2), round((knee.y_px + ankle.y_px) / 2)
    red, _, blue = (int(value) for value in pictures[0][y, x])
    assert red - blue > 80  # the room is grey


def test_the_verdict_is_shown_for_two_seconds(make: Make, tmp_path: Path, english: Words) -> None:
    run = make((Verdict.RUSHED,), fps=10.0, size=(640, 480))
    run.play(OverlayVideo(tmp_path / "overlay.mp4", english))
    times, pictures = read(tmp_path / "overlay.mp4")
    end_s = run.session.repetitions[0].end_s
    corner = {round(t_s, 1): picture[60:100, 430:620] for t_s, picture in zip(times, pictures, strict=True)}
    before, during = corner[round(end_s - 0.4, 1)], corner[round(end_s + 0.5, 1)]
    assert np.median(during) < 0.6 * np.median(before)  # a dark card
    assert np.max(during) > 200  # with bright words


def test_nothing_is_written_without_pictures(fake_run: FakeRun, tmp_path: Path, english: Words) -> None:
    steps = tuple(with_frame(step, None) for step in fake_run.steps)
    replace(fake_run, steps=steps).play(OverlayVideo(tmp_path / "overlay.mp4", english))
    assert not (tmp_path / "overlay.mp4").exists()


def test_a_run_broken_off_leaves_a_playable_file(fake_run: FakeRun, tmp_path: Path, english: Words) -> None:
    with OverlayVideo(tmp_path / "overlay.mp4", english) as output:
        output.begin(fake_run.header)
        for step in fake_run.steps[:15]:
            output.write(step)
    times, _ = read(tmp_path / "overlay.mp4")
    assert len(times) == 15


def test_frames_without_a_person_or_angles_pass(empty_run: FakeRun, tmp_path: Path, english: Words) -> None:
    empty_run.play(OverlayVideo(tmp_path / "overlay.mp4", english))
    times, _ = read(tmp_path / "overlay.mp4")
    assert len(times) == len(empty_run.steps)


def test_the_source_picture_is_left_as_it_was(make: Make, tmp_path: Path, english: Words) -> None:
    run = make((), times_s=[0.0, 0.1], size=(640, 480))
    frame = view_of(run.steps[0]).frame
    assert frame is not None
    before = frame.image.copy()
    run.play(OverlayVideo(tmp_path / "overlay.mp4", english))
    assert np.array_equal(frame.image, before)


KNEE = Dof.KNEE_FLEXION


def at(step: Step, t_s: float, knee_deg: float, side: Side = Side.RIGHT, *, is_present: bool = True) -> Step:
    """Return the step at another time, with this angle of this leg."""
    sighting = replace(step.sighting, is_present=is_present)
    return replace(step, angles=AngleSample(t_s, side, {KNEE: knee_deg}, {KNEE: 1.0}), sighting=sighting)


def test_an_angle_is_held_for_a_moment_while_it_is_not_measured(fake_run: FakeRun) -> None:
    held, step = HeldAngles(), fake_run.steps[0]
    assert held.take(at(step, 1.0, 87.0)) == {}
    assert held.take(at(step, 1.1, math.nan)) == {KNEE: 87.0}
    assert held.take(at(step, 1.25, math.nan)) == {KNEE: 87.0}
    assert held.take(at(step, 1.3, math.nan)) == {}
    assert held.take(at(step, 1.4, 50.0)) == {}
    assert held.take(at(step, 1.5, math.nan)) == {KNEE: 50.0}


def test_no_angle_is_held_for_the_other_leg_or_for_somebody_else(fake_run: FakeRun) -> None:
    held, step = HeldAngles(), fake_run.steps[0]
    held.take(at(step, 1.0, 87.0))
    assert held.take(at(step, 1.1, math.nan, is_present=False)) == {}
    assert held.take(at(step, 1.2, math.nan, Side.LEFT)) == {}
    assert held.take(at(step, 1.22, math.nan)) == {}


def test_a_held_angle_is_drawn_for_as_long(fake_run: FakeRun, english: Words) -> None:
    video, step = OverlayVideo(Path("unused.mp4"), english), fake_run.steps[0]
    source = np.full((480, 640, 3), 120, np.uint8)
    video._size = (640, 480)

    def drawn(t_s: float) -> NDArray[np.uint8]:
        deg = step.angles.deg if t_s == 1.0 else dict.fromkeys(Dof, math.nan)
        later = replace(step, angles=replace(step.angles, t_s=t_s, deg=deg))
        return video._draw(later, view_of(step).pose, source)

    measured, held, lost = drawn(1.0), drawn(1.2), drawn(1.3)
    assert not np.array_equal(measured, held)
    assert not np.array_equal(held, lost)
    assert np.array_equal(lost, drawn(9.0))
