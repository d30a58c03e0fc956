"""JSON and TOML that people give: what is wrong is told in our words, and nothing takes all stack, time or memory."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.parsing import DEEPEST, MalformedError, parse_json, parse_toml

FOREIGN = ("Expecting", "Extra data", "delimiter", "recursion", "Exceeds the limit", "http", "Traceback", "at line")


def fault_of(parse: object, text: str) -> MalformedError:
    assert callable(parse)
    with pytest.raises(MalformedError) as caught:
        parse(text)
    assert not [word for word in FOREIGN if word in str(caught.value)]
    assert len(str(caught.value)) < 300
    return caught.value


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda one: st.lists(one) | st.dictionaries(st.text(), one),
    )
)
def test_json_is_read(value: object) -> None:
    assert parse_json(json.dumps(value)) == value


@given(st.text(alphabet='[]{}":,0123456789eE.-\\naulNfrts \n\x1b'))
def test_whatever_is_no_json_is_said(text: str) -> None:
    with suppress(MalformedError):
        parse_json(text)
    with suppress(MalformedError):
        parse_toml(text)


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("", "column 1", "an end too early"),
        ("{", "column 2", "an end too early"),
        ('{"a": 1,\n"b": tru}', "line 2, column 6", "tru}"),
        ('{"a": "\x1b[2J"}', "column 8", r'\x1b[2J"}'),
        ("[" * 100_000, "column ", "lists or tables more than 60 deep"),
        ('{"a":' * 100_000, "column ", "lists or tables more than 60 deep"),
        ("[" * 100_000 + "]" * 100_000, "column ", "lists or tables more than 60 deep"),
        ("[1" + "0" * 10_000 + "]", "a number that begins with 1000", "a number of more than 400 digits"),
    ],
    ids=["empty", "open", "word", "escape", "lists", "tables", "closed lists", "digits"],
)
def test_json_that_is_none(text: str, place: str, found: str) -> None:
    fault = fault_of(parse_json, text)
    assert fault.place.startswith(place)
    assert fault.found == found


def test_brackets_in_texts_do_not_count() -> None:
    text = json.dumps({"a": '["' * 500, "b": [1] * 500})
    assert parse_json(text) == json.loads(text)
    assert parse_json("[" * DEEPEST + "]" * DEEPEST)


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("a = 1\nb = [1,", "line 2", "b = [1,"),
        ("a = " + "[" * 5000, "line 1", "lists or tables more than 60 deep"),
        ("b = 1\na = " + "{a=" * 50_000, "line 2", "lists or tables more than 60 deep"),
        ("b = 1\n" + "a." * 400_000 + "a = 1", "line 2", "a key of more than 60 parts"),
        ("b = 1\nx = { " + "a . " * 200_000 + "a = 1 }", "line 2", "a key of more than 60 parts"),
        ("b = 1\nx = 1" + "0" * 10_000, "line 2", "a number of more than 400 digits"),
        ("a = 1\na = 2", "line 2", "a = 2"),
        ("a = { b = 1, b = 2 }", "line 1", "a = { b = 1, b = 2 }"),
        ("a = '\x07'", "line 1", r"a = '\x07'"),
    ],
    ids=["list", "lists", "tables", "long key", "long key inside", "digits", "twice", "twice inside", "control"],
)
def test_toml_that_is_none(text: str, place: str, found: str) -> None:
    begin_s = time.process_time()
    fault = fault_of(parse_toml, text)
    assert (fault.place, fault.found) == (place, found)
    assert time.process_time() - begin_s < 5.0


@pytest.mark.parametrize(
    "text",
    ['"' + '\\"' * 300_000 + "[" * 100, '"' * 300_000 + "[" * 100, "\\" * 300_000 + "[" * 100],
    ids=["escaped", "plain", "backslashes"],
)
def test_quotes_without_an_end_take_no_time(text: str) -> None:
    begin_s = time.process_time()
    fault_of(parse_json, text)
    assert time.process_time() - begin_s < 5.0
