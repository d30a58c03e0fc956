"""A visit as its log tells it: the fold of its entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from formcheck.events import Verdict
from formcheck.exercise.definition import Dose, Prescription
from formcheck.samples import Side
from formcheck.session.coaching.adjust import halve, halve_dose
from formcheck.session.coaching.ranging import without_range
from formcheck.session.coaching.safety import Halt, Lasting, must_be_halved
from formcheck.session.visit.entries import (
    Began,
    Ended,
    Entry,
    Finished,
    GivenUp,
    Judged,
    NeutralMeasured,
    Opened,
    PartOpened,
    Paused,
    RangeKnown,
    Refused,
    Stopped,
)

MOST_TRIES_SHARE = 1.5
"""A set ends after this many times its repetitions, good or not: a nerve that is moved too often is irritated."""


@dataclass(frozen=True, slots=True)
class History:
    """What earlier visits tell.

    Parameters
    ----------
    has_visit : bool
        Whether there was one, so that its after-effects can be asked for.
    lasting : tuple of Lasting
        How long symptoms lasted after each of them, as far as asked, the latest last.
    ranges : mapping of Side to RangeKnown
        The range measured last of each leg in this exercise.
    days : int
        Days in a row, up to yesterday, with a finished visit.
    visits_today : int
        Finished visits today.
    """

    has_visit: bool = False
    lasting: tuple[Lasting, ...] = ()
    ranges: Mapping[Side, RangeKnown] = field(default_factory=dict)
    days: int = 0
    visits_today: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit so far; see `entries` for the meaning.

    Parameters
    ----------
    opened : Opened
        What is prescribed.
    began, refused, stopped, finished : entry or None
        What has happened of these.
    neutral : NeutralMeasured or None
        The neutral captured.
    range : RangeKnown or None
        The person's own range, once settled.
    judged : tuple of Judged
        All repetitions but those of practice, in order.
    tries, good : mapping of int to int
        How many repetitions each set has, and how many good ones.
    parts : tuple of PartOpened
        All parts, in order.
    is_ended : bool
        Whether the exercise is over.
    is_given_up : bool
        Whether another visit was begun instead.
    pain_during : int or None
        The pain named last while exercising.
    """

    opened: Opened
    began: Began | None = None
    refused: Refused | None = None
    neutral: NeutralMeasured | None = None
    range: RangeKnown | None = None
    judged: tuple[Judged, ...] = ()
    tries: Mapping[int, int] = field(default_factory=dict)
    good: Mapping[int, int] = field(default_factory=dict)
    parts: tuple[PartOpened, ...] = ()
    stopped: Stopped | None = None
    finished: Finished | None = None
    is_ended: bool = False
    is_given_up: bool = False
    pain_during: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can be gone on with: begun, and neither stopped nor over."""
        is_over = self.refused or self.stopped or self.finished or self.is_ended or self.is_given_up
        return self.began is not None and not is_over

    @property
    def side(self) -> Side | None:
        """The leg that is exercised, once said."""
        return self.began.side if self.began else self.opened.prescription.side

    @property
    def lasting(self) -> tuple[Lasting, ...]:
        """How long symptoms lasted after each visit so far, with what was said today."""
        said = self.began.after_last if self.began else None
        before = self.opened.lasting_before
        return (*before, said) if said else before

    @property
    def is_halved(self) -> bool:
        """Whether today is for half the range and half the repetitions."""
        return must_be_halved(self.lasting)

    @property
    def prescription(self) -> Prescription:
        """What the sets are judged by: the prescription with the leg, the neutral and the range known so far."""
        prescription = self._with_neutral(self.opened.prescription)
        if self.range is not None:
            neutral = prescription.personal.ankle_neutral_deg
            personal = self.range.personal
            if personal.ankle_neutral_deg is None:
                personal = replace(personal, ankle_neutral_deg=neutral)
            prescription = replace(prescription, personal=personal)
        return halve(prescription) if self.is_halved else prescription

    @property
    def practice(self) -> Prescription:
        """What practice is judged by: no range yet."""
        return without_range(self._with_neutral(self.opened.prescription))

    @property
    def dose(self) -> Dose:
        """How much is to be done today."""
        dose = self.opened.prescription.exercise.dose
        return halve_dose(dose) if self.is_halved else dose

    @property
    def set_number(self) -> int:
        """The set that is under way or comes next, from 1; one more than there are when all are done."""
        number = 1
        while number <= self.dose.sets and self.is_set_done(number):
            number += 1
        return number

    @property
    def is_done(self) -> bool:
        """Whether all sets are done."""
        return self.set_number > self.dose.sets

    @property
    def most_tries(self) -> int:
        """After so many repetitions a set ends."""
        return ceil(MOST_TRIES_SHARE * self.dose.repetitions)

    def good_in_set(self, number: int) -> int:
        """Return how many good repetitions a set has.

        Parameters
        ----------
        number : int
            The set, from 1.
        """
        return self.good.get(number, 0)

    def is_set_done(self, number: int) -> bool:
        """Tell whether a set has its good repetitions, or as many as may be made.

        Parameters
        ----------
        number : int
            The set, from 1.
        """
        return self.good_in_set(number) >= self.dose.repetitions or self.tries.get(number, 0) >= self.most_tries

    @property
    def halts(self) -> tuple[Halt, ...]:
        """Why nothing was begun, or why it was stopped."""
        if self.refused:
            return self.refused.halts
        return (self.stopped.halt,) if self.stopped else ()

    def _with_neutral(self, prescription: Prescription) -> Prescription:
        personal = prescription.personal
        if self.neutral is not None:
            personal = replace(personal, ankle_neutral_deg=self.neutral.ankle_neutral_deg)
        return replace(prescription, side=self.side, personal=personal)


def take_entry(visit: Visit, entry: Entry) -> Visit:  # noqa: C901, PLR0911 - one case for each entry
    """Return the visit after one more entry.

    Parameters
    ----------
    visit : Visit
        The visit so far.
    entry : Entry
        The next entry of its log.
    """
    match entry:
        case Began():
            return replace(visit, began=entry)
        case Refused():
            return replace(visit, refused=entry)
        case NeutralMeasured():
            return replace(visit, neutral=entry)
        case RangeKnown():
            return replace(visit, range=entry)
        case PartOpened():
            # One that could not be begun on a full disk is opened again, by the same name.
            return visit if entry in visit.parts else replace(visit, parts=(*visit.parts, entry))
        case Judged():
            return visit if entry.set_number == 0 else _count(visit, entry)
        case Paused():
            return visit if entry.pain is None else replace(visit, pain_during=entry.pain)
        case Stopped():
            return replace(visit, stopped=entry)
        case Ended():
            return replace(visit, is_ended=True)
        case Finished():
            return replace(visit, finished=entry, is_ended=True)
        case GivenUp():
            return replace(visit, is_given_up=True)
        case _:
            return visit


def _count(visit: Visit, judged: Judged) -> Visit:
    number, is_good = judged.set_number, judged.verdict is Verdict.GOOD
    return replace(
        visit,
        judged=(*visit.judged, judged),
        tries={**visit.tries, number: visit.tries.get(number, 0) + 1},
        good={**visit.good, number: visit.good_in_set(number) + is_good},
    )


def fold_entries(entries: Iterable[Entry]) -> Visit | None:
    """Return the visit that a log tells of; None where it was not even opened.

    Parameters
    ----------
    entries : iterable of Entry
        Its log, in order.
    """
    visit: Visit | None = None
    for entry in entries:
        if isinstance(entry, Opened):
            visit = Visit(entry)
        elif visit is not None:
            visit = take_entry(visit, entry)
    return visit
