"""``formcheck sensors nearby``, ``record --bluetooth``, ``record --lsl`` and the page: virtual sensors, no radio."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
import typer
from bleak.exc import BleakError

from formcheck.apps.live import own_sensors
from formcheck.apps.live.own_sensors import Tell, open_sensors, to_names, to_places
from formcheck.apps.sensors.nearby import nearby
from formcheck.apps.sensors.record import RecordOptions, record
from formcheck.errors import SetupError
from formcheck.samples import Place, Segment, Side
from formcheck.sources.imu.live.bluetooth.feed import LinkNews, LinkState
from formcheck.sources.imu.live.bluetooth.gatt import Scanner
from formcheck.sources.imu.live.bluetooth.radio import Radio
from formcheck.sources.imu.recording import SensorRecording
from formcheck.words.catalogue import Words
from formcheck.words.language import LANGUAGES
from formcheck.words.sensors import battery_words, link_sentence
from tests.support.bluetooth import Air, DotPeripheral, WitPeripheral
from tests.support.commands import Run
from tests.support.lsl import reach, sending

SHANK, FOOT = Place(Side.RIGHT, Segment.SHANK), Place(Side.RIGHT, Segment.FOOT)
DOT, WIT = "D4:22:CD:00:00:01", "F0:F1:F2:F3:F4:01"


@pytest.fixture
def pylsl() -> ModuleType:
    return reach()


def options(**asked: object) -> RecordOptions:
    return RecordOptions(**{  # type: ignore[arg-type]
        "has_phones": False, "udp_port": None, "has_stdin": False, "has_bluetooth": True, "has_lsl": False,
        "places": (f"{DOT}=right_shank", "WT901BLE67=right_foot"), "side": None, "host": None, "seconds": 3.0,
        "language": "en", **asked,
    })  # fmt: skip


@pytest.mark.slow
def test_two_sensors_become_a_recording_of_two_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    air = Air(DotPeripheral("Movella DOT", DOT), WitPeripheral("WT901BLE67", WIT))
    assert record(tmp_path / "day.csv", options(), air.radio) == 0
    said = capsys.readouterr()
    assert said.out.index("Whoever is within some ten metres") < said.out.index("Searching") < said.out.index("Writing")
    assert "not yet with real ones" in said.out
    assert "right shin: Movella DOT is connected" not in said.err  # they are called as they were asked for
    assert f"right shin: {DOT} is connected." in said.err
    assert "right foot: WT901BLE67 is connected." in said.err
    tracks = SensorRecording([tmp_path / "day.csv"]).tracks
    assert tracks[SHANK].rate_hz == pytest.approx(60.0, rel=0.05)
    assert tracks[FOOT].rate_hz == pytest.approx(100.0, rel=0.1)


def test_what_is_near_is_listed_with_name_address_and_maker(capsys: pytest.CaptureFixture[str]) -> None:
    air = Air(DotPeripheral("Movella DOT", DOT), WitPeripheral("Headphones", WIT))
    assert nearby(1.0, "en", has_all=False, radio=air.radio) == 0
    said = capsys.readouterr().out
    assert "Movella DOT" in said
    assert DOT in said
    assert "Headphones" not in said
    assert "not yet with real ones" in said


@pytest.mark.slow
def test_where_no_sensor_is_near_it_is_said_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    air = Air(WitPeripheral("Headphones", WIT))
    assert nearby(1.0, "es", has_all=False, radio=air.radio) == 3
    assert "Encienda el sensor" in capsys.readouterr().out
    again = Air(WitPeripheral("Headphones", WIT))
    assert nearby(1.0, "en", has_all=True, radio=again.radio) == 0
    assert "Headphones" in capsys.readouterr().out


def test_where_a_sensor_is_not_near_no_empty_file_is_left(tmp_path: Path) -> None:
    def broken(_: object) -> Scanner:
        raise BleakError("off")

    with pytest.raises(SetupError, match="cannot be used"):
        record(tmp_path / "day.csv", options(), Radio(broken))
    assert not list(tmp_path.iterdir())


def test_without_a_name_nothing_is_searched(formcheck: Run) -> None:
    done = formcheck("sensors", "record", "--bluetooth", "--place", "right_shank", "--out", "day.csv")
    assert done.code == 2
    assert "formcheck sensors nearby" in done.words.replace("│ ", "").replace(" │", "")


def test_the_page_needs_a_name_for_every_sensor() -> None:
    text = f"{DOT}=right_shank,WT901=right_foot"
    assert to_places(text, None) == (SHANK, FOOT)
    assert to_names(text) == {DOT: SHANK, "WT901": FOOT}
    assert to_names("right_shank") == to_names(None) == {}
    tell = Tell(Words("en"), lambda: pytest.fail("nothing is opened"))
    with pytest.raises(typer.BadParameter, match="formcheck sensors nearby"):
        open_sensors("bluetooth", (SHANK, FOOT), None, tell, {DOT: SHANK})


@pytest.mark.slow
@pytest.mark.xdist_group("lsl")
def test_a_stream_whose_name_tells_its_place_becomes_a_recording(
    pylsl: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sending(pylsl, "right_shank"):
        assert record(tmp_path / "day.csv", options(has_bluetooth=False, has_lsl=True, places=())) == 0
    assert "others in this network could do the same" in capsys.readouterr().out
    assert SensorRecording([tmp_path / "day.csv"]).tracks[SHANK].rate_hz == pytest.approx(100.0, rel=0.05)


@pytest.mark.parametrize(("asked", "extra"), [("bluetooth", "bluetooth"), ("lsl", "lsl")])
def test_a_package_that_is_missing_is_told_first(asked: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_sensors, "find_spec", lambda name: True if name == "vqf" else None)
    with pytest.raises(SetupError, match=rf"formcheck\[{extra}\]"):
        own_sensors.check_packages(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_of_a_connection_is_told_with_its_reason(language: str) -> None:
    words = Words(language)
    told = {link_sentence(words, LinkNews(SHANK, "one", state, "Because.")) for state in LinkState}
    assert len(told) == len(LinkState)
    assert all("one" in sentence and sentence.endswith("Because.") for sentence in told)
    assert "43 %" in battery_words(words, 0.43)
    assert not battery_words(words, None)
