"""Small real videos for tests, written with PyAV, and ways to damage them."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Painter = Callable[[int], Picture]

WIDTH_PX, HEIGHT_PX = 64, 48
RED, GREEN, BLUE, WHITE = (200, 20, 20), (20, 160, 20), (20, 20, 200), (230, 230, 230)

# ISO/IEC 14496-12, 6.2.2: the point (p, q) of the picture is shown at (a p + c q + x, b p + d q + y), q downwards.
# In the order of the file: a, b, u, c, d, v, x, y, w. The keys are degrees clockwise, as a player turns the picture.
_TURNS = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def grey_of(index: int) -> int:
    """Return the brightness that tells frame `index` from its neighbours."""
    return 40 + 37 * index % 160


def painted_grey(index: int) -> Picture:
    """Return a picture that tells its own number."""
    return np.full((HEIGHT_PX, WIDTH_PX, 3), grey_of(index), np.uint8)


def painted_corners(width_px: int = WIDTH_PX, height_px: int = HEIGHT_PX) -> Picture:
    """Return an upright picture: red top left, green top right, blue bottom left, white bottom right."""
    image = np.empty((height_px, width_px, 3), np.uint8)
    x, y = width_px // 2, height_px // 2
    image[:y, :x], image[:y, x:], image[y:, :x], image[y:, x:] = RED, GREEN, BLUE, WHITE
    return image


def corners_of(image: Picture) -> tuple[str, str, str, str]:
    """Return the colours of a picture's corners: top left, top right, bottom left, bottom right."""
    height, width = image.shape[:2]
    x, y = width // 4, height // 4
    spots = ((y, x), (y, width - 1 - x), (height - 1 - y, x), (height - 1 - y, width - 1 - x))
    names = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}

    def name(spot: tuple[int, int]) -> str:
        colour = image[spot].astype(int)
        return min(names, key=lambda key: int(np.abs(colour - names[key]).sum()))

    top_left, top_right, bottom_left, bottom_right = map(name, spots)
    return top_left, top_right, bottom_left, bottom_right


def even_times(count: int, rate_hz: float = 25.0, start_s: float = 0.0) -> list[float]:
    """Return evenly spaced times."""
    return [start_s + index / rate_hz for index in range(count)]


def write_video(
    path: Path,
    times_s: Sequence[float],
    paint: Painter = painted_grey,
    *,
    codec: str = "libx264",
    pixels: str = "yuv420p",
    time_base: Fraction = Fraction(1, 90_000),
    pixel_aspect: Fraction | None = None,
    options: dict[str, str] | None = None,
    muxing: dict[str, str] | None = None,
    sound_s: float = 0.0,
    tags: dict[str, str] | None = None,
) -> Path:
    """Write a video with one frame at each time, and return its path.

    Parameters
    ----------
    path : Path
        The file; its ending names the container.
    times_s : sequence of float
        Presentation times, increasing.
    paint : callable
        Returns the RGB picture of a frame by its number.
    codec, pixels : str
        Encoder and its pixel format.
    time_base : Fraction
        Unit of the times in the encoder.
    pixel_aspect : Fraction, optional
        Width of a pixel over its height.
    options, muxing : dict, optional
        For the encoder and for the container.
    sound_s : float
        Length of a sound track of silence.
    tags : dict, optional
        What the container is to hold beside pictures, such as ``creation_time``.
    """
    first = paint(0)
    with av.open(str(path), "w", options=muxing or {}) as container:
        container.metadata.update(tags or {})
        stream = container.add_stream(codec, rate=25)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = first.shape[1], first.shape[0], pixels
        quick = {"deadline": "realtime", "cpu-used": "8"} if codec.startswith("libvpx") else {}
        stream.options = {**quick, **(options or {})}
        stream.codec_context.time_base = time_base
        if pixel_aspect is not None:
            stream.codec_context.sample_aspect_ratio = pixel_aspect
        if sound_s:
            _write_silence(container, sound_s)
        for index, t_s in enumerate(times_s):
            frame = VideoFrame.from_ndarray(paint(index), format="rgb24")
            frame.time_base = time_base
            frame.pts = round(t_s / time_base)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def write_sound(path: Path, duration_s: float = 1.0) -> Path:
    """Write a file with a sound track and nothing else, and return its path."""
    with av.open(str(path), "w") as container:
        _write_silence(container, duration_s)
    return path


def _write_silence(container: av.container.OutputContainer, duration_s: float) -> None:
    rate = 8000
    stream = container.add_stream("aac", rate=rate)
    samples = np.zeros((1, round(duration_s * rate)), np.float32)
    frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
    frame.sample_rate = rate
    frame.pts = 0
    container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def set_matrix(path: Path, a: int, b: int, c: int, d: int) -> Path:
    """Write a display matrix into the track header of an mp4 or mov file, as cameras do."""
    content = bytearray(path.read_bytes())
    box = content.index(b"tkhd")
    assert content[box + 4] == 0, "only version 0 of the track header is known here"
    matrix = [value << 16 for value in (a, b, 0, c, d, 0, 0, 0)] + [1 << 30]
    struct.pack_into(">9i", content, box + 4 + 40, *matrix)
    path.write_bytes(content)
    return path


def turn(path: Path, clockwise_deg: int) -> Path:
    """Ask players of an mp4 or mov file to turn its picture clockwise by 90, 180 or 270 degrees."""
    return set_matrix(path, *_TURNS[clockwise_deg])


def cut(path: Path, share: float = 0.5) -> Path:
    """Keep only the first `share` of a file, as a broken-off copy does."""
    content = path.read_bytes()
    path.write_bytes(content[: round(share * len(content))])
    return path


def scramble(path: Path, start: float, stop: float) -> Path:
    """Overwrite the bytes between two shares of a file with noise."""
    content = bytearray(path.read_bytes())
    low, high = round(start * len(content)), round(stop * len(content))
    content[low:high] = np.random.default_rng(7).bytes(high - low)
    path.write_bytes(content)
    return path


def blank(path: Path, start: float, stop: float = 1.0) -> Path:
    """Overwrite the bytes between two shares of a file with zeros, as a download leaves what has not come."""
    content = bytearray(path.read_bytes())
    low, high = round(start * len(content)), round(stop * len(content))
    content[low:high] = bytes(high - low)
    path.write_bytes(content)
    return path


def keep_seconds(source: Path, target: Path, duration_s: float) -> Path:
    """Copy the beginning of a video, without encoding it anew, and return the path of the copy."""
    with av.open(str(source)) as given, av.open(str(target), "w") as taken:
        stream = given.streams.video[0]
        copy = taken.add_stream_from_template(stream)
        for packet in given.demux(stream):
            if packet.dts is None or float(packet.dts * packet.time_base) >= duration_s:
                continue
            packet.stream = copy
            taken.mux(packet)
    return target


def brightness(images: Iterable[Picture]) -> list[float]:
    """Return the mean brightness of each picture."""
    return [float(image.mean()) for image in images]
