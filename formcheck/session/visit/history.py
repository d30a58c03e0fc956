"""What earlier visits tell the next one: what was done, how long symptoms lasted, ranges measured, days in a row.

Pure rules over visits that were read; when they were is data, and so is today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from formcheck.exercise.anatomy import personal_faults
from formcheck.exercise.documents import prescription_document
from formcheck.exercise.tables import table_at
from formcheck.samples import Side
from formcheck.session.coaching.safety import Lasting
from formcheck.session.visit.entries import RangeFrom, RangeKnown
from formcheck.session.visit.visit import History, Visit

RESUMABLE: Final = timedelta(hours=12)
"""An interrupted visit is offered for so long; later, the person's state is another one."""


@dataclass(frozen=True, slots=True)
class DatedVisit:
    """A visit and when it was.

    Parameters
    ----------
    visit : Visit
        What its log tells.
    began, last : datetime
        Times of the first and the last entry, with their zone.
    """

    visit: Visit
    began: datetime
    last: datetime

    @property
    def exercise(self) -> str:
        """Id of the exercise."""
        return self.visit.opened.prescription.exercise.id

    @property
    def is_done(self) -> bool:
        """Whether anything was done in it that could have after-effects."""
        return bool(self.visit.judged or self.visit.finished)

    def is_resumable(self, exercise: str, now: datetime) -> bool:
        """Tell whether it was broken off and can be gone on with, as a visit for this exercise.

        Parameters
        ----------
        exercise : str
            Id of the exercise of the next visit.
        now : datetime
            The time of day, with its zone.
        """
        return self.visit.is_open and abs(now - self.last) <= RESUMABLE and self.exercise == exercise

    def range_of(self, exercise: str) -> RangeKnown | None:
        """Return the range of this exercise that was measured in it and used; None where there is none, or a wrong one.

        Parameters
        ----------
        exercise : str
            Id of the exercise.
        """
        known = self.visit.range
        is_measured = known is not None and known.range_from is RangeFrom.MEASURE
        if known is None or not (self.is_done and is_measured and self.exercise == exercise):
            return None
        told = prescription_document(replace(self.visit.opened.prescription, personal=known.personal))
        faults = personal_faults(table_at(told, "personal"), table_at(told, "exercise"))
        return known if next(faults, None) is None else None


def tell_history(visits: Sequence[DatedVisit], exercise: str, today: date) -> History:
    """Return what earlier visits tell to the next one.

    Parameters
    ----------
    visits : sequence of DatedVisit
        All of them, in order of time.
    exercise : str
        What the next one is for.
    today : date
        The day of the next one, where the person is.
    """
    done = [one for one in visits if one.is_done]
    days = {one.began.astimezone().date() for one in done if one.visit.finished}
    return History(
        has_visit=bool(done),
        lasting=_lasting(visits),
        ranges={one.visit.side: known for one in done if (known := one.range_of(exercise)) and one.visit.side},
        days=next(count for count in range(len(days) + 1) if today - timedelta(days=count + 1) not in days),
        visits_today=sum(one.visit.finished is not None and one.began.date() == today for one in done),
    )


def measured_on(visits: Sequence[DatedVisit], exercise: str, side: Side | None) -> datetime | None:
    """Return when the range that can be used again was measured; None where there is none.

    Where the leg is not known yet, there must be one of each.

    Parameters
    ----------
    visits : sequence of DatedVisit
        All of them, in order of time.
    exercise : str
        What the range is of.
    side : Side or None
        The leg; None where it is not known yet.
    """
    days = {one.visit.side: one.began for one in visits if one.range_of(exercise)}
    sides = tuple(Side) if side is None else (side,)
    return max(days[one] for one in sides) if all(one in days for one in sides) else None


def _lasting(visits: Sequence[DatedVisit]) -> tuple[Lasting, ...]:
    """Return how long symptoms lasted after each visit; what was said twice of the same one counts once."""
    said: dict[int, Lasting] = {}
    done = 0
    for one in visits:
        began = one.visit.began
        if began is not None and began.after_last is not None:
            said[done] = began.after_last
        done += one.is_done
    return tuple(said.values())
