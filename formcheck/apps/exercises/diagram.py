"""A movement drawn in characters: what every joint does from phase to phase, and the way back to the start."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from rich.text import Text

from formcheck.exercise.definition import Exercise, Neck, Window
from formcheck.samples import Dof
from formcheck.words.catalogue import Words
from formcheck.words.names import joint_word, phase_word

_DRAWN: Final = {Dof.KNEE_FLEXION: "knee", Dof.ANKLE_DORSIFLEXION: "ankle", Dof.THIGH_ELEVATION: "thigh"}
_NECK_RANKS: Final = {Neck.FLEXED: 0, Neck.NEUTRAL: 1, Neck.EXTENDED: 2}
_STAYS: Final = "stays"
_WIDE_ARROW, _NARROW_ARROW = 17, 4  # the longest word takes 12, and needs a dash, spaces and a head around it

_Row = tuple[str, ...]  # label, then phase, arrow, phase, arrow, phase


def diagram(words: Words, exercise: Exercise, width: int) -> Text:
    """Draw the movement: a column per phase, a row per joint, arrows that say what changes.

    Parameters
    ----------
    words : Words
        The language.
    exercise : Exercise
        Any exercise.
    width : int
        Characters to draw in; the arrows bear words where there is room for them.

    Returns
    -------
    Text
        Lines, with windows in degrees. A joint that no phase asks anything of has no row.
    """
    rows = _rows(words, exercise, _WIDE_ARROW)
    if sum(_widths(rows)) + len(rows[0]) - 1 > width:
        rows = _rows(words, exercise, _NARROW_ARROW)
    widths = _widths(rows)
    lines = [" ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)) for row in rows]
    text = Text("\n".join([*lines, *_way_back(words, exercise, widths)]), no_wrap=True, overflow="crop")
    text.stylize("bold", 0, len(lines[0]))
    return text


def _rows(words: Words, exercise: Exercise, arrow_width: int) -> list[_Row]:
    return [
        _phase_row(words, exercise, arrow_width),
        *_joint_rows(words, exercise, arrow_width),
        *_neck_rows(words, exercise, arrow_width),
    ]


def _widths(rows: list[_Row]) -> list[int]:
    return [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]


def _phase_row(words: Words, exercise: Exercise, arrow_width: int) -> _Row:
    names = [phase_word(words, name) for name in exercise.phase_names]
    tempo = exercise.tempo
    times = [_arrow(f"{plain(words, seconds)} s", arrow_width) for seconds in (tempo.out_s, tempo.back_s)]
    return _row("", names, times)


def _joint_rows(words: Words, exercise: Exercise, arrow_width: int) -> Iterator[_Row]:
    for dof, name in _DRAWN.items():
        windows = [phase.window(dof) for phase in exercise.phases.values()]
        if any(windows):
            changes = [_change(before, after) for before, after in pairwise(windows)]
            arrows = [_change_arrow(words, name, change, arrow_width) for change in changes]
            yield _row(joint_word(words, dof), [window_words(words, window) for window in windows], arrows)


def _neck_rows(words: Words, exercise: Exercise, arrow_width: int) -> Iterator[_Row]:
    necks = [phase.neck for phase in exercise.phases.values()]
    if any(neck is not Neck.ANY for neck in necks):
        arrows = [_change_arrow(words, "head", _nod(before, after), arrow_width) for before, after in pairwise(necks)]
        yield _row(words("draw-head"), [words(f"head-{neck}") for neck in necks], arrows)


def _row(label: str, cells: list[str], arrows: list[str]) -> _Row:
    rest, end, back = cells
    out_arrow, back_arrow = arrows
    return label, rest, out_arrow, end, back_arrow, back


def _way_back(words: Words, exercise: Exercise, widths: list[int]) -> tuple[str, str]:
    """Draw the line that leads from the last phase to the first, for the next repetition."""
    left = " " * (widths[0] + 1)
    span = sum(widths[1:-1]) + len(widths) - 2  # from under the first phase to under the last
    times = f" {words('draw-times', count=exercise.dose.repetitions)} "
    return f"{left}▲{' ' * (span - 1)}│", f"{left}└{times.center(span - 1, '─')}┘"


def window_words(words: Words, window: Window | None) -> str:
    """Return a window in words.

    Parameters
    ----------
    words : Words
        The language.
    window : Window or None
        In degrees; None where the joint does not matter.

    Returns
    -------
    str
        Such as ``75 to 110°``.
    """
    if window is None:
        return words("window-free")
    return words("window", low=plain(words, window.min), high=plain(words, window.max))


def plain(words: Words, value: float) -> str:
    """Return a number with no more decimals than it has, and a true minus sign: a hyphen is too easily overlooked.

    Parameters
    ----------
    words : Words
        The language.
    value : float
        Any number.
    """
    return f"{value:g}".replace("-", "\N{MINUS SIGN}").replace(".", words.point)


def _change(before: Window | None, after: Window | None) -> str:
    """Return what a joint does between two windows, judged by their middles; nothing where it is free."""
    if before is None or after is None:
        return ""
    gain = (after.min + after.max) - (before.min + before.max)
    overlap = after.min <= before.max and before.min <= after.max
    return _STAYS if overlap else "falls" if gain < 0 else "rises"


def _nod(before: Neck, after: Neck) -> str:
    """Return what the head does between two phases; nothing where it is free."""
    if before not in _NECK_RANKS or after not in _NECK_RANKS:
        return ""
    gain = _NECK_RANKS[after] - _NECK_RANKS[before]
    return _STAYS if gain == 0 else "rises" if gain > 0 else "falls"


def _change_arrow(words: Words, name: str, change: str, width: int) -> str:
    """Return the arrow of a change, bearing a word; a dotted one for what stays or is free."""
    if change == _STAYS:
        return _arrow(words("draw-stays"), width, is_dotted=True)
    if not change:
        return _arrow("", width, is_dotted=True)
    return _arrow(words(f"draw-{name}-{change}"), width)


def _arrow(word: str, width: int, *, is_dotted: bool = False) -> str:
    """Return an arrow of a width, bearing a word where it fits."""
    line = "·" if is_dotted else "─"
    room = width - 1
    body = f" {word} ".center(room, line) if word and len(word) + 4 <= room else line * room
    return f"{body}{'·' if is_dotted else '▶'}"
