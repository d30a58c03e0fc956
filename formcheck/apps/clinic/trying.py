"""The numbers of a prescription as fields of a form, each by its key in a file, grouped by what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.errors import Allowed, Fault
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
        unit = words(f"rescore-unit-{_unit(key)}")
        now = "" if value is None else _number(words, value)
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


@dataclass(frozen=True, slots=True)
class ToldFault:
    """What is wrong with a number that is tried.

    Parameters
    ----------
    key : str
        That of a field, or of several fields up to their last dot; where no field is meant, as in a file.
    told : str
        What may stand there, in words.
    """

    key: str
    told: str


def tell_faults(words: Words, prescription: Prescription, faults: Sequence[Fault]) -> list[ToldFault]:
    """Return what is wrong with what is tried, by its fields.

    Parameters
    ----------
    words : Words
        The language.
    prescription : Prescription
        Whose numbers stand in the fields.
    faults : sequence of Fault
        As found in what would be its file.
    """
    return [_told(words, prescription, fault) for fault in faults]


def _told(words: Words, prescription: Prescription, fault: Fault) -> ToldFault:
    known, ruled = limits_of(prescription), fault.ruled
    if ruled is None:
        return ToldFault(fault.key, words("rescore-fault-other"))
    is_of_window = any(key.startswith(f"{fault.key}.") for key in known if key.startswith("phases."))
    if fault.key not in known and not is_of_window and ruled.other in known:
        # What is at odds with a field has none itself: a pace or a stay that is asked for.
        return ToldFault(ruled.other, words("rescore-fault-asked"))
    if ruled.other in known:
        _, limit = _named(words, ruled.other, prescription.exercise.driver)
        told = words(f"rescore-fault-{ruled.rule}-other", limit=limit, **_edges(words, fault.key, ruled))
    else:
        told = words(f"rescore-fault-{ruled.rule}", **_edges(words, fault.key, ruled))
    return ToldFault(fault.key, told)


def _edges(words: Words, key: str, ruled: Allowed) -> dict[str, str]:
    """Return the numbers of a rule with their unit, by their names in a message."""
    unit = words(f"rescore-unit-{_unit(key)}")
    shown = [f"{_number(words, one)}{'' if unit == words('rescore-unit-deg') else ' '}{unit}" for one in ruled.numbers]
    return dict(zip(("low", "high") if len(shown) > 1 else ("number",), shown, strict=False))


def _number(words: Words, value: float) -> str:
    return number(value, 1, words.point).removesuffix(f"{words.point}0")


def _unit(key: str) -> str:
    ending = key.rpartition("_")[2]
    return ending if ending in {"s", "degps"} else "deg"


def _dashed(name: str) -> str:
    return name.replace("_", "-")
