"""A person: did they practise, how well, is it getting better, does it hurt."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of a person.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    def page(request: Request) -> Response:
        return clinic.page("person.html.jinja", pseudonym=request.path_params["pseudonym"])

    return [Route("/person/{pseudonym}", page)]
