"""What outputs to files have in common."""

from __future__ import annotations

from pathlib import Path

from formcheck.kept import make_folder
from formcheck.session.output import BlankOutput


class FileOutput(BlankOutput):
    """An output to one file.

    Parameters
    ----------
    path : Path
        The file to write. Its folder is made when the file is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def make_folder(self) -> None:
        """Make the folder the file goes into."""
        make_folder(self.path.parent)
