"""``formcheck sensors record``: what phones and programs tell, in a file that the other commands take."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
import typer

from formcheck.apps.sensors.record import RecordOptions, named_places, to_ways
from formcheck.samples import Place, Segment, Side
from formcheck.sources.imu.line import SensorLine, format_line
from formcheck.sources.imu.recording import SensorRecording
from tests.support.commands import Run
from tests.support.phone import PhyphoxApp, swinging, turning
from tests.support.processes import wait_until

SHANK, FOOT = Place(Side.RIGHT, Segment.SHANK), Place(Side.RIGHT, Segment.FOOT)


INTERRUPTIBLE = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from formcheck.apps.cli import main; main()"
)
"""The command, that Ctrl-C ends also where whatever runs the tests has switched it off for all it starts."""


def options(**asked: object) -> RecordOptions:
    return RecordOptions(**{  # type: ignore[arg-type]
        "has_phones": False, "udp_port": None, "has_stdin": False, "has_bluetooth": False, "has_lsl": False,
        "places": (), "side": None, "host": None,
        "seconds": None, "language": "en", **asked,
    })  # fmt: skip


def line(t_s: float, name: str) -> str:
    force, rotation = swinging(t_s), turning(t_s)
    return format_line(SensorLine(t_s, name, force, rotation))


@contextmanager
def recording(
    folder: Path, *arguments: str, stdin: int | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    said = folder / "said.txt"
    command: list[str | Path] = [
        sys.executable,
        "-c",
        INTERRUPTIBLE,
        "sensors",
        "record",
        "--out",
        folder / "day.csv",
        "--language",
        "en",
        *arguments,
    ]
    with said.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=stdin)
    try:
        yield process, said
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_two_phones_become_a_recording_of_two_places(tmp_path: Path) -> None:
    with recording(tmp_path, "--phone", "--side", "right", "--sensors-host", "127.0.0.1") as (process, said):
        wait_until(lambda: "Writing to" in said.read_text(encoding="utf-8"))
        text = said.read_text(encoding="utf-8")
        assert "127.0.0.1" in text
        assert text.index("nobody else can see") < text.index("Scan this code")
        addresses = [line for line in text.splitlines() if line.startswith("http://")]
        phones = [PhyphoxApp(address) for address in addresses]
        assert [address.rpartition("/")[2] for address in addresses] == ["right_shank.phyphox", "right_foot.phyphox"]
        for number in range(12):
            for phone in phones:
                phone.measure(number * 0.1, number * 0.1 + 0.1)
                assert phone.send() == 200
            sleep(0.1)
        sleep(1.2)  # late readings are waited for
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert "2 sensors" in said.read_text(encoding="utf-8")
    tracks = SensorRecording([tmp_path / "day.csv"]).tracks
    assert set(tracks) == {SHANK, FOOT}
    assert all(track.rate_hz == pytest.approx(100.0, rel=0.05) and track.t_s.size > 60 for track in tracks.values())


@pytest.mark.slow
def test_lines_of_a_program_are_read_until_they_end(tmp_path: Path) -> None:
    out, into = os.pipe()
    with recording(tmp_path, "--stdin", "--place", "A1=right_shank", stdin=out) as (process, said):
        os.close(out)
        wait_until(lambda: "Writing to" in said.read_text(encoding="utf-8"))
        sleep(0.3)
        with os.fdopen(into, "w") as pipe:
            for number in range(70):
                pipe.write(f"{line(number * 0.02, 'A1')}\n{line(number * 0.02, 'B7')}\nnonsense\n")
                pipe.flush()
                sleep(0.02)
        assert process.wait(20) == 0
    track = SensorRecording([tmp_path / "day.csv"]).tracks[SHANK]
    assert track.t_s.size > 60
    assert track.rate_hz == pytest.approx(50.0, rel=0.05)


@pytest.mark.slow
@pytest.mark.parametrize("more", [["-l", "en"], ["--json"]], ids=["words", "json"])
def test_datagrams_are_read_and_it_ends_by_itself(formcheck: Run, tmp_path: Path, more: list[str]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def send() -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            for number in range(250):
                sender.sendto(line(number * 0.01, "rfoot").encode(), ("127.0.0.1", port))
                sleep(0.01)

    sender = Thread(target=send)
    sender.start()
    done = formcheck("sensors", "record", "--udp", str(port), "--seconds", "1.5", "--out", "day.csv", *more)
    sender.join()
    assert done.code == 0
    if "--json" in more:
        told = json.loads(done.out)
        assert told["lost"] == {"right_foot": 0}
        assert told["readings"] > 50
    else:
        assert "one sensor" in done.words
    assert FOOT in SensorRecording([tmp_path / "day.csv"]).tracks


def test_a_file_that_is_there_is_left_as_it_is(formcheck: Run, tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_text("mine")
    done = formcheck("sensors", "record", "--udp", "0", "--out", "day.csv")
    assert (done.code, (tmp_path / "day.csv").read_text()) == (3, "mine")
    assert "is there already" in done.words


def test_nothing_is_listened_to_unless_it_is_asked_for() -> None:
    with pytest.raises(typer.BadParameter, match="--phone, --udp"):
        to_ways(options())
    with pytest.raises(typer.BadParameter, match="--side right"):
        to_ways(options(has_phones=True))
    with pytest.raises(typer.BadParameter, match="formcheck sensors nearby"):
        to_ways(options(has_bluetooth=True, places=["right_shank"]))
    assert to_ways(options(has_bluetooth=True, places=["D4:22:CD:00:00:01=right_shank"])).names == {
        "D4:22:CD:00:00:01": SHANK
    }
    ways = to_ways(options(has_phones=True, side=Side.RIGHT))
    assert (ways.places, ways.udp_port, ways.has_stdin) == ((SHANK, FOOT), None, False)
    assert to_ways(options(has_phones=True, places=["left_shank"])).places == (Place(Side.LEFT, Segment.SHANK),)
    assert len(to_ways(options(udp_port=0)).places) == 6


def test_places_are_told_with_or_without_a_name() -> None:
    assert named_places(["right_shank", "A1=right_foot"]) == ({"A1": FOOT}, (SHANK, FOOT))
    with pytest.raises(typer.BadParameter, match="right_shin"):
        named_places(["right_shin"])
