"""The review room: a session against its picture."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic

WHOLE = "whole"
"""Stands in an address for the part of a visit that has none."""


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of a session.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    def page(request: Request) -> Response:
        return clinic.page("room.html.jinja", **request.path_params)

    return [Route("/person/{pseudonym}/visit/{key}/{part}", page)]
