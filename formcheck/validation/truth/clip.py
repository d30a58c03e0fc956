"""The truth about a clip: its angles in every frame, and what every repetition deserves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import nan
from pathlib import Path
from typing import Final

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from formcheck.errors import Fault, FaultyFileError
from formcheck.events import FlagKind, Verdict
from formcheck.samples import Dof, Side
from formcheck.validation.model import JOINTS, FlagId, ScoredRepetition, Series
from formcheck.validation.truth.faults import faults_of, read_json

WARNINGS: Final = frozenset({FlagKind.OVERSHOOT, FlagKind.NECK_STILL, FlagKind.FOOT_STILL})
"""Kinds that are only ever warnings."""

NOT_SCORED: Final = WARNINGS | {FlagKind.NOT_MEASURABLE}
"""Kinds of flag that are no fault of the person's."""

_NEXT: Final = "Make the truth file anew, with the clip (sample_videos/README.md)."


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Flag(_Table):
    kind: FlagKind
    dof: Dof | None = None


class _Repetition(_Table):
    start_s: float
    peak_s: float
    end_s: float
    verdict: Verdict
    accept_also: tuple[Verdict, ...] = ()
    flags: tuple[_Flag, ...] = ()
    knee_at_peak_deg: float | None = None
    ankle_at_peak_deg: float | None = None
    timing: str | None = None


class _Cut(_Table):
    start_s: float
    end_s: float


class _Frames(_Table):
    t_s: tuple[float, ...]
    knee_flexion_deg: tuple[float | None, ...]
    ankle_dorsiflexion_deg: tuple[float | None, ...]
    thigh_elevation_deg: tuple[float | None, ...]
    trunk_lean_deg: tuple[float | None, ...]
    neck_flexion_deg: tuple[float | None, ...]


class _Document(_Table):
    side: Side
    facing: Side
    frames: _Frames
    repetitions: tuple[_Repetition, ...]
    cut_repetitions: tuple[_Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth about one clip.

    Parameters
    ----------
    side, facing : Side or None
        The working leg, and the side of the picture the person faces; None where nobody noted it.
    t_s : ndarray, shape (frames,)
        Times of the frames, increasing; none where the angles are not known frame by frame.
    deg : mapping of Dof to ndarray, shape (frames,)
        True angles; NaN in frames in which no truth is asked for (standing up, out of the picture).
    repetitions : tuple of ScoredRepetition
        Those that count, in order.
    cut : tuple of ScoredRepetition
        What happens of repetitions that the recording begins or ends in: they do not count, and withholding a verdict
        about one makes nothing up.
    may_be_none : bool
        Whether it is as right to count nothing, if what must be said is said.
    said, unsaid : tuple of str
        What must be said where no repetition got a verdict, and what must not: kinds of remarks and flags.
    names_all_faults : bool
        Whether the flags of a repetition are all that it deserves; else they are only what decides its verdict.
    has_times : bool
        Whether the times of the repetitions are known; else only their order is.
    are_times_measured : bool
        Whether they are known well enough to hold times against; else only well enough to tell which repetition it is.
    """

    side: Side | None
    facing: Side | None
    t_s: Series
    deg: Mapping[Dof, Series]
    repetitions: tuple[ScoredRepetition, ...]
    cut: tuple[ScoredRepetition, ...] = ()
    may_be_none: bool = False
    said: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    names_all_faults: bool = True
    has_times: bool = True
    are_times_measured: bool = True

    def at(self, dof: Dof, t_s: Series) -> Series:
        """Return the true angle at any times, interpolated; NaN where the nearest frame has none or is far away.

        Parameters
        ----------
        dof : Dof
            Any joint.
        t_s : ndarray, shape (n,)
            Times, in seconds.

        Returns
        -------
        ndarray, shape (n,)
            Degrees.
        """
        return sample_truth(self.t_s, self.deg[dof], t_s)


def mirrored(truth: Truth) -> Truth:
    """Return the truth about the same clip seen in a mirror.

    Parameters
    ----------
    truth : Truth
        Of the clip as it was made.

    Returns
    -------
    Truth
        Sides exchanged; times and angles stay.
    """
    return replace(truth, side=truth.side and truth.side.other, facing=truth.facing and truth.facing.other)


def load_truth(path: Path) -> Truth:
    """Read a truth file.

    Parameters
    ----------
    path : Path
        A JSON file, made with the clip.

    Raises
    ------
    InputError
        It is missing or has faults: all of them in one message.
    """
    try:
        document = _Document.model_validate(read_json(path, "the truth of the clip", _NEXT))
    except ValidationError as error:
        faults = faults_of(error, _Document.model_json_schema())
        raise FaultyFileError(str(path), faults, next_step=_NEXT) from error
    contradictions = tuple(_inconsistencies(document))
    if contradictions:
        raise FaultyFileError(str(path), contradictions, next_step=_NEXT)
    times, deg = np.array(document.frames.t_s), {dof: _angles(document.frames, dof) for dof in Dof}
    repetitions = tuple(_repetition(one, times, deg) for one in document.repetitions)
    cut = tuple(cut_repetition(one.start_s, one.end_s) for one in document.cut_repetitions)
    return Truth(document.side, document.facing, times, deg, repetitions, cut)


def sample_truth(true_s: Series, true: Series, t_s: Series) -> Series:
    """Return true angles at other times.

    Parameters
    ----------
    true_s, true : ndarray, shape (frames,)
        Times and angles; NaN where there is none.
    t_s : ndarray, shape (n,)
        When to read them.

    Returns
    -------
    ndarray, shape (n,)
        Interpolated between the frames that have a truth; NaN where the nearest frame has none, or is more than a
        frame away.
    """
    known = np.isfinite(true)
    if not known.any():
        return np.full(len(t_s), nan)
    after = np.clip(np.searchsorted(true_s, t_s), 1, max(1, len(true_s) - 1))
    if len(true_s) == 1:
        after = np.zeros(len(t_s), dtype=int)
    before = np.maximum(after - 1, 0)
    nearest = np.where(t_s - true_s[before] <= true_s[after] - t_s, before, after)
    gap = float(np.median(np.diff(true_s))) if len(true_s) > 1 else 0.1
    asked = known[nearest] & (np.abs(true_s[nearest] - t_s) <= gap)
    return np.where(asked, np.interp(t_s, true_s[known], true[known]), nan)


def _angles(frames: _Frames, dof: Dof) -> Series:
    values: tuple[float | None, ...] = getattr(frames, f"{dof.value}_deg")
    return np.array([nan if value is None else value for value in values], dtype=np.float64)


def _repetition(one: _Repetition, times: Series, deg: dict[Dof, Series]) -> ScoredRepetition:
    """Return a repetition; at rest it has the angles of the moment it starts."""
    at_rest = {dof: float(sample_truth(times, deg[dof], np.array([one.start_s]))[0]) for dof in JOINTS}
    at_peak = (one.knee_at_peak_deg, one.ankle_at_peak_deg)
    return ScoredRepetition(
        one.start_s,
        one.peak_s,
        one.end_s,
        one.verdict,
        scored_flags((flag.kind, flag.dof) for flag in one.flags),
        at_rest,
        {dof: nan if value is None else value for dof, value in zip(JOINTS, at_peak, strict=True)},
        one.accept_also,
        conditions={"timing": one.timing} if one.timing else {},
    )


def cut_repetition(start_s: float, end_s: float) -> ScoredRepetition:
    """Return a repetition of which only a part was recorded: nobody can judge it.

    Parameters
    ----------
    start_s, end_s : float
        The part that was recorded.
    """
    return ScoredRepetition(start_s, (start_s + end_s) / 2, end_s, Verdict.NOT_MEASURABLE)


def scored_flags(flags: Iterable[FlagId]) -> tuple[FlagId, ...]:
    """Return the flags that are faults or compensations.

    Parameters
    ----------
    flags : iterable of FlagId
        Kinds with their joints; warnings, and what could not be measured, are left out.
    """
    return tuple(flag for flag in flags if flag[0] not in NOT_SCORED)


def _inconsistencies(document: _Document) -> list[Fault]:
    """Return what no entry shows by itself."""
    frames = document.frames
    count = len(frames.t_s)
    faults = [
        Fault(f"frames.{dof.value}_deg", f"{length} values", f"{count}, as many as t_s")
        for dof in Dof
        if (length := len(getattr(frames, f"{dof.value}_deg"))) != count
    ]
    if not count or np.any(np.diff(frames.t_s) <= 0.0):
        faults.append(Fault("frames.t_s", "times that do not increase", "increasing times, at least one"))
    for number, one in enumerate(document.repetitions, 1):
        if not one.start_s <= one.peak_s <= one.end_s:
            found = f"{one.start_s}, {one.peak_s}, {one.end_s}"
            faults.append(Fault(f"repetitions[{number}]", found, "start_s, peak_s, end_s in this order"))
    return faults
