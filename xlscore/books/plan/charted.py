"""Native charts of a plan: whether one stands already, which cells it draws, and what it was told the last time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from xlscore.books.plan.edits import Charted, Scalar
from xlscore.books.plan.ledger import Entries
from xlscore.books.tables.blocks import Reading
from xlscore.engine import NewChart, NotOnAFileError, chart_stands
from xlscore.ooxml.values.addresses import Box, parse_box
from xlscore.rules.words import key

__all__ = ["TEXTS", "by_sheet", "draws_any", "remembered", "stands"]

Place = tuple[str, int, int]
Cells = Mapping[str, Collection[tuple[int, int]]]

TEXTS: Final = "charts"
"""What the ledger calls the alternative texts that charts were given, by the charts' names whatever their sheets are called."""


def remembered(charted: Charted, told: Mapping[tuple[str, str], Scalar]) -> tuple[Charted, Entries]:
    """Return a chart with the alternative text that it was given the last time, and the texts that the ledger is to keep now.

    A file's chart carries a mark of its own text. In live Excel nobody can ask for that, and the ledger alone tells a text of
    ours from one that a person typed.
    """
    entry = charted.chart.name, "described"
    before = told.get(entry)
    described = before if isinstance(before, str) else ""
    return replace(charted, described=described), {**told, entry: charted.chart.description}


def stands(reading: Reading, charted: Charted) -> bool:
    """Return whether a chart stands on its sheet as it is planned; where nobody can say, it does not."""
    if charted.moved_from or not reading.has_sheet(charted.sheet):
        return False
    sheet = reading.book.sheets[charted.sheet]
    try:
        return chart_stands(sheet, charted.chart, described=charted.described, adds=charted.adds)
    except NotOnAFileError:
        return False


def by_sheet(cells: Iterable[Place]) -> Cells:
    """Return cells by the sheet that they stand on."""
    found: dict[str, list[tuple[int, int]]] = {}
    for sheet, row, column in cells:
        found.setdefault(sheet, []).append((row, column))
    return {key(sheet): places for sheet, places in found.items()}


def draws_any(chart: NewChart, cells: Cells) -> bool:
    """Return whether a chart draws one of these cells.

    >>> chart = NewChart(name="a", kind="line", series=(), title_at="'Chart data'!$B$1")
    >>> draws_any(chart, by_sheet([("Chart data", 1, 2)])), draws_any(chart, by_sheet([("Chart data", 2, 2)]))
    (True, False)
    """
    return any(
        box.top <= row <= box.bottom and box.left <= column <= box.right
        for sheet, boxes in _drawn(chart).items()
        for row, column in cells.get(sheet, ())
        for box in boxes
    )


def _drawn(chart: NewChart) -> dict[str, list[Box]]:
    """Return the cells that a chart draws, by sheet."""
    found: dict[str, list[Box]] = {}
    references = (
        text for each in chart.series for text in (each.values, each.categories, each.name_at, each.labels_at)
    )
    for reference in {chart.title_at, *references} - {""}:
        sheet, _, cells = reference.removeprefix("=").rpartition("!")
        name = sheet.removeprefix("'").removesuffix("'").replace("''", "'")
        found.setdefault(key(name), []).append(parse_box(cells.replace("$", "")))
    return found
