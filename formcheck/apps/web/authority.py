"""A small authority of this program's own, and the certificate of this computer below it. Needs ``cryptography``.

The authority is made once, for five years, and may speak for the practice's own network only: for private addresses,
for names that no public server has, and for those that were named. So whoever takes it in trusts it with nothing else,
whatever becomes of its key. The certificate of this computer is made anew by itself before it ends.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from formcheck.apps.web.tls import AUTHORITY, HOST, HOST_KEY
from formcheck.kept import make_folder, open_own, write_whole

AUTHORITY_KEY: Final = "formcheck-authority.key"

AUTHORITY_DAYS: Final = 5 * 365
HOST_DAYS: Final = 397
"""Browsers refuse more: CA/Browser Forum, Baseline Requirements 6.3.2, as of September 2020."""

RENEWED_DAYS: Final = 30
"""A certificate of which less is left is made anew."""

_AHEAD: Final = timedelta(hours=1)
"""Clocks of other computers may be behind."""

_PRIVATE: Final = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "fc00::/7",
    "fe80::/10",
    "::1/128",
)
"""Addresses that the open network does not know: RFC 1918, 3927, 6598, 1122, 4193, 4291."""

_OWN_NAMES: Final = ("local", "lan", "internal", "intranet", "home.arpa", "localhost", "test")
"""What names end in that the open network does not know: RFC 6761, 6762 and 8375; the others are in use in offices."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate that may sign others, with its key.

    Parameters
    ----------
    certificate : Certificate
        The certificate.
    key : EllipticCurvePrivateKey
        Its key.
    """

    certificate: x509.Certificate
    key: EllipticCurvePrivateKey


def certify(folder: Path, names: Sequence[str], now: datetime) -> str:
    """See to it that a folder holds an authority and a certificate below it; return the authority's fingerprint.

    Parameters
    ----------
    folder : Path
        The folder; made where missing.
    names : sequence of str
        Names and addresses that the certificate is for.
    now : datetime
        The time of day, with its zone.

    Raises
    ------
    OSError
        It cannot be written.
    ValueError
        What is there cannot be read.
    """
    make_folder(folder)
    authority = _kept_authority(folder, names, now) or _make_authority(folder, names, now)
    if not _is_good(folder, authority, names, now):
        _make_host(folder, authority, names, now)
    return authority.certificate.fingerprint(SHA256()).hex(":").upper()


def _kept_authority(folder: Path, names: Sequence[str], now: datetime) -> Authority | None:
    """Return the authority that is there; None where there is none, it ends soon, or may not speak for a name."""
    if not (folder / AUTHORITY).exists():
        return None
    certificate = x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes())
    key = load_pem_private_key((folder / AUTHORITY_KEY).read_bytes(), None)
    if not isinstance(key, EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise ValueError("certificate and key do not belong together")
    permitted = certificate.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    ends_soon = certificate.not_valid_after_utc - now < timedelta(days=HOST_DAYS)
    speaks = all(any(_is_within(name, one) for one in permitted) for name in names)
    return Authority(certificate, key) if speaks and not ends_soon else None


def _make_authority(folder: Path, names: Sequence[str], now: datetime) -> Authority:
    key = generate_private_key(SECP256R1())
    subject = _named(f"formcheck of this practice, {now:%Y-%m-%d}")
    certificate = (
        _begun(subject, subject, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(is_authority=True), critical=True)
        .add_extension(x509.NameConstraints(_permitted(names), None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    _write_key(folder / AUTHORITY_KEY, key)
    write_whole(folder / AUTHORITY, certificate.public_bytes(Encoding.PEM))
    return Authority(certificate, key)


def _is_good(folder: Path, authority: Authority, names: Sequence[str], now: datetime) -> bool:
    """Tell whether the certificate of this computer is there, for these names, and long enough still."""
    if not ((folder / HOST).exists() and (folder / HOST_KEY).exists()):
        return False
    certificate = x509.load_pem_x509_certificates((folder / HOST).read_bytes())[0]
    try:
        certificate.verify_directly_issued_by(authority.certificate)
    except (InvalidSignature, ValueError, TypeError):
        return False
    named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    left = certificate.not_valid_after_utc - now
    is_in_time = timedelta(days=RENEWED_DAYS) <= left <= timedelta(days=HOST_DAYS)
    return is_in_time and set(named) == set(map(_general_name, names))


def _make_host(folder: Path, authority: Authority, names: Sequence[str], now: datetime) -> None:
    key = generate_private_key(SECP256R1())
    alternatives = [_general_name(one) for one in dict.fromkeys(names)]
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    certificate = (
        _begun(_named("formcheck clinic"), authority.certificate.subject, key, now, HOST_DAYS)
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(is_authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(above, critical=False)
        .sign(authority.key, SHA256())
    )
    _write_key(folder / HOST_KEY, key)
    chain = [one.public_bytes(Encoding.PEM) for one in (certificate, authority.certificate)]
    write_whole(folder / HOST, b"".join(chain))


def _begun(
    subject: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    begin = now - _AHEAD
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=days) - timedelta(seconds=1))
    )


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _permitted(names: Sequence[str]) -> list[x509.GeneralName]:
    """Return for whom an authority may speak: all that is private, and what was named."""
    addresses = [str(one) for one in map(_address, names) if one is not None]
    others = [one for one in names if _address(one) is None]
    return [
        *map(x509.DNSName, dict.fromkeys((*_OWN_NAMES, *others))),
        *map(x509.IPAddress, dict.fromkeys(map(ip_network, (*_PRIVATE, *addresses)))),
    ]


def _is_within(name: str, tree: x509.GeneralName) -> bool:
    """Tell whether a name or address is within what an authority may speak for."""
    address, value = _address(name), tree.value
    if address is None:
        return isinstance(value, str) and (name == value or name.endswith(f".{value}"))
    return isinstance(value, IPv4Network | IPv6Network) and address in value


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _general_name(name: str) -> x509.GeneralName:
    address = _address(name)
    return x509.DNSName(name) if address is None else x509.IPAddress(address)


def _named(told: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, told)])


def _write_key(path: Path, key: EllipticCurvePrivateKey) -> None:
    """Write a key for the eyes of this account only, from its first byte on."""
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.unlink(missing_ok=True)
    with os.fdopen(open_own(path, os.O_WRONLY), "wb") as file:
        file.write(content)
