"""What was counted, and what moved and was not, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from formcheck.session.means import BY_CAMERA, MeasuredBy
from formcheck.session.model import Remark, Summary, Uncounted
from formcheck.words.catalogue import Words
from formcheck.words.causes import cause_clause
from formcheck.words.figures import MISSING, clock
from formcheck.words.phrases import means_words, remark_sentence

_MOST: Final = 8
_CUT: Final = frozenset({"cut_by_start", "cut_by_end"})


def count_words(words: Words, summary: Summary, by: MeasuredBy = BY_CAMERA) -> str:
    """Return how many repetitions were good of those that could be judged, and how many could not.

    Parameters
    ----------
    words : Words
        The language.
    summary : Summary
        The counts.
    by : MeasuredBy
        What measured the session.
    """
    return means_words(words, by.means, "answer", good=summary.good, judged=summary.judged, unseen=summary.unseen)


def uncounted_lines(words: Words, moved: Sequence[Uncounted], by: MeasuredBy = BY_CAMERA) -> list[str]:
    """Return what moved and was not counted, in words; a long list is cut short.

    What the recording cut off is no part of it: a remark says so.

    Parameters
    ----------
    words : Words
        The language.
    moved : sequence of Uncounted
        What moved.
    by : MeasuredBy
        What measured the session.
    """
    lines = [uncounted_sentence(words, one, by) for one in moved if one.reason not in _CUT]
    more = len(lines) - _MOST
    return [*lines[:_MOST], words("report-and-more", count=more)] if more > 0 else lines


def uncounted_sentence(words: Words, moved: Uncounted, by: MeasuredBy = BY_CAMERA) -> str:
    """Return when something moved that was not counted, and why it was not.

    Parameters
    ----------
    words : Words
        The language.
    moved : Uncounted
        What moved.
    by : MeasuredBy
        What measured the session.
    """
    start = words("uncounted-from-start") if moved.start_s is None else clock(moved.start_s, words.point)
    span = f"{start}{MISSING}{clock(moved.end_s, words.point)}"
    return words("uncounted-line", span=span, movements=moved.movements, why=_why_uncounted(words, moved, by))


def _why_uncounted(words: Words, moved: Uncounted, by: MeasuredBy) -> str:
    key = f"uncounted-{moved.reason.replace('_', '-')}"
    if moved.cause is None:
        return means_words(words, by.means, key)
    clause = cause_clause(words, replace(moved.cause, since_s=None))
    return words(f"{key}-because", cause=clause) if words.has(f"{key}-because") else clause


def remark_sentences(words: Words, remarks: Sequence[Remark], by: MeasuredBy = BY_CAMERA) -> list[str]:
    """Return what is to be said of a session; what has the same cause says it once.

    Parameters
    ----------
    words : Words
        The language.
    remarks : sequence of Remark
        All there is to remark.
    by : MeasuredBy
        What measured the session.
    """
    told, sentences = set(), []
    for remark in remarks:
        cause = remark.cause
        is_told = cause is not None and remark.dof is not None and (cause.kind, cause.part, cause.edge) in told
        sentences.append(remark_sentence(words, replace(remark, cause=None) if is_told else remark, by))
        if cause is not None:
            told.add((cause.kind, cause.part, cause.edge))
    return sentences
