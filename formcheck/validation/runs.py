"""What the engine made of a clip, or why it could not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from formcheck.samples import Dof, Side
from formcheck.session.model import Session, Software
from formcheck.validation.model import Series


@dataclass(frozen=True, slots=True)
class Run:
    """What the engine made of a clip.

    Parameters
    ----------
    file : str
        Name of the clip.
    software : Software
        The programs that found the landmarks, and the formcheck that judged them.
    sessions : tuple of Session
        The results, one for each exercise.
    t_s : ndarray, shape (frames,)
        Times.
    is_right : ndarray, shape (frames,)
        1 where the leg measured was the right one, else 0.
    deg : mapping of Dof to ndarray, shape (frames,)
        Angles as measured for the first exercise; NaN where not measured.
    said : frozenset of str
        What was said in the first session: kinds of remarks, of flags, of dropped attempts and of troubles with
        sensors, each alone and, where it is about a joint or a segment, as ``kind:joint``, too; and as ``kind:cause``
        where it says why.
    """

    file: str
    software: Software
    sessions: tuple[Session, ...]
    t_s: Series
    is_right: Series
    deg: dict[Dof, Series]
    said: frozenset[str] = frozenset()

    def angle(self, dof: Dof, side: Side | None) -> Series:
        """Return an angle of one leg; NaN in frames in which the other one was measured.

        Parameters
        ----------
        dof : Dof
            Any joint.
        side : Side or None
            The leg; None for whichever was measured.

        Returns
        -------
        ndarray, shape (frames,)
            Degrees, at `t_s`.
        """
        if side is None:
            return self.deg[dof]
        return np.where(self.is_right == float(side is Side.RIGHT), self.deg[dof], np.nan)


@dataclass(frozen=True, slots=True)
class Failure:
    """A clip that could not be run.

    Parameters
    ----------
    file : str
        Its name.
    reason : str
        The whole message.
    code : int
        The exit code that belongs to it.
    """

    file: str
    reason: str
    code: int
