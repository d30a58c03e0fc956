"""The gate of a practice: whoever is signed in passes, all others see the page on which one signs in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import Scope

from formcheck.apps.clinic.asking import Asking, address_in, remember
from formcheck.apps.clinic.logbook import Note
from formcheck.apps.clinic.roles import SIGN_IN
from formcheck.apps.clinic.signing import SignIns, own_path
from formcheck.apps.web.guard import SAFE_METHODS, comes_from_here
from formcheck.apps.web.keys import cookies_named
from formcheck.store.accounts import Role, SignedIn, find_sign_in
from formcheck.store.audit import Entry
from formcheck.words.catalogue import Words

_SEE_OTHER: Final = 303
_A_YEAR_S: Final = 365 * 24 * 3600

STRICT_TRANSPORT: Final = {"Strict-Transport-Security": f"max-age={_A_YEAR_S}"}
"""Only where the page is the only one of its name: it holds for all ports, and lets nobody pass a warning."""


def cookie_of(port: int) -> str:
    """Return the name of the cookie: a browser takes it only over TLS and for this very host (RFC 6265bis, 4.1.3.2).

    Parameters
    ----------
    port : int
        Of the page; browsers do not tell cookies of two ports apart.
    """
    return f"__Host-formcheck-{port}"


class SignInGate:
    """Lets through whoever is signed in.

    Parameters
    ----------
    sign_ins : SignIns
        Who is.
    words : Words
        The language.
    cookie : str
        Name of the cookie.
    headers : mapping of str to str
        What else every answer says to the browser.
    """

    scheme = "https"
    is_for_others = True

    def __init__(self, sign_ins: SignIns, words: Words, cookie: str, headers: Mapping[str, str]) -> None:
        self._sign_ins, self._words, self._cookie = sign_ins, words, cookie
        self.headers = headers

    async def admit(self, scope: Scope, headers: Headers) -> str | Response | None:
        """Return why a request is refused, or what is answered in its place; None where it may pass.

        Parameters
        ----------
        scope : dict
            The request, as ASGI has it.
        headers : Headers
            Its head.
        """
        if scope["type"] != "http":
            return "asks for a link, and there is none"
        found = await run_in_threadpool(self._signed_in, scope, headers)
        if found is not None:
            remember(scope, Asking(found.name, address_in(scope), True, found.role is Role.CLINICIAN))
            return None
        remember(scope, Asking("", address_in(scope), is_signed_in=False, may_keep=False))
        if scope["path"] == SIGN_IN or scope["path"].startswith("/static/"):
            return None
        return self._to_sign_in(scope, headers)

    def _signed_in(self, scope: Scope, headers: Headers) -> SignedIn | None:
        """Return the sign-in that holds; of one that does not hold it is logged why."""
        sent = cookies_named(self._cookie, headers.get("cookie", ""))
        if not sent or not comes_from_here(headers):  # a link that stands elsewhere brings nobody in
            return None
        now = self._sign_ins.clock()
        with self._sign_ins.database.reading() as connection:
            found, whose, ending = find_sign_in(connection, sent[0], now)
        if ending is not None:
            self._sign_ins.logbook.refuse(Entry(now, whose, address_in(scope), f"cookie-{ending}"))
        elif found is not None and found.is_due:
            self._sign_ins.logbook.note(Note(used=found.number))
        return found

    def _to_sign_in(self, scope: Scope, headers: Headers) -> Response:
        """Send a window to where one signs in, and from there back; a script is told."""
        is_safe = scope["method"] in SAFE_METHODS
        if not is_safe and not cookies_named(self._cookie, headers.get("cookie", "")):
            self._sign_ins.logbook.refuse(Entry(self._sign_ins.clock(), "", address_in(scope), "not-signed-in"))
        if not _is_window(headers):
            return JSONResponse({"told": self._words("practice-signed-out"), "sign_in": SIGN_IN}, 401)
        query = scope["query_string"].decode("latin-1")
        here = f"{scope['path']}?{query}" if query else str(scope["path"])
        if not is_safe:  # what was sent is not kept; back to the page that sent it
            here = _path_in(headers.get("referer", ""))
        lost = "" if is_safe else "&lost=yes"
        return RedirectResponse(f"{SIGN_IN}?to={quote(own_path(here or '/'), safe='/')}{lost}", _SEE_OTHER)


def _path_in(address: str) -> str:
    """Return path and query of an address; empty where it is none."""
    try:
        told = urlsplit(address)
    except ValueError:
        return ""
    return f"{told.path}?{told.query}" if told.query else told.path


def _is_window(headers: Headers) -> bool:
    """Tell whether a window asks, and no script or picture of a page."""
    return headers.get("sec-fetch-dest", "document") == "document" and "text/html" in headers.get("accept", "")
