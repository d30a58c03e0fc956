"""The command line as a program: help that teaches, version, speed of ``--help``, a real process."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.support.commands import COMMAND, Run


def start(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``formcheck`` as a process of its own."""
    return subprocess.run([COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60)


def test_help_names_the_commands_the_promise_and_the_exit_codes(formcheck: Run) -> None:
    done = formcheck("--help")
    assert done.code == 0
    for words in ("review", "replay", "exercises", "doctor", "nothing is sent anywhere", "Not a diagnosis"):
        assert words in done.words
    for code in range(6):
        assert re.search(rf"\b{code} \w", done.words)


def test_help_of_review_teaches(formcheck: Run) -> None:
    done = formcheck("review", "--help")
    assert done.code == 0
    for words in (
        "--exercise", "--prescription", "--side", "--neutral", "--model", "--out", "--no-overlay", "--open",
        "--json", "--quiet", "report.html", "overlay.mp4", "session.json", "repetitions.csv", "angles.csv",
        "record.jsonl", "Film from the side", "Exit codes: 0 done", "4 no person found",
    ):  # fmt: skip
        assert words in done.words


@pytest.mark.parametrize("arguments", [["replay", "--help"], ["doctor", "--help"], ["exercises", "--help"]])
def test_every_command_has_help(formcheck: Run, arguments: list[str]) -> None:
    done = formcheck(*arguments)
    assert done.code == 0
    assert f"formcheck {arguments[0]} [OPTIONS]" in done.words


def test_without_arguments_it_helps(formcheck: Run) -> None:
    assert "Checks the form of nerve-flossing exercises" in formcheck().words


def test_version(formcheck: Run) -> None:
    assert formcheck("--version").out == f"formcheck {version('formcheck')}\n"


@pytest.mark.parametrize("arguments", [["revew"], ["review", "--frobnicate"], ["replay"]])
def test_wrong_use_exits_with_2(formcheck: Run, arguments: list[str]) -> None:
    done = formcheck(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert "Traceback" not in done.err


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    heavy = {"mediapipe", "ai_edge_litert", "cv2", "av", "plotly", "scipy", "numpy", "pydantic", "rich"}
    program = f"import sys, formcheck.apps.cli; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_process_ends_with_message_and_code(tmp_path: Path) -> None:
    path = tmp_path / "notes.mp4"
    path.write_text("Monday: six repetitions.", encoding="utf-8")
    done = start("review", path, "--out", tmp_path / "out")
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith(f"formcheck: {path}: is not a video")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_a_process_shows_the_traceback_when_asked(tmp_path: Path) -> None:
    done = start("--debug", "review", tmp_path / "absent.mp4")
    assert done.returncode != 0
    assert "Traceback" in done.stderr
    assert "VideoError" in done.stderr


def test_a_process_answers_help() -> None:
    done = start("--help")
    assert done.returncode == 0
    assert done.stderr == ""
