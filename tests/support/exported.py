"""What a browser takes out of the clinic: every form of a person's data, and then the person."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SMALL = {
    "PDF": b"%PDF", "HTML": b"<!doctype html>", "XLSX": b"PK", "CSV": b"PK", "JSON": b"{", "Parquet": b"PK",
    "FHIR bundle": b"{",
}  # fmt: skip
LARGE = ("Angles (.mot)", "Points (.trc)", "Pack everything")

PATIENCE_MS = 60_000


def saved(page: Page, name: str, folder: Path) -> bytes:
    """Press a button and return the file that comes of it."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_bytes()


def export_everything(page: Page, folder: Path) -> str:
    """Save every form from the page of exports, wait for those in the list, and return the name of the last one."""
    for name, begins in SMALL.items():
        assert saved(page, name, folder).startswith(begins), name
    for name in LARGE:
        page.get_by_role("button", name=name, exact=True).click()
        page.get_by_role("link", name=re.compile("^Save ")).first.wait_for(timeout=PATIENCE_MS)
    links = page.get_by_role("link", name=re.compile("^Save "))
    links.nth(len(LARGE) - 1).wait_for(timeout=PATIENCE_MS)  # kept up to date by itself
    with page.expect_download() as waiting:
        links.first.click()
    return waiting.value.suggested_filename


def remove_person(page: Page, pseudonym: str) -> None:
    """Remove a person from the page of exports, a wrong pseudonym first."""
    page.get_by_role("link", name="Remove this person…").click()
    page.get_by_label(f"Type {pseudonym}").fill(pseudonym[:4])
    page.get_by_role("button", name="Remove for ever").click()
    assert page.get_by_role("alert").inner_text() == f"That is not {pseudonym}. Nothing was removed."
    page.get_by_label(f"Type {pseudonym}").fill(pseudonym)
    page.get_by_role("button", name="Remove for ever").click()
    page.get_by_role("heading", name="Removed").wait_for()
    page.get_by_role("link", name="People").first.click()
    assert page.get_by_text(pseudonym, exact=True).count() == 0
