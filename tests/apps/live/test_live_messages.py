"""What the page may say: the actions it has, with values within their limits, and nothing else."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from formcheck.apps.live.messages import MAX_MESSAGE_CHARS, CameraNews, Latency, Message, Wish, read_message
from formcheck.errors import InputError
from formcheck.samples import Side
from formcheck.session.coaching.safety import Lasting, RedFlag
from formcheck.session.visit.actions import After, Begin, Simple, Stop
from formcheck.session.visit.entries import RangeFrom
from tests.support.live import BEGIN

WORDS = [
    "begin",
    "resume",
    "anyway",
    "skip",
    "pause",
    "go_on",
    "stop",
    "finish",
    "after",
    "again",
    "take_over",
    "camera",
]
KEYS = ["do", "pain", "red_flags", "side", "after_last", "range", "keep_video", "is_numb", "state", "label", "ms"]


def said(**message: object) -> Message:
    """Return how a message is read."""
    return read_message(json.dumps(message))


def refusal(text: str) -> InputError:
    """Return how a message is refused."""
    with pytest.raises(InputError) as caught:
        read_message(text)
    return caught.value


# What is read


def test_the_answers_before_the_exercise() -> None:
    answers = BEGIN | {"pain": 3, "red_flags": ["night-pain", "fever"], "side": "left", "after_last": "long"}
    assert said(**answers | {"range": "last", "keep_video": True}) == Begin(
        3, (RedFlag.NIGHT_PAIN, RedFlag.FEVER), Side.LEFT, Lasting.LONG, RangeFrom.LAST, keep_video=True
    )


@pytest.mark.parametrize("do", ["anyway", "skip", "pause", "go_on", "finish"])
def test_a_simple_action(do: str) -> None:
    assert isinstance(said(do=do), Simple)


@pytest.mark.parametrize("do", ["resume", "again", "take_over"])
def test_a_wish_for_the_page_as_such(do: str) -> None:
    assert isinstance(said(do=do), Wish)


def test_the_answer_to_how_much_it_hurts() -> None:
    assert said(do="stop", pain=4, is_numb=False) == Stop(4, is_numb=False)
    assert said(do="stop", pain=None, is_numb=True) == Stop(None, is_numb=True)


def test_the_answers_after_the_exercise() -> None:
    assert said(do="after", pain=0, is_numb=False) == After(0, is_numb=False)


@pytest.mark.parametrize("state", ["open", "denied", "busy", "absent", "ended"])
def test_what_became_of_the_camera(state: str) -> None:
    assert said(do="camera", state=state, label="Webcam") == CameraNews(state, "Webcam")  # type: ignore[arg-type]
    assert said(do="camera", state=state) == CameraNews(state)  # type: ignore[arg-type]


def test_how_long_it_takes_to_the_screen() -> None:
    assert said(do="latency", ms=81.5) == Latency(81.5)


@pytest.mark.parametrize("pain", [0, 10])
def test_every_pain_of_the_scale(pain: int) -> None:
    assert said(do="after", pain=pain, is_numb=False) == After(pain, is_numb=False)


# What is refused


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "pause", "null", "0", "[]", "{}", '"pause"', '{"do":', '{"do":"dance"}', '{"do":null}',
        '{"do":"pause"}x', '{"do":["pause"]}', '{"pause":true}',
    ],
)  # fmt: skip
def test_what_is_no_message(text: str) -> None:
    assert "is none the page sends" in refusal(text).what


@pytest.mark.parametrize("pain", [-1, 11, 3.5, "a little", None, 10**400, [3]])
def test_a_pain_beyond_the_scale(pain: object) -> None:
    for message in (BEGIN | {"pain": pain}, {"do": "after", "pain": pain, "is_numb": False}):
        refusal(json.dumps(message))


@pytest.mark.parametrize(
    "change",
    [
        {"side": "both"}, {"side": None}, {"red_flags": ["sneezing"]}, {"red_flags": "fever"}, {"red_flags": None},
        {"after_last": "ages"}, {"range": "guessed"}, {"keep_video": None}, {"keep_video": "perhaps"},
    ],
)  # fmt: skip
def test_an_answer_that_is_none_of_those_given(change: dict[str, object]) -> None:
    refusal(json.dumps(BEGIN | change))


@pytest.mark.parametrize("key", sorted(BEGIN.keys() - {"do"}))
def test_no_answer_may_be_missing(key: str) -> None:
    refusal(json.dumps({name: value for name, value in BEGIN.items() if name != key}))


@pytest.mark.parametrize(
    "message",
    [
        BEGIN,
        {"do": "pause"},
        {"do": "resume"},
        {"do": "stop", "pain": 2, "is_numb": False},
        {"do": "after", "pain": 2, "is_numb": False},
        {"do": "camera", "state": "open", "label": ""},
        {"do": "latency", "ms": 80},
    ],
)
def test_nothing_else_may_be_in_a_message(message: dict[str, object]) -> None:
    said(**message)
    refusal(json.dumps(message | {"path": "/etc/passwd"}))


@pytest.mark.parametrize(
    "message",
    [
        {"pain": 2, "is_numb": False},
        {"state": "open"},
        {"ms": 80},
        {key: value for key, value in BEGIN.items() if key != "do"},
    ],
)
def test_a_message_that_does_not_say_what_to_do(message: dict[str, object]) -> None:
    refusal(json.dumps(message))


@pytest.mark.parametrize("change", [{"pain": True}, {"pain": "3"}, {"is_numb": "no"}, {"is_numb": 0}])
def test_a_value_of_another_kind(change: dict[str, object]) -> None:
    refusal(json.dumps({"do": "after", "pain": 3, "is_numb": False} | change))


@pytest.mark.parametrize("ms", ["-1", "1e9", "NaN", "Infinity", "1e999", '"soon"'])
def test_a_time_that_is_none(ms: str) -> None:
    refusal(f'{{"do":"latency","ms":{ms}}}')


def test_a_label_that_is_none() -> None:
    said(do="camera", state="open", label="x" * 200)
    refusal(json.dumps({"do": "camera", "state": "open", "label": "x" * 201}))


def test_a_message_that_is_too_long() -> None:
    text = json.dumps({"do": "pause"})
    read_message(text.ljust(MAX_MESSAGE_CHARS))
    assert f"{MAX_MESSAGE_CHARS + 1} characters long" in refusal(text.ljust(MAX_MESSAGE_CHARS + 1)).what


def test_a_message_nested_without_end() -> None:
    refusal("[" * MAX_MESSAGE_CHARS)
    refusal('{"do":' * (MAX_MESSAGE_CHARS // 6))


def test_a_refusal_says_where_and_what_next() -> None:
    error = refusal("nonsense")
    assert error.where == "a message from the page"
    assert error.next_step == "Reload the page."


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")) | JSON.map(json.dumps))
@example('{"do":"\\ud800"}')
@example('{"do":"pause","do":"skip"}')
def test_no_text_does_anything_but_be_read_or_refused(text: str) -> None:
    with suppress(InputError):
        read_message(text)


@given(do=st.sampled_from([*WORDS, "latency"]), others=st.dictionaries(st.sampled_from(KEYS[1:]), JSON, max_size=6))
def test_no_values_do_either(do: str, others: dict[str, object]) -> None:
    try:
        message = said(do=do, **others)
    except InputError:
        return
    if isinstance(message, Begin | After):
        assert 0 <= message.pain <= 10
