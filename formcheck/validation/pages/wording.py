"""Results as words and numbers, the same on the screen, in the page and in the document.

Parameters
----------
words : Words
    The language.
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
dof : Dof
    An angle.
outcome : Outcome
    How a derived clip compares with what it should give.
change : Change
    How a derived clip differs from its original.
some, every : int
    How many of how many.
name : str
    A name that the results use: of a verdict, a group of clips, a moment of a repetition.
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
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING, number
from formcheck.words.names import joint_word, kind_word, verdict_word

GOOD_OUTCOMES: Final = frozenset({Outcome.SAME, Outcome.AS_REQUIRED, Outcome.NOTHING_COUNTED})
_UNITS: Final = {"deg": "°", "s": " s", "share": "", "count": ""}
_DECIMALS: Final = {"deg": 1, "s": 2, "share": 2, "count": 0}


def amount(words: Words, value: float | None, unit: str) -> str:
    """Return a figure with its unit; an en dash where there is none.

    Examples
    --------
    >>> amount(Words("en"), 2.345, "deg"), amount(Words("es"), 0.9, "share"), amount(Words("en"), 12.0, "count")
    ('2.3°', '0,90', '12')
    """
    text = number(value, _DECIMALS[unit], words.point)
    return text if text == MISSING else text + _UNITS[unit]


def degrees(words: Words, value: float | None) -> str:
    """Return an angle to a tenth of a degree."""
    return amount(words, value, "deg")


def seconds(words: Words, value: float | None) -> str:
    """Return a time to a hundredth of a second."""
    return amount(words, value, "s")


def share(words: Words, value: float | None) -> str:
    """Return a share to two decimals."""
    return amount(words, value, "share")


def percent(words: Words, value: float | None) -> str:
    """Return a share in per cent; the smallest are not rounded to nothing."""
    if value is None or not isfinite(value):
        return MISSING
    return f"{number(value * 100.0, 1 if 0.0 < value < 0.1 else 0, words.point)} %"


def signed(words: Words, value: float | None, unit: str = "deg") -> str:
    """Return a figure with its sign."""
    text = amount(words, value, unit)
    return f"+{text}" if value is not None and text[0].isdigit() and round(value, _DECIMALS[unit]) > 0 else text


def bias_sd(words: Words, spread: Spread, unit: str = "deg") -> str:
    """Return bias ± standard deviation."""
    return MISSING if not spread.n else f"{signed(words, spread.bias, unit)} ± {amount(words, spread.sd, unit)}"


def limit(words: Words, target: Target, value: float) -> str:
    """Return a limit such as ``≥ 0.90``; of counts that may not be, just the number."""
    if target.unit == "count" and value == 0.0:
        return "0"
    return f"{'≥' if target.is_at_least else '≤'} {amount(words, value, target.unit)}"


def target_word(words: Words, target: Target) -> str:
    """Return what a target is about, such as ``Knee range per repetition``."""
    return words(f"target-{_key(target.kind)}")


def compared(words: Words, target: Target) -> str:
    """Return what exactly was compared with the limits of a target."""
    return words(f"compared-{_key(target.kind)}")


def state(words: Words, target: Target) -> str:
    """Return whether a target holds, in words."""
    return words(f"state-{_key(target.state)}")


def group_word(words: Words, name: str) -> str:
    """Return a group of clips, such as ``held back``."""
    return words(f"group-{_key(name)}")


def moment_word(words: Words, name: str) -> str:
    """Return a moment of a repetition, such as ``peak``."""
    return words(f"moment-{name}")


def angle_word(words: Words, dof: Dof) -> str:
    """Return the joint of an angle; of the neck only changes mean anything."""
    return words("angle-neck-change") if dof is Dof.NECK_FLEXION else joint_word(words, dof)


def outcome_word(words: Words, outcome: Outcome) -> str:
    """Return how a derived clip compares with what it should give."""
    return words(f"outcome-{_key(outcome)}")


def change_word(words: Words, change: Change) -> str:
    """Return how a derived clip differs from its original."""
    return words(f"derived-{_key(change)}")


def word(words: Words, name: str) -> str:
    """Return a verdict for people, by its value."""
    return verdict_word(words, Verdict(name))


def verdict_text(words: Words, verdicts: Sequence[Verdict]) -> str:
    """Return verdicts in order, equal neighbours put together.

    Examples
    --------
    >>> verdict_text(Words("en"), [Verdict.GOOD, Verdict.GOOD, Verdict.HELD])
    '2 good, held'
    """
    runs: list[tuple[Verdict, int]] = []
    for verdict in verdicts:
        if runs and runs[-1][0] is verdict:
            runs[-1] = (verdict, runs[-1][1] + 1)
        else:
            runs.append((verdict, 1))
    return ", ".join(("" if count == 1 else f"{count} ") + verdict_word(words, one) for one, count in runs)


def flag_text(words: Words, flag: FlagId) -> str:
    """Return a flag, such as ``incomplete range (knee)``."""
    kind, dof = flag
    about = kind_word(words, kind)
    return f"{about} ({joint_word(words, dof)})" if dof else about


def flags_text(words: Words, row: RepetitionRow) -> str:
    """Return the flags that are wrong or missed; empty where all are right."""
    wrong = [words("row-wrongly", flag=flag_text(words, flag)) for flag in row.wrong]
    missed = [words("row-not", flag=flag_text(words, flag)) for flag in row.missed]
    return ", ".join(wrong + missed)


def verdict_row_text(words: Words, row: RepetitionRow) -> str:
    """Return the verdict found with the one deserved; empty where they agree."""
    if row.is_right:
        return ""
    true, found = (verdict_word(words, one) if one else "" for one in (row.true, row.found))
    if not true:
        return words("row-phantom", verdict=found)
    return words("row-for", found=found, true=true) if found else words("row-missed", verdict=true)


def disagreements(words: Words, clip: ClipResult) -> str:
    """Return what was judged or flagged otherwise than deserved; empty where all agrees.

    For example ``2: wrong order for good; 4: missed (held)``.
    """
    texts = []
    for index, row in enumerate(clip.repetitions, 1):
        # A verdict that differs explains the flags that lead to it.
        text = verdict_row_text(words, row) or flags_text(words, row)
        if text:
            texts.append(f"{index}: {text}")
    return "; ".join(texts)


def agreeing(words: Words, clip: ClipResult) -> str:
    """Return how many verdicts agree, such as ``5 of 6``."""
    judging = clip.score.ours.judging
    return part_of(words, judging.agreeing, judging.asked) if judging.asked else MISSING


def counted(words: Words, clip: ClipResult) -> str:
    """Return found and true counts, such as ``5 of 6``."""
    counting = clip.score.ours.counting
    return part_of(words, counting.found, counting.true)


def part_of(words: Words, some: int, every: int) -> str:
    """Return how many of how many."""
    return words("some-of-all", some=str(some), all=str(every))


def phantoms(negative: NegativeResult) -> int:
    """Return how many repetitions were counted, over all exercises it was judged as."""
    return sum(negative.repetitions.values())


def _key(name: str) -> str:
    return name.replace("_", "-")
