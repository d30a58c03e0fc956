"""Recordings joined: one after the other, as if the film had been cut, with a rest between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from formcheck.samples import Landmark, Pose

RATE_HZ = 30.0


def join(*parts: Sequence[Pose], rest_s: float = 0.0, jitter_px: float = 0.4) -> list[Pose]:
    """Return recordings one after the other; before each but the first, somebody rests as it begins."""
    noise, joined = np.random.default_rng(0), list(parts[0])
    for part in parts[1:]:
        for _ in range(round(rest_s * RATE_HZ)):
            joined.append(_after(joined, _shaken(part[0], jitter_px, noise)))
        begin_s = joined[-1].t_s + 1.0 / RATE_HZ - part[0].t_s
        joined += [
            replace(pose, t_s=round(pose.t_s + begin_s, 6), index=len(joined) + place)
            for place, pose in enumerate(part)
        ]
    return joined


def _after(before: Sequence[Pose], pose: Pose) -> Pose:
    return replace(pose, t_s=round(before[-1].t_s + 1.0 / RATE_HZ, 6), index=len(before))


def _shaken(pose: Pose, jitter_px: float, noise: np.random.Generator) -> Pose:
    def shake(landmark: Landmark) -> Landmark:
        dx_px, dy_px = noise.normal(0.0, jitter_px, 2).tolist()
        return replace(landmark, x_px=landmark.x_px + dx_px, y_px=landmark.y_px + dy_px)

    return replace(pose, landmarks={name: shake(one) for name, one in pose.landmarks.items()})
