"""Stands before the pages: whoever may keep nothing keeps nothing, and what was looked at and kept is in the log.

One row for each page that shows what is known of a person, and for each thing that is sent. What a page that is open
asks for by itself (pictures, curves, film, state) is covered by its row; asked for without it, it is a row of its own.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from threading import Event
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from formcheck.apps.clinic.asking import Asking, address_in, asking_in, remember
from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.logbook import WAITED_S, Logbook, Note
from formcheck.apps.clinic.places import AGREEMENT, EXPORT, GIVE, PLACE, PRESCRIBE, PRESCRIPTION, REMOVE, WHOLE
from formcheck.apps.clinic.roles import LOG, may_ask, route_of
from formcheck.apps.web.guard import SAFE_METHODS, Why
from formcheck.store.audit import LIST, Entry

_READ: Final = {
    "/": LIST,
    "/person/{pseudonym}": "person",
    "/person/{pseudonym}/compare": "compare",
    "/log": "log",
    AGREEMENT: "agreement",
    PLACE: "session",
    f"{PLACE}/rescore": "rescore",
    f"{PLACE}/rescore/visits": "person",
    PRESCRIBE: "prescribe",
    PRESCRIPTION: "prescription",
    f"{PRESCRIPTION}.toml": "prescription-file",
    f"{PRESCRIPTION}/leaflet": "leaflet",
    EXPORT: "exports",
    f"{EXPORT}/orders/{{order}}": "fetched",
    REMOVE: "removal",
}
"""What is looked at, by the address as its route has it; all others of a person are ``read``."""

_SENT: Final = {
    "/people": "person-added",
    "/person/{pseudonym}/pause": "paused",
    "/person/{pseudonym}/seen": "seen",
    "/person/{pseudonym}/name": "named",
    "/samples": "samples",
    "/samples/remove": "samples-removed",
    GIVE: "prescribed",
    EXPORT: "exported",
    REMOVE: "removed",
    f"{AGREEMENT}/export": "corrections-exported",
    f"{PLACE}/corrections": "corrected",
    f"{PLACE}/opinions": "opinion",
    f"{PLACE}/film": "film-located",
    f"{PLACE}/points": "tried",
    f"{PLACE}/rescore": "tried",
}
"""What is sent; all else is ``kept``."""

_PARTS: Final = ("traces", "frame/{number:int}.jpg", "film", "film/about", "state", "rescore/run/{run}")
_COVERED: Final = frozenset(
    {*(f"{PLACE}/{one}" for one in _PARTS), "/person/{pseudonym}/compare/told", f"{EXPORT}/orders"}
)
"""What an open page asks for by itself."""

_TYPED: Final = PRESCRIBE
"""The form that asks what it comes to as somebody types; that is covered by the row of its page, too."""

_OPENS: Final = frozenset({PLACE, PRESCRIBE, EXPORT, f"{PLACE}/rescore", "/person/{pseudonym}/compare"})
_NOT_LOGGED: Final = frozenset({"/static", "/sign-in", "/sign-out", "/account", "/samples/{run}"})
"""These show nobody's data, or write rows of their own."""

_COVERED_FOR: Final = timedelta(hours=1)
_MOST_COVERED: Final = 5000
_REFUSED: Final = 400
_LONGEST_PATH: Final = 1000
"""Letters; a person, a visit and a part of it have two hundred. A number of thousands of digits is read by no route."""

_WHOSE: Final = "formcheck.whose"
_EXACTLY: Final = "formcheck.exactly"


class Watched:
    """The pages, watched.

    Parameters
    ----------
    app : Starlette
        The pages.
    clinic : Clinic
        What they have at hand.
    logbook : Logbook
        Writes the log.
    """

    def __init__(self, app: Starlette, clinic: Clinic, logbook: Logbook) -> None:
        self._app, self._clinic, self._logbook = app, clinic, logbook
        self._covered: OrderedDict[tuple[str, ...], datetime] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asking = asking_in(scope)
        if asking is None:  # nobody signs in before this computer
            asking = Asking(self._clinic.author, address_in(scope))
            remember(scope, asking)
        if is_odd(scope["path"]):
            self._logbook.refuse(self._entry(asking, "odd-path"))
            await PlainTextResponse("There is no such page.\n", 404)(scope, receive, send)
            return
        path, named = route_of(self._app.routes, scope)
        if not may_ask(scope["method"], path, may_keep=asking.may_keep):
            self._logbook.refuse(self._entry(asking, "wrong-role", named, told_place(path, named)))
            await self._not_yours(scope, path)(scope, receive, send)
            return
        await self._app(scope, receive, self._logging(scope, send, asking, path, named))

    def _logging(self, scope: Scope, send: Send, asking: Asking, path: str, named: dict[str, str]) -> Send:
        """Return a sender that has the row written before anything of the answer is sent."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry = self._row(scope, asking, path, named, int(message["status"]))
                if entry is not None and entry.is_allowed:
                    await written(self._logbook.note(Note(entry)))
                elif entry is not None:
                    self._logbook.refuse(entry)
            await send(message)

        return sending

    def _row(self, scope: Scope, asking: Asking, path: str, named: dict[str, str], status: int) -> Entry | None:
        """Return the row of a request that was answered; None where there is to be none."""
        is_read, is_done = scope["method"] in SAFE_METHODS, status < _REFUSED
        if path in _NOT_LOGGED or (is_read and not path and not is_done):
            return None
        is_typed = path == _TYPED and not is_read
        if (is_read or is_typed) and is_done and self._is_covered(asking, path, named, is_typed=is_typed):
            return None
        if is_read or is_typed:
            if path not in _READ and "pseudonym" not in named and not is_done:
                return None
            what = _READ.get(path, "part" if path in _COVERED else "read")
        else:
            what = _SENT.get(path, "kept")
        place = str(scope.get(_EXACTLY, "")) or told_place(path, named)
        exactly = place if is_done else f"{status} {place}"
        return self._entry(asking, what, named, exactly, is_allowed=is_done, whose=str(scope.get(_WHOSE, "")))

    def _is_covered(self, asking: Asking, path: str, named: dict[str, str], *, is_typed: bool) -> bool:
        """Tell whether a row that is there covers a request; what opens a page is one for what the page asks for."""
        key = (asking.who, asking.address, named.get("pseudonym", ""), named.get("key", ""), named.get("part", ""))
        now = self._clinic.clock()
        if path in _COVERED or is_typed:
            since = self._covered.get(key)
            if since is not None and now - since < _COVERED_FOR:
                return True
        if path in _COVERED or path in _OPENS:
            self._covered[key] = now
            self._covered.move_to_end(key)
            if len(self._covered) > _MOST_COVERED:
                self._covered.popitem(last=False)
        return False

    def _entry(
        self,
        asking: Asking,
        what: str,
        named: dict[str, str] | None = None,
        exactly: str = "",
        *,
        is_allowed: bool = False,
        whose: str = "",
    ) -> Entry:
        pseudonym = whose or (named or {}).get("pseudonym", "")
        return Entry(self._clinic.clock(), asking.who, asking.address, what, pseudonym, exactly, is_allowed)

    def _not_yours(self, scope: Scope, path: str) -> Response:
        told = self._clinic.words("practice-not-the-log" if path == LOG else "practice-wrong-role")
        if "text/html" in Headers(scope=scope).get("accept", ""):
            return self._clinic.page("refused.html.jinja", 403, told=told)
        return JSONResponse({"told": told}, 403)


def heard_by(clinic: Clinic, logbook: Logbook) -> Callable[[Scope, Why], None]:
    """Return what is told of requests that the guard refuses, and has the log say so.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    logbook : Logbook
        Writes the log.
    """

    def heard(scope: Scope, why: Why) -> None:
        logbook.refuse(Entry(clinic.clock(), "", address_in(scope), str(why), is_allowed=False))

    return heard


def say_whose(scope: Scope, pseudonym: str) -> None:
    """Say whom a request is about, where its address does not.

    Parameters
    ----------
    scope : dict
        The request, as ASGI has it.
    pseudonym : str
        The pseudonym.
    """
    scope[_WHOSE] = pseudonym


def say_exactly(scope: Scope, exactly: str) -> None:
    """Say what a request is about, where its address does not.

    Parameters
    ----------
    scope : dict
        The request, as ASGI has it.
    exactly : str
        Such as the form of an export; without anything of the person.
    """
    scope[_EXACTLY] = exactly


def is_odd(path: str) -> bool:
    """Tell whether a path is one that no page of ours has and no browser asks for by itself.

    Parameters
    ----------
    path : str
        The path, without its escapes.
    """
    if len(path) > _LONGEST_PATH:
        return True
    return not path.isprintable() or "\\" in path or "//" in path or ".." in path.split("/")


def told_place(path: str, named: Mapping[str, str]) -> str:
    """Return which page it was, or of which visit, without the person's pseudonym.

    Parameters
    ----------
    path : str
        The address as its route has it.
    named : mapping of str to str
        What stands in its places.
    """
    if "key" not in named:
        if path in _READ or path in _SENT:
            return named.get("number", "")  # the row says the rest already
        return path.replace("/person/{pseudonym}", "") if "pseudonym" in named else path
    part = "" if named.get("part", WHOLE) == WHOLE else f" {named['part']}"
    return f"{named['key'][:36]}{part}{path.removeprefix(PLACE)}"


async def written(is_written: Event) -> None:
    """Wait, for a moment, until a row is on the disk.

    Parameters
    ----------
    is_written : Event
        As of `Logbook.note`.
    """
    if not is_written.is_set():
        await run_in_threadpool(is_written.wait, WAITED_S)
