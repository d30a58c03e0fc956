"""The result of a validation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from formcheck.events import Verdict
from formcheck.samples import Side
from formcheck.session.model import Software
from formcheck.validation.account import Account
from formcheck.validation.by_hand import HandRow
from formcheck.validation.model import ClipData, FlagId
from formcheck.validation.runs import Failure
from formcheck.validation.score import Score
from formcheck.validation.targets import Target
from formcheck.validation.truth.folder import FolderKind
from formcheck.validation.truth.manifest import Change, ClipScene

SCHEMA_VERSION = 3


@dataclass(frozen=True, slots=True)
class RepetitionRow:
    """A true repetition beside the found one; the verdict is None where the other has no match.

    Parameters
    ----------
    start_s : float
        When it starts: truly, or where it never happened, as found.
    true, found : Verdict or None
        The verdict it deserves, and the one it was given.
    wrong, missed : tuple of FlagId
        Flags it was given and does not deserve, and those it deserves and was not given.
    accept_also : tuple of Verdict
        Other verdicts that are fair.
    """

    start_s: float
    true: Verdict | None
    found: Verdict | None
    wrong: tuple[FlagId, ...] = ()
    missed: tuple[FlagId, ...] = ()
    accept_also: tuple[Verdict, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether the verdict is the one deserved, or another fair one."""
        return self.true is self.found or self.found in self.accept_also

    @property
    def is_as_deserved(self) -> bool:
        """Whether verdict and flags are those deserved."""
        return self.is_right and not self.wrong and not self.missed


@dataclass(frozen=True, slots=True)
class ClipResult:
    """One clip with its scores.

    Parameters
    ----------
    file, title, exercise : str
        What it is.
    scene : ClipScene
        How it was made.
    held_back : bool
        Whether it was kept out of all tuning.
    side : Side or None
        The true working leg; None where nobody noted it.
    found_side : Side or None
        The one that was found.
    is_anybody_found : bool
        Whether a person was found at all.
    view_deg : float or None
        How far off the side view the camera was found to be.
    score : Score
        Its scores.
    repetitions : tuple of RepetitionRow
        True beside found, in order of time.
    """

    file: str
    title: str
    exercise: str
    scene: ClipScene
    held_back: bool
    side: Side | None
    found_side: Side | None
    is_anybody_found: bool
    view_deg: float | None
    score: Score
    repetitions: tuple[RepetitionRow, ...]


class Outcome(StrEnum):
    """How a derived clip compares with what it should give."""

    SAME = "same"  # counts and verdicts of the original
    OTHER_COUNT = "other_count"
    OTHER_VERDICTS = "other_verdicts"
    AS_REQUIRED = "as_required"  # every repetition has the verdict the manifest asks for
    NOTHING_COUNTED = "nothing_counted"  # nothing to blame anybody for
    BLAMED = "blamed"  # a fault where none could be seen


@dataclass(frozen=True, slots=True)
class DerivedResult:
    """A clip made of another, beside it.

    Parameters
    ----------
    file, original : str
        The two clips.
    change : Change
        What was done to it.
    required : Verdict or None
        The verdict every repetition should have, where that is not the original's.
    true : int
        Repetitions that happen in it.
    original_verdicts, verdicts : tuple of Verdict
        What was found in the original and in it, in order.
    outcome : Outcome
        How they compare.
    score : Score
        Its own scores, against the truth of the original.
    """

    file: str
    original: str
    change: Change
    required: Verdict | None
    true: int
    original_verdicts: tuple[Verdict, ...]
    verdicts: tuple[Verdict, ...]
    outcome: Outcome
    score: Score


@dataclass(frozen=True, slots=True)
class NegativeResult:
    """A clip in which nobody does the exercise.

    Parameters
    ----------
    file : str
        Its name.
    frames : int
        How many.
    is_anybody_found : bool
        Whether a person was found.
    repetitions : mapping of str to int
        Repetitions counted, by the exercise it was judged as; every one is a phantom.
    naive : int
        Repetitions that two thresholds on the same knee angles count.
    """

    file: str
    frames: int
    is_anybody_found: bool
    repetitions: Mapping[str, int]
    naive: int


@dataclass(frozen=True, slots=True)
class Groups:
    """The same scores of three groups of clips; derived clips and negatives are in none."""

    tuning: Score
    held_back: Score
    all: Score

    @property
    def shown(self) -> dict[str, Score]:
        """The groups by name; those without a clip are left out, and where none is held back there is but one."""
        parts = {"tuning": self.tuning, "held_back": self.held_back} if self.held_back.clips else {}
        return {name: score for name, score in {"all": self.all, **parts}.items() if score.clips}


@dataclass(frozen=True, slots=True)
class Validation:
    """What a validation found.

    Parameters
    ----------
    kind : FolderKind
        What kind of clips they are.
    name, rate : str
        Name of the folder; of a population the pictures a second, else empty.
    software : Software
        The programs and the model.
    groups : Groups
        Scores of the tuning clips, of those held back, and of all.
    accounts : mapping of str to Account
        What became of every repetition, by the names of `Groups.shown`.
    by_hand : tuple of HandRow
        What people measured and asked for in records of real people.
    targets : tuple of Target
        What is promised, and whether it holds.
    clips, derived, negatives : tuple
        Every clip by itself.
    failures : tuple of Failure
        Clips that could not be run.
    unknown : tuple of str
        Records of which nothing is known: they were passed over.
    data : mapping of str to ClipData
        What the scores rest on, by clip; for plots, not part of the JSON.
    schema_version : int
        Version of this structure.
    """

    kind: FolderKind
    name: str
    rate: str
    software: Software
    groups: Groups
    accounts: Mapping[str, Account]
    by_hand: tuple[HandRow, ...]
    targets: tuple[Target, ...]
    clips: tuple[ClipResult, ...]
    derived: tuple[DerivedResult, ...]
    negatives: tuple[NegativeResult, ...]
    failures: tuple[Failure, ...]
    unknown: tuple[str, ...]
    data: Mapping[str, ClipData] = field(metadata={"json": False})
    schema_version: int = SCHEMA_VERSION

    @property
    def account(self) -> Account:
        """What counts: of a population the half that nothing was set on, else all clips."""
        return self.accounts[self.account_group]

    @property
    def account_group(self) -> str:
        """The name of the group that counts."""
        is_split = self.kind is FolderKind.POPULATION and "held_back" in self.accounts
        return "held_back" if is_split else "all"

    @property
    def missed(self) -> tuple[Target, ...]:
        """The targets that are a must and are missed."""
        return tuple(target for target in self.targets if not target.is_met)
