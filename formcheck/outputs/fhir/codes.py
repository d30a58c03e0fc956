"""Codes of the bundle: those of public terminologies that we have a source for, our own, and the sets that R4 requires.

A library that reads FHIR checks the shape of a resource and none of the required value sets: `check_codes` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.errors import FormcheckError
from formcheck.samples import Dof, Side

LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
UCUM: Final = "http://unitsofmeasure.org"
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
REASONS: Final = "http://terminology.hl7.org/CodeSystem/v3-ActReason"

LOCAL: Final = "urn:formcheck:codes"
"""Codes that are formcheck's own, and mean nothing to other programs but their texts."""

PEOPLE: Final = "urn:formcheck:pseudonyms"
VISITS: Final = "urn:formcheck:visits"
EXERCISES: Final = "urn:formcheck:exercises"

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a terminology.

    Parameters
    ----------
    system, code, display : str
        The terminology, the code, and what it is called there.
    """

    system: str
    code: str
    display: str


# LOINC and SNOMED CT: as open programs use them (SMARTMarkers for the ranges and sides, HL7 Belgium for pain). Nothing
# here was checked against the current releases; see docs/decisions/0039.
PAIN: Final = Code(LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
_KNEE: Final[Mapping[tuple[Side, bool], Code]] = {
    (Side.LEFT, False): Code(LOINC, "41343-5", "Knee - left Flexion Active Range of Motion Quantitative"),
    (Side.LEFT, True): Code(LOINC, "41345-0", "Knee - left Extension Active Range of Motion Quantitative"),
    (Side.RIGHT, False): Code(LOINC, "41347-6", "Knee - right Flexion Active Range of Motion Quantitative"),
    (Side.RIGHT, True): Code(LOINC, "41349-2", "Knee - right Extension Active Range of Motion Quantitative"),
}
KNEES: Final[Mapping[Side, Code]] = {
    Side.LEFT: Code(SNOMED, "82169009", "Structure of left knee region"),
    Side.RIGHT: Code(SNOMED, "6757004", "Structure of right knee region"),
}


def angle_codes(dof: Dof, side: Side | None, way: int) -> tuple[Code, ...]:
    """Return the codes of an angle at the end position: our own, and for a knee that of LOINC.

    Parameters
    ----------
    dof : Dof
        Knee or ankle.
    side : Side or None
        The leg; None where it is not known: then there is no code of LOINC.
    way : int
        Which way of the angle leads further in the exercise: -1 where the knee stretches, 1 where it bends, 0 where it
        does neither, and is no range of motion.
    """
    own = Code(LOCAL, f"{dof.value.replace('_', '-')}-at-end", f"{dof.value.replace('_', ' ')} at the end position")
    if dof is not Dof.KNEE_FLEXION or side is None or way == 0:
        return (own,)
    return (_KNEE[side, way < 0], own)


class CodeError(FormcheckError):
    """A resource holds a code that R4 does not know where it requires one of its own."""


_REQUIRED: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "Bundle": {
        "type": frozenset(
            [
                "document",
                "message",
                "transaction",
                "transaction-response",
                "batch",
                "batch-response",
                "history",
                "searchset",
                "collection",
            ]
        )
    },
    "Device": {
        "status": frozenset(["active", "inactive", "entered-in-error", "unknown"]),
        "deviceName.type": frozenset(
            [
                "udi-label-name",
                "user-friendly-name",
                "patient-reported-name",
                "manufacturer-name",
                "model-name",
                "other",
            ]
        ),
    },
    "ServiceRequest": {
        "status": frozenset(["draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"]),
        "intent": frozenset(
            [
                "proposal",
                "plan",
                "directive",
                "order",
                "original-order",
                "reflex-order",
                "filler-order",
                "instance-order",
                "option",
            ]
        ),
        "occurrenceTiming.repeat.periodUnit": frozenset(["s", "min", "h", "d", "wk", "mo", "a"]),
    },
    "Procedure": {
        "status": frozenset(
            ["preparation", "in-progress", "not-done", "on-hold", "stopped", "completed", "entered-in-error", "unknown"]
        )
    },
    "Observation": {
        "status": frozenset(
            ["registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"]
        ),
        "valueQuantity.comparator": frozenset(("<", "<=", ">=", ">")),
    },
    "DiagnosticReport": {
        "status": frozenset(
            [
                "registered",
                "partial",
                "preliminary",
                "final",
                "amended",
                "corrected",
                "appended",
                "cancelled",
                "entered-in-error",
                "unknown",
            ]
        )
    },
    "Provenance": {"entity.role": frozenset(["derivation", "revision", "quotation", "source", "removal"])},
    "Patient": {"gender": frozenset(["male", "female", "other", "unknown"])},
}
"""Elements whose binding R4 (4.0.1) calls required, of those that are written here, with all codes they may have."""

_NEEDED: Final[Mapping[str, Sequence[str]]] = {
    "Bundle": ("type",),
    "ServiceRequest": ("status", "intent", "subject"),
    "Procedure": ("status", "subject"),
    "Observation": ("status", "code"),
    "DiagnosticReport": ("status", "code"),
    "Provenance": ("target", "recorded", "agent"),
}
"""Elements without which R4 takes no resource of a kind."""


def check_codes(resource: Json) -> None:
    """Raise where a resource holds a code that R4 does not allow there, or lacks what R4 needs.

    Parameters
    ----------
    resource : mapping
        A resource; of a bundle, all that are in it, too.

    Raises
    ------
    CodeError
        The first fault that was found.
    """
    kind = str(resource.get("resourceType"))
    for element in _NEEDED.get(kind, ()):
        if element not in resource:
            raise CodeError(f"has no {element}.", where=kind)
    for path, allowed in _REQUIRED.get(kind, {}).items():
        for found in _at(resource, path.split(".")):
            if found not in allowed:
                raise CodeError(
                    f"found {found!r}, expected one of {', '.join(sorted(allowed))}.", where=f"{kind}.{path}"
                )
    for inner in _at(resource, ["entry", "resource"]):
        if isinstance(inner, Mapping):
            check_codes(inner)


def _at(node: object, path: Sequence[str]) -> Iterator[object]:
    """Yield all that stands at a place, in each of a list."""
    if isinstance(node, list | tuple):
        for one in node:
            yield from _at(one, path)
    elif not path:
        yield node
    elif isinstance(node, Mapping) and path[0] in node:
        yield from _at(node[path[0]], path[1:])
