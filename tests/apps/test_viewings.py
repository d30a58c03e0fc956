"""How people say that a video is to be looked at."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.apps.viewings import COLUMNS, read_viewing, viewing_document
from formcheck.sources.viewing import AS_IT_IS, Viewing

VIEWINGS = st.builds(
    Viewing,
    clockwise_deg=st.sampled_from([0, 90, 180, 270]),
    is_mirrored=st.booleans(),
    speed=st.none() | st.floats(0.05, 50.0),
    begin_s=st.floats(0.0, 1e4),
    end_s=st.floats(1.1e4, 1e6) | st.just(inf),
    aspect=st.none() | st.floats(0.25, 4.0),
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, AS_IT_IS),
        ({"rotate": "90", "mirror": "yes"}, Viewing(90, is_mirrored=True)),
        ({"rotate": " AUTO "}, Viewing(is_turn_sought=True)),
        ({"speed": "4", "from": "1.5", "to": "20"}, Viewing(speed=4.0, begin_s=1.5, end_s=20.0)),
        ({"aspect": "4:3"}, Viewing(aspect=4 / 3)),
        ({"aspect": "1.5"}, Viewing(aspect=1.5)),
        ({"video": "anna.mp4", "side": "left"}, AS_IT_IS),
    ],
)
def test_it_is_read_as_it_is_written(told: dict[str, str], expected: Viewing) -> None:
    assert read_viewing(told) == (expected, ())


def test_what_a_line_says_overrules_what_holds_for_all() -> None:
    for_all = Viewing(90, is_mirrored=True, speed=2.0)
    told, faults = read_viewing({"rotate": "auto", "mirror": "no"}, for_all)
    assert told == Viewing(speed=2.0, is_turn_sought=True)
    assert not faults


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("rotate", "45"), ("rotate", "-90"), ("rotate", "left"), ("mirror", "perhaps"), ("speed", "0"), ("speed", "x"),
        ("speed", "nan"), ("from", "-1"), ("from", "soon"), ("to", "nan"), ("aspect", "0:3"), ("aspect", "4:0"),
        ("aspect", "wide"), ("aspect", "100:1"), ("aspect", ":"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_what_may_stand_there(name: str, word: str) -> None:
    viewing, (fault,) = read_viewing({name: word})
    assert viewing == AS_IT_IS
    assert (fault.key, fault.found) == (name, word)
    assert fault.allowed


def test_every_fault_is_told_and_times_must_follow_one_another() -> None:
    _, faults = read_viewing({"rotate": "1", "from": "9", "to": "3"})
    assert [fault.key for fault in faults] == ["rotate", "from and to"]


@given(VIEWINGS)
def test_what_is_written_down_is_read_back(viewing: Viewing) -> None:
    assert read_viewing(viewing_document(viewing)) == (viewing, ())
    assert set(viewing_document(viewing)) <= set(COLUMNS)


def test_of_a_turn_that_was_found_it_is_written_that_it_was_sought() -> None:
    assert viewing_document(Viewing(90, is_turn_found=True)) == {"rotate": "auto"}
    assert viewing_document(AS_IT_IS) == {}
