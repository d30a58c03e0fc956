"""Causes tallied over time: what stood in the way for longest, and whose mending would help most.

A moment that several causes spoil is shared between them evenly: each has to answer for its part of it. What a cause
has to answer for in all is so the mean, over every order in which the causes could be mended one after the other, of
the moments that mending it brings back (its Shapley value; Shapley 1953), and all of them together are the moments that
were spoilt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import nan
from typing import Final

from formcheck.causes import BodyPart, Cause, CauseKind, Causes, Edge

BRIDGED_S: Final = 0.5
"""A stretch goes on across gaps up to this long: a point at the edge of the picture flickers."""

BRIEF_S: Final = 0.5
"""The first stretch that lasts so long tells since when it was so; a flicker before it does not."""

FROM_THE_FIRST_S: Final = 0.1
"""What was there no later than so long after the beginning was there from the beginning on."""

_ORDER: Final = {kind: place for place, kind in enumerate(CauseKind)}

Key = tuple[CauseKind, BodyPart | None, Edge | None]


@dataclass(frozen=True, slots=True)
class Account:
    """What one cause has to answer for.

    Parameters
    ----------
    cause : Cause
        The cause, as it was met first.
    share : float
        Its part of the moments spoilt.
    moments, numbered : int
        In how many of them it was, and in how many of these it had a number.
    number_sum : float
        Sum of its numbers.
    from_s, last_s : float
        When the stretch under way began, and when it was met last.
    since_s, longest_s : float
        When the longest stretch began, or the first one that was not brief; and how long it was.
    """

    cause: Cause
    share: float = 0.0
    moments: int = 0
    numbered: int = 0
    number_sum: float = 0.0
    from_s: float = nan
    last_s: float = nan
    since_s: float = nan
    longest_s: float = -1.0


@dataclass(frozen=True, slots=True)
class CauseTally:
    """What several causes have to answer for.

    Parameters
    ----------
    accounts : mapping of tuple to Account
        By kind, part of the body and edge of the picture.
    spoilt : int
        How many moments had any cause.
    """

    accounts: Mapping[Key, Account] = field(default_factory=dict)
    spoilt: int = 0


def add(tally: CauseTally, t_s: float, causes: Causes) -> CauseTally:
    """Take one moment into the tally.

    Parameters
    ----------
    tally : CauseTally
        What was tallied so far.
    t_s : float
        Its time, in seconds; later than any before.
    causes : tuple of Cause
        All that stood in the way; without any the tally stays as it is.
    """
    if not causes:
        return tally
    accounts = dict(tally.accounts)
    for cause in causes:
        key = cause.kind, cause.part, cause.edge
        accounts[key] = _charge(accounts.get(key) or Account(cause), t_s, cause, 1.0 / len(causes))
    return CauseTally(accounts, tally.spoilt + 1)


def _charge(account: Account, t_s: float, cause: Cause, share: float) -> Account:
    is_going_on = t_s - account.last_s <= BRIDGED_S
    from_s = account.from_s if is_going_on else t_s
    is_longest = account.longest_s < BRIEF_S and t_s - from_s > account.longest_s
    return replace(
        account,
        share=account.share + share,
        moments=account.moments + 1,
        numbered=account.numbered + (cause.number is not None),
        number_sum=account.number_sum + (cause.number or 0.0),
        from_s=from_s,
        last_s=t_s,
        since_s=from_s if is_longest else account.since_s,
        longest_s=t_s - from_s if is_longest else account.longest_s,
    )


def find_largest(tally: CauseTally) -> Cause | None:
    """Return the cause that has most to answer for; None where there is none.

    Parameters
    ----------
    tally : CauseTally
        What was tallied.

    Returns
    -------
    Cause or None
        With the mean of its numbers, and since when it was so. Of several that have as much to answer
        for, the one that comes first in `CauseKind`.
    """
    if not tally.accounts:
        return None
    largest = min(tally.accounts.values(), key=lambda one: (-round(one.share, 6), _ORDER[one.cause.kind]))
    return _settle(largest)


def _settle(account: Account) -> Cause:
    mean = round(account.number_sum / account.numbered, 2) if account.numbered else None
    return replace(account.cause, number=mean, since_s=round(account.since_s, 3))


def tally_all(moments: Iterable[tuple[float, Causes]]) -> CauseTally:
    """Return the tally of some moments.

    Parameters
    ----------
    moments : iterable of (float, tuple of Cause)
        Times in increasing order, in seconds, with all that stood in the way at each.
    """
    tally = CauseTally()
    for t_s, causes in moments:
        tally = add(tally, t_s, causes)
    return tally


def date(cause: Cause, tally: CauseTally, first_s: float) -> Cause:
    """Return a cause with since when it was so; without, where it was so from the first moment on.

    Parameters
    ----------
    cause : Cause
        Its kind, part and edge count.
    tally : CauseTally
        What was tallied.
    first_s : float
        When that began, in seconds: what was outside the picture then has not left it.
    """
    account = tally.accounts.get((cause.kind, cause.part, cause.edge))
    if account is None or account.since_s - first_s <= FROM_THE_FIRST_S:
        return replace(cause, since_s=None)
    return replace(cause, since_s=round(account.since_s, 3))
