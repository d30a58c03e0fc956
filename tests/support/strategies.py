"""Hypothesis strategies: people, the sessions they perform, and what befalls the picture."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from formcheck.samples import Dof, Pose, Side
from tests.support.people import Angles, Person, Rep, Script, perform

sides = st.sampled_from(Side)
seeds = st.integers(0, 2**16)


def degrees(low: float, high: float) -> st.SearchStrategy[float]:
    """Return angles between two limits, in tenths of a degree."""
    return st.integers(round(low * 10), round(high * 10)).map(lambda tenths: tenths / 10)


def seconds(low: float, high: float) -> st.SearchStrategy[float]:
    """Return times between two limits, in hundredths of a second."""
    return st.integers(round(low * 100), round(high * 100)).map(lambda hundredths: hundredths / 100)


@st.composite
def seated(draw: st.DrawFn) -> Angles:
    """Return the angles of somebody seated."""
    return {
        Dof.KNEE_FLEXION: draw(degrees(2, 120)),
        Dof.ANKLE_DORSIFLEXION: draw(degrees(-50, 25)),
        Dof.THIGH_ELEVATION: draw(degrees(-20, 40)),
        Dof.TRUNK_LEAN: draw(degrees(-30, 60)),
        Dof.NECK_FLEXION: draw(degrees(-30, 60)),
    }


people = st.builds(Person, side=sides, facing=sides)

good_reps = st.builds(
    Rep, out_s=seconds(1.6, 3.0), hold_s=seconds(0.0, 0.8), back_s=seconds(1.6, 3.0), rest_s=seconds(0.4, 1.5)
)
"""Repetitions that are good and far from any limit."""


any_reps = st.builds(
    lambda rep, angles: rep.ending(**angles),
    st.builds(Rep, out_s=seconds(0.5, 4.0), hold_s=seconds(0.0, 5.0), back_s=seconds(0.5, 4.0)),
    st.fixed_dictionaries(
        {"knee_flexion": degrees(0, 80), "ankle_dorsiflexion": degrees(-45, 20), "neck_flexion": degrees(-30, 60)}
    ),
)
"""Repetitions done in any way."""


def scripts(reps: st.SearchStrategy[Rep] = good_reps, most: int = 3) -> st.SearchStrategy[Script]:
    """Return sessions of some repetitions."""
    return st.builds(Script, st.lists(reps, min_size=1, max_size=most), lead_s=seconds(1.2, 2.0))


@dataclass(frozen=True, slots=True)
class Film:
    """A session and how it was filmed; kept short, so that a failing example can be read."""

    script: Script
    person: Person
    rate_hz: float
    jitter_px: float
    seed: int

    def poses(self) -> list[Pose]:
        """Return its poses."""
        return perform(self.script, self.person, rate_hz=self.rate_hz, jitter_px=self.jitter_px, seed=self.seed)


def films(reps: st.SearchStrategy[Rep] = good_reps, most: int = 2) -> st.SearchStrategy[Film]:
    """Return sessions filmed at some frame rate, with or without jitter."""
    return st.builds(
        Film,
        scripts(reps, most),
        people,
        rate_hz=st.sampled_from([15.0, 24.0, 25.0, 29.97, 30.0, 60.0]),
        jitter_px=st.sampled_from([0.0, 0.5, 1.0]),
        seed=seeds,
    )


CLEAR_FAULTS = (
    Rep(),
    Rep().ending(knee_flexion=38.0),
    Rep().ending(ankle_dorsiflexion=-14.0),
    Rep(ankle_delay_s=1.1, hold_s=1.4),
    Rep(out_s=0.7, hold_s=0.0, back_s=0.7),
    Rep(hold_s=4.5),
    Rep().ending(neck_flexion=60.0),
)
"""One repetition for each verdict that a movement can bring about, far from any limit."""
