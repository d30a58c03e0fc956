"""How far the machine agreed with the clinicians of a place, in one sentence: for reports and pages."""

from __future__ import annotations

from formcheck.words.catalogue import Words
from formcheck.words.figures import number


def agreement_sentence(words: Words, right: int, of: int, range_: tuple[float, float], *, is_too_few: bool) -> str:
    """Return in how many repetitions machine and clinicians agreed, and how far that may be off.

    Parameters
    ----------
    words : Words
        The language.
    right, of : int
        In how many of how many, of sessions that were looked through whole.
    range_ : tuple of float
        The 95 % interval of the share, 0 to 1; NaN of nothing.
    is_too_few : bool
        Whether it is too little to tell anything: no interval is told then.
    """
    if not of:
        return words("agreement-sentence-none")
    if is_too_few:
        return words("agreement-sentence-few", right=right, of=of)
    low, high = (number(100.0 * one) for one in range_)
    return words("agreement-sentence", right=right, of=of, low=low, high=high)
