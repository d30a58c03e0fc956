"""What is said after a visit: the one thing that would help most, and when next."""

from __future__ import annotations

from collections import Counter

from formcheck.events import Verdict
from formcheck.session.coaching.reasons import Hint, Reason
from formcheck.session.coaching.safety import TOO_MUCH, TOO_MUCH_RISE
from formcheck.session.visit.visit import History, Visit

STEADY = "advice-steady"

_UNSEEN = {
    Reason.NOT_SURE: "advice-not-sure",
    Reason.LEFT_PICTURE: "advice-left-picture",
    Reason.ASKEW: "advice-askew",
    Reason.OTHER_PERSON: "advice-other-person",
    Reason.PICTURE_STILL: "advice-picture-still",
    Reason.FEET_TOGETHER: "advice-feet-together",
}
"""By what kept repetitions from being judged; of the others it is only known that they were not made out."""

_HINTS = {Hint.SLOWER: "advice-slower-warning", Hint.TURN_BACK: "advice-turn-back-warning"}


def advise(visit: Visit) -> str:
    """Return the key of the one thing to change next time.

    What kept most repetitions from being counted comes first; then what was remarked on at least a third of the good
    ones. What the camera missed is put down to the camera, and only where nothing else is to be said: what would mend
    that which most often was why.

    Parameters
    ----------
    visit : Visit
        The visit so far.
    """
    judged = [one for one in visit.judged if not one.looks_like]  # the others are judged by what they are not
    reasons = Counter(one.reason for one in judged if one.reason and not one.reason.is_unseen)
    if reasons:
        return f"advice-{reasons.most_common(1)[0][0]}"
    good = [one for one in judged if one.verdict is Verdict.GOOD]
    hints = Counter(one.hint for one in good if one.hint)
    if hints:
        hint, count = hints.most_common(1)[0]
        if count >= 2 and 3 * count >= len(good):  # a remark on fewer is chance
            return _HINTS.get(hint, f"advice-{hint}")
    unseen = Counter(one.reason for one in judged if one.reason and one.reason.is_unseen)
    if unseen:
        return _UNSEEN.get(unseen.most_common(1)[0][0], "advice-not-seen")
    return STEADY if good else "summary-none"


def other_exercise(visit: Visit) -> str:
    """Return the id of another exercise that movements clearly looked like; empty where none did.

    Parameters
    ----------
    visit : Visit
        The visit so far.
    """
    others = Counter(one.looks_like for one in visit.judged if one.looks_like)
    return others.most_common(1)[0][0] if others else ""


def has_flared(visit: Visit) -> bool:
    """Tell whether the exercise did harm: stopped by the rule, new numbness, or a pain afterwards that has risen.

    Parameters
    ----------
    visit : Visit
        The visit so far.
    """
    if visit.stopped is not None:
        return True
    after, began = visit.finished, visit.began
    if after is None or began is None:
        return False
    return after.is_numb or after.pain >= max(TOO_MUCH, began.pain + 1) or after.pain - began.pain >= TOO_MUCH_RISE


def next_time(visit: Visit, history: History) -> str:
    """Return the key of when to exercise next.

    Parameters
    ----------
    visit : Visit
        The visit so far.
    history : History
        What earlier visits tell.
    """
    if has_flared(visit):
        return "next-ask"
    is_more_today = history.visits_today + 1 < visit.dose.per_day
    return "next-later-today" if is_more_today else "next-tomorrow"
