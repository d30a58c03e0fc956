"""Prescribing: a form that explains each number, shows the movement by it, and refuses what no joint can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.forms import read_form
from formcheck.apps.clinic.people import SEE_OTHER, address_of
from formcheck.apps.clinic.places import GIVE, PRESCRIBE, Place
from formcheck.apps.clinic.places import address_of as session_address
from formcheck.apps.clinic.prescribing_form import (
    LONGEST_NOTE,
    Basis,
    Checked,
    Typed,
    basis_of,
    check,
    read_number,
    told_of,
    typed_at_first,
    typed_in,
)
from formcheck.apps.clinic.prescribing_rows import sections_of
from formcheck.apps.clinic.proposing import FEWEST, Proposed, propose
from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.errors import InputError
from formcheck.exercise.definition import Prescription
from formcheck.exercise.demonstration import Demonstration, demonstrate
from formcheck.exercise.loader import exercise_ids, load_library
from formcheck.outputs.demonstration import frames, picture
from formcheck.samples import Side
from formcheck.session.rescoring import FOUND
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import known_sessions
from formcheck.store.history import read_history
from formcheck.store.model import VisitRow
from formcheck.store.people import Prescribing, known_person, prescribe, prescriptions_of
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.names import phase_word

_MOST_FIELDS: Final = 80
_CHECK, _TRY, _LOAD, _SHOW = "check", "try", "load", "show"


@dataclass(frozen=True, slots=True)
class _Person:
    """Whom it is for."""

    pseudonym: str
    is_sample: bool
    given: list[Prescribing]
    visits: tuple[VisitRow, ...]


class _Prescriber:
    """Answers what the form asks for."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic

    def page(self, request: Request) -> Response:
        """Return the form: of the exercise that was prescribed last, or of one that is asked for."""
        person, asked = self._person(request), request.query_params
        exercise = str(asked.get("exercise", ""))
        origin = str(asked.get("from", ""))
        basis = basis_of(exercise or ("" if origin else _usual(person)), origin, person.given)
        typed = typed_at_first(basis, self._clinic.clock().date(), asked)
        if not typed.side:
            typed = replace(typed, side=_usual_side(person))
        return self._form(person, basis, typed)

    async def send(self, request: Request) -> Response:
        """Take what was typed, and do what was pressed, which keeps nothing."""
        form = await read_form(request, most_fields=_MOST_FIELDS)
        return await run_in_threadpool(self._take, request, form)

    async def give(self, request: Request) -> Response:
        """Take what was typed, and keep it."""
        form = await read_form(request, most_fields=_MOST_FIELDS)
        return await run_in_threadpool(self._take, request, form, is_given=True)

    def _take(self, request: Request, form: Mapping[str, str], *, is_given: bool = False) -> Response:
        person, asked_for = self._person(request), form.get("do", _CHECK)
        shown, wanted = form.get("shown", ""), form.get("exercise", "")
        today = self._clinic.clock().date()
        if asked_for == _LOAD or wanted != shown:
            basis = basis_of(wanted, "", person.given)
            side, day, note = (form.get(key, "") for key in ("side", "from_day", "note"))
            return self._form(person, basis, Typed(side, day, note, typed_at_first(basis, today, {}).numbers))
        basis = basis_of(shown, form.get("from", ""), person.given)
        typed = _taken(typed_in(basis, form), form.get("take", ""))
        checked = check(self._clinic.words, basis, typed, today)
        if asked_for == _SHOW:
            return self._live(person, basis, typed, checked)
        if is_given and checked.is_good:
            return self._give(request, person, basis, typed, checked, form.get("seen", ""))
        if asked_for == _TRY and checked.is_good:
            return self._try(person, basis, typed, checked)
        return self._form(person, basis, typed, checked, 200 if checked.is_good else 422)

    def _person(self, request: Request) -> _Person:
        pseudonym, today = str(request.path_params["pseudonym"]), self._clinic.clock().date()
        with self._clinic.database.reading() as connection:
            history = read_history(connection, pseudonym, today)
            given = prescriptions_of(connection, known_person(connection, pseudonym))
        return _Person(history.person.pseudonym, history.is_sample, given, history.visits)

    def _form(
        self, person: _Person, basis: Basis, typed: Typed, checked: Checked | None = None, status: int = 200
    ) -> Response:
        words = self._clinic.words
        looked = checked or check(words, basis, typed, self._clinic.clock().date())
        prescription = looked.prescription
        shown = demonstrate(prescription or replace(basis.prescription, side=_side(typed.side)))
        proposed = propose(basis.exercise, _side(typed.side), person.visits)
        return self._clinic.page(
            "prescribe.html.jinja",
            status,
            address=address_of(person.pseudonym),
            pseudonym=person.pseudonym,
            exercises=[(one.id, exercise_words(words, one).title) for one in load_library()],
            chosen=basis.exercise.id,
            about=exercise_words(words, basis.exercise),
            evidence=basis.exercise.evidence,
            basis=basis,
            typed=typed,
            checked=looked,
            told_of=told_of,
            sections=sections_of(words, basis, typed, prescription, proposed),
            proposed=proposed,
            proposed_told=proposal_words(words, proposed),
            figure=figure_parts(words, shown, prescription or basis.prescription),
            can_duplicate=bool(person.given) and person.given[-1].prescription.exercise.id in exercise_ids(),
            seen=len(person.given),
            longest_note=LONGEST_NOTE,
            sides=(Side.RIGHT, Side.LEFT, FOUND),
            script_words=words.starting_with("prescribe-js-"),
        )

    def _live(self, person: _Person, basis: Basis, typed: Typed, checked: Checked) -> Response:
        """Return what the script shows while somebody types."""
        words = self._clinic.words
        proposed = propose(basis.exercise, _side(typed.side), person.visits)
        sections = sections_of(words, basis, typed, checked.prescription, proposed)
        rows = [row for one in sections for row in one.rows]
        told: dict[str, object] = {"faults": checked.faults, "general": checked.general, "told": checked.told}
        told |= {"warnings": checked.warnings, "isGood": checked.is_good}
        told["means"] = {row.name: row.explained.means for row in rows}
        told["proposed"] = proposal_words(words, proposed)
        told["offers"] = {row.name: asdict(row.offer) for row in rows if row.offer is not None}
        if checked.prescription is not None:
            told["frames"] = frames(demonstrate(checked.prescription))
        return JSONResponse(told)

    def _give(
        self, request: Request, person: _Person, basis: Basis, typed: Typed, checked: Checked, seen: str
    ) -> Response:
        """Keep the prescription; one that was given meanwhile is told first, the same once more is kept once."""
        assert checked.prescription is not None
        assert checked.from_day is not None
        author, now = self._clinic.author_of(request), self._clinic.clock()
        wanted = Prescribing(checked.from_day, now, author, checked.prescription)
        with self._clinic.database.writing() as connection:
            of = known_person(connection, person.pseudonym)
            given = prescriptions_of(connection, of)
            is_there = bool(given) and _is_same(given[-1], wanted)
            is_meanwhile = seen != str(len(given)) and not is_there
            if not is_there and not is_meanwhile:
                prescribe(connection, of, wanted)
                given = [*given, wanted]
        if not is_meanwhile:
            return RedirectResponse(prescription_address(person.pseudonym, len(given)), SEE_OTHER)
        told = self._clinic.words("prescribe-changed")
        if given:
            when = self._clinic.words.moment(given[-1].given_at.astimezone())
            told = self._clinic.words("prescribe-meanwhile", by=given[-1].author, when=when)
        refused = replace(checked, general=(told,))
        return self._form(replace(person, given=given), basis, typed, refused, 409)

    def _try(self, person: _Person, basis: Basis, typed: Typed, checked: Checked) -> Response:
        """Lead to the page of other limits, with these, for the last session of this exercise."""
        found = known_sessions(self._clinic.database, person.pseudonym)
        latest = next((one for one in found if one.exercise == basis.exercise.id and one.set_number != 0), None)
        if latest is None:
            told = self._clinic.words("prescribe-nothing-to-try")
            return self._form(person, basis, typed, replace(checked, general=(told,)), 409)
        place = Place(VisitKey(person.pseudonym, latest.key), latest.part)
        numbers = {key: read_number(value) for key, value in typed.numbers.items()}
        asked = {key: f"{value:g}" for key, value in numbers.items() if isinstance(value, float)}
        return RedirectResponse(f"{session_address(place)}/rescore?{urlencode(asked)}", SEE_OTHER)


def prescription_address(pseudonym: str, number: int) -> str:
    """Return the address of a prescription that was given.

    Parameters
    ----------
    pseudonym : str
        The person.
    number : int
        Which one, from 1.
    """
    return f"{address_of(pseudonym)}/prescription/{number}"


@dataclass(frozen=True, slots=True)
class FigureParts:
    """What a page needs to show the moving figure.

    Parameters
    ----------
    stills : tuple of tuple
        Name of the posture, what to do to get there, and its picture: rest, end, and back.
    moving : Markup
        The picture that the script moves.
    frames : mapping
        What it is moved by.
    """

    stills: tuple[tuple[str, str, Markup], ...]
    moving: Markup
    frames: Mapping[str, object]


def figure_parts(words: Words, shown: Demonstration, prescription: Prescription) -> FigureParts:
    """Return the moving figure of a prescription, and its still pictures.

    Parameters
    ----------
    words : Words
        The language.
    shown : Demonstration
        The movement.
    prescription : Prescription
        What is shown.
    """
    told = exercise_words(words, prescription.exercise)
    postures = (shown.rest, shown.end, shown.back)
    stills = tuple(
        (phase_word(words, name), text, Markup(picture(shown, angles, text)))  # noqa: S704 - our own drawing
        for name, text, angles in zip(
            prescription.exercise.phase_names, (told.rest, told.end, told.back), postures, strict=True
        )
    )
    label = words("prescribe-figure-label", title=told.title)
    return FigureParts(stills, Markup(picture(shown, shown.rest, label)), frames(shown))  # noqa: S704 - as above


def proposal_words(words: Words, proposed: Proposed) -> str:
    """Return of what a proposal is made, or why there is none.

    Parameters
    ----------
    words : Words
        The language.
    proposed : Proposed
        The proposal.
    """
    if proposed.why_not is not None:
        return words("prescribe-no-proposal", why=proposed.why_not, fewest=FEWEST)
    days = "" if proposed.first is None or proposed.last is None else words.days_between(proposed.first, proposed.last)
    return words(
        "prescribe-proposed",
        visits=proposed.visits,
        repetitions=proposed.repetitions,
        days=days,
        model=proposed.instrument or "?",
    )


def _is_same(one: Prescribing, other: Prescribing) -> bool:
    """Tell whether two say the same: somebody pressed the button twice."""
    return (one.from_day, one.prescription) == (other.from_day, other.prescription)


def _usual(person: _Person) -> str:
    """Return the exercise that the form opens with."""
    last = person.given[-1].prescription.exercise.id if person.given else ""
    return last if last in exercise_ids() else DEFAULT_EXERCISE


def _usual_side(person: _Person) -> str:
    """Return the leg that the form opens with: as prescribed last, or as practised last; empty where neither is."""
    if person.given:
        return str(person.given[-1].prescription.side or FOUND)
    return next((one.side for one in reversed(person.visits) if one.side), "")


def _side(typed: str) -> Side | None:
    return Side(typed) if typed in set(Side) else None


def _taken(typed: Typed, take: str) -> Typed:
    """Return the fields with a proposal that was taken over."""
    key, _, value = take.partition("=")
    return replace(typed, numbers={**typed.numbers, key: value[:40]}) if key in typed.numbers else typed


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of the form.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """
    prescriber = _Prescriber(clinic)
    return [
        Route(PRESCRIBE, prescriber.page, methods=["GET"]),
        Route(PRESCRIBE, prescriber.send, methods=["POST"]),
        Route(GIVE, prescriber.give, methods=["POST"]),
    ]


def given_one(clinic: Clinic, pseudonym: str, number: int) -> Prescribing:
    """Return a prescription that was given.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    pseudonym : str
        The person.
    number : int
        Which one, from 1.

    Raises
    ------
    InputError
        There is no such person or prescription.
    """
    with clinic.database.reading() as connection:
        given = prescriptions_of(connection, known_person(connection, pseudonym))
    if not 0 < number <= len(given):
        raise InputError("is no prescription of this person.", where=str(number), next_step="See the person's page.")
    return given[number - 1]
