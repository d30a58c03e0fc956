"""What the standard library lacks on Windows, as its type stubs tell."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import mypy

STUBS: Final = Path(str(mypy.__file__)).parent / "typeshed" / "stdlib"


def lacking_on_windows() -> dict[str, list[str] | None]:
    """Return the names that each module has on Linux only; None for a module that is not there at all."""
    found: dict[str, list[str] | None] = {}
    for path in sorted(STUBS.rglob("*.pyi")):
        module = path.relative_to(STUBS).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        here, there = (set(_names(tree.body, system)) for system in ("linux", "win32"))
        if here - there and module != "sys":  # a copy of sys would not see its streams exchanged
            found[module] = sorted(here - there) if any(not name.startswith("_") for name in there) else None
    return found


def _names(body: list[ast.stmt], system: str) -> Iterator[str]:
    """Yield the names that statements of a stub define on a system."""
    for node in body:
        match node:
            case ast.If():
                yield from _names(node.body if _holds(node.test, system) else node.orelse, system)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name
            case ast.ImportFrom(module=str(module), names=names) if module.startswith("_") and module != "_typeshed":
                yield from (alias.name for alias in names)  # from the module behind, such as _socket


def _holds(test: ast.expr, system: str) -> bool:
    """Tell whether a condition on system and version holds."""
    names = {"sys": _System(system), "TYPE_CHECKING": True}
    return bool(eval(compile(ast.Expression(test), "stub", "eval"), {"__builtins__": {}}, names))  # noqa: S307


class _System:
    """Stands for ``sys`` in a condition."""

    version_info = sys.version_info
    maxsize = sys.maxsize
    byteorder = sys.byteorder
    implementation = sys.implementation

    def __init__(self, platform: str) -> None:
        self.platform = platform
