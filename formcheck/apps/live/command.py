"""``formcheck live``: the patient's page, served on this computer and opened in its browser."""

from __future__ import annotations

import json
import sys
import webbrowser
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from formcheck.apps import exits
from formcheck.apps.estimators import check_estimator, check_library
from formcheck.apps.store.place import default_visits
from formcheck.apps.web.port import LOOPBACK, bind_port
from formcheck.apps.web.terminal import show_log
from formcheck.computer import language_settings
from formcheck.defaults import DEFAULT_ESTIMATOR
from formcheck.pose.bundles import find_bundle, known_models
from formcheck.samples import Side
from formcheck.session.run import prescribe
from formcheck.sources.viewing import AS_IT_IS, Viewing
from formcheck.words.language import language_for

if TYPE_CHECKING:
    from formcheck.apps.live.own_camera import OwnFrames
    from formcheck.apps.live.own_sensors import OwnSensors
    from formcheck.apps.store.keeps import KeepsVisits
    from formcheck.exercise.definition import Prescription

_FAR: Final = (
    "Warning: whoever reaches {host} can ask for this page, and nothing on the way is encrypted. Browsers give their "
    "camera only to pages of their own computer: elsewhere use --camera.\n"
)


@dataclass(frozen=True, slots=True)
class LiveOptions:
    """What a call of ``formcheck live`` asks for; see its options."""

    exercise: str
    is_exercise_asked: bool
    prescription: Path | None
    side: Side | None
    model: str | None
    threads: int | None
    estimator: str
    camera: str | None
    viewing: Viewing
    sensors: str | None
    sensor_places: str | None
    sensors_host: str | None
    language: str | None
    data: Path | None
    person: str | None
    store: str | None
    host: str
    port: int
    is_opened: bool
    as_json: bool
    is_debugging: bool


def run(settings: LiveOptions) -> None:
    """Serve the page until Ctrl-C.

    Parameters
    ----------
    settings : LiveOptions
        The options. Without a model, the one that suits this computer is chosen once the page is there; without a
        folder, visits are kept where this computer keeps the person's data; for port 0 any that is free is taken.

    Raises
    ------
    FormcheckError
        Something is missing or wrong; nothing was opened then.
    """
    prescription, data, keeper, whose = _prescribed(settings)
    if settings.sensors is None:
        _check_camera(settings)
    elif settings.camera is not None:
        raise typer.BadParameter("is for a camera, and --sensors stands in its place", param_hint="--camera")
    _check_viewing(settings)
    language = language_for(settings.language, language_settings())
    frames = None if settings.camera is None else _open_camera(settings.camera, settings.viewing)
    sensors = None
    if settings.sensors is not None:
        prescription, sensors = _open_sensors(settings, prescription, language)
    show_log(is_debugging=settings.is_debugging)
    port = bind_port(settings.host, settings.port)
    if settings.host != LOOPBACK:
        sys.stderr.write(_FAR.format(host=settings.host))
    if settings.as_json:
        typer.echo(json.dumps({"address": port.address, "data": str(data)}))
    else:
        typer.echo(f"formcheck live: {port.address}")
        typer.echo(f"Visits are kept in {data}. Stop with Ctrl-C.")
        if whose:
            typer.echo(whose)
        if keeper is not None:
            typer.echo(f"They are taken into the store, too: {keeper.place}")
    if sensors is not None and sensors.who_sees:
        typer.echo(sensors.who_sees, err=settings.as_json)
    sys.stdout.flush()
    if settings.is_opened:
        webbrowser.open(port.address)
    # The rest takes a moment to import: the browser starts meanwhile, and the port holds its request until then.
    from formcheck.apps.live.pose import Wanted  # noqa: PLC0415
    from formcheck.apps.live.serving import serve_live  # noqa: PLC0415
    from formcheck.words.catalogue import Words  # noqa: PLC0415

    serve_live(
        prescription,
        Words(language),
        data,
        port,
        wanted=Wanted(settings.model, settings.threads, settings.estimator),
        frames=frames,
        sensors=sensors,
        keeper=keeper,
        is_debugging=settings.is_debugging,
    )


def _prescribed(settings: LiveOptions) -> tuple[Prescription, Path, KeepsVisits | None, str]:
    """Return what to coach, where visits are kept and by what, and whose prescription it is, for people.

    What is asked for here comes first; else, of somebody known by name, what the clinic has prescribed.
    """
    asked = prescribe(settings.exercise, settings.prescription, settings.side)
    data, keeper = _own(settings)
    if settings.person is None or settings.prescription is not None or settings.is_exercise_asked:
        return asked, data, keeper, ""
    from formcheck.apps.live.prescribed import prescribed_for  # noqa: PLC0415 - slow to import

    found = prescribed_for(settings.person, settings.store, data)
    if found.is_doubtful:
        sys.stderr.write(f"Warning: {found.told}\n")
    if found.prescription is None:
        return asked, data, keeper, ""
    side = settings.side or found.prescription.side
    return replace(found.prescription, side=side), data, keeper, "" if found.is_doubtful else found.told


def _own(settings: LiveOptions) -> tuple[Path, KeepsVisits | None]:
    """Return where visits are kept, of a person in a folder of their own, and what takes them into the store."""
    data = settings.data or default_visits()
    if settings.person is None:
        return data, None
    from formcheck.apps.store.keeping import VisitKeeper, own_folder  # noqa: PLC0415 - slow to import

    with exits.files_minded():
        folder = own_folder(data, settings.person)
    keeper = VisitKeeper(folder, settings.person, settings.store)
    keeper.unlock()
    return folder, keeper


def _check_viewing(settings: LiveOptions) -> None:
    if settings.viewing.is_turn_sought:
        raise typer.BadParameter(
            "nobody is in the picture yet who could tell; name 90, 180 or 270", param_hint="--rotate"
        )
    if settings.viewing != AS_IT_IS and settings.camera is None:
        hint = "are for the pictures of --camera: those of the browser's camera are as the browser gives them"
        raise typer.BadParameter(hint, param_hint="--rotate and --mirror")


def _check_camera(settings: LiveOptions) -> None:
    check_estimator(settings.estimator)
    check_library(DEFAULT_ESTIMATOR)  # times the models, whichever estimator is asked for
    for model in (settings.model,) if settings.model else known_models():
        find_bundle(model)


def _open_sensors(settings: LiveOptions, prescription: Prescription, language: str) -> tuple[Prescription, OwnSensors]:
    """Return what is prescribed, for the leg that bears the sensors, and the sensors."""
    from formcheck.apps.live import own_sensors  # noqa: PLC0415 - slow to import
    from formcheck.words.catalogue import Words  # noqa: PLC0415 - as above

    asked = settings.sensors or ""
    own_sensors.check_packages(asked)
    if not own_sensors.is_live(asked):
        recorded = own_sensors.play_recording(Path(asked), settings.sensor_places, prescription.side)
        return own_sensors.leg_of(prescription, recorded.places), recorded
    places = own_sensors.to_places(settings.sensor_places, prescription.side)
    prescription = own_sensors.leg_of(prescription, places)
    tell = own_sensors.Tell(Words(language), lambda: datetime.now().astimezone())
    names = own_sensors.to_names(settings.sensor_places)
    return prescription, own_sensors.open_sensors(asked, places, settings.sensors_host, tell, names)


def _open_camera(camera: str, viewing: Viewing) -> OwnFrames:
    from formcheck.apps.live.own_camera import open_camera  # noqa: PLC0415 - the video libraries are slow to import

    return open_camera(camera, viewing)
