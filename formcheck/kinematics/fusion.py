"""Camera and sensors together: of each joint one of them tells the angle, and each keeps an eye on the other.

A joint is measured by the instrument with the smaller error, which on the leg is nearly always the sensors, and by the
other one while that is silent, shown from where the first left off: never by a mean of both, which would tremble with
the camera. What the sensors read is corrected by an offset that creeps (`formcheck.kinematics.apart`). Where the
two differ by more than both their doubts for a second, nobody knows who is right, and the joint is withheld.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isnan, nan

from formcheck.causes import Cause, CauseKind, Causes
from formcheck.events import Agreed, Disagreed, Event, MeasuredBy
from formcheck.kinematics import apart
from formcheck.kinematics.apart import JointState, Pair
from formcheck.kinematics.quality import SIDE_ON_DEG
from formcheck.samples import Accuracy, AngleReading, AngleSample, Dof, Origin, Side
from formcheck.sighting import Sighting

_BEFORE_ANY = JointState()


@dataclass(frozen=True, slots=True)
class FusionParams:
    """What is known of both instruments.

    Parameters
    ----------
    camera, sensors : Accuracy
        Which angles each can measure, and how well.
    """

    camera: Accuracy
    sensors: Accuracy

    def preferred(self, dof: Dof) -> Origin:
        """Return the instrument that tells an angle while it measures it.

        Parameters
        ----------
        dof : Dof
            The angle.
        """
        if not self.sensors.measures(dof):
            return Origin.CAMERA
        if not self.camera.measures(dof):
            return Origin.SENSOR
        is_better = self.sensors.typical_deg(dof) <= self.camera.typical_deg(dof)
        return Origin.SENSOR if is_better else Origin.CAMERA


@dataclass(frozen=True, slots=True)
class FusionState:
    """All memory of the fusion.

    Parameters
    ----------
    legs : mapping of Side to mapping of Dof to JointState
        What is remembered of each joint that both can measure.
    """

    legs: Mapping[Side, Mapping[Dof, JointState]] = field(default_factory=dict)


def step(params: FusionParams, state: FusionState, camera: Sighting, sensors: Sighting) -> tuple[FusionState, Sighting]:
    """Bring what both know of one moment together.

    Parameters
    ----------
    params : FusionParams
        What is known of both.
    state : FusionState
        Memory.
    camera, sensors : Sighting
        What each knows at the same time. Legs that the camera was not asked for are left out.

    Returns
    -------
    FusionState, Sighting
        New memory, and for each leg the angles with their origins. It has the camera's view.
    """
    is_side_on = camera.view is not None and camera.view.angle_deg <= SIDE_ON_DEG
    legs, samples = dict(state.legs), dict(camera.samples)
    events: list[Event] = [*camera.events, *sensors.events]
    for side in [side for side in camera.samples if side in sensors.samples]:
        both = camera.samples[side], sensors.samples[side]
        legs[side], samples[side], told = _step_leg(params, legs.get(side, {}), *both, is_side_on=is_side_on)
        events += told
    calibration = {
        side: news
        for side, news in camera.calibration.items()
        # The zero of the camera's ankle is nothing to the sensors'.
        if samples[side].origin.get(Dof.ANKLE_DORSIFLEXION, Origin.CAMERA) is Origin.CAMERA
    }
    is_present = camera.is_present or sensors.is_present
    fused = replace(camera, samples=samples, is_present=is_present, events=tuple(events), calibration=calibration)
    return FusionState(legs), fused


def _step_leg(
    params: FusionParams,
    joints: Mapping[Dof, JointState],
    camera: AngleSample,
    sensors: AngleSample,
    *,
    is_side_on: bool,
) -> tuple[dict[Dof, JointState], AngleSample, list[Event]]:
    after, told = dict(joints), list[Event]()
    deg, quality, origin = dict(camera.deg), dict(camera.quality), dict(camera.origin)
    readings: dict[Dof, tuple[AngleReading, ...]] = {}
    knee_deg = camera.deg[Dof.KNEE_FLEXION]
    for dof in [dof for dof in Dof if params.sensors.measures(dof)]:
        before = joints.get(dof, _BEFORE_ANY)
        pair = Pair(
            camera.t_s,
            (camera.deg[dof], sensors.deg[dof]),
            (_doubt_deg(params.camera, dof, camera, knee_deg), _doubt_deg(params.sensors, dof, sensors, knee_deg)),
            within_deg=_within_deg(params, dof, knee_deg),
            knee_deg=knee_deg,
            is_fair=is_side_on and camera.quality[dof] >= apart.GOOD_QUALITY,
        )
        after[dof] = now = apart.step(before, pair)
        found = _readings(params.preferred(dof), dof, camera, sensors, now)
        best = found[0] if found and not now.is_withheld else None
        deg[dof], quality[dof] = (nan, 0.0) if best is None else (_shown_deg(params, dof, best, now), best.quality)
        origin |= {} if best is None else {dof: best.origin}
        readings[dof] = found
        after[dof] = apart.tell(now, camera.t_s, None if best is None else best.origin)
        told += _news(camera, dof, pair, before, after[dof])
    why = {dof: causes for dof in Dof if (causes := _why(dof, camera, sensors, deg, origin, readings))}
    kept = {dof: by for dof, by in origin.items() if not isnan(deg[dof]) or dof not in readings}
    return after, AngleSample(camera.t_s, camera.side, deg, quality, kept, readings, why=why), told


def _why(
    dof: Dof,
    camera: AngleSample,
    sensors: AngleSample,
    deg: Mapping[Dof, float],
    origin: Mapping[Dof, Origin],
    readings: Mapping[Dof, tuple[AngleReading, ...]],
) -> Causes:
    """Return what keeps an angle from being measured, or makes it doubtful; of one that sensors tell nothing does."""
    if not isnan(deg[dof]):
        return camera.why.get(dof, ()) if origin.get(dof) is Origin.CAMERA else ()
    if read := readings.get(dof):
        apart_deg = abs(read[0].deg - read[-1].deg) if len(read) > 1 else None
        return (Cause(CauseKind.DISAGREEMENT, number=None if apart_deg is None else round(apart_deg, 1)),)
    return (*camera.why.get(dof, ()), *sensors.why.get(dof, ()))


def _shown_deg(params: FusionParams, dof: Dof, best: AngleReading, joint: JointState) -> float:
    """Return what is read; of an instrument that steps in, from where the other one left off."""
    if best.origin is params.preferred(dof):
        return best.deg
    return best.deg - joint.step_deg if best.origin is Origin.CAMERA else best.deg + joint.step_deg


def _doubt_deg(known: Accuracy, dof: Dof, sample: AngleSample, knee_deg: float) -> tuple[float, float]:
    """Return what an instrument may be wrong by, in degrees: for the whole session, and in all."""
    if not known.measures(dof) or sample.quality[dof] <= 0.0:
        return nan, nan
    error = known.error(dof, knee_deg)
    return error.between_deg, apart.whole_deg(error.between_deg, error.within_deg, sample.quality[dof])


def _within_deg(params: FusionParams, dof: Dof, knee_deg: float) -> float:
    """Return what both get wrong of an angle from one repetition to the next, added."""
    if not (params.camera.measures(dof) and params.sensors.measures(dof)):
        return nan
    return params.camera.error(dof, knee_deg).within_deg + params.sensors.error(dof, knee_deg).within_deg


def _readings(
    first: Origin, dof: Dof, camera: AngleSample, sensors: AngleSample, joint: JointState
) -> tuple[AngleReading, ...]:
    """Return what was read of an angle, the preferred instrument first; sensors that have slipped are not heard."""
    by_camera = AngleReading(Origin.CAMERA, camera.deg[dof], camera.quality[dof])
    by_sensor = AngleReading(Origin.SENSOR, sensors.deg[dof] + joint.offset_deg, sensors.quality[dof])
    both: tuple[AngleReading, ...] = (by_sensor, by_camera) if first is Origin.SENSOR else (by_camera, by_sensor)
    if joint.usual.has_changed and not joint.is_withheld:
        both = (by_camera,)
    return tuple(one for one in both if not isnan(one.deg))


def _news(camera: AngleSample, dof: Dof, pair: Pair, before: JointState, after: JointState) -> list[Event]:
    t_s, side = camera.t_s, camera.side
    told: list[Event] = []
    if after.is_withheld and not before.is_withheld:
        camera_deg, sensor_deg = pair.deg
        told.append(Disagreed(t_s, side, dof, round(camera_deg, 1), round(sensor_deg + after.offset_deg, 1)))
    if before.is_withheld and not after.is_withheld:
        told.append(Agreed(t_s, side, dof))
    if after.told is not None and after.told is not before.told:
        told.append(MeasuredBy(t_s, side, dof, after.told))
    return told
