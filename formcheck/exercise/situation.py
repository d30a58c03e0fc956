"""What can be read from the state machine's memory at one moment: how far the drive is, and where it has been still.

Angles are of the drive, the driver's angle signed to grow towards the end, in degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan

from formcheck.exercise.memory import PAUSE_S, SETTLED_S, MachineState
from formcheck.exercise.plan import Plan
from formcheck.exercise.posture import find_unhung
from formcheck.samples import TIME_TOLERANCE_S, has_passed

STILL_S = 0.25
"""A drive that stays within `STILL_DEG` for this long is at rest: short enough for a brisk turn-round."""
STILL_DEG = 4.0
HOME_STILL_S = 0.5
HOME_STILL_DEG = 1.5
"""A return is over when the drive hardly moves any more: the last degrees of a calm one are slow."""
TURN_SHARE = 0.15
"""Share of an excursion that must be taken back for the way back to begin."""
JITTER_MULTIPLE = 3.0


@dataclass(frozen=True, slots=True)
class Situation:
    """Plan and memory at one moment, just after a sample was remembered.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    state : MachineState
        Memory.
    """

    plan: Plan
    state: MachineState

    @property
    def t_s(self) -> float:
        """The time of the sample."""
        return self.state.last_s

    @property
    def hangs(self) -> bool:
        """Whether the shank is where a repetition starts from."""
        return not find_unhung(self.plan, self.state.samples[-1])

    @property
    def leave_deg(self) -> float:
        """The excursion after which rest counts as left: at least three times the jitter seen at rest."""
        return max(self.plan.leave_deg, JITTER_MULTIPLE * self.state.jitter_deg)

    @property
    def turn_deg(self) -> float:
        """How much must be taken back for the way back to begin."""
        return max(self.leave_deg, TURN_SHARE * self.height_deg)

    @property
    def height_deg(self) -> float:
        """How far the furthest point of this attempt is from rest; NaN outside attempts."""
        return self.state.peak_deg - self.state.rest_deg

    @property
    def taken_back_deg(self) -> float:
        """How far the drive has come back from the furthest point; NaN outside attempts."""
        return self.state.peak_deg - self.state.filter.value

    @property
    def risen_deg(self) -> float:
        """How far the drive has gone out again on the way back; NaN on other ways."""
        return self.state.filter.value - self.state.valley_deg

    @property
    def returned_share(self) -> float:
        """The share of this attempt that was taken back; NaN but on the way back."""
        return (self.state.peak_deg - self.state.valley_deg) / self.height_deg

    @property
    def still_deg(self) -> float:
        """Where the drive has been still for a moment; NaN where it has not."""
        return self._still_deg(STILL_S, STILL_DEG)

    @property
    def settled_deg(self) -> float:
        """Where the drive has settled; NaN where it has not."""
        return self._still_deg(SETTLED_S, STILL_DEG)

    @property
    def fidget_end_deg(self) -> float:
        """Where a movement too small to count has ended: at rest, or wherever it settled; NaN where it goes on."""
        return self.state.rest_deg if self.state.excursion_deg < self.leave_deg / 2 else self.settled_deg

    @property
    def return_end_deg(self) -> float:
        """Where the way back has ended: where the drive stays; NaN where it goes on.

        Near rest it need only have settled, or hardly move; one that was out of sight just now must have settled. Away
        from rest only what came after the turn is a pause: before it, the end was held.
        """
        if self.state.excursion_deg > self.turn_deg:
            has_paused = has_passed(self.t_s - self.state.turned_s, PAUSE_S)
            return self._still_deg(PAUSE_S, STILL_DEG) if has_paused else nan
        settled_deg = self.settled_deg
        if isnan(settled_deg) and not self.is_just_found:
            return self._still_deg(HOME_STILL_S, max(HOME_STILL_DEG, JITTER_MULTIPLE * self.state.jitter_deg))
        return settled_deg

    @property
    def is_at_a_stand(self) -> bool:
        """Whether the drive has just stopped."""
        return not isnan(self._still_deg(HOME_STILL_S, STILL_DEG))

    @property
    def is_just_found(self) -> bool:
        """Whether the driver was out of sight until just now: its first readings may be the other leg's."""
        return self.t_s - self.state.found_s < SETTLED_S

    @property
    def jitter_deg(self) -> float:
        """Half the range of the drive over the last moment; 0 where that much was not seen."""
        _, range_deg = self._spread(STILL_S)
        return 0.0 if isnan(range_deg) else range_deg / 2

    def _still_deg(self, duration_s: float, still_deg: float) -> float:
        """Return where the drive has been within `still_deg` for a while; NaN where it has not."""
        mean_deg, range_deg = self._spread(duration_s)
        return mean_deg if range_deg <= still_deg else nan

    def _spread(self, duration_s: float) -> tuple[float, float]:
        """Return mean and range of the causal drive over the last `duration_s`; NaN where that much was not seen."""
        recent = self.state.recent
        now_s = recent[-1].t_s
        if not has_passed(now_s - recent[0].t_s, duration_s):
            return nan, nan
        longest_s = duration_s + 2 * TIME_TOLERANCE_S
        first = len(recent) - 1  # from the end: of all that is remembered, little is asked about as a rule
        while first > 0 and not has_passed(now_s - recent[first - 1].t_s, longest_s):
            first -= 1
        values = [one.drive_deg for one in recent[first:]]
        return sum(values) / len(values), max(values) - min(values)
