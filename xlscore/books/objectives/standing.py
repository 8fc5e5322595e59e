"""The pages as they stand on their sheet: which line is where, and what on it a person wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from xlscore.books.objectives.headings import PAGES
from xlscore.books.objectives.lines import WRITTEN, line_mark
from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.own_rows import with_all_rows
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.finder import find_all, only_one
from xlscore.books.tables.table import Table
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Source
from xlscore.rules.objectives.records import ObjectiveText
from xlscore.rules.words import name_key

__all__ = ["BREAKS", "Held", "Strip", "find_pages", "strips_of", "typed_texts"]

BREAKS: Final = f"{PAGES.kind}: page breaks"
"""What the ledger calls the page breaks that we set."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a person has in a cell: a value, and the formula that gives it, "" for none."""

    value: Scalar
    formula: str = ""


@dataclass
class Strip:
    """A row of the sheet below its headings: its line, "" for a row that is a person's own, and what is a person's on it by column."""

    row: int
    mark: str
    held: dict[int, Held] = field(default_factory=dict)
    fields: frozenset[str] = frozenset()
    """The fields of the line that are a person's."""


def find_pages(planner: Planner) -> Table | None:
    """Return the sheet of pages as a table, None where there is none yet.

    A copy of the sheet that somebody keeps of last month is not it: the ledger knows the one that we wrote.
    """
    found = find_all(planner.reading.blocks, PAGES)
    ours = [table for table in found if planner.kept(BREAKS, table.sheet)]
    table = only_one(ours if len(found) > 1 and ours else found, PAGES)
    return None if table is None else with_all_rows(table, (PAGES.rows,))


def strips_of(planner: Planner, table: Table) -> list[Strip]:
    """Return every row below the headings that holds something, from the top."""
    records, formulas = set(table.records), planner.reading.formulas(table.sheet) or {}
    ours = {column: name for name, column in table.columns.items()}
    last = table.block.last_row if table.end is None else table.end - 1
    found = []
    for row in table.block.filled_rows:
        if not table.header < row <= last:
            continue
        filled = table.block.filled(row)
        is_line = row in records
        strip = Strip(row, table.text(row, PAGES.rows) if is_line else "")
        theirs = set()
        for column in filled:
            name = ours.get(column)
            if is_line and name is not None:
                if name == PAGES.rows or planner.owner(table, row, name) is not Owner.PERSON:
                    continue
                theirs.add(name)
            value: Any = table.block.at(row, column)
            strip.held[column] = Held(value, formulas.get((row, column), ""))
        strip.fields = frozenset(theirs)
        found.append(strip)
    return found


def typed_texts(
    planner: Planner, table: Table | None, objectives: Sequence[str]
) -> Mapping[str, tuple[ObjectiveText, ...]]:
    """Return what people wrote on the pages themselves in the lines of what is being done and of the recommendation, by objective."""
    if table is None:
        return {}
    lines = {name_key(table.text(row, PAGES.rows)): row for row in table.records}
    found: dict[str, list[ObjectiveText]] = {}
    for objective in objectives:
        for kind in WRITTEN:
            row = lines.get(name_key(line_mark(objective, kind.value)))
            if row is None or is_blank(table.value(row, "said")):
                continue
            if planner.owner(table, row, "said") is Owner.PERSON:
                source = Source(table.sheet, cell_address(row, table.columns["said"]))
                words = str(table.value(row, "said")).strip()
                found.setdefault(name_key(objective), []).append(
                    ObjectiveText(objective, kind, words, source)
                )
    return {mark: tuple(texts) for mark, texts in found.items()}
