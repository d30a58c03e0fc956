"""The page and its link: one browser tab sends pictures and actions, and is sent what to show."""

from __future__ import annotations

import asyncio
import json
import logging
import mimetypes
from collections.abc import AsyncIterator, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from io import BytesIO
from typing import Final, TypeVar

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

from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.messages import CameraNews, Latency, Message, Wish, read_message
from formcheck.apps.live.page import page_variables
from formcheck.apps.live.pose import LivePose
from formcheck.apps.live.view import LINES, View
from formcheck.errors import FormcheckError
from formcheck.samples import Frame
from formcheck.sources.browser import read_frame
from formcheck.sources.buffering import newest

_log: Final = logging.getLogger(__name__)

_T = TypeVar("_T")

_PREVIEW_QUALITY: Final = 75

_GONE: Final = (WebSocketDisconnect, RuntimeError)
"""What sending to a tab that was closed raises."""


class LiveServer:
    """The room behind its one thread, and the tab that is served.

    Parameters
    ----------
    room : VisitController
        The visit under way.
    make_engine : callable
        Chooses and loads the pose model, which takes seconds; given the name of a model, it takes that one.
    frames : generator of Frame, optional
        Pictures of a camera that the program has opened itself; without it they come from the page.
    """

    def __init__(
        self,
        room: VisitController,
        make_engine: Callable[[str | None], LivePose],
        frames: Generator[Frame, None, None] | None = None,
    ) -> None:
        self._room, self._make_engine, self._frames = room, make_engine, frames
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="room")
        self._tab: WebSocket | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._is_over = self._is_model_asked = False
        self._camera_error: str | None = None
        # A view is sent before a newer one is made: the page must never go back.
        self._speaking = asyncio.Lock()

    async def _in_room(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    @asynccontextmanager
    async def open(self, _: Starlette) -> AsyncIterator[None]:
        """Watch the program's camera, if there is one, and close everything at the end."""
        if self._frames is not None:
            self._tasks.append(asyncio.create_task(self._watch(self._frames)))
        try:
            yield
        finally:
            self._is_over = True
            await asyncio.gather(*self._tasks)
            await self._in_room(self._room.close)
            self._thread.shutdown()

    async def _load(self, model: str | None) -> None:
        """Load a pose model, and use it from then on."""
        try:
            engine = await asyncio.to_thread(self._make_engine, model)
        except FormcheckError as error:
            _log.error("%s", error)
            await self._in_room(self._room.go_without_pose)
        else:
            await self._in_room(lambda: self._room.use_pose(engine))
        await self._tell()

    async def _watch(self, frames: Generator[Frame, None, None]) -> None:
        """Take the newest picture of the program's camera, show it with what is made of it, and again."""
        fresh = newest(frames)
        try:
            while not self._is_over:
                frame = await asyncio.to_thread(next, fresh, None)
                if frame is None:
                    return
                if self._tab is not None:
                    await self._show_own(self._tab, frame)
        except FormcheckError as error:
            _log.error("%s", error)
            self._camera_error = str(error)
            await self._in_room(self._room.leave)
            await self._tell(refused=self._camera_error)
        finally:
            await asyncio.to_thread(fresh.close)

    async def _show_own(self, tab: WebSocket, frame: Frame) -> None:
        try:
            preview = await asyncio.to_thread(_preview, frame.image)
            async with self._speaking:
                view = await self._in_room(lambda: self._see_one(frame))
                await tab.send_bytes(preview)
                await tab.send_text(_json({**view, "seq": frame.index}))
            await self._mind_speed()
        except _GONE:
            _log.debug("the page was closed while a picture was on its way")

    # --- the page ---------------------------------------------------------------------------------------------------

    async def page(self, _: Request) -> HTMLResponse:
        """Return the page."""
        variables = await self._in_room(lambda: page_variables(self._room))
        return HTMLResponse(_templates().get_template("live.html.jinja").render(variables))

    async def link(self, tab: WebSocket) -> None:
        """Serve one tab until it is closed; a second one waits until the person chooses it."""
        await tab.accept()
        try:
            if self._tab is None:
                await self._serve(tab)
            else:
                await tab.send_text(_json({"stage": "elsewhere"}))
            while True:
                await self._receive(tab)
        except WebSocketDisconnect:
            if self._tab is tab:
                self._tab = None
                await self._in_room(self._room.leave)

    async def _serve(self, tab: WebSocket) -> None:
        """Serve this tab, and tell the one served before."""
        await self._in_room(self._room.leave)
        more = {} if self._camera_error is None else {"refused": self._camera_error}
        await self._show(tab, lines=LINES, **more)
        before, self._tab = self._tab, tab
        if before is not None:
            with suppress(*_GONE):
                await before.send_text(_json({"stage": "elsewhere"}))
        if not self._is_model_asked:
            # Not before: the page is to be there at once, and the model to be chosen while the person reads.
            self._is_model_asked = True
            self._tasks.append(asyncio.create_task(self._load(None)))

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
            _log.warning("refused: %s", error)
            if tab is self._tab:
                await self._show(tab, refused=str(error))

    async def _see(self, tab: WebSocket, data: bytes) -> None:
        if tab is not self._tab:
            return
        frame = read_frame(data)
        async with self._speaking:
            view = await self._in_room(lambda: self._see_one(frame))
            await tab.send_text(_json({**view, "seq": frame.index}))
        await self._mind_speed()

    def _see_one(self, frame: Frame) -> View:
        self._room.see(frame)
        return self._room.view()

    async def _mind_speed(self) -> None:
        """Take a quicker model where the one chosen turns out to be too slow beside the browser."""
        quicker = await self._in_room(self._room.take_quicker)
        if quicker is not None:
            self._tasks.append(asyncio.create_task(self._load(quicker)))

    async def _hear(self, tab: WebSocket, message: Message) -> None:
        if isinstance(message, Wish) and message.do == "take_over" and tab is not self._tab:
            await self._serve(tab)
            return
        if tab is not self._tab:
            return
        await self._in_room(lambda: self._obey(message))
        if not isinstance(message, Latency):
            await self._show(tab)

    def _obey(self, message: Message) -> None:
        match message:
            case Latency():
                _log.debug("from picture to screen: %.0f ms", message.ms)
            case CameraNews():
                _log.info("camera: %s %s", message.state, message.label)
                self._room.camera(message.label)
            case Wish(do="resume"):
                self._room.resume()
            case Wish(do="again"):
                self._room.again()
            case Wish():
                _log.debug("the tab is served already")
            case _:
                self._room.act(message)

    async def _tell(self, **more: object) -> None:
        """Show the tab that is served, if there is one, what has become of things."""
        if self._tab is not None:
            with suppress(*_GONE):
                await self._show(self._tab, **more)

    async def _show(self, tab: WebSocket, **more: object) -> None:
        async with self._speaking:
            view = await self._in_room(self._room.view)
            await tab.send_text(_json({**view, "seq": None, **more}))


def make_app(desk: LiveServer) -> Starlette:
    """Return the page's application."""
    mimetypes.add_type("text/javascript", ".js")  # Windows may have another, with which browsers run no module
    mimetypes.add_type("text/css", ".css")
    return Starlette(
        routes=[
            Route("/", desk.page),
            WebSocketRoute("/link", desk.link),
            Mount("/static", StaticFiles(packages=[("formcheck.apps.live", "static")])),
        ],
        lifespan=desk.open,
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


def _json(message: View) -> str:
    return json.dumps(message, separators=(",", ":"), allow_nan=False)
