"""``docs/performance.md``: what the template is given."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from formcheck.apps.bench import rows
from formcheck.apps.bench.model import Benchmark
from formcheck.defaults import DEFAULT_LANGUAGE
from formcheck.words.catalogue import Words


def render_document(benchmark: Benchmark) -> str:
    """Return the Markdown page, in English as all documents of the project.

    Parameters
    ----------
    benchmark : Benchmark
        What was measured, in one round at least.
    """
    words = Words(DEFAULT_LANGUAGE)
    environment = Environment(
        loader=PackageLoader("formcheck.apps.bench", "templates"),
        autoescape=False,  # noqa: S701 - Markdown
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("performance.md.jinja").render(
        bench=benchmark,
        processor=rows.processor_text(words, benchmark),
        video=rows.video_text(words, benchmark),
        figures=[rows.figure_cells(words, figure) for figure in benchmark.figures],
        tables={
            "Pictures a second": rows.speed_rows(words, benchmark),
            "Milliseconds for one picture, one stage after the other": rows.stage_rows(words, benchmark),
            "Live, thirty pictures a second of 640 x 480": rows.live_rows(words, benchmark),
            "Peak memory in megabytes": rows.memory_rows(words, benchmark),
        },
    )
