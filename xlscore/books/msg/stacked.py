"""MSG tables that give each measure several rows: its position, its figure and the group's average below one another.

What a row says stands in a column of its own beside the measure's name, below the name, or behind it ("Burglary - Position").
To the right stand the figures: one column of them, one per period of which the newest counts and the one before is last
time's, or one per force of which the own one counts. Such a table is read as a table with a row per measure whose fields
stand in rows of their own (`Table.lines`); columns are never added to it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from xlscore.books.msg.headings import LAST_TIMES, MSG
from xlscore.books.msg.stacked_words import (
    KNOWN_BY,
    columns_with_texts,
    headings_above,
    is_figure,
    may_say,
    parted_rows,
    rows_said,
)
from xlscore.books.tables.assigning import assign
from xlscore.books.tables.blocks import Block, is_blank
from xlscore.books.tables.headings import OWN_FORCE_LABELS
from xlscore.books.tables.labels import find_label
from xlscore.books.tables.own_force import bare_force
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.two_rows import pair_headings
from xlscore.books.tables.words.periods import Period, period_of
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.words import key

__all__ = ["Stack", "find_stacks"]

_LAST: Final = re.compile(r"\b(?:last|previous|previously|prior|before)\b")
_NOW: Final = re.compile(r"\b(?:this|current|now|latest)\b")
_PLACE_OF_FIGURES: Final = frozenset(
    {"", "value", "figure", "figures", "result", "results", "data", "score", "performance", "actual", "amount", "latest", "force", "current"}
)  # fmt: skip
"""The heading of a column of figures that says nothing about whose or when."""


_LINES_ABOVE: Final = 4
"""So far above its first row a measure's name may stand."""


@dataclass(frozen=True)
class Stack:
    """A table of measures with several rows each, and what its columns of figures are."""

    table: Table
    period: str = ""
    """The heading of the column that counts, where that says when."""
    before: int | None = None
    """The column with last time's figures."""
    dated: Mapping[datetime.date, int] = field(default_factory=dict)
    """The columns of figures by the month in which their period ends."""
    nameless: tuple[tuple[int, int], ...] = ()
    """The rows of no measure: row and column."""
    elsewhere: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    """The measures without a figure where the newest belong, by their rows: the column, and the heading over the older ones."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What the rows are called, by field, and the heading over the figures behind it."""
    unread: tuple[tuple[int, int, str], ...] = ()
    """The rows with figures whose words are not known: row, column and the words."""

    def covers(self, table: Table) -> bool:
        """Return whether another table was read from its cells: rows called Force beside a measure's name look like data of forces."""
        here = self.table
        if table.sheet != here.sheet:
            return False
        last = max((line for line in here.lines.values() if line is not None), default=here.header)
        apart = max(table.records, default=table.header) < here.top or table.top > last
        beside = table.last_column < min(here.columns.values()) or table.first_column > here.last_column
        return not apart and not beside


@dataclass
class _Group:
    """A measure's rows: where its name stands, and which row is which field."""

    name: tuple[int, int, str] | None = None
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def all_rows(self) -> range:
        lines = [*self.rows.values(), *([self.name[0]] if self.name else [])]
        return range(min(lines), max(lines) + 1)


def find_stacks(blocks: Iterable[Block]) -> list[Stack]:
    """Return the MSG tables that give each measure several rows, in the order of the sheets."""
    blocks = tuple(blocks)
    seen = [block for block in blocks if block.visible] or blocks
    told = [block for block in seen if may_say(block)]
    label = find_label(blocks, OWN_FORCE_LABELS) if told else None
    own = "" if label is None else bare_force(label.text)
    return [stack for block in told for stack in _on_block(block, own)]


@lru_cache(maxsize=64)
def _on_block(block: Block, own: str) -> tuple[Stack, ...]:
    columns = columns_with_texts(block)
    told = {column: said for column in columns if _knows(said := rows_said(block, column, own))}
    found, left = [], block.left
    for column, rows_told in told.items():
        later = next((other for other in told if other > column), block.last_column + 1)
        here, right = _window(block, left, column, later, rows_told)
        said = rows_said(here, column, own)  # of its own cells alone, a row may be one of headings
        for rows in parted_rows(here, column, said):
            stack = _stack(here, block, column, {row: said[row] for row in rows}, own)
            if stack is not None:
                found.append(stack)
                left = max(left, stack.table.last_column + 1, right)
    return tuple(found)


def _knows(said: Mapping[int, tuple[str, str]]) -> bool:
    return len(KNOWN_BY & {what for what, _ in said.values()}) > 1


def _window(block: Block, left: int, column: int, later: int, said: Iterable[int]) -> tuple[Block, int]:
    """Return a sheet with nothing but the columns around what the rows say, up to a blank one or the next that says so."""
    rows = list(said)

    def holds(place: int) -> bool:
        return any(is_figure(block.at(row, place)) for row in rows)

    def is_bare(place: int) -> bool:
        return all(is_blank(block.at(row, place)) for row in range(rows[0] - 1, rows[-1] + 1))

    first = next((place for place in range(column + 1, later) if holds(place)), column)
    right = next((place for place in range(first + 1, later) if is_bare(place)), later)
    return block.between(left, right), right


def _stack(
    block: Block, whole_sheet: Block, column: int, said: Mapping[int, tuple[str, str]], own: str
) -> Stack | None:
    if not said:
        return None
    first = min(said)
    above = headings_above(block, first, column)
    header = above[0] if above else first - 1
    top = header - 1 if len(above) > 1 and above[1] == header - 1 else header
    headings = {c: texts for c, texts in pair_headings(block, top, header).items() if texts} if above else {}
    figures = _figure_columns(block, column, said)
    if not figures:
        return None
    fields, _ = assign(MSG, {c: texts for c, texts in headings.items() if c != column and c not in figures})
    names = _names_column(block, column, said, fields, min(figures))
    groups = _groups(block, column, said, names, figures)
    whole = [group for group in groups if len(KNOWN_BY & group.rows.keys()) > 1]
    sure = len(whole) > 1 or any(group.rows.keys() >= KNOWN_BY for group in whole)
    if not sure or not any(group.name for group in whole) or not any("position" in g.rows for g in whole):
        return None
    figures = _own_columns(headings, figures, own)
    chosen = _chosen(headings, figures)
    if chosen is None:
        return None
    now, before = chosen
    nameless = tuple((min(g.rows.values()), column) for g in groups if g.name is None)
    groups = [group for group in groups if group.name is not None]
    columns = {"measure": next(group.name[1] for group in groups if group.name)}
    columns |= {name: c for name, c in fields.items() if name != "measure"}
    columns |= {name: now for group in groups for name in group.rows}
    if before is not None:
        columns |= {LAST_TIMES[name]: before for group in groups for name in group.rows if name in LAST_TIMES}
    records, lines = _lines(block, groups, columns)
    named = _with_bare_names(whole_sheet, groups)
    table = Table(
        MSG, named, top, header, columns, {}, frozenset(columns.values()), tuple(records), lines=lines
    )
    dated = {
        datetime.date(period[0], period[1], 1): c
        for c in figures
        if (period := _period(headings.get(c, ()))) is not None and period[0] and period[1]
    }
    heading = headings.get(now, ("",))[0]
    return Stack(
        table,
        heading if _period(headings.get(now, ())) is not None else "",
        before,
        dict(sorted(dated.items())) if now in dated.values() else {},
        nameless,
        _elsewhere(block, groups, now, {c: headings[c][0] for c in dated.values()}),
        _words(block, column, groups, {c: texts[0] for c, texts in headings.items()}, now, before),
        _unread(block, column, groups, said, figures),
    )


def _figure_columns(block: Block, column: int, said: Mapping[int, tuple[str, str]]) -> list[int]:
    """Return the columns to the right that hold figures of more than one field: those headed as a measure's own hold one."""
    found = []
    for place in range(column + 1, block.last_column + 1):
        held = {what for row, (what, _) in said.items() if is_figure(block.at(row, place))}
        if len(held & KNOWN_BY) > 1:
            found.append(place)
    return found


def _names_column(
    block: Block, column: int, said: Mapping[int, tuple[str, str]], fields: Mapping[str, int], figures: int
) -> int | None:
    """Return the column with the measures' names: the one headed so, else the nearest with words; None where none has."""
    if "measure" in fields and fields["measure"] < figures:
        return fields["measure"]
    others = {place for name, place in fields.items() if name != "measure"}
    near: int
    for near in (*range(column - 1, block.left - 1, -1), *range(column + 1, figures)):
        values = [block.at(row, near) for row in said]
        texts = [value for value in values if isinstance(value, str) and not is_blank(value)]
        if near not in others and texts and not all(map(is_figure, texts)):
            return near
    return None


def _groups(
    block: Block,
    column: int,
    said: Mapping[int, tuple[str, str]],
    names: int | None,
    figures: Sequence[int],
) -> list[_Group]:
    """Return the measures: a new one begins where a field comes again, or another name stands."""
    groups: list[_Group] = []
    before = min(said) - _LINES_ABOVE
    for row, (what, inline) in said.items():
        name = _name(block, row, column, inline, names)
        if name is None and names is None:
            name = _name_above(block, range(before + 1, row), column, figures)
        now = groups[-1] if groups else None
        other = (
            name is not None and now is not None and now.name is not None and key(now.name[2]) != key(name[2])
        )
        if now is None or what in now.rows or other:
            now = _Group()
            groups.append(now)
        now.name = now.name or name
        now.rows[what] = row
        before = row
    return groups


def _name(block: Block, row: int, column: int, inline: str, names: int | None) -> tuple[int, int, str] | None:
    if inline:
        return row, column, inline
    text = "" if names is None else shown(block.at(row, names))
    return (row, names, text) if text and names is not None else None


def _name_above(
    block: Block, rows: Iterable[int], column: int, figures: Sequence[int]
) -> tuple[int, int, str] | None:
    """Return the name that stands over a measure's rows, in a row without figures."""
    for row in reversed(list(rows)):
        text = block.at(row, column)
        if isinstance(text, str) and not is_blank(text):
            alone = all(is_blank(block.at(row, place)) for place in figures)
            return (row, column, shown(text)) if alone else None
    return None


def _with_bare_names(block: Block, groups: Sequence[_Group]) -> Block:
    """Return a sheet with the measures' names alone where they stand in one cell with what the row is."""
    inline = {group.name[:2]: group.name[2] for group in groups if group.name}
    if all(shown(block.at(*place)) == text for place, text in inline.items()):
        return block
    return block.with_values(inline)


def _period(texts: Sequence[str]) -> Period | None:
    return next((period for text in texts if (period := period_of(text)) is not None), None)


def _own_columns(headings: Mapping[int, tuple[str, ...]], figures: list[int], own: str) -> list[int]:
    """Return the columns of the own force where one is headed by its name, else all."""
    return [c for c in figures if own and own in map(bare_force, headings.get(c, ()))] or figures


def _chosen(headings: Mapping[int, tuple[str, ...]], columns: Sequence[int]) -> tuple[int, int | None] | None:
    """Return the column that counts, and last time's; None where nobody can say which one counts."""
    dated = sorted(
        ((period, c) for c in columns if (period := _period(headings.get(c, ()))) is not None), reverse=True
    )
    if dated:
        alike = any(one[0] == other[0] for one, other in pairwise(dated))
        return None if alike else (dated[0][1], dated[1][1] if len(dated) > 1 else None)
    words = {c: column_key(headings.get(c, ("",))[0]) for c in columns}
    last = [c for c in columns if _LAST.search(words[c])]
    now = [c for c in columns if _NOW.search(words[c]) and c not in last]
    rest = [c for c in columns if c not in (*last, *now)]
    plain = [c for c in rest if words[c] in _PLACE_OF_FIGURES]
    for some in (now, plain, rest):
        if len(some) == 1 and len(last) < 2:
            return some[0], last[0] if last else None
        if some:
            return None
    return None


def _lines(
    block: Block, groups: Sequence[_Group], columns: Mapping[str, int]
) -> tuple[list[int], dict[tuple[int, str], int | None]]:
    """Return each measure's first row, and where its fields stand."""
    stacked = {name for group in groups for name in group.rows}
    records, lines = [], dict[tuple[int, str], int | None]()
    for group in groups:
        first = min(group.rows.values())
        records.append(first)
        lines[first, "measure"] = None if group.name is None else group.name[0]
        for name, column in columns.items():
            of = next((now for now, before in LAST_TIMES.items() if before == name), name)
            if name in stacked or of in stacked:
                lines[first, name] = group.rows.get(name if name in stacked else of)
            elif name != "measure":
                lines[first, name] = next(
                    (r for r in group.all_rows if not is_blank(block.at(r, column))), first
                )
    return records, lines


def _elsewhere(
    block: Block, groups: Sequence[_Group], now: int, dated: Mapping[int, str]
) -> dict[int, tuple[int, str]]:
    found = {}
    for group in groups:
        filled = [c for c in dated if any(not is_blank(block.at(row, c)) for row in group.rows.values())]
        if filled and now not in filled:
            found[min(group.rows.values())] = (now, dated[filled[-1]])
    return found


def _words(
    block: Block,
    column: int,
    groups: Sequence[_Group],
    headings: Mapping[int, str],
    now: int,
    before: int | None,
) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, row in (each for group in groups for each in group.rows.items()):
        text = shown(block.at(row, column))
        found.setdefault(name, f"{text}, {headings[now]}" if headings.get(now) else text)
        if name in LAST_TIMES and before is not None:
            found.setdefault(LAST_TIMES[name], f"{text}, {headings.get(before, '')}".rstrip(", "))
    return found


def _unread(
    block: Block,
    column: int,
    groups: Sequence[_Group],
    said: Mapping[int, tuple[str, str]],
    figures: Sequence[int],
) -> tuple[tuple[int, int, str], ...]:
    rows = [row for group in groups for row in group.all_rows]
    last = max(rows)
    found = []
    for row in range(min(rows), last + 2):
        text = block.at(row, column)
        if row in said or not isinstance(text, str) or is_blank(text):
            continue
        if any(is_figure(block.at(row, place)) for place in figures):
            found.append((row, column, shown(text)))
    return tuple(found)
