"""Two sessions of a person, or two legs, side by side; numbers are held against each other only where they may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.places import Place, address_of, refused
from formcheck.apps.clinic.rescore import session_label
from formcheck.apps.clinic.rows import Result, machine_words, read_result
from formcheck.errors import FormcheckError, InputError
from formcheck.events import Repetition, Uncertainty, Verdict
from formcheck.exercise.loader import exercise_ids, load_library
from formcheck.samples import Dof, Side
from formcheck.session.comparing import DETECTABLE_DEG, Difference, Measured, difference, refusals
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import KnownSession, known_sessions, read_part
from formcheck.store.digest import SENSORS
from formcheck.store.names import SESSION_DOCUMENT
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.figures import degrees, plus_minus
from formcheck.words.names import joint_word, leg_words


@dataclass(frozen=True, slots=True)
class OneOfTwo:
    """One of the two sessions.

    Parameters
    ----------
    known : KnownSession
        As the index has it.
    result : Result
        What was found.
    place : Place
        Where it is.
    """

    known: KnownSession
    result: Result
    place: Place

    @property
    def seen(self) -> list[Repetition]:
        """The repetitions that were seen; all where none was."""
        every = list(self.result.repetitions)
        return [one for one in every if one.verdict is not Verdict.NOT_MEASURABLE] or every

    @property
    def measured(self) -> Measured:
        """How it was measured."""
        one = self.known
        has_camera = one.instrument != SENSORS
        return Measured(one.exercise, one.side, one.instrument, one.view_angle_deg, has_camera)

    def repetition(self, named: str) -> Repetition | None:
        """Return a repetition by its number, or the middle or best one; None where there is none.

        Parameters
        ----------
        named : str
            A number, ``best`` (the furthest) or anything else for the middle one.
        """
        if not self.result.repetitions:
            return None
        chosen = [one for one in self.result.repetitions if str(one.index) == named]
        if chosen:
            return chosen[0]
        bent = {one.index: _bend(one) for one in self.seen}
        index = min(bent, key=lambda one: bent[one]) if named == "best" else _middle(bent)
        return next(one for one in self.seen if one.index == index)


def _bend(one: Repetition) -> float:
    """Return how far a repetition is from as far as it goes: the knee's angle at the end, where it was measured."""
    return 999.0 if one.knee_at_peak_deg is None else one.knee_at_peak_deg


def _middle(bent: dict[int, float]) -> int:
    middle = median_low(bent.values())
    return next(index for index, deg in bent.items() if deg == middle)


class _Comparer:
    """Answers what the page of two sessions asks for."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic

    def page(self, request: Request) -> Response:
        """Return the page."""
        pseudonym, words = str(request.path_params["pseudonym"]), self._clinic.words
        found = known_sessions(self._clinic.database, pseudonym)
        if len(found) < 1:
            raise InputError("has no session yet.", where=pseudonym)
        one = _asked(found, str(request.query_params.get("a", ""))) or found[0]
        other = _asked(found, str(request.query_params.get("b", ""))) or _partner(found, one)
        sides = [self._side(pseudonym, one), self._side(pseudonym, other)]
        return self._clinic.page(
            "compare.html.jinja",
            200,
            pseudonym=pseudonym,
            person_link=f"/person/{quote(pseudonym, safe='')}",
            sides=[self._told(side, name) for side, name in zip(sides, "ab", strict=True)],
            options=self._options(found),
            script_words=words.starting_with("compare-js-"),
            data={
                "told": f"/person/{quote(pseudonym, safe='')}/compare/told",
                "a": self._data(sides[0]),
                "b": self._data(sides[1]),
                "joints": [(str(dof), joint_word(words, dof)) for dof in DETECTABLE_DEG],
            },
        )

    def _side(self, pseudonym: str, known: KnownSession) -> OneOfTwo:
        place = Place(VisitKey(pseudonym, known.key), known.part)
        content = read_part(self._clinic.database, place.of, known.part, SESSION_DOCUMENT)
        return OneOfTwo(known, read_result(content, known.part or SESSION_DOCUMENT), place)

    def _options(self, found: Sequence[KnownSession]) -> list[tuple[str, str]]:
        """Return each session's name and label; many are of the same few exercises, each of which is read once."""
        words = self._clinic.words
        titles = {exercise: _title(words, exercise) for exercise in {one.exercise for one in found}}
        legs = {side: _leg(words, side) if side else "" for side in {one.side for one in found}}
        return [
            (_name(one), " · ".join(filter(None, (session_label(words, one), titles[one.exercise], legs[one.side]))))
            for one in found
        ]

    def _told(self, side: OneOfTwo, name: str) -> dict[str, object]:
        """Return what stands over one of the two pictures."""
        words = self._clinic.words
        rows = [(one.index, machine_words(words, one, side.result.by)) for one in side.result.repetitions]
        return {"name": name, "session": _name(side.known), "href": address_of(side.place), "rows": rows}

    def _data(self, side: OneOfTwo) -> dict[str, object]:
        """Return what the script needs of one of the two."""
        times = {one.index: (one.start_s, one.peak_s, one.end_s) for one in side.result.repetitions}
        chosen = {name: one.index for name in ("best", "median") if (one := side.repetition(name)) is not None}
        return {"place": address_of(side.place), "name": _name(side.known), "times": times, "chosen": chosen}

    def told(self, request: Request) -> Response:
        """Return what differs between two repetitions, or why that is not said."""
        pseudonym = str(request.path_params["pseudonym"])
        try:
            found = known_sessions(self._clinic.database, pseudonym)
            sides = [self._asked_side(pseudonym, found, str(request.query_params.get(name, ""))) for name in "ab"]
        except FormcheckError as error:
            return refused(error, 404)
        are_legs = request.query_params.get("legs") == "yes"
        return JSONResponse(self._difference(*sides[0], *sides[1], are_legs=are_legs))

    def _asked_side(
        self, pseudonym: str, found: Sequence[KnownSession], asked: str
    ) -> tuple[OneOfTwo, Repetition | None]:
        name, _, rep = asked.rpartition("/")
        known = _asked(found, name)
        if known is None:
            raise InputError("has no such session.", where=pseudonym)
        side = self._side(pseudonym, known)
        return side, side.repetition(rep)

    def _difference(
        self, one: OneOfTwo, first: Repetition | None, other: OneOfTwo, second: Repetition | None, *, are_legs: bool
    ) -> dict[str, object]:
        words = self._clinic.words
        why = refusals(one.measured, other.measured, are_legs_compared=are_legs)
        told = [] if why or first is None or second is None else list(_differences(words, first, second))
        return {
            "refused": [refusal_words(words, str(reason), one.known, other.known) for reason in why],
            "told": told,
            "readings": {"a": _readings(words, first), "b": _readings(words, second)},
        }


def _readings(words: Words, one: Repetition | None) -> dict[str, str]:
    """Return what each session reads by itself: that is never refused."""
    if one is None:
        return {}
    errors = one.uncertainty or Uncertainty()
    known = {
        Dof.KNEE_FLEXION: plus_minus(one.knee_at_peak_deg, errors.knee_at_peak_deg, "deg", words.point),
        Dof.ANKLE_DORSIFLEXION: plus_minus(one.ankle_at_peak_deg, errors.ankle_at_peak_deg, "deg", words.point),
    }
    return {str(dof): words("compare-reading", joint=joint_word(words, dof), deg=told) for dof, told in known.items()}


def _differences(words: Words, first: Repetition, second: Repetition) -> list[str]:
    found = [difference(dof, first.at_peak_deg(dof), second.at_peak_deg(dof)) for dof in DETECTABLE_DEG]
    return [difference_words(words, one) for one in found if one is not None]


def difference_words(words: Words, one: Difference) -> str:
    """Return how much an angle differs, and whether noise may explain it.

    Parameters
    ----------
    words : Words
        The language.
    one : Difference
        The difference.
    """
    joint, deg, noise = joint_word(words, one.dof), degrees(abs(one.deg)), degrees(one.detectable_deg)
    return words(f"compare-{one.weight}", joint=joint, deg=deg, noise=noise)


def refusal_words(words: Words, reason: str, one: KnownSession, other: KnownSession) -> str:
    """Return why numbers of two sessions are not held against each other.

    Parameters
    ----------
    words : Words
        The language.
    reason : str
        As of `formcheck.session.comparing.Refusal`.
    one, other : KnownSession
        The two.
    """
    pairs = {
        "instrument": (one.instrument, other.instrument),
        "side": (_leg(words, one.side), _leg(words, other.side)),
        "view": (degrees(one.view_angle_deg), degrees(other.view_angle_deg)),
        "exercise": (_title(words, one.exercise), _title(words, other.exercise)),
    }
    first, second = pairs.get(reason, ("", ""))
    key = f"compare-refused-{reason.replace('_', '-')}"
    return words(key, one=first, other=second) if first or second else words(key)


def _leg(words: Words, side: str) -> str:
    return leg_words(words, Side(side)) if side else words("leg-unknown")


def _title(words: Words, exercise: str) -> str:
    if exercise not in exercise_ids():
        return exercise
    return exercise_words(words, next(one for one in load_library() if one.id == exercise)).title


def _name(known: KnownSession) -> str:
    return f"{known.key}/{known.part}"


def _asked(found: Sequence[KnownSession], name: str) -> KnownSession | None:
    """Return a session by its name, or by its address."""
    key, _, part = name.rpartition("/")
    key, part = key.rpartition("/")[2], "" if part == "whole" else part
    return next((one for one in found if (one.key, one.part) == (key, part)), None)


def _partner(found: Sequence[KnownSession], one: KnownSession) -> KnownSession:
    """Return what a session is best held against: the first one of the same exercise and leg; itself where none is."""
    others = [other for other in found if other is not one]
    alike = [other for other in others if (other.exercise, other.side) == (one.exercise, one.side)]
    return (alike or others or [one])[-1]


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of two sessions side by side.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """
    comparer = _Comparer(clinic)
    return [
        Route("/person/{pseudonym}/compare", comparer.page),
        Route("/person/{pseudonym}/compare/told", comparer.told),
    ]
