"""``formcheck doctor``: is everything here that formcheck needs, and if not, what brings it."""

from __future__ import annotations

import ctypes
import importlib
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version

import typer
from babel.lists import format_list
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from formcheck.apps import exits
from formcheck.apps.estimators import ESTIMATORS, computer, is_published, make_estimator
from formcheck.apps.progress import quiet_libraries
from formcheck.computer import language_settings
from formcheck.errors import FormcheckError
from formcheck.given import reason
from formcheck.pose.bundles import find_bundle, known_models
from formcheck.samples import Frame
from formcheck.words.catalogue import Words, words_for

_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libGLESv2.so.2": "libgles2",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""System libraries that OpenCV and MediaPipe load on Linux, and the Debian packages that bring them."""

_FOR_MEDIAPIPE = ("libEGL.so.1", "libGLESv2.so.2")

_ESTIMATOR_PACKAGES = {"ai-edge-litert": "litert", "mediapipe": "mediapipe"}
_PACKAGES = (
    *_ESTIMATOR_PACKAGES,
    "opencv-contrib-python",
    "av",
    "numpy",
    "scipy",
    "plotly",
    "psutil",
    "pydantic",
    "filelock",
    "pebble",
    "pyarrow",
    "starlette",
    "uvicorn",
    "websockets",
    "fluent.runtime",
)
_EXTRAS = {"sensors": ("vqf", "segno"), "bluetooth": ("bleak",), "lsl": ("pylsl", "pyxdf"), "cluster": ("distributed",)}
"""What only some need, and the packages each brings."""

_RIVALS = ("opencv-python", "opencv-python-headless", "opencv-contrib-python-headless")


@dataclass(frozen=True, slots=True)
class Told:
    """A text of the message catalogues, before it is put in words.

    Parameters
    ----------
    key : str
        The message, without its ``doctor-``.
    values : mapping of str to str, number or tuple
        What stands in it; a tuple is a list of texts.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


Value = str | float | tuple["str | Told", ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Parameters
    ----------
    what : str
        The thing.
    is_well : bool
        Whether it is as it must be.
    found : str or Told
        What was found: a version or an error as it is, all else as a text.
    remedy : str or Told
        The command or step that mends it: a command as it is; empty where nothing is to mend.
    """

    what: str
    is_well: bool
    found: str | Told
    remedy: str | Told = ""


def run(*, language: str | None, as_json: bool) -> int:
    """Examine this installation, print what was found, and return the exit code.

    Parameters
    ----------
    language : str or None
        The language of the table, ``en`` or ``es``; None for that of this computer.
    as_json : bool
        Whether to print the findings as JSON, which holds the keys of texts and no sentences, in place of the table.
    """
    words = words_for(language, language_settings())
    findings = list(examine())
    if as_json:
        _print_json(findings)
    else:
        _print_table(words, findings)
    return exits.SUCCESS if all(finding.is_well for finding in findings) else exits.BAD_SETUP


def examine(load: Callable[[str], object] = ctypes.CDLL) -> Iterator[Finding]:
    """Yield a finding for everything formcheck needs.

    Parameters
    ----------
    load : callable
        Loads a system library by name, raising OSError where it is missing.
    """
    yield _python()
    yield from (_package(name) for name in _PACKAGES)
    yield from (_extra(name, packages) for name, packages in _EXTRAS.items())
    yield from _rivals()
    if sys.platform == "linux":  # the wheels for the others hold all they need
        needless = () if is_published("mediapipe") else _FOR_MEDIAPIPE
        libraries = [_library(name, load) for name in _LIBRARIES if name not in needless]
        yield from libraries
        yield _missing_together(libraries)
    yield from _models()
    yield _video()
    yield _first_pose()
    yield from _speed()


def _python() -> Finding:
    is_well = (3, 11) <= sys.version_info[:2] <= (3, 13)
    facts = {"version": platform.python_version(), "computer": computer()}
    return Finding("Python", is_well, Told("python", facts), "" if is_well else Told("use-python"))


def _package(name: str) -> Finding:
    try:
        return Finding(name, is_well=True, found=version(name))
    except PackageNotFoundError:
        estimator = _ESTIMATOR_PACKAGES.get(name)
        if estimator is not None and not is_published(estimator):
            found = Told("not-published", {"computer": computer()})
            return Finding(name, is_well=estimator != ESTIMATORS[0], found=found, remedy=Told(f"without-{estimator}"))
        return Finding(name, is_well=False, found=Told("missing"), remedy="pip install formcheck")


def _extra(name: str, packages: Sequence[str]) -> Finding:
    """Return a finding for what may be missing."""
    try:
        found = Told("extra", {"packages": tuple(f"{package} {version(package)}" for package in packages)})
    except PackageNotFoundError:
        remedy = f"pip install 'formcheck[{name}]'"
        return Finding(f"extra {name}", is_well=True, found=Told("extra-missing"), remedy=remedy)
    return Finding(f"extra {name}", is_well=True, found=found)


def _rivals() -> Iterator[Finding]:
    """Yield a finding for each package that overwrites the files of OpenCV."""
    for name in _RIVALS:
        try:
            found = version(name)
        except PackageNotFoundError:
            continue
        overwritten = Told("overwrites", {"version": found, "package": "opencv-contrib-python"})
        commands = {"first": f"pip uninstall {name}", "then": "pip install --force-reinstall opencv-contrib-python"}
        yield Finding(name, is_well=False, found=overwritten, remedy=Told("first-then", commands))


def _library(name: str, load: Callable[[str], object]) -> Finding:
    try:
        load(name)
    except OSError:
        return Finding(name, is_well=False, found=Told("missing"), remedy=_installing([_LIBRARIES[name]]))
    return Finding(name, is_well=True, found=Told("present"))


def _missing_together(libraries: list[Finding]) -> Finding:
    """Return one finding that names the one command for all missing libraries."""
    missing = [_LIBRARIES[library.what] for library in libraries if not library.is_well]
    if not missing:
        return Finding("system libraries", is_well=True, found=Told("libraries-present"))
    found = Told("libraries-missing", {"count": len(missing)})
    return Finding("system libraries", is_well=False, found=found, remedy=_installing(missing, "sudo "))


def _installing(packages: list[str], as_root: str = "") -> str | Told:
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        return Told("install-as-on-debian", {"packages": names})
    return f"{as_root}apt-get install {names}"


def _models() -> Iterator[Finding]:
    """Yield a finding for each pose model, or one for their list where that is of no use."""
    try:
        names = known_models()
    except FormcheckError as error:
        yield Finding("pose models", is_well=False, found=error.what, remedy=error.next_step)
        return
    yield from map(_model, names)


def _model(name: str) -> Finding:
    try:
        bundle = find_bundle(name)
    except FormcheckError as error:
        return Finding(f"model {name}", is_well=False, found=error.what, remedy=error.next_step)
    found = Told("model", {"megabytes": round(bundle.size_bytes / 1e6, 1)})
    return Finding(f"model {name}", is_well=True, found=found)


def _video() -> Finding:
    try:
        codecs = importlib.import_module("av.codec").codecs_available
    except (ImportError, OSError) as error:
        return Finding("video", is_well=False, found=_why(error), remedy="pip install --force-reinstall av")
    is_well = {"h264", "libx264"} <= set(codecs)
    remedy = "" if is_well else "pip install --force-reinstall --only-binary av av"
    return Finding("video", is_well, Told("video-works" if is_well else "video-fails"), remedy)


def _first_pose() -> Finding:
    """Start each pose estimator that can be had here and show it an empty picture."""
    names = [name for name in ESTIMATORS if is_published(name)] or ESTIMATORS[:1]
    try:
        numpy = importlib.import_module("numpy")
        with quiet_libraries():
            for name in names:
                estimator = make_estimator(name, find_bundle("full"))
                estimator.estimate(Frame(0.0, 0, numpy.zeros((240, 320, 3), dtype=numpy.uint8)))
                estimator.close()
    except (ImportError, OSError, FormcheckError) as error:
        return Finding("pose model runs", is_well=False, found=_why(error), remedy=_mending())
    return Finding("pose model runs", is_well=True, found=Told("pose-works", {"estimators": tuple(names)}))


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, FormcheckError) else reason(error)


def _mending() -> Told:
    return Told("mend-windows" if sys.platform == "win32" else "mend-above")


def _speed() -> Iterator[Finding]:
    """Yield how fast each model runs on this machine, and what to coach with."""
    try:
        with quiet_libraries():
            speed = importlib.import_module("formcheck.apps.speed")  # not at the top: its libraries may be missing
            speeds = speed.measure_speeds()
    except (ImportError, OSError, FormcheckError) as error:
        yield Finding("speed", is_well=False, found=_why(error), remedy=_mending())
        return
    for model in dict.fromkeys(one.model for one in speeds):
        times = tuple(
            Told("speed-on", {"ms": round(one.ms), "threads": one.threads}) for one in speeds if one.model == model
        )
        yield Finding(f"speed of {model}", is_well=True, found=Told("speed", {"times": times}))
    best = speed.recommend(speeds)
    found = Told("best", {"model": best.model, "threads": best.threads, "fps": round(best.fps)})
    remedy = "" if best.fps >= speed.LEAST_FPS else Told("too-slow")
    yield Finding("for live coaching", is_well=True, found=found, remedy=remedy)


def _print_json(findings: list[Finding]) -> None:
    import json  # noqa: PLC0415
    from dataclasses import asdict  # noqa: PLC0415

    typer.echo(json.dumps([asdict(finding) for finding in findings], indent=2))


def _print_table(words: Words, findings: list[Finding]) -> None:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for header in ("", *(words(f"doctor-{column}") for column in ("what", "found", "to-do"))):
        table.add_column(header)
    for finding in findings:
        mark = "[green]✓[/green]" if finding.is_well else "[red]✗[/red]"
        found, remedy = (escape(_phrase(words, text)) for text in (finding.found, finding.remedy))
        table.add_row(mark, _name(words, finding.what), found, remedy)
    console = Console()
    console.print(table)
    is_well = all(finding.is_well for finding in findings)
    console.print(words("doctor-all-well" if is_well else "doctor-something-missing"))


def _name(words: Words, what: str) -> str:
    """Return what was looked at in words; packages and libraries have one name everywhere."""
    key = f"doctor-name-{what.replace(' ', '-')}"
    return words(key) if words.has(key) else what


def _phrase(words: Words, text: str | Told | tuple[str | Told, ...]) -> str:
    match text:
        case str():
            return text
        case tuple():
            return str(format_list([_phrase(words, part) for part in text], locale=words.language))
        case Told(key, values):
            return words(f"doctor-{key}", **{name: _value(words, value) for name, value in values.items()})


def _value(words: Words, value: Value) -> str | float:
    return value if isinstance(value, int | float) else _phrase(words, value)
