"""How much of a person's time the page shows: from four weeks to all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from formcheck.apps.clinic.timeline import LEAST_DAYS, Axis, make_axis
from formcheck.store.model import VisitRow
from formcheck.words.catalogue import Words


class Period(StrEnum):
    """The latest weeks or months, the shortest first; each by its word in an address."""

    WEEKS = "4-weeks"
    MONTHS = "3-months"
    YEAR = "year"
    ALL = "all"


_DAYS: Final = {Period.WEEKS: 28, Period.MONTHS: 91, Period.YEAR: 365}


@dataclass(frozen=True, slots=True)
class Choice:
    """A period that can be chosen.

    Parameters
    ----------
    label : str
        What it is called.
    address : str
        Where it is shown.
    key : str
        The key that leads there: ``[`` to the next shorter, ``]`` to the next longer one; else empty.
    is_chosen : bool
        Whether it is the one that is shown.
    """

    label: str
    address: str
    key: str
    is_chosen: bool


def period_asked(word: str) -> Period | None:
    """Return the period that an address asks for; None where it asks for none that there is.

    Parameters
    ----------
    word : str
        As of `Period`.
    """
    return Period(word) if word in set(Period) else None


def usual_period(visits: Sequence[VisitRow], today: date) -> Period:
    """Return the period where nobody chose: three months, or all where nothing happened in those.

    Parameters
    ----------
    visits : sequence of VisitRow
        All of a person.
    today : date
        Today.
    """
    days = [visit.day for visit in visits if visit.day is not None]
    is_quiet = bool(days) and max(days) < _first_day(Period.MONTHS, today)
    return Period.ALL if is_quiet else Period.MONTHS


def _first_day(period: Period, today: date) -> date:
    return today - timedelta(days=_DAYS[period] - 1)


def axis_of(period: Period, visits: Sequence[VisitRow], given_from: Iterable[date], today: date) -> Axis:
    """Return the days of a period: until today, from no earlier than the first visit or prescription.

    Parameters
    ----------
    period : Period
        How much is asked for.
    visits, given_from, today
        As of `formcheck.apps.clinic.timeline.make_axis`.
    """
    whole = make_axis(visits, given_from, today)
    if period is Period.ALL:
        return whole
    begin = min(max(whole.first, _first_day(period, today)), today - timedelta(days=LEAST_DAYS - 1))
    return Axis(begin, max(today, whole.last))


def choices(words: Words, address: str, chosen: Period) -> tuple[Choice, ...]:
    """Return all periods, the shortest first.

    Parameters
    ----------
    words : Words
        The language.
    address : str
        Of the person's page.
    chosen : Period
        The one that is shown.
    """
    here = list(Period).index(chosen)
    keys = {here - 1: "[", here + 1: "]"}
    return tuple(
        Choice(
            words("person-period", period=one.name.lower()),
            with_period(address, one),
            keys.get(number, ""),
            one is chosen,
        )
        for number, one in enumerate(Period)
    )


def with_period(address: str, period: Period | None, **more: str) -> str:
    """Return an address that keeps the period, if one was chosen.

    Parameters
    ----------
    address : str
        Without any question.
    period : Period or None
        The period.
    **more : str
        What else to ask for.
    """
    asked = ({} if period is None else {"period": str(period)}) | more
    return f"{address}?{urlencode(asked)}" if asked else address
