"""``formcheck exercises``: its commands and options; what they do is in `command`.

Only light modules are imported here, so that ``formcheck --help`` answers at once.

Parameters
----------
context : typer.Context
    Of the call; it hands a language that stands before the command on to the command.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from formcheck.apps import completing
from formcheck.apps.options import Language

app = typer.Typer(
    help="See the exercises formcheck knows, look at one closely, or check a file of your own.",
    invoke_without_command=True,
    no_args_is_help=False,
)

_FAULTS_FOUND = 3  # the exit code of every InputError

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs, in place of text.")]


@app.callback()
def list_exercises(context: typer.Context, language: Language = None, as_json: AsJson = False) -> None:
    """See the exercises formcheck knows, look at one closely, or check a file of your own.

    Without a command, lists the library. The name in the first column is what other commands take as --exercise.
    """
    from formcheck.apps.exercises import command as exercises_command  # noqa: PLC0415 - slow to import

    if context.invoked_subcommand is None:
        exercises_command.list_library(language=language, as_json=as_json)
    context.obj = language


@app.command()
def show(
    context: typer.Context,
    exercise: Annotated[
        str,
        typer.Argument(
            help="Name of an exercise, or path of an exercise or prescription file.",
            autocompletion=completing.exercises,
        ),
    ],
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Explain an exercise: how to film it, what to do, what is judged, and what the camera cannot see.

    For a prescription, shows the exercise with the prescription's numbers.
    """
    from formcheck.apps.exercises import command as exercises_command  # noqa: PLC0415 - slow to import

    exercises_command.show(exercise, language=language or context.obj, as_json=as_json)


@app.command()
def check(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Exercise or prescription files.", metavar="FILE ...")],
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Find every fault of exercise or prescription files at once; a file that cannot be read costs only itself.

    Exits with 0 if there is none, with 3 if there are faults. With --json: an object for one file, a list of them for
    several.
    """
    from formcheck.apps.exercises import command as exercises_command  # noqa: PLC0415 - slow to import

    if not exercises_command.check(files, language=language or context.obj, as_json=as_json):
        raise typer.Exit(_FAULTS_FOUND)
