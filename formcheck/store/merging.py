"""Documents of a visit that is there already: which of them are new. Nothing is written over.

A log or record that has grown takes the place of its beginning, a film that is elsewhere that of where it was. A result
that is another one than that which is there becomes a further opinion, in a folder of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256

from formcheck.store.names import (
    FILM_DOCUMENT,
    LOG_DOCUMENT,
    RECORD_DOCUMENT,
    SESSION_DOCUMENT,
    kind_of,
    named,
    next_opinion,
    part_of,
)


def hash_of(content: bytes) -> str:
    """Return what tells a document from every other one, as hexadecimal digits.

    Parameters
    ----------
    content : bytes
        The document.
    """
    return sha256(content).hexdigest()


def what_is_new(given: Mapping[str, bytes], held: Mapping[str, str], read: Callable[[str], bytes]) -> dict[str, bytes]:
    """Return the documents that are new, or longer than what is there, by the names under which they are kept.

    Parameters
    ----------
    given : mapping of str to bytes
        What is brought in.
    held : mapping of str to str
        The hashes of all documents that are there, by their names.
    read : callable
        Returns a document that is there, by its name.
    """
    new: dict[str, bytes] = {}
    for part in dict.fromkeys(map(part_of, given)):
        own = {kind_of(name): content for name, content in given.items() if part_of(name) == part}
        changed = {kind: one for kind, one in own.items() if held.get(named(part, kind)) != hash_of(one)}
        older = {kind: read(named(part, kind)) for kind in changed if named(part, kind) in held}
        new |= {named(part, kind): one for kind, one in _beside_results(changed, older).items()}
        new |= _results(part, own, changed, older, held)
    return new


def _beside_results(changed: Mapping[str, bytes], older: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what is new of what is no result: a log unless it is an older copy, and where the film is."""
    kept = {kind: changed[kind] for kind in (LOG_DOCUMENT, FILM_DOCUMENT) if kind in changed}
    if LOG_DOCUMENT in kept and older.get(LOG_DOCUMENT, b"").startswith(kept[LOG_DOCUMENT]):
        del kept[LOG_DOCUMENT]
    return kept


def _results(
    part: str,
    own: Mapping[str, bytes],
    changed: Mapping[str, bytes],
    older: Mapping[str, bytes],
    held: Mapping[str, str],
) -> dict[str, bytes]:
    """Return what is new of record and result of a part: in its place, or as a further opinion."""
    new = {kind: one for kind, one in changed.items() if kind in {RECORD_DOCUMENT, SESSION_DOCUMENT}}
    before, after = older.get(RECORD_DOCUMENT, b""), new.get(RECORD_DOCUMENT, b"")
    is_first = not any(kind in older for kind in new)
    if is_first or (before and after.startswith(before)):
        return {named(part, kind): one for kind, one in new.items()}
    is_older_copy = bool(after) and before.startswith(after)
    if is_older_copy or hash_of(own.get(SESSION_DOCUMENT, b"")) in held.values():
        return {}
    folder = next_opinion(held, part)
    return {f"{folder}/{kind}": one for kind, one in new.items()}
