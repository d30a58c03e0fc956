"""The state machine drawn from its table, for ``docs/state-machine.md``."""

from __future__ import annotations

from collections.abc import Iterator

from formcheck.exercise.machine import TRANSITIONS, Stage, Transition


def draw_diagram() -> str:
    """Return the machine as a Mermaid state diagram.

    An arrow bears the number of its transition among those of its stage, and the name of its condition.
    """
    arrows = (f"    {stage} --> {one.to} : {number} {_words(one.when)}" for stage, number, one in _numbered())
    return "\n".join(["stateDiagram-v2", f"    [*] --> {Stage.SEEKING}", *arrows])


def draw_table() -> str:
    """Return the machine as a Markdown table, a line for each transition."""
    head = ["| stage | | when | to | does | tells | hands on |", "| --- | --- | --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *(_line(stage, number, one) for stage, number, one in _numbered())])


def _line(stage: Stage, number: int, one: Transition) -> str:
    tells = ", ".join(_words(tell) for tell in one.tells)
    cells = (stage, str(number), _words(one.when), one.to, _words(one.does), tells, _words(one.closes))
    return f"| {' | '.join(cells)} |"


def _numbered() -> Iterator[tuple[Stage, int, Transition]]:
    for stage, transitions in TRANSITIONS.items():
        for number, one in enumerate(transitions, start=1):
            yield stage, number, one


def _words(function: object) -> str:
    return "" if function is None else getattr(function, "__name__", "").replace("_", " ")
