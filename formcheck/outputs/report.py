"""``report.html``: one page with everything in it, for a clinician to open by double-click."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from formcheck.exercise.plan import make_plan
from formcheck.outputs import page, worn
from formcheck.outputs.base import FileOutput
from formcheck.outputs.disputes import dispute_texts
from formcheck.outputs.figures import Figures
from formcheck.outputs.keyframes import KeyFrames, fit_together
from formcheck.outputs.segment import Gathered, parts_of, view_segment
from formcheck.samples import Dof
from formcheck.session.means import measured_by
from formcheck.session.model import Header, Session, Step
from formcheck.session.segments import meant, summarise_repetitions
from formcheck.session.trajectory import Trajectory
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.counts import count_words, remark_sentences, uncounted_lines
from formcheck.words.figures import MISSING, clock, degrees, number, quantity
from formcheck.words.phrases import means_words
from formcheck.words.segments import segment_sentences


class Report(FileOutput):
    """Gathers angles, body points and key frames while the session runs, and writes the page when it is done.

    Parameters
    ----------
    path : Path
        The file to write.
    words : Words
        The language of the page.
    person : str
        Name or pseudonym of the person, for its head; empty for none.
    faces : bool
        Whether key frames show the face.
    """

    def __init__(self, path: Path, words: Words, person: str = "", *, faces: bool = False) -> None:
        super().__init__(path)
        self._words = words
        self._person = person
        self._header: Header | None = None
        self._traces = Trajectory()
        self._figures = Figures()
        self._frames = KeyFrames(faces=faces)

    def begin(self, header: Header) -> None:
        """Keep what the session is judged by."""
        self._header = header

    def write(self, step: Step) -> None:
        """Keep the angles and the body points, and the picture if it may become a key frame."""
        self._traces.add(step)
        self._figures.add(step)
        self._frames.take(step)

    def finish(self, session: Session) -> None:
        """Write the page."""
        if self._header is not None:
            self.make_folder()
            gathered = Gathered(self._traces, self._figures, fit_together(self._frames.jpegs))
            text = render_report(self._words, self._header, session, gathered, self._person)
            self.path.write_text(text, encoding="utf-8", newline="\n")


def render_report(words: Words, header: Header, session: Session, gathered: Gathered, person: str = "") -> str:
    """Return the whole page.

    Parameters
    ----------
    words : Words
        The language.
    header : Header
        What the session was judged by.
    session : Session
        The result.
    gathered : Gathered
        Angles, body points and key frames.
    person : str
        Name or pseudonym of the person; empty for none.
    """
    environment = Environment(
        loader=PackageLoader("formcheck.outputs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    point = words.point
    environment.filters |= {
        "degrees": degrees,
        "number": partial(number, point=point),
        "quantity": partial(quantity, point=point),
        "clock": partial(clock, point=point),
    }
    exercise = header.prescription.exercise
    by = measured_by(session.instruments, header.prescription)
    trajectory = gathered.trajectory
    repetitions = meant(session)
    summary = summarise_repetitions(repetitions)
    segments = [view_segment(words, session, part, gathered, by) for part in parts_of(session, trajectory)]
    return environment.get_template("report.html.jinja").render(
        words=words,
        header=header,
        session=session,
        exercise=exercise,
        required=make_plan(header.prescription).required,
        told=exercise_words(words, exercise),
        person=person,
        recorded=_recorded(words, session),
        counts=page.counts(words, summary),
        by=by,
        means=partial(means_words, words, by.means),
        is_measured={dof.value: by.measures(dof) for dof in Dof},
        advice=page.advice(words, repetitions, by),
        spreads=page.spreads(words, repetitions),
        rows=session.repetitions,
        segments=segments,
        has_angles=any(one.has_angles for one in segments),
        is_filming=page.is_of_filming(session.coverage),
        remarks=[*segment_sentences(words, session), *remark_sentences(words, session.coverage.remarks, by)],
        shares=page.shares(words, session, by, trajectory.origins),
        lost=page.lost_spans(words, trajectory, by),
        uncounted=uncounted_lines(words, session.uncounted, by),
        count=count_words(words, summary, by),
        is_ailing=bool(trajectory.ailing),
        sensors=worn.sensor_rows(words, session.mountings),
        has_devices=any(one.device for one in session.mountings),
        sensor_zeros=worn.zero_sentences(words, session.mountings),
        sensor_thigh=worn.thigh_sentence(words, session.mountings) if not by.has_camera else "",
        unmeasured=worn.unmeasured_parts(words, by),
        disputes=dispute_texts(words, trajectory),
        phases=page.phase_limits(words, exercise),
        calibration=page.calibration_text(words, session, by),
        is_full_model="full" in header.software.model.lower(),
        missing=MISSING,
    )


def _recorded(words: Words, session: Session) -> str:
    """Return when it was recorded; where only the file's date is known, which may be that of a copy, that as such."""
    source = session.source
    if source.recorded_at is None:
        return words("report-recorded-unknown")
    key = "report-recorded-file" if source.recorded_by == "file" else "report-recorded"
    return words(key, when=words.moment(source.recorded_at))
