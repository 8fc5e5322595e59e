"""MSG tables that give each measure a row per period or per force below one another, its name once or on every row.

The newest period's row counts and the one before is last time's; of forces the own one's row counts. A row that stands below a
measure's and says neither is named: its figures are nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from xlscore.books.msg.headings import LAST_TIMES
from xlscore.books.tables.blocks import Block, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.headings import OWN_FORCE_LABELS
from xlscore.books.tables.labels import find_label
from xlscore.books.tables.own_force import bare_force
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.periods import period_of
from xlscore.rules.words import measure_key

__all__ = ["report_nameless", "with_one_row_each"]

_FIGURES: Final = ("position", "value", "average", "difference", "to_average", "to_top_quartile")


def with_one_row_each(table: Table, blocks: Sequence[Block]) -> Table:
    """Return a table as one with a record per measure, unchanged where each has one row or nobody can say which one counts."""
    groups = _groups(table)
    if all(len(group) == 1 for group in groups):
        return table
    label = find_label(blocks, OWN_FORCE_LABELS)
    own = "" if label is None else bare_force(label.text)
    for column in sorted({*table.columns.values(), *table.others} - {table.columns["measure"]}):
        chosen = [_chosen(table, group, column, own) for group in groups]
        if None not in chosen:
            return _with_lines(table, groups, [rows for rows in chosen if rows is not None])
    return table


def _groups(table: Table) -> list[list[int]]:
    """Return the rows of each measure: those of its name, and those right below that have figures and no name."""
    groups: list[list[int]] = []
    for row in table.records:
        again = bool(groups) and measure_key(table.text(row, "measure")) == measure_key(
            table.text(groups[-1][0], "measure")
        )
        if not again:
            groups.append([])
        groups[-1] += [row, *_below(table, row)]
    return groups


def _below(table: Table, row: int) -> list[int]:
    """Return the rows right below a record that have figures and no name."""
    found = []
    for line in range(row + 1, (table.end or table.block.last_row + 1)):
        named = not table.block.is_blank(line, table.columns["measure"])
        if line in table.records or named or not _has_figures(table, line):
            break
        found.append(line)
    return found


def _has_figures(table: Table, row: int) -> bool:
    columns = [table.columns[name] for name in _FIGURES if name in table.columns]
    return any(not is_blank(table.block.at(row, column)) for column in columns)


def _chosen(table: Table, group: Sequence[int], column: int, own: str) -> tuple[int, int | None] | None:
    """Return the row of a measure that counts by what a column says, and last time's; None where it does not say it."""
    texts = {row: shown(table.block.at(row, column)) for row in group}
    ours = [row for row, text in texts.items() if own and bare_force(text) == own]
    if len(ours) == 1 and len(set(texts.values())) == len(group):
        return ours[0], None
    dated = sorted((period, row) for row, text in texts.items() if (period := period_of(text)) is not None)
    if len(dated) < len(group) or len({period for period, _ in dated}) < len(dated):
        return None
    filled = [row for _, row in dated if _has_figures(table, row)] or [dated[-1][1]]
    return filled[-1], filled[-2] if len(filled) > 1 else None


def _with_lines(
    table: Table, groups: Sequence[Sequence[int]], chosen: Sequence[tuple[int, int | None]]
) -> Table:
    dated = any(before is not None for _, before in chosen)
    columns = dict(table.columns)
    if dated:
        columns |= {
            before: columns[now]
            for now, before in LAST_TIMES.items()
            if now in columns and before not in columns
        }
    lines: dict[tuple[int, str], int | None] = {}
    for group, (now, before) in zip(groups, chosen, strict=True):
        first = group[0]
        for name in (column.field for column in table.layout.columns):
            lines[first, name] = now
            if name in table.columns and name not in _FIGURES and is_blank(table.value(now, name)):
                filled = (row for row in group if not is_blank(table.value(row, name)))
                lines[first, name] = next(filled, now)
        lines |= {(first, name): before for name in LAST_TIMES.values() if name not in table.columns}
        lines[first, "measure"] = first
    return replace(table, columns=columns, records=tuple(group[0] for group in groups), lines=lines)


def report_nameless(table: Table, reader: Reader) -> None:
    """Report each row right below a measure's that has figures and is not known to be a period's or a force's."""
    if table.lines:
        return
    for record in table.records:
        for row in _below(table, record):
            what = "A row has figures and no measure, so it is not read."
            do = "Enter the measure; or say in a column Period, or in one of forces beside 'Own force', whose figures these are."
            reader.report(table, row, table.columns["measure"], what, do)
