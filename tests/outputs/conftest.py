"""A plausible session made up from sine waves: six attempts of a seated tibial slider by a stick figure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest

from formcheck.events import (
    AttemptStarted,
    Event,
    Flag,
    FlagKind,
    Repetition,
    RepetitionJudged,
    Severity,
    SideChosen,
    Uncertainty,
    Verdict,
)
from formcheck.exercise.definition import (
    Evidence,
    Exercise,
    Kind,
    Neck,
    Nerve,
    Phase,
    Posture,
    Prescription,
    Window,
)
from formcheck.exercise.plan import make_plan
from formcheck.samples import AngleSample, Dof, Frame, Landmark, Pose, Side, SourceInfo
from formcheck.session.identity import recording_id
from formcheck.session.model import (
    SCHEMA_VERSION,
    Calibration,
    Coverage,
    Header,
    Remark,
    RemarkKind,
    Session,
    Software,
    Step,
    Summary,
)
from formcheck.session.output import Output
from formcheck.sighting import Sighting, View
from formcheck.words.catalogue import Words
from tests.support.sessions import CAMERA, view_of

CYCLE_S = 3.6
REST_S = 1.0
VERDICTS = (
    Verdict.GOOD,
    Verdict.INCOMPLETE_RANGE,
    Verdict.GOOD,
    Verdict.RUSHED,
    Verdict.NOT_MEASURABLE,
    Verdict.GOOD,
)

UNCERTAIN = Uncertainty(
    start_s=0.2, peak_s=0.1, end_s=0.2, knee_at_rest_deg=6.2, knee_at_peak_deg=6.0, knee_range_deg=8.6,
    ankle_at_rest_deg=8.4, ankle_at_peak_deg=8.9, ankle_range_deg=12.2, neck_change_deg=4.4,
    out_s=0.2, hold_s=0.1, back_s=0.25, peak_speed_degps=9.0,
)  # fmt: skip
OF_THE_ANKLE = ("ankle_at_rest_deg", "ankle_at_peak_deg", "ankle_range_deg", "neck_change_deg")

SOFTWARE = Software("formcheck", "0.1.0", "mediapipe", "0.10.33", "heavy", "ab" * 32)

SLIDER = Exercise(
    schema_version=1,
    id="tibial-slider-seated",
    title="Tibial slider, seated",
    summary="Sitting slumped; the knee straightens while the foot comes up and the head lifts.",
    nerve=Nerve.TIBIAL,
    kind=Kind.SLIDER,
    driver=Dof.KNEE_FLEXION,
    camera="From the side of the moving leg, two to three metres away.",
    unseen=("Turning the sole outwards (eversion).", "Toe position inside a shoe."),
    evidence=Evidence("A", ("A trial of sliders, NCT00000000, https://example.org/trial",), "Windows are proposals."),
    posture=Posture(Window(-30.0, 35.0), Window(-25.0, 60.0)),
    phases={
        "rest": Phase("Sit with the foot pointed.", Window(75.0, 110.0), Window(-45.0, -10.0), neck=Neck.FLEXED),
        "extend": Phase("Straighten the knee.", Window(0.0, 20.0), Window(0.0, 25.0), neck=Neck.EXTENDED),
        "return": Phase("Bend it again.", Window(75.0, 110.0), Window(-45.0, -10.0), neck=Neck.FLEXED),
    },
)

SHORT_FLAG = Flag(
    FlagKind.INCOMPLETE_RANGE, Severity.FAULT, Dof.ANKLE_DORSIFLEXION, -14.0, 0.0, 14.0, 5.0, "deg"
)  # fmt: skip
RUSHED_FLAG = Flag(FlagKind.RUSHED, Severity.FAULT, None, 1.4, 2.0, 0.6, 0.1, "s")
UNSEEN_FLAG = Flag(
    FlagKind.NOT_MEASURABLE, Severity.FAULT, Dof.ANKLE_DORSIFLEXION, 0.35, 0.7, 0.35, None, "share"
)  # fmt: skip
LEAN_FLAG = Flag(FlagKind.TRUNK_LEAN, Severity.COMPENSATION, Dof.TRUNK_LEAN, 13.0, 10.0, 3.0, 3.0, "deg")
FLAGS: dict[Verdict, tuple[Flag, ...]] = {
    Verdict.INCOMPLETE_RANGE: (SHORT_FLAG, LEAN_FLAG),
    Verdict.RUSHED: (RUSHED_FLAG,),
    Verdict.NOT_MEASURABLE: (UNSEEN_FLAG,),
}


@dataclass(frozen=True, slots=True)
class FakeRun:
    """A made-up session, ready to be given to an output."""

    header: Header
    steps: tuple[Step, ...]
    session: Session

    def play(self, output: Output) -> None:
        """Give the whole session to `output`, as a run would."""
        with output:
            output.begin(self.header)
            for step in self.steps:
                output.write(step)
            output.finish(self.session)


def _repetition(index: int, verdict: Verdict) -> Repetition:
    """Return the attempt with number `index` (from 1)."""
    start = REST_S + (index - 1) * CYCLE_S
    flags = FLAGS.get(verdict, ())
    is_seen = verdict is not Verdict.NOT_MEASURABLE
    ankle = -14.0 if verdict is Verdict.INCOMPLETE_RANGE else 11.0
    return Repetition(
        index, start, start + CYCLE_S / 2, start + 0.95 * CYCLE_S, verdict, flags,
        6.0, ankle if is_seen else None, -18.5 if is_seen else None,
        1.52, 0.31, 1.61, 112.4, -1.71 if is_seen else None,
        knee_at_rest_deg=90.0, ankle_at_rest_deg=-30.0 if is_seen else None,
        knee_range_deg=84.0, ankle_range_deg=abs(ankle + 30.0) if is_seen else None,
        uncertainty=UNCERTAIN if is_seen else replace(UNCERTAIN, **dict.fromkeys(OF_THE_ANKLE)),
    )  # fmt: skip


def _reach(t_s: float, attempts: int) -> float:
    """Return how far the movement is on its way out at `t_s`, from 0 to 1."""
    since = t_s - REST_S
    if not 0.0 <= since < attempts * CYCLE_S:
        return 0.0
    return 0.5 - 0.5 * math.cos(math.tau * since / CYCLE_S)


def _angles(t_s: float, reach: float, verdict: Verdict) -> AngleSample:
    """Return the angles at `t_s`; the ankle stays low in a short attempt and is lost in one not measurable."""
    ankle_end = -14.0 if verdict is Verdict.INCOMPLETE_RANGE else 12.0
    is_lost = verdict is Verdict.NOT_MEASURABLE and reach > 0.5
    deg = {
        Dof.KNEE_FLEXION: 90.0 - 85.0 * reach + 0.8 * math.sin(31.0 * t_s),
        Dof.ANKLE_DORSIFLEXION: math.nan if is_lost else -30.0 + (ankle_end + 30.0) * reach + math.sin(23.0 * t_s),
        Dof.THIGH_ELEVATION: 2.0 + 3.0 * reach,
        Dof.TRUNK_LEAN: 12.0 - 4.0 * reach,
        Dof.NECK_FLEXION: 35.0 - 20.0 * reach,
    }
    ankle_quality = 0.0 if is_lost else 0.35 if verdict is Verdict.NOT_MEASURABLE else 0.9
    return AngleSample(t_s, Side.RIGHT, deg, {**dict.fromkeys(deg, 0.95), Dof.ANKLE_DORSIFLEXION: ankle_quality})


def _polar(length: float, angle_deg: float) -> tuple[float, float]:
    """Return a limb of `length` as a step right and down; 0 points right, 90 down."""
    return length * math.cos(math.radians(angle_deg)), length * math.sin(math.radians(angle_deg))


def _figure(angles: AngleSample, width: int, height: int) -> dict[str, Landmark]:
    """Return the landmarks of a seated person facing right, whose leg has the angles of `angles`."""
    knee_deg = angles.deg[Dof.KNEE_FLEXION]
    ankle_deg = angles.deg[Dof.ANKLE_DORSIFLEXION]
    ankle_deg = -10.0 if math.isnan(ankle_deg) else ankle_deg
    size = min(width, height) / 480
    places = {"hip": (0.36 * width, 0.56 * height)}

    def add(name: str, origin: str, length: float, angle_deg: float) -> None:
        dx, dy = _polar(length * size, angle_deg)
        places[name] = places[origin][0] + dx, places[origin][1] + dy

    for name, origin, length, angle_deg in (
        ("shoulder", "hip", 140, -80), ("ear", "shoulder", 60, -70), ("nose", "ear", 30, 15),
        ("elbow", "shoulder", 80, 80), ("wrist", "elbow", 70, 30), ("knee", "hip", 120, -3),
        ("ankle", "knee", 115, knee_deg), ("heel", "ankle", 18, knee_deg + 40),
        ("foot_index", "heel", 60, knee_deg - 90 - ankle_deg),
    ):  # fmt: skip
        add(name, origin, length, angle_deg)
    marks = {f"right_{name}": Landmark(x, y, 0.95) for name, (x, y) in places.items()}
    marks |= {f"left_{name}": Landmark(x + 9 * size, y - 4 * size, 0.6) for name, (x, y) in places.items()}
    dx, dy = _polar(115 * size, 92)
    knee = marks["left_knee"]
    marks["left_ankle"] = Landmark(knee.x_px + dx, knee.y_px + dy, 0.3)
    marks["nose"] = marks.pop("right_nose")
    del marks["left_nose"], marks["left_heel"], marks["left_foot_index"]
    return marks


def _picture(width: int, height: int) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    """Return a plain room: a wall that grows darker downwards."""
    image = np.zeros((height, width, 3), np.uint8)
    image[:] = np.linspace(170, 90, height, dtype=np.uint8)[:, None, None]
    return image


def _events(t_s: float, before_s: float, repetitions: Sequence[Repetition]) -> tuple[Event, ...]:
    """Return what happens after `before_s` and not after `t_s`."""
    found: list[Event] = [SideChosen(t_s, Side.RIGHT, Side.RIGHT)] if before_s < 0 else []
    for repetition in repetitions:
        if before_s < repetition.start_s <= t_s:
            found.append(AttemptStarted(t_s))
        if before_s < repetition.end_s <= t_s:
            found.append(RepetitionJudged(t_s, repetition))
    return tuple(found)


def _steps(times_s: Sequence[float], size: tuple[int, int], repetitions: Sequence[Repetition]) -> Iterator[Step]:
    """Yield a step for each time."""
    picture, before_s = _picture(*size), -1.0
    attempts = good = 0
    for index, t_s in enumerate(times_s):
        events = _events(t_s, before_s, repetitions)
        judged = [event.repetition for event in events if isinstance(event, RepetitionJudged)]
        attempts, good = attempts + len(judged), good + sum(rep.verdict is Verdict.GOOD for rep in judged)
        number = min(max(0, int((t_s - REST_S) / CYCLE_S)), len(repetitions) - 1)
        reach = _reach(t_s, len(repetitions))
        angles = _angles(t_s, reach, repetitions[number].verdict if repetitions else Verdict.GOOD)
        way = "extend" if _reach(t_s + 0.01, len(repetitions)) > reach else "return"
        pose = Pose(t_s, index, *size, _figure(angles, *size))
        phase = way if reach > 0.05 else "rest"
        yield Step(
            raw=pose,
            sighting=Sighting(
                t_s, {angles.side: angles}, Side.RIGHT, view=View(Side.RIGHT, 8.0, pose, Frame(t_s, index, picture))
            ),
            angles=angles, phase=phase, excursion_deg=85.0 * reach, attempts=attempts, good=good, events=events,
        )  # fmt: skip
        before_s = t_s


def make_run(
    verdicts: Sequence[Verdict] = VERDICTS,
    *,
    fps: float = 10.0,
    times_s: Sequence[float] | None = None,
    size: tuple[int, int] = (320, 240),
    name: str = "clip.mp4",
) -> FakeRun:
    """Return a made-up session.

    Parameters
    ----------
    verdicts : sequence of Verdict
        One for each attempt.
    fps : float
        Frame rate, where `times_s` is not given.
    times_s : sequence of float, optional
        Time of each frame.
    size : tuple of int
        Width and height of the picture.
    name : str
        File name of the video.
    """
    length_s = 2 * REST_S + CYCLE_S * len(verdicts)
    times = times_s if times_s is not None else [index / fps for index in range(int(length_s * fps))]
    repetitions = tuple(_repetition(index, verdict) for index, verdict in enumerate(verdicts, 1))
    source = SourceInfo(name, *size, duration_s=length_s, fps=fps)
    counts = {verdict: list(verdicts).count(verdict) for verdict in Verdict}
    instruments = (CAMERA,)
    prescription = Prescription(SLIDER)
    header = Header(recording_id(name), SOFTWARE, source, instruments, prescription)
    session = Session(
        SCHEMA_VERSION, header.id, SOFTWARE, instruments, SLIDER.id, SLIDER.title, prescription,
        make_plan(prescription).targets, Side.RIGHT, Side.RIGHT, source,
        Calibration(-4.2, "still_start"), Summary(len(verdicts), counts[Verdict.GOOD], counts),
        Coverage(
            frames=len(times), frames_with_person=len(times) - 3, is_anybody_found=True,
            measured=dict.fromkeys(Dof, 0.97), view_angle_deg=8.0,
            remarks=(Remark(RemarkKind.CUT_AT_END),),
        ),
        repetitions,
    )  # fmt: skip
    return FakeRun(header, tuple(_steps(times, size, repetitions)), session)


def _without_person(step: Step) -> Sighting:
    view = view_of(step)
    nobody = replace(view, angle_deg=math.nan, pose=replace(view.pose, landmarks={}))
    return replace(step.sighting, is_present=False, view=nobody)


@pytest.fixture(scope="session")
def english() -> Words:
    """Return the words of outputs in English."""
    return Words("en")


@pytest.fixture(scope="session")
def spanish() -> Words:
    """Return the words of outputs in Spanish."""
    return Words("es")


@pytest.fixture(scope="session")
def make() -> Callable[..., FakeRun]:
    """Return the maker of made-up sessions, for tests that need their own."""
    return make_run


@pytest.fixture(scope="session")
def fake_run() -> FakeRun:
    """Return six attempts at 10 frames a second."""
    return make_run()


@pytest.fixture(scope="session")
def empty_run() -> FakeRun:
    """Return a session without any attempt, and without any measured angle."""
    run = make_run((), fps=5.0)
    blank = AngleSample(0.0, Side.LEFT, {}, {})
    steps = tuple(
        replace(step, sighting=_without_person(step), angles=replace(blank, t_s=step.t_s), phase="",
                excursion_deg=math.nan, events=())
        for step in run.steps
    )  # fmt: skip
    coverage = Coverage(
        frames=len(steps), frames_with_person=0, is_anybody_found=False, measured=dict.fromkeys(Dof, 0.0),
        view_angle_deg=None, remarks=(Remark(RemarkKind.NO_PERSON),),
    )  # fmt: skip
    session = replace(run.session, side=None, facing=None, coverage=coverage)
    return replace(run, steps=steps, session=session)
