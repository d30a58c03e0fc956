"""The list of people: who practised, who stopped, who hurts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of the list.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    def page(_: Request) -> Response:
        return clinic.page("people.html.jinja")

    return [Route("/", page)]
