"""The page and its link: one browser tab sends pictures and actions, and is sent what to show."""

from __future__ import annotations

import asyncio
import json
import logging
import mimetypes
from collections.abc import AsyncIterator, Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from numpy.typing import NDArray
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from formcheck.apps.live.background import Background, in_own_thread
from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.messages import CameraNews, Latency, Message, Wish, read_message
from formcheck.apps.live.own_sensors import OwnSensors
from formcheck.apps.live.page import page_variables
from formcheck.apps.live.pose import LivePose
from formcheck.apps.live.recorder import write_report
from formcheck.apps.live.trouble import detail_of, log_failure
from formcheck.apps.live.view import LINES, PageView
from formcheck.apps.store.keeps import KeepsVisits
from formcheck.errors import CameraError, FormcheckError, VideoError
from formcheck.samples import Frame, ImuReadings
from formcheck.session.visit.course import WATCHED
from formcheck.sources.browser import read_frame
from formcheck.sources.buffering import newest

if TYPE_CHECKING:
    from formcheck.apps.live.own_camera import OwnFrames

_log: Final = logging.getLogger(__name__)

_T = TypeVar("_T")

_PREVIEW_QUALITY: Final = 75

LONG_LOAD_S: Final = 30.0
"""A pose model that is not there by now takes unusually long: choosing and loading one takes seconds."""

SHOWN_EVERY_S: Final = 0.05
"""A leg that moves is drawn so often; what is said of it, and what is counted, is shown at once."""

_INTERNAL_ERROR: Final = 1011  # RFC 6455, 7.4.1: the page does not open its link again by itself

_GONE: Final = (WebSocketDisconnect, RuntimeError)
"""What sending to a tab that was closed raises."""


class LiveServer:
    """The visit behind its one thread, and the tab that is served.

    Parameters
    ----------
    controller : VisitController
        The visit under way.
    load_pose : callable
        Chooses and loads the pose model, which takes seconds; given the name of a model, it takes that one.
    frames : callable, optional
        Gives the pictures of a camera that the program has opened itself; without it they come from the page, or
        sensors that the controller knows stand in their place.
    keeper : KeepsVisits, optional
        Takes visits into the store; without it they are in their folder alone.
    """

    def __init__(
        self,
        controller: VisitController,
        load_pose: Callable[[str | None], LivePose],
        frames: OwnFrames | None = None,
        keeper: KeepsVisits | None = None,
    ) -> None:
        self._controller, self._load_pose, self._frames, self._keeper = controller, load_pose, frames, keeper
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="visit")
        self._tab: WebSocket | None = None
        self._page = ""
        self._background = Background()
        self._is_over = self._is_model_asked = self._is_camera_gone = False
        # A view is sent before a newer one is made: the page must never go back.
        self._speaking = asyncio.Lock()
        # Reports are written one after the other: they are in no hurry, and each wants a whole core.
        self._reporting = asyncio.Lock()
        self._keeping = asyncio.Lock()

    async def _in_thread(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    @asynccontextmanager
    async def open(self, _: Starlette) -> AsyncIterator[None]:
        """Watch the program's camera, if there is one, and close everything at the end."""
        sensors = self._controller.setting.sensors
        if self._frames is not None:
            self._background.start("the camera", self._watch(self._frames), self._go_without_camera, is_awaited=True)
        if sensors is not None:
            self._background.start("the sensors", self._listen(sensors), self._go_without_camera)
        if self._keeper is not None:
            self._start_keeping(self._keeper.keep_left)
        try:
            yield
        finally:
            self._is_over = True
            if sensors is not None:
                sensors.close()
            await self._background.finish()
            self._background.start("closing the visit", self._in_thread(self._controller.close), is_awaited=True)
            await self._background.finish()
            await self._mind_store()
            await self._background.finish()
            self._thread.shutdown(wait=False)

    # --- in the background ------------------------------------------------------------------------------------------

    def _start_loading(self, model: str | None) -> None:
        self._background.start("loading the pose model", self._load(model), self._go_without_pose)

    async def _load(self, model: str | None) -> None:
        """Load a pose model, and use it from then on; where it takes unusually long, say so and go on waiting."""
        loading = in_own_thread(lambda: self._load_pose(model), "pose model")
        await asyncio.wait({loading}, timeout=LONG_LOAD_S)
        if not loading.done():
            _log.warning("loading the pose model has taken %.0f s and goes on", LONG_LOAD_S)
            await self._in_thread(self._controller.wait_for_pose)
            await self._tell()
        live_pose = await loading
        await self._in_thread(lambda: self._controller.use_pose(live_pose))
        await self._tell()

    async def _go_without_pose(self, error: Exception) -> None:
        await self._in_thread(lambda: self._controller.go_without_pose(error))
        await self._tell()

    async def _watch(self, frames: OwnFrames) -> None:
        """Watch the program's camera; while it gives nothing, tell so and wait for it."""
        while not self._is_over:
            try:
                await self._watch_until_silent(frames())
            except CameraError as error:
                if not self._is_camera_gone:
                    log_failure("the camera", error)
                self._is_camera_gone = True
                await self._go_without_camera(error)

    async def _watch_until_silent(self, frames: Generator[Frame, None, None]) -> None:
        """Take the newest picture of the program's camera, show it with what is made of it, and again."""
        fresh = newest(frames)
        try:
            while not self._is_over:
                frame = await asyncio.to_thread(next, fresh, None)
                if frame is None:
                    raise VideoError("gives no more pictures.", where="the camera")
                if self._is_camera_gone:
                    self._is_camera_gone = False
                    await self._in_thread(self._controller.find_camera_again)
                if self._tab is not None:
                    await self._show_own(self._tab, frame)
                await self._mind_store()
        finally:
            await asyncio.to_thread(fresh.close)

    async def _show_own(self, tab: WebSocket, frame: Frame) -> None:
        preview = await asyncio.to_thread(_preview, frame.image)
        try:
            async with self._speaking:
                view = await self._in_thread(lambda: self._see_one(frame))
                await _send(tab, preview, _json({**view, "seq": frame.index}))
        except (FormcheckError, OSError) as error:
            await self._refuse(tab, error)
        await self._mind_speed()

    async def _listen(self, sensors: OwnSensors) -> None:
        """Take what sensors have told, show what is made of it, and again; what is no news can wait a little."""
        batches = sensors.batches()
        shown: tuple[float, object] = (-SHOWN_EVERY_S, None)
        while not self._is_over:
            try:
                groups = await asyncio.to_thread(next, batches)
            except FormcheckError:
                if self._is_over:
                    return
                raise
            if self._tab is not None:
                try:
                    shown = await self._show_heard(self._tab, groups, shown)
                except (FormcheckError, OSError) as error:
                    await self._refuse(self._tab, error)
            self._mind_watching()
            await self._mind_store()

    def _mind_watching(self) -> None:
        """Let a recording that is played go on only while somebody is looked at."""
        sensors = self._controller.setting.sensors
        if sensors is None:
            return
        if self._tab is not None and self._controller.course.stage in WATCHED:
            sensors.watched.set()
        else:
            sensors.watched.clear()

    async def _show_heard(
        self, tab: WebSocket, groups: Sequence[ImuReadings], shown: tuple[float, object]
    ) -> tuple[float, object]:
        """Show what was made of readings, where it is time or there is news; return when that was, and of what."""
        async with self._speaking:
            await self._in_thread(lambda: self._controller.hear(groups))
            news = await self._in_thread(self._controller.news)
            now_s = asyncio.get_running_loop().time()
            is_watched = self._controller.course.stage in WATCHED
            if news == shown[1] and (not is_watched or now_s - shown[0] < SHOWN_EVERY_S):
                return shown
            view = await self._in_thread(self._controller.view)
            await _send(tab, _json({**view, "seq": None}))
            return now_s, news

    async def _go_without_camera(self, error: Exception) -> None:
        await self._in_thread(lambda: self._controller.go_without_camera(error))
        await self._tell()

    async def _mind_store(self) -> None:
        """Take the visit into the store where a part of it is over; nobody waits for that."""
        keeper = self._keeper
        visit = None if keeper is None else await self._in_thread(self._controller.keeping_due)
        if keeper is not None and visit is not None:
            self._start_keeping(lambda: keeper.keep(visit))

    def _start_keeping(self, work: Callable[[], None]) -> None:
        self._background.start("the store", self._keep(work), self._go_without_store, is_awaited=True)

    async def _keep(self, work: Callable[[], None]) -> None:
        async with self._keeping:
            await in_own_thread(work, "store")
        await self._in_thread(lambda: self._controller.know_store(None))

    async def _go_without_store(self, error: Exception) -> None:
        await self._in_thread(lambda: self._controller.know_store(error))
        await self._tell()

    async def _report(self, visit: Path) -> None:
        async with self._reporting:
            await in_own_thread(lambda: write_report(visit, self._controller.setting.words.language), "report")

    async def _go_without_report(self, error: Exception) -> None:
        await self._in_thread(lambda: self._controller.go_without_report(error))
        await self._tell()

    # --- the page ---------------------------------------------------------------------------------------------------

    async def page(self, _: Request) -> HTMLResponse:
        """Return the page."""
        variables = await self._in_thread(lambda: page_variables(self._controller))
        return HTMLResponse(_templates().get_template("live.html.jinja").render(variables))

    async def link(self, tab: WebSocket) -> None:
        """Serve one tab until it is closed; a second one waits until the person chooses it.

        A page whose link broke off opens another one: it is served at once, though the end of the first was not heard.

        Parameters
        ----------
        tab : WebSocket
            Its link, not accepted yet.
        """
        await tab.accept()
        try:
            if self._tab is None or self._is_known(tab):
                await self._serve(tab)
            else:
                await _send(tab, _json({"stage": "elsewhere"}))
            while True:
                await self._receive(tab)
        except WebSocketDisconnect:
            _log.debug("the page was closed")
        except Exception as error:  # noqa: BLE001 - whatever it is, the page must not be left waiting
            log_failure("the link to the page", error)
            await _send(tab, _json({"stage": "failed"}))
            with suppress(*_GONE):
                await tab.close(_INTERNAL_ERROR)
        finally:
            if self._tab is tab:
                self._tab = None
                await self._in_thread(self._controller.leave)
                await self._mind_store()

    async def _serve(self, tab: WebSocket) -> None:
        """Serve this tab, and tell the one served before."""
        await self._in_thread(self._controller.leave)
        await self._show(tab, lines=LINES)
        before, self._tab = self._tab, tab
        is_known, self._page = self._is_known(tab), _page_of(tab)
        if before is not None:
            # Not waited for: nobody may be there any more.
            farewell = _end(before) if is_known else _send(before, _json({"stage": "elsewhere"}))
            self._background.start("the farewell to a tab", farewell)
        if not self._is_model_asked and self._controller.setting.sensors is None:
            # Not before: the page is to be there at once, and the model to be chosen while the person reads.
            self._is_model_asked = True
            self._start_loading(None)

    def _is_known(self, tab: WebSocket) -> bool:
        """Tell whether a link is of the page that is served."""
        return bool(self._page) and _page_of(tab) == self._page

    async def _receive(self, tab: WebSocket) -> None:
        """Take one message; one that cannot be used is refused, and the visit goes on."""
        message = await tab.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message["code"], message.get("reason"))
        try:
            if message.get("bytes") is not None:
                await self._see(tab, message["bytes"])
            else:
                await self._hear(tab, read_message(message.get("text") or ""))
        except (FormcheckError, OSError) as error:  # an OSError is a full disk, or a folder that is gone
            await self._refuse(tab, error)

    async def _refuse(self, tab: WebSocket, error: Exception) -> None:
        said = detail_of(error)
        _log.warning("refused: %s", said)
        if tab is self._tab:
            await self._show(tab, refused=said)

    async def _see(self, tab: WebSocket, data: bytes) -> None:
        if tab is not self._tab:
            return
        frame = read_frame(data)
        async with self._speaking:
            view = await self._in_thread(lambda: self._see_one(frame))
            await _send(tab, _json({**view, "seq": frame.index}))
        await self._mind_speed()
        await self._mind_store()

    def _see_one(self, frame: Frame) -> PageView:
        self._controller.see(frame)
        return self._controller.view()

    async def _mind_speed(self) -> None:
        """Take a quicker model where the one chosen turns out to be too slow beside the browser."""
        quicker = await self._in_thread(self._controller.take_quicker)
        if quicker is not None:
            self._start_loading(quicker)

    async def _hear(self, tab: WebSocket, message: Message) -> None:
        if isinstance(message, Wish) and message.do == "take_over" and tab is not self._tab:
            await self._serve(tab)
            return
        if tab is not self._tab:
            return
        if isinstance(message, Wish) and message.do == "try_again":
            if await self._in_thread(self._controller.try_again):
                self._start_loading(None)
        else:
            await self._in_thread(lambda: self._obey(message))
        self._mind_watching()
        if not isinstance(message, Latency):
            await self._show(tab)
        await self._mind_store()
        visit = await self._in_thread(self._controller.report_due)
        if visit is not None:
            self._background.start("the report", self._report(visit), self._go_without_report, is_awaited=True)

    def _obey(self, message: Message) -> None:
        match message:
            case Latency():
                _log.debug("from picture to screen: %.0f ms", message.ms)
            case CameraNews():
                _log.info("camera: %s %s", message.state, message.label)
                self._controller.camera(message.label)
            case Wish(do="resume"):
                self._controller.resume()
            case Wish(do="again"):
                self._controller.again()
            case Wish():
                _log.debug("the tab is served already")
            case _:
                self._controller.act(message)

    async def _tell(self) -> None:
        """Show the tab that is served, if there is one, what has become of things."""
        if self._tab is not None:
            await self._show(self._tab)

    async def _show(self, tab: WebSocket, **more: object) -> None:
        async with self._speaking:
            view = await self._in_thread(self._controller.view)
            await _send(tab, _json({**view, "seq": None, **more}))


def _page_of(tab: WebSocket) -> str:
    """Return which page a link is of; empty where it does not say."""
    return tab.query_params.get("page", "")


async def _end(tab: WebSocket) -> None:
    with suppress(*_GONE):
        await tab.close()


async def _send(tab: WebSocket, *messages: str | bytes) -> None:
    """Send messages; that the tab has been closed shows where it is listened to."""
    try:
        for message in messages:
            if isinstance(message, str):
                await tab.send_text(message)
            else:
                await tab.send_bytes(message)
    except _GONE:
        _log.debug("the page was closed while something was on its way to it")


def make_app(server: LiveServer) -> Starlette:
    """Return the page's application.

    Parameters
    ----------
    server : LiveServer
        What answers; it is opened with the application, and closed with it.
    """
    mimetypes.add_type("text/javascript", ".js")  # Windows may have another, with which browsers run no module
    mimetypes.add_type("text/css", ".css")
    return Starlette(
        routes=[
            Route("/", server.page),
            WebSocketRoute("/link", server.link),
            Mount("/static", StaticFiles(packages=[("formcheck.apps.live", "static")])),
        ],
        lifespan=server.open,
    )


def _preview(image: NDArray[np.uint8]) -> bytes:
    """Return a picture of the program's camera for the page to show."""
    file = BytesIO()
    Image.fromarray(image).save(file, "JPEG", quality=_PREVIEW_QUALITY)
    return file.getvalue()


def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("formcheck.apps.live"),
        autoescape=select_autoescape(("html", "jinja")),
        undefined=StrictUndefined,
    )


def _json(message: PageView) -> str:
    return json.dumps(message, separators=(",", ":"), allow_nan=False)
