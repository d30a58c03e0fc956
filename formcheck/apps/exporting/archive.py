"""Everything of a person as one file: what ``formcheck export`` hands out, packed."""

from __future__ import annotations

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from formcheck.apps.exporting.order import Made, Order
from formcheck.apps.exporting.reading import Chosen, Progress
from formcheck.apps.store.handing_out import hand_out
from formcheck.kept import make_folder, whole_file
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.words.catalogue import Words


def write_archive(
    order: Order, chosen: Chosen, database: Database, words: Words, path: Path, progress: Progress
) -> Made:
    """Write a ZIP with all there is of a person, as `formcheck.apps.store.handing_out.hand_out` has it.

    Parameters
    ----------
    order : Order
        Whether films are in it.
    chosen : Chosen
        Who; all visits are in it.
    database : Database
        The store.
    words : Words
        The language of what is told of what is not in it.
    path : Path
        The file to write.
    progress : callable
        Told how far it is.

    Raises
    ------
    FormcheckError
        A visit cannot be read.
    """
    make_folder(path.parent)
    with TemporaryDirectory(prefix="formcheck-", dir=path.parent) as scratch, whole_file(path) as new:
        done = hand_out(DatabaseArchive(database), chosen.person, Path(scratch), with_films=order.has_films)
        files = sorted(one for one in done.folder.rglob("*") if one.is_file())
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as pack:
            for number, file in enumerate(files):
                progress(number, len(files))
                pack.write(file, file.relative_to(Path(scratch)).as_posix())
    progress(len(files), len(files))
    return Made(path, tuple(words("export-no-film", path=one) for one in done.missing))
