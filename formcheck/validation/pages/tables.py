"""The summary on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from formcheck.validation.pages import wording
from formcheck.validation.pages.groups import group_rows
from formcheck.validation.pages.wording import ANGLE_WORDS, amount, degrees, percent, seconds, share, signed
from formcheck.validation.results import Validation

_STYLES = {"missed": "bold red", "met": "green", "aim met": "green", "not measured": "dim"}


def summary(validation: Validation) -> Iterator[RenderableType]:
    """Yield what is shown when a validation is done.

    Parameters
    ----------
    validation : Validation
        Any result.

    Yields
    ------
    RenderableType
        One table after the other, for rich; of clips, derived clips and negatives where there are any.
    """
    if validation.clips:
        yield _clips(validation)
        yield _groups(validation)
        yield _angles(validation)
    if validation.derived:
        yield _derived(validation)
    if validation.negatives:
        yield _negatives(validation)
    yield _targets(validation)


def _table(title: str, *columns: str) -> Table:
    """Return an empty table; columns that begin with ``>`` hold numbers."""
    table = Table(title=title, title_justify="left", box=None, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column.removeprefix(">"), justify="right" if column.startswith(">") else "left")
    return table


def _clips(validation: Validation) -> Table:
    table = _table("Clips", "Clip", ">Counted", ">Verdicts", ">Knee", ">Ankle", ">Unseen", "Otherwise than deserved")
    for clip in validation.clips:
        angles = list(clip.score.angles.values())
        name = clip.file + (" (held back)" if clip.held_back else "")
        table.add_row(
            escape(name),
            wording.counted(clip),
            wording.agreeing(clip),
            degrees(angles[0].error.mae),
            degrees(angles[1].error.mae),
            percent(max(one.not_measured for one in angles[:2])),
            wording.disagreements(clip) + ("" if clip.is_anybody_found else " nobody found"),
        )
    table.caption, table.caption_justify = (
        "Knee, ankle: mean absolute error. Unseen: frames without the one seen less.",
        "left",
    )
    return table


def _groups(validation: Validation) -> Table:
    columns, rows = group_rows(validation.groups)
    table = _table("Counting and judging", "", *(f">{column}" for column in columns))
    for row in rows:
        table.add_row(row.name, *row.values)
    return table


def _angles(validation: Validation) -> Table:
    everything = validation.groups.all
    table = _table(
        "Angles, all clips", "", ">Bias", ">SD", ">MAE", ">95 % limits", ">Gain", ">Late", ">Unseen", ">Change"
    )
    for dof, one in everything.angles.items():
        change = everything.changes_deg.get(dof)
        table.add_row(
            ANGLE_WORDS[dof],
            signed(one.error.bias),
            degrees(one.error.sd),
            degrees(one.error.mae),
            f"{signed(one.lower)} to {signed(one.upper)}",
            share(one.gain),
            seconds(one.lag_s),
            percent(one.not_measured),
            degrees(change.mae) if change else "",
        )
    table.caption, table.caption_justify = (
        "Change: mean absolute error of the change from rest to end, per repetition.",
        "left",
    )
    return table


def _derived(validation: Validation) -> Table:
    table = _table("Derived clips", "Clip", "Change", ">Counted", "Against the original")
    for one in validation.derived:
        style = "" if one.outcome in wording.GOOD_OUTCOMES else "[yellow]"
        detail = "" if style == "" else f": {wording.verdict_text(one.verdicts)}"
        text = f"{style}{wording.OUTCOME_WORDS[one.outcome]}{detail}"
        table.add_row(escape(one.file), wording.CHANGE_WORDS[one.change], f"{len(one.verdicts)} of {one.true}", text)
    return table


def _negatives(validation: Validation) -> Table:
    table = _table("Nobody exercises", "Clip", ">Frames", "Person", ">Counted", ">Two thresholds")
    for one in validation.negatives:
        found = "found" if one.is_anybody_found else "not found"
        table.add_row(escape(one.file), str(one.frames), found, str(wording.phantoms(one)), str(one.naive))
    return table


def _targets(validation: Validation) -> Table:
    table = _table("Targets", "", "Must", "Aim", ">All", ">Held back", "")
    for one in validation.targets:
        state = wording.state(one)
        values = (amount(one.all, one.unit), amount(one.held_back, one.unit))
        limits = (wording.limit(one, one.must), wording.limit(one, one.aim))
        table.add_row(one.name, *limits, *values, f"[{_STYLES[state]}]{state}")
    return table
