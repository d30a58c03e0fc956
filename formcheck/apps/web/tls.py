"""What a page is served with over TLS, and the names of the files that this program makes for it."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Final

AUTHORITY: Final = "formcheck-authority.crt"
"""The certificate that other computers take in."""

HOST: Final = "formcheck-host.crt"
HOST_KEY: Final = "formcheck-host.key"


@dataclass(frozen=True, slots=True)
class Tls:
    """What a page is served with.

    Parameters
    ----------
    certificate, key : Path
        The certificate, with those above it, and its key; in PEM.
    authority : Path or None
        What other computers take in; None where the certificate is somebody's own.
    fingerprint : str
        SHA-256 of the authority's certificate, in pairs of hexadecimal digits; empty without one.
    """

    certificate: Path
    key: Path
    authority: Path | None = None
    fingerprint: str = ""

    def context(self) -> ssl.SSLContext:
        """Return what the server takes connections with: TLS 1.2 at least (RFC 8996)."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        made.load_cert_chain(self.certificate, self.key, password=_nothing)
        return made


def _nothing() -> str:
    """Stand for a passphrase: nobody is asked for one on the terminal."""
    return ""
