"""The committed bundles: what the manifest says of them, and that they can be made again."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from formcheck.pose.bundles import find_bundle

MODELS = Path(__file__).resolve().parents[2] / "models"
MANIFEST: dict[str, Any] = tomllib.loads((MODELS / "manifest.toml").read_text(encoding="utf-8"))
NAMES = tuple(MANIFEST["models"])


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_bundle_is_what_the_manifest_says(name: str) -> None:
    bundle = find_bundle(name, MODELS)
    assert bundle.path.stat().st_size == bundle.size_bytes
    assert bundle.skeleton == "blazepose-33"
    assert bundle.licence == "Apache-2.0"
    assert bundle.origin.startswith(f"npm {MANIFEST['package']['name']} {MANIFEST['package']['version']}: ")


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_bundle_holds_the_listed_networks_uncompressed(name: str) -> None:
    entry = MANIFEST["models"][name]
    with zipfile.ZipFile(MODELS / entry["file"]) as bundle:
        found = {info.filename: hashlib.sha256(bundle.read(info)).hexdigest() for info in bundle.infolist()}
        assert {info.compress_type for info in bundle.infolist()} == {zipfile.ZIP_STORED}
        assert {info.date_time for info in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert found == entry["inner_sha256"]


@pytest.mark.parametrize("name", NAMES)
def test_weights_lie_where_tflite_reads_them_in_place(name: str) -> None:
    path = MODELS / MANIFEST["models"][name]["file"]
    content = path.read_bytes()
    with zipfile.ZipFile(path) as bundle:
        starts = [content.index(bundle.read(info)) for info in bundle.infolist()]
    assert [start % 16 for start in starts] == [0, 0]


def test_another_package_is_refused_with_both_hashes(tmp_path: Path) -> None:
    package = tmp_path / "other.tgz"
    package.write_bytes(b"not the package")
    done = rebuild("--package", str(package), "--output", str(tmp_path / "out"))
    assert done.returncode == 1
    assert hashlib.sha256(b"not the package").hexdigest() in done.stderr
    assert MANIFEST["package"]["sha256"] in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_missing_package_is_an_error_without_traceback(tmp_path: Path) -> None:
    done = rebuild("--package", str(tmp_path / "nowhere.tgz"))
    assert done.returncode == 1
    assert "nowhere.tgz" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_npm_the_error_says_what_to_do(tmp_path: Path) -> None:
    done = rebuild("--output", str(tmp_path), path="")
    assert done.returncode == 1
    assert "--package" in done.stderr


@pytest.mark.slow
def test_the_bundles_can_be_made_again_bit_for_bit(tmp_path: Path) -> None:
    if shutil.which("npm") is None:
        skip_unless_on_ci("npm, which fetches what the bundles are made from, is not installed")
    done = rebuild("--output", str(tmp_path))
    if "`npm pack" in done.stderr or "`pip install" in done.stderr:
        skip_unless_on_ci(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    for entry in MANIFEST["models"].values():
        assert (tmp_path / entry["file"]).read_bytes() == (MODELS / entry["file"]).read_bytes()


def skip_unless_on_ci(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"on CI the bundles must be rebuilt: {reason}")
    pytest.skip(reason)


def rebuild(*options: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ if path is None else {**os.environ, "PATH": path}
    command = [sys.executable, str(MODELS / "rebuild.py"), *options]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
