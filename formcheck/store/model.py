"""What the store takes in and gives out. Rows of its tables never leave it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter, ValidationError

from formcheck.errors import RecordError
from formcheck.exercise.definition import Dose
from formcheck.session.adherence import Dosing


@dataclass(frozen=True, slots=True)
class VisitDocuments:
    """All documents of one sitting, whole: the log, and of each session its result and its record.

    Parameters
    ----------
    documents : mapping of str to bytes
        Each by its name: ``visit.jsonl``, ``corrections.jsonl``, ``record.jsonl``, ``session.json`` or ``film.json``,
        the last three with the name of the part and ``/`` before it where the sitting has parts. Results of a part that
        was judged anew stand in a folder ``opinion-1`` of that part, or the next free number.
    """

    documents: Mapping[str, bytes]


class Taken(StrEnum):
    """What became of documents that were brought in."""

    NEW = "new"  # nothing of this sitting was there
    GROWN = "grown"  # something of it was, and more is now; what was there is kept
    KNOWN = "known"  # all of it was there, and nothing was done


@dataclass(frozen=True, slots=True)
class Film:
    """Where the film of a session is.

    Parameters
    ----------
    path : str
        Where it was when that was last said.
    sha256 : str
        Hash of the file, as hexadecimal digits; empty where it is not known.
    """

    path: str
    sha256: str = ""


_FILM: Final = TypeAdapter(Film)


def film_document(film: Film) -> bytes:
    """Return the document that says where a film is.

    Parameters
    ----------
    film : Film
        The film.
    """
    return json.dumps({"path": film.path, "sha256": film.sha256}, ensure_ascii=False).encode()


def film_of(content: bytes, where: str) -> Film:
    """Return where a film is, as its document says.

    Parameters
    ----------
    content : bytes
        As `film_document` gives it.
    where : str
        What to call it in an error.

    Raises
    ------
    RecordError
        It does not say so.
    """
    try:
        return _FILM.validate_json(content)
    except ValidationError as error:
        raise RecordError("does not say where the film is.", where=where) from error


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who practises.

    Parameters
    ----------
    pseudonym : str
        What the person is known by here; unique.
    name : str
        The name, which is kept apart; empty where nobody gave one.
    made_at : datetime
        Since when the person is known here, in UTC.
    """

    pseudonym: str
    name: str
    made_at: datetime


class Need(StrEnum):
    """Why a person needs somebody to look, the most urgent last."""

    NOTHING = "nothing"
    UNSEEN = "unseen"  # of the last visits, less than half could be seen
    ABSENT = "absent"  # does not practise any more
    LASTING = "lasting"  # symptoms lasted long after the last visits
    STOPPED = "stopped"  # the last visit was stopped, or not begun for a warning sign


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of a number over the repetitions of a visit that were judged.

    Parameters
    ----------
    value : float
        In degrees or seconds.
    error : float or None
        The usual standard error of one repetition's number; what is misread of a person is misread in all of them.
    """

    value: float
    error: float | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What repetitions come to.

    Parameters
    ----------
    attempts, good, unseen : int
        How many there were, how many of them were good, and how many could not be seen: those count against nobody.
    knee, ankle, cycle : Middle or None
        Angles at the end position in degrees, and the duration of a repetition in seconds; None where none was judged
        and measured.
    """

    attempts: int
    good: int
    unseen: int
    knee: Middle | None = None
    ankle: Middle | None = None
    cycle: Middle | None = None

    @property
    def judged(self) -> int:
        """How many were judged: of so many some were good."""
        return self.attempts - self.unseen


@dataclass(frozen=True, slots=True)
class SessionSums:
    """What the index holds of one session.

    Parameters
    ----------
    key : str
        Its id, a UUID.
    part : str
        Name of its part of the visit; empty where the visit has no parts.
    set_number : int or None
        The set, from 1; 0 for practice; None where the visit has no parts.
    recorded_at : datetime or None
        When the source's clock read zero; None where not known.
    exercise, side, facing : str
        Id of the exercise, and the sides as words; empty where not known.
    instrument : str
        What measured it: the pose model, or ``sensors``; ranges that different ones read are not compared.
    view_angle_deg : float or None
        Angle between the camera and an exact side view.
    totals : Totals
        The counts of the machine, and the medians.
    """

    key: str
    part: str
    set_number: int | None
    recorded_at: datetime | None
    exercise: str
    side: str
    facing: str
    instrument: str
    view_angle_deg: float | None
    totals: Totals


class VisitState(StrEnum):
    """How a visit ended."""

    RECORDED = "recorded"  # a recording that was reviewed
    OPEN = "open"  # broken off, or still under way
    REFUSED = "refused"
    STOPPED = "stopped"
    ENDED = "ended"  # the exercise was over, the questions after it not answered
    FINISHED = "finished"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of symptoms.

    Parameters
    ----------
    kind : str
        ``pain_before``, ``pain_during``, ``pain_after``, ``numb``, ``lasting`` or ``red_flag``.
    value : str
        A number, a word of `formcheck.session.coaching.safety`, ``yes`` or ``no``.
    at : datetime
        When, with its zone.
    """

    kind: str
    value: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in the list of all.

    Parameters
    ----------
    pseudonym, name : str
        As of `Person`.
    need : Need
        Why somebody should look; nothing where somebody has.
    is_paused : bool
        Whether nobody expects the person to practise for now.
    is_sample : bool
        Whether the person was made up, to try the pages with.
    latest : str
        Key of the last visit; empty where there was none.
    last_visit_at : datetime or None
        When the last visit began, in UTC; None where there was none, or no one knows when.
    last_day : date or None
        The day of it, where the person was.
    days : mapping of date to int
        The latest days with a visit, and how many there were.
    dosings : tuple of Dosing
        How often to practise, in the order in which it was prescribed.
    totals : Totals
        The counts of the last visit, with what clinicians said.
    pain : int or None
        Pain after the last visit, 0 to 10; None where it was not asked.
    """

    pseudonym: str
    name: str
    need: Need
    is_paused: bool
    is_sample: bool
    latest: str
    last_visit_at: datetime | None
    last_day: date | None
    days: Mapping[date, int]
    dosings: tuple[Dosing, ...]
    totals: Totals
    pain: int | None


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A page of the list.

    Parameters
    ----------
    people : tuple of Listed
        Those who need somebody first, the most urgent at the top, then all others, then samples; each by the last
        visit.
    count, needing : int
        How many are wanted, on this page and others, and how many of them need somebody.
    paused : int
        How many pause; of those who are searched for.
    everybody : int
        How many people there are at all.
    samples : int
        How many were made up, at all: they are counted nowhere else.
    seen : str
        Who was asked for, if the last visit of that person was seen; else empty.
    after : str
        Where the next page begins; empty where there is none.
    """

    people: tuple[Listed, ...]
    count: int
    needing: int
    paused: int
    everybody: int
    samples: int
    seen: str
    after: str


@dataclass(frozen=True, slots=True)
class Given:
    """A prescription as the pages tell of it.

    Parameters
    ----------
    from_day, given_at, author
        As of `formcheck.store.people.Prescribing`.
    exercise, title : str
        Id and title of the exercise.
    side : str
        The leg; empty where it is left open.
    dose : Dose
        How much.
    note : str
        A word from the clinician.
    """

    from_day: date
    given_at: datetime
    author: str
    exercise: str
    title: str
    side: str
    dose: Dose
    note: str


@dataclass(frozen=True, slots=True)
class SeenMark:
    """That a clinician has seen why somebody should look.

    Parameters
    ----------
    at : datetime
        When, in UTC.
    author : str
        Who.
    need : Need
        Why somebody should have looked.
    """

    at: datetime
    author: str
    need: Need


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit in the list of a person's.

    Parameters
    ----------
    key : str
        What it is known by.
    began_at : datetime or None
        When it began, in UTC; None where that is not known.
    day : date or None
        The day, where the person was.
    state : VisitState
        How it ended.
    exercise, side, instrument : str
        As of `SessionSums`, of its first session.
    totals, own : Totals
        The counts and medians of the machine, and the counts with what clinicians said.
    pain_before, pain_during, pain_after : int or None
        0 to 10, the most that was said while practising; None where it was not asked.
    lasting : str
        How long symptoms had lasted after the visit before; empty where it was not asked.
    halt : str
        Why it was stopped or not begun; empty where it was not.
    parts : tuple of str
        Names of its sessions, in order; an empty one where the visit has no parts.
    is_corrected : bool
        Whether a clinician said anything of it.
    seen : SeenMark or None
        That a clinician has seen it; None where nobody said so, or it was taken back.
    """

    key: str
    began_at: datetime | None
    day: date | None
    state: VisitState
    exercise: str
    side: str
    instrument: str
    totals: Totals
    own: Totals
    pain_before: int | None
    pain_during: int | None
    pain_after: int | None
    lasting: str
    halt: str
    parts: tuple[str, ...]
    is_corrected: bool
    seen: SeenMark | None = None

    @property
    def is_done(self) -> bool:
        """Whether the person practised."""
        return self.totals.attempts > 0 or self.state is VisitState.FINISHED


@dataclass(frozen=True, slots=True)
class PersonHistory:
    """A person with everything that pages tell.

    Parameters
    ----------
    person : Person
        Who it is.
    need : Need
        Why somebody should look, also where somebody has.
    is_paused, is_sample : bool
        As of `Listed`.
    given : tuple of Given
        All prescriptions, in the order in which they were given.
    visits : tuple of VisitRow
        All visits, in order of time; those of which no one knows when come first or last.
    """

    person: Person
    need: Need
    is_paused: bool
    is_sample: bool
    given: tuple[Given, ...]
    visits: tuple[VisitRow, ...]

    @property
    def latest(self) -> VisitRow | None:
        """The last visit of which the day is known: the one that says why somebody should look."""
        return next((one for one in reversed(self.visits) if one.day is not None), None)

    @property
    def seen(self) -> SeenMark | None:
        """That a clinician has seen it; None where nobody has, or it is more urgent by now."""
        mark = None if self.latest is None else self.latest.seen
        urgency = list(Need)
        return mark if mark is not None and urgency.index(self.need) <= urgency.index(mark.need) else None
