"""The machine's verdicts against those of a clinic's own clinicians: what became of each, and how far that can be off.

Shares and kappa are of sessions that were looked through whole. Single opinions elsewhere are only counted: people
correct what is wrong, and say nothing of what is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.events import Verdict
from formcheck.session.corrections import Blame
from formcheck.session.judged import ClinicJudged, Counts, JudgedKind, JudgedSessions
from formcheck.validation.intervals import Share, share_of_repetitions
from formcheck.validation.outcomes import Fate
from formcheck.validation.verdicts.kappa import Kappa, kappa_by_person

LEAST_PEOPLE: Final = 5
LEAST_REPETITIONS: Final = 30
"""Of fewer, or of fewer people, nothing can be told yet: one person's way of moving would be most of it."""

Cell = tuple[Verdict | None, Verdict | None]
"""What the machine says and what the clinicians do; None where there is no repetition."""

HAPPENED: Final = (Fate.RIGHT, Fate.WRONG, Fate.WITHHELD, Fate.MISSED)
"""What became of repetitions that there were, by the clinicians; together they are all of them."""


def fate_of(cell: Cell) -> Fate:
    """Return what became of a movement.

    Parameters
    ----------
    cell : tuple of Verdict or None
        What the machine says, and what the clinicians do.
    """
    machine, mine = cell
    if mine is None:
        return Fate.MADE_UP
    if machine is None:
        return Fate.MISSED
    if machine is mine:
        return Fate.RIGHT
    return Fate.WITHHELD if machine is Verdict.NOT_MEASURABLE else Fate.WRONG


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far machine and clinicians agree, in sessions that were looked through whole.

    Parameters
    ----------
    people, sessions : int
        Of how many people, and in how many sessions.
    right, wrong, withheld, missed : Share
        Of the repetitions that there were, by the clinicians; together they are all of them.
    made_up : Share
        Of the repetitions that the machine found.
    kappa : Kappa
        Over the verdicts of what both take for a repetition.
    """

    people: int
    sessions: int
    right: Share
    wrong: Share
    withheld: Share
    missed: Share
    made_up: Share
    kappa: Kappa

    @property
    def repetitions(self) -> int:
        """How many repetitions there were, by the clinicians."""
        return self.right.of

    @property
    def is_too_few(self) -> bool:
        """Whether it is too little to tell anything."""
        return self.people < LEAST_PEOPLE or self.repetitions < LEAST_REPETITIONS


@dataclass(frozen=True, slots=True)
class AgainstClinicians:
    """All that can be told of a clinic.

    Parameters
    ----------
    overall : Agreement
        The figure to trust.
    confusion : mapping of tuple to int
        How often machine and clinicians said this and that.
    called : mapping of Verdict to Share
        Of the repetitions to which the machine gave a verdict: to how many the clinicians give the same.
    by_exercise, by_instrument : mapping of str to Agreement
        The same for each exercise, and for each pose model or sensors, those with most repetitions first.
    by_cause : mapping of Blame to mapping of Fate to int
        Why the two differ, as the clinicians see it.
    disputed : int
        Movements on which clinicians do not agree among themselves.
    single : mapping of Fate to int
        Single opinions in other sessions: a biased sample, of which no share is told.
    single_people, single_sessions : int
        Of how many people, and in how many sessions.
    """

    overall: Agreement
    confusion: Mapping[Cell, int]
    called: Mapping[Verdict, Share]
    by_exercise: Mapping[str, Agreement]
    by_instrument: Mapping[str, Agreement]
    by_cause: Mapping[Blame, Mapping[Fate, int]]
    disputed: int
    single: Mapping[Fate, int]
    single_people: int
    single_sessions: int


def against_clinicians(judged: ClinicJudged) -> AgainstClinicians:
    """Return how far machine and clinicians agree.

    Intervals take the repetitions of one person for what they are: no independent ones
    (`formcheck.validation.intervals.share_of_repetitions`, by person).

    Parameters
    ----------
    judged : ClinicJudged
        All that was judged; people who were made up are left out beforehand.
    """
    confusion: Counter[Cell] = Counter()
    causes: dict[Blame, Counter[Fate]] = {}
    single: Counter[Fate] = Counter()
    for kind, times in zip(judged.kinds, judged.times.sum(axis=0).tolist(), strict=True):
        cell = (kind.machine, kind.mine)
        if not kind.is_whole:
            single[fate_of(cell)] += times
            continue
        confusion[cell] += times
        if kind.blame is not None:
            causes.setdefault(kind.blame, Counter())[fate_of(cell)] += times
    alone = judged.session_times[:, [not one.is_whole for one in judged.sessions]]
    return AgainstClinicians(
        overall=agreement_of(judged, lambda one: one.is_whole),
        confusion=confusion,
        called=_called(judged),
        by_exercise=_by(judged, lambda one: one.exercise),
        by_instrument=_by(judged, lambda one: one.instrument),
        by_cause={blame: causes[blame] for blame in Blame if blame in causes},
        disputed=int(judged.disputed.sum()),
        single=single,
        single_people=_people_in(alone),
        single_sessions=int(alone.sum()),
    )


def agreement_of(judged: ClinicJudged, is_asked: Callable[[JudgedKind | JudgedSessions], bool]) -> Agreement:
    """Return how far machine and clinicians agree in some sessions.

    Parameters
    ----------
    judged : ClinicJudged
        All that was judged.
    is_asked : callable
        Tells whether it is about such a session; it must have been looked through whole.
    """
    chosen = [number for number, kind in enumerate(judged.kinds) if is_asked(kind)]
    kinds, times = [judged.kinds[number] for number in chosen], judged.times[:, chosen]
    looked = judged.session_times[:, [is_asked(one) for one in judged.sessions]]
    fates = [fate_of((kind.machine, kind.mine)) for kind in kinds]
    by_fate = {fate: times[:, [one is fate for one in fates]].sum(axis=1) for fate in Fate}
    happened = sum((by_fate[fate] for fate in HAPPENED), np.zeros(len(times), dtype=np.int64))
    found = happened - by_fate[Fate.MISSED] + by_fate[Fate.MADE_UP]
    right, wrong, withheld, missed = (_share(by_fate[fate], happened) for fate in HAPPENED)
    both = [number for number, kind in enumerate(kinds) if kind.machine is not None and kind.mine is not None]
    cells = [(str(kinds[number].machine), str(kinds[number].mine)) for number in both]
    return Agreement(
        people=_people_in(looked),
        sessions=int(looked.sum()),
        right=right,
        wrong=wrong,
        withheld=withheld,
        missed=missed,
        made_up=_share(by_fate[Fate.MADE_UP], found),
        kappa=kappa_by_person(cells, times[:, both]),
    )


def _people_in(times: Counts) -> int:
    """Return of how many people there is anything."""
    return int((times.sum(axis=1) > 0).sum())


def _share(counts: Counts, sizes: Counts) -> Share:
    """Return a share of what there is of each person."""
    known = sizes > 0
    return share_of_repetitions(counts[known].tolist(), sizes[known].tolist())


def _called(judged: ClinicJudged) -> dict[Verdict, Share]:
    """Return of each verdict of the machine how often the clinicians say the same."""
    found: dict[Verdict, Share] = {}
    for verdict in reversed(Verdict):
        said = [number for number, kind in enumerate(judged.kinds) if kind.is_whole and kind.machine is verdict]
        same = [number for number in said if judged.kinds[number].mine is verdict]
        if said:
            found[verdict] = _share(judged.times[:, same].sum(axis=1), judged.times[:, said].sum(axis=1))
    return found


def _by(judged: ClinicJudged, name_of: Callable[[JudgedKind | JudgedSessions], str]) -> dict[str, Agreement]:
    """Return the agreement for each name, that with most repetitions first."""
    found = {
        name: agreement_of(judged, lambda one, name=name: one.is_whole and name_of(one) == name)  # type: ignore[misc]
        for name in dict.fromkeys(name_of(one) for one in judged.sessions if one.is_whole)
    }
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].repetitions, pair[0])))
