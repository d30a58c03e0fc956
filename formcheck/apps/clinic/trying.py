"""The numbers of a prescription as fields of a form, each by its key in a file, grouped by what they are about."""

from __future__ import annotations

from dataclasses import dataclass

from formcheck.exercise.definition import Prescription
from formcheck.samples import Dof
from formcheck.session.rescoring import limits_of
from formcheck.words.catalogue import Words
from formcheck.words.figures import number
from formcheck.words.names import joint_word, phase_word


@dataclass(frozen=True, slots=True)
class Field:
    """A number that can be tried.

    Parameters
    ----------
    key : str
        Its key, as in a file.
    label : str
        What it is.
    now : str
        What it is now; empty where it is not known of the person.
    value : str
        The same as a form has it, with a point.
    unit : str
        Degrees or seconds, as written behind it.
    """

    key: str
    label: str
    now: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers about one thing, under a heading."""

    title: str
    fields: tuple[Field, ...]


def fields_of(words: Words, prescription: Prescription) -> list[Group]:
    """Return the numbers that can be tried, as fields.

    Parameters
    ----------
    words : Words
        The language.
    prescription : Prescription
        What they are now.
    """
    groups: dict[str, list[Field]] = {}
    for key, value in limits_of(prescription).items():
        title, label = _named(words, key, prescription.exercise.driver)
        unit = words(
            "rescore-unit-degps"
            if key.endswith("_degps")
            else "rescore-unit-s"
            if key.endswith("_s")
            else "rescore-unit-deg"
        )
        now = "" if value is None else number(value, 1, words.point).removesuffix(f"{words.point}0")
        groups.setdefault(title, []).append(Field(key, label, now, "" if value is None else f"{value:g}", unit))
    return [Group(title, tuple(fields)) for title, fields in groups.items()]


def _named(words: Words, key: str, driver: Dof) -> tuple[str, str]:
    """Return the heading of a number, and its name."""
    parts = key.split(".")
    if parts[0] == "phases":
        title = words("rescore-phase", phase=phase_word(words, parts[1]))
        if len(parts) == 3:
            return title, words(f"rescore-{_dashed(parts[2])}")
        joint = joint_word(words, Dof(parts[2]))
        return title, words(f"rescore-{parts[3]}", joint=joint)
    title = words(f"rescore-{parts[0]}")
    return title, words(f"rescore-{_dashed(parts[1])}", joint=joint_word(words, driver))


def _unit(key: str) -> str:
    ending = key.rpartition("_")[2]
    return ending if ending in {"s", "degps"} else "deg"


def _dashed(name: str) -> str:
    return name.replace("_", "-")
