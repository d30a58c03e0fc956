"""What this computer gives to the program, told alike on every system."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

LONGEST_PATH: Final = 259
"""Letters of a path that Windows takes, where nobody has allowed longer ones."""


def usable_cores() -> int:
    """Return how many processors this process may use; a container or a queue may have been given few of many."""
    import psutil  # noqa: PLC0415 - slow to import, and most commands only look at paths

    if sys.platform == "darwin":  # a process cannot be kept to some of them there
        return psutil.cpu_count() or 1
    return len(psutil.Process().cpu_affinity())


def free_memory() -> int:
    """Return how many bytes of memory this process may still take without others being pushed out.

    A limit that a shell or a container sets for the process alone is met where it is reached.
    """
    import psutil  # noqa: PLC0415 - as above

    return int(psutil.virtual_memory().available)


def is_too_long(path: str | Path) -> bool:
    """Tell whether this may be a path of more letters than Windows takes; it says only that there is no such file.

    Parameters
    ----------
    path : Path
        Where something is to be read or written.
    """
    return sys.platform == "win32" and len(str(Path(path).absolute())) > LONGEST_PATH


def language_settings() -> Mapping[str, str]:
    """Return the environment variables, which say the language; on Windows, which sets none, with that of its menus."""
    if sys.platform != "win32":
        return os.environ
    import ctypes  # noqa: PLC0415 - of use on Windows alone

    menus = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return {"LANG": menus, **os.environ}
