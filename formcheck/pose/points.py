"""From a model's numbers to named body points, rounded once.

Rounded here, where they come into being, so that a record of them replays to the very same events
(docs/decisions/0004).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.samples import Landmark

_PX_DECIMALS = 2
_SHARE_DECIMALS = 3


def make_landmarks(
    places_px: NDArray[np.float64] | Sequence[tuple[float, float]], visibilities: NDArray[np.float64] | Sequence[float]
) -> dict[str, Landmark]:
    """Return the 33 body points by name: places to a hundredth of a pixel, visibilities to a thousandth.

    Parameters
    ----------
    places_px : sequence of pairs, or ndarray, shape (33, 2)
        Horizontal and vertical place in pixels of the picture.
    visibilities : sequence of float, or ndarray, shape (33,)
        0 to 1.
    """
    return {
        name: Landmark(
            x_px=round(float(x_px), _PX_DECIMALS),
            y_px=round(float(y_px), _PX_DECIMALS),
            visibility=round(float(visibility), _SHARE_DECIMALS),
        )
        for name, (x_px, y_px), visibility in zip(BLAZEPOSE_33, places_px, visibilities, strict=True)
    }
