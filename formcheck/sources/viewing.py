"""How a video is to be looked at, where the file does not say it rightly or not all of it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Final, cast

from formcheck.samples import QuarterTurn, SourceInfo
from formcheck.sources.display import Display

_TURNS: Final[dict[QuarterTurn, Display]] = {
    0: Display(),
    90: Display(is_transposed=True, is_flipped_x=True),
    180: Display(is_flipped_x=True, is_flipped_y=True),
    270: Display(is_transposed=True, is_flipped_y=True),
}


@dataclass(frozen=True, slots=True)
class Viewing:
    """What somebody says of a video.

    Parameters
    ----------
    clockwise_deg : int
        By how much to turn the picture as players show it: 0, 90, 180 or 270 degrees.
    is_mirrored : bool
        Whether to exchange left and right then, of a picture that was filmed in a mirror.
    speed : float or None
        How many times faster than the file shows it everything was in life: 4 for slow motion that lasts four times as
        long, less than 1 for a film that was sped up. None for what the file says.
    begin_s, end_s : float
        Which part of it, in seconds as a player shows them.
    aspect : float or None
        Width over height of the picture as players should show it, where it was stretched or squeezed; None for what
        the file says.
    is_turn_sought, is_turn_found : bool
        Whether the person in the picture is to tell by how much to turn it (`formcheck.apps.turned`), and whether that
        was done.
    """

    clockwise_deg: QuarterTurn = 0
    is_mirrored: bool = False
    speed: float | None = None
    begin_s: float = 0.0
    end_s: float = inf
    aspect: float | None = None
    is_turn_sought: bool = False
    is_turn_found: bool = False

    @property
    def display(self) -> Display:
        """How the picture that players show is to be turned and mirrored."""
        turn = _TURNS[self.clockwise_deg]
        return Display(turn.is_transposed, turn.is_flipped_x ^ self.is_mirrored, turn.is_flipped_y)


AS_IT_IS: Final = Viewing()


def viewing_of(info: SourceInfo, aspect: float | None = None) -> Viewing:
    """Return how a recording was looked at when it was measured.

    Parameters
    ----------
    info : SourceInfo
        What is kept of it.
    aspect : float, optional
        As of `Viewing`.

    Examples
    --------
    >>> viewing_of(SourceInfo("knee.mp4", turned_deg=90, speed=4.0)).clockwise_deg
    90
    """
    turned = cast("QuarterTurn", info.turned_deg % 360)
    return Viewing(turned, is_mirrored=info.is_mirrored, speed=info.speed, aspect=aspect)
