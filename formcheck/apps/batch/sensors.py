"""Which files of an archive are recordings of sensors: told by what is in them, and each with what bears its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Final

from formcheck.apps.worn import Worn
from formcheck.errors import SensorError
from formcheck.sources.imu.detect import FORMATS
from formcheck.sources.imu.files import find_files
from formcheck.sources.imu.format import SensorFormat
from formcheck.sources.imu.line import Lines
from formcheck.sources.imu.naming import guess_place
from formcheck.sources.imu.opensense import OpenSense
from formcheck.sources.imu.witmotion import WitMotion
from formcheck.sources.imu.xio import Xio
from formcheck.sources.imu.xsens import XsensMtx
from formcheck.sources.video import VIDEO_SUFFIXES

CALIBRATION_SUFFIX: Final = ".sensors.json"
"""``anna.sensors.json`` says how the sensors of ``anna.csv``, of ``anna.zip`` or of the folder ``anna`` sit."""

_ALL_IN_ONE: Final = (Lines, OpenSense, WitMotion)
"""Kinds whose files hold all sensors that somebody wore."""

_IN_FOLDERS: Final = (Xio, XsensMtx)
"""Kinds that have a folder for each sensor."""

_MAY_BE_BROKEN: Final = frozenset({".csv", ".txt", ".tsv", ".sto", ".log", ".gz", ".zip"})


def find_recordings(files: Sequence[Path], top: Path) -> list[Path]:
    """Return the recordings of sensors among the files of an archive: each a file, a zip archive or a folder.

    A file that holds all sensors is a recording, and so is a zip archive. Where each sensor has a file or a folder of
    its own, as its kind or its name says, the recording is the folder around them. A folder beside which lies a
    calibration of its name is one with all that is in it, and a file that has one and is of no known kind is taken for
    a broken one.

    Parameters
    ----------
    files : sequence of Path
        All files of the archive but results.
    top : Path
        Its folder: no recording reaches above it.
    """
    if _own_calibration(top).exists():
        return [top]
    calibrated = {_bare(file) for file in files if _is_calibration(file)}
    candidates = [file for file in files if not _is_calibration(file) and file.suffix.lower() not in VIDEO_SUFFIXES]
    found = dict.fromkeys(one for file in candidates if (one := _recording_of(file, top, calibrated)) is not None)
    told = {bare_path(one) for one in found}
    broken = [file for file in candidates if _may_be_broken(file) and bare_path(file) in calibrated - told]
    return list(dict.fromkeys((*found, *broken)))


def is_recording(path: Path) -> bool:
    """Tell whether a path that somebody names is a recording of sensors, and not a video.

    Parameters
    ----------
    path : Path
        There or not.
    """
    if path.suffix.lower() in VIDEO_SUFFIXES or not path.exists():
        return False
    return path.is_dir() or _kind_of(path) is not None or _own_calibration(path).exists()


def with_files(worn: Worn, files: tuple[Path, ...]) -> Worn:
    """Return the sensors of one recording, with the calibration that bears its name where there is one.

    Parameters
    ----------
    worn : Worn
        What is known of all sensors.
    files : tuple of Path
        The files of the recording.
    """
    own = _own_calibration(files[0])
    return replace(worn, files=files, calibration=own if len(files) == 1 and own.exists() else worn.calibration)


def name_of(files: Sequence[Path]) -> str:
    """Return what a recording is called: as its file or folder, or by what the names of its files begin with.

    Parameters
    ----------
    files : sequence of Path
        All files of it.
    """
    if len(files) == 1:
        return bare_path(files[0]).name
    letters = zip(*(bare_path(file).name for file in files), strict=False)
    alike = takewhile(lambda one: len(set(one)) == 1, letters)
    return "".join(one[0] for one in alike).rstrip("_-. ") or files[0].parent.name


def bare_path(path: Path) -> Path:
    """Return the path of a recording or a video without the endings of a file; a folder's stays as it is.

    Parameters
    ----------
    path : Path
        The path.
    """
    if path.is_dir():
        return path
    return path.with_suffix("").with_suffix("") if path.suffix.lower() == ".gz" else path.with_suffix("")


def _own_calibration(recording: Path) -> Path:
    bare = bare_path(recording)
    return bare.with_name(bare.name + CALIBRATION_SUFFIX)


def _is_calibration(file: Path) -> bool:
    return file.name.endswith(CALIBRATION_SUFFIX)


def _bare(calibration: Path) -> Path:
    return calibration.with_name(calibration.name.removesuffix(CALIBRATION_SUFFIX))


def _may_be_broken(file: Path) -> bool:
    return file.suffix.lower() in _MAY_BE_BROKEN


def _recording_of(file: Path, top: Path, calibrated: set[Path]) -> Path | None:
    """Return the recording that a file is, or is a part of; None where it is none."""
    around = list(_folders(file, top))
    of_name = next((folder for folder in around if folder in calibrated), None)
    kind = _kind_of(file)
    if kind is None:
        return of_name if of_name is not None and _may_be_broken(file) else None
    if of_name is not None:
        return of_name
    is_whole = isinstance(kind, _ALL_IN_ONE) or file.suffix.lower() == ".zip"
    if is_whole and not _names_a_segment(bare_path(file)):
        return file
    return _session_folder(around, top, is_in_folders=isinstance(kind, _IN_FOLDERS))


def _session_folder(around: Sequence[Path], top: Path, *, is_in_folders: bool) -> Path:
    """Return the folder around all sensors, whose own folders are passed over.

    A sensor's own folder that lies in the archive's is a session of this one sensor: people are side by side there.
    """
    rest = list(around[1:] if is_in_folders and len(around) > 1 else around)
    return next((folder for folder in rest if not _names_a_segment(folder)), top)


def _folders(file: Path, top: Path) -> Iterator[Path]:
    """Yield the folders around a file, the innermost first, without that of the archive."""
    return takewhile(lambda folder: folder != top, file.parents)


def _names_a_segment(path: Path) -> bool:
    return guess_place(path.name)[0] is not None


def _kind_of(file: Path) -> SensorFormat | None:
    """Return of what kind a file is; of none where it tells nothing of a sensor, or cannot be read."""
    try:
        files = find_files(file)
    except SensorError:
        return None
    return next((kind for kind in FORMATS if kind.recognises(files)), None)
