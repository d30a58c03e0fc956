"""What people saw in records of real people: landmarks without pictures, counted and measured by hand.

Nobody can be shown, so the records lie elsewhere, and what is known of them lies here, in ``real.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final

import numpy as np
from pydantic import Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from formcheck.errors import Fault, FaultyFileError
from formcheck.events import FlagKind, Verdict
from formcheck.parsing import MalformedError, parse_toml
from formcheck.samples import Dof, Side
from formcheck.validation.model import HandFigure, ScoredRepetition
from formcheck.validation.truth.clip import Truth, cut_repetition
from formcheck.validation.truth.faults import faults_of
from formcheck.validation.truth.manifest import Described

SUFFIX: Final = ".record.jsonl.gz"
TRUTH: Final = "real.toml"

Span = tuple[float, float]
HandRead = Annotated[tuple[float, Annotated[float, Field(gt=0.0)]], "value, within"]


@dataclass(frozen=True, config={"extra": "forbid"})
class RealRepetition:
    """A repetition that a person saw; every figure with how far from it a right reading may be.

    Parameters
    ----------
    verdict, accept_also : Verdict, tuple of Verdict
        The one it deserves, and other fair ones.
    start_s, end_s : tuple of float
        When it begins and ends, in seconds.
    peak_s : tuple of float or None
        The middle of the time at the furthest point.
    knee_at_peak_deg, ankle_at_peak_deg, knee_at_rest_deg, ankle_at_rest_deg : tuple of float or None
        Angles there, and before.
    """

    verdict: Verdict
    start_s: HandRead
    end_s: HandRead
    accept_also: tuple[Verdict, ...] = ()
    peak_s: HandRead | None = None
    knee_at_peak_deg: HandRead | None = None
    ankle_at_peak_deg: HandRead | None = None
    knee_at_rest_deg: HandRead | None = None
    ankle_at_rest_deg: HandRead | None = None

    def scored(self) -> ScoredRepetition:
        """Return it as repetitions are compared."""
        figures = {name: getattr(self, name) for name in _FIGURES}
        by_hand = tuple(HandFigure(name, *read) for name, read in figures.items() if read is not None)
        peak_s = self.peak_s[0] if self.peak_s else (self.start_s[0] + self.end_s[0]) / 2
        is_fault = self.verdict not in {Verdict.GOOD, Verdict.NOT_MEASURABLE}
        flags = ((FlagKind(self.verdict.value), None),) if is_fault else ()
        times = (self.start_s[0], peak_s, self.end_s[0])
        return ScoredRepetition(*times, self.verdict, flags, accept_also=self.accept_also, by_hand=by_hand)


_FIGURES: Final = (
    "start_s",
    "peak_s",
    "end_s",
    "knee_at_rest_deg",
    "knee_at_peak_deg",
    "ankle_at_rest_deg",
    "ankle_at_peak_deg",
)


@dataclass(frozen=True, config={"extra": "forbid"})
class RealEntry:
    """What is known of one record; see the head of ``real.toml``."""

    exercise: str
    side: Side | None = None
    repetition: tuple[RealRepetition, ...] = ()
    cut: tuple[Span, ...] = ()
    may_be_none: bool = False
    said: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()

    def truth(self) -> Truth:
        """Return it as truths are compared; angles are not known frame by frame."""
        return Truth(
            self.side,
            None,
            np.array([]),
            {dof: np.array([]) for dof in Dof},
            tuple(one.scored() for one in self.repetition),
            cut=tuple(cut_repetition(*span) for span in self.cut),
            may_be_none=self.may_be_none,
            said=self.said,
            unsaid=self.unsaid,
            names_all_faults=False,
        )


_ENTRIES: TypeAdapter[Mapping[str, RealEntry]] = TypeAdapter(dict[str, RealEntry])
_NEXT: Final = "The head of the file says what it holds."


def real_clips(folder: Path) -> tuple[tuple[Described, ...], tuple[str, ...]]:
    """Return the records of a folder that something is known of, and the names of those nothing is known of.

    Parameters
    ----------
    folder : Path
        A folder of records.
    """
    known = load_entries()
    names = sorted(path.name for path in folder.glob(f"*{SUFFIX}"))
    clips = tuple(_described(name, known[stem]) for name in names if (stem := name.removesuffix(SUFFIX)) in known)
    return clips, tuple(name for name in names if name.removesuffix(SUFFIX) not in known)


def real_truth(clip: Described) -> Truth:
    """Return what people saw in a record.

    Parameters
    ----------
    clip : Described
        One of `real_clips`.
    """
    return load_entries()[clip.file.removesuffix(SUFFIX)].truth()


@cache
def load_entries() -> Mapping[str, RealEntry]:
    """Return what is known, by the names of the records without their ending.

    Raises
    ------
    InputError
        The file of this package has faults.
    """
    return read_entries(files("formcheck.validation.truth").joinpath(TRUTH).read_text(encoding="utf-8"))


def read_entries(text: str) -> Mapping[str, RealEntry]:
    """Return what a text in the form of ``real.toml`` says.

    Parameters
    ----------
    text : str
        TOML.

    Raises
    ------
    InputError
        It has faults: all of them in one message.
    """
    try:
        return _ENTRIES.validate_python(parse_toml(text))
    except MalformedError as error:
        fault = Fault(error.place, error.found, error.allowed)
        raise FaultyFileError(TRUTH, (fault,), next_step=_NEXT) from error
    except ValidationError as error:
        raise FaultyFileError(TRUTH, faults_of(error, _ENTRIES.json_schema()), next_step=_NEXT) from error


def _described(name: str, entry: RealEntry) -> Described:
    return Described(
        file=name,
        title=name.removesuffix(SUFFIX).replace("-", " "),
        exercise=entry.exercise,
        side=entry.side,
    )
