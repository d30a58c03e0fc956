"""What formcheck tells a patient: short, kind, about the movement and never about the person.

What the camera missed is the camera's fault.
"""

from __future__ import annotations

from collections.abc import Sequence

from formcheck.events import Flag, FlagKind, Severity, Verdict
from formcheck.samples import Dof

_JOINT = {
    Dof.KNEE_FLEXION: "knee",
    Dof.ANKLE_DORSIFLEXION: "foot",
    Dof.THIGH_ELEVATION: "thigh",
    Dof.TRUNK_LEAN: "back",
    Dof.NECK_FLEXION: "head",
}


def remark(  # noqa: PLR0911 - one case for each kind
    kind: FlagKind, severity: Severity, dof: Dof | None, unit: str, measured: float | None, required: float | None
) -> str:
    """Return the sentence for one flag.

    Parameters
    ----------
    kind, severity, dof, unit, measured, required
        As in `formcheck.events.Flag`.
    """
    match kind:
        case FlagKind.NOT_MEASURABLE:
            return _unseen(severity, _JOINT[dof or Dof.KNEE_FLEXION])
        case FlagKind.WRONG_ORDER:
            return _order(dof, unit, measured or 0.0)
        case FlagKind.INCOMPLETE_RANGE:
            return _range(dof, measured or 0.0, required or 0.0)
        case FlagKind.RUSHED:
            return (
                "A little slower."
                if severity is Severity.WARNING
                else _pace(dof, unit, measured or 0.0, required or 0.0)
            )
        case FlagKind.HELD:
            return _hold(severity, measured or 0.0)
        case FlagKind.NOT_JUDGED:
            return f"Your {_JOINT[dof or Dof.KNEE_FLEXION]} could not be seen: how it moved was not judged."
        case _:
            return _REMARKS[kind]


_REMARKS = {
    FlagKind.TRUNK_LEAN: "Keep your back where it is: it leaned backwards to help the knee.",
    FlagKind.THIGH_LIFT: "Keep the thigh where it is: it lifted to help the knee.",
    FlagKind.BOUNCING: "Glide to the end and back without bouncing there.",
    FlagKind.OVERSHOOT: "No need to go that far: stay within your comfortable range.",
    FlagKind.NECK_STILL: "Let your head move along with the leg.",
    FlagKind.FOOT_STILL: "Let the foot go all the way back at the start, so that it can travel with the knee.",
}


def explain(verdict: Verdict, flags: Sequence[Flag]) -> str:
    """Return the one sentence to read about a repetition: its verdict's reason, or praise with a hint."""
    for flag in flags:
        if flag.severity is Severity.FAULT and flag.kind.value == verdict.value:
            return flag.message
    hints = [flag.message for flag in flags]
    return f"Good. {hints[0]}" if hints else "Good."


def _unseen(severity: Severity, joint: str) -> str:
    if severity is Severity.WARNING:
        return f"The camera did not see how your {joint} set off; its timing was not judged."
    return f"Not counted: the camera could not see your {joint} well enough."


def _order(dof: Dof | None, unit: str, measured: float) -> str:
    if dof is Dof.NECK_FLEXION:
        return (
            "The head went down as the leg went out; this exercise keeps it up."
            if measured > 0.0
            else "The head came up as the leg went out; this exercise keeps it down."
        )
    if unit == "s":
        return f"Knee and foot together: the foot came {measured:.1f} s after the knee."
    wanted, did = ("pull the toes up", "pointed") if measured < 0.0 else ("point the foot", "pulled up")
    return f"As the leg goes out, {wanted}: the foot {did} instead."


def _range(dof: Dof | None, measured: float, required: float) -> str:
    short = f"{abs(measured - required):.0f}°"
    more = measured > required
    if dof is Dof.KNEE_FLEXION:
        return f"A little straighter: the knee was {short} short." if more else f"Bend the knee {short} further."
    if dof is Dof.ANKLE_DORSIFLEXION:
        return f"Point the foot further: {short} were missing." if more else f"Toes up: the foot was {short} short."
    return f"Leg a little lower, by {short}." if more else f"Leg a little higher, by {short}."


def _pace(dof: Dof | None, unit: str, measured: float, required: float) -> str:
    if unit == "degps":
        return f"Slower: the leg moved at {measured:.0f}° a second, keep below {required:.0f}°."
    if dof is None:
        return f"Slower: out and back took {measured:.1f} s, let it take {required:.0f} s or more."
    return f"Slower: one way was over in {measured:.1f} s, let it take 2 s."


def _hold(severity: Severity, measured: float) -> str:
    if severity is Severity.WARNING:
        return "Turn round a little sooner at the end."
    return f"Glide, do not hold: the end was held for {measured:.1f} s."
