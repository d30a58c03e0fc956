"""Whatever is damaged, and however: a clear message and a documented exit code, and nothing else.

A share of the inputs by default; ``FORMCHECK_FUZZ=400`` tries so many of each kind, 3,600 in all.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.inputs import DECOYS, KINDS
from tests.support.machine import skip_or_fail

COUNT = int(os.environ.get("FORMCHECK_FUZZ", "12"))
TRACED = max(8, COUNT // 10)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(0),
    pytest.mark.skipif(sys.platform == "win32", reason="each input has a forked process of its own"),
]


def driver(kind: str, count: int, folder: Path) -> list[str | Path]:
    return [sys.executable, "-m", "tests.fuzz.driver", kind, "0", str(count), folder]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_damaged_is_told(kind: str, tmp_path: Path) -> None:
    done = subprocess.run(driver(kind, COUNT, tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line) for line in done.stdout.splitlines()] == []


@pytest.mark.parametrize("kind", ["video", "follower", "list", "prescription"])
def test_no_other_file_and_no_address_is_opened(kind: str, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        skip_or_fail("strace is not installed (apt-get install strace)")
    log = tmp_path / "calls.txt"
    trace = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=open,openat,openat2,connect", "-e", "signal=none"]
    done = subprocess.run(
        [*trace, "-o", log, *driver(kind, TRACED, tmp_path)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any(re.search(r"input-0\.", call) for call in calls)
    opened = re.compile("|".join(rf"/?{re.escape(name)}\"" for name in (*DECOYS, "/etc/passwd", "/dev/zero")))
    made = "O_CREAT"  # by the driver itself
    assert [call for call in calls if opened.search(call) and made not in call and "ENOENT" not in call] == []
    assert [call for call in calls if "connect(" in call and "AF_INET" in call] == []
