"""What a sheet holds is read alike in whole rows, without its blanks, many rows at once and cell by cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.properties import examples
from xlscore.books.tables.blocks import Block, Reading
from xlscore.engine import SparseRow, SparseRows, formulas_in, open_book, used_values
from xlscore.engine import used as used_module
from xlscore.engine.values import cleaned
from xlscore.ooxml import Workbook
from xlscore.ooxml.sheet import bulk, kinds
from xlscore.ooxml.sheet.cell_values import CellReader
from xlscore.ooxml.values.addresses import cell_address

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS: tuple[str, ...] = (
    "><v>12.5</v></c>",
    "/>",
    ' t="inlineStr"><is><t>Essex &amp; Kent</t></is></c>',
    ' t="inlineStr"><is><t>one_x000D_two</t></is></c>',
    ' t="inlineStr"><is><r><t>Red</t></r><r><t> line</t></r></is></c>',
    ' t="inlineStr"><is><t></t></is></c>',
    ' t="e"><v>#N/A</v></c>',
    ' t="e"><f>A1/0</f><v>#DIV/0!</v></c>',
    "><f>A1&amp;B1</f><v>4</v></c>",
    '><f t="array" ref="A1">SUM(A1:A3)</f><v>4</v></c>',
    "><f>_xlfn.XLOOKUP(A1,B:B,C:C)</f><v>1</v></c>",
    ' t="b"><v>1</v></c>',
    "><v>1e3</v></c>",
)
LINES = st.lists(
    st.dictionaries(st.integers(1, 9), st.sampled_from(CELLS), max_size=4), min_size=1, max_size=9
)
ALIKE = st.builds(
    lambda columns, cells: [dict.fromkeys(columns, cell) for cell in cells],
    st.lists(st.integers(1, 5), min_size=1, max_size=3, unique=True).map(sorted),
    st.lists(st.sampled_from(CELLS), min_size=2, max_size=20),
)


@pytest.fixture(scope="module")
def spelt(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return what writes a workbook whose first sheet holds these rows."""
    path = tmp_path_factory.mktemp("spelt") / "book.xlsx"

    def write(rows: str) -> Path:
        book = Workbook.open(root / "workbooks" / "sample-balanced-scorecard-essex.xlsx")
        sheet = book.sheets[0]
        book.package.write(
            sheet.part, f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
        )
        sheet.reload()
        book.save(path)
        return path

    return write


def rows_of(lines: list[dict[int, str]], apart: int = 1) -> str:
    """Return lines of cells as rows, each so far from the last."""
    rows = []
    for number, line in enumerate(lines):
        row = 1 + number * apart
        cells = "".join(f'<c r="{cell_address(row, column)}"{kind}' for column, kind in sorted(line.items()))
        rows.append(f'<row r="{row}">{cells}</row>')
    return "".join(rows)


def filled(top: int, left: int, rows: Any) -> Mapping[tuple[int, int], Any]:
    return {
        (top + down, left + right): value
        for down, row in enumerate(rows)
        for right, value in enumerate(row)
        if value is not None
    }


@settings(max_examples=examples(60), deadline=None)
@given(lines=st.one_of(LINES, ALIKE), apart=st.sampled_from([1, 7]))
def test_rows_many_at_once_and_without_blanks_hold_what_single_cells_hold(
    spelt: Callable[[str], Path], lines: list[dict[int, str]], apart: int
) -> None:
    path = spelt(rows_of(lines, apart))

    with open_book(path) as book:
        sheet = book.sheets[0]
        whole, formulas = used_values(sheet), formulas_in(sheet)
        file = sheet.impl.file
        places = [(1 + line * apart, column) for line in range(len(lines)) for column in range(1, 10)]
        singly = cleaned([[file.value(*place) for place in places]], dt.datetime, None, None, True)[0]
        expected = {place: value for place, value in zip(places, singly, strict=True) if value is not None}
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(used_module, "_MOST_CELLS", 0)
            sparse = used_values(sheet)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(bulk, "MOST_VAIN", 0)
            one_by_one = used_values(sheet), formulas_in(sheet)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(kinds, "WORTH_SORTING", 2)
            patched.setattr(kinds, "ONE_KIND_IN", 1)
            kind_by_kind = used_values(sheet)
        some = formulas_in(sheet, lambda texts: {text for text in texts if "&" in text})

    assert filled(*whole) == filled(*sparse) == expected
    assert [*map(tuple, one_by_one[0][2])] == [*map(tuple, whole[2])]
    assert [*map(tuple, kind_by_kind[2])] == [*map(tuple, whole[2])]
    assert [*map(repr, kind_by_kind[2])] == [*map(repr, whole[2])]
    assert some == {place: text for place, text in formulas.items() if "&" in text}
    assert (one_by_one[0][:2], one_by_one[1]) == (whole[:2], formulas)
    assert formulas == {(row, column): text for row, column in places if (text := file.formula(row, column))}


ROWS = st.lists(
    st.dictionaries(st.integers(0, 30), st.sampled_from(["Area", "", " ", "#N/A", 4.0, True])),
    min_size=1,
    max_size=6,
)


@settings(max_examples=examples(50))
@given(rows=ROWS, apart=st.integers(1, 4))
def test_a_sheet_without_its_blank_rows_reads_as_one_of_all_rows(
    rows: list[dict[int, Any]], apart: int
) -> None:
    held = {
        place * apart: SparseRow(dict(sorted(row.items()))) if place % 2 else tuple(map(row.get, range(31)))
        for place, row in enumerate(rows)
        if row
    }
    sparse = SparseRows(held, len(rows) * apart + 2)
    whole = tuple(held.get(place, ()) for place in range(len(sparse)))
    values = {(4, 9): "x", (5, 40): None, (3 + len(whole), 2): "below"}

    one, other = Block("One", 3, 2, sparse), Block("One", 3, 2, whole)

    assert (len(sparse), tuple(sparse), sparse[-1], sparse[1:4]) == (
        len(whole), whole, whole[-1], list(whole[1:4])
    )  # fmt: skip
    assert (one.values, one.errors, one.texts) == (other.values, other.errors, other.texts)
    for each, like in (
        (one, other),
        (one.turned(), other.turned()),
        (one.with_values(values), other.with_values(values)),
        (one.between(4, 9), other.between(4, 9)),
    ):
        assert isinstance(each.rows, SparseRows)
        assert [tuple(row) for row in each.rows] == [tuple(row) for row in like.rows]
        assert (each.last_row, each.last_column) == (like.last_row, like.last_column)
        assert [each.at(row, column) for row in range(1, 40, 2) for column in range(1, 42)] == [
            like.at(row, column) for row in range(1, 40, 2) for column in range(1, 42)
        ]
        assert {row: each.filled(row) for row in each.filled_rows} == {
            row: like.filled(row) for row in like.filled_rows
        }
        assert list(each.lines(1)) == list(like.lines(1))
        assert list(each.rows_with({"Area", 4.0})) == list(like.rows_with({"Area", 4.0}))


def test_a_sheet_ends_before_the_row_behind_its_last() -> None:
    rows = SparseRows({1: ("a",)}, 3)

    assert (rows[1], rows[-2], rows[2], len(rows)) == (("a",), ("a",), (), 3)
    with pytest.raises(IndexError):
        rows[3]


@pytest.mark.parametrize(("last", "kind"), [(4, tuple), (60, SparseRows)], ids=["most are filled", "few are"])
def test_blank_rows_are_left_out_where_most_of_them_are(
    spelt: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, last: int, kind: type
) -> None:
    word, blank = ' t="inlineStr"><is><t>x</t></is></c>', "/>"
    lines = [(1, word), (2, word), (3, word), (last, word), (last + 1, blank)]
    rows = "".join(f'<row r="{row}"><c r="B{row}"{cell}</row>' for row, cell in lines)
    monkeypatch.setattr(used_module, "_MOST_CELLS", 0)

    with open_book(spelt(rows)) as book:
        block = Reading(book).blocks[0]

    assert (block.last_row, list(block.filled_rows)) == (last, [1, 2, 3, last])
    assert type(block.rows) is kind


@settings(max_examples=examples(200))
@given(rows=ROWS)
def test_a_sheet_of_rows_without_their_blanks_reads_as_one_of_whole_rows(rows: list[dict[int, Any]]) -> None:
    sparse = [SparseRow(dict(sorted(row.items()))) for row in rows]
    whole = [tuple(row.get(place) for place in range(max(row, default=-1) + 1)) for row in rows]

    one, other = Block("One", 3, 2, tuple(sparse)), Block("One", 3, 2, tuple(whole))

    assert [tuple(row) for row in sparse] == whole
    assert [len(row) for row in sparse] == [len(row) for row in whole]
    assert [row[1:5] for row in sparse] == [list(row[1:5]) for row in whole]
    assert [one.at(row, column) for row in range(1, 12) for column in range(1, 40)] == [
        other.at(row, column) for row in range(1, 12) for column in range(1, 40)
    ]
    assert one.values | {None} == other.values | {None}
    assert (one.errors, one.texts, one.last_column) == (other.errors, other.texts, other.last_column)
    assert {row: one.filled(row) for row in one.filled_rows} == {
        row: other.filled(row) for row in other.filled_rows
    }
    assert list(one.rows_with({"Area", 4.0})) == list(other.rows_with({"Area", 4.0}))
    assert one.turned().rows == other.turned().rows
    assert [tuple(row) for row in one.with_values({(4, 9): "x"}).rows] == [
        tuple(row) for row in other.with_values({(4, 9): "x"}).rows
    ]


def test_a_place_behind_the_last_value_of_a_row_is_none_of_it() -> None:
    row = SparseRow({1: "a", 7: "b"})

    assert (row[7], row[-1], row[0], len(row)) == ("b", "b", None, 8)
    with pytest.raises(IndexError):
        row[8]


@pytest.mark.parametrize(
    ("width", "apart"), [(1, 1), (3, 1), (20, 800)], ids=["one column", "three", "scattered"]
)
def test_no_cell_of_a_large_sheet_is_asked_for_singly(
    spelt: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, width: int, apart: int
) -> None:
    usual = (CELLS[0], CELLS[2], ' t="e"><v>#REF!</v></c>')
    lines = [
        {1 + at * apart + row % apart: usual[(row + at) % 3] for at in range(width)} for row in range(600)
    ]
    path, asked = spelt(rows_of(lines)), list[object]()
    value_of = CellReader.value_of
    monkeypatch.setattr(
        CellReader, "value_of", lambda reader, cell: asked.append(cell) or value_of(reader, cell)
    )

    with open_book(path) as book:
        top, left, rows = used_values(book.sheets[0])

    assert len(filled(top, left, rows)) == 600 * width
    assert len(asked) < 10
    held = [row.held if isinstance(row, SparseRow) else row for row in rows]
    assert sum(map(len, held)) == 600 * width


def test_it_is_told_how_often_values_are_there() -> None:
    block = Block("One", 1, 1, (("#N/A", "x", "#N/A"), (), SparseRow({7: "#N/A"}), ("#REF!",)))

    assert block.times({"#N/A", "#REF!", "#NUM!"}) == {"#N/A": 3, "#REF!": 1}
