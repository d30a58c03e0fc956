"""A writer of XDF files, as its specification has it: chunks of a file, with streams whose clocks are apart."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

from formcheck.sources.imu.tracks import Floats

FILE_HEADER, STREAM_HEADER, SAMPLES, CLOCK_OFFSET, BOUNDARY, STREAM_FOOTER = range(1, 7)


@dataclass(frozen=True)
class Stream:
    """One stream; its clock is ahead of the file's by minus the offsets."""

    name: str
    kind: str
    labels: Sequence[str]
    units: Sequence[str]
    t_s: Floats
    samples: Floats
    rate_hz: float = 0.0
    offset_s: float = 0.0
    skew: float = 0.0


def write_xdf(path: Path, *streams: Stream) -> Path:
    """Write a file that holds some streams, each in two chunks of samples, with a clock offset every second."""
    content = b"XDF:" + _chunk(FILE_HEADER, b"<?xml version='1.0'?><info><version>1.0</version></info>")
    for number, stream in enumerate(streams, 1):
        content += _chunk(STREAM_HEADER, _number(number) + _header(stream).encode())
        if stream.t_s.size:
            for at_s in np.arange(stream.t_s[0], stream.t_s[-1] + 1.0):
                offset_s = stream.offset_s + stream.skew * (at_s - stream.t_s[0])
                content += _chunk(CLOCK_OFFSET, _number(number) + struct.pack("<dd", at_s, offset_s))
        middle = stream.t_s.size // 2
        for rows in (slice(0, middle), slice(middle, None)):
            if stream.t_s[rows].size:
                content += _chunk(SAMPLES, _number(number) + _samples(stream.t_s[rows], stream.samples[rows]))
        content += _chunk(STREAM_FOOTER, _number(number) + b"<?xml version='1.0'?><info></info>")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _chunk(tag: int, content: bytes) -> bytes:
    return b"\x04" + struct.pack("<IH", len(content) + 2, tag) + content


def _number(number: int) -> bytes:
    return struct.pack("<I", number)


def _header(stream: Stream) -> str:
    channels = "".join(
        f"<channel><label>{escape(label)}</label><unit>{escape(unit)}</unit></channel>"
        for label, unit in zip(stream.labels, stream.units, strict=True)
    )
    count = stream.samples.shape[1]
    return (
        f"<?xml version='1.0'?><info><name>{escape(stream.name)}</name><type>{escape(stream.kind)}</type>"
        f"<channel_count>{count}</channel_count><nominal_srate>{stream.rate_hz}</nominal_srate>"
        f"<channel_format>double64</channel_format><created_at>0</created_at>"
        f"<desc><channels>{channels}</channels></desc></info>"
    )


def _samples(t_s: Floats, samples: Floats) -> bytes:
    rows = (b"\x08" + struct.pack(f"<d{samples.shape[1]}d", t, *row) for t, row in zip(t_s, samples, strict=True))
    return b"\x04" + struct.pack("<I", t_s.size) + b"".join(rows)
