"""What the table of measures says of a measure besides its place in the tree: its source names, and how its year's end is projected."""

from __future__ import annotations

from collections.abc import Mapping

from xlscore.books.monthly.rates import Rates
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.projection import Method
from xlscore.rules.words import key, name_key, quoted

__all__ = ["methods_of", "sources_of"]


def sources_of(table: Table | None, rates: Rates) -> dict[str, tuple[str, ...]]:
    """Return what else each measure is called, by its key; the source names of an outcome rate are those of its two counts."""
    if table is None:
        return {}
    named = {row: rates.called(table, row) for row in table.records}
    return {
        name_key(name): tuple(filter(None, map(str.strip, table.text(row, "sources").split(";"))))
        for row, name in named.items()
        if not rates.is_rate(name)
    }


def methods_of(table: Table | None, rates: Rates, reader: Reader) -> Mapping[str, Method]:
    """Return by which method the year of each measure that has one of its own is projected, by its key."""
    if table is None or "projected_by" not in table.columns:
        return {}
    found: dict[str, Method] = {}
    for row in table.records:
        name = rates.called(table, row)
        method = reader.word(table, row, "projected_by", _method)
        if method is None:
            continue
        if rates.is_rate(name):
            reader.at(
                table.sheet, table.cell(row, "projected_by"),
                f"'{name}' is worked out from two counts, and each is projected by its own method.",
                "Say it in the rows of the two counts, and clear this cell.",
            )  # fmt: skip
            continue
        found.setdefault(name_key(name), method)
    return found


def _method(typed: str) -> Method:
    """Return the method that a word means.

    >>> _method("Share").value, _method("seasonal share").value
    ('share', 'share')
    """
    word = key(typed).removeprefix("by").removeprefix("the").removeprefix("seasonal")
    for method in Method:
        if word == method.value:
            return method
    raise RuleError(
        Trouble.UNREADABLE, f"{quoted(typed)} is no way to project a year's end.", "Use Level or Share."
    )
