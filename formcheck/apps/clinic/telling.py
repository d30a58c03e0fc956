"""What pages of the clinic say alike: days, counts, pain, changes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from formcheck.exercise.loader import load_library
from formcheck.store.model import Totals, VisitRow
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.figures import MISSING

_RECENT_DAYS: Final = 13


def when_was(words: Words, day: date | None, today: date) -> str:
    """Return a day as people say it of late, such as ``yesterday``; an en dash where there was none.

    Parameters
    ----------
    words : Words
        The language.
    day, today : date or None, and date
        The day, and today.
    """
    if day is None:
        return MISSING
    ago = (today - day).days
    if 0 <= ago <= _RECENT_DAYS:
        return words("clinic-days-ago", days=ago)
    return words.short_date(day) if 0 <= ago < 180 else words.full_date(day)


def good_of(words: Words, totals: Totals) -> str:
    """Return how many of those that were judged were good.

    Parameters
    ----------
    words : Words
        The language.
    totals : Totals
        The counts; what could not be seen is left out.
    """
    if not totals.attempts:
        return MISSING
    if not totals.judged:
        return words("clinic-none-judged")
    return words("clinic-good-of", good=totals.good, judged=totals.judged)


def unseen_of(words: Words, totals: Totals) -> str:
    """Return how many could not be seen; empty where all could.

    Parameters
    ----------
    words : Words
        The language.
    totals : Totals
        The counts.
    """
    return words("clinic-unseen", unseen=totals.unseen) if totals.unseen else ""


def halt_in_words(words: Words, visit: VisitRow) -> str:
    """Return why a visit was stopped, or not begun.

    Parameters
    ----------
    words : Words
        The language.
    visit : VisitRow
        One that was.
    """
    told = words("person-halt", halt=visit.halt)
    pain = visit.pain_during
    return told if pain is None else words("person-pain-during", told=told, pain=pain)


def title_of(words: Words, exercise: str, written: str = "") -> str:
    """Return the title of an exercise in the language of the page.

    Parameters
    ----------
    words : Words
        The language.
    exercise : str
        Its id.
    written : str
        As the prescription has it, where there is one: a title that somebody changed stays.
    """
    known = next((one for one in load_library() if one.id == exercise), None)
    if known is None:
        return written or exercise
    return _translated(words, known.id) if written in {"", known.title} else written


@lru_cache(maxsize=64)
def _translated(words: Words, exercise: str) -> str:
    """Return the title of an exercise of the library; to look it up takes longer than all else of a line."""
    (known,) = (one for one in load_library() if one.id == exercise)
    return exercise_words(words, known).title
