"""What stands in a session: machine and clinician side by side, as the review room shows it and its scripts ask for it.

Everything that people read is a text here already, in their language: scripts put it where it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.said import moment_of, said_words
from formcheck.errors import FormcheckError, RecordError
from formcheck.events import Repetition, Verdict
from formcheck.exercise.definition import Prescription
from formcheck.outputs.verdicts import MARKS, svg_points
from formcheck.samples import Instrument
from formcheck.session.corrections import (
    Added,
    DatedCorrection,
    Overruled,
    Rescored,
    SideBySide,
    Struck,
    standing,
    taken_back,
)
from formcheck.session.corrections import side_by_side as paired
from formcheck.session.means import BY_CAMERA, MeasuredBy, measured_by
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import Seen, see_session
from formcheck.words.catalogue import Words
from formcheck.words.figures import degrees, number, quantity
from formcheck.words.names import verdict_word
from formcheck.words.phrases import repetition_sentence

WHOLE: Final = "whole"
"""Stands in an address for the part of a visit that has none."""

PLACE: Final = "/person/{pseudonym}/visit/{key}/{part}"
"""The address of a session; everything about it lies below."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which session an address is of.

    Parameters
    ----------
    of : VisitKey
        The visit.
    part : str
        The part; empty where the visit has no parts.
    """

    of: VisitKey
    part: str


def place_of(request: Request) -> Place:
    """Return which session a request is about.

    Parameters
    ----------
    request : Request
        Of an address that begins with `PLACE`.
    """
    asked = request.path_params
    part = str(asked["part"])
    return Place(VisitKey(str(asked["pseudonym"]), str(asked["key"])), "" if part == WHOLE else part)


@dataclass(frozen=True, slots=True)
class Result:
    """What is read of a ``session.json``, of whatever version; as of `formcheck.session.model.Session`."""

    exercise: str = ""
    title: str = ""
    repetitions: tuple[Repetition, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    prescription: Prescription | None = None

    @property
    def by(self) -> MeasuredBy:
        """What measured it."""
        return measured_by(self.instruments, self.prescription) if self.prescription else BY_CAMERA


_RESULT: Final = TypeAdapter(Result)


def read_result(content: bytes, where: str) -> Result:
    """Read a ``session.json`` as far as the review room needs it.

    Parameters
    ----------
    content : bytes
        The document.
    where : str
        What to call it in an error.

    Raises
    ------
    RecordError
        It is damaged, or of a version that is not read.
    """
    try:
        return _RESULT.validate_json(content)
    except ValidationError as error:
        raise RecordError("is damaged, or was made by another version.", where=where) from error


@dataclass(frozen=True, slots=True)
class Machine:
    """A repetition as the machine judged it, in words.

    Parameters
    ----------
    number : int
        Its number.
    verdict, word : str
        The verdict, for scripts and in words.
    shape : str
        The corners of its shape, as an SVG ``points`` attribute in a square of 18.
    is_hollow : bool
        Whether only the outline of the shape is drawn.
    certainty : str
        How likely the verdict is right, such as ``0.71``; empty where that is not told.
    knee, ankle, tempo : str
        At the end position, and how long it took; a dash where it was not measured.
    why : str
        The sentence on it.
    """

    number: int
    verdict: str
    word: str
    shape: str
    is_hollow: bool
    certainty: str
    knee: str
    ankle: str
    tempo: str
    why: str


@dataclass(frozen=True, slots=True)
class Again:
    """What the machine says with body points moved; an empty verdict where it finds no repetition any more."""

    verdict: str
    word: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mine:
    """What a clinician says of a movement.

    Parameters
    ----------
    verdict, word : str
        The verdict, for scripts and in words; the first is empty where it is no repetition.
    by, at : str
        Who said it, and when.
    blame, reason : str
        From what the difference comes, in words; and what was written of it.
    shape : str
        As of `Machine`; empty where there is no verdict.
    is_hollow : bool
        As of `Machine`.
    """

    verdict: str
    word: str
    by: str
    at: str
    blame: str
    reason: str
    shape: str = ""
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A movement in the list.

    Parameters
    ----------
    start_s, end_s : float
        From when to when, in seconds of the source's clock.
    machine : Machine or None
        What the machine found; None where nothing.
    again : Again or None
        The same with body points moved; None where none was.
    mine : Mine or None
        What a clinician says; None where nothing.
    is_struck : bool
        Whether the clinician says that it is no repetition.
    correction : int or None
        Number of the correction that says so; None where nobody did.
    peak_s : float or None
        When it was furthest, as the machine found it.
    """

    start_s: float
    end_s: float
    machine: Machine | None
    again: Again | None
    mine: Mine | None
    is_struck: bool
    correction: int | None
    peak_s: float | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of what was said of the session.

    Parameters
    ----------
    number : int
        Of the correction.
    kind : str
        Which kind of correction.
    at, by, text : str
        When, by whom and what, in words.
    is_undone : bool
        Whether it does not hold any more.
    t_s : float or None
        The moment of the recording that it is about; None where it is about all of it.
    """

    number: int
    kind: str
    at: str
    by: str
    text: str
    is_undone: bool
    t_s: float | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many repetitions there are, of how many that were seen, and the same in words."""

    good: int
    judged: int
    unseen: int
    text: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """A further result of the session.

    Parameters
    ----------
    name : str
        Of its folder.
    at, by, text : str
        When it was kept, by whom and why.
    title : str
        The exercise it judges by.
    counts : Tally
        What it found.
    """

    name: str
    at: str
    by: str
    text: str
    title: str
    counts: Tally


@dataclass(frozen=True, slots=True)
class State:
    """Everything that stands in a session, in words.

    Parameters
    ----------
    latest : int
        Number of the latest correction of the visit; 0 where there is none.
    rows : tuple of Row
        All movements, in order of time.
    log : tuple of Entry
        All that was said, the latest first.
    opinions : tuple of Opinion
        Further results.
    counts : mapping of str to Tally
        ``machine`` and ``mine``: the second is what holds with everything that was said.
    """

    latest: int
    rows: tuple[Row, ...]
    log: tuple[Entry, ...]
    opinions: tuple[Opinion, ...] = ()
    counts: Mapping[str, Tally] = field(default_factory=dict)


def state_of(seen: Seen, part: str, words: Words) -> State:
    """Return everything that stands in a session, in words.

    Parameters
    ----------
    seen : Seen
        The session, and what was said of its visit.
    part : str
        The part of the visit; empty where the visit has no parts.
    words : Words
        The language.

    Raises
    ------
    RecordError
        The result is damaged.
    """
    result = read_result(seen.result, part or "session.json")
    own = [one for one in seen.corrections if one.part == part]
    held = standing(own)
    sides = paired(result.repetitions, held)
    by_machine = [one.verdict for one in result.repetitions]
    by_all = [one.verdict for one in sides if one.verdict is not None]
    return State(
        latest=seen.latest,
        rows=tuple(_row(words, one, result.by) for one in sides),
        log=tuple(_log(words, own)),
        opinions=tuple(_opinions(words, seen, held)),
        counts={"machine": tally_of(words, by_machine), "mine": tally_of(words, by_all)},
    )


def _row(words: Words, one: SideBySide[Repetition], by: MeasuredBy) -> Row:
    machine = None if one.machine is None else machine_words(words, one.machine, by)
    return Row(
        start_s=one.start_s,
        end_s=one.end_s,
        machine=machine,
        again=None if one.moved is None else _again(words, one.anew, by),
        mine=None if one.by is None else _mine(words, one.by, one.mine),
        is_struck=one.is_struck,
        correction=None if one.by is None else one.by.number,
        peak_s=None if one.machine is None else one.machine.peak_s,
    )


def machine_words(words: Words, one: Repetition, by: MeasuredBy = BY_CAMERA) -> Machine:
    """Return a repetition in words.

    Parameters
    ----------
    words : Words
        The language.
    one : Repetition
        As the machine judged it.
    by : MeasuredBy
        What measured it.
    """
    mark = MARKS[one.verdict]
    return Machine(
        number=one.index,
        verdict=one.verdict.value,
        word=verdict_word(words, one.verdict),
        shape=svg_points(mark),
        is_hollow=mark.hollow,
        certainty="" if one.certainty is None else number(one.certainty, 2, words.point),
        knee=degrees(one.knee_at_peak_deg),
        ankle=degrees(one.ankle_at_peak_deg),
        tempo=quantity(one.end_s - one.start_s, "s", words.point),
        why=repetition_sentence(words, one, by),
    )


def _again(words: Words, anew: Repetition | None, by: MeasuredBy) -> Again:
    if anew is None:
        return Again("", words("said-none"))
    return Again(anew.verdict.value, verdict_word(words, anew.verdict), repetition_sentence(words, anew, by))


def _mine(words: Words, one: DatedCorrection, verdict: Verdict | None) -> Mine:
    assert isinstance(one.what, Overruled | Added | Struck)
    mark = None if verdict is None else MARKS[verdict]
    return Mine(
        verdict="" if verdict is None else verdict.value,
        word=words("said-none") if verdict is None else verdict_word(words, verdict),
        by=one.author,
        at=words.moment(one.at.astimezone()),
        blame=words(f"blame-{one.what.blame}"),
        reason=one.what.reason,
        shape="" if mark is None else svg_points(mark),
        is_hollow=mark is not None and mark.hollow,
    )


def _log(words: Words, own: Sequence[DatedCorrection]) -> list[Entry]:
    gone = taken_back(own)
    return [
        Entry(
            number=one.number,
            kind=one.what.correction,
            at=words.moment(one.at.astimezone()),
            by=one.author,
            text=said_words(words, one.what),
            is_undone=one.number in gone,
            t_s=moment_of(one.what),
        )
        for one in reversed(own)
    ]


def tally_of(words: Words, verdicts: Sequence[Verdict]) -> Tally:
    """Return how many are good of those that were seen; those that were not are left out and told beside.

    Parameters
    ----------
    words : Words
        The language.
    verdicts : sequence of Verdict
        Of all repetitions.
    """
    unseen = sum(one is Verdict.NOT_MEASURABLE for one in verdicts)
    good, judged = sum(one is Verdict.GOOD for one in verdicts), len(verdicts) - unseen
    key = "tally-unseen" if unseen else "tally"
    return Tally(good, judged, unseen, words(key, good=good, judged=judged, **({"unseen": unseen} if unseen else {})))


def _opinions(words: Words, seen: Seen, held: Sequence[DatedCorrection]) -> list[Opinion]:
    kept = {one.what.opinion: one for one in held if isinstance(one.what, Rescored)}
    told = []
    for name, content in seen.opinions.items():
        result = read_result(content, name)
        one = kept.get(name)
        told.append(
            Opinion(
                name=name,
                at="" if one is None else words.moment(one.at.astimezone()),
                by="" if one is None else one.author,
                text=one.what.reason if one is not None and isinstance(one.what, Rescored) else "",
                title=result.title,
                counts=tally_of(words, [rep.verdict for rep in result.repetitions]),
            )
        )
    return told


def state_answer(clinic: Clinic, place: Place) -> dict[str, object]:
    """Return everything that stands in a session, as JSON has it.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    place : Place
        Which session.

    Raises
    ------
    FormcheckError
        There is no such session, or it is damaged.
    """
    return asdict(state_of(see_session(clinic.database, place.of, place.part), place.part, clinic.words))


def refused(error: FormcheckError, status: int) -> JSONResponse:
    """Return the answer that says to a script why something was not done.

    Parameters
    ----------
    error : FormcheckError
        What is the matter.
    status : int
        The status of the answer.
    """
    return JSONResponse({"told": str(error)}, status)


def routes(clinic: Clinic) -> list[Route]:
    """Return the address of what stands in a session.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    def state(request: Request) -> Response:
        try:
            return JSONResponse(state_answer(clinic, place_of(request)))
        except FormcheckError as error:
            return refused(error, 404)

    return [Route(f"{PLACE}/state", state)]
