"""Every word and sentence, from message catalogues (Project Fluent): ``formcheck/words/LANGUAGE/*.ftl``.

Nothing is read at import; a `Words` holds one language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import get_decimal_symbol
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, Resource, VariableReference
from fluent.syntax.visitor import Visitor

from formcheck.exercise.definition import Exercise
from formcheck.exercise.loader import exercise_ids, load_library
from formcheck.words.language import LANGUAGES, language_for

_TEXTS_KEPT: Final = 4096


class Words:
    """The messages of one language.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.

    Attributes
    ----------
    point : str
        What stands before the decimals of a number.

    Raises
    ------
    ValueError
        If there is no such language, or a catalogue cannot be read as Fluent or has a key twice.

    Examples
    --------
    >>> words = Words("en")
    >>> words("cue-toes-up")
    'Toes up.'
    >>> words("summary-good", good=8, of=10)
    '8 of 10 good.'
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no words in {language!r}; there are {', '.join(LANGUAGES)}")
        self.language: Final = language
        self.point: Final = get_decimal_symbol(language)
        self._bundle = FluentBundle([language], use_isolating=False)
        self._messages: dict[str, Message] = {}
        # A page says the same a hundred times, and to write a number as people do takes long; 1 and 1.0 read otherwise.
        self._told: Callable[..., str] = lru_cache(maxsize=_TEXTS_KEPT, typed=True)(self._format)
        for file in catalogues(language):
            resource = FluentParser().parse(file.read_text(encoding="utf-8"))
            for message in _messages_in(resource, f"{language}/{file.name}"):
                if message.id.name in self._messages:
                    raise ValueError(f"{language}/{file.name}: {message.id.name} is there twice")
                self._messages[message.id.name] = message
            self._bundle.add_resource(resource)

    def __call__(self, key: str, /, **args: str | float) -> str:
        """Return the text of a message.

        Parameters
        ----------
        key : str
            The message.
        **args : str or float
            What its placeables stand for.

        Raises
        ------
        KeyError
            If there is no such message.
        ValueError
            If the text cannot be made, as where an argument is missing.
        """
        return self._told(key, **args)

    def _format(self, key: str, /, **args: str | float) -> str:
        self._message(key)
        pattern = self._bundle.get_message(key).value
        if pattern is None:  # pragma: no cover -- `_messages_in` lets none through
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(pattern, args)
        if errors:
            raise ValueError(f"{key} in {self.language!r}: {errors[0]}") from errors[0]
        return str(text)

    def day(self, time: datetime) -> str:
        """Return a day as people write it, such as ``November 21`` or ``21 de noviembre``.

        Parameters
        ----------
        time : datetime
            Any time of that day, with its zone; it is told as the day here.
        """
        return str(format_skeleton("dMMMM", time.astimezone(), locale=self.language))

    def full_date(self, day: date) -> str:
        """Return a day with its year, such as ``Nov 29, 2026`` or ``29 nov 2026``.

        Parameters
        ----------
        day : date
            The day.
        """
        return str(format_date(day, "medium", locale=self.language))

    def short_date(self, day: date) -> str:
        """Return a day without its year, such as ``Nov 29`` or ``29 nov``.

        Parameters
        ----------
        day : date
            The day.
        """
        return str(format_skeleton("dMMM", day, locale=self.language))

    def days_between(self, begin: date, end: date) -> str:
        """Return days from one to another without their year, such as ``Nov 2 - 8``; of one day only that.

        Parameters
        ----------
        begin, end : date
            The first and the last day.
        """
        return str(format_interval(begin, end, "MMMd", locale=self.language))

    def month(self, day: date) -> str:
        """Return a month with its year, such as ``Nov 2026`` or ``nov 2026``.

        Parameters
        ----------
        day : date
            Any day of it.
        """
        return str(format_skeleton("yMMM", day, locale=self.language))

    def time(self, time: datetime) -> str:
        """Return a time of day, such as ``14:05``.

        Parameters
        ----------
        time : datetime
            The time, with its zone; it is told as the time here.
        """
        return str(format_skeleton("Hm", time.astimezone(), tzinfo=time.astimezone().tzinfo, locale=self.language))

    def moment(self, time: datetime) -> str:
        """Return a day with its year and the time of day, such as ``Nov 29, 2026, 09:16``.

        Parameters
        ----------
        time : datetime
            The time, told in its own zone.
        """
        day = format_date(time.date(), "medium", locale=self.language)
        return f"{day}, {format_skeleton('Hm', time, tzinfo=time.tzinfo, locale=self.language)}"

    def has(self, key: str) -> bool:
        """Return whether there is such a message.

        Parameters
        ----------
        key : str
            Any key.
        """
        return key in self._messages

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all messages, file by file."""
        return tuple(self._messages)

    def variables(self, key: str) -> frozenset[str]:
        """Return the names of the arguments that a message takes.

        Parameters
        ----------
        key : str
            The message.

        Raises
        ------
        KeyError
            If there is no such message.
        """
        found = _Variables()
        found.visit(self._message(key))
        return frozenset(found.names)

    def starting_with(self, prefix: str) -> dict[str, str]:
        """Return the messages whose keys begin so, for scripts to fill in: placeables read as ``{name}``.

        Parameters
        ----------
        prefix : str
            Such as ``js-``. The messages must not choose between variants: a script could not.
        """
        return {
            key: self(key, **{name: f"{{{name}}}" for name in self.variables(key)})
            for key in self._messages
            if key.startswith(prefix)
        }

    def _message(self, key: str) -> Message:
        if key not in self._messages:
            raise KeyError(f"no message {key!r} in {self.language!r}")
        return self._messages[key]


def words_for(asked: str | None, environment: Mapping[str, str]) -> Words:
    """Return the words of the language to speak.

    Parameters
    ----------
    asked : str or None
        What the person asked for; None to take it from the environment.
    environment : mapping of str to str
        Environment variables, as for `formcheck.words.language.language_for`.

    Raises
    ------
    InputError
        If there is no catalogue of the language asked for.
    """
    return Words(language_for(asked, environment))


class _Variables(Visitor):
    """Gathers the names of the variables of a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 -- fluent looks for this name
        self.names.add(node.id.name)


def catalogues(language: str) -> list[Traversable]:
    """Return the catalogue files of one of `LANGUAGES`, in alphabetical order.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.
    """
    folder = resources.files("formcheck.words") / language
    return sorted((file for file in folder.iterdir() if file.name.endswith(".ftl")), key=lambda file: file.name)


def _messages_in(resource: Resource, where: str) -> Iterator[Message]:
    """Yield the messages of a catalogue.

    Raises
    ------
    ValueError
        If a part of it is not Fluent, or a message has no text.
    """
    junk = [entry.content or "" for entry in resource.body if isinstance(entry, Junk)]
    if junk:
        raise ValueError(f"{where}: this is not Fluent: {junk[0].strip()[:60]}")
    for message in resource.body:
        if isinstance(message, Message):
            if message.value is None:
                raise ValueError(f"{where}: {message.id.name} has no text")
            yield message


@dataclass(frozen=True, slots=True)
class ExerciseWords:
    """An exercise in the person's language.

    Parameters
    ----------
    title, summary, camera, note : str
        As in `formcheck.exercise.definition.Exercise`; the note is that on the evidence.
    rest, end, back : str
        What to do to get to rest, to the end, and back.
    foot : str
        What the foot does that the camera cannot see, as sentences to stand beside the word for foot; empty where
        nothing is asked of it.
    unseen : tuple of str
        What the camera cannot see; may be empty.
    """

    title: str
    summary: str
    camera: str
    note: str
    rest: str
    end: str
    back: str
    foot: str
    unseen: tuple[str, ...]


def exercise_words(words: Words, exercise: Exercise) -> ExerciseWords:
    """Return an exercise in the language of `words`.

    The files of the library are English. Each of their texts has its translation in the catalogue; a text that somebody
    has changed, or written for an exercise of their own, is given as they wrote it.

    Parameters
    ----------
    words : Words
        The language.
    exercise : Exercise
        As the library or a clinician's file describes it, or as a prescription has altered it.
    """
    own = _as_written(words, exercise)
    if exercise.id not in exercise_ids():
        return own
    (known,) = (one for one in load_library() if one.id == exercise.id)  # read once: pages ask with every picture
    library = asdict(_as_written(words, known))
    translated = {
        part: words(key)
        for part, text in asdict(own).items()
        if text == library[part] and words.has(key := f"exercise-{exercise.id}-{part}")
    }
    unseen = tuple(translated.pop("unseen").splitlines()) if "unseen" in translated else own.unseen
    return replace(own, unseen=unseen, **translated)


def foot_words(words: Words, foot: str) -> str:
    """Return what the foot does in a phase that the camera cannot see, in the language of `words`.

    Parameters
    ----------
    words : Words
        The language.
    foot : str
        As in `formcheck.exercise.definition.Phase`; words that the library does not use stay as they are.
    """
    key = "told-" + foot.replace(",", "").replace(" ", "-")
    return words(key) if words.has(key) else foot


def _as_written(words: Words, exercise: Exercise) -> ExerciseWords:
    rest, end, back = exercise.phases.values()
    return ExerciseWords(
        title=exercise.title,
        summary=exercise.summary,
        camera=exercise.camera,
        note=exercise.evidence.note,
        rest=rest.instruction,
        end=end.instruction,
        back=back.instruction,
        foot=_foot(words, rest.foot, end.foot),
        unseen=exercise.unseen,
    )


def _foot(words: Words, at_rest: str, at_end: str) -> str:
    if at_rest == at_end:
        return words("foot-throughout", foot=at_end) if at_end else ""
    parts = {"foot-at-start": at_rest, "foot-at-end": at_end}
    return " ".join(words(key, foot=foot) for key, foot in parts.items() if foot)
