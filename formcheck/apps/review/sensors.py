"""``formcheck review --sensors``: a recording of sensors on the leg."""

from __future__ import annotations

import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from formcheck.apps import exits
from formcheck.apps.naming import portable_name
from formcheck.apps.recordings import review_sensors
from formcheck.apps.sensors.command import to_places
from formcheck.apps.shown import show_session
from formcheck.computer import language_settings
from formcheck.errors import InputError
from formcheck.samples import Side
from formcheck.session.run import prescribe
from formcheck.session.sensors import load_calibration
from formcheck.sources.imu.recording import SensorRecording
from formcheck.words.catalogue import words_for


@dataclass(frozen=True, slots=True)
class SensorOptions:
    """What a call of ``formcheck review --sensors`` asks for; see its options."""

    exercise: str
    prescription: Path | None
    side: Side | None
    calibration: Path | None
    places: Sequence[str]
    opensim: bool
    open_report: bool
    language: str | None
    as_json: bool
    quiet: bool


def run(files: Sequence[Path], videos: Sequence[Path], out: Path, settings: SensorOptions) -> int:
    """Review a recording of sensors, show its result, and return the exit code.

    Parameters
    ----------
    files : sequence of Path
        All files of the recording.
    videos : sequence of Path
        Videos of the same; none may be given yet.
    out : Path
        The folder in which the recording gets a folder for its results.
    settings : SensorOptions
        The other options.

    Raises
    ------
    SensorError, ExerciseError, InputError
        The recording cannot be reviewed.
    """
    if videos:
        raise InputError("a video and sensors cannot be reviewed together.", next_step="Review each by itself.")
    if settings.calibration is None:
        raise InputError(
            "it is not known how the sensors sit on the leg.",
            where=", ".join(file.name for file in files),
            next_step="Calibrate them (formcheck sensors calibrate --help) and name the file with --calibration.",
        )
    words = words_for(settings.language, language_settings())
    calibration = load_calibration(settings.calibration)
    prescribe(settings.exercise, settings.prescription, settings.side)
    folder = out / portable_name(files[0].stem)
    with exits.files_minded():
        recording = SensorRecording(files, to_places(settings.places), settings.side)
        session = review_sensors(
            recording,
            calibration,
            settings.exercise,
            prescription=settings.prescription,
            side=settings.side,
            out=folder,
            opensim=settings.opensim,
            language=words.language,
        )
    show_session(words, session, folder, as_json=settings.as_json, quiet=settings.quiet)
    if settings.open_report:
        webbrowser.open((folder / "report.html").resolve().as_uri())
    return exits.SUCCESS
