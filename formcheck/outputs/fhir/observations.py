"""What was found and said of a visit, as observations: counts, angles, pain, and the clinicians' verdicts."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from formcheck.events import Repetition, Verdict
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.outputs.fhir.codes import CATEGORY, KNEES, LOCAL, PAIN, Code, angle_codes
from formcheck.outputs.fhir.elements import (
    Element,
    absent,
    concept,
    filled,
    id_of,
    instant,
    local,
    notes,
    quantity,
    reference,
)
from formcheck.outputs.record.course import CorrectionEntry, Count, SessionEntry, VisitEntry
from formcheck.samples import Dof, Side
from formcheck.session.progress import direction

_ACTIVITY: Final = Code(CATEGORY, "activity", "Activity")
_SURVEY: Final = Code(CATEGORY, "survey", "Survey")
_SIGNS: Final = {
    Dof.KNEE_FLEXION: "Degrees of flexion: 0 is straight, positive is bent. At the end of a knee extension this is the "
    "extension deficit; it is never negated.",
    Dof.ANKLE_DORSIFLEXION: "Degrees of dorsiflexion: 0 is the foot square to the shank, negative is plantarflexion.",
}
_METHOD: Final = (
    "Median of the repetitions of one exercise visit, read from a camera or from worn sensors; no maximal test."
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom and what the observations of a visit are about.

    Parameters
    ----------
    person : str
        The pseudonym.
    patient, procedure, device : str
        Ids of their resources; the last is empty where nobody knows what measured.
    """

    person: str
    patient: str
    procedure: str
    device: str


def observations_of(visit: VisitEntry, of: Subject) -> Iterator[Element]:
    """Yield the observations of a visit.

    Parameters
    ----------
    visit : VisitEntry
        The visit.
    of : Subject
        Whom they are about.
    """
    yield _counts(visit, of, visit.machine, "machine")
    if any(
        one.kind in {"overruled", "added", "struck", "points_moved"} and not one.is_taken_back for one in _said(visit)
    ):
        yield _counts(visit, of, visit.holding, "with-corrections")
    for side in _sides(visit):
        for dof in _SIGNS:
            yield _angle(visit, of, side, dof)
    for when, pain in (("before", visit.pain_before), ("during", visit.pain_during), ("after", visit.pain_after)):
        if when != "during" or pain is not None:  # it is asked only of who stops
            yield _pain(visit, of, when, pain)
    for session in visit.sessions:
        yield from (_verdict(visit, of, session, one) for one in session.corrections if not one.is_taken_back)


def _observation(visit: VisitEntry, of: Subject, name: str, **parts: object) -> Element:
    return filled(
        resourceType="Observation",
        id=id_of(of.person, visit.key, "observation", name),
        status=parts.pop("status", "final"),
        category=[concept("activity", _ACTIVITY)],
        subject=reference(of.patient),
        partOf=[reference(of.procedure)],
        effectiveDateTime=None if visit.began_at is None else instant(visit.began_at),
        **parts,
    )


def _counts(visit: VisitEntry, of: Subject, count: Count, whose: str) -> Element:
    parts = (
        ("attempts", "Repetitions", count.attempts),
        ("judged", "Repetitions that could be judged", count.judged),
        ("good", "Good repetitions", count.good),
        (
            "not-seen",
            "Repetitions that could not be seen well enough to judge; they count against nobody",
            count.unseen,
        ),
    )
    components = [
        filled(code=local(code, text), valueQuantity=quantity(value, "repetitions", "1")) for code, text, value in parts
    ]
    is_machine = whose == "machine"
    told = (
        "Repetitions, as the machine counted and judged them"
        if is_machine
        else "Repetitions, with what clinicians said"
    )
    return _observation(
        visit,
        of,
        f"counts-{whose}",
        code=local(f"repetitions-{whose}", told),
        device=_by(of) if is_machine else None,
        component=components,
        status="final" if is_machine else "amended",
    )


def _by(of: Subject) -> Element | None:
    return reference(of.device) if of.device else None


def _sides(visit: VisitEntry) -> list[Side | None]:
    """Return the legs that were seen, or the one that was meant."""
    found = dict.fromkeys(side for side, _ in _machine(visit))
    known: list[Side | None] = [one for one in Side if one in found]
    return known or [Side(visit.side) if visit.side else None]


def _machine(visit: VisitEntry) -> Iterator[tuple[Side | None, Repetition]]:
    """Yield the repetitions that the machine could judge, each with its leg, without practice."""
    for session in visit.sessions:
        for one in session.movements:
            if (
                one.machine is not None
                and not session.is_practice
                and one.machine.verdict is not Verdict.NOT_MEASURABLE
            ):
                yield one.machine.side or session.side, one.machine


@cache
def _way(exercise: str, dof: Dof) -> int:
    return direction(load_exercise(exercise), dof) if exercise in exercise_ids() else 0


def _angle(visit: VisitEntry, of: Subject, side: Side | None, dof: Dof) -> Element:
    joint = "knee" if dof is Dof.KNEE_FLEXION else "ankle"
    theirs = [one for leg, one in _machine(visit) if leg is side or side is None]
    at_end, error = _middle(theirs, f"{joint}_at_peak_deg")
    at_rest, _ = _middle(theirs, f"{joint}_at_rest_deg")
    leg = "" if side is None else f"{side} "
    text = f"{leg}{dof.value.replace('_', ' ')} at the end position".capitalize()
    extra = (("at-rest", "The same at rest", at_rest), ("standard-error", "Standard error of one repetition", error))
    unseen = absent("unknown", "Not seen well enough to be measured")
    return _observation(
        visit,
        of,
        f"{joint}-{side or 'unknown'}",
        code=concept(text, *angle_codes(dof, side, _way(visit.exercise, dof))),
        valueQuantity=None if at_end is None else quantity(at_end, "deg", "deg"),
        dataAbsentReason=unseen if at_end is None else None,
        bodySite=_site(side, joint),
        method=concept(_METHOD),
        device=_by(of),
        note=notes((_SIGNS[dof], "", None)),
        component=[
            filled(code=local(code, told), valueQuantity=quantity(value, "deg", "deg"))
            for code, told, value in extra
            if value is not None
        ],
    )


def _middle(repetitions: Sequence[Repetition], name: str) -> tuple[float | None, float | None]:
    values = [value for one in repetitions if (value := getattr(one, name)) is not None]
    errors = [error for one in repetitions if (error := getattr(one.uncertainty, name, None)) is not None]
    return (
        round(statistics.median(values), 2) if values else None,
        round(statistics.median(errors), 2) if values and errors else None,
    )


def _site(side: Side | None, joint: str) -> Element:
    text = joint if side is None else f"{side} {joint}"
    return concept(text, KNEES[side]) if joint == "knee" and side is not None else concept(text)


def _pain(visit: VisitEntry, of: Subject, when: str, pain: int | None) -> Element:
    made = _observation(
        visit,
        of,
        f"pain-{when}",
        code=concept(
            f"Pain {when} the exercise, 0 to 10", PAIN, Code(LOCAL, f"pain-{when}", f"Pain {when} the exercise")
        ),
        valueQuantity=None if pain is None else quantity(pain, "of 10", "{score}"),
        dataAbsentReason=absent("not-asked", "Not asked, or not answered") if pain is None else None,
    )
    return made | {"category": [concept("survey", _SURVEY)]}


def _said(visit: VisitEntry) -> Iterator[CorrectionEntry]:
    return (one for session in visit.sessions for one in session.corrections)


def _verdict(visit: VisitEntry, of: Subject, session: SessionEntry, one: CorrectionEntry) -> Element:
    """Return what a clinician said, under the clinician's own name and beside the machine's."""
    mine = "not_a_repetition" if one.kind == "struck" else one.mine
    components = [
        filled(code=local("start", "Start in the recording"), valueQuantity=_seconds(one.start_s)),
        filled(code=local("end", "End in the recording"), valueQuantity=_seconds(one.end_s)),
        filled(code=local("machine", "The machine's verdict"), valueCodeableConcept=_verdict_concept(one.machine)),
        filled(code=local("machine-angle", "The machine's reading"), valueQuantity=_degrees(one.machine_deg)),
    ]
    made = _observation(
        visit,
        of,
        f"said-{one.number}",
        code=local(f"clinician-{one.kind.replace('_', '-')}", f"Said by a clinician: {one.kind.replace('_', ' ')}"),
        performer=[{"display": one.author}],
        note=notes((one.text, one.author, one.at)),
        component=[part for part in components if len(part) > 1],
        valueCodeableConcept=_verdict_concept(mine),
        valueQuantity=_degrees(one.deg),
    )
    recording = concept(session.part) if session.part else None
    return made | filled(effectiveDateTime=instant(one.at), method=recording)


def _seconds(value: float | None) -> Element | None:
    return None if value is None else quantity(round(value, 3), "s", "s")


def _degrees(value: float | None) -> Element | None:
    return None if value is None else quantity(round(value, 2), "deg", "deg")


def _verdict_concept(verdict: str | None) -> Element | None:
    return None if verdict is None else local(verdict.replace("_", "-"), verdict.replace("_", " "))
