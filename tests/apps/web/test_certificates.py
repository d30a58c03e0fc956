"""The program's own certificates: what browsers take, for no longer and no other names than they should be."""

from __future__ import annotations

import os
import ssl
import stat
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from formcheck.apps.web import certificates
from formcheck.apps.web.authority import AUTHORITY_KEY, certify
from formcheck.apps.web.certificates import given_tls, own_tls
from formcheck.apps.web.tls import AUTHORITY, HOST, HOST_KEY, Tls
from formcheck.errors import InputError, LibraryError

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
NAMES = ("192.168.1.20", "clinic.local")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where certificates are kept."""
    return tmp_path / "certificates"


def authority_in(folder: Path) -> x509.Certificate:
    """Return what other computers take in."""
    return x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes())


def host_in(folder: Path) -> x509.Certificate:
    """Return the certificate of this computer."""
    return x509.load_pem_x509_certificates((folder / HOST).read_bytes())[0]


def shaken(tls: Tls, name: str, trusting: Path | None = None) -> str:
    """Return the version of TLS that a client and the server agree on, without a network."""
    client = ssl.create_default_context(cafile=trusting or tls.authority)
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    asking = client.wrap_bio(back, there, server_hostname=name)
    answering = tls.context().wrap_bio(there, back, server_side=True)
    for _ in range(4):
        for side in (asking, answering):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return asking.version() or ""


def test_a_browser_that_took_in_the_authority_takes_the_page(folder: Path) -> None:
    now = datetime.now(UTC)
    tls = own_tls(folder, NAMES, now)
    for name in NAMES:
        assert shaken(tls, name) == "TLSv1.3"
    with pytest.raises(ssl.SSLCertVerificationError):
        shaken(tls, "clinic.example.org")
    with pytest.raises(ssl.SSLCertVerificationError):
        shaken(tls, NAMES[0], trusting=Path(ssl.get_default_verify_paths().openssl_cafile))


def test_nothing_older_than_tls_1_2_is_spoken(folder: Path) -> None:
    assert own_tls(folder, NAMES, NOW).context().minimum_version is ssl.TLSVersion.TLSv1_2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_keys_are_for_this_account_only(folder: Path) -> None:
    own_tls(folder, NAMES, NOW)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in (AUTHORITY_KEY, HOST_KEY):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
        load_pem_private_key((folder / name).read_bytes(), None)


def test_the_authority_speaks_for_private_names_and_those_named_and_for_nobody_else(folder: Path) -> None:
    own_tls(folder, ("203.0.113.7", "clinic.example.org"), NOW)
    found = authority_in(folder).extensions.get_extension_for_class(x509.NameConstraints)
    assert found.critical
    trees = [one.value for one in found.value.permitted_subtrees or ()]
    networks = [one for one in trees if not isinstance(one, str)]
    assert ip_network("203.0.113.7/32") in networks
    assert not any(ip_address("203.0.113.8") in one for one in networks)
    assert {"clinic.example.org", "local"} <= set(trees)
    assert "org" not in trees
    basic = authority_in(folder).extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (basic.ca, basic.path_length) == (True, 0)


def test_five_years_and_397_days_are_the_most(folder: Path) -> None:
    own_tls(folder, NAMES, NOW)
    for made, days in ((authority_in(folder), 5 * 365), (host_in(folder), 397)):
        lasts = made.not_valid_after_utc - made.not_valid_before_utc
        assert timedelta(days=days - 1) < lasts < timedelta(days=days)


def test_what_is_good_stays(folder: Path) -> None:
    first = own_tls(folder, NAMES, NOW)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert own_tls(folder, NAMES, NOW + timedelta(days=300)) == first
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_certificate_is_made_anew_thirty_days_before_it_ends(folder: Path) -> None:
    own_tls(folder, NAMES, NOW)
    authority, host = authority_in(folder), host_in(folder)
    later = NOW + timedelta(days=397 - 29)
    own_tls(folder, NAMES, later)
    assert authority_in(folder) == authority
    assert host_in(folder) != host
    assert host_in(folder).not_valid_after_utc > later + timedelta(days=390)


def test_another_name_is_another_certificate_of_the_same_authority(folder: Path) -> None:
    first = own_tls(folder, NAMES, NOW)
    again = own_tls(folder, (*NAMES, "10.0.0.5"), NOW)
    assert again.fingerprint == first.fingerprint
    named = host_in(folder).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {str(one.value) for one in named} == {*NAMES, "10.0.0.5"}


def test_a_name_that_the_authority_may_not_speak_for_makes_another_one(folder: Path) -> None:
    first = own_tls(folder, NAMES, NOW)
    assert own_tls(folder, ("clinic.example.org",), NOW).fingerprint != first.fingerprint


def test_an_authority_ends_no_sooner_than_what_it_signs(folder: Path) -> None:
    first = own_tls(folder, NAMES, NOW)
    later = NOW + timedelta(days=4 * 365)
    assert own_tls(folder, NAMES, later).fingerprint != first.fingerprint
    assert host_in(folder).not_valid_after_utc < authority_in(folder).not_valid_after_utc


def test_what_cannot_be_read_is_told_and_left(folder: Path) -> None:
    own_tls(folder, NAMES, NOW)
    (folder / AUTHORITY).write_text("no certificate", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        own_tls(folder, NAMES, NOW)
    assert (folder / AUTHORITY).read_text(encoding="utf-8") == "no certificate"


def test_a_given_certificate_must_belong_to_its_key(folder: Path, tmp_path: Path) -> None:
    certify(folder, NAMES, NOW)
    certify(tmp_path / "other", NAMES, NOW)
    assert given_tls(folder / HOST, folder / HOST_KEY).authority is None
    with pytest.raises(InputError, match="belong together"):
        given_tls(folder / HOST, tmp_path / "other" / HOST_KEY)
    with pytest.raises(InputError, match="is not there"):
        given_tls(folder / "none.crt", folder / HOST_KEY)


def test_without_the_package_it_is_told_how_to_install_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "formcheck.apps.web.authority", None)
    monkeypatch.delattr("formcheck.apps.web.authority", raising=False)
    with pytest.raises(LibraryError, match=r"formcheck\[practice\]"):
        certificates.own_tls(folder, NAMES, NOW)
