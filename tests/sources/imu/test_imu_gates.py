"""What is refused on arrival, in plain words, and what is told of what may pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from formcheck.errors import SensorError
from formcheck.samples import GRAVITY_MPS2
from formcheck.sources.imu.gates import Notice, NoticeKind, check_track
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.sources.imu.turning import turn_scale
from tests.support.swings import swing, trembling

Change = Callable[[SensorTrack], SensorTrack]


def real(rate_hz: float = 100.0) -> SensorTrack:
    """Return the swing with the noise of a real sensor, and a bias of its gyroscope."""
    track = swing(rate_hz)
    acc, gyr = trembling(track)
    return replace(track, acc_mps2=acc, gyr_radps=gyr + np.array([0.01, -0.02, 0.01]))


def with_acc(track: SensorTrack, acc: object) -> SensorTrack:
    return replace(track, acc_mps2=np.asarray(acc, dtype=np.float64))


def with_gyr(track: SensorTrack, gyr: object) -> SensorTrack:
    return replace(track, gyr_radps=np.asarray(gyr, dtype=np.float64))


def with_rows(track: SensorTrack, rows: object) -> SensorTrack:
    kept = np.asarray(rows)
    return replace(track, t_s=track.t_s[kept], acc_mps2=track.acc_mps2[kept], gyr_radps=track.gyr_radps[kept])


def with_one(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], value: float, column: int) -> object:
    changed = values.copy()
    changed[40, column] = value
    return changed


def with_dead_axis(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> object:
    changed = values.copy()
    changed[:, 1] = 0.0
    return changed


def linear(track: SensorTrack) -> object:
    return track.acc_mps2 - swing().acc_mps2 + 0.3 * np.sin(track.t_s)[:, None]


def slow(track: SensorTrack, factor: float) -> SensorTrack:
    """Return a track of the same movement taken five times as slowly, its rotation times a factor."""
    t_s = np.arange(0.0, track.t_s[-1] * 5, 0.02)
    kinds = (track.acc_mps2, track.gyr_radps / 5)
    acc, gyr = (np.column_stack([np.interp(t_s, track.t_s * 5, axis) for axis in one.T]) for one in kinds)
    return replace(track, t_s=t_s, acc_mps2=acc, gyr_radps=gyr * factor)


def frozen(track: SensorTrack) -> SensorTrack:
    return replace(track, t_s=np.where(track.t_s > 5.0, track.t_s - 1.0, track.t_s))


REFUSED: dict[str, tuple[Change, str]] = {
    "g": (lambda track: with_acc(track, track.acc_mps2 / GRAVITY_MPS2), r"acceleration is in g: found 1\.00"),
    "mg": (lambda track: with_acc(track, track.acc_mps2 / GRAVITY_MPS2 * 1000), r"is 999\.9 m/s² at rest"),
    "twice": (lambda track: with_acc(track, track.acc_mps2 * 2), r"is 19\.6 m/s² at rest, expected 9\.8"),
    "no gravity": (lambda track: with_acc(track, linear(track)), "gravity was removed from its acceleration"),
    "degrees": (lambda track: with_gyr(track, np.degrees(track.gyr_radps)), "in °/s, expected rad/s: it reaches 82"),
    "degrees, slow": (lambda track: slow(track, 180.0 / np.pi), "in °/s, expected rad/s: of 4 turns from rest to rest"),
    "radians": (lambda track: with_gyr(track, np.radians(track.gyr_radps)), "57 times too small"),
    "slow": (lambda track: with_rows(track, np.arange(0, track.t_s.size, 10)), r"measured 10\.0 times a second"),
    "short": (lambda track: with_rows(track, np.arange(50)), r"50 readings in 0\.5 s"),
    "empty": (lambda track: with_rows(track, np.arange(0)), "0 readings"),
    "gaps": (lambda track: with_rows(track, np.flatnonzero(np.arange(track.t_s.size) % 60 < 3)), "nothing but gaps: 9"),
    "nan": (lambda track: with_acc(track, with_one(track.acc_mps2, np.nan, 1)), "1 values of its acceleration are no"),
    "inf": (lambda track: with_gyr(track, with_one(track.gyr_radps, np.inf, 1)), "1 values of its rotation are no"),
    "dead gyroscope": (lambda track: with_gyr(track, track.gyr_radps * 0), "gyroscope is dead: it says 0, 0, 0"),
    "dead": (lambda track: with_acc(track, track.acc_mps2 * 0 + 1), "accelerometer is dead: it says 1, 1, 1"),
    "dead axis": (lambda track: with_gyr(track, with_dead_axis(track.gyr_radps)), "axis y of its gyroscope is dead"),
    "saturated": (
        lambda track: with_gyr(replace(track, t_s=track.t_s / 4), np.clip(track.gyr_radps * 4, -4.36, 4.36)),
        r"gyroscope is saturated: \d+\.\d% of its readings lie at the end of its range, 4\.4",
    ),
    "backwards": (frozen, r"times do not go on after 5\.000 s: the next is 4\.010 s"),
}


@pytest.mark.parametrize(("change", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used_is_refused_in_plain_words(change: Change, words: str) -> None:
    with pytest.raises(SensorError, match=words) as info:
        check_track(change(real()))
    assert info.value.where == "sensor right_shank"
    assert info.value.next_step


@pytest.mark.parametrize("rate_hz", [25.0, 50.0, 100.0, 200.0])
def test_a_good_track_passes(rate_hz: float) -> None:
    assert [one.kind for one in check_track(real(rate_hz))] == ([NoticeKind.LOW_RATE] if rate_hz < 40 else [])


def test_an_ideal_track_passes_though_nothing_trembles() -> None:
    assert check_track(swing()) == ()
    assert check_track(replace(swing(), is_orientation=True)) == ()


def test_the_other_sign_of_acceleration_passes_as_nothing_can_tell_it() -> None:
    track = real()
    assert check_track(with_acc(track, -track.acc_mps2)) == ()


def test_gaps_are_told_with_their_number_and_length() -> None:
    track = real()
    rows = [row for row in range(track.t_s.size) if not (300 <= row < 350 or 600 <= row < 630 or 800 <= row < 815)]
    (notice,) = check_track(with_rows(track, rows))
    assert notice == Notice(NoticeKind.GAPS, "right_shank", notice.numbers)
    assert notice.numbers == pytest.approx({"count": 2, "total_s": 0.82, "longest_s": 0.51})


def test_a_few_saturated_readings_are_told() -> None:
    track = real()
    gyr = track.gyr_radps.copy()
    gyr[270:274, 1] = 4.36
    (notice,) = check_track(with_gyr(track, gyr))
    assert notice.kind is NoticeKind.SATURATED
    assert notice.numbers["share"] == pytest.approx(4 / track.t_s.size)


def test_a_sensor_that_hardly_moved_is_told_not_refused() -> None:
    track = real()
    acc = np.tile(track.acc_mps2[:100], (9, 1))[: track.t_s.size]
    still = replace(track, t_s=track.t_s[: len(acc)], acc_mps2=acc, gyr_radps=track.gyr_radps[: len(acc)] * 0.01)
    (notice,) = check_track(still)
    assert notice.kind is NoticeKind.HARDLY_MOVED
    assert notice.numbers["tilt_deg"] < 1.0


def test_a_gyroscope_with_swapped_axes_is_told() -> None:
    track = real()
    (notice,) = check_track(with_gyr(track, track.gyr_radps[:, [1, 2, 0]]))
    assert notice.kind is NoticeKind.ROTATION_DISAGREES
    assert notice.numbers["turns"] == 4


def test_the_unit_is_told_from_the_turns_between_rests() -> None:
    turn = turn_scale(real())
    assert turn is not None
    assert (turn.scale, turn.turns) == (1.0, 4)
    assert turn.error_deg < 1.0


def test_a_sensor_that_never_turned_from_rest_to_rest_tells_nothing_of_its_unit() -> None:
    track = real()
    assert turn_scale(with_rows(track, np.arange(150))) is None
