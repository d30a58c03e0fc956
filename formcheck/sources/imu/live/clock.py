"""The clock of a sender, brought to the session's by the messages that took least time on their way.

A message tells when its readings were made on the sender's own clock, and arrives some time later. How much later
changes from one to the next, but a few always come quickly: these tell how far the two clocks are apart. Over tens of
seconds they also tell how much faster one of them runs. Nothing here reads a clock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

STEP_S: Final = 0.25
"""Clocks that seem to move by more than this against each other did not drift: one of them was set, or began anew."""

PATIENCE_S: Final = 1.0
"""How long all messages must be late before that is taken for the sender's clock, and not for a slow network."""

SKEW_AFTER_S: Final = 20.0
"""Before this, the skew is smaller than what the network adds."""

MAX_SKEW: Final = 5e-4
"""Ten times what the quartz of a phone is off by."""

SETTLING_S: Final = 2.0
"""For so long a quicker message corrects all at once: afterwards the mapping only creeps."""

_BIN_S: Final = 1.0
_HISTORY_S: Final = 60.0
_RECENT_S: Final = 10.0
_SLEW: Final = 0.02  # times stay in order while the mapping is corrected, and nothing is stretched by more than this


class SenderClock:
    """Tells when, on the session's clock, the readings of one sender were made."""

    def __init__(self) -> None:
        self._quickest: deque[tuple[float, float]] = deque()  # of each second: time on the sender's clock, offset
        self._knots: tuple[tuple[float, float], tuple[float, float]] | None = None  # the offset now, and just before
        self._begun_s = 0.0  # on the sender's clock
        self._late: tuple[float, float, float] | None = None  # since when; time and offset of the quickest
        self.restarts = 0

    def times(self, arrived_s: float, sent_s: Sequence[float]) -> tuple[float, ...]:
        """Return when the readings of a message were made, on the session's clock.

        Times of a sender whose own times increase do so too, but for its first moments and after its clock was set.

        Parameters
        ----------
        arrived_s : float
            When the message arrived, on the session's clock; never earlier than that of the message before.
        sent_s : sequence of float
            When its readings were made, on the sender's clock, in seconds from any zero; in any order.
        """
        if not sent_s:
            return ()
        newest_s = max(sent_s)
        self._learn(arrived_s, newest_s, arrived_s - newest_s)
        assert self._knots is not None
        (before_s, before), (now_s, now) = self._knots
        offsets = np.interp(np.asarray(sent_s, dtype=float), [before_s, now_s], [before, now])
        return tuple(float(sent + offset) for sent, offset in zip(sent_s, offsets, strict=True))

    def _learn(self, arrived_s: float, sent_s: float, offset: float) -> None:
        if self._knots is None:
            self._begin(sent_s, offset)
            return
        behind = offset - self._knots[1][1]
        if behind < -STEP_S:  # quicker than anything before: the sender's clock was set forward
            self.restarts += 1
            self._begin(sent_s, offset)
        elif behind > STEP_S:
            self._wait(arrived_s, sent_s, offset)
        else:
            self._late = None
            self._remember(sent_s, offset)
            self._approach(sent_s)

    def _begin(self, sent_s: float, offset: float) -> None:
        self._quickest.clear()
        self._quickest.append((sent_s, offset))
        self._late = None
        self._begun_s = sent_s
        self._knots = ((sent_s - _BIN_S, offset), (sent_s, offset))

    def _wait(self, arrived_s: float, sent_s: float, offset: float) -> None:
        """Bear with late messages for a while, then take the quickest of them for the first of a new clock."""
        since_s, quick_s, quickest = self._late or (arrived_s, sent_s, offset)
        if offset < quickest:
            quick_s, quickest = sent_s, offset
        self._late = (since_s, quick_s, quickest)
        if arrived_s - since_s >= PATIENCE_S:
            self.restarts += 1
            self._begin(quick_s, quickest)

    def _remember(self, sent_s: float, offset: float) -> None:
        last_s, last = self._quickest[-1]
        if sent_s - last_s < _BIN_S:  # also one that was overtaken
            if offset < last:
                self._quickest[-1] = (max(sent_s, last_s), offset)
            return
        self._quickest.append((sent_s, offset))
        while sent_s - self._quickest[0][0] > _HISTORY_S:
            self._quickest.popleft()

    def _approach(self, sent_s: float) -> None:
        assert self._knots is not None
        now_s, now = self._knots[1]
        passed_s = sent_s - now_s
        wanted = self._offset(sent_s)
        if sent_s - self._begun_s < SETTLING_S and wanted < now:
            self._knots = ((now_s - _BIN_S, wanted), (max(sent_s, now_s), wanted))
        elif passed_s > 0.0:
            room = _SLEW * passed_s
            self._knots = ((now_s, now), (sent_s, now + min(max(wanted - now, -room), room)))

    def _offset(self, sent_s: float) -> float:
        """Return how far the session's clock is ahead, as the quickest messages have it."""
        if self._quickest[-1][0] - self._quickest[0][0] >= SKEW_AFTER_S:
            at_s, offset, skew = line_below(self._quickest)
            if abs(skew) <= MAX_SKEW:
                return offset + skew * (sent_s - at_s)
        return min(offset for at_s, offset in self._quickest if sent_s - at_s <= _RECENT_S)


def line_below(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the line that lies under all points and nearest to them: a point of it and its slope.

    It is the side of their lower hull that spans their mean (Moon, Skelly and Towsley, 1999).

    Parameters
    ----------
    points : sequence of (float, float)
        Two or more, the first numbers strictly increasing.
    """
    hull: list[tuple[float, float]] = []
    for x, y in points:
        while len(hull) >= 2 and _turns_down(hull[-2], hull[-1], (x, y)):
            hull.pop()
        hull.append((x, y))
    middle = sum(x for x, _ in points) / len(points)
    begin, end = next(side for side in pairwise(hull) if side[1][0] >= middle)
    return end[0], end[1], (end[1] - begin[1]) / (end[0] - begin[0])


def _turns_down(first: tuple[float, float], second: tuple[float, float], third: tuple[float, float]) -> bool:
    rise = (second[1] - first[1]) * (third[0] - first[0])
    return rise >= (third[1] - first[1]) * (second[0] - first[0])
