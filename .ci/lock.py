"""Makes requirements.lock: every package of every extra, for all systems and Pythons, with its hashes.

`python .ci/lock.py` keeps the versions that are locked and still fit, `--upgrade` takes the newest that fit, `--check`
writes nothing and fails where the file no longer fits pyproject.toml. Where packages are looked for is not written into
the file: whoever installs from it has an index of their own, and the hashes say whether it gave the same files.
"""

from __future__ import annotations

import argparse
import difflib
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from index import UV, main_index

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "requirements.lock"
OLDEST: Final = "3.11"


def compile_to(path: Path, *, is_new: bool) -> None:
    """Write what pyproject.toml asks for; what stands in the file already is kept where it fits.

    Parameters
    ----------
    path : Path
        The file to write.
    is_new : bool
        Whether the newest versions are taken instead.
    """
    command = [UV, "pip", "compile", "--quiet", "--universal", "--python-version", OLDEST, "--all-extras"]
    command += ["--constraint", ".ci/constraints.txt"]
    command += ["--generate-hashes", "--custom-compile-command", "python .ci/lock.py", "--output-file", str(path)]
    command += ["--upgrade"] if is_new else []
    subprocess.run([*command, *main_index(), "pyproject.toml"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def versions(path: Path) -> list[str]:
    """Return the lines that name packages and versions: files may be added to a version at any time.

    Parameters
    ----------
    path : Path
        A file that was compiled.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removesuffix(" \\") for line in lines if line[:1] not in {" ", "#", ""}]


def check() -> int:
    """Tell what would be otherwise if the file was made now; return whether anything would."""
    with TemporaryDirectory() as folder:
        again = Path(folder) / LOCK.name
        shutil.copy(LOCK, again)
        compile_to(again, is_new=False)
        was, now = versions(LOCK), versions(again)
    changes = [*difflib.unified_diff(was, now, LOCK.name, "as pyproject.toml asks", n=0, lineterm="")]
    sys.stdout.writelines(f"{line}\n" for line in changes)
    sys.stdout.write("requirements.lock is out of date: python .ci/lock.py\n" if changes else "The lock fits.\n")
    return bool(changes)


def main() -> int:
    """Make the file, or check it."""
    parser = argparse.ArgumentParser(description="Makes requirements.lock.")
    parser.add_argument("--check", action="store_true", help="write nothing, fail where it is out of date")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    chosen = parser.parse_args()
    if chosen.check:
        return check()
    compile_to(LOCK, is_new=chosen.upgrade)
    return 0


if __name__ == "__main__":
    sys.exit(main())
