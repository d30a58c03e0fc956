"""Where camera and sensors disagreed, in words, with what each of them read."""

from __future__ import annotations

from typing import Final

from formcheck.events import Agreed, Disagreed
from formcheck.session.trajectory import Trajectory
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING, clock, degrees
from formcheck.words.names import joint_word

_MOST: Final = 12


def dispute_texts(words: Words, trajectory: Trajectory) -> list[str]:
    """Return each stretch of time in which a joint was withheld; a long list is cut short.

    Parameters
    ----------
    words : Words
        The language.
    trajectory : Trajectory
        What was measured, and what was said.

    Returns
    -------
    list of str
        Such as ``ankle: camera 13°, sensors 45° (0:12 to 0:21)``; empty without camera and sensors.
    """
    begun = [event for event in trajectory.events if isinstance(event, Disagreed)]
    texts = [_text(words, one, _ends_s(one, trajectory)) for one in begun[:_MOST]]
    more = len(begun) - _MOST
    return [*texts, words("report-and-more", count=more)] if more > 0 else texts


def _ends_s(begun: Disagreed, trajectory: Trajectory) -> float:
    """Return until when it was so; to the end of the recording where the two never agreed again."""
    ended = (
        event.t_s
        for event in trajectory.events
        if isinstance(event, Agreed) and (event.side, event.dof) == (begun.side, begun.dof) and event.t_s > begun.t_s
    )
    return next(ended, trajectory.t_s[-1])


def _text(words: Words, begun: Disagreed, end_s: float) -> str:
    return words(
        "report-dispute",
        joint=joint_word(words, begun.dof),
        camera=degrees(begun.camera_deg),
        sensors=degrees(begun.sensor_deg),
        span=f"{clock(begun.t_s, words.point)}{MISSING}{clock(end_s, words.point)}",
    )
