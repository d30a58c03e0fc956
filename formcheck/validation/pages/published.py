"""Published figures to stand beside ours. All of them were measured on real people, ours are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from formcheck.samples import Dof
from formcheck.validation.pages.wording import bias_sd, degrees, share, signed
from formcheck.validation.score import Score

_KNEE: Final = Dof.KNEE_FLEXION
_ANKLE: Final = Dof.ANKLE_DORSIFLEXION


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure.

    Parameters
    ----------
    work : str
        Whose it is.
    task : str
        What was done, and what it was held against.
    figure : str
        What was found.
    link : str
        Where it is published.
    ours : callable
        Gives the same measure of our scores, in words.
    """

    work: str
    task: str
    figure: str
    link: str
    ours: Callable[[Score], str]


def _range_error(score: Score) -> str:
    return f"knee {degrees(score.changes_deg[_KNEE].mae)}, ankle {degrees(score.changes_deg[_ANKLE].mae)}"


def _knee_bias(score: Score) -> str:
    return f"knee {bias_sd(score.angles[_KNEE].error)}"


def _knee_mae(score: Score) -> str:
    error = score.angles[_KNEE].error
    return f"knee MAE {degrees(error.mae)}, bias {signed(error.bias)}"


def _both_mae(score: Score) -> str:
    return f"knee {degrees(score.angles[_KNEE].error.mae)}, ankle {degrees(score.angles[_ANKLE].error.mae)}"


def _rmse(score: Score) -> str:
    return f"knee {degrees(score.angles[_KNEE].error.rmse)}, ankle {degrees(score.angles[_ANKLE].error.rmse)}"


def _counting(score: Score) -> str:
    counting = score.ours.counting
    return f"MAE {share(counting.mae_relative)}, within one {share(counting.within_one)}"


def _agreement(score: Score) -> str:
    return f"agreement {share(score.ours.judging.agreement)} with the script"


ANGLES: Final = (
    Published(
        "Orthelligent VISION, one camera (n = 10)",
        "range in gait, against optical capture",
        "knee 3.8°, ankle 5.4°",
        "https://journals.plos.org/plosone/article?id=10.1371%2Fjournal.pone.0324499",
        _range_error,
    ),
    Published(
        "MediaPipe, exact side view",
        "squat, against inertial sensors",
        "knee −2.3 ± 6.4°",  # noqa: RUF001
        "https://iris.uniecampus.it/handle/11389/91575",
        _knee_bias,
    ),
    Published(
        "BlazePose heavy, side view (n = 15, preprint)",
        "squat and sit-to-stand, against points set by hand",
        "knee MAE 7.07°, bias −5.1°",  # noqa: RUF001
        "https://preprints.jmir.org/preprint/102399/submitted",
        _knee_mae,
    ),
    Published(
        "OpenPose, side view",
        "gait, against optical capture; mean absolute error",
        "knee 5.6°, ankle 7.4°",
        "https://journals.plos.org/ploscompbiol/article?id=10.1371%2Fjournal.pcbi.1008935",
        _both_mae,
    ),
    Published(
        "OpenCap Monocular, one phone",
        "walk, squat, sit-to-stand, against optical capture; mean absolute error",
        "all joint rotations 4.8°",
        "https://utahmobl.github.io/OpenCap-monocular-project-page",
        _both_mae,
    ),
    Published(
        "OpenCap, two phones (n = 41)",
        "eight tasks, against optical capture; root mean square, sagittal",
        "7.0 to 13.4°",
        "https://synapsesocial.com/ko/papers/6a377edf24f042ddf4c59c2e",
        _rmse,
    ),
    Published(
        "interACTION, two inertial sensors (n = 10)",
        "heel slide, short-arc quad, sit-to-stand",
        "knee within 3°",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6427361",
        _knee_mae,
    ),
)

COUNTING: Final = (
    Published(
        "Viewpoint-invariant counting, from poses",
        "UI-PRMD; mean relative count error, clips within one",
        "MAE 0.06, within one 0.95",
        "https://ar5iv.labs.arxiv.org/html/2107.13760",
        _counting,
    ),
    Published(
        "PoseRAC with joint angles",
        "RepCount",
        "MAE 0.211, within one 0.599",
        "https://ar5iv.labs.arxiv.org/html/2308.08632",
        _counting,
    ),
    Published(
        "ESCounts",
        "RepCount",
        "MAE 0.21, within one 0.56",
        "https://arxiv.org/html/2403.18074v1",
        _counting,
    ),
    Published(
        "RepNet",
        "Countix, any repeated movement; figure from memory",
        "MAE about 0.36, within one about 0.70",
        "https://arxiv.org/abs/2006.15418",
        _counting,
    ),
    Published(
        "Kaia Motion Coach (n = 24, knee or hip osteoarthritis)",
        "six exercises, against two physiotherapists",
        "agreement 0.828; between the physiotherapists 0.833",
        "https://www.jmir.org/2021/7/e26658/XML",
        _agreement,
    ),
)
