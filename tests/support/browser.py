"""Debian's Chromium, driven by Playwright, with a recording in place of its camera."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.support.machine import skip_or_fail

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_QUIET: Final = (
    "--no-sandbox",  # tests may run as the superuser, for whom Chromium refuses to start otherwise
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_ALLOWED: Final = "--use-fake-ui-for-media-stream"  # answers the question for the camera by itself
_DENIED: Final = "--deny-permission-prompts"
_FAKE: Final = "--use-fake-device-for-media-stream"
_FILE: Final = "--use-file-for-fake-video-capture"


class NoCamera(Enum):
    """Ways in which a browser has no camera."""

    DENIED = "there is one, but the person does not allow it"
    ABSENT = "there is none"


def require_browser() -> str:
    """Return the path of a Chromium that Playwright can drive; skip the test where there is none, or fail it in CI."""
    if find_spec("playwright") is None:
        skip_or_fail("the Python package playwright is not installed")
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        skip_or_fail(f"no browser found (none of {', '.join(_NAMES)})")
    return found


@contextmanager
def launched(camera: Path | NoCamera, *, is_headless: bool = True) -> Iterator[Browser]:
    """Give a Chromium with a profile of its own, and end it afterwards.

    Skips the test where there is no browser. Open one page context (``browser.new_page()``) for each person.

    Parameters
    ----------
    camera : Path or NoCamera
        A file of `make_fake_camera`, played over and over from the moment the page opens the camera; or why there is
        no camera.
    is_headless : bool
        Whether to do without a window.
    """
    executable = require_browser()
    # Imported here, so that tests without a browser are collected where playwright is not installed.
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, headless=is_headless, args=[*_QUIET, *_flags(camera)]
        )
        try:
            yield browser
        finally:
            browser.close()


def _flags(camera: Path | NoCamera) -> tuple[str, ...]:
    match camera:
        case NoCamera.DENIED:
            return _FAKE, _DENIED
        case NoCamera.ABSENT:
            return (_ALLOWED,)
        case Path():
            return _ALLOWED, _FAKE, f"{_FILE}={camera.absolute()}"
