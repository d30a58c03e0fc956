"""docs/licences.md: every package has its line, with the licence that the package itself states."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.truth import ROOT

PAGE: Final = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
LOCK: Final = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN, EXTRAS, TESTS = "Run with formcheck", "Run with an extra", "Of the tests and tools"


def tables() -> Mapping[str, Mapping[str, str]]:
    """Return the licence of each package, by the title of its table."""
    parts = re.split(r"^\*\*(.+?)\*\*", PAGE.partition("\n## Every package\n")[2], flags=re.MULTILINE)
    return {title: dict(rows_of(text)) for title, text in zip(parts[1::2], parts[2::2], strict=True)}


def rows_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield each package of a table with its licence."""
    for licence, packages in re.findall(r"^\| (.+?) \| (.+) \|$", text, re.MULTILINE)[2:]:  # below the head
        yield from ((one, licence) for one in packages.split(", "))


LICENCES: Final = {package: licence for rows in tables().values() for package, licence in rows.items()}


def installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def stated(name: str, field: str) -> list[str]:
    """Return what an installed package states, in all lines of a kind."""
    return distribution(name).metadata.get_all(field) or []


def brought_by(requirements: Iterable[str]) -> set[str]:
    """Return what is installed for requirements on this computer, and for what that requires."""
    todo, done = [(Requirement(one), "") for one in requirements], set[tuple[str, str]]()
    while todo:
        wanted, extra = todo.pop()
        name = str(canonicalize_name(wanted.name))
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        for asked in {"", *wanted.extras}:
            if (name, asked) not in done and installed(name):
                done.add((name, asked))
                todo += [(Requirement(one), asked) for one in distribution(name).requires or ()]
    return {name for name, _ in done}


def test_every_package_that_is_locked_has_a_line_and_no_other() -> None:
    locked = re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE)
    assert {package for rows in tables().values() for package in rows} == set(locked)


def test_it_is_said_what_runs_with_formcheck_and_what_with_an_extra() -> None:
    named = tables()
    assert list(named) == [RUN, EXTRAS, TESTS]
    runs = brought_by(PROJECT["dependencies"])
    assert runs
    assert runs <= set(named[RUN])
    extras = {name: asked for name, asked in PROJECT["optional-dependencies"].items() if name != "test"}
    assert brought_by(one for asked in extras.values() for one in asked) <= {*named[RUN], *named[EXTRAS]}


@pytest.mark.parametrize("package", sorted(filter(installed, LICENCES)))
def test_the_licence_is_the_one_the_package_states(package: str) -> None:
    licence, expression = LICENCES[package], stated(package, "License-Expression")
    if expression:
        assert [licence] == expression
        return
    words = [one.rpartition(":: ")[2] for one in stated(package, "Classifier") if one.startswith("License ::")]
    words += [line for text in stated(package, "License") for line in text.splitlines()[:1]]
    kind = re.split(r"[ -]", licence)[0]  # BSD, MIT, Apache: what is said in words says no more
    assert not words or any(kind in one for one in words)


def test_a_library_under_the_gpl_is_not_brought_unseen() -> None:
    """What is added under the GPL changes what whoever passes formcheck on must do: see the page before."""
    assert [package for package, licence in LICENCES.items() if re.search(r"(?<!L)GPL", licence)] == []
