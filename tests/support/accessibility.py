"""What shuts people out of a page, as axe-core finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SERIOUS = {"serious", "critical"}


def find_faults(page: Page, where: str) -> list[str]:
    """Return every serious fault of a page as it is now, with where it was found."""
    # Imported here, so that tests without a browser are collected where it is not installed.
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    found = Axe().run(page)
    return [
        f"{where}: {fault['id']} ({fault['help']}): {node['html'][:120]}"
        for fault in found.response["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]
