"""Faults that no type can catch: numbers that contradict each other, and phases that make no movement.

Every check reads the document as it stands in the file and keeps quiet where it meets something malformed, which
:mod:`formcheck.exercise.faults` reports already. So one reading brings all faults of a file to light.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields

from formcheck.errors import Allowed, Fault, Rule
from formcheck.exercise.anatomy import believable, name_side_faults, reach_faults
from formcheck.exercise.definition import Phase, Tempo
from formcheck.exercise.faults import shown
from formcheck.exercise.plan import MIN_ATTEMPT_DEG
from formcheck.exercise.tables import (
    Document,
    apart,
    middle,
    number_at,
    overlap,
    span_words,
    table_at,
    tables_in,
    window_at,
)
from formcheck.samples import Dof

_DRIVERS = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION)
_PHASES_NEEDED = 3
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST_NAME = 60
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
    checks: tuple[Callable[[Document], Iterator[Fault]], ...] = (
        _name_faults,
        _window_faults,
        _phase_count_faults,
        reach_faults,
    )
    about_windows = (_driver_faults, name_side_faults, _thigh_faults, _shank_faults, _hold_faults, _tempo_faults)
    believed = believable(document)
    told = (*(check(document) for check in checks), *(check(believed) for check in about_windows))
    return tuple(fault for faults in told for fault in faults)


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
    for key, name in (*names, *((f"phases.{shown(name)}", name) for name in table_at(document, "phases"))):
        if not is_name(name):
            allowed = f"up to {_LONGEST_NAME} small letters a to z, digits and hyphens between them"
            yield Fault(key, shown(name), allowed)


def _window_faults(document: Document) -> Iterator[Fault]:
    """Find windows whose lower end is above their upper end."""
    for key, table in tables_in(document):
        low, high = number_at(table, "min"), number_at(table, "max")
        if low > high:
            ruled = Allowed(Rule.AT_MOST, (high,), f"{key}.max")
            yield Fault(f"{key}.min", f"{low:g}", f"at most max, which is {high:g}", ruled)


def _phase_count_faults(document: Document) -> Iterator[Fault]:
    phases = document.get("phases")
    if isinstance(phases, Mapping) and len(phases) != _PHASES_NEEDED:
        found = f"{len(phases)} phases" if phases else "no phase"
        yield Fault("phases", found, "exactly three, in this order: rest, end, back at rest")


def _driver_faults(document: Document) -> Iterator[Fault]:
    """Find a driver that has nowhere to go: no windows at rest and end, or windows that overlap."""
    driver, phases = document.get("driver"), table_at(document, "phases")
    if driver not in _DRIVERS or len(phases) != _PHASES_NEEDED:
        return
    rest, end, back = phases
    for name in (rest, end):
        if table_at(phases, name).get(str(driver)) is None:
            yield Fault(f"phases.{name}.{driver}", "nothing", "a window, because this joint drives the exercise")
    resting, reached, returned = (window_at(phases, name, str(driver)) for name in (rest, end, back))
    if overlap(resting, reached):
        allowed = f"a window apart from {span_words(resting)} of {rest}, so that there is a movement between them"
        yield Fault(f"phases.{end}.{driver}", span_words(reached), allowed, Allowed(Rule.OUTSIDE, resting))
    way_deg = abs(middle(reached) - middle(resting))
    if apart(resting, reached) and way_deg < MIN_ATTEMPT_DEG:
        allowed = (
            f"{MIN_ATTEMPT_DEG:g} degrees or more from {span_words(resting)} of {rest}, or nothing would be counted"
        )
        too_near = (resting[0] - MIN_ATTEMPT_DEG, resting[1] + MIN_ATTEMPT_DEG)
        yield Fault(f"phases.{end}.{driver}", span_words(reached), allowed, Allowed(Rule.OUTSIDE, too_near))
    if apart(resting, returned):
        allowed = f"a window that shares angles with {span_words(resting)} of {rest}, so that the movement comes back"
        yield Fault(f"phases.{back}.{driver}", span_words(returned), allowed)


def _thigh_faults(document: Document) -> Iterator[Fault]:
    """Find a thigh that drives the exercise out of the posture in which repetitions are counted."""
    if document.get("driver") != Dof.THIGH_ELEVATION:
        return
    low, high = window_at(document, "posture", Dof.THIGH_ELEVATION)
    phases = table_at(document, "phases")
    for name in phases:
        window = window_at(phases, name, Dof.THIGH_ELEVATION)
        if window[0] < low or window[1] > high:
            allowed = f"within {span_words((low, high))} of posture.thigh_elevation, or it would not be counted"
            yield Fault(f"phases.{name}.thigh_elevation", span_words(window), allowed)


def _shank_faults(document: Document) -> Iterator[Fault]:
    """Find a shank that is nowhere near where thigh and knee put it at rest: no repetition could start."""
    shank, phases = window_at(document, "posture", "shank_at_rest"), table_at(document, "phases")
    if len(phases) != _PHASES_NEEDED:
        return
    rest = next(iter(phases))
    knee = window_at(phases, rest, Dof.KNEE_FLEXION)
    thigh = window_at(phases, rest, Dof.THIGH_ELEVATION)
    if math.isnan(thigh[0]):
        thigh = window_at(document, "posture", Dof.THIGH_ELEVATION)
    hangs = (thigh[0] - knee[1], thigh[1] - knee[0])
    if apart(shank, hangs):
        allowed = f"a window that shares angles with {span_words(hangs)}, where thigh and knee put the shank in {rest}"
        yield Fault("posture.shank_at_rest", span_words(shank), allowed)


def _hold_faults(document: Document) -> Iterator[Fault]:
    """Find stays that are prescribed and objected to at once."""
    phases = table_at(document, "phases")
    for name in phases:
        phase = {**_PHASE_DEFAULTS, **table_at(phases, name)}
        hold, warn, limit = (number_at(phase, key) for key in ("hold_s", "hold_warn_s", "max_hold_s"))
        if warn > limit:
            ruled = Allowed(Rule.AT_MOST, (limit,), f"phases.{name}.max_hold_s")
            yield Fault(f"phases.{name}.hold_warn_s", f"{warn:g}", f"at most max_hold_s, which is {limit:g}", ruled)
        if hold > warn:
            ruled = Allowed(Rule.AT_MOST, (warn,), f"phases.{name}.hold_warn_s")
            yield Fault(f"phases.{name}.hold_s", f"{hold:g}", f"at most hold_warn_s, which is {warn:g}", ruled)
        if limit == 0.0:
            ruled = Allowed(Rule.OVER, (0.0,))
            yield Fault(f"phases.{name}.max_hold_s", "0", "more than 0, or every stay would be too long", ruled)


def _tempo_faults(document: Document) -> Iterator[Fault]:
    """Find limits out of order, and a pace that the limits themselves would call hurried."""
    tempo = {**_TEMPO_DEFAULTS, **table_at(document, "tempo")}
    fault, warning = number_at(tempo, "min_cycle_s"), number_at(tempo, "warn_cycle_s")
    if fault > warning:
        ruled = Allowed(Rule.AT_MOST, (warning,), "tempo.warn_cycle_s")
        yield Fault("tempo.min_cycle_s", f"{fault:g}", f"at most warn_cycle_s, which is {warning:g}", ruled)
    yield from _stroke_faults(document, tempo)
    aim = number_at(tempo, "out_s") + number_at(tempo, "back_s") + _end_hold_s(document)
    if aim < warning:
        found = f"a cycle of {aim:g} s to aim for (out_s, hold_s of the end and back_s together)"
        allowed = f"at least warn_cycle_s, which is {warning:g}; slow the pace or lower the limit"
        yield Fault("tempo", found, allowed, Allowed(Rule.AT_LEAST, (warning,), "tempo.warn_cycle_s"))


def _stroke_faults(document: Document, tempo: Document) -> Iterator[Fault]:
    """Find a pace to aim for that is itself too fast: for the least stroke, or for the speed that is allowed."""
    least_s, most_degps, way_deg = (
        number_at(tempo, "min_stroke_s"),
        number_at(tempo, "max_speed_degps"),
        _way_deg(document),
    )
    strokes_s = {key: number_at(tempo, key) for key in ("out_s", "back_s")}
    for key, stroke_s in strokes_s.items():
        if 0.0 <= stroke_s < least_s:  # below 0 is told as that
            ruled = Allowed(Rule.AT_LEAST, (least_s,), "tempo.min_stroke_s")
            yield Fault(f"tempo.{key}", f"{stroke_s:g}", f"at least min_stroke_s, which is {least_s:g}", ruled)
    fast_s = min((one for one in strokes_s.values() if one > 0.0), default=math.nan)
    if 0.0 < most_degps < way_deg / fast_s:
        found = f"{most_degps:g}, with {way_deg:g} degrees to go in {fast_s:g} s"
        ruled = Allowed(Rule.OVER, (way_deg / fast_s,))
        yield Fault("tempo.max_speed_degps", found, f"more than {way_deg / fast_s:.3g}", ruled)


def _way_deg(document: Document) -> float:
    """Return how far the driver goes at least, from the near edge of rest to that of the end; NaN where not known."""
    phases, driver = table_at(document, "phases"), str(document.get("driver"))
    if len(phases) != _PHASES_NEEDED:
        return math.nan
    resting, reached = (window_at(phases, name, driver) for name in list(phases)[:2])
    return max(reached[0] - resting[1], resting[0] - reached[1])


def own_faults(document: Document) -> tuple[Fault, ...]:
    """Find what contradicts itself in numbers whose exercise is not known.

    Parameters
    ----------
    document : mapping
        A prescription as read from a file; may be malformed anywhere.

    Returns
    -------
    tuple of Fault
        Windows upside down, and angles that no joint reaches.
    """
    return (*_window_faults(document), *reach_faults(document))


def _end_hold_s(document: Document) -> float:
    """Return the stay asked for at the end; 0 where there is none."""
    phases = table_at(document, "phases")
    names = list(phases)[1:2]
    hold_s = number_at(table_at(phases, names[0]), "hold_s") if names else 0.0
    return 0.0 if math.isnan(hold_s) else hold_s
