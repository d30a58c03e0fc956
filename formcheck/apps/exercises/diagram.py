"""A movement drawn in characters: what every joint does from phase to phase, and the way back to the start."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rich.text import Text

from formcheck.exercise.definition import Exercise, Neck, Window
from formcheck.samples import Dof

JOINT_NAMES = {Dof.KNEE_FLEXION: "knee", Dof.ANKLE_DORSIFLEXION: "ankle", Dof.THIGH_ELEVATION: "thigh"}

_FALLING_RISING = {
    Dof.KNEE_FLEXION: ("straightens", "bends"),
    Dof.ANKLE_DORSIFLEXION: ("points", "pulls up"),
    Dof.THIGH_ELEVATION: ("sinks", "rises"),
}
_NECK_WORDS = {Neck.FLEXED: "chin down", Neck.EXTENDED: "head back", Neck.NEUTRAL: "head level", Neck.ANY: "free"}
_NECK_RANKS = {Neck.FLEXED: 0, Neck.NEUTRAL: 1, Neck.EXTENDED: 2}
_STILL = "stays"
_WIDE_ARROW, _NARROW_ARROW = 17, 4  # the longest word takes 11, and needs a dash, spaces and a head around it
_ROOM_FOR_WIDE_ARROWS = 77  # with the widest windows

_Row = tuple[str, ...]  # label, then phase, arrow, phase, arrow, phase


def diagram(exercise: Exercise, width: int) -> Text:
    """Draw the movement: a column per phase, a row per joint, arrows that say what changes.

    Parameters
    ----------
    exercise : Exercise
        Any exercise.
    width : int
        Characters to draw in; the arrows bear words where there is room for them.

    Returns
    -------
    Text
        Lines, with windows in degrees. A joint that no phase asks anything of has no row.
    """
    arrow_width = _WIDE_ARROW if width >= _ROOM_FOR_WIDE_ARROWS else _NARROW_ARROW
    rows = [_phase_row(exercise, arrow_width), *_joint_rows(exercise, arrow_width), *_neck_rows(exercise, arrow_width)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = [" ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)) for row in rows]
    text = Text("\n".join([*lines, *_way_back(exercise, widths)]), no_wrap=True, overflow="crop")
    text.stylize("bold", 0, len(lines[0]))
    return text


def _phase_row(exercise: Exercise, arrow_width: int) -> _Row:
    names = [name.replace("_", " ") for name in exercise.phase_names]
    times = [_arrow(f"{seconds:g} s", arrow_width) for seconds in (exercise.tempo.out_s, exercise.tempo.back_s)]
    return _row("", names, times)


def _joint_rows(exercise: Exercise, arrow_width: int) -> Iterator[_Row]:
    for dof, label in JOINT_NAMES.items():
        windows = [phase.window(dof) for phase in exercise.phases.values()]
        if any(windows):
            changes = [_change(dof, before, after) for before, after in pairwise(windows)]
            arrows = [_arrow(change, arrow_width) for change in changes]
            yield _row(label, [window_words(window) for window in windows], arrows)


def _neck_rows(exercise: Exercise, arrow_width: int) -> Iterator[_Row]:
    necks = [phase.neck for phase in exercise.phases.values()]
    if any(neck is not Neck.ANY for neck in necks):
        arrows = [_arrow(_nod(before, after), arrow_width) for before, after in pairwise(necks)]
        yield _row("head", [_NECK_WORDS[neck] for neck in necks], arrows)


def _row(label: str, cells: list[str], arrows: list[str]) -> _Row:
    rest, end, back = cells
    out_arrow, back_arrow = arrows
    return label, rest, out_arrow, end, back_arrow, back


def _way_back(exercise: Exercise, widths: list[int]) -> tuple[str, str]:
    """Draw the line that leads from the last phase to the first, for the next repetition."""
    left = " " * (widths[0] + 1)
    span = sum(widths[1:-1]) + len(widths) - 2  # from under the first phase to under the last
    times = f" {exercise.dose.repetitions} times "
    return f"{left}▲{' ' * (span - 1)}│", f"{left}└{times.center(span - 1, '─')}┘"


def window_words(window: Window | None) -> str:
    """Return a window in words.

    Parameters
    ----------
    window : Window or None
        In degrees; None where the joint does not matter.

    Returns
    -------
    str
        Such as ``75 to 110°``.
    """
    return f"{angle_words(window.min)} to {angle_words(window.max)}°" if window else "free"


def angle_words(angle_deg: float) -> str:
    """Return an angle as a number with a true minus sign, which a hyphen is too easily overlooked for."""
    return f"{angle_deg:g}".replace("-", "\N{MINUS SIGN}")


def _change(dof: Dof, before: Window | None, after: Window | None) -> str:
    """Return what a joint does between two windows, judged by their middles; nothing where it is free."""
    if before is None or after is None:
        return ""
    falling, rising = _FALLING_RISING[dof]
    gain = (after.min + after.max) - (before.min + before.max)
    overlap = after.min <= before.max and before.min <= after.max
    return _STILL if overlap else falling if gain < 0 else rising


def _nod(before: Neck, after: Neck) -> str:
    """Return what the head does between two phases; nothing where it is free."""
    if before not in _NECK_RANKS or after not in _NECK_RANKS:
        return ""
    gain = _NECK_RANKS[after] - _NECK_RANKS[before]
    return _STILL if gain == 0 else "lifts" if gain > 0 else "lowers"


def _arrow(word: str, width: int) -> str:
    """Return an arrow of a width, bearing a word where it fits; a dotted one for what stays."""
    line = "·" if word in {_STILL, ""} else "─"
    room = width - 1
    body = f" {word} ".center(room, line) if word and len(word) + 4 <= room else line * room
    return f"{body}{'·' if line == '·' else '▶'}"
