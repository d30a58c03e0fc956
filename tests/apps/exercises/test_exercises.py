"""``formcheck exercises`` in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from formcheck.apps.exercises.cli import app
from formcheck.errors import ExerciseError
from formcheck.exercise.loader import exercise_ids, load_prescription, prescription_document
from tests.support.cases import few

HEAD = 'schema_version = 1\nexercise = "tibial-slider-seated"\n'


def run(*arguments: str, width: int = 80) -> tuple[int, str]:
    """Return exit code and output of a command."""
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": str(width)}, catch_exceptions=False)
    return result.exit_code, result.stdout


@pytest.mark.parametrize("width", [80, 120])
def test_bare_command_lists_the_library(width: int) -> None:
    code, output = run(width=width)
    assert code == 0
    for name in exercise_ids():
        assert load_prescription(name).exercise.title in output
        assert name in output


def test_list_as_json() -> None:
    listed = json.loads(run("--json")[1])
    assert [entry["id"] for entry in listed] == list(exercise_ids())
    assert [entry["id"] for entry in listed if entry["default"]] == ["tibial-slider-seated"]
    assert listed[0]["evidence_grade"] == "A"


@pytest.mark.parametrize("name", few(exercise_ids()))
@pytest.mark.parametrize("width", few([40, 80, 120]))
@pytest.mark.parametrize("language", few(["en", "es"], fast=2))
def test_page_fits_the_terminal(name: str, width: int, language: str) -> None:
    code, output = run("show", name, "--language", language, width=width)
    assert code == 0
    assert max(len(line) for line in output.splitlines()) <= width


def test_page_tells_everything_a_person_needs() -> None:
    output = " ".join(run("show", "tibial-slider-seated", width=120)[1].split())
    for words in (
        "Tibial slider, seated",
        "2.5 m or more away",
        "Straighten the knee, pull the foot up and look up, all together.",
        "a cycle takes under 2 s (a warning under 3 s)",
        "over 3 s (a warning over 2 s)",
        "10 repetitions, 2 sets, 2 times a day.",
        "turning the foot out",
        "Grade A.",
        "https://meddatax.com/clinical-trials/NCT05652452",
    ):
        assert words in output


def test_page_speaks_spanish() -> None:
    output = " ".join(run("show", "tibial-slider-seated", "-l", "es", width=120)[1].split())
    for words in (
        "Deslizamiento del nervio tibial, en la silla",
        "Estire la rodilla, suba la punta del pie y mire hacia arriba, todo a la vez.",
        "un ciclo dura menos de 2 s (aviso con menos de 3 s)",
        "0,5 s",
        "10 repeticiones, 2 series, 2 veces al día.",
        "girado hacia fuera",
        "Grado A.",
        "75 a 110°",
        "se estira",
        "El ensayo fue con hombres activos",
    ):
        assert words in output
    assert run("-l", "es", "show", "tibial-slider-seated", width=120)[1].split() == output.split()


@pytest.mark.parametrize("width", few([80, 100, 140, 160]))
def test_list_is_whole_in_spanish(width: int) -> None:
    output = run("--language", "es", width=width)[1]
    assert "…" not in output
    assert max(len(line) for line in output.splitlines()) <= width
    for name in exercise_ids():
        assert name in output


def test_list_speaks_spanish() -> None:
    output = " ".join(run("--language", "es", width=160)[1].split())
    for words in (
        "Nombre",
        "Nervio",
        "peroneo profundo",
        "tensión",
        "Si no se dice otro: tibial-slider-seated",
    ):
        assert words in output


def test_diagram_shows_each_joint_change_and_the_way_back() -> None:
    lines = run("show", "tibial-slider-seated")[1].splitlines()
    knee, ankle, head = (
        next(line for line in lines if line.startswith(f"  {name} ")) for name in ("knee", "ankle", "head")
    )
    assert " ".join(knee.split()) == "knee 75 to 110° ─ straightens ──▶ 0 to 20° ──── bends ─────▶ 75 to 110°"
    assert "pulls up" in ankle.split("0 to 25°")[0]
    assert "chin down   ──── lifts ─────▶ head back" in head
    assert any("└" in line and "10 times" in line for line in lines)


def test_joints_nothing_is_asked_of_are_not_drawn() -> None:
    lines = run("show", "sciatic-slider-seated")[1].splitlines()
    assert not [line for line in lines if line.startswith(("  ankle ", "  thigh "))]


def test_page_of_a_prescription_shows_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "anna.toml"
    path.write_text(HEAD + 'side = "left"\n[personal]\nankle_end_deg = -4\n[dose]\nrepetitions = 6\n', encoding="utf-8")
    output = run("show", str(path))[1]
    assert "left leg" in output
    assert "own end range, ankle: \N{MINUS SIGN}4°" in output
    assert "6 repetitions" in output


def test_show_as_json_is_the_document() -> None:
    document = json.loads(run("show", "tibial-slider-seated", "--json")[1])
    assert document == prescription_document(load_prescription("tibial-slider-seated"))


def test_unknown_name_is_left_to_the_main_command() -> None:
    with pytest.raises(ExerciseError, match="did you mean"):
        run("show", "tibial-slidr")


def test_check_of_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "good.toml"
    path.write_text(HEAD, encoding="utf-8")
    assert run("check", str(path)) == (0, f"{path}: no faults\n")
    assert json.loads(run("check", str(path), "--json")[1])["faults"] == []


def test_check_prints_every_fault_and_exits_with_3(tmp_path: Path) -> None:
    path = tmp_path / "[bold]bad.toml"
    path.write_text(HEAD + 'side = "[lft]"\n[tempo]\nout_s = -1\nback_s = 9', encoding="utf-8")
    code, output = run("check", str(path))
    assert code == 3
    assert output.startswith(f"{path}: 2 faults\n")
    for words in (
        'side\n  found    "[lft]"',
        'allowed  "left" or "right"',
        "tempo.out_s\n  found    -1",
        "from 0 to 60",
    ):
        assert words in output


def test_check_as_json_gives_the_facts(tmp_path: Path) -> None:
    code, output = run("check", str(tmp_path / "absent.toml"), "--json")
    assert code == 3
    (fault,) = json.loads(output)["faults"]
    assert (fault["key"], fault["found"]) == ("file", "no such file")


def test_check_goes_on_after_a_broken_file(tmp_path: Path) -> None:
    broken, wrong, good = (tmp_path / f"{name}.toml" for name in ("broken", "wrong", "good"))
    broken.write_bytes(b"\xff\x00[[")
    wrong.write_text(HEAD + "[dose]\nsets = 0\n", encoding="utf-8")
    good.write_text(HEAD, encoding="utf-8")
    code, output = run("check", str(broken), str(tmp_path / "absent.toml"), str(wrong), str(good), width=200)
    assert code == 3
    for said in ("a byte at 0 that is not UTF-8", "absent.toml: 1 fault", "dose.sets", "good.toml: no faults"):
        assert said in output
    code, output = run("check", str(broken), str(good), "--json")
    assert [(one["file"], len(one["faults"])) for one in json.loads(output)] == [(str(broken), 1), (str(good), 0)]


def test_check_prints_nothing_that_a_terminal_would_obey(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb.toml"
    path.write_text(
        HEAD.replace("tibial-slider-seated", "\\u001b[31m\\u202e.toml") + '"\\u0007" = 1\n', encoding="utf-8"
    )
    _, output = run("check", str(path), width=200)
    assert "a\\x1b[2Jb.toml: " in output
    assert all(letter.isprintable() or letter == "\n" for letter in output)
