"""Addresses of a session, and how a script is answered that asks for something there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from formcheck.errors import FormcheckError, InputError, RecordError
from formcheck.store.archive import VisitKey
from formcheck.store.names import OPINION, folder_of

WHOLE: Final = "whole"
"""Stands in an address for the part of a visit that has none."""

PLACE: Final = "/person/{pseudonym}/visit/{key}/{part}"
"""The address of a session; everything about it lies below."""

PRESCRIBE: Final = "/person/{pseudonym}/prescribe"
"""The form of a prescription; what is sent there keeps nothing."""

GIVE: Final = "/person/{pseudonym}/prescriptions"
"""Where it is sent to be kept."""

PRESCRIPTION: Final = "/person/{pseudonym}/prescription/{number:int}"
"""A prescription that was given; its file and its leaflet lie below."""

EXPORT: Final = "/person/{pseudonym}/export"
"""Reports and exports; what is sent there is made and handed out."""

REMOVE: Final = "/person/{pseudonym}/remove"
AGREEMENT: Final = "/agreement"


_MOST_LETTERS: Final = 40
_FIRST: Final = "Open the session without it: its first result leads to the others."


@dataclass(frozen=True, slots=True)
class Place:
    """Which session an address is of.

    Parameters
    ----------
    of : VisitKey
        The visit.
    part : str
        The part; empty where the visit has no parts.
    opinion : str
        Which of its further results is looked at, such as ``opinion-1``; empty for the first one.
    """

    of: VisitKey
    part: str
    opinion: str = ""

    @property
    def folder(self) -> str:
        """The folder of the documents of the result that is looked at."""
        return folder_of(self.part, self.opinion)

    @property
    def recorded(self) -> Place:
        """The same session, whichever of its results is looked at."""
        return replace(self, opinion="")


def place_of(request: Request) -> Place:
    """Return which session a request is about.

    Parameters
    ----------
    request : Request
        Of an address that begins with `PLACE`; ``?opinion=opinion-1`` behind it asks for a further result.

    Raises
    ------
    InputError
        What it asks for is no name of a further result.
    """
    asked = request.path_params
    part, opinion = str(asked["part"]), str(request.query_params.get("opinion", ""))
    if opinion and not opinion.startswith(OPINION):
        raise no_opinion(opinion)
    return Place(VisitKey(str(asked["pseudonym"]), str(asked["key"])), "" if part == WHOLE else part, opinion)


def address_of(place: Place) -> str:
    """Return the address of the page of a session; of a further result where one is looked at.

    Parameters
    ----------
    place : Place
        Which session.
    """
    key, part = quote(place.of.key, safe=""), quote(place.part or WHOLE, safe="")
    asked = f"?opinion={quote(place.opinion, safe='')}" if place.opinion else ""
    return f"/person/{quote(place.of.person, safe='')}/visit/{key}/{part}{asked}"


def no_opinion(name: str) -> InputError:
    """Return the error that a session has no further result of a name.

    Parameters
    ----------
    name : str
        What was asked for.
    """
    return InputError("is no opinion of this session.", where=name[:_MOST_LETTERS], next_step=_FIRST)


_Sent = TypeVar("_Sent")


def refused(error: FormcheckError, status: int) -> JSONResponse:
    """Return the answer that says to a script why something was not done.

    Parameters
    ----------
    error : FormcheckError
        What is the matter.
    status : int
        The status of the answer.
    """
    return JSONResponse({"told": str(error)}, status)


def read_sent(adapter: TypeAdapter[_Sent], body: bytes) -> _Sent:
    """Read what a page sent.

    Parameters
    ----------
    adapter : TypeAdapter
        Of what is expected.
    body : bytes
        JSON.

    Raises
    ------
    RecordError
        It is something else.
    """
    try:
        return adapter.validate_json(body)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        where = ".".join(str(name) for name in fault["loc"]) or "all of it"
        raise RecordError("cannot be so.", where=where, next_step="Load the page again.") from error


def answering(
    answer: Callable[[Place, bytes, str], Response], author_of: Callable[[Request], str]
) -> Callable[[Request], Awaitable[Response]]:
    """Return what takes a request for a session with a body; what cannot be done is told to the script that asks.

    Parameters
    ----------
    answer : callable
        Given the session, the body and whoever sends it, gives the answer; it may take its time.
    author_of : callable
        Returns who sends a request.
    """

    async def take(request: Request) -> Response:
        try:
            return await run_in_threadpool(answer, place_of(request), await request.body(), author_of(request))
        except FormcheckError as error:
            return refused(error, 422)

    return take
