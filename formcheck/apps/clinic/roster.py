"""What stands in the list of people: a line for each, and who needs somebody to look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from formcheck.apps.clinic.days import Squares, strip
from formcheck.apps.clinic.telling import good_of, unseen_of, when_was
from formcheck.session.adherence import Tally, days_between, tally
from formcheck.store.model import Listed, Need
from formcheck.words.catalogue import Words

DAYS: Final = 14
"""So many days the strip shows."""

_MARKS: Final = {
    Need.STOPPED: "stop", Need.LASTING: "warn", Need.ABSENT: "away", Need.UNSEEN: "camera", Need.NOTHING: "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A person in the list, in words.

    Parameters
    ----------
    pseudonym, name : str
        Who it is.
    mark : str
        Which shape stands before the person; empty where nobody is needed.
    need : str
        Why somebody should look; empty where nobody must.
    why, latest : str
        The reason as a word, and the key of the visit that it is about: what is seen where somebody says so.
    is_sample, is_paused, can_pause : bool
        Whether the person was made up, or pauses, and whether it is worth offering that here.
    squares : Squares
        The latest days.
    kept : str
        The same in words.
    good, unseen, pain, last_visit : str
        Of the last visit.
    """

    pseudonym: str
    name: str
    mark: str
    need: str
    why: str
    latest: str
    is_sample: bool
    is_paused: bool
    can_pause: bool
    squares: Squares
    kept: str
    good: str
    unseen: str
    pain: str
    last_visit: str


def line_of(words: Words, one: Listed, today: date) -> Line:
    """Return a person's line.

    Parameters
    ----------
    words : Words
        The language.
    one : Listed
        The person.
    today : date
        Today.
    """
    days = days_between(today - timedelta(days=DAYS - 1), today, one.days, one.dosings, today)
    asked = one.pain is not None
    return Line(
        pseudonym=one.pseudonym,
        name=one.name,
        mark=mark_of(one.need),
        need=need_in_words(words, one.need, one.last_day, today),
        why=str(one.need),
        latest=one.latest,
        is_sample=one.is_sample,
        is_paused=one.is_paused,
        can_pause=one.need is Need.ABSENT and not one.is_paused,
        squares=strip(days),
        kept=kept_in_words(words, tally(days), DAYS),
        good=good_of(words, one.totals),
        unseen=unseen_of(words, one.totals),
        pain=words("clinic-pain", pain=one.pain or 0) if asked else words("clinic-not-asked") if one.last_day else "",
        last_visit=when_was(words, one.last_day, today),
    )


def kept_in_words(words: Words, counted: Tally, days: int) -> str:
    """Return what was done of what was prescribed.

    Parameters
    ----------
    words : Words
        The language.
    counted : Tally
        What the days come to.
    days : int
        How many days those are.
    """
    if counted.asked:
        return words("clinic-kept", kept=counted.kept, asked=counted.asked, days=days)
    return words("clinic-visits-in", visits=counted.visits, days=days)


def need_in_words(words: Words, need: Need, last_day: date | None, today: date) -> str:
    """Return why somebody should look; empty where nobody must.

    Parameters
    ----------
    words : Words
        The language.
    need : Need
        Why.
    last_day : date or None
        The day of the last visit.
    today : date
        Today.
    """
    if need is Need.NOTHING:
        return ""
    return words("people-need", need=str(need), days=(today - last_day).days if last_day else 0)


def mark_of(need: Need) -> str:
    """Return which shape stands for a reason; empty for none.

    Parameters
    ----------
    need : Need
        The reason.
    """
    return _MARKS[need]
