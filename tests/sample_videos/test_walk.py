"""Sitting down, standing up and walking: the whereabouts, and a pose that keeps its feet on the floor. No drawing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from render.manifest import Clip, ManifestError, load_manifest
from render.motion import perform
from render.posing import LegAngles, Posture
from render.rasteriser import aim
from render.script import Rest, Station
from render.stance import FOOTING, Limbs, take_stance
from render.truth import describe
from render.walk import Spot, follow, glide

SAMPLE_VIDEOS = Path(__file__).resolve().parents[2] / "sample_videos"
CLIPS = load_manifest(SAMPLE_VIDEOS / "manifest.toml")
FPS = 25.0
LIMBS = Limbs(thigh_m=0.43, shank_m=0.42, foot=np.array([[-0.08, -0.05], [-0.08, 0.17], [-0.04, 0.17], [0.0, 0.0]]))
SEATED = Posture(Rest().angles(), "left", hip_height_m=0.6)
WALK = (Station(0.0, 0.5, 0.0, 1.0), Station(3.0, 3.5, 0.0, 1.0))
RISE = (Station(0.0), Station(2.0, 0.5, 0.0, 1.0))


def spots(stations: tuple[Station, ...], end_s: float) -> tuple[Spot, ...]:
    return follow(stations, np.arange(round(end_s * FPS)) / FPS)


def ankle_and_sole(legs: dict[str, LegAngles], hip_m: float, letter: str) -> tuple[float, float, float]:
    """Return how far the ankle is in front of the hip, the height of the lowest point of the foot, and its tilt."""
    elevation, knee, ankle = legs[letter]
    thigh = np.radians(-(90.0 + elevation))
    shank = thigh + np.radians(knee)
    sole = shank - np.radians(ankle)
    ahead_m = -LIMBS.thigh_m * np.sin(thigh) - LIMBS.shank_m * np.sin(shank)
    height_m = hip_m - LIMBS.thigh_m * np.cos(thigh) - LIMBS.shank_m * np.cos(shank)
    lowest_m = height_m + float((LIMBS.foot @ np.array([np.cos(sole), -np.sin(sole)])).min())
    return float(ahead_m), lowest_m, float(np.degrees(sole))


def test_a_glide_starts_and_ends_at_rest() -> None:
    share = np.linspace(0.0, 1.0, 10_001)
    progress = glide(share)
    speed = np.gradient(progress, share)
    assert progress[[0, -1]].tolist() == [0.0, 1.0]
    assert np.abs(speed[[0, -1]]).max() < 1e-2
    assert (speed >= 0.0).all()
    assert speed.max() < 1.4


def test_stations_are_reached() -> None:
    stations = (Station(1.0), Station(2.0, 0.5, 0.0, 1.0), Station(3.0, 2.0, 0.0, 1.0), Station(4.0, 2.0, 180.0, 1.0))
    track = spots(stations, 6.0)
    assert track[0] == Spot(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for station in stations:
        spot = track[round(station.t_s * FPS)]
        assert (spot.forward_m, spot.heading_deg) == pytest.approx((station.forward_m, station.heading_deg))
        assert spot.standing == pytest.approx(station.standing)
    assert track[-1].forward_m == pytest.approx(2.0)
    assert track[-1].vigour == pytest.approx(0.0)


def test_legs_stride_on_the_way_and_in_a_turn_but_not_while_rising() -> None:
    turn = (Station(0.0, 1.0, 0.0, 1.0), Station(1.5, 1.0, 180.0, 1.0))
    assert max(spot.vigour for spot in spots(RISE, 2.0)) == 0.0
    assert max(spot.vigour for spot in spots(WALK, 3.0)) == 1.0
    assert 0.1 < max(spot.vigour for spot in spots(turn, 1.5)) < 0.8


def test_whoever_sits_is_posed_as_before() -> None:
    assert take_stance(SEATED, spots(RISE, 2.0)[0], LIMBS) is SEATED


def test_whoever_stands_is_straight_on_level_soles() -> None:
    (spot,) = follow((Station(0.0, 0.5, 0.0, 1.0),), np.array([0.0]))
    posture = take_stance(SEATED, spot, LIMBS)
    for letter in "lr":
        ahead_m, lowest_m, tilt_deg = ankle_and_sole(posture.legs, posture.hip_height_m, letter)
        assert (ahead_m, lowest_m, tilt_deg) == pytest.approx((0.0, 0.0, 0.0), abs=1e-6)
        assert posture.legs[letter][1] < 10.0
    assert posture.upright == 1.0


def test_feet_stay_where_they_are_while_the_person_rises() -> None:
    heights = []
    for spot in spots(RISE, 2.0)[1:]:
        posture = take_stance(SEATED, spot, LIMBS)
        heights.append(posture.hip_height_m)
        if spot.standing > FOOTING:
            ahead_m, lowest_m, tilt_deg = ankle_and_sole(posture.legs, posture.hip_height_m, "l")
            assert spot.forward_m + ahead_m == pytest.approx(0.5, abs=0.01)
            assert (lowest_m, tilt_deg) == pytest.approx((0.0, 0.0), abs=0.01)
    assert (np.diff(heights) >= -1e-9).all()


def test_nothing_jumps_between_seat_and_stand() -> None:
    stances = [take_stance(SEATED, spot, LIMBS) for spot in spots(RISE, 2.5)]
    angles = np.array([[*stance.leg_angles()["l"], *stance.leg_angles()["r"]] for stance in stances])
    trunk = np.array([stance.deg["trunk_lean"] for stance in stances])
    assert np.abs(np.diff(angles, axis=0)).max() < 12.0
    assert np.abs(np.diff(trunk)).max() < 5.0
    assert np.abs(np.diff([stance.hip_height_m for stance in stances])).max() < 0.03


def test_a_walker_has_a_foot_on_the_floor_that_hardly_slides() -> None:
    track = spots(WALK, 3.0)
    feet = np.array([_feet(spot) for spot in track])
    assert np.abs(feet[:, :, 1].min(axis=1)).max() < 1e-6
    steady = slice(25, 50)
    planted = feet[steady, :, 1].argmin(axis=1)
    steps = np.diff(feet[steady, :, 0], axis=0)[np.arange(24), planted[:-1]]
    walked = np.diff([spot.forward_m for spot in track[steady]])
    assert np.median(np.abs(steps)) < 0.2 * np.median(walked)


def _feet(spot: Spot) -> NDArray[np.float64]:
    """Return, for both feet, where the ankle is along the way and how high the foot is, shape (2, 2)."""
    posture = take_stance(SEATED, spot, LIMBS)
    both = [ankle_and_sole(posture.legs, posture.hip_height_m, letter) for letter in "lr"]
    return np.array([(spot.forward_m + ahead_m, lowest_m) for ahead_m, lowest_m, _ in both])


def clip_named(name: str) -> Clip:
    (found,) = (clip for clip in CLIPS if clip.name == name)
    return found


@pytest.mark.parametrize("clip", [clip for clip in CLIPS if clip.script.stations], ids=lambda clip: clip.name)
def test_repetitions_are_done_on_the_seat_and_only_there_have_angles(clip: Clip) -> None:
    motion = perform(clip.script, FPS)
    seated = np.array([spot.standing == 0.0 for spot in motion.spots])
    for repetition in motion.repetitions:
        assert seated[(motion.t_s >= repetition.start_s) & (motion.t_s <= repetition.end_s)].all()
    frames = describe(clip, motion)["frames"]
    assert not seated.all()
    for values in (values for key, values in frames.items() if key != "t_s"):
        assert [value is not None for value in values] == seated.tolist()


def test_a_clip_without_stations_has_angles_in_every_frame() -> None:
    clip = clip_named("good-tibial-slider")
    frames = describe(clip, perform(clip.script, FPS))["frames"]
    assert all(value is not None for values in frames.values() for value in values)


def test_the_person_is_out_of_the_picture_for_two_seconds() -> None:
    clip = clip_named("leaving-picture")
    motion = perform(clip.script, FPS)
    view = aim(clip.scene.camera, clip.scene.light, clip.scene.near_x, 0.65, 640 / 480)
    reach = np.array([(x, y, z, 1.0) for x in (-0.35, 0.35) for y in (0.0, 0.9, 1.8) for z in (-0.5, 0.5)])
    away = 0
    for spot in motion.spots:
        corners = (reach + np.array([0.0, 0.0, spot.forward_m, 0.0])) @ view.matrix.T
        away += bool((np.abs(corners[:, 0]) > corners[:, 3]).all())
    assert away / FPS >= 2.2


def test_a_station_keeps_what_it_does_not_mention(tmp_path: Path) -> None:
    clip = _with_stations(tmp_path, "{ t_s = 1, standing = 1, forward_m = 0.5 }, { t_s = 2, heading_deg = 90 }")
    assert clip.script.stations == (Station(1.0, 0.5, 0.0, 1.0), Station(2.0, 0.5, 90.0, 1.0))


@pytest.mark.parametrize(("stations", "named"), [("{ t_s = 2 }, { t_s = 1 }", "increasing"), ("{ t = 1 }", "'t'")])
def test_a_wrong_station_is_named(tmp_path: Path, stations: str, named: str) -> None:
    with pytest.raises(ManifestError, match=named):
        _with_stations(tmp_path, stations)


def _with_stations(folder: Path, stations: str) -> Clip:
    """Return a clip read from a manifest with those stations."""
    text = f"""
licence = "none"
[[clip]]
file = "clip.mp4"
truth = "clip.truth.json"
title = "A clip"
exercise = "tibial-slider-seated"
side = "right"
facing = "right"
scene = {{ passer = {{ path = [{{ t_s = 0, forward_m = -2 }}, {{ t_s = 4, forward_m = 2 }}] }} }}
script = {{ stations = [{stations}] }}
"""
    (folder / "manifest.toml").write_text(text, encoding="utf-8")
    (clip,) = load_manifest(folder / "manifest.toml")
    assert clip.scene.passer is not None
    assert [station.standing for station in clip.scene.passer.path] == [1.0, 1.0]
    return clip
