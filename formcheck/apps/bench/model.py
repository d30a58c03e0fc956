"""What a benchmark is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

_LATE_SHARE = 0.95

STAGES = ("reading", "body_points", "judging", "writing")


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine it was run on.

    Parameters
    ----------
    processor : str
        As it names itself; empty where it does not.
    cores : int
        How many may be used.
    memory_gb : float
        All there is.
    system : str
        Operating system and Python.
    """

    processor: str
    cores: int
    memory_gb: float
    system: str


@dataclass(frozen=True, slots=True)
class BenchVideo:
    """The video it was run on.

    Parameters
    ----------
    name : str
        File name, without its folder.
    frames, width_px, height_px : int or None
        How many pictures, and their size; None where the file does not say.
    fps : float or None
        Pictures a second, as the file states them; None where it does not.
    """

    name: str
    frames: int | None
    width_px: int | None
    height_px: int | None
    fps: float | None


@dataclass(frozen=True, slots=True)
class Pass:
    """One run over a video.

    Parameters
    ----------
    frames : int
        How many pictures.
    seconds : float
        How long it took, the loading of the model included.
    peak_mb : float
        The most memory it held at a time, all libraries included.
    """

    frames: int
    seconds: float
    peak_mb: float

    @property
    def fps(self) -> float:
        """Pictures a second."""
        return self.frames / self.seconds


@dataclass(frozen=True, slots=True)
class Live:
    """One run over a video shown at true speed.

    Parameters
    ----------
    frames, judged : int
        How many pictures came, and how many of them were judged; the others were dropped.
    seconds : float
        From the first to the last.
    latency_ms : sequence of float
        From the arrival of each judged picture to what formcheck has to say of it.
    """

    frames: int
    judged: int
    seconds: float
    latency_ms: Sequence[float]

    @property
    def fps(self) -> float:
        """Pictures judged a second."""
        return self.judged / self.seconds

    @property
    def dropped(self) -> int:
        """Pictures that came while another was being worked on, and went."""
        return self.frames - self.judged

    @property
    def late_ms(self) -> float:
        """Within this, 95 of 100 pictures are judged."""
        ordered = sorted(self.latency_ms)
        return ordered[min(len(ordered) - 1, round(_LATE_SHARE * len(ordered)))]


@dataclass(frozen=True, slots=True)
class Round:
    """Everything once, one after the other, so that all meet the same machine.

    Parameters
    ----------
    bare : Pass or None
        MediaPipe in a loop: read, detect, nothing else; None where it is not published for the computer.
    reviews : mapping of str to Pass
        A whole review with each estimator that there is, report and overlay included.
    unwatched : Pass
        Reading and finding body points as a review does it, and nothing after.
    network_ms, whole_network_ms : float
        The landmark network alone, as formcheck runs it and as published, for one picture.
    stages_ms : mapping of str to float
        Time of each stage for one picture, where one follows the other.
    live : Live
        A video at true speed.
    """

    bare: Pass | None
    reviews: Mapping[str, Pass]
    unwatched: Pass
    network_ms: float
    whole_network_ms: float
    stages_ms: Mapping[str, float]
    live: Live


class FigureKind(StrEnum):
    """What a figure is about."""

    BESIDE_BARE_LOOP = "beside_bare_loop"
    BESIDE_NETWORK = "beside_network"
    TIME_BEYOND = "time_beyond"
    WORK_BEYOND = "work_beyond"
    LIVE_JUDGED = "live_judged"
    LIVE_LATE = "live_late"
    LONG_MEMORY = "long_memory"


@dataclass(frozen=True, slots=True)
class BenchFigure:
    """One figure that was asked for.

    Parameters
    ----------
    kind : FigureKind
        What it is.
    value : float
        What was measured: the middle of the rounds.
    must, aim : float
        What it has to be, and what it should be.
    unit : str
        Of all three.
    is_most : bool
        Whether `must` is the most it may be; otherwise the least.
    """

    kind: FigureKind
    value: float
    must: float
    aim: float
    unit: str = ""
    is_most: bool = False

    def reaches(self, limit: float) -> bool:
        """Tell whether the figure keeps to a limit.

        Parameters
        ----------
        limit : float
            In the unit of the figure: its `must` or its `aim`. A figure just as large keeps to it.
        """
        return self.value <= limit if self.is_most else self.value >= limit


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark.

    Parameters
    ----------
    machine : Machine
        Where.
    software : mapping of str to str
        Versions.
    video : BenchVideo
        Of what.
    model : str
        The pose model.
    threads : int
        On how many threads LiteRT ran it.
    rounds : sequence of Round
        What was measured.
    long : Pass or None
        The review of a long, large video, where that was asked for.
    """

    machine: Machine
    software: Mapping[str, str]
    video: BenchVideo
    model: str
    threads: int
    rounds: Sequence[Round]
    long: Pass | None = None

    @property
    def figures(self) -> tuple[BenchFigure, ...]:
        """The figures that were asked for, as far as they were measured."""
        rounds = self.rounds
        ours = [one.reviews["litert"].fps for one in rounds]
        after = [_share_after(one.stages_ms) for one in rounds]
        beyond = [100 * (1 - fps / one.unwatched.fps) for fps, one in zip(ours, rounds, strict=True)]
        late = [one.live.late_ms for one in rounds]
        beside = [fps / one.bare.fps for fps, one in zip(ours, rounds, strict=True) if one.bare is not None]
        figures = (
            *([BenchFigure(FigureKind.BESIDE_BARE_LOOP, _middle(beside), 1.6, 1.9)] if beside else []),
            BenchFigure(
                FigureKind.BESIDE_NETWORK,
                _middle([fps * one.whole_network_ms / 1000 for fps, one in zip(ours, rounds, strict=True)]),
                0.75,
                0.9,
            ),
            BenchFigure(FigureKind.TIME_BEYOND, _middle(beyond), 10, 5, "%", is_most=True),
            BenchFigure(FigureKind.WORK_BEYOND, _middle(after), 10, 5, "%", is_most=True),
            BenchFigure(FigureKind.LIVE_JUDGED, _middle([one.live.fps for one in rounds]), 25, 30),
            BenchFigure(FigureKind.LIVE_LATE, _middle(late), 120, 80, "ms", is_most=True),
        )
        if self.long is None:
            return figures
        return (
            *figures,
            BenchFigure(FigureKind.LONG_MEMORY, self.long.peak_mb, 700, 500, "MB", is_most=True),
        )


def _middle(values: Sequence[float]) -> float:
    return float(median(values))


def _share_after(stages_ms: Mapping[str, float]) -> float:
    """Return the share of everything after the body points, in percent."""
    return 100 * (stages_ms["judging"] + stages_ms["writing"]) / sum(stages_ms.values())
