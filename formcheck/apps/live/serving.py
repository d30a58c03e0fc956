"""Everything behind the patient's page put together, and served until Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime
from pathlib import Path

from formcheck.apps.live.controller import Setting, VisitController
from formcheck.apps.live.own_sensors import OwnSensors
from formcheck.apps.live.pose import LivePose, Wanted, load_live_pose
from formcheck.apps.live.server import LiveServer, make_app
from formcheck.apps.live.store import Store
from formcheck.apps.progress import quiet_libraries
from formcheck.apps.store.keeps import KeepsVisits
from formcheck.apps.web.port import BoundPort
from formcheck.apps.web.serve import serve
from formcheck.exercise.definition import Prescription
from formcheck.samples import Frame
from formcheck.words.catalogue import Words


def serve_live(
    prescription: Prescription,
    words: Words,
    data: Path,
    port: BoundPort,
    *,
    wanted: Wanted,
    frames: Callable[[], Generator[Frame, None, None]] | None = None,
    sensors: OwnSensors | None = None,
    keeper: KeepsVisits | None = None,
    is_debugging: bool = False,
) -> None:
    """Serve the patient's page until Ctrl-C.

    Parameters
    ----------
    prescription : Prescription
        What is prescribed.
    words : Words
        The language.
    data : Path
        Folder in which visits are kept.
    port : BoundPort
        The open port.
    wanted : Wanted
        The pose model asked for.
    frames : callable, optional
        Gives the pictures of a camera that the program opened itself; without it the browser's camera is used.
    sensors : OwnSensors, optional
        Sensors on the leg in place of any camera; they are closed here.
    keeper : KeepsVisits, optional
        Takes visits into the store, too.
    is_debugging : bool
        Whether the pose libraries may say what they do.
    """
    store = Store(data, lambda: datetime.now().astimezone())
    controller = VisitController(Setting(prescription, words, store, frames is not None, sensors))

    def load(quicker: str | None) -> LivePose:
        with quiet_libraries(is_quiet=not is_debugging):
            return load_live_pose(wanted, quicker)

    serve(make_app(LiveServer(controller, load, frames, keeper)), port)
