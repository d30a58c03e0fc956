"""What of a session a clinician has judged, beside what the machine says: what counts as agreement, and what does not.

People correct what is wrong and say nothing of what is right, so corrections alone are a sample of the wrong ones. A
session is judged whole only where a clinician says to have looked through it: what nobody changed is then right. An
overrule that names the machine's own verdict agrees with it. A comment, a measured angle, a moved point or a kept
opinion is no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

import numpy as np
import numpy.typing as npt

from formcheck.events import Verdict
from formcheck.session.corrections import (
    Added,
    Blame,
    DatedCorrection,
    JudgedT,
    LookedThrough,
    Overruled,
    SideBySide,
    Struck,
    side_by_side,
)
from formcheck.session.matching import MIN_OVERLAP, overlap

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class JudgedMovement:
    """A movement with the verdicts of machine and clinician.

    Parameters
    ----------
    start_s, end_s : float
        From when to when, in seconds of the source's clock.
    machine : Verdict or None
        What the machine says; None where it found no repetition.
    mine : Verdict or None
        What the clinician says; None where it is no repetition.
    blame : Blame or None
        Why the two differ, as the clinician sees it; None where they agree.
    is_disputed : bool
        Whether another clinician judged it otherwise before; the last one counts.
    """

    start_s: float
    end_s: float
    machine: Verdict | None
    mine: Verdict | None
    blame: Blame | None = None
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Judgement(Generic[JudgedT]):
    """What of a session was judged.

    Parameters
    ----------
    movements : tuple of JudgedMovement
        In order of time: all of the session where it is judged whole, else those that somebody said a verdict of.
    looked : DatedCorrection or None
        Who looked through all of it last; None where nobody did, or the result has other repetitions since.
    left_open : tuple of SideBySide
        Movements that the machine judges otherwise with body points moved, and nobody said a verdict of: while there
        is one, what nobody changed is not all the rest, and the session is not judged whole.
    """

    movements: tuple[JudgedMovement, ...]
    looked: DatedCorrection | None
    left_open: tuple[SideBySide[JudgedT], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether a clinician vouches for every movement of the session."""
        return self.looked is not None and not self.left_open


@dataclass(frozen=True, slots=True)
class JudgedKind:
    """What machine and clinicians said of a movement, in what kind of session.

    Parameters
    ----------
    exercise, instrument : str
        Id of the exercise; the pose model, or what tells that sensors measured.
    is_whole : bool
        Whether the session was looked through whole; else it is a single opinion.
    machine, mine, blame : Verdict, Verdict and Blame, or None
        As of `JudgedMovement`.
    """

    exercise: str
    instrument: str
    is_whole: bool
    machine: Verdict | None
    mine: Verdict | None
    blame: Blame | None = None


@dataclass(frozen=True, slots=True)
class JudgedSessions:
    """A kind of session in which something was judged; as of `JudgedKind`."""

    exercise: str
    instrument: str
    is_whole: bool


@dataclass(frozen=True, slots=True, eq=False)
class ClinicJudged:
    """All that clinicians of a place judged, by person.

    Parameters
    ----------
    kinds : tuple of JudgedKind
        What was said, each once.
    times : ndarray of int, shape (people, kinds)
        How often it was said of each person's movements.
    disputed : ndarray of int, shape (kinds,)
        How often clinicians did not agree among themselves then.
    sessions : tuple of JudgedSessions
        Kinds of sessions, each once.
    session_times : ndarray of int, shape (people, sessions)
        How many of them each person has.
    """

    kinds: tuple[JudgedKind, ...]
    times: Counts
    disputed: Counts
    sessions: tuple[JudgedSessions, ...]
    session_times: Counts

    @property
    def whole_sessions(self) -> int:
        """How many sessions were looked through whole."""
        return int(sum(self.session_times[:, one].sum() for one, kind in enumerate(self.sessions) if kind.is_whole))


def judge_session(repetitions: Sequence[JudgedT], corrections: Sequence[DatedCorrection]) -> Judgement[JudgedT]:
    """Return what of a session was judged by clinicians.

    Parameters
    ----------
    repetitions : sequence of repetition
        What the machine found first.
    corrections : sequence of DatedCorrection
        Those of the same session that hold, in order; of several on one movement the last one counts.
    """
    rows = side_by_side(repetitions, corrections)
    looked = [
        one for one in corrections if isinstance(one.what, LookedThrough) and one.what.repetitions == len(repetitions)
    ]
    found = Judgement((), looked[-1] if looked else None, tuple(row for row in rows if _is_left_open(row)))
    counted = [row for row in rows if found.is_whole or row.by is not None]
    return Judgement(tuple(_judged(row, corrections) for row in counted), found.looked, found.left_open)


def _is_left_open(row: SideBySide[JudgedT]) -> bool:
    """Tell whether points were moved so that the machine says otherwise, and no clinician says what it is."""
    before = None if row.machine is None else row.machine.verdict
    return row.moved is not None and row.by is None and row.verdict is not before


def _judged(row: SideBySide[JudgedT], corrections: Sequence[DatedCorrection]) -> JudgedMovement:
    machine = None if row.machine is None else row.machine.verdict
    if row.by is None:
        return JudgedMovement(row.start_s, row.end_s, machine, machine)
    what = row.by.what
    assert isinstance(what, Overruled | Added | Struck)
    blame = None if row.mine is machine else what.blame
    return JudgedMovement(row.start_s, row.end_s, machine, row.mine, blame, _is_disputed(row.by, corrections))


def _is_disputed(last: DatedCorrection, corrections: Sequence[DatedCorrection]) -> bool:
    """Tell whether somebody else said another verdict of the same movement."""
    here = last.what
    assert isinstance(here, Overruled | Added | Struck)
    others = [
        one.what
        for one in corrections
        if one.author != last.author and isinstance(one.what, Overruled | Added | Struck)
    ]
    said = [one for one in others if overlap(one.movement, here.movement) >= MIN_OVERLAP]
    return any(_verdict_of(one) is not _verdict_of(here) for one in said)


def _verdict_of(what: Overruled | Added | Struck) -> Verdict | None:
    return None if isinstance(what, Struck) else what.mine
