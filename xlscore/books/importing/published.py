"""Figures of files for more than a month into the table of published figures: those of the own force, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.books.importing.new_rows import add_rows
from xlscore.books.monthly.brought import PUBLISHED_FROM_FILES
from xlscore.books.plan.agreement import same
from xlscore.books.plan.edits import NewSheet
from xlscore.books.plan.planner import Planner
from xlscore.books.published.headings import PUBLISHED
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.layout import row_key
from xlscore.books.tables.table import shown
from xlscore.rules.exact import cell_number
from xlscore.rules.periods import Span
from xlscore.sources.counted import FileCounts, Published
from xlscore.sources.meanings import Meanings
from xlscore.sources.naming import Naming

__all__ = ["plan_published"]

_WIDTHS: Final = (44, 24, 24, 24, 14)
_FIELDS: Final = ("measure", "publisher", "release", "period", "value")


def plan_published(
    planner: Planner, files: Sequence[FileCounts], own_force: str, reader: Reader
) -> int | None:
    """Return how many figures of the own force are new or corrected in the table, having planned them; None where files have none of it."""
    figures = [figure for file in files for figure in file.published]
    if not figures:
        return None
    naming = Naming(Meanings(own_force=own_force))
    own = {_key(figure): figure for figure in figures if not figure.place or naming.force(figure.place) == ""}
    if not own:
        _report_no_force(next(file for file in files if file.published), own_force, reader)
        return None
    table = find_one(planner.reading.blocks, PUBLISHED)
    sheet = planner.free_name(PUBLISHED.sheet) if table is None else table.sheet
    kept = {} if table is None else dict(planner.kept(PUBLISHED_FROM_FILES, sheet))
    changed, there = 0, dict[str, int]()
    if table is not None:
        for row in table.records:
            there.setdefault(table.row_key(row), row)
    new = {name: figure for name, figure in own.items() if name not in there}
    for name, row in there.items():
        if name not in own or table is None:
            continue
        value, here = cell_number(own[name].value), table.value(row, "value")
        ours = (name, "") in kept and same(here, kept[name, ""])
        if same(here, value):
            continue
        column = planner.column(table, "value")
        if not is_blank(here) and not ours:
            reader.report(
                table, row, column, f"{_said(own[name])} stands as {shown(here)}, and the file says {value:,}.",
                "Correct the one that is wrong; what stands is kept. Clear the cell to have it filled.",
            )  # fmt: skip
            continue
        planner.enter(sheet, row, column, value)
        kept[name, ""] = value
        changed += 1
    if table is None:
        formats = tuple(PUBLISHED.column(name).number_format for name in _FIELDS)
        planner.add_sheet(NewSheet(sheet, tuple(map(PUBLISHED.heading, _FIELDS)), _WIDTHS, None, formats))
    rows = [(*_names(figure), cell_number(figure.value)) for figure in new.values()]
    add_rows(planner, table, sheet, _FIELDS, rows)
    kept |= {(name, ""): cell_number(figure.value) for name, figure in new.items()}
    planner.keep_entries(PUBLISHED_FROM_FILES, sheet, kept)
    return changed + len(new)


def _names(figure: Published) -> tuple[str, str, str, str]:
    return figure.measure, figure.publisher, figure.release, Span(figure.first, figure.last).words


def _key(figure: Published) -> str:
    return row_key(_names(figure))


def _said(figure: Published) -> str:
    measure, publisher, release, period = _names(figure)
    return f"'{measure}' of {publisher}, {release}, {period},"


def _report_no_force(file: FileCounts, own_force: str, reader: Reader) -> None:
    what = (
        f"has none of '{own_force}'" if own_force else "has figures of forces, and nobody says which is yours"
    )
    reader.at(
        file.file, "", f"{file.file} {what}, so nothing of it stands in Published.",
        "Enter your Own force on Policy as the file calls it, and bring the file in again.",
    )  # fmt: skip
