"""Nothing that a person types is lost and nothing stale is left, whatever they do to a workbook between the runs."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.books.conftest import _write
from tests.books.everything import everything, ours, tables_of
from tests.support.properties import examples
from xlscore.books import BookError, refresh
from xlscore.books.grades.roll import roll
from xlscore.books.plan.agreement import same
from xlscore.books.plan.ledger import NAMESPACE, Ledger
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.finder import Table
from xlscore.books.tables.shapes import fits
from xlscore.engine import open_book, set_formula, write_custom_xml

Cell = tuple[str, int, int]
Content = tuple[Any, str]
"""A cell's value and its formula."""

BLANK: Final[Content] = (None, "")
_WIDTH: Final = 20
_SORTED: Final = {"Grid": 2, "Changes": 1, "Redlines": 1, "MSG": 1, "Scorecard": 1}
"""The sheets whose rows are moved, and the row of their headings."""
_GRADES: Final = ("Good", "RI", "Requires Improvement", "Inadequate", "Outstanding", "N/A", "wrong word")
_REAL: Final = _GRADES[:5]
_TYPED: Final[dict[str, tuple[Any, ...]]] = {
    "Grid": (*_GRADES, "Yes", "because of the audit", "1 of 2 commands Good"),
    "Changes": (*_GRADES, "Improved", "Unchanged", "because"),
    "Leads": ("PPU", "North", "Burglary"),
    "Redlines": ("Yes", "No", 0.3, "35%", 11, "Higher", "Lower"),
    "MSG": (1, 3, 5, 8, "Higher", "Lower", "Met or exceeded", "Best in MSG", "Top quartile", -2.5, "N/A", "4th in MSG", "Improved"),
    "MSG data": (3.5, 7.5, 0.2, 400000, 1500),
    "Scorecard": (0.1, -0.2, 0.25, 35, 1000, "High", "Medium", "Low", "Amber", "▲", "Controlled", "N/A", 12),
    "Breakdown": (0.1, 900, 1100, 17),
    "Series": (100, 250, 300, "N/A"),
}  # fmt: skip
_OWN_FORMULAS: Final = ('=IF(1=1,"Good","RI")', "=1+1", '=""', '="High"')


def alike(one: Content, other: Content) -> bool:
    """Return whether two cells are the same: a formula by its text, a value by what it says."""
    return one[1] == other[1] and (bool(one[1]) or same(one[0], other[0]))


def written_cells(book: xw.Book, sheet: str | None = None) -> dict[Cell, Content]:
    """Return every filled cell of a workbook, or of one sheet."""
    reading = Reading(book)
    found: dict[Cell, Content] = {}
    for block in reading.blocks:
        if sheet not in (None, block.sheet):
            continue
        formulas = reading.formulas(block.sheet) or {}
        for row in block.numbers:
            for column in range(block.left, block.last_column + 1):
                value, formula = block.at(row, column), formulas.get((row, column), "")
                if value is not None or formula:
                    found[block.sheet, row, column] = value, formula
    return found


class Officer(RuleBasedStateMachine):
    """An officer at a workbook: `typed` is what stands where they put it, `left` what the last run left in our cells."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "book.xlsx"
        self.typed: dict[Cell, Content] = {}
        self.left: dict[Cell, Content] = {}
        self.names = {name: name for name in everything()}
        self.cycle = 13
        self.ran = False
        self.log: list[str] = []

    @initialize()
    def start(self) -> None:
        _write(self.path, everything())
        self.book = open_book(self.path)
        for cell, held in written_cells(self.book).items():
            self.typed[cell] = held

    def teardown(self) -> None:
        if hasattr(self, "book"):
            self.book.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- what an officer does

    @rule(sheet=st.sampled_from(sorted(_TYPED)), seed=st.integers(0, 10**6))
    def types(self, sheet: str, seed: int) -> None:
        self._type_by(random.Random(seed), sheet)

    @rule(seed=st.integers(0, 10**6))
    def types_several(self, seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(5):
            self._type_by(chance, chance.choice(sorted(_TYPED)))

    def _type_by(self, chance: random.Random, sheet: str) -> None:
        header = _SORTED.get(sheet, 3 if sheet == "MSG data" else 1)
        row = chance.randint(header + 1, header + 4)
        first = 3 if sheet in ("Grid", "Scorecard", "Breakdown", "Series") else 2
        column = chance.randint(first, min(_WIDTH, len(everything()[sheet][header - 1])))
        cell = self.names[sheet], row, column
        if self._name_of(sheet, row) is None:
            return
        kind = chance.random()
        if kind < 0.2:
            self._put(cell, (None, ""))
        elif kind < 0.35 and sheet not in ("Series", "MSG data"):
            text = chance.choice(_OWN_FORMULAS)
            held = {'=""': "", "=1+1": 2, '="High"': "High"}.get(text, "Good")
            self._put(cell, (held, text))
        elif kind < 0.45 and cell in self.left:
            self._put(cell, (self.left[cell][0], ""))  # the very words that we last wrote there
        else:
            self._put(cell, (chance.choice(_TYPED[sheet]), ""))

    def _name_of(self, sheet: str, row: int) -> Any:
        return self.book.sheets[self.names[sheet]].range((row, 2 if sheet == "Grid" else 1)).value

    def _put(self, cell: Cell, wanted: Content) -> None:
        found = self.book.sheets[cell[0]].range(cell[1:])
        if wanted[1]:
            set_formula(found, wanted[1], wanted[0])
            wanted = wanted[0], found.formula
        else:
            found.value = wanted[0]
        self.log.append(f"{cell}: {wanted}")
        self._now(cell, wanted)

    def _now(self, cell: Cell, held: Content) -> None:
        """Remember what an officer put in a cell; blank, or what the last run left there, is nobody's."""
        self.typed.pop(cell, None)
        blank = held[0] in (None, "") and not held[1]
        if not blank and not (cell in self.left and alike(self.left[cell], held)):
            self.typed[cell] = held

    @rule(sheet=st.sampled_from(sorted(_SORTED)), seed=st.integers(0, 10**6))
    def sorts(self, sheet: str, seed: int) -> None:
        rows = self._rows(sheet)
        order = rows[:]
        random.Random(seed).shuffle(order)
        self._rearrange(sheet, dict(zip(rows, order, strict=True)))

    @rule(sheet=st.sampled_from(sorted(_SORTED)), seed=st.integers(0, 10**6), above=st.booleans())
    def inserts_a_row(self, sheet: str, seed: int, above: bool) -> None:
        rows = self._rows(sheet)
        if len(rows) > 7:
            return
        chance = random.Random(seed)
        at = 1 if above else chance.choice([*rows, rows[-1] + 1])
        last = self.book.sheets[self.names[sheet]].used_range.last_cell.row
        self._rearrange(sheet, {row: row + 1 for row in range(at, last + 1)})
        if above:
            return
        # A new record begins with its name; on the scorecard it has two.
        new = chance.choice(["Theft", "Burglary", "Fraud", *(f"New {n}" for n in range(9))])
        name = self.names[sheet]
        self._put((name, at, 2 if sheet == "Grid" else 1), (new, ""))
        self._put(
            (name, at, 1 if sheet == "Grid" else 2),
            ("Recorded Crime" if sheet == "Scorecard" else "People", ""),
        )

    @rule(sheet=st.sampled_from(sorted(_SORTED)), seed=st.integers(0, 10**6))
    def deletes_a_row(self, sheet: str, seed: int) -> None:
        rows = self._rows(sheet)
        if len(rows) < 3:
            return
        at = random.Random(seed).choice(rows)
        last = self.book.sheets[self.names[sheet]].used_range.last_cell.row
        self._rearrange(sheet, {at: None} | {row: row - 1 for row in range(at + 1, last + 1)})

    @rule(sheet=st.sampled_from(sorted(_SORTED)), seed=st.integers(0, 10**6))
    def renames_a_record(self, sheet: str, seed: int) -> None:
        chance = random.Random(seed)
        cell = self.names[sheet], chance.choice(self._rows(sheet)), 2 if sheet == "Grid" else 1
        self._put(
            cell,
            (chance.choice(["Knife crime", "Burglary", "Cyber", *(f"Concern {n}" for n in range(9))]), ""),
        )

    @rule(sheet=st.sampled_from(sorted(_TYPED)), number=st.integers(2, 9))
    def renames_a_sheet(self, sheet: str, number: int) -> None:
        new = f"{sheet} {number}"
        old = self.names[sheet]
        if new == old:
            return
        self.book.sheets[old].name = new
        self.names[sheet] = new
        for kept in (self.typed, self.left):
            for cell in [cell for cell in kept if cell[0] == old]:
                kept[new, cell[1], cell[2]] = kept.pop(cell)
        self.log.append(f"rename {old} to {new}")

    @rule()
    def saves_and_opens_again(self) -> None:
        self.book.save()
        self.book.close()
        self.book = open_book(self.path)

    @rule(sheet=st.sampled_from(["Grid", "MSG", "Scorecard"]))
    def copies_a_sheet_and_refreshes(self, sheet: str) -> None:
        """Two tables of one kind are a question: the run ends, or fills what it can, and the copy goes again."""
        original = self.book.sheets[self.names[sheet]]
        original.copy(after=original, name="A copy")
        before = written_cells(self.book)
        with pytest.raises(BookError):
            refresh(self.book)
        assert written_cells(self.book) == before
        self.book.sheets["A copy"].delete()

    # --- what the product does

    @rule()
    def refreshes(self) -> None:
        self.log.append("refresh")
        self._clean_copy(self.folder / "clean.xlsx")
        refresh(self.book)
        self._after_a_run()
        with open_book(self.folder / "clean.xlsx") as clean:
            refresh(clean)
            self._same_as(clean)
        self._twice()

    @precondition(lambda self: self.ran)
    @rule()
    def rolls(self) -> None:
        self.cycle += 1
        cleared = self._cleared_by_a_roll()
        try:
            roll(self.book, f"Cycle {self.cycle}")
        except BookError:
            assert not any(grade for grade in self._finals()), self.log
            return
        self.log.append("roll")
        kept = {str(text) for row in self._history() for text in row if text is not None}
        for cell in cleared:
            if cell in self.typed and not self.typed[cell][1]:
                text = str(self.typed.pop(cell)[0])
                assert cell[2] in (3, 4, 5) or text in kept, (cell, text)
        cells = written_cells(self.book)
        for cell in list(self.typed):
            if not alike(self.typed[cell], cells.get(cell, BLANK)):
                assert self._is_moved_by_a_roll(cell), (cell, self.typed[cell], cells.get(cell), self.log)
                del self.typed[cell]
        self.left.clear()
        self._after_a_run()

    def _finals(self) -> list[Any]:
        rows = self._rows("Grid")
        return [
            v
            for (_, r, c), (v, _) in written_cells(self.book, self.names["Grid"]).items()
            if c == 9 and r in rows and v in _REAL
        ]

    def _history(self) -> list[list[Any]]:
        return self.book.sheets["Grade history"].used_range.value

    def _cleared_by_a_roll(self) -> list[Cell]:
        cells = []
        for table in self._tables():
            fields = {
                "grid of command grades": ("redline", "suggested", "why", "final", "override", "rationale"),
                "table of changes since last cycle": ("rationale",),
            }.get(table.layout.kind, ())
            cells += [
                (table.sheet, r, table.columns[f])
                for r in table.records
                for f in fields
                if f in table.columns
            ]
        return cells

    def _is_moved_by_a_roll(self, cell: Cell) -> bool:
        sheet = next(name for name, now in self.names.items() if now == cell[0])
        moved = {"Grid": (2, 3, 4, 5), "Changes": (2, 3, 4, 5), "MSG": (7,)}
        return cell[2] in moved.get(sheet, ()) and not self.typed[cell][1]

    # --- what must hold

    def _after_a_run(self) -> None:
        self.ran = True
        cells = written_cells(self.book)
        for cell, wanted in self.typed.items():
            assert alike(wanted, cells.get(cell, BLANK)), (cell, wanted, cells.get(cell), self.log)
        for table in self._tables():
            for column in ours(table.layout):
                if column.field in table.columns:
                    for row in table.records:
                        cell = table.sheet, row, table.columns[column.field]
                        self.left.pop(cell, None)
                        if cell not in self.typed:
                            held = cells.get(cell, BLANK)
                            self.left[cell] = held
                            assert not held[1] or fits(held[1], column.formulas), (cell, held)

    def _tables(self) -> list[Table]:
        names = [now for name, now in self.names.items() if name not in ("Leads", "MSG data", "Series")]
        return tables_of(Reading(self.book), names)

    def _clean_copy(self, path: Path) -> None:
        """Save a copy in which every cell of ours is blank and nothing is known of what we wrote."""
        self.book.save()
        shutil.copy(self.path, path)
        cells = [
            (table.sheet, row, table.columns[column.field])
            for table in self._tables()
            for column in ours(table.layout)
            if column.field in table.columns
            for row in range(table.header + 1, max(table.records, default=table.header) + 1)
        ]
        with open_book(path) as clean:
            for cell in cells:
                if cell not in self.typed:
                    clean.sheets[cell[0]].range(cell[1:]).clear_contents()
            write_custom_xml(clean, NAMESPACE, Ledger().xml())
            clean.save()

    def _same_as(self, clean: xw.Book) -> None:
        here, there = written_cells(self.book), written_cells(clean)
        names = set(self.names.values())
        if any(self._has_twins(table) for table in self._tables()):
            return  # of two records of one name nobody can say which is which: the problem says so, and all stays
        for cell in sorted(here.keys() | there.keys()):
            if cell[0] in names:
                one, other = here.get(cell, BLANK), there.get(cell, BLANK)
                assert alike(one, other), (cell, one, other, self.log)
                assert same(one[0], other[0]), (cell, one, other, self.log)

    def _has_twins(self, table: Table) -> bool:
        called = [table.row_key(row) for row in table.records]
        return len(set(called)) < len(called)

    def _twice(self) -> None:
        self.book.save()
        once = self.path.read_bytes()
        refresh(self.book)
        self.book.save()
        assert self.path.read_bytes() == once, self.log

    def _rows(self, sheet: str) -> list[int]:
        """Return the rows of a table, by its column of names."""
        heading = {"Scorecard": "Objective", "MSG": "Measure"}.get(sheet, "Area")
        column = 2 if sheet == "Grid" else 1
        cells = written_cells(self.book, self.names[sheet])
        names = {row: value for (_, row, c), (value, _) in cells.items() if c == column}
        first = next(row for row, value in names.items() if value == heading)
        return [row for row in names if row > first]

    def _rearrange(self, sheet: str, to: dict[int, int | None]) -> None:
        """Move rows to other places as Excel does, with all that stands in them; a row that goes nowhere is deleted."""
        name = self.names[sheet]
        cells = written_cells(self.book, name)
        kept = [{cell: what.pop(cell) for cell in list(what) if cell[0] == name and cell[1] in to} for what in (self.typed, self.left)]  # fmt: skip
        for row in to:
            self.book.sheets[name].range((row, 1), (row, _WIDTH)).clear_contents()
        for (_, row, column), (value, formula) in cells.items():
            target = to.get(row)
            if target is not None and formula:
                set_formula(self.book.sheets[name].range((target, column)), formula, value)
            elif target is not None:
                self.book.sheets[name].range((target, column)).value = value
        for what, found in zip((self.typed, self.left), kept, strict=True):
            what.update({(name, to[r], c): held for (_, r, c), held in found.items() if to[r] is not None})  # type: ignore[misc]
        self.log.append(f"{sheet}: {to}")


TestOfficer = pytest.mark.slow(Officer.TestCase)
# The log in a failure's message says what was done; shrinking would take minutes.
TestOfficer.settings = settings(
    max_examples=examples(2),
    stateful_step_count=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
