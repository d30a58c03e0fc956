"""Real people, counted and measured by hand: they weigh more than any rendering.

Their records are no part of the project. Where formcheck falls short there is an entry with its reason, and an entry
that is mended fails.
"""

from __future__ import annotations

from typing import Final

import pytest

from formcheck.apps.validate.validate import validate
from formcheck.validation.results import Validation
from formcheck.validation.truth.real import SUFFIX
from tests.support.machine import skip_or_fail
from tests.support.truth import ROOT

REAL: Final = ROOT.parent / "shared" / "data" / "real"

COUNTED_WRONG: Final[dict[str, str]] = {}
NOT_AS_MEASURED: Final[dict[tuple[str, str], str]] = {}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("real")]


@pytest.fixture(scope="module")
def people() -> Validation:
    """Return the validation of the records."""
    if not REAL.is_dir():
        skip_or_fail(f"the records of real people are not in {REAL}")
    return validate(REAL, jobs=1)


def test_every_record_is_known_and_used(people: Validation) -> None:
    assert (people.unknown, people.failures) == ((), ())
    assert len(people.clips) == len(list(REAL.glob(f"*{SUFFIX}")))


def test_counts(people: Validation) -> None:
    wrong = {clip.file.removesuffix(SUFFIX) for clip in people.clips if clip.score.ours.counting.exact < 1.0}
    assert wrong == set(COUNTED_WRONG)


def test_nothing_that_a_person_can_see_is_withheld_or_judged_wrong(people: Validation) -> None:
    outcomes = people.account.outcomes
    assert (outcomes.withheld.count, outcomes.wrong.count, outcomes.missed.count) == (0, 0, 0)


def test_times_angles_and_words(people: Validation) -> None:
    amiss = {(row.clip.removesuffix(SUFFIX), str(row.expected)) for row in people.by_hand if not row.is_met}
    assert amiss == set(NOT_AS_MEASURED)
