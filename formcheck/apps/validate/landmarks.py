"""Landmarks of a clip, kept in a file so that a change of the engine is validated without the pose model.

The file is a record (`formcheck.session.record`) without events, packed by gzip: unpacked, ``formcheck replay`` reads
it. Exercise and errors are always today's.
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import Final

from formcheck.errors import RecordError
from formcheck.kept import write_whole
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.session.model import Header, RawInput, Step
from formcheck.session.output import BlankOutput
from formcheck.session.record import Record, end_line, header_line, input_line, parse_record

SUFFIX: Final = ".record.jsonl.gz"
_NEXT: Final = "Delete it: the next run with the video makes a new one."


class Collector(BlankOutput):
    """Gathers the landmarks of a review; the events are left to the engine of the day."""

    def __init__(self) -> None:
        self._header: Header | None = None
        self._inputs: list[RawInput] = []

    def begin(self, header: Header) -> None:
        """Keep what the session is."""
        self._header = header

    def write(self, step: Step) -> None:
        """Keep one input."""
        self._inputs.append(step.raw)

    @property
    def record(self) -> Record:
        """What was gathered; there once a review has begun."""
        if self._header is None:
            raise RuntimeError("landmarks are there once a review has begun")
        return Record(self._header, tuple(self._inputs), (), is_whole=True)

    def save(self, path: Path) -> None:
        """Write the record; the same landmarks give the same bytes.

        Parameters
        ----------
        path : Path
            The file; an older one is replaced as a whole.
        """
        inputs = (input_line(raw, BLAZEPOSE_33) for raw in self._inputs)
        lines = (header_line(self.record.header, BLAZEPOSE_33), *inputs, end_line(len(self._inputs)))
        text = "".join(f"{line}\n" for line in lines)
        write_whole(path, gzip.compress(text.encode(), compresslevel=9, mtime=0))


def record_path(folder: Path, file: str) -> Path:
    """Return where the landmarks of a clip are kept.

    Parameters
    ----------
    folder : Path
        Folder of kept landmarks.
    file : str
        Name of the clip, with / between the parts of its path.

    Examples
    --------
    >>> record_path(Path("kept"), "derived/good-mirrored.mp4").as_posix()
    'kept/derived__good-mirrored.record.jsonl.gz'
    """
    stem = file.rpartition(".")[0] or file
    return folder / (stem.replace("/", "__") + SUFFIX)


def load_landmarks(path: Path) -> Record:
    """Read kept landmarks.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    RecordError
        The file cannot be read, is no record, or is cut short.
    """
    try:
        record = parse_record(gzip.decompress(path.read_bytes()).decode(), str(path))
    except (OSError, EOFError, zlib.error, ValueError, RecordError) as error:
        raise RecordError(f"is no record of landmarks ({error}).", where=str(path), next_step=_NEXT) from error
    if not record.is_whole:
        raise RecordError("is no record of landmarks (its end is missing).", where=str(path), next_step=_NEXT)
    return record
