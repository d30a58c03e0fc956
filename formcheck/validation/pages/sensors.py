"""What simulated sensors made of clips in words, and the document about sensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.validation.intervals import Share
from formcheck.validation.pages.people import TITLES
from formcheck.validation.pages.wording import state
from formcheck.validation.sensors import SetUpResult
from formcheck.validation.targets import Target, TargetState
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING


@dataclass(frozen=True, slots=True)
class SetUpRow:
    """One set-up, in words.

    Parameters
    ----------
    name : str
        The sensors, and what goes wrong with them.
    exact : str
        Clips counted exactly.
    shown, right : Share
        Repetitions judged right, of those whose fault the sensors can show and of all.
    wrong, withheld, missed, made_up, beyond, said : str
        What became of the others; wrong and made up beyond the same set-up without its fault; clips in which it was
        said.
    states : str
        Whether what is promised holds; empty where nothing is.
    is_missed : bool
        Whether anything that must hold does not.
    """

    name: str
    exact: str
    shown: Share
    right: Share
    wrong: str
    withheld: str
    missed: str
    made_up: str
    beyond: str
    said: str
    states: str
    is_missed: bool

    @property
    def others(self) -> tuple[str, ...]:
        """All figures after the two shares, in the order in which they are shown."""
        return (self.wrong, self.withheld, self.missed, self.made_up, self.beyond, self.said)


@dataclass(frozen=True, slots=True)
class Promised:
    """A figure that is promised of a set-up."""

    name: str
    target: Target


@dataclass(frozen=True, slots=True)
class SimulatedPart:
    """What the template shows of a folder of clips.

    Parameters
    ----------
    title : str
        What the clips are.
    clips, repetitions : int
        How many there are.
    rows : list of SetUpRow
        The table.
    promised : list of Promised
        What must hold.
    refused : list of str
        Clips that could not be used, with their set-up and the reason.
    """

    title: str
    clips: int
    repetitions: int
    rows: list[SetUpRow]
    promised: list[Promised]
    refused: list[str]


COLUMNS = ("exact", "shown", "right", "wrong", "withheld", "missed", "made-up", "beyond", "said")
"""What the figures of a row are, in order; in words ``set-up-`` and the name."""


def set_up_rows(words: Words, results: Sequence[SetUpResult]) -> list[SetUpRow]:
    """Return one row for each set-up.

    Parameters
    ----------
    words : Words
        The language.
    results : sequence of SetUpResult
        In the order in which they are shown.
    """
    return [_row(words, one) for one in results]


def simulated_part(words: Words, results: Sequence[SetUpResult]) -> SimulatedPart:
    """Return what is shown of a folder of clips.

    Parameters
    ----------
    words : Words
        The language.
    results : sequence of SetUpResult
        Of at least one set-up.
    """
    first = results[0].validation
    return SimulatedPart(
        title=TITLES[first.kind],
        clips=len(first.clips) + len(first.failures),
        repetitions=max(one.outcomes.right.of for one in results),
        rows=set_up_rows(words, results),
        promised=[Promised(set_up_word(words, one.set_up.name), target) for one in results for target in one.targets],
        refused=[
            f"{set_up_word(words, one.set_up.name)}: {failure.file}: {failure.reason}"
            for one in results
            for failure in one.validation.failures
        ],
    )


def set_up_word(words: Words, name: str) -> str:
    """Return a set-up, such as ``shank and foot``.

    Parameters
    ----------
    words : Words
        The language.
    name : str
        Its name.
    """
    return words(f"sensors-{name.replace('_', '-')}")


def _row(words: Words, result: SetUpResult) -> SetUpRow:
    outcomes, is_faulty = result.outcomes, bool(result.set_up.without)
    said = result.said
    return SetUpRow(
        name=set_up_word(words, result.set_up.name),
        exact=words("some-of-all", some=str(outcomes.exact.count), all=str(outcomes.exact.of)),
        shown=result.shown.right,
        right=outcomes.right,
        wrong=str(outcomes.wrong.count),
        withheld=str(outcomes.withheld.count),
        missed=str(outcomes.missed.count),
        made_up=str(outcomes.made_up.count),
        beyond=str(len(result.beyond)) if is_faulty else MISSING,
        said=words("some-of-all", some=str(said.count), all=str(said.of)) if said.of else MISSING,
        states=_states(words, result.targets),
        is_missed=any(one.state is TargetState.MISSED for one in result.targets),
    )


def _states(words: Words, targets: Sequence[Target]) -> str:
    """Return ``met`` where all that is promised holds, else ``missed``; empty where nothing is promised."""
    if not targets:
        return ""
    worst = next((one for one in targets if one.state is TargetState.MISSED), targets[0])
    return state(words, worst)
