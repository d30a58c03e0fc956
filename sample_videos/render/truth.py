"""The truth about a clip as JSON: the angle of every joint in every frame, and what each repetition deserves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from render.manifest import Clip
from render.motion import Motion, RepetitionTruth

SCHEMA_VERSION = 1
DECIMALS = 3


def describe(clip: Clip, motion: Motion) -> dict[str, Any]:
    """Return the truth about one clip as plain data; times in seconds, angles in degrees, three decimals.

    A frame in which the person is not on the seat has no angles (``None``).
    """
    angles = {f"{dof}_deg": _seated_only(_rounded(values.tolist()), motion) for dof, values in motion.deg.items()}
    return {
        "schema_version": SCHEMA_VERSION,
        "clip": clip.file,
        "exercise": clip.exercise,
        "side": clip.scene.side,
        "facing": clip.scene.facing,
        "licence": clip.licence,
        "scene": {**clip.scene_table, "seed": clip.script.seed},
        "frames": {"t_s": _rounded(motion.t_s.tolist()), **angles},
        "repetitions": [describe_repetition(truth) for truth in motion.repetitions],
    }


def write_truth(clip: Clip, motion: Motion, path: Path) -> None:
    """Write the truth about one clip: readable at the top level, one line for each list of numbers."""
    path.write_text(format_truth(describe(clip, motion)), encoding="utf-8")


def format_truth(document: dict[str, Any]) -> str:
    """Return a truth as JSON, the way `write_truth` writes it."""
    lines = [f"  {json.dumps(key)}: {_block(value)}" for key, value in document.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _block(value: Any) -> str:  # noqa: ANN401 - JSON values
    """Return a value as JSON, with one line per entry of an outer table or list."""
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"    {json.dumps(k)}: {json.dumps(v)}" for k, v in value.items()) + "\n  }"
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"    {json.dumps(entry)}" for entry in value) + "\n  ]"
    return json.dumps(value)


def describe_repetition(truth: RepetitionTruth) -> dict[str, Any]:
    """Return one repetition as plain data."""
    return {
        "index": truth.index,
        "start_s": round(truth.start_s, DECIMALS),
        "peak_s": round(truth.peak_s, DECIMALS),
        "end_s": round(truth.end_s, DECIMALS),
        "verdict": truth.verdict,
        "flags": [{"kind": flag.kind, **({"dof": flag.dof} if flag.dof else {})} for flag in truth.flags],
        "knee_at_peak_deg": round(truth.knee_at_peak_deg, DECIMALS),
        "ankle_at_peak_deg": round(truth.ankle_at_peak_deg, DECIMALS),
    }


def _seated_only(values: list[float], motion: Motion) -> list[float | None]:
    """Leave out the values of frames in which the person is not on the seat."""
    if not motion.spots:
        return list(values)
    return [value if spot.standing == 0.0 else None for value, spot in zip(values, motion.spots, strict=True)]


def _rounded(values: list[float]) -> list[float]:
    return [round(value, DECIMALS) for value in values]
