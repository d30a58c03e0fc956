"""Recorded video: times, rotation, pixel shape, containers, memory, and every way a file can be no use."""

from __future__ import annotations

import re
import socket
import struct
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from formcheck.errors import VideoError
from formcheck.sources.files import changed_at, sha256_of
from formcheck.sources.video import VIDEO_SUFFIXES, VideoFile
from formcheck.sources.viewing import Viewing
from tests.support.cases import few
from tests.support.machine import unprivileged
from tests.support.processes import resident_bytes
from tests.support.videos import (
    blank,
    brightness,
    corners_of,
    cut,
    even_times,
    grey_of,
    painted_corners,
    scramble,
    turn,
    write_sound,
    write_video,
)

UPRIGHT = ("red", "green", "blue", "white")
STEADY = Fraction(1, 25)


def read_times(path: Path) -> list[float]:
    """Return the times of all frames of a video."""
    source = VideoFile(path)
    times = [frame.t_s for frame in source.frames()]
    source.close()
    return times


def refusal(path: Path) -> VideoError:
    """Return the error that a file is refused with, once its form was checked: place, fault, remedy."""
    with pytest.raises(VideoError) as caught:
        read_times(path)
    error = caught.value
    assert error.where == str(path)
    assert error.what.endswith(".")
    assert error.next_step.endswith(".")
    assert str(error) == f"{path}: {error.what} {error.next_step}"
    return error


# Times


def test_irregular_times_come_back_exactly(tmp_path: Path) -> None:
    steps = np.random.default_rng(3).integers(1, 9000, 120).cumsum()  # up to 0.1 s apart, in ticks of 1/90000 s
    times = [int(ticks) / 90_000 for ticks in steps - steps[0]]
    assert read_times(write_video(tmp_path / "phone.mp4", times)) == times


def test_every_frame_comes_once_in_the_order_of_its_time(tmp_path: Path) -> None:
    path = write_video(tmp_path / "reordered.mp4", even_times(60), options={"bf": "3"})
    frames = list(VideoFile(path).frames())
    assert [frame.index for frame in frames] == list(range(60))
    assert brightness(frame.image for frame in frames) == pytest.approx([grey_of(i) for i in range(60)], abs=5)


def test_a_frame_rate_that_falls_halfway_is_no_matter(tmp_path: Path) -> None:
    times = even_times(30, 30.0) + even_times(15, 15.0, start_s=1.0)
    assert read_times(write_video(tmp_path / "dark.mp4", times)) == pytest.approx(times, abs=1e-4)


@pytest.mark.parametrize("start_s", [0.5, 100.0])
def test_a_late_first_time_is_kept(tmp_path: Path, start_s: float) -> None:
    path = write_video(tmp_path / "late.mkv", even_times(20, start_s=start_s))
    assert read_times(path) == pytest.approx(even_times(20, start_s=start_s), abs=1e-3)


@pytest.mark.parametrize("name", ["camcorder.mts", "camcorder.ts", "camcorder.mpg"])
def test_a_clock_that_begins_anywhere_is_read_as_a_player_shows_it(tmp_path: Path, name: str) -> None:
    """AVCHD and broadcasts count from whenever; the picture may begin a little after the sound."""
    is_mpg = name.endswith(".mpg")
    path = write_video(
        tmp_path / name,
        even_times(25, start_s=90.0),
        codec="mpeg2video" if is_mpg else "libx264",
        time_base=STEADY if is_mpg else Fraction(1, 90_000),
        muxing={"f": "mpegts"} if name.endswith(".mts") else {},
    )
    times_s = read_times(path)
    assert times_s[0] == pytest.approx(0.0, abs=0.1)
    assert times_s[-1] == pytest.approx(0.96, abs=0.1)
    assert VideoFile(path).info.duration_s == pytest.approx(1.0, abs=0.25)


def test_an_avi_in_which_nothing_changes_for_a_while_is_whole(tmp_path: Path) -> None:
    """The format then leaves frames out, and counts them all the same."""
    times_s = [one for index, one in enumerate(even_times(60)) if not 20 <= index < 40]
    path = write_video(tmp_path / "still.avi", times_s, codec="mjpeg", pixels="yuvj420p", time_base=STEADY)
    assert read_times(path) == pytest.approx(times_s, abs=1e-3)


def test_of_several_tracks_the_one_that_moves_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "cover.mkv"
    with av.open(str(path), "w") as container:
        cover, film = (container.add_stream("mjpeg", rate=25), container.add_stream("libx264", rate=25))
        for stream, pixels in ((cover, "yuvj420p"), (film, "yuv420p")):
            stream.width, stream.height, stream.pix_fmt = 64, 48, pixels
        for stream, frames in ((cover, 1), (film, 20)):
            for number in range(frames):
                picture = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 10 * number, np.uint8), format="rgb24")
                picture.pts, picture.time_base = number, Fraction(1, 25)
                container.mux(stream.encode(picture))
            container.mux(stream.encode())
    source = VideoFile(path)
    assert len(list(source.frames())) == source.info.frames == 20


def test_a_clip_trimmed_on_a_phone_shows_only_its_part(tmp_path: Path) -> None:
    path = write_video(tmp_path / "trimmed.mp4", even_times(100), options={"g": "10"})
    set_edit(path, start_s=1.0, duration_s=2.0)
    frames = list(VideoFile(path).frames())
    assert [frame.t_s for frame in frames] == pytest.approx(even_times(50), abs=1e-3)
    assert brightness(frame.image for frame in frames)[0] == pytest.approx(grey_of(25), abs=5)


def set_edit(path: Path, start_s: float, duration_s: float) -> None:
    """Rewrite the edit list of an mp4 file, as trimming on a phone does; the pictures stay in the file."""
    content = bytearray(path.read_bytes())
    (track_rate,) = struct.unpack_from(">I", content, content.index(b"mdhd") + 16)
    (movie_rate,) = struct.unpack_from(">I", content, content.index(b"mvhd") + 16)
    edit = content.index(b"elst") + 12
    _, media_time = struct.unpack_from(">Ii", content, edit)
    struct.pack_into(">Ii", content, edit, round(duration_s * movie_rate), media_time + round(start_s * track_rate))
    path.write_bytes(content)


def test_frames_can_be_read_again_from_the_beginning(tmp_path: Path) -> None:
    source = VideoFile(write_video(tmp_path / "again.mp4", even_times(20)))
    next(source.frames())
    assert [frame.index for frame in source.frames()] == list(range(20))
    assert len(list(source.frames())) == 20
    source.close()
    source.close()


# Containers

CONTAINERS = {
    "h264.mp4": ("libx264", {}),
    "h264.mov": ("libx264", {}),
    "h265.mp4": ("libx265", {"x265-params": "log-level=none"}),
    "mpeg4.m4v": ("mpeg4", {}),
    "mpeg4.3gp": ("mpeg4", {}),
    "h264.mkv": ("libx264", {}),
    "vp8.webm": ("libvpx", {}),
    "vp9.webm": ("libvpx-vp9", {}),
    "mpeg4.avi": ("mpeg4", {}),
    "mpeg4-reordered.avi": ("mpeg4", {"bf": "2"}),
    "h264-reordered.avi": ("libx264", {"bf": "3"}),
    "motion-jpeg.avi": ("mjpeg", {}),
    "h264.ts": ("libx264", {}),
    "mpeg2.mpg": ("mpeg2video", {"b": "2000000", "bf": "2"}),
    "wmv2.wmv": ("wmv2", {}),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_containers_and_codecs(tmp_path: Path, name: str) -> None:
    codec, options = CONTAINERS[name]
    pixels = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    path = write_video(tmp_path / name, even_times(50), codec=codec, options=options, pixels=pixels, time_base=STEADY)
    assert path.suffix in VIDEO_SUFFIXES
    frames = list(VideoFile(path).frames())
    times = [frame.t_s for frame in frames]
    assert 49 <= len(times) <= 50  # the last frame of a program stream has no time
    assert [b - a for a, b in pairwise(times)] == pytest.approx([0.04] * (len(times) - 1), abs=2e-3)
    seen = np.array(brightness(frame.image for frame in frames))
    assert np.corrcoef(seen, [grey_of(i) for i in range(len(seen))])[0, 1] > 0.98


def test_what_is_known_before_the_first_frame(tmp_path: Path) -> None:
    info = VideoFile(write_video(tmp_path / "known.mp4", even_times(50))).info
    assert (info.name, info.width_px, info.height_px, info.frames) == ("known.mp4", 64, 48, 50)
    assert info.duration_s == pytest.approx(2.0)
    assert info.fps == pytest.approx(25.0)


@pytest.mark.parametrize("name", ["clip.mp4", "clip.mov", "clip.mkv"])
def test_when_it_was_recorded_is_what_the_container_says(tmp_path: Path, name: str) -> None:
    path = write_video(tmp_path / name, even_times(10), tags={"creation_time": "2026-11-29T09:16:27.000000Z"})
    info = VideoFile(path).info
    assert (info.recorded_at, info.recorded_by) == (datetime(2026, 11, 29, 9, 16, 27, tzinfo=UTC), "container")


def test_where_the_container_is_silent_the_file_must_do(tmp_path: Path) -> None:
    path = write_video(tmp_path / "clip.mp4", even_times(10))
    info = VideoFile(path).info
    assert (info.recorded_at, info.recorded_by) == (changed_at(path), "file")
    assert info.sha256 == sha256_of(path)


def test_a_recording_streamed_by_a_browser_has_no_duration_and_is_read(tmp_path: Path) -> None:
    path = write_video(tmp_path / "browser.webm", even_times(50), codec="libvpx", muxing={"live": "1"})
    assert VideoFile(path).info.duration_s is None
    assert len(read_times(path)) == 50


@pytest.mark.parametrize("share", [1.0, 0.5])
def test_a_fragmented_recording_is_read_as_far_as_it_goes(tmp_path: Path, share: float) -> None:
    muxing = {"movflags": "frag_keyframe+empty_moov"}
    path = write_video(tmp_path / "fragments.mp4", even_times(200), options={"g": "25"}, muxing=muxing)
    source = VideoFile(cut(path, share))
    times = [frame.t_s for frame in source.frames()]
    assert len(times) == pytest.approx(200 * share, abs=15)
    assert times == sorted(set(times))
    assert source.info.read_s == (None if share == 1.0 else pytest.approx(times[-1], abs=0.3))


def test_sound_is_passed_over(tmp_path: Path) -> None:
    path = write_video(tmp_path / "talking.mp4", even_times(50), sound_s=6.0)
    assert len(read_times(path)) == 50


@pytest.mark.parametrize("name", ["12:30 left leg.mp4", "http:leg.mp4", "50% done %03d.mp4", "Übung №1 [bold].mp4"])
def test_names_that_mean_something_to_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    write_video(tmp_path / "plain.mp4", even_times(5)).rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert len(read_times(Path(name))) == 5


# Picture


@pytest.mark.parametrize("clockwise_deg", [0, 90, 180, 270])
@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
def test_a_phone_held_any_way_gives_an_upright_picture(tmp_path: Path, clockwise_deg: int, suffix: str) -> None:
    stored = np.ascontiguousarray(np.rot90(painted_corners(48, 64), clockwise_deg // 90))
    path = write_video(tmp_path / f"phone{suffix}", even_times(3), lambda _: stored)
    if clockwise_deg:
        turn(path, clockwise_deg)
    source = VideoFile(path)
    frames = list(source.frames())
    assert [corners_of(frame.image) for frame in frames] == [UPRIGHT] * 3
    assert {frame.image.shape for frame in frames} == {(64, 48, 3)}
    assert (source.info.width_px, source.info.height_px) == (48, 64)
    assert abs(source.info.rotation_deg) == min(clockwise_deg, 360 - clockwise_deg)


def test_the_turning_of_the_tests_is_that_of_the_standard(tmp_path: Path) -> None:
    # ISO/IEC 14496-12 maps (p, q) to (a p + c q, b p + d q), up to a shift. Shown clockwise by 90 degrees, the right
    # of the stored picture (1, 0) comes to the bottom (0, 1) and its bottom (0, 1) to the left (-1, 0).
    path = turn(write_video(tmp_path / "phone.mp4", even_times(1)), 90)
    content = path.read_bytes()
    a, b, _, c, d = struct.unpack_from(">5i", content, content.index(b"tkhd") + 44)
    assert (a >> 16, b >> 16) == (0, 1)
    assert (c >> 16, d >> 16) == (-1, 0)


@pytest.mark.parametrize("clockwise_deg", [0, 90])
def test_oblong_pixels_are_made_square(tmp_path: Path, clockwise_deg: int) -> None:
    stored = np.ascontiguousarray(np.rot90(painted_corners(), clockwise_deg // 90))
    path = write_video(tmp_path / "dvd.mp4", even_times(3), lambda _: stored, pixel_aspect=Fraction(4, 3))
    if clockwise_deg:
        turn(path, clockwise_deg)
    source = VideoFile(path)
    image = next(source.frames()).image
    stored_height, stored_width = stored.shape[:2]
    shown = (round(stored_width * 4 / 3), stored_height)
    assert (image.shape[1], image.shape[0]) == (shown[::-1] if clockwise_deg else shown)
    assert (source.info.width_px, source.info.height_px) == (image.shape[1], image.shape[0])
    assert corners_of(image) == UPRIGHT


def test_pictures_are_contiguous_rgb_of_their_own(tmp_path: Path) -> None:
    path = write_video(tmp_path / "own.mp4", even_times(10))
    first, second, *_ = (frame.image for frame in VideoFile(path).frames())
    assert first.flags.c_contiguous
    assert first.dtype == np.uint8
    assert not np.shares_memory(first, second)


# Files that are no use


def write_text(path: Path) -> Path:
    """Write words where a video is expected."""
    path.write_text("Monday: six repetitions, no pain.\n" * 50, encoding="utf-8")
    return path


def write_noise(path: Path) -> Path:
    """Write noise where a video is expected."""
    path.write_bytes(np.random.default_rng(1).bytes(50_000))
    return path


def write_nothing(path: Path) -> Path:
    """Write an empty file."""
    path.touch()
    return path


def make_folder(path: Path) -> Path:
    """Make a folder with the name of a video."""
    path.mkdir()
    return path


def write_head_of_mp4(path: Path) -> Path:
    """Write a video whose index, at its end, was lost."""
    return cut(write_video(path, even_times(200)))


def write_index_of_mp4(path: Path) -> Path:
    """Write a video of which only the index was copied."""
    write_video(path, even_times(200), muxing={"movflags": "+faststart"})
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"mdat") + 8])
    return path


def write_first_fragment(path: Path) -> Path:
    """Write a recording that was broken off as soon as it began."""
    muxing = {"movflags": "frag_keyframe+empty_moov"}
    return cut(write_video(path, even_times(200), options={"g": "10"}, muxing=muxing), 0.07)


def write_blank_mp4(path: Path) -> Path:
    """Write a video behind whose index there is nothing but zeros."""
    write_video(path, even_times(200), muxing={"movflags": "+faststart"})
    content = path.read_bytes()
    return blank(path, (content.index(b"mdat") + 4) / len(content))


def write_undecodable_mp4(path: Path) -> Path:
    """Write a video behind whose index there is nothing but noise."""
    write_video(path, even_times(200), muxing={"movflags": "+faststart"})
    content = path.read_bytes()
    return scramble(path, (content.index(b"mdat") + 4) / len(content), 1.0)


def write_sound_only(path: Path) -> Path:
    """Write a sound recording."""
    return write_sound(path)


def write_no_frames(path: Path) -> Path:
    """Write a video track, beside a sound track, that holds no frame: its table of samples is emptied."""
    content = bytearray(write_video(path, even_times(25)).read_bytes())
    sizes = content.index(b"stsz")
    struct.pack_into(">I", content, sizes + 12, 0)
    path.write_bytes(content)
    return path


def write_strange_codec(path: Path) -> Path:
    """Write a video in a code that nobody knows."""
    content = write_video(path, even_times(25)).read_bytes()
    path.write_bytes(content.replace(b"avc1", b"zzzz").replace(b"avcC", b"zzzC"))
    return path


def write_bare_stream(path: Path) -> Path:
    """Write coded pictures without a container, and so without times."""
    bare = write_video(path.with_suffix(".h264"), even_times(25))
    return bare.rename(path)


FAULTS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (lambda path: path, "no such file"),
    "folder": (make_folder, "a folder"),
    "empty": (write_nothing, "empty file"),
    "text": (write_text, "is not a video"),
    "noise": (write_noise, "is not a video"),
    "index lost": (write_head_of_mp4, "was broken off before its index was written"),
    "only an index": (write_index_of_mp4, "is cut short: it holds 0\\.0 s of the 8\\.0 s"),
    "only the beginning": (write_first_fragment, "is cut short: it holds 0\\.. s of a recording that was broken off"),
    "only zeros": (write_blank_mp4, "is cut short: it holds 0\\.0 s of the 8\\.0 s"),
    "only noise": (write_undecodable_mp4, "cannot be decoded"),
    "sound": (write_sound_only, "holds no video track \\(found: audio\\)"),
    "no frames": (write_no_frames, "holds (a video track without a single frame|no video track)"),
    "strange codec": (write_strange_codec, "encoded in a way that nothing here can decode"),
    "bare stream": (write_bare_stream, "pictures without times"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_useless_file_has_its_own_words(tmp_path: Path, fault: str) -> None:
    write, words = FAULTS[fault]
    error = refusal(write(tmp_path / "video.mp4"))
    assert re.search(words, error.what)


# Files that are cut short or damaged

NO_INDEX_AT_THE_END = {"movflags": "+faststart"}
CUT: dict[str, tuple[str, dict[str, str]]] = {
    "a.mp4": ("libx264", NO_INDEX_AT_THE_END),
    "a.mov": ("libx265", NO_INDEX_AT_THE_END),
    "a.mkv": ("libx264", {}),
    "a.webm": ("libvpx", {}),
    "a.avi": ("mjpeg", {}),
    "a.flv": ("libx264", {}),
    "a.wmv": ("wmv2", {}),
}
KNOWS_ITS_LENGTH = set(CUT) - {"a.wmv"}  # once it is cut


def painted_rough(index: int) -> NDArray[np.uint8]:
    """Return a picture that tells its own number, and takes as much room as one of a camera."""
    rough = np.random.default_rng(index).integers(-25, 25, (48, 64, 3))
    return np.clip(grey_of(index) + rough, 0, 255).astype(np.uint8)


def write_coded(path: Path, count: int, muxing: dict[str, str] | None = None, codec: str = "libx264") -> Path:
    """Write a video of pictures that tell their number, with one every second that is coded by itself."""
    options = {"x265-params": "log-level=none:keyint=25"} if codec == "libx265" else {"g": "25"}
    pixels = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    return write_video(
        path,
        even_times(count),
        painted_rough,
        codec=codec,
        pixels=pixels,
        time_base=STEADY,
        options=options,
        muxing=muxing,
    )


@pytest.mark.parametrize("share", few([0.4, 0.85]))
@pytest.mark.parametrize("name", few(CUT))
def test_a_file_that_is_cut_short_is_read_as_far_as_it_goes(tmp_path: Path, name: str, share: float) -> None:
    codec, muxing = CUT[name]
    path = write_coded(tmp_path / name, 250, muxing, codec)
    assert VideoFile(path).info.read_s is None
    source = VideoFile(cut(path, share))
    times = [frame.t_s for frame in source.frames()]
    read_s, whole_s = source.info.read_s, source.info.duration_s
    assert len(times) > 10
    assert times == pytest.approx(np.array(even_times(len(times))) + times[0], abs=2e-3)
    assert read_s == pytest.approx(times[-1] + 0.04, abs=0.3)
    assert whole_s == (pytest.approx(10.0, abs=0.1) if name in KNOWS_ITS_LENGTH else None)


def test_a_broadcast_that_ends_within_a_packet_is_cut_short(tmp_path: Path) -> None:
    path = write_coded(tmp_path / "a.ts", 200)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 376 * 188 + 100])
    source = VideoFile(path)
    assert source.info.read_s == pytest.approx(len(list(source.frames())) / 25, abs=0.3)


def test_what_a_download_has_not_brought_yet_is_no_part_of_it(tmp_path: Path) -> None:
    path = blank(write_coded(tmp_path / "a.mp4", 200, NO_INDEX_AT_THE_END), 0.6)
    source = VideoFile(path)
    times = [frame.t_s for frame in source.frames()]
    assert 2.0 < times[-1] < 7.0
    assert source.info.read_s == pytest.approx(times[-1], abs=0.3)


def test_a_part_that_ends_before_the_cut_is_whole(tmp_path: Path) -> None:
    path = cut(write_coded(tmp_path / "a.mp4", 200, NO_INDEX_AT_THE_END))
    assert VideoFile(path, Viewing(end_s=1.0)).info.read_s is None


@pytest.mark.parametrize("damage", few([blank, scramble]))
@pytest.mark.parametrize("name", few([name for name in CUT if name not in {"a.mov", "a.flv"}]))
def test_damage_costs_what_is_damaged_and_no_picture_is_given_that_was_guessed(
    tmp_path: Path, name: str, damage: Callable[[Path, float, float], Path]
) -> None:
    codec, muxing = CUT[name]
    path = damage(write_coded(tmp_path / name, 400, muxing, codec), 0.45, 0.55)
    source = VideoFile(path)
    frames = list(source.frames())
    source.close()
    times = [frame.t_s for frame in frames]
    assert times == sorted(set(times))
    assert 200 < len(times) < 390
    assert times[-1] > 15.5
    meant = np.array([grey_of(round((t_s - times[0]) * 25)) for t_s in times])
    wrong = np.abs(np.array(brightness(frame.image for frame in frames)) - meant) > 12
    assert wrong.sum() <= 2


def test_one_lost_picture_costs_only_itself(tmp_path: Path) -> None:
    path = write_coded(tmp_path / "a.mp4", 200, NO_INDEX_AT_THE_END)
    with av.open(str(path)) as container:
        lost = [packet for packet in container.demux(video=0) if packet.size][90]
        start, length = lost.pos, lost.size
    assert start is not None
    content = path.read_bytes()
    path.write_bytes(content[:start] + bytes(length) + content[start + length :])
    assert len(read_times(path)) >= 195


def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    path = write_video(open_folder / "private.mp4", even_times(3))
    path.chmod(0)
    with unprivileged():
        error = refusal(path)
    assert "you may not read or write it" in error.what
    assert "may read" in error.next_step


def test_a_file_in_a_folder_that_may_not_be_entered(open_folder: Path) -> None:
    path = write_video(open_folder / "private.mp4", even_times(3))
    open_folder.chmod(0)
    with unprivileged():
        error = refusal(path)
    open_folder.chmod(0o755)
    assert "you may not read or write it" in error.what


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that every user may enter, and so may its parents."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


PLAYLISTS = {
    "list.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n",
    "list.ffconcat": "ffconcat version 1.0\nfile http://127.0.0.1:{port}/a.ts\n",
    "video.mp4": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n",
}


@pytest.mark.parametrize("name", PLAYLISTS)
def test_a_playlist_reaches_for_no_network(tmp_path: Path, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        path = tmp_path / name
        path.write_text(PLAYLISTS[name].format(port=server.getsockname()[1]), encoding="utf-8")
        refusal(path)
        with pytest.raises(BlockingIOError):
            server.accept()


# Memory


@pytest.mark.slow
def test_memory_does_not_grow_with_the_length_of_the_video(tmp_path: Path) -> None:
    picture = painted_corners(240, 180)
    path = write_video(
        tmp_path / "long.mp4", even_times(1500), lambda _: picture, options={"preset": "ultrafast", "g": "250"}
    )
    source = VideoFile(path)
    frames = source.frames()
    for _ in range(300):
        next(frames)
    before = resident_bytes()
    count = sum(1 for _ in frames)
    grown = resident_bytes() - before
    assert count == 1200
    assert grown < 0.2 * count * picture.nbytes


def test_nothing_stays_open(tmp_path: Path) -> None:
    path = write_video(tmp_path / "open.mp4", even_times(20))
    source = VideoFile(path)
    next(source.frames())
    assert path.resolve() in open_files()
    source.close()
    assert path.resolve() not in open_files()


def open_files() -> list[Path]:
    """Return the files this process has open."""
    return [Path(file.path).resolve() for file in psutil.Process().open_files()]
