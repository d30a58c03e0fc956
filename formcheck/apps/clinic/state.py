"""What stands in a session: machine and clinician side by side, as the review room shows it and its scripts ask for it.

Everything that people read is a text here already, in their language: scripts put it where it belongs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.places import PLACE, Place, place_of, refused
from formcheck.apps.clinic.rows import Row, read_result, row_of
from formcheck.apps.clinic.said import moment_of, said_words
from formcheck.errors import FormcheckError
from formcheck.events import Verdict
from formcheck.session.corrections import DatedCorrection, Rescored, side_by_side, standing, taken_back
from formcheck.store.correcting import Seen, see_session
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
    sides = side_by_side(result.repetitions, held)
    by_machine = [one.verdict for one in result.repetitions]
    by_all = [one.verdict for one in sides if one.verdict is not None]
    return State(
        latest=seen.latest,
        rows=tuple(row_of(words, one, result.by) for one in sides),
        log=tuple(_log(words, own)),
        opinions=tuple(_opinions(words, seen, held)),
        counts={"machine": tally_of(words, by_machine), "mine": tally_of(words, by_all)},
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
