"""Corrections sent by the review room: each is kept before it is shown, once, however often it is sent."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from math import isfinite
from typing import Annotated, ClassVar, Final

from annotated_types import Ge, MaxLen, MinLen
from pydantic import TypeAdapter
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.looking import look_at
from formcheck.apps.clinic.places import PLACE, Place, answering, read_sent
from formcheck.apps.clinic.records import Records
from formcheck.apps.clinic.rows import again_words
from formcheck.apps.clinic.state import state_answer
from formcheck.errors import InputError
from formcheck.session.corrections import (
    AngleMeasured,
    Correction,
    DatedCorrection,
    LookedThrough,
    MovedPoint,
    Movement,
    PointsMoved,
    Rescored,
)
from formcheck.session.goniometer import read_goniometer
from formcheck.session.judged import judge_session
from formcheck.store.correcting import keep_correction
from formcheck.store.corrections import ChangedMeanwhileError, Said
from formcheck.words.catalogue import Words
from formcheck.words.figures import clock

_NO_OTHER_KEYS: Final = {"extra": "forbid"}

Token = Annotated[str, MinLen(8), MaxLen(36)]


@dataclass(frozen=True, slots=True)
class Sent:
    """A correction as a page sends it.

    Parameters
    ----------
    token : str
        What tells the request from all others; one that is sent again has the same.
    seen : int
        Number of the latest correction that the page shows; 0 for none.
    what : Correction
        What it says.
    """

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    token: Token
    seen: Annotated[int, Ge(0)]
    what: Correction


@dataclass(frozen=True, slots=True)
class Tried:
    """Body points that are being moved, as a page sends them: judged, and not kept."""

    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    movement: Movement
    points: Annotated[tuple[MovedPoint, ...], MaxLen(1000)]


_SENT: Final = TypeAdapter(Sent)
_TRIED: Final = TypeAdapter(Tried)


def kept_words(words: Words, one: DatedCorrection) -> str:
    """Return that something was kept, when and by whom.

    Parameters
    ----------
    words : Words
        The language.
    one : DatedCorrection
        What was kept.
    """
    return words("correcting-kept", at=f"{one.at.astimezone():%H:%M:%S}", by=one.author)


class Corrector:
    """Keeps what the review room sends.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    records : Records
        The records of sessions.
    """

    def __init__(self, clinic: Clinic, records: Records) -> None:
        self._clinic, self._records = clinic, records

    def keep(self, place: Place, body: bytes, author: str) -> Response:
        """Keep a correction, and answer with its number, when it was kept, and what stands now.

        Parameters
        ----------
        place : Place
            Which session.
        body : bytes
            A `Sent`, as JSON.
        author : str
            Who says it.

        Raises
        ------
        FormcheckError
            It cannot be kept so, or there is no such session.
        """
        sent = read_sent(_SENT, body)
        what = self._completed(place, sent.what)
        said = Said(place.part, what, sent.token, author, sent.seen)
        try:
            kept = keep_correction(self._clinic.database, place.of, said, self._clinic.clock())
        except ChangedMeanwhileError as error:
            return changed_answer(self._clinic, place, error)
        return kept_answer(self._clinic, place, kept)

    def _completed(self, place: Place, what: Correction) -> Correction:
        """Return a correction with what the program itself finds: nothing of that is taken from a page."""
        match what:
            case PointsMoved():
                return replace(what, judged=self._records.judge_anew(place, what.points, what.movement))
            case AngleMeasured():
                deg = read_goniometer(what.dof, what.axis, what.still, what.moving)
                if not isfinite(deg):
                    raise InputError("has an arm without a length.", where="goniometer")
                return replace(what, deg=round(deg, 1))
            case LookedThrough():
                check_looked(self._clinic, place, what)
                return what
            case Rescored():
                raise InputError("is kept with its result only.", where="opinion")
            case _:
                return what

    def try_points(self, place: Place, body: bytes, _: str) -> Response:
        """Answer what would be judged with body points moved; nothing is kept.

        Parameters
        ----------
        place : Place
            Which session.
        body : bytes
            A `Tried`, as JSON.

        Raises
        ------
        FormcheckError
            There is no such session, frame or point.
        """
        tried = read_sent(_TRIED, body)
        anew = self._records.judge_anew(place, tried.points, tried.movement)
        return JSONResponse(asdict(again_words(self._clinic.words, anew)))


def check_looked(clinic: Clinic, place: Place, what: LookedThrough) -> None:
    """Refuse that a session was looked through where more is to be said of it first.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    place : Place
        Which session.
    what : LookedThrough
        What was sent.

    Raises
    ------
    InputError
        It has other repetitions than the page showed, or points were moved without a verdict.
    """
    look = look_at(clinic.database, place.recorded)
    found = look.first.repetitions
    if what.repetitions != len(found):
        raise InputError(clinic.words("correcting-looked-other"))
    left_open = judge_session(found, look.held).left_open
    if left_open:
        at = clock(left_open[0].start_s, clinic.words.point)
        raise InputError(clinic.words("correcting-looked-open", at=at))


def kept_answer(clinic: Clinic, place: Place, kept: DatedCorrection) -> JSONResponse:
    """Return the answer to what was kept: its number, when, and what stands now.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    place : Place
        Which session.
    kept : DatedCorrection
        What was kept.
    """
    told = {"number": kept.number, "at": kept.at.isoformat(), "told": kept_words(clinic.words, kept)}
    return JSONResponse(told | {"state": state_answer(clinic, place)})


def changed_answer(clinic: Clinic, place: Place, error: ChangedMeanwhileError) -> JSONResponse:
    """Return the answer that somebody else was quicker: who, when, and what stands now.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    place : Place
        Which session.
    error : ChangedMeanwhileError
        What was in the way.
    """
    at = f"{error.by.at.astimezone():%H:%M:%S}"
    told = clinic.words("correcting-changed", by=error.by.author, at=at)
    answer = {"told": told, "by": error.by.author, "at": error.by.at.isoformat()}
    return JSONResponse(answer | {"state": state_answer(clinic, place)}, 409)


def routes(clinic: Clinic, records: Records) -> list[Route]:
    """Return the addresses that corrections are sent to.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    records : Records
        The records of sessions.
    """
    corrector = Corrector(clinic, records)
    return [
        Route(f"{PLACE}/corrections", answering(corrector.keep, clinic.author_of), methods=["POST"]),
        Route(f"{PLACE}/points", answering(corrector.try_points, clinic.author_of), methods=["POST"]),
    ]
