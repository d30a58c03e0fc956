"""The clinic's application: its pages put together, each module with its own addresses."""

from __future__ import annotations

import mimetypes

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from formcheck.apps.clinic import agreement, compare, correcting, people, person, rescore, room, samples, state
from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.records import Records
from formcheck.errors import FormcheckError


def make_app(clinic: Clinic) -> Starlette:
    """Return the clinic's application.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """
    mimetypes.add_type("text/javascript", ".js")  # Windows may have another, with which browsers run no module
    mimetypes.add_type("text/css", ".css")

    def refuse(_: Request, error: Exception) -> Response:
        assert isinstance(error, FormcheckError)
        return clinic.refusal(error)

    records = Records(clinic.database)
    return Starlette(
        routes=[
            *people.routes(clinic),
            *samples.routes(clinic),
            *person.routes(clinic),
            *room.routes(clinic),
            *state.routes(clinic),
            *correcting.routes(clinic, records),
            *rescore.routes(clinic, records),
            *compare.routes(clinic),
            *agreement.routes(clinic),
            Mount("/static", StaticFiles(packages=[("formcheck.apps.clinic", "static")])),
        ],
        exception_handlers={FormcheckError: refuse},
    )
