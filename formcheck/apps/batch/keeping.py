"""What a batch makes of one person, taken into the store as each recording is done."""

from __future__ import annotations

from pathlib import Path

from formcheck.apps import exits
from formcheck.apps.batch.marks import ResultMark
from formcheck.apps.results import source_hash
from formcheck.apps.store.keeps import KeepsResults
from formcheck.errors import FormcheckError
from formcheck.store.model import Film


class Keeping:
    """Keeps the results of a batch; one that cannot be kept is told, and costs the batch nothing.

    Parameters
    ----------
    keeper : KeepsResults
        Keeps results of the person.
    """

    def __init__(self, keeper: KeepsResults) -> None:
        self._keeper = keeper
        self.codes: list[int] = []
        """Exit codes of what could not be kept."""

    def keep(self, folder: Path, mark: ResultMark) -> None:
        """Keep what stands in a folder; what is kept already stays as it is.

        Parameters
        ----------
        folder : Path
            The results of a recording.
        mark : ResultMark
            What they were made of.
        """
        try:
            self._keeper.keep(folder, _film_of(folder, mark))
        except FormcheckError as error:
            exits.complain(error)
            self.codes.append(exits.code_of(error))


def _film_of(folder: Path, mark: ResultMark) -> Film | None:
    """Return where the video is; None of sensors alone."""
    return None if mark.stamp.video is None else Film(str(Path(mark.stamp.video)), source_hash(folder))
