"""What the report says of sensors: which there were, where their zero comes from, what they cannot measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.inertial.mounting import Mounting, ZeroSource
from formcheck.samples import Dof, Place, Segment
from formcheck.session.means import MeasuredBy
from formcheck.words.catalogue import Words
from formcheck.words.figures import number, quantity
from formcheck.words.sensors import place_words

_UNMEASURED: Final[Mapping[Dof, str]] = {
    Dof.KNEE_FLEXION: "report-no-knee",
    Dof.ANKLE_DORSIFLEXION: "report-no-ankle",
    Dof.THIGH_ELEVATION: "report-no-thigh",
    Dof.TRUNK_LEAN: "report-no-trunk",
    Dof.NECK_FLEXION: "report-no-neck",
}
_FOUND_OTHERWISE: Final = 1.0  # the share of an axis that no movement showed


@dataclass(frozen=True, slots=True)
class SensorRow:
    """One sensor as a row of the table of sensors; all in words."""

    place: str
    device: str
    rate: str
    zero: str
    axis: str


def sensor_rows(words: Words, mountings: Sequence[Mounting]) -> list[SensorRow]:
    """Return the sensors in words, from the thigh downwards.

    Parameters
    ----------
    words : Words
        The language.
    mountings : sequence of Mounting
        How each sits.
    """
    return [
        SensorRow(
            place_words(words, one.place),
            one.device or words("report-sensor-kind-unknown"),
            number(one.rate_hz),
            words(f"sensors-zero-{one.zero}"),
            quantity(one.share if 0.0 < one.share < _FOUND_OTHERWISE else None, "share"),
        )
        for one in sorted(mountings, key=lambda one: _order(one.place))
    ]


def zero_sentences(words: Words, mountings: Sequence[Mounting]) -> list[str]:
    """Return where the zero of the sensors comes from: one sentence for all that have theirs from the same.

    Parameters
    ----------
    words : Words
        The language.
    mountings : sequence of Mounting
        How each sits.
    """
    ordered = sorted(mountings, key=lambda one: _order(one.place))
    told = []
    for zero in dict.fromkeys(one.zero for one in ordered):
        places = ", ".join(place_words(words, one.place) for one in ordered if one.zero is zero)
        sentence = words(f"report-sensor-zero-{zero.replace('_', '-')}", places=places)
        told.append(sentence[0].upper() + sentence[1:])
    return told


def thigh_sentence(words: Words, mountings: Sequence[Mounting]) -> str:
    """Return what a thigh without a sensor is taken for; empty where it bears one.

    Parameters
    ----------
    words : Words
        The language.
    mountings : sequence of Mounting
        How each sits.
    """
    if not mountings or any(one.place.segment is Segment.THIGH for one in mountings):
        return ""
    is_lying = any(one.zero is ZeroSource.LYING for one in mountings if one.place.segment is Segment.SHANK)
    return words("report-thigh-in-line" if is_lying else "report-thigh-level")


def unmeasured_parts(words: Words, by: MeasuredBy) -> tuple[str, ...]:
    """Return what is judged before a camera and no sensor of this session measures.

    Parameters
    ----------
    words : Words
        The language.
    by : MeasuredBy
        What measured the session.
    """
    return tuple(words(_UNMEASURED[dof]) for dof in by.unmeasured)


def _order(place: Place) -> tuple[str, int]:
    return place.side.value, list(Segment).index(place.segment)
