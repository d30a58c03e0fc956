"""What stands in a session: machine and clinician side by side, as the review room shows it and its scripts ask for it.

Everything that people read is a text here already, in their language: scripts put it where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.differing import result_name
from formcheck.apps.clinic.looking import Look, look_at
from formcheck.apps.clinic.places import PLACE, Place, address_of, place_of, refused
from formcheck.apps.clinic.rows import Machine, Result, Row, machine_words, row_of
from formcheck.apps.clinic.said import moment_of, said_words
from formcheck.errors import FormcheckError
from formcheck.events import Verdict
from formcheck.session.corrections import (
    DatedCorrection,
    MovedPoint,
    Movement,
    PointsMoved,
    moves_of,
    side_by_side,
    taken_back,
)
from formcheck.session.judged import judge_session
from formcheck.session.matching import Timed, match
from formcheck.words.catalogue import Words


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
    """A result of the session, the first one or a further one.

    Parameters
    ----------
    name : str
        Of its folder; empty for the first one.
    at, by, text : str
        When it was kept, by whom and why; the last is empty where nobody said it.
    title : str
        The exercise it judges by.
    counts : Tally
        What it found.
    label, href, line : str
        What it is called, where it is shown, and all that is said of it in a list.
    is_here : bool
        Whether it is the one that is looked at.
    is_undone : bool
        Whether whoever kept it has taken that back.
    """

    name: str
    at: str
    by: str
    text: str
    title: str
    counts: Tally
    label: str
    href: str
    line: str
    is_here: bool
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """Body points that stand elsewhere.

    Parameters
    ----------
    points : tuple of MovedPoint
        What was put where.
    told : str
        By whom and when, and which colour is which.
    """

    points: tuple[MovedPoint, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Looked:
    """Whether a clinician has looked through all of the session.

    Parameters
    ----------
    repetitions : int
        How many repetitions the first result has: what somebody vouches for who says so now.
    is_whole : bool
        Whether somebody does.
    told : str
        Who said so and when, or why that does not hold; empty where nobody said it.
    """

    repetitions: int
    is_whole: bool
    told: str


@dataclass(frozen=True, slots=True)
class State:
    """Everything that stands in a session, in words.

    Parameters
    ----------
    latest : int
        Number of the latest correction of the visit; 0 where there is none.
    rows : tuple of Row
        All movements, in order of time, by the result that is looked at.
    log : tuple of Entry
        All that was said, the latest first.
    first : Opinion
        The first result.
    opinions : tuple of Opinion
        Further results.
    moved : tuple of Moved
        Where body points stand elsewhere.
    counts : mapping of str to Tally
        ``machine`` and ``mine``, both of the first result: the second is what holds with everything that was said. And
        ``opinion``, where a further result is looked at.
    looked : Looked or None
        Whether all of it was looked through.
    """

    latest: int
    rows: tuple[Row, ...]
    log: tuple[Entry, ...]
    first: Opinion
    opinions: tuple[Opinion, ...] = ()
    moved: tuple[Moved, ...] = ()
    counts: Mapping[str, Tally] = field(default_factory=dict)
    looked: Looked | None = None


def state_of(look: Look, words: Words) -> State:
    """Return everything that stands in a session, in words.

    Parameters
    ----------
    look : Look
        The session, and which of its results is looked at.
    words : Words
        The language.
    """
    return State(
        latest=look.seen.latest,
        rows=tuple(_rows(words, look)),
        log=tuple(_log(words, look.own)),
        first=_opinion(words, look, ""),
        opinions=tuple(_opinion(words, look, name) for name in look.opinions),
        moved=tuple(_moved(words, look.held)),
        counts=_counts(words, look),
        looked=_looked(words, look),
    )


def _looked(words: Words, look: Look) -> Looked:
    found = look.first.repetitions
    judged = judge_session(found, look.held)
    if judged.looked is None:
        return Looked(len(found), is_whole=False, told="")
    key = "room-looked" if judged.is_whole else "room-looked-open"
    told = words(key, by=judged.looked.author, at=words.moment(judged.looked.at.astimezone()))
    return Looked(len(found), judged.is_whole, told)


def _rows(words: Words, look: Look) -> Iterator[Row]:
    """Yield all movements; beside what a further result has of one stands what the first one had of it."""
    by, sides = look.shown.by, side_by_side(look.shown.repetitions, look.held)
    if not look.place.opinion:
        yield from (row_of(words, one, by) for one in sides)
        return
    by_first = look.first.by
    found = {_stretch(one): machine_words(words, one, by_first) for one in look.first.repetitions}
    before = {here: found[first] for first, here in match([*found], [_stretch(one) for one in sides]).pairs}
    for one in sides:
        row, first = row_of(words, one, by, is_first=False), before.get(_stretch(one))
        yield replace(row, first=first, first_told=_first_told(words, row, first))


def _first_told(words: Words, row: Row, first: Machine | None) -> str:
    """Return what the first result has of a movement; empty where it says the same."""
    if first is None:
        return words("room-first-nothing")
    is_same = row.machine is not None and row.machine.verdict == first.verdict
    return "" if is_same else words("room-first-found", word=first.word)


def _stretch(one: Timed) -> Movement:
    return Movement(one.start_s, one.end_s)


def _moved(words: Words, held: Sequence[DatedCorrection]) -> Iterator[Moved]:
    for one in moves_of(held):
        assert isinstance(one.what, PointsMoved)
        told = words("room-moved", by=one.author, at=words.moment(one.at.astimezone()))
        yield Moved(one.what.points, told)


def _counts(words: Words, look: Look) -> dict[str, Tally]:
    by_all = [one.verdict for one in side_by_side(look.first.repetitions, look.held) if one.verdict is not None]
    counts = {"machine": _tally(words, look.first), "mine": tally_of(words, by_all)}
    return counts | ({"opinion": _tally(words, look.shown)} if look.place.opinion else {})


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


def _tally(words: Words, result: Result) -> Tally:
    return tally_of(words, [one.verdict for one in result.repetitions])


def _opinion(words: Words, look: Look, name: str) -> Opinion:
    """Return a result as it is listed: who said to keep it, or else who brought it in."""
    result, found = look.opinions.get(name, look.first), look.arrival_of(name)
    at, by, text = words.moment(found.at.astimezone()), found.author, found.why
    counts, undone = _tally(words, result), "" if found.is_held else words("room-taken-back")
    return Opinion(
        name=name,
        at=at,
        by=by,
        text=text,
        title=result.title,
        counts=counts,
        label=result_name(words, name),
        href=address_of(replace(look.place, opinion=name)),
        line=" · ".join(filter(None, (counts.text, text, f"{at}, {by}", undone))),
        is_here=name == look.place.opinion,
        is_undone=not found.is_held,
    )


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
    return asdict(state_of(look_at(clinic.database, place), clinic.words))


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
