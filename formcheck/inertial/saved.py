"""How what is remembered of sensors is saved."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from formcheck.samples import Place, place_named


def _place(key: object) -> object:
    return place_named(key) if isinstance(key, str) else key


SavedPlace = Annotated[Place, BeforeValidator(_place)]
"""A place as the key of a saved mapping, where JSON has only its name."""
