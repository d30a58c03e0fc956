"""How a clip was made, in a few words."""

from __future__ import annotations

from formcheck.validation.truth.manifest import ClipScene
from formcheck.words.catalogue import Words


def conditions(words: Words, scene: ClipScene) -> str:
    """Return the conditions of a clip; what its manifest does not say is left out.

    Parameters
    ----------
    words : Words
        The language. What a manifest says that the catalogue does not know is given as it stands there.
    scene : ClipScene
        How the clip was made.
    """
    clothes = scene.clothes
    parts = (
        _view(words, scene.camera.yaw_deg),
        "" if scene.camera.distance_m is None else f"{_figure(words, scene.camera.distance_m)} m",
        "" if scene.light.kind in {None, "normal"} else _told(words, "light", scene.light.kind),
        _told(words, "legs", clothes.legs),
        "" if clothes.shoes is None else words("scene-shoes" if clothes.shoes else "scene-barefoot"),
        _told(words, "hands", scene.hands),
        _told(words, "background", scene.background),
    )
    return ", ".join(part for part in parts if part)


def _view(words: Words, yaw_deg: float | None) -> str:
    if yaw_deg is None:
        return ""
    return words("scene-off-side", angle=_figure(words, yaw_deg)) if yaw_deg else words("scene-side")


def _told(words: Words, what: str, value: str | None) -> str:
    if not value:
        return ""
    key = f"scene-{what}-{value}"
    return words(key) if words.has(key) else words(f"scene-{what}", value=value)


def _figure(words: Words, value: float) -> str:
    return f"{value:g}".replace(".", words.point)
