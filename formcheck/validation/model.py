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
    """

    start_s: float
    peak_s: float
    end_s: float
    verdict: Verdict
    flags: tuple[FlagId, ...] = ()
    rest_deg: Mapping[Dof, float] = field(default_factory=dict)
    end_deg: Mapping[Dof, float] = field(default_factory=dict)


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
    true, found, naive : tuple of ScoredRepetition
        The repetitions as rendered, as formcheck found them, and as a counter with two thresholds finds them.
    traces : mapping of Dof to Trace
        The angles of the true working leg.
    """

    file: str
    true: tuple[ScoredRepetition, ...]
    found: tuple[ScoredRepetition, ...]
    naive: tuple[ScoredRepetition, ...]
    traces: Mapping[Dof, Trace]
