"""What a batch is asked to do: folders, lists, their faults, and the folders for results."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from formcheck.apps.batch.entries import Entry, Standard, find_entries, make_standard
from formcheck.apps.batch.lists import load_list
from formcheck.apps.batch.marks import Procedure, Recipe, ResultMark, Stamp
from formcheck.apps.batch.naming import name_folders
from formcheck.errors import FaultyFileError, InputError
from formcheck.samples import Side
from formcheck.sources.viewing import Viewing

PRESCRIPTION = 'schema_version = 1\nexercise = "sciatic-slider-seated"\nside = "left"\n'


def make_files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def videos_in(folder: Path, out: str = "out") -> list[str]:
    entries = find_entries(folder, Standard(), folder / out)
    return [entry.key[0].relative_to(folder).as_posix() for entry in entries]


def write_list(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(folder: Path, text: str, name: str = "list.csv") -> list[str]:
    with pytest.raises(FaultyFileError) as caught:
        load_list(write_list(folder, text, name), Standard())
    return [str(fault) for fault in caught.value.faults]


def name_all(out: Path, *places: str, there: dict[str, str] | None = None) -> list[str]:
    """Return the folders for videos that are called like their places, given those that are there."""
    recipe = Recipe(Procedure("", "", "", "", overlay=False), {})
    marks = {
        folder: ResultMark(1, Stamp(str(out / video), 0, 0, ""), recipe, 0, "", 0, 0.0)
        for folder, video in (there or {}).items()
    }
    entries = [Entry(out / place, PurePosixPath(place).with_suffix(""), Standard()) for place in places]
    folders = name_folders(entries, marks, out)
    return [folders[entry.key] for entry in entries]


# Folders


def test_all_folders_are_searched_in_order(tmp_path: Path) -> None:
    make_files(tmp_path, "b.mp4", "a/c.MOV", "a/b/d.mkv", "notes.txt", "z/notes.txt")
    assert videos_in(tmp_path) == ["b.mp4", "a/c.MOV", "a/b/d.mkv"]
    (entry,) = find_entries(tmp_path / "a" / "b", Standard(), tmp_path)
    assert entry.place == PurePosixPath("d")


def test_what_is_hidden_or_a_result_is_passed_over(tmp_path: Path) -> None:
    make_files(
        tmp_path, "a.mp4", "._a.mp4", ".trash/b.mp4", "out/a/overlay.mp4", "old/a/overlay.mp4", "old/a/record.jsonl"
    )
    assert videos_in(tmp_path) == ["a.mp4"]


def test_a_video_called_overlay_is_a_video(tmp_path: Path) -> None:
    make_files(tmp_path, "overlay.mp4")
    assert videos_in(tmp_path) == ["overlay.mp4"]


def test_a_folder_without_a_video_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no video"):
        videos_in(tmp_path)


def test_a_folder_that_cannot_be_read_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_files(tmp_path, "a.mp4", "locked/b.mp4")
    look = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", path)
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(PermissionError):
        videos_in(tmp_path)


# Lists


def test_a_text_has_one_video_a_line(tmp_path: Path) -> None:
    path = write_list(tmp_path, "\ufeff# of May\n\nsub/a, b.mp4\n  ../c.mov  \n/d.mp4\nsub/a, b.mp4\n", "list.txt")
    entries = load_list(path, Standard(side=Side.LEFT))
    assert [entry.video for entry in entries] == [
        tmp_path / "sub" / "a, b.mp4",
        tmp_path.parent / "c.mov",
        Path("/d.mp4"),
    ]
    assert [str(entry.place) for entry in entries] == ["a, b", "c", "d"]
    assert {entry.standard for entry in entries} == {Standard(side=Side.LEFT)}


def test_a_list_written_on_windows_is_understood(tmp_path: Path) -> None:
    make_files(tmp_path, "own.toml", "clips/odd\\name.mp4")
    (tmp_path / "own.toml").write_text(PRESCRIPTION, encoding="utf-8")
    text = "video,prescription\r\nclips\\anna.mp4,.\\own.toml\r\n..\\ben.mp4,\r\nclips/odd\\name.mp4,\r\n"
    entries = load_list(write_list(tmp_path, text), Standard())
    assert [entry.video for entry in entries] == [
        tmp_path / "clips" / "anna.mp4",
        tmp_path.parent / "ben.mp4",
        tmp_path / "clips" / "odd\\name.mp4",
    ]
    assert entries[0].standard.prescription == tmp_path / "own.toml"
    assert entries[0].place == PurePosixPath("anna")


def test_a_list_says_how_each_video_is_looked_at(tmp_path: Path) -> None:
    text = (
        "video,exercise,rotate,mirror,from,to\na.mp4,sciatic-slider-seated,auto,,,\nb.mp4,,90,yes,1.5,20\nc.mp4,,,,,\n"
    )
    entries = load_list(write_list(tmp_path, text), Standard(viewing=Viewing(speed=2.0)))
    assert [entry.standard.viewing for entry in entries] == [
        Viewing(speed=2.0, is_turn_sought=True),
        Viewing(90, is_mirrored=True, speed=2.0, begin_s=1.5, end_s=20.0),
        Viewing(speed=2.0),
    ]


def test_a_column_of_a_persons_own_that_sounds_like_a_plain_word_is_theirs(tmp_path: Path) -> None:
    (entry,) = load_list(
        write_list(tmp_path, "video,form,t,sped,date,note,rate,state\na.mp4,A,B,C,D,E,F,G\n"), Standard()
    )
    assert entry.standard == Standard()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("a.mp4,45,,,", "line 2, rotate: found 45; allowed: auto, 0, 90, 180, 270"),
        ("a.mp4,,9,3,", "line 2, from and to: found 9 to 3; allowed: an earlier and a later time"),
        (",90,,,leg.csv", "line 2, rotate: found 90; allowed: nothing, where the line names no video"),
    ],
)
def test_how_a_video_cannot_be_looked_at_is_told_by_its_line(tmp_path: Path, line: str, fault: str) -> None:
    assert fault in faults_of(tmp_path, f"video,rotate,from,to,sensors\n{line}\n")


def test_a_drive_of_another_computer_is_a_missing_video(tmp_path: Path) -> None:
    (entry,) = load_list(write_list(tmp_path, "D:\\clips\\anna.mp4\n", "list.txt"), Standard())
    assert entry.place == PurePosixPath("anna")
    assert not entry.key[0].exists()


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_table_says_what_each_is_judged_by(tmp_path: Path, mark: str) -> None:
    (tmp_path / "anna.toml").write_text(PRESCRIPTION, encoding="utf-8")
    lines = [
        "Video,patient,exercise,prescription,side", "a.mp4,17,,,", "b.mp4,18,sciatic-slider-seated,,right",
        "c.mp4,19,,anna.toml,auto", ",,,,",
    ]  # fmt: skip
    text = "\r\n".join(lines).replace(",", mark)
    for_all = Standard(prescription=tmp_path / "all.toml", side=Side.LEFT)
    standards = [entry.standard for entry in load_list(write_list(tmp_path, text), Standard(side=Side.LEFT))]
    assert standards == [
        Standard(side=Side.LEFT),
        Standard("sciatic-slider-seated", side=Side.RIGHT),
        Standard(prescription=tmp_path / "anna.toml"),
    ]
    text = f"video{mark}exercise\nb.mp4{mark}sciatic-slider-seated"
    (entry,) = load_list(write_list(tmp_path, text), for_all)
    assert entry.standard == Standard("sciatic-slider-seated", None, Side.LEFT)


def test_all_faults_of_a_list_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('schema_version = 1\nexercise = "tibial-slider-seated"\nside = "up"\n')
    faults = faults_of(
        tmp_path,
        "video,exercise,prescription,side\n"
        "a.mp4,tibial-slidr-seated,,lft\n"
        ",,bad.toml,\n"
        "b.mp4,,bad.toml,\n"
        "c.mp4,,absent.toml,\n"
        "b.mp4,,,\n",
    )
    assert [fault.partition(":")[0] for fault in faults] == [
        "line 2, side", "line 2, exercise", "line 3, video", "line 4, prescription (bad.toml)",
        "line 5, prescription (absent.toml)", "line 6, video",
    ]  # fmt: skip
    assert "did you mean tibial-slider-seated" in faults[1]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "line 1: found nothing; allowed: a header with a column `video`"),
        ("a.mp4\nb.mp4\n", "line 1: found a.mp4; allowed: a header with a column `video`"),
        (
            "video,exercize\n",
            "place, sensor_offset, rotate, mirror, speed, from, to, aspect; did you mean exercise?",
        ),
        ("video,video\na,b\n", "column video 2 times; allowed: each column once"),
        ("video\n", "file: found no video"),
    ],
)
def test_faults_of_a_header(tmp_path: Path, text: str, fault: str) -> None:
    assert fault in " ".join(faults_of(tmp_path, text))


def test_a_text_without_a_video_is_refused(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "# nothing\n", "list.txt") == [
        "file: found no video; allowed: at least one line that names a video, or sensors"
    ]


def test_what_is_no_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="is not a text"):
        load_list(tmp_path / "list.txt", Standard())
    with pytest.raises(InputError, match="is one video"):
        load_list(tmp_path / "anna.mp4", Standard())


@pytest.mark.parametrize(
    ("exercise", "expected"),
    [
        ("tibial-slider-seated", "tibial-slider-seated"),
        ("own.toml", "/base/own.toml"),
        ("../own/x", "/own/x"),
        ("..\\own\\x", "/own/x"),
        (Path("tibial-slider-seated"), "/base/tibial-slider-seated"),
        ("unknown", "unknown"),
    ],
)
def test_paths_of_exercises_are_made_absolute_and_ids_are_not(exercise: str | Path, expected: str) -> None:
    assert make_standard(exercise, None, None, Path("/base")).exercise == expected


# Folders for results


def test_results_stand_in_folders_like_those_of_the_archive(tmp_path: Path) -> None:
    assert name_all(tmp_path, "a.mp4", "sub/a.mp4", "sub/b.mp4") == ["a", "sub/a", "sub/b"]


def test_videos_that_share_a_name_are_numbered(tmp_path: Path) -> None:
    assert name_all(tmp_path, "a.mp4", "a.mov", "a-2.mp4") == ["a", "a-2", "a-2-2"]


def test_a_video_keeps_its_folder_whatever_comes_later(tmp_path: Path) -> None:
    assert name_all(tmp_path, "a.avi", "a.mp4", there={"a": "a.mp4"}) == ["a-2", "a"]
    assert name_all(tmp_path, "a.avi", there={"a": "gone.mp4"}) == ["a-2"]


def test_no_result_stands_within_another(tmp_path: Path) -> None:
    assert name_all(tmp_path, "a.mp4", "a/b.mp4") == ["a-2", "a/b"]
    assert name_all(tmp_path, "a/b.mp4", there={"a": "a.mp4"}) == ["a-2/b"]


def test_what_is_not_of_a_batch_is_not_written_over(tmp_path: Path) -> None:
    make_files(tmp_path, "a/report.html", "b/batch.json")
    assert name_all(tmp_path, "a.mp4", "b.mp4", "repetitions.parquet.mp4") == ["a-2", "b", "repetitions.parquet-2"]


def test_every_system_can_hold_the_names(tmp_path: Path) -> None:
    assert name_all(tmp_path, "con/12:30.mp4", "a./aux.mp4") == ["_con/12_30", "a/_aux"]
    assert name_all(tmp_path, "A/b.mp4", "a/B.mp4", "a.mp4") == ["A/b", "a/B-2", "a-2"]
    assert name_all(tmp_path, "A.mp4", there={"a": "a.mp4"}) == ["A-2"]
    assert name_all(tmp_path, "a:b.mp4", there={"a:b": "a:b.mp4"}) == ["a:b"]  # as it was before
