"""Body points that a clinician has put elsewhere, and the repetition judged anew with them.

A point stands where it was put in the frames that name it, and on a straight line over time between two of them; before
the first and after the last it stays where it was found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from formcheck.events import Repetition, RepetitionJudged
from formcheck.samples import ImuReadings, Landmark, Pose, PoseWithReadings
from formcheck.session import pipeline
from formcheck.session.corrections import MovedPoint, Movement
from formcheck.session.elsewhere import ElsewhereParams
from formcheck.session.matching import MIN_OVERLAP, overlap
from formcheck.session.model import Header, RawInput, Step
from formcheck.session.pipeline import Pipeline, PipelineState

SETTLES_S: Final = 12.0
"""A repetition is known to be over, or none, this long after it seemed to be."""


@dataclass(frozen=True, slots=True)
class Path:
    """Where a body point was put.

    Parameters
    ----------
    t_s : tuple of float
        Times of the frames that name it, in order, in seconds.
    x_px, y_px : tuple of float
        Where it is in each of them, in pixels.
    """

    t_s: tuple[float, ...]
    x_px: tuple[float, ...]
    y_px: tuple[float, ...]

    def at(self, t_s: float) -> tuple[float, float] | None:
        """Return where the point is, in pixels; None before the first frame that names it and after the last one.

        Parameters
        ----------
        t_s : float
            The time, in seconds.
        """
        if not self.t_s[0] <= t_s <= self.t_s[-1]:
            return None
        after = bisect_left(self.t_s, t_s)
        if self.t_s[after] == t_s:
            return self.x_px[after], self.y_px[after]
        share = (t_s - self.t_s[after - 1]) / (self.t_s[after] - self.t_s[after - 1])
        return _between(self.x_px, after, share), _between(self.y_px, after, share)


def _between(values: Sequence[float], after: int, share: float) -> float:
    return values[after - 1] + share * (values[after] - values[after - 1])


def paths_of(points: Iterable[MovedPoint], times_s: Mapping[int, float]) -> dict[str, Path]:
    """Return where each body point was put.

    Parameters
    ----------
    points : iterable of MovedPoint
        In any order; of several that name one point in one frame, the last one counts.
    times_s : mapping of int to float
        Times of the frames by their numbers; points of frames that are not there are left out.
    """
    put: dict[str, dict[float, MovedPoint]] = {}
    for one in points:
        if one.index in times_s:
            put.setdefault(one.landmark, {})[times_s[one.index]] = one
    return {name: _path(by_time) for name, by_time in put.items()}


def _path(by_time: Mapping[float, MovedPoint]) -> Path:
    times = tuple(sorted(by_time))
    return Path(times, tuple(by_time[t].x_px for t in times), tuple(by_time[t].y_px for t in times))


def move_points(inputs: Sequence[RawInput], points: Iterable[MovedPoint]) -> tuple[RawInput, ...]:
    """Return the inputs of a session with body points put elsewhere; what sensors told stays.

    A point that was put elsewhere counts as seen: somebody saw it there.

    Parameters
    ----------
    inputs : sequence of RawInput
        As they came, in order of time.
    points : iterable of MovedPoint
        What was put where.
    """
    times = {pose.index: pose.t_s for raw in inputs if (pose := _pose_of(raw)) is not None}
    paths = paths_of(points, times)
    return tuple(_moved(raw, paths) for raw in inputs)


def _pose_of(raw: RawInput) -> Pose | None:
    match raw:
        case Pose():
            return raw
        case PoseWithReadings():
            return raw.pose
        case ImuReadings():
            return None


def _moved(raw: RawInput, paths: Mapping[str, Path]) -> RawInput:
    match raw:
        case Pose():
            return move_pose(raw, paths)
        case PoseWithReadings():
            return replace(raw, pose=move_pose(raw.pose, paths))
        case ImuReadings():
            return raw


def move_pose(pose: Pose, paths: Mapping[str, Path]) -> Pose:
    """Return the body points of a frame with those put elsewhere that have a place at its time.

    Parameters
    ----------
    pose : Pose
        As it was found; where nobody was found, nothing can be moved.
    paths : mapping of str to Path
        As `paths_of` gives them.
    """
    put = {
        name: Landmark(*where, 1.0)
        for name, path in paths.items()
        if (found := pose.landmarks.get(name)) is not None
        and (where := path.at(pose.t_s)) is not None
        and where != (found.x_px, found.y_px)
    }
    return replace(pose, landmarks={**pose.landmarks, **put}) if put else pose


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A session judged as far as to some input.

    Parameters
    ----------
    count : int
        How many inputs were taken.
    state : PipelineState
        Memory after them.
    """

    count: int
    state: PipelineState


def _pipeline(header: Header) -> Pipeline:
    # What other exercises there were makes no difference to this one's repetitions, and takes as long to find.
    return replace(pipeline.make_pipeline(header), elsewhere=ElsewhereParams({}))


def judge_until(
    header: Header, inputs: Sequence[RawInput], until_s: float, since: Checkpoint | None = None
) -> Checkpoint:
    """Judge a session up to some time, not including it.

    Parameters
    ----------
    header : Header
        The session's identity.
    inputs : sequence of RawInput
        Of the session, as they came, in order of time.
    until_s : float
        The time, in seconds.
    since : Checkpoint, optional
        Where to go on from; ignored where it is later than that.
    """
    made = _pipeline(header)
    count, state = 0, pipeline.start(made)
    if since is not None and (since.count == 0 or inputs[since.count - 1].t_s < until_s):
        count, state = since.count, since.state
    while count < len(inputs) and inputs[count].t_s < until_s:
        state, _ = pipeline.step(made, state, inputs[count])
        count += 1
    return Checkpoint(count, state)


def judge_anew(
    header: Header,
    inputs: Sequence[RawInput],
    points: Sequence[MovedPoint],
    movement: Movement,
    since: Checkpoint | None = None,
) -> Repetition | None:
    """Return what the machine finds of a movement with body points put elsewhere; None where it finds no repetition.

    Parameters
    ----------
    header : Header
        The session's identity.
    inputs : sequence of RawInput
        Of the session, as they came, in order of time.
    points : sequence of MovedPoint
        What was put where.
    movement : Movement
        The repetition.
    since : Checkpoint, optional
        Where to go on from: not later than the first frame that names a point; `first_time_s` tells it.
    """
    moved = move_points(inputs, points)
    found = list(_repetitions(_pipeline(header), moved, movement.end_s + SETTLES_S, since))
    best = max(found, key=lambda one: overlap(one, movement), default=None)
    return best if best is not None and overlap(best, movement) >= MIN_OVERLAP else None


def first_time_s(inputs: Sequence[RawInput], points: Iterable[MovedPoint]) -> float:
    """Return the time of the first frame that names a point, in seconds; that of the end where none is there.

    Parameters
    ----------
    inputs : sequence of RawInput
        In order of time.
    points : iterable of MovedPoint
        What was put where.
    """
    named = {one.index for one in points}
    times = (pose.t_s for raw in inputs if (pose := _pose_of(raw)) is not None and pose.index in named)
    return next(times, inputs[-1].t_s if inputs else 0.0)


def _repetitions(
    made: Pipeline, inputs: Sequence[RawInput], until_s: float, since: Checkpoint | None
) -> Iterator[Repetition]:
    state = pipeline.start(made) if since is None else since.state
    last: Step | None = None
    for raw in inputs[0 if since is None else since.count :]:
        if last is not None:
            yield from _judged(last)
        if raw.t_s > until_s:
            return
        state, last = pipeline.step(made, state, raw)
    if last is not None:
        yield from _judged(pipeline.finish(made, state, last)[1])


def _judged(step: Step) -> Iterator[Repetition]:
    for event in step.events:
        if isinstance(event, RepetitionJudged):
            yield event.repetition
