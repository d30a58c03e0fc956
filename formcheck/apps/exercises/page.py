"""One exercise as a page for the terminal: what to do, what is judged, and what a camera cannot see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from formcheck.apps.exercises.diagram import JOINT_NAMES, angle_words, diagram, window_words
from formcheck.exercise.definition import Exercise, Kind, Prescription

GRADES = "A research or official record, B clinic leaflet, M from memory, P our own proposal."

_KINDS = {
    Kind.SLIDER: "Slider: one end of the nerve is loaded while the other is let go.",
    Kind.TENSIONER: "Tensioner: both ends of the nerve are loaded together.",
}
_ADDRESS = r"https?://\S+"
_INDENT = 2


def page(prescription: Prescription, width: int) -> Iterator[RenderableType]:
    """Yield the parts of the page, from the title to the sources.

    Parameters
    ----------
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
    yield Text.assemble((exercise.title, "bold"), f"  {exercise.id}")
    yield Text(exercise.summary)
    yield Text(_KINDS[exercise.kind])
    yield from _section("Prescribed", _prescribed(prescription))
    yield from _section("Camera", [exercise.camera])
    yield _heading("Movement")
    yield _indented(_instructions(exercise))
    yield Text()
    yield _indented(diagram(exercise, width - _INDENT))
    yield from _section("Judged", _judged(exercise))
    yield from _section("Dose", [_dose(exercise)])
    yield from _section("The camera cannot see", [f"• {item}" for item in exercise.unseen])
    yield from _section("Evidence", _evidence(exercise))


def words_of(exercise: Exercise) -> tuple[str, str, str]:
    """Return nerve, kind and driving joint in words.

    Parameters
    ----------
    exercise : Exercise
        Any exercise.

    Returns
    -------
    tuple of str
        Such as ``("deep peroneal", "slider", "ankle")``.
    """
    return exercise.nerve.value.replace("_", " "), exercise.kind.value, JOINT_NAMES[exercise.driver]


def _heading(words: str) -> Text:
    return Text(f"\n{words}", style="bold")


def _section(heading: str, lines: Sequence[str | Text]) -> Iterator[RenderableType]:
    """Yield a heading and its lines, or nothing where there are no lines."""
    if lines:
        yield _heading(heading)
    for line in lines:
        yield _indented(line if isinstance(line, Text) else Text(line))


def _indented(part: RenderableType) -> Padding:
    return Padding(part, (0, 0, 0, _INDENT))


def _prescribed(prescription: Prescription) -> list[str]:
    """Return what a prescription says of the person; nothing for an exercise as the library has it."""
    personal = prescription.personal
    joint = JOINT_NAMES[prescription.exercise.driver]
    values = {
        f"own end range, {joint}": personal.driver_end_deg,
        "own end range, ankle": personal.ankle_end_deg,
        "ankle reading with the foot square": personal.ankle_neutral_deg,
    }
    lines = [f"{prescription.side.value} leg"] if prescription.side else []
    lines += [f"{name}: {angle_words(value)}°" for name, value in values.items() if value is not None]
    return [*lines, prescription.note] if prescription.note else lines


def _instructions(exercise: Exercise) -> Table:
    """Return what to do in each phase, numbered."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for number, (name, phase) in enumerate(exercise.phases.items(), start=1):
        extras = [f"Foot: {phase.foot} (told, not judged)."] if phase.foot else []
        extras += [f"Stay {phase.hold_s:g} s."] if phase.hold_s else []
        words = Text.assemble(phase.instruction, *[(f" {extra}", "dim") for extra in extras])
        table.add_row(f"{number}", name.replace("_", " "), words)
    return table


def _judged(exercise: Exercise) -> list[str]:
    """Return the limits that repetitions are held against, a line each."""
    posture, tempo, end = exercise.posture, exercise.tempo, exercise.end
    thigh, trunk = window_words(posture.thigh_elevation), window_words(posture.trunk_lean)
    cycle = f"a cycle takes under {tempo.min_cycle_s:g} s (a warning under {tempo.warn_cycle_s:g} s)"
    stroke = f"the middle of a stroke under {tempo.min_stroke_s:g} s"
    speed = f"the {JOINT_NAMES[exercise.driver]} moves faster than {tempo.max_speed_degps:g}°/s"
    hold = f"over {end.max_hold_s:g} s (a warning over {end.hold_warn_s:g} s)"
    return [
        f"Counted while the thigh is {thigh} (0 level, knee up +) and the trunk {trunk} (0 upright, forward +).",
        "Complete when each joint gets into its window at the end; once calibrated, near the person's own end.",
        f"Rushed when {cycle}, {stroke}, or {speed}.",
        f"Held when it stays within 5° of the end for {hold}.",
    ]


def _dose(exercise: Exercise) -> str:
    dose = exercise.dose
    sets = "1 set" if dose.sets == 1 else f"{dose.sets} sets"
    per_day = "once a day" if dose.per_day == 1 else f"{dose.per_day} times a day"
    return f"{dose.repetitions} repetitions, {sets}, {per_day}."


def _evidence(exercise: Exercise) -> list[Text]:
    evidence = exercise.evidence
    note = [Text(evidence.note)] if evidence.note else []
    sources = [Text(f"• {source}") for source in evidence.sources]
    for source in sources:
        source.highlight_regex(_ADDRESS, lambda address: Style(link=address))  # whole, however the line is broken
    return [Text(f"Grade {evidence.grade}. ({GRADES})"), *note, *sources]
