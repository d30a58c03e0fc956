"""Folders as review, batch and live leave them, and commands that are run on a store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from formcheck.store.model import VisitDocuments
from tests.support.commands import Done

Store = Callable[..., Done]
"""Runs a command of the store on the store of the test."""


def write_visit(folder: Path, visit: VisitDocuments) -> Path:
    """Write the documents of a visit into a folder, as the program itself leaves them."""
    for name, content in visit.documents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
