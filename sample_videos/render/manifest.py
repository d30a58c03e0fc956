"""Read ``manifest.toml``: one table per clip, checked strictly so that a slip of the pen is named, not ignored."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from render.scene import Body, Camera, Clothes, Light, Passer, Scene
from render.script import DOFS, Flag, Irregularity, Keyframe, Repetition, Rest, Script, Station

T = TypeVar("T")
Change = Literal["variable_rate", "rotated", "mirrored", "fps_15", "fps_60", "small", "feet_cropped"]


class ManifestError(ValueError):
    """The manifest cannot be used; the message names the clip, the key and what is allowed."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip: where it goes, what it is called, what it looks like and what happens in it.

    ``held_back`` clips are kept out of all tuning: they are only ever measured.
    """

    file: str
    truth: str
    title: str
    exercise: str
    licence: str
    held_back: bool
    scene: Scene
    script: Script
    scene_table: dict[str, Any]

    @property
    def name(self) -> str:
        """The file name without its ending."""
        return Path(self.file).stem


@dataclass(frozen=True, slots=True)
class Derived:
    """A clip made from another one by recording it anew.

    Attributes
    ----------
    file, original : str
        Where it goes, and the file of the clip it is made from.
    change : str
        What is done to the original.
    verdict : str
        What every repetition deserves instead of its own verdict; empty where nothing changes.
    keep_right, keep_bottom : float
        Where the picture ends, as shares of its width (from the left) and height (from the top), for feet that are
        cut off. A straight leg lifts its foot as high as the knee, so cutting away the lower part is not enough.
    """

    file: str = ""
    original: str = ""
    change: Change = "small"
    verdict: str = ""
    keep_right: float = 1.0
    keep_bottom: float = 1.0

    @property
    def name(self) -> str:
        """The file name without folder and ending."""
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


def load_derived(path: Path) -> tuple[Derived, ...]:
    """Read all derived clips.

    Raises
    ------
    ManifestError
        If a table has an unknown key, misses one, or names a clip or a change that does not exist.
    """
    with path.open("rb") as file:
        document = tomllib.load(file)
    originals = {table.get("file") for table in document["clip"]}
    return tuple(_derived(table, originals) for table in document.get("derived", []))


def _derived(table: dict[str, Any], originals: set[str]) -> Derived:
    """Read one ``[[derived]]`` table."""
    where = f"derived clip {table.get('file', '(no file)')}"
    derived = _fill(Derived(), table, where)
    if not {"file", "original", "change"} <= set(table):
        raise ManifestError(f"{where}: found the keys {sorted(table)}; needed are file, original and change")
    if derived.original not in originals:
        raise ManifestError(f"{where}: original is {derived.original!r}, which is not the file of any clip")
    if derived.change not in get_args(Change):
        raise ManifestError(f"{where}: change is {derived.change!r}; allowed are {', '.join(get_args(Change))}")
    return derived


def _clip(table: dict[str, Any], licence: str) -> Clip:
    """Read one ``[[clip]]`` table."""
    where = f"clip {table.get('file', '(no file)')}"
    keys = {"file", "truth", "title", "exercise", "side", "facing", "scene", "script"}
    if set(table) - {"licence", "held_back"} != keys:
        raise ManifestError(f"{where}: found the keys {sorted(table)}; needed are exactly {sorted(keys)}")
    seen = {"side": table["side"], "facing": table["facing"], **table["scene"]}
    return Clip(
        file=table["file"],
        truth=table["truth"],
        title=table["title"],
        exercise=table["exercise"],
        licence=table.get("licence", licence),
        held_back=table.get("held_back", False),
        scene=_scene(seen, where),
        script=_script(table["script"], where),
        scene_table=table["scene"],
    )


def _scene(table: dict[str, Any], where: str) -> Scene:
    """Read the look of a clip."""
    parts: dict[str, type[Any]] = {"body": Body, "clothes": Clothes, "camera": Camera, "light": Light}
    made = {name: _fill(kind(), table.get(name, {}), f"{where}, scene.{name}") for name, kind in parts.items()}
    rest = {key: value for key, value in table.items() if key not in (*parts, "passer")}
    passer = _passer(table["passer"], f"{where}, scene.passer") if "passer" in table else None
    return replace(_fill(Scene(), rest, f"{where}, scene"), **made, passer=passer)


def _passer(table: dict[str, Any], where: str) -> Passer:
    """Read the second person of a scene."""
    given = dict(table)
    return replace(
        _fill(Passer(), {key: given[key] for key in given if key not in {"body", "clothes", "path"}}, where),
        body=_fill(Body(), given.get("body", {}), f"{where}.body"),
        clothes=_fill(Clothes(), given.get("clothes", {}), f"{where}.clothes"),
        path=_stations(Station(standing=1.0), given.get("path", []), f"{where}.path"),
    )


def _stations(before: Station, entries: list[dict[str, Any]], where: str) -> tuple[Station, ...]:
    """Read a person's whereabouts; what a station does not mention stays as it was."""
    stations: list[Station] = []
    for entry in entries:
        station = _fill(before, entry, where)
        if stations and station.t_s <= before.t_s:
            raise ManifestError(f"{where}: t_s is {station.t_s} after {before.t_s}; expected increasing times")
        stations.append(station)
        before = station
    return tuple(stations)


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
        "stations": _stations(Station(), given.pop("stations", []), f"{where}, script.stations"),
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
