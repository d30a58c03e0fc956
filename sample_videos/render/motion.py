"""From a script to joint angles over time, and to the truth about each repetition.

Every movement is a sum of minimum-jerk strokes, so any angle can be asked for at any moment, at any frame rate.
Needs numpy only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from render.script import DOFS, Fidget, Flag, Irregularity, Keyframe, Repetition, Script
from render.strokes import Bounce, Floats, Stroke, Traced
from render.walk import Spot, follow

APPROACH_S = 0.8
SHORTEST_STROKE_S = 0.3
REGAIN_S = 0.7
LONGEST_SHARED_DELAY_S = 0.35

Move = Stroke | Traced


@dataclass(frozen=True, slots=True)
class RepetitionTruth:
    """What really happened in one repetition; times in seconds, angles in degrees.

    ``start_s`` is the moment the knee leaves rest, ``peak_s`` the middle of its stay at the far end, and ``end_s``
    its return to rest.
    """

    index: int
    start_s: float
    peak_s: float
    end_s: float
    verdict: str
    flags: tuple[Flag, ...]
    knee_at_peak_deg: float
    ankle_at_peak_deg: float


@dataclass(frozen=True, slots=True)
class Motion:
    """The performed script: times, shape (n,), the angle of every joint, shape (n,) each, and the repetitions.

    ``spots`` says where the person is in each frame; empty means on the seat throughout. The angles are those of a
    seated person; they say nothing about a frame in which the person stands or walks.
    """

    t_s: Floats
    deg: dict[str, Floats]
    repetitions: tuple[RepetitionTruth, ...]
    spots: tuple[Spot, ...] = ()

    @property
    def first_seated(self) -> int:
        """Number of the first frame with the person on the seat."""
        return next((index for index, spot in enumerate(self.spots) if spot.standing == 0.0), 0)


@dataclass(frozen=True, slots=True)
class _Timeline:
    """One repetition after its durations were drawn: when it starts, arrives, leaves again and ends (seconds)."""

    start_s: float
    arrive_s: float
    leave_s: float
    end_s: float

    def earlier(self, by_s: float) -> _Timeline:
        """Return it on a clock that started later."""
        return _Timeline(self.start_s - by_s, self.arrive_s - by_s, self.leave_s - by_s, self.end_s - by_s)


@dataclass(frozen=True, slots=True)
class Performance:
    """A script acted out, before it is filmed.

    Attributes
    ----------
    angle : callable
        Takes the name of a joint and times of the recording in seconds, shape (n,); returns its angles, shape (n,).
    repetitions : tuple of RepetitionTruth
        What happens in each repetition.
    duration_s : float
        Length of the recording.
    """

    angle: Callable[[str, Floats], Floats]
    repetitions: tuple[RepetitionTruth, ...]
    duration_s: float


def perform(script: Script, fps: float) -> Motion:
    """Act out a script and sample it at a constant frame rate.

    Parameters
    ----------
    script : Script
        What to do.
    fps : float
        Frames per second.

    Returns
    -------
    Motion
        The same for the same script, whatever else was rendered before.
    """
    acted = act_out(script)
    t_s = np.arange(round(acted.duration_s * fps)) / fps
    spots = follow(script.stations, t_s) if script.stations else ()
    return Motion(t_s, {dof: acted.angle(dof, t_s) for dof in DOFS}, acted.repetitions, spots)


def act_out(script: Script) -> Performance:
    """Act out a script.

    Parameters
    ----------
    script : Script
        What to do.
    """
    rng = np.random.default_rng(script.seed)
    timelines, strokes, bounces, duration_s = _plan(script, rng)
    wobble = _draw_wobble(script.irregularity, rng)
    skip_s = script.skip_s

    def angle(dof: str, recording_s: Floats) -> Floats:
        t_s = recording_s + skip_s
        base = script.rest.angles()[dof] + sum((s.at(t_s) for s in strokes if s.dof == dof), np.zeros_like(t_s))
        if dof == "knee_flexion":
            base = sum((b.at(t_s) for b in bounces), base)
        return _overlay(script.keyframes, dof, t_s, base) + wobble[dof](t_s)

    truths = tuple(
        _truth(index, repetition, timeline.earlier(skip_s), angle)
        for index, (repetition, timeline) in enumerate(zip(script.repetitions, timelines, strict=True), start=1)
    )
    return Performance(angle, truths, duration_s - skip_s)


def _plan(script: Script, rng: np.random.Generator) -> tuple[list[_Timeline], list[Move], list[Bounce], float]:
    """Lay all repetitions out in time; also return the duration of the clip in seconds."""
    timelines: list[_Timeline] = []
    strokes: list[Move] = []
    bounces: list[Bounce] = []
    level = script.rest.angles()
    now_s, idle_s = script.lead_s, script.lead_s
    for written in script.repetitions:
        repetition = _vary(written, script.irregularity, rng)
        strokes += _approach(repetition, level, now_s, idle_s)
        timeline = _timeline(repetition, now_s)
        strokes += _out_and_back(repetition, timeline, level, script.irregularity.skew, rng)
        if repetition.bounces:
            bounces.append(Bounce(timeline.arrive_s, timeline.leave_s, repetition.bounces, repetition.bounce_deg))
        timelines.append(timeline)
        strokes += _settle(repetition, timeline, level)
        over_s = timeline.end_s + (repetition.linger_s + REGAIN_S if repetition.linger_s else 0.0)
        now_s, idle_s = over_s + repetition.rest_s, repetition.rest_s
    strokes += [stroke for fidget in script.fidgets for stroke in _there_and_back(fidget)]
    last_end_s = timelines[-1].end_s if timelines else script.lead_s
    last_key_s = max((key.t_s for key in script.keyframes), default=0.0)
    return timelines, strokes, bounces, max(last_end_s, last_key_s) + script.tail_s


def _vary(repetition: Repetition, irregularity: Irregularity, rng: np.random.Generator) -> Repetition:
    """Draw the durations and end angles that the person really manages."""
    out, hold, back, rest = 1.0 + irregularity.timing * np.clip(rng.standard_normal(4), -2.0, 2.0)
    knee, ankle, neck = irregularity.end_deg * np.clip(rng.standard_normal(3), -2.0, 2.0)
    return replace(
        repetition,
        out_s=repetition.out_s * out,
        hold_s=repetition.hold_s * hold,
        back_s=repetition.back_s * back,
        rest_s=repetition.rest_s * rest,
        knee_end_deg=max(repetition.knee_end_deg + knee, 0.0),
        ankle_end_deg=repetition.ankle_end_deg + ankle,
        neck_end_deg=repetition.neck_end_deg + neck,
    )


def _timeline(repetition: Repetition, start_s: float) -> _Timeline:
    """Return when the knee sets off, arrives, leaves again and is back."""
    arrive_s = start_s + repetition.out_s
    leave_s = arrive_s + repetition.hold_s
    return _Timeline(start_s, arrive_s, leave_s, leave_s + repetition.back_s)


def _approach(repetition: Repetition, level: dict[str, float], start_s: float, idle_s: float) -> list[Stroke]:
    """Move ankle and neck to the repetition's own start angles during the pause before it; updates ``level``."""
    begin_s = start_s - min(APPROACH_S, max(idle_s, 0.05))
    wanted = {"ankle_dorsiflexion": repetition.ankle_start_deg, "neck_flexion": repetition.neck_start_deg}
    strokes = [Stroke(dof, begin_s, start_s, deg - level[dof]) for dof, deg in wanted.items() if deg != level[dof]]
    level.update(wanted)
    return strokes


def _settle(repetition: Repetition, timeline: _Timeline, level: dict[str, float]) -> list[Stroke]:
    """Let the knee go the rest of the way, if it has lingered short of it; updates ``level``."""
    short_deg = repetition.back_short_deg
    if repetition.linger_s:
        begin_s = timeline.end_s + repetition.linger_s
        return [Stroke("knee_flexion", begin_s, begin_s + REGAIN_S, short_deg)]
    level["knee_flexion"] -= short_deg
    return []


def _there_and_back(fidget: Fidget) -> tuple[Stroke, Stroke]:
    """Return the two strokes of a fidget."""
    turn_s = fidget.t_s + fidget.out_s
    out = Stroke(fidget.dof, fidget.t_s, turn_s, fidget.change_deg)
    return out, Stroke(fidget.dof, turn_s, turn_s + fidget.back_s, -fidget.change_deg)


def _out_and_back(
    repetition: Repetition, timeline: _Timeline, level: dict[str, float], skew: float, rng: np.random.Generator
) -> list[Move]:
    """Return the strokes of every joint that moves in one repetition."""
    changes = {dof: end - level[dof] for dof, end in repetition.ends().items()}
    changes |= {"trunk_lean": repetition.trunk_change_deg, "thigh_elevation": repetition.thigh_lift_deg}
    delays = {"ankle_dorsiflexion": repetition.ankle_delay_s, "neck_flexion": repetition.neck_delay_s}
    common = np.clip(skew * rng.standard_normal(2), -0.4, 0.4)
    strokes: list[Move] = []
    for dof, change in changes.items():
        out_skew, back_skew = common + 0.3 * skew * np.clip(rng.standard_normal(2), -2.0, 2.0)
        delay_s = delays.get(dof, 0.0)
        back = -change - (repetition.back_short_deg if dof == "knee_flexion" else 0.0)
        begin_s = timeline.start_s + delay_s
        arrive_s = min(timeline.arrive_s + delay_s, timeline.leave_s)
        arrive_s = max(arrive_s, begin_s + SHORTEST_STROKE_S)
        if repetition.way and dof in repetition.ends() and abs(delay_s) <= LONGEST_SHARED_DELAY_S:
            own = 0.0 if dof == "knee_flexion" else out_skew
            strokes.append(_traced(dof, timeline.earlier(-delay_s), (change, back), repetition.way, own))
        elif change:
            strokes.append(Stroke(dof, begin_s, arrive_s, change, out_skew))
            strokes.append(Stroke(dof, max(timeline.leave_s, arrive_s), timeline.end_s, back, back_skew))
    return strokes


def _traced(dof: str, timeline: _Timeline, changes: tuple[float, float], way: tuple[float, ...], skew: float) -> Traced:
    """Return a recorded movement, stretched to a timeline."""
    times = (timeline.start_s, timeline.arrive_s, timeline.leave_s, timeline.end_s)
    return Traced(dof, *times, *changes, way, skew)


def _draw_wobble(irregularity: Irregularity, rng: np.random.Generator) -> dict[str, Callable[[Floats], Floats]]:
    """Return, for each joint, a smooth seeded function of time: slow sway of trunk and head, fast tremor of all."""
    share = {"trunk_lean": 1.0, "neck_flexion": 1.0, "knee_flexion": 0.4, "ankle_dorsiflexion": 0.5}

    def wave(amplitude_deg: float, low_hz: float, high_hz: float) -> Callable[[Floats], Floats]:
        hz, phase = rng.uniform(low_hz, high_hz, 3), rng.uniform(0.0, 2.0 * np.pi, 3)
        return lambda t_s: amplitude_deg / 3.0 * np.sin(2.0 * np.pi * hz * t_s[:, None] + phase).sum(axis=1)

    def both(slow: Callable[[Floats], Floats], fast: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
        return lambda t_s: slow(t_s) + fast(t_s)

    wobble = {
        dof: both(wave(irregularity.sway_deg * share.get(dof, 0.1), 0.1, 0.35), wave(irregularity.tremor_deg, 3.0, 7.0))
        for dof in DOFS
    }
    if irregularity.talk_deg:
        wobble["neck_flexion"] = both(wobble["neck_flexion"], wave(irregularity.talk_deg, 0.3, 1.1))
    return wobble


def _overlay(keyframes: tuple[Keyframe, ...], dof: str, t_s: Floats, base: Floats) -> Floats:
    """Replace an angle by its keyframes, with a minimum-jerk stroke from each key to the next."""
    keys = [(key.t_s, key.angles[dof]) for key in keyframes if dof in key.angles]
    if not keys:
        return base
    track = np.full_like(t_s, keys[0][1])
    for (begin_s, before), (end_s, after) in pairwise(keys):
        track += Stroke(dof, begin_s, end_s, after - before).at(t_s)
    inside = (t_s >= keys[0][0]) & (t_s <= keys[-1][0])
    return np.where(inside, track, base)


def _truth(
    index: int, repetition: Repetition, timeline: _Timeline, angle: Callable[[str, Floats], Floats]
) -> RepetitionTruth:
    """Gather the truth about one repetition."""
    peak_s = (timeline.arrive_s + timeline.leave_s) / 2.0
    moment = np.array([peak_s])
    return RepetitionTruth(
        index=index,
        start_s=timeline.start_s,
        peak_s=peak_s,
        end_s=timeline.end_s,
        verdict=repetition.verdict,
        flags=repetition.flags,
        knee_at_peak_deg=float(angle("knee_flexion", moment)[0]),
        ankle_at_peak_deg=float(angle("ankle_dorsiflexion", moment)[0]),
    )
