"""How far the machine agreed with the clinicians of this place, in a sentence: what is handed out says it."""

from __future__ import annotations

from formcheck.store.agreement import read_agreement
from formcheck.store.database import Database
from formcheck.validation.clinicians import against_clinicians
from formcheck.words.agreed import agreement_sentence
from formcheck.words.catalogue import Words


def agreed_here(database: Database, words: Words) -> str:
    """Return the sentence for reports: how far the machine agreed with the clinicians of this place.

    Parameters
    ----------
    database : Database
        The store.
    words : Words
        The language.
    """
    with database.reading() as connection:
        judged = read_agreement(connection)
    found = against_clinicians(judged).overall
    right = found.right
    return agreement_sentence(words, right.count, right.of, (right.low, right.high), is_too_few=found.is_too_few)
