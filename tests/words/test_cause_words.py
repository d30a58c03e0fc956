"""Every cause has its words in every language: why, and what would mend it."""

from __future__ import annotations

from functools import cache

import pytest

from formcheck.causes import BodyPart, Cause, CauseKind, Edge
from formcheck.events import Flag, FlagKind, Severity, Verdict
from formcheck.samples import Dof
from formcheck.session.model import Remark, RemarkKind, Summary, Uncounted
from formcheck.words.catalogue import Words
from formcheck.words.causes import cause_clause, mend_sentence
from formcheck.words.counts import count_words, remark_sentences, uncounted_lines
from formcheck.words.language import LANGUAGES
from formcheck.words.phrases import flag_sentence

every_language = pytest.mark.parametrize("language", LANGUAGES)
FOOT_LEFT = Cause(CauseKind.OUTSIDE, BodyPart.FOOT, Edge.RIGHT, since_s=1.74)
STANDS = Cause(CauseKind.THIGH_LOW, number=-80.0, limit=-25.0)
MINUS, DASH = "\N{MINUS SIGN}", "\N{EN DASH}"


@cache
def spoken(language: str = "en") -> Words:
    return Words(language)


def every_cause() -> list[Cause]:
    numbers = ((None, None), (12.0, 40.0), (-85.0, -25.0))
    return [
        Cause(kind, BodyPart.KNEE, Edge.LEFT, number, limit, since_s)
        for kind in CauseKind
        for number, limit in numbers
        for since_s in (None, 75.25)
    ]


@every_language
def test_every_cause_is_a_clause_and_has_something_that_mends_it(language: str) -> None:
    for cause in every_cause():
        clause, mend = cause_clause(spoken(language), cause), mend_sentence(spoken(language), cause)
        assert clause[0].islower()
        assert not clause.endswith(".")
        assert mend[0].isupper()
        assert mend.endswith(".")
        assert "{" not in clause + mend


@every_language
def test_every_part_and_every_edge_has_a_word_of_its_own(language: str) -> None:
    told = {cause_clause(spoken(language), Cause(CauseKind.OUTSIDE, part, edge)) for part in BodyPart for edge in Edge}
    assert len(told) == len(BodyPart) * len(Edge)


@pytest.mark.parametrize(
    ("cause", "clause"),
    [
        (FOOT_LEFT, "your foot left the picture on the right at 0:01.7"),
        (Cause(CauseKind.OUTSIDE, BodyPart.HEAD, Edge.TOP), "your head was outside the picture, at the top"),
        (Cause(CauseKind.FROM_FRONT, number=60.4), "you were seen from the front, 60° off the side view"),
        (Cause(CauseKind.FROM_BEHIND), "you were seen from behind"),
        (STANDS, f"you seemed to be standing or squatting (thigh at {MINUS}80°, at least {MINUS}25° here)"),
        (
            Cause(CauseKind.THIGH_LOW, number=-30.0, limit=-25.0),
            f"your thigh was lower than this exercise has it (at {MINUS}30°, at least {MINUS}25°)",
        ),
        (
            Cause(CauseKind.TRUNK_BACK, number=-90.0, limit=-35.0),
            f"you seemed to be lying (trunk at {MINUS}90°, at least {MINUS}35° here)",
        ),
        (
            Cause(CauseKind.TRUNK_FORWARD, number=5.0, limit=-55.0),
            f"you seemed to be sitting or standing (trunk at 5°, at most {MINUS}55° here)",
        ),
        (Cause(CauseKind.SMALL, number=11.6, limit=22.0), "it went 12°, and from 22° on one counts"),
    ],
)
def test_a_cause_tells_its_numbers(cause: Cause, clause: str) -> None:
    assert cause_clause(spoken(), cause) == clause


def unseen(unit: str, cause: Cause | None, kind: FlagKind = FlagKind.NOT_MEASURABLE) -> Flag:
    dof = Dof.ANKLE_DORSIFLEXION
    return Flag(kind, Severity.FAULT, dof, None, None, None, None, unit, cause=cause)  # type: ignore[arg-type]


def test_what_was_not_seen_says_why_and_otherwise_what() -> None:
    assert flag_sentence(spoken(), unseen("share", FOOT_LEFT)) == (
        "Not counted: your foot left the picture on the right at 0:01.7."
    )
    assert flag_sentence(spoken(), unseen("share", None)) == (
        "Not counted: the camera could not see your foot well enough."
    )
    assert flag_sentence(spoken(), unseen("deg", Cause(CauseKind.FEET_TOGETHER))) == (
        "Not counted: your foot was not seen sharply enough to tell, because your feet lay one over the other."
    )
    assert flag_sentence(spoken("es"), unseen("share", FOOT_LEFT)) == (
        "No se cuenta: su pie salió de la imagen por la derecha en 0:01,7."
    )


# --- the counts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("good", "attempts", "unseen", "english", "spanish"),
    [
        (4, 6, 1, "4 good of 5 judged, 1 could not be seen", "4 bien de 5 valoradas, 1 no se pudo ver"),
        (1, 1, 0, "1 good of 1 judged", "1 bien de 1 valorada"),
        (0, 5, 2, "0 good of 3 judged, 2 could not be seen", "0 bien de 3 valoradas, 2 no se pudieron ver"),
        (0, 0, 0, "No repetitions", "Ninguna repetición"),
    ],
)
def test_what_could_not_be_seen_is_no_part_of_good_of(
    good: int, attempts: int, unseen: int, english: str, spanish: str
) -> None:
    summary = Summary(attempts, good, {Verdict.NOT_MEASURABLE: unseen})
    assert count_words(spoken(), summary) == english
    assert count_words(spoken("es"), summary) == spanish


def test_where_nothing_could_be_judged_no_number_is_held_against_anybody() -> None:
    told = count_words(spoken(), Summary(3, 0, {Verdict.NOT_MEASURABLE: 3}))
    assert told == "3 repetitions, none seen well enough to judge"


# --- what moved and was not counted -----------------------------------------------------------------------------------


def test_what_moved_and_was_not_counted_is_told_with_its_reason() -> None:
    moved = [
        Uncounted(2.37, 5.77, "out_of_position", STANDS, movements=2),
        Uncounted(9.0, 10.0, "too_small", Cause(CauseKind.SMALL, number=11.6, limit=22.0)),
        Uncounted(12.0, 72.0, "never_returned"),
        Uncounted(None, 2.5, "cut_by_start"),  # a remark says that
    ]
    assert uncounted_lines(spoken(), moved) == [
        f"0:02.3{DASH}0:05.7, 2 movements: {cause_clause(spoken(), STANDS)}",
        f"0:09.0{DASH}0:10.0: too small: it went 12°, and from 22° on one counts",
        f"0:12.0{DASH}1:12.0: it did not come back to where it began",
    ]


def test_a_long_list_of_them_is_cut_short() -> None:
    lines = uncounted_lines(spoken(), [Uncounted(float(i), i + 0.5, "never_returned") for i in range(20)])
    assert len(lines) == 9
    assert lines[-1] == "and 12 more"


def test_what_has_the_same_cause_says_it_once() -> None:
    joints = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION)
    remarks = [Remark(RemarkKind.SELDOM_MEASURED, dof, 0.5, cause=FOOT_LEFT) for dof in joints]
    knee, foot = remark_sentences(spoken(), remarks)
    assert "left the picture" in knee
    assert foot == "The foot could be measured in 50% of the frames."
