"""Which result of a session is looked at, who made it and why, and in what it differs from the first one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from formcheck.apps.clinic.looking import Look
from formcheck.apps.clinic.rows import Result
from formcheck.apps.clinic.trying import fields_of
from formcheck.exercise.definition import Prescription
from formcheck.session.rescoring import limits_of
from formcheck.validation.simulated.person import MADE_UP
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.names import leg_words

_NO_BREAK: Final = "\N{NO-BREAK SPACE}"

FEW: Final = 6
"""So many limits are listed at once; more are folded up."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is otherwise than by the first result.

    Parameters
    ----------
    what : str
        What it is, such as ``knee at most (extended position)``.
    first, then : str
        What it is by the first result, and by the one that is looked at.
    """

    what: str
    first: str
    then: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What a further result is that is looked at.

    Parameters
    ----------
    told : str
        That it is not the first one; by whom it was made, and when.
    why : str
        Why it was made; empty where nobody said it.
    other : tuple of Difference
        What differs beside limits: exercise, leg, model.
    limits : tuple of Difference
        Which limits differ.
    """

    told: str
    why: str
    other: tuple[Difference, ...] = ()
    limits: tuple[Difference, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether so many limits differ that they are folded up."""
        return len(self.limits) > FEW


def result_name(words: Words, name: str) -> str:
    """Return what a result is called.

    Parameters
    ----------
    words : Words
        The language.
    name : str
        The name of its folder; empty for the first one.
    """
    return words("room-opinion", number=name.rpartition("-")[2]) if name else words("room-first")


def looked_words(words: Words, look: Look) -> Looked | None:
    """Return what a further result is, in words; None where it is the first one that is looked at.

    Parameters
    ----------
    words : Words
        The language.
    look : Look
        The session.
    """
    name = look.place.opinion
    if not name:
        return None
    found = look.arrival_of(name)
    key = "room-looks-undone" if not found.is_held else "room-looks-kept" if found.is_kept else "room-looks-brought"
    told = words(key, by=found.author, at=words.moment(found.at.astimezone()))
    other = tuple(_beside_limits(words, look.first, look.shown))
    return Looked(told, found.why, other, tuple(_limits(words, look.first, look.shown)))


def _beside_limits(words: Words, first: Result, then: Result) -> Iterator[Difference]:
    told = {
        "rescore-exercise": (_title(words, first), _title(words, then)),
        "rescore-leg": (_leg(words, first), _leg(words, then)),
        "room-made-by": (made_by(words, first), made_by(words, then)),
    }
    for key, (one, other) in told.items():
        if one != other:
            yield Difference(words(key), one, other)
    if first.later and not then.later:
        yield Difference(words("room-limits"), words("room-limits-changed"), words("room-limits-same"))


def _title(words: Words, result: Result) -> str:
    return result.title if result.prescription is None else exercise_words(words, result.prescription.exercise).title


def _leg(words: Words, result: Result) -> str:
    return words("room-leg-unknown") if result.side is None else leg_words(words, result.side)


def made_by(words: Words, result: Result) -> str:
    """Return with which model, or with sensors, and by which version a result was made; empty where that is not known.

    Parameters
    ----------
    words : Words
        The language.
    result : Result
        The result.
    """
    software = result.software
    if software is None:
        return ""
    if not software.model:
        return words("room-sensors", version=software.version)
    if software.model == MADE_UP:
        return words("samples-made-up")
    return words("room-model", model=software.model, version=software.version)


def _limits(words: Words, first: Result, then: Result) -> Iterator[Difference]:
    """Yield which limits differ, in the order of a form; one that only one of the two has is told as such."""
    before, after = _numbers(words, first.prescription), _numbers(words, then.prescription)
    for key, what in (_names(before) | _names(after)).items():
        one, other = before.get(key, ("", words("room-no-limit")))[1], after.get(key, ("", words("room-no-limit")))[1]
        if one != other:
            yield Difference(what, one, other)


def _names(numbers: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    return {key: what for key, (what, _) in numbers.items()}


def _numbers(words: Words, prescription: Prescription | None) -> dict[str, tuple[str, str]]:
    """Return the limits of a prescription by their keys: the name of each, and what it is."""
    if prescription is None:
        return {}
    return {
        one.key: (
            words("room-limit-of", limit=one.label, of=group.title),
            f"{one.now}{_space(one.unit)}{one.unit}" if one.now else words("rescore-not-known"),
        )
        for group in fields_of(words, prescription.exercise.driver, limits_of(prescription))
        for one in group.fields
    }


def _space(unit: str) -> str:
    return _NO_BREAK if unit[0].isalpha() else ""
