"""A live visit killed at random moments: what was shown is kept, the next start goes on with it, it can be replayed.

A few kills by default; ``FORMCHECK_KILLS=50`` is what was measured (docs/live.md).
"""

from __future__ import annotations

import logging
import random
import subprocess
from contextlib import suppress
from pathlib import Path
from threading import Timer

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from formcheck.apps.live.store import LOG_NAME, RECORD_NAME
from tests.support.commands import COMMAND
from tests.support.killed_visits import Seen, check, good_of, latest
from tests.support.live import BEGIN, EVERY, Message
from tests.support.machine import kills
from tests.support.processes import kill_all
from tests.support.serving import ServedVisit, hear_ready, served, show, tell

pytestmark = [pytest.mark.slow, pytest.mark.timeout(0)]

KILLS = kills(2)
REPETITIONS = 6
VIEWS = 500
"""So many pictures are answered, on the average, in a visit of so many repetitions."""

_log = logging.getLogger(__name__)


def test_what_was_shown_is_kept_and_gone_on_with(tmp_path: Path) -> None:
    chance, seen = random.Random(11), Seen()  # noqa: S311 - the same moments each time
    for _ in range(KILLS):
        before = latest(tmp_path / "visits")
        with served(tmp_path, repetitions=REPETITIONS) as visit:
            good = go_on_until_killed(visit, chance, seen, is_open=before is not None and before.visit.is_open)
        after = latest(tmp_path / "visits")
        if after is not None:
            seen.kills[after.folder] += 1
            check(after, good, seen)
    for log in (tmp_path / "visits").glob(f"*/{LOG_NAME}"):
        if any(log.parent.glob(f"*/{RECORD_NAME}")):
            assert subprocess.run([COMMAND, "replay", log.parent], capture_output=True, check=False).returncode == 0
    _log.info("%d kills, in %s; %d visits gone on with; %d shown, %d attempts lost",
              KILLS, dict(seen.stages), seen.resumed, seen.shown, seen.lost)  # fmt: skip


def go_on_until_killed(visit: ServedVisit, chance: random.Random, seen: Seen, *, is_open: bool) -> int:
    """Go on with the interrupted visit, or begin another, until the program is killed; return how many were good."""
    with suppress(ConnectionClosed), visit.open_link() as link:
        hear_ready(link)
        stage = tell(link, do="resume")["stage"]
        assert (stage != "welcome") == is_open
        seen.resumed += is_open
        if not is_open:
            tell(link, **BEGIN)
        views: list[Message] = []
        with suppress(ConnectionClosed):
            exercise_until_killed(visit, link, chance, views)
        kill_all(visit.process)
        seen.stages[str(views[-1]["stage"])] += 1
        return max((good_of(view) for view in views), default=0)
    return 0


def exercise_until_killed(
    visit: ServedVisit, link: ClientConnection, chance: random.Random, views: list[Message]
) -> None:
    """Send pictures; somewhere on the way the program is killed while they go on."""
    number, kill_at = 0, chance.randrange(1, VIEWS)
    while True:
        if len(views) == kill_at:
            Timer(chance.uniform(0.0, 0.05), visit.process.kill).start()
        view = show(link, number)
        views.append(view)
        number += EVERY
        if view["stage"] == "after":
            views.append(tell(link, do="after", pain=1, is_numb=False))
            return
