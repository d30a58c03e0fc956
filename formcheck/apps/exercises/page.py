"""One exercise as a page for the terminal: what to do, what is judged, and what a camera cannot see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from formcheck.apps.exercises.diagram import diagram, plain, window_words
from formcheck.exercise.definition import Exercise, Prescription
from formcheck.samples import Dof
from formcheck.words.catalogue import ExerciseWords, Words, exercise_words, foot_words
from formcheck.words.names import joint_word, leg_words, phase_word

_ADDRESS = r"https?://\S+"
_INDENT = 2


def page(words: Words, prescription: Prescription, width: int) -> Iterator[RenderableType]:
    """Yield the parts of the page, from the title to the sources.

    Parameters
    ----------
    words : Words
        The language.
    prescription : Prescription
        The exercise, with a prescription's numbers if there is one.
    width : int
        Width of the terminal, in characters.

    Yields
    ------
    RenderableType
        One part, to be printed below the last.
    """
    exercise = prescription.exercise
    told = exercise_words(words, exercise)
    yield Text.assemble((told.title, "bold"), f"  {exercise.id}")
    yield Text(told.summary)
    yield Text(words(f"show-{exercise.kind}"))
    yield from _section(words("show-prescribed"), _prescribed(words, prescription))
    yield from _section(words("show-camera"), [told.camera])
    yield _heading(words("show-movement"))
    yield _indented(_instructions(words, exercise, told))
    yield Text()
    yield _indented(diagram(words, exercise, width - _INDENT))
    yield from _section(words("show-judged"), _judged(words, exercise))
    yield from _section(words("show-dose"), [_dose(words, exercise)])
    yield from _section(words("show-cannot-see"), [f"• {item}" for item in told.unseen])
    yield from _section(words("show-evidence"), _evidence(words, exercise, told))


def words_of(words: Words, exercise: Exercise) -> tuple[str, str, str]:
    """Return nerve, kind and driving joint in words.

    Parameters
    ----------
    words : Words
        The language.
    exercise : Exercise
        Any exercise.

    Returns
    -------
    tuple of str
        Such as ``("deep peroneal", "slider", "ankle")``.
    """
    nerve = words(f"nerve-{exercise.nerve.replace('_', '-')}")
    return nerve, words(f"nerve-{exercise.kind}"), joint_word(words, exercise.driver)


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _section(heading: str, lines: Sequence[str | Text]) -> Iterator[RenderableType]:
    """Yield a heading and its lines, or nothing where there are no lines."""
    if lines:
        yield _heading(heading)
    for line in lines:
        yield _indented(line if isinstance(line, Text) else Text(line))


def _indented(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, _INDENT))


def _prescribed(words: Words, prescription: Prescription) -> list[str]:
    """Return what a prescription says of the person; nothing for an exercise as the library has it."""
    personal, side = prescription.personal, prescription.side
    lines = [leg_words(words, side)] if side else []
    driver = prescription.exercise.driver
    for dof, end_deg in ((driver, personal.driver_end_deg), (Dof.ANKLE_DORSIFLEXION, personal.ankle_end_deg)):
        if end_deg is not None:
            lines.append(words("show-own-end", joint=joint_word(words, dof), angle=plain(words, end_deg)))
    if personal.ankle_neutral_deg is not None:
        lines.append(words("show-ankle-square", angle=plain(words, personal.ankle_neutral_deg)))
    return [*lines, prescription.note] if prescription.note else lines


def _instructions(words: Words, exercise: Exercise, told: ExerciseWords) -> Table:
    """Return what to do in each phase, numbered."""
    table = Table.grid(padding=(0, 2, 0, 0))
    phases = zip(exercise.phases.items(), (told.rest, told.end, told.back), strict=True)
    for number, ((name, phase), instruction) in enumerate(phases, start=1):
        extras = [words("show-foot", foot=foot_words(words, phase.foot))] if phase.foot else []
        extras += [words("show-stay", seconds=plain(words, phase.hold_s))] if phase.hold_s else []
        text = Text.assemble(instruction, *[(f" {extra}", "dim") for extra in extras])
        table.add_row(f"{number}", phase_word(words, name), text)
    return table


def _judged(words: Words, exercise: Exercise) -> list[str]:
    """Return the limits that repetitions are held against, a line each."""
    posture, tempo, end = exercise.posture, exercise.tempo, exercise.end
    thigh, trunk = (window_words(words, window) for window in (posture.thigh_elevation, posture.trunk_lean))
    return [
        words("show-counted", thigh=thigh, trunk=trunk),
        words("show-complete"),
        words(
            "show-rushed",
            cycle=plain(words, tempo.min_cycle_s),
            warning=plain(words, tempo.warn_cycle_s),
            stroke=plain(words, tempo.min_stroke_s),
            joint=joint_word(words, exercise.driver),
            speed=plain(words, tempo.max_speed_degps),
        ),
        words("show-held", limit=plain(words, end.max_hold_s), warning=plain(words, end.hold_warn_s)),
    ]


def _dose(words: Words, exercise: Exercise) -> str:
    dose = exercise.dose
    return words("show-a-day", repetitions=dose.repetitions, sets=dose.sets, times=dose.per_day)


def _evidence(words: Words, exercise: Exercise, told: ExerciseWords) -> list[Text]:
    evidence = exercise.evidence
    note = [Text(told.note)] if told.note else []
    sources = [Text(f"• {source}") for source in evidence.sources]
    for source in sources:
        source.highlight_regex(_ADDRESS, lambda address: Style(link=address))  # whole, however the line is broken
    grade = words("show-grade", grade=evidence.grade, grades=words("library-grades"))
    return [Text(grade), *note, *sources]
