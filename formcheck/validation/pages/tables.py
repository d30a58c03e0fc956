"""The summary on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from formcheck.validation.pages import wording
from formcheck.validation.pages.accounts import calibration_rows, condition_rows, expected_rows, outcome_rows
from formcheck.validation.pages.groups import group_rows
from formcheck.validation.pages.sensors import COLUMNS, set_up_rows
from formcheck.validation.pages.wording import amount, degrees, percent, seconds, share, signed
from formcheck.validation.results import ClipResult, Validation
from formcheck.validation.sensors import SetUpResult
from formcheck.validation.targets import TargetState
from formcheck.words.catalogue import Words

_MOST_CONDITIONS = 4
_STYLES = {
    TargetState.MISSED: "bold red",
    TargetState.MET: "green",
    TargetState.AIM_MET: "green",
    TargetState.NOT_MEASURED: "dim",
}


def summary(words: Words, validation: Validation) -> Iterator[RenderableType]:
    """Yield what is shown when a validation is done.

    Parameters
    ----------
    words : Words
        The language.
    validation : Validation
        Any result.

    Yields
    ------
    RenderableType
        One table after the other, for rich; of clips, derived clips and negatives where there are any.
    """
    if validation.clips:
        yield _clips(words, validation)
        yield _outcomes(words, validation)
        yield from _conditions(words, validation)
        yield _calibration(words, validation)
        yield _groups(words, validation)
    if any(one.error.n for one in validation.groups.all.angles.values()):
        yield _angles(words, validation)
    if validation.by_hand:
        yield _by_hand(words, validation)
    if validation.derived:
        yield _derived(words, validation)
    if validation.negatives:
        yield _negatives(words, validation)
    if validation.targets:
        yield _targets(words, validation)


def set_ups(words: Words, results: Sequence[SetUpResult]) -> Table:
    """Return the table that is shown when clips were validated as sensors would have measured them.

    Parameters
    ----------
    words : Words
        The language.
    results : sequence of SetUpResult
        Each set-up.
    """
    table = _table(words("table-set-ups"), "", *(f">{words(f'set-up-{name}')}" for name in COLUMNS), "")
    for row in set_up_rows(words, results):
        style = f"[{_STYLES[TargetState.MISSED]}]" if row.is_missed else ""
        shares = (percent(words, one.share) for one in (row.shown, row.right))
        table.add_row(row.name, row.exact, *shares, *row.others, style + row.states)
    table.caption, table.caption_justify = words("table-set-ups-about"), "left"
    return table


def _table(title: str, *columns: str) -> Table:
    """Return an empty table; columns that begin with ``>`` hold numbers."""
    table = Table(title=title, title_justify="left", box=None, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column.removeprefix(">"), justify="right" if column.startswith(">") else "left")
    return table


def _headed(words: Words, name: str, *columns: str) -> Table:
    """Return an empty table with its title and headers in words; columns are keys, or empty."""
    headers = [column and ">" * column.startswith(">") + words(f"heading-{column.lstrip('>')}") for column in columns]
    return _table(words(f"table-{name}"), *headers)


def _clips(words: Words, validation: Validation) -> Table:
    columns = ("clip", ">counted", ">verdicts", ">knee", ">ankle", ">unseen", "otherwise")
    table = _headed(words, "clips", *columns)
    for clip in validation.clips:
        angles = list(clip.score.angles.values())
        table.add_row(
            escape(_clip_name(words, clip)),
            wording.counted(words, clip),
            wording.agreeing(words, clip),
            degrees(words, angles[0].error.mae),
            degrees(words, angles[1].error.mae),
            percent(words, max(one.not_measured for one in angles[:2])),
            wording.disagreements(words, clip) + ("" if clip.is_anybody_found else f" {words('clip-nobody-found')}"),
        )
    table.caption, table.caption_justify = words("table-clips-about"), "left"
    return table


def _clip_name(words: Words, clip: ClipResult) -> str:
    return words("clip-held-back", file=clip.file) if clip.held_back else clip.file


def _groups(words: Words, validation: Validation) -> Table:
    columns, rows = group_rows(words, validation.groups)
    table = _table(words("table-groups"), "", *(f">{column}" for column in columns))
    for row in rows:
        table.add_row(row.name, *row.values)
    return table


def _outcomes(words: Words, validation: Validation) -> Table:
    table = _table(
        words("table-outcomes"), "", *(f">{wording.group_word(words, name)}" for name in validation.accounts)
    )
    for row in outcome_rows(words, validation.accounts):
        table.add_row(row.name, *row.values)
    return table


def _conditions(words: Words, validation: Validation) -> Iterator[Table]:
    """Yield the conditions that tell most; where none tells anything there is no table."""
    conditions = validation.account.conditions[:_MOST_CONDITIONS]
    if conditions:
        names = [words(f"outcomes-{name}") for name in ("right", "wrong", "withheld", "missed", "made-up")]
        columns = (words("heading-condition"), "", f">{words('score-clips')}", *(f">{name}" for name in names))
        table = _table(words("table-conditions"), *columns)
        for row in condition_rows(words, conditions):
            table.add_row(escape(row.name), escape(row.value), row.clips, *row.shares)
        table.caption, table.caption_justify = words("table-conditions-about"), "left"
        yield table


def _calibration(words: Words, validation: Validation) -> Table:
    table = _headed(words, "calibration", "", "stated", ">true", ">interval")
    for row in calibration_rows(words, validation.account.calibration):
        table.add_row(row.what, row.stated, row.true, row.interval)
    return table


def _by_hand(words: Words, validation: Validation) -> Table:
    table = _headed(words, "by-hand", "clip", "", ">expected", ">found")
    for row in expected_rows(words, validation.by_hand):
        found = row.found if row.is_met else f"[bold red]{row.found}"
        table.add_row(escape(row.clip), row.what, escape(row.expected), found)
    return table


def _angles(words: Words, validation: Validation) -> Table:
    everything = validation.groups.all
    columns = ("", ">bias", ">sd", ">mae", ">limits", ">gain", ">late", ">unseen", ">change")
    table = _headed(words, "angles", *columns)
    for dof, one in everything.angles.items():
        change = everything.changes_deg.get(dof)
        table.add_row(
            wording.angle_word(words, dof),
            signed(words, one.error.bias),
            degrees(words, one.error.sd),
            degrees(words, one.error.mae),
            words("from-to", low=signed(words, one.lower), high=signed(words, one.upper)),
            share(words, one.gain),
            seconds(words, one.lag_s),
            percent(words, one.not_measured),
            degrees(words, change.mae) if change else "",
        )
    table.caption, table.caption_justify = words("table-angles-about"), "left"
    return table


def _derived(words: Words, validation: Validation) -> Table:
    table = _headed(words, "derived", "clip", "how-made", ">counted", "against-original")
    for one in validation.derived:
        style = "" if one.outcome in wording.GOOD_OUTCOMES else "[yellow]"
        detail = "" if style == "" else f": {wording.verdict_text(words, one.verdicts)}"
        text = f"{style}{wording.outcome_word(words, one.outcome)}{detail}"
        counted = wording.part_of(words, len(one.verdicts), one.true)
        table.add_row(escape(one.file), wording.change_word(words, one.change), counted, text)
    return table


def _negatives(words: Words, validation: Validation) -> Table:
    table = _headed(words, "negatives", "clip", ">frames", "person", ">counted", ">two-thresholds")
    for one in validation.negatives:
        found = words("person-found" if one.is_anybody_found else "person-not-found")
        table.add_row(escape(one.file), str(one.frames), found, str(wording.phantoms(one)), str(one.naive))
    return table


def _targets(words: Words, validation: Validation) -> Table:
    table = _headed(words, "targets", "", "must", "aim", ">all", ">held-back", "")
    for one in validation.targets:
        values = (amount(words, one.all, one.unit), amount(words, one.held_back, one.unit))
        limits = (wording.limit(words, one, one.must), wording.limit(words, one, one.aim))
        state = f"[{_STYLES[one.state]}]{wording.state(words, one)}"
        table.add_row(wording.target_word(words, one), *limits, *values, state)
    return table
