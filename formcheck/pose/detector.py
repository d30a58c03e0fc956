"""Where in a picture a person is: BlazePose's detector, whose answer starts the tracking.

The network rates 2254 places (anchors) of a fixed grid and says from each where the person's alignment points are. The
places that agree with the surest one are averaged by how sure they are.

References
----------
Bazarevsky et al. (2020), "BlazePose: On-device real-time body pose tracking", arXiv:2006.10204; grid and thresholds as
in MediaPipe's pose detector.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.pose.bundles import ModelBundle
from formcheck.pose.network import Network
from formcheck.pose.region import Points, Region, around_person, whole

_FILE = "pose_detector.tflite"
_GRID = ((8, 2), (16, 2), (32, 6))
"""Distance of the anchors in pixels of the input, and how many there are at each place."""

_BOX = slice(0, 4)
_CENTRE, _RIM = slice(4, 6), slice(6, 8)
_LEAST_SCORE = 0.5
_LEAST_OVERLAP = 0.5  # of two boxes that mean the same person: intersection over union
_CLIP = 100.0  # beyond it the exponential overflows

_Boxes = NDArray[np.float64]


class Detector:
    """Finds one person anywhere in a picture.

    Parameters
    ----------
    bundle : ModelBundle
        The bundle with the network.
    threads : int
        How many threads compute it.
    """

    def __init__(self, bundle: ModelBundle, threads: int) -> None:
        self._network = Network(bundle, _FILE, (0, 1), threads)
        self._anchors = anchors(self._network.size)

    def find(self, image: NDArray[np.uint8]) -> Region | None:
        """Return the square around the surest person; None where there is nobody.

        Parameters
        ----------
        image : ndarray of uint8, shape (height, width, 3)
            RGB.
        """
        frame = whole(image.shape[1], image.shape[0])
        size = self._network.size
        seen = frame.crop(image, size, is_edge_repeated=False)
        raw, logits = self._network.run(seen.astype(np.float32) / np.float32(127.5) - np.float32(1.0))
        scores = 1.0 / (1.0 + np.exp(-np.clip(logits[:, 0].astype(np.float64), -_CLIP, _CLIP)))
        sure = scores >= _LEAST_SCORE
        if not sure.any():
            return None
        found = _average(_decode(raw[sure].astype(np.float64) / size, self._anchors[sure]), scores[sure])
        centre, rim = frame.to_picture(np.array((found[_CENTRE], found[_RIM])))
        return around_person(centre, rim)


def anchors(size: int) -> Points:
    """Return the places of the grid, shape (n, 2), as shares of the input's width and height.

    Parameters
    ----------
    size : int
        Width and height of the network's input, in pixels.
    """
    layers = []
    for stride, each in _GRID:
        middles = (np.arange(-(-size // stride)) + 0.5) * stride / size
        y, x = np.meshgrid(middles, middles, indexing="ij")
        layers.append(np.repeat(np.stack((x.ravel(), y.ravel()), axis=1), each, axis=0))
    return np.concatenate(layers)


def _decode(raw: _Boxes, places: Points) -> _Boxes:
    """Return boxes (left, top, right, bottom) and alignment points, as shares of the input.

    Parameters
    ----------
    raw : ndarray, shape (n, 12)
        Centre and size of the box, then four points, all from their anchor on; only two of the points are used.
    places : ndarray, shape (n, 2)
        The anchors.
    """
    middle, half = raw[:, :2] + places, raw[:, 2:4] / 2
    points = raw[:, 4:8] + np.tile(places, 2)
    return np.concatenate((middle - half, middle + half, points), axis=1)


def _average(found: _Boxes, scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the surest of the answers, averaged with those that overlap it."""
    best = found[np.argmax(scores)]
    same = _overlap(found[:, _BOX], best[_BOX]) > _LEAST_OVERLAP
    return np.average(found[same], axis=0, weights=scores[same])


def _overlap(boxes: _Boxes, box: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the intersection over union of boxes with one of them."""
    shared = np.minimum(boxes[:, 2:], box[2:]) - np.maximum(boxes[:, :2], box[:2])
    intersection = np.prod(np.maximum(shared, 0.0), axis=1)
    areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    return np.asarray(intersection / (areas + np.prod(box[2:] - box[:2]) - intersection), np.float64)
