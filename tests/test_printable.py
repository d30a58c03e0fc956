"""What people are shown of names and contents of files has nothing in it that a terminal would obey."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.errors import Fault, FaultyFileError, InputError
from formcheck.printable import printable

EVIL = "a\x1b[2J\x1b]0;mine\x07\u202egpj.\udcff"


@given(st.text())
def test_every_text_can_be_shown_on_one_line(text: str) -> None:
    assert printable(text).isprintable()
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
