"""The heavy model's landmarks of the sample clips, kept: everything after the pose is held against the truth.

Nothing here is a number that was measured once: clips are held against how they were rendered, figures against what is
promised. Where formcheck falls short today, `KNOWN`, `NOT_LIKE_ORIGINAL` and `MISSED` say so; a test fails as
well when such a shortcoming is mended, and then its entry goes.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from formcheck.apps.recordings import replay
from formcheck.events import FlagKind, Verdict
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Dof
from formcheck.sources.files import sha256_of
from formcheck.validation.model import FlagId
from formcheck.validation.results import ClipResult, DerivedResult, Outcome, Validation
from formcheck.validation.score import Score
from formcheck.validation.targets import Apart, Target, TargetKind, hold_against
from formcheck.validation.truth.clip import load_truth
from formcheck.validation.truth.manifest import Clip, Derived
from formcheck.validation.verdicts.agreement import NONE
from tests.golden.make import PLACES, golden_path, kept, unpack, wanted
from tests.support.truth import BRIEF, FILES, MANIFEST, MUST, SAMPLES, check_against_truth


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """A repetition that is not judged as it deserves.

    Parameters
    ----------
    found : Verdict
        What it is given instead.
    reason : str
        Why.
    missed, wrong : tuple of FlagId
        Faults it has that are not named, and faults that are named and that it has not.
    """

    found: Verdict
    reason: str
    missed: tuple[FlagId, ...] = ()
    wrong: tuple[FlagId, ...] = ()


KNOWN = {
    ("faults-peroneal-slider.mp4", 2): Shortcoming(
        Verdict.NOT_MEASURABLE,
        "the foot, late by a second, is not seen well enough to tell when and how far it came along",
        missed=((FlagKind.WRONG_ORDER, Dof.ANKLE_DORSIFLEXION),),
    ),
    ("oblique-tibial-slider.mp4", 3): Shortcoming(
        Verdict.NOT_MEASURABLE, "from so far in front the pulled-up foot is read too low to be called good"
    ),
    ("passer-by.mp4", 2): Shortcoming(
        Verdict.NOT_MEASURABLE,
        "while somebody stands right behind, the knee is not measured, and how fast it went nobody can tell",
    ),
}
"""By clip and number of the repetition, from 1."""

NOT_LIKE_ORIGINAL = {
    "derived/brief-tibial-slider-small.mp4": "at 320 x 240, strongly compressed, the foot is lost",
    "derived/mixed-tibial-slider-small.mp4": "so too, and quick or long movements cannot be followed",
}

KNEE = "the bent knee is read a few degrees too straight, more so from in front"
FOOT = "the pointed foot is read as less pointed, the pulled-up one as less pulled up"
MISSED = {
    ("tuning", TargetKind.KNEE_RANGE): KNEE,
    ("held_back", TargetKind.KNEE_RANGE): KNEE,
    ("tuning", TargetKind.ANKLE_CHANGE): FOOT,
    ("held_back", TargetKind.ANKLE_CHANGE): FOOT,
}
"""By group and figure."""

PLAIN = ("good-tibial-slider.mp4", "mixed-tibial-slider.mp4")
"""Filmed as asked for; here what is promised over all clips holds for each by itself."""

SEEN = [derived for derived in MANIFEST.derived if derived.verdict is None]
UNSEEN = [derived for derived in MANIFEST.derived if derived.verdict is not None]
"""Derived clips whose joints can be seen, and those that deserve a verdict of their own as they cannot."""

GROUPS = ("tuning", "held_back")
OF_GROUPS = [kind for kind in MUST if kind not in {TargetKind.DERIVED_SAME, TargetKind.DERIVED_BLAMED}]

pytestmark = pytest.mark.xdist_group("golden")
every_clip = pytest.mark.parametrize("clip", MANIFEST.clip, ids=lambda clip: clip.file)
every_derived = pytest.mark.parametrize("derived", MANIFEST.derived, ids=lambda derived: derived.file)


def result_of(golden: Validation, file: str) -> ClipResult:
    """Return what was found in a clip."""
    return next(one for one in golden.clips if one.file == file)


def derived_of(golden: Validation, file: str) -> DerivedResult:
    """Return what was found in a derived clip."""
    return next(one for one in golden.derived if one.file == file)


def group_of(golden: Validation, name: str) -> Score:
    """Return the scores of the tuning clips, of those held back, or of all."""
    score: Score = getattr(golden.groups, name)
    return score


# The records


every_estimator = pytest.mark.parametrize("estimator", PLACES)


@every_estimator
def test_there_is_a_record_of_every_clip_and_no_other(estimator: str) -> None:
    assert kept(estimator) == wanted(estimator)
    assert sum(path.stat().st_size for path in kept(estimator)) < 4e6


@every_estimator
@pytest.mark.parametrize("file", FILES)
def test_the_record_is_of_the_clip_and_the_model_as_they_are(file: str, estimator: str) -> None:
    """Fails when a clip was rendered anew or the model is another: run ``python -m tests.golden.make``."""
    first, *_, last = gzip.decompress(golden_path(file, estimator).read_bytes()).splitlines()
    software = json.loads(first)["header"]["software"]
    assert json.loads(last)["end"]["source_sha256"] == sha256_of(SAMPLES / file)
    assert (software["model_sha256"], software["estimator"]) == (find_bundle("heavy").sha256, estimator)


def test_every_clip_could_be_judged(golden: Validation) -> None:
    assert golden.failures == ()
    assert (*(one.file for one in golden.clips), *(one.file for one in golden.derived)) == FILES


def test_a_record_can_be_replayed_by_itself(tmp_path: Path) -> None:
    outcome = replay(unpack(BRIEF, tmp_path))
    assert outcome.is_whole
    check_against_truth(outcome.session, load_truth(SAMPLES / f"{BRIEF}.truth.json"))


# Each clip


@every_clip
def test_every_repetition_is_counted_and_no_other(clip: Clip, golden: Validation) -> None:
    result = result_of(golden, clip.file)
    assert [row for row in result.repetitions if row.true is None or row.found is None] == []
    assert result.score.ours.counting.true == len(golden.data[clip.file].true)


@every_clip
def test_every_repetition_is_judged_as_it_was_rendered(clip: Clip, golden: Validation) -> None:
    """Fails for a repetition in KNOWN when it is mended: take it out."""
    rows = list(enumerate(result_of(golden, clip.file).repetitions, 1))
    expected = [known.found if (known := KNOWN.get((clip.file, number))) else row.true for number, row in rows]
    assert [row.found for _, row in rows] == expected


@every_clip
def test_every_fault_is_named_with_its_joint_and_no_other(clip: Clip, golden: Validation) -> None:
    """Fails for a repetition in KNOWN when its fault is named after all: take it out."""
    rows = enumerate(result_of(golden, clip.file).repetitions, 1)
    known = {number: (one.missed, one.wrong) for (file, number), one in KNOWN.items() if file == clip.file}
    nothing: tuple[FlagId, ...] = ()
    found = {number: (row.missed, row.wrong) for number, row in rows}
    assert found == {number: known.get(number, (nothing, nothing)) for number in found}


@every_clip
def test_the_working_leg_is_found(clip: Clip, golden: Validation) -> None:
    result = result_of(golden, clip.file)
    assert result.is_anybody_found
    assert result.found_side is (clip.side if result.repetitions else None)


@pytest.mark.parametrize("file", PLAIN)
@pytest.mark.parametrize("moment", ["start", "peak", "end"])
def test_times_of_each_repetition(file: str, moment: str, golden: Validation) -> None:
    assert result_of(golden, file).score.times_s[moment].mae <= MUST[TargetKind(f"time_of_{moment}")]


@pytest.mark.parametrize("file", PLAIN)
@pytest.mark.parametrize(
    ("kind", "dof"), [(TargetKind.KNEE, Dof.KNEE_FLEXION), (TargetKind.ANKLE, Dof.ANKLE_DORSIFLEXION)]
)
def test_angles_of_one_clip(file: str, kind: TargetKind, dof: Dof, golden: Validation) -> None:
    score = result_of(golden, file).score.angles[dof]
    assert score.error.mae <= MUST[kind]
    assert score.not_measured < 0.1


# Clips made of others


@pytest.mark.parametrize("derived", SEEN, ids=lambda derived: derived.file)
def test_a_derived_clip_gives_what_its_original_gives(derived: Derived, golden: Validation) -> None:
    """Fails for a clip in NOT_LIKE_ORIGINAL when it is mended: take it out."""
    is_same = derived_of(golden, derived.file).outcome is Outcome.SAME
    assert is_same is (derived.file not in NOT_LIKE_ORIGINAL)


@every_derived
def test_nobody_is_blamed_for_what_cannot_be_seen(derived: Derived, golden: Validation) -> None:
    """A repetition of a derived clip is judged right, not at all, or missed; none is made up."""
    judging = derived_of(golden, derived.file).score.ours.judging
    harmless = {Verdict.NOT_MEASURABLE.value, NONE}
    pairs = [(true, found) for true, row in judging.confusion.items() for found, count in row.items() if count]
    blamed = [(true, found) for true, found in pairs if found not in {true, *harmless} or true == NONE]
    assert blamed == []


@pytest.mark.parametrize("derived", UNSEEN, ids=lambda derived: derived.file)
def test_without_feet_nothing_can_be_judged(derived: Derived, golden: Validation) -> None:
    assert set(derived_of(golden, derived.file).verdicts) <= {Verdict.NOT_MEASURABLE}


# All together


def test_what_is_promised_is_what_was_agreed(golden: Validation) -> None:
    assert {target.kind: target.must for target in golden.targets} == MUST


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("kind", OF_GROUPS)
def test_what_must_be_reached_is(kind: TargetKind, group: str, golden: Validation) -> None:
    """Fails for a figure in MISSED when it is reached: take it out."""
    target = _target(group_of(golden, group), kind)
    assert target.is_measured
    assert target.is_met is ((group, kind) not in MISSED)


def test_only_what_is_known_is_missed_over_all_clips(golden: Validation) -> None:
    known = {kind for _, kind in MISSED}
    derived = {TargetKind.DERIVED_SAME} if NOT_LIKE_ORIGINAL else set()
    assert {target.kind for target in golden.missed} == known | derived


@pytest.mark.parametrize("group", [*GROUPS, "all"])
def test_two_thresholds_do_worse(group: str, golden: Validation) -> None:
    score = group_of(golden, group)
    assert score.naive.counting.exact < score.ours.counting.exact
    assert score.naive.counting.mae > score.ours.counting.mae
    assert score.naive.judging.agreement < score.ours.judging.agreement
    assert score.naive.naming.together.right == 0


def _target(score: Score, kind: TargetKind) -> Target:
    return next(one for one in hold_against(score, score, Apart()) if one.kind is kind)
