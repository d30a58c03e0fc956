"""One person before one camera: the visit under way, the pose model, and what is written down of it.

Everything here happens in one thread, one thing after the other, so that nothing need be locked. What comes from the
page has been checked; what goes to it is a view.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from math import isnan
from pathlib import Path
from typing import Final
from uuid import uuid4

from formcheck.apps.live.clock import VisitClock
from formcheck.apps.live.own_sensors import OwnSensors
from formcheck.apps.live.pose import LivePose
from formcheck.apps.live.recorder import Recorder
from formcheck.apps.live.store import KeptVisit, Store
from formcheck.apps.live.trouble import Trouble, detail_of, log_failure, logged, show_trouble
from formcheck.apps.live.view import PageView, make_view, show_cue
from formcheck.apps.speed import LEAST_FPS
from formcheck.errors import FormcheckError
from formcheck.exercise.definition import Prescription
from formcheck.samples import Frame, ImuReadings, Place, SourceInfo
from formcheck.session.coaching.coach import Cue, Tone
from formcheck.session.coaching.strapping import StrapCheck
from formcheck.session.model import Header
from formcheck.session.sensors import make_sensor_header
from formcheck.session.visit.acting import act, interrupt, take_up
from formcheck.session.visit.actions import Action
from formcheck.session.visit.course import WATCHED, Change, Course, Effect, PartOver, Said, VisitStage
from formcheck.session.visit.entries import Began, Ended, Finished, GivenUp, Opened, Refused, Stopped
from formcheck.session.visit.frames import take_frame
from formcheck.session.visit.strapped import take_readings
from formcheck.session.visit.visit import Visit
from formcheck.words.catalogue import Words
from formcheck.words.sensors import battery_words

_log: Final = logging.getLogger(__name__)

SLOW_S: Final = 5.0
"""A model that has been too slow for so long, while the camera is set up, gives way to the quickest."""

QUICKEST: Final = "full"

_ENDS: Final = (PartOver, Refused, Stopped, Ended, Finished)
"""What ends a part of a visit, or the visit: what there is of it then is worth taking in."""


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
    sensors : OwnSensors or None
        Sensors on the leg in place of any camera.
    """

    prescription: Prescription
    words: Words
    store: Store
    is_program_camera: bool = False
    sensors: OwnSensors | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """Where sensors are strapped to; empty where a camera looks on."""
        return () if self.sensors is None else self.sensors.places


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
        self._sitting = str(uuid4())
        self._clock = VisitClock(setting.store.clock)
        self._made: tuple[LivePose, SourceInfo, Header] | None = None
        self._strapped: Header | None = None
        self._slow_s: float | None = None
        self._is_quicker_asked = self._is_quicker_missing = False
        self._troubles: dict[Trouble, str] = {}
        self._reported: set[Path] = set()
        self._unkept: Path | None = None
        self.course: Course
        self._open_visit()

    # --- what the page asks -----------------------------------------------------------------------------------------

    def view(self) -> PageView:
        """Return what the page shows now."""
        folder = str(self._log.folder)
        view = make_view(self.course, self.setting.words, folder)
        view["scan"] = self._to_scan()
        view["batteries"] = self._batteries()
        view["trouble"] = show_trouble(self._troubles, self.course.stage, self.setting.words, folder)
        if self.course.stage is VisitStage.CAMERA and self._live_pose is None:
            view["cue"] = show_cue(self._on_the_model(), self.course.visit, self.setting.words)
        if self.course.stage is VisitStage.CAMERA and self._is_quicker_missing:
            view["note"] = [*_sentences(view), self.setting.words("model-stays")]
        live_pose = self._live_pose
        view["debug"] = None if live_pose is None else _measurements(live_pose)
        return view

    def _on_the_model(self) -> Said:
        """Return what is said while there is no pose model; each has a number of its own, for the page to know it."""
        if Trouble.MODEL in self._troubles:
            return Said(-2, Cue("see-no-model", Tone.LOST))
        if Trouble.MODEL_SLOW in self._troubles:
            return Said(-1, Cue("see-wait-long", Tone.INFO))
        return Said(0, Cue("see-wait-rate", Tone.INFO))

    def act(self, action: Action) -> None:
        """Take one action of the person.

        Parameters
        ----------
        action : Action
            What the person did; one that has no meaning in this stage changes nothing.

        Raises
        ------
        OSError
            What it gave cannot be written down.
        """
        with self._attempt("an action"):
            self._take(act(self.course, action))

    def resume(self) -> None:
        """Go on with the visit that was interrupted."""
        kept = self.interrupted
        if kept is None or self.course.stage is not VisitStage.WELCOME:
            return
        with self._attempt("going on with the interrupted visit"):
            self._log = self.setting.store.log_of(kept)
            began = kept.visit.began
            self._recorder = Recorder(self._log, is_video_kept=began is not None and began.is_video_kept)
            self.course = take_up(kept.visit, self.course.history, self.setting.places)
            self.interrupted = None

    def again(self) -> None:
        """Begin another visit."""
        if self.course.stage in {VisitStage.SUMMARY, VisitStage.REFERRAL}:
            with self._attempt("another visit"):
                self._open_visit()

    def try_again(self) -> bool:
        """Go on where something had gone wrong, and tell whether the pose model is to be loaded again for that."""
        self._troubles.pop(Trouble.PROGRAM, None)
        return self._troubles.pop(Trouble.MODEL, None) is not None

    def leave(self) -> None:
        """Pause, because the page is gone, even where what is under way cannot be closed; its clock is forgotten."""
        self._clock.forget()
        with logged("pausing the visit"):
            self._take(interrupt(self.course))
            return
        with logged("closing the record"):
            self._recorder.close()
        self.course, _ = interrupt(replace(self.course, stretch=None))

    def camera(self, name: str) -> None:
        """Take the name of the camera the pictures come from.

        Parameters
        ----------
        name : str
            As the browser has it, for the headers of records; empty where it does not say. 80 letters of it are kept.
        """
        self._camera = name[:80]

    # --- what the camera sees ---------------------------------------------------------------------------------------

    def use_pose(self, live_pose: LivePose) -> None:
        """Take a pose model, now that it is ready, in place of the one before.

        Parameters
        ----------
        live_pose : LivePose
            It is closed here, when another one takes its place or the visit is closed.
        """
        before, self._live_pose = self._live_pose, live_pose
        self._slow_s = None
        for trouble in (Trouble.MODEL, Trouble.MODEL_SLOW):
            self._troubles.pop(trouble, None)
        if before is not None:
            before.close()

    def wait_for_pose(self) -> None:
        """Know that the pose model takes unusually long."""
        if self._live_pose is None:
            self._troubles[Trouble.MODEL_SLOW] = ""

    def go_without_pose(self, error: Exception) -> None:
        """Know that the pose model asked for cannot be loaded; the one before goes on, if there is one.

        Parameters
        ----------
        error : Exception
            Why; the page shows its message where it was meant for people.
        """
        self._troubles.pop(Trouble.MODEL_SLOW, None)
        if self._live_pose is None:
            self._troubles[Trouble.MODEL] = detail_of(error)
        else:
            self._is_quicker_missing = True

    def go_without_camera(self, error: Exception) -> None:
        """Know that the program's camera, or its sensors, have ended, and pause.

        Parameters
        ----------
        error : Exception
            Why; the page shows its message where it was meant for people.
        """
        trouble = Trouble.CAMERA if self.setting.sensors is None else Trouble.SENSORS
        self._troubles[trouble] = detail_of(error)
        self.leave()

    def find_camera_again(self) -> None:
        """Know that the program's camera gives pictures again; the visit goes on when the person says so."""
        self._troubles.pop(Trouble.CAMERA, None)

    def take_quicker(self) -> str | None:
        """Return the name of a quicker model to load, once, where the one chosen is too slow; None otherwise."""
        live_pose = self._live_pose
        is_asked = self._is_quicker_asked or live_pose is None or not live_pose.is_chosen or live_pose.model == QUICKEST
        if is_asked or self._slow_s is None or self._clock.last_s - self._slow_s < SLOW_S:
            return None
        self._is_quicker_asked = True
        return QUICKEST

    def see(self, frame: Frame) -> None:
        """Take one picture; after one that could not be judged none is looked at until the person tries again.

        Parameters
        ----------
        frame : Frame
            The picture, with its time on the clock of the page or camera. It is kept only where the person chose so.

        Raises
        ------
        FrameError
            It is no later than the one before.
        OSError
            What it gave cannot be written down.
        """
        if Trouble.PROGRAM in self._troubles:
            return
        with self._attempt("judging a picture"):
            self._look_at(frame)

    def _look_at(self, frame: Frame) -> None:
        frame = self._clock.take(frame)
        live_pose = self._live_pose
        if live_pose is None or self.course.stage not in WATCHED:
            return
        pose = live_pose.estimate(frame)
        self._mind_speed(live_pose)
        header = self._header(live_pose, frame)
        kept = frame if self._recorder.is_video_kept else None
        self._take(take_frame(self.course, header, pose, live_pose.scene, kept))

    # --- what sensors tell ------------------------------------------------------------------------------------------

    def hear(self, groups: Sequence[ImuReadings]) -> None:
        """Take what sensors measured; after what could not be judged none is taken until the person tries again.

        Parameters
        ----------
        groups : sequence of ImuReadings
            With times of their source's clock.

        Raises
        ------
        OSError
            What they gave cannot be written down.
        """
        for group in groups:
            if Trouble.PROGRAM in self._troubles:
                return
            with self._attempt("judging what sensors measured"):
                self._listen_to(group)

    def news(self) -> object:
        """Return what is shown at once where it has changed: the stage, what is said, and what is counted."""
        course = self.course
        return course.stage, course.said, len(course.visit.judged), len(course.practised), dict(self._troubles)

    def _listen_to(self, group: ImuReadings) -> None:
        group = self._clock.take_readings(group)
        if self.course.stage in WATCHED:
            self._take(take_readings(self.course, self._sensor_header(), group))

    def _sensor_header(self) -> Header | None:
        """Return the identity of the session, made anew only after another calibration; None before the first."""
        sensors, mountings = self.setting.sensors, self.course.mountings
        if sensors is None or not mountings:
            return None
        if self._strapped is None or self._strapped.mountings != mountings:
            info = SourceInfo(sensors.source.info.name, recorded_at=self._clock.zero, recorded_by="clock")
            self._strapped = make_sensor_header(
                info, self.setting.prescription, mountings, sensors.devices, self._sitting
            )
        return self._strapped

    def _to_scan(self) -> str | None:
        """Return the place for which a phone is to scan its code next; None where none is."""
        if self.setting.sensors is None or self.course.stage is not VisitStage.SENSORS:
            return None
        unheard = self.course.strapping.unheard if self.course.strapping.checks else self.course.worn
        return next((str(place) for place in unheard if place in self.setting.sensors.codes), None)

    def _batteries(self) -> dict[str, str]:
        """Return what is said of batteries beside the checks of the sensors, by the check it stands beside."""
        if self.setting.sensors is None or self.course.stage is not VisitStage.SENSORS:
            return {}
        told = self.setting.sensors.batteries()
        return {f"{place}-{StrapCheck.HEARD}": battery_words(self.setting.words, told[place]) for place in told}

    def _header(self, live_pose: LivePose, frame: Frame) -> Header:
        """Return the identity of the session, made anew only where another camera or model takes part."""
        height_px, width_px = frame.image.shape[:2]
        name = self._camera or "camera"
        info = SourceInfo(name, width_px, height_px, recorded_at=self._clock.zero, recorded_by="clock")
        if self._made is None or self._made[:2] != (live_pose, info):
            self._made = (live_pose, info, live_pose.header(info, self.setting.prescription, self._sitting))
        return self._made[2]

    def _mind_speed(self, live_pose: LivePose) -> None:
        """Remember since when the model has been too slow; only while the camera is set up can it be exchanged."""
        is_slow = self.course.stage is VisitStage.CAMERA and live_pose.fps < LEAST_FPS
        if not is_slow:
            self._slow_s = None
        elif self._slow_s is None:
            self._slow_s = self._clock.last_s

    def close(self) -> None:
        """Let go of everything; what was recorded is kept."""
        self.leave()
        with logged("closing the record"):
            self._recorder.close()
        if self._live_pose is not None:
            with logged("closing the pose model"):
                self._live_pose.close()

    @contextmanager
    def _attempt(self, what: str) -> Iterator[None]:
        """Do something for the page; an error that nobody expected pauses the visit, and is told.

        What cannot be written down is told, too, and raised again like what cannot be used: the page is refused.
        """
        self._troubles.pop(Trouble.PROGRAM, None)
        try:
            yield
        except FormcheckError:
            raise
        except OSError as error:
            self._troubles[Trouble.DISK] = detail_of(error)
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the page must not be left without an answer
            log_failure(what, error)
            self._troubles[Trouble.PROGRAM] = ""
            self.leave()

    # --- what is kept -----------------------------------------------------------------------------------------------

    def _open_visit(self) -> None:
        setting = self.setting
        exercise = setting.prescription.exercise.id
        history = setting.store.history(exercise)
        opened = Opened(setting.prescription, version("formcheck"), setting.words.language, history.lasting)
        self._log = setting.store.new(opened)
        self._recorder = Recorder(self._log)
        self.course = Course(Visit(opened), history, places=setting.places)
        self._troubles.pop(Trouble.REPORT, None)

    def _take(self, change: Change) -> None:
        """Take a change: what is to be written is written first."""
        course, effects = change
        began = next((effect for effect in effects if isinstance(effect, Began)), None)
        if began is not None:
            self._give_up_interrupted()
            self._recorder.do((course.visit.opened,))
            self._recorder.is_video_kept = began.is_video_kept
        self._recorder.do(effects)
        self._note_end(effects)
        self.course = course
        if effects:
            self._troubles.pop(Trouble.DISK, None)

    def _note_end(self, effects: tuple[Effect, ...]) -> None:
        if any(isinstance(effect, _ENDS) for effect in effects):
            self._unkept = self._log.folder

    def keeping_due(self) -> Path | None:
        """Return the folder of a visit of which a part, or all, is over, for the store to take it in; then None."""
        folder, self._unkept = self._unkept, None
        return folder

    def know_store(self, error: Exception | None) -> None:
        """Know how it went with the store.

        Parameters
        ----------
        error : Exception or None
            Why the visit is not in it; None where it is.
        """
        if error is None:
            self._troubles.pop(Trouble.STORE, None)
        else:
            self._troubles[Trouble.STORE] = detail_of(error)

    def _give_up_interrupted(self) -> None:
        if self.interrupted is not None:
            self.setting.store.log_of(self.interrupted).append(GivenUp())
            self.interrupted = None

    def report_due(self) -> Path | None:
        """Return the folder of a visit that is over, for the clinician's report to be written; once, then None."""
        folder = self._log.folder
        is_over = self.course.stage in {VisitStage.SUMMARY, VisitStage.REFERRAL}
        if not is_over or folder in self._reported or not self.course.visit.parts:
            return None
        self._reported.add(folder)
        return folder

    def go_without_report(self, error: Exception) -> None:
        """Know that a report could not be written.

        Parameters
        ----------
        error : Exception
            Why; the page shows its message where it was meant for people.
        """
        self._troubles[Trouble.REPORT] = detail_of(error)


def _sentences(view: PageView) -> list[str]:
    note = view["note"]
    return list(note) if isinstance(note, list) else []


def _measurements(live_pose: LivePose) -> PageView:
    return {
        "model": live_pose.model,
        "threads": live_pose.threads,
        "judged_fps": None if isnan(live_pose.fps) else round(live_pose.fps, 1),
        "server_ms": None if isnan(live_pose.ms) else round(live_pose.ms, 1),
        "frames": live_pose.frames,
    }
