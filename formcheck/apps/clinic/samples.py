"""Trying the pages with people who were made up: made in the background, clearly marked, removed by one button."""

from __future__ import annotations

from threading import Lock
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.people import SEE_OTHER
from formcheck.apps.clinic.runs import LeftError, Run, Runs, Watch
from formcheck.apps.clinic.sample_visits import SAMPLES, Sample, inputs_of, person_of, visits_of
from formcheck.errors import InputError
from formcheck.session.model import Session
from formcheck.session.output import Output
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.overview import Wanted, list_people
from formcheck.store.people import samples

_PEOPLE: Final = "/"


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of the samples.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """
    maker = _Maker(clinic)

    async def make(request: Request) -> Response:
        return await run_in_threadpool(maker.start, clinic.author_of(request))

    async def remove(request: Request) -> Response:
        return await run_in_threadpool(maker.remove, clinic.author_of(request))

    return [
        Route("/samples", make, methods=["POST"]),
        Route("/samples/remove", remove, methods=["POST"]),
        Route("/samples/{run}", maker.progress),
    ]


class _Maker:
    """Makes the samples, one run at a time, and removes them."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic, self._runs = clinic, Runs[Session]()
        self._archive = DatabaseArchive(clinic.database)
        self._latest = ""
        # Held to begin, to keep a visit and to remove: nothing is kept of somebody who was just removed.
        self._lock = Lock()

    def start(self, author: str) -> Response:
        """Begin to make them, where nobody is there; whoever asks twice sees the same run."""

        def make(run: Run[Session]) -> Session:
            run.of, watch = inputs_of(SAMPLES), Watch(run)
            return [self._make_one(run, watch, one, author) for one in SAMPLES][-1]

        with self._lock:
            run = self._runs.get(self._latest)
            if run is None or run.result is not None or run.error is not None:
                if not self._is_empty():
                    return RedirectResponse(_PEOPLE, SEE_OTHER)
                self._latest = self._runs.start(make)
            return RedirectResponse(f"/samples/{self._latest}", SEE_OTHER)

    def _is_empty(self) -> bool:
        with self._clinic.database.reading() as connection:
            found = list_people(connection, Wanted(), self._clinic.clock().date())
        return not found.everybody and not found.samples

    def _make_one(self, run: Run[Session], watch: Output, sample: Sample, author: str) -> Session:
        clinic = self._clinic
        now = clinic.clock()
        with self._lock:
            _check(run)
            self._archive.keep_person(sample.pseudonym, person_of(sample, clinic.words, now, author), now)
            self._check_made_up(sample)
        session: Session | None = None
        for made in visits_of(sample, clinic.words, now, (watch,)):
            session = made.session
            with self._lock:
                _check(run)
                self._check_made_up(sample)
                self._archive.keep(sample.pseudonym, made.documents, clinic.clock(), author)
        assert session is not None
        return session

    def _check_made_up(self, sample: Sample) -> None:
        """Raise where a real person bears the pseudonym, or the sample was removed meanwhile."""
        with self._clinic.database.reading() as connection:
            if sample.pseudonym not in samples(connection):
                raise InputError(
                    "is no sample.", where=sample.pseudonym, next_step="Remove the samples, and try again."
                )

    def progress(self, request: Request) -> Response:
        """Return how far it is; when it is over, the list."""
        run = self._runs.get(str(request.path_params["run"]))
        if run is None or run.result is not None:
            return RedirectResponse(_PEOPLE, SEE_OTHER)
        if run.error is not None:
            return self._clinic.refusal(run.error, 422)
        return self._clinic.page("samples.html.jinja", 200, done=run.done, of=run.of or inputs_of(SAMPLES))

    def remove(self, author: str) -> Response:
        """Remove all who were made up, and nobody else; what is still being made is left."""
        with self._lock:
            self._runs.leave(self._latest)
            with self._clinic.database.reading() as connection:
                theirs = samples(connection)
            for pseudonym in theirs:
                self._archive.remove(pseudonym, self._clinic.clock(), author)
        return RedirectResponse(_PEOPLE, SEE_OTHER)


def _check(run: Run[Session]) -> None:
    if run.is_left:
        raise LeftError("was left.")
