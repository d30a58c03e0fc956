"""What the commands of ``formcheck sensors`` do, and what they show."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from formcheck.apps import exits
from formcheck.apps.options import to_interval
from formcheck.apps.progress import PosesBar, quiet_libraries
from formcheck.apps.sensors.calibrating import Asked, Calibrated, calibrate_recording
from formcheck.apps.sensors.filmed import Film
from formcheck.apps.sides import to_side
from formcheck.computer import language_settings
from formcheck.inertial.tasks import Task
from formcheck.samples import Place, place_named
from formcheck.session.sensors import save_calibration
from formcheck.sources.imu.detect import read_sensors
from formcheck.sources.imu.gates import check_track
from formcheck.sources.imu.recording import SensorRecording, put_in_place
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.words.catalogue import Words, words_for
from formcheck.words.figures import number, quantity
from formcheck.words.sensors import fault_sentence, notice_sentence, place_words


@dataclass(frozen=True, slots=True)
class CalibrateOptions:
    """What a call of ``formcheck sensors calibrate`` asks for; see its options."""

    spans: Mapping[str, str]
    practice: str | None
    exercise: str
    prescription: Path | None
    knee_seated_deg: float | None
    is_straight_own: bool
    video: Path | None
    sensor_offset_s: float | None
    model: str
    places: Sequence[str]
    side: str
    language: str | None


def show(files: Sequence[Path], places: Sequence[str], side: str, language: str | None) -> int:
    """Show what sensors a recording holds, and return the exit code.

    Parameters
    ----------
    files : sequence of Path
        All files of one recording.
    places : sequence of str
        Where sensors are strapped to, as ``NAME=right_shank``.
    side : str
        The leg of sensors whose names do not tell it: auto, left or right.
    language : str or None
        The language of what is shown; None for that of this computer.

    Raises
    ------
    SensorError
        A file cannot be read or used.
    """
    words = words_for(language, language_settings())
    with exits.files_minded():
        tracks = read_sensors(*files)
    told, leg = to_places(places), to_side(side)
    placed = put_in_place(tracks, told, leg, _named(files)) if told else {}
    where = {id(track): place for place, track in placed.items()}
    console = Console()
    console.print(_tracks(words, _named(files), tracks, where))
    for notice in (notice for track in tracks for notice in check_track(track)):
        console.print(f"[dim]{escape(notice_sentence(words, notice))}[/dim]")
    return exits.SUCCESS


def calibrate(files: Sequence[Path], out: Path, settings: CalibrateOptions) -> int:
    """Tell how the sensors of a recording sit, write it to a file, and return the exit code.

    Parameters
    ----------
    files : sequence of Path
        All files of one recording.
    out : Path
        The file; left as it is where no sensor could be calibrated.
    settings : CalibrateOptions
        The other options.

    Raises
    ------
    SensorError
        A file cannot be read or used, or the video does not go with it.
    VideoError, SetupError
        The video cannot be read, or the pose model not run.
    """
    words = words_for(settings.language, language_settings())
    asked = _asked(settings)
    with exits.files_minded():
        recording = SensorRecording(files, to_places(settings.places), asked.side)
        done = _calibrate(recording, asked)
        if done.calibration.mountings:
            save_calibration(done.calibration, out)
    _show_calibration(words, done, out, was_practised=asked.practice_s is not None)
    return exits.BAD_INPUT if done.faults else exits.SUCCESS


def _calibrate(recording: SensorRecording, asked: Asked) -> Calibrated:
    """Calibrate, and show how far it is where that takes long: finding the body points of a video."""
    if asked.film is None:
        return calibrate_recording(recording, asked)
    with (
        quiet_libraries(is_quiet="--debug" not in sys.argv) as console,
        PosesBar(console, asked.film.video.name) as bar,
    ):
        return calibrate_recording(recording, replace(asked, film=replace(asked.film, moved=bar.move)))


def to_places(given: Sequence[str]) -> dict[str, Place]:
    """Return where sensors are strapped to, by their names.

    Parameters
    ----------
    given : sequence of str
        Each as ``NAME=right_shank``.

    Raises
    ------
    typer.BadParameter
        One is not like that.
    """
    places = {}
    for text in given:
        name, _, place = text.rpartition("=")
        try:
            places[name] = place_named(place)
        except ValueError as error:
            hint = "NAME=right_shank, with left_ or right_, and thigh, shank or foot"
            raise typer.BadParameter(f"{text!r} is not like {hint}", param_hint="--place") from error
    return places


def _asked(settings: CalibrateOptions) -> Asked:
    zeros = {
        "--knee-seated": settings.knee_seated_deg is not None,
        "--own-straight": settings.is_straight_own,
        "--video": settings.video is not None,
    }
    given = [option for option, is_given in zeros.items() if is_given]
    if len(given) > 1:
        raise typer.BadParameter("only one of them can say how far the knee is bent", param_hint=" and ".join(given))
    film = None if settings.video is None else Film(settings.video, settings.sensor_offset_s, settings.model)
    spans_s = {Task(name): to_interval(text, f"--{name}") for name, text in settings.spans.items()}
    return Asked(
        spans_s=spans_s,
        knee_seated_deg=settings.knee_seated_deg,
        is_straight_own=settings.is_straight_own,
        film=film,
        practice_s=None if settings.practice is None else to_interval(settings.practice, "--practice"),
        exercise=settings.exercise,
        prescription=settings.prescription,
        side=to_side(settings.side),
    )


def _named(files: Sequence[Path]) -> str:
    return ", ".join(path.name for path in files)


def _tracks(words: Words, name: str, tracks: Sequence[SensorTrack], where: Mapping[int, Place]) -> Table:
    table = _table(words("sensors-found", name=name, count=len(tracks)))
    for key in ("sensor", "place", "device", "rate", "length"):
        table.add_column(words(f"sensors-column-{key}"))
    for track in tracks:
        place = where.get(id(track))
        if place is None and track.segment is not None and track.side is not None:
            place = Place(track.side, track.segment)
        told = words("sensors-no-place") if place is None else place_words(words, place)
        length_s = float(track.t_s[-1] - track.t_s[0]) if track.t_s.size else 0.0
        table.add_row(
            escape(track.name),
            told,
            escape(track.device),
            number(track.rate_hz, 1, words.point),
            f"{number(length_s, 1, words.point)} s",
        )
    return table


def _show_calibration(words: Words, done: Calibrated, out: Path, *, was_practised: bool) -> None:
    console, mountings = Console(), done.calibration.mountings
    if mountings:
        table = _table(words("sensors-calibrated", count=len(mountings), path=str(out)))
        for key in ("place", "zero", "axis"):
            table.add_column(words(f"sensors-column-{key}"))
        for one in mountings:
            share = quantity(one.share, "share") if 0.0 < one.share < 1.0 else ""
            table.add_row(place_words(words, one.place), words(f"sensors-zero-{one.zero}"), share)
        console.print(table)
    for one in mountings:
        if one.late_s > 0.0:
            late_s = number(one.late_s, 2, words.point)
            console.print(words("sensors-late", place=place_words(words, one.place), late_s=late_s))
    if was_practised and mountings:
        console.print(_range_sentence(words, done))
    for fault in done.faults:
        again = "" if fault.task is None else f" {words('sensors-again')}: {words(f'sensors-task-{fault.task}')}"
        sys.stderr.write(f"formcheck: {fault_sentence(words, fault)}{again}\n")
    if not mountings:
        sys.stderr.write(f"formcheck: {words('sensors-none-calibrated')}\n")


def _range_sentence(words: Words, done: Calibrated) -> str:
    personal = done.calibration.personal
    if personal.driver_end_deg is None or personal.cycle_s is None:
        return words("sensors-no-range")
    end_deg = number(personal.driver_end_deg, 0, words.point)
    return words("sensors-own-range", end_deg=end_deg, cycle_s=number(personal.cycle_s, 1, words.point))


def _table(title: str) -> Table:
    return Table(title=escape(title), title_justify="left", box=None, header_style="bold", padding=(0, 2, 0, 0))
