"""When the state machine changes: one condition for each of its transitions.

Conditions are tried in the order of the machine's table, so each may take for granted that those above it do not hold.

Parameters
----------
now : Situation
    Plan and memory, just after a sample was remembered.
"""

from __future__ import annotations

from math import isnan

from formcheck.exercise.situation import Situation
from formcheck.samples import has_passed

MAX_LOST_S = 3.0
"""An attempt whose driving joint is not seen for longer is closed; a rest is left much sooner."""
MAX_LOST_AT_REST_S = 2.0
MAX_MISPLACED_S = 0.5
"""Time out of position after which a movement is not this exercise."""
MAX_ATTEMPT_S = 60.0
SETTLED_SHARE = 0.4
"""Share that must be taken back for a way back that has settled to be one: short of rest, but back."""
FASTEST_BACK_S = 0.35
"""No leg that was seen to turn is back at rest sooner: a burst of wrong readings is."""
RETURNED_SHARE = 0.6
"""Share of an excursion that must be taken back for a new rise to be a new attempt rather than a bounce."""


def is_unseen(now: Situation) -> bool:
    """Tell whether the driver was not measured in this sample."""
    return now.state.seen_s != now.t_s


def is_lost(now: Situation) -> bool:
    """Tell whether the driver has not been seen for too long to go on with a movement."""
    return has_passed(now.t_s - now.state.seen_s, MAX_LOST_S)


def is_lost_at_rest(now: Situation) -> bool:
    """Tell whether the driver has not been seen for too long to be still at the same rest."""
    return has_passed(now.t_s - now.state.seen_s, MAX_LOST_AT_REST_S)


def is_lost_in_an_attempt(now: Situation) -> bool:
    """Tell whether the driver is lost from an excursion that is large enough to count."""
    return now.state.is_attempt and is_lost(now)


def is_out_of_position(now: Situation) -> bool:
    """Tell whether the body has been out of the exercise's position for too long."""
    return has_passed(now.state.misplaced_s, MAX_MISPLACED_S)


def takes_too_long(now: Situation) -> bool:
    """Tell whether the excursion has lasted longer than any repetition."""
    return has_passed(now.t_s - now.state.left_s, MAX_ATTEMPT_S)


def rests_in_position(now: Situation) -> bool:
    """Tell whether the drive is still for a moment near rest, and the body in position."""
    return now.state.misplaced_s <= 0.0 and now.hangs and now.plan.is_near_rest(now.still_deg)


def begins_at_rest(now: Situation) -> bool:
    """Tell whether the recording begins at rest, be it only for an instant: who films sets off at once."""
    is_first = now.state.is_opening and len(now.state.recent) == 1
    return is_first and now.state.misplaced_s <= 0.0 and now.hangs and now.plan.is_at_rest(now.state.filter.value)


def has_left_rest(now: Situation) -> bool:
    """Tell whether the drive has left rest towards the end."""
    return now.state.excursion_deg > now.leave_deg


def has_settled_away(now: Situation) -> bool:
    """Tell whether the drive has settled where no repetition can start."""
    return has_settled(now) and not now.plan.is_near_rest(now.settled_deg)


def has_settled(now: Situation) -> bool:
    """Tell whether the drive has been still for long."""
    return not isnan(now.settled_deg)


def is_large(now: Situation) -> bool:
    """Tell whether the excursion is, or was, large enough to count as an attempt."""
    return now.state.is_attempt or now.height_deg >= now.plan.attempt_deg


def fidgets_to_rest(now: Situation) -> bool:
    """Tell whether a movement too small to count is over, where a repetition can start."""
    return not is_large(now) and now.plan.is_near_rest(now.fidget_end_deg)


def fidgets_away(now: Situation) -> bool:
    """Tell whether a movement too small to count is over, where no repetition can start."""
    return not is_large(now) and not isnan(now.fidget_end_deg)


def has_turned(now: Situation) -> bool:
    """Tell whether an attempt's drive has turned round."""
    return is_large(now) and now.taken_back_deg > now.turn_deg


def becomes_an_attempt(now: Situation) -> bool:
    """Tell whether the excursion has just become large enough to count."""
    return is_large(now) and not now.state.is_attempt


def bounces(now: Situation) -> bool:
    """Tell whether the drive goes out again from near the end, or has come back faster than any leg."""
    is_burst = not has_passed(now.state.valley_s - now.state.turned_s, FASTEST_BACK_S)
    return rises_again(now) and (is_burst or now.returned_share < RETURNED_SHARE)


def rises_from_rest(now: Situation) -> bool:
    """Tell whether the drive, having been taken back, goes out again from where a repetition can start."""
    return rises_again(now) and now.plan.is_near_rest(now.state.valley_deg)


def rises_again(now: Situation) -> bool:
    """Tell whether the drive goes out again."""
    return now.risen_deg > now.leave_deg and not now.is_just_found


def has_returned_to_rest(now: Situation) -> bool:
    """Tell whether the way back is over, where a repetition can start."""
    return has_returned(now) and now.plan.is_near_rest(now.return_end_deg)


def has_returned(now: Situation) -> bool:
    """Tell whether the way back is over, and a good part of the excursion taken back."""
    return not isnan(now.return_end_deg) and now.returned_share >= SETTLED_SHARE


def rests_differently(now: Situation) -> bool:
    """Tell whether the way back is over near rest, with little taken back: somebody who sits differently now.

    Further out it is a pause on the way.
    """
    return now.returned_share < SETTLED_SHARE and now.plan.is_near_rest(now.return_end_deg)
