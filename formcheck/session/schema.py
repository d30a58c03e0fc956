"""The files of a session as JSON Schemas, for programs that read them; made from the dataclasses that write them."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from pydantic import TypeAdapter

from formcheck.events import Event
from formcheck.samples import Picture
from formcheck.session.model import Header, Session
from formcheck.session.record import RECORD_VERSION

Schema = dict[str, object]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_POINT: Final = {
    "type": "array",
    "prefixItems": [{"type": "number"}] * 2 + [{"type": "number", "minimum": 0, "maximum": 1}],
    "minItems": 3,
    "maxItems": 3,
    "description": "x_px, y_px, visibility",
}
_POSE: Final = {
    "type": "object",
    "properties": {
        "index": {"type": "integer", "minimum": 0},
        "t_s": {"type": "number", "description": "Time on the source's own clock, in seconds."},
        "size": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
        "points": {"type": ["array", "null"], "items": _POINT, "description": "In the order of header.landmarks."},
        "picture": {
            "type": "object",
            "properties": {one.name: {"type": "number"} for one in fields(Picture)},
            "additionalProperties": False,
            "description": "What was measured of the picture itself; what was not is left out.",
        },
    },
    "required": ["index", "t_s", "size", "points"],
    "additionalProperties": False,
}
_READING: Final = {
    "type": "array",
    "prefixItems": [{"type": "string"}, *[{"type": "number"}] * 7],
    "minItems": 8,
    "maxItems": 8,
    "description": "place, t_s, force along x, y, z in m/s², rotation about x, y, z in rad/s",
}
_IMU: Final = {
    "type": "object",
    "properties": {
        "t_s": {"type": "number", "description": "Time on the session's clock, in seconds."},
        "readings": {"type": "array", "items": _READING},
    },
    "required": ["t_s", "readings"],
    "additionalProperties": False,
}
_BOTH: Final = {
    "type": "object",
    "properties": {"pose": _POSE, "imu": _IMU},
    "required": ["pose", "imu"],
    "additionalProperties": False,
}
_END: Final = {
    "type": "object",
    "properties": {"inputs": {"type": "integer", "minimum": 0}},
    "required": ["inputs"],
    "additionalProperties": False,
}


def session_schema() -> Schema:
    """Return the JSON Schema of ``session.json``.

    Returns
    -------
    dict
        A JSON Schema, draft 2020-12.
    """
    return {"$schema": DIALECT, **TypeAdapter(Session).json_schema(mode="serialization")}


def record_schema() -> Schema:
    """Return the JSON Schema of one line of ``record.jsonl``: a header, a raw input, an event, or the end.

    Returns
    -------
    dict
        A JSON Schema, draft 2020-12.
    """
    header = TypeAdapter(Header).json_schema(mode="serialization", ref_template="#/$defs/{model}")
    event = TypeAdapter[Event](Event).json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = {**header.pop("$defs", {}), **event.pop("$defs", {})}
    header["properties"] = {
        "version": {"const": RECORD_VERSION},
        "landmarks": {"type": "array", "items": {"type": "string"}},
        **header["properties"],
    }
    header["required"] = ["version", "landmarks", *header["required"]]
    lines = {"header": header, "pose": _POSE, "imu": _IMU, "both": _BOTH, "event": event, "end": _END}
    return {
        "$schema": DIALECT,
        "title": "A line of a record",
        "oneOf": [_only(key, content) for key, content in lines.items()],
        "$defs": definitions,
    }


def _only(key: str, content: object) -> Schema:
    return {"type": "object", "properties": {key: content}, "required": [key], "additionalProperties": False}
