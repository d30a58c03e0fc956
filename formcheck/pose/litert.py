"""The pose models run directly by LiteRT, behind the `PoseEstimator` interface.

The same networks as MediaPipe's Pose Landmarker, on as many threads as the machine has cores, and without its smoothing
over time: formcheck filters once, where it can be seen (`kinematics.smoothing`).

From a picture to body points: where nobody is being followed, the detector finds a person; the landmark network looks
at the square about the person; each point is refined by its heatmap; two further points tell the square for the next
picture, so that the detector is not needed again until the person is lost.
"""

from __future__ import annotations

from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray

from formcheck.computer import usable_cores
from formcheck.pose.bundles import ModelBundle
from formcheck.pose.detector import Detector
from formcheck.pose.network import Network, Tensor
from formcheck.pose.points import make_landmarks
from formcheck.pose.region import Points, Region, around_person
from formcheck.samples import Frame, Pose

_FILE = "pose_landmarks_detector.tflite"
_POINTS, _PRESENCE, _OUTLINE, _HEATMAPS, _DEPTH = range(5)  # numbers of the network's outputs
_SHOWN = 33  # points of the body; the next two are the alignment points, the rest serve nobody
_LEAST_PRESENCE = 0.5
_LEAST_HEAT = 0.5
_NO_HEAT = 1e-300  # a sum of nothing can be divided by
_REACH = 3  # cells of the heatmap on either side of a point
_MOST_THREADS = 4  # beyond, the networks are too small to gain


def default_threads() -> int:
    """Return how many threads suit this machine: its cores, four at most."""
    return min(usable_cores(), _MOST_THREADS)


class LitertEstimator:
    """Finds one person with LiteRT. The same pictures give the same points, whatever the number of threads.

    Parameters
    ----------
    bundle : ModelBundle
        The model to run.
    threads : int, optional
        How many threads compute it; without it, as many as suit this machine.

    Raises
    ------
    ModelError
        The model cannot be run.
    """

    name = "litert"
    smooths = False

    def __init__(self, bundle: ModelBundle, threads: int | None = None) -> None:
        self.bundle = bundle
        self.version = version("ai-edge-litert")
        self.threads = threads or default_threads()
        self._detector = Detector(bundle, self.threads)
        self._network = landmark_network(bundle, self.threads)
        self._region: Region | None = None

    def estimate(self, frame: Frame) -> Pose:
        """Return the 33 body points in `frame`; none where nobody was found."""
        height_px, width_px = frame.image.shape[:2]
        found = self._look(frame.image)
        landmarks = make_landmarks(*found) if found is not None else {}
        return Pose(frame.t_s, frame.index, width_px, height_px, landmarks)

    def close(self) -> None:
        """Forget the person; the networks go with the estimator."""
        self._region = None

    def _look(self, image: NDArray[np.uint8]) -> tuple[Points, NDArray[np.float64]] | None:
        """Return the points in pixels and their visibilities, and remember where to look next."""
        region = self._region or self._detector.find(image)
        self._region = None
        if region is None:
            return None
        seen = region.crop(image, self._network.size, is_edge_repeated=True)
        raw, presence, heatmaps = self._network.run(seen.astype(np.float32) / np.float32(255.0))
        if presence[0] < _LEAST_PRESENCE:
            return None
        table = raw.reshape(heatmaps.shape[2], -1).astype(np.float64)
        points = region.to_picture(refine(table[:, :2] / self._network.size, heatmaps))
        self._region = around_person(points[_SHOWN], points[_SHOWN + 1])
        return points[:_SHOWN], 1.0 / (1.0 + np.exp(-table[:_SHOWN, 3]))


def landmark_network(bundle: ModelBundle, threads: int, *, is_whole: bool = False) -> Network:
    """Return the network that finds the points, without the parts nobody here reads.

    Parameters
    ----------
    bundle : ModelBundle
        The bundle it is in.
    threads : int
        How many threads compute it.
    is_whole : bool
        Whether to leave it as published, which only a comparison of speed asks for.
    """
    kept = (_POINTS, _PRESENCE, _HEATMAPS)
    return Network(bundle, _FILE, (*kept, _OUTLINE, _DEPTH) if is_whole else kept, threads)


def refine(points: Points, heatmaps: Tensor) -> Points:
    """Return points moved to the middle of the heat about them, where there is enough of it.

    Parameters
    ----------
    points : ndarray, shape (n, 2)
        Shares of the input's width and height.
    heatmaps : ndarray of float32, shape (rows, columns, n)
        One map for each point, before the logistic function.

    Returns
    -------
    ndarray, shape (n, 2)
        The same, refined. Points outside the map, and those whose surroundings nowhere reach 0.5, stay as they were.

    References
    ----------
    MediaPipe, RefineLandmarksFromHeatmapCalculator, with a kernel of seven cells.
    """
    rows, columns, count = heatmaps.shape
    size = np.array((columns, rows))
    cell = (points * size).astype(np.int64)
    x, y = (cell[:, axis, np.newaxis] + np.arange(-_REACH, _REACH + 1) for axis in (0, 1))
    across, down = np.clip(x, 0, columns - 1), np.clip(y, 0, rows - 1)
    near = heatmaps[down[:, :, np.newaxis], across[:, np.newaxis, :], np.arange(count)[:, np.newaxis, np.newaxis]]
    heat = 1.0 / (1.0 + np.exp(-near.astype(np.float64)))
    heat *= (y == down)[:, :, np.newaxis] & (x == across)[:, np.newaxis, :]
    whole = heat.sum(axis=(1, 2)) + _NO_HEAT
    middle = np.stack(((heat.sum(axis=1) * x).sum(axis=1), (heat.sum(axis=2) * y).sum(axis=1)), axis=1)
    is_inside = ((cell >= 0) & (cell < size)).all(axis=1)
    is_moved = is_inside & (heat.max(axis=(1, 2)) >= _LEAST_HEAT)
    return np.where(is_moved[:, np.newaxis], middle / whole[:, np.newaxis] / size, points)
