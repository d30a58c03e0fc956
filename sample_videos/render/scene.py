"""What a clip looks like, as data: body, clothes, camera, light, background, hands, and which leg works."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from render.script import Station

Side = Literal["left", "right"]
Sex = Literal["female", "male"]
Features = Literal["african", "asian", "caucasian"]
HairStyle = Literal["short", "bun"]
Legs = Literal["shorts", "trousers"]
LightKind = Literal["normal", "dim", "behind"]
Background = Literal["plain", "room", "busy"]
Hands = Literal["seat", "thigh", "working thigh"]


@dataclass(frozen=True, slots=True)
class Body:
    """The shape of a person.

    Attributes
    ----------
    sex : {"female", "male"}
        Which family of shapes to start from.
    age_years : float
        25 to 80.
    weight, muscle : float
        0 (least) over 0.5 (average) to 1 (most).
    height : float
        -1 (short) over 0 (average) to 1 (tall).
    features : {"african", "asian", "caucasian"}
        Family of face and build, as the body data calls them.
    skin, hair : str
        Colours, ``"#rrggbb"``.
    hair_style : {"short", "bun"}
        How the hair is worn.
    """

    sex: Sex = "male"
    age_years: float = 25.0
    weight: float = 0.5
    muscle: float = 0.5
    height: float = 0.0
    features: Features = "caucasian"
    skin: str = "#d9a98c"
    hair: str = "#3a2a1e"
    hair_style: HairStyle = "short"


@dataclass(frozen=True, slots=True)
class Clothes:
    """What the person wears; colours are ``"#rrggbb"``."""

    top: str = "#3d5a80"
    legs: Legs = "shorts"
    legs_colour: str = "#2b2d33"
    shoes: bool = False
    shoes_colour: str = "#e8e8e8"


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the camera stands.

    Attributes
    ----------
    yaw_deg : float
        0 looks square at the person's side; positive moves round to the front.
    distance_m, height_m : float
        Distance from the person, and height above the floor.
    field_deg : float
        Vertical field of view.
    roll_deg : float
        How far the camera leans to its right.
    forward_m, up_m : float
        How far in front of and above the middle of the person it is aimed.
    """

    yaw_deg: float = 0.0
    distance_m: float = 2.5
    height_m: float = 0.8
    field_deg: float = 46.0
    roll_deg: float = 0.0
    forward_m: float = 0.0
    up_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Light:
    """Kind of light, and the noise of the camera's sensor (standard deviation in 8-bit levels)."""

    kind: LightKind = "normal"
    noise: float = 1.5


@dataclass(frozen=True, slots=True)
class Passer:
    """Somebody else who walks through the picture.

    Attributes
    ----------
    body, clothes : Body, Clothes
        What they look like.
    behind_m : float
        How far behind the seated person they walk, as the camera sees it.
    path : tuple of Station
        Their whereabouts; always on their feet.
    """

    body: Body = field(default_factory=Body)
    clothes: Clothes = field(default_factory=Clothes)
    behind_m: float = 0.65
    path: tuple[Station, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that stays the same during a clip.

    Attributes
    ----------
    side : {"left", "right"}
        The working leg.
    facing : {"left", "right"}
        Where the person looks in the picture; facing right shows the right leg nearest to the camera.
    background : {"plain", "room", "busy"}
        How much stands in the room.
    hands : {"seat", "thigh", "working thigh"}
        On the seat beside the hips, on the thighs, or one on the thigh of the working leg and one on the seat.
    other_knee_deg : float
        Flexion of the resting knee, whose foot stays flat on its block.
    wall, floor, seat : str
        Colours; an empty one leaves it to the background.
    passer : Passer, optional
        A second person.
    """

    body: Body = field(default_factory=Body)
    clothes: Clothes = field(default_factory=Clothes)
    camera: Camera = field(default_factory=Camera)
    light: Light = field(default_factory=Light)
    side: Side = "right"
    facing: Side = "right"
    background: Background = "room"
    hands: Hands = "seat"
    other_knee_deg: float = 90.0
    wall: str = ""
    floor: str = ""
    seat: str = ""
    passer: Passer | None = None

    @property
    def near_x(self) -> float:
        """Sign of the person's own left-right axis (left positive) towards the camera."""
        return -1.0 if self.facing == "right" else 1.0
