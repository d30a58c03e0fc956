"""Where one signs in and out, and changes one's own password: plain forms that need no script."""

from __future__ import annotations

from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.asking import address_in
from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.forms import read_form
from formcheck.apps.clinic.roles import ACCOUNT, SIGN_IN, SIGN_OUT
from formcheck.apps.clinic.signing import Outcome, SignIns, Tried, own_path
from formcheck.apps.web.keys import cookies_named
from formcheck.apps.web.passwords import LEAST_LETTERS, MOST_LETTERS
from formcheck.errors import InputError

_SEE_OTHER: Final = 303
_AT_ONCE: Final = 2
"""Tries to sign in have so many threads of their own: pages are made in others, however many try."""

_STATUS: Final = {Outcome.RIGHT: 200, Outcome.WRONG: 401, Outcome.LOCKED: 429}


def routes(clinic: Clinic, sign_ins: SignIns, cookie: str) -> list[Route]:
    """Return the addresses of accounts.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    sign_ins : SignIns
        Signs in and out.
    cookie : str
        Name of the cookie.
    """
    pages = _AccountPages(clinic, sign_ins, cookie)
    return [
        Route(SIGN_IN, pages.ask, methods=["GET"]),
        Route(SIGN_IN, pages.sign_in, methods=["POST"]),
        Route(SIGN_OUT, pages.sign_out, methods=["POST"]),
        Route(ACCOUNT, pages.account, methods=["GET"]),
        Route(ACCOUNT, pages.change, methods=["POST"]),
    ]


class _AccountPages:
    def __init__(self, clinic: Clinic, sign_ins: SignIns, cookie: str) -> None:
        self._clinic, self._sign_ins, self._cookie = clinic, sign_ins, cookie
        self._few = CapacityLimiter(_AT_ONCE)

    def ask(self, request: Request) -> Response:
        """Return the page on which one signs in."""
        asked = request.query_params
        return self._page(own_path(asked.get("to", "/")), is_lost=asked.get("lost") == "yes")

    def _page(self, to: str, status: int = 200, fault: str = "", name: str = "", *, is_lost: bool = False) -> Response:
        return self._clinic.page("sign_in.html.jinja", status, to=to, fault=fault, name=name, is_lost=is_lost)

    async def sign_in(self, request: Request) -> Response:
        """Sign somebody in, from the page of its own or from a script in a page that is open."""
        form = await read_form(request)
        name, to = form.get("name", ""), own_path(form.get("to", "/"))
        given = (name, form.get("password", ""), address_in(request.scope), self._token(request))
        tried = await to_thread.run_sync(self._sign_ins.sign_in, *given, limiter=self._few)
        fault = self._fault(tried)
        response: Response
        if "application/json" in request.headers.get("accept", ""):
            response = JSONResponse({"told": fault}, _STATUS[tried.outcome])
        elif tried.outcome is Outcome.RIGHT:
            response = RedirectResponse(to, _SEE_OTHER)
        else:
            response = self._page(to, _STATUS[tried.outcome], fault, name[:80])
        return self._with_cookie(response, tried)

    async def sign_out(self, request: Request) -> Response:
        """Sign somebody out."""
        who, address = self._clinic.author_of(request), address_in(request.scope)
        await run_in_threadpool(self._sign_ins.sign_out, self._token(request), who, address)
        response = RedirectResponse(SIGN_IN, _SEE_OTHER)
        response.delete_cookie(self._cookie, path="/", secure=True, httponly=True, samesite="strict")
        return response

    def account(self, request: Request) -> Response:
        """Return the page of one's own account."""
        return self._account(is_done=request.query_params.get("done") == "yes")

    def _account(self, status: int = 200, fault: str = "", *, is_done: bool = False) -> Response:
        bounds = {"least": LEAST_LETTERS, "most": MOST_LETTERS}
        return self._clinic.page("account.html.jinja", status, fault=fault, is_done=is_done, **bounds)

    async def change(self, request: Request) -> Response:
        """Change the password of whoever asks."""
        form, words = await read_form(request), self._clinic.words
        new = form.get("new", "")
        if new != form.get("again", ""):
            return self._account(422, words("account-not-the-same"))
        given = (self._clinic.author_of(request), form.get("old", ""), new, address_in(request.scope))
        try:
            tried = await to_thread.run_sync(self._sign_ins.change_password, *given, limiter=self._few)
        except InputError:
            return self._account(422, words("account-no-password", least=LEAST_LETTERS, most=MOST_LETTERS))
        if tried.outcome is Outcome.RIGHT:
            return self._with_cookie(RedirectResponse(f"{ACCOUNT}?done=yes", _SEE_OTHER), tried)
        wrong = words("account-wrong") if tried.outcome is Outcome.WRONG else self._fault(tried)
        return self._account(_STATUS[tried.outcome], wrong)

    def _fault(self, tried: Tried) -> str:
        words = self._clinic.words
        if tried.outcome is Outcome.LOCKED and tried.again_at is not None:
            return words("practice-locked", at=f"{tried.again_at.astimezone():%H:%M:%S}")
        return words("practice-wrong") if tried.outcome is Outcome.WRONG else ""

    def _token(self, request: Request) -> str:
        sent = cookies_named(self._cookie, request.headers.get("cookie", ""))
        return sent[0] if sent else ""

    def _with_cookie(self, response: Response, tried: Tried) -> Response:
        if tried.outcome is Outcome.RIGHT:
            response.set_cookie(self._cookie, tried.token, path="/", secure=True, httponly=True, samesite="strict")
        return response
