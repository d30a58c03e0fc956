"""The command line of the store: what brings people's data in, hands it out, removes it, and keeps the whole.

Only light modules are imported here, so that ``--help`` answers at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from formcheck.apps import completing
from formcheck.apps.exporting.forms import Form
from formcheck.apps.options import Author, Language, Store

EPILOG = (
    "Exit codes: 0 done; 1 a fault in formcheck itself; 2 wrong use of the command; 3 a folder, file, person or the "
    "store cannot be used, the passphrase is another, or some of what was given was refused; 5 this installation lacks "
    "something (see formcheck doctor); 130 broken off with Ctrl-C."
)

AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary: only errors.")]
Person = Annotated[
    str,
    typer.Argument(
        help="The pseudonym; `formcheck people` lists them.",
        metavar="PERSON",
        autocompletion=completing.people,
        show_default=False,
    ),
]


def register(app: typer.Typer, panel: str) -> None:
    """Add the commands of the store to the program's.

    Parameters
    ----------
    app : Typer
        The program.
    panel : str
        The heading in the help under which they stand.
    """
    for name, command in (
        ("import", bring_in),
        ("people", people),
        ("export", export),
        ("delete", delete),
        ("corrections", corrections),
        ("backup", backup),
        ("restore", restore),
        ("rebuild", rebuild),
        ("encrypt", encrypt),
        ("decrypt", decrypt),
    ):
        app.command(name, epilog=EPILOG, rich_help_panel=panel)(command)


def bring_in(
    folders: Annotated[
        list[Path],
        typer.Argument(help="Folders, each with all folders in it.", metavar="FOLDER ...", show_default=False),
    ],
    person: Annotated[
        str | None,
        typer.Option(help="The pseudonym of whose visits they are.", metavar="NAME", autocompletion=completing.people),
    ] = None,
    by_folder: Annotated[
        bool, typer.Option("--by-folder", help="The first folder below FOLDER bears the pseudonym: FOLDER/anna-04/...")
    ] = False,
    store: Store = None,
    author: Author = None,
    language: Language = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Bring earlier results into the store: of review and batch, visits of live, whole archives, exports.

    Every visit is somebody's. What `formcheck export` wrote says whose it is; of all else you say it, with --person
    where all are one person's, or with --by-folder. Nothing is brought in of whom nobody says whose it is.

    The folders stay as they are, and films where they are. Given twice, nothing is there twice: what is known is passed
    over, what has grown is taken further, and another result of the same recording is kept beside the first. What
    cannot be read costs only itself, and is told with its reason.

    Such as: formcheck import formcheck-out --person anna-04
    """
    from formcheck.apps.store import bringing  # noqa: PLC0415 - slow to import

    if person is not None and by_folder:
        raise typer.BadParameter("is for visits of one person; --by-folder for those of several", param_hint="--person")
    settings = bringing.ImportOptions(person, by_folder, store, author, language, as_json, quiet)
    raise typer.Exit(bringing.run(folders, settings))


def people(
    add: Annotated[
        str | None, typer.Option(help="Take somebody in, by a pseudonym such as anna-04.", metavar="PSEUDONYM")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(help="With --add: the name. It is kept apart, and shown only to whoever opens the store."),
    ] = None,
    store: Store = None,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """List the people in the store, or take somebody in.

    People are known by a pseudonym, which stands in results, folders and exports: choose one that tells nobody who it
    is. A name is never needed. --add of somebody who is there already changes the name alone.
    """
    from formcheck.apps.store import people as people_command  # noqa: PLC0415 - slow to import

    if name is not None and add is None:
        raise typer.BadParameter("is for --add", param_hint="--name")
    raise typer.Exit(people_command.run(people_command.PeopleOptions(add, name, store, language, as_json)))


def export(
    person: Person,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder in which OUT/PERSON, or the file, is made.", file_okay=False)
    ],
    form: Annotated[
        Form | None,
        typer.Option(
            "--as", help="One file instead: a report, tables, FHIR, movement or the film.", show_default=False
        ),
    ] = None,
    begin: Annotated[str, typer.Option("--from", help="With --as: the first day.", metavar="2026-11-03")] = "",
    end: Annotated[str, typer.Option("--to", help="With --as: the last day.", metavar="2026-11-29")] = "",
    visit: Annotated[
        str, typer.Option(help="With --as: one visit alone, by its key, as in the address of its page.", metavar="KEY")
    ] = "",
    decimal_comma: Annotated[
        bool, typer.Option("--decimal-comma", help="With --as csv: ; and decimal comma, for Excel in many countries.")
    ] = False,
    height: Annotated[
        float, typer.Option(help="With --as trc: height of the person in metres; a picture has none.", min=1.0, max=2.3)
    ] = 1.7,
    faces: Annotated[bool, typer.Option("--faces", help="With --as film: show the face of the person.")] = False,
    films: Annotated[bool, typer.Option("--films/--no-films", help="Copy the films, where they are.")] = True,
    store: Store = None,
    language: Language = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Hand out all there is of one person, or a report or tables of it; what is made appears whole.

    OUT/PERSON holds person.json (pseudonym, name, prescriptions) and a folder for each visit: visit.jsonl, of each part
    session.json, record.jsonl and the film, and corrections.jsonl with what clinicians said. `formcheck import` takes
    it into another store. The store stays as it is. Films show faces.

    With --as, one file is made, named by the pseudonym and the days: pdf or html (one page for the record), csv, xlsx,
    json or parquet (tables; csv and parquet in a ZIP), fhir (a bundle of FHIR R4), mot or trc (movement for OpenSim),
    film (with points and angles, the face covered, no sound). None but film holds pictures; none of these the name.
    archive is what stands above, packed.

    Such as: formcheck export anna-04 --as pdf --from 2026-11-03 --to 2026-11-29 --out reports
    """
    if form is None:
        if begin or end or visit or decimal_comma or faces:
            raise typer.BadParameter(
                "is for --as: say which form, such as --as pdf",
                param_hint="--from, --to, --visit, --decimal-comma or --faces",
            )
        from formcheck.apps.store import handing_out  # noqa: PLC0415 - slow to import

        settings = handing_out.ExportOptions(out, films, store, language, as_json, quiet)
        raise typer.Exit(handing_out.run(person, settings))
    if form is Form.ARCHIVE and (begin or end or visit):
        raise typer.BadParameter("archive holds everything; leave --from, --to and --visit out", param_hint="--as")
    from formcheck.apps.exporting import command  # noqa: PLC0415 - slow to import
    from formcheck.apps.exporting.asked import asked_by  # noqa: PLC0415
    from formcheck.apps.exporting.order import Order  # noqa: PLC0415

    order = Order(form, person, asked_by(visit, begin, end), decimal_comma, height, faces, films)
    raise typer.Exit(command.run(order, command.FileOptions(out, store, language, as_json, quiet)))


def delete(
    person: Person,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    data: Annotated[
        Path | None,
        typer.Option(help="Folder in which live keeps visits, if another than usual.", file_okay=False),
    ] = None,
    store: Store = None,
    author: Author = None,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Remove all there is of one person, for ever.

    Visits, corrections, prescriptions and the name go from the store, and with them what `formcheck live` keeps for the
    person in its own folder, films included. A line stays that says when and by whom somebody was removed, and not who.

    Films that lie elsewhere are named and left. Results in other folders, exports and back-ups are not known to the
    store: look for them yourself.
    """
    from formcheck.apps.store import removing  # noqa: PLC0415 - slow to import

    raise typer.Exit(removing.run(person, removing.DeleteOptions(yes, data, store, author, language, as_json)))


def corrections(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder that is made; it must not be there.")],
    store: Store = None,
    language: Language = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Hand out what clinicians corrected as a validation set of real people, without pictures or names.

    In it are the sessions that a clinician looked through whole (L in the review room): body points, what was
    prescribed in numbers, and the verdict of each repetition. Random numbers stand for people and sessions, times begin
    with each session, and no list of what is whose is kept. Names, pseudonyms, days, places of films, notes, comments
    and who made them are left out. A way of moving can still tell who somebody is: pass it on where that is agreed.

    Such as: formcheck corrections --out clinic-set, then: formcheck validate --corrections clinic-set
    """
    from formcheck.apps.store import corrected  # noqa: PLC0415 - slow to import

    raise typer.Exit(corrected.run(corrected.CorrectionsOptions(out, store, language, as_json, quiet)))


def backup(
    file: Annotated[
        Path,
        typer.Argument(help="The back-up, such as clinic-2026-11-29.sqlite.", metavar="FILE", show_default=False),
    ],
    store: Store = None,
    language: Language = None,
) -> None:
    """Write a copy of the whole store as it is at this moment, also while it is in use.

    It appears whole, and takes the place of an earlier back-up only. It is a store itself: look into it with
    `formcheck clinic --store FILE`, bring it back with `formcheck restore FILE`. Films are not in it.
    """
    from formcheck.apps.store import copies  # noqa: PLC0415 - slow to import

    raise typer.Exit(copies.run_backup(file, store, language))


def restore(
    file: Annotated[
        Path, typer.Argument(help="What formcheck backup wrote.", metavar="FILE", show_default=False, dir_okay=False)
    ],
    store: Store = None,
    language: Language = None,
) -> None:
    """Bring everything back from a back-up, into a store in which there is nothing yet.

    The store may be a file or a PostgreSQL database: so a practice moves from one to the other. All of it is there
    afterwards, or none. To go back to a back-up, move the store's file away first, or name another with --store.
    """
    from formcheck.apps.store import copies  # noqa: PLC0415 - slow to import

    raise typer.Exit(copies.run_restore(file, store, language))


def rebuild(store: Store = None, language: Language = None) -> None:
    """Make the index anew from the documents: counts, ranges and answers as pages and lists show them.

    All truth is in the documents and corrections, which stay as they are. Of use after an update that reads more from
    them, or where a list seems wrong.
    """
    from formcheck.apps.store import copies  # noqa: PLC0415 - slow to import

    raise typer.Exit(copies.run_rebuild(store, language))


def encrypt(
    make_up: Annotated[
        bool, typer.Option("--make-up", help="Make a passphrase up, and show it once: write it down.")
    ] = False,
    remember: Annotated[
        bool,
        typer.Option(
            "--remember", help="Put the passphrase into the keyring of this account, so that nobody types it."
        ),
    ] = False,
    store: Store = None,
    language: Language = None,
) -> None:
    """Encrypt the store's file on the disk, by a passphrase. Nobody can open it without: not we, not anybody.

    Afterwards every command finds the passphrase in the keyring, asks for it at the terminal, or takes the first line
    of the file that the variable FORMCHECK_PASSPHRASE_FILE names (chmod 600), for programs that run by themselves. It
    is never an option: options are seen by other programs. Back-ups are encrypted by the same passphrase.

    Stop whatever uses the store first. The file is copied, the copy checked, and put in its place; there must be room
    for both. The old one is written over, yet an SSD may keep parts of it, and so do back-ups made before: encrypt a
    store while it is new, or the whole disk. Of an encrypted store this changes the passphrase; of a server, encrypt
    the disk. Needs the extra: pip install "formcheck[encrypted]"

    Such as: formcheck encrypt --make-up --remember
    """
    from formcheck.apps.store import encrypting  # noqa: PLC0415 - slow to import

    raise typer.Exit(encrypting.run_encrypt(encrypting.EncryptOptions(make_up, remember, store, language)))


def decrypt(
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    store: Store = None,
    language: Language = None,
) -> None:
    """Make an encrypted store plain again: whoever reads the disk can then read it.

    Stop whatever uses the store first. Back-ups that were encrypted stay so.
    """
    from formcheck.apps.store import encrypting  # noqa: PLC0415 - slow to import

    raise typer.Exit(encrypting.run_decrypt(store, language, is_sure=yes))
