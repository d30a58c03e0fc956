"""One attempt, one instrument: where several measure a joint, an attempt is judged by one of them from end to end.

From one instrument to the other an angle steps by what each gets wrong. So an attempt in which one of them was silent
for longer than a moment is judged by what the other read meanwhile, also of the time before; and by its errors. A joint
about which they disagreed in the attempt is not judged, for the readings before it was noticed were already wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf, isnan, nan

from formcheck.exercise.machine import ClosedAttempt
from formcheck.kinematics.smoothing import MAX_BRIDGED_S
from formcheck.samples import TIME_TOLERANCE_S, Accuracy, AngleSample, Dof, Origin, select_accuracies


def settle(closed: ClosedAttempt, driver: Dof) -> ClosedAttempt:
    """Return an attempt with each joint measured by one instrument; as it is where there is only one.

    Parameters
    ----------
    closed : ClosedAttempt
        The attempt as it was found.
    driver : Dof
        The joint whose movement makes it; disagreed about, it counts as lost on its way.
    """
    compared = {dof for sample in closed.samples for dof in sample.readings}
    for dof in sorted(compared):
        if any(_is_withheld(sample, dof) for sample in closed.samples if sample.t_s >= closed.left_s):
            closed = replace(closed, is_lost=True) if dof is driver else _by(closed, dof, None)
        elif (origin := _origin(closed, dof)) is not None:
            closed = _by(closed, dof, origin)
    return closed


def has_changed(closed: ClosedAttempt, dof: Dof) -> bool:
    """Tell whether an attempt was followed by one instrument first and then by another.

    Parameters
    ----------
    closed : ClosedAttempt
        The attempt as it was found.
    dof : Dof
        The joint.
    """
    followed = (sample.origin.get(dof) for sample in closed.samples if sample.t_s >= closed.left_s)
    return len({origin for origin in followed if origin is not None}) > 1


def accuracy_of(samples: Sequence[AngleSample], known: Mapping[Origin, Accuracy], accuracy: Accuracy) -> Accuracy:
    """Return how well an attempt was measured.

    Parameters
    ----------
    samples : sequence of AngleSample
        Those of the attempt, each joint measured by one instrument.
    known : mapping of Origin to Accuracy
        Of each instrument, where there are several; else empty.
    accuracy : Accuracy
        Of the session, for what was not measured at all.
    """
    if not known:
        return accuracy
    by = {dof: origin for sample in samples for dof, origin in sample.origin.items() if not isnan(sample.deg[dof])}
    errors = {dof: known[by[dof]] if dof in by and by[dof] in known else accuracy for dof in Dof}
    return select_accuracies({dof: one for dof, one in errors.items() if one.measures(dof)})


def differing(accuracy: Accuracy, other: Accuracy) -> frozenset[Dof]:
    """Return the angles that are measured otherwise than usual, by another instrument.

    Parameters
    ----------
    accuracy, other : Accuracy
        Of an attempt, and of the session.
    """
    both = (dof for dof in Dof if accuracy.measures(dof) and other.measures(dof))
    return frozenset(dof for dof in both if accuracy.straight[dof] != other.straight[dof])


def _is_withheld(sample: AngleSample, dof: Dof) -> bool:
    return isnan(sample.deg[dof]) and bool(sample.readings.get(dof))


def _origin(closed: ClosedAttempt, dof: Dof) -> Origin | None:
    """Return the instrument to measure a joint by: the first without a gap, else the one with the shorter one."""
    # Where both were heard, the one that is believed comes first.
    order = [one.origin for one in max((sample.readings.get(dof, ()) for sample in closed.samples), key=len)]
    gaps_s = {origin: _longest_gap_s(closed, dof, origin) for origin in order}
    whole = (origin for origin in order if gaps_s[origin] <= MAX_BRIDGED_S + TIME_TOLERANCE_S)
    return next(whole, min(order, key=lambda origin: gaps_s[origin], default=None))


def _longest_gap_s(closed: ClosedAttempt, dof: Dof, origin: Origin) -> float:
    """Return for how long an instrument was silent on end between leaving rest and the end of the attempt."""
    begin_s, end_s = closed.left_s, closed.samples[-1].t_s
    read_s = [
        sample.t_s
        for sample in closed.samples
        if sample.t_s >= begin_s and any(one.origin is origin for one in sample.readings.get(dof, ()))
    ]
    if not read_s:
        return inf
    return max(after - before for before, after in pairwise([begin_s, *read_s, end_s]))


def _by(closed: ClosedAttempt, dof: Dof, origin: Origin | None) -> ClosedAttempt:
    """Return an attempt with a joint measured by one instrument; by None it is not measured."""
    return replace(closed, samples=tuple(_sample_by(sample, dof, origin) for sample in closed.samples))


def _sample_by(sample: AngleSample, dof: Dof, origin: Origin | None) -> AngleSample:
    # As it was read: what was shown is faded in where an instrument steps in.
    found = next((one for one in sample.readings.get(dof, ()) if one.origin is origin), None)
    others = {one: by for one, by in sample.origin.items() if one is not dof}
    return replace(
        sample,
        deg={**sample.deg, dof: nan if found is None else found.deg},
        quality={**sample.quality, dof: 0.0 if found is None else found.quality},
        origin=others if found is None else {**others, dof: found.origin},
    )
