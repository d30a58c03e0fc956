"""``report.html``: one page with everything in it, for a clinician to open by double-click."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from plotly.offline import get_plotlyjs

from formcheck.outputs import page
from formcheck.outputs.base import FileOutput
from formcheck.outputs.charts import CHARTED, ZERO_MS, build_chart
from formcheck.outputs.keyframes import KeyFrames
from formcheck.outputs.wording import clock, degrees, number, quantity
from formcheck.session.model import Header, Session, Step
from formcheck.session.trajectory import Trajectory

GRADES: Final = {
    "A": "a study's abstract, a trial register or an official page",
    "B": "a clinic's leaflet or a page that cites others",
    "M": "general knowledge without a source",
    "P": "our own proposal, which needs a clinician's consent",
}
"""What the grades of evidence mean."""


class Report(FileOutput):
    """Gathers trajectory and key frames while the session runs, and writes the page when it is done.

    Parameters
    ----------
    path : Path
        The file to write.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._header: Header | None = None
        self._traces = Trajectory()
        self._frames = KeyFrames()

    def begin(self, header: Header) -> None:
        """Keep what the session is judged by."""
        self._header = header

    def write(self, step: Step) -> None:
        """Keep the angles, and the picture if it may become a key frame."""
        self._traces.add(step)
        self._frames.take(step)

    def finish(self, session: Session) -> None:
        """Write the page."""
        if self._header is not None:
            self.make_folder()
            text = render_report(self._header, session, self._traces, self._frames.jpegs)
            self.path.write_text(text, encoding="utf-8", newline="\n")


def render_report(header: Header, session: Session, trajectory: Trajectory, jpegs: dict[int, bytes]) -> str:
    """Return the whole page.

    Parameters
    ----------
    header : Header
        What the session was judged by.
    session : Session
        The result.
    trajectory : Trajectory
        The angles over time.
    jpegs : dict of int to bytes
        Key frames by number of the repetition; any may be missing.
    """
    environment = Environment(
        loader=PackageLoader("formcheck.outputs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"degrees": degrees, "number": number, "quantity": quantity, "clock": clock}
    return environment.get_template("report.html.jinja").render(
        header=header,
        session=session,
        exercise=header.prescription.exercise,
        counts=page.counts(session),
        advice=page.advice(session.repetitions),
        spreads=page.spreads(session.repetitions),
        rows=[page.row_of(repetition, jpegs.get(repetition.index)) for repetition in session.repetitions],
        chart=build_chart(header.prescription, session.repetitions, trajectory),
        zero_ms=ZERO_MS,
        has_angles=any(map(trajectory.has, CHARTED)),
        shares=page.shares(header, session),
        lost=page.lost_spans(trajectory),
        dropped=page.dropped_text(trajectory.dropped),
        phases=page.phase_limits(header.prescription.exercise.phases),
        calibration=page.calibration_text(session),
        is_full_model="full" in header.software.model.lower(),
        grade=GRADES[header.prescription.exercise.evidence.grade],
        plotly_script=get_plotlyjs(),
    )
