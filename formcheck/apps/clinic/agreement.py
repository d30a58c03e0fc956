"""The machine against the clinicians of this place: a page, the sessions behind each number, and a set to hand out."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from formcheck.apps.clinic.agreement_words import behind_words, overview_words, verdict_asked
from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.places import AGREEMENT
from formcheck.apps.store.corrected import Handed, write_zip
from formcheck.errors import InputError
from formcheck.store.agreement import read_agreement, sessions_behind
from formcheck.validation.clinicians import (
    LEAST_PEOPLE,
    LEAST_REPETITIONS,
    against_clinicians,
)

MOST_BEHIND: Final = 50
MOST_HANDED_OUT: Final = 200
"""Sessions that the page hands out at once: they are packed in memory. A command takes any number."""


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of the page.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    def page(request: Request) -> Response:
        return _page(clinic, request)

    async def hand_out(request: Request) -> Response:  # noqa: ARG001 - nothing can be chosen
        try:
            return await run_in_threadpool(_hand_out, clinic)
        except InputError as error:
            return clinic.refusal(error, 422)

    return [Route(AGREEMENT, page), Route(f"{AGREEMENT}/export", hand_out, methods=["POST"])]


def _page(clinic: Clinic, request: Request) -> Response:
    asked = request.query_params
    cell = None
    with clinic.database.reading() as connection:
        judged = read_agreement(connection)
        if "machine" in asked and "mine" in asked:
            cell = (verdict_asked(asked["machine"]), verdict_asked(asked["mine"]))
            behind = sessions_behind(connection, *cell, MOST_BEHIND)
    found = against_clinicians(judged)
    return clinic.page(
        "agreement.html.jinja",
        200,
        is_empty=not judged.sessions,
        told=overview_words(clinic.words, found),
        behind=None
        if cell is None
        else behind_words(clinic.words, cell, found.confusion.get(cell, 0), behind, MOST_BEHIND),
        least={"people": LEAST_PEOPLE, "repetitions": LEAST_REPETITIONS},
        sessions=judged.whole_sessions,
        most=MOST_HANDED_OUT,
    )


def _hand_out(clinic: Clinic) -> Response:
    packed = BytesIO()
    with clinic.database.reading() as connection:
        sessions = read_agreement(connection).whole_sessions
    if sessions > MOST_HANDED_OUT:
        raise InputError(clinic.words("agreement-export-many", count=sessions, most=MOST_HANDED_OUT))
    handed: Handed = write_zip(clinic.database, packed)
    if not handed.sessions:
        raise InputError(clinic.words("agreement-export-nothing"))
    return Response(
        packed.getvalue(),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{file_name(clinic.clock())}"'},
    )


def file_name(now: datetime) -> str:
    """Return what the file is called that a browser keeps: the day is that of the download, and of nobody's session.

    Parameters
    ----------
    now : datetime
        The time of day.
    """
    return f"formcheck-corrections-{now:%Y-%m-%d}.zip"
