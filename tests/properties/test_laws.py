"""What holds for every session, whatever it is."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from formcheck.events import Curves, Event, RepetitionJudged, Uncertainty, Verdict
from formcheck.outputs.jsonl import RecordFile
from formcheck.samples import Dof, Pose, Side
from formcheck.session import pipeline
from formcheck.session.record import read_record
from tests.support.edits import FOOT, LOWER_LEG, between, change, dim, hide, mirror, names_of, shift_time, transform
from tests.support.people import Angles, Person, Rep, Script, perform, uneven_times
from tests.support.sessions import make_header, track_poses, watch
from tests.support.strategies import CLEAR_FAULTS, Film, any_reps, degrees, films, people, scripts, seated, seeds

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
frames = st.sets(st.integers(0, 500), max_size=6)
FORGIVEN = {Verdict.GOOD, Verdict.NOT_MEASURABLE}


def examples(count: int) -> settings:
    """Return settings for so many examples.

    Few of each, because every session costs a quarter of a second; a failing one is short enough without shrinking.
    """
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    return settings(max_examples=count, phases=phases, suppress_health_check=[HealthCheck.too_slow])


def angles_of(pose: Pose, side: Side) -> dict[Dof, float]:
    (tracked,) = track_poses([pose])
    return dict(tracked.samples[side].deg)


# --- angles -----------------------------------------------------------------------------------------------------------


@examples(60)
@given(person=people, angles=seated(), dx_px=degrees(-60, 60), dy_px=degrees(-40, 40))
def test_angles_do_not_depend_on_the_place_in_the_picture(
    person: Person, angles: Angles, dx_px: float, dy_px: float
) -> None:
    small = replace(person, shank_px=60.0)
    pose = small.pose(0.0, 0, angles)
    moved = transform(dx_px=dx_px, dy_px=dy_px)(pose)
    assert angles_of(moved, person.side) == pytest.approx(angles_of(pose, person.side), abs=1e-6, nan_ok=True)


@examples(60)
@given(person=people, angles=seated(), scale=st.floats(0.4, 1.2))
def test_angles_do_not_depend_on_size(person: Person, angles: Angles, scale: float) -> None:
    pose = replace(person, shank_px=70.0).pose(0.0, 0, angles)
    scaled = transform(scale=scale)(pose)
    assert angles_of(scaled, person.side) == pytest.approx(angles_of(pose, person.side), abs=1e-6, nan_ok=True)


@examples(60)
@given(person=people, angles=seated(), turn_deg=st.floats(-180, 180))
def test_knee_and_ankle_do_not_depend_on_how_the_camera_is_tilted(
    person: Person, angles: Angles, turn_deg: float
) -> None:
    pose = replace(person, shank_px=50.0).pose(0.0, 0, angles)
    before, after = (angles_of(one, person.side) for one in (pose, transform(turn_deg=turn_deg)(pose)))
    assert (after[KNEE], after[ANKLE]) == pytest.approx((before[KNEE], before[ANKLE]), abs=1e-6, nan_ok=True)


@examples(60)
@given(person=people, angles=seated())
def test_a_mirror_exchanges_sides_and_keeps_every_angle(person: Person, angles: Angles) -> None:
    pose = person.pose(0.0, 0, angles)
    for side in Side:
        assert angles_of(mirror(pose), side.other) == pytest.approx(angles_of(pose, side), abs=1e-6, nan_ok=True)


@pytest.mark.slow
@examples(3)
@given(film=films(any_reps))
def test_a_mirrored_session_is_judged_the_same_on_the_other_side(film: Film) -> None:
    poses = film.poses()
    one, other = watch(poses), watch([mirror(pose) for pose in poses])
    assert other.verdicts == one.verdicts
    assert other.session.side == (one.session.side and one.session.side.other)


# --- memory -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@examples(5)
@given(film=films(any_reps), cuts=frames)
def test_saving_and_resuming_at_any_frame_changes_no_event(film: Film, cuts: set[int]) -> None:
    poses = film.poses()
    engine = pipeline.make_pipeline(make_header())
    state = pipeline.start(engine)
    events: list[Event] = []
    for i, pose in enumerate(poses):
        state = pipeline.resume(pipeline.save(state)) if i in cuts else state
        state, step = pipeline.step(engine, state, pose)
        events += step.events
    assert tuple(events) == watch(poses).events


@examples(3)
@given(film=films(any_reps))
def test_a_record_is_judged_again_exactly_alike(film: Film) -> None:
    run = watch(film.poses())
    with TemporaryDirectory() as folder, RecordFile(Path(folder) / "record.jsonl") as file:
        file.begin(run.header)
        for step in run.steps:
            file.write(step)
        record = read_record(file.path)
    assert watch(record.poses, record.header).session == run.session
    assert record.events == run.events


# --- time -------------------------------------------------------------------------------------------------------------


def assert_shifted(one: object, other: object, by_s: float) -> None:
    """Fail unless two events are equal but for their times on the clock, which differ by `by_s`."""
    assert type(one) is type(other)
    assert is_dataclass(one)
    for field in fields(one):
        before, after = getattr(one, field.name), getattr(other, field.name)
        if is_dataclass(before):
            assert_shifted(before, after, 0.0 if isinstance(before, Uncertainty) else by_s)
        elif field.name == "t_s" and isinstance(before, tuple):
            assert after == pytest.approx([one + by_s for one in before], abs=1.01e-3)
        elif field.name in {"deg", "error_deg"} and isinstance(before, dict) and isinstance(one, Curves):
            for dof, known in before.items():
                assert after[dof] == pytest.approx(known, abs=0.011)
        elif field.name == "t_s":
            assert after == pytest.approx(before + by_s, abs=1e-6)
        elif field.name in {"start_s", "peak_s", "end_s"}:  # told in milliseconds
            assert after == pytest.approx(before + by_s, abs=1.01e-3)
        elif isinstance(before, float) and not isinstance(before, Enum):
            assert after == pytest.approx(before, abs=1e-6), field.name
        else:
            assert after == before, field.name


@pytest.mark.slow
@examples(6)
@given(film=films(any_reps), shift_s=st.floats(0.0, 100_000.0), dull=frames)
def test_a_session_filmed_later_is_the_same_session_later(film: Film, shift_s: float, dull: set[int]) -> None:
    poses = change(film.poses(), lambda pose: pose.index in dull, dim(names_of(Side.RIGHT, ("heel", "ankle")), 0.6))
    one, other = watch(poses), watch(shift_time(poses, shift_s))
    assert len(one.events) == len(other.events)
    for before, after in zip(one.events, other.events, strict=True):
        assert_shifted(before, after, shift_s)


@pytest.mark.slow
@examples(2)
@given(reps=st.lists(st.sampled_from(CLEAR_FAULTS), min_size=1, max_size=3), person=people, seed=seeds)
def test_the_frame_rate_changes_no_verdict(reps: list[Rep], person: Person, seed: int) -> None:
    script = Script(reps)
    even = [watch(perform(script, person, rate_hz=rate_hz)).verdicts for rate_hz in (15.0, 25.0, 60.0)]
    phone = watch(perform(script, person, times_s=uneven_times(script.duration_s, 30.0, seed=seed))).verdicts
    assert len(even[0]) == len(reps)
    assert all(verdicts == even[0] for verdicts in (*even, phone))


# --- what befalls the picture -----------------------------------------------------------------------------------------


@pytest.mark.slow
@examples(10)
@given(script=scripts(), person=people, at=st.floats(0.0, 1.0), gap_s=st.floats(0.1, 5.0))
def test_a_gap_adds_no_repetition_and_makes_no_fault(script: Script, person: Person, at: float, gap_s: float) -> None:
    start_s = at * script.duration_s
    run = watch(hide(perform(script, person), between(start_s, start_s + gap_s)))
    assert len(run.repetitions) <= len(script.reps)
    assert set(run.verdicts) <= FORGIVEN


@pytest.mark.slow
@examples(6)
@given(script=scripts(), at=st.floats(0.0, 1.0), gap_s=st.floats(0.1, 5.0), parts=st.sampled_from([FOOT, LOWER_LEG]))
def test_a_foot_or_leg_hidden_for_a_while_is_no_fault(
    script: Script, at: float, gap_s: float, parts: tuple[str, ...]
) -> None:
    start_s = at * script.duration_s
    hidden = dim(names_of(Side.RIGHT, parts), 0.1)
    run = watch(change(perform(script), between(start_s, start_s + gap_s), hidden))
    assert len(run.repetitions) <= len(script.reps)
    assert set(run.verdicts) <= FORGIVEN


@pytest.mark.slow
@examples(5)
@given(script=scripts(any_reps), at=st.floats(0.0, 1.0), gap_s=st.floats(0.1, 5.0))
def test_a_gap_adds_no_repetition_however_badly_things_go(script: Script, at: float, gap_s: float) -> None:
    start_s = at * script.duration_s
    run = watch(hide(perform(script), between(start_s, start_s + gap_s)))
    assert len(run.repetitions) <= len(script.reps)


@pytest.mark.slow
@examples(4)
@given(script=scripts(), person=people, jitter_px=st.floats(0.0, 1.0), seed=seeds)
def test_jitter_changes_no_count(script: Script, person: Person, jitter_px: float, seed: int) -> None:
    run = watch(perform(script, person, jitter_px=jitter_px, seed=seed))
    assert len(run.repetitions) == len(script.reps)
    assert len(run.repetitions) == sum(isinstance(event, RepetitionJudged) for event in run.events)
