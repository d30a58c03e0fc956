"""The bundle: whose it is, what measured, what was prescribed, each visit with what was found of it, and the page.

A collection that stands for itself: references point within it, ids are the same each time, and nothing in it names
anybody but by the pseudonym. English throughout, as codes are; the page that is attached is in the user's language.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from typing import Final

from formcheck.outputs.fhir.codes import EXERCISES, KNEES, PEOPLE, REASONS, VISITS, Code, check_codes
from formcheck.outputs.fhir.elements import (
    Element,
    concept,
    filled,
    first_known,
    id_of,
    instant,
    local,
    notes,
    plain,
    reference,
)
from formcheck.outputs.fhir.observations import Subject, observations_of
from formcheck.outputs.record.course import CourseReport, PrescribedEntry, VisitEntry
from formcheck.outputs.record.tables import about_rows, exercise_of, instrument_of
from formcheck.outputs.record.trust import trust_lines
from formcheck.samples import Side
from formcheck.words.catalogue import Words

_STATUS: Final = {
    "recorded": "completed",
    "finished": "completed",
    "ended": "completed",
    "stopped": "stopped",
    "given_up": "stopped",
    "refused": "not-done",
    "open": "unknown",
}
"""What became of a visit, as a Procedure says it; of one that was broken off nobody knows whether it goes on."""


def bundle_of(course: CourseReport, words: Words, pdf: bytes = b"") -> Element:
    """Return a record as a bundle of FHIR R4.

    Parameters
    ----------
    course : CourseReport
        The record.
    words : Words
        The language of how far to trust it.
    pdf : bytes
        The page, to be attached; empty for none.

    Raises
    ------
    CodeError
        A resource would hold a code that R4 does not allow: a fault of this program.
    """
    resources = list(_resources(course, words, pdf))
    bundle: Element = {
        "resourceType": "Bundle",
        "id": id_of(course.person, course.begin, course.end, *(one.key for one in course.visits)),
        "type": "collection",
        "timestamp": instant(course.maker.made_at),
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in resources],
    }
    check_codes(bundle)
    return bundle


def fhir_json(course: CourseReport, words: Words, pdf: bytes = b"") -> bytes:
    """Return the bundle as JSON; as of `bundle_of`.

    Parameters
    ----------
    course : CourseReport
        The record.
    words : Words
        The language.
    pdf : bytes
        The page, to be attached; empty for none.
    """
    return json.dumps(bundle_of(course, words, pdf), ensure_ascii=False, indent=1).encode() + b"\n"


def _resources(course: CourseReport, words: Words, pdf: bytes) -> Iterator[Element]:
    patient = id_of(course.person, "patient")
    yield _patient(course, patient)
    devices = dict.fromkeys(instrument_of(one) for _, one in course.sessions)
    yield from (_device(course, one) for one in devices)
    yield _maker(course)
    requests = [_request(course, one, is_last=one is course.prescriptions[-1]) for one in course.prescriptions]
    yield from requests
    found: list[Element] = []
    for visit in course.visits:
        device = first_known([instrument_of(one) for one in visit.sessions])
        procedure = _procedure(course, visit, patient, device)
        subject = Subject(course.person, patient, str(procedure["id"]), _device_id(course, device) if device else "")
        yield procedure
        found += observations_of(visit, subject)
    yield from found
    report = _report(course, words, patient, found, pdf)
    yield report
    yield _provenance(course, report)


def _patient(course: CourseReport, identity: str) -> Element:
    made_up = {"security": [{"system": REASONS, "code": "HTEST", "display": "test health data"}]}
    return filled(
        resourceType="Patient",
        id=identity,
        meta=made_up if course.is_sample else None,
        identifier=[{"system": PEOPLE, "value": course.person}],
    )


def _device_id(course: CourseReport, told: str) -> str:
    return id_of(course.person, "device", told)


def _device(course: CourseReport, told: str) -> Element:
    return filled(
        resourceType="Device",
        id=_device_id(course, told),
        status="active",
        deviceName=[{"name": told or "not known", "type": "model-name"}],
        type=local("measured-by", "Software that measures and judges movement, with its pose model"),
        version=[{"value": told or "not known"}],
    )


def _maker(course: CourseReport) -> Element:
    maker = course.maker
    return filled(
        resourceType="Device",
        id=id_of(course.person, "maker"),
        status="active",
        deviceName=[{"name": maker.name, "type": "model-name"}],
        type=local("made-by", "Software that wrote this bundle"),
        version=[{"value": f"{maker.name} {maker.version}"}],
    )


def _request_id(course: CourseReport, one: PrescribedEntry) -> str:
    return id_of(course.person, "prescription", one.given_at.isoformat(), one.author, one.exercise)


def _request(course: CourseReport, one: PrescribedEntry, *, is_last: bool) -> Element:
    dose = f"{one.dose.sets} sets of {one.dose.repetitions} repetitions, {one.dose.per_day} times a day"
    side = Side(one.side) if one.side else None
    return filled(
        resourceType="ServiceRequest",
        id=_request_id(course, one),
        status="active" if is_last else "completed",
        intent="order",
        code=concept(one.title or one.exercise, Code(EXERCISES, one.exercise, one.title or one.exercise)),
        subject=reference(id_of(course.person, "patient")),
        occurrenceTiming={
            "repeat": {
                "boundsPeriod": {"start": one.from_day.isoformat()},
                "frequency": one.dose.per_day,
                "period": 1,
                "periodUnit": "d",
            }
        },
        authoredOn=instant(one.given_at),
        requester={"display": one.author},
        bodySite=[concept(f"{side} knee", KNEES[side])] if side is not None else [],
        note=notes((dose, "", None), (one.note, one.author, one.given_at)),
    )


def _procedure(course: CourseReport, visit: VisitEntry, patient: str, device: str) -> Element:
    exercises = dict.fromkeys(exercise_of(one) for one in visit.sessions)
    title = first_known([one.title for one in visit.sessions]) or visit.exercise
    side = Side(visit.side) if visit.side else None
    held = [one for one in course.prescriptions if visit.day is not None and one.from_day <= visit.day]
    return filled(
        resourceType="Procedure",
        id=id_of(course.person, visit.key, "procedure"),
        identifier=[{"system": VISITS, "value": visit.key}],
        basedOn=[reference(_request_id(course, held[-1]))] if held else [],
        status=_STATUS.get(visit.state, "unknown"),
        statusReason=local(visit.halt, visit.halt.replace("-", " ")) if visit.halt else None,
        code=concept(f"Nerve flossing: {title}", Code(EXERCISES, visit.exercise or "unknown", title or "unknown")),
        subject=reference(patient),
        performedPeriod=None if visit.began_at is None else {"start": instant(visit.began_at)},
        bodySite=[concept(f"{side} knee", KNEES[side])] if side is not None else [],
        usedReference=[reference(_device_id(course, device))] if device else [],
        note=notes(*((f"Judged by {one}", "", None) for one in exercises if one)),
    )


def _report(course: CourseReport, words: Words, patient: str, found: Sequence[Element], pdf: bytes) -> Element:
    page = filled(
        contentType="application/pdf",
        language=words.language,
        data=base64.b64encode(pdf).decode(),
        title=f"{course.person}, {course.begin or ''} {course.end or ''}".strip(),
        creation=instant(course.maker.made_at),
    )
    period = filled(
        start=None if course.begin is None else course.begin.isoformat(),
        end=None if course.end is None else course.end.isoformat(),
    )
    return filled(
        resourceType="DiagnosticReport",
        id=id_of(course.person, "report", course.begin, course.end, len(course.visits)),
        status="final",
        code=local("record", "Record of nerve flossing at home"),
        subject=reference(patient),
        effectivePeriod=period,
        issued=instant(course.maker.made_at),
        result=[reference(str(one["id"])) for one in found],
        conclusion=plain("\n".join(trust_lines(course, words))),
        presentedForm=[page] if pdf else [],
    )


def _provenance(course: CourseReport, report: Element) -> Element:
    about = "; ".join(f"{what}: {value}" for what, value in _rests_on(course))
    return filled(
        resourceType="Provenance",
        id=id_of(course.person, "provenance", report["id"]),
        target=[reference(str(report["id"]))],
        recorded=instant(course.maker.made_at),
        activity=concept(about),
        agent=[
            {"who": reference(id_of(course.person, "maker"))},
            {"who": {"display": course.maker.author}},
        ],
    )


def _rests_on(course: CourseReport) -> Iterator[tuple[str, str]]:
    told = {"made_by", "measured_by", "exercise"}
    return (row for row in about_rows(course, Words("en")) if row[0] in told)
