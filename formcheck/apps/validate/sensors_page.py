"""Write ``docs/validation-sensors.md``: simulated sensors and real people with sensors in one page.

    python -m formcheck.apps.validate.sensors_page docs/validation-sensors.md FOLDER...

Sensors are simulated of the clips of each folder that holds some; a folder of recordings of sensors is run as it is.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from formcheck.apps import exits
from formcheck.apps.validate.sensors import validate_simulated
from formcheck.apps.validate.validate import validate
from formcheck.errors import FormcheckError
from formcheck.kept import write_whole
from formcheck.validation.pages.page import render_sensors
from formcheck.validation.simulated.setups import SETUPS
from formcheck.validation.truth.folder import FolderKind, recognise


def main(arguments: Sequence[str]) -> int:
    """Write the page and return the exit code.

    Parameters
    ----------
    arguments : sequence of str
        Those of the command line.
    """
    options = _parser().parse_args(arguments)
    try:
        page = render_page_of(options.folders, options.jobs)
    except FormcheckError as error:
        sys.stderr.write(f"{error}\n")
        return exits.code_of(error)
    write_whole(options.document, page)
    return exits.SUCCESS


def render_page_of(folders: Sequence[Path], jobs: int | None = None) -> str:
    """Return the page.

    Parameters
    ----------
    folders : sequence of Path
        Of clips whose angles are known, and of recordings of sensors.
    jobs : int or None
        Clips at a time; None for as many as there are processors.
    """
    real = [folder for folder in folders if recognise(folder) is FolderKind.SENSORS]
    return render_sensors(
        [
            validate_simulated(folder, set_ups=set_ups_for(recognise(folder)), jobs=jobs)
            for folder in folders
            if folder not in real
        ],
        [validate(folder, jobs=jobs) for folder in real],
    )


def set_ups_for(kind: FolderKind) -> tuple[str, ...]:
    """Return the set-ups that a folder is worth: of a large one, those of which something is promised.

    Parameters
    ----------
    kind : FolderKind
        What it holds.
    """
    return tuple(name for name, one in SETUPS.items() if kind is not FolderKind.POPULATION or one.right is not None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m formcheck.apps.validate.sensors_page",
        description="Validate sensors, simulated ones and those of real people, in one page.",
    )
    parser.add_argument("document", type=Path, help="the page, such as docs/validation-sensors.md")
    parser.add_argument("folders", type=Path, nargs="+", metavar="folder", help="in the order in which they are shown")
    parser.add_argument("--jobs", type=int, help="clips at a time (default: as many as there are processors)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
