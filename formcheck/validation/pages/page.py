"""``validation.html``, ``docs/validation.md`` and the pages beside it: what the templates are given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from formcheck.defaults import DEFAULT_LANGUAGE
from formcheck.outputs.verdicts import MARKS, svg_points
from formcheck.session.matching import MIN_OVERLAP
from formcheck.validation.model import JOINTS
from formcheck.validation.pages import published, wording
from formcheck.validation.pages.accounts import (
    calibration_rows,
    condition_rows,
    expected_rows,
    outcome_rows,
    short_share,
)
from formcheck.validation.pages.angle_charts import angle_figures
from formcheck.validation.pages.calibration_chart import calibration_figures
from formcheck.validation.pages.groups import group_rows
from formcheck.validation.pages.people import part_of
from formcheck.validation.pages.scene import conditions
from formcheck.validation.pages.sensors import simulated_part
from formcheck.validation.pages.verdict_charts import confusion_figures
from formcheck.validation.pairing.naive import BENT_DEG, STRAIGHT_DEG
from formcheck.validation.results import Validation
from formcheck.validation.sensors import SetUpResult
from formcheck.validation.truth.folder import FolderKind
from formcheck.validation.verdicts.agreement import NONE, occurring
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING, number
from formcheck.words.names import kind_word

_PEOPLE: Final = "people.md.jinja"
_SENSORS: Final = "sensors.md.jinja"
_FILTERS: Final[dict[str, Callable[..., str]]] = {
    "amount": wording.amount,
    "degrees": wording.degrees,
    "seconds": wording.seconds,
    "share": wording.share,
    "percent": wording.percent,
    "signed": wording.signed,
    "limit": wording.limit,
    "state": wording.state,
    "target_word": wording.target_word,
    "compared": wording.compared,
    "group_word": wording.group_word,
    "moment_word": wording.moment_word,
    "angle_word": wording.angle_word,
    "outcome_word": wording.outcome_word,
    "change_word": wording.change_word,
    "kind_word": kind_word,
    "conditions": conditions,
    "word": wording.word,
    "agreeing": wording.agreeing,
    "counted": wording.counted,
    "disagreements": wording.disagreements,
    "flags_text": wording.flags_text,
    "verdict_text": wording.verdict_text,
    "short_share": short_share,
}
"""What puts values into words in the templates; each takes the words first."""


def render_page(words: Words, validation: Validation) -> str:
    """Return the whole page: nothing in it is fetched from anywhere.

    Parameters
    ----------
    words : Words
        The language of the page.
    validation : Validation
        Any result.

    Returns
    -------
    str
        HTML, with Plotly's script in it.
    """
    from plotly.offline import get_plotlyjs  # noqa: PLC0415 - slow to import

    has_clips = bool(validation.clips)
    return _render(
        "validation.html.jinja",
        words,
        validation,
        angle_figures=[one for dof in JOINTS for one in angle_figures(words, validation, dof)] if has_clips else [],
        calibration_figures=calibration_figures(words, validation.account.calibration),
        confusion_figures=confusion_figures(words, validation) if has_clips else (),
        marks={verdict: (svg_points(mark), mark) for verdict, mark in MARKS.items()},
        plotly_script=get_plotlyjs(),
    )


def render_document(validation: Validation) -> str:
    """Return the Markdown page, in English as all documents of the project; the same results give the same text.

    Parameters
    ----------
    validation : Validation
        Any result.
    """
    if validation.kind is not FolderKind.SAMPLES:
        return render_people([validation])
    return _render("validation.md.jinja", Words(DEFAULT_LANGUAGE), validation)


def render_people(validations: Sequence[Validation]) -> str:
    """Return the Markdown page about other people than those of the sample clips.

    Parameters
    ----------
    validations : sequence of Validation
        Of other people's clips, of a population at any rate and by any model, of real people.
    """
    words = Words(DEFAULT_LANGUAGE)
    environment = _environment(words, _PEOPLE)
    return environment.get_template(_PEOPLE).render(parts=[part_of(words, one) for one in validations])


def render_sensors(simulated: Sequence[Sequence[SetUpResult]], people: Sequence[Validation]) -> str:
    """Return the Markdown page about sensors.

    Parameters
    ----------
    simulated : sequence of sequence of SetUpResult
        Of each folder of clips, what simulated sensors made of it.
    people : sequence of Validation
        Of real people with sensors.
    """
    words = Words(DEFAULT_LANGUAGE)
    return (
        _environment(words, _SENSORS)
        .get_template(_SENSORS)
        .render(
            parts=[simulated_part(words, results) for results in simulated],
            people=[part_of(words, one) for one in people],
        )
    )


def _environment(words: Words, template: str) -> Environment:
    loader = ChoiceLoader(
        [
            PackageLoader("formcheck.validation.pages", "templates"),
            PackageLoader("formcheck.outputs", "templates"),  # the report's style sheet
        ]
    )
    environment = Environment(
        loader=loader,
        autoescape=template.endswith(".html.jinja"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {name: partial(one, words) for name, one in _FILTERS.items()}
    environment.filters |= {"number": number, "phantoms": wording.phantoms}
    return environment


def _render(template: str, words: Words, validation: Validation, **more: object) -> str:
    environment = _environment(words, template)
    account = validation.account
    columns, rows = group_rows(words, validation.groups)
    everything = validation.groups.all
    return environment.get_template(template).render(
        words=words,
        validation=validation,
        everything=everything,
        groups=list(validation.groups.shown.items()),
        figure_columns=columns,
        figure_rows=rows,
        verdicts=occurring(everything.ours.judging),
        published_angles=published.published_rows(words, published.ANGLES, everything),
        published_counting=published.published_rows(words, published.COUNTING, everything),
        good_outcomes=wording.GOOD_OUTCOMES,
        joints=JOINTS,
        bent_deg=BENT_DEG,
        straight_deg=STRAIGHT_DEG,
        min_overlap=MIN_OVERLAP,
        missing=MISSING,
        missed_targets=[one for one in validation.targets if one.is_measured and not one.is_met],
        phantoms_in_negatives=sum(map(wording.phantoms, validation.negatives)),
        nobody=NONE,
        outcome_rows=outcome_rows(words, validation.accounts),
        condition_rows=list(condition_rows(words, account.conditions)),
        calibration_rows=calibration_rows(words, account.calibration),
        expected_rows=expected_rows(words, validation.by_hand),
        account_group=validation.account_group,
        has_angles=any(one.error.n for one in everything.angles.values()),
        names_all_faults=all(clip.names_all_faults for clip in validation.data.values()),
        **more,
    )
