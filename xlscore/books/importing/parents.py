"""What measures are parts of, as files say it, into the table of measures: blank cells alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlscore.books.importing.new_rows import add_rows
from xlscore.books.monthly.brought import MEASURES_FROM_FILES
from xlscore.books.monthly.headings import MEASURES
from xlscore.books.monthly.inputs import is_measures
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.layout import row_key
from xlscore.books.tables.table import Table
from xlscore.rules.words import name_key
from xlscore.sources.counted import FileCounts
from xlscore.sources.meanings import Meanings
from xlscore.sources.merging import MergedFiles

__all__ = ["plan_parents"]


def plan_parents(
    planner: Planner, files: Sequence[FileCounts], unit: MergedFiles, told: Meanings, reader: Reader
) -> tuple[str, ...]:
    """Plan each blank Parent that a file tells, and a row for the parent; a table that no person has filled gets one for each measure.

    Returned is what the table says otherwise than the files, which stays.
    """
    table = find_one(planner.reading.blocks, MEASURES, is_measures)
    if table is None or "parent" not in table.columns:
        return ()
    parents: dict[str, str] = {}
    for file in files:
        for measure, parent in file.parents.items():
            standing = parents.setdefault(name_key(measure), parent)
            if name_key(standing) != name_key(parent):
                reader.at(
                    file.file, "", f"'{measure}' is part of '{parent}' here and of '{standing}' in another file.",
                    "Say on Measures which it is.",
                )  # fmt: skip
    if not parents:
        return ()
    otherwise = []
    for row in table.records:
        parent = parents.get(name_key(table.text(row, "measure")), "")
        column = table.columns["parent"]
        typed = table.text(row, "parent")
        if parent and typed and name_key(typed) != name_key(parent):
            otherwise.append(
                f"'{table.text(row, 'measure')}' is part of '{typed}' on {table.sheet} and of '{parent}' in the file."
            )
        if parent and not typed and not planner.has_formula(table.sheet, row, column):
            planner.enter(table.sheet, row, column, parent)
    measures = [] if told.measures else [measure for measure, _ in unit.pairs]
    _add_rows(planner, table, [*parents.values(), *measures], parents)
    return tuple(otherwise)


def _add_rows(planner: Planner, table: Table, measures: Sequence[str], parents: Mapping[str, str]) -> None:
    """Plan a row for each of these measures that has none: a parent needs one, to be the sum of its parts."""
    below = (row for row in table.block.filled_rows if row > table.header)
    there = {name_key(table.text(row, "measure")) for row in below}
    new: dict[str, str] = {}
    for measure in measures:
        if name_key(measure) not in there:
            new.setdefault(name_key(measure), measure)
    rows = [(measure, parents.get(name_key(measure))) for measure in new.values()]
    add_rows(planner, table, table.sheet, ("measure", "parent"), rows)
    kept = planner.rows_written(MEASURES_FROM_FILES, table.sheet) | {row_key([m]) for m in new.values()}
    planner.keep_rows(MEASURES_FROM_FILES, table.sheet, sorted(kept))
