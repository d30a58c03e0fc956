"""Removing a person: a page says what will go and asks whether it is meant; then as ``formcheck delete`` does."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from formcheck.apps import exits
from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.forms import read_form
from formcheck.apps.clinic.orders import Orders
from formcheck.apps.clinic.people import address_of
from formcheck.apps.clinic.places import REMOVE
from formcheck.apps.clinic.watching import say_whose
from formcheck.apps.store.place import default_visits
from formcheck.apps.store.removing import remove_person
from formcheck.store.audit import REMOVED
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.history import read_history
from formcheck.store.model import PersonHistory
from formcheck.store.people import folded


def routes(clinic: Clinic, orders: Orders) -> list[Route]:
    """Return the addresses of removing a person.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    orders : Orders
        What was made of the person goes, too.
    """

    def ask(request: Request) -> Response:
        return _page(clinic, _history(clinic, request))

    async def remove(request: Request) -> Response:
        form = await read_form(request)
        return await run_in_threadpool(_remove, clinic, orders, request, form.get("pseudonym", ""))

    return [Route(REMOVE, ask, methods=["GET"]), Route(REMOVE, remove, methods=["POST"])]


def _history(clinic: Clinic, request: Request) -> PersonHistory:
    with clinic.database.reading() as connection:
        return read_history(connection, str(request.path_params["pseudonym"]), clinic.clock().date())


def _page(clinic: Clinic, history: PersonHistory, status: int = 200, fault: str = "") -> Response:
    person = history.person
    return clinic.page(
        "removing.html.jinja",
        status,
        person=person.pseudonym,
        has_name=bool(person.name),
        address=address_of(person.pseudonym),
        visits=len(history.visits),
        prescriptions=len(history.given),
        fault=fault,
    )


def _remove(clinic: Clinic, orders: Orders, request: Request, typed: str) -> Response:
    """Remove a person whose pseudonym was typed, and name what is left elsewhere."""
    history = _history(clinic, request)
    person = history.person.pseudonym
    if folded(typed) != folded(person):
        return _page(clinic, history, 422, clinic.words("removing-other", person=person))
    orders.forget_all(person)
    with exits.files_minded():
        archive, author = DatabaseArchive(clinic.database), clinic.author_of(request)
        gone = remove_person(archive, person, default_visits(), clinic.clock, author)
    orders.forget_all(person)  # what somebody else ordered meanwhile
    say_whose(request.scope, REMOVED)
    return clinic.page("removed.html.jinja", 200, visits=gone.visits, left=[str(path) for path in gone.left])
