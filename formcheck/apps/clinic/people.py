"""The list of people: who practised, who stopped, who hurts."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.forms import read_form
from formcheck.apps.clinic.period import period_asked, with_period
from formcheck.apps.clinic.roster import line_of
from formcheck.apps.clinic.watching import say_whose
from formcheck.errors import InputError
from formcheck.store.archive import VisitKey
from formcheck.store.model import PeopleList
from formcheck.store.overview import LONGEST_SEARCH, Wanted, list_people
from formcheck.store.people import add_person, check_pseudonym, find_person, known_person, set_name, set_paused
from formcheck.store.seen import Looked, keep_seen, need_named

SEE_OTHER = 303


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of the list.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    def page(request: Request) -> Response:
        return _page(clinic, _wanted(request))

    async def add(request: Request) -> Response:
        form = await read_form(request)
        say_whose(request.scope, form.get("pseudonym", ""))
        return await run_in_threadpool(_add, clinic, form)

    async def look(request: Request) -> Response:
        by = clinic.author_of(request)
        return await run_in_threadpool(_look, clinic, request.path_params["pseudonym"], await read_form(request), by)

    async def pause(request: Request) -> Response:
        return await run_in_threadpool(_pause, clinic, request.path_params["pseudonym"], await read_form(request))

    return [
        Route("/", page),
        Route("/people", add, methods=["POST"]),
        Route("/person/{pseudonym}/pause", pause, methods=["POST"]),
        Route("/person/{pseudonym}/seen", look, methods=["POST"]),
    ]


def address_of(pseudonym: str) -> str:
    """Return the address of a person's page.

    Parameters
    ----------
    pseudonym : str
        The pseudonym.
    """
    return f"/person/{quote(pseudonym, safe='')}"


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    text = " ".join(asked.get("q", "")[:LONGEST_SEARCH].split())
    return Wanted(
        text, is_paused=asked.get("show") == "paused", after=asked.get("after", ""), seen=asked.get("seen", "")
    )


def _page(clinic: Clinic, wanted: Wanted, status: int = 200, fault: str = "", typed: str = "") -> Response:
    today = clinic.clock().date()
    with clinic.database.reading() as connection:
        found = list_people(connection, wanted, today)
    if not found.everybody and not found.samples:
        return clinic.page("first.html.jinja", status, fault=fault, typed=typed)
    return clinic.page(
        "people.html.jinja",
        status,
        wanted=wanted,
        found=found,
        groups=_groups(clinic, found, today),
        older=_query(wanted, found.after) if found.after else "",
        first=_query(wanted) if wanted.after else "",
        everybody=_query(Wanted(wanted.text)),
        paused=_query(Wanted(wanted.text, is_paused=True)),
        address_of=address_of,
        seen=found.seen,
        fault=fault,
        typed=typed,
    )


def _groups(clinic: Clinic, found: PeopleList, today: date) -> list[tuple[str, list[object]]]:
    """Return the lines under their headings: those who need somebody, then all others, then who was made up."""
    samples = [line_of(clinic.words, one, today) for one in found.people if one.is_sample]
    lines = [line_of(clinic.words, one, today) for one in found.people if not one.is_sample]
    needing = [line for line in lines if line.need]
    others = [line for line in lines if not line.need]
    groups: list[tuple[str, list[object]]] = []
    if needing:
        groups.append((clinic.words("people-needs-you", count=found.needing), [*needing]))
    if others:
        key = "people-everybody-else" if found.needing else "people-everybody"
        groups.append((clinic.words(key, count=found.count - found.needing), [*others]))
    if samples:
        groups.append((clinic.words("samples-heading"), [*samples]))
    return groups


def _query(wanted: Wanted, after: str = "") -> str:
    asked = {"q": wanted.text, "show": "paused" if wanted.is_paused else "", "after": after}
    told = {name: value for name, value in asked.items() if value}
    return f"/?{urlencode(told)}" if told else "/"


def _add(clinic: Clinic, form: dict[str, str]) -> Response:
    typed = form.get("pseudonym", "")
    try:
        pseudonym = check_pseudonym(typed)
    except InputError:
        return _page(clinic, Wanted(), 422, clinic.words("people-no-pseudonym"), typed)
    with clinic.database.writing() as connection:
        if find_person(connection, pseudonym) is not None:
            is_new = False
        else:
            is_new = True
            set_name(connection, add_person(connection, pseudonym, clinic.clock()), form.get("name", ""))
    if not is_new:
        return _page(clinic, Wanted(pseudonym), 409, clinic.words("people-is-there", pseudonym=pseudonym), typed)
    return RedirectResponse(address_of(pseudonym), SEE_OTHER)


def _pause(clinic: Clinic, pseudonym: str, form: dict[str, str]) -> Response:
    with clinic.database.writing() as connection:
        of = known_person(connection, pseudonym)
        set_paused(connection, of, is_paused=form.get("paused") == "yes")
    return RedirectResponse("/" if form.get("back") == "list" else back_to(pseudonym, form), SEE_OTHER)


def _look(clinic: Clinic, pseudonym: str, form: dict[str, str], author: str) -> Response:
    """Keep that somebody has looked, at what stood on the page: not at what has come meanwhile."""
    looked = Looked(
        VisitKey(pseudonym, form.get("visit", "")),
        need_named(form.get("need", "")),
        is_taken_back=form.get("taken-back") == "yes",
    )
    with clinic.database.writing() as connection:
        keep_seen(connection, looked, clinic.clock(), author)
    if form.get("back") == "list":
        return RedirectResponse(f"/?{urlencode({'seen': pseudonym})}", SEE_OTHER)
    return RedirectResponse(back_to(pseudonym, form), SEE_OTHER)


def back_to(pseudonym: str, form: dict[str, str]) -> str:
    """Return the address of a person's page as it was, with the period that was chosen there.

    Parameters
    ----------
    pseudonym : str
        The pseudonym.
    form : dict of str to str
        What the page sent.
    """
    return with_period(address_of(pseudonym), period_asked(form.get("period", "")))
