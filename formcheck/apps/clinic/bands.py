"""What stands behind the curves of a session: which angles are drawn, and where each of them should be, when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from formcheck.apps.clinic.rows import Result
from formcheck.exercise.definition import Neck, Prescription
from formcheck.outputs.targets import band_label, target_bands
from formcheck.samples import Dof
from formcheck.session.model import Prescribed
from formcheck.words.catalogue import Words
from formcheck.words.names import joint_word

_TITLES: Final = {
    Dof.THIGH_ELEVATION: "chart-thigh",
    Dof.KNEE_FLEXION: "chart-knee",
    Dof.ANKLE_DORSIFLEXION: "chart-ankle",
    Dof.NECK_FLEXION: "chart-neck",
}

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def panels(words: Words, result: Result) -> list[Json]:
    """Return the angles to draw from top to bottom, each with its target bands.

    Parameters
    ----------
    words : Words
        The language.
    result : Result
        What it was judged by, and what measured it.
    """
    prescribed, by = list(_prescribed(result)), result.by
    return [
        {
            "dof": dof.value,
            "name": joint_word(words, dof),
            "title": words(key),
            "direction": words(f"{key}-direction"),
            "bands": [band for one in prescribed for band in _bands(words, one, dof)],
        }
        for dof, key in _TITLES.items()
        if by.measures(dof) and any(_is_worth(one.prescription, dof) for one in prescribed)
    ]


def _prescribed(result: Result) -> Iterator[Prescribed]:
    """Yield what was judged by, with when it began."""
    if result.prescription is not None:
        yield Prescribed(from_s=float("-inf"), prescription=result.prescription)
    yield from result.later


def _is_worth(prescription: Prescription, dof: Dof) -> bool:
    """Tell whether an angle is worth a panel: knee and ankle always, others where the exercise moves them."""
    exercise = prescription.exercise
    if dof is Dof.THIGH_ELEVATION:
        return exercise.driver is dof or exercise.end.window(dof) is not None
    if dof is Dof.NECK_FLEXION:
        necks = {exercise.rest.neck, exercise.end.neck}
        return len(necks) > 1 and Neck.ANY not in necks
    return True


def _bands(words: Words, one: Prescribed, dof: Dof) -> Iterator[Json]:
    for band in target_bands(one.prescription, dof):
        yield {
            "from_s": one.from_s if one.from_s > float("-inf") else None,
            "low": band.window.min,
            "high": band.window.max,
            "is_end": band.is_end,
            "label": band_label(words, band),
        }
