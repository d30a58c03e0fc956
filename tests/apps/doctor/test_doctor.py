"""``formcheck doctor``: what is missing, and the command that brings it."""

from __future__ import annotations

import ctypes
import json
import platform
import re
import shutil
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from formcheck.apps import speed
from formcheck.apps.doctor import command as doctor
from formcheck.apps.doctor.command import Finding, Told, examine
from formcheck.apps.speed import Speed
from formcheck.words.catalogue import Words
from formcheck.words.language import LANGUAGES
from tests.support.cases import few_rows
from tests.support.commands import Run

MEASURE_SPEED = doctor._speed
PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libGLESv2.so.2": "libgles2",
}


@pytest.fixture(autouse=True)
def no_pose(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the real models out: they take seconds."""
    monkeypatch.setattr(doctor, "_first_pose", lambda: Finding("pose model runs", is_well=True, found="yes"))
    monkeypatch.setattr(doctor, "_speed", lambda: iter(()))


def load_without(*missing: str) -> Callable[[str], object]:
    """Return a loader of system libraries on a machine that lacks some."""

    def load(name: str) -> object:
        if name in missing:
            raise OSError(f"{name}: cannot open shared object file: No such file or directory")
        return object()

    return load


@pytest.mark.parametrize("library", PACKAGES)
def test_a_missing_library_is_named_with_the_command_that_brings_it(library: str) -> None:
    findings = {finding.what: finding for finding in examine(load_without(library))}
    assert not findings[library].is_well
    assert findings[library].remedy == f"apt-get install {PACKAGES[library]}"
    assert findings["system libraries"].remedy == f"sudo apt-get install {PACKAGES[library]}"
    assert all(findings[other].is_well for other in PACKAGES if other != library)


def test_one_command_brings_all_that_is_missing() -> None:
    findings = {finding.what: finding for finding in examine(load_without(*PACKAGES))}
    assert findings["system libraries"].remedy == "sudo apt-get install libgl1 libegl1 libgles2"


def test_a_missing_library_exits_with_5(formcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "examine", partial(examine, load_without("libEGL.so.1")))
    done = formcheck("doctor")
    assert done.code == 5
    assert "sudo apt-get install libegl1" in done.words
    assert "Something is missing" in done.words


def test_a_complete_machine_is_well(formcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "examine", partial(examine, load_without()))
    done = formcheck("doctor")
    assert done.code == 0
    assert "All is well." in done.words
    assert re.search(r"mediapipe\s+0\.10\.33", done.out)


def test_what_only_some_need_is_told_and_is_no_fault(formcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def version_of(name: str) -> str:
        if name == "bleak":
            raise PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(doctor, "version", version_of)
    monkeypatch.setattr(doctor, "examine", partial(examine, load_without()))
    done = formcheck("doctor")
    assert done.code == 0
    assert "pip install 'formcheck[bluetooth]'" in done.words
    assert re.search(r"for sensors on the leg\s+vqf", done.out)


def test_it_speaks_spanish(formcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "examine", partial(examine, load_without("libEGL.so.1")))
    done = formcheck("doctor", "--language", "es")
    for words in ("Qué hacer", "bibliotecas del sistema", "falta 1", "sudo apt-get install libegl1", "Falta algo"):
        assert words in done.words


def test_json_is_for_programs(formcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "examine", partial(examine, load_without("libGL.so.1")))
    done = formcheck("doctor", "--json")
    assert done.code == 5
    faults = [finding for finding in json.loads(done.out) if not finding["is_well"]]
    assert [fault["what"] for fault in faults] == ["libGL.so.1", "system libraries"]
    assert faults[1]["found"] == {"key": "libraries-missing", "values": {"count": 1}}
    assert faults[1]["remedy"] == "sudo apt-get install libgl1"


def test_a_missing_model_is_named(formcheck: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = Path(__file__).resolve().parents[3] / "models" / "manifest.toml"
    (tmp_path / "manifest.toml").write_bytes(content.read_bytes())
    monkeypatch.setenv("FORMCHECK_MODELS", str(tmp_path))
    monkeypatch.setattr(doctor, "examine", partial(examine, load_without()))
    done = formcheck("doctor")
    assert done.code == 5
    assert "model heavy" in done.words
    assert "is missing" in done.words


@pytest.mark.parametrize("manifest", [None, "", "[models.heavy]\nfile = 3\n"])
def test_a_bad_list_of_models_is_a_finding_and_not_the_end(
    formcheck: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, manifest: str | None
) -> None:
    if manifest is not None:
        (tmp_path / "manifest.toml").write_text(manifest, encoding="utf-8")
    monkeypatch.setenv("FORMCHECK_MODELS", str(tmp_path))
    monkeypatch.setattr(doctor, "examine", partial(examine, load_without()))
    done = formcheck("doctor")
    assert done.code == 5
    assert "mediapipe" in done.out
    assert "Something is missing" in done.words
    if manifest:
        assert "[models.heavy]" in done.words


def told(text: str | Told) -> str:
    return doctor._phrase(Words("en"), text)


def findings_on(monkeypatch: pytest.MonkeyPatch, system: str, machine: str, *missing: str) -> dict[str, Finding]:
    """Return what is found on a computer of another kind, which lacks some packages."""

    def version_there(name: str) -> str:
        if name in missing:
            raise PackageNotFoundError(name)
        return version(name)

    with monkeypatch.context() as patch:
        patch.setattr(doctor, "version", version_there)
        patch.setattr(platform, "machine", lambda: machine)
        patch.setattr(sys, "platform", system)
        return {finding.what: finding for finding in examine(load_without("libEGL.so.1"))}


def test_where_mediapipe_is_not_published_its_absence_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    found = findings_on(monkeypatch, "linux", "aarch64", "mediapipe")
    assert all(finding.is_well for finding in found.values())
    assert told(found["mediapipe"].found).startswith("not published for")
    assert "litert runs the same models" in told(found["mediapipe"].remedy)
    assert "libEGL.so.1" not in found
    assert not findings_on(monkeypatch, "linux", "x86_64", "mediapipe")["mediapipe"].is_well


def test_without_litert_no_video_can_be_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    found = findings_on(monkeypatch, "darwin", "x86_64", "mediapipe", "ai-edge-litert")
    assert not found["ai-edge-litert"].is_well
    assert "formcheck replay" in told(found["ai-edge-litert"].remedy)


@pytest.mark.parametrize(("system", "machine"), few_rows([("win32", "AMD64"), ("darwin", "arm64")]))
def test_windows_and_macos_are_told_of_no_debian_packages(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str
) -> None:
    found = findings_on(monkeypatch, system, machine)
    assert "system libraries" not in found
    assert not [finding for finding in found.values() if "apt-get" in told(finding.remedy)]


def test_another_linux_is_not_told_to_use_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    finding = next(finding for finding in examine(load_without("libGL.so.1")) if finding.what == "system libraries")
    assert told(finding.remedy) == "Install what this Linux has for Debian's libgl1."


def test_rival_packages_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "version", lambda name: "5.0" if name == "opencv-python" else version(name))
    finding = next(finding for finding in examine(load_without()) if finding.what == "opencv-python")
    assert not finding.is_well
    assert isinstance(finding.remedy, Told)
    assert finding.remedy.values["first"] == "pip uninstall opencv-python"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_found_has_its_words(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "known_models", lambda: ("heavy", "full"))
    monkeypatch.setattr(doctor, "version", lambda _: "5.0")
    monkeypatch.setattr(speed, "measure_speeds", lambda: [Speed("heavy", 1, 200.0), Speed("heavy", 2, 150.0)])
    findings = [*examine(load_without(*PACKAGES)), *examine(load_without()), *MEASURE_SPEED()]
    words = Words(language)
    told = " ".join(doctor._phrase(words, text) for one in findings for text in (one.found, one.remedy))
    times = {"en": "200 ms on 1 thread and 150 ms on 2 threads", "es": "200 ms con 1 hilo y 150 ms con 2 hilos"}
    assert times[language] in told
    assert {"en": "Too slow to coach with", "es": "Demasiado lento"}[language] in told


def test_libraries_are_looked_for_where_the_system_has_them() -> None:
    with pytest.raises(OSError, match="libnothing"):
        ctypes.CDLL("libnothing.so.7")
