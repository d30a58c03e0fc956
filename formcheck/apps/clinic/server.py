"""The clinic's application: its pages put together, each module with its own addresses."""

from __future__ import annotations

import mimetypes
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from formcheck.apps.clinic import (
    agreement,
    compare,
    correcting,
    exporting,
    log_page,
    people,
    person,
    prescribe,
    prescribed,
    removing,
    rescore,
    room,
    samples,
    state,
)
from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.orders import Orders
from formcheck.apps.clinic.records import Records
from formcheck.errors import FormcheckError


def make_app(clinic: Clinic, more: Sequence[Route] = ()) -> Starlette:
    """Return the clinic's application.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    more : sequence of Route
        Further addresses: those of accounts, in a practice.
    """
    mimetypes.add_type("text/javascript", ".js")  # Windows may have another, with which browsers run no module
    mimetypes.add_type("text/css", ".css")

    def refuse(_: Request, error: Exception) -> Response:
        assert isinstance(error, FormcheckError)
        return clinic.refusal(error)

    records, orders = Records(clinic.database), Orders(clinic)

    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        yield
        orders.close()

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
            *prescribe.routes(clinic),
            *prescribed.routes(clinic),
            *exporting.routes(clinic, orders),
            *removing.routes(clinic, orders),
            *agreement.routes(clinic),
            *log_page.routes(clinic),
            *more,
            Mount(
                "/static", StaticFiles(packages=[("formcheck.apps.clinic", "static"), ("formcheck.apps.web", "static")])
            ),
        ],
        exception_handlers={FormcheckError: refuse},
        lifespan=living,
    )
