"""Names for results that every system can hold, and paths that Windows cannot."""

from __future__ import annotations

import sys
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.apps.exits import remedy_of
from formcheck.apps.naming import numbered, portable_name
from formcheck.errors import VideoError
from formcheck.sources.video import VideoFile


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("anna", "anna"),
        ("Anna, 3. Mai (links)", "Anna, 3. Mai (links)"),
        ("12:30", "12_30"),
        ('<a>"b"|c?*', "_a__b__c__"),
        ("C:\\clips\\anna", "C__clips_anna"),
        ("../up", ".._up"),
        ("tab\tand\nline", "tab_and_line"),
        ("anna. . ", "anna"),
        ("...", "_"),
        ("con", "_con"),
        ("NUL.session", "_NUL.session"),
        ("aux .a", "_aux .a"),
        ("Com1", "_Com1"),
        ("lpt\N{SUPERSCRIPT TWO}", "_lpt\N{SUPERSCRIPT TWO}"),
        ("console", "console"),
        ("com10", "com10"),
        ("Ame\u0301lie", "Am\N{LATIN SMALL LETTER E WITH ACUTE}lie"),  # as macOS has it, and as all others
    ],
)
def test_what_a_system_refuses_is_replaced(name: str, expected: str) -> None:
    assert portable_name(name) == expected


def test_long_names_are_cut_and_stay_apart() -> None:
    one, other = (portable_name("visit " * 40 + end) for end in "ab")
    assert len(one) == len(other) <= 80
    assert one != other
    assert one == portable_name("visit " * 40 + "a")
    assert len(portable_name("\N{CJK UNIFIED IDEOGRAPH-819D}" * 250).encode()) < 255


@pytest.mark.filterwarnings("ignore:pathlib.PurePath.is_reserved")  # from Python 3.13 on, os.path has it
@given(st.text())
def test_whatever_a_name_is_windows_takes_it(name: str) -> None:
    text = portable_name(name)
    path = PureWindowsPath("C:/out", text, "record.jsonl")
    assert path.parts == ("C:\\", "out", text, "record.jsonl")
    assert not PureWindowsPath(text).is_reserved()
    assert text == text.rstrip(". ")
    assert 0 < len(text) <= 80
    assert portable_name(text) == text


def test_a_free_name_stays() -> None:
    assert numbered("anna", {"ben"}.__contains__) == "anna"
    assert numbered("anna", {"anna", "anna-2"}.__contains__) == "anna-3"


def test_a_path_too_long_for_windows_is_named_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    error = FileNotFoundError(2, "The system cannot find the path specified", "a" * 300)
    assert "permissions" in remedy_of(error)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        assert "Windows takes 259" in remedy_of(error)
        assert "permissions" in remedy_of(PermissionError(13, "Access is denied", "C:/out"))
        assert "permissions" in remedy_of(OSError(28, "No space left on device"))


def test_a_name_too_long_for_any_system_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long") as caught:
        (tmp_path / ("a" * 300)).mkdir()
    assert "name a shorter folder" in remedy_of(caught.value)


def test_a_video_whose_path_is_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        with pytest.raises(VideoError) as caught:
            VideoFile(Path("a/" * 140 + "anna.mp4"))
    assert "move it to a shorter one" in caught.value.next_step
