"""``docs/performance.md``: what the template is given."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from formcheck.apps.bench import rows
from formcheck.apps.bench.model import Benchmark


def render_document(benchmark: Benchmark) -> str:
    """Return the Markdown page.

    Parameters
    ----------
    benchmark : Benchmark
        What was measured, in one round at least.
    """
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
        figures=[rows.figure_cells(figure) for figure in benchmark.figures],
        tables={
            "Pictures a second": rows.speed_rows(benchmark),
            "Milliseconds for one picture, one stage after the other": rows.stage_rows(benchmark),
            "Live, thirty pictures a second of 640 x 480": rows.live_rows(benchmark),
            "Peak memory in megabytes": rows.memory_rows(benchmark),
        },
    )
