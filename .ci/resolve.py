"""Asks for other kinds of computers whether all that formcheck depends on can be had there, without building anything.

Nothing is installed. The index is the one pip is set up with. Run by .ci/run; needs uv beside this Python.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from index import UV, every_index

ROOT: Final = Path(__file__).resolve().parents[1]
PYTHONS: Final = ("3.12", "3.11", "3.13")
OLDEST_MACOS: Final = "12.0"
EXTRAS: Final = ("test", "cluster")
POSE: Final = {"ai-edge-litert", "mediapipe"}


@dataclass(frozen=True, slots=True)
class Computer:
    """A kind of computer.

    Parameters
    ----------
    name : str
        What people call it.
    platform : str
        What uv calls it.
    lacks : frozenset of str
        Packages of `POSE` that are not published for it, and must not be asked for there.
    pythons : tuple of str
        For which versions it is asked; what matters little is asked once.
    """

    name: str
    platform: str
    lacks: frozenset[str] = frozenset()
    pythons: tuple[str, ...] = PYTHONS[:1]


COMPUTERS: Final = (
    Computer("Windows x64", "x86_64-pc-windows-msvc", pythons=PYTHONS),
    Computer("macOS arm64", "aarch64-apple-darwin", pythons=PYTHONS),
    Computer("Linux aarch64", "aarch64-manylinux_2_28", frozenset({"mediapipe"})),
    Computer("macOS x86_64", "x86_64-apple-darwin", frozenset(POSE)),
)


def resolve(options: list[str], wanted: tuple[Computer, str]) -> str:
    """Return what is wrong with a kind of computer and a Python; nothing where all can be had.

    Parameters
    ----------
    options : list of str
        Where to look for packages, and where to keep what was found.
    wanted : tuple of Computer and str
        The kind of computer, and the version of Python.
    """
    computer, python = wanted
    command = [UV, "pip", "compile", "--quiet", "--no-header", "--no-annotate"]
    command += ["--only-binary", ":all:", "--python-platform", computer.platform, "--python-version", python]
    command += [word for extra in EXTRAS for word in ("--extra", extra)]
    environment = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": OLDEST_MACOS}
    command += [*options, "pyproject.toml"]
    for way in (["--offline"], []):  # what was asked before is in the cache
        done = subprocess.run([*command, *way], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if not done.returncode:
            break
    if done.returncode:
        return done.stderr.strip()
    names = {line.partition("==")[0] for line in done.stdout.splitlines()}
    cv = {name for name in names if name.startswith("opencv-")}
    if cv != {"opencv-contrib-python"}:
        return f"found {', '.join(sorted(cv)) or 'no OpenCV'}, expected opencv-contrib-python alone"
    if names & POSE != POSE - computer.lacks:
        return f"found {', '.join(sorted(names & POSE)) or 'neither'} of {', '.join(sorted(POSE))}"
    return ""


def main() -> int:
    """Resolve everything, tell, and return how many could not be."""
    pairs = [(computer, python) for python in PYTHONS for computer in COMPUTERS if python in computer.pythons]
    stages = (pairs[:1], pairs[1:])  # what was asked for the first need not be asked for the others
    with TemporaryDirectory() as cache, ThreadPoolExecutor(len(pairs)) as pool:
        options = [*every_index(), "--cache-dir", cache]  # nothing that is older than this run
        answers = [one for stage in stages for one in pool.map(partial(resolve, options), stage)]
    for (computer, python), fault in zip(pairs, answers, strict=True):
        lacks = f", without {' and '.join(sorted(computer.lacks))}" if computer.lacks else ""
        sys.stdout.write(f"{computer.name}, Python {python}: {fault or f'all can be had{lacks}'}\n")
    return sum(map(bool, answers))


if __name__ == "__main__":
    sys.exit(main())
