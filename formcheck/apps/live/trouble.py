"""What goes wrong with the program itself: how it is logged, and how the page tells it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Final

from formcheck.apps.live.view import PageView
from formcheck.errors import FormcheckError
from formcheck.given import reason
from formcheck.session.visit.course import WATCHED, VisitStage
from formcheck.words.catalogue import Words

_log: Final = logging.getLogger(__name__)


class Trouble(StrEnum):
    """What the page tells, the most important first; the catalogues have a title and a text for each."""

    PROGRAM = "program"
    DISK = "disk"
    CAMERA = "camera"
    SENSORS = "sensors"
    MODEL = "model"
    MODEL_SLOW = "model-slow"
    STORE = "store"
    REPORT = "report"


_SHOWN_IN: Final[Mapping[Trouble, frozenset[VisitStage]]] = {
    Trouble.CAMERA: WATCHED | {VisitStage.WELCOME, VisitStage.PAUSED},
    Trouble.SENSORS: WATCHED | {VisitStage.WELCOME, VisitStage.PAUSED},
    Trouble.MODEL: WATCHED | {VisitStage.WELCOME},
    Trouble.MODEL_SLOW: WATCHED,
    Trouble.STORE: frozenset({VisitStage.WELCOME, VisitStage.SUMMARY, VisitStage.REFERRAL}),
    Trouble.REPORT: frozenset({VisitStage.SUMMARY, VisitStage.REFERRAL}),
}
"""Where a trouble matters; one that is not here matters everywhere."""


def show_trouble(troubles: Mapping[Trouble, str], stage: VisitStage, words: Words, folder: str) -> PageView | None:
    """Return what the page shows of the trouble that matters most in a stage; None where none does.

    Parameters
    ----------
    troubles : mapping of Trouble to str
        What there is, each with what the program itself says of it; empty where that helps nobody.
    stage : VisitStage
        Where the visit is.
    words : Words
        The language.
    folder : str
        Where the visit is kept.
    """
    found = next((one for one in Trouble if one in troubles and stage in _SHOWN_IN.get(one, VisitStage)), None)
    if found is None:
        return None
    text = f"trouble-{found}-text"
    return {
        "title": words(f"trouble-{found}-title"),
        "text": words(text, **{"folder": folder} if "folder" in words.variables(text) else {}),
        "detail": troubles[found],
        # Where the visit is paused, going on is what tries again.
        "can_try_again": found is Trouble.MODEL or (found is Trouble.PROGRAM and stage in WATCHED),
    }


def detail_of(error: Exception) -> str:
    """Return what an error says to the person; nothing for one that was not meant for people.

    Parameters
    ----------
    error : Exception
        Only a FormcheckError or an OSError was meant for people.
    """
    if isinstance(error, OSError) and error.errno is not None:
        return f"{error.filename}: {reason(error)}." if error.filename else f"{reason(error)}."
    return str(error) if isinstance(error, FormcheckError | OSError) else ""


def log_failure(what: str, error: Exception) -> None:
    """Log what ended something: with its trace, unless it is the system's doing, or was raised on purpose.

    Parameters
    ----------
    what : str
        What was ended, in words for the log.
    error : Exception
        What ended it.
    """
    if isinstance(error, FormcheckError):
        _log.error("%s", error)
    elif isinstance(error, OSError) and error.errno is not None:
        _log.error("%s was broken off: %s.", what, reason(error))
    else:
        _log.error("%s ended by an error that nobody expected", what, exc_info=error)


@contextmanager
def logged(what: str) -> Iterator[None]:
    """Log whatever error comes from inside, and go on after it: for what must not keep the rest from being done.

    Parameters
    ----------
    what : str
        What is done inside, in words for the log.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - that is what it is for
        log_failure(what, error)
