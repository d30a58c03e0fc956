"""Tells uv where to look for packages, as pip is set up: by its files and by variables such as PIP_INDEX_URL.

`python .ci/index.py` prints the options for installing from requirements.lock, one a line.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Final

UV: Final = str(Path(sys.executable).with_name("uv"))
"""The uv beside this Python; requirements.lock brings it."""


def main_index() -> list[str]:
    """Return where the index is that has every file of a version, and so every hash."""
    url = _settings().get("index-url")
    return ["--index-url", url] if url else []


def every_index() -> list[str]:
    """Return all places to look in, as pip does: the best of them counts."""
    options = main_index()
    for key in ("extra-index-url", "find-links"):
        places = _settings().get(key, "").split()
        options += [word for place in places if _is_there(place) for word in (f"--{key}", place)]
    return [*options, "--index-strategy", "unsafe-best-match"]


def _settings() -> dict[str, str]:
    pip = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(pip, capture_output=True, text=True, check=True).stdout
    found = dict(line.partition(".")[2].split("=", 1) for line in listed.splitlines() if "=" in line)
    return {key: ast.literal_eval(value) for key, value in found.items()}


def _is_there(place: str) -> bool:
    path = place.removeprefix("file://")
    return "://" in path or Path(path).is_dir()


if __name__ == "__main__":
    sys.stdout.writelines(f"{option}\n" for option in main_index())
