"""Makes every picture of the documents anew: ``python -m docs.pictures.make [NAME ...]``, from the project's folder.

Nothing is drawn by hand: the sample clips are reviewed and coached by the program itself, and a browser (Chromium) is
photographed, so that the pictures show what the program does today. It takes three to five minutes; close other
programs first: the live page wants the machine for itself.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from docs.pictures.animation import animate_repetition
from docs.pictures.live import photograph_camera, photograph_set, photograph_summary
from docs.pictures.pictures import FOLDER, check_size, check_together
from docs.pictures.report import photograph_report
from docs.pictures.reviewed import review

ANIMATED: Final = 2
"""The repetition of the reviewed clip whose knee stops short."""


def _report(picture: Path, scratch: Path) -> None:
    photograph_report(review(scratch), picture)


def _overlay(picture: Path, scratch: Path) -> None:
    animate_repetition(review(scratch), ANIMATED, picture)


MAKERS: Final[dict[str, Callable[[Path, Path], None]]] = {
    "overlay.gif": _overlay,
    "report.png": _report,
    "live-camera.png": photograph_camera,
    "live-set.png": photograph_set,
    "live-summary.png": photograph_summary,
}
"""For each picture, what makes it, given where to put it and a folder for what is left over."""


def make(names: list[str]) -> None:
    """Make pictures, and see that they are small enough to be kept with the code.

    Parameters
    ----------
    names : list of str
        Which ones, of `MAKERS`.

    Raises
    ------
    ValueError
        A picture is too large.
    """
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            picture = FOLDER / name
            MAKERS[name](picture, Path(scratch))
            check_size(picture)
            sys.stdout.write(f"{name}: {picture.stat().st_size / 1000:.0f} kB\n")
            sys.stdout.flush()
    check_together()


def main() -> None:
    """Make those that are named; without names, all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to make: {', '.join(MAKERS)}; all without one")
    names = parser.parse_args().names
    unknown = sorted(set(names) - set(MAKERS))
    if unknown:
        parser.error(f"no such picture: {', '.join(unknown)}; there are {', '.join(MAKERS)}")
    make(names or list(MAKERS))


if __name__ == "__main__":
    main()
