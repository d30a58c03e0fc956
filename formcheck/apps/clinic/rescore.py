"""What other limits would have said of a session, and of the last visits: beside what was found, never over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Annotated, ClassVar, Final

from annotated_types import Ge, MaxLen
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.correcting import Token, changed_answer, kept_answer
from formcheck.apps.clinic.people import address_of as address_of_person
from formcheck.apps.clinic.places import PLACE, Place, address_of, answering, place_of, read_sent, refused
from formcheck.apps.clinic.records import Records
from formcheck.apps.clinic.rows import Machine, machine_words, read_result
from formcheck.apps.clinic.runs import Run, Runs, Watch
from formcheck.apps.clinic.state import tally_of
from formcheck.apps.clinic.trying import ToldFault, fields_of, tell_faults
from formcheck.errors import ExerciseError, Fault, FormcheckError, InputError
from formcheck.events import Verdict
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_library
from formcheck.session.corrections import LONGEST_TEXT, Rescored
from formcheck.session.model import Session
from formcheck.session.rescoring import Pair, Trial, limits_of, pair_results, rescore, try_limits
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import KnownSession, keep_opinion, known_sessions, read_part, see_session
from formcheck.store.corrections import ChangedMeanwhileError, Said
from formcheck.store.names import SESSION_DOCUMENT
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.figures import clock
from formcheck.words.names import verdict_word

MOST_VISITS: Final = 50

_SESSION: Final = TypeAdapter(Session)


@dataclass(frozen=True, slots=True)
class KeptTrial:
    """A result that is to be kept, as a page sends it.

    Parameters
    ----------
    token, seen
        As of `formcheck.apps.clinic.correcting.Sent`.
    run : str
        The run that gave it.
    reason : str
        Why; may be empty.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    token: Token
    seen: Annotated[int, Ge(0)]
    run: Annotated[str, MaxLen(36)]
    reason: Annotated[str, MaxLen(LONGEST_TEXT)] = ""


_TRIAL: Final = TypeAdapter(Trial)
_KEPT: Final = TypeAdapter(KeptTrial)


@dataclass(frozen=True, slots=True)
class PairRow:
    """A movement by the limits now and by those that are tried, in words.

    Parameters
    ----------
    at : str
        When it begins.
    href : str
        Where it is shown in the player.
    now, tried : Machine or None
        What is found of it.
    is_changed : bool
        Whether the two differ.
    """

    at: str
    href: str
    now: Machine | None
    tried: Machine | None
    is_changed: bool


class _Rescorer:
    """Answers what the page of other limits asks for."""

    def __init__(self, clinic: Clinic, records: Records) -> None:
        self._clinic, self._records, self._runs = clinic, records, Runs[Session]()

    def page(self, request: Request) -> Response:
        """Return the page: the numbers now, and fields for those to try."""
        place, words = place_of(request), self._clinic.words
        now = self._prescription(place)
        chosen = str(request.query_params.get("exercise", ""))
        prescription = try_limits(now, Trial(exercise=chosen))
        asked = request.query_params
        return self._clinic.page(
            "rescore.html.jinja",
            200,
            typed={key: asked[key][:40] for key in limits_of(prescription) if key in asked},
            prescribe=f"{address_of_person(place.of.person)}/prescribe?from=last&exercise={prescription.exercise.id}",
            place=place,
            room=address_of(place),
            title=exercise_words(words, prescription.exercise).title,
            chosen=prescription.exercise.id,
            own=now.exercise.id,
            exercises=[(one.id, exercise_words(words, one).title) for one in load_library()],
            side=now.side or "",
            groups=fields_of(words, prescription.exercise.driver, limits_of(prescription)),
            latest=see_session(self._clinic.database, place.of, place.part).latest,
            script_words=words.starting_with("rescore-js-"),
        )

    def start(self, place: Place, body: bytes, _: str) -> Response:
        """Begin to judge a session by other limits; all that contradicts is told at once, each by its field."""
        trial, now = read_sent(_TRIAL, body), self._prescription(place)
        try:
            tried = try_limits(now, trial)
        except ExerciseError as error:
            fields_now = _fields_now(now, trial.exercise)
            faults = [asdict(one) for one in _told(self._clinic.words, fields_now, error.faults)]
            return JSONResponse({"told": self._clinic.words("rescore-faults"), "faults": faults}, 422)

        def work(run: Run[Session]) -> Session:
            record = self._records.read(place)
            run.of = len(record.inputs)
            return rescore(record, tried, (Watch(run),))

        return JSONResponse({"run": self._runs.start(work)}, 202)

    def _prescription(self, place: Place) -> Prescription:
        """Return what a session was judged by."""
        content = read_part(self._clinic.database, place.of, place.part, SESSION_DOCUMENT)
        known = read_result(content, place.part or SESSION_DOCUMENT).prescription
        return self._records.read(place).header.prescription if known is None else known

    def progress(self, request: Request) -> Response:
        """Return how far a run is; when it is over, what is different."""
        place, run = place_of(request), self._runs.get(str(request.path_params["run"]))
        if run is None:
            return refused(InputError("is not there any more.", where="trial", next_step="Try it again."), 404)
        if run.error is not None:
            return refused(run.error, 422)
        if run.result is None:
            return JSONResponse({"done": run.done, "of": run.of}, 202)
        try:
            return JSONResponse(self._told(place, run.result))
        except FormcheckError as error:
            return refused(error, 404)

    def _told(self, place: Place, tried: Session) -> dict[str, object]:
        seen = see_session(self._clinic.database, place.of, place.part)
        now = read_result(seen.result, place.part or SESSION_DOCUMENT)
        pairs = pair_results(now.repetitions, tried.repetitions)
        words = self._clinic.words
        rows = [self._row(place, one) for one in pairs]
        verdicts = ([one.verdict for one in now.repetitions], [one.verdict for one in tried.repetitions])
        page = self._clinic.page(
            "rescored.html.jinja",
            200,
            rows=rows,
            changed=sum(one.is_changed for one in rows),
            counts=count_rows(words, *verdicts),
            tallies=[tally_of(words, one) for one in verdicts],
        )
        return {
            "html": bytes(page.body).decode(),
            "changed": sum(one.is_changed for one in rows),
            "now": Counter(verdicts[0]),
            "tried": Counter(verdicts[1]),
        }

    def _row(self, place: Place, pair: Pair) -> PairRow:
        words = self._clinic.words
        return PairRow(
            at=clock(pair.start_s, words.point),
            href=f"{address_of(place)}#t={pair.start_s:.3f}",
            now=None if pair.now is None else machine_words(words, pair.now),
            tried=None if pair.tried is None else machine_words(words, pair.tried),
            is_changed=pair.is_changed,
        )

    def leave(self, request: Request) -> Response:
        """Let nobody wait for a run any more."""
        self._runs.leave(str(request.path_params["run"]))
        return Response(status_code=204)

    def keep(self, place: Place, body: bytes, author: str) -> Response:
        """Keep a result as a further opinion; nothing is replaced."""
        sent = read_sent(_KEPT, body)
        run = self._runs.get(sent.run)
        if run is None or run.result is None:
            raise InputError("is not there any more.", where="trial", next_step="Try it again, then keep it.")
        # The folder is named where it is kept: nobody else can have taken it by then.
        said = Said(place.part, Rescored("opinion-1", sent.reason), sent.token, author, sent.seen)
        result = _SESSION.dump_json(run.result, indent=2) + b"\n"
        try:
            kept = keep_opinion(self._clinic.database, place.of, said, self._clinic.clock(), result)
        except ChangedMeanwhileError as error:
            return changed_answer(self._clinic, place, error)
        assert isinstance(kept.what, Rescored)
        return kept_answer(self._clinic, replace(place, opinion=kept.what.opinion), kept)

    def visits(self, request: Request) -> Response:
        """Return the sessions of the last visits that the same limits could be tried on."""
        place = place_of(request)
        try:
            found = known_sessions(self._clinic.database, place.of.person)
            asked = min(int(request.query_params.get("count", "10")), MOST_VISITS)
        except FormcheckError as error:
            return refused(error, 404)
        except ValueError:
            asked = 10
        own = next((one for one in found if (one.key, one.part) == (place.of.key, place.part)), None)
        some = _last_visits([one for one in found if own is None or one.exercise == own.exercise], asked)
        listed = [
            {"href": address_of(_place(place, one)), "label": session_label(self._clinic.words, one)} for one in some
        ]
        return JSONResponse({"sessions": listed})


def _told(words: Words, now: Prescription, faults: Sequence[Fault]) -> list[ToldFault]:
    return tell_faults(words, now.exercise.driver, limits_of(now), faults)


def _fields_now(now: Prescription, exercise: str) -> Prescription:
    """Return what stands in the fields of the page before anything is tried."""
    try:
        return try_limits(now, Trial(exercise=exercise))
    except ExerciseError:
        return now


def _place(place: Place, one: KnownSession) -> Place:
    return Place(VisitKey(place.of.person, one.key), one.part)


def _last_visits(found: Sequence[KnownSession], count: int) -> list[KnownSession]:
    """Return the sessions of the latest visits, practice left out."""
    keys = list(dict.fromkeys(one.key for one in found))[:count]
    return [one for one in found if one.key in keys and one.set_number != 0]


def session_label(words: Words, one: KnownSession) -> str:
    """Return a session as it stands in a list.

    Parameters
    ----------
    words : Words
        The language.
    one : KnownSession
        The session.
    """
    at = words("rescore-no-day") if one.at is None else words.moment(one.at.astimezone())
    return at if not one.set_number else words("rescore-set", at=at, number=one.set_number)


def count_rows(words: Words, now: Sequence[Verdict], tried: Sequence[Verdict]) -> list[tuple[str, str, int, int]]:
    """Return how many there are of each verdict now and by what is tried, as rows of a table; those not seen last.

    Parameters
    ----------
    words : Words
        The language.
    now, tried : sequence of Verdict
        Of all repetitions.
    """
    before, after = Counter(now), Counter(tried)
    return [(one.value, verdict_word(words, one), before[one], after[one]) for one in reversed(Verdict)]


def routes(clinic: Clinic, records: Records) -> list[Route]:
    """Return the addresses of other limits.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    records : Records
        The records of sessions.
    """
    rescorer = _Rescorer(clinic, records)
    return [
        Route(f"{PLACE}/rescore", rescorer.page, methods=["GET"]),
        Route(f"{PLACE}/rescore", answering(rescorer.start, clinic.author_of), methods=["POST"]),
        Route(f"{PLACE}/rescore/visits", rescorer.visits),
        Route(f"{PLACE}/rescore/run/{{run}}", rescorer.progress, methods=["GET"]),
        Route(f"{PLACE}/rescore/run/{{run}}", rescorer.leave, methods=["DELETE"]),
        Route(f"{PLACE}/opinions", answering(rescorer.keep, clinic.author_of), methods=["POST"]),
    ]
