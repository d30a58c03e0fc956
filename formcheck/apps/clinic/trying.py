"""The numbers of a prescription as fields of a form, each by its key in a file, grouped by what they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from formcheck.errors import Allowed, Fault
from formcheck.samples import Dof
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


Known = Mapping[str, float | None]
"""Numbers of a prescription by their keys, as `formcheck.session.rescoring.limits_of` has them."""


def fields_of(words: Words, driver: Dof, known: Known) -> list[Group]:
    """Return numbers that can be written anew, as fields.

    Parameters
    ----------
    words : Words
        The language.
    driver : Dof
        The joint that drives the exercise.
    known : mapping of str to float or None
        What they are now.
    """
    groups: dict[str, list[Field]] = {}
    for key, value in known.items():
        title, label = limit_named(words, key, driver)
        now = "" if value is None else number_in_words(words, value)
        field = Field(key, label, now, "" if value is None else f"{value:g}", unit_of(words, key))
        groups.setdefault(title, []).append(field)
    return [Group(title, tuple(fields)) for title, fields in groups.items()]


def limit_named(words: Words, key: str, driver: Dof) -> tuple[str, str]:
    """Return the heading that a number stands under, and its name.

    Parameters
    ----------
    words : Words
        The language.
    key : str
        Its key, as in a file.
    driver : Dof
        The joint that drives the exercise.
    """
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


def tell_faults(words: Words, driver: Dof, known: Known, faults: Sequence[Fault]) -> list[ToldFault]:
    """Return what is wrong with what is tried, by its fields.

    Parameters
    ----------
    words : Words
        The language.
    driver : Dof
        The joint that drives the exercise.
    known : mapping of str to float or None
        The numbers that stand in the fields.
    faults : sequence of Fault
        As found in what would be its file.
    """
    return [_told(words, driver, known, fault) for fault in faults]


def _told(words: Words, driver: Dof, known: Known, fault: Fault) -> ToldFault:
    ruled = fault.ruled
    if ruled is None:
        return ToldFault(fault.key, words("rescore-fault-other"))
    is_of_window = any(key.startswith(f"{fault.key}.") for key in known if key.startswith("phases."))
    if fault.key not in known and not is_of_window and ruled.other in known:
        # What is at odds with a field has none itself: a pace or a stay that is asked for.
        return ToldFault(ruled.other, words("rescore-fault-asked"))
    if ruled.other in known:
        _, limit = limit_named(words, ruled.other, driver)
        told = words(f"rescore-fault-{ruled.rule}-other", limit=limit, **_edges(words, fault.key, ruled))
    else:
        told = words(f"rescore-fault-{ruled.rule}", **_edges(words, fault.key, ruled))
    return ToldFault(fault.key, told)


def _edges(words: Words, key: str, ruled: Allowed) -> dict[str, str]:
    """Return the numbers of a rule with their unit, by their names in a message."""
    shown = [f"{number_in_words(words, one)}{_with_space(words, unit_of(words, key))}" for one in ruled.numbers]
    return dict(zip(("low", "high") if len(shown) > 1 else ("number",), shown, strict=False))


def number_in_words(words: Words, value: float) -> str:
    """Return a number as people write it, with a decimal where it has one.

    Parameters
    ----------
    words : Words
        The language.
    value : float
        The number.
    """
    return number(value, 1, words.point).removesuffix(f"{words.point}0")


def unit_of(words: Words, key: str) -> str:
    """Return the unit of a number as it stands behind it; empty for a count.

    Parameters
    ----------
    words : Words
        The language.
    key : str
        Its key, as in a file.
    """
    if key.startswith("dose."):
        return ""
    ending = key.rpartition("_")[2]
    return words(f"rescore-unit-{ending if ending in {'s', 'degps'} else 'deg'}")


def _with_space(words: Words, unit: str) -> str:
    return unit if unit in {"", words("rescore-unit-deg")} else f" {unit}"


def _dashed(name: str) -> str:
    return name.replace("_", "-")
