"""Cut the timing of real knee extensions out of recordings of worn sensors: ``python sample_videos/render timing``.

Done once; what comes out lies in ``sample_videos/population/timing.json``. Needs the package ``vqf`` and the folder of
the recordings, which is not part of this repository.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from render.strokes import Floats
from render.timing import POINTS, TIMING

RATE_HZ = 25.0
SHANK, THIGH = "u2", "u3"
PEOPLE = ("s1", "s2", "s3")
KINDS = ("calm", "hasty", "small")
LEAST_DEG = 12.0
LEAST_PEAK_DEG = 30.0
BASE_S = 1.5
AT_REST = 0.03
DECIMALS = 3

ATTRIBUTION = (
    "Knee movements of real people, computed from the Physical Therapy Exercises Dataset "
    "(A. Yurtman, B. Barshan; UCI Machine Learning Repository, doi 10.24432/C5JK60, CC BY 4.0; described in "
    "Yurtman & Barshan 2014, doi 10.1016/j.cmpb.2014.07.003). Changed: knee extension from two sensors, each movement "
    "cut out, scaled to 0 to 1 and resampled."
)


def main(arguments: Sequence[str]) -> int:
    """Cut all movements and write them; return 0."""
    parser = argparse.ArgumentParser(prog="python sample_videos/render timing", description=__doc__)
    parser.add_argument("recordings", type=Path, metavar="DIR", help="folder of the recordings, with s1 to s3 in it")
    parser.add_argument("--out", type=Path, default=TIMING, metavar="FILE", help="default: %(default)s")
    options = parser.parse_args(arguments)
    movements = [
        movement
        for person in PEOPLE
        for part in ("template_session", "test")
        for movement in _movements(options.recordings / person / "e1", person, part)
    ]
    lines = ",\n".join(f"    {json.dumps(movement)}" for movement in movements)
    text = f'{{\n  "attribution": {json.dumps(ATTRIBUTION)},\n  "movements": [\n{lines}\n  ]\n}}\n'
    options.out.write_text(text, encoding="utf-8")
    return 0


def cut(extension_deg: Floats) -> list[tuple[float, Floats]]:
    """Find the knee extensions in a recording.

    Parameters
    ----------
    extension_deg : ndarray, shape (n,)
        How far the knee is from where it was at first, at 25 Hz.

    Returns
    -------
    list of tuple
        The duration in seconds and the progress, shape (POINTS,), of each.
    """
    out = np.diff((extension_deg > LEAST_DEG).astype(int), prepend=0, append=0)
    spans = zip(np.flatnonzero(out > 0), np.flatnonzero(out < 0), strict=True)
    return [
        _normalised(extension_deg, int(first), int(after))
        for first, after in spans
        if extension_deg[first:after].max() > LEAST_PEAK_DEG
    ]


def _movements(folder: Path, person: str, part: str) -> list[dict[str, Any]]:
    """Return the movements of one recording, which holds as many of each kind, one kind after the other."""
    shank, thigh = (_pitch_deg(folder / unit / f"{part}.txt.gz") for unit in (SHANK, THIGH))
    second = round(RATE_HZ)
    found = cut(-((shank - shank[:second].mean()) - (thigh - thigh[:second].mean())))
    each = len(found) // len(KINDS)
    return [
        {
            "person": person,
            "kind": KINDS[number // each],
            "duration_s": round(duration_s, DECIMALS),
            "way": [round(value, DECIMALS) for value in way.tolist()],
        }
        for number, (duration_s, way) in enumerate(found)
    ]


def _normalised(extension_deg: Floats, first: int, after: int) -> tuple[float, Floats]:
    """Return how long a movement takes from rest to rest, and its progress on an even grid."""
    peak = first + int(extension_deg[first:after].argmax())
    base = round(BASE_S * RATE_HZ)
    out = _progress(extension_deg[max(first - base, 0) : peak + 1])
    back = _progress(extension_deg[peak : after + base][::-1])
    begin, end = _onset(out), _onset(back)
    way = np.concatenate([out[begin:], back[end:-1][::-1]])
    grid = np.linspace(0.0, len(way) - 1.0, POINTS)
    even = np.clip(np.interp(grid, np.arange(len(way)), way), 0.0, 1.0)
    even[0] = even[-1] = 0.0
    return (len(way) - 1) / RATE_HZ, even / even.max()


def _progress(rising: Floats) -> Floats:
    """Return the share of the way from the lowest point to the last one."""
    low = float(rising.min())
    return np.asarray((rising - low) / (rising[-1] - low))


def _onset(rising: Floats) -> int:
    """Return the last position at which a rise had hardly begun."""
    return int(np.flatnonzero(rising <= AT_REST)[-1])


def _pitch_deg(path: Path) -> Floats:
    """Return the pitch of a sensor from its accelerations and turning rates, shape (n,), in degrees."""
    from vqf import offlineVQF  # noqa: PLC0415 - only this needs it

    with gzip.open(path, "rt", encoding="utf-8") as lines:
        table = np.genfromtxt(lines, delimiter=";", names=True)
    acceleration, turning = (
        np.ascontiguousarray(np.stack([table[f"{kind}_{axis}"] for axis in "xyz"], axis=1)) for kind in ("acc", "gyr")
    )
    w, x, y, z = offlineVQF(turning, acceleration, None, 1.0 / RATE_HZ)["quat6D"].T
    up_x, up_y = 2.0 * (x * z - w * y), 2.0 * (y * z + w * x)
    return np.asarray(np.degrees(np.unwrap(np.arctan2(up_y, up_x))))
