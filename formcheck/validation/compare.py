"""From runs and truths to results: one function for each kind of clip."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import nan

from formcheck.events import Flag, FlagKind, Repetition, Severity, Verdict
from formcheck.samples import Dof
from formcheck.session.matching import match
from formcheck.validation.model import ANGLES, JOINTS, Called, ClipData, ScoredRepetition, Trace
from formcheck.validation.pairing.naive import count_naively
from formcheck.validation.pairing.order import paired_in_order
from formcheck.validation.results import ClipResult, DerivedResult, NegativeResult, Outcome, RepetitionRow
from formcheck.validation.runs import Run
from formcheck.validation.score import score
from formcheck.validation.truth.clip import Truth, scored_flags
from formcheck.validation.truth.manifest import Derived, Described
from formcheck.validation.verdicts.flags import compare_fairly


def gather(run: Run, truth: Truth, conditions: Mapping[str, str], person: str = "") -> ClipData:
    """Return all that the scores of a clip rest on.

    Parameters
    ----------
    run : Run
        What the engine made of the clip; its first session is the one that is scored.
    truth : Truth
        What is known of the clip.
    conditions : mapping of str to str
        How it was made: values by the names of conditions.
    person : str
        Whose clip it is, where several are of one person.
    """
    measured = {dof: run.angle(dof, truth.side) for dof in ANGLES}
    found = tuple(as_scored(one) for one in run.sessions[0].repetitions)
    is_none_fair = truth.may_be_none and not found
    return ClipData(
        file=run.file,
        conditions=conditions,
        true=() if is_none_fair else _true(truth, found),
        found=_without_cut(found, truth),
        naive=count_naively(run.t_s, measured[Dof.KNEE_FLEXION]),
        traces={dof: Trace(run.t_s, measured[dof], truth.at(dof, run.t_s)) for dof in ANGLES},
        said=_said(run, truth, found),
        names_all_faults=truth.names_all_faults,
        person=person,
        has_times=truth.has_times and truth.are_times_measured,
    )


def _true(truth: Truth, found: Sequence[ScoredRepetition]) -> tuple[ScoredRepetition, ...]:
    return truth.repetitions if truth.has_times else paired_in_order(truth.repetitions, found)


def _without_cut(found: Sequence[ScoredRepetition], truth: Truth) -> tuple[ScoredRepetition, ...]:
    """Return what was found, less what was withheld of repetitions that the recording begins or ends in."""
    pairs = match((*truth.repetitions, *truth.cut), found).pairs
    of_cut = [id(there) for here, there in pairs if any(here is one for one in truth.cut)]
    return tuple(one for one in found if one.verdict is not Verdict.NOT_MEASURABLE or id(one) not in of_cut)


def _said(run: Run, truth: Truth, found: Sequence[ScoredRepetition]) -> dict[str, bool]:
    """Return whether what had to be said was; where a repetition was given a verdict, nothing has to."""
    if any(one.verdict is not Verdict.NOT_MEASURABLE for one in found):
        return {}
    must = {what: what in run.said for what in truth.said}
    return must | {f"not {what}": what not in run.said for what in truth.unsaid}


def as_scored(one: Repetition) -> ScoredRepetition:
    """Return a repetition as formcheck judged it, warnings left out.

    Parameters
    ----------
    one : Repetition
        As formcheck judged it.

    Returns
    -------
    ScoredRepetition
        Angles in degrees; NaN where not measured.
    """
    return ScoredRepetition(
        one.start_s,
        one.peak_s,
        one.end_s,
        one.verdict,
        scored_flags((flag.kind, flag.dof) for flag in one.flags if flag.severity is not Severity.WARNING),
        rest_deg=_joints(one.at_rest_deg),
        end_deg=_joints(one.at_peak_deg),
        called=tuple(Called((flag.kind, flag.dof), flag.probability) for flag in one.flags if _blames(flag)),
        certainty=one.certainty,
    )


def _joints(angle_of: Callable[[Dof], float | None]) -> dict[Dof, float]:
    return {dof: nan if (deg := angle_of(dof)) is None else deg for dof in JOINTS}


def _blames(flag: Flag) -> bool:
    return flag.severity is Severity.FAULT and flag.kind is not FlagKind.NOT_MEASURABLE


def clip_result(clip: Described, run: Run, data: ClipData) -> ClipResult:
    """Return one clip with its scores.

    Parameters
    ----------
    clip : Described
        What is said of it.
    run : Run
        What the engine made of it.
    data : ClipData
        What `gather` made of run and truth.
    """
    session = run.sessions[0]
    return ClipResult(
        file=clip.file,
        title=clip.title,
        exercise=clip.exercise,
        scene=clip.scene,
        held_back=clip.held_back,
        side=clip.side,
        found_side=session.side,
        is_anybody_found=session.coverage.is_anybody_found,
        view_deg=session.coverage.view_angle_deg,
        score=score([data]),
        repetitions=tuple(_row(*pair) for pair in match(data.true, data.found).rows),
    )


def derived_result(derived: Derived, original: ClipData, data: ClipData) -> DerivedResult:
    """Return a derived clip beside its original.

    Parameters
    ----------
    derived : Derived
        Its entry in the manifest.
    original, data : ClipData
        What `gather` made of the clip it was derived from, and of itself.
    """
    before, after = (tuple(one.verdict for one in clip.found) for clip in (original, data))
    return DerivedResult(
        file=derived.file,
        original=derived.original,
        change=derived.change,
        required=derived.verdict,
        true=len(data.true),
        original_verdicts=before,
        verdicts=after,
        outcome=outcome_of(before, after, derived.verdict),
        score=score([data]),
    )


def outcome_of(original: Sequence[Verdict], found: Sequence[Verdict], required: Verdict | None) -> Outcome:
    """Return how what was found in a derived clip compares with its original, or with the verdict it should have.

    Parameters
    ----------
    original, found : sequence of Verdict
        What was found in the original and in the derived clip, in order.
    required : Verdict or None
        The verdict that every repetition of the derived clip should have; None for those of the original.
    """
    if required is not None:
        if not found:
            return Outcome.NOTHING_COUNTED
        if set(found) == {required}:
            return Outcome.AS_REQUIRED
        is_blamed = bool(set(found) - {required, Verdict.GOOD, Verdict.NOT_MEASURABLE})
        return Outcome.BLAMED if is_blamed else Outcome.OTHER_VERDICTS
    if len(original) != len(found):
        return Outcome.OTHER_COUNT
    return Outcome.SAME if list(original) == list(found) else Outcome.OTHER_VERDICTS


def negative_result(run: Run, exercises: Sequence[str]) -> NegativeResult:
    """Return a clip in which nobody does the exercise.

    Parameters
    ----------
    run : Run
        What the engine made of the clip.
    exercises : sequence of str
        Ids of the exercises it was judged as, one for each session of the run.
    """
    coverage = run.sessions[0].coverage
    counts = [session.summary.attempts for session in run.sessions]
    counted = dict(zip(exercises, counts, strict=True))
    naive = count_naively(run.t_s, run.deg[Dof.KNEE_FLEXION])
    return NegativeResult(run.file, coverage.frames, coverage.is_anybody_found, counted, len(naive))


def _row(true: ScoredRepetition | None, found: ScoredRepetition | None) -> RepetitionRow:
    start_s = true.start_s if true else found.start_s if found else nan
    _, wrong, missed = compare_fairly(true, found)
    verdicts = (true.verdict if true else None, found.verdict if found else None)
    return RepetitionRow(start_s, *verdicts, tuple(wrong), tuple(missed), true.accept_also if true else ())
