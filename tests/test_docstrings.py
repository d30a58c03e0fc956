"""What is public says what it takes: every parameter is named and told, once."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import FunctionType, ModuleType
from typing import Annotated, Protocol, get_origin, get_type_hints

import formcheck

SECTION = re.compile(r"^Parameters\n-{3,}\n(.*?)(?=^[^\n]+\n-{3,}$|\Z)", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r"^(\*{0,2}\w+(?:, \*{0,2}\w+)*) : \S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Documented:
    """A public function or method, and its class where it has one."""

    module: ModuleType
    function: FunctionType
    owner: type | None = None

    @property
    def name(self) -> str:
        """Where it is found."""
        return f"{self.module.__name__}.{self.function.__qualname__}"

    @property
    def parameters(self) -> list[str]:
        """What it takes, without `self` and what it takes only to fit in."""
        names = list(inspect.signature(self.function).parameters)
        is_bound = self.owner is not None and not isinstance(
            inspect.getattr_static(self.owner, self.function.__name__), staticmethod
        )
        return [name for name in names[1 if is_bound else 0 :] if not name.startswith("_")]

    @property
    def told(self) -> set[str]:
        """The parameters that its docstring tells of."""
        return told_in(self.function.__doc__)

    @property
    def told_elsewhere(self) -> set[str]:
        """The parameters that its module tells of for all its functions, or that bear their own help (commands)."""
        hints = get_type_hints(self.function, include_extras=True)
        helped = {name for name, hint in hints.items() if get_origin(hint) is Annotated}
        return told_in(self.module.__doc__) | helped

    @property
    def is_from_an_interface(self) -> bool:
        """Whether it does what a base class or a protocol of this package has told already."""
        if self.owner is None:
            return False
        name, bases = self.function.__name__, self.owner.__mro__[1:]
        return any(name in vars(base) for base in bases) or (
            not is_protocol(self.owner) and (name, tuple(self.parameters)) in protocol_methods()
        )


def told_in(docstring: str | None) -> set[str]:
    """Return the names in the section of parameters of a docstring."""
    section = SECTION.search(inspect.cleandoc(docstring or ""))
    entries = ENTRY.findall(section[1]) if section else []
    return {name.strip(" *") for entry in entries for name in entry.split(",")}


def is_protocol(owner: type) -> bool:
    return Protocol in owner.__mro__ and bool(getattr(owner, "_is_protocol", False))


@cache
def modules() -> tuple[ModuleType, ...]:
    found = pkgutil.walk_packages(formcheck.__path__, "formcheck.")
    return (formcheck, *(importlib.import_module(one.name) for one in found))


@cache
def protocol_methods() -> frozenset[tuple[str, tuple[str, ...]]]:
    """Return the methods of all protocols of the package: their names and parameters."""
    return frozenset(
        (one.function.__name__, tuple(one.parameters))
        for module in modules()
        for one in public_in(module)
        if one.owner is not None and is_protocol(one.owner)
    )


def public_in(module: ModuleType) -> Iterator[Documented]:
    """Yield the public functions of a module, and the public methods of its public classes."""
    for name, value in vars(module).items():
        if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
            continue
        if inspect.isclass(value):
            yield from (Documented(module, method, value) for method in methods_of(value))
        elif function := plain(value):
            yield Documented(module, function)


def methods_of(owner: type) -> Iterator[FunctionType]:
    for name, value in vars(owner).items():
        if not name.startswith("_") and (function := plain(value)):
            yield function


def plain(value: object) -> FunctionType | None:
    """Return the function that was written, whatever was wrapped around it; None where it is none."""
    inner = value.__func__ if isinstance(value, classmethod | staticmethod) else value
    unwrapped: Callable[..., object] | None = inspect.unwrap(inner) if callable(inner) else None
    return unwrapped if isinstance(unwrapped, FunctionType) else None


@cache
def with_parameters() -> tuple[Documented, ...]:
    """Return all that must tell its parameters, wherever in the package."""
    public = [one for module in modules() for one in public_in(module)]
    return tuple(one for one in public if one.parameters and not one.is_from_an_interface)


def untold(one: Documented) -> set[str]:
    return set(one.parameters) - one.told - one.told_elsewhere


def test_the_walk_sees_functions_and_methods() -> None:
    names = {one.name for one in with_parameters()}
    assert len(names) > 300
    assert {"formcheck.exercise.machine.step", "formcheck.exercise.plan.Plan.is_near_rest"} <= names
    assert "formcheck.outputs.jsonl.RecordFile.write" not in names


def test_every_parameter_is_told() -> None:
    everything = with_parameters()
    share = sum(not untold(one) for one in everything) / len(everything)
    missing = {one.name: sorted(untold(one)) for one in everything if untold(one)}
    lines = "\n".join(f"{name}: {', '.join(names)}" for name, names in missing.items())
    assert not missing, f"parameters told in {share:.0%} of the functions that have any; not in\n{lines}"


def test_no_parameter_is_told_that_is_not_there() -> None:
    stale = {one.name: one.told - set(one.parameters) for one in with_parameters() if one.told - set(one.parameters)}
    assert not stale
