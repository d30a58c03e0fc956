"""Sensors that are not where they were told to be: which is where is found by the movements of the calibration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from formcheck.samples import ImuReadings, Place

Worn = Mapping[Place, Place]
"""Where each sensor really is, by the place it was told for; one that is not named is where it was told."""


def put_in_place(raw: ImuReadings, worn: Worn) -> ImuReadings:
    """Return readings with the places where their sensors really are.

    Parameters
    ----------
    raw : ImuReadings
        With the places they were told for.
    worn : Worn
        Where they are.
    """
    if not worn:
        return raw
    return replace(raw, readings=tuple(replace(one, place=worn.get(one.place, one.place)) for one in raw.readings))


def exchange(one: Place, other: Place) -> Worn:
    """Return where two sensors are that were exchanged for one another.

    Parameters
    ----------
    one, other : Place
        The two.
    """
    return {one: other, other: one}


def after(worn: Worn, then: Worn) -> Worn:
    """Return where sensors are that were put in place once, and then again.

    Parameters
    ----------
    worn, then : Worn
        What was known before, by the places that were told; and what was found, by those.
    """
    both = {place: then.get(worn.get(place, place), worn.get(place, place)) for place in {*worn, *then}}
    return {told: place for told, place in both.items() if told != place}
