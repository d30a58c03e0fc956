"""The fields of a prescription as the page shows them: in rows under headings, each explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from formcheck.apps.clinic.explaining import Explained, explain
from formcheck.apps.clinic.prescribing_form import Basis, Typed, read_number
from formcheck.apps.clinic.proposing import Proposal, Proposed
from formcheck.apps.clinic.trying import limit_named, number_in_words, unit_of
from formcheck.exercise.definition import Prescription
from formcheck.samples import Dof
from formcheck.session.prescribing import numbers_of
from formcheck.words.catalogue import Words
from formcheck.words.figures import plus_minus
from formcheck.words.names import joint_word, phase_word


@dataclass(frozen=True, slots=True)
class Entry:
    """A field.

    Parameters
    ----------
    key, label, value, unit : str
        Its key as in a file, what it is, what stands in it, and the unit behind it.
    own : str
        What the exercise has, which an empty field stands for.
    """

    key: str
    label: str
    value: str
    unit: str
    own: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A number that the person's own visits propose.

    Parameters
    ----------
    value : str
        As the field takes it.
    told : str
        What the button says: the number, with how much it wavers.
    """

    value: str
    told: str


@dataclass(frozen=True, slots=True)
class Row:
    """A field, or several about one thing.

    Parameters
    ----------
    name : str
        What tells it from others.
    label : str
        What they are about; empty where the only field says so.
    entries : tuple of Entry
        The fields.
    explained : Explained
        What is said of them.
    offer : Offer or None
        What is proposed.
    """

    name: str
    label: str
    entries: tuple[Entry, ...]
    explained: Explained
    offer: Offer | None = None

    @property
    def is_own(self) -> bool:
        """Whether visits can propose it."""
        return self.entries[0].key.startswith("personal.")


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading.

    Parameters
    ----------
    name, title : str
        What tells it from others, and the heading.
    rows : tuple of Row
        The rows.
    """

    name: str
    title: str
    rows: tuple[Row, ...]


def sections_of(
    words: Words, basis: Basis, typed: Typed, prescription: Prescription | None, proposed: Proposed
) -> list[Section]:
    """Return the fields of the form.

    Parameters
    ----------
    words : Words
        The language.
    basis : Basis
        What the form began from.
    typed : Typed
        What stands in the fields.
    prescription : Prescription or None
        What that comes to, for the explanations; None where it contradicts: they are those of the basis then.
    proposed : Proposed
        What the person's visits propose.
    """
    made = _Rows(words, basis, typed, prescription or basis.prescription, proposed.proposals)
    exercise = basis.exercise
    _, end, _ = exercise.phase_names
    windows = [(name, list(made.windows(name))) for name in exercise.phase_names[:2]]
    return [
        Section("own", words("prescribe-own"), tuple(made.own())),
        Section("dose", words("prescribe-dose"), (made.row("dose", *made.keys("dose.")),)),
        Section(
            "pace",
            words("prescribe-pace"),
            (made.row("out_s", "tempo.out_s", "tempo.back_s"), made.row("hold_s", f"phases.{end}.hold_s")),
        ),
        *(
            Section(name, words("rescore-phase", phase=phase_word(words, name)), tuple(rows))
            for name, rows in reversed(windows)
        ),
        Section("limits", words("prescribe-limits"), tuple(made.limits(end))),
    ]


class _Rows:
    def __init__(
        self, words: Words, basis: Basis, typed: Typed, shown: Prescription, proposals: Sequence[Proposal]
    ) -> None:
        self._words, self._basis, self._typed, self._shown = words, basis, typed, shown
        self._offers = {one.key: _offer(words, one) for one in proposals}
        self._own: Mapping[str, float | None] = numbers_of(Prescription(basis.exercise))

    def keys(self, prefix: str) -> list[str]:
        """Return the keys of fields that begin so."""
        return [key for key in self._own if key.startswith(prefix)]

    def own(self) -> Iterator[Row]:
        """Yield the rows of what is the person's own; where the foot drives, its end is the driver's."""
        is_driven_by_foot = self._basis.exercise.driver is Dof.ANKLE_DORSIFLEXION
        for key in self.keys("personal."):
            if is_driven_by_foot and key.endswith(".ankle_end_deg"):
                continue
            yield self.row(key.rpartition(".")[2], key)

    def windows(self, phase: str) -> Iterator[Row]:
        """Yield the rows of a phase's windows: two fields each."""
        for key in self.keys(f"phases.{phase}."):
            window, _, edge = key.rpartition(".")
            if edge == "min":
                joint = joint_word(self._words, Dof(window.rpartition(".")[2]))
                entries = (self._entry(key, "prescribe-low"), self._entry(f"{window}.max", "prescribe-high"))
                yield Row(window, joint, entries, explain(self._words, self._shown, window))

    def limits(self, end: str) -> Iterator[Row]:
        """Yield the rows of what is too fast, or held too long."""
        for key in (f"phases.{end}.hold_warn_s", f"phases.{end}.max_hold_s"):
            yield self.row(key, key)
        for key in self.keys("tempo."):
            if not key.endswith((".out_s", ".back_s")):
                yield self.row(key, key)

    def row(self, name: str, *keys: str) -> Row:
        """Return fields in one row, explained by the first of them."""
        entries = tuple(self._entry(key) for key in keys)
        return Row(name, "", entries, explain(self._words, self._shown, keys[0]), self._offers.get(keys[0]))

    def _entry(self, key: str, label: str = "") -> Entry:
        words, own = self._words, self._own[key]
        named = words(label) if label else limit_named(words, key, self._basis.exercise.driver)[1]
        told = "" if own is None else number_in_words(words, own)
        return Entry(key, named, _as_written(words, self._typed.numbers[key]), unit_of(words, key), told)


def _offer(words: Words, one: Proposal) -> Offer:
    unit = "s" if one.key.endswith("_s") else "deg"
    told = plus_minus(one.value, one.spread, unit, words.point)
    return Offer(_as_written(words, f"{one.value:g}"), words("prescribe-take", told=told))


def _as_written(words: Words, typed: str) -> str:
    """Return a number with the decimal point of the language; anything else as it was typed."""
    return typed.replace(".", words.point) if isinstance(read_number(typed), float) else typed
