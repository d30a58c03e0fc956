"""Clips made from other clips by recording them anew: other frame times, another size, turned, mirrored, cut off.

Nothing is posed or drawn here, so numpy and av are enough. What the person does stays the same: the truth of the
original holds, with left and right exchanged where the picture is mirrored.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from render.manifest import Derived, ManifestError

SEED = 5
DROPPED_SHARE = 0.25
DROPPED_ON_END = 2
SMALL = (320, 240)
CLOCK = Fraction(1, 90_000)
GOOD, POOR = "24", "36"
CLOCKWISE = (0, 1, 0, -1, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame: the time it is shown at, in seconds, and its 8-bit RGB picture, shape (height, width, 3)."""

    t_s: Fraction
    picture: NDArray[np.uint8]


Shots = Iterator[Shot]


def derive_clip(derived: Derived, folders: tuple[Path, ...], out: Path) -> str:
    """Make one derived clip from its original in the first folder that has it; return a line that sums it up."""
    original = next((folder / derived.original for folder in folders if (folder / derived.original).is_file()), None)
    if original is None:
        looked = ", ".join(str(folder) for folder in folders)
        raise ManifestError(
            f"{derived.file} is made from {derived.original}, which is not in: {looked}. Render it first"
        )
    path = out / derived.file
    path.parent.mkdir(parents=True, exist_ok=True)
    count = write_shots(change_of(derived)(read_shots(original)), path, POOR if derived.change == "small" else GOOD)
    if derived.change == "rotated":
        ask_to_turn(path)
    return f"{derived.file}: {count} frames, {path.stat().st_size / 1e6:.2f} MB, made from {derived.original}"


def change_of(derived: Derived) -> Callable[[Shots], Shots]:
    """Return the function that makes the frames of a derived clip from those of its original."""
    changes: dict[str, Callable[[Shots], Shots]] = {
        "variable_rate": drop_some,
        "rotated": lambda shots: _repaint(shots, np.rot90),
        "mirrored": lambda shots: _repaint(shots, np.fliplr),
        "fps_15": lambda shots: keep_rate(shots, 15),
        "fps_60": lambda shots: blend_to_rate(shots, 60),
        "small": lambda shots: _repaint(shots, _shrink),
        "feet_cropped": lambda shots: _repaint(shots, lambda picture: _cut(picture, derived)),
    }
    return changes[derived.change]


def drop_some(shots: Shots) -> Shots:
    """Leave out frames at random, as a busy phone does; the others keep their times. The first one always stays."""
    rng = np.random.default_rng(SEED)
    dropped = DROPPED_ON_END
    for shot in shots:
        dropped = dropped + 1 if rng.random() < DROPPED_SHARE and dropped < DROPPED_ON_END else 0
        if not dropped:
            yield shot


def keep_rate(shots: Shots, rate_hz: int) -> Shots:
    """Keep, for each tick of a slower clock, the latest frame so far, at that frame's own time."""
    for shot, following in pairwise(shots):
        if Fraction(ceil(shot.t_s * rate_hz), rate_hz) < following.t_s:
            yield shot


def blend_to_rate(shots: Shots, rate_hz: int) -> Shots:
    """Mix neighbouring frames to what lies between them at each tick of a faster clock."""
    tick = 0
    for before, after in pairwise(shots):
        while (t_s := Fraction(tick, rate_hz)) < after.t_s:
            share = float((t_s - before.t_s) / (after.t_s - before.t_s))
            mixed = (1.0 - share) * before.picture + share * after.picture
            yield Shot(t_s, np.rint(mixed).astype(np.uint8))
            tick += 1


def read_shots(path: Path) -> Shots:
    """Yield the frames of a video with the times they are shown at."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield Shot(Fraction(frame.pts or 0) * Fraction(frame.time_base or 0), _rgb(frame))


def write_shots(shots: Shots, path: Path, quality: str) -> int:
    """Write frames at their own times as H.264 in an MP4 file; return how many. ``quality`` is x264's "crf"."""
    count = 0
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=25, options={"crf": quality, "preset": "slow"})
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = CLOCK
        for shot in shots:
            if not count:
                stream.height, stream.width = shot.picture.shape[:2]
            count += 1
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(shot.picture), format="rgb24")
            frame.pts, frame.time_base = round(shot.t_s / CLOCK), CLOCK
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return count


def ask_to_turn(path: Path) -> None:
    """Write into the track header of an MP4 file that players turn the picture clockwise by 90 degrees.

    Done by hand (ISO/IEC 14496-12, 8.3.2), because not all supported versions of av can.
    """
    content = bytearray(path.read_bytes())
    header = content.index(b"tkhd")
    matrix = [value << 16 for value in CLOCKWISE] + [1 << 30]
    struct.pack_into(">9i", content, header + 4 + 40, *matrix)
    path.write_bytes(content)


def _repaint(shots: Shots, paint: Callable[[NDArray[np.uint8]], NDArray[np.uint8]]) -> Shots:
    return (replace(shot, picture=paint(shot.picture)) for shot in shots)


def _shrink(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    return _rgb(frame.reformat(width=SMALL[0], height=SMALL[1], interpolation="AREA"))


def _cut(picture: NDArray[np.uint8], derived: Derived) -> NDArray[np.uint8]:
    """Return the upper left part of a picture, an even number of rows and columns."""
    height, width = picture.shape[:2]
    return picture[: 2 * round(derived.keep_bottom * height / 2.0), : 2 * round(derived.keep_right * width / 2.0)]


def _rgb(frame: av.VideoFrame) -> NDArray[np.uint8]:
    return np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8)
