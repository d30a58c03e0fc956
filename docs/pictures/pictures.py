"""The pictures as files: how large they may be, and how they are kept small."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

FOLDER: Final = Path(__file__).resolve().parent

MOST_BYTES: Final = {".png": 250_000, ".gif": 2_000_000}
"""Every clone of the project carries every picture there ever was."""

MOST_TOGETHER_BYTES: Final = 3_500_000

_COLOURS: Final = 256


def write_png(screenshot: bytes, picture: Path) -> None:
    """Write a screenshot as a PNG with a palette of its own, a quarter of the size.

    Parameters
    ----------
    screenshot : bytes
        The PNG of a browser.
    picture : Path
        The file to write.
    """
    with Image.open(BytesIO(screenshot)) as opened:
        image = opened.convert("RGB")
    # Not dithered: specks on flat areas disturb more than steps in the camera's picture, and do not compress.
    image.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(picture, optimize=True)


def all_pictures() -> list[Path]:
    """Return the pictures there are, by name."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in MOST_BYTES)


def check_size(picture: Path) -> None:
    """Refuse a picture that is too large for its kind.

    Raises
    ------
    ValueError
        It is.
    """
    size, most = picture.stat().st_size, MOST_BYTES[picture.suffix]
    if size > most:
        raise ValueError(f"{picture.name}: {size} bytes, at most {most} are allowed")


def check_together() -> None:
    """Refuse pictures that are too large together.

    Raises
    ------
    ValueError
        They are.
    """
    size = sum(picture.stat().st_size for picture in all_pictures())
    if size > MOST_TOGETHER_BYTES:
        raise ValueError(f"{size} bytes of pictures together, at most {MOST_TOGETHER_BYTES} are allowed")
