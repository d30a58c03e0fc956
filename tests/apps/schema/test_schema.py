"""``formcheck schema``: what is printed holds for what is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from formcheck.apps.schema.command import SCHEMAS
from tests.support.commands import Run


def validator(formcheck: Run, name: str) -> Draft202012Validator:
    """Return what holds a file against the schema that is printed."""
    schema: Mapping[str, object] = json.loads(formcheck("schema", name).out)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture
def batch(formcheck: Run, clip: Path, tmp_path: Path) -> Path:
    """Return the mark of a video of a batch."""
    (tmp_path / "list.txt").write_text(f"{clip}\n", encoding="utf-8")
    formcheck("batch", tmp_path / "list.txt", "--jobs", "1", "--out", tmp_path / "all")
    return next((tmp_path / "all").rglob("batch.json"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name: str, formcheck: Run) -> None:
    assert "2020-12/schema" in str(validator(formcheck, name).schema)


@pytest.mark.slow
@pytest.mark.usefixtures("estimators")
def test_what_a_review_writes_is_as_its_schemas_say(formcheck: Run, clip: Path, tmp_path: Path) -> None:
    assert formcheck("review", clip, "--no-overlay", "--out", tmp_path).code == 0
    folder = tmp_path / clip.stem
    session = json.loads((folder / "session.json").read_text(encoding="utf-8"))
    validator(formcheck, "session").validate(session)
    lines = [json.loads(line) for line in (folder / "record.jsonl").read_text(encoding="utf-8").splitlines()]
    holds = validator(formcheck, "record")
    for line in lines:
        holds.validate(line)
    assert {key for line in lines for key in line} == {"header", "pose", "event", "end"}


@pytest.mark.slow
def test_what_a_batch_writes_is_as_its_schema_says(formcheck: Run, batch: Path) -> None:
    validator(formcheck, "batch").validate(json.loads(batch.read_text(encoding="utf-8")))


@pytest.mark.usefixtures("estimators")
@pytest.mark.parametrize(("name", "change"), [("session", {"id": 4}), ("record", {"header": {"version": 1}})])
def test_other_documents_are_refused(name: str, change: dict[str, object], formcheck: Run) -> None:
    assert not validator(formcheck, name).is_valid(change)


def test_an_unknown_name_is_told(formcheck: Run) -> None:
    done = formcheck("schema", "recipe")
    assert done.code == 2
    assert "session" in done.err
