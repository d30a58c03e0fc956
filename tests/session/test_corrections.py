"""Corrections hang on movements: what holds, what was taken back, and what becomes of them when all is judged anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.errors import RecordError
from formcheck.events import Verdict
from formcheck.session.corrections import (
    Added,
    Blame,
    Commented,
    Correction,
    DatedCorrection,
    MovedPoint,
    Movement,
    Overruled,
    PointsMoved,
    Struck,
    Undone,
    correction_lines,
    correction_text,
    moves_of,
    read_correction,
    read_corrections,
    side_by_side,
    standing,
    taken_back,
)

NOW = datetime(2026, 11, 29, 14, 5, 7, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """A repetition as the machine found it."""

    start_s: float
    end_s: float
    verdict: Verdict


def dated(whats: list[Correction]) -> list[DatedCorrection]:
    """Return corrections as they are kept, one a second."""
    return [
        DatedCorrection(number, "", f"token-{number:04}", NOW + timedelta(seconds=number), "jm", what)
        for number, what in enumerate(whats, start=1)
    ]


verdicts = st.sampled_from(Verdict)
blames = st.sampled_from(Blame)


@st.composite
def sessions(draw: st.DrawFn) -> list[Found]:
    """Return repetitions one after the other, with rest between them."""
    lengths = draw(st.lists(st.floats(1.0, 6.0), max_size=6))
    found, at_s = [], 0.0
    for length in lengths:
        at_s += draw(st.floats(0.5, 2.0))
        found.append(Found(at_s, at_s + length, draw(verdicts)))
        at_s += length
    return found


@st.composite
def said_of(draw: st.DrawFn, found: list[Found]) -> list[Correction]:
    """Return things said of these repetitions, of a missed one after them, and things taken back."""
    whats: list[Correction] = []
    end_s = found[-1].end_s if found else 0.0
    for number in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(["overruled", "struck", "added", "commented", "undone"]))
        one = draw(st.sampled_from(found)) if found else None
        if kind == "undone" and number:
            whats.append(Undone(draw(st.integers(1, number))))
        elif kind == "overruled" and one is not None:
            whats.append(Overruled(Movement(one.start_s, one.end_s), one.verdict, draw(verdicts), draw(blames)))
        elif kind == "struck" and one is not None:
            whats.append(Struck(Movement(one.start_s, one.end_s), one.verdict, draw(blames)))
        elif kind == "added":
            start_s = end_s + 10.0 * draw(st.integers(1, 3))
            whats.append(Added(Movement(start_s, start_s + 4.0), draw(verdicts), draw(blames)))
        else:
            whats.append(Commented("so"))
    return whats


histories = sessions().flatmap(lambda found: st.tuples(st.just(found), said_of(found)))


@given(histories)
def test_to_undo_the_last_one_is_as_if_it_had_not_been_said(history: tuple[list[Found], list[Correction]]) -> None:
    _, whats = history
    if whats:
        assert standing(dated([*whats, Undone(len(whats))])) == standing(dated(whats[:-1]))


def test_points_stand_where_they_were_put_last() -> None:
    first, later, elsewhere = (
        PointsMoved(Movement(start_s, start_s + 4.0), (MovedPoint(3, "left_knee", 1.0, 2.0),), reason=reason)
        for start_s, reason in ((1.0, "first"), (1.2, "later"), (9.0, "elsewhere"))
    )
    said: list[Correction] = [first, elsewhere, Commented("so"), later]
    assert [one.what for one in moves_of(standing(dated(said)))] == [elsewhere, later]
    assert [one.what for one in moves_of(standing(dated([*said, Undone(4)])))] == [first, elsewhere]


@given(histories)
def test_to_undo_an_undo_brings_it_back(history: tuple[list[Found], list[Correction]]) -> None:
    _, whats = history
    if whats:
        undone = [*whats, Undone(len(whats))]
        assert standing(dated([*undone, Undone(len(undone))])) == standing(dated(whats))


@given(histories)
def test_what_holds_stays_in_order_and_is_not_what_was_taken_back(
    history: tuple[list[Found], list[Correction]],
) -> None:
    all_of_them = dated(history[1])
    held = standing(all_of_them)
    assert [one.number for one in held] == sorted(one.number for one in held)
    assert not {one.number for one in held} & taken_back(all_of_them)
    assert all(not isinstance(one.what, Undone) for one in held)


def test_nothing_is_undone_before_it_is_said() -> None:
    assert [one.number for one in standing(dated([Undone(2), Commented("so")]))] == [2]


@given(histories)
def test_no_repetition_is_lost_and_none_is_there_twice(history: tuple[list[Found], list[Correction]]) -> None:
    found, whats = history
    rows = side_by_side(found, standing(dated(whats)))
    assert [row.machine for row in rows if row.machine is not None] == found
    assert [row.start_s for row in rows] == sorted(row.start_s for row in rows)


@given(histories)
def test_totals_are_the_machines_with_what_was_said_laid_over(history: tuple[list[Found], list[Correction]]) -> None:
    found, whats = history
    last: dict[float, Overruled | Added | Struck] = {}
    for one in standing(dated(whats)):
        if isinstance(one.what, Overruled | Added | Struck):
            last[one.what.movement.start_s] = one.what
    expected = Counter(one.verdict for one in found if one.start_s not in last)
    expected += Counter(one.mine for one in last.values() if not isinstance(one, Struck))
    rows = side_by_side(found, standing(dated(whats)))
    assert Counter(row.verdict for row in rows if row.verdict is not None) == expected


@given(histories, st.floats(-0.3, 0.3), st.lists(verdicts, min_size=6, max_size=6), st.booleans())
def test_what_was_said_survives_a_new_judgement(
    history: tuple[list[Found], list[Correction]], shift_s: float, judged: list[Verdict], is_first_gone: bool
) -> None:
    found, whats = history
    held = standing(dated(whats))
    anew = [
        Found(one.start_s + shift_s, one.end_s + shift_s, verdict) for one, verdict in zip(found, judged, strict=False)
    ][is_first_gone:]
    before = [row.mine for row in side_by_side(found, held) if row.mine is not None]
    assert [row.mine for row in side_by_side(anew, held) if row.mine is not None] == before


def test_what_was_struck_and_is_found_no_more_needs_no_word() -> None:
    struck = dated([Struck(Movement(1.0, 5.0), Verdict.GOOD, Blame.CAMERA)])
    assert side_by_side([], struck) == ()


def test_of_several_words_on_one_movement_the_last_one_counts() -> None:
    here = Movement(1.0, 5.0)
    whats: list[Correction] = [
        Struck(here, Verdict.GOOD, Blame.CAMERA),
        Overruled(Movement(1.1, 5.1), Verdict.GOOD, Verdict.HELD, Blame.RULE),
    ]
    (row,) = side_by_side([Found(1.0, 5.0, Verdict.GOOD)], dated(whats))
    assert (row.mine, row.is_struck, row.verdict) == (Verdict.HELD, False, Verdict.HELD)


@given(histories)
def test_corrections_come_back_as_they_were_written(history: tuple[list[Found], list[Correction]]) -> None:
    all_of_them = dated(history[1])
    assert list(read_corrections(correction_lines(all_of_them), "here")) == all_of_them
    assert [read_correction(correction_text(one)) for one in history[1]] == history[1]


@pytest.mark.parametrize(
    "text",
    ["", "{}", '{"correction": "overruled"}', '{"correction": "commented", "text": ""}', "[1]", '{"correction":"x"}'],
)
def test_what_is_no_correction_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        read_correction(text)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-11-29T14:05:07"])
def test_a_time_that_cannot_be_is_refused(at: str) -> None:
    (line,) = correction_lines([DatedCorrection(1, "", "token-0001", NOW, "jm", Commented("a word"))]).splitlines()
    told = line.replace(b"2026-11-29T14:05:07Z", at.encode())
    assert told != line
    with pytest.raises(RecordError, match="line 1 is no correction: at cannot be so"):
        read_corrections(told + b"\n", "here")
