"""Visits of ``formcheck live`` that was killed: what had been shown by then, and what is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from formcheck.apps.live.store import LOG_NAME, RECORD_NAME, KeptVisit, load_visit
from formcheck.apps.recordings import replay
from tests.support.live import Message


@dataclass(slots=True)
class Seen:
    """What was found after the kills."""

    kills: Counter[Path] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    resumed: int = 0
    lost: int = 0
    shown: int = 0


def latest(visits: Path) -> KeptVisit | None:
    """Return the visit that was written last; every log there is can be read."""
    kept = [load_visit(path) for path in sorted(visits.glob(f"*/{LOG_NAME}"))]
    return kept[-1] if kept else None


def good_of(view: Message) -> int:
    """Return how many good repetitions the page shows."""
    count = view.get("count")
    return int(count["good"]) if isinstance(count, dict) else 0


def check(kept: KeptVisit, good: int, seen: Seen) -> None:
    """See that what was shown is in the log, and that the records hold all but what was under way."""
    logged = len(kept.visit.judged)
    assert kept.visit.good_in_set(1) >= good
    records = list(kept.folder.glob(f"*/{RECORD_NAME}"))
    if not any(len(path.read_bytes().splitlines()) > 2 for path in records):
        assert logged == 0
        return
    replayed = len(replay(kept.folder).session.repetitions)
    lost = max(0, logged - replayed)
    assert lost <= seen.kills[kept.folder]
    seen.lost, seen.shown = max(seen.lost, lost), seen.shown + good
