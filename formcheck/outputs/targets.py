"""The target bands of the chart: where each joint should be at rest and at the end, personal targets included."""

from __future__ import annotations

from dataclasses import dataclass

from formcheck.exercise.definition import Prescription, Window
from formcheck.exercise.plan import make_plan
from formcheck.samples import Dof
from formcheck.words.catalogue import Words
from formcheck.words.names import phase_word
from formcheck.words.phrases import window_text


@dataclass(frozen=True, slots=True)
class Band:
    """A range of angles with its name.

    Parameters
    ----------
    name : str
        Phase the band belongs to.
    is_end : bool
        Whether it is the end position, which decides the range; else it is rest.
    is_personal : bool
        Whether it comes from the person's own range.
    window : Window
        From where to where, in degrees.
    """

    name: str
    is_end: bool
    is_personal: bool
    window: Window


def band_label(words: Words, band: Band) -> str:
    """Return a band in words, such as ``extend: 0 to 20°``.

    Parameters
    ----------
    words : Words
        The language.
    band : Band
        Any band.
    """
    window = window_text(words, band.window)
    return f"{phase_word(words, band.name)}: {words('chart-own-target', window=window) if band.is_personal else window}"


def target_bands(prescription: Prescription, dof: Dof) -> tuple[Band, ...]:
    """Return the bands of one joint: rest first, then end; none where it does not matter.

    Parameters
    ----------
    prescription : Prescription
        What the session was judged by.
    dof : Dof
        The joint.
    """
    exercise = prescription.exercise
    rest_name, end_name, _ = exercise.phase_names
    rest, end = exercise.rest.window(dof), exercise.end.window(dof)
    bands = [Band(rest_name, is_end=False, is_personal=False, window=rest)] if rest and rest != end else []
    if end:
        window = make_plan(prescription).targets.get(dof, end)
        bands.append(Band(end_name, is_end=True, is_personal=window != end, window=window))
    return tuple(bands)
