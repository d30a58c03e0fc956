"""Files that people give: what is no file, or far too large, is known before it is read."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from formcheck.given import read_given, reason


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"a\r\nb\x00")
    assert read_given(path) == b"a\r\nb\x00"


def test_one_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * 3_000_000)
    with pytest.raises(OSError, match=r"3 megabytes, where 1 are the most"):
        read_given(path)
    assert len(read_given(path, 4_000_000)) == 3_000_000


def test_what_is_missing_or_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_given(tmp_path / "missing.toml")
    with pytest.raises(OSError, match=r"folder|denied|directory"):
        read_given(tmp_path)


def test_a_pipe_or_a_device_is_not_waited_for(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has none")
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(OSError, match="a device, a pipe or a folder"):
            read_given(path)


def test_a_library_is_named_and_a_path_is_not_taken_for_one() -> None:
    assert reason(OSError("libusb.so.1: cannot open shared object file")) == "libusb.so.1 cannot be loaded"
    assert reason(FileNotFoundError(errno.ENOENT, "No such file", "/films/lib.so.mp4")) == "no such file"


def test_a_path_of_any_length_is_told_at_once() -> None:
    # Looked through for the name of a library, a path of this length took minutes, and the whole program with it.
    assert reason(OSError(errno.ENAMETOOLONG, "File name too long", "a" * 900_000)) == "its name or path is too long"
