"""How a video asks to be shown."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.errors import VideoError
from formcheck.sources.display import Display, read_matrix
from formcheck.sources.video import VideoFile
from tests.support.videos import corners_of, even_times, painted_corners, set_matrix, write_video

WAYS = {
    (1, 0, 0, 1): Display(),
    (0, 1, -1, 0): Display(is_transposed=True, is_flipped_x=True),
    (-1, 0, 0, -1): Display(is_flipped_x=True, is_flipped_y=True),
    (0, -1, 1, 0): Display(is_transposed=True, is_flipped_y=True),
    (-1, 0, 0, 1): Display(is_flipped_x=True),
    (1, 0, 0, -1): Display(is_flipped_y=True),
    (0, 1, 1, 0): Display(is_transposed=True),
    (0, -1, -1, 0): Display(is_transposed=True, is_flipped_x=True, is_flipped_y=True),
}
"""All quarter turns, mirrored or not, by a, b, c, d of the matrix."""


def matrix(a: float, b: float, c: float, d: float) -> bytes:
    whole = [round(65536 * one) for one in (a, b, 0.0, c, d, 0.0, 0.0, 0.0)]
    return struct.pack("=9i", *whole, 1 << 30)


@pytest.mark.parametrize(("parts", "expected"), WAYS.items())
def test_each_matrix_is_its_turn(parts: tuple[int, int, int, int], expected: Display) -> None:
    assert read_matrix(matrix(*parts), "a.mp4") == expected


@pytest.mark.parametrize("parts", WAYS)
def test_a_point_goes_where_the_matrix_says(parts: tuple[int, int, int, int]) -> None:
    """A point (p, q) comes to (a p + c q, b p + d q), up to a shift (ISO/IEC 14496-12)."""
    a, b, c, d = parts
    image = np.arange(6, dtype=np.uint8).reshape(2, 3, 1).repeat(3, axis=2)
    shown = read_matrix(matrix(*parts), "a.mp4").show(image)
    places = {(a * p + c * q, b * p + d * q): int(image[q, p, 0]) for q in range(2) for p in range(3)}
    left, top = (min(place[axis] for place in places) for axis in (0, 1))
    assert {(x - left, y - top): value for (x, y), value in places.items()} == {
        (x, y): int(shown[y, x, 0]) for y in range(shown.shape[0]) for x in range(shown.shape[1])
    }


@given(st.floats(0.1, 10.0), st.sampled_from(list(WAYS)))
def test_how_large_it_is_to_be_shown_is_passed_over(scale: float, parts: tuple[int, int, int, int]) -> None:
    assert read_matrix(matrix(*(scale * one for one in parts)), "a.mp4") == WAYS[parts]


@pytest.mark.parametrize("parts", [(0.7, 0.7, -0.7, 0.7), (1.0, 0.3, 0.0, 1.0), (0, 0, 0, 0), (1.0, 0.0, 1.0, 1.0)])
def test_what_is_neither_turned_nor_mirrored_is_refused(parts: tuple[float, float, float, float]) -> None:
    with pytest.raises(VideoError) as caught:
        read_matrix(matrix(*parts), "a.mp4")
    assert "sheared" in str(caught.value)
    assert caught.value.next_step


def test_turns_are_told_counter_clockwise() -> None:
    assert [one.turned_deg for one in WAYS.values()] == [0, -90, 180, 90, 0, 180, 90, -90]


@pytest.mark.parametrize(("parts", "corners"), [
    ((-1, 0, 0, 1), ("green", "red", "white", "blue")),
    ((0, 1, 1, 0), ("red", "blue", "green", "white")),
])  # fmt: skip
def test_a_mirrored_video_is_shown_as_in_every_player(
    tmp_path: Path, parts: tuple[int, int, int, int], corners: tuple[str, ...]
) -> None:
    path = set_matrix(write_video(tmp_path / "selfie.mp4", even_times(3), lambda _: painted_corners()), *parts)
    assert [corners_of(frame.image) for frame in VideoFile(path).frames()] == [corners] * 3
