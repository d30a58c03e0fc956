"""The shape of the package: who may know whom, and what the library never does."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import formcheck

ROOT = Path(str(formcheck.__file__)).parent
ORDER = (
    "sources",
    "pose",
    "inertial",
    "kinematics",
    "exercise",
    "session",
    "words",
    "store",
    "outputs",
    "validation",
    "apps",
)
FOR_ALL = {
    "causes", "samples", "events", "sighting", "errors", "ports", "defaults", "computer", "given", "kept", "parsing",
    "printable",
}  # fmt: skip
PURE = ("kinematics", "exercise")

FILES_AND_NETWORK = {
    "asyncio", "http", "importlib", "io", "logging", "multiprocessing", "os", "pathlib", "pickle", "random", "shutil",
    "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "tomllib", "urllib",
}  # fmt: skip
CLOCKS = {"time"}
WAITING = {"time.sleep"}  # reads no clock
CLOCK_CALLS = {"now", "utcnow", "today"}
READS_FILES = {"exercise/loader.py", "exercise/documents.py"}
MEETS_DOCUMENTS = {
    f"exercise/{name}.py" for name in ("schema", "documents", "faults", "loader", "checks", "definition")
}
OUTSIDE = {"numpy", "scipy"}
FOR_DOCUMENTS = {"pydantic", "pydantic_core", "annotated_types"}

MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))
LIBRARY = [module for module in MODULES if not module.startswith("apps/")]


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imported(module: str) -> Iterator[str]:
    """Yield the full names of all modules that a module imports, wherever in it."""
    for node in ast.walk(tree(module)):
        match node:
            case ast.Import(names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=name, names=names):
                yield from (f"{name}.{alias.name}" for alias in names)


def outside(module: str) -> set[str]:
    """Return the packages from elsewhere that a module imports."""
    return {name.partition(".")[0] for name in imported(module)} - {"formcheck", "__future__"}


def own(module: str) -> set[str]:
    """Return the parts of formcheck (folders and root modules) that a module imports."""
    return {name.split(".")[1] for name in imported(module) if name.startswith("formcheck.")}


def part_of(module: str) -> str:
    return module.partition("/")[0].removesuffix(".py")


def test_the_walk_sees_imports() -> None:
    assert len(MODULES) > 40
    assert "session" in own("outputs/jsonl.py")
    assert "numpy" in outside("kinematics/estimate.py")


@pytest.mark.parametrize("module", [module for module in MODULES if part_of(module) in ORDER])
def test_data_flows_one_way(module: str) -> None:
    here = ORDER.index(part_of(module))
    assert own(module) - FOR_ALL <= set(ORDER[: here + 1])


@pytest.mark.parametrize("module", [module for module in MODULES if part_of(module) in {"outputs", "validation"}])
def test_outputs_and_the_store_do_not_know_one_another(module: str) -> None:
    assert "store" not in own(module)


@pytest.mark.parametrize("module", [module for module in MODULES if part_of(module) != "store"])
def test_only_the_store_knows_its_tables(module: str) -> None:
    assert not outside(module) & {"sqlalchemy", "alembic", "psycopg"}


@pytest.mark.parametrize("module", ["samples.py", "events.py", "sighting.py", "errors.py"])
def test_what_is_for_all_knows_nobody(module: str) -> None:
    assert own(module) <= FOR_ALL - {"ports"}
    assert outside(module) <= {"numpy", "collections", "dataclasses", "datetime", "enum", "math", "typing"}


def test_ports_know_what_flows_and_no_more() -> None:
    assert own("ports.py") == {"samples"}


@pytest.mark.parametrize("module", [module for module in MODULES if part_of(module) in PURE])
def test_kinematics_and_exercise_are_pure(module: str) -> None:
    allowed = OUTSIDE | (FOR_DOCUMENTS if module in MEETS_DOCUMENTS else set())
    assert not {name for name in outside(module) if not is_standard(name)} - allowed
    if module not in READS_FILES:
        assert not outside(module) & FILES_AND_NETWORK


def is_standard(name: str) -> bool:
    return name in sys.stdlib_module_names


@pytest.mark.parametrize("module", [module for module in MODULES if part_of(module) not in {"sources", "apps"}])
def test_no_clock_is_read_between_sources_and_apps(module: str) -> None:
    called = (node.func for node in ast.walk(tree(module)) if isinstance(node, ast.Call))
    assert not [name for name in imported(module) if name.split(".")[0] in CLOCKS and name not in WAITING]
    assert not [func.lineno for func in called if isinstance(func, ast.Attribute) and func.attr in CLOCK_CALLS]


@pytest.mark.parametrize("module", MODULES)
def test_no_exception_is_swallowed_blindly(module: str) -> None:
    bare = [node.lineno for node in ast.walk(tree(module)) if isinstance(node, ast.ExceptHandler) and node.type is None]
    assert not bare


@pytest.mark.parametrize("module", LIBRARY)
def test_the_library_does_not_print(module: str) -> None:
    called = (node.func for node in ast.walk(tree(module)) if isinstance(node, ast.Call))
    assert not [func.lineno for func in called if isinstance(func, ast.Name) and func.id == "print"]


@pytest.mark.parametrize("module", MODULES)
def test_nothing_given_from_outside_is_evaluated(module: str) -> None:
    names = {node.id for node in ast.walk(tree(module)) if isinstance(node, ast.Name)}
    assert not names & {"eval", "exec", "compile"}
