"""The twin-cell workbook: every function's example and bad inputs as formulas that a spreadsheet program computes.

Each row of the sheet Twins holds a formula over cells of the sheet Inputs, the answer that Python gives, and in
its last column whether the two agree; LibreOffice computes it through a bridge to the same Python functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.excel.vectors import BAD, LEFT_OUT, Vector, examples_cells, vectors
from tests.support.functions_office import FunctionsOffice
from xlscore.excel.conversion import answer, cells_in
from xlscore.functions import REGISTRY
from xlscore.functions.cell_names import python_name
from xlscore.ooxml.values.addresses import cell_address

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("excel-twins")]

# LibreOffice has no number for the newer errors, and hands TRUE over as 1.
LEFT_ASIDE = {
    "an error that Excel has had since 2019",
    "a truth value",
    "a block of two shapes of cell",
    "money",
}
ERROR_FORMULAS = {"#DIV/0!": "=1/0", "#N/A": "=NA()"}
ERROR_TYPES = {"#NULL!": 1, "#DIV/0!": 2, "#VALUE!": 3, "#REF!": 4, "#NAME?": 5, "#NUM!": 6, "#N/A": 7}
NAME, WHAT, FORMULA, ANSWER, EXPECTED, AGREES = range(6)


@dataclass(frozen=True)
class Twin:
    """One row: what is tried, the formula, and Python's answer."""

    name: str
    what: str
    formula: str
    expected: Any


class Inputs:
    """The sheet of inputs, filled downwards."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.sheet = book.add_worksheet("Inputs")
        self.date = book.add_format({"num_format": "dd/mm/yyyy"})
        self.row = 0

    def put(self, cells: Any) -> str:
        """Return the reference of an argument's cells, written below all others."""
        if isinstance(cells, list):
            rows = [row if isinstance(row, list) else [row] for row in cells]
        else:
            rows = [[cells]]
        top = self.row + 1
        for row in rows:
            for column, cell in enumerate(row):
                self._write(self.row, column, cell)
            self.row += 1
        first, last = cell_address(top, 1), cell_address(self.row, len(rows[0]))
        return f"Inputs!{first}" if first == last else f"Inputs!{first}:{last}"

    def _write(self, row: int, column: int, cell: Any) -> None:
        if isinstance(cell, dict) and "date" in cell:
            self.sheet.write_number(row, column, cells_in(_python(cell)), self.date)
        elif isinstance(cell, dict):
            self.sheet.write_formula(row, column, ERROR_FORMULAS[cell["error"]])
        elif cell is not None:
            self.sheet.write(row, column, cell)


def _python(cell: Any) -> Any:
    import datetime

    if isinstance(cell, list):
        return [_python(item) for item in cell]
    if isinstance(cell, dict):
        return datetime.date.fromisoformat(cell["date"]) if "date" in cell else cell["error"]
    return cell


def twins(inputs: Inputs) -> Iterator[Twin]:
    """Give a row for each example (each of its cells, where it spills) and each kind of bad input."""
    for vector in vectors():
        kind = vector.what.rpartition(" is ")[2]
        if kind in LEFT_ASIDE:
            continue
        yield from _rows(vector, kind if kind in BAD else "example", inputs)


def _rows(vector: Vector, kind: str, inputs: Inputs) -> Iterator[Twin]:
    # LibreOffice cannot tell an argument left out between commas from 0: a blank cell says the same.
    given = list(vector.cells)
    while given and given[-1] == LEFT_OUT:
        given.pop()
    references = [inputs.put(None if cells == LEFT_OUT else cells) for cells in given]
    name = python_name(vector.name)
    call = f"{vector.name}({','.join(references)})"
    python = [None if cells == LEFT_OUT else _python(cells) for cells in given]
    found = answer(REGISTRY[name], python)
    if not isinstance(found, list):
        yield Twin(name, vector.what, f"={call}", found)
        return
    for r, row in enumerate(found if kind == "example" else found[:1], 1):
        for c, cell in enumerate(row, 1):
            yield Twin(name, f"{vector.what} [{r},{c}]", f"=INDEX({call},{r},{c})", cell)


def check_formula(row: int, expected: Any) -> str:
    """Return the formula of the last column: whether the computed cell and the written one agree."""
    computed, written = f"D{row}", f"E{row}"
    if isinstance(expected, str) and expected in ERROR_TYPES:
        return f"=IFERROR(ERROR.TYPE({computed})={ERROR_TYPES[expected]},FALSE)"
    if isinstance(expected, str):
        return f'=IFERROR(EXACT({computed}&"",{written}&""),FALSE)'
    return f"=IFERROR(ABS({computed}-{written})<=1E-9*MAX(1,ABS({written})),FALSE)"


def build_twins(path: Path) -> list[Twin]:
    """Return the rows of the workbook written at `path`."""
    book = xlsxwriter.Workbook(path)
    sheet, inputs = book.add_worksheet("Twins"), Inputs(book)
    sheet.write_row(0, 0, ["Function", "What", "Formula", "Answer", "Python's answer", "Agrees"])
    rows = list(twins(inputs))
    for place, twin in enumerate(rows, 1):
        sheet.write_string(place, NAME, twin.name)
        sheet.write_string(place, WHAT, twin.what)
        sheet.write_string(place, FORMULA, twin.formula)
        sheet.write_formula(place, ANSWER, twin.formula)
        if isinstance(twin.expected, str):
            sheet.write_string(place, EXPECTED, twin.expected)
        else:
            sheet.write_number(place, EXPECTED, float(twin.expected))
        sheet.write_formula(place, AGREES, check_formula(place + 1, twin.expected))
    book.close()
    return rows


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Twin]]:
    path = tmp_path_factory.mktemp("twins") / "twins.xlsx"
    return path, build_twins(path)


def test_every_function_and_every_kind_of_bad_input_has_its_row(workbook: tuple[Path, list[Twin]]) -> None:
    _, rows = workbook

    assert {twin.name for twin in rows} == set(REGISTRY)
    assert {what for what in BAD if what not in LEFT_ASIDE} <= {
        twin.what.rpartition(" is ")[2].partition(" [")[0] for twin in rows
    }
    assert {twin.expected for twin in rows if isinstance(twin.expected, str) and twin.expected[:1] == "#"} >= {
        "#N/A", "#VALUE!", "#NUM!", "#DIV/0!",
    }  # fmt: skip


def test_the_last_column_reads_true_on_load_and_after_a_changed_input(
    workbook: tuple[Path, list[Twin]], functions_office: FunctionsOffice
) -> None:
    path, rows = workbook
    with functions_office.open(path) as book:
        loaded = book.read("Twins")[1:]
        place = next(i for i, twin in enumerate(rows) if twin.name == "YOY")
        changed_cell = rows[place].formula.partition("Inputs!")[2].partition(",")[0]
        book.set("Inputs", changed_cell, 2284.0)
        changed = book.read("Twins")[1:]
        book.set("Inputs", changed_cell, examples_cells(REGISTRY["YOY"].example.arguments)[0])
        back = book.read("Twins")[1:]

    assert len(loaded) == len(rows)
    assert [row[WHAT] for row in loaded if not row[AGREES]] == []
    assert [row[WHAT] for row in loaded if row[ANSWER] is None] == []  # every cell is filled
    assert changed[place][ANSWER] == pytest.approx(2284 / 2076 - 1)
    assert changed[place][AGREES] is False
    assert [row[WHAT] for i, row in enumerate(changed) if not row[AGREES] and i != place] == []
    assert [row[WHAT] for row in back if not row[AGREES]] == []
