"""How well a camera and a pose model measure, in the figures that counting and judging go by."""

from __future__ import annotations

from formcheck.pose.bundles import ModelBundle
from formcheck.samples import Accuracy, Dof, Instrument, Origin

RIPPLE_DEG = 4.0
"""Ripple of the ankle's readings at full quality: their spread on a real clip is 3 degrees."""

MAX_DOUBT_DEG = 12.0
"""An end angle less certain than this is not judged: a shortfall of 10 degrees, which makes a repetition partial
(clinical reference 2.4), would pass as good."""

MAX_REACH_S = 0.07
"""An angle is read no further than this from a measured sample: one at 15 pictures a second."""


def camera_instrument(bundle: ModelBundle) -> Instrument:
    """Return the camera with a pose model as what measures a session.

    Parameters
    ----------
    bundle : ModelBundle
        The pose model; it knows its typical errors.
    """
    error_deg = {dof: bundle.error_deg[dof.value] for dof in Dof}
    return Instrument(Origin.CAMERA, bundle.name, camera_accuracy(error_deg))


def camera_accuracy(error_deg: dict[Dof, float]) -> Accuracy:
    """Return the accuracy of a camera.

    Parameters
    ----------
    error_deg : dict of Dof to float
        Typical error of the pose model for each angle, in degrees.
    """
    return Accuracy(error_deg, RIPPLE_DEG, MAX_DOUBT_DEG, MAX_REACH_S)
