"""What the population is drawn from: every number in one place.

A `Span` is a uniform distribution between two numbers. A `Choice` is a table of outcomes and their weights. Angles are
in degrees, times in seconds, lengths in metres; signs are those of ``script.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from render.scene import Background, Features, HairStyle, Hands, Legs, LightKind, Sex, Side

Span: TypeAlias = tuple[float, float]
Choice: TypeAlias = Mapping[str, float]

FPS = 30

# --- who ------------------------------------------------------------------------------------------------------------

SEX: Mapping[Sex, float] = {"female": 0.5, "male": 0.5}
AGE_YEARS: Span = (25, 80)
WEIGHT: Span = (0.2, 0.9)
MUSCLE: Span = (0.25, 0.75)
HEIGHT: Span = (-0.7, 0.7)
FEATURES: Mapping[Features, float] = {"african": 1, "asian": 1, "caucasian": 1}

# Skin by tone, whatever the features: from the first colour to the second, light to dark within the tone.
TONE: Choice = {"light": 0.36, "medium": 0.32, "dark": 0.32}
SKIN: Mapping[str, tuple[str, str]] = {
    "light": ("#f0cdb6", "#cf9d7e"),
    "medium": ("#c4906a", "#94623f"),
    "dark": ("#85573b", "#3f281c"),
}

HAIR = ("#15110e", "#2a1d15", "#4b3220", "#7b5735", "#a8814e", "#8a4527")
GREY_HAIR = ("#8d8a86", "#b9b5ae", "#dad7d0")
GREY_FROM_YEARS: Span = (48, 70)  # nobody is grey before the first, everybody after the second
BUN: Mapping[HairStyle, float] = {"bun": 0.55, "short": 0.45}  # of women; men wear theirs short

# --- clothes --------------------------------------------------------------------------------------------------------

LEGS: Mapping[Legs, float] = {"shorts": 0.62, "trousers": 0.38}
SHOES: Choice = {"shoes": 0.36, "bare": 0.64}
CLOTH_SATURATION: Span = (0.0, 0.65)
CLOTH_VALUE: Span = (0.12, 0.92)
# What else a garment may be coloured like: such pairs are hard to tell apart, and make the clip one of low contrast.
TOP_LIKE: Choice = {"own": 0.82, "wall": 0.18}
LEGS_LIKE: Choice = {"own": 0.70, "wall": 0.08, "top": 0.10, "seat": 0.06, "skin": 0.06}
LIKENESS = 0.05  # how far such a colour is from what it is like, in each of its parts (0 to 1)
SHOE_COLOURS = ("#e8e8e8", "#26262a", "#7a5a41", "#38507a", "#a23b3b", "#c9b79a")

# --- room -----------------------------------------------------------------------------------------------------------

BACKGROUND: Mapping[Background, float] = {"plain": 0.3, "room": 0.4, "busy": 0.3}
WALLS = ("#c9c6bd", "#b9c4bf", "#dad6cc", "#a9b3bd", "#c7b299", "#9aa58f", "#d8c4c0", "#7f8894", "#e6e4de", "#b08f7c")
FLOORS = ("#9a7b5c", "#6f5640", "#b89b7c", "#8a8a8a", "#5d5c60", "#a99d8d", "#7a4f3a")
SEATS = ("#5f7d78", "#3b3f48", "#7b3f3a", "#b7a58a", "#2f4f74", "#8f8f8f", "#59683f", "#d8d4ca")

LIGHT: Mapping[LightKind, float] = {"normal": 0.55, "dim": 0.22, "behind": 0.23}
NOISE: Mapping[str, Span] = {"normal": (0.8, 3.0), "dim": (2.5, 8.0), "behind": (1.0, 4.0)}

# --- camera ---------------------------------------------------------------------------------------------------------

CAMERA_HEIGHT_M: Span = (0.3, 1.2)
YAW_DEG: Span = (-20, 30)
DISTANCE_M: Span = (1.9, 3.6)
FIELD_DEG: Span = (38, 60)
ROLL_DEG: Span = (-2, 2)
AIM_FORWARD_M: Span = (-0.15, 0.15)
AIM_UP_M: Span = (-0.12, 0.12)
MARGIN = 0.03  # share of the picture's width and height that stays free on every side
FILL = 0.55  # the person, with all they reach, takes up at least this share of the picture's width or height
SIZE: Choice = {"640x480": 0.45, "640x360": 0.35, "384x576": 0.20}
CRF: Span = (20, 34)
SOFTNESS: Span = (0.10, 0.20)

# --- how the person sits --------------------------------------------------------------------------------------------

SIDE: Mapping[Side, float] = {"left": 0.5, "right": 0.5}  # the working leg is the one nearer to the camera
HANDS: Mapping[Hands, float] = {"seat": 0.5, "thigh": 0.28, "working thigh": 0.22}
OTHER_FOOT: Choice = {"flat": 0.7, "tucked": 0.3}
OTHER_KNEE_DEG: Mapping[str, Span] = {"flat": (84, 94), "tucked": (100, 110)}
TRUNK_LEAN_DEG: Span = (-2, 20)
THIGH_DEG: Span = (-3, 5)

# --- what is done ---------------------------------------------------------------------------------------------------

EXERCISE: Choice = {
    "tibial-slider-seated": 0.45,
    "peroneal-slider-seated": 0.20,
    "tibial-tensioner-seated": 0.12,
    "sciatic-slider-seated": 0.11,
    "peroneal-tensioner-seated": 0.12,
}
COUNT: Choice = {"2": 0.50, "3": 0.38, "4": 0.12}
DURATION_S: Span = (12, 18)
DURATION_AIM_S = (12.0, 12.2, 16.5)  # least, most likely and greatest of a triangular distribution

# The person's own habit: knee and ankle at rest, and the neck there.
KNEE_REST_DEG: Span = (78, 95)
ANKLE_REST_DEG: Mapping[str, Span] = {
    "tibial-slider-seated": (-38, -18),
    "peroneal-slider-seated": (-5, 12),
    "tibial-tensioner-seated": (-35, -8),
    "sciatic-slider-seated": (-25, 5),
    "peroneal-tensioner-seated": (-46, -28),
}
NECK_REST_DEG: Mapping[str, Span] = {
    "tibial-slider-seated": (14, 34),
    "peroneal-slider-seated": (14, 34),
    "tibial-tensioner-seated": (-3, 10),
    "sciatic-slider-seated": (14, 34),
    "peroneal-tensioner-seated": (18, 34),
}
# And their own far end: knee; ankle beyond the edge of its window (or, where it is to stay, from rest); neck change.
KNEE_END_DEG: Span = (1, 13)
ANKLE_BEYOND_DEG: Span = (4.5, 18)
ANKLE_STAYS_DEG: Span = (-4, 4)
ANKLE_FREE_DEG: Span = (-8, 14)  # of an exercise that does not ask for the ankle
NECK_CHANGE_DEG: Span = (19, 38)
NECK_STAYS_DEG: Span = (-4, 4)
SPREAD_DEG = 1.2  # standard deviation from one repetition to the next, cut off at twice as much

CALM_CYCLE_S: Choice = {"usual": 0.86, "slow": 0.14}
CALM_CYCLES_S: Mapping[str, tuple[float, float, float]] = {"usual": (3.2, 3.9, 5.5), "slow": (5.4, 6.2, 9.0)}
HOLD_SHARE: Span = (0.04, 0.22)  # of the cycle; never more than the next
LONGEST_HOLD_S = 1.8
OUT_SHARE: Span = (0.42, 0.58)  # of what is left of the cycle
LAG_S = 0.07  # standard deviation of how far ankle and neck are behind or ahead of the knee, cut off at thrice as much
REAL_TIMING = 2 / 3  # share of repetitions whose timing is a real person's

LEAD_S: Span = (0.3, 2.5)
TAIL: Choice = {"short": 0.34, "long": 0.66}
TAIL_S: Mapping[str, Span] = {"short": (0.0, 0.3), "long": (0.3, 2.0)}
PAUSE_S: Span = (0.2, 2.0)
CUT: Choice = {"none": 0.86, "start": 0.07, "end": 0.07}
CUT_SHARE: Span = (0.25, 0.75)  # of the cycle at which the recording begins or ends

TREMOR: Choice = {"small": 0.88, "large": 0.12}
TREMOR_DEG: Mapping[str, Span] = {"small": (0.03, 0.22), "large": (0.35, 0.8)}
SWAY_DEG: Span = (0.2, 1.6)
SKEW: Span = (0.05, 0.22)
TALKS = 0.33
TALK_DEG: Span = (1.5, 4.0)

FIDGETS = 0.25
FIDGET_PAUSE_S: Span = (1.5, 2.0)  # one pause of such a clip is at least this long
FIDGET: Choice = {"knee": 0.4, "foot": 0.25, "nod": 0.2, "lean": 0.15}
FIDGET_DEG: Mapping[str, Span] = {"knee": (8, 20), "foot": (8, 18), "nod": (8, 16), "lean": (5, 12)}
FIDGET_STROKE_S: Span = (0.22, 0.45)

# --- what goes wrong ------------------------------------------------------------------------------------------------

# The weights are those before clips that become too long or too short are drawn again, which costs long faults most.
KIND: Choice = {"good": 0.38, "faulty": 0.50, "borderline": 0.12}
FAULT: Choice = {
    "knee short": 0.18,
    "ankle not moved": 0.13,
    "ankle short": 0.11,
    "ankle late": 0.09,
    "ankle reversed": 0.07,
    "neck reversed": 0.12,
    "rushed": 0.15,
    "held": 0.16,
    "rest not regained": 0.14,
}
BORDERLINE: Choice = {"knee": 0.3, "ankle": 0.3, "cycle": 0.2, "hold": 0.2}

KNEE_SHORT_DEG: Span = (33, 50)  # and at least CLEAR_SHORT_DEG beyond the window
CLEAR_SHORT_DEG = 13.0
ANKLE_UNMOVED_DEG: Span = (-3, 3)
ANKLE_SHORT_DEG: Span = (18, 26)
ANKLE_LATE_S: Span = (1.0, 1.6)
ANKLE_REVERSED_DEG: Span = (15, 24)
NECK_REVERSED_DEG: Span = (18, 27)
RUSHED_CYCLE_S: Span = (0.95, 1.5)
HELD_S: Span = (5.0, 7.0)
REST_LOST_DEG: Span = (45, 58)
LINGER_S: Span = (0.5, 1.1)

BORDERLINE_KNEE_DEG: Span = (-2, 6)  # beyond the edge of the window: 18 to 26 where that is 20
BORDERLINE_ANKLE_DEG: Span = (-6, 6)
BORDERLINE_CYCLE_S: Span = (1.8, 2.6)
BORDERLINE_HOLD_S: Span = (-0.4, 0.6)  # beyond the longest stay: 2.6 to 3.6 where that is 3

HELPS: Choice = {"none": 0.95, "trunk": 0.025, "thigh": 0.025}
TRUNK_BACK_DEG: Span = (19, 26)
THIGH_LIFT_DEG: Span = (17, 22)

# The other angles and times of every repetition keep at least this far from their limits.
CLEAR_KNEE_DEG = 4.0
CLEAR_ANKLE_DEG = 3.0
CLEAR_CYCLE_S = 3.0
CLEAR_STROKE_S = 0.75
CLEAR_HOLD_S = 2.2
CLEAR_NECK_DEG = 12.0
CLEAR_LAG_S = 0.3
