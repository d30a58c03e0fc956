"""High dynamic range is shown as an ordinary screen would show it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck.sources.hdr import HLG, PQ, tone_curve
from formcheck.sources.video import VideoFile
from tests.support.videos import even_times, write_video

PQ_OF_NITS = {0.0: 0.0, 1.0: 0.149946, 10.0: 0.300682, 100.0: 0.508078, 203.0: 0.580689, 1000.0: 0.751827}
"""Signals of light as tables give them (ITU-R BT.2408, table 1 and annex)."""


def level(transfer: int, signal: float) -> int:
    return int(tone_curve(transfer)[round(signal * 65535)])


@pytest.mark.parametrize("transfer", [PQ, HLG])
def test_brighter_is_never_darker_and_white_is_the_end(transfer: int) -> None:
    curve = tone_curve(transfer).astype(int)
    assert curve[0] == 0
    assert 250 <= curve[-1] <= 255
    assert all(one <= other for one, other in pairwise(curve[::64]))


def test_pq_is_read_by_its_tables() -> None:
    """Up to the knee light is what it was: half of white is 186 of 255 in sRGB, a twentieth 63."""
    assert level(PQ, PQ_OF_NITS[0.0]) == 0
    assert level(PQ, PQ_OF_NITS[10.0]) == pytest.approx(63, abs=2)
    assert level(PQ, PQ_OF_NITS[100.0]) == pytest.approx(186, abs=2)
    assert 225 <= level(PQ, PQ_OF_NITS[203.0]) <= 245
    assert level(PQ, PQ_OF_NITS[1000.0]) > level(PQ, PQ_OF_NITS[203.0])


def test_the_reference_white_of_hlg_is_nearly_white() -> None:
    """75 % of the signal (ITU-R BT.2408)."""
    assert 225 <= level(HLG, 0.75) <= 245


def test_an_ordinary_video_is_left_as_it_is(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", even_times(2), lambda _: np.full((48, 64, 3), 128, np.uint8))
    assert next(VideoFile(path).frames()).image.mean() == pytest.approx(128, abs=3)


def test_a_video_of_a_telephone_in_hdr_has_its_greys(tmp_path: Path) -> None:
    """A wall of 203 nits, written as PQ, comes out nearly white, and not as the grey that its signal is."""
    path = tmp_path / "hdr.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.codec_context.color_trc = PQ
        for number in range(3):
            grey = np.full((48, 64, 3), round(255 * PQ_OF_NITS[203.0]), np.uint8)
            picture = av.VideoFrame.from_ndarray(grey, format="rgb24")
            picture.pts = number
            container.mux(stream.encode(picture))
        container.mux(stream.encode())
    assert next(VideoFile(path).frames()).image.mean() == pytest.approx(235, abs=10)
