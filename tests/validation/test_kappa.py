"""Cohen's kappa and its interval, against examples that others worked out, and laws that it must keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import isnan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.validation.intervals import Z, wilson
from formcheck.validation.verdicts.kappa import Kappa, VerdictWords, kappa_by_person

COHEN_1968 = {  # Table 1 of Cohen (1968), and the example of Fleiss, Cohen & Everitt (1969): 200 diagnoses
    ("personality", "personality"): 88, ("personality", "neurosis"): 10, ("personality", "psychosis"): 2,
    ("neurosis", "personality"): 14, ("neurosis", "neurosis"): 40, ("neurosis", "psychosis"): 6,
    ("psychosis", "personality"): 18, ("psychosis", "neurosis"): 10, ("psychosis", "psychosis"): 12,
}  # fmt: skip
FLEISS = {  # Fleiss, Levin & Paik (2003), Table 18.1: 100 diagnoses; kappa 0.68, its standard error 0.087
    ("psychotic", "psychotic"): 75, ("psychotic", "neurotic"): 1, ("psychotic", "organic"): 4,
    ("neurotic", "psychotic"): 5, ("neurotic", "neurotic"): 4, ("neurotic", "organic"): 1, ("organic", "organic"): 10,
}  # fmt: skip


def kappa_of(people: Sequence[Mapping[VerdictWords, int]]) -> Kappa:
    """Return kappa of people of whom both sides said so much."""
    cells = sorted({cell for one in people for cell in one})
    times = np.array([[one.get(cell, 0) for cell in cells] for one in people], dtype=np.int64)
    return kappa_by_person(cells, times.reshape(len(people), len(cells)))


def error_of(kappa: Kappa) -> float:
    """Return the standard error that an interval is of."""
    return (kappa.high - kappa.low) / 2 / Z


def test_the_value_of_cohen_1968() -> None:
    # agreeing (88 + 40 + 12) / 200 = 0.70; by chance 0.5 · 0.6 + 0.3 · 0.3 + 0.2 · 0.1 = 0.41
    assert kappa_of([COHEN_1968]).value == pytest.approx((0.70 - 0.41) / (1 - 0.41), abs=1e-12)


def test_the_standard_error_is_that_of_fleiss_cohen_and_everitt() -> None:
    # By their formula as it is printed, A + B - C, in another form than the one that is used:
    # A = sum p_ii [1 - (p_i. + p_.i)(1 - k)]², B = (1 - k)² sum p_ij (p_.i + p_j.)², C = [k - p_e (1 - k)]²
    found, of = kappa_of([FLEISS]), sum(FLEISS.values())
    names = ("psychotic", "neurotic", "organic")
    p = {(i, j): FLEISS.get((i, j), 0) / of for i in names for j in names}
    row = {i: sum(p[i, j] for j in names) for i in names}
    column = {j: sum(p[i, j] for i in names) for j in names}
    chance = sum(row[i] * column[i] for i in names)
    k = found.value
    a = sum(p[i, i] * (1 - (row[i] + column[i]) * (1 - k)) ** 2 for i in names)
    b = (1 - k) ** 2 * sum(p[i, j] * (column[i] + row[j]) ** 2 for i in names for j in names if i != j)
    c = (k - chance * (1 - k)) ** 2
    assert k == pytest.approx(0.68, abs=0.005)
    assert error_of(found) == pytest.approx(sqrt(a + b - c) / ((1 - chance) * sqrt(of)), abs=1e-12)
    assert error_of(found) == pytest.approx(0.087, abs=0.001)


def test_people_who_are_right_or_wrong_as_a_whole_tell_less() -> None:
    right, wrong = {("good", "good"): 4, ("held", "held"): 4}, {("good", "held"): 4, ("held", "good"): 4}
    apart = kappa_of([right, wrong] * 5)
    spread = [{("good", "good"): 2, ("held", "held"): 2, ("good", "held"): 2, ("held", "good"): 2}] * 10
    same = kappa_of(spread)
    assert apart.value == same.value == 0.0
    # A cell's slope is 0 where both agree and -2 where not, -1 on the whole: so each of ten people is 8 away from it,
    # 10/9 · 10 · 8² / 80² = 1/9; of the others each is where all are, and 80 repetitions alone give 1² / 80.
    assert error_of(apart) == pytest.approx(1 / 3, abs=1e-9)
    assert error_of(same) == pytest.approx(sqrt(1 / 80), abs=1e-9)


def test_where_all_agree_the_lower_end_is_that_of_wilson() -> None:
    found = kappa_of([{("good", "good"): 5, ("held", "held"): 5}])
    low, _ = wilson(10, 10)
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx((low - 0.5) / 0.5)


@pytest.mark.parametrize("people", [[], [{}], [{("good", "good"): 9}]])
def test_where_it_is_not_defined_it_is_no_number(people: list[dict[VerdictWords, int]]) -> None:
    found = kappa_of(people)
    assert isnan(found.value)
    assert isnan(found.low)
    assert isnan(found.high)


words = st.sampled_from(["good", "held", "rushed"])
someone = st.lists(st.tuples(words, words), max_size=12)


@given(st.lists(someone, max_size=6))
def test_laws(people: list[list[VerdictWords]]) -> None:
    told = kappa_of([Counter(one) for one in people])
    assert told.of == sum(map(len, people))
    if isnan(told.value):
        return
    assert -1.0 <= told.low <= told.value <= told.high <= 1.0
    assert (told.value == 1.0) == all(a == b for one in people for a, b in one)
    backwards = kappa_of([Counter(one) for one in people[::-1]])
    assert backwards.value == pytest.approx(told.value)
    assert backwards.low == pytest.approx(told.low)
    exchanged = kappa_of([Counter((b, a) for a, b in one) for one in people])
    assert exchanged.value == pytest.approx(told.value)
    assert exchanged.low == pytest.approx(told.low)
