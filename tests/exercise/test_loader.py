"""Reading exercise and prescription files, and the faults found in them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from contextlib import suppress
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.errors import ExerciseError, Fault, InputError
from formcheck.exercise.definition import Neck, Personal, Prescription, Window
from formcheck.exercise.loader import (
    check_file,
    exercise_ids,
    load_exercise,
    load_prescription,
    prescription_document,
    prescription_from_document,
)
from formcheck.samples import Side

Write = Callable[[str], Path]

LIBRARY = Path(str(resources.files("formcheck.exercise"))) / "library"
DEFAULT_TEXT = (LIBRARY / "tibial-slider-seated.toml").read_text(encoding="utf-8")
LEG_RAISE_TEXT = (LIBRARY / "peroneal-tensioner-slr.toml").read_text(encoding="utf-8")
HEAD = 'schema_version = 1\nexercise = "tibial-slider-seated"\n'


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a file and returns its path."""

    def write_file(text: str, name: str = "file.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def edited(text: str, *changes: tuple[str, str]) -> str:
    """Return a text with the first occurrence of each old part replaced."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def faults_by_key(path: Path) -> dict[str, Fault]:
    return {fault.key: fault for fault in check_file(path)}


# Finding a file


def test_unknown_id_names_the_nearest() -> None:
    with pytest.raises(ExerciseError, match="did you mean tibial-slider-seated") as caught:
        load_exercise("tibial-slidr-seated")
    assert isinstance(caught.value, InputError)
    assert "`formcheck exercises` lists the library" in str(caught.value)


def test_exercise_is_loaded_from_a_path_too(write: Write) -> None:
    assert load_exercise(write(DEFAULT_TEXT)) == load_exercise("tibial-slider-seated")
    assert load_exercise(str(write(DEFAULT_TEXT))) == load_exercise("tibial-slider-seated")


def test_path_is_never_taken_for_an_id() -> None:
    with pytest.raises(ExerciseError, match="no such file"):
        load_exercise(Path("tibial-slider-seated"))


def test_unreadable_files_are_faults(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes('title = "Übung"'.encode("latin-1"))
    assert check_file(tmp_path / "absent.toml")[0].found == "no such file"
    assert check_file(tmp_path)[0].found == "a folder, and no file"
    assert check_file(latin)[0].allowed == "text saved as UTF-8"


def test_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bom.toml"
    path.write_bytes(DEFAULT_TEXT.encode("utf-8-sig"))
    assert check_file(path) == ()


# Syntax


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("side = left", "a value: text in quotes"),
        ("side left", "key = value"),
        ('side = "left', "closed on the same line"),
        ("side = 1\nside = 2", "each key once"),
        ("a = " + "[" * 5000, "60 of them within one another"),
    ],
)
def test_syntax_fault_names_its_line(write: Write, line: str, allowed: str) -> None:
    (fault,) = check_file(write(HEAD + line))
    assert fault.key in {"line 3", "line 4"}
    assert allowed in fault.allowed
    assert len(str(fault)) < 200


# Faults of an exercise


@pytest.mark.parametrize(
    ("old", "new", "key", "found", "allowed"),
    [
        ("schema_version = 1", "", "schema_version", "nothing", "1"),
        ("schema_version = 1", "schema_version = 2", "schema_version", "2", "1"),
        ('neck = "flexed"', 'nek = "flexed"', "phases.start.nek", "an unknown key", "did you mean neck?"),
        ('kind = "slider"', 'kind = "slidr"', "kind", '"slidr"', '"slider" or "tensioner"; did you mean slider?'),
        ('driver = "knee_flexion"', 'driver = "neck_flexion"', "driver", '"neck_flexion"', '"knee_flexion"'),
        ("min_cycle_s = 2.0", 'min_cycle_s = "2"', "tempo.min_cycle_s", '"2"', "a number from 0 to 60"),
        ("min_cycle_s = 2.0", "min_cycle_s = true", "tempo.min_cycle_s", "true", "a number from 0 to 60"),
        ("min_cycle_s = 2.0", "min_cycle_s = nan", "tempo.min_cycle_s", "nan", "a number from 0 to 60"),
        ("max_speed_degps = 240", "max_speed_degps = 0", "tempo.max_speed_degps", "0", "a number over 0, up to 2000"),
        ("repetitions = 10", "repetitions = 9.5", "dose.repetitions", "9.5", "a whole number from 1 to 1000"),
        ("min = -25", "min = -200", "posture.thigh_elevation.min", "-200", "a number from -180 to 180"),
        ("{ min = -25, max = 45 }", "20", "posture.thigh_elevation", "20", "a table of min, max"),
        ("min = -25, max = 45", "max = 45", "posture.thigh_elevation.min", "nothing", "a number from -180 to 180"),
        ('    "the toes"', "    7", "unseen[1]", "7", "text in quotes"),
        ('title = "Tibial slider, seated"', 'title = ""', "title", '""', "text in quotes, not empty"),
        (
            "min = -25, max = 45",
            "min = 45, max = -25",
            "posture.thigh_elevation.min",
            "45",
            "at most max, which is -25",
        ),
        ("min = 0, max = 20", "min = 70, max = 80", "phases.extend.knee_flexion", "70 to 80", "apart from 75 to 110"),
        ("hold_warn_s = 2", "hold_warn_s = 4", "phases.extend.hold_warn_s", "4", "at most max_hold_s, which is 3"),
        ("hold_warn_s = 2", "hold_s = 2.5\nhold_warn_s = 2", "phases.extend.hold_s", "2.5", "at most hold_warn_s"),
        ("min_cycle_s = 2.0", "min_cycle_s = 3.5", "tempo.min_cycle_s", "3.5", "at most warn_cycle_s, which is 3"),
        ("[dose]", "[clear]\nknee_deg = 0\n[dose]", "clear.knee_deg", "0", "a number over 0, up to 90"),
        ("[dose]", "[clear]\nfaster = 1\n[dose]", "clear.faster", "1", "a number over 1, up to 10"),
        ("[dose]", "[clear]\nhip_deg = 9\n[dose]", "clear.hip_deg", "an unknown key", "knee_deg"),
        ("out_s = 2.0", "out_s = 0.5", "tempo", "a cycle of 2.5 s to aim for", "at least warn_cycle_s, which is 3"),
        (
            "[phases.return]",
            "[phases.start2]\ninstruction = 'x'\n[phases.return]",
            "phases",
            "4 phases",
            "exactly three",
        ),
        ('id = "tibial-slider-seated"', 'id = "x/../../out"', "id", '"x/../../out"', "small letters a to z"),
        ('id = "tibial-slider-seated"', 'id = "a\\u0000b"', "id", r'"a\x00b"', "small letters a to z"),
        ("[phases.return]", '[phases."=1+1"]', 'phases."=1+1"', '"=1+1"', "small letters a to z"),
    ],
)
def test_each_fault_is_reported(write: Write, old: str, new: str, key: str, found: str, allowed: str) -> None:
    faults = faults_by_key(write(edited(DEFAULT_TEXT, (old, new))))
    assert list(faults) == [key]
    assert faults[key].found.startswith(found)
    assert allowed in faults[key].allowed


def test_driver_needs_windows_at_rest_and_end(write: Write) -> None:
    text = DEFAULT_TEXT.replace("knee_flexion = {", "# knee_flexion = {")
    assert list(faults_by_key(write(text))) == ["phases.start.knee_flexion", "phases.extend.knee_flexion"]


def test_movement_must_come_back_to_rest(write: Write) -> None:
    start, _, back = DEFAULT_TEXT.partition("[phases.return]")
    text = start + "[phases.return]" + back.replace("min = 75, max = 110", "min = 30, max = 60")
    assert list(faults_by_key(write(text))) == ["phases.return.knee_flexion"]


def test_driving_thigh_stays_in_the_counted_posture(write: Write) -> None:
    text = edited(LEG_RAISE_TEXT, ("min = 5, max = 110", "min = 5, max = 85"))
    assert list(faults_by_key(write(text))) == ["phases.high.thigh_elevation"]


def test_a_shank_at_rest_is_where_thigh_and_knee_put_it(write: Write) -> None:
    """Seated, a knee bent 75 to 110 degrees under a thigh that is about level makes the shank hang."""
    faults = faults_by_key(write(edited(DEFAULT_TEXT, ("min = -140, max = -45", "min = -25, max = 20"))))
    assert list(faults) == ["posture.shank_at_rest"]
    assert "-135 to -30" in faults["posture.shank_at_rest"].allowed


def test_a_shank_may_be_anywhere_where_nothing_is_said(write: Write) -> None:
    path = write(edited(DEFAULT_TEXT, ("shank_at_rest = { min = -140, max = -45 }", "")))
    assert load_exercise(path).posture.shank_at_rest is None


def test_library_file_is_called_like_its_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.exercise.loader._library", lambda: tmp_path)
    path = tmp_path / "renamed.toml"
    path.write_text(DEFAULT_TEXT, encoding="utf-8")
    assert str(check_file(path)[0]) == 'id: found "tibial-slider-seated"; allowed: "renamed", as the file is called'


def test_all_faults_come_in_one_message_in_file_order(write: Write) -> None:
    changes = [("max_speed_degps = 240", "max_speed_degps = -1"), ('kind = "slider"', ""), ("max = 45", "max = -45")]
    path = write(edited(DEFAULT_TEXT, *changes, ('nerve = "tibial"', 'nreve = "tibial"'), ("max = 65", "max = '65'")))
    with pytest.raises(ExerciseError) as caught:
        load_exercise(path)
    assert [fault.key for fault in caught.value.faults] == [
        "nreve",
        "posture.thigh_elevation.min",
        "posture.trunk_lean.max",
        "tempo.max_speed_degps",
        "nerve",
        "kind",
    ]
    message = str(caught.value)
    assert message.startswith(f"{path}: 6 faults")
    assert "pydantic" not in message
    assert "Input should" not in message


DEFAULT_DOCUMENT = tomllib.loads(DEFAULT_TEXT)
NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["min", "max", "start", "extend", "hold_s"]), inner)
    ),
)


@given(key=st.sampled_from(sorted(DEFAULT_DOCUMENT)), nonsense=NONSENSE)
def test_nonsense_is_refused_with_reasons(key: str, nonsense: object) -> None:
    document = dict(prescription_document(load_prescription("tibial-slider-seated")))
    document["exercise"] = {**DEFAULT_DOCUMENT, key: nonsense}
    with suppress(ExerciseError):  # any other exception is a crash
        prescription_from_document(document)


# Prescriptions


def test_prescription_lays_its_numbers_over_the_exercise(write: Write) -> None:
    text = (
        HEAD
        + """
        side = "left"
        note = "Small range."
        personal = { driver_end_deg = 25, cycle_s = 6 }
        tempo = { out_s = 3 }
        dose = { repetitions = 6 }
        clear = { ankle_deg = 30 }
        posture = { trunk_lean = { max = 50 } }
        [phases.extend]
        instruction = "Straighten the knee a little."
        ankle_dorsiflexion = { min = -5 }
        neck = "any"
        """
    )
    library = load_exercise("tibial-slider-seated")
    prescription = load_prescription(write(text))
    exercise = prescription.exercise
    assert (prescription.side, prescription.note) == (Side.LEFT, "Small range.")
    assert prescription.personal == Personal(driver_end_deg=25, cycle_s=6)
    assert (exercise.tempo.out_s, exercise.tempo.back_s) == (3, library.tempo.back_s)
    assert (exercise.dose.repetitions, exercise.dose.sets) == (6, library.dose.sets)
    assert (exercise.clear.ankle_deg, exercise.clear.knee_deg) == (30, library.clear.knee_deg)
    assert exercise.posture.trunk_lean == Window(-35, 50)
    assert exercise.posture.shank_at_rest == library.posture.shank_at_rest
    assert exercise.end.ankle_dorsiflexion == Window(-5, 25)
    assert exercise.end.neck is Neck.ANY
    assert exercise.end.knee_flexion == library.end.knee_flexion
    assert exercise.rest == library.rest
    assert exercise.phase_names == library.phase_names


def test_example_of_the_guide_is_a_good_prescription(write: Write) -> None:
    guide = Path(__file__).parents[2] / "docs" / "exercise-format.md"
    example = guide.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    prescription = load_prescription(write(example))
    assert prescription.exercise.end.ankle_dorsiflexion == Window(-5, 25)
    assert prescription.exercise.dose.repetitions == 6


def test_prescription_may_name_a_file_beside_it(write: Write, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(edited(DEFAULT_TEXT, ("repetitions = 10", "repetitions = 4")), encoding="utf-8")
    prescription = load_prescription(write('schema_version = 1\nexercise = "own.toml"\n'))
    assert prescription.exercise.dose.repetitions == 4


def test_exercise_alone_is_a_prescription_without_changes(write: Write) -> None:
    assert load_prescription("tibial-slider-seated") == Prescription(load_exercise("tibial-slider-seated"))
    assert load_prescription(write(DEFAULT_TEXT)) == load_prescription("tibial-slider-seated")


def test_prescription_is_no_exercise(write: Write) -> None:
    with pytest.raises(ExerciseError, match="an exercise is wanted, not a prescription"):
        load_exercise(write(HEAD))


@pytest.mark.parametrize(
    ("text", "key", "allowed"),
    [
        ('exercise = "tibial-slider-seated"', "schema_version", "1"),
        ("schema_version = 1", "exercise", "the id of an exercise of the library"),
        ('schema_version = 1\nexercise = "tibial"', "exercise", "the id of an exercise of the library"),
        (HEAD + 'side = "lft"', "side", '"left" or "right"; did you mean left?'),
        (HEAD + 'driver = "knee_flexion"', "driver", "schema_version, exercise, side"),
        (HEAD + "[tmpo]\nout_s = 3", "tmpo", "did you mean tempo?"),
        (HEAD + "[tempo]\nouts_s = 3", "tempo.outs_s", "did you mean out_s?"),
        (HEAD + "[phases.extnd]\nhold_s = 1", "phases.extnd", "start, extend or return; did you mean extend?"),
        (HEAD + "phases = 3", "phases", "a table"),
        (HEAD + "[phases.extend]\nmax_hold_s = 1", "phases.extend.hold_warn_s", "at most max_hold_s, which is 1"),
        (HEAD + "[phases.extend]\nknee_flexion = { max = 80 }", "phases.extend.knee_flexion", "apart from 75 to 110"),
        (HEAD + "[personal]\ndriver_end_deg = 90", "personal.driver_end_deg", "outside 75 to 110"),
        (HEAD + "[personal]\nankle_end = 9", "personal.ankle_end", "did you mean ankle_end_deg"),
    ],
)
def test_each_fault_of_a_prescription_is_reported(write: Write, text: str, key: str, allowed: str) -> None:
    faults = faults_by_key(write(text))
    assert list(faults) == [key]
    assert allowed in faults[key].allowed


def test_faults_of_prescription_and_exercise_come_together(write: Write, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(edited(DEFAULT_TEXT, ('kind = "slider"', "")), encoding="utf-8")
    path = write('schema_version = 1\nexercise = "own.toml"\nside = 3\n[tempo]\nout_s = -1\nback_s = 9\n')
    assert list(faults_by_key(path)) == ["side", "tempo.out_s", "exercise (own.toml): kind"]


@pytest.mark.parametrize("name", ["x" * 400, "y" * 400 + ".toml", r"\u0000.toml", ".", "/"])
def test_impossible_names_are_faults(write: Write, name: str) -> None:
    (fault,) = check_file(write(f'schema_version = 1\nexercise = "{name}"\n'))
    assert fault.key.startswith("exercise")


def test_missing_exercise_file_is_named(write: Write) -> None:
    (fault,) = check_file(write('schema_version = 1\nexercise = "gone.toml"\n'))
    assert str(fault).startswith("exercise (gone.toml): file: found no such file")


# Documents


@given(
    name=st.sampled_from(exercise_ids()),
    side=st.none() | st.sampled_from(Side),
    end_deg=st.none() | st.floats(-180, 180),
    neutral_deg=st.none() | st.floats(-180, 180),
    note=st.text(),
)
def test_prescription_survives_a_record_unchanged(
    name: str, side: Side | None, end_deg: float | None, neutral_deg: float | None, note: str
) -> None:
    personal = Personal(driver_end_deg=end_deg, ankle_neutral_deg=neutral_deg)
    prescription = Prescription(load_exercise(name), side, personal, note)
    document = json.loads(json.dumps(prescription_document(prescription)))
    restored = prescription_from_document(document)
    assert restored == prescription
    assert restored.exercise.phase_names == prescription.exercise.phase_names


def test_altered_record_is_refused_with_keys_as_the_record_has_them() -> None:
    document = json.loads(json.dumps(prescription_document(load_prescription("tibial-slider-seated"))))
    document["exercise"]["tempo"]["min_cycle_s"] = 9
    document["side"] = "up"
    with pytest.raises(ExerciseError) as caught:
        prescription_from_document(document)
    assert [fault.key for fault in caught.value.faults] == ["exercise.tempo.min_cycle_s", "side"]
