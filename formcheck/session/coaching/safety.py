"""When an exercise must not begin, and when it must stop: the rules of the clinical reference, section 3.2.

They are stricter than the usual traffic light, because nerve tissue is easily irritated. They are proposals (grade P)
that want a clinician's consent.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

MAX_PAIN = 10
"""Upper end of the numeric rating scale of pain; 0 is none."""

TOO_MUCH_BEFORE = 6
"""With so much pain, or more, nothing is begun."""

TOO_MUCH = 4
"""Pain of this much or more ends an exercise that is under way ..."""

TOO_MUCH_RISE = 2
"""... and so does a rise by so much since it began."""


class RedFlag(StrEnum):
    """What makes somebody a case for a doctor first. Each is asked for by name before every session."""

    WORSENING_WEAKNESS = "worsening-weakness"
    FOOT_DROP = "foot-drop"
    SPREADING_NUMBNESS = "spreading-numbness"
    BLADDER_BOWEL = "bladder-bowel"
    NIGHT_PAIN = "night-pain"
    FEVER = "fever"
    HOT_SWOLLEN_CALF = "hot-swollen-calf"
    RECENT_FRACTURE_SURGERY = "recent-fracture-surgery"
    DIABETIC_WOUND = "diabetic-wound"
    INFECTION = "infection"
    SPINE = "spine"


EMERGENCIES = frozenset({RedFlag.BLADDER_BOWEL, RedFlag.HOT_SWOLLEN_CALF, RedFlag.WORSENING_WEAKNESS})
"""The red flags that cannot wait for an appointment."""


class Lasting(StrEnum):
    """How long symptoms lasted after the last session."""

    NONE = "none"
    BRIEF = "brief"  # up to 30 minutes
    LONG = "long"  # longer than 30 minutes
    DAY = "day"  # longer than a day


_FLARES = frozenset({Lasting.LONG, Lasting.DAY})


class Halt(StrEnum):
    """Why nothing is begun, or why an exercise ends early. The values are keys of the message catalogues."""

    EMERGENCY = "refer-emergency"
    RED_FLAG = "refer-red-flag"
    PAIN_BEFORE = "refer-pain-before"
    FLARES = "refer-flares"
    PAIN = "stop-pain"
    PAIN_RISE = "stop-pain-rise"
    NUMB = "stop-numb"


def why_not_begin(pain: int, red_flags: Collection[RedFlag], flares: Sequence[Lasting]) -> tuple[Halt, ...]:
    """Return the reasons for not beginning, the most urgent first; empty where nothing speaks against it.

    Parameters
    ----------
    pain : int
        Pain now, 0 to 10.
    red_flags : collection of RedFlag
        Those the person said yes to.
    flares : sequence of Lasting
        How long symptoms lasted after each session so far, the latest last.
    """
    lasted_a_day = bool(flares) and flares[-1] is Lasting.DAY
    two_in_a_row = len(flares) > 1 and all(one in _FLARES for one in flares[-2:])
    found = {
        Halt.EMERGENCY: bool(EMERGENCIES & set(red_flags)),
        Halt.RED_FLAG: bool(red_flags),
        Halt.PAIN_BEFORE: pain >= TOO_MUCH_BEFORE,
        Halt.FLARES: lasted_a_day or two_in_a_row,
    }
    return tuple(reason for reason, applies in found.items() if applies)


def must_be_halved(flares: Sequence[Lasting]) -> bool:
    """Tell whether this session is to have half the range and half the repetitions: symptoms lasted too long.

    Parameters
    ----------
    flares : sequence of Lasting
        How long symptoms lasted after each session so far, the latest last.
    """
    return bool(flares) and flares[-1] is Lasting.LONG


def why_stop(pain_before: int, pain: int | None, *, is_numb: bool) -> Halt | None:
    """Return why an exercise under way must end; None where it may go on.

    Parameters
    ----------
    pain_before : int
        Pain at the beginning, 0 to 10.
    pain : int or None
        Pain now; None where it was not asked.
    is_numb : bool
        Whether there is new numbness or weakness.
    """
    if is_numb:
        return Halt.NUMB
    if pain is None:
        return None
    if pain >= TOO_MUCH:
        return Halt.PAIN
    return Halt.PAIN_RISE if pain - pain_before >= TOO_MUCH_RISE else None
