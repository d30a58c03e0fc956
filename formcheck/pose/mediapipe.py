"""MediaPipe's Pose Landmarker behind the `PoseEstimator` interface: the reference implementation.

Video mode for live and recorded alike: the mode made for live streams drops frames without saying so. Timestamps
must strictly increase, in whole milliseconds.
"""

from __future__ import annotations

from importlib.metadata import version

import mediapipe as mp
from mediapipe.tasks.python.core.base_options import BaseOptions
from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode

from formcheck.errors import LibraryError
from formcheck.given import reason
from formcheck.pose.bundles import ModelBundle
from formcheck.pose.points import make_landmarks
from formcheck.samples import Frame, Pose


class MediapipeEstimator:
    """Finds one person with MediaPipe, on one thread. It smooths the points over time, which cannot be switched off.

    Parameters
    ----------
    bundle : ModelBundle
        The model to run.

    Raises
    ------
    LibraryError
        A system library that MediaPipe needs is missing.
    """

    name = "mediapipe"
    smooths = True

    def __init__(self, bundle: ModelBundle) -> None:
        self.bundle = bundle
        self.version = version("mediapipe")
        options = PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(bundle.path)), running_mode=RunningMode.VIDEO
        )
        try:
            self._landmarker = PoseLandmarker.create_from_options(options)
        except OSError as error:
            raise LibraryError(
                f"MediaPipe could not be started: {reason(error)}.",
                next_step="Run `formcheck doctor`: it names what is missing.",
            ) from error
        self._last_ms = -1

    def estimate(self, frame: Frame) -> Pose:
        """Return the 33 body points in `frame`; none where nobody was found."""
        height_px, width_px = frame.image.shape[:2]
        self._last_ms = max(self._last_ms + 1, round(frame.t_s * 1000))
        result = self._landmarker.detect_for_video(
            mp.Image(image_format=mp.ImageFormat.SRGB, data=frame.image), self._last_ms
        )
        landmarks = {}
        if result.pose_landmarks:
            person = result.pose_landmarks[0]
            places_px = [(point.x * width_px, point.y * height_px) for point in person]
            landmarks = make_landmarks(places_px, [point.visibility for point in person])
        return Pose(frame.t_s, frame.index, width_px, height_px, landmarks)

    def close(self) -> None:
        """Release the model."""
        self._landmarker.close()
