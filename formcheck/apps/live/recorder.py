"""Writing down a visit as it happens: its log, and the record of the part under way."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from formcheck.apps.live.store import RECORD_NAME, VisitLog
from formcheck.apps.recordings import replay
from formcheck.given import check_no_link, reason
from formcheck.outputs.film import Film
from formcheck.outputs.jsonl import RecordFile
from formcheck.outputs.session_json import SessionFile
from formcheck.session.model import Step
from formcheck.session.output import Output
from formcheck.session.visit.course import Effect, PartBegun, PartOver, PartStep

_log: Final = logging.getLogger(__name__)

FILM_NAME: Final = "video.mp4"
REPORT_FOLDER: Final = "report"


class Recorder:
    """Does what the course of a visit asks for.

    Parameters
    ----------
    log : VisitLog
        The visit's log.
    is_video_kept : bool
        Whether the pictures are stored too.
    """

    def __init__(self, log: VisitLog, *, is_video_kept: bool = False) -> None:
        self._log = log
        self.is_video_kept = is_video_kept
        self._stack = ExitStack()
        self._outputs: tuple[Output, ...] = ()
        self._film: Film | None = None

    def do(self, effects: tuple[Effect, ...]) -> None:
        """Do what one change asks for, in order.

        Parameters
        ----------
        effects : tuple of Effect
            A part that begins opens its files, in a folder of its name within that of the visit; its steps and its
            session are written into them. All else goes to the log of the visit.
        """
        for effect in effects:
            match effect:
                case PartBegun():
                    self._begin(effect)
                case PartStep():
                    self._write(effect.step)
                case PartOver():
                    for output in self._outputs:
                        output.finish(effect.session)
                    self.close()
                case _:
                    self._log.append(effect)

    def close(self) -> None:
        """Close the part under way; what it holds so far is kept."""
        self._outputs = ()
        self._close_film()
        self._stack.close()

    def _begin(self, part: PartBegun) -> None:
        self.close()
        folder = self._log.folder / part.name
        check_no_link(folder)  # no part of this visit: somebody else put it there
        outputs: tuple[Output, ...] = (RecordFile(folder / RECORD_NAME), SessionFile(folder / "session.json"))
        for output in outputs:
            self._stack.enter_context(output)
            output.begin(part.header)
        self._outputs = outputs
        if self.is_video_kept:
            self._film = Film(folder / FILM_NAME)
            self._film.begin(part.header)

    def _write(self, step: Step) -> None:
        """Write a step. A video that cannot be written is first to fail, and is given up: it must not cost the rest."""
        if self._film is not None:
            try:
                self._film.write(step)
            except OSError:
                self._close_film()
                raise
        for output in self._outputs:
            output.write(step)

    def _close_film(self) -> None:
        film, self._film = self._film, None
        if film is not None:
            try:
                film.__exit__(None, None, None)
            except OSError as error:
                _log.warning("%s: the video ends before its part does (%s).", film.path, reason(error))


def write_report(visit: Path, language: str) -> None:
    """Write the clinician's report of a visit into its folder, unless it is there: it takes a second or two.

    Parameters
    ----------
    visit : Path
        The folder of the visit.
    language : str
        The language of the report.

    Raises
    ------
    FormcheckError
        Its records cannot be read.
    OSError
        The report cannot be written.
    """
    folder = visit / REPORT_FOLDER
    if not folder.exists():
        replay(visit, out=folder, language=language)
