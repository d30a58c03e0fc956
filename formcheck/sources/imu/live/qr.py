"""An address as a QR code, for a page and for a terminal."""

from __future__ import annotations

from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final

from formcheck.errors import LibraryError

if TYPE_CHECKING:
    from segno import QRCode

_QUIET_ZONE: Final = 4  # modules around it that readers rely on
_ERROR_LEVEL: Final = "m"  # 15 %: a reflection on a screen


def qr_svg(address: str) -> str:
    """Return a QR code as an SVG element that fills its place on a page, black on white whatever the page looks like.

    Parameters
    ----------
    address : str
        What it says.

    Raises
    ------
    LibraryError
        The package that makes QR codes is not installed.
    """
    picture = BytesIO()
    _make(address).save(
        picture,
        kind="svg",
        border=_QUIET_ZONE,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        nl=False,
    )
    return picture.getvalue().decode("utf-8")


def qr_text(address: str) -> str:
    """Return a QR code as lines for a terminal, two rows of it in each line.

    Parameters
    ----------
    address : str
        What it says.

    Raises
    ------
    LibraryError
        The package that makes QR codes is not installed.
    """
    lines = StringIO()
    _make(address).terminal(lines, border=_QUIET_ZONE, compact=True)
    return lines.getvalue()


def _make(address: str) -> QRCode:
    try:
        import segno  # noqa: PLC0415 - an extra
    except ImportError as error:
        next_step = 'Bring it with `pip install "formcheck[sensors]"`, or type the address into the phone.'
        raise LibraryError("a QR code needs the package segno.", where="--sensors", next_step=next_step) from error
    return segno.make(address, error=_ERROR_LEVEL, micro=False)
