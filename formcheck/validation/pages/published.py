"""Published figures to stand beside ours. All of them were measured on real people, ours are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from formcheck.samples import Dof
from formcheck.validation.pages.wording import bias_sd, degrees, share, signed
from formcheck.validation.score import Score
from formcheck.words.catalogue import Words

_KNEE: Final = Dof.KNEE_FLEXION
_ANKLE: Final = Dof.ANKLE_DORSIFLEXION


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure; its words are in the catalogues, and its numbers with them.

    Parameters
    ----------
    key : str
        What the keys of its messages begin with: ``-work`` (whose it is), ``-task`` (what was done, and what it was
        held against), ``-figure`` (what was found).
    link : str
        Where it is published.
    ours : callable
        Gives the same measure of our scores, in words.
    """

    key: str
    link: str
    ours: Callable[[Words, Score], str]


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One published figure beside ours; all in words."""

    work: str
    task: str
    figure: str
    link: str
    ours: str


def published_rows(words: Words, figures: tuple[Published, ...], score: Score) -> list[PublishedRow]:
    """Return published figures beside ours.

    Parameters
    ----------
    words : Words
        The language.
    figures : tuple of Published
        `ANGLES` or `COUNTING`.
    score : Score
        Ours.
    """
    return [
        PublishedRow(
            work=words(f"published-{one.key}-work"),
            task=words(f"published-{one.key}-task"),
            figure=words(f"published-{one.key}-figure"),
            link=one.link,
            ours=one.ours(words, score),
        )
        for one in figures
    ]


def _knee_and_ankle(words: Words, knee: float, ankle: float) -> str:
    return words("ours-knee-ankle", knee=degrees(words, knee), ankle=degrees(words, ankle))


def _range_error(words: Words, score: Score) -> str:
    return _knee_and_ankle(words, score.changes_deg[_KNEE].mae, score.changes_deg[_ANKLE].mae)


def _knee_bias(words: Words, score: Score) -> str:
    return words("ours-knee-bias", bias=bias_sd(words, score.angles[_KNEE].error))


def _knee_mae(words: Words, score: Score) -> str:
    error = score.angles[_KNEE].error
    return words("ours-knee-mae", mae=degrees(words, error.mae), bias=signed(words, error.bias))


def _both_mae(words: Words, score: Score) -> str:
    return _knee_and_ankle(words, score.angles[_KNEE].error.mae, score.angles[_ANKLE].error.mae)


def _rmse(words: Words, score: Score) -> str:
    return _knee_and_ankle(words, score.angles[_KNEE].error.rmse, score.angles[_ANKLE].error.rmse)


def _counting(words: Words, score: Score) -> str:
    counting = score.ours.counting
    return words("ours-counting", mae=share(words, counting.mae_relative), share=share(words, counting.within_one))


def _agreement(words: Words, score: Score) -> str:
    return words("ours-agreement", share=share(words, score.ours.judging.agreement))


ANGLES: Final = (
    Published(
        "orthelligent",
        "https://journals.plos.org/plosone/article?id=10.1371%2Fjournal.pone.0324499",
        _range_error,
    ),
    Published("mediapipe", "https://iris.uniecampus.it/handle/11389/91575", _knee_bias),
    Published("blazepose", "https://preprints.jmir.org/preprint/102399/submitted", _knee_mae),
    Published(
        "openpose", "https://journals.plos.org/ploscompbiol/article?id=10.1371%2Fjournal.pcbi.1008935", _both_mae
    ),
    Published("opencap-monocular", "https://utahmobl.github.io/OpenCap-monocular-project-page", _both_mae),
    Published("opencap", "https://synapsesocial.com/ko/papers/6a377edf24f042ddf4c59c2e", _rmse),
    Published("interaction", "https://pmc.ncbi.nlm.nih.gov/articles/PMC6427361", _knee_mae),
)

COUNTING: Final = (
    Published("viewpoint", "https://ar5iv.labs.arxiv.org/html/2107.13760", _counting),
    Published("poserac", "https://ar5iv.labs.arxiv.org/html/2308.08632", _counting),
    Published("escounts", "https://arxiv.org/html/2403.18074v1", _counting),
    Published("repnet", "https://arxiv.org/abs/2006.15418", _counting),
    Published("kaia", "https://www.jmir.org/2021/7/e26658/XML", _agreement),
)
