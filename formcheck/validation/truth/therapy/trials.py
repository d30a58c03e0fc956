"""What the recordings of the physical therapy exercises are run as, and what is known of them.

*Physical Therapy Exercises Dataset*, A. Yurtman & B. Barshan, https://doi.org/10.24432/C5JK60. A folder for each person
(``s1``), in it for each exercise (``e1`` seated knee extension, ``e2`` the trunk leans, ``e3`` straight leg raise), in
it for each sensor (``u2`` right shank, ``u3`` right thigh). Each was recorded twice: a template session, and a test in
which people did ten executions well, then ten too fast, then ten of low amplitude.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.errors import InputError
from formcheck.events import FlagKind, Verdict
from formcheck.given import read_given
from formcheck.inertial.tasks import Task
from formcheck.samples import Dof, Place, Segment, Side
from formcheck.validation.model import ScoredRepetition
from formcheck.validation.truth.clip import Truth
from formcheck.validation.truth.manifest import Described

TEST: Final = "test.txt.gz"
TEMPLATE: Final = "template_session.txt.gz"
TIMES: Final = "template_times.txt"
RATE_HZ: Final = 25.0
SIDE: Final = Side.RIGHT

_UNITS: Final = {Segment.SHANK: "u2", Segment.THIGH: "u3"}
_SETS: Final = {"shank_thigh": (Segment.SHANK, Segment.THIGH), "shank": (Segment.SHANK,)}
SEATED: Final = "sciatic-slider-seated"
"""What the prescription of the extension names; people who do anything else are judged as this one, too."""

_OF_EACH: Final = 10
_TOO_FAST: Final = "2"  # the execution type in the table of times
_LABELS: Final = (Verdict.GOOD, Verdict.RUSHED, Verdict.INCOMPLETE_RANGE)


@dataclass(frozen=True, slots=True)
class Judging:
    """What executions are judged as.

    Parameters
    ----------
    name : str
        ``extension`` or ``raise``.
    prescription : str
        Name of the prescription beside this module.
    posture, movement : Task
        What the template session shows for the calibration.
    """

    name: str
    prescription: str
    posture: Task
    movement: Task

    @property
    def path(self) -> Path:
        """Where the prescription is."""
        return Path(__file__).with_name(self.prescription)


EXTENSION: Final = Judging("extension", "seated.toml", Task.SIT, Task.EXTEND)
RAISE: Final = Judging("raise", "leg-raise.toml", Task.LIE, Task.LIFT)


@dataclass(frozen=True, slots=True)
class Trial:
    """A test session, seen by some of its sensors.

    Parameters
    ----------
    file : str
        Its name.
    test, template : Path
        Folders of the test session, and of the template session that the sensors are calibrated from.
    sensors : str
        ``shank_thigh`` or ``shank``.
    judging : Judging
        What it is judged as.
    is_negative : bool
        Whether nobody does in it what it is judged as.
    """

    file: str
    test: Path
    template: Path
    sensors: str
    judging: Judging
    is_negative: bool = False

    def units(self, folder: Path, name: str) -> dict[Place, Path]:
        """Return the file of each sensor.

        Parameters
        ----------
        folder : Path
            Of a person and an exercise.
        name : str
            `TEST` or `TEMPLATE`.
        """
        return {Place(SIDE, segment): folder / _UNITS[segment] / name for segment in _SETS[self.sensors]}

    @property
    def described(self) -> Described:
        """What is said of it."""
        conditions = {"person": self.test.parent.name, "sensors": self.sensors, "judged": self.judging.name}
        return Described(file=self.file, title=self.file, exercise=self.judging.name, side=SIDE, conditions=conditions)


def is_therapy(folder: Path) -> bool:
    """Tell whether a folder holds these recordings.

    Parameters
    ----------
    folder : Path
        Any folder.
    """
    return any(path.with_name(TEMPLATE).is_file() for path in folder.glob(f"s*/e*/u*/{TEST}"))


def trials_of(folder: Path) -> tuple[Trial, ...]:
    """Return all trials of a folder, by person; exercises that are not there are left out.

    Parameters
    ----------
    folder : Path
        Holds a folder for each person.
    """
    people = sorted({path.parents[2] for path in folder.glob(f"s*/e*/u*/{TEST}")})
    return tuple(trial for person in people for sensors in _SETS for trial in _trials(person, sensors))


def _trials(person: Path, sensors: str) -> Iterator[Trial]:
    wanted = (("e1", "e1", EXTENSION), ("e3", "e3", RAISE), ("e2", "e1", EXTENSION), ("e3", "e1", EXTENSION))
    for exercise, template, judging in wanted:
        if (person / exercise).is_dir() and (person / template).is_dir():
            name = f"{person.name}-{exercise}-{judging.name}-{sensors}"
            yield Trial(name, person / exercise, person / template, sensors, judging, exercise != template)


def truth() -> Truth:
    """Return what is known of every test session: what was done in which order, and neither times nor angles."""
    repetitions = tuple(_scored(verdict) for verdict in _LABELS for _ in range(_OF_EACH))
    return Truth(
        SIDE,
        None,
        np.array([]),
        {dof: np.array([]) for dof in Dof},
        repetitions,
        names_all_faults=False,
        has_times=False,
    )


def _scored(verdict: Verdict) -> ScoredRepetition:
    flags = () if verdict is Verdict.GOOD else ((FlagKind(verdict.value), None),)
    return ScoredRepetition(0.0, 0.0, 0.0, verdict, flags)


def correct_until_s(template: Path) -> float:
    """Return when the first execution that is too fast begins in a template session: before, all are correct.

    Parameters
    ----------
    template : Path
        Folder of a person and an exercise.

    Raises
    ------
    InputError
        The table of times cannot be read, or has none.
    """
    path = template / TIMES
    try:
        text = read_given(path).decode("utf-8-sig")
        rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
        return min((float(row["start"]) - 1.0) / RATE_HZ for row in rows if row["execution type"] == _TOO_FAST)
    except (OSError, KeyError, TypeError, ValueError, csv.Error) as error:
        raise InputError(
            "is no table of the times of executions, or cannot be read.",
            where=str(path),
            next_step="It has the columns execution type, start and end, with ; between them.",
        ) from error
