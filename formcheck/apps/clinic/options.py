"""What a call of ``formcheck clinic`` asks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formcheck.apps.web.port import LOOPBACK

MOST_BODY_BYTES: Final = 1_000_000
"""Of a correction: a thousand points that were moved take a tenth of it."""


@dataclass(frozen=True, slots=True)
class ClinicOptions:
    """What a call of ``formcheck clinic`` asks for; see its options."""

    store: str | None
    author: str | None
    language: str | None
    port: int
    is_opened: bool
    is_debugging: bool
    host: str = LOOPBACK
    names: tuple[str, ...] = ()
    tls_certificate: Path | None = None
    tls_key: Path | None = None
