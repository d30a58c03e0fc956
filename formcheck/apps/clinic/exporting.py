"""Reports and exports of a person, and removing the person: small files at once, large ones in the background."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from threading import Lock
from typing import Final

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from formcheck.apps import exits
from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.forms import read_form
from formcheck.apps.clinic.people import SEE_OTHER, address_of
from formcheck.apps.clinic.runs import Run, Runs
from formcheck.apps.clinic.telling import title_of
from formcheck.apps.exporting.asked import Asked, asked_by
from formcheck.apps.exporting.forms import Form
from formcheck.apps.exporting.making import Source, make
from formcheck.apps.exporting.order import Made, Order
from formcheck.apps.store.place import default_visits
from formcheck.apps.store.removing import remove_person
from formcheck.errors import FormcheckError, InputError
from formcheck.outputs.markers import USUAL_HEIGHT_M
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.history import read_history
from formcheck.store.model import PersonHistory, VisitRow
from formcheck.store.people import folded
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING, number

AT_ONCE_S: Final = 4.0
"""Whoever orders something small waits so long for it; then it is told of in the list."""

MOST_AT_HAND: Final = 20
"""So many orders are kept at hand."""

_LARGE: Final = frozenset({Form.FILM, Form.ARCHIVE, Form.MOT, Form.TRC})
_PAGE: Final = "/person/{pseudonym}/export"
_HEIGHTS_M: Final = (1.0, 2.3)


def routes(desk: Desk) -> list[Route]:
    """Return the addresses of reports and exports.

    Parameters
    ----------
    desk : Desk
        Takes the orders.
    """

    async def order(request: Request) -> Response:
        return await run_in_threadpool(desk.order, request, await read_form(request))

    async def remove(request: Request) -> Response:
        return await run_in_threadpool(desk.remove, request, await read_form(request))

    return [
        Route(_PAGE, desk.page, methods=["GET"]),
        Route(_PAGE, order, methods=["POST"]),
        Route(f"{_PAGE}/orders", desk.orders),
        Route(f"{_PAGE}/orders/{{order}}", desk.give),
        Route(f"{_PAGE}/orders/{{order}}/leave", desk.leave, methods=["POST"]),
        Route("/person/{pseudonym}/remove", desk.ask_removal, methods=["GET"]),
        Route("/person/{pseudonym}/remove", remove, methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class _Ordered:
    """An order that is in the list."""

    name: str
    order: Order
    told: str
    folder: Path


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order in the list, in words.

    Parameters
    ----------
    name : str
        What it is known by.
    told : str
        What is made.
    state : str
        ``making``, ``made`` or ``failed``.
    percent : int
        How far it is.
    file, href : str
        Name and address of the file, once it is made.
    notes : tuple of str
        What is not in it; or why it failed.
    """

    name: str
    told: str
    state: str
    percent: int
    file: str = ""
    href: str = ""
    notes: tuple[str, ...] = ()


class Desk:
    """Takes orders, has them made, and gives out what was made; to be closed when the program ends.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic
        self._small, self._large = Runs[Made](), Runs[Made]()
        self._ordered: list[_Ordered] = []
        self._lock = Lock()
        self._scratch: TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Let nobody wait for anything any more, and remove all files that were made."""
        with self._lock:
            ordered = list(self._ordered)
        for one in ordered:
            self._forget(one)
        if self._scratch is not None:
            self._scratch.cleanup()

    # --- the page ---

    def page(self, request: Request) -> Response:
        """Return the page."""
        asked = request.query_params
        return self._page(self._history(request), {"visit": asked.get("visit", ""), "what": asked.get("what", "")})

    def _history(self, request: Request) -> PersonHistory:
        with self._clinic.database.reading() as connection:
            return read_history(connection, str(request.path_params["pseudonym"]), self._clinic.clock().date())

    def _page(self, history: PersonHistory, typed: dict[str, str], status: int = 200, fault: str = "") -> Response:
        clinic, person = self._clinic, history.person.pseudonym
        days = [one.day for one in history.visits if one.day is not None]
        lines = self._lines(person)
        return clinic.page(
            "exporting.html.jinja",
            status,
            person=person,
            address=address_of(person),
            is_sample=history.is_sample,
            visits=[(one.key, _visit_words(clinic.words, one)) for one in reversed(history.visits)],
            begin=typed.get("from") or str(min(days, default="")),
            end=typed.get("to") or str(max(days, default="")),
            what=typed.get("what") or ("visit" if typed.get("visit") else "all"),
            visit=typed.get("visit", ""),
            has_comma=typed.get("comma") == "yes" if typed.get("form") else clinic.words.point == ",",
            height=typed.get("height") or number(USUAL_HEIGHT_M, 2, clinic.words.point),
            fault=fault,
            lines=lines,
            is_making=any(one.state == "making" for one in lines),
        )

    def orders(self, request: Request) -> Response:
        """Return the list alone, for the script that keeps it up to date."""
        person = self._history(request).person.pseudonym
        lines = self._lines(person)
        return self._clinic.page(
            "orders.html.jinja",
            200,
            address=address_of(person),
            lines=lines,
            is_making=any(one.state == "making" for one in lines),
        )

    # --- orders ---

    def order(self, request: Request, form: dict[str, str]) -> Response:
        """Have something made: what is small is the answer itself."""
        history = self._history(request)
        try:
            order = _order_of(history.person.pseudonym, form)
            name = self._start(order, self._clinic.author_of(request))
        except FormcheckError as error:
            return self._page(history, form, 422, str(error))
        run = self._run(name, order)
        if order.form not in _LARGE and run is not None and run.over.wait(AT_ONCE_S):
            return self._answer(history, form, name, run)
        return RedirectResponse(
            f"{address_of(history.person.pseudonym)}/export?what={form.get('what', '')}#orders", SEE_OTHER
        )

    def _start(self, order: Order, author: str) -> str:
        clinic, words = self._clinic, self._clinic.words
        source = Source(clinic.database, words, clinic.clock(), author)
        told = words(f"exporting-form-{order.form}")
        with self._lock:
            folder = self._new_folder()

        def work(run: Run[Made]) -> Made:
            with exits.files_minded():
                return make(order, source, folder, run.tell)

        name = self._runs(order).start(work)
        with self._lock:
            self._ordered.append(_Ordered(name, order, f"{told}: {_asked_words(words, order.asked)}", folder))
            old = self._ordered[:-MOST_AT_HAND]
        for one in old:
            self._forget(one)
        return name

    def _new_folder(self) -> Path:
        """Return a folder of its own for one order; all go when the program ends."""
        if self._scratch is None:
            self._scratch = TemporaryDirectory(prefix="formcheck-")
        return Path(mkdtemp(dir=self._scratch.name))

    def _runs(self, order: Order) -> Runs[Made]:
        return self._large if order.form in _LARGE else self._small

    def _run(self, name: str, order: Order) -> Run[Made] | None:
        return self._runs(order).get(name)

    def _answer(self, history: PersonHistory, form: dict[str, str], name: str, run: Run[Made]) -> Response:
        """Return what was made, or why it was not; it needs no place in the list."""
        ordered = self._find(history.person.pseudonym, name)
        if run.result is None or ordered is None:
            told = self._clinic.words("exporting-unexpected") if run.error is None else str(run.error)
            if ordered is not None:
                self._forget(ordered)
            return self._page(history, form, 422, told)
        made = run.result
        return FileResponse(made.path, filename=made.path.name, background=BackgroundTask(self._forget, ordered))

    def _find(self, person: str, name: str) -> _Ordered | None:
        with self._lock:
            theirs = (one for one in self._ordered if folded(one.order.person) == folded(person))
            return next((one for one in theirs if one.name == name), None)

    def _forget(self, one: _Ordered) -> None:
        """Let nobody wait for an order any more, and remove what was made."""
        with self._lock:
            self._ordered = [other for other in self._ordered if other.name != one.name]
        run = self._run(one.name, one.order)
        self._runs(one.order).leave(one.name)
        if run is not None:
            run.over.wait(AT_ONCE_S)
        shutil.rmtree(one.folder, ignore_errors=True)

    def _lines(self, person: str) -> tuple[OrderLine, ...]:
        with self._lock:
            theirs = [one for one in self._ordered if folded(one.order.person) == folded(person)]
        return tuple(line for one in reversed(theirs) for line in self._line(one))

    def _line(self, one: _Ordered) -> Iterator[OrderLine]:
        run = self._run(one.name, one.order)
        if run is None:
            return
        if run.error is not None:
            yield OrderLine(one.name, one.told, "failed", 0, notes=(str(run.error),))
        elif run.result is not None:
            href = f"{address_of(one.order.person)}/export/orders/{one.name}"
            yield OrderLine(one.name, one.told, "made", 100, run.result.path.name, href, run.result.notes)
        elif not run.over.is_set():
            yield OrderLine(one.name, one.told, "making", 100 * run.done // max(1, run.of))
        else:
            yield OrderLine(one.name, one.told, "failed", 0, notes=(self._clinic.words("exporting-unexpected"),))

    def give(self, request: Request) -> Response:
        """Return a file of the list."""
        found = self._find(str(request.path_params["pseudonym"]), str(request.path_params["order"]))
        run = None if found is None else self._run(found.name, found.order)
        if run is None or run.result is None:
            return self._clinic.refusal(
                InputError("is not there any more.", where="the file", next_step="Order it again.")
            )
        return FileResponse(run.result.path, filename=run.result.path.name)

    def leave(self, request: Request) -> Response:
        """Cancel an order, or take it out of the list."""
        person = str(request.path_params["pseudonym"])
        found = self._find(person, str(request.path_params["order"]))
        if found is not None:
            self._forget(found)
        return RedirectResponse(f"{address_of(person)}/export#orders", SEE_OTHER)

    # --- removing the person ---

    def ask_removal(self, request: Request) -> Response:
        """Return the page that says what will go, and asks whether it is meant."""
        return self._removal(self._history(request))

    def _removal(self, history: PersonHistory, status: int = 200, fault: str = "") -> Response:
        person = history.person
        return self._clinic.page(
            "removing.html.jinja",
            status,
            person=person.pseudonym,
            has_name=bool(person.name),
            address=address_of(person.pseudonym),
            visits=len(history.visits),
            prescriptions=len(history.given),
            fault=fault,
        )

    def remove(self, request: Request, form: dict[str, str]) -> Response:
        """Remove a person whose pseudonym was typed, as ``formcheck delete`` does, and name what is left elsewhere."""
        history, clinic = self._history(request), self._clinic
        person = history.person.pseudonym
        if folded(form.get("pseudonym", "")) != folded(person):
            return self._removal(history, 422, clinic.words("removing-other", person=person))
        with self._lock:
            theirs = [one for one in self._ordered if folded(one.order.person) == folded(person)]
        for one in theirs:
            self._forget(one)
        archive = DatabaseArchive(clinic.database)
        with exits.files_minded():
            gone = remove_person(archive, person, default_visits(), clinic.clock, clinic.author_of(request))
        return clinic.page("removed.html.jinja", 200, visits=gone.visits, left=[str(path) for path in gone.left])


def _order_of(person: str, form: dict[str, str]) -> Order:
    """Return the order that the page sent."""
    told = form.get("form", "")
    if told not in list(Form):
        raise InputError(
            "is no form that can be made.", where=told[:20] or "the form", next_step="Choose one of the page."
        )
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
    told: Sequence[str] = (at, title_of(words, visit.exercise), words("leg", side=visit.side) if visit.side else "")
    return ", ".join(one for one in told if one)


def _asked_words(words: Words, asked: Asked) -> str:
    if asked.visit:
        return words("exporting-one-visit")
    if asked.is_all:
        return words("exporting-all-visits")
    days = [words.full_date(one) if one is not None else "…" for one in (asked.begin, asked.end)]
    return f" {MISSING} ".join(days)
