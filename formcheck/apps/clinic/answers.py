"""The four questions about a person, answered at a glance: done, how well, further, hurts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from statistics import median
from typing import Final

from formcheck.apps.clinic.roster import kept_in_words
from formcheck.apps.clinic.telling import good_of, halt_in_words, unseen_of, when_was
from formcheck.apps.clinic.trends import ANGLES, Leg, change_in_words, has_moved, pain_in_words, summed
from formcheck.samples import Dof
from formcheck.session.adherence import Day, tally
from formcheck.session.coaching.safety import Lasting
from formcheck.session.progress import newest
from formcheck.store.model import Need, PersonHistory, VisitRow
from formcheck.words.catalogue import Words
from formcheck.words.figures import number

_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)
_FEW: Final = 3
"""Pain at the start and lately is the median of so many visits."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer.

    Parameters
    ----------
    name : str
        Which question.
    question, short : str
        The question, and the answer in a few words.
    more : tuple of str
        What else there is to it, a line each.
    when : str
        Of which time it tells.
    mark : str
        The shape of a warning; empty where there is none.
    """

    name: str
    question: str
    short: str
    more: tuple[str, ...]
    when: str
    mark: str = ""


def answers_of(
    words: Words, history: PersonHistory, legs: Sequence[Leg], days: Sequence[Day], today: date, when: str
) -> tuple[Answer, ...]:
    """Return the four answers.

    Parameters
    ----------
    words : Words
        The language.
    history : PersonHistory
        The person.
    legs : sequence of Leg
        The visits by leg.
    days : sequence of Day
        All days of the period that is shown.
    today : date
        Today.
    when : str
        What the period is called.
    """
    return (
        _done(words, history, days, today, when),
        _how_well(words, [visit for visit in history.visits if _is_in(days, visit)], when),
        _further(words, legs),
        _hurts(words, history),
    )


def _is_in(days: Sequence[Day], visit: VisitRow) -> bool:
    return visit.is_done and visit.day is not None and days[0].day <= visit.day <= days[-1].day


def _done(words: Words, history: PersonHistory, days: Sequence[Day], today: date, when: str) -> Answer:
    counted = tally(days)
    done = [visit for visit in history.visits if visit.is_done]
    last = max((visit.day for visit in done if visit.day is not None), default=None)
    if counted.asked:
        short = words("person-kept", kept=counted.kept, asked=counted.asked)
        more = [words("person-kept-days", done=counted.days_done, asked=counted.days_asked)]
    else:
        short = words("person-visits", visits=counted.visits)
        more = [kept_in_words(words, counted, len(days))]
    beyond = counted.visits - counted.kept if counted.asked else 0
    more += [words("person-beyond", visits=beyond)] if beyond else []
    more.append(words("person-last-visit", when=when_was(words, last, today)) if done else words("person-no-visit"))
    mark = "away" if history.need is Need.ABSENT else ""
    return Answer("done", words("person-done"), short, tuple(more), when, mark)


def _how_well(words: Words, shown: Sequence[VisitRow], when: str) -> Answer:
    totals = summed(shown)
    more = [unseen_of(words, totals) or words("person-all-seen")] if totals.attempts else []
    more.append(_whose(words, shown) if shown else words("person-no-visit-then"))
    is_blind = totals.attempts > 0 and totals.unseen > totals.judged
    mark = "camera" if is_blind else ""
    return Answer("well", words("person-well"), good_of(words, totals), tuple(more), when, mark)


def _whose(words: Words, visits: Sequence[VisitRow]) -> str:
    """Return whose counts those are: the machine's, or with what clinicians said."""
    if not any(visit.is_corrected for visit in visits):
        return words("person-by-machine")
    good = sum(visit.totals.good for visit in visits)
    return words("person-by-both", good=good, judged=sum(visit.totals.judged for visit in visits))


def _further(words: Words, legs: Sequence[Leg]) -> Answer:
    told = [(leg, dof, newest(leg.courses(read))) for leg in _latest_first(legs) for dof, read in ANGLES.items()]
    measured = [one for one in told if one[2] is not None]
    question, when = words("person-further"), words("person-since-start")
    if not measured:
        return Answer("further", question, words("person-not-measured"), (), when)
    lines = [_line(words, leg, dof, change_in_words(words, course, dof), of=len(legs)) for leg, dof, course in measured]
    moved = [line for line, (_, dof, course) in zip(lines, measured, strict=True) if has_moved(course, dof)]
    if moved:  # the one to be told first is the one that moved
        return Answer("further", question, moved[0], tuple(line for line in lines if line != moved[0]), when)
    is_early = all(course is None or course.change is None for _, _, course in measured)
    short = words("person-no-start") if is_early else words("person-not-moved")
    return Answer("further", question, short, tuple(lines), when)


def _latest_first(legs: Sequence[Leg]) -> list[Leg]:
    return sorted((leg for leg in legs if leg.done), key=lambda leg: leg.done[-1].began_at or _NEVER, reverse=True)


def _line(words: Words, leg: Leg, dof: Dof, told: str, of: int) -> str:
    joint = words("person-angle", joint=str(dof))
    return words("person-leg-line", side=leg.side or "unknown", what=joint, told=told) if of > 1 else f"{joint} {told}"


def _hurts(words: Words, history: PersonHistory) -> Answer:
    visits = history.visits
    more: list[str] = []
    after = [visit.pain_after for visit in visits if visit.pain_after is not None]
    if len(after) >= 2 * _FEW:
        begin, lately = median(after[:_FEW]), median(after[-_FEW:])
        more.append(words("person-pain-course", begin=number(begin), lately=number(lately)))
    lasting = [visit.lasting for visit in visits if visit.lasting]
    if lasting and lasting[-1] != Lasting.NONE:
        more.append(words("person-lasting", lasting=lasting[-1]))
    mark = {Need.STOPPED: "stop", Need.LASTING: "warn"}.get(history.need, "")
    short = pain_in_words(words, visits)
    if visits and visits[-1].halt:
        short, more = halt_in_words(words, visits[-1]), [short, *more]
    return Answer("hurts", words("person-hurts"), short, tuple(more), words("person-at-last-visit"), mark)
