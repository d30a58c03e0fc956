"""The server side of ``formcheck live`` as tests drive it: kept landmarks in place of a camera and a pose model."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from anyio import ClosedResourceError
from PIL import Image
from pydantic import TypeAdapter
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Event

from formcheck.apps.live.controller import Setting, VisitController
from formcheck.apps.live.pose import LivePose
from formcheck.apps.live.store import Store
from formcheck.apps.live.view import PageView
from formcheck.apps.web.guard import Guard
from formcheck.apps.web.keys import Keys
from formcheck.exercise.definition import Exercise, Personal, Prescription
from formcheck.pose.bundles import ModelBundle, find_bundle
from formcheck.samples import Frame, Pose, Side
from formcheck.session.coaching.safety import Lasting, RedFlag
from formcheck.session.visit.actions import Action, After, Begin, Simple, Stop
from formcheck.session.visit.course import Course, VisitStage
from formcheck.session.visit.entries import RangeFrom
from formcheck.words.catalogue import Words
from tests.support.processes import wait_until
from tests.support.videos import Picture
from tests.support.visits import dosed, golden_record

GOOD_CLIP: Final = "good-tibial-slider"
RATE_HZ: Final = 25.0
"""Pictures a second of the sample clips."""

EVERY: Final = 2
"""Every so many-th picture is seen: it is judged alike, and takes half the time."""

SEEN_HZ: Final = RATE_HZ / EVERY
NOON: Final = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

HOST: Final = "127.0.0.1:8000"
ORIGIN: Final = f"http://{HOST}"

Browser: TypeAlias = TestClient
"""What asks for pages; follows no redirects."""

Message = dict[str, object]
"""JSON of the page or of the program."""

_SKIPPED: Final = frozenset({VisitStage.NEUTRAL, VisitStage.REST})
_SIMPLE: Final[TypeAdapter[Simple]] = TypeAdapter(Simple)


class KeptLandmarks:
    """Gives the landmarks of a sample clip by the number of the frame, over and over, whatever the pictures show.

    Parameters
    ----------
    clip : str
        Name of the clip, without ending.
    """

    name = "litert"
    version = "1"
    smooths = False

    def __init__(self, clip: str = GOOD_CLIP) -> None:
        self._poses = golden_record(clip).poses
        self.is_closed = False

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose of a frame."""
        return replace(self._poses[frame.index % len(self._poses)], t_s=frame.t_s, index=frame.index)

    def close(self) -> None:
        """Note that it was closed."""
        self.is_closed = True


@dataclass(slots=True)
class Clock:
    """A time of day that stands still until it is put forward."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def forward(self, *, days: float = 0.0, hours: float = 0.0) -> None:
        """Put it forward."""
        self.now += timedelta(days=days, hours=hours)


def grey(width_px: int = 640, height_px: int = 480, level: int = 120) -> Picture:
    """Return a picture in good light with nothing in it that tells a level."""
    return np.full((height_px, width_px, 3), level, np.uint8)


def is_own_host(host: str) -> bool:
    """Tell whether a name with its port is one of the page's."""
    return host in {HOST, "localhost:8000"}


@cache
def words(language: str) -> Words:
    """Return the words of a language."""
    return Words(language)


@cache
def _bundle(model: str) -> ModelBundle:
    return find_bundle(model)


def make_live_pose(estimator: KeptLandmarks | None = None, model: str = "heavy", *, is_chosen: bool = True) -> LivePose:
    """Return a pose model that gives kept landmarks."""
    return LivePose(_bundle(model), 1, estimator or KeptLandmarks(), is_chosen=is_chosen)


def make_controller(
    data: Path,
    *,
    clock: Clock | None = None,
    exercise: Exercise | None = None,
    side: Side | None = None,
    personal: Personal | None = None,
    language: str = "en",
    live_pose: LivePose | None = None,
    is_program_camera: bool = False,
) -> VisitController:
    """Return a visit with its pose model: two repetitions in one set are prescribed where nothing else is said."""
    prescription = Prescription(exercise or dosed(repetitions=2, sets=1), side, personal or Personal())
    store = Store(data, clock or Clock())
    controller = VisitController(Setting(prescription, words(language), store, is_program_camera))
    controller.use_pose(live_pose or make_live_pose())
    return controller


def answers(
    *,
    pain: int = 1,
    red_flags: tuple[RedFlag, ...] = (),
    side: Side = Side.RIGHT,
    after_last: Lasting | None = None,
    range_from: RangeFrom = RangeFrom.PRESCRIBED,
    keep_video: bool = False,
) -> Begin:
    """Return the answers of somebody who may exercise, or others."""
    return Begin(pain, red_flags, side, after_last, range_from, keep_video)


@dataclass(slots=True)
class Patient:
    """Somebody before the camera: acts, and is seen frame after frame.

    Parameters
    ----------
    controller : VisitController
        The visit.
    picture : Picture
        What the camera shows.
    seen : int
        How many frames there were.
    courses : list of Course
        Where the visit stood, after everything that happened.
    """

    controller: VisitController
    picture: Picture = field(default_factory=grey)
    seen: int = 0
    courses: list[Course] = field(default_factory=list)

    @property
    def view(self) -> PageView:
        """What the page shows now."""
        return self.controller.view()

    @property
    def stage(self) -> VisitStage:
        """Where the visit is."""
        return self.controller.course.stage

    def do(self, *actions: Action | str) -> Patient:
        """Take actions; the simple ones are named."""
        for action in actions:
            self.controller.act(_SIMPLE.validate_python({"do": action}) if isinstance(action, str) else action)
            self.courses.append(self.controller.course)
        return self

    def watch(self, seconds: float) -> Patient:
        """Be seen for a while."""
        for _ in range(round(seconds * SEEN_HZ)):
            self.controller.see(Frame(self.seen / SEEN_HZ, self.seen * EVERY, self.picture))
            self.seen += 1
            self.courses.append(self.controller.course)
        return self

    def until(self, reached: VisitStage | Callable[[], bool], patience_s: float = 90.0) -> Patient:
        """Be seen until a stage is reached, or something is so."""
        end = self.seen + round(patience_s * SEEN_HZ)
        while not (self.stage is reached if isinstance(reached, VisitStage) else reached()):
            assert self.seen < end, f"still in {self.stage} after {patience_s:.0f} s"
            self.watch(1.0 / SEEN_HZ)
        return self

    def until_judged(self, count: int) -> Patient:
        """Be seen until so many repetitions of the sets are judged."""
        return self.until(lambda: len(self.controller.course.visit.judged) == count)

    def exercise(self, begin: Begin | None = None) -> Patient:
        """Do everything up to the questions after the exercise; rests are left out."""
        self.do(begin or answers())
        while self.stage is not VisitStage.AFTER:
            self.until(lambda: self.stage in {*_SKIPPED, VisitStage.AFTER})
            if self.stage in _SKIPPED:
                self.do("skip")
        return self

    def finish(self, *, pain: int = 1, is_numb: bool = False) -> Patient:
        """Answer the questions after the exercise."""
        return self.do(After(pain, is_numb))

    def stop(self, pain: int | None, *, is_numb: bool = False) -> Patient:
        """Pause, and answer the question that comes with it."""
        return self.do("pause", Stop(pain, is_numb))


# --- the page and its link ------------------------------------------------------------------------------------------


class Links:
    """An application whose links are counted while they are open."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request."""
        is_link = scope["type"] == "websocket"
        self.open += is_link
        try:
            await self._app(scope, receive, _as_uvicorn(send))
        finally:
            self.open -= is_link


def _as_uvicorn(send: Send) -> Send:
    """Return a sender that raises what uvicorn's raises once the other side is gone."""

    async def sending(message: Event) -> None:
        try:
            await send(message)
        except ClosedResourceError as error:
            raise OSError from error

    return sending


@dataclass(slots=True)
class Window:
    """A browser window that was opened with its key."""

    client: Browser
    links: Links

    @contextmanager
    def tab(self, origin: str = ORIGIN) -> Iterator[Tab]:
        """Open a tab and its link; the first thing it hears is still to come."""
        before = self.links.open
        with self.client.websocket_connect(f"ws://{HOST}/link", headers={"origin": origin}) as socket:
            yield Tab(socket)
            socket.close()
            wait_until(lambda: self.links.open <= before)  # what follows the end is done too


Serve = Callable[..., Window]
"""Serves a visit, and returns the window that was opened with its key."""


@contextmanager
def open_window(app: ASGIApp) -> Iterator[Window]:
    """Serve an application behind its guard to a window that holds the key."""
    keys, links = Keys("formcheck-8000"), Links(app)
    with TestClient(Guard(links, keys, is_own_host), base_url=ORIGIN, follow_redirects=False) as client:
        client.get(f"/?token={keys.token}")
        yield Window(client, links)


@dataclass(slots=True)
class Tab:
    """A tab of the page, by its link, and the number of its next picture."""

    socket: WebSocketTestSession
    number: int = 0

    def hear(self) -> Message:
        """Return the next view."""
        view = json.loads(self.socket.receive_text(), parse_constant=_no_nan)
        assert isinstance(view, dict)
        return view

    def hear_ready(self) -> Message:
        """Return the first view after the pose model was loaded."""
        while (view := self.hear()).get("debug") is None:
            pass
        return view

    def tell(self, **message: object) -> None:
        """Send a message."""
        self.socket.send_text(json.dumps(message))

    def say(self, **message: object) -> Message:
        """Send a message, and return the view that answers it."""
        self.tell(**message)
        return self.hear()

    def begin(self, **others: object) -> Message:
        """Answer the questions before the exercise."""
        return self.say(**BEGIN | others)

    def show(self, data: bytes) -> Message:
        """Send a picture as it is, and return what answers it."""
        self.socket.send_bytes(data)
        return self.hear()

    def watch(self, seconds: float, until: Collection[str] = ()) -> Message:
        """Send the pictures of a while, or up to a stage; return the last view."""
        view: Message = {}
        for _ in range(round(seconds * SEEN_HZ)):
            number = self.number
            self.number += EVERY
            view = self.show(frame_message(number))
            assert view["seq"] == number
            if view["stage"] in until:
                break
        return view


BEGIN: Final[Message] = {
    "do": "begin",
    "pain": 1,
    "red_flags": [],
    "side": "right",
    "after_last": None,
    "range": "prescribed",
    "keep_video": False,
}
"""The answers of somebody who may exercise, as the page sends them."""


def frame_message(number: int, t_s: float | None = None, picture: bytes | None = None) -> bytes:
    """Return a picture as the page sends it."""
    return struct.pack(">dI", number / RATE_HZ if t_s is None else t_s, number) + (picture or SMALL_JPEG)


def jpeg(image: Picture) -> bytes:
    """Return a picture as JPEG."""
    file = BytesIO()
    Image.fromarray(image).save(file, "JPEG", quality=85)
    return file.getvalue()


SMALL_JPEG: Final = jpeg(grey(160, 120))


def _no_nan(word: str) -> object:
    raise AssertionError(f"{word} is not JSON")
