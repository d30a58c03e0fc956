"""A leg that moves: gravity where it should be, signs as agreed, accelerations those of the positions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from formcheck.samples import GRAVITY_MPS2, Segment, Side
from formcheck.validation.model import Series
from formcheck.validation.simulated.angles import LegAngles
from formcheck.validation.simulated.calibration import perform_calibration
from formcheck.validation.simulated.motion import (
    Body,
    LegMotion,
    SegmentMotion,
    leg_motion,
    segment_motion,
)
from tests.support.cases import few
from tests.support.legs import seated, strokes

TIMES = np.arange(601) / 100.0
PLANE = Body(out_of_plane_deg=0.0)


def still(knee_deg: float, ankle_deg: float, thigh_deg: float) -> LegAngles:
    t_s = np.arange(61) / 30.0
    return LegAngles(t_s, np.full(61, knee_deg), np.full(61, ankle_deg), np.full(61, thigh_deg))


def on_seat(angles: LegAngles, body: Body = PLANE, side: Side = Side.RIGHT) -> LegMotion:
    return leg_motion(angles, side, body, -np.inf)


def pitch_of(motion: SegmentMotion) -> Series:
    """Return the pitch that the vertical shows in the segment's frame, in degrees."""
    up = motion.rotation.inv().apply((0.0, 0.0, 1.0))
    return np.rad2deg(-np.arctan2(up[:, 0], up[:, 2]))


@pytest.mark.parametrize(
    ("segment", "standing", "sitting"),
    [
        (Segment.THIGH, (0.0, 0.0, 1.0), (1.0, 0.0, 0.0)),  # on a seat the front of the thigh looks up
        (Segment.SHANK, (0.0, 0.0, 1.0), (0.0, 0.0, 1.0)),
        (Segment.FOOT, (0.0, 0.0, 1.0), (0.0, 0.0, 1.0)),
    ],
)
def test_at_rest_a_sensor_feels_gravity_upwards(
    segment: Segment, standing: tuple[float, ...], sitting: tuple[float, ...]
) -> None:
    times = np.arange(101) / 100.0 + 0.5
    for angles, up in ((still(0.0, 0.0, -90.0), standing), (still(90.0, 0.0, 0.0), sitting)):
        motion = segment_motion(on_seat(angles), segment, times)
        assert motion.force_mps2 == pytest.approx(np.tile(GRAVITY_MPS2 * np.array(up), (101, 1)), abs=1e-6)
        assert motion.rate_radps == pytest.approx(0.0, abs=1e-6)


def test_straightening_the_knee_turns_the_shank_with_negative_rate() -> None:
    motion = segment_motion(on_seat(seated(-80.0)), Segment.SHANK, TIMES)
    out, back = (TIMES > 1.1) & (TIMES < 2.4), (TIMES > 3.1) & (TIMES < 4.4)
    assert motion.rate_radps[out, 1].max() < 0.0
    assert motion.rate_radps[back, 1].min() > 0.0
    assert motion.stroke[TIMES == 2.75] == pytest.approx(80.0 / 90.0, abs=1e-3)


def test_toes_up_turns_the_foot_with_negative_rate_and_nothing_else() -> None:
    leg = on_seat(seated(0.0, 20.0))
    out = (TIMES > 1.1) & (TIMES < 2.4)
    assert segment_motion(leg, Segment.FOOT, TIMES).rate_radps[out, 1].max() < 0.0
    for segment in (Segment.THIGH, Segment.SHANK):
        assert segment_motion(leg, segment, TIMES).rate_radps == pytest.approx(0.0, abs=1e-9)


@pytest.mark.slow
@given(st.floats(-85.0, 20.0), st.floats(-40.0, 20.0), st.floats(-10.0, 25.0))
def test_pitches_make_up_the_angles(knee: float, ankle: float, thigh: float) -> None:
    t_s = np.arange(181) / 30.0
    done = strokes(t_s)
    angles = LegAngles(t_s, 90.0 + knee * done, ankle * done, thigh * done)
    leg = on_seat(angles)
    pitch = {segment: leg.pitch_deg(segment, t_s) for segment in Segment}
    assert pitch[Segment.SHANK] - pitch[Segment.THIGH] == pytest.approx(angles.knee_deg, abs=0.1)
    assert pitch[Segment.SHANK] - pitch[Segment.FOOT] == pytest.approx(angles.ankle_deg, abs=0.1)
    assert -90.0 - pitch[Segment.THIGH] == pytest.approx(angles.thigh_deg, abs=0.1)


@pytest.mark.parametrize("segment", list(Segment))
def test_the_rate_adds_up_to_the_pitch(segment: Segment) -> None:
    leg = on_seat(seated(-85.0, 30.0))
    motion = segment_motion(leg, segment, TIMES)
    pitch, rate = leg.pitch_deg(segment, TIMES), motion.rate_radps[:, 1]
    summed = pitch[0] + np.rad2deg(np.cumsum(np.insert((rate[1:] + rate[:-1]) * 0.005, 0, 0.0)))
    assert summed == pytest.approx(pitch, abs=0.1)


@pytest.mark.parametrize("segment", [Segment.SHANK, Segment.FOOT])
def test_out_of_the_plane_the_rate_adds_up_too(segment: Segment) -> None:
    leg = on_seat(seated(-85.0, 30.0), Body(out_of_plane_deg=8.0))
    motion = segment_motion(leg, segment, TIMES)
    middle = (motion.rate_radps[1:] + motion.rate_radps[:-1]) / 2.0
    now = motion.rotation[0]
    for turn, rotation in zip(Rotation.from_rotvec(middle * 0.01), motion.rotation[1:], strict=True):
        now = now * turn
        assert np.rad2deg((now.inv() * rotation).magnitude()) < 0.1
    assert pitch_of(motion) == pytest.approx(leg.pitch_deg(segment, TIMES), abs=1.0)


@pytest.mark.parametrize(("side", "sign"), [(Side.LEFT, 1.0), (Side.RIGHT, -1.0)])
def test_the_straight_shank_leans_outwards(side: Side, sign: float) -> None:
    leg = on_seat(still(0.0, 0.0, -90.0), Body(out_of_plane_deg=4.0), side)
    down = segment_motion(leg, Segment.SHANK, np.array([0.5, 0.6])).rotation.apply((0.0, 0.0, -1.0))
    assert down[0, 1] == pytest.approx(sign * np.sin(np.deg2rad(4.0)), abs=1e-6)


def test_a_swinging_sensor_is_pulled_to_the_knee() -> None:
    motion = segment_motion(on_seat(seated(-80.0)), Segment.SHANK, TIMES)
    fastest = int(np.argmin(motion.rate_radps[:, 1]))  # there the angular acceleration passes through 0
    gravity = motion.rotation[fastest].inv().apply((0.0, 0.0, GRAVITY_MPS2))
    arm = np.array(Body().arm_m[Segment.SHANK])
    centripetal = -(motion.rate_radps[fastest, 1] ** 2) * arm
    assert np.linalg.norm(centripetal) > 0.5
    assert motion.force_mps2[fastest] - gravity == pytest.approx(centripetal, abs=0.05)


@pytest.mark.parametrize("segment", few(list(Segment)))
@pytest.mark.parametrize("out_of_plane_deg", few([0.0, 4.0]))
def test_accelerations_are_those_of_the_positions(segment: Segment, out_of_plane_deg: float) -> None:
    calibration = perform_calibration(np.random.default_rng(1))
    body = Body(out_of_plane_deg=out_of_plane_deg)
    leg = leg_motion(calibration.angles, Side.LEFT, body, calibration.seated_s)
    step_s = 0.005
    times = np.asarray(np.arange(int(calibration.angles.t_s[-1] / step_s)) * step_s, dtype=np.float64)
    motions = {one: segment_motion(leg, one, times) for one in Segment}

    def along(one: Segment, arm: tuple[float, float, float]) -> Series:
        return np.asarray(motions[one].rotation.apply(arm))

    knee = along(Segment.THIGH, (0.0, 0.0, -body.thigh_m))
    ankle = knee + along(Segment.SHANK, (0.0, 0.0, -body.shank_m))
    seated_at = int(np.searchsorted(times, calibration.seated_s))
    hip = -ankle.copy()
    hip[seated_at:] = hip[seated_at]  # the ankle stays until then, the hip from then on
    upper_end = {Segment.THIGH: hip, Segment.SHANK: hip + knee, Segment.FOOT: hip + ankle}[segment]
    place = upper_end + along(segment, body.arm_m[segment])
    expected = (place[2:] - 2.0 * place[1:-1] + place[:-2]) / step_s**2 + np.array((0.0, 0.0, GRAVITY_MPS2))
    motion = motions[segment]
    assert motion.rotation[1:-1].apply(motion.force_mps2[1:-1]) == pytest.approx(expected, abs=0.02)
