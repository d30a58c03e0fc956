"""One part of the document about other people: a folder, by one model, at one rate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from formcheck.validation.account import Account
from formcheck.validation.pages.accounts import (
    CalibrationRow,
    ConditionRow,
    ExpectedRow,
    calibration_rows,
    condition_rows,
    expected_rows,
    outcome_rows,
)
from formcheck.validation.pages.groups import FigureRow
from formcheck.validation.results import ClipResult, Validation
from formcheck.validation.truth.folder import FolderKind
from formcheck.words.catalogue import Words

TITLES: Final = {
    FolderKind.SAMPLES: "Sample clips",
    FolderKind.CLIP_SET: "Clips made by others",
    FolderKind.POPULATION: "A rendered population",
    FolderKind.REAL: "Real people",
    FolderKind.SENSORS: "Real people with sensors",
    FolderKind.CORRECTED: "A clinic's own people",
}
_ABOUT: Final = {
    FolderKind.SAMPLES: "",
    FolderKind.CLIP_SET: "Rendered by somebody else's program, of people, rooms and habits that the sample clips do "
    "not have. Of each repetition the deserved verdict is known and what else is fair; faults beside the one that "
    "decides are not.",
    FolderKind.POPULATION: "People, clothes, rooms, cameras and habits drawn at random from stated distributions; most "
    "movements follow the timing of real people (`sample_videos/population/README.md`). Half of the clips are "
    "held back, kept out of all work on the program: they count here, the others stand beside them.",
    FolderKind.REAL: "Landmarks of public recordings of real people, without pictures. The counts are what people "
    "saw in the pictures; times and angles were read by hand from the model's raw points, so they test what is made of "
    "the points, not the points (`formcheck/validation/truth/real.toml`). Where they and the rendered people "
    "disagree, they are right.",
    FolderKind.SENSORS: "Physical therapy exercises of Yurtman & Barshan (https://doi.org/10.24432/C5JK60): real "
    "people with sensors at 25 readings a second, who did ten executions well, ten too fast and ten of low amplitude, "
    "as they were asked. The sensors were calibrated, and the person's own range and tempo measured, from another "
    "session. Times are not known: repetitions are paired by their order. These recordings were at hand while limits "
    "were set, among them the pace of a rushed repetition and the windows of the leg raise: they flatter.",
    FolderKind.CORRECTED: "Real people of a clinic, without pictures and names. The truth is what its clinicians said "
    "who looked through whole sessions: they saw the machine's verdict when they judged, and may lean towards it. Each "
    "session is judged anew by the engine of today, with what was prescribed then. Intervals take the repetitions of "
    "one person together.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """What the template shows of one validation; rows are in words.

    Parameters
    ----------
    title, heading, anchor, about : str
        What the clips are, the heading with model and rate, its place in the page, and a few sentences.
    rate : str
        Pictures a second; those of each clip where it has its own.
    validation : Validation
        The result.
    account : Account
        What counts of it.
    is_held_back : bool
        Whether that is the half held back.
    clips : tuple of ClipResult
        The clips that are shown: of a population only those with something amiss.
    others : int
        How many are not shown.
    outcome_rows, condition_rows, calibration_rows, expected_rows : list
        The tables.
    """

    title: str
    heading: str
    anchor: str
    about: str
    rate: str
    validation: Validation
    account: Account
    is_held_back: bool
    clips: tuple[ClipResult, ...]
    others: int
    outcome_rows: list[FigureRow]
    condition_rows: list[ConditionRow]
    calibration_rows: list[CalibrationRow]
    expected_rows: list[ExpectedRow]


def part_of(words: Words, validation: Validation) -> Part:
    """Return what is shown of a validation.

    Parameters
    ----------
    words : Words
        The language.
    validation : Validation
        Any result.
    """
    account = validation.account
    is_held_back = validation.account_group == "held_back"
    counted = [clip for clip in validation.clips if clip.held_back or not is_held_back]
    is_long = validation.kind is FolderKind.POPULATION
    shown = tuple(clip for clip in counted if not is_long or _is_amiss(clip))
    title = TITLES[validation.kind]
    by = f", {validation.software.model}" if validation.software.model else ""
    rate = f", {validation.rate} pictures a second" if validation.rate else ""
    heading = f"{title}{by}{rate}"
    return Part(
        title=title,
        heading=heading,
        anchor=re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-"),  # as GitHub makes it
        about=_ABOUT[validation.kind],
        rate=validation.rate or "as filmed",
        validation=validation,
        account=account,
        is_held_back=is_held_back,
        clips=shown,
        others=len(counted) - len(shown),
        outcome_rows=outcome_rows(words, validation.accounts),
        condition_rows=list(condition_rows(words, account.conditions)),
        calibration_rows=calibration_rows(words, account.calibration),
        expected_rows=expected_rows(words, validation.by_hand),
    )


def _is_amiss(clip: ClipResult) -> bool:
    return not all(row.is_right for row in clip.repetitions)
