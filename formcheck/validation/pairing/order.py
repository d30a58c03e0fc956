"""True repetitions of which nobody noted the times, but only their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from formcheck.validation.model import ScoredRepetition


def paired_in_order(
    true: Sequence[ScoredRepetition], found: Sequence[ScoredRepetition]
) -> tuple[ScoredRepetition, ...]:
    """Return true repetitions with the times of the found ones: the first has those of the first, and so on.

    Of too few found ones the last true ones are missed, of too many the last found ones are made up. Where one in the
    middle was missed, those after it are compared with their neighbours: the score is then, if anything, too low.

    Parameters
    ----------
    true : sequence of ScoredRepetition
        In order; their own times are not looked at.
    found : sequence of ScoredRepetition
        In order of time.
    """
    after_s = max((one.end_s for one in found), default=0.0)
    times = [(one.start_s, one.peak_s, one.end_s) for one in found[: len(true)]]
    times += [(after_s + number,) * 3 for number in range(1, len(true) - len(times) + 1)]
    return tuple(
        replace(one, start_s=start_s, peak_s=peak_s, end_s=end_s)
        for one, (start_s, peak_s, end_s) in zip(true, times, strict=True)
    )
