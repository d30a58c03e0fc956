"""A dressed figure that can take a posture at a place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from render.assets import Floats
from render.body import Figure, shape_figure
from render.posing import Posture, pose_figure
from render.scene import Scene
from render.skinning import about_y, skin
from render.stance import Limbs, take_stance
from render.walk import Spot
from render.wardrobe import Person, dress


@dataclass(frozen=True, slots=True)
class Actor:
    """A figure, its dressed surface, and the measures of its legs."""

    figure: Figure
    person: Person
    limbs: Limbs

    def share_of(self, *bones: str) -> Floats:
        """Return the share of each point's weight on the named bones, shape (n,)."""
        return _share_of(self.figure, self.person, *bones)

    def sit(self, posture: Posture) -> tuple[Floats, Floats]:
        """Return the points and normals in a posture, shape (n, 3) each, facing the front above the origin."""
        pose = pose_figure(self.figure, posture)
        names = [bone.name for bone in self.figure.rig.bones]
        turns, shifts = np.stack([pose.turn[n] for n in names]), np.stack([pose.shift[n] for n in names])
        surface = self.person.surface
        return skin(surface.points, surface.normals, self.person.bones, self.person.weights, turns, shifts)

    def act(self, posture: Posture, spot: Spot, aside_m: float = 0.0) -> tuple[Floats, Floats]:
        """Return the points and normals at a spot, given the posture that the person would have on the seat."""
        points, normals = self.sit(take_stance(posture, spot, self.limbs))
        turn = about_y(spot.heading_deg)
        return points @ turn.T + np.array([aside_m, 0.0, spot.forward_m]), normals @ turn.T


def cast(scene: Scene, data: Path) -> Actor:
    """Shape and dress the person of a scene."""
    figure = shape_figure(scene.body, data)
    person = dress(figure, scene, data)
    return Actor(figure, person, _measure(figure, person))


def _measure(figure: Figure, person: Person) -> Limbs:
    """Return the measures of a leg; shoes count as foot."""
    heads = figure.heads
    foot = person.surface.points[_share_of(figure, person, "foot_l", "ball_l") > 0.5] - heads["foot_l"]
    return Limbs(
        thigh_m=float(np.linalg.norm(heads["calf_l"] - heads["thigh_l"])),
        shank_m=float(np.linalg.norm(heads["foot_l"] - heads["calf_l"])),
        foot=foot[:, 1:],
    )


def _share_of(figure: Figure, person: Person, *bones: str) -> Floats:
    wanted = [index for index, bone in enumerate(figure.rig.bones) if bone.name in bones]
    return np.asarray(np.where(np.isin(person.bones, wanted), person.weights, 0.0).sum(axis=1))
