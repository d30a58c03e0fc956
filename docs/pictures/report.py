"""The report as it opens: the answer, the counts, the chart, the first repetitions."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from docs.pictures.pictures import write_png
from tests.support.browser import NoCamera, launched

WIDTH_PX, HEIGHT_PX = 1180, 952
WAIT_MS: Final = 60_000


def photograph_report(results: Path, picture: Path) -> None:
    """Photograph the top of ``report.html``.

    Parameters
    ----------
    results : Path
        The folder of a review's results.
    picture : Path
        The file to write.
    """
    with launched(NoCamera.ABSENT) as browser:
        page = browser.new_page(viewport={"width": WIDTH_PX, "height": HEIGHT_PX})
        page.goto((results / "report.html").resolve().as_uri())
        page.wait_for_selector(".player:not([hidden])", timeout=WAIT_MS)
        page.keyboard.press("k")  # to the first repetition
        write_png(page.screenshot(), picture)
