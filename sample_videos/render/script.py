"""The script of a clip: what the person does, written as data, before any randomness is added."""

from __future__ import annotations

from dataclasses import dataclass, field

DOFS = ("knee_flexion", "ankle_dorsiflexion", "thigh_elevation", "trunk_lean", "neck_flexion")


@dataclass(frozen=True, slots=True)
class Flag:
    """One fault that the repetition carries on purpose.

    Attributes
    ----------
    kind : str
        Fault name, for example ``"incomplete_range"``.
    dof : str
        Degree of freedom concerned, or an empty string when the fault is about time.
    """

    kind: str
    dof: str = ""


@dataclass(frozen=True, slots=True)
class Repetition:
    """One attempt: durations, the angles at both ends, and the verdict it deserves.

    Attributes
    ----------
    out_s, hold_s, back_s, rest_s : float
        Seconds spent straightening, at the far end, returning, and resting afterwards.
    knee_end_deg : float
        Knee flexion at the far end; 0 is straight.
    ankle_start_deg, ankle_end_deg : float
        Ankle dorsiflexion before and at the far end; dorsiflexion is positive.
    ankle_delay_s : float
        How much later than the knee the ankle sets off; negative means earlier.
    neck_start_deg, neck_end_deg : float
        Head pitch on the trunk; chin to chest is positive.
    trunk_change_deg, thigh_lift_deg : float
        Change of trunk lean (forward positive) and of thigh elevation at the far end.
    bounces : int
        How often the knee dips back at the far end.
    bounce_deg : float
        Depth of each bounce, in degrees of knee flexion.
    neck_delay_s : float
        How much later than the knee the neck sets off; negative means earlier.
    back_short_deg : float
        How far short of where it started the knee stops on its way back; negative means beyond.
    linger_s : float
        Seconds spent there before the knee goes the rest of the way; 0 means that the next one starts from there.
    way : tuple of float
        Progress of the knee from rest (0) to the far end (1) and back (0), at even times: a recorded movement in place
        of minimum-jerk strokes. Its out, hold and back are stretched to those above. Ankle and neck go along.
    verdict : str
        The verdict a correct checker gives.
    flags : tuple of Flag
        The faults behind the verdict.
    """

    out_s: float = 2.2
    hold_s: float = 0.4
    back_s: float = 2.2
    rest_s: float = 0.45
    knee_end_deg: float = 5.0
    ankle_start_deg: float = -30.0
    ankle_end_deg: float = 13.0
    ankle_delay_s: float = 0.0
    neck_start_deg: float = 27.0
    neck_end_deg: float = -10.0
    trunk_change_deg: float = 0.0
    thigh_lift_deg: float = 0.0
    bounces: int = 0
    bounce_deg: float = 12.0
    neck_delay_s: float = 0.0
    back_short_deg: float = 0.0
    linger_s: float = 0.0
    way: tuple[float, ...] = ()
    verdict: str = "good"
    flags: tuple[Flag, ...] = ()

    def ends(self) -> dict[str, float]:
        """Return the far-end angle of the joints that have an absolute target, in degrees."""
        return {
            "knee_flexion": self.knee_end_deg,
            "ankle_dorsiflexion": self.ankle_end_deg,
            "neck_flexion": self.neck_end_deg,
        }


@dataclass(frozen=True, slots=True)
class Rest:
    """The posture between repetitions, in degrees (see `Repetition` for the signs)."""

    knee_flexion: float = 90.0
    ankle_dorsiflexion: float = -30.0
    thigh_elevation: float = 0.0
    trunk_lean: float = 7.0
    neck_flexion: float = 27.0

    def angles(self) -> dict[str, float]:
        """Return the rest angle of each degree of freedom, in degrees."""
        return {dof: float(getattr(self, dof)) for dof in DOFS}


@dataclass(frozen=True, slots=True)
class Irregularity:
    """How far the person departs from a machine: all drawn from the seed of the clip.

    Attributes
    ----------
    timing : float
        Standard deviation of each duration, as a fraction of it.
    skew : float
        Standard deviation of the asymmetry of each stroke (0 is a symmetric minimum-jerk stroke).
    end_deg : float
        Standard deviation of each end angle, in degrees.
    tremor_deg, sway_deg : float
        Amplitude of the fast tremor of all joints and of the slow sway of the trunk, in degrees.
    talk_deg : float
        Amplitude of the head movements of somebody who talks, in degrees.
    """

    timing: float = 0.05
    skew: float = 0.12
    end_deg: float = 0.8
    tremor_deg: float = 0.12
    sway_deg: float = 0.5
    talk_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A moment of free movement: the absolute angles reached then, for any of the joints.

    Attributes
    ----------
    t_s : float
        Time since the start of the clip, in seconds.
    angles : dict of str to float
        Degree of freedom to angle in degrees; joints left out go on as the repetitions have them.
    """

    t_s: float
    angles: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fidget:
    """A small movement that is no repetition: one joint goes somewhere and comes back, on top of all else.

    Attributes
    ----------
    t_s : float
        Time since the start of the performance, in seconds.
    dof : str
        Degree of freedom.
    change_deg : float
        How far it goes.
    out_s, back_s : float
        Seconds there and back.
    """

    t_s: float
    dof: str
    change_deg: float
    out_s: float = 0.4
    back_s: float = 0.4


@dataclass(frozen=True, slots=True)
class Station:
    """Where a person is at one moment; from each station to the next they walk, turn, sit down or stand up.

    Attributes
    ----------
    t_s : float
        Time since the start of the clip, in seconds.
    forward_m : float
        Place of the hips along the direction that a seated person faces; 0 is on the seat.
    heading_deg : float
        Where the person faces: 0 as when seated, positive turns to the person's left.
    standing : float
        0 is seated, 1 is on the feet.
    """

    t_s: float = 0.0
    forward_m: float = 0.0
    heading_deg: float = 0.0
    standing: float = 0.0


@dataclass(frozen=True, slots=True)
class Script:
    """All that happens in a clip, in order.

    Attributes
    ----------
    lead_s, tail_s : float
        Seconds of rest before the first and after the last repetition. A negative tail ends the recording before the
        last repetition is over.
    skip_s : float
        How long the performance has been going on when the recording begins. Times in the truth are the recording's.
    rest : Rest
        The posture in between.
    irregularity : Irregularity
        How human the timing is.
    repetitions : tuple of Repetition
        The attempts, in order.
    keyframes : tuple of Keyframe
        Free movement laid over the repetitions: from the first to the last mention of a joint, the keyframes rule it.
    fidgets : tuple of Fidget
        Small movements on top of the repetitions.
    stations : tuple of Station
        The person's whereabouts; none means seated throughout.
    seed : int
        Seed of every random draw in the clip.
    """

    lead_s: float = 1.5
    tail_s: float = 1.0
    skip_s: float = 0.0
    rest: Rest = field(default_factory=Rest)
    irregularity: Irregularity = field(default_factory=Irregularity)
    repetitions: tuple[Repetition, ...] = ()
    keyframes: tuple[Keyframe, ...] = ()
    fidgets: tuple[Fidget, ...] = ()
    stations: tuple[Station, ...] = ()
    seed: int = 0
