"""What this computer gives, asked for alike on every system."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace

import pytest

from formcheck.computer import language_settings
from formcheck.words.language import language_for


def on_windows(monkeypatch: pytest.MonkeyPatch, menus: int) -> None:
    """Pretend to be on Windows, with its menus in a language given by its number."""
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: menus)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)


@pytest.mark.parametrize(
    ("menus", "language"), [(0x0C0A, "es"), (0x080A, "es"), (0x0409, "en"), (0x0407, "en"), (1, "en")]
)
def test_windows_speaks_the_language_of_its_menus(monkeypatch: pytest.MonkeyPatch, menus: int, language: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    on_windows(monkeypatch, menus)
    assert language_for(None, language_settings()) == language


def test_a_variable_that_was_set_on_purpose_counts_there_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "es_ES.UTF-8")
    on_windows(monkeypatch, 0x0409)
    assert language_for(None, language_settings()) == "es"
