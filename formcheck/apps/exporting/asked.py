"""What of a person somebody wants: one visit, the visits of some days, or all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from formcheck.errors import InputError
from formcheck.store.model import VisitRow


@dataclass(frozen=True, slots=True)
class Asked:
    """Which visits.

    Parameters
    ----------
    visit : str
        Key of the one visit; empty for several.
    begin, end : date or None
        The first and the last day, both among them; None for no limit.
    """

    visit: str = ""
    begin: date | None = None
    end: date | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.visit and self.begin is None and self.end is None

    def choose(self, visits: tuple[VisitRow, ...]) -> tuple[VisitRow, ...]:
        """Return the visits that are wanted; one of which no one knows the day is in no period, but in all.

        Parameters
        ----------
        visits : tuple of VisitRow
            All of a person.

        Raises
        ------
        InputError
            There is no such visit, or none at all.
        """
        if self.visit:
            chosen = tuple(one for one in visits if one.key == self.visit)
            if not chosen:
                raise InputError(
                    "is no visit of this person.",
                    where=self.visit[:40],
                    next_step="Choose one of the list, or the key behind /visit/ in the address of its page.",
                )
            return chosen
        chosen = visits if self.is_all else tuple(one for one in visits if self._holds(one.day))
        if not chosen:
            told = f"from {self.begin or 'the first'} to {self.end or 'the last'}"
            next_step = "Choose other days: the person's page lists the visits." if visits else "Bring visits in first."
            raise InputError("holds no visit.", where=told if not self.is_all else "this person", next_step=next_step)
        return chosen

    def _holds(self, day: date | None) -> bool:
        if day is None:
            return False
        return (self.begin is None or self.begin <= day) and (self.end is None or day <= self.end)


def _read_day(text: str, where: str) -> date | None:
    """Return a day as a form or a command has it; None for an empty text.

    Parameters
    ----------
    text : str
        Such as ``2026-11-03``.
    where : str
        What to call it in an error.

    Raises
    ------
    InputError
        It is no day.
    """
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(
            f"found {text.strip()[:20]!r}, expected a day such as 2026-11-03.",
            where=where,
            next_step="Write year, month and day.",
        ) from error


def asked_by(visit: str, begin: str, end: str) -> Asked:
    """Return which visits are wanted, as a form or a command says it.

    Parameters
    ----------
    visit : str
        Key of the one visit; empty for several.
    begin, end : str
        The first and the last day, such as ``2026-11-03``; empty for no limit.

    Raises
    ------
    InputError
        It is no day, the last one is before the first, or one visit and days are asked for.
    """
    asked = Asked(visit, _read_day(begin, "the first day"), _read_day(end, "the last day"))
    if visit and (asked.begin or asked.end):
        raise InputError("is one visit or some days, not both.", where="what is asked for", next_step="Leave one out.")
    if asked.begin is not None and asked.end is not None and asked.begin > asked.end:
        raise InputError(
            f"ends on {asked.end}, before it begins on {asked.begin}.",
            where="the period",
            next_step="Exchange the two days.",
        )
    return asked
