"""What containers say of their own size: files that were broken off are told from whole ones."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from formcheck.sources.promised import Promise, read_promise
from tests.support.videos import cut, even_times, write_video

WHOLE = Promise()
FORMATS = {
    "a.mp4": {},
    "a.mov": {"movflags": "+faststart"},
    "a.mkv": {},
    "a.webm": {},
    "a.avi": {},
    "a.wmv": {},
    "a.ts": {},
    "a.mts": {"mpegts_m2ts_mode": "1"},
}
CODECS = {"a.webm": "libvpx", "a.avi": "mpeg4", "a.wmv": "wmv2"}


def write(path: Path, muxing: dict[str, str] | None = None) -> Path:
    codec = CODECS.get(path.name, "libx264")
    return write_video(path, even_times(60), codec=codec, muxing=muxing, time_base=Fraction(1, 25))


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_ends_before_its_last_part_does_was_broken_off(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, FORMATS[name])
    assert read_promise(path) == WHOLE
    path.write_bytes(path.read_bytes()[:-40])
    assert read_promise(path).is_broken_off


def test_an_mp4_whose_index_was_to_come_last_lacks_it(tmp_path: Path) -> None:
    assert read_promise(cut(write(tmp_path / "a.mp4"))) == Promise(is_broken_off=True, lacks_index=True)


def test_fragments_are_followed_by_fragments_and_nothing_else(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp4", {"movflags": "frag_keyframe+empty_moov"})
    assert read_promise(path) == Promise(is_fragmented=True)
    path.write_bytes(path.read_bytes() + bytes(5000))
    assert read_promise(path) == Promise(is_broken_off=True, is_fragmented=True)


@pytest.mark.parametrize("padding", [bytes(5000), b"\xff" * 3, b"left over from another file"])
def test_what_stands_behind_a_whole_mp4_is_nothing(tmp_path: Path, padding: bytes) -> None:
    path = write(tmp_path / "a.mp4")
    path.write_bytes(path.read_bytes() + padding)
    assert read_promise(path) == WHOLE


@pytest.mark.parametrize("muxing", [{"live": "1"}, {"cluster_time_limit": "500", "live": "1"}])
def test_what_was_streamed_does_not_say_how_long_it_is(tmp_path: Path, muxing: dict[str, str]) -> None:
    assert read_promise(cut(write(tmp_path / "a.webm", muxing))) == WHOLE


@pytest.mark.parametrize("content", [b"", b"\x00" * 9, b"RIFF", b"\x1a\x45\xdf\xa3", b"G" * 2000, b"no video at all"])
def test_what_is_no_container_says_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    assert not read_promise(path).lacks_index
