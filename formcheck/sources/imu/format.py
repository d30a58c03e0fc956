"""What a format of recorded sensor files is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from formcheck.errors import SensorError
from formcheck.sources.imu.files import SensorFile
from formcheck.sources.imu.tables import IsHeader, has_header
from formcheck.sources.imu.tracks import SensorTrack

Files = Sequence[SensorFile]


class SensorFormat(Protocol):
    """A format that one maker's software, or one program, writes."""

    @property
    def name(self) -> str:
        """Maker and kind, for people."""
        ...

    @property
    def shares_clock(self) -> bool:
        """Whether sensors that recorded at once count on one clock, so that nothing has to be moved."""
        ...

    def recognises(self, files: Files) -> bool:
        """Tell whether any of some files are of this format.

        Parameters
        ----------
        files : sequence of SensorFile
            All files of what was given.
        """
        ...

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return what the sensors recorded; files of other formats are passed over.

        Parameters
        ----------
        files : sequence of SensorFile
            All files of what was given.

        Raises
        ------
        SensorError
            One is damaged, or holds nothing of which angles could be made.
        """
        ...


def those_with(files: Files, is_header: IsHeader) -> list[SensorFile]:
    """Return the files that begin with a table of a kind.

    Parameters
    ----------
    files : sequence of SensorFile
        All files.
    is_header : callable
        Whether a line's cells are the header that is looked for.
    """
    return [file for file in files if has_header(file.head, is_header)]


def by_folder(files: Files) -> list[tuple[str, list[SensorFile]]]:
    """Return files by the folder or archive they lie in.

    Parameters
    ----------
    files : sequence of SensorFile
        Files.
    """
    ordered = sorted(files, key=lambda file: file.folder)
    return [(folder, list(group)) for folder, group in groupby(ordered, key=lambda file: file.folder)]


def folder_name(file: SensorFile) -> str:
    """Return what a sensor is called whose files have the same names as those of all others: as their folder is.

    Parameters
    ----------
    file : SensorFile
        One of its files.
    """
    return file.folder.rpartition("/")[2] or file.path.absolute().parent.name


def no_gravity(where: str, found: str) -> SensorError:
    """Return the error of a recording whose acceleration is without gravity.

    Parameters
    ----------
    where : str
        The file.
    found : str
        What it calls the acceleration.
    """
    fault = f"holds {found}, from which gravity was removed; expected acceleration with gravity, and rotation."
    return SensorError(fault, where=where, next_step="Record again with the accelerometer itself (and the gyroscope).")


def lacks(where: str, what: str, next_step: str) -> SensorError:
    """Return the error of a recording that lacks a quantity.

    Parameters
    ----------
    where : str
        The file or folder.
    what : str
        What was expected and not found.
    next_step : str
        How to record it.
    """
    return SensorError(f"has no {what}.", where=where, next_step=next_step)
