"""The files of a recording: one file, a folder, an archive, or several of them, all met alike."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from formcheck.errors import SensorError
from formcheck.given import reason

LIMIT_BYTES = 256 * 2**20
"""No file is read beyond this: an hour of one sensor at 100 Hz takes about 40 MB as text."""

HEAD_BYTES = 8192
MOST_FILES = 2000

_SUFFIXES = frozenset({".csv", ".txt", ".tsv", ".sto", ".json", ".jsonl", ".log", ".gz", ".xdf", ".xdfz"})
_ENCODINGS = ("utf-8-sig", "gb18030", "latin-1")
"""In this order: software from China writes its own, and degree signs of the last are not valid in the others."""


@dataclass(frozen=True, slots=True)
class SensorFile:
    """One file of a recording.

    Parameters
    ----------
    path : Path
        The file, or the archive that holds it.
    name : str
        Its name within what was given, with its folders, parted by ``/``.
    head : str
        What it begins with.
    member : str
        Its name within the archive; empty where there is none.
    """

    path: Path
    name: str
    head: str
    member: str = ""

    @property
    def stem(self) -> str:
        """Its own name, without folders and endings."""
        return PurePosixPath(self.name.removesuffix(".gz")).stem

    @property
    def folder(self) -> str:
        """The name of the folder or archive it lies in; empty where it was given by itself."""
        return str(PurePosixPath(self.name).parent).removeprefix(".")

    @property
    def where(self) -> str:
        """Where it is, for errors."""
        return f"{self.path}/{self.member}" if self.member else str(self.path)

    def text(self) -> str:
        """Return all of it.

        Raises
        ------
        SensorError
            It cannot be read, or is too large.
        """
        return decoded(self.data())

    def data(self) -> bytes:
        """Return all of it, as it is.

        Raises
        ------
        SensorError
            It cannot be read, or is too large.
        """
        data = _bytes_of(self.path, self.member, LIMIT_BYTES + 1)
        if len(data) > LIMIT_BYTES:
            fault = f"is larger than {LIMIT_BYTES // 2**20} MB, the most that is read."
            raise SensorError(fault, where=self.where, next_step="Record a shorter stretch, or cut the file.")
        return data


def decoded(data: bytes) -> str:
    """Return the text of a file, whatever wrote it.

    Parameters
    ----------
    data : bytes
        All of it, or whole lines of it.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("ascii", errors="replace")


def find_files(*paths: Path) -> tuple[SensorFile, ...]:
    """Return the files of a recording that may hold what a sensor measured, in order of their names.

    Parameters
    ----------
    *paths : Path
        Files, folders or archives; folders are entered, and so are the archives in them.

    Raises
    ------
    SensorError
        One is missing, or cannot be read.
    """
    found = [file for path in paths for file in _files_at(path)]
    if len(found) > MOST_FILES:
        fault = f"{len(found)} files, more than the {MOST_FILES} that are looked at."
        raise SensorError(fault, where=str(paths[0]), next_step="Name the folder of one recording.")
    return tuple(found)


def beside(file: SensorFile) -> tuple[SensorFile, ...]:
    """Return the other files of the folder that a file lies in.

    Parameters
    ----------
    file : SensorFile
        A file that was given by itself.
    """
    if file.member or file.folder:
        return ()
    names = (one for one in sorted(file.path.parent.iterdir()) if one.is_file() and one != file.path)
    return tuple(_plain(one, one.name) for one in names if one.suffix.lower() in _SUFFIXES)


def _files_at(path: Path) -> Iterator[SensorFile]:
    if path.is_dir():
        yield from _files_in(path)
    elif path.is_file():
        yield from _archived(path, path.stem) if zipfile.is_zipfile(path) else (_plain(path, path.name),)
    else:
        fault = "is missing: found neither a file nor a folder."
        raise SensorError(fault, where=str(path), next_step="Check the name.")


def _files_in(folder: Path) -> Iterator[SensorFile]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder.parent).as_posix()
        if not path.is_file() or _is_hidden(path.relative_to(folder).as_posix()):
            continue
        if path.suffix.lower() == ".zip" and zipfile.is_zipfile(path):
            yield from _archived(path, name.removesuffix(path.suffix))
        elif path.suffix.lower() in _SUFFIXES:
            yield _plain(path, name)


def _archived(path: Path, name: str) -> Iterator[SensorFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(one.filename for one in archive.infolist() if not one.is_dir())
    except (zipfile.BadZipFile, OSError) as error:
        raise _unreadable(path, error) from error
    for member in members:
        if PurePosixPath(member).suffix.lower() in _SUFFIXES and not _is_hidden(member):
            head = _first_lines(_bytes_of(path, member, HEAD_BYTES))
            yield SensorFile(path, f"{name}/{member}", head, member)


def _plain(path: Path, name: str) -> SensorFile:
    return SensorFile(path, name, _first_lines(_bytes_of(path, "", HEAD_BYTES)))


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _first_lines(data: bytes) -> str:
    """Return whole lines only: what is cut within a letter would be taken for another encoding."""
    is_cut = len(data) == HEAD_BYTES and b"\n" in data
    return decoded(data[: data.rindex(b"\n") + 1] if is_cut else data)


def _bytes_of(path: Path, member: str, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return _read(file, path, member, most)
    except (OSError, EOFError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise _unreadable(path, error) from error


def _read(file: IO[bytes], path: Path, member: str, most: int) -> bytes:
    if member:
        with zipfile.ZipFile(file) as archive, archive.open(member) as inner:
            return inner.read(most)
    if path.suffix.lower() in {".gz", ".xdfz"}:
        with gzip.open(file) as inner:
            return inner.read(most)
    return file.read(most)


def _why(error: Exception) -> str:
    match error:
        case zipfile.BadZipFile():
            return "it is a zip archive, and damaged or cut short"
        case RuntimeError() | NotImplementedError():
            return "it is packed with a password, or in a way that is not read"
        case _:
            return reason(error)


def _unreadable(path: Path, error: Exception) -> SensorError:
    return SensorError(
        f"cannot be read: {_why(error)}.", where=str(path), next_step="Check the file, or copy it again."
    )
