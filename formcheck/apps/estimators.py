"""The pose estimators by name, made only when one is wanted: their libraries are slow to import."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import Final

from formcheck.errors import InputError, LibraryError
from formcheck.given import reason
from formcheck.ports import PoseEstimator
from formcheck.pose.bundles import ModelBundle


def make_estimator(name: str, bundle: ModelBundle, threads: int | None = None) -> PoseEstimator:
    """Return a pose estimator, ready to run.

    Parameters
    ----------
    name : str
        ``litert`` or ``mediapipe``.
    bundle : ModelBundle
        The model to run.
    threads : int, optional
        How many threads compute it; without it, as many as suit this machine. MediaPipe always takes one.

    Raises
    ------
    InputError
        There is no estimator of this name.
    LibraryError
        Its library cannot be loaded.
    ModelError
        The model cannot be run.
    """
    check_estimator(name)
    try:
        return _MAKERS[name](bundle, threads)
    except (ImportError, OSError) as error:
        check_library(name)
        raise LibraryError(
            f"the pose library cannot be loaded: {reason(error)}.",
            where=name,
            next_step="Run `formcheck doctor`: it names what is missing, and the command that brings it.",
        ) from error


def check_estimator(name: str) -> None:
    """Check that there is an estimator of this name.

    Parameters
    ----------
    name : str
        ``litert`` or ``mediapipe``.

    Raises
    ------
    InputError
        There is none.
    """
    if not isinstance(name, str) or name not in _MAKERS:
        raise InputError(f"found no pose estimator named '{name}'.", next_step=f"Choose one of: {', '.join(_MAKERS)}.")


def check_library(name: str) -> None:
    """Check that the library of an estimator is not missing because it is not published for this kind of computer.

    One that is missing for another reason is not looked for: loading it tells more.

    Parameters
    ----------
    name : str
        One of `ESTIMATORS`.

    Raises
    ------
    LibraryError
        It is neither published for this kind of computer nor here.
    """
    if not is_published(name) and find_spec(_LIBRARIES[name]) is None:
        raise LibraryError(
            f"its library is not published for this kind of computer ({computer()}), so it is not installed.",
            where=name,
            next_step=WITHOUT[name],
        )


def is_published(name: str) -> bool:
    """Tell whether the library of an estimator can be had for this kind of computer, as pyproject.toml has it.

    Parameters
    ----------
    name : str
        One of `ESTIMATORS`.
    """
    return (sys.platform, platform.machine()) in _PUBLISHED[name]


def computer() -> str:
    """Return the kind of this computer in words, such as ``Linux aarch64``."""
    return f"{platform.system()} {platform.machine()}"


def _litert(bundle: ModelBundle, threads: int | None) -> PoseEstimator:
    from formcheck.pose.litert import LitertEstimator  # noqa: PLC0415 - slow to import

    return LitertEstimator(bundle, threads)


def _mediapipe(bundle: ModelBundle, threads: int | None) -> PoseEstimator:  # noqa: ARG001 - it has one
    from formcheck.pose.mediapipe import MediapipeEstimator  # noqa: PLC0415 - slow to import

    return MediapipeEstimator(bundle)


_MAKERS: dict[str, Callable[[ModelBundle, int | None], PoseEstimator]] = {"litert": _litert, "mediapipe": _mediapipe}

ESTIMATORS = tuple(_MAKERS)
"""Their names, the default first."""

_LIBRARIES: Final = {"litert": "ai_edge_litert", "mediapipe": "mediapipe"}
_EVERYWHERE: Final = {("linux", "x86_64"), ("darwin", "arm64"), ("win32", "AMD64")}
_PUBLISHED: Final = {"litert": _EVERYWHERE | {("linux", "aarch64")}, "mediapipe": _EVERYWHERE}

WITHOUT: Final = {
    "litert": "Judge videos on another computer; `formcheck replay` judges their records here.",
    "mediapipe": "Leave --estimator out: litert runs the same models.",
}
"""What to do where the library of an estimator is not published."""
