"""How far machine and clinicians agree, in words and places of a picture: what the page of it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final
from urllib.parse import urlencode

from formcheck.apps.clinic.places import Place, address_of
from formcheck.apps.clinic.telling import title_of
from formcheck.errors import InputError
from formcheck.events import Verdict
from formcheck.outputs.verdicts import MARKS, svg_points
from formcheck.session.corrections import Blame
from formcheck.store.agreement import NONE, JudgedSession
from formcheck.store.digest import SENSORS
from formcheck.validation.clinicians import LEAST_PEOPLE, LEAST_REPETITIONS, AgainstClinicians, Agreement, Cell
from formcheck.validation.intervals import Share
from formcheck.validation.outcomes import Fate
from formcheck.validation.verdicts.kappa import Kappa
from formcheck.words.agreed import agreement_sentence
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING, number
from formcheck.words.names import verdict_word

_SHADES: Final = 4
_BEYOND: Final = "#behind"


@dataclass(frozen=True, slots=True)
class ShareWords:
    """A share with its number and interval.

    Parameters
    ----------
    count, share, range : str
        Such as ``41 of 50``, ``82 %`` and ``70 to 90 %``; the last two are empty of nothing.
    left, low, width : float
        Where the share, and its interval, stand on a line that is 100 long.
    """

    count: str
    share: str = ""
    range: str = ""
    left: float = 0.0
    low: float = 0.0
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class FateWords:
    """What became of repetitions."""

    fate: str
    word: str
    about: str
    share: ShareWords


@dataclass(frozen=True, slots=True)
class VerdictLook:
    """A verdict in the head of a line or column: its word, and its shape where it has one."""

    word: str
    name: str = ""
    shape: str = ""
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class CellWords:
    """A number of the table.

    Parameters
    ----------
    count : int
        How often.
    shade : int
        0 to 4: the larger its part of the line, the darker.
    is_same : bool
        Whether both say the same.
    href, told : str
        Where its sessions are listed, and all of it as a sentence; empty where there are none.
    """

    count: int
    shade: int = 0
    is_same: bool = False
    href: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """What the machine said, against each of what the clinicians say; and how often they say the same."""

    head: VerdictLook
    cells: tuple[CellWords, ...]
    same: ShareWords | None


@dataclass(frozen=True, slots=True)
class AgreementWords:
    """How far they agree in some sessions.

    Parameters
    ----------
    name, came_from : str
        Which sessions, and how many of how many people; the first is empty of all.
    people, sessions, repetitions : int
        How many.
    sentence : str
        As for reports.
    few : str
        That it is too little to tell; empty where it is not.
    fates : tuple of FateWords
        What became of the repetitions.
    kappa : str
        With its interval.
    """

    name: str
    came_from: str
    people: int
    sessions: int
    repetitions: int
    sentence: str
    few: str
    fates: tuple[FateWords, ...]
    kappa: str


@dataclass(frozen=True, slots=True)
class CauseWords:
    """How often the two differ for one cause, by what became of the repetitions."""

    word: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverviewWords:
    """All that the page shows.

    Parameters
    ----------
    overall : AgreementWords
        The figure to trust.
    columns : tuple of VerdictLook
        What the clinicians say, as heads of columns.
    lines : tuple of TableLine
        Verdict by verdict.
    exercises, instruments : tuple of AgreementWords
        The same by exercise, and by what measured.
    fates : tuple of str
        What becomes of repetitions where the two differ, as heads of columns.
    causes : tuple of CauseWords
        Why they differ.
    disputed : str
        That clinicians do not agree among themselves; empty where they do.
    single_from : str
        In how many sessions there are single opinions; empty where there are none.
    single : tuple of tuple of str and int
        What those say, and how often.
    """

    overall: AgreementWords
    columns: tuple[VerdictLook, ...]
    lines: tuple[TableLine, ...]
    exercises: tuple[AgreementWords, ...]
    instruments: tuple[AgreementWords, ...]
    fates: tuple[str, ...]
    causes: tuple[CauseWords, ...]
    disputed: str
    single_from: str
    single: tuple[tuple[str, int], ...]


def overview_words(words: Words, found: AgainstClinicians) -> OverviewWords:
    """Return all that the page shows.

    Parameters
    ----------
    words : Words
        The language.
    found : AgainstClinicians
        How far machine and clinicians agree.
    """
    mine = _said([cell[1] for cell in found.confusion])
    differing = tuple(fate for fate in Fate if fate is not Fate.RIGHT)
    single = tuple((_fate_word(words, fate), found.single[fate]) for fate in Fate if found.single.get(fate))
    told = words("agreement-single-from", sessions=found.single_sessions, people=found.single_people)
    return OverviewWords(
        overall=_agreement_words(words, "", found.overall),
        columns=tuple(_look(words, one, "agreement-no-repetition") for one in mine),
        lines=tuple(_lines(words, found, mine)),
        exercises=tuple(_agreement_words(words, title_of(words, name), one) for name, one in found.by_exercise.items()),
        instruments=tuple(
            _agreement_words(words, instrument_word(words, name), one) for name, one in found.by_instrument.items()
        ),
        fates=tuple(_fate_word(words, fate) for fate in differing),
        causes=tuple(_causes(words, found.by_cause, differing)),
        disputed=words("agreement-disputed", count=found.disputed) if found.disputed else "",
        single_from=told if single else "",
        single=single,
    )


def instrument_word(words: Words, name: str) -> str:
    """Return what measured, for people.

    Parameters
    ----------
    words : Words
        The language.
    name : str
        A pose model, or what tells that sensors measured.
    """
    return words("agreement-sensors") if name == SENSORS else name


def share_words(words: Words, share: Share) -> ShareWords:
    """Return a share with its number and interval.

    Parameters
    ----------
    words : Words
        The language.
    share : Share
        Any share; of nothing only its number is told.
    """
    count = words("agreement-count", count=share.count, of=share.of)
    if not share.of:
        return ShareWords(MISSING)
    low, high = 100.0 * share.low, 100.0 * share.high
    # Of many, both ends may be the same per cent: the interval is never told to be nothing.
    decimals = 1 if round(low) == round(high) else 0
    shown, low_shown, high_shown = (number(one, decimals, words.point) for one in (100.0 * share.share, low, high))
    told = words("agreement-range", low=low_shown, high=high_shown)
    at = round(100.0 * share.share, 2)
    return ShareWords(count, f"{shown} %", told, at, round(low, 2), round(high - low, 2))


def _agreement_words(words: Words, name: str, found: Agreement) -> AgreementWords:
    counts = {"repetitions": found.repetitions, "sessions": found.sessions, "people": found.people}
    few = words("agreement-few", people=LEAST_PEOPLE, repetitions=LEAST_REPETITIONS) if found.is_too_few else ""
    right = found.right
    return AgreementWords(
        name=name,
        came_from=words("agreement-from", **counts),
        **counts,
        sentence=agreement_sentence(words, right.count, right.of, (right.low, right.high), is_too_few=found.is_too_few),
        few=few,
        fates=tuple(
            FateWords(
                fate.value,
                _fate_word(words, fate),
                words("agreement-fate-about", fate=fate.value),
                share_words(words, getattr(found, fate.value)),
            )
            for fate in Fate
        ),
        kappa=_kappa_words(words, found.kappa),
    )


def _kappa_words(words: Words, kappa: Kappa) -> str:
    if not kappa.of:
        return MISSING
    if kappa.value != kappa.value:  # NaN
        return words("agreement-kappa-none")
    value, low, high = (number(one, 2, words.point) for one in (kappa.value, kappa.low, kappa.high))
    return words("agreement-kappa-range", kappa=value, low=low, high=high)


def _fate_word(words: Words, fate: Fate) -> str:
    return words("agreement-fate", fate=fate.value)


def _said(verdicts: Sequence[Verdict | None]) -> list[Verdict | None]:
    """Return the verdicts that were said, good first, and that there is no repetition last."""
    there = set(verdicts)
    return [one for one in (*reversed(Verdict), None) if one in there]


def _look(words: Words, verdict: Verdict | None, nothing: str) -> VerdictLook:
    if verdict is None:
        return VerdictLook(words(nothing))
    mark = MARKS[verdict]
    return VerdictLook(verdict_word(words, verdict), verdict.value, svg_points(mark), mark.hollow)


def _lines(words: Words, found: AgainstClinicians, mine: Sequence[Verdict | None]) -> Iterator[TableLine]:
    for machine in _said([cell[0] for cell in found.confusion]):
        whole = sum(found.confusion.get((machine, one), 0) for one in mine)
        cells = tuple(_cell(words, (machine, one), found.confusion.get((machine, one), 0), whole) for one in mine)
        same = None if machine is None else share_words(words, found.called[machine])
        yield TableLine(_look(words, machine, "agreement-nothing"), cells, same)


def _cell(words: Words, cell: Cell, count: int, whole: int) -> CellWords:
    machine, mine = cell
    is_same = machine is mine and machine is not None
    if not count:
        return CellWords(0, is_same=is_same)
    href = f"?{urlencode({'machine': str(machine or NONE), 'mine': str(mine or NONE)})}{_BEYOND}"
    return CellWords(count, ceil(_SHADES * count / whole), is_same, href, cell_told(words, cell, count))


def cell_told(words: Words, cell: Cell, count: int) -> str:
    """Return how often machine and clinicians said this and that, as a sentence.

    Parameters
    ----------
    words : Words
        The language.
    cell : tuple of Verdict or None
        What they say.
    count : int
        How often.
    """
    machine, mine = cell
    told = {
        "machine": _look(words, machine, "agreement-nothing").word,
        "mine": _look(words, mine, "agreement-no-repetition").word,
    }
    return words("agreement-cell", **told, count=count)


def _causes(words: Words, causes: Mapping[Blame, Mapping[Fate, int]], fates: Sequence[Fate]) -> Iterator[CauseWords]:
    for blame, counts in causes.items():
        yield CauseWords(words("agreement-cause", blame=blame.value), tuple(counts.get(fate, 0) for fate in fates))


@dataclass(frozen=True, slots=True)
class BehindWords:
    """The sessions behind a number.

    Parameters
    ----------
    told : str
        Which number.
    more : str
        That there are more than are listed; empty where there are not.
    sessions : tuple of tuple of str, str and int
        Where each is shown, what it is, and how often it happened there.
    """

    told: str
    more: str
    sessions: tuple[tuple[str, str, int], ...]


def behind_words(words: Words, cell: Cell, count: int, sessions: Sequence[JudgedSession], most: int) -> BehindWords:
    """Return the sessions behind a number of the table.

    Parameters
    ----------
    words : Words
        The language.
    cell : tuple of Verdict or None
        What machine and clinicians say.
    count : int
        How often they do, in all sessions.
    sessions : sequence of JudgedSession
        Where they do.
    most : int
        So many are listed at most.
    """
    listed = tuple((address_of(Place(one.of, one.part)), _session_word(words, one), one.count) for one in sessions)
    more = words("agreement-behind-first", count=most) if len(listed) == most else ""
    return BehindWords(cell_told(words, cell, count), more, listed)


def _session_word(words: Words, one: JudgedSession) -> str:
    at = words("room-no-time") if one.at is None else words.moment(one.at.astimezone())
    return " · ".join((one.of.person, at, title_of(words, one.exercise)))


def verdict_asked(word: str) -> Verdict | None:
    """Return the verdict that an address names; None for no repetition.

    Parameters
    ----------
    word : str
        As the page's links have it.

    Raises
    ------
    InputError
        It is none.
    """
    if word == NONE:
        return None
    if word not in {str(one) for one in Verdict}:
        raise InputError(
            "is no verdict.", where=repr(word[:40]), next_step="Go back, and choose a number of the table."
        )
    return Verdict(word)
