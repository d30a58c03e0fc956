"""What clinicians said, handed out without anybody in it, and the engine held against it."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from formcheck.apps.store.corrected import write_folder
from formcheck.apps.validate.validate import validate
from formcheck.errors import FaultyFileError, InputError
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.samples import ImuReading, ImuReadings, Place, Segment, Side
from formcheck.session.anonymous import OWN_EXERCISE, without_person
from formcheck.session.corrections import LookedThrough
from formcheck.session.model import Prescribed
from formcheck.session.record import Record, read_record
from formcheck.session.run import run_session, without_pictures
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.model import VisitDocuments
from formcheck.validation.results import Validation
from formcheck.validation.truth.corrected import CORRECTED, SUFFIX
from formcheck.validation.truth.folder import FolderKind
from tests.support.commands import Run
from tests.support.made_clinic import FIVE, FREE_TEXT, NAMES, OTHER, make_clinic, only_visit, say
from tests.support.stored import AUTHOR, BRIEF, NOW, record_document, recording, result_document, session_of
from tests.support.visits import golden_record


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Return the made-up clinic of `tests.support.made_clinic`."""
    opened = open_database(tmp_path_factory.mktemp("clinic") / "clinic.sqlite")
    make_clinic(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def folder(made: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what is handed out of it."""
    out = tmp_path_factory.mktemp("out") / "clinic-set"
    handed = write_folder(made, out)
    assert (handed.sessions, handed.people, handed.left_out) == (11, 11, 0)
    return out


@pytest.fixture(scope="module")
def result(folder: Path) -> Validation:
    """Return what the engine of today makes of it."""
    return validate(folder, jobs=1)


def contents(folder: Path) -> bytes:
    """Return all bytes of a set, unpacked, and the names of its files."""
    read = [gzip.decompress(one.read_bytes()) for one in sorted(folder.glob(f"*{SUFFIX}"))]
    names = " ".join(one.name for one in sorted(folder.iterdir())).encode()
    return b"\n".join([*read, (folder / CORRECTED).read_bytes(), names])


def test_the_figures_are_those_that_were_added_up_by_hand(result: Validation) -> None:
    outcomes = result.account.outcomes
    assert (result.kind, result.failures, result.targets) == (FolderKind.CORRECTED, (), ())
    assert {name: share.count for name, share in outcomes.five.items()} == {
        "right": 31, "wrong": 2, "withheld": 1, "missed": 1, "made_up": 1,
    }  # fmt: skip
    assert (outcomes.right.of, outcomes.made_up.of) == (35, 35)
    assert (outcomes.right.low, outcomes.right.high) == pytest.approx((0.740, 0.955), abs=0.001)
    assert result.groups.all.ours.judging.kappa == pytest.approx((31 * 34 - 346) / (1156 - 346))


def test_times_that_a_clinician_marked_are_no_measure_of_times(result: Validation) -> None:
    assert not any(one.has_times for one in result.data.values())
    assert all(one.person for one in result.data.values())


def test_nothing_in_it_tells_who_it_is(folder: Path, made: Database) -> None:
    told = contents(folder)
    names = [name.encode() for name in (*NAMES, *NAMES.values(), OTHER, AUTHOR)]
    words = [FREE_TEXT.encode(), *b"Vigo Fern brief-tibial mp4 2026-11- 2026-12- token looked".split()]
    ids = [session_of(one).id.encode() for one in (BRIEF, FIVE)]
    hashes = [session_of(one).source.sha256.encode() for one in (BRIEF, FIVE)]
    visits = [visit.key.encode() for visit in DatabaseArchive(made).visits()]
    for one in (*words, *ids, *hashes, *visits, made.place.encode()):
        assert one
        assert one not in told, one
    for one in names:  # as words: letters of a short one stand in other words by chance
        assert not re.search(rb"\b" + re.escape(one) + rb"\b", told), one
    headers = [json.loads(line)["header"] for line in told.splitlines() if line.startswith(b'{"header"')]
    assert len(headers) == 11
    for header in headers:
        assert header["source"]["recorded_at"] is None
        assert header["source"]["sha256"] == ""
        assert header["prescription"]["note"] == ""


def test_each_set_has_other_numbers(made: Database, folder: Path, tmp_path: Path) -> None:
    write_folder(made, tmp_path / "again")
    first, again = (
        {one["person"] for one in json.loads((place / CORRECTED).read_text("utf-8"))["sessions"]}
        for place in (folder, tmp_path / "again")
    )
    assert len(first) == len(again) == 11
    assert not first & again


def test_sessions_of_one_person_stand_together(tmp_path: Path) -> None:
    store = open_database(tmp_path / "clinic.sqlite")
    archive = DatabaseArchive(store)
    archive.keep("amy", recording(BRIEF), NOW, AUTHOR)
    say(store, only_visit(store, "amy"), [LookedThrough(3)])
    archive.keep("amy", recording("backlit-tibial-slider"), NOW, AUTHOR)
    second = next(one for one in archive.visits("amy") if "corrections.jsonl" not in archive.read(one).documents)
    say(store, second, [LookedThrough(3)])
    handed = write_folder(store, tmp_path / "set")
    store.close()
    assert (handed.sessions, handed.people) == (2, 1)


def test_a_session_without_body_points_is_left_out_and_told(tmp_path: Path, formcheck: Run) -> None:
    store = open_database(tmp_path / "clinic.sqlite")
    archive = DatabaseArchive(store)
    archive.keep("amy", recording(BRIEF), NOW, AUTHOR)
    archive.keep("ben", VisitDocuments({"session.json": result_document(session_of(BRIEF))}), NOW, AUTHOR)
    for name in ("amy", "ben"):
        say(store, only_visit(store, name), [LookedThrough(3)])
    store.close()
    done = formcheck("corrections", "--out", tmp_path / "set", "--store", tmp_path / "clinic.sqlite")
    assert done.code == 0
    assert "1 session of 1 person handed out" in done.words
    assert "1 session looked through whole has no body points" in done.words
    again = formcheck("corrections", "--out", tmp_path / "set", "--store", tmp_path / "clinic.sqlite")
    assert (again.code, "is there already" in again.words) == (3, True)


def test_where_nothing_was_looked_through_no_folder_is_made(tmp_path: Path) -> None:
    store = open_database(tmp_path / "clinic.sqlite")
    DatabaseArchive(store).keep("amy", recording(BRIEF), NOW, AUTHOR)
    with pytest.raises(InputError, match="holds no session that was looked through whole"):
        write_folder(store, tmp_path / "set")
    store.close()
    assert sorted(one.name for one in tmp_path.iterdir() if not one.name.startswith("clinic.sqlite")) == []


# The command


def test_the_command_takes_a_set_or_the_store(folder: Path, made: Database, tmp_path: Path, formcheck: Run) -> None:
    for given in ([folder], ["--store", made.place]):
        out = tmp_path / str(len(given))
        done = formcheck("validate", *given, "--corrections", "--out", out, "--json", "--jobs", "1")
        assert done.code == 0, done.err
        outcomes = json.loads(done.out)["accounts"]["all"]["outcomes"]
        assert outcomes["right"]["count"] == 31
        page = (out / "validation.html").read_text("utf-8")
        assert "the truth is what its clinicians said" in page
        assert "The engine of today agrees with the clinicians in 31 of 35 repetitions (74 to 95 %)" in page


def test_the_command_refuses_other_folders_and_options(tmp_path: Path, formcheck: Run, folder: Path) -> None:
    (tmp_path / f"a{SUFFIX}").write_bytes(b"")
    done = formcheck("validate", tmp_path, "--corrections")
    assert (done.code, f"holds no {CORRECTED}" in done.words) == (3, True)
    assert formcheck("validate", folder, "--corrections", "--rate", "15").code == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": 2}, "version"),
        ({"sessions": [{"file": "../x", "person": "a", "exercise": "e", "instrument": "i"}]}, "file"),
        ({"sessions": [{"file": "x", "person": "a", "exercise": "e", "instrument": "i"}] * 2}, "each file once"),
        ({"more": 1}, "more"),
    ],
)
def test_a_damaged_set_is_told(tmp_path: Path, change: dict[str, object], told: str) -> None:
    (tmp_path / CORRECTED).write_text(json.dumps({"version": 1, "sessions": []} | change), "utf-8")
    with pytest.raises(FaultyFileError, match=told):
        validate(tmp_path, jobs=1)


def test_a_record_that_is_missing_costs_only_itself(folder: Path, tmp_path: Path) -> None:
    for one in folder.iterdir():
        (tmp_path / one.name).write_bytes(one.read_bytes())
    next(tmp_path.glob(f"*{SUFFIX}")).unlink()
    found = validate(tmp_path, jobs=1)
    assert (len(found.clips), len(found.failures)) == (10, 1)


# Without whoever it was


def marked(record: Record) -> Record:
    """Return a record in which every text that people write or devices bear says ANNA."""
    exercise = load_exercise("tibial-slider-seated")
    phases = {f"ANNA {name}": replace(one, instruction="ANNA", foot="ANNA") for name, one in exercise.phases.items()}
    own = replace(
        exercise, id="anna-ANNA", title="ANNA", summary="ANNA", camera="ANNA", unseen=("ANNA",), phases=phases,
        evidence=replace(exercise.evidence, sources=("ANNA",), note="ANNA"),
    )  # fmt: skip
    header = record.header
    source = replace(header.source, name="ANNA.mp4", sha256="ANNA", recorded_at=datetime(2026, 1, 2, tzinfo=UTC))
    given = Prescription(own, Side.RIGHT, note="ANNA")
    return replace(
        record,
        header=replace(
            header,
            id="ANNA",
            source=source,
            prescription=given,
            instruments=tuple(replace(one, name="ANNA") for one in header.instruments),
            later=(Prescribed(7.0, replace(given, note="ANNA too")),),
        ),
    )


def test_no_text_of_a_record_stays(tmp_path: Path) -> None:
    kept, _ = without_person(marked(golden_record(BRIEF)), "x1", "00000000-0000-0000-0000-000000000001")
    written = tmp_path / "record.jsonl"
    written.write_bytes(record_document(kept))
    assert b"ANNA" not in written.read_bytes()
    assert b"anna" not in written.read_bytes()
    assert b"2026" not in written.read_bytes()
    read = read_record(written)
    assert read.header.prescription.exercise.id == OWN_EXERCISE
    assert read.events == ()


def test_a_changed_text_of_the_library_goes_and_changed_numbers_stay() -> None:
    record = golden_record(BRIEF)
    exercise = replace(record.header.prescription.exercise, title="for ANNA")
    exercise = replace(exercise, tempo=replace(exercise.tempo, min_cycle_s=2.5))
    changed = replace(record, header=replace(record.header, prescription=Prescription(exercise, Side.RIGHT)))
    kept, _ = without_person(changed, "x1", "id")
    assert kept.header.prescription.exercise == replace(exercise, title=load_exercise(exercise.id).title)


def test_times_begin_with_the_session_and_it_is_judged_the_same() -> None:
    record = golden_record(BRIEF)
    late = replace(record, inputs=tuple(replace(one, t_s=one.t_s + 1234.5) for one in record.poses))
    kept, since_s = without_person(late, "x1", "id")
    assert since_s == pytest.approx(1234.5)
    assert kept.inputs[0].t_s == 0.0
    before = run_session(record.header, without_pictures(record.inputs), ())
    after = run_session(kept.header, without_pictures(kept.inputs), ())
    assert [one.verdict for one in after.repetitions] == [one.verdict for one in before.repetitions]
    assert [one.start_s for one in after.repetitions] == pytest.approx([one.start_s for one in before.repetitions])


def test_times_of_sensors_begin_with_it_too() -> None:
    reading = ImuReading(50.25, Place(Side.LEFT, Segment.SHANK), (0.0, 0.0, 9.81), (0.0, 0.0, 0.0))
    record = replace(golden_record(BRIEF), inputs=(ImuReadings(50.5, (reading,)),))
    kept, _ = without_person(record, "x1", "id")
    assert kept.inputs == (ImuReadings(0.0, (replace(reading, t_s=-0.25),)),)
