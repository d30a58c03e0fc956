"""Sensors over Bluetooth: real advertising, connections and notifications over a virtual link; no real radio."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from threading import Thread
from time import monotonic

import pytest
from bleak.exc import BleakBluetoothNotAvailableError, BleakBluetoothNotAvailableReason, BleakError

from formcheck.errors import FormcheckError, InputError, SetupError
from formcheck.samples import ImuReadings, Place, Segment, Side
from formcheck.sources.imu.live.bluetooth import dot, radio, witmotion
from formcheck.sources.imu.live.bluetooth.feed import BluetoothFeed, LinkNews, LinkState
from formcheck.sources.imu.live.bluetooth.gatt import Scanner
from formcheck.sources.imu.live.bluetooth.radio import Radio
from formcheck.sources.imu.live.stream import LiveReadings
from tests.support.bluetooth import Air, DotPeripheral, WitPeripheral
from tests.support.cases import few, few_rows
from tests.support.processes import wait_until
from tests.support.worn_live import check_swing

SHANK, FOOT = Place(Side.RIGHT, Segment.SHANK), Place(Side.RIGHT, Segment.FOOT)
DOT, WIT = "D4:22:CD:00:00:01", "F0:F1:F2:F3:F4:01"


class Listening:
    """What comes of some sensors in the air."""

    def __init__(self, air: Air, wanted: dict[str, Place]) -> None:
        self.air = air
        self.news: list[LinkNews] = []
        self.live = LiveReadings()
        self.groups: list[ImuReadings] = []
        self.feed = BluetoothFeed(wanted, self.live, self.news.append, air.radio, search_s=2.0)
        self._thread = Thread(target=lambda: self.groups.extend(self.live.readings()), daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()
        self.live.feed(self.feed)

    def states(self, place: Place = SHANK) -> list[LinkState]:
        """Return how the connection to a sensor stood, one after the other."""
        return [one.state for one in self.news if one.place == place]

    def count(self, place: Place = SHANK) -> int:
        """Return how many readings came of a sensor."""
        return sum(state.received for state in self.live.sensors() if state.place == place)

    def battery(self, place: Place = SHANK) -> float | None:
        """Return how full the battery of a sensor is said to be."""
        return next((state.battery for state in self.live.sensors() if state.place == place), None)

    def close(self) -> None:
        """End it."""
        self.live.close()
        self._thread.join(5.0)


@contextmanager
def listening(air: Air, wanted: dict[str, Place]) -> Iterator[Listening]:
    made = Listening(air, wanted)
    with closing(made):
        made.start()
        yield made


@pytest.mark.slow
def test_the_same_movement_is_the_same_angles_from_both_makers() -> None:
    # One that sends no times needs a few seconds until these are known: it rests for so long.
    air = Air(DotPeripheral("Movella DOT", DOT), WitPeripheral("WT901BLE67", WIT, begin_s=-3.0))
    with listening(air, {DOT: SHANK, "wt901ble67": FOOT}) as heard:
        wait_until(lambda: heard.count(SHANK) > 60 * 6.5 and heard.count(FOOT) > 100 * 9.5, 30.0)
        states = heard.live.sensors()
        assert (heard.battery(SHANK), heard.battery(FOOT)) == (0.43, 0.5)
    assert [state.rate_hz for state in sorted(states, key=lambda one: one.rate_hz)] == pytest.approx(
        [60, 100], rel=0.03
    )
    assert all(state.restarts == 0 for state in states)
    for place in (SHANK, FOOT):
        check_swing([one for group in heard.groups for one in group.readings if one.place == place])
        assert heard.states(place) == [LinkState.CONNECTING, LinkState.CONNECTED]
    assert air.most_opening == 1  # one after the other
    assert air.peripherals[0].written == [dot.START, dot.STOP]
    assert air.peripherals[1].written[:3] == [witmotion.UNLOCK, witmotion.RATE_100_HZ, witmotion.ASK_BATTERY]


@pytest.mark.slow
@pytest.mark.parametrize("kind", few([DotPeripheral, WitPeripheral]))
def test_a_connection_that_is_lost_is_told_and_made_again(kind: type[DotPeripheral | WitPeripheral]) -> None:
    sensor = kind("one", DOT)
    with listening(Air(sensor), {"one": SHANK}) as heard:
        wait_until(lambda: heard.count() > 30)
        heard.air.do(sensor.drop)
        wait_until(lambda: LinkState.LOST in heard.states())
        before = heard.count()
        wait_until(lambda: heard.count() > before + 60, 20.0)
    assert heard.states() == [LinkState.CONNECTING, LinkState.CONNECTED, LinkState.LOST, LinkState.CONNECTED]
    assert sensor.connections == 2


@pytest.mark.slow
def test_a_battery_that_runs_down_is_told() -> None:
    sensor = DotPeripheral("Movella DOT", DOT)
    with listening(Air(sensor), {DOT: SHANK}) as heard:
        wait_until(lambda: heard.battery() == 0.43)
        heard.air.do(lambda: sensor.run_down(12))
        wait_until(lambda: heard.battery() == 0.12)


def wrong_mode(sensor: DotPeripheral) -> None:
    sensor.own_mode = 22


def wrong_mode_untold(sensor: DotPeripheral) -> None:
    sensor.own_mode, sensor.tells_mode = 22, False


def without_gravity(sensor: DotPeripheral) -> None:
    sensor.has_gravity = False


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoil", "reason"),
    few_rows([(wrong_mode, "mode 22"), (wrong_mode_untold, "another mode"), (without_gravity, "gravity was removed")]),
)
def test_a_dot_in_another_mode_is_refused_with_the_reason(spoil: Callable[[DotPeripheral], None], reason: str) -> None:
    sensor = DotPeripheral("Movella DOT", DOT)
    spoil(sensor)
    with listening(Air(sensor), {DOT: SHANK}) as heard:
        wait_until(lambda: LinkState.REFUSED in heard.states())
        wait_until(lambda: dot.STOP in sensor.written)  # and let go
    assert reason in heard.news[-1].reason


@pytest.mark.slow
def test_what_is_no_sensor_is_refused() -> None:
    class Headphones(WitPeripheral):
        def services(self) -> list[object]:  # type: ignore[override]
            return []

    with listening(Air(Headphones("Headphones", WIT)), {"Headphones": SHANK}) as heard:
        wait_until(lambda: LinkState.REFUSED in heard.states())
    assert "known are Movella DOT and WitMotion" in heard.news[-1].reason


@pytest.mark.slow
def test_a_sensor_that_is_not_near_is_said_with_what_was_seen() -> None:
    heard = Listening(Air(DotPeripheral("Movella DOT", DOT)), {"left dot": SHANK})
    with closing(heard), pytest.raises(InputError, match=r"'left dot' is near; seen: Movella DOT \(D4:22:CD") as info:
        heard.start()
    assert "formcheck sensors nearby" in str(info.value)


@pytest.mark.slow
def test_a_name_that_two_have_is_said_with_their_addresses() -> None:
    heard = Listening(Air(DotPeripheral("Movella DOT", DOT), DotPeripheral("Movella DOT", WIT)), {"movella dot": SHANK})
    with closing(heard), pytest.raises(InputError, match=f"2 sensors are called 'movella dot': {DOT}, {WIT}"):
        heard.start()


REASONS = BleakBluetoothNotAvailableReason


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (BleakBluetoothNotAvailableError("", REASONS.POWERED_OFF), "Bluetooth is off. Switch it on"),
        (BleakBluetoothNotAvailableError("", REASONS.NO_BLUETOOTH), "no Bluetooth. Plug in"),
        (BleakBluetoothNotAvailableError("", REASONS.DENIED_BY_USER), "may not use Bluetooth. Allow it"),
        (BleakBluetoothNotAvailableError("", REASONS.DENIED_BY_SYSTEM), "does not let this program"),
        (BleakBluetoothNotAvailableError("odd", REASONS.UNKNOWN), "cannot be used"),
        (FileNotFoundError(2, "No such file"), "no Bluetooth"),
        (BleakError("strange"), r"cannot be used \(strange\)"),
    ],
)
def test_a_radio_that_cannot_be_used_is_said_in_plain_words(error: Exception, says: str) -> None:
    def broken(_: object) -> Scanner:
        raise error

    live = LiveReadings()
    with closing(live), pytest.raises(SetupError, match=says) as info:
        live.feed(BluetoothFeed({"one": SHANK}, live, radio=Radio(broken)))
    assert str(info.value).startswith("Bluetooth: ")


def test_a_missing_package_is_said_before_anything_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(radio, "find_spec", lambda _: None)
    live = LiveReadings()
    with closing(live), pytest.raises(FormcheckError, match=r"pip install 'formcheck\[bluetooth\]'"):
        live.feed(BluetoothFeed({"one": SHANK}, live))


@pytest.mark.slow
def test_it_ends_at_once_while_it_waits_for_a_sensor_that_went_away() -> None:
    sensor = DotPeripheral("Movella DOT", DOT)
    with listening(Air(sensor), {DOT: SHANK}) as heard:
        wait_until(lambda: heard.count() > 10)
        heard.air.do(sensor.go_away)
        wait_until(lambda: LinkState.LOST in heard.states())
        began_s = monotonic()
    assert monotonic() - began_s < 8.0
