"""What a joint can do, and what angles may mean that it cannot: most likely they are counted another way.

Ranges are those of healthy adults (American Academy of Orthopaedic Surgeons 1965, Joint Motion: knee to 135°, ankle 20°
up and 50° down, hip 120° of flexion and 30° of extension, back 80° forward) with room for the supple and for the error
of a camera. Thigh and trunk are told against the level and the upright, so theirs are those of somebody who may sit,
stand or lie on the back. Only what is wholly beyond them is a fault: a window may end anywhere where its end is not
meant to bind. The neck is told in words, and has no range here.

Everything here reads documents as they stand in a file, and keeps quiet where they are malformed: so it is told
together with what is wrong with their types.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from formcheck.errors import Allowed, Fault, Rule
from formcheck.exercise.tables import Document, Span, apart, middle, number_at, span_words, table_at, window_at
from formcheck.samples import Dof


@dataclass(frozen=True, slots=True)
class Convention:
    """Another way to count an angle.

    Parameters
    ----------
    words : str
        How it differs, as a clause.
    factor, zero_deg : float
        An angle here is `factor` times what that convention says, less its `zero_deg`.
    """

    words: str
    factor: float
    zero_deg: float = 0.0

    def here(self, said: Span) -> Span:
        """Return what angles of this convention are in ours.

        Parameters
        ----------
        said : tuple of float
            From where to where.
        """
        ends = sorted(self.factor * (deg - self.zero_deg) or 0.0 for deg in said)  # no minus before a zero
        return ends[0], ends[1]


@dataclass(frozen=True, slots=True)
class JointRange:
    """What a joint can do, and how else its angle is counted.

    Parameters
    ----------
    name : str
        The joint.
    min_deg, max_deg : float
        From where to where it goes.
    counted : str
        How its angle is counted here.
    others : tuple of Convention
        How else it is counted, the likeliest first.
    """

    name: str
    min_deg: float
    max_deg: float
    counted: str
    others: tuple[Convention, ...]

    def reaches(self, span: Span) -> bool:
        """Tell whether any of a window is within reach; NaN, which means that there is none, counts as that.

        Parameters
        ----------
        span : tuple of float
            The edges of a window, in degrees.
        """
        return not (span[0] > self.max_deg or span[1] < self.min_deg)

    def guesses(self, span: Span) -> str:
        """Return what a window out of reach may have been meant to be, as a question; empty where nothing fits.

        Parameters
        ----------
        span : tuple of float
            The edges of a window, in degrees.
        """
        fitting = [(one.here(span), one.words) for one in self.others if self._holds(one.here(span))]
        meant = " or ".join(f"{span_words(here)} ({words})" for here, words in fitting)
        return f"; did you mean {meant}?" if meant else ""

    def _holds(self, span: Span) -> bool:
        return self.min_deg <= span[0] and span[1] <= self.max_deg


JOINTS: Final[Mapping[Dof, JointRange]] = {
    Dof.KNEE_FLEXION: JointRange(
        "knee",
        -20.0,
        145.0,
        "0 is a straight knee, bending counts up",
        (Convention("where straight is 180", -1.0, 180.0), Convention("where bending counts down", -1.0)),
    ),
    Dof.ANKLE_DORSIFLEXION: JointRange(
        "ankle",
        -75.0,
        45.0,
        "0 is square to the shank, toes up counts up",
        (Convention("where square is 90", 1.0, 90.0), Convention("where toes down counts up", -1.0)),
    ),
    Dof.THIGH_ELEVATION: JointRange(
        "thigh",
        -120.0,
        135.0,
        "0 is level, knee above hip counts up",
        (Convention("where hanging is 0", 1.0, 90.0), Convention("where level is 180", -1.0, 180.0)),
    ),
    Dof.TRUNK_LEAN: JointRange(
        "trunk",
        -130.0,
        130.0,
        "0 is upright, forward counts up, lying on the back is -90",
        (Convention("where upright is 180", -1.0, 180.0),),
    ),
}
"""By the angle. The least edge of a window that an exercise binds to is well within them."""

_RADIANS: Final = Convention("in radians", 180.0 / math.pi)
_PHASE_DOFS: Final = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION)
_POSTURE_DOFS: Final = (Dof.THIGH_ELEVATION, Dof.TRUNK_LEAN)

_PHASE_WORDS: Final[Mapping[str, tuple[Dof, float]]] = {
    **dict.fromkeys(("dorsiflex", "dorsiflexed", "dorsiflexion"), (Dof.ANKLE_DORSIFLEXION, 1.0)),
    **dict.fromkeys(("plantarflex", "plantarflexed", "plantarflexion", "point"), (Dof.ANKLE_DORSIFLEXION, -1.0)),
    **dict.fromkeys(("bend", "bent", "flex", "flexed", "flexion"), (Dof.KNEE_FLEXION, 1.0)),
    **dict.fromkeys(("extend", "extended", "extension", "straight", "straighten"), (Dof.KNEE_FLEXION, -1.0)),
}
"""What a word in the name of a phase says: which joint goes which way."""


def reach_faults(document: Document) -> Iterator[Fault]:
    """Yield the faults of windows that no joint reaches, or that are no degrees.

    Parameters
    ----------
    document : mapping
        An exercise, or a prescription by itself.
    """
    phases = table_at(document, "phases")
    places = [(("phases", name, dof), dof) for name in phases for dof in _PHASE_DOFS]
    for keys, dof in (*places, *((("posture", dof), dof) for dof in _POSTURE_DOFS)):
        yield from _reach_faults(".".join(keys), dof, window_at(document, *keys))


def _reach_faults(key: str, dof: Dof, span: Span) -> Iterator[Fault]:
    joint = JOINTS[dof]
    if _are_radians(span):
        meant = span_words(_whole(_RADIANS.here(span)))
        yield Fault(key, span_words(span), f"degrees; did you mean {meant} ({_RADIANS.words})?")
    elif not joint.reaches(span):
        does = f"what the {joint.name} does, {joint.min_deg:g} to {joint.max_deg:g} (here {joint.counted})"
        ruled = Allowed(Rule.WITHIN, (joint.min_deg, joint.max_deg))
        yield Fault(key, span_words(span), does + joint.guesses(span), ruled)


def _whole(span: Span) -> Span:
    return float(round(span[0])), float(round(span[1]))


def _are_radians(span: Span) -> bool:
    """Tell whether a window is too narrow for degrees, and no wider than a half turn in radians.

    Nobody writes three degrees with a fraction, which no camera can tell apart; ranges in radians are mostly that.
    """
    return max(map(abs, span)) <= math.pi and span[0] < span[1] and any(deg != round(deg) for deg in span)


def believable(document: Document) -> Document:
    """Return an exercise with every window empty that no joint reaches: what is wrong with it is told once, by itself.

    Parameters
    ----------
    document : mapping
        An exercise; may be malformed anywhere.
    """
    wrong = {fault.key for fault in reach_faults(document)}
    return _without(document, wrong) if wrong else document


def _without(table: Document, wrong: set[str], prefix: str = "") -> Document:
    return {
        name: {}
        if prefix + name in wrong
        else _without(value, wrong, f"{prefix}{name}.")
        if isinstance(value, Mapping)
        else value
        for name, value in table.items()
    }


def name_side_faults(document: Document) -> Iterator[Fault]:
    """Yield the faults of phases whose names say that a joint goes the other way than their windows do.

    Parameters
    ----------
    document : mapping
        An exercise.
    """
    phases = table_at(document, "phases")
    rest = window_at(phases, next(iter(phases), ""), Dof.KNEE_FLEXION)
    for name in phases:
        for word in name.replace("_", "-").split("-"):
            dof, sign = _PHASE_WORDS.get(word, (None, 0.0))
            if dof is None:
                continue
            from_deg: Span = (0.0, 0.0) if dof is Dof.ANKLE_DORSIFLEXION else rest
            window = window_at(phases, name, dof)
            if window[0] >= from_deg[1] if sign < 0.0 else window[1] <= from_deg[0]:
                way, edge = ("above", from_deg[1]) if sign > 0.0 else ("below", from_deg[0])
                allowed = f"angles {way} {edge:g}, as the phase is called {name} (here {JOINTS[dof].counted})"
                ruled = Allowed(Rule.OVER if sign > 0.0 else Rule.UNDER, (edge,))
                yield Fault(f"phases.{name}.{dof}", span_words(window), allowed, ruled)


def personal_faults(personal: Document, exercise: Document) -> Iterator[Fault]:
    """Yield what is wrong with a person's own ranges: beyond reach, where the movement starts, or on its other side.

    Parameters
    ----------
    personal : mapping
        Own ranges, as a prescription says them.
    exercise : mapping
        The exercise they are for, with the prescription's numbers.
    """
    driver = next((dof for dof in JOINTS if dof == exercise.get("driver")), None)
    for key, dof in (
        ("driver_end_deg", driver),
        ("ankle_end_deg", Dof.ANKLE_DORSIFLEXION),
        ("ankle_neutral_deg", Dof.ANKLE_DORSIFLEXION),
    ):
        deg = number_at(personal, key)
        if dof is not None and not JOINTS[dof].reaches((deg, deg)):
            yield from _reach_faults(f"personal.{key}", dof, (deg, deg))
    yield from _end_faults(number_at(personal, "driver_end_deg"), exercise)
    yield from _ankle_end_faults(number_at(personal, "ankle_end_deg"), exercise)
    yield from _cycle_faults(number_at(personal, "cycle_s"), exercise)


def _end_faults(end_deg: float, exercise: Document) -> Iterator[Fault]:
    """Yield the fault of an own end that the movement does not lead to."""
    rest, _, sign = _movement(exercise, exercise.get("driver"))
    key, name = "personal.driver_end_deg", next(iter(table_at(exercise, "phases")), "")
    if rest[0] <= end_deg <= rest[1]:
        allowed = f"outside {span_words(rest)}, where {exercise.get('driver')} rests in {name}"
        yield Fault(key, f"{end_deg:g}", allowed, Allowed(Rule.OUTSIDE, rest))
    elif sign * (end_deg - rest[0]) < 0.0:
        yield Fault(key, f"{end_deg:g}", _other_side(rest, sign, name), _beyond(rest, sign))


def _ankle_end_faults(end_deg: float, exercise: Document) -> Iterator[Fault]:
    """Yield the fault of an own ankle end that the exercise itself would call clearly the wrong way."""
    phases = list(table_at(exercise, "phases"))[1:2]
    window = window_at(exercise, "phases", *phases, Dof.ANKLE_DORSIFLEXION) if phases else (math.nan, math.nan)
    clear_deg = number_at(table_at(exercise, "clear"), "ankle_deg")
    for is_short, way, rule, edge in (
        (end_deg < min(0.0, window[0] - clear_deg), "above", Rule.OVER, window[0] - clear_deg),
        (end_deg > max(0.0, window[1] + clear_deg), "below", Rule.UNDER, window[1] + clear_deg),
    ):
        if is_short and JOINTS[Dof.ANKLE_DORSIFLEXION].reaches((end_deg, end_deg)):
            allowed = f"{way} {edge:g}: it is to reach {span_words(window)} in {phases[0]} (here toes up counts up)"
            allowed = f"{allowed}; did you mean {-end_deg:g}?"
            yield Fault("personal.ankle_end_deg", f"{end_deg:g}", allowed, Allowed(rule, (edge,)))


def _cycle_faults(cycle_s: float, exercise: Document) -> Iterator[Fault]:
    """Yield the fault of an own calm cycle that would be rushed."""
    least_s = number_at(table_at(exercise, "tempo"), "min_cycle_s")
    if cycle_s < least_s:
        ruled = Allowed(Rule.AT_LEAST, (least_s,), "tempo.min_cycle_s")
        yield Fault("personal.cycle_s", f"{cycle_s:g}", f"at least tempo.min_cycle_s, which is {least_s:g}", ruled)


def turned_faults(exercise: Document, base: Document) -> Iterator[Fault]:
    """Yield the faults of a prescription that turns the movement of its exercise round, or makes it another.

    Parameters
    ----------
    exercise : mapping
        With the prescription's numbers.
    base : mapping
        As it is without them.
    """
    start, reached = [*table_at(base, "phases"), "", ""][:2]
    driver = base.get("driver")
    rest, end, sign = _movement(exercise, driver)
    _, _, meant = _movement(base, driver)
    if sign * meant < 0.0:
        allowed = _other_side(rest, meant, start)
        yield Fault(f"phases.{reached}.{driver}", span_words(end), allowed, _beyond(rest, meant))
    if driver != Dof.ANKLE_DORSIFLEXION:
        yield from _turned_ankle_faults(exercise, base)
    yield from _neutral_faults(exercise, base)
    for dof in _POSTURE_DOFS:
        told, own = window_at(believable(exercise), "posture", dof), window_at(base, "posture", dof)
        if apart(told, own):
            allowed = f"a window that shares angles with {span_words(own)}, where this exercise is done"
            yield Fault(f"posture.{dof}", span_words(told), allowed)


def _turned_ankle_faults(exercise: Document, base: Document) -> Iterator[Fault]:
    """Yield the fault of an ankle that goes up where it is to go down, or the other way; wide windows bind nothing."""
    start, reached = [*table_at(base, "phases"), "", ""][:2]
    rest, end, _ = _movement(exercise, Dof.ANKLE_DORSIFLEXION)
    own_rest, own_end, meant = _movement(base, Dof.ANKLE_DORSIFLEXION)
    if apart(own_rest, own_end) and _is_beyond(end, rest, -meant) and not _is_other_side_of_square(end, own_end):
        key = f"phases.{reached}.{Dof.ANKLE_DORSIFLEXION}"
        yield Fault(key, span_words(end), _other_side(rest, meant, start), _beyond(rest, meant))


def _neutral_faults(exercise: Document, base: Document) -> Iterator[Fault]:
    """Yield the faults of an ankle that is to be pointed where the exercise has it pulled up, or the other way."""
    for name in table_at(base, "phases"):
        told, own = (window_at(one, "phases", name, Dof.ANKLE_DORSIFLEXION) for one in (exercise, base))
        if _is_other_side_of_square(told, own) and JOINTS[Dof.ANKLE_DORSIFLEXION].reaches(told):
            is_up = own[0] >= 0.0
            way, edge = ("pulled up", "max at least") if is_up else ("pointed", "min at most")
            meant = span_words((-told[1], -told[0]))
            allowed = f"the foot {way} as in {span_words(own)}, so {edge} 0; did you mean {meant}?"
            ruled = Allowed(Rule.AT_LEAST if is_up else Rule.AT_MOST, (0.0,))
            yield Fault(f"phases.{name}.{Dof.ANKLE_DORSIFLEXION}", span_words(told), allowed, ruled)


def _is_other_side_of_square(told: Span, own: Span) -> bool:
    return (own[0] >= 0.0 and told[1] < 0.0) or (own[1] <= 0.0 and told[0] > 0.0)


def _is_beyond(window: Span, base: Span, sign: float) -> bool:
    """Tell whether a window lies wholly above (+1) or below (-1) another one."""
    return window[0] > base[1] if sign > 0.0 else sign < 0.0 and window[1] < base[0]


def _movement(exercise: Document, dof: object) -> tuple[Span, Span, float]:
    """Return where a joint rests and ends, and whether its angle grows (+1), falls (-1) or neither (0) on the way."""
    start, reached = [*table_at(exercise, "phases"), "", ""][:2]
    rest = window_at(believable(exercise), "phases", start, str(dof))
    end = window_at(exercise, "phases", reached, str(dof))
    shift = middle(end) - middle(rest)
    return rest, end, 0.0 if math.isnan(shift) or shift == 0.0 else math.copysign(1.0, shift)


def _other_side(rest: Span, sign: float, name: str) -> str:
    near, edge = ("above", rest[1]) if sign > 0.0 else ("below", rest[0])
    return f"{near} {edge:g}, on the other side of rest ({span_words(rest)} in {name})"


def _beyond(rest: Span, sign: float) -> Allowed:
    return Allowed(Rule.OVER, (rest[1],)) if sign > 0.0 else Allowed(Rule.UNDER, (rest[0],))
