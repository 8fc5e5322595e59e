"""Planning an action's edits: nothing is written while a plan is made, and what is equal already is not in it.

    planner = Planner(reading)
    planner.answer(table, row, "rag", Answer("Amber", "=RAG(…)"), reader)   a computed column: ours, else only compared
    planner.answer(table, row, "final", Answer("Good"), marked=True)        a person's column: blank, or still what we wrote
    planner.enter(sheet, row, column, value)                                what an action moves for a person (roll, collate)
    planner.forget(table, row, "final")                                     … in a cell that may have been ours
    planner.hand_over(table, row, "final")                                  what we wrote becomes a person's, and looks it
    planner.page(…), planner.draw(…), planner.chart(…), planner.add_sheet(…)
    edits = planner.edits

**Whose cell is it?** Blank: nobody's, so an answer goes in. A formula: ours if it has the shape of the one that is
planned, or of one of its column's `formulas`. A value: ours if the workbook's ledger says that we last wrote just this
there. All else is a person's and stays; where it disagrees with the answer, a problem says both. `answer` with a value
of None empties a cell of ours, so that nothing stale is left. Where the program behind the book cannot say which cells
are formulas, whatever a cell holds stays: live, our formula keeps it right by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from xlscore.books.plan.agreement import agrees, same, squeezed
from xlscore.books.plan.charted import TEXTS, by_sheet, draws_any, remembered, stands
from xlscore.books.plan.dressing import COMPUTED_STYLE
from xlscore.books.plan.edits import (
    CellEdit,
    Charted,
    Edits,
    GrownTable,
    Look,
    NewColumn,
    NewSheet,
    Scalar,
    by_kind,
)
from xlscore.books.plan.ledger import NAMESPACE, Entries, Ledger, Place, still_standing
from xlscore.books.plan.words import numbered, said_value
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.layout import TableKind, row_key
from xlscore.books.tables.shapes import fits, same_shape
from xlscore.books.tables.side_by_side import right_end
from xlscore.books.tables.table import Table, shown
from xlscore.engine import read_custom_xml, style_name
from xlscore.rules.words import key

__all__ = ["Answer", "Owner", "Planner"]

Entry = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a computed cell will hold: a value, and the formula that keeps it right, if one does."""

    value: Scalar
    formula: str = ""


class Owner(Enum):
    """Whose a cell is."""

    NOBODY = "nobody"
    OURS = "ours"
    PERSON = "person"


@dataclass
class Planner:
    """The edits that an action plans, while it plans them."""

    reading: Reading
    _cells: dict[tuple[str, int, int], tuple[Scalar, str, bool, Entry | None]] = field(default_factory=dict)
    _columns: list[NewColumn] = field(default_factory=list)
    _grown: list[GrownTable] = field(default_factory=list)
    _sheets: list[NewSheet] = field(default_factory=list)
    _looks: list[Look] = field(default_factory=list)
    _entered: set[tuple[str, int, int]] = field(default_factory=set)
    _added: dict[tuple[str, int, str, int, str], int] = field(default_factory=dict)
    _doubles: dict[tuple[str, int, str, int], frozenset[str]] = field(default_factory=dict)
    _entries: dict[Place, Entries] = field(default_factory=dict)
    _handed_over: list[tuple[str, int, int]] = field(default_factory=list)
    _stands: dict[Charted, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._stood = read_custom_xml(self.reading.book, NAMESPACE)
        self._ledger = Ledger.read(self._stood)

    @property
    def edits(self) -> Edits:
        """Return what has been planned so far, as a value."""
        new: dict[tuple[str, int], int] = {}
        for added in sorted(self._columns, key=lambda added: -added.header):
            new[added.sheet, added.column] = added.header
        cells, spelt = [], self.reading.written.spelt
        for (sheet, row, column), (value, formula, marked, entry) in self._cells.items():
            old, stood = self._standing(sheet, row, column), self._formula(sheet, row, column, as_read=False)
            in_new_column = row > new.get((sheet, column), row)
            seen = marked or (in_new_column and (sheet, row, column) not in self._entered)
            cells.append(CellEdit(sheet, row, column, old, stood or "", value, spelt(formula), seen, entry))
        for sheet, row, column in self._handed_over:
            held = self._standing(sheet, row, column)
            cells.append(CellEdit(sheet, row, column, held, "", held, handed_over=True))
        xml = self._ledger.xml() if any(self._ledger.tables.values()) or self._stood else None
        ledger = None if xml == self._stood else xml
        made = tuple(self._sheets), tuple(self._columns), tuple(cells)
        return Edits(*made, grown=tuple(self._grown), ledger=ledger, **self._changing())

    @property
    def written(self) -> frozenset[str]:
        """Return the sheets on which something is planned so far."""
        return frozenset(sheet for sheet, _, _ in self._cells)

    def free_name(self, name: str) -> str:
        """Return a name for a new sheet: this one, or with a number behind it where there is a sheet of that name."""
        taken = self.reading.taken_names | {key(new.name) for new in self._sheets}
        free, number = name, 2
        while key(free) in taken:
            free, number = numbered(name, number), number + 1
        return free

    def add_sheet(self, sheet: NewSheet) -> None:
        """Plan a new sheet."""
        self._sheets.append(sheet)

    def add_column(self, column: NewColumn, heading: Scalar) -> None:
        """Plan a column that is no field's, such as a month's, at a table's right-hand end."""
        self._columns.append(column)
        self.enter(column.sheet, column.header, column.column, heading)

    def grow(self, grown: GrownTable) -> None:
        """Plan that a table takes in what is added below it and at its right."""
        self._grown.append(grown)

    def dress(self, look: Look) -> None:
        """Plan how something looks: a page, a drawing, what sparklines draw, rows that fold away, the number format of a cell."""
        self._looks.append(look)

    page = draw = point_sparkline = dress

    def chart(self, charted: Charted) -> None:
        """Plan a native chart over cells of a sheet; one that stands there, and would not change, is not in the edits."""
        known, told = remembered(charted, self.kept(TEXTS, ""))
        self.keep_entries(TEXTS, "", told)
        self._stands[known] = stands(self.reading, known)
        self._looks.append(known)

    def _changing(self) -> dict[str, tuple[Any, ...]]:
        """Return how things look by the edits' fields, without charts that stand and of whose cells none is planned."""
        cells = by_sheet(self._cells) if self._stands else {}
        left = {chart for chart, still in self._stands.items() if still and not draws_any(chart.chart, cells)}
        return by_kind(look for look in self._looks if look not in left)

    def current(self, sheet: str, row: int, column: int) -> Scalar:
        """Return what a cell holds, or will hold by this plan."""
        planned = self._cells.get((sheet, row, column))
        return self._standing(sheet, row, column) if planned is None else planned[0]

    def has_formula(self, sheet: str, row: int, column: int) -> bool:
        """Return whether a formula stands in a cell; it may well show nothing."""
        return self._formula(sheet, row, column) is not None

    def owner(self, table: Table, row: int, name: str, formula: str = "") -> Owner:
        """Return whose a record's cell is; `formula` is what would be written there now."""
        column, line = table.columns.get(name), table.line(row, name)
        if column is None or line is None:
            return Owner.NOBODY
        here, formulas = table.block.at(line, column), self.reading.formulas(table.sheet)
        before = None if formulas is None else formulas.get((line, column))
        if before is not None:
            ours = (bool(formula) and same_shape(before, formula)) or fits(
                before, table.layout.column(name).formulas
            )
            return Owner.OURS if ours else Owner.PERSON
        if is_blank(here):
            return Owner.NOBODY
        if table.layout.product_only and self._stood is None:
            return Owner.OURS  # written before there was a ledger, and by nobody else
        if formulas is None:
            return Owner.PERSON
        mark = self._row_key(table, row)
        written = None if mark is None else self._last_written(table).get((mark, name))
        return Owner.OURS if written is not None and same(here, written) else Owner.PERSON

    def answer(
        self,
        table: Table,
        row: int,
        name: str,
        answer: Answer,
        reader: Reader | None = None,
        *,
        marked: bool = False,
        slack: float = 0.0,
    ) -> Owner:
        """Plan the answer for a record's cell in a computed column; return whose the cell was.

        What a person put there stays. With a reader, one that disagrees is a problem; `slack` is by how much two
        numbers may differ and still agree. A record that is called as another one gets formulas alone: a value there
        could not be told from a person's by the next run.
        """
        line = table.line(row, name)
        if line is None or (name not in table.columns and is_blank(answer.value)):
            return Owner.NOBODY
        whose = self.owner(table, row, name, answer.formula)
        if whose is Owner.PERSON:
            cell = self.reading.book.sheets[table.sheet].range((line, table.columns[name]))
            still_marked = (
                marked and style_name(cell) == COMPUTED_STYLE
            )  # an entry now, and in italics as ours
            (self.hand_over if still_marked else self.forget)(table, row, name)
            if reader is not None:
                self._compare(table, row, name, answer, reader, slack)
            return whose
        if whose is Owner.NOBODY and not answer.formula and self._is_twin(table, row):
            return whose
        column = self.column(table, name)
        mark = self._row_key(table, row)
        entry = None if mark is None or answer.formula else (*self._place(table), mark, name)
        self._put(table.sheet, line, column, answer.value, answer.formula, marked=marked, entry=entry)
        self._keep(table, row, name, None if answer.formula or is_blank(answer.value) else answer.value)
        return whose

    def settle(self, table: Table) -> None:
        """Let the ledger hold only what still stands in a table, also where not one record is left."""
        self._last_written(table)

    def take_over(self, table: Table, row: int, name: str, value: Scalar) -> None:
        """Plan an answer in a cell that holds a sign for none, which nobody would miss; it is ours from now on."""
        self.enter(table.sheet, row, table.columns[name], value)
        self._keep(table, row, name, value)

    def forget(self, table: Table, row: int, name: str) -> None:
        """Let a record's cell be a person's from now on, whatever it holds and even if we wrote just that before."""
        self._keep(table, row, name, None)

    def hand_over(self, table: Table, row: int, name: str) -> None:
        """Let a value that we wrote into a record's cell stay there as a person's, and look like one."""
        self.forget(table, row, name)
        self._handed_over.append((table.sheet, table.line(row, name) or row, table.columns[name]))

    def enter(self, sheet: str, row: int, column: int, value: Scalar, formula: str = "") -> None:
        """Plan a value for a cell that the action may write whatever it holds: a return's grade, last cycle's, a new row."""
        self._entered.add((sheet, row, column))
        self._put(sheet, row, column, value, formula, marked=False)

    def add_row(
        self,
        layout: TableKind,
        sheet: str,
        line: int,
        columns: Mapping[str, int],
        values: Mapping[str, Scalar | Answer],
    ) -> None:
        """Plan a record of ours on a line that is free; it stays ours as long as nobody types over it."""
        mark = row_key(str(values.get(name) or "") for name in layout.keys or (layout.rows,))
        self._ledger.take((layout.kind, key(sheet)), self.reading.sheet_names)
        for name, value in values.items():
            answer = value if isinstance(value, Answer) else Answer(value)
            self._entered.add((sheet, line, columns[name]))
            self._put(sheet, line, columns[name], answer.value, answer.formula, marked=False)
            if layout.column(name).computed:
                kept = None if answer.formula or is_blank(answer.value) else answer.value
                self._ledger.keep((layout.kind, key(sheet)), mark, name, kept)

    def column(self, table: Table, name: str) -> int:
        """Return a field's column; one that the table lacks is planned at its right-hand end."""
        if name in table.columns:
            return table.columns[name]
        mark = *table.mark, name
        if mark not in self._added:
            neighbour, bottom = table.last_column, max(table.records, default=table.header)
            taken = {c: added for added, c in self._added.items() if added[:2] == mark[:2]}
            last = max(taken, default=right_end(table, bottom))
            # Clear of what stands beside the table, or they would read as columns of that.
            ours = taken[last][:-1] == mark[:-1] if taken else last == table.last_column
            column = last + 1 if ours else last + 2
            self._added[mark] = column
            layout = table.layout.column(name)
            place = table.sheet, column, neighbour, table.top, table.header, bottom
            self._columns.append(NewColumn(*place, layout.number_format, layout.tones))
            self._put(table.sheet, table.header, column, table.layout.heading(name), "", marked=False)
        return self._added[mark]

    def _put(
        self,
        sheet: str,
        row: int,
        column: int,
        value: Scalar,
        formula: str,
        *,
        marked: bool,
        entry: Entry | None = None,
    ) -> None:
        place = sheet, row, column
        before = self._formula(sheet, row, column) or ""
        if (
            place not in self._cells
            and squeezed(before) == squeezed(formula)
            and same(self._standing(*place), value)
        ):
            return
        self._cells[place] = value, formula, marked, entry

    def _standing(self, sheet: str, row: int, column: int) -> Scalar:
        block = self.reading.block(sheet)
        return None if block is None else block.at(row, column)

    def _formula(self, sheet: str, row: int, column: int, *, as_read: bool = True) -> str | None:
        if not self.reading.has_sheet(sheet):
            return None
        found = self.reading.formulas(sheet) if as_read else self.reading.written.stand(sheet)
        return (found or {}).get((row, column))

    def _compare(
        self, table: Table, row: int, name: str, answer: Answer, reader: Reader, slack: float
    ) -> None:
        """Report what a person put into a computed column and the figures contradict; it stays as it is."""
        typed = table.value(row, name)
        column, line = table.columns[name], table.line(row, name) or row
        if is_blank(answer.value) or reader.awaits(table, line, column):
            return
        if is_blank(typed) or agrees(typed, answer.value, slack):
            return
        own = (self.reading.formulas(table.sheet) or {}).get((line, column))
        how = f"is {shown(typed)} by a formula of your own" if own else f"is typed as {shown(typed)}"
        reader.report(
            table, line, column,
            f"{table.layout.heading(name)} {how}, and the figures of the row give {said_value(answer.value, table.layout.column(name).number_format)}.",
            "Correct the figures, or clear the cell to have it filled.",
        )  # fmt: skip

    def _is_twin(self, table: Table, row: int) -> bool:
        return self.reading.can.custom_xml and self._row_key(table, row) is None

    def _row_key(self, table: Table, row: int) -> str | None:
        """Return what a record is called for the ledger, None where another record of the table is called the same."""
        mark = table.mark
        if mark not in self._doubles:
            seen = Counter(table.row_key(record) for record in table.records)
            self._doubles[mark] = frozenset(name for name, times in seen.items() if times > 1)
        name = table.row_key(row)
        return None if not name or name in self._doubles[mark] else name

    def rows_written(self, kind: str, sheet: str | None) -> frozenset[str]:
        """Return the rows that we last wrote into a table that we write row by row, as `keep_rows` was given them."""
        return frozenset() if sheet is None else frozenset(row for row, _ in self.kept(kind, sheet))

    def keep_rows(self, kind: str, sheet: str, rows: Sequence[str]) -> None:
        """Keep which rows of a table we have written."""
        self.keep_entries(kind, sheet, {(row, ""): True for row in rows})

    def kept(self, kind: str, sheet: str) -> Mapping[tuple[str, str], Scalar]:
        """Return what `keep_entries` was given of a sheet the last time, none where the ledger does not have it."""
        return self._ledger.of((kind, key(sheet)), self.reading.sheet_names)

    def keep_entries(self, kind: str, sheet: str, entries: Entries) -> None:
        """Keep values of a kind that the ledger holds besides those of the tables, in place of what it held of them."""
        place = kind, key(sheet)
        self._ledger.take(place, self.reading.sheet_names)
        self._ledger.tables[place] = dict(entries)

    def _place(self, table: Table) -> Place:
        return table.layout.kind, key(table.sheet)

    def _last_written(self, table: Table) -> Entries:
        """Return a table's entries that still stand; from now on the ledger holds no others."""
        place = self._place(table)
        if place not in self._entries:
            renamed, held = place not in self._ledger.tables, self._held(table)
            found = self._ledger.take(place, self.reading.sheet_names)
            before = still_standing(self._ledger.before.pop(place, {}), held, renamed=False)
            self._entries[place] = before | still_standing(found, held, renamed=renamed)
            found.clear()
            found.update(self._entries[place])
        return self._entries[place]

    def _held(self, table: Table) -> dict[str, list[dict[str, Scalar]]]:
        """Return what a table's fields hold, by row key; a formula is no value."""
        held: dict[str, list[dict[str, Scalar]]] = {}
        for row in table.records:
            cells = {
                name: table.block.at(line, column)
                for name, column in table.columns.items()
                if (line := table.line(row, name)) and not self.has_formula(table.sheet, line, column)
            }
            held.setdefault(table.row_key(row), []).append(cells)
        return held

    def _keep(self, table: Table, row: int, name: str, value: Scalar) -> None:
        mark = self._row_key(table, row)
        if mark is not None:
            self._last_written(table)
            self._ledger.keep(self._place(table), mark, name, value)
