"""Single words of the field, in every language: verdicts, joints, phases."""

from __future__ import annotations

from formcheck.events import FlagKind, Severity, Verdict
from formcheck.samples import Dof, Side
from formcheck.words.catalogue import Words

_SURENESS = ((0.99, "certain"), (0.95, "very-likely"), (0.9, "likely"), (0.0, "fair"))


def verdict_word(words: Words, verdict: Verdict) -> str:
    """Return a verdict, such as ``incomplete range``.

    Parameters
    ----------
    words : Words
        The language.
    verdict : Verdict
        Any verdict.
    """
    return words(f"judged-{_key(verdict)}")


def kind_word(words: Words, kind: FlagKind) -> str:
    """Return what a flag is about, such as ``thigh lift``.

    Parameters
    ----------
    words : Words
        The language.
    kind : FlagKind
        Any kind.
    """
    return words(f"kind-{_key(kind)}")


def severity_word(words: Words, severity: Severity) -> str:
    """Return how a flag weighs, such as ``warning``.

    Parameters
    ----------
    words : Words
        The language.
    severity : Severity
        Any weight.
    """
    return words(f"severity-{_key(severity)}")


def joint_word(words: Words, dof: Dof) -> str:
    """Return the joint that an angle is measured at, as a clinician calls it, such as ``ankle``.

    Parameters
    ----------
    words : Words
        The language.
    dof : Dof
        The angle.
    """
    return words(f"joint-{_key(dof)}")


def body_word(words: Words, dof: Dof) -> str:
    """Return the part of the body that moves with an angle, as a patient calls it, such as ``foot``.

    Parameters
    ----------
    words : Words
        The language.
    dof : Dof
        The angle.
    """
    return words(f"body-{_key(dof)}")


def sureness_word(words: Words, certainty: float | None) -> str:
    """Return how sure a verdict is, such as ``very likely``; empty where none was given.

    Parameters
    ----------
    words : Words
        The language.
    certainty : float or None
        How likely it is right.
    """
    if certainty is None:
        return ""
    return words(next(f"sure-{word}" for least, word in _SURENESS if certainty >= least))


def leg_words(words: Words, side: Side) -> str:
    """Return a leg, such as ``left leg``.

    Parameters
    ----------
    words : Words
        The language.
    side : Side
        The patient's own.
    """
    return words("leg", side=side.value)


def phase_word(words: Words, name: str) -> str:
    """Return the name of a phase; one that an exercise of somebody's own has given it stays as it is.

    Parameters
    ----------
    words : Words
        The language.
    name : str
        As in the exercise's file, such as ``pull_up``; empty where there is no phase.
    """
    key = f"posture-{_key(name)}"
    return words(key) if words.has(key) else name.replace("_", " ")


def _key(name: str) -> str:
    return name.replace("_", "-")
