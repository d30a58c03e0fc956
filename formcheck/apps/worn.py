"""A recording of sensors that somebody names, with what is known of it: what `review` and `batch` are given alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from formcheck.errors import InputError
from formcheck.samples import Place, Side
from formcheck.session.sensors import SensorCalibration, load_calibration
from formcheck.sources.imu.recording import SensorRecording


@dataclass(frozen=True, slots=True)
class Worn:
    """Sensors that somebody wore.

    Parameters
    ----------
    files : tuple of Path
        All files of the recording: files, folders or archives.
    calibration : Path or None
        What ``formcheck sensors calibrate`` wrote; None where there is none, and nothing can be reviewed.
    places : mapping of str to Place
        Where sensors are strapped to, by their names in the files; without an entry the name itself tells.
    offset_s : float or None
        By how much their clock is ahead of that of the video beside, in seconds; None where the knee is to tell.
    """

    files: tuple[Path, ...] = ()
    calibration: Path | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    offset_s: float | None = None


def load_worn(worn: Worn, side: Side | None) -> tuple[SensorRecording, SensorCalibration]:
    """Read a recording of sensors and how they sit.

    Parameters
    ----------
    worn : Worn
        What was named.
    side : Side or None
        The leg of sensors whose names do not tell it.

    Raises
    ------
    InputError
        No calibration was named.
    SensorError
        A file cannot be read or used, or it is not told where a sensor is strapped to.
    """
    if worn.calibration is None:
        raise InputError(
            "it is not known how the sensors sit on the leg.",
            where=", ".join(file.name for file in worn.files),
            next_step="Calibrate them (formcheck sensors calibrate --help) and name the file with --calibration.",
        )
    calibration = load_calibration(worn.calibration)
    return SensorRecording(worn.files, worn.places, side), calibration
