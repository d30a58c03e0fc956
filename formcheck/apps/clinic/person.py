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
from formcheck.apps.clinic.people import SEE_OTHER, address_of, back_to
from formcheck.apps.clinic.period import axis_of, choices, period_asked, usual_period, with_period
from formcheck.apps.clinic.roster import kept_in_words, mark_of, need_in_words
from formcheck.apps.clinic.telling import title_of
from formcheck.apps.clinic.timeline import Axis, make_grouping
from formcheck.apps.clinic.trends import Setting, legs_of, trends_of
from formcheck.apps.clinic.visit_lines import number_lines, page_of, visit_line
from formcheck.session.adherence import Day, Dosing, days_between, tally
from formcheck.store.history import read_history
from formcheck.store.model import Given, Need, PersonHistory
from formcheck.store.people import known_person, set_name
from formcheck.words.catalogue import Words

_WEEKS: Final = 53
"""So many weeks the calendar shows at most."""

_WIDE: Final = 14
"""A calendar of more weeks stands below what is said, over the whole width."""


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of a person.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    def page(request: Request) -> Response:
        asked = request.query_params
        return _page(clinic, request.path_params["pseudonym"], asked.get("period", ""), asked.get("before", ""))

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


@dataclass(frozen=True, slots=True)
class Look:
    """Why somebody should look at the person, or that somebody has.

    Parameters
    ----------
    why : str
        The reason as a word; empty where there is none, and nobody has looked.
    told, mark : str
        The same in words, and its shape.
    visit : str
        Key of the visit that it is about.
    seen : str
        When it was seen, and by whom; empty where it was not.
    """

    why: str
    told: str
    mark: str
    visit: str
    seen: str


def _page(clinic: Clinic, pseudonym: str, asked: str, before: str) -> Response:
    words, today = clinic.words, clinic.clock().date()
    with clinic.database.reading() as connection:
        history = read_history(connection, pseudonym, today)
    period = period_asked(asked)
    shown_period = period or usual_period(history.visits, today)
    axis = axis_of(shown_period, history.visits, [one.from_day for one in history.given], today)
    legs = legs_of(history.visits, axis)
    grouping = make_grouping(axis, [len(leg.shown) for leg in legs])
    given = _dosed(words, history.given, axis)
    setting = Setting(words, axis, grouping, tuple(one.left for one in given if one.left > 0.0))
    days = _days(history, axis, today)
    shown = days[-_weeks_of(days) :]
    visits = page_of(history.visits, before)
    address = address_of(history.person.pseudonym)
    when = words("person-in-period", period=shown_period.name.lower())
    return clinic.page(
        "person.html.jinja",
        history=history,
        address=address,
        newest=with_period(address, period),
        older=with_period(address, period, before=visits.before) if visits.before else "",
        period=period or "",
        periods=choices(words, address, shown_period),
        look=_look(words, history, today),
        about=_about(words, history),
        answers=answers_of(words, history, legs, days, today, when),
        calendar=calendar(shown),
        kept=kept_in_words(words, tally(shown), len(shown)),
        is_wide=len(shown) > 7 * _WIDE,
        calendar_begin=words.short_date(shown[0].day),
        calendar_end=words.short_date(shown[-1].day),
        legs=legs,
        trends=trends_of(setting, legs) if any(leg.visits for leg in legs) else (),
        ticks=axis.ticks(words),
        when=when,
        from_to=words.days_between(axis.first, axis.last),
        dosed=given,
        weeks=grouping.days // 7,
        numbers=[(leg, number_lines(words, axis, grouping, leg)) for leg in legs],
        lines=[visit_line(words, history.person.pseudonym, visit) for visit in visits.visits],
        several=len({visit.exercise for visit in history.visits}) > 1,
        is_later=bool(before),
    )


def _look(words: Words, history: PersonHistory, today: date) -> Look:
    last, mark = history.latest, history.seen
    if last is None or history.need is Need.NOTHING:
        return Look("", "", "", "", "")
    return Look(
        why=str(history.need),
        told=need_in_words(words, history.need, last.day, today),
        mark=mark_of(history.need),
        visit=last.key,
        seen="" if mark is None else words("person-seen", when=words.moment(mark.at.astimezone()), by=mark.author),
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
    return days_between(axis.first, max(today, axis.last), done, dosings, today)


def _weeks_of(days: Sequence[Day]) -> int:
    """Return how many days the calendar shows: whole weeks, the last one until today."""
    begin = monday_of(days[-1].day) - timedelta(weeks=_WEEKS - 1)
    return min(len(days), (days[-1].day - begin).days + 1)


def _rename(clinic: Clinic, pseudonym: str, form: dict[str, str]) -> Response:
    with clinic.database.writing() as connection:
        set_name(connection, known_person(connection, pseudonym), form.get("name", ""))
    return RedirectResponse(back_to(pseudonym, form), SEE_OTHER)
