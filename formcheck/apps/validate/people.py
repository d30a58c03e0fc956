"""Write ``docs/validation-people.md``: folders of other people's clips, of a population, of real people in one page.

    python -m formcheck.apps.validate.people docs/validation-people.md FOLDER... [--records FOLDER]

Each folder is run in every way it was made for: clips by both models, a population by both at every rate, records of
real people, and of those of a clinic, by the model that saw them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from formcheck.apps import exits
from formcheck.apps.validate.validate import validate
from formcheck.defaults import DEFAULT_MODEL
from formcheck.errors import FormcheckError
from formcheck.kept import write_whole
from formcheck.validation.pages.page import render_people
from formcheck.validation.results import Validation
from formcheck.validation.truth.folder import FolderKind, recognise
from formcheck.validation.truth.population import RATES

_MODELS = (DEFAULT_MODEL, "full")


def ways_of(kind: FolderKind) -> tuple[tuple[str, str | None], ...]:
    """Return the models and the rates by which a kind of folder is shown.

    Parameters
    ----------
    kind : FolderKind
        What the folder holds.

    Returns
    -------
    tuple of (str, str or None)
        Model, and rate; None where clips have their own.
    """
    if kind is FolderKind.POPULATION:
        return tuple((model, rate) for model in _MODELS for rate in RATES)
    if kind in {FolderKind.REAL, FolderKind.CORRECTED}:
        return ((DEFAULT_MODEL, None),)
    return tuple((model, None) for model in _MODELS)


def validate_people(folders: Sequence[Path], records: Path | None, jobs: int | None = None) -> Iterator[Validation]:
    """Yield the validations that the page shows.

    Parameters
    ----------
    folders : sequence of Path
        Folders of clips with a known answer.
    records : Path or None
        Folder in which the landmarks of videos are kept, apart for each model.
    jobs : int or None
        Clips at a time; None for as many as there are processors.
    """
    for folder in folders:
        for model, rate in ways_of(recognise(folder)):
            kept = records / model if records is not None else None
            yield validate(folder, model=model, rate=rate, records=kept, jobs=jobs)


def main(arguments: Sequence[str]) -> int:
    """Write the page and return the exit code: that of clips that could not be used, else 0.

    Parameters
    ----------
    arguments : sequence of str
        Those of the command line.
    """
    options = _parser().parse_args(arguments)
    try:
        results = list(validate_people(options.folders, options.records, options.jobs))
    except FormcheckError as error:
        sys.stderr.write(f"{error}\n")
        return exits.code_of(error)
    write_whole(options.document, render_people(results))
    failures = [failure for result in results for failure in result.failures]
    for failure in failures:
        sys.stderr.write(f"{failure.reason}\n")
    return exits.worst([failure.code for failure in failures]) if failures else exits.SUCCESS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m formcheck.apps.validate.people",
        description="Validate folders of other people's clips, of a population and of real people in one page.",
    )
    parser.add_argument("document", type=Path, help="the page, such as docs/validation-people.md")
    parser.add_argument("folders", type=Path, nargs="+", metavar="folder", help="in the order in which they are shown")
    parser.add_argument("--records", type=Path, help="keep the landmarks of videos here, and take them from here")
    parser.add_argument("--jobs", type=int, help="clips at a time (default: as many as there are processors)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
