"""What a calibration of sensors gave, kept in a file: how each sits, and the person's own range and tempo."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal

import numpy as np
from pydantic import ValidationError

from formcheck.errors import SensorError
from formcheck.exercise.definition import Personal, Prescription
from formcheck.given import read_given
from formcheck.inertial.accuracy import sensor_instrument
from formcheck.inertial.mounting import Mounting
from formcheck.inertial.tasks import Stretch, Task
from formcheck.kept import write_whole
from formcheck.samples import Dof, ImuReadings, Place, SourceInfo, by_place
from formcheck.session import codec
from formcheck.session.identity import recording_id
from formcheck.session.model import Header, Software

_AGAIN = "Calibrate the sensors again: formcheck sensors calibrate --help."


_NEEDED: Final[Mapping[Dof, str]] = {
    Dof.KNEE_FLEXION: "a sensor on the shank of the working leg, and one on the thigh where it was calibrated lying",
    Dof.ANKLE_DORSIFLEXION: "a sensor on the shank and one on the foot of the working leg",
    Dof.THIGH_ELEVATION: "a sensor on the thigh of the working leg, or one on the shank that was calibrated lying",
}
"""What measures each angle that can drive an exercise."""


@dataclass(frozen=True, slots=True)
class SensorCalibration:
    """What a calibration gave.

    Parameters
    ----------
    version : int
        Version of this structure: 1.
    source, source_sha256 : str
        Name and hash of the recording it was made from.
    ends_s : float
        When the last step of it was over, in seconds of that recording: what comes after is the exercise.
    mountings : tuple of Mounting
        How each sensor sits.
    personal : Personal
        The person's own range and tempo, as the sensors measured them; empty where no practice was recorded.
    """

    source: str
    source_sha256: str
    ends_s: float
    mountings: tuple[Mounting, ...]
    personal: Personal = field(default_factory=Personal)
    version: Literal[1] = 1


def mountings_of(calibration: SensorCalibration, devices: Mapping[Place, str]) -> list[Mounting]:
    """Return how the sensors of a recording sit, of those that are calibrated.

    Parameters
    ----------
    calibration : SensorCalibration
        What the calibration gave.
    devices : mapping of Place to str
        Maker and kind of each sensor of the recording.
    """
    return [replace(one, device=devices[one.place]) for one in calibration.mountings if one.place in devices]


def after_calibration(
    readings: Iterable[ImuReadings], calibration: SensorCalibration, source_sha256: str
) -> Iterator[ImuReadings]:
    """Yield the readings of a recording without those of the calibration, where it was made from the same one.

    Parameters
    ----------
    readings : iterable of ImuReadings
        The recording.
    calibration : SensorCalibration
        What the sensors are judged by.
    source_sha256 : str
        Hash of the recording.
    """
    is_same = bool(source_sha256) and source_sha256 == calibration.source_sha256
    return (one for one in readings if not is_same or one.t_s > calibration.ends_s)


def save_calibration(calibration: SensorCalibration, path: Path) -> None:
    """Write a calibration to a file; an older one is replaced as a whole.

    Parameters
    ----------
    calibration : SensorCalibration
        What it gave.
    path : Path
        The file.

    Raises
    ------
    OSError
        It cannot be written.
    """
    write_whole(path, json.dumps(codec.to_document(SensorCalibration, calibration), indent=1) + "\n")


def load_calibration(path: Path) -> SensorCalibration:
    """Read a calibration from a file.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    SensorError
        It is missing, or no calibration.
    """
    try:
        return codec.load(SensorCalibration, read_given(path).decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SensorError(f"cannot be read ({error}).", where=str(path), next_step=_AGAIN) from error
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        what = f"is no calibration of sensors ({place or 'the whole'}: {fault['msg']})."
        raise SensorError(what, where=str(path), next_step=_AGAIN) from error


def apply_personal(prescription: Prescription, personal: Personal) -> Prescription:
    """Return a prescription with the person's own range and tempo, as far as it does not give them itself.

    Parameters
    ----------
    prescription : Prescription
        The prescription.
    personal : Personal
        What sensors measured.
    """
    own = prescription.personal
    return replace(
        prescription,
        personal=replace(
            own,
            driver_end_deg=own.driver_end_deg if own.driver_end_deg is not None else personal.driver_end_deg,
            ankle_end_deg=own.ankle_end_deg if own.ankle_end_deg is not None else personal.ankle_end_deg,
            cycle_s=own.cycle_s if own.cycle_s is not None else personal.cycle_s,
        ),
    )


def make_sensor_header(
    info: SourceInfo,
    prescription: Prescription,
    mountings: Sequence[Mounting],
    devices: str,
    session_id: str = "",
) -> Header:
    """Return the identity of a session with sensors and no camera.

    Parameters
    ----------
    info : SourceInfo
        What the source says of itself.
    prescription : Prescription
        What it is to be judged by.
    mountings : sequence of Mounting
        How the sensors sit.
    devices : str
        Their name for people.
    session_id : str
        A UUID; without it, that of the recording with this source's hash.

    Raises
    ------
    SensorError
        The leg of the prescription bears no sensor that measures what the exercise is driven by.
    """
    instrument = sensor_instrument(mountings, devices)
    sides = {one.place.side for one in mountings}
    if prescription.side is None and len(sides) == 1:
        prescription = replace(prescription, side=next(iter(sides)))
    driver = prescription.exercise.driver
    if (prescription.side is not None and prescription.side not in sides) or not instrument.accuracy.measures(driver):
        found = ", ".join(sorted(str(one.place) for one in mountings)) or "none"
        raise SensorError(
            f"the sensors ({found}) do not measure the {driver.value.replace('_', ' ')} of the prescribed leg.",
            where=info.name,
            next_step=f"{prescription.exercise.id} needs {_NEEDED[driver]}; see --side.",
        )
    return Header(
        id=session_id or recording_id(info.sha256),
        software=Software("formcheck", version("formcheck")),
        source=info,
        instruments=(instrument,),
        prescription=prescription,
        mountings=tuple(mountings),
    )


def stretches_of(
    readings: Sequence[ImuReadings], spans_s: Mapping[Task, tuple[float, float]]
) -> dict[Task, dict[Place, Stretch]]:
    """Return what each sensor measured while each thing was done.

    Parameters
    ----------
    readings : sequence of ImuReadings
        A recording.
    spans_s : mapping of Task to tuple of float
        From when to when each was done, in seconds of the recording.
    """
    whole = _whole(readings)
    cut = {task: {place: one.between(*span) for place, one in whole.items()} for task, span in spans_s.items()}
    return {task: {place: one for place, one in by_place.items() if one.t_s.size > 1} for task, by_place in cut.items()}


def _whole(readings: Sequence[ImuReadings]) -> dict[Place, Stretch]:
    told = by_place(reading for group in readings for reading in group.readings)
    return {
        place: Stretch(
            np.array([one.t_s for one in found]),
            np.array([one.acc_mps2 for one in found]),
            np.array([one.gyr_radps for one in found]),
        )
        for place, found in told.items()
    }
