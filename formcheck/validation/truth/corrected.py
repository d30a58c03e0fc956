"""What clinicians said of sessions they looked through whole: a set of real people, without anything that tells who.

Beside the records stands ``corrections.json``: of each session a number that stands for its person, and the verdict of
every repetition that there was. Where the engine of today finds them, the machine is right; clinicians mark a movement
in time roughly, so times are good for pairing, and no measure of times.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from formcheck.errors import Fault, FaultyFileError
from formcheck.events import FlagKind, Verdict
from formcheck.samples import Dof, Side
from formcheck.validation.model import ScoredRepetition
from formcheck.validation.truth.clip import Truth
from formcheck.validation.truth.faults import faults_of, read_json
from formcheck.validation.truth.manifest import Described, FileName

CORRECTED: Final = "corrections.json"
SUFFIX: Final = ".record.jsonl.gz"
_NEXT: Final = "Hand it out anew: formcheck corrections --out FOLDER"


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CorrectedRepetition(_Table):
    """A repetition that there was, and what it deserves.

    Parameters
    ----------
    start_s, end_s : float
        From when to when, in seconds since the session began.
    verdict : Verdict
        The clinician's.
    """

    start_s: float
    end_s: float
    verdict: Verdict


class CorrectedSession(_Table):
    """A session that was looked through whole.

    Parameters
    ----------
    file : str
        Name of its record.
    person : str
        Tells one person from another, and no more.
    exercise : str
        Id of the exercise.
    instrument : str
        The pose model, or what tells that sensors measured.
    side : Side or None
        The working leg, as the machine found it.
    repetitions : tuple of CorrectedRepetition
        All that there were.
    """

    file: FileName
    person: Annotated[str, Field(min_length=1, max_length=40)]
    exercise: str
    instrument: str
    side: Side | None = None
    repetitions: tuple[CorrectedRepetition, ...] = ()


class CorrectedSet(_Table):
    """All sessions of a set."""

    version: Literal[1] = 1
    sessions: tuple[CorrectedSession, ...]


def dump_corrected(sessions: tuple[CorrectedSession, ...]) -> str:
    """Return what stands beside the records of a set.

    Parameters
    ----------
    sessions : tuple of CorrectedSession
        All of them.
    """
    return CorrectedSet(sessions=sessions).model_dump_json(indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Corrected:
    """A set, read.

    Parameters
    ----------
    folder : Path
        Where it is.
    sessions : tuple of CorrectedSession
        All of them.
    """

    folder: Path
    sessions: tuple[CorrectedSession, ...]

    @property
    def clips(self) -> tuple[Described, ...]:
        """The sessions as clips are described."""
        return tuple(
            Described(
                file=one.file,
                title=one.file.removesuffix(SUFFIX),
                exercise=one.exercise,
                side=one.side,
                conditions={"instrument": one.instrument},
            )
            for one in self.sessions
        )

    @property
    def people(self) -> dict[str, str]:
        """Whose each session is, by the name of its record."""
        return {one.file: one.person for one in self.sessions}

    @property
    def truths(self) -> dict[str, Truth]:
        """What is known of each session, by the name of its record."""
        return {one.file: _truth(one) for one in self.sessions}


def load_corrected(folder: Path) -> Corrected:
    """Read a set.

    Parameters
    ----------
    folder : Path
        Holds `CORRECTED`, and the records that it names.

    Raises
    ------
    InputError
        It has faults: all of them in one message.
    """
    path = folder / CORRECTED
    try:
        document = CorrectedSet.model_validate(read_json(path, "what clinicians said", _NEXT))
    except ValidationError as error:
        raise FaultyFileError(str(path), faults_of(error, CorrectedSet.model_json_schema()), next_step=_NEXT) from error
    names = {one.file for one in document.sessions}
    if len(names) < len(document.sessions):
        fault = Fault("sessions", f"{len(document.sessions)} sessions of {len(names)} files", "each file once")
        raise FaultyFileError(str(path), (fault,), next_step=_NEXT)
    return Corrected(folder, document.sessions)


def _truth(session: CorrectedSession) -> Truth:
    """Return it as truths are compared; angles are not known frame by frame, nor any fault but that which decides."""
    return Truth(
        session.side,
        None,
        np.array([]),
        {dof: np.array([]) for dof in Dof},
        tuple(map(_scored, session.repetitions)),
        names_all_faults=False,
        are_times_measured=False,
    )


def _scored(one: CorrectedRepetition) -> ScoredRepetition:
    is_fault = one.verdict not in {Verdict.GOOD, Verdict.NOT_MEASURABLE}
    flags = ((FlagKind(one.verdict.value), None),) if is_fault else ()
    return ScoredRepetition(one.start_s, (one.start_s + one.end_s) / 2, one.end_s, one.verdict, flags)
