"""A folder of clips as ``formcheck validate`` reads it: synthetic people whose truth is known by construction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from formcheck.apps.validate.landmarks import Collector, record_path
from formcheck.defaults import DEFAULT_ESTIMATOR
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Dof, Side
from tests.support.estimators import TWO_REPS
from tests.support.people import Person, Rep, Script, even_times, perform
from tests.support.sessions import make_header, watch

Deserved = Mapping[str, object]

SHORT: Deserved = {"verdict": "incomplete_range", "flags": [{"kind": "incomplete_range", "dof": "knee_flexion"}]}
GOOD: Deserved = {"verdict": "good", "flags": []}


@dataclass(frozen=True, slots=True)
class Made:
    """A clip to be made: what is done, by whom, what it deserves, and its entry in the manifest."""

    name: str
    script: Script
    deserved: Sequence[Deserved] = ()
    person: Person = Person()  # noqa: RUF009 - frozen
    rate_hz: float = 20.0
    entry: str = ""

    @property
    def table(self) -> str:
        """Its ``[[clip]]``."""
        lines = {
            "file": f"{self.name}.mp4",
            "truth": f"{self.name}.truth.json",
            "title": f"The clip {self.name}",
            "exercise": "tibial-slider-seated",
            "side": self.person.side.value,
            "facing": self.person.facing.value,
        }
        return "[[clip]]\n" + "".join(f'{key} = "{value}"\n' for key, value in lines.items()) + self.entry + "\n"


TWO = Made("two", TWO_REPS, [GOOD, SHORT], entry="[clip.scene]\ncamera = { yaw_deg = 0, distance_m = 2.5 }\n")
AGAIN = Made("again", Script([Rep(), Rep()]), [GOOD] * 2, entry="held_back = true\n")
STILL = Made("still", Script((), lead_s=4.0))
MIRRORED = replace(TWO, name="derived/two-mirrored", person=Person(Side.LEFT, Side.LEFT))
SLOW = replace(TWO, name="derived/two-fps-15", rate_hz=15.0)
DERIVED = """
[[derived]]
file = "derived/two-mirrored.mp4"
original = "two.mp4"
change = "mirrored"

[[derived]]
file = "derived/two-fps-15.mp4"
original = "two.mp4"
change = "fps_15"
"""


def truth_of(made: Made) -> dict[str, object]:
    """Return the truth about a clip, as its file holds it."""
    times = even_times(made.script.duration_s, made.rate_hz)
    angles = [made.script.angles(t_s) for t_s in times]
    return {
        "side": made.person.side,
        "facing": made.person.facing,
        "frames": {"t_s": times} | {f"{dof}_deg": [one[dof] for one in angles] for dof in Dof},
        "repetitions": [
            {
                "start_s": start_s,
                "peak_s": start_s + rep.out_s + rep.hold_s / 2,
                "end_s": start_s + rep.duration_s - rep.rest_s,
                "knee_at_peak_deg": rep.end[Dof.KNEE_FLEXION],
                "ankle_at_peak_deg": rep.end[Dof.ANKLE_DORSIFLEXION],
            }
            | dict(deserved)
            for rep, start_s, deserved in zip(made.script.reps, made.script.starts(), made.deserved, strict=True)
        ],
    }


def write_clips(folder: Path, clips: Sequence[Made], derived: str = "") -> Path:
    """Write manifest and truth files, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in clips:
        (folder / f"{one.name}.truth.json").write_text(json.dumps(truth_of(one)), encoding="utf-8")
    (folder / "manifest.toml").write_text("".join(one.table for one in clips) + derived, encoding="utf-8")
    return folder


def write_records(folder: Path, clips: Sequence[Made], sha256: str = "") -> Path:
    """Write the landmarks of clips as a run keeps them, and return the folder."""
    model = find_bundle("heavy")
    for one in clips:
        header = make_header()
        software = replace(header.software, estimator=DEFAULT_ESTIMATOR, model_sha256=model.sha256)
        collector = Collector()
        collector.begin(replace(header, software=software, source=replace(header.source, sha256=sha256)))
        poses = perform(one.script, one.person, rate_hz=one.rate_hz)
        (step,) = watch(poses[:1]).steps
        for pose in poses:
            collector.write(replace(step, raw=pose, events=()))  # of a step, landmarks are all that is kept
        collector.save(record_path(folder, f"{one.name}.mp4"))
    return folder
