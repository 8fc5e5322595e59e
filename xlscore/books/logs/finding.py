"""The tables of the logs, each found by its headings: a list of threats or risks has actions and owners, too, and is no action log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from xlscore.books.logs.headings import ACTIONS, BRIEFING, DEEP_DIVES, FORWARD_PLAN, HEALTH, THREATS
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.finder import find_one, is_product_only
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.engine import cells_are_locked

__all__ = ["LOG_TABLES", "find_logs", "is_locked"]

LOG_TABLES: Final = (ACTIONS, BRIEFING, FORWARD_PLAN, DEEP_DIVES, HEALTH, THREATS)
_OTHERS: Final[Mapping[str, tuple[tuple[TableKind, str], ...]]] = {
    ACTIONS.kind: ((THREATS, "threat"), (BRIEFING, "issue"), (HEALTH, "actual")),
    BRIEFING.kind: ((THREATS, "week"),),
    FORWARD_PLAN.kind: ((ACTIONS, "action"),),
    DEEP_DIVES.kind: ((ACTIONS, "action"), (THREATS, "threat"), (FORWARD_PLAN, "item"), (HEALTH, "actual")),
    HEALTH.kind: (),
    THREATS.kind: (),
}
"""What a table of each kind has no column of: another kind of log is known by it."""
_OF_RISKS: Final = ("likelihood", "probability", "impact", "risk")
_GRADED: Final = ("grade", "current grade", "force grade", "rag grade")


def find_logs(reading: Reading, sheet: str | None = None) -> dict[str, Table | None]:
    """Return the table of each kind of log, None where there is none."""
    return {layout.kind: find_one(reading.blocks, layout, accepts(layout), sheet) for layout in LOG_TABLES}


def accepts(layout: TableKind) -> Callable[[Table], bool]:
    """Return what tells a kind of log from the lists that share its headings."""
    foreign = {
        spelling for other, name in _OTHERS[layout.kind] for spelling in other.column(name).spellings
    } - {spelling for column in layout.columns for spelling in column.spellings}
    foreign |= {column_key(word) for word in (*_OF_RISKS, *_GRADED)}

    def accept(table: Table) -> bool:
        if is_product_only(table):
            return False
        # A first row that reads as a second one of headings hides nothing.
        alone = (shown(table.block.at(table.top, column)) for column in table.others)
        return not any(column_key(heading) in foreign for heading in (*table.others.values(), *alone))

    return accept


def is_locked(planner: Planner, sheet: str) -> bool:
    """Return whether nothing of what is planned for a sheet can be written, as it is protected: nothing is used up there."""
    cells = [(edit.row, edit.column) for edit in planner.edits.by_sheet().get(sheet, ())]
    return bool(cells) and cells_are_locked(planner.reading.book.sheets[sheet], cells)
