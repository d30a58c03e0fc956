"""The session's record as a file: append-only, every line written out at once."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from formcheck.events import RepetitionJudged
from formcheck.outputs.base import FileOutput
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.session.model import Header, Session, Step
from formcheck.session.record import end_line, header_line, step_lines


class RecordFile(FileOutput):
    """Writes ``record.jsonl``; killing the program loses at most the line being written.

    With every repetition all lines are brought to the disk, so that a power cut loses at most the attempt in progress.

    Parameters
    ----------
    path : Path
        The file; an older one is replaced.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._file: TextIO | None = None
        self._inputs = 0

    def __enter__(self) -> Self:
        """Open the file; lines leave the program as they are written."""
        self.make_folder()
        self._file = self.path.open("w", encoding="utf-8", newline="\n", buffering=1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def begin(self, header: Header) -> None:
        """Write the identity of the session."""
        self._write(header_line(header, BLAZEPOSE_33))

    def write(self, step: Step) -> None:
        """Write one step: its input and its events."""
        self._inputs += 1
        for line in step_lines(step, BLAZEPOSE_33):
            self._write(line)
        if self._file is not None and any(isinstance(event, RepetitionJudged) for event in step.events):
            os.fsync(self._file.fileno())

    def finish(self, session: Session) -> None:  # noqa: ARG002 - replaying the record gives the result again
        """Write that the run came to its end."""
        self._write(end_line(self._inputs))

    def _write(self, line: str) -> None:
        if self._file is None:
            raise RuntimeError("a record is written within its `with` block")
        self._file.write(line + "\n")
