"""Derived clips: the frame times, sizes and pictures that each change promises, on small originals made here."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from render.app import main
from render.derive import Shot, derive_clip, read_shots, write_shots
from render.manifest import Change, Derived, ManifestError, load_derived, load_manifest

from formcheck.samples import Frame
from formcheck.sources.video import VideoFile
from tests.support.videos import corners_of, even_times, painted_corners, painted_grey, write_video

SAMPLE_VIDEOS = Path(__file__).resolve().parents[2] / "sample_videos"
FRAMES = 40
UPRIGHT = ("red", "green", "blue", "white")
LOSSLESS = {"crf": "4"}


@pytest.fixture
def grey(tmp_path: Path) -> Path:
    """Return a folder with an original whose frames tell their numbers by their brightness."""
    write_video(tmp_path / "original.mp4", even_times(FRAMES), painted_grey, options=LOSSLESS)
    return tmp_path


@pytest.fixture
def corners(tmp_path: Path) -> Path:
    """Return a folder with an original whose corners tell which way up it is."""
    write_video(tmp_path / "original.mp4", even_times(5), lambda _: painted_corners(), options=LOSSLESS)
    return tmp_path


def derive(folder: Path, change: Change, keep_right: float = 1.0, keep_bottom: float = 1.0) -> Path:
    derived = Derived("derived/made.mp4", "original.mp4", change, keep_right=keep_right, keep_bottom=keep_bottom)
    derive_clip(derived, (folder,), folder)
    return folder / derived.file


def frames_of(path: Path) -> list[Frame]:
    video = VideoFile(path)
    frames = list(video.frames())
    video.close()
    return frames


def assert_shown_when_original(frames: list[Frame]) -> None:
    """Assert that every frame shows what the original shows at that time."""
    shown = [float(frame.image.mean()) for frame in frames]
    assert shown == pytest.approx([float(painted_grey(round(frame.t_s * 25)).mean()) for frame in frames], abs=3.0)


def test_a_variable_rate_is_irregular_and_true(grey: Path) -> None:
    frames = frames_of(derive(grey, "variable_rate"))
    times = np.array([frame.t_s for frame in frames])
    gaps = np.rint(np.diff(times) * 25).astype(int)
    assert times * 25 == pytest.approx(np.rint(times * 25), abs=1e-3)
    assert set(gaps) == {1, 2, 3}
    assert 0.15 < 1.0 - len(frames) / FRAMES < 0.35
    assert_shown_when_original(frames)


def test_a_slower_rate_keeps_the_times_of_the_frames_it_keeps(grey: Path) -> None:
    frames = frames_of(derive(grey, "fps_15"))
    times = np.array([frame.t_s for frame in frames])
    ticks = np.arange(len(frames)) / 15.0
    assert len(frames) == round(FRAMES * 15 / 25)
    assert times == pytest.approx(np.floor(ticks * 25 + 1e-6) / 25, abs=1e-3)
    assert_shown_when_original(frames)


def test_a_faster_rate_shows_what_lies_between(grey: Path) -> None:
    frames = frames_of(derive(grey, "fps_60"))
    times = np.array([frame.t_s for frame in frames])
    original = [float(painted_grey(index).mean()) for index in range(FRAMES)]
    assert times == pytest.approx(np.arange(len(frames)) / 60.0, abs=1e-3)
    assert times[-1] == pytest.approx((FRAMES - 1) / 25, abs=1.0 / 60)
    expected = np.interp(times, even_times(FRAMES), original)
    assert [float(frame.image.mean()) for frame in frames] == pytest.approx(expected.tolist(), abs=5.0)


def test_a_rotated_clip_is_stored_lying_and_shown_upright(corners: Path) -> None:
    path = derive(corners, "rotated")
    stored = next(read_shots(path)).picture
    frames = frames_of(path)
    assert stored.shape == (64, 48, 3)
    assert corners_of(stored) != UPRIGHT
    assert {frame.image.shape for frame in frames} == {(48, 64, 3)}
    assert {corners_of(frame.image) for frame in frames} == {UPRIGHT}


def test_a_mirrored_clip_exchanges_left_and_right(corners: Path) -> None:
    frames = frames_of(derive(corners, "mirrored"))
    assert [frame.t_s for frame in frames] == pytest.approx(even_times(5), abs=1e-3)
    assert {corners_of(frame.image) for frame in frames} == {("green", "red", "white", "blue")}


def test_a_small_clip_is_small(corners: Path) -> None:
    frames = frames_of(derive(corners, "small"))
    assert {frame.image.shape for frame in frames} == {(240, 320, 3)}
    assert {corners_of(frame.image) for frame in frames} == {UPRIGHT}


def test_cropping_keeps_the_upper_left_part(corners: Path) -> None:
    frames = frames_of(derive(corners, "feet_cropped", keep_right=0.5, keep_bottom=0.48))
    assert {frame.image.shape for frame in frames} == {(24, 32, 3)}
    assert {corners_of(frame.image) for frame in frames} == {("red",) * 4}


def test_times_that_are_no_multiple_of_anything_survive(tmp_path: Path) -> None:
    times = [Fraction(0), Fraction(1, 30), Fraction(1, 7), Fraction(1, 3)]

    def shots() -> Iterator[Shot]:
        return (Shot(t_s, painted_corners()) for t_s in times)

    assert write_shots(shots(), tmp_path / "odd.mp4", "20") == len(times)
    read = [float(shot.t_s) for shot in read_shots(tmp_path / "odd.mp4")]
    assert read == pytest.approx([float(t_s) for t_s in times], abs=1e-4)


def test_the_command_makes_a_derived_clip_from_an_original_beside_the_manifest(corners: Path) -> None:
    (corners / "manifest.toml").write_text(manifest_text(), encoding="utf-8")
    out = corners / "out"
    assert main(["--manifest", str(corners / "manifest.toml"), "--out", str(out), "made"]) == 0
    assert len(frames_of(out / "derived" / "made.mp4")) == 5


def test_a_missing_original_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "manifest.toml").write_text(manifest_text(), encoding="utf-8")
    assert main(["--manifest", str(tmp_path / "manifest.toml"), "--out", str(tmp_path / "out"), "made"]) == 2
    assert "original.mp4, which is not in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('change = "small"', 'change = "tiny"', "tiny"),
        ('original = "original.mp4"', 'original = "lost.mp4"', "lost.mp4"),
        ('change = "small"', "", "needed are"),
        ('change = "small"', 'change = "small"\nloud = true', "loud"),
    ],
)
def test_a_wrong_table_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    (tmp_path / "manifest.toml").write_text(manifest_text().replace(old, new), encoding="utf-8")
    with pytest.raises(ManifestError, match=named):
        load_derived(tmp_path / "manifest.toml")


def manifest_text() -> str:
    """Return a manifest with one clip and one clip derived from it."""
    return """
licence = "none"
[[clip]]
file = "original.mp4"
truth = "original.truth.json"
title = "An original"
exercise = "tibial-slider-seated"
side = "right"
facing = "right"
scene = {}
script = {}
[[derived]]
file = "derived/made.mp4"
original = "original.mp4"
change = "small"
"""


def test_the_manifest_derives_from_clips_it_has() -> None:
    path = SAMPLE_VIDEOS / "manifest.toml"
    clips, derived = load_manifest(path), load_derived(path)
    names = [one.name for one in clips] + [one.name for one in derived]
    assert len(names) == len(set(names))
    assert all(one.file == f"derived/{Path(one.original).stem}-{one.change.replace('_', '-')}.mp4" for one in derived)
    assert {one.verdict for one in derived if one.change == "feet_cropped"} == {"not_measurable"}
