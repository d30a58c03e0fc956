"""Accounts in words: what became of every repetition, by condition, with calibration; and what people measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from formcheck.validation.account import Account
from formcheck.validation.by_hand import HandRow
from formcheck.validation.calibration import Calibration, CalibrationBin
from formcheck.validation.conditions import Condition
from formcheck.validation.intervals import Share
from formcheck.validation.outcomes import Outcomes
from formcheck.validation.pages.groups import FigureRow
from formcheck.validation.pages.wording import amount, percent, share, word
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING, number


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """The outcomes under one value of a condition, in words; the name of the condition only in its first row."""

    name: str
    value: str
    clips: str
    shares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """What was said with about the same probability, in words."""

    what: str
    stated: str
    true: str
    interval: str


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """What a person measured or wanted to be told, in words."""

    clip: str
    what: str
    expected: str
    found: str
    is_met: bool


def outcome_rows(words: Words, accounts: Mapping[str, Account]) -> list[FigureRow]:
    """Return each figure of the outcomes, for each group of clips.

    Parameters
    ----------
    words : Words
        The language.
    accounts : mapping of str to Account
        By the names of the groups.
    """
    names = [field.name for field in fields(Outcomes)]
    return [
        FigureRow(
            words(f"outcomes-{name.replace('_', '-')}"),
            tuple(share_text(words, getattr(account.outcomes, name)) for account in accounts.values()),
        )
        for name in names
    ]


def share_text(words: Words, one: Share) -> str:
    """Return a share with its count and its interval, such as ``3 of 72: 4.2 % (1.4 % to 12 %)``.

    Parameters
    ----------
    words : Words
        The language.
    one : Share
        Any; an en dash where there was nothing to count.
    """
    if not one.of:
        return MISSING
    shown = {"share": percent(words, one.share), "interval": interval(words, one)}
    return words("share-of", some=str(one.count), all=str(one.of), **shown)


def interval(words: Words, one: Share) -> str:
    """Return the 95 % interval of a share.

    Parameters
    ----------
    words : Words
        The language.
    one : Share
        Any; an en dash where there was nothing to count.
    """
    return words("from-to", low=percent(words, one.low), high=percent(words, one.high)) if one.of else MISSING


def short_share(words: Words, one: Share) -> str:
    """Return a share with its interval alone, such as ``4.2 % (1.4 % to 12 %)``.

    Parameters
    ----------
    words : Words
        The language.
    one : Share
        Any; an en dash where there was nothing to count.
    """
    return f"{percent(words, one.share)} ({interval(words, one)})" if one.of else MISSING


def condition_rows(words: Words, conditions: Sequence[Condition]) -> Iterator[ConditionRow]:
    """Yield the outcomes under each value of each condition.

    Parameters
    ----------
    words : Words
        The language.
    conditions : sequence of Condition
        In the order in which they are shown.
    """
    for condition in conditions:
        name = condition_word(words, condition.name)
        for one in condition.values:
            right, *others = one.outcomes.five.values()
            shares = (share_text(words, right), *(_short(words, other) for other in others))
            yield ConditionRow(name, value_word(words, condition.name, one.value), str(one.clips), shares)
            name = ""


def _short(words: Words, one: Share) -> str:
    """Return a share without its interval; empty where it never happened."""
    return f"{one.count} ({percent(words, one.share)})" if one.count else ""


def condition_word(words: Words, name: str) -> str:
    """Return the name of a condition.

    Parameters
    ----------
    words : Words
        The language.
    name : str
        As the truth has it; one that the catalogue does not know stands as it is.
    """
    key = f"condition-{name.replace('_', '-')}"
    return words(key) if words.has(key) else name.replace("_", " ")


def value_word(words: Words, name: str, value: str) -> str:
    """Return the value of a condition.

    Parameters
    ----------
    words : Words
        The language.
    name, value : str
        As the truth has them; a value that the catalogue does not know stands as it is.
    """
    if name == "deserved":
        return word(words, value)
    slug = f"{name}-{value}".replace("_", "-").replace(" ", "-")
    keys = (f"condition-{slug}", f"scene-{slug}", f"condition-{value}")
    key = next((key for key in keys if words.has(key)), None)
    return words(key) if key else value.replace(".", words.point) if value[-1:] in {"m", "°", "s"} else value


def calibration_rows(words: Words, calibration: Calibration) -> list[CalibrationRow]:
    """Return the faults called and the repetitions called good, all of them, then by their probability.

    Parameters
    ----------
    words : Words
        The language.
    calibration : Calibration
        Of any clips.
    """
    parts = (
        ("calibration-faults", calibration.faults, calibration.fault_bins),
        ("calibration-good", calibration.good, calibration.good_bins),
    )
    rows = []
    for key, every, bins in parts:
        rows.append(_calibration_row(words, words(key), words("calibration-any"), every))
        rows += [_calibration_row(words, "", _bin_text(words, one), one.true) for one in bins]
    return rows


def _calibration_row(words: Words, what: str, stated: str, true: Share) -> CalibrationRow:
    counted = words("share-alone", some=str(true.count), all=str(true.of), share=percent(words, true.share))
    return CalibrationRow(what, stated, counted if true.of else MISSING, interval(words, true))


def _bin_text(words: Words, one: CalibrationBin) -> str:
    low, high = share(words, one.low), share(words, one.high)
    return words("calibration-bin", low=low, high=high, mean=number(one.stated, 3, words.point))


def expected_rows(words: Words, rows: Sequence[HandRow]) -> list[ExpectedRow]:
    """Return what people measured and wanted to be told, beside what was found.

    Parameters
    ----------
    words : Words
        The language.
    rows : sequence of HandRow
        Of records of real people.
    """
    return [_expected(words, row) for row in rows]


def _expected(words: Words, row: HandRow) -> ExpectedRow:
    clip = row.clip.partition(".")[0]
    if isinstance(row.expected, str):
        found = words("hand-as-expected" if row.is_met else "hand-not-so")
        must_not = row.expected.startswith("not ")
        what = words("hand-unsaid" if must_not else "hand-said")
        return ExpectedRow(clip, what, row.expected.removeprefix("not "), found, row.is_met)
    unit = "s" if row.name.endswith("_s") else "deg"
    expected = f"{amount(words, row.expected, unit)} ± {amount(words, row.within, unit)}"
    found = amount(words, row.found, unit)
    return ExpectedRow(clip, words(f"hand-{row.name.replace('_', '-')}"), expected, found, row.is_met)
