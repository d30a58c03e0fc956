"""Faults that no type can catch: numbers that contradict each other, and phases that make no movement.

Every check reads the document as it stands in the file and keeps quiet where it meets something malformed, which
:mod:`formcheck.exercise.faults` reports already. So one reading brings all faults of a file to light.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from formcheck.errors import Fault
from formcheck.exercise.anatomy import JOINTS, reach_faults
from formcheck.exercise.definition import Phase, Tempo
from formcheck.exercise.faults import shown
from formcheck.samples import Dof

Document = Mapping[str, object]

_DRIVERS = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION)
_PHASES_NEEDED = 3
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST_NAME = 60
_ABSURD = 1e9  # far outside every permitted range, and within what a float can hold
_TEMPO_DEFAULTS = {item.name: item.default for item in fields(Tempo)}
_PHASE_DEFAULTS = {item.name: item.default for item in fields(Phase)}


def contradictions(document: Document) -> tuple[Fault, ...]:
    """Find what contradicts itself in an exercise.

    Parameters
    ----------
    document : mapping
        An exercise as read from a file; may be malformed anywhere.

    Returns
    -------
    tuple of Fault
        Names that are none, windows upside down, a number of phases other than three, a driver that nothing moves,
        angles that no joint reaches, a shank that cannot be where a repetition starts, times that cannot all be kept.
    """
    checks = (
        _name_faults,
        _window_faults,
        _phase_count_faults,
        _driver_faults,
        _reach_faults,
        _thigh_faults,
        _shank_faults,
        _hold_faults,
        _tempo_faults,
    )
    return tuple(fault for check in checks for fault in check(document))


def is_name(text: str) -> bool:
    """Tell whether an id or the name of a phase is one: it becomes part of file names, tables and pages.

    Parameters
    ----------
    text : str
        Anything.

    Examples
    --------
    >>> is_name("tibial-slider-seated"), is_name("../../escaped"), is_name("=1+1")
    (True, False, False)
    """
    return len(text) <= _LONGEST_NAME and _NAME.fullmatch(text) is not None


def _name_faults(document: Document) -> Iterator[Fault]:
    """Find an id, or names of phases, that could be taken for something else where they are written."""
    own = document.get("id")
    names = [("id", own)] if isinstance(own, str) else []
    for key, name in (*names, *((f"phases.{shown(name)}", name) for name in _table(document, "phases"))):
        if not is_name(name):
            allowed = f"up to {_LONGEST_NAME} small letters a to z, digits and hyphens between them"
            yield Fault(key, shown(name), allowed)


def _window_faults(document: Document) -> Iterator[Fault]:
    """Find windows whose lower end is above their upper end."""
    for key, table in _tables(document):
        low, high = _number(table, "min"), _number(table, "max")
        if low > high:
            yield Fault(f"{key}.min", f"{low:g}", f"at most max, which is {high:g}")


def _phase_count_faults(document: Document) -> Iterator[Fault]:
    phases = document.get("phases")
    if isinstance(phases, Mapping) and len(phases) != _PHASES_NEEDED:
        found = f"{len(phases)} phases" if phases else "no phase"
        yield Fault("phases", found, "exactly three, in this order: rest, end, back at rest")


def _driver_faults(document: Document) -> Iterator[Fault]:
    """Find a driver that has nowhere to go: no windows at rest and end, or windows that overlap."""
    driver, phases = document.get("driver"), _table(document, "phases")
    if driver not in _DRIVERS or len(phases) != _PHASES_NEEDED:
        return
    rest, end, back = phases
    for name in (rest, end):
        if _table(phases, name).get(str(driver)) is None:
            yield Fault(f"phases.{name}.{driver}", "nothing", "a window, because this joint drives the exercise")
    resting, reached, returned = (_window(phases, name, str(driver)) for name in (rest, end, back))
    if _overlap(resting, reached):
        allowed = f"a window apart from {_words(resting)} of {rest}, so that there is a movement between them"
        yield Fault(f"phases.{end}.{driver}", _words(reached), allowed)
    if _apart(resting, returned):
        allowed = f"a window that shares angles with {_words(resting)} of {rest}, so that the movement comes back"
        yield Fault(f"phases.{back}.{driver}", _words(returned), allowed)


def _reach_faults(document: Document) -> Iterator[Fault]:
    """Find windows that are wholly beyond what a joint does."""
    phases = _table(document, "phases")
    for name in phases:
        for dof in JOINTS:
            yield from reach_faults(f"phases.{name}.{dof}", dof, *_window(phases, name, dof))


def _thigh_faults(document: Document) -> Iterator[Fault]:
    """Find a thigh that drives the exercise out of the posture in which repetitions are counted."""
    if document.get("driver") != Dof.THIGH_ELEVATION:
        return
    low, high = _window(document, "posture", Dof.THIGH_ELEVATION)
    phases = _table(document, "phases")
    for name in phases:
        window = _window(phases, name, Dof.THIGH_ELEVATION)
        if window[0] < low or window[1] > high:
            allowed = f"within {_words((low, high))} of posture.thigh_elevation, or it would not be counted"
            yield Fault(f"phases.{name}.thigh_elevation", _words(window), allowed)


def _shank_faults(document: Document) -> Iterator[Fault]:
    """Find a shank that is nowhere near where thigh and knee put it at rest: no repetition could start."""
    shank, phases = _window(document, "posture", "shank_at_rest"), _table(document, "phases")
    if len(phases) != _PHASES_NEEDED:
        return
    rest = next(iter(phases))
    knee = _window(phases, rest, Dof.KNEE_FLEXION)
    thigh = _window(phases, rest, Dof.THIGH_ELEVATION)
    if math.isnan(thigh[0]):
        thigh = _window(document, "posture", Dof.THIGH_ELEVATION)
    hangs = (thigh[0] - knee[1], thigh[1] - knee[0])
    if _apart(shank, hangs):
        allowed = f"a window that shares angles with {_words(hangs)}, where thigh and knee put the shank in {rest}"
        yield Fault("posture.shank_at_rest", _words(shank), allowed)


def _hold_faults(document: Document) -> Iterator[Fault]:
    """Find stays that are prescribed and objected to at once."""
    phases = _table(document, "phases")
    for name in phases:
        phase = {**_PHASE_DEFAULTS, **_table(phases, name)}
        hold, warn, limit = (_number(phase, key) for key in ("hold_s", "hold_warn_s", "max_hold_s"))
        if warn > limit:
            yield Fault(f"phases.{name}.hold_warn_s", f"{warn:g}", f"at most max_hold_s, which is {limit:g}")
        if hold > warn:
            yield Fault(f"phases.{name}.hold_s", f"{hold:g}", f"at most hold_warn_s, which is {warn:g}")


def _tempo_faults(document: Document) -> Iterator[Fault]:
    """Find limits out of order, and a pace that the limits themselves would call hurried."""
    tempo = {**_TEMPO_DEFAULTS, **_table(document, "tempo")}
    fault, warning = _number(tempo, "min_cycle_s"), _number(tempo, "warn_cycle_s")
    if fault > warning:
        yield Fault("tempo.min_cycle_s", f"{fault:g}", f"at most warn_cycle_s, which is {warning:g}")
    aim = _number(tempo, "out_s") + _number(tempo, "back_s") + _end_hold_s(document)
    if aim < warning:
        found = f"a cycle of {aim:g} s to aim for (out_s, hold_s of the end and back_s together)"
        yield Fault("tempo", found, f"at least warn_cycle_s, which is {warning:g}; slow the pace or lower the limit")


def _end_hold_s(document: Document) -> float:
    """Return the stay asked for at the end; 0 where there is none."""
    phases = _table(document, "phases")
    names = list(phases)[1:2]
    hold_s = _number(_table(phases, names[0]), "hold_s") if names else 0.0
    return 0.0 if math.isnan(hold_s) else hold_s


def _tables(table: Document, prefix: str = "") -> Iterator[tuple[str, Document]]:
    """Walk all tables inside a table, with their dotted keys."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield prefix + name, value
            yield from _tables(value, f"{prefix}{name}.")


def _table(table: Document, key: str) -> Document:
    """Return the table under `key`; an empty one where there is none."""
    value = table.get(key)
    return value if isinstance(value, Mapping) else {}


def _number(table: Document, key: str) -> float:
    """Return the number under `key`; NaN, which compares as false, where there is none or an absurd one."""
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return math.nan
    return float(value) if abs(value) < _ABSURD else math.nan


def _window(tables: Document, name: str, dof: str) -> tuple[float, float]:
    """Return the ends of a window; NaN where there is none."""
    window = _table(_table(tables, name), dof)
    return _number(window, "min"), _number(window, "max")


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] > other[1] or other[0] > one[1]


def _words(window: tuple[float, float]) -> str:
    return f"{window[0]:g} to {window[1]:g}"
