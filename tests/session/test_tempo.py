"""Whether a video can be true in time: asked of what nobody does, and never of what people do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from formcheck.events import Verdict
from formcheck.exercise.definition import Personal
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.samples import Pose
from formcheck.session.model import Remark, RemarkKind
from tests.support.cases import few
from tests.support.exercising import do, person_for, well_done
from tests.support.people import Rep, Script, perform
from tests.support.sessions import Run, make_header, watch
from tests.support.truth import MANIFEST
from tests.support.visits import golden_record

QUESTIONS = {RemarkKind.LOOKS_SPED_UP, RemarkKind.LOOKS_SLOWED}
RUSHED = Rep(out_s=0.6, hold_s=0.1, back_s=0.6)
PEOPLE = {
    "as prescribed": [Rep()] * 3,
    "rushed, all of them": [Rep(out_s=0.55, hold_s=0.1, back_s=0.55)] * 5,
    "rushed and calm": [Rep(), RUSHED, Rep()],
    "slowly": [Rep(out_s=5.0, back_s=5.0)] * 3,
    "with a long stay": [Rep(hold_s=12.0)] * 3,
    "quickly out, slowly back": [Rep(out_s=1.0, back_s=9.0)] * 3,
    "with long pauses": [Rep(rest_s=20.0)] * 3,
}


def shown(poses: Sequence[Pose], times: float, rate_hz: float = 30.0) -> list[Pose]:
    """Return the poses of a film that shows everything so many times as fast, at no more than that rate."""
    kept: list[Pose] = []
    for pose in (replace(pose, t_s=pose.t_s / times) for pose in poses):
        if not kept or pose.t_s - kept[-1].t_s > 0.99 / rate_hz:
            kept.append(pose)
    return kept


def questions(run: Run) -> list[Remark]:
    return [one for one in run.session.coverage.remarks if one.kind in QUESTIONS]


@pytest.mark.parametrize("doing", few(PEOPLE))
def test_of_what_people_do_nothing_is_asked(doing: str) -> None:
    assert not questions(watch(perform(Script(PEOPLE[doing]))))


def test_who_rushes_is_told_so_and_not_asked() -> None:
    run = watch(perform(Script(PEOPLE["rushed, all of them"])))
    assert set(run.verdicts) == {Verdict.RUSHED}
    assert not questions(run)


@pytest.mark.slow
@pytest.mark.parametrize("clip", few([clip.file.removesuffix(".mp4") for clip in MANIFEST.clip[:6]]))
def test_of_the_clips_nothing_is_asked(clip: str) -> None:
    record = golden_record(clip)
    assert not questions(watch(record.poses, record.header))


@pytest.mark.slow
@pytest.mark.parametrize("times", few([4, 8, 10]))
def test_slow_motion_that_nothing_marks_is_asked_about(times: int) -> None:
    run = watch(shown(perform(Script([Rep()] * 2), rate_hz=30.0 * times), 1 / times))
    (question,) = questions(run)
    assert question.kind is RemarkKind.LOOKS_SLOWED
    assert question.number == pytest.approx(times, rel=0.3)


@pytest.mark.parametrize(("rate_hz", "times"), [(12.5, 2.4), (25.0, 2.0), (25.0, 3.0)])
def test_a_film_that_is_too_fast_is_asked_about(rate_hz: float, times: float) -> None:
    filmed = perform(Script([Rep(), Rep(), RUSHED]), rate_hz=rate_hz)
    (question,) = questions(watch(shown(filmed, times)))
    assert question.kind is RemarkKind.LOOKS_SPED_UP
    assert question.number == pytest.approx(1 / times, rel=0.25)


def test_of_calm_repetitions_it_is_asked_when_all_are_faster_than_rushed_ones() -> None:
    (question,) = questions(watch(shown(perform(Script([Rep()] * 4), rate_hz=60.0), 5.0)))
    assert question.number == pytest.approx(0.2, rel=0.3)


def test_a_question_changes_no_verdict_and_the_speed_to_try_answers_it() -> None:
    script = Script([Rep(), Rep(), RUSHED])
    poses = shown(perform(script, rate_hz=12.5), 2.4)
    (question,) = questions(watch(poses))
    assert question.number is not None
    again = watch([replace(pose, t_s=pose.t_s / question.number) for pose in poses])
    assert not questions(again)
    assert again.verdicts == watch(perform(script)).verdicts


@pytest.mark.slow
def test_the_speed_to_try_takes_in_the_one_that_was_taken_already() -> None:
    poses = shown(perform(Script([Rep()] * 2), rate_hz=240.0), 1 / 8)
    header = make_header()
    taken = replace(header, source=replace(header.source, speed=2.0))
    (once,), (twice,) = questions(watch(poses, header)), questions(watch(poses, taken))
    assert once.number is not None
    assert twice.number == pytest.approx(2.0 * once.number, abs=2.0)


def test_a_camera_that_is_watched_live_is_true_in_time() -> None:
    header = make_header()
    live = replace(header, source=replace(header.source, recorded_by="clock"))
    assert not questions(watch(shown(perform(Script([Rep(), RUSHED]), rate_hz=12.5), 2.4), live))


@pytest.mark.slow
def test_the_own_tempo_is_what_slow_is_measured_by() -> None:
    calm = make_header(personal=Personal(cycle_s=12.0))
    assert not questions(watch(perform(Script([Rep(out_s=8.0, back_s=8.0)] * 2)), calm))


@pytest.mark.slow
def test_points_that_leap_out_and_back_are_no_fast_movement() -> None:
    poses = perform(Script([Rep()]))
    end = max(poses, key=lambda pose: pose.landmarks["right_ankle"].x_px)
    leapt = [replace(end, t_s=pose.t_s, index=pose.index) if 10 <= pose.index < 18 else pose for pose in poses]
    assert not questions(watch(leapt))


@pytest.mark.parametrize("name", few(exercise_ids()))
def test_of_no_exercise_that_is_done_as_prescribed_it_is_asked(name: str) -> None:
    exercise = load_exercise(name)
    run = watch(perform(do(exercise, *[well_done(exercise)] * 2), person_for(exercise)), make_header(name))
    assert not questions(run)
