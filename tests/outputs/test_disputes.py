"""Where camera and sensors disagreed: said in the report with what each of them read."""

from __future__ import annotations

import pytest

from formcheck.events import Agreed, Disagreed, Event
from formcheck.outputs.disputes import dispute_texts
from formcheck.samples import Dof, Side
from formcheck.session.trajectory import Trajectory
from formcheck.words.catalogue import words_for

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION


def gathered(*events: Event) -> Trajectory:
    """Return a session of a minute in which something was said."""
    trajectory = Trajectory()
    trajectory.t_s.extend([0.0, 60.0])
    trajectory.events += events
    return trajectory


def test_a_dispute_is_told_with_both_angles_and_its_time() -> None:
    trajectory = gathered(Disagreed(12.0, Side.RIGHT, ANKLE, 13.2, 44.6), Agreed(21.0, Side.RIGHT, ANKLE))
    (text,) = dispute_texts(words_for("en", {}), trajectory)
    for part in ("camera 13°", "sensors 45°", "0:12", "0:21"):
        assert part in text


def test_one_that_never_ended_lasts_until_the_end() -> None:
    other_leg = Agreed(30.0, Side.LEFT, KNEE)
    trajectory = gathered(Disagreed(12.0, Side.RIGHT, KNEE, 50.0, 90.0), other_leg)
    (text,) = dispute_texts(words_for("en", {}), trajectory)
    assert "1:00" in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_long_list_is_cut_short(language: str) -> None:
    many = [Disagreed(float(number), Side.RIGHT, KNEE, 50.0, 90.0) for number in range(15)]
    texts = dispute_texts(words_for(language, {}), gathered(*many))
    assert len(texts) == 13
    assert "3" in texts[-1]


def test_without_a_dispute_nothing_is_told() -> None:
    assert dispute_texts(words_for("en", {}), gathered()) == []
