"""README and documents: every link leads somewhere, every picture is there and small."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from docs.pictures.make import MAKERS
from docs.pictures.pictures import all_pictures, check_size, check_together
from tests.support.truth import ROOT

DOCUMENTS = [
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*.md")),
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")),
    *(
        f"{folder}/README.md"
        for folder in ("models", "sample_videos", "sample_videos/population", "tests/benchmarks", "tests/golden")
    ),
]
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@cache
def prose(document: Path) -> str:
    """Return a document without its blocks of code."""
    return FENCED.sub("", document.read_text(encoding="utf-8"))


def links(document: str) -> list[str]:
    """Return where the links and pictures of a document lead within the project, as they are written."""
    return [link for link in LINK.findall(prose(ROOT / document)) if "://" not in link]


def anchors(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(prose(document))}


def leads_nowhere(document: str, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (ROOT / document).parent / path if path else ROOT / document
    if not target.exists():
        return True
    return bool(anchor) and anchor not in anchors(target)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    assert [link for link in links(document) if leads_nowhere(document, link)] == []


def test_a_link_that_leads_nowhere_is_found() -> None:
    assert leads_nowhere("README.md", "docs/absent.md")
    assert leads_nowhere("README.md", "docs/conventions.md#absent")
    assert not leads_nowhere("README.md", "docs/conventions.md#verdicts")


def test_pictures_are_small_enough_to_be_kept() -> None:
    assert all_pictures()
    for picture in all_pictures():
        check_size(picture)
    check_together()


def test_every_picture_is_made_by_the_command_and_shown() -> None:
    shown = {Path(link).name for document in DOCUMENTS for link in links(document) if "pictures/" in link}
    assert shown == {path.name for path in all_pictures()} == set(MAKERS)
