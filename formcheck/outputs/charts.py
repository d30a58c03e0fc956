"""The report's chart as a Plotly figure: knee and ankle over one time axis, with targets, phases and verdicts.

The figure is made as plain data, as Plotly's script in the page reads it; Plotly's Python classes are not needed.
"""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.events import Repetition, Verdict
from formcheck.exercise.definition import Neck, Prescription
from formcheck.outputs.drawing import LOW_QUALITY
from formcheck.outputs.targets import band_label, target_bands
from formcheck.outputs.verdicts import MARKS
from formcheck.samples import Dof, Segment
from formcheck.session.means import BY_CAMERA, Means, MeasuredBy
from formcheck.session.trajectory import Ailing, Gap, Trajectory
from formcheck.words.catalogue import Words
from formcheck.words.names import joint_word, phase_word, verdict_word
from formcheck.words.phrases import means_words
from formcheck.words.sensors import trouble_label

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]

ZERO_MS: Final = 946_684_800_000
"""Where the video's time 0 lies on Plotly's time axis: a date, because Plotly takes small whole numbers for years."""

MOST_POINTS: Final = 20_000
"""Longer trajectory are thinned out to fewer points than this."""

INK: Final = "#20455a"
PALE: Final = "#9fb4c0"
TEXT: Final = "#1d2429"
_MUTED: Final = "#55606b"
GRID: Final = "#e6e9eb"
ZERO_LINE: Final = "#b9c1c7"
_STRIP_PX: Final = 70
_PANEL_PX: Final = 210
_GAP_PX: Final = 36
_MARGIN: Final = {"l": 76, "r": 16, "t": 56, "b": 48}
BASE_LAYOUT: Final[Mapping[str, Json]] = {
    "font": {"family": "system-ui, sans-serif", "size": 13, "color": TEXT},
    "plot_bgcolor": "#ffffff",
    "paper_bgcolor": "#ffffff",
    "dragmode": "zoom",
}
"""What every chart of every page shares."""

_PHASE_LOOKS: Final = (("#eef1f3", ""), ("#8fa9b7", "/"), ("#c9d5dc", "."))
_TITLES: Final = {
    Dof.KNEE_FLEXION: "chart-knee",
    Dof.ANKLE_DORSIFLEXION: "chart-ankle",
    Dof.THIGH_ELEVATION: "chart-thigh",
    Dof.NECK_FLEXION: "chart-neck",
}
_SENSED_BY: Final = {
    Dof.KNEE_FLEXION: {Segment.THIGH, Segment.SHANK},
    Dof.ANKLE_DORSIFLEXION: {Segment.SHANK, Segment.FOOT},
    Dof.THIGH_ELEVATION: {Segment.THIGH},
}
"""The sensors on which an angle depends."""

_LATE_SHARE: Final = 0.6  # what begins later than this has its label at its end, or it would leave the chart
_LINE_UP: Final = "<br>\N{NO-BREAK SPACE}"  # lines below lift a label off the one before it
_LABEL_LINES: Final = 5
_AILING_INK: Final = "#8a5a00"

CHARTED: Final = tuple(_TITLES)
"""The angles the chart may show."""

_PLOTLYS_OWN: Final = {
    "Zoom": "chart-zoom",
    "Pan": "chart-pan",
    "Reset axes": "chart-reset",
    "Download plot as a PNG": "chart-picture",
    "Double-click to zoom back out": "chart-zoom-out",
}
"""What Plotly's script says by itself, and where our words for it are."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure for Plotly's script.

    Parameters
    ----------
    data : list
        Plotly trajectory.
    layout : mapping
        Plotly layout.
    height_px : int
        Height of the whole figure.
    stride : int
        Every how many-th sample is drawn.
    panels : tuple of Dof
        The angles shown, from top to bottom.
    """

    data: list[Json]
    layout: Mapping[str, Json]
    height_px: int
    stride: int
    panels: tuple[Dof, ...]


def build_chart(
    words: Words,
    prescription: Prescription,
    repetitions: Sequence[Repetition],
    trajectory: Trajectory,
    by: MeasuredBy = BY_CAMERA,
) -> Chart:
    """Return the chart of a session.

    Parameters
    ----------
    words : Words
        The language of its words.
    prescription : Prescription
        What it was judged by.
    repetitions : sequence of Repetition
        Every attempt.
    trajectory : Trajectory
        What was measured.
    by : MeasuredBy
        By what.
    """
    panels = _panels(prescription, trajectory, by)
    stride = max(1, math.ceil(len(trajectory.t_s) / MOST_POINTS))
    data: list[Json] = [
        *_phase_bars(words, prescription, trajectory),
        *_verdict_marks(words, repetitions, panels),
    ]
    for row, dof in enumerate(panels, 2):
        data.extend(_lines(trajectory, dof, f"y{row}", stride, joint_word(words, dof)))
    height = _MARGIN["t"] + _MARGIN["b"] + _STRIP_PX + len(panels) * (_PANEL_PX + _GAP_PX)
    layout = _layout(words, prescription, repetitions, trajectory, panels, by.means)
    return Chart(data, layout, height, stride, panels)


def plotly_locale(words: Words) -> Mapping[str, Json]:
    """Return what Plotly's script is to say by itself in the language of `words`, as its ``locales`` want it.

    Parameters
    ----------
    words : Words
        The language.
    """
    return {"dictionary": {own: words(key) for own, key in _PLOTLYS_OWN.items()}}


def _panels(prescription: Prescription, trajectory: Trajectory, by: MeasuredBy) -> tuple[Dof, ...]:
    """Return the angles worth a panel: knee and ankle if they can be measured, others where the exercise moves them."""
    exercise = prescription.exercise
    panels = [Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION]
    if exercise.driver is Dof.THIGH_ELEVATION:
        panels.insert(0, Dof.THIGH_ELEVATION)
    if exercise.rest.neck is not exercise.end.neck and Neck.ANY not in {exercise.rest.neck, exercise.end.neck}:
        panels.append(Dof.NECK_FLEXION)
    always = {dof for dof in (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION) if by.measures(dof)}
    return tuple(dof for dof in panels if dof in always or trajectory.has(dof))


def _ms(t_s: float) -> int:
    """Return a time as the milliseconds that Plotly's time axis counts in."""
    return ZERO_MS + round(t_s * 1000)


def _lines(trajectory: Trajectory, dof: Dof, axis: str, stride: int, name: str) -> list[Json]:
    """Return three lines for one angle.

    A pale one of all that was measured, over it what was measured well, and a dotted one across short gaps.
    """
    gaps, quality = trajectory.gaps(dof), trajectory.quality[dof]
    everything = _drawn(trajectory, dof, gaps, stride)
    good = [None if index is None or quality[index] < LOW_QUALITY else index for index in everything]
    across = [index for gap in gaps if gap.is_short for index in (gap.before, gap.after, None)]
    hover = f"{name} %{{y:.0f}}°<extra></extra>"
    looks: list[tuple[list[int | None], dict[str, Json]]] = [
        (everything, {"line": {"color": PALE, "width": 1.5}, "hovertemplate": hover}),
        (good, {"line": {"color": INK, "width": 1.8}, "hoverinfo": "skip"}),
        (across, {"line": {"color": PALE, "width": 1.5, "dash": "dot"}, "hoverinfo": "skip"}),
    ]
    return [{**_line(trajectory, dof, axis, indices), **look} for indices, look in looks]


def _line(trajectory: Trajectory, dof: Dof, axis: str, indices: Sequence[int | None]) -> dict[str, Json]:
    """Return a line through the samples with these numbers; it breaks at None."""
    return {
        "type": "scatter", "mode": "lines", "yaxis": axis, "showlegend": False,
        "x": [None if index is None else _ms(trajectory.t_s[index]) for index in indices],
        "y": [None if index is None else round(trajectory.deg[dof][index], 1) for index in indices],
    }  # fmt: skip


def _drawn(trajectory: Trajectory, dof: Dof, gaps: Sequence[Gap], stride: int) -> list[int | None]:
    """Return the numbers of the samples to draw, the ends of every gap among them, with None where the line breaks."""
    ends = {index for gap in gaps for index in (gap.before, gap.after)}
    breaks = {gap.before for gap in gaps}
    drawn: list[int | None] = []
    for index, value in enumerate(trajectory.deg[dof]):
        if math.isfinite(value) and (index % stride == 0 or index in ends):
            drawn += [index, None] if index in breaks else [index]
    return drawn


def _phase_bars(words: Words, prescription: Prescription, trajectory: Trajectory) -> list[Json]:
    """Return one set of bars for each phase, told apart by tint and pattern."""
    bars: list[Json] = []
    for name, (colour, pattern) in zip(prescription.exercise.phase_names, _PHASE_LOOKS, strict=True):
        spans = [span for span in trajectory.phases if span.name == name and span.end_s > span.start_s]
        look: dict[str, Json] = {
            "color": colour,
            "line": {"color": _MUTED, "width": 0.5},
            "pattern": {"shape": pattern, "fgcolor": TEXT, "size": 5, "solidity": 0.25},
        }
        bars.append(
            {
                "type": "bar", "orientation": "h", "yaxis": "y", "width": 0.7, "hoverinfo": "skip",
                "name": html.escape(phase_word(words, name)), "marker": look,
                "base": [_ms(span.start_s) for span in spans],
                "x": [_ms(span.end_s) - _ms(span.start_s) for span in spans],
                "y": [0] * len(spans),
            }
        )  # fmt: skip
    return bars


def _verdict_marks(words: Words, repetitions: Sequence[Repetition], panels: Sequence[Dof]) -> list[Json]:
    """Return the verdicts' shapes at each peak: with the number in the strip, and on each angle that is known there."""
    marks: list[Json] = []
    for verdict in reversed(Verdict):
        reps = [rep for rep in repetitions if rep.verdict is verdict]
        if not reps:
            continue
        look: dict[str, Json] = {
            "symbol": MARKS[verdict].symbol, "color": MARKS[verdict].ink, "size": 10,
            "line": {"width": 2 if MARKS[verdict].hollow else 0, "color": MARKS[verdict].ink},
        }  # fmt: skip
        base: dict[str, Json] = {
            "type": "scatter", "x": [_ms(rep.peak_s) for rep in reps], "marker": look, "hoverinfo": "skip",
            "cliponaxis": False,
        }  # fmt: skip
        marks.append(
            {
                **base, "mode": "markers+text", "yaxis": "y", "y": [1] * len(reps),
                "name": verdict_word(words, verdict), "text": [f"<b>{rep.index}</b>" for rep in reps],
                "textposition": "middle right",
            }
        )  # fmt: skip
        for row, dof in enumerate(panels, 2):
            values: list[Json] = [rep.at_peak_deg(dof) for rep in reps]
            if any(value is not None for value in values):
                marks.append({**base, "mode": "markers", "yaxis": f"y{row}", "y": values, "showlegend": False})
    return marks


def _layout(
    words: Words,
    prescription: Prescription,
    repetitions: Sequence[Repetition],
    trajectory: Trajectory,
    panels: Sequence[Dof],
    means: Means,
) -> dict[str, Json]:
    """Return axes, target bands and the spans of the repetitions."""
    inner = _STRIP_PX + len(panels) * (_PANEL_PX + _GAP_PX)
    axes: dict[str, Json] = {"yaxis": _strip_axis(words, 1 - _STRIP_PX / inner)}
    titles: list[Json] = []
    for row, dof in enumerate(panels, 2):
        top = 1 - (_STRIP_PX + _GAP_PX + (row - 2) * (_PANEL_PX + _GAP_PX)) / inner
        axes[f"yaxis{row}"] = _angle_axis(max(0.0, top - _PANEL_PX / inner), top)
        titles.append(_title(words, dof, top))
    bands = [
        shape for row, dof in enumerate(panels, 2) for shape in _band_shapes(words, prescription, dof, f"y{row}")
    ]  # fmt: skip
    return {
        **BASE_LAYOUT,
        **axes,
        "xaxis": _time_axis(words, trajectory, f"y{len(panels) + 1}", means),
        "shapes": [
            *bands,
            *(_span_shape(rep) for rep in repetitions),
            *(shape for row, dof in enumerate(panels, 2) for shape in _ailing_shapes(words, trajectory, dof, row)),
        ],
        "annotations": titles,
        "margin": _MARGIN,
        "barmode": "overlay",
        "hovermode": "x unified",
        "hoversubplots": "axis",
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False,
                   "itemdoubleclick": False},
    }  # fmt: skip


def _strip_axis(words: Words, bottom: float) -> dict[str, Json]:
    """Return the axis of the strip with phases and repetitions."""
    return {
        "domain": [bottom, 1], "range": [-0.5, 1.6], "tickvals": [0, 1],
        "ticktext": [words("chart-phase"), words("chart-repetition")],
        "fixedrange": True, "showgrid": False, "zeroline": False, "ticklabelstandoff": 4,
    }  # fmt: skip


def _angle_axis(bottom: float, top: float) -> dict[str, Json]:
    """Return the axis of one angle."""
    return {
        "domain": [bottom, top], "gridcolor": GRID, "zeroline": True, "zerolinecolor": ZERO_LINE,
        "fixedrange": True, "ticksuffix": "°", "ticklabelstandoff": 4,
    }  # fmt: skip


def _title(words: Words, dof: Dof, top: float) -> dict[str, Json]:
    """Return the heading of one panel, with the direction of its angle."""
    key = _TITLES[dof]
    return {
        "text": f"<b>{words(key)}</b>  {words(f'{key}-direction')}",
        "xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": top,
        "yanchor": "bottom", "showarrow": False, "font": {"size": 12},
    }  # fmt: skip


def _time_axis(words: Words, trajectory: Trajectory, anchor: str, means: Means) -> dict[str, Json]:
    """Return the time axis that all panels share."""
    start, end = (trajectory.t_s[0], trajectory.t_s[-1]) if trajectory.t_s else (0.0, 1.0)
    return {
        "type": "date", "range": [_ms(start), max(_ms(end), _ms(start) + 1000)], "anchor": anchor,
        "tickformat": "%-M:%S", "hoverformat": f"%-M:%S{words.point}%1f",
        "title": {"text": means_words(words, means, "chart-time"), "font": {"size": 12}},
        "showgrid": False, "showspikes": True, "spikemode": "across", "spikethickness": 1, "spikecolor": _MUTED,
        "spikedash": "dot",
    }  # fmt: skip


def _band_shapes(words: Words, prescription: Prescription, dof: Dof, axis: str) -> list[Json]:
    """Return the pale target bands of one angle, each with its name."""
    shapes: list[Json] = []
    for band in target_bands(prescription, dof):
        tint = "rgba(28,107,79,0.13)" if band.is_end else "rgba(85,96,107,0.09)"
        shapes.append(
            {
                "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "yref": axis, "y0": band.window.min,
                "y1": band.window.max, "fillcolor": tint, "line": {"width": 0}, "layer": "below",
                "label": {"text": html.escape(band_label(words, band)), "textposition": "top left",
                          "font": {"size": 11, "color": _MUTED}},
            }
        )  # fmt: skip
    return shapes


def _span_shape(repetition: Repetition) -> dict[str, Json]:
    """Return the frame around one repetition, through all panels."""
    return {
        "type": "rect", "xref": "x", "x0": _ms(repetition.start_s), "x1": _ms(repetition.end_s), "yref": "paper",
        "y0": 0, "y1": 1, "fillcolor": "rgba(29,36,41,0.025)", "line": {"color": ZERO_LINE, "width": 1, "dash": "dot"},
        "layer": "below",
    }  # fmt: skip


def _ailing_shapes(words: Words, trajectory: Trajectory, dof: Dof, row: int) -> list[Json]:
    """Return the bands in which something was the matter with a sensor that an angle depends on."""
    sensed_by = _SENSED_BY.get(dof, set())
    found = [one for one in trajectory.ailing if one.place.segment in sensed_by]
    return [_ailing_shape(words, trajectory, one, row, number) for number, one in enumerate(found)]


def _ailing_shape(words: Words, trajectory: Trajectory, one: Ailing, row: int, number: int) -> dict[str, Json]:
    first_s, last_s = trajectory.t_s[0], trajectory.t_s[-1]
    is_late = one.start_s - first_s > _LATE_SHARE * (last_s - first_s)
    text = trouble_label(words, one.place, one.trouble)
    return {
        "type": "rect", "xref": "x", "x0": _ms(one.start_s), "x1": _ms(one.end_s), "yref": f"y{row} domain",
        "y0": 0, "y1": 1, "fillcolor": "rgba(214,150,20,0.16)", "layer": "below",
        "line": {"color": _AILING_INK, "width": 1, "dash": "dash"},
        "label": {"text": html.escape(text[0].upper() + text[1:]) + _LINE_UP * (number % _LABEL_LINES),
                  "textposition": "bottom right" if is_late else "bottom left",
                  "font": {"size": 11, "color": _AILING_INK}},
    }  # fmt: skip
