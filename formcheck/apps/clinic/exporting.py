"""Reports and exports of a person: small files at once, large ones in a list."""

from __future__ import annotations

from typing import Final

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.forms import read_form
from formcheck.apps.clinic.orders import LARGE, PATIENCE_S, Ordered, Orders, why_not
from formcheck.apps.clinic.people import SEE_OTHER, address_of
from formcheck.apps.clinic.places import EXPORT
from formcheck.apps.clinic.telling import title_of
from formcheck.apps.clinic.watching import say_exactly
from formcheck.apps.exporting.asked import Asked, asked_by
from formcheck.apps.exporting.forms import Form
from formcheck.apps.exporting.order import Order
from formcheck.errors import FormcheckError, InputError
from formcheck.outputs.markers import USUAL_HEIGHT_M
from formcheck.store.history import read_history
from formcheck.store.model import PersonHistory, VisitRow
from formcheck.store.people import known_person
from formcheck.words.catalogue import Words
from formcheck.words.figures import number

_HEIGHTS_M: Final = (1.0, 2.3)


def routes(clinic: Clinic, orders: Orders) -> list[Route]:
    """Return the addresses of reports and exports.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    orders : Orders
        Has them made.
    """
    desk = _Desk(clinic, orders)

    async def order(request: Request) -> Response:
        return await run_in_threadpool(desk.order, request, await read_form(request))

    return [
        Route(EXPORT, desk.page, methods=["GET"]),
        Route(EXPORT, order, methods=["POST"]),
        Route(f"{EXPORT}/orders", desk.list),
        Route(f"{EXPORT}/orders/{{order}}", desk.give),
        Route(f"{EXPORT}/orders/{{order}}/leave", desk.leave, methods=["POST"]),
    ]


class _Desk:
    """Takes orders, and gives out what was made."""

    def __init__(self, clinic: Clinic, orders: Orders) -> None:
        self._clinic, self._orders = clinic, orders

    def page(self, request: Request) -> Response:
        """Return the page."""
        asked = request.query_params
        return self._page(self._history(request), {"visit": asked.get("visit", ""), "what": asked.get("what", "")})

    def _history(self, request: Request) -> PersonHistory:
        with self._clinic.database.reading() as connection:
            return read_history(connection, str(request.path_params["pseudonym"]), self._clinic.clock().date())

    def _page(self, history: PersonHistory, typed: dict[str, str], status: int = 200, fault: str = "") -> Response:
        """Return the page with what was typed."""
        words, person = self._clinic.words, history.person.pseudonym
        days = [one.day for one in history.visits if one.day is not None]
        lines = self._orders.lines(person)
        return self._clinic.page(
            "exporting.html.jinja",
            status,
            person=person,
            address=address_of(person),
            is_sample=history.is_sample,
            visits=[(one.key, _visit_words(words, one)) for one in reversed(history.visits)],
            begin=typed.get("from") or str(min(days, default="")),
            end=typed.get("to") or str(max(days, default="")),
            what=typed.get("what") or ("visit" if typed.get("visit") else "all"),
            visit=typed.get("visit", ""),
            has_comma=typed.get("comma") == "yes" if typed.get("form") else words.point == ",",
            height=typed.get("height") or number(USUAL_HEIGHT_M, 2, words.point),
            fault=fault,
            lines=lines,
            is_making=any(one.state == "making" for one in lines),
        )

    def list(self, request: Request) -> Response:
        """Return the list alone, for the script that keeps it up to date."""
        person = self._history(request).person.pseudonym
        lines = self._orders.lines(person)
        is_making = any(one.state == "making" for one in lines)
        return self._clinic.page("orders.html.jinja", 200, address=address_of(person), lines=lines, is_making=is_making)

    def order(self, request: Request, form: dict[str, str]) -> Response:
        """Have something made: what is small is the answer itself."""
        history = self._history(request)
        person = history.person.pseudonym
        try:
            order = _order_of(person, form)
            say_exactly(request.scope, str(order.form))
            ordered = self._orders.start(order, self._clinic.author_of(request))
        except FormcheckError as error:
            return self._page(history, form, 422, str(error))
        if order.form not in LARGE and ordered.run.over.wait(PATIENCE_S):
            return self._answer(history, form, ordered)
        return RedirectResponse(f"{address_of(person)}/export#orders", SEE_OTHER)

    def _answer(self, history: PersonHistory, form: dict[str, str], ordered: Ordered) -> Response:
        """Return what was made, or why it was not; it needs no place in the list."""
        made = ordered.run.result
        if made is None:
            self._orders.forget(ordered)
            return self._page(history, form, 422, why_not(self._clinic.words, ordered))
        forget = BackgroundTask(self._orders.forget, ordered)
        return FileResponse(made.path, filename=made.path.name, background=forget)

    def give(self, request: Request) -> Response:
        """Return a file of the list."""
        found = self._find(request)
        if found is None or found.run.result is None:
            gone = InputError("is not there any more.", where="the file", next_step="Order it again.")
            return self._clinic.refusal(gone)
        path = found.run.result.path
        return FileResponse(path, filename=path.name)

    def _find(self, request: Request) -> Ordered | None:
        """Return an order of somebody who is there still; another program may have removed them."""
        person = str(request.path_params["pseudonym"])
        with self._clinic.database.reading() as connection:
            known_person(connection, person)
        return self._orders.find(person, str(request.path_params["order"]))

    def leave(self, request: Request) -> Response:
        """Cancel an order, or take it out of the list."""
        found = self._find(request)
        if found is not None:
            self._orders.forget(found)
        return RedirectResponse(f"{address_of(str(request.path_params['pseudonym']))}/export#orders", SEE_OTHER)


def _order_of(person: str, form: dict[str, str]) -> Order:
    """Return the order that the page sent."""
    told = form.get("form", "")
    if told not in list(Form):
        where = told[:20] or "the form"
        raise InputError("is no form that can be made.", where=where, next_step="Choose one of the page.")
    return Order(
        form=Form(told),
        person=person,
        asked=_asked(form),
        has_decimal_comma=form.get("comma") == "yes",
        height_m=_height(form.get("height", "")),
        shows_faces=form.get("faces") == "yes",
        has_films=form.get("films") == "yes",
    )


def _asked(form: dict[str, str]) -> Asked:
    match form.get("what"):
        case "visit":
            if not form.get("visit"):
                raise InputError("is missing.", where="the visit", next_step="Choose one of the list.")
            return Asked(visit=form["visit"])
        case "days":
            return asked_by("", form.get("from", ""), form.get("to", ""))
        case _:
            return Asked()


def _height(told: str) -> float:
    """Return a height in metres, with a comma or a point."""
    try:
        height_m = float(told.strip().replace(",", ".") or USUAL_HEIGHT_M)
    except ValueError:
        height_m = 0.0
    low, high = _HEIGHTS_M
    if not low <= height_m <= high:
        raise InputError(
            f"found {told[:20]!r}, expected {low:.2f} to {high:.2f} m.",
            where="the height",
            next_step="Write it in metres, such as 1.70.",
        )
    return height_m


def _visit_words(words: Words, visit: VisitRow) -> str:
    at = words("person-no-time") if visit.began_at is None else words.moment(visit.began_at.astimezone())
    told = (at, title_of(words, visit.exercise), words("leg", side=visit.side) if visit.side else "")
    return ", ".join(one for one in told if one)
