"""Pictures of high dynamic range shown as ordinary ones: what a screen of 100 nits would show of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

PQ: Final = 16
"""SMPTE ST 2084, as iPhones and televisions write it (numbers of ITU-T H.273)."""

HLG: Final = 18
"""ARIB STD-B67, hybrid log-gamma."""

TRANSFERS: Final = frozenset({PQ, HLG})

WHITE_NITS: Final = 203.0
"""How bright a white wall is in such a video (ITU-R BT.2408); what is brighter is squeezed above the knee."""

_KNEE: Final = 0.8
_HLG_PEAK_NITS: Final = 1000.0
_HLG_GAMMA: Final = 1.2


@lru_cache(maxsize=2)
def tone_curve(transfer: int) -> NDArray[np.uint8]:
    """Return what each of 65536 levels of a colour becomes, 0 to 255.

    One curve serves red, green and blue: colours come out a little paler than by way of the wider gamut, which changes
    nothing that a pose is read from.

    Parameters
    ----------
    transfer : int
        `PQ` or `HLG`.
    """
    signal = np.arange(65536) / 65535.0
    nits = _pq_nits(signal) if transfer == PQ else _hlg_nits(signal)
    shown = _squeezed(nits / WHITE_NITS)
    return np.round(255.0 * _srgb(shown)).astype(np.uint8)


def _pq_nits(signal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the light of a PQ signal (SMPTE ST 2084, equation 4.1)."""
    m1, m2 = 2610 / 16384, 2523 / 4096 * 128
    c1, c2, c3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    root = signal ** (1.0 / m2)
    light: NDArray[np.float64] = 10_000.0 * (np.maximum(root - c1, 0.0) / (c2 - c3 * root)) ** (1.0 / m1)
    return light


def _hlg_nits(signal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the light of an HLG signal on a screen of 1000 nits (ITU-R BT.2100, table 5), each colour by itself."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3.0, (np.exp((signal - c) / a) + b) / 12.0)
    light: NDArray[np.float64] = _HLG_PEAK_NITS * scene**_HLG_GAMMA
    return light


def _squeezed(light: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return light as it is up to the knee, and beyond it ever less, so that nothing is brighter than white."""
    beyond = np.maximum(light - _KNEE, 0.0)
    room = 1.0 - _KNEE
    return np.minimum(light, _KNEE) + room * beyond / (beyond + room)


def _srgb(light: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the signal that a screen makes this light of (IEC 61966-2-1)."""
    curve: NDArray[np.float64] = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return curve
