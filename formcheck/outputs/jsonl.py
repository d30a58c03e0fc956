"""The session's record as a file: append-only, every line written out at once."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from formcheck.events import RepetitionJudged
from formcheck.kept import append_whole, open_own
from formcheck.outputs.base import FileOutput
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.session.model import Header, Session, Step
from formcheck.session.record import end_line, header_line, step_lines


class RecordFile(FileOutput):
    """Writes ``record.jsonl``; killing the program loses at most the step being written.

    With every repetition all lines are brought to the disk, so that a power cut loses at most the attempt in progress.

    Parameters
    ----------
    path : Path
        The file; an older one is replaced.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._handle: int | None = None
        self._inputs = 0

    def __enter__(self) -> Self:
        """Open the file; lines leave the program as they are written."""
        self.make_folder()
        self._handle = open_own(self.path, os.O_WRONLY | os.O_TRUNC)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close the file."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def begin(self, header: Header) -> None:
        """Write the identity of the session."""
        self._write(header_line(header, BLAZEPOSE_33))

    def write(self, step: Step) -> None:
        """Write one step: its input and its events."""
        self._write(*step_lines(step, BLAZEPOSE_33))
        self._inputs += 1
        if self._handle is not None and any(isinstance(event, RepetitionJudged) for event in step.events):
            os.fsync(self._handle)

    def finish(self, session: Session) -> None:  # noqa: ARG002 - replaying the record gives the result again
        """Write that the run came to its end."""
        self._write(end_line(self._inputs))

    def _write(self, *lines: str) -> None:
        if self._handle is None:
            raise RuntimeError("a record is written within its `with` block")
        append_whole(self._handle, "".join(f"{line}\n" for line in lines).encode("utf-8"))
