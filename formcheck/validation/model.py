"""What is compared: repetitions and angles, as the truth has them and as they were found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from formcheck.events import FlagKind, Verdict
from formcheck.samples import Dof
from formcheck.session.matching import Matching

Series = NDArray[np.float64]
FlagId = tuple[FlagKind, Dof | None]
"""What a flag is about, and at which joint; None for the whole movement, or, in a truth, for any joint."""

ANGLES = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.TRUNK_LEAN, Dof.NECK_FLEXION)
"""The angles that are scored frame by frame."""

JOINTS = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION)
"""The angles that are scored repetition by repetition."""


@dataclass(frozen=True, slots=True)
class Called:
    """A fault that a repetition was blamed for.

    Parameters
    ----------
    fault : FlagId
        What it is, and at which joint.
    probability : float or None
        How probable it was held to be, 0 to 1; None where that was not said.
    """

    fault: FlagId
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class HandFigure:
    """A figure of a real repetition that a person measured.

    Parameters
    ----------
    name : str
        ``start_s``, ``peak_s``, ``end_s``, ``knee_at_rest_deg``, ``knee_at_peak_deg``, ``ankle_at_rest_deg`` or
        ``ankle_at_peak_deg``.
    value : float
        What they measured, in seconds or degrees.
    within : float
        How far from it a right reading may be.
    """

    name: str
    value: float
    within: float


@dataclass(frozen=True, slots=True)
class ScoredRepetition:
    """One repetition as the truth, formcheck or the naive counter tells it.

    Parameters
    ----------
    start_s, peak_s, end_s : float
        Its times, as ``docs/conventions.md`` defines them.
    verdict : Verdict
        What it deserves, or was given.
    flags : tuple of FlagId
        Its faults and compensations; warnings are none.
    rest_deg, end_deg : mapping of Dof to float
        Knee and ankle before the movement and at its furthest point; missing or NaN where not known.
    accept_also : tuple of Verdict
        Of a true one: verdicts that are fair, too.
    by_hand : tuple of HandFigure
        Of a true one: what a person measured of it.
    conditions : mapping of str to str
        Of a true one: what is special about it beside the conditions of its clip.
    called : tuple of Called
        Of a found one: the faults that decided its verdict.
    certainty : float or None
        Of a found one: how probable it is that the verdict is right, 0 to 1; None where that was not said.
    """

    start_s: float
    peak_s: float
    end_s: float
    verdict: Verdict
    flags: tuple[FlagId, ...] = ()
    rest_deg: Mapping[Dof, float] = field(default_factory=dict)
    end_deg: Mapping[Dof, float] = field(default_factory=dict)
    accept_also: tuple[Verdict, ...] = ()
    by_hand: tuple[HandFigure, ...] = ()
    conditions: Mapping[str, str] = field(default_factory=dict)
    called: tuple[Called, ...] = ()
    certainty: float | None = None

    def accepts(self, verdict: Verdict) -> bool:
        """Return whether a verdict is a fair one of this true repetition.

        Parameters
        ----------
        verdict : Verdict
            The one it was given.
        """
        return verdict is self.verdict or verdict in self.accept_also


Paired = Matching[ScoredRepetition]
"""The true repetitions of a clip beside those found."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One angle of one clip over time.

    Parameters
    ----------
    t_s : ndarray, shape (frames,)
        Times, increasing.
    measured : ndarray, shape (frames,)
        What was measured, in degrees; NaN where nothing was.
    true : ndarray, shape (frames,)
        The truth, in degrees; NaN in frames in which none is asked for.
    """

    t_s: Series
    measured: Series
    true: Series


@dataclass(frozen=True, slots=True)
class ClipData:
    """All that the scores of one clip rest on.

    Parameters
    ----------
    file : str
        Its name.
    conditions : mapping of str to str
        How it was made, or filmed: values by the names of conditions.
    true, found, naive : tuple of ScoredRepetition
        The repetitions as rendered, as formcheck found them, and as a counter with two thresholds finds them.
    traces : mapping of Dof to Trace
        The angles of the true working leg.
    said : mapping of str to bool
        What had to be said of the recording as a whole, and whether it was; what must not be said begins with ``not``.
    names_all_faults : bool
        Whether the flags of the true repetitions are all that they deserve; else only what decides their verdicts.
    has_times : bool
        Whether the times of the true repetitions are known; else they were paired in order, or are rough, and errors of
        times mean nothing.
    person : str
        Whose it is, where several clips are of one person: their repetitions hang together. Empty where nobody else's
        is.
    """

    file: str
    conditions: Mapping[str, str]
    true: tuple[ScoredRepetition, ...]
    found: tuple[ScoredRepetition, ...]
    naive: tuple[ScoredRepetition, ...]
    traces: Mapping[Dof, Trace]
    said: Mapping[str, bool] = field(default_factory=dict)
    names_all_faults: bool = True
    has_times: bool = True
    person: str = ""
