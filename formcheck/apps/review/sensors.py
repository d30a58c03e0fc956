"""``formcheck review --sensors``: a recording of sensors on the leg, alone or with a video of the same."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from formcheck.apps import exits
from formcheck.apps.progress import PosesBar, quiet_libraries
from formcheck.apps.recordings import review_sensors
from formcheck.apps.results import keep
from formcheck.apps.review.command import ReviewOptions, keep_result, show_review
from formcheck.apps.sensors.command import to_places
from formcheck.apps.store.keeps import keeping_for
from formcheck.apps.together import review_together
from formcheck.apps.worn import Worn, load_worn
from formcheck.computer import language_settings
from formcheck.errors import InputError
from formcheck.session.model import Beside, Session
from formcheck.session.output import HeaderKeeper
from formcheck.session.recognition import prescribe_first
from formcheck.session.sensors import SensorCalibration
from formcheck.sources.imu.recording import SensorRecording
from formcheck.store.model import Film
from formcheck.words.catalogue import Words, words_for
from formcheck.words.figures import number


@dataclass(frozen=True, slots=True)
class WornOptions:
    """What a call of ``formcheck review --sensors`` asks for beside `ReviewOptions`; see its options."""

    calibration: Path | None
    places: Sequence[str]
    offset_s: float | None


def run(files: Sequence[Path], videos: Sequence[Path], out: Path, settings: ReviewOptions, worn: WornOptions) -> int:
    """Review a recording of sensors, show its result, and return the exit code.

    Parameters
    ----------
    files : sequence of Path
        All files of the recording.
    videos : sequence of Path
        A video of the same, where there is one; not more.
    out : Path
        The folder in which the recording gets a folder for its results.
    settings : ReviewOptions
        The options of any review.
    worn : WornOptions
        Those about the sensors.

    Raises
    ------
    SensorError, ExerciseError, InputError
        The recording cannot be reviewed.
    """
    if len(videos) > 1 or any(video.is_dir() for video in videos):
        raise InputError("several videos cannot be of one recording of sensors.", next_step="Name one video.")
    words = words_for(settings.language, language_settings())
    prescribe_first(settings.exercise, settings.prescription, settings.side)
    named = Worn(tuple(files), worn.calibration, to_places(worn.places), worn.offset_s)
    with (
        keeping_for(settings.pseudonym, settings.store) as keeper,
        exits.files_minded(),
        exits.broken_off(lambda: words("broken-off")),
    ):
        recording, calibration = load_worn(named, settings.side)

        def judge(new: Path) -> Session:
            if videos:
                return _with_video(words, videos[0], recording, calibration, new, settings, worn)
            return review_sensors(
                recording,
                calibration,
                settings.exercise,
                prescription=settings.prescription,
                side=settings.side,
                out=new,
                opensim=settings.opensim,
                language=words.language,
                person=settings.person,
            )

        session, folder = keep(out, (videos or files)[0], judge)
        show_review(words, session, folder, settings)
        film = Film(str(videos[0].absolute())) if videos else None
        return keep_result(words, folder, film, settings, keeper)


def _with_video(
    words: Words,
    video: Path,
    recording: SensorRecording,
    calibration: SensorCalibration,
    folder: Path,
    settings: ReviewOptions,
    worn: WornOptions,
) -> Session:
    """Review both together, and tell how their clocks were brought together."""
    is_silent, header = settings.quiet or settings.as_json, HeaderKeeper()
    with quiet_libraries(is_quiet="--debug" not in sys.argv) as console, PosesBar(console, video.name) as bar:
        session = review_together(
            video,
            recording,
            calibration,
            settings.exercise,
            prescription=settings.prescription,
            side=settings.side,
            model=settings.model,
            estimator=settings.estimator,
            threads=settings.threads,
            neutral_s=settings.neutral_s,
            viewing=settings.viewing,
            sensor_offset_s=worn.offset_s,
            out=folder,
            opensim=settings.opensim,
            overlay=settings.overlay,
            language=words.language,
            outputs=(header,),
            moved=None if is_silent else bar.move,
            person=settings.person,
            faces=settings.faces,
        )
    if not is_silent and header.kept is not None and header.kept.beside is not None:
        typer.echo(_told(words, header.kept.beside))
    return session


def _told(words: Words, beside: Beside) -> str:
    seconds = number(beside.offset_s, 2, words.point)
    if beside.correlation is None:
        return words("sensors-clock-given", seconds=seconds)
    return words("sensors-clock-found", seconds=seconds, fit=number(beside.correlation, 2, words.point))
