"""``formcheck sensors nearby``: which sensors are near over Bluetooth, and what they are called."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from formcheck.apps import exits
from formcheck.computer import language_settings
from formcheck.printable import printable
from formcheck.sources.imu.live.bluetooth.radio import Nearby, Radio
from formcheck.words.catalogue import Words, words_for
from formcheck.words.figures import number


def nearby(
    seconds: float, language: str | None, *, has_all: bool, as_json: bool = False, radio: Radio | None = None
) -> int:
    """Show which sensors are near, and return the exit code.

    Parameters
    ----------
    seconds : float
        How long to look.
    language : str or None
        The language of what is shown; None for that of this computer.
    has_all : bool
        Whether to show what is not known as a sensor, too.
    as_json : bool
        Whether to print JSON, for programs, in place of the table.
    radio : Radio, optional
        Bluetooth; that of this computer unless given.

    Raises
    ------
    SetupError
        A package is missing, or Bluetooth cannot be used.
    """
    words = words_for(language, language_settings())
    seen = [one for one, _ in asyncio.run((radio or Radio()).look(seconds)).values()]
    shown = [one for one in seen if has_all or one.maker]
    if as_json:
        typer.echo(json.dumps([_document(one) for one in _nearest_first(shown)], indent=2, ensure_ascii=False))
        return exits.SUCCESS if shown else exits.BAD_INPUT
    console = Console(highlight=False)
    if not shown:
        told = words("bluetooth-nobody", seconds=number(seconds, 0, words.point), count=len(seen))
        console.print(told, markup=False, soft_wrap=True)
        return exits.BAD_INPUT
    console.print(_table(words, shown, words("bluetooth-nearby-all" if has_all else "bluetooth-nearby")))
    console.print(words("bluetooth-next"), markup=False, soft_wrap=True)
    console.print(words("bluetooth-untried"), style="dim", markup=False, soft_wrap=True)
    return exits.SUCCESS


def _nearest_first(shown: Sequence[Nearby]) -> list[Nearby]:
    return sorted(shown, key=lambda one: -one.signal_dbm)


def _document(one: Nearby) -> dict[str, object]:
    return {"name": one.name, "address": one.address, "maker": one.maker or None, "signal_dbm": one.signal_dbm}


def _table(words: Words, shown: Sequence[Nearby], title: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, header_style="bold", padding=(0, 2, 0, 0))
    for key in ("name", "address", "maker", "signal"):
        table.add_column(words(f"bluetooth-column-{key}"))
    unknown = words("bluetooth-unknown")
    for one in _nearest_first(shown):
        signal = f"{one.signal_dbm} dBm"
        table.add_row(escape(printable(one.name)) or unknown, one.address, one.maker or unknown, signal)
    return table
