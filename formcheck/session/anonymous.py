"""A record without whatever tells whose it is: numbers stay, and each text that people wrote or a device bears goes.

What stays is named here one by one, so that what a later version adds to a header is left out until somebody names it.
A way of moving can still tell who somebody is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from formcheck.exercise.definition import Exercise, Phase, Prescription
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.samples import ImuReadings, Pose, PoseWithReadings, SourceInfo
from formcheck.session.model import Beside, Header, RawInput, Software
from formcheck.session.record import Record

OWN_EXERCISE: Final = "own"
"""The id that stands for each exercise that is none of the library's: people may name one after a person."""

_NOTHING: Final = "-"
_PHASES: Final = ("rest", "end", "back")
_DECIMALS: Final = 6


def without_person(record: Record, name: str, session: str) -> tuple[Record, float]:
    """Return a record without whatever tells whose it is, and by how much its times are now less.

    Body points, readings and all numbers that it was judged by stay; names, notes, texts, days, hashes of files and
    events go. Times begin with the first input.

    Parameters
    ----------
    record : Record
        As it was kept.
    name, session : str
        What stands in place of the name of its file and of its id.

    Returns
    -------
    tuple of Record and float
        The second in seconds.
    """
    since_s = record.inputs[0].t_s if record.inputs else 0.0
    header = _header(record.header, name, session, since_s)
    inputs = record.inputs if since_s == 0.0 else tuple(_earlier(one, since_s) for one in record.inputs)
    return Record(header, inputs, (), is_whole=True), since_s


def _header(header: Header, name: str, session: str, since_s: float) -> Header:
    software, beside = header.software, header.beside
    neutral = header.neutral_s
    return Header(
        id=session,
        software=Software(
            name="formcheck",
            version=software.version,
            estimator=software.estimator,
            estimator_version=software.estimator_version,
            model=software.model,
            model_sha256=software.model_sha256,
        ),
        source=_source(header.source, name),
        instruments=tuple(replace(one, name=software.model or one.kind.value) for one in header.instruments),
        prescription=prescription_without_words(header.prescription),
        neutral_s=None if neutral is None else (_less(neutral[0], since_s), _less(neutral[1], since_s)),
        is_smoothed=header.is_smoothed,
        mountings=header.mountings,
        beside=None if beside is None else Beside(_source(beside.source, name), beside.offset_s, beside.correlation),
        later=tuple(
            replace(one, from_s=_less(one.from_s, since_s), prescription=prescription_without_words(one.prescription))
            for one in header.later
        ),
    )


def _source(source: SourceInfo, name: str) -> SourceInfo:
    """Return what a source says of itself as far as judging needs it."""
    return SourceInfo(
        name,
        width_px=source.width_px,
        height_px=source.height_px,
        recorded_by=source.recorded_by,
        speed=source.speed,
    )


def prescription_without_words(prescription: Prescription) -> Prescription:
    """Return a prescription with all its numbers, and no text but those of the library.

    Parameters
    ----------
    prescription : Prescription
        Any prescription.
    """
    return replace(prescription, exercise=_exercise(prescription.exercise), note="")


def _exercise(exercise: Exercise) -> Exercise:
    known = load_exercise(exercise.id) if exercise.id in exercise_ids() else None
    if known is not None and known.phase_names == exercise.phase_names:
        phases = {
            name: replace(one, instruction=known.phases[name].instruction, foot=known.phases[name].foot)
            for name, one in exercise.phases.items()
        }
        return replace(
            exercise,
            title=known.title,
            summary=known.summary,
            camera=known.camera,
            unseen=known.unseen,
            evidence=known.evidence,
            phases=phases,
        )
    return replace(
        exercise,
        id=OWN_EXERCISE,
        title=OWN_EXERCISE,
        summary=_NOTHING,
        camera=_NOTHING,
        unseen=(),
        evidence=replace(exercise.evidence, sources=(_NOTHING,), note=""),
        phases=dict(zip(_PHASES, map(_without_words, exercise.phases.values()), strict=True)),
    )


def _without_words(phase: Phase) -> Phase:
    return replace(phase, instruction=_NOTHING, foot="")


def _earlier(raw: RawInput, by_s: float) -> RawInput:
    match raw:
        case Pose():
            return replace(raw, t_s=_less(raw.t_s, by_s))
        case ImuReadings():
            readings = tuple(replace(one, t_s=_less(one.t_s, by_s)) for one in raw.readings)
            return ImuReadings(_less(raw.t_s, by_s), readings)
        case PoseWithReadings():
            pose, readings_then = _earlier(raw.pose, by_s), _earlier(raw.readings, by_s)
            assert isinstance(pose, Pose)
            assert isinstance(readings_then, ImuReadings)
            return replace(raw, pose=pose, readings=readings_then)


def _less(t_s: float, by_s: float) -> float:
    return t_s if by_s == 0.0 else round(t_s - by_s, _DECIMALS)
