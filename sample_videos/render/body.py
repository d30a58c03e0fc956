"""A person's body at rest: the base mesh after its shape targets, with the joints of the rig in their new places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from itertools import product
from pathlib import Path

import numpy as np

from render.assets import BaseMesh, Floats, Ints, Rig, load_mesh, load_rig, load_target
from render.scene import Body

YOUNG_YEARS, OLD_YEARS = 25.0, 80.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A shaped body at rest, standing with its arms half spread.

    Axes: x to the person's left, y up, z to the front, in metres.

    Attributes
    ----------
    mesh : BaseMesh
        Faces and UVs; its vertices are the unshaped ones.
    vertices, normals : ndarray, shape (n, 3)
        Shaped vertices and their unit normals.
    rig : Rig
        Bones and weights.
    heads, tails : dict of str to ndarray, shape (3,)
        Where each bone starts and ends.
    marks : dict of str to ndarray, shape (3,)
        Other places on the body: ``"eye_l"``, ``"eye_r"``, ``"mouth"``.
    """

    mesh: BaseMesh
    vertices: Floats
    normals: Floats
    rig: Rig
    heads: dict[str, Floats]
    tails: dict[str, Floats]
    marks: dict[str, Floats]

    def weight_on(self, *bones: str) -> Floats:
        """Return, for every vertex, the share of its weight on the named bones, shape (n,)."""
        wanted = [index for index, bone in enumerate(self.rig.bones) if bone.name in bones]
        share = np.where(np.isin(self.rig.bone_of_vertex, wanted), self.rig.weight_of_vertex, 0.0)
        return np.asarray(share.sum(axis=1))


def shape_figure(body: Body, data: Path) -> Figure:
    """Build the figure of one person from the body data in ``data``."""
    mesh = load_mesh(data)
    count = len(mesh.vertices)
    vertices = mesh.vertices + sum(
        weight * load_target(data, name, count) for name, weight in target_weights(body).items() if weight > 0.0
    )
    rig = load_rig(data, count)
    body_triangles = np.concatenate([some for name, some in mesh.triangles.items() if not name.startswith("joint")])
    return Figure(
        mesh=mesh,
        vertices=vertices,
        normals=vertex_normals(vertices, body_triangles),
        rig=rig,
        heads={bone.name: vertices[bone.head].mean(axis=0) for bone in rig.bones},
        tails={bone.name: vertices[bone.tail].mean(axis=0) for bone in rig.bones},
        marks=_marks(mesh, vertices),
    )


def target_weights(body: Body) -> dict[str, float]:
    """Return the shape targets that make up a body, with their weights.

    The body data has one target per corner (young or old, lean or heavy, ...); a body between corners is their mix.
    """
    old = float(np.clip((body.age_years - YOUNG_YEARS) / (OLD_YEARS - YOUNG_YEARS), 0.0, 1.0))
    age = {"young": 1.0 - old, "old": old}
    muscle, weight = _three_way(body.muscle, "muscle"), _three_way(body.weight, "weight")
    tall = {"maxheight": max(body.height, 0.0), "minheight": max(-body.height, 0.0)}
    folder, sex = "macrodetails", body.sex
    weights = {f"{folder}/{body.features}-{sex}-{years}": share for years, share in age.items()}
    for (years, a), (brawn, m), (mass, w) in product(age.items(), muscle.items(), weight.items()):
        corner = f"{sex}-{years}-{brawn}-{mass}"
        weights[f"{folder}/universal-{corner}"] = a * m * w
        weights |= {f"{folder}/height/{corner}-{end}": a * m * w * share for end, share in tall.items()}
    return weights


def _three_way(value: float, noun: str) -> dict[str, float]:
    """Share a 0-to-1 value between the targets for least, average and most."""
    most = max(0.0, 2.0 * value - 1.0)
    least = max(0.0, 1.0 - 2.0 * value)
    return {f"min{noun}": least, f"average{noun}": 1.0 - most - least, f"max{noun}": most}


def vertex_normals(vertices: Floats, triangles: Ints) -> Floats:
    """Return unit normals, shape (n, 3), as the area-weighted mean of the faces round each vertex."""
    a, b, c = (vertices[triangles[:, corner]] for corner in range(3))
    face = np.cross(b - a, c - a)
    total = reduce(np.add, (_scatter(face, triangles[:, corner], len(vertices)) for corner in range(3)))
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12))


def _scatter(values: Floats, index: Ints, count: int) -> Floats:
    """Add up rows of ``values``, shape (m, 3), by ``index`` into shape (count, 3)."""
    return np.stack([np.bincount(index, values[:, axis], minlength=count) for axis in range(3)], axis=1)


def _marks(mesh: BaseMesh, vertices: Floats) -> dict[str, Floats]:
    """Return the places that clothes, hair and face are fitted to."""
    groups = {"eye_l": "helper-l-eye", "eye_r": "helper-r-eye", "mouth": "joint-mouth"}
    return {name: vertices[np.unique(mesh.triangles[group])].mean(axis=0) for name, group in groups.items()}
