"""``session.json``: the result of a session, for programs."""

from __future__ import annotations

import os
from typing import Final

from pydantic import TypeAdapter

from formcheck.kept import open_own
from formcheck.outputs.base import FileOutput
from formcheck.session.model import Session

_SESSION: Final = TypeAdapter(Session)


def dump_session(session: Session) -> bytes:
    """Return `session` as JSON text in UTF-8; what is missing (None, NaN) is null.

    Parameters
    ----------
    session : Session
        The result of a session.
    """
    return _SESSION.dump_json(session, indent=2)


class SessionFile(FileOutput):
    """Writes ``session.json`` when the session is done.

    Parameters
    ----------
    path : Path
        The file to write.
    """

    def finish(self, session: Session) -> None:
        """Write the file."""
        self.make_folder()
        with os.fdopen(open_own(self.path, os.O_WRONLY | os.O_TRUNC), "wb") as file:
            file.write(dump_session(session) + b"\n")
