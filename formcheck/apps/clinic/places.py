"""Addresses of a session, and how a script is answered that asks for something there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from formcheck.errors import FormcheckError, RecordError
from formcheck.store.archive import VisitKey

WHOLE: Final = "whole"
"""Stands in an address for the part of a visit that has none."""

PLACE: Final = "/person/{pseudonym}/visit/{key}/{part}"
"""The address of a session; everything about it lies below."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which session an address is of.

    Parameters
    ----------
    of : VisitKey
        The visit.
    part : str
        The part; empty where the visit has no parts.
    """

    of: VisitKey
    part: str


def place_of(request: Request) -> Place:
    """Return which session a request is about.

    Parameters
    ----------
    request : Request
        Of an address that begins with `PLACE`.
    """
    asked = request.path_params
    part = str(asked["part"])
    return Place(VisitKey(str(asked["pseudonym"]), str(asked["key"])), "" if part == WHOLE else part)


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


def answering(answer: Callable[[Place, bytes], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return what takes a request for a session with a body; what cannot be done is told to the script that asks.

    Parameters
    ----------
    answer : callable
        Given the session and the body, gives the answer; it may take its time.
    """

    async def take(request: Request) -> Response:
        try:
            return await run_in_threadpool(answer, place_of(request), await request.body())
        except FormcheckError as error:
            return refused(error, 422)

    return take
