"""The machine's verdicts against those of a clinic's own clinicians: what became of each, and how far that can be off.

Shares and kappa are of sessions that were looked through whole. Single opinions elsewhere are only counted: people
correct what is wrong, and say nothing of what is right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from formcheck.events import Verdict
from formcheck.session.corrections import Blame
from formcheck.session.judged import JudgedCount, JudgedSessions
from formcheck.validation.intervals import Share, share_of_repetitions
from formcheck.validation.outcomes import Fate
from formcheck.validation.verdicts.kappa import Kappa, kappa_by_person

LEAST_PEOPLE: Final = 5
LEAST_REPETITIONS: Final = 30
"""Of fewer, or of fewer people, nothing can be told yet: one person's way of moving would be most of it."""

JudgedT = TypeVar("JudgedT", JudgedCount, JudgedSessions)

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


def against_clinicians(counts: Sequence[JudgedCount], sessions: Sequence[JudgedSessions]) -> AgainstClinicians:
    """Return how far machine and clinicians agree.

    Intervals take the repetitions of one person for what they are: no independent ones
    (`formcheck.validation.intervals.share_of_repetitions`, by person).

    Parameters
    ----------
    counts : sequence of JudgedCount
        All that was judged, in any order; people who were made up are left out beforehand.
    sessions : sequence of JudgedSessions
        The sessions it is in.
    """
    whole, single = _apart(counts)
    of_whole, of_single = _apart(sessions)
    confusion: Counter[Cell] = Counter()
    causes: dict[Blame, Counter[Fate]] = {}
    for one in whole:
        confusion[one.machine, one.mine] += one.count
        if one.blame is not None:
            causes.setdefault(one.blame, Counter())[fate_of((one.machine, one.mine))] += one.count
    opinions: Counter[Fate] = Counter()
    for one in single:
        opinions[fate_of((one.machine, one.mine))] += one.count
    return AgainstClinicians(
        overall=agreement_of(whole, of_whole),
        confusion=confusion,
        called=_called(whole),
        by_exercise=_by(lambda one: one.exercise, whole, of_whole),
        by_instrument=_by(lambda one: one.instrument, whole, of_whole),
        by_cause={blame: causes[blame] for blame in Blame if blame in causes},
        disputed=sum(one.disputed for one in counts),
        single=opinions,
        single_people=len({one.person for one in of_single}),
        single_sessions=sum(one.count for one in of_single),
    )


def agreement_of(counts: Iterable[JudgedCount], sessions: Iterable[JudgedSessions]) -> Agreement:
    """Return how far machine and clinicians agree in some sessions that were looked through whole.

    Parameters
    ----------
    counts, sessions : iterable of JudgedCount and JudgedSessions
        What was judged, and the sessions it is in.
    """
    fates: dict[int, Counter[Fate]] = defaultdict(Counter)
    pairs: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in counts:
        fates[one.person][fate_of((one.machine, one.mine))] += one.count
        if one.machine is not None and one.mine is not None:
            pairs[one.person][one.machine.value, one.mine.value] += one.count
    looked = list(sessions)
    by_person = list(fates.values())
    right, wrong, withheld, missed = (_share(by_person, fate, HAPPENED) for fate in HAPPENED)
    found = (Fate.RIGHT, Fate.WRONG, Fate.WITHHELD, Fate.MADE_UP)
    return Agreement(
        people=len({one.person for one in looked}),
        sessions=sum(one.count for one in looked),
        right=right,
        wrong=wrong,
        withheld=withheld,
        missed=missed,
        made_up=_share(by_person, Fate.MADE_UP, found),
        kappa=kappa_by_person(list(pairs.values())),
    )


def _share(people: Sequence[Mapping[Fate, int]], fate: Fate, among: Sequence[Fate]) -> Share:
    sizes = [sum(one.get(each, 0) for each in among) for one in people]
    counts = [one.get(fate, 0) for one in people]
    known = [(count, size) for count, size in zip(counts, sizes, strict=True) if size]
    return share_of_repetitions([count for count, _ in known], [size for _, size in known])


def _called(whole: Iterable[JudgedCount]) -> dict[Verdict, Share]:
    """Return of each verdict of the machine how often the clinicians say the same."""
    right: dict[Verdict, Counter[int]] = defaultdict(Counter)
    said: dict[Verdict, Counter[int]] = defaultdict(Counter)
    for one in whole:
        if one.machine is not None:
            said[one.machine][one.person] += one.count
            right[one.machine][one.person] += one.count if one.machine is one.mine else 0
    return {
        verdict: share_of_repetitions([right[verdict][who] for who in said[verdict]], list(said[verdict].values()))
        for verdict in reversed(Verdict)
        if verdict in said
    }


def _apart(judged: Sequence[JudgedT]) -> tuple[list[JudgedT], list[JudgedT]]:
    return [one for one in judged if one.is_whole], [one for one in judged if not one.is_whole]


def _by(
    name_of: Callable[[JudgedCount | JudgedSessions], str],
    counts: Sequence[JudgedCount],
    sessions: Sequence[JudgedSessions],
) -> dict[str, Agreement]:
    """Return the agreement for each name, that with most repetitions first."""
    names = dict.fromkeys(name_of(one) for one in sessions)
    found = {
        name: agreement_of(
            (one for one in counts if name_of(one) == name), (one for one in sessions if name_of(one) == name)
        )
        for name in names
    }
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].repetitions, pair[0])))
