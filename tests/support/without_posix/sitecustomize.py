"""Makes a Python process on Linux give formcheck no more than Windows would; it is loaded at the start of each.

Only formcheck sees it: its imports of the standard library are answered with copies of the modules that lack the names
of POSIX. The standard library itself, pebble, filelock and others need these names here, and have other ways there.
What does not depend on who asks is as on Windows for all: nothing is renamed onto what is there.
"""

from __future__ import annotations

import builtins
import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from types import ModuleType

_load = builtins.__import__
_rename = os.rename
_hidden: dict[str, list[str] | None] = json.loads(os.environ["HIDDEN_NAMES"])


@cache
def _as_on_windows(name: str) -> ModuleType:
    """Return a module of the standard library without the names that Windows lacks."""
    module = _load(name, fromlist=("",))
    copy = ModuleType(name, module.__doc__)
    hidden = set(_hidden[name] or ())
    copy.__dict__.update({key: value for key, value in vars(module).items() if key not in hidden})
    return copy


def _import(
    name: str,
    globals: Mapping[str, object] | None = None,  # noqa: A002 - as Python names it
    locals: Mapping[str, object] | None = None,  # noqa: A002
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    asking = str((globals or {}).get("__name__", ""))
    if name in _hidden and asking.partition(".")[0] == "formcheck":
        if _hidden[name] is None:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        return _as_on_windows(name)
    return _load(name, globals, locals, fromlist or (), level)


def _rename_to_a_free_name(source: str, target: str, **options: int) -> None:
    if os.path.lexists(target):
        raise FileExistsError(17, "Cannot create a file when that file already exists", source, None, target)
    _rename(source, target, **options)


builtins.__import__ = _import
os.rename = _rename_to_a_free_name  # type: ignore[assignment]  # it takes whatever names a file
