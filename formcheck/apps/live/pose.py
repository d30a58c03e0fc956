"""The pose model of the live page: chosen by a short measurement, and how fast it turns out to be."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from math import isnan, nan
from statistics import median
from time import perf_counter
from typing import Final

from formcheck.apps.estimators import make_estimator
from formcheck.apps.speed import LEAST_FPS, measure_speeds, recommend
from formcheck.defaults import DEFAULT_ESTIMATOR
from formcheck.exercise.definition import Prescription
from formcheck.kinematics.estimate import prepare
from formcheck.ports import PoseEstimator
from formcheck.pose.bundles import ModelBundle, find_bundle
from formcheck.samples import Frame, Picture, Pose, SourceInfo
from formcheck.session.coaching.framing import Scene
from formcheck.session.model import Header
from formcheck.session.run import make_header
from formcheck.sources.watching import PictureWatch

RATE_S: Final = 3.0
"""The rate of pictures is counted over so long."""

_ROLLS: Final = 10
_LEAST_ROLLS: Final = 3

SCENE_EVERY_S: Final = 0.5
"""Who sets up the camera wants an answer sooner than somebody who reviews a recording."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command asks for.

    Parameters
    ----------
    model : str or None
        Pose model; None to choose by measurement.
    threads : int or None
        Threads; None to choose by measurement.
    estimator : str
        What runs the model.
    """

    model: str | None = None
    threads: int | None = None
    estimator: str = DEFAULT_ESTIMATOR


class LivePose:
    """A pose model at work on the pictures of one camera.

    Parameters
    ----------
    bundle : ModelBundle
        The model.
    threads : int or None
        On how many threads.
    estimator : PoseEstimator
        What runs it.
    is_chosen : bool
        Whether formcheck chose the model, so that it may take another one.
    """

    def __init__(
        self, bundle: ModelBundle, threads: int | None, estimator: PoseEstimator, *, is_chosen: bool = False
    ) -> None:
        self.model: Final = bundle.name
        self.threads: Final = threads
        self.is_chosen: Final = is_chosen
        self._bundle, self._estimator = bundle, estimator
        self._taken: deque[float] = deque()
        self._watch = PictureWatch(SCENE_EVERY_S)
        self._scene = Scene(least_fps=LEAST_FPS)
        self._rolls: deque[float] = deque(maxlen=_ROLLS)
        self.frames = 0
        self.ms = nan

    @property
    def fps(self) -> float:
        """Pictures judged a second, lately; NaN until it is known."""
        if len(self._taken) < 2 or self._taken[-1] - self._taken[0] < RATE_S / 2:
            return nan
        return (len(self._taken) - 1) / (self._taken[-1] - self._taken[0])

    @property
    def scene(self) -> Scene:
        """What is known of the picture as a picture."""
        return replace(self._scene, rate_fps=self.fps)

    def header(self, info: SourceInfo, prescription: Prescription, session_id: str) -> Header:
        """Return the identity of a session with this model.

        Parameters
        ----------
        info : SourceInfo
            What is known of the camera.
        prescription : Prescription
            What is prescribed.
        session_id : str
            A UUID.
        """
        return make_header(info, prescription, self._bundle, self._estimator, session_id=session_id)

    def estimate(self, frame: Frame) -> Pose:
        """Return the body points in a picture, and what is to be said of the picture itself."""
        begun_s = perf_counter()
        pose = self._watch.look(frame, self._estimator.estimate(frame))
        self._take_scene(pose.picture)
        self.ms = 1000.0 * (perf_counter() - begun_s)
        self.frames += 1
        self._taken.append(frame.t_s)
        while self._taken[-1] - self._taken[0] > RATE_S or self._taken[0] > self._taken[-1]:
            self._taken.popleft()
        return pose

    def _take_scene(self, picture: Picture | None) -> None:
        """Keep what was measured of a picture, where it was looked at closely."""
        if picture is not None and not isnan(picture.brightness):
            self._scene = replace(
                self._scene,
                brightness=picture.brightness,
                person_dark=picture.person_dark,
                glare=picture.glare,
                roll_deg=self._level(picture.roll_deg),
            )

    def _level(self, roll_deg: float) -> float:
        """Return the usual roll of late: single readings are off by several degrees now and then."""
        self._rolls.append(roll_deg)
        known = [one for one in self._rolls if not isnan(one)]
        return median(known) if len(known) >= _LEAST_ROLLS else nan

    def close(self) -> None:
        """Release the model."""
        self._estimator.close()


def load_live_pose(wanted: Wanted, quicker: str | None = None) -> LivePose:
    """Return the pose model.

    Parameters
    ----------
    wanted : Wanted
        What the command asks for; without a model, the one that suits this machine, by a short measurement.
    quicker : str, optional
        The model to take because the one chosen was too slow.

    Raises
    ------
    SetupError
        The pose model or a library is missing.
    """
    model, threads = quicker or wanted.model, wanted.threads
    if model is None:
        best = recommend(measure_speeds())
        model, threads = best.model, threads or best.threads
    bundle = find_bundle(model)
    prepare()
    return LivePose(bundle, threads, make_estimator(wanted.estimator, bundle, threads), is_chosen=wanted.model is None)
