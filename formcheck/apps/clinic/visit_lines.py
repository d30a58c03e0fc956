"""The visits of a person as lines of a table, and the numbers behind the pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final
from urllib.parse import quote

from formcheck.apps.clinic.places import WHOLE
from formcheck.apps.clinic.telling import good_of, halt_in_words, title_of, unseen_of
from formcheck.apps.clinic.timeline import Axis, Bin, Grouping
from formcheck.apps.clinic.trends import Leg, summed
from formcheck.session.coaching.safety import Lasting
from formcheck.store.model import Middle, VisitRow
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING, degrees, plus_minus, quantity

PAGE: Final = 50
"""So many visits stand on one page."""


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit in the table.

    Parameters
    ----------
    when : str
        Day and time.
    addresses : tuple of str
        Of its sessions, in order.
    side, exercise : str
        What was done.
    good, unseen : str
        Counts, with what clinicians said; what could not be seen stands apart.
    machine : str
        What the machine counted, where clinicians said anything else; else empty.
    knee, ankle, tempo, pain : str
        Medians with their ±, and pain before and after.
    remarks : tuple of str
        How it ended, and what lasted.
    is_stopped : bool
        Whether it was stopped, or not begun.
    """

    when: str
    addresses: tuple[str, ...]
    side: str
    exercise: str
    good: str
    unseen: str
    machine: str
    knee: str
    ankle: str
    tempo: str
    pain: str
    remarks: tuple[str, ...]
    is_stopped: bool


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The numbers behind the pictures, of one visit or several."""

    when: str
    visits: int
    good: str
    unseen: str
    knee: str
    ankle: str
    tempo: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class VisitPage:
    """A page of visits, the newest first.

    Parameters
    ----------
    visits : tuple of VisitRow
        The visits.
    before : str
        Key of the last of them, where there are older ones; else empty.
    """

    visits: tuple[VisitRow, ...]
    before: str


def page_of(visits: Sequence[VisitRow], before: str) -> VisitPage:
    """Return a page of visits.

    Parameters
    ----------
    visits : sequence of VisitRow
        All, in order of time.
    before : str
        Key of a visit: the page begins with the one before it; with the newest where there is no such visit.
    """
    turned = visits[::-1]
    first = next((place + 1 for place, visit in enumerate(turned) if visit.key == before), 0)
    here = tuple(turned[first : first + PAGE])
    return VisitPage(here, here[-1].key if len(turned) > first + PAGE else "")


def visit_line(words: Words, pseudonym: str, visit: VisitRow) -> VisitLine:
    """Return the line of a visit.

    Parameters
    ----------
    words : Words
        The language.
    pseudonym : str
        Whose it is.
    visit : VisitRow
        The visit.
    """
    totals, point = visit.totals, words.point
    is_other = (visit.own.good, visit.own.judged) != (totals.good, totals.judged)
    return VisitLine(
        when=words.moment(visit.began_at.astimezone()) if visit.began_at else words("person-no-time"),
        addresses=tuple(_address(pseudonym, visit.key, part) for part in visit.parts),
        side=words("person-side", side=visit.side) if visit.side else MISSING,
        exercise=title_of(words, visit.exercise),
        good=good_of(words, visit.own),
        unseen=unseen_of(words, visit.own),
        machine=words("person-machine", good=totals.good, judged=totals.judged) if is_other else "",
        knee=_with_doubt(totals.knee, "deg", point),
        ankle=_with_doubt(totals.ankle, "deg", point),
        tempo=_with_doubt(totals.cycle, "s", point),
        pain=_pain(words, visit),
        remarks=tuple(_remarks(words, visit)),
        is_stopped=bool(visit.halt),
    )


def _address(pseudonym: str, key: str, part: str) -> str:
    return f"/person/{quote(pseudonym, safe='')}/visit/{quote(key, safe='')}/{quote(part or WHOLE, safe='')}"


def _with_doubt(middle: Middle | None, unit: str, point: str) -> str:
    return MISSING if middle is None else plus_minus(middle.value, middle.error, unit, point)


def _pain(words: Words, visit: VisitRow) -> str:
    if visit.pain_before is None and visit.pain_after is None:
        return words("clinic-not-asked")
    told = [MISSING if one is None else str(one) for one in (visit.pain_before, visit.pain_after)]
    return " \N{RIGHTWARDS ARROW} ".join(told)


def _remarks(words: Words, visit: VisitRow) -> Iterable[str]:
    if visit.halt:
        yield halt_in_words(words, visit)
    elif visit.state.value in {"open", "given_up", "ended"}:
        yield words("person-state", state=visit.state.value.replace("_", "-"))
    if visit.lasting and visit.lasting != Lasting.NONE:
        yield words("person-lasting", lasting=visit.lasting)
    if visit.is_corrected:
        yield words("person-corrected")


def number_lines(words: Words, axis: Axis, grouping: Grouping, leg: Leg) -> tuple[NumberLine, ...]:
    """Return the numbers behind the pictures of one leg, the newest first.

    Parameters
    ----------
    words : Words
        The language.
    axis : Axis
        The time axis.
    grouping : Grouping
        How visits are put together.
    leg : Leg
        The leg.
    """
    return tuple(_numbers(words, one) for one in reversed(grouping.bins(axis, leg.shown)))


def _numbers(words: Words, one: Bin) -> NumberLine:
    visits, totals = one.visits, summed(one.visits)
    knee, ankle, cycle = (
        _median([middle.value for middle in found if middle is not None])
        for found in zip(*((v.totals.knee, v.totals.ankle, v.totals.cycle) for v in visits), strict=True)
    )
    before, after = (
        _median([float(pain) for pain in found if pain is not None])
        for found in zip(*((v.pain_before, v.pain_after) for v in visits), strict=True)
    )
    asked = words("clinic-not-asked")
    return NumberLine(
        when=words.days_between(one.begin, one.end),
        visits=len(visits),
        good=good_of(words, totals),
        unseen=str(totals.unseen) if totals.attempts else MISSING,
        knee=degrees(knee),
        ankle=degrees(ankle),
        tempo=quantity(cycle, "s", words.point),
        before=asked if before is None else f"{before:g}",
        after=asked if after is None else f"{after:g}",
    )


def _median(values: Sequence[float]) -> float | None:
    return median(values) if values else None
