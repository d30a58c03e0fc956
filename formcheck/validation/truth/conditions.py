"""How a clip was made or filmed, in few enough values that results can be told apart by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from formcheck.validation.truth.manifest import Described

_YAW_DEG: Final = (5.0, 15.0, 25.0)
_DISTANCE_M: Final = (2.4, 3.0)


def conditions_of(clip: Described) -> Mapping[str, str]:
    """Return the conditions of a clip: the values by the names; what is not known is left out.

    Parameters
    ----------
    clip : Described
        Any clip. Its own conditions come before those its scene tells.
    """
    scene = clip.scene
    clothes = scene.clothes
    told = {
        "exercise": clip.exercise,
        "yaw": band(None if scene.camera.yaw_deg is None else abs(scene.camera.yaw_deg), _YAW_DEG, "°"),
        "distance": band(scene.camera.distance_m, _DISTANCE_M, " m"),
        "light": scene.light.kind,
        "legs": clothes.legs,
        "shoes": None if clothes.shoes is None else "shoes" if clothes.shoes else "barefoot",
        "hands": scene.hands,
        "background": scene.background,
    }
    return {name: value for name, value in told.items() if value} | dict(clip.conditions)


def band(value: float | None, edges: Sequence[float], unit: str) -> str | None:
    """Return the band that a number lies in, such as ``5-15°``; None for None.

    Parameters
    ----------
    value : float or None
        The number.
    edges : sequence of float
        Where bands meet, increasing; a number at an edge is in the upper band.
    unit : str
        What follows the numbers, with the space before it.

    Examples
    --------
    >>> band(5.0, (5.0, 15.0), "°"), band(20.0, (5.0, 15.0), "°"), band(2.0, (2.4,), " m")
    ('5-15°', '≥ 15°', '< 2.4 m')
    """
    if value is None:
        return None
    if not edges:
        return f"{value:g}{unit}"
    below = [edge for edge in edges if edge <= value]
    above = [edge for edge in edges if edge > value]
    if not below:
        return f"< {above[0]:g}{unit}"
    return f"{below[-1]:g}-{above[0]:g}{unit}" if above else f"≥ {below[-1]:g}{unit}"
