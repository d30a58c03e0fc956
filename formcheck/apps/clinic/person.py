"""A person: did they practise, how well, is it getting better, does it hurt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.answers import answers_of
from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.days import calendar, monday_of
from formcheck.apps.clinic.forms import read_form
from formcheck.apps.clinic.people import SEE_OTHER, address_of
from formcheck.apps.clinic.roster import DAYS, kept_in_words
from formcheck.apps.clinic.telling import title_of
from formcheck.apps.clinic.timeline import Axis, make_axis, make_grouping
from formcheck.apps.clinic.trends import Setting, legs_of, trends_of
from formcheck.apps.clinic.visit_lines import number_lines, page_of, visit_line
from formcheck.session.adherence import Day, Dosing, days_between, tally
from formcheck.store.history import read_history
from formcheck.store.model import Given, PersonHistory
from formcheck.store.people import known_person, set_name
from formcheck.words.catalogue import Words

_WEEKS: Final = 13
"""So many weeks the calendar shows."""


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of a person.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    def page(request: Request) -> Response:
        return _page(clinic, request.path_params["pseudonym"], request.query_params.get("before", ""))

    async def rename(request: Request) -> Response:
        return await run_in_threadpool(_rename, clinic, request.path_params["pseudonym"], await read_form(request))

    return [
        Route("/person/{pseudonym}", page),
        Route("/person/{pseudonym}/name", rename, methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Dosed:
    """A prescription along the time.

    Parameters
    ----------
    left, width : float
        Its place in percent.
    dose, label, since : str
        How much, the same with the exercise, and from when it holds.
    """

    left: float
    width: float
    dose: str
    label: str
    since: str


def _page(clinic: Clinic, pseudonym: str, before: str) -> Response:
    words, today = clinic.words, clinic.clock().date()
    with clinic.database.reading() as connection:
        history = read_history(connection, pseudonym, today)
    legs = legs_of(history.visits)
    axis = make_axis(history.visits, [one.from_day for one in history.given], today)
    grouping = make_grouping(axis, max((len(leg.visits) for leg in legs), default=0))
    given = _dosed(words, history.given, axis)
    setting = Setting(words, axis, grouping, tuple(one.left for one in given if one.left > 0.0))
    days = _days(history, axis, today)
    shown = days[-_weeks_of(days) :]
    visits = page_of(history.visits, before)
    return clinic.page(
        "person.html.jinja",
        history=history,
        address=address_of(history.person.pseudonym),
        about=_about(words, history),
        answers=answers_of(words, history, legs, days, today),
        calendar=calendar(shown),
        kept=kept_in_words(words, tally(shown), len(shown)),
        calendar_begin=words.short_date(shown[0].day),
        calendar_end=words.short_date(shown[-1].day),
        legs=legs,
        trends=trends_of(setting, legs) if any(leg.visits for leg in legs) else (),
        ticks=axis.ticks(words),
        dosed=given,
        weeks=grouping.days // 7,
        numbers=[(leg, number_lines(words, axis, grouping, leg)) for leg in legs],
        lines=[visit_line(words, history.person.pseudonym, visit) for visit in visits.visits],
        several=len({visit.exercise for visit in history.visits}) > 1,
        before=visits.before,
        is_later=bool(before),
        recent=DAYS,
    )


def _about(words: Words, history: PersonHistory) -> str:
    """Return what is prescribed now, in a line."""
    if not history.given:
        return words("person-nothing-given")
    last = history.given[-1]
    return words("person-given", title=title_of(words, last.exercise, last.title), dose=_dose(words, last))


def _dose(words: Words, given: Given) -> str:
    dose = words("person-dose", repetitions=given.dose.repetitions, sets=given.dose.sets, per_day=given.dose.per_day)
    return f"{words('leg', side=given.side)}, {dose}" if given.side else dose


def _dosed(words: Words, given: Sequence[Given], axis: Axis) -> list[Dosed]:
    """Return prescriptions along the time; each ends where the next one begins."""
    begins = [axis.percent(axis.day_of(one.from_day)) for one in given]
    made = []
    for one, left, end in zip(given, begins, [*begins, 100.0][1:], strict=True):
        dose = _dose(words, one)
        label = words("person-given", title=title_of(words, one.exercise, one.title), dose=dose)
        made.append(Dosed(left, max(0.0, round(end - left, 2)), dose, label, words.full_date(one.from_day)))
    return made


def _days(history: PersonHistory, axis: Axis, today: date) -> tuple[Day, ...]:
    done = Counter(visit.day for visit in history.visits if visit.is_done and visit.day is not None)
    dosings = [Dosing(one.from_day, one.dose.per_day) for one in history.given]
    first = min(axis.first, today - timedelta(days=DAYS - 1))
    return days_between(first, max(today, axis.last), done, dosings, today)


def _weeks_of(days: Sequence[Day]) -> int:
    """Return how many days the calendar shows: whole weeks, the last one until today."""
    begin = monday_of(days[-1].day) - timedelta(weeks=_WEEKS - 1)
    return min(len(days), (days[-1].day - begin).days + 1)


def _rename(clinic: Clinic, pseudonym: str, form: dict[str, str]) -> Response:
    with clinic.database.writing() as connection:
        set_name(connection, known_person(connection, pseudonym), form.get("name", ""))
    return RedirectResponse(address_of(pseudonym), SEE_OTHER)
