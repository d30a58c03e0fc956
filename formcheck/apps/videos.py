"""The videos that a person names, alone or by their folders."""

from __future__ import annotations

from pathlib import Path

from formcheck.sources.video import VIDEO_SUFFIXES


def find_videos(given: list[Path]) -> list[Path]:
    """Return the videos named, with those of the folders named, in order and each once.

    A folder without a video stands for itself, to be refused in its turn.

    Parameters
    ----------
    given : list of Path
        Videos, there or not, and folders; folders within these are not searched.
    """
    found: dict[Path, None] = {}
    for path in given:
        inside = _videos_in(path) if path.is_dir() else []
        found.update(dict.fromkeys(inside or [path]))
    return list(found)


def _videos_in(folder: Path) -> list[Path]:
    """Return the videos of a folder; hidden files beside them, as memory sticks have, are none."""
    return sorted(
        path for path in folder.iterdir() if path.suffix.lower() in VIDEO_SUFFIXES and not path.name.startswith(".")
    )
