"""A recording of sensors in files: read, put in their places, checked, and handed on as a live one would be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from formcheck.errors import SensorError
from formcheck.given import readable
from formcheck.samples import ImuReadings, Place, Side, SourceInfo
from formcheck.sources.files import changed_at, sha256_of
from formcheck.sources.imu.detect import read_sensors
from formcheck.sources.imu.gates import Notice, check_track
from formcheck.sources.imu.tracks import SensorTrack, together


class SensorRecording:
    """The files of one recording, as a source of readings.

    Parameters
    ----------
    paths : sequence of Path
        All files of it: files, folders or zip archives.
    places : mapping of str to Place
        Where sensors are strapped to, by their name in the files; without an entry the name itself tells.
    side : Side or None
        The leg of sensors whose names do not tell it.

    Attributes
    ----------
    tracks : mapping of Place to SensorTrack
        What each sensor measured; sensors elsewhere on the body are left out.
    notices : tuple of Notice
        What is worth a word about them.

    Raises
    ------
    SensorError
        A file cannot be read or used, or it is not told where a sensor is strapped to.
    """

    def __init__(
        self, paths: Sequence[Path], places: Mapping[str, Place] | None = None, side: Side | None = None
    ) -> None:
        where = ", ".join(path.name for path in paths)
        found = read_sensors(*paths)
        self.tracks = put_in_place(found, places or {}, side, where)
        self.notices: tuple[Notice, ...] = tuple(
            notice for track in self.tracks.values() for notice in check_track(track)
        )
        self._info = _describe(paths, found, self.tracks)

    @classmethod
    def of_tracks(cls, tracks: Mapping[Place, SensorTrack], info: SourceInfo) -> SensorRecording:
        """Return a recording that is in no files of its own, such as one that was simulated.

        Parameters
        ----------
        tracks : mapping of Place to SensorTrack
            What each sensor measured.
        info : SourceInfo
            What is known of the recording.

        Raises
        ------
        SensorError
            A track cannot be used.
        """
        made = cls.__new__(cls)
        made.tracks = dict(tracks)
        made.notices = tuple(notice for track in tracks.values() for notice in check_track(track))
        made._info = info  # noqa: SLF001 - of its own class
        return made

    @property
    def info(self) -> SourceInfo:
        """What is known before the first reading."""
        return self._info

    @property
    def devices(self) -> str:
        """Makers and kinds of the sensors, for people, and how many there are."""
        kinds = sorted({track.device for track in self.tracks.values() if track.device})
        count = len(self.tracks)
        return f"{count} {'sensor' if count == 1 else 'sensors'} ({', '.join(kinds) or 'kind not known'})"

    @property
    def device_at(self) -> dict[Place, str]:
        """Maker and kind of each sensor, for people."""
        return {place: track.device for place, track in self.tracks.items()}

    def readings(self) -> Iterator[ImuReadings]:
        """Yield what the sensors measured, fifty times a second or as often as they measure, if that is less."""
        return together(list(self.tracks.items()))

    def close(self) -> None:
        """Do nothing: the files were read whole."""


def put_in_place(
    tracks: Sequence[SensorTrack], places: Mapping[str, Place], side: Side | None, where: str
) -> dict[Place, SensorTrack]:
    """Return each track by the place of its sensor.

    Parameters
    ----------
    tracks : sequence of SensorTrack
        What the sensors recorded.
    places : mapping of str to Place
        Where they are strapped to, by name, as far as somebody said it.
    side : Side or None
        The leg of sensors whose names do not tell it.
    where : str
        The files, for errors.

    Raises
    ------
    SensorError
        It is not told where a sensor sits, two sit in one place, a name fits no sensor, or none sits on a leg.
    """
    names = [track.name for track in tracks]
    for name in places:
        if name not in names:
            raise SensorError(
                f"holds no sensor {name!r}.",
                where=where,
                next_step=f"It holds {', '.join(names)}: say --place NAME=right_shank with one of these.",
            )
    placed: dict[Place, SensorTrack] = {}
    for track in tracks:
        place = places.get(track.name) or _told_by_name(track, side)
        if place is None:
            continue
        if place in placed:
            raise SensorError(
                f"has two sensors on the {place.side} {place.segment}: {placed[place].name} and {track.name}.",
                where=where,
                next_step="Say where each is strapped to, such as --place NAME=right_shank.",
            )
        placed[place] = track
    if not placed:
        raise SensorError(
            f"does not tell where its sensors are strapped to (found {', '.join(names)}).",
            where=where,
            next_step="Say it for each: --place NAME=right_shank, or with left_, thigh or foot.",
        )
    return placed


def _told_by_name(track: SensorTrack, side: Side | None) -> Place | None:
    leg = track.side or side
    return None if track.segment is None or leg is None else Place(leg, track.segment)


def _describe(paths: Sequence[Path], found: Sequence[SensorTrack], tracks: Mapping[Place, SensorTrack]) -> SourceInfo:
    first_s = min(float(track.t_s[0]) for track in tracks.values())
    last_s = max(float(track.t_s[-1]) for track in tracks.values())
    stated = next((track.recorded_at for track in tracks.values() if track.recorded_at), None)
    is_one_file = len(paths) == 1 and paths[0].is_file()
    return SourceInfo(
        name=readable(paths[0].name) if len(paths) == 1 else f"{readable(paths[0].name)} + {len(paths) - 1}",
        duration_s=last_s - first_s,
        sha256=sha256_of(paths[0]) if is_one_file else _hash_of(found),
        recorded_at=stated or changed_at(_first_file(paths[0])),
        recorded_by="container" if stated else "file",
    )


def _first_file(path: Path) -> Path:
    return next(one for one in sorted(path.rglob("*")) if one.is_file()) if path.is_dir() else path


def _hash_of(tracks: Sequence[SensorTrack]) -> str:
    """Return one hash of what several files hold, in whatever order they are given and whatever lies beside them."""
    columns = [np.column_stack([one.t_s, one.acc_mps2, one.gyr_radps]) for one in tracks]
    hashes = sorted(hashlib.sha256(rows.astype("<f8").tobytes()).hexdigest() for rows in columns)
    return hashlib.sha256("".join(hashes).encode()).hexdigest()
