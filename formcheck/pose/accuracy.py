"""How well a camera and a pose model measure, in the figures that counting and judging go by."""

from __future__ import annotations

from collections.abc import Mapping

from formcheck.pose.bundles import ModelBundle
from formcheck.samples import Accuracy, AngleError, Dof, Instrument, Origin


def camera_instrument(bundle: ModelBundle) -> Instrument:
    """Return the camera with a pose model as what measures a session.

    Parameters
    ----------
    bundle : ModelBundle
        The pose model; it knows its errors.
    """
    bent, straight = (_errors(bundle, posture) for posture in ("bent", "straight"))
    return Instrument(Origin.CAMERA, bundle.name, Accuracy(bent, straight))


def _errors(bundle: ModelBundle, posture: str) -> Mapping[Dof, AngleError]:
    return {
        dof: AngleError(parts["between"], parts["within"], *_gain(bundle, dof))
        for dof in Dof
        if (parts := bundle.error_deg[dof.value].get(posture)) is not None
    }


def _gain(bundle: ModelBundle, dof: Dof) -> tuple[float, float]:
    known = bundle.gain.get(dof.value)
    return (1.0, 0.0) if known is None else (known["mean"], known["spread"])
