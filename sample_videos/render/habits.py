"""Draw what somebody does in a clip of the population: their habits, their repetitions, and what goes wrong in them.

What a repetition is meant to be is drawn first. Its numbers are then drawn until its performed true angles, judged by
the limits of the prescription, are clearly that: see `Intent` and ``judging.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from formcheck.exercise.definition import Neck
from formcheck.exercise.plan import Plan
from formcheck.samples import Dof
from render import distributions as drawn
from render.judging import Measures, ankle_is_short, decide, find_flags, measure, neck_astray_deg, plan_of
from render.motion import Performance, act_out
from render.script import Fidget, Irregularity, Repetition, Rest, Script
from render.timing import Movement, load_movements

Rng = np.random.Generator
Word = TypeVar("Word", bound=str)

TRIES = 400
PLANS = 30
SUB_SEEDS = 20
PATIENCE = 4  # sub-seeds before one repetition less is tried
FEWEST = 2
CLOSE_S = 0.7
SWAPPED_NECK = {"flexed": 12.0, "extended": -12.0}
NO_FAULT = ""


class DrawError(RuntimeError):
    """Nothing that was drawn was what it was meant to be; another sub-seed may do better."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What a repetition is meant to be.

    Attributes
    ----------
    kind : {"good", "faulty", "borderline"}
        How it stands to its limits.
    what : str
        The fault, or what is borderline; empty if good.
    help : {"none", "trunk", "thigh"}
        How the body helps along.
    """

    kind: str = "good"
    what: str = NO_FAULT
    help: str = "none"

    @property
    def verdict(self) -> str:
        """The verdict that is meant; of a borderline one, the verdict besides good that is fair."""
        return _VERDICTS[self.what]

    @property
    def allowed(self) -> frozenset[str]:
        """The verdicts that such a repetition may deserve."""
        return frozenset({"good", self.verdict} if self.kind == "borderline" else {self.verdict})


_VERDICTS: Mapping[str, str] = {
    NO_FAULT: "good",
    "knee short": "incomplete_range",
    "ankle not moved": "incomplete_range",
    "ankle short": "incomplete_range",
    "ankle late": "wrong_order",
    "ankle reversed": "wrong_order",
    "neck reversed": "wrong_order",
    "rushed": "rushed",
    "held": "held",
    "rest not regained": "incomplete_range",
    "knee": "incomplete_range",
    "ankle": "incomplete_range",
    "cycle": "rushed",
    "hold": "held",
}


@dataclass(frozen=True, slots=True)
class Person:
    """One person's way of doing one exercise: what they do again and again.

    Attributes
    ----------
    plan : Plan
        The exercise.
    rest : Rest
        Their posture between repetitions.
    knee_end_deg, ankle_end_deg, neck_end_deg : float
        Where they get to.
    pace : str
        A class of `distributions.CALM_CYCLES_S`.
    irregularity : Irregularity
        Their tremor, sway and talk.
    movement : Movement
        The real person whose timing they have, where they have one.
    """

    plan: Plan
    rest: Rest
    knee_end_deg: float
    ankle_end_deg: float
    neck_end_deg: float
    pace: str
    irregularity: Irregularity
    movement: Movement

    @property
    def ankle_way(self) -> float:
        """+1 where the foot is to be pulled up, -1 where it is to be pointed, 0 where neither."""
        return self.plan.ankle_direction or 0.0

    @property
    def ankle_edge_deg(self) -> float:
        """The ankle angle at the far end that just does."""
        held = self.plan.held.get(Dof.ANKLE_DORSIFLEXION)
        return held.max if held is not None else self.plan.required[Dof.ANKLE_DORSIFLEXION]

    @property
    def asks_for_ankle(self) -> bool:
        """Whether the ankle counts at all."""
        return Dof.ANKLE_DORSIFLEXION in self.plan.scored

    @property
    def knee_edge_deg(self) -> float:
        """The knee angle at the far end that just does."""
        return self.plan.required[Dof.KNEE_FLEXION]

    @property
    def longest_hold_s(self) -> float:
        """The longest stay at the far end that is no fault."""
        return self.plan.exercise.end.max_hold_s


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done in a clip.

    Attributes
    ----------
    exercise : str
        Name in formcheck's library.
    script : Script
        The performance and which part of it is recorded.
    intents : tuple of Intent
        What each repetition was meant to be.
    cut : tuple of str
        For each repetition ``""``, ``"start"`` or ``"end"``: what the recording lacks of it.
    """

    exercise: str
    script: Script
    intents: tuple[Intent, ...]
    cut: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is settled about a clip before anything else, so that what is hard to draw is not drawn less often.

    Attributes
    ----------
    exercise : str
        Name in formcheck's library.
    count : int
        Whole repetitions.
    cut : {"none", "start", "end"}
        Whether the recording begins or ends in the middle of a further one.
    fidgets : bool
        Whether the person fidgets.
    aim_s : float
        About how long the recording is to be.
    """

    exercise: str
    count: int
    cut: str
    fidgets: bool
    aim_s: float


def pick(rng: Rng, table: Mapping[Word, float]) -> Word:
    """Draw one outcome of a table of weights.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where chance comes from.
    table : mapping of str to float
        Outcomes and their weights, which need not add up to one.
    """
    outcomes, weights = list(table), np.array(list(table.values()), dtype=float)
    return outcomes[int(rng.choice(len(outcomes), p=weights / weights.sum()))]


def between(rng: Rng, span: drawn.Span) -> float:
    """Draw a number between two numbers.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where chance comes from.
    span : tuple of float
        The two numbers.
    """
    return float(rng.uniform(*span))


def draw_doing(rng: Rng) -> Doing:
    """Draw what is done in a clip.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where chance comes from.

    Raises
    ------
    DrawError
        No performance came out as it was meant.
    """
    frame = Frame(
        exercise=pick(rng, drawn.EXERCISE),
        count=int(pick(rng, drawn.COUNT)),
        cut=pick(rng, drawn.CUT),
        fidgets=bool(rng.random() < drawn.FIDGETS),
        aim_s=float(rng.triangular(*drawn.DURATION_AIM_S)),
    )
    for number in range(SUB_SEEDS):
        # Four slow ones never fit; somebody who would make them makes fewer.
        count = max(frame.count - number // PATIENCE, FEWEST)
        try:
            return _draw_within(np.random.default_rng(int(rng.integers(2**31))), replace(frame, count=count))
        except DrawError:
            continue
    raise DrawError(f"no performance of {frame} came out as it was meant")


def _draw_within(rng: Rng, frame: Frame) -> Doing:
    """Draw a person, what they mean to do, and how it goes."""
    person = _draw_person(rng, frame.exercise)
    intents = [_draw_intent(rng, person) for _ in range(frame.count)]
    cuts = [""] * frame.count
    if frame.cut == "start":
        intents, cuts = [Intent(), *intents], ["start", *cuts]
    elif frame.cut == "end":
        intents, cuts = [*intents, Intent()], [*cuts, "end"]
    script = _nearest(rng, person, tuple(intents), frame)
    if frame.fidgets:
        script = replace(script, fidgets=_draw_fidgets(rng, script))
        if not script.fidgets or not _all_as_meant(person.plan, tuple(intents), act_out(script)):
            raise DrawError(f"{frame.exercise}: the fidgets are in the way")
    return Doing(frame.exercise, script, tuple(intents), tuple(cuts))


def is_as_meant(person_plan: Plan, intent: Intent, found: Measures) -> bool:
    """Tell whether a repetition is what it was meant to be, and clear of every other limit.

    Parameters
    ----------
    person_plan : Plan
        The exercise.
    intent : Intent
        What was meant.
    found : Measures
        What became of it.
    """
    flags = find_flags(person_plan, found)
    verdict = decide(flags)
    helps = {flag.kind for flag in flags} & {"trunk_lean", "thigh_lift"}
    meant = {"none": set[str](), "trunk": {"trunk_lean"}, "thigh": {"thigh_lift"}}[intent.help]
    return verdict in intent.allowed and helps == meant and _is_clear(person_plan, intent.what, found)


def _is_clear(plan: Plan, what: str, found: Measures) -> bool:
    """Tell whether all that is not meant to be at fault is clear of its limit, and what is meant to be is beyond."""
    edge = plan.required[Dof.KNEE_FLEXION]
    ankle_is_free = what in {"ankle", "ankle not moved", "ankle short", "ankle late", "ankle reversed"}
    quick = what in {"rushed", "cycle"}
    checks = [
        what in {"knee", "knee short"} or found.knee_deg < edge - drawn.CLEAR_KNEE_DEG,
        what != "knee short" or found.knee_deg > edge + drawn.CLEAR_SHORT_DEG - 1.0,
        ankle_is_free or not _is_near_ankle_edge(plan, found.ankle_deg),
        what == "ankle late" or abs(found.lag_s) <= drawn.CLEAR_LAG_S or plan.ankle_direction is None or ankle_is_free,
        what != "ankle late" or found.lag_s > max(0.5, 0.25 * found.out_s) + 0.2,
        what == "neck reversed" or neck_astray_deg(plan, found.neck_change_deg) < 10.0 - 3.0,
        what == "neck reversed" or not plan.neck_direction or _neck_moves(plan, found) > drawn.CLEAR_NECK_DEG,
        what != "neck reversed" or neck_astray_deg(plan, found.neck_change_deg) > 15.0,
        quick or found.cycle_s >= drawn.CLEAR_CYCLE_S,
        quick or found.stroke_s >= drawn.CLEAR_STROKE_S,
        quick or found.speed_degps < 180.0,
        what != "cycle" or found.stroke_s >= 0.4,
        what in {"held", "hold"} or found.hold_s <= drawn.CLEAR_HOLD_S,
        what != "rest not regained" or found.back_deg < drawn.REST_LOST_DEG[1] + 2.0,
        what == "rest not regained" or found.back_deg > plan.rest_required_deg + 4.0,
    ]
    return all(checks)


def _neck_moves(plan: Plan, found: Measures) -> float:
    return (plan.neck_direction or 0.0) * found.neck_change_deg


def _is_near_ankle_edge(plan: Plan, ankle_deg: float) -> bool:
    """Tell whether an ankle is outside its window or within the clear distance of an edge that counts."""
    margin = drawn.CLEAR_ANKLE_DEG
    return any(ankle_is_short(plan, ankle_deg + shift) for shift in (-margin, 0.0, margin))


# --- the person -----------------------------------------------------------------------------------------------------


def _draw_person(rng: Rng, exercise: str) -> Person:
    plan = plan_of(exercise)
    rest = Rest(
        knee_flexion=between(rng, drawn.KNEE_REST_DEG),
        ankle_dorsiflexion=between(rng, drawn.ANKLE_REST_DEG[exercise]),
        thigh_elevation=between(rng, drawn.THIGH_DEG),
        trunk_lean=between(rng, drawn.TRUNK_LEAN_DEG),
        neck_flexion=between(rng, drawn.NECK_REST_DEG[exercise]),
    )
    return Person(
        plan=plan,
        rest=rest,
        knee_end_deg=between(rng, drawn.KNEE_END_DEG),
        ankle_end_deg=_draw_ankle_end(rng, plan, rest.ankle_dorsiflexion),
        neck_end_deg=_draw_neck_end(rng, plan, rest.neck_flexion),
        pace=pick(rng, drawn.CALM_CYCLE_S),
        irregularity=Irregularity(
            timing=0.0,
            end_deg=0.0,
            skew=between(rng, drawn.SKEW),
            tremor_deg=between(rng, drawn.TREMOR_DEG[pick(rng, drawn.TREMOR)]),
            sway_deg=between(rng, drawn.SWAY_DEG),
            talk_deg=between(rng, drawn.TALK_DEG) if rng.random() < drawn.TALKS else 0.0,
        ),
        movement=_draw_movement(rng, ("calm", "small")),
    )


def _draw_ankle_end(rng: Rng, plan: Plan, rest_deg: float) -> float:
    dof = Dof.ANKLE_DORSIFLEXION
    if dof in plan.required:
        return plan.required[dof] + plan.directions[dof] * between(rng, drawn.ANKLE_BEYOND_DEG)
    return rest_deg + between(rng, drawn.ANKLE_STAYS_DEG if dof in plan.held else drawn.ANKLE_FREE_DEG)


def _draw_neck_end(rng: Rng, plan: Plan, rest_deg: float) -> float:
    if plan.neck_direction:
        return rest_deg + plan.neck_direction * between(rng, drawn.NECK_CHANGE_DEG)
    return rest_deg + between(rng, drawn.NECK_STAYS_DEG)


def _draw_movement(rng: Rng, kinds: tuple[str, ...]) -> Movement:
    movements = [movement for movement in load_movements() if movement.kind in kinds]
    return movements[int(rng.integers(len(movements)))]


# --- repetitions ----------------------------------------------------------------------------------------------------


def _draw_intent(rng: Rng, person: Person) -> Intent:
    helps = pick(rng, drawn.HELPS)
    kind = pick(rng, drawn.KIND)
    table = {"good": {NO_FAULT: 1.0}, "faulty": drawn.FAULT, "borderline": drawn.BORDERLINE}[kind]
    possible = {what: weight for what, weight in table.items() if _is_possible(person, what)}
    return Intent(kind, pick(rng, possible), helps)


def _is_possible(person: Person, what: str) -> bool:
    """Tell whether a fault can be made in this exercise by this person."""
    short_deg = person.ankle_way * (person.ankle_edge_deg - person.rest.ankle_dorsiflexion) if person.ankle_way else 0.0
    match what:
        case "ankle not moved":
            return short_deg >= 18.0
        case "ankle late" | "ankle reversed":
            return bool(person.ankle_way)
        case "ankle short":
            # Short by as much as is asked for, and still not the wrong way.
            return person.asks_for_ankle and (not person.ankle_way or short_deg > drawn.ANKLE_SHORT_DEG[0] - 2.0)
        case "ankle":
            return person.asks_for_ankle
        case _:
            return True


def _draw_repetition(rng: Rng, person: Person, intent: Intent) -> Repetition:
    """Draw a repetition until it is what it is meant to be."""
    for _ in range(TRIES):
        repetition = _attempt(rng, person, intent)
        script = Script(lead_s=1.5, rest=person.rest, irregularity=person.irregularity, repetitions=(repetition,))
        acted = act_out(replace(script, seed=int(rng.integers(2**31))))
        (truth,) = acted.repetitions
        if is_as_meant(person.plan, intent, measure(acted.angle, truth.start_s, truth.end_s)):
            return repetition
    raise DrawError(f"{person.plan.exercise.id}: no repetition came out as {intent}")


def _attempt(rng: Rng, person: Person, intent: Intent) -> Repetition:
    usual = _usual(rng, person)
    # Both are drawn whether they are wanted or not, so that what comes after does not depend on it.
    back_deg, lift_deg = between(rng, drawn.TRUNK_BACK_DEG), between(rng, drawn.THIGH_LIFT_DEG)
    change = _CHANGES.get(intent.what)
    return replace(
        change(rng, person, usual) if change else usual,
        trunk_change_deg=-back_deg if intent.help == "trunk" else 0.0,
        thigh_lift_deg=lift_deg if intent.help == "thigh" else 0.0,
    )


def _usual(rng: Rng, person: Person) -> Repetition:
    """Draw one of the person's usual repetitions."""
    cycle_s = float(rng.triangular(*drawn.CALM_CYCLES_S[person.pace]))
    hold_s = min(between(rng, drawn.HOLD_SHARE) * cycle_s, drawn.LONGEST_HOLD_S)
    out_s = between(rng, drawn.OUT_SHARE) * (cycle_s - hold_s)
    spread = drawn.SPREAD_DEG * np.clip(rng.standard_normal(6), -2.0, 2.0)
    lags = drawn.LAG_S * np.clip(rng.standard_normal(2), -3.0, 3.0)
    return Repetition(
        out_s=out_s,
        hold_s=hold_s,
        back_s=cycle_s - hold_s - out_s,
        rest_s=between(rng, drawn.PAUSE_S),
        knee_end_deg=max(person.knee_end_deg + float(spread[0]), 0.5),
        ankle_start_deg=person.rest.ankle_dorsiflexion + float(spread[1]),
        ankle_end_deg=person.ankle_end_deg + float(spread[2]),
        ankle_delay_s=float(lags[0]),
        neck_start_deg=person.rest.neck_flexion + float(spread[3]),
        neck_end_deg=person.neck_end_deg + float(spread[4]),
        neck_delay_s=float(lags[1]),
        back_short_deg=float(spread[5]) if person.rest.knee_flexion > 80.0 else min(float(spread[5]), 0.0),
        way=_draw_way(rng, person.movement.person, ("calm", "small")),
    )


def _draw_way(rng: Rng, whose: str, kinds: tuple[str, ...]) -> tuple[float, ...]:
    """Draw one of a real person's movements of some kinds; or none, for the timing of the formula."""
    ways = [one.way for one in load_movements() if one.person == whose and one.kind in kinds]
    way = ways[int(rng.integers(len(ways)))]
    return way if rng.random() < drawn.REAL_TIMING else ()


def _scaled(usual: Repetition, cycle_s: float) -> Repetition:
    """Return a repetition that takes another time as a whole."""
    factor = cycle_s / (usual.out_s + usual.hold_s + usual.back_s)
    return replace(
        usual,
        out_s=factor * usual.out_s,
        hold_s=factor * usual.hold_s,
        back_s=factor * usual.back_s,
        ankle_delay_s=factor * usual.ankle_delay_s,
        neck_delay_s=factor * usual.neck_delay_s,
    )


# --- what goes wrong ------------------------------------------------------------------------------------------------


def _knee_short(rng: Rng, person: Person, usual: Repetition) -> Repetition:
    low, high = drawn.KNEE_SHORT_DEG
    return replace(usual, knee_end_deg=between(rng, (max(low, person.knee_edge_deg + drawn.CLEAR_SHORT_DEG), high)))


def _ankle_not_moved(rng: Rng, _person: Person, usual: Repetition) -> Repetition:
    return replace(usual, ankle_end_deg=usual.ankle_start_deg + between(rng, drawn.ANKLE_UNMOVED_DEG))


def _ankle_short(rng: Rng, person: Person, usual: Repetition) -> Repetition:
    """Stop short; where the foot is to stay pointed, let it go."""
    way = person.ankle_way or -1.0
    return replace(usual, ankle_end_deg=person.ankle_edge_deg - way * between(rng, drawn.ANKLE_SHORT_DEG))


def _ankle_late(rng: Rng, _person: Person, usual: Repetition) -> Repetition:
    delay_s = between(rng, drawn.ANKLE_LATE_S)
    # The foot still has to get there before the knee goes back.
    return replace(usual, ankle_delay_s=delay_s, hold_s=max(usual.hold_s, between(rng, (0.5, 1.2))))


def _ankle_reversed(rng: Rng, person: Person, usual: Repetition) -> Repetition:
    change_deg = between(rng, drawn.ANKLE_REVERSED_DEG)
    # Nobody can point a pointed foot much further: the foot starts a little higher then.
    start_deg = max(usual.ankle_start_deg, -26.0) if person.ankle_way > 0.0 else min(usual.ankle_start_deg, 4.0)
    return replace(usual, ankle_start_deg=start_deg, ankle_end_deg=start_deg - person.ankle_way * change_deg)


def _neck_reversed(rng: Rng, person: Person, usual: Repetition) -> Repetition:
    """Let the head go the other way; a head that is bent already begins less bent."""
    plan = person.plan
    away = -plan.neck_direction if plan.neck_direction else -1.0 if plan.exercise.end.neck is Neck.FLEXED else 1.0
    start_deg = min(usual.neck_start_deg, SWAPPED_NECK["flexed"]) if away > 0.0 else usual.neck_start_deg
    end_deg = start_deg + away * between(rng, drawn.NECK_REVERSED_DEG)
    return replace(usual, neck_start_deg=start_deg, neck_end_deg=end_deg)


def _rushed(rng: Rng, person: Person, usual: Repetition) -> Repetition:
    way = _draw_way(rng, person.movement.person, ("hasty",)) if usual.way else ()
    return _scaled(replace(usual, hold_s=min(usual.hold_s, 0.3), way=way), between(rng, drawn.RUSHED_CYCLE_S))


def _held(rng: Rng, _person: Person, usual: Repetition) -> Repetition:
    return replace(usual, hold_s=between(rng, drawn.HELD_S))


def _rest_not_regained(rng: Rng, person: Person, usual: Repetition) -> Repetition:
    short_deg = person.rest.knee_flexion - between(rng, drawn.REST_LOST_DEG)
    return replace(usual, back_short_deg=short_deg, linger_s=between(rng, drawn.LINGER_S))


def _borderline_knee(rng: Rng, person: Person, usual: Repetition) -> Repetition:
    return replace(usual, knee_end_deg=person.knee_edge_deg + between(rng, drawn.BORDERLINE_KNEE_DEG))


def _borderline_ankle(rng: Rng, person: Person, usual: Repetition) -> Repetition:
    return replace(usual, ankle_end_deg=person.ankle_edge_deg + between(rng, drawn.BORDERLINE_ANKLE_DEG))


def _borderline_cycle(rng: Rng, _person: Person, usual: Repetition) -> Repetition:
    return _scaled(replace(usual, hold_s=min(usual.hold_s, 0.4)), between(rng, drawn.BORDERLINE_CYCLE_S))


def _borderline_hold(rng: Rng, person: Person, usual: Repetition) -> Repetition:
    """Stay about as long as is allowed; near the far end the knee is so slow that it counts as there before."""
    beyond_s = between(rng, drawn.BORDERLINE_HOLD_S)
    slow_s = 0.0 if usual.way else 0.2 * (usual.out_s + usual.back_s)
    return replace(usual, hold_s=max(person.longest_hold_s + beyond_s - slow_s, 0.2))


Change = Callable[[Rng, Person, Repetition], Repetition]
_CHANGES: Mapping[str, Change] = {
    "knee short": _knee_short,
    "ankle not moved": _ankle_not_moved,
    "ankle short": _ankle_short,
    "ankle late": _ankle_late,
    "ankle reversed": _ankle_reversed,
    "neck reversed": _neck_reversed,
    "rushed": _rushed,
    "held": _held,
    "rest not regained": _rest_not_regained,
    "knee": _borderline_knee,
    "ankle": _borderline_ankle,
    "cycle": _borderline_cycle,
    "hold": _borderline_hold,
}


# --- the whole ------------------------------------------------------------------------------------------------------


def _nearest(rng: Rng, person: Person, intents: tuple[Intent, ...], frame: Frame) -> Script:
    """Draw whole performances of the same intents until one is as meant and takes about as long as it should."""
    best: tuple[float, Script] | None = None
    for _ in range(PLANS):
        script = _draw_script(rng, person, intents, frame)
        acted = act_out(script)
        off_s = abs(acted.duration_s - frame.aim_s)
        low, high = drawn.DURATION_S
        if low <= acted.duration_s <= high and _all_as_meant(person.plan, intents, acted):
            if off_s < CLOSE_S:
                return script
            if best is None or off_s < best[0]:
                best = (off_s, script)
    if best is None:
        raise DrawError(f"{person.plan.exercise.id}: no performance of {intents} came out as meant")
    return best[1]


def _all_as_meant(plan: Plan, intents: tuple[Intent, ...], acted: Performance) -> bool:
    return all(
        is_as_meant(plan, intent, measure(acted.angle, truth.start_s, truth.end_s))
        for intent, truth in zip(intents, acted.repetitions, strict=True)
    )


def _draw_script(rng: Rng, person: Person, intents: tuple[Intent, ...], frame: Frame) -> Script:
    repetitions = [_draw_repetition(rng, person, intent) for intent in intents]
    first, last = repetitions[0], repetitions[-1]
    lead_s, skip_s, tail_s = between(rng, drawn.LEAD_S), 0.0, between(rng, drawn.TAIL_S[pick(rng, drawn.TAIL)])
    if frame.fidgets:
        pause_s = between(rng, drawn.FIDGET_PAUSE_S)
        before = int(rng.integers(len(repetitions)))
        if before == 0:
            lead_s = max(lead_s, pause_s)
        else:
            repetitions[before - 1] = replace(repetitions[before - 1], rest_s=pause_s)
    if last.linger_s:
        tail_s = max(tail_s, last.linger_s)
    if frame.cut == "start":
        skip_s = lead_s + between(rng, drawn.CUT_SHARE) * _cycle_s(first)
    elif frame.cut == "end":
        tail_s = -between(rng, drawn.CUT_SHARE) * _cycle_s(last)
    return Script(
        lead_s=lead_s,
        tail_s=tail_s,
        skip_s=skip_s,
        rest=person.rest,
        irregularity=person.irregularity,
        repetitions=tuple(repetitions),
        seed=int(rng.integers(2**31)),
    )


def _cycle_s(repetition: Repetition) -> float:
    return repetition.out_s + repetition.hold_s + repetition.back_s


def _draw_fidgets(rng: Rng, script: Script) -> tuple[Fidget, ...]:
    """Draw what happens in the pauses that are long enough for it."""
    made: list[Fidget] = []
    for begin_s, end_s in _pauses(script):
        what = pick(rng, drawn.FIDGET)
        stroke_s = between(rng, drawn.FIDGET_STROKE_S)
        times = 2 if what == "foot" else 1
        needed_s = 2.0 * times * stroke_s + 0.2
        if end_s - begin_s < needed_s:
            continue
        dof = {"knee": "knee_flexion", "foot": "ankle_dorsiflexion", "nod": "neck_flexion", "lean": "trunk_lean"}[what]
        t_s = between(rng, (begin_s + 0.1, end_s - needed_s + 0.1))
        way = -1.0 if what == "knee" and rng.random() < 0.5 else 1.0
        change = way * between(rng, drawn.FIDGET_DEG[what])
        made += [Fidget(t_s + 2.0 * stroke_s * index, dof, change, stroke_s, stroke_s) for index in range(times)]
    return tuple(made)


def _pauses(script: Script) -> list[tuple[float, float]]:
    """Return when nothing happens: before, between and after the repetitions, on the performance's own clock."""
    acted = act_out(script)
    starts = [truth.start_s + script.skip_s for truth in acted.repetitions]
    ends = [truth.end_s + script.skip_s for truth in acted.repetitions]
    # Before each repetition ankle and neck get ready; measuring needs the last moment before it undisturbed.
    quiet_s = 0.35
    pauses = [(0.0, starts[0] - quiet_s)]
    pauses += [
        (start - repetition.rest_s + 0.1, start - quiet_s)
        for start, repetition in zip(starts[1:], script.repetitions, strict=False)
    ]
    if not script.repetitions[-1].linger_s:
        pauses.append((ends[-1] + 0.1, acted.duration_s + script.skip_s))
    return pauses
