"""How real people take their time: knee extensions recorded with worn sensors, as progress over time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TIMING = Path(__file__).resolve().parent.parent / "population" / "timing.json"
POINTS = 60


@dataclass(frozen=True, slots=True)
class Movement:
    """One recorded knee extension.

    Attributes
    ----------
    person, kind : str
        Who made it, and whether it was calm, hasty or small.
    duration_s : float
        From rest to rest.
    way : tuple of float
        Progress at even times, from 0 over 1 back to 0.
    """

    person: str
    kind: str
    duration_s: float
    way: tuple[float, ...]


@cache
def load_movements(path: Path = TIMING) -> tuple[Movement, ...]:
    """Read all recorded movements.

    Parameters
    ----------
    path : Path
        A file that ``cut_timing`` has written.
    """
    entries = json.loads(path.read_text(encoding="utf-8"))["movements"]
    return tuple(Movement(**{**entry, "way": tuple(entry["way"])}) for entry in entries)
