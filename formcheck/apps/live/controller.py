"""One person before one camera: the visit under way, the pose model, and what is written down of it.

Everything here happens in one thread, one thing after the other, so that nothing need be locked. What comes from the
page has been checked; what goes to it is a view.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from importlib.metadata import version
from math import isnan
from pathlib import Path
from threading import Thread
from typing import Final

from formcheck.apps.live.pose import LivePose
from formcheck.apps.live.recorder import RECORD_NAME, Recorder
from formcheck.apps.live.store import KeptVisit, Store
from formcheck.apps.live.view import View, make_view, show_cue
from formcheck.apps.recordings import replay
from formcheck.apps.speed import LEAST_FPS
from formcheck.errors import FormcheckError, FrameError
from formcheck.exercise.definition import Prescription
from formcheck.samples import Frame, SourceInfo
from formcheck.session.coaching.coach import Cue, Tone
from formcheck.session.model import Header
from formcheck.session.visit.actions import Action
from formcheck.session.visit.course import WATCHED, Change, Course, Said, VisitStage, act, interrupt, take_up
from formcheck.session.visit.entries import Began, GivenUp, Opened
from formcheck.session.visit.frames import take_frame
from formcheck.session.visit.visit import Visit
from formcheck.words.catalogue import Words

_log: Final = logging.getLogger(__name__)

SLOW_S: Final = 5.0
"""A model that has been too slow for so long, while the camera is set up, gives way to the quickest."""

QUICKEST: Final = "full"

_RESTART_S: Final = 3.0
"""How long after the last picture the first one by another clock (another page or camera) is taken to be: a gap."""

_LEAP_S: Final = 60.0
"""A time so far from the last one is by another clock, or the computer has slept."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the page is started with.

    Parameters
    ----------
    prescription : Prescription
        What is prescribed.
    words : Words
        The language.
    store : Store
        Where visits are kept.
    is_program_camera : bool
        Whether the program opens the camera itself, and not the browser.
    """

    prescription: Prescription
    words: Words
    store: Store
    is_program_camera: bool = False


class VisitController:
    """The visit under way.

    Parameters
    ----------
    setting : Setting
        What the page is started with.
    """

    def __init__(self, setting: Setting) -> None:
        self.setting: Final = setting
        self.interrupted: KeptVisit | None = setting.store.interrupted(setting.prescription.exercise.id)
        self._live_pose: LivePose | None = None
        self._camera = ""
        self._offset_s: float | None = None
        self._last_s = 0.0
        self._made: tuple[LivePose, SourceInfo, Header] | None = None
        self._slow_s: float | None = None
        self._is_quicker_asked = self._is_pose_missing = False
        self._reports: Thread | None = None
        self.course: Course
        self._open_visit()

    # --- what the page asks -----------------------------------------------------------------------------------------

    def view(self) -> View:
        """Return what the page shows now."""
        view = make_view(self.course, self.setting.words, str(self._log.folder))
        if self.course.stage is VisitStage.CAMERA and self._live_pose is None:
            cue = Cue("see-no-model", Tone.LOST) if self._is_pose_missing else Cue("see-wait-rate", Tone.INFO)
            view["cue"] = show_cue(Said(0, cue), self.course.visit, self.setting.words)
        live_pose = self._live_pose
        view["debug"] = None if live_pose is None else _measurements(live_pose)
        return view

    def act(self, action: Action) -> None:
        """Take one action of the person."""
        self._take(act(self.course, action))
        if self.course.stage in {VisitStage.SUMMARY, VisitStage.REFERRAL}:
            self._write_reports()

    def resume(self) -> None:
        """Go on with the visit that was interrupted."""
        kept = self.interrupted
        if kept is None or self.course.stage is not VisitStage.WELCOME:
            return
        self.interrupted = None
        store = self.setting.store
        self._log = store.log_of(kept)
        began = kept.visit.began
        self._recorder = Recorder(self._log, is_video_kept=began is not None and began.is_video_kept)
        self.course = take_up(kept.visit, self.course.history)

    def again(self) -> None:
        """Begin another visit."""
        if self.course.stage in {VisitStage.SUMMARY, VisitStage.REFERRAL}:
            self._open_visit()

    def leave(self) -> None:
        """Pause, because the page is gone; its clock is forgotten."""
        self._take(interrupt(self.course))
        self._offset_s = None

    def camera(self, name: str) -> None:
        """Take the name of the camera the pictures come from."""
        self._camera = name[:80]

    # --- what the camera sees ---------------------------------------------------------------------------------------

    def use_pose(self, live_pose: LivePose) -> None:
        """Take a pose model, now that it is ready, in place of the one before."""
        if self._live_pose is not None:
            self._live_pose.close()
        self._live_pose = live_pose
        self._slow_s = None

    def go_without_pose(self) -> None:
        """Know that there will be no pose model."""
        self._is_pose_missing = True

    def take_quicker(self) -> str | None:
        """Return the name of a quicker model to load, once, where the one chosen is too slow; None otherwise."""
        live_pose = self._live_pose
        is_asked = self._is_quicker_asked or live_pose is None or not live_pose.is_chosen or live_pose.model == QUICKEST
        if is_asked or self._slow_s is None or self._last_s - self._slow_s < SLOW_S:
            return None
        self._is_quicker_asked = True
        return QUICKEST

    def see(self, frame: Frame) -> None:
        """Take one picture.

        Raises
        ------
        FrameError
            It is no later than the one before.
        """
        frame = self._on_own_clock(frame)
        live_pose = self._live_pose
        if live_pose is None or self.course.stage not in WATCHED:
            return
        pose = live_pose.estimate(frame)
        self._mind_speed(live_pose)
        scene = live_pose.look_around(frame, pose) if self.course.stage is VisitStage.CAMERA else live_pose.scene
        header = self._header(live_pose, frame)
        kept = frame if self._recorder.is_video_kept else None
        self._take(take_frame(self.course, header, pose, scene, kept))

    def _header(self, live_pose: LivePose, frame: Frame) -> Header:
        """Return the identity of the session, made anew only where another camera or model takes part."""
        height_px, width_px = frame.image.shape[:2]
        info = SourceInfo(self._camera or "camera", width_px, height_px)
        if self._made is None or self._made[:2] != (live_pose, info):
            self._made = (live_pose, info, live_pose.header(info, self.setting.prescription))
        return self._made[2]

    def _mind_speed(self, live_pose: LivePose) -> None:
        """Remember since when the model has been too slow; only while the camera is set up can it be exchanged."""
        is_slow = self.course.stage is VisitStage.CAMERA and live_pose.fps < LEAST_FPS
        if not is_slow:
            self._slow_s = None
        elif self._slow_s is None:
            self._slow_s = self._last_s

    def close(self) -> None:
        """Let go of everything; what was recorded is kept."""
        self._take(interrupt(self.course))
        self._recorder.close()
        if self._live_pose is not None:
            self._live_pose.close()
        if self._reports is not None:
            self._reports.join()

    def _on_own_clock(self, frame: Frame) -> Frame:
        """Return a picture with its time on the visit's clock, which goes on from one page or camera to the next."""
        if self._offset_s is None or abs(frame.t_s + self._offset_s - self._last_s) > _LEAP_S:
            self._offset_s = self._last_s + _RESTART_S - frame.t_s
        t_s = frame.t_s + self._offset_s
        if not t_s > self._last_s:
            raise FrameError(
                f"was taken {self._last_s - t_s:.3f} s before the last one, expected after it.",
                where="a picture from the page",
                next_step="Reload the page.",
            )
        self._last_s = t_s
        return replace(frame, t_s=t_s)

    # --- what is kept -----------------------------------------------------------------------------------------------

    def _open_visit(self) -> None:
        setting = self.setting
        exercise = setting.prescription.exercise.id
        history = setting.store.history(exercise)
        opened = Opened(setting.prescription, version("formcheck"), setting.words.language, history.lasting)
        self._log = setting.store.new(opened)
        self._recorder = Recorder(self._log)
        self.course = Course(Visit(opened), history)

    def _take(self, change: Change) -> None:
        """Take a change: what is to be written is written first."""
        course, effects = change
        began = next((effect for effect in effects if isinstance(effect, Began)), None)
        if began is not None:
            self._give_up_interrupted()
            self._recorder.do((course.visit.opened,))
            self._recorder.is_video_kept = began.is_video_kept
        self._recorder.do(effects)
        self.course = course

    def _give_up_interrupted(self) -> None:
        if self.interrupted is not None:
            self.setting.store.log_of(self.interrupted).append(GivenUp())
            self.interrupted = None

    def _write_reports(self) -> None:
        """Write the clinician's reports of the parts, beside everything else: it takes a second or two each."""
        if self._reports is not None and self._reports.is_alive():
            return
        records = sorted(self._log.folder.glob(f"*/{RECORD_NAME}"))
        self._reports = Thread(target=_report, args=(records,), name="reports", daemon=True)
        self._reports.start()


def _report(records: list[Path]) -> None:
    for record in records:
        folder = record.parent / "report"
        if folder.exists():
            continue
        try:
            replay(record, out=folder)
        except FormcheckError as error:
            _log.warning("no report was written: %s", error)


def _measurements(live_pose: LivePose) -> View:
    return {
        "model": live_pose.model,
        "threads": live_pose.threads,
        "judged_fps": None if isnan(live_pose.fps) else round(live_pose.fps, 1),
        "server_ms": None if isnan(live_pose.ms) else round(live_pose.ms, 1),
        "frames": live_pose.frames,
    }
