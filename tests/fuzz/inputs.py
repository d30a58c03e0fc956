"""Inputs of every kind that people, other programs or a broken disk can give, sound and damaged."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from struct import pack
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image

import formcheck
from tests.golden.make import golden_path
from tests.support.videos import even_times, painted_corners, write_video

DECOYS: Final = ("decoy.mp4", "decoy.ts", "decoy0.jpg", "decoy.toml", "decoy.key")
"""Files beside an input that no input has any right to."""

FRAMES: Final = 12

_VIDEOS: Final = {
    ".mp4": "libx264", ".mov": "libx264", ".mkv": "libx264", ".avi": "mpeg4", ".ts": "mpeg2video", ".webm": "libvpx",
    ".flv": "flv", ".gif": "gif",
}  # fmt: skip
_PIXELS: Final = {"gif": "rgb8"}

_LIST_CSV: Final = (
    "video,exercise,prescription,side,speed,from,to\n"
    "good.mp4,tibial-slider-seated,,left,1,0,5\nother.mp4,sciatic-slider-seated,,auto,2,,\n"
)
_LIST_TXT: Final = "# Monday\ngood.mp4\n./other.mp4\n"
_PRESCRIPTION: Final = """schema_version = 1
exercise = "tibial-slider-seated"
side = "left"

[dose]
repetitions = 10
sets = 2

[personal]
driver_end_deg = 30
ankle_end_deg = 5
cycle_s = 6.0
"""
_MESSAGES: Final = (
    {"do": "camera", "state": "open", "label": "Integrated Camera"},
    {"do": "latency", "ms": 130.5},
    {"do": "resume"},
    {"do": "pain", "when": "before", "level": 2},
)


_FOLLOWERS: Final = (
    "ffconcat version 1.0\nfile decoy.mp4\n",
    "file 'decoy.mp4'\n",
    "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\ndecoy.ts\n#EXT-X-ENDLIST\n",
    '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="decoy.key"\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n',
    "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=a\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
    '<?xml version="1.0"?><MPD type="static"><Period><AdaptationSet><BaseURL>decoy.mp4</BaseURL></AdaptationSet>',
    "[Reference]\nRef1=http://127.0.0.1:9/a.asf\n",
    "RTSPtextRTSP://127.0.0.1:9/a\n",
    "1\n00:00:00,000 --> 00:00:09,000\ndecoy.mp4\n",
    "decoy%d.jpg\n",
)
_ENDINGS: Final = (".mp4", ".avi", ".ts", ".mkv", ".mov", ".webm", ".m3u8", ".sdp", ".mpd", ".txt", ".jpg", ".gif")


@dataclass(frozen=True, slots=True)
class Input:
    """One input: the ending of its file, and what stands in it."""

    suffix: str
    content: bytes


def damaged(kind: str, number: int) -> Input:
    """Return a damaged input; the same for the same number.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    number : int
        Which one.
    """
    chance = random.Random(f"{kind}-{number}")  # noqa: S311 - the same each time
    made = _SOUND[kind](chance)
    damage = _damage_bytes if kind in _BINARY else _damage_text
    return Input(made.suffix, damage(chance, made.content))


# --- sound inputs -----------------------------------------------------------------------------------------------------


@cache
def _video(suffix: str) -> bytes:
    picture, codec = painted_corners(160, 120), _VIDEOS[suffix]
    with TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        pixels, tags = _PIXELS.get(codec, "yuv420p"), {"title": "Knee", "creation_time": "2026-05-04T12:00:00Z"}
        beat = Fraction(1, 25)
        write_video(path, even_times(FRAMES), lambda _: picture, codec=codec, pixels=pixels, time_base=beat, tags=tags)
        return path.read_bytes()


@cache
def _record() -> bytes:
    lines = gzip.decompress(golden_path("brief-tibial-slider.mp4").read_bytes()).splitlines(keepends=True)
    return b"".join(lines[:60])


@cache
def _library() -> tuple[bytes, ...]:
    folder = Path(str(formcheck.__file__)).parent / "exercise" / "library"
    return tuple(path.read_bytes() for path in sorted(folder.glob("*.toml")))


@cache
def _manifest() -> bytes:
    return (Path(str(formcheck.__file__)).parents[1] / "sample_videos" / "manifest.toml").read_bytes()


@cache
def _jpeg() -> bytes:
    kept = BytesIO()
    Image.fromarray(painted_corners(160, 120)).save(kept, "JPEG")
    return pack(">dI", 1.5, 7) + kept.getvalue()


_SOUND: Final[Mapping[str, Callable[[random.Random], Input]]] = {
    "video": lambda chance: _made_video(chance.choice(sorted(_VIDEOS))),
    "follower": lambda chance: Input(chance.choice(_ENDINGS), chance.choice(_FOLLOWERS).encode()),
    "record": lambda _: Input(".jsonl", _record()),
    "exercise": lambda chance: Input(".toml", chance.choice(_library())),
    "prescription": lambda _: Input(".toml", _PRESCRIPTION.encode()),
    "list": lambda chance: chance.choice([Input(".csv", _LIST_CSV.encode()), Input(".txt", _LIST_TXT.encode())]),
    "manifest": lambda _: Input(".toml", _manifest()),
    "frame": lambda _: Input(".bin", _jpeg()),
    "message": lambda chance: Input(".json", json.dumps(chance.choice(_MESSAGES)).encode()),
}
KINDS: Final = tuple(_SOUND)
_BINARY: Final = {"video", "frame"}


def _made_video(suffix: str) -> Input:
    return Input(suffix, _video(suffix))


# --- damage -----------------------------------------------------------------------------------------------------------

_EXTREMES: Final = (b"\x00", b"\xff", b"\x7f", b"\x80")
_NUMBERS: Final = (
    "0", "-1", "1e308", "-1e308", "1e999", "nan", "inf", "-inf", "0.0000001", "1000000000", "175", "3.14159", "true",
    '"12"', "9" * 400, "[]", "{}", "null", "0x10", "1_0", "007", "--5", "1979-05-27", "2147483648",
)  # fmt: skip
_WORDS: Final = (
    "", "x" * 5000, "../../../ESCAPED", "/etc/passwd", "/dev/zero", "a\\u0000b", "=1+1", "\x1b[2J", "</script>", "%s%n",
    "http://127.0.0.1:9/x", "\udce9", "\u202e", "CON", "~", "-rf", "ankle_dorsiflexion",
)  # fmt: skip
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_WORD: Final = re.compile(r'"([^"\n]*)"')


def _damage_bytes(chance: random.Random, content: bytes) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        content = chance.choice(_OF_BYTES)(chance, content)
    return content


def _damage_text(chance: random.Random, content: bytes) -> bytes:
    if chance.random() < 0.1:
        return _damage_bytes(chance, content)
    text = content.decode()
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        text = chance.choice(_OF_TEXT)(chance, text)
    return text.encode("utf-8", "surrogateescape")


def _at(chance: random.Random, content: bytes) -> int:
    """Return a place in a file: every second time in its head, where a container says what is in it."""
    return chance.randrange(max(1, min(len(content), 2000) if chance.random() < 0.5 else len(content)))


def _flip(chance: random.Random, content: bytes) -> bytes:
    at = _at(chance, content)
    return content[:at] + bytes(byte ^ (1 << chance.randrange(8)) for byte in content[at : at + 1]) + content[at + 1 :]


def _overwrite(chance: random.Random, content: bytes) -> bytes:
    at, length = _at(chance, content), chance.choice((1, 2, 4, 8, 64))
    new = chance.choice(_EXTREMES) * length if chance.random() < 0.6 else chance.randbytes(length)
    return content[:at] + new + content[at + length :]


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: _at(chance, content)]


def _remove(chance: random.Random, content: bytes) -> bytes:
    at = _at(chance, content)
    return content[:at] + content[at + chance.choice((1, 4, 100, 5000)) :]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    at, length = _at(chance, content), chance.choice((4, 100, 5000))
    return content[: at + length] + content[at : at + length] * chance.choice((1, 3)) + content[at + length :]


def _insert(chance: random.Random, content: bytes) -> bytes:
    at = _at(chance, content)
    return content[:at] + chance.randbytes(chance.choice((1, 7, 300))) + content[at:]


_OF_BYTES: Final = (_flip, _flip, _overwrite, _overwrite, _cut, _remove, _repeat, _insert)


def _replaced(chance: random.Random, text: str, pattern: re.Pattern[str], by: str) -> str:
    places = list(pattern.finditer(text))
    if not places:
        return text + by
    place = chance.choice(places)
    return text[: place.start()] + by + text[place.end() :]


def _other_number(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, _NUMBER, chance.choice(_NUMBERS))


def _other_word(chance: random.Random, text: str) -> str:
    return _replaced(chance, text, _WORD, f'"{chance.choice(_WORDS)}"')


def _other_name(chance: random.Random, text: str) -> str:
    return _replaced(
        chance, text, re.compile(r"\b[a-z_]{3,}\b"), chance.choice(("nonsense", "id", "max", "side", "t_s"))
    )


def _lines_changed(chance: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    at, other = chance.randrange(len(lines) or 1), chance.randrange(len(lines) or 1)
    match chance.randrange(5):
        case 0:
            del lines[at : at + chance.choice((1, 1, 20))]
        case 1:
            lines[at:at] = lines[other : other + 1] * chance.choice((1, 1, 200))
        case 2 if lines:
            lines[at], lines[other] = lines[other], lines[at]
        case 3 if lines:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        case _:
            lines.insert(
                at, chance.choice(("[" * 100_000 + "\n", "\x00\n", "{}\n", "\ufeff", "[[a]]\n", '"\n', ",,,\n"))
            )
    return "".join(lines)


_OF_TEXT: Final = (_other_number, _other_number, _other_word, _other_name, _lines_changed)
