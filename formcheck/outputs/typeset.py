"""Pages for paper and the record: a template of typst, filled with what is to stand there, as a PDF.

What people wrote goes in as data and never as mark-up. Fonts are those inside typst and our own, so that a page looks
alike on every computer; nothing is read from elsewhere, and nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst

from formcheck.outputs.letters import with_known_letters

_TEMPLATES: Final = "templates"
_DATA: Final = "data.json"
_STANDARD: Final = "ua-1"
"""Tagged, so that it can be read aloud; the compiler refuses what is not (ISO 14289-1)."""


def typeset(template: str, data: Mapping[str, object], made_at: datetime, pictures: Mapping[str, bytes]) -> bytes:
    """Return a PDF, the same bytes for the same input.

    Parameters
    ----------
    template : str
        Name of the template, such as ``record.typ``, in ``formcheck/outputs/templates``. It finds the data by
        ``json("data.json")``, and each picture by its name.
    data : mapping
        What stands there, as JSON can hold it. For letters that our font does not have stands a mark.
    made_at : datetime
        When it is made, with its zone.
    pictures : mapping of str to bytes
        Pictures by their file names, such as ``rest.svg``; names are the program's own.
    """
    with TemporaryDirectory(prefix="formcheck-") as scratch, as_file(files("formcheck.outputs") / "fonts") as fonts:
        folder = Path(scratch)
        page = folder / template
        page.write_bytes((files("formcheck.outputs") / _TEMPLATES / template).read_bytes())
        (folder / _DATA).write_text(json.dumps(with_known_letters(data), ensure_ascii=False), encoding="utf-8")
        for name, content in pictures.items():
            (folder / name).write_bytes(content)
        return typst.compile(
            page,
            root=folder,
            font_paths=[fonts],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=[_STANDARD],
            timestamp=made_at.replace(microsecond=0),  # typst takes none
        )
