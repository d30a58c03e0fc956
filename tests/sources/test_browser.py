"""Pictures from the page: a whole one is read as it was sent; anything else is refused, whatever it is."""

from __future__ import annotations

import struct
from io import BytesIO
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from formcheck.errors import FrameError
from formcheck.sources.browser import MAX_FRAME_BYTES, read_frame
from tests.support.videos import Picture, corners_of, painted_corners

UPRIGHT = corners_of(painted_corners())
TURNED_RIGHT = Image.Exif()
TURNED_RIGHT[0x0112] = 6  # EXIF: orientation


def noise(width_px: int = 96, height_px: int = 72) -> Picture:
    """Return a picture that fills its JPEG."""
    return np.random.default_rng(3).integers(0, 255, (height_px, width_px, 3), dtype=np.uint8)


def jpeg(image: Picture, mode: str = "RGB", *, is_progressive: bool = False, exif: Image.Exif | None = None) -> bytes:
    file = BytesIO()
    picture = Image.fromarray(image).convert(mode)
    picture.save(file, "JPEG", quality=85, progressive=is_progressive, exif=exif or Image.Exif())
    return file.getvalue()


def message(picture: bytes, t_s: float = 1.5, index: int = 7) -> bytes:
    return struct.pack(">dI", t_s, index) + picture


def sized(width_px: int, height_px: int) -> bytes:
    """Return a small JPEG that says it is of another size."""
    content = bytearray(jpeg(noise()))
    struct.pack_into(">HH", content, content.index(b"\xff\xc0") + 5, height_px, width_px)
    return bytes(content)


def refusal(content: bytes) -> str:
    """Return how a message is refused."""
    with pytest.raises(FrameError) as caught:
        read_frame(content)
    assert caught.value.next_step
    return caught.value.what


SEEDS = [
    message(jpeg(noise())),
    message(jpeg(noise(), is_progressive=True)),
    message(jpeg(noise(), "CMYK")),
    message(jpeg(painted_corners(96, 72), exif=TURNED_RIGHT)),
]


# What is read


def test_a_picture_comes_with_its_time_and_number() -> None:
    frame = read_frame(message(jpeg(painted_corners(640, 480)), 12.345678901, 4_000_000_000))
    assert (frame.t_s, frame.index) == (12.345678901, 4_000_000_000)
    assert frame.image.shape == (480, 640, 3)
    assert frame.image.dtype == np.uint8
    assert frame.image.flags.c_contiguous
    assert frame.image.flags.writeable
    assert corners_of(frame.image) == UPRIGHT


def test_the_highest_byte_comes_first() -> None:
    head = bytes([0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2])
    frame = read_frame(head + jpeg(noise()))
    assert (frame.t_s, frame.index) == (1.5, 258)


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("is_progressive", [False, True])
def test_every_common_kind_of_jpeg_is_read_as_rgb(mode: str, is_progressive: bool) -> None:
    frame = read_frame(message(jpeg(painted_corners(96, 72), mode, is_progressive=is_progressive)))
    assert frame.image.shape == (72, 96, 3)
    assert mode == "L" or corners_of(frame.image) == UPRIGHT


def test_a_rotation_asked_for_by_exif_is_not_applied() -> None:
    frame = read_frame(message(jpeg(painted_corners(96, 72), exif=TURNED_RIGHT)))
    assert corners_of(frame.image) == UPRIGHT


@pytest.mark.parametrize("size", [(64, 64), (1920, 64), (64, 1920), (1920, 1920)])
def test_the_largest_and_smallest_pictures_are_read(size: tuple[int, int]) -> None:
    flat = np.full((size[1], size[0], 3), 90, np.uint8)
    assert read_frame(message(jpeg(flat))).image.shape == flat.shape


# What is refused


@pytest.mark.parametrize("length", [0, 1, 11, 12])
def test_too_short(length: int) -> None:
    assert f"{length} bytes long" in refusal(message(jpeg(noise()))[:length])


def test_too_long() -> None:
    picture = jpeg(noise())
    most = message(picture + bytes(MAX_FRAME_BYTES - 12 - len(picture)))
    assert read_frame(most).index == 7
    assert f"{MAX_FRAME_BYTES + 1} bytes long" in refusal(most + b"\0")


@pytest.mark.parametrize("t_s", [nan, inf, -inf, -0.001])
def test_a_time_that_is_none(t_s: float) -> None:
    assert "was taken at" in refusal(message(jpeg(noise()), t_s))


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(99), b"GIF89a" + bytes(99), b"hello", bytes(99)])
def test_no_jpeg(content: bytes) -> None:
    assert "is no JPEG" in refusal(message(content))


@pytest.mark.parametrize("size", [(63, 480), (640, 63), (1921, 480), (640, 1921), (65535, 65535)])
def test_too_large_or_too_small(size: tuple[int, int]) -> None:
    assert f"is {size[0]} by {size[1]} pixels" in refusal(message(sized(*size)))


def test_the_size_is_looked_at_before_anything_is_decoded() -> None:
    """A picture that states a size and holds nothing is refused for its size: nothing of it was unpacked."""
    assert "pixels" in refusal(message(sized(60_000, 60_000)[:720]))


@pytest.mark.parametrize("is_progressive", [False, True])
@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.9, 0.99])
def test_cut_short(share: float, is_progressive: bool) -> None:
    content = jpeg(noise(), is_progressive=is_progressive)
    assert "JPEG" in refusal(message(content[: round(share * len(content))]))


# Whatever comes


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a message of which some bytes are others, missing or too many."""
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        low = draw(st.integers(0, min(len(content), draw(st.sampled_from([16, 800, 1_000_000])))))
        content[low : low + draw(st.integers(0, 30))] = draw(st.binary(max_size=30))
    return bytes(content)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # Pillow may warn of what is odd beside the picture
@given(st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(lambda tail: SEEDS[0][:14] + tail), damaged()))
def test_nothing_that_comes_raises_anything_else(content: bytes) -> None:
    try:
        frame = read_frame(content)
    except FrameError as error:
        assert error.what  # noqa: PT017 - either is right
    else:
        assert 64 <= min(frame.image.shape[:2]) <= max(frame.image.shape[:2]) <= 1920
