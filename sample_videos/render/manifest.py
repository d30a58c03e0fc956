"""Read ``manifest.toml``: one table per clip, checked strictly so that a slip of the pen is named, not ignored."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from render.scene import Body, Camera, Clothes, Light, Scene
from render.script import DOFS, Flag, Irregularity, Keyframe, Repetition, Rest, Script

T = TypeVar("T")


class ManifestError(ValueError):
    """The manifest cannot be used; the message names the clip, the key and what is allowed."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip: where it goes, what it is called, what it looks like and what happens in it."""

    file: str
    truth: str
    title: str
    exercise: str
    licence: str
    scene: Scene
    script: Script
    scene_table: dict[str, Any]

    @property
    def name(self) -> str:
        """The file name without its ending."""
        return Path(self.file).stem


def load_manifest(path: Path) -> tuple[Clip, ...]:
    """Read all clips.

    Raises
    ------
    ManifestError
        If a table has an unknown key, misses one, or holds a value of the wrong kind.
    """
    with path.open("rb") as file:
        document = tomllib.load(file)
    return tuple(_clip(table, document["licence"]) for table in document["clip"])


def _clip(table: dict[str, Any], licence: str) -> Clip:
    """Read one ``[[clip]]`` table."""
    where = f"clip {table.get('file', '(no file)')}"
    keys = {"file", "truth", "title", "exercise", "side", "facing", "scene", "script"}
    if set(table) - {"licence"} != keys:
        raise ManifestError(f"{where}: found the keys {sorted(table)}; needed are exactly {sorted(keys)}")
    seen = {"side": table["side"], "facing": table["facing"], **table["scene"]}
    return Clip(
        file=table["file"],
        truth=table["truth"],
        title=table["title"],
        exercise=table["exercise"],
        licence=table.get("licence", licence),
        scene=_scene(seen, where),
        script=_script(table["script"], where),
        scene_table=table["scene"],
    )


def _scene(table: dict[str, Any], where: str) -> Scene:
    """Read the look of a clip."""
    parts: dict[str, type[Any]] = {"body": Body, "clothes": Clothes, "camera": Camera, "light": Light}
    made = {name: _fill(kind(), table.get(name, {}), f"{where}, scene.{name}") for name, kind in parts.items()}
    rest = {key: value for key, value in table.items() if key not in parts}
    return replace(_fill(Scene(), rest, f"{where}, scene"), **made)


def _script(table: dict[str, Any], where: str) -> Script:
    """Read what happens in a clip; ``each`` holds what all its repetitions share."""
    given = dict(table)
    each = _repetition(Repetition(), given.pop("each", {}), f"{where}, script.each")
    repetitions = tuple(
        _repetition(each, entry, f"{where}, repetition {index}")
        for index, entry in enumerate(given.pop("repetitions", []), start=1)
    )
    rest = _fill(Rest(), given.pop("rest", {}), f"{where}, script.rest")
    irregularity = _fill(Irregularity(), given.pop("irregularity", {}), f"{where}, script.irregularity")
    keyframes = tuple(_keyframe(entry, where) for entry in given.pop("keyframes", []))
    made: dict[str, Any] = {
        "rest": rest,
        "irregularity": irregularity,
        "repetitions": repetitions,
        "keyframes": keyframes,
    }
    return replace(_fill(Script(), given, f"{where}, script"), **made)


def _repetition(base: Repetition, table: dict[str, Any], where: str) -> Repetition:
    """Read one repetition on top of what it shares with the others."""
    given = dict(table)
    flags = tuple(_fill(Flag(""), flag, f"{where}, flag") for flag in given.pop("flags", []))
    return replace(_fill(base, given, where), flags=flags)


def _keyframe(table: dict[str, Any], where: str) -> Keyframe:
    """Read one keyframe: ``t_s`` and any of the joints."""
    angles = {key: float(value) for key, value in table.items() if key != "t_s"}
    unknown = sorted(set(angles) - set(DOFS))
    if unknown or "t_s" not in table:
        raise ManifestError(f"{where}, keyframes: found {sorted(table)}; allowed are t_s and {sorted(DOFS)}")
    return Keyframe(float(table["t_s"]), angles)


def _fill(base: T, table: dict[str, Any], where: str) -> T:
    """Return a copy of a dataclass with the values of a table; keys and kinds of values must fit."""
    current: dict[str, Any] = {f.name: getattr(base, f.name) for f in fields(base)}  # type: ignore[arg-type]
    for key, value in table.items():
        if key not in current:
            raise ManifestError(f"{where}: unknown key {key!r}; allowed are {sorted(current)}")
        wanted = (int, float) if isinstance(current[key], float) else type(current[key])
        if not isinstance(value, wanted) or (isinstance(value, bool) and not isinstance(current[key], bool)):
            raise ManifestError(f"{where}: {key} is {value!r}; expected the same kind as {current[key]!r}")
        current[key] = float(value) if isinstance(current[key], float) else value
    return type(base)(**current)
