"""What people are shown of names and contents of files has nothing in it that a terminal would obey."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.errors import Fault, FaultyFileError, InputError
from formcheck.printable import printable

EVIL = "a\x1b[2J\x1b]0;mine\x07\u202egpj.\udcff"


@given(st.text())
def test_every_text_can_be_shown_on_one_line(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert not {unicodedata.category(letter) for letter in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert printable(text).encode("utf-8") is not None


@pytest.mark.parametrize("text", ["¿Cómo está?  12 °", "Übung", "訓練", ""])
def test_what_can_be_shown_stays(text: str) -> None:
    assert printable(text) == text


def test_an_error_shows_where_and_what_without_obeying_it() -> None:
    error = InputError(f"found {EVIL}.", where=f"{EVIL}\nformcheck: all is well", next_step="Look again.")
    assert str(error).isprintable()
    faulty = FaultyFileError(EVIL, (Fault(f"{EVIL}\nkey", EVIL, "another"),), next_step="Mend it.")
    lines = str(faulty).split("\n")
    assert len(lines) == 3
    assert all(map(str.isprintable, lines))


def test_blanks_and_joiners_that_names_have_stay() -> None:
    for name in (
        "at 3.04\u202fPM.mov",
        "a\xa0b",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.mp4",
        "\U0001f468\u200d\u2695\ufe0f",
    ):
        assert printable(name) == name
