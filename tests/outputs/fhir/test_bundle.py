"""The bundle of FHIR R4: read by a library that is not ours, and held against rules of our own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast
from uuid import UUID

import pytest
from fhir.resources.R4B.bundle import Bundle

from formcheck.outputs.fhir.bundle import bundle_of, fhir_json
from formcheck.outputs.fhir.codes import CodeError, angle_codes, check_codes
from formcheck.outputs.record.course import CourseReport
from formcheck.samples import Dof, Side
from formcheck.words.catalogue import Words
from tests.support.courses import HOSTILE, corrected_visit, course, visit

WORDS = Words("en")
Resource = dict[str, object]


def resources(of: CourseReport, kind: str = "") -> list[Resource]:
    entries = cast("list[dict[str, Resource]]", bundle_of(of, WORDS)["entry"])
    found = [one["resource"] for one in entries]
    return [one for one in found if not kind or one["resourceType"] == kind]


def codes(one: Resource) -> list[str]:
    """Return the codes of an observation."""
    return [coding["code"] for coding in cast("dict[str, list[dict[str, str]]]", one["code"])["coding"]]


def observation(of: CourseReport, code: str) -> Resource:
    (found,) = [one for one in resources(of, "Observation") if code in codes(one)]
    return found


def value(one: Resource) -> tuple[object, object]:
    told = cast("dict[str, object]", one["valueQuantity"])
    return told["value"], told["code"]


def test_a_library_reads_it() -> None:
    read = Bundle.model_validate_json(fhir_json(course([corrected_visit(), visit(1)]), WORDS, b"%PDF-1.7"))
    assert read.type == "collection"
    kinds = {one.resource.get_resource_type() for one in read.entry or () if one.resource is not None}
    assert kinds == {
        "Patient", "Device", "ServiceRequest", "Procedure", "Observation", "DiagnosticReport", "Provenance",
    }  # fmt: skip


def test_the_patient_has_a_pseudonym_and_no_name() -> None:
    (patient,) = resources(course([visit()]), "Patient")
    assert patient.keys() == {"resourceType", "id", "identifier"}
    assert patient["identifier"] == [{"system": "urn:formcheck:pseudonyms", "value": "anna-04"}]


def test_who_was_made_up_is_marked_as_test_data() -> None:
    (patient,) = resources(replace(course([visit()]), is_sample=True), "Patient")
    assert "HTEST" in json.dumps(patient)


def test_the_knee_is_coded_by_loinc_and_the_ankle_by_our_own() -> None:
    of = course([corrected_visit()])
    knee, ankle = observation(of, "41349-2"), observation(of, "ankle-dorsiflexion-at-end")
    assert codes(knee) == ["41349-2", "knee-flexion-at-end"]
    assert codes(ankle) == ["ankle-dorsiflexion-at-end"]
    # Of 10°, 14° and 30°, those that the machine could judge; the one that it could not see is in neither.
    assert value(knee) == (14.0, "deg")
    assert "extension deficit" in json.dumps(knee["note"])
    assert json.loads(json.dumps(knee["bodySite"]))["coding"][0]["code"] == "6757004"


@pytest.mark.parametrize(
    ("side", "way", "code"),
    [
        (Side.LEFT, 1, "41343-5"),
        (Side.LEFT, -1, "41345-0"),
        (Side.RIGHT, 1, "41347-6"),
        (Side.RIGHT, -1, "41349-2"),
    ],
)
def test_each_leg_and_way_has_its_code(side: Side, way: int, code: str) -> None:
    assert angle_codes(Dof.KNEE_FLEXION, side, way)[0].code == code
    assert [one.code for one in angle_codes(Dof.KNEE_FLEXION, side, 0)] == ["knee-flexion-at-end"]


def test_what_was_not_seen_has_a_reason_and_no_number() -> None:
    of = course([visit()])  # without any session nothing was seen
    for code in ("knee-flexion-at-end", "ankle-dorsiflexion-at-end"):
        one = observation(of, code)
        assert "valueQuantity" not in one
        assert "unknown" in json.dumps(one["dataAbsentReason"])


def test_pain_that_was_not_asked_is_told_as_that() -> None:
    of = course([replace(visit(), pain_after=None)])
    before, after = (observation(of, f"pain-{when}") for when in ("before", "after"))
    assert "72514-3" in codes(before)
    assert value(before) == (3, "{score}")
    assert "valueQuantity" not in after
    assert "not-asked" in json.dumps(after["dataAbsentReason"])


def test_counts_are_the_machines_and_with_corrections_and_not_seen_is_apart() -> None:
    of = course([corrected_visit()])
    told = {}
    for whose in ("machine", "with-corrections"):
        parts = cast("list[dict[str, dict[str, object]]]", observation(of, f"repetitions-{whose}")["component"])
        told[whose] = [one["valueQuantity"]["value"] for one in parts]
    assert told == {"machine": [4, 3, 1, 1], "with-corrections": [3, 2, 2, 1]}
    assert not [
        one for one in resources(course([visit()]), "Observation") if "repetitions-with-corrections" in codes(one)
    ]


def test_a_correction_stands_under_its_authors_name_beside_the_machines_verdict() -> None:
    of = course([corrected_visit()])
    one = observation(of, "clinician-overruled")
    assert one["performer"] == [{"display": "jm"}]
    assert "rushed" in json.dumps(one["component"])
    assert '"good"' in json.dumps(one["valueCodeableConcept"])
    assert "not-a-repetition" in json.dumps(observation(of, "clinician-struck"))
    assert "taken back" not in json.dumps(resources(of))


@pytest.mark.parametrize(
    ("state", "status"),
    [("finished", "completed"), ("stopped", "stopped"), ("refused", "not-done"), ("open", "unknown")],
)
def test_a_visit_is_a_procedure_with_what_became_of_it(state: str, status: str) -> None:
    (one,) = resources(
        course([replace(visit(), state=state, halt="stop-pain" if state == "stopped" else "")]), "Procedure"
    )
    assert one["status"] == status
    assert one["performedPeriod"] == {"start": "2026-11-03T14:05:00+00:00"}
    assert ("statusReason" in one) is (state == "stopped")


def references(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        if isinstance(node.get("reference"), str):
            yield node["reference"]
        for one in node.values():
            yield from references(one)
    elif isinstance(node, list):
        for one in node:
            yield from references(one)


def test_every_reference_leads_to_something_in_it_and_ids_are_uuids() -> None:
    bundle = bundle_of(course([corrected_visit(), visit(1)]), WORDS)
    entries = cast("list[dict[str, object]]", bundle["entry"])
    there = [str(one["fullUrl"]) for one in entries]
    assert len(set(there)) == len(there)
    assert all(UUID(one.removeprefix("urn:uuid:")).version == 5 for one in there)
    assert set(references(entries)) <= set(there)


def test_the_same_record_gives_the_same_bundle() -> None:
    of = course([corrected_visit()])
    assert fhir_json(of, WORDS, b"%PDF") == fhir_json(of, WORDS, b"%PDF")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(text: str) -> None:
    read = Bundle.model_validate_json(fhir_json(course([corrected_visit(text)]), WORDS))
    notes = [note.text for one in read.entry or () for note in getattr(one.resource, "note", None) or []]
    assert text.strip() in notes


@pytest.mark.parametrize(
    ("fault", "where"),
    [
        ({"resourceType": "Procedure", "status": "finnished", "subject": {}}, "Procedure.status"),
        ({"resourceType": "Observation", "status": "done", "code": {}}, "Observation.status"),
        (
            {"resourceType": "ServiceRequest", "status": "active", "intent": "wish", "subject": {}},
            "ServiceRequest.intent",
        ),
        ({"resourceType": "Device", "deviceName": [{"name": "x", "type": "nickname"}]}, "Device.deviceName.type"),
        ({"resourceType": "Procedure", "status": "completed"}, "Procedure"),
    ],
)
def test_a_code_that_r4_does_not_know_raises(fault: Resource, where: str) -> None:
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": fault}]}
    with pytest.raises(CodeError, match=where):
        check_codes(bundle)


def test_the_page_is_attached() -> None:
    (report,) = [
        one["resource"]
        for one in json.loads(fhir_json(course([visit()]), WORDS, b"%PDF-1.7"))["entry"]
        if one["resource"]["resourceType"] == "DiagnosticReport"
    ]
    assert report["presentedForm"][0]["contentType"] == "application/pdf"
    assert report["presentedForm"][0]["data"] == "JVBERi0xLjc="
