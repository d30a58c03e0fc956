"""The account of a group of clips: what became of their repetitions, where, and whether what was said was true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.validation.calibration import Calibration, calibration_of
from formcheck.validation.conditions import Condition, by_condition
from formcheck.validation.model import ClipData
from formcheck.validation.outcomes import Outcomes, outcomes_of


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the repetitions of some clips.

    Parameters
    ----------
    outcomes : Outcomes
        Right, wrong, withheld, missed, made up.
    conditions : tuple of Condition
        The same by condition, the most telling one first.
    calibration : Calibration
        Whether faults called were there, and repetitions called good were.
    """

    outcomes: Outcomes
    conditions: tuple[Condition, ...]
    calibration: Calibration


def account_of(clips: Sequence[ClipData]) -> Account:
    """Return the account of some clips.

    Parameters
    ----------
    clips : sequence of ClipData
        The clips.
    """
    return Account(outcomes_of(clips), by_condition(clips), calibration_of(clips))
