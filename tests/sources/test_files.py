"""What a recorded file tells of itself."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from formcheck.sources.files import changed_at, sha256_of, stated_time

NINE = datetime(2026, 11, 29, 9, 16, 27, tzinfo=UTC)


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"knee" * 100_000)
    assert sha256_of(path) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_date_of_change_has_a_zone(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.touch()
    os.utime(path, (NINE.timestamp() + 0.25, NINE.timestamp() + 0.25))
    assert changed_at(path) == NINE
    assert changed_at(path).tzinfo is not None


@pytest.mark.parametrize(
    "tags",
    [
        {"creation_time": "2026-11-29T09:16:27.000000Z"},
        {"creation_time": "2026-11-29T09:16:27Z", "title": "knee"},
        {"com.apple.quicktime.creationdate": "2026-11-29T10:16:27+0100", "creation_time": "2020-01-01T00:00:00Z"},
    ],
)
def test_the_recording_says_when_it_was_made_the_telephone_in_its_own_zone(tags: dict[str, str]) -> None:
    assert stated_time(tags) == NINE


def test_what_the_track_says_counts_where_the_container_is_silent() -> None:
    assert stated_time({}, {"creation_time": "2026-11-29T09:16:27Z"}) == NINE


@pytest.mark.parametrize(
    "text", ["", "yesterday", "1904-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2026-11-29T09:16:27"]
)
def test_a_clock_that_was_never_set_or_has_no_zone_says_nothing(text: str) -> None:
    assert stated_time({"creation_time": text}) is None
