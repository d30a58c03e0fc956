"""Which estimators there are, and for which computers."""

from __future__ import annotations

import platform
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from formcheck.apps.estimators import ESTIMATORS, is_published, make_estimator
from formcheck.errors import LibraryError
from formcheck.pose.bundles import find_bundle
from tests.support.commands import Run

PACKAGES = {"litert": "ai-edge-litert", "mediapipe": "mediapipe"}
COMPUTERS = [
    ("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64"), ("darwin", "x86_64"), ("win32", "AMD64"),
]  # fmt: skip


def requirement(package: str) -> Requirement:
    path = Path(__file__).resolve().parents[2] / "pyproject.toml"
    found = map(Requirement, tomllib.loads(path.read_text(encoding="utf-8"))["project"]["dependencies"])
    return next(one for one in found if one.name == package)


@pytest.mark.parametrize(("system", "machine"), COMPUTERS)
@pytest.mark.parametrize("name", ESTIMATORS)
def test_what_is_installed_is_what_the_program_thinks(
    monkeypatch: pytest.MonkeyPatch, name: str, system: str, machine: str
) -> None:
    marker = requirement(PACKAGES[name]).marker
    assert marker is not None
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", system)
        patch.setattr(platform, "machine", lambda: machine)
        assert is_published(name) == marker.evaluate({"sys_platform": system, "platform_machine": machine})


def test_one_that_is_not_published_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "formcheck.pose.mediapipe", None)
    monkeypatch.setitem(sys.modules, "mediapipe", None)
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    with pytest.raises(LibraryError, match=r"not published for this kind of computer \(Linux aarch64\)") as caught:
        make_estimator("mediapipe", find_bundle("full"))
    assert caught.value.next_step == "Leave --estimator out: litert runs the same models."
    with monkeypatch.context() as patch:
        patch.setattr(platform, "machine", lambda: "x86_64")
        with pytest.raises(LibraryError, match="cannot be loaded"):
            make_estimator("mediapipe", find_bundle("full"))


@pytest.mark.parametrize("command", ["review", "live", "bench"])
def test_without_litert_a_command_says_so(
    formcheck: Run, brief: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setitem(sys.modules, "ai_edge_litert", None)
    monkeypatch.setitem(sys.modules, "formcheck.pose.litert", None)
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    done = formcheck(command, "--no-open" if command == "live" else brief)
    assert done.code == 5
    assert "litert: its library is not published for this kind of computer" in done.err
