"""Results as words and numbers, the same on the screen, in the page and in the document: English, for developers.

Parameters
----------
value : float or None
    A figure; None or NaN where there is none, which is shown as an en dash.
unit : {"deg", "s", "share", "count"}
    What it is measured in; the number of its decimals follows.
spread : Spread
    Errors in a few numbers, in that unit.
target : Target
    One figure that is promised.
clip : ClipResult
    One clip with its scores.
negative : NegativeResult
    A clip in which nobody exercises.
row : RepetitionRow
    A true repetition beside the found one.
flag : FlagId
    A kind of flag with its joint, or None.
verdicts : sequence of Verdict
    Those of a clip, in order of time.
name : str
    A verdict's value, or `NONE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Final

from formcheck.events import Verdict
from formcheck.samples import Dof
from formcheck.validation.angles.spread import Spread
from formcheck.validation.model import FlagId
from formcheck.validation.results import ClipResult, NegativeResult, Outcome, RepetitionRow
from formcheck.validation.targets import Target
from formcheck.validation.truth.manifest import Change
from formcheck.validation.verdicts.agreement import NONE
from formcheck.words.figures import MISSING, number

DOF_WORDS: Final = {
    Dof.KNEE_FLEXION: "knee",
    Dof.ANKLE_DORSIFLEXION: "ankle",
    Dof.THIGH_ELEVATION: "thigh",
    Dof.TRUNK_LEAN: "trunk",
    Dof.NECK_FLEXION: "neck",
}
ANGLE_WORDS: Final = DOF_WORDS | {Dof.NECK_FLEXION: "neck (change)"}
OUTCOME_WORDS: Final = {
    Outcome.SAME: "same",
    Outcome.OTHER_COUNT: "another count",
    Outcome.OTHER_VERDICTS: "other verdicts",
    Outcome.AS_REQUIRED: "as required",
    Outcome.NOTHING_COUNTED: "nothing counted, nobody blamed",
    Outcome.BLAMED: "blamed for what cannot be seen",
}
GOOD_OUTCOMES: Final = frozenset({Outcome.SAME, Outcome.AS_REQUIRED, Outcome.NOTHING_COUNTED})
CHANGE_WORDS: Final = {
    Change.VARIABLE_RATE: "variable frame rate",
    Change.ROTATED: "rotated by the file's own mark",
    Change.MIRRORED: "mirrored",
    Change.FPS_15: "15 frames a second",
    Change.FPS_60: "60 frames a second",
    Change.SMALL: "small picture",
    Change.FEET_CROPPED: "feet outside the picture",
}
_UNITS: Final = {"deg": "°", "s": " s", "share": "", "count": ""}
_DECIMALS: Final = {"deg": 1, "s": 2, "share": 2, "count": 0}


def verdict_word(verdict: Verdict) -> str:
    """Return a verdict as words, such as ``incomplete range``.

    Parameters
    ----------
    verdict : Verdict
        Any verdict.
    """
    return verdict.value.replace("_", " ")


def amount(value: float | None, unit: str) -> str:
    """Return a figure with its unit; an en dash where there is none.

    Examples
    --------
    >>> amount(2.345, "deg"), amount(0.9, "share"), amount(12.0, "count")
    ('2.3°', '0.90', '12')
    """
    text = number(value, _DECIMALS[unit])
    return text if text == MISSING else text + _UNITS[unit]


def degrees(value: float | None) -> str:
    """Return an angle to a tenth of a degree."""
    return amount(value, "deg")


def seconds(value: float | None) -> str:
    """Return a time to a hundredth of a second."""
    return amount(value, "s")


def share(value: float | None) -> str:
    """Return a share to two decimals."""
    return amount(value, "share")


def percent(value: float | None) -> str:
    """Return a share in per cent; the smallest are not rounded to nothing."""
    if value is None or not isfinite(value):
        return MISSING
    return f"{number(value * 100.0, 1 if 0.0 < value < 0.1 else 0)} %"


def signed(value: float | None, unit: str = "deg") -> str:
    """Return a figure with its sign."""
    text = amount(value, unit)
    return f"+{text}" if value is not None and text[0].isdigit() and round(value, _DECIMALS[unit]) > 0 else text


def bias_sd(spread: Spread, unit: str = "deg") -> str:
    """Return bias ± standard deviation."""
    return MISSING if not spread.n else f"{signed(spread.bias, unit)} ± {amount(spread.sd, unit)}"


def limit(target: Target, value: float) -> str:
    """Return a limit such as ``≥ 0.90``; of counts that may not be, just the number."""
    if target.unit == "count" and value == 0.0:
        return "0"
    return f"{'≥' if target.is_at_least else '≤'} {amount(value, target.unit)}"


def state(target: Target) -> str:
    """Return whether a target holds, in words."""
    if not target.is_measured:
        return "not measured"
    return "missed" if not target.is_met else "aim met" if target.is_aim_met else "met"


def word(name: str) -> str:
    """Return a verdict's name, or that of none, for people."""
    return name if name == NONE else verdict_word(Verdict(name))


def verdict_text(verdicts: Sequence[Verdict]) -> str:
    """Return verdicts in order, equal neighbours put together.

    Examples
    --------
    >>> verdict_text([Verdict.GOOD, Verdict.GOOD, Verdict.HELD])
    '2 good, held'
    """
    runs: list[tuple[Verdict, int]] = []
    for verdict in verdicts:
        if runs and runs[-1][0] is verdict:
            runs[-1] = (verdict, runs[-1][1] + 1)
        else:
            runs.append((verdict, 1))
    return ", ".join(verdict_word(one) if count == 1 else f"{count} {verdict_word(one)}" for one, count in runs)


def flag_text(flag: FlagId) -> str:
    """Return a flag, such as ``incomplete range (knee)``."""
    kind, dof = flag
    words = kind.value.replace("_", " ")
    return f"{words} ({DOF_WORDS[dof]})" if dof else words


def flags_text(row: RepetitionRow) -> str:
    """Return the flags that are wrong or missed; empty where all are right."""
    wrong = [f"wrongly {flag_text(flag)}" for flag in row.wrong]
    missed = [f"not {flag_text(flag)}" for flag in row.missed]
    return ", ".join(wrong + missed)


def verdict_row_text(row: RepetitionRow) -> str:
    """Return the verdict found with the one deserved; empty where they agree."""
    if row.true is row.found:
        return ""
    if row.true is None:
        return f"phantom ({verdict_word(row.found)})" if row.found else NONE
    return (
        f"missed ({verdict_word(row.true)})"
        if row.found is None
        else (f"{verdict_word(row.found)} for {verdict_word(row.true)}")
    )


def disagreements(clip: ClipResult) -> str:
    """Return what was judged or flagged otherwise than deserved; empty where all agrees.

    For example ``2: wrong order for good; 4: missed (held)``.
    """
    texts = []
    for index, row in enumerate(clip.repetitions, 1):
        # A verdict that differs explains the flags that lead to it.
        text = verdict_row_text(row) or flags_text(row)
        if text:
            texts.append(f"{index}: {text}")
    return "; ".join(texts)


def agreeing(clip: ClipResult) -> str:
    """Return how many verdicts agree, such as ``5 of 6``."""
    judging = clip.score.ours.judging
    return f"{judging.agreeing} of {judging.asked}" if judging.asked else MISSING


def counted(clip: ClipResult) -> str:
    """Return found and true counts, such as ``5 of 6``."""
    counting = clip.score.ours.counting
    return f"{counting.found} of {counting.true}"


def phantoms(negative: NegativeResult) -> int:
    """Return how many repetitions were counted, over all exercises it was judged as."""
    return sum(negative.repetitions.values())
