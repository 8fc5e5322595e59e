"""Blocks of values beside changes that are refused: those stay whole, of these nothing stays."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.drawn_blocks import BLOCKS, STYLED, VALUES, marked, sheets
from tests.support.properties import examples
from tests.support.raw_workbooks import DATE, relationships, sheet_xml
from xlscore.ooxml import Workbook
from xlscore.ooxml.around.sheets import add_sheet, shell_of
from xlscore.ooxml.around.tables import add_table, tables
from xlscore.ooxml.charts.found import add_charts, charts
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart
from xlscore.ooxml.charts.updates import update_chart
from xlscore.ooxml.errors import DamagedFileError, EditRefusedError, LockedCellError, UnsupportedValueError
from xlscore.ooxml.sheet import changes
from xlscore.ooxml.sheet.arrays import set_array_formula
from xlscore.ooxml.sheet.blocks import KEPT
from xlscore.ooxml.values.addresses import Box

ORIGIN = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
SIGNED = {
    "_rels/.rels": relationships(
        [("officeDocument", "xl/workbook.xml"), (ORIGIN, "_xmlsignatures/origin.sigs")]
    ),
    "_xmlsignatures/origin.sigs": "",
}
SHARED = {"xl/revisions/revisionHeaders.xml": "<headers/>"}
PLAIN_ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>old</t></is></c></row>'
    '<row r="2" spans="1:2"><c r="A2"><f>A1*2</f><v>2</v></c><c r="B2"><v>45382</v></c></row>'
    '<row r="3"><c r="A3"><f t="shared" ref="A3:B3" si="0">A1</f><v>1</v></c><c r="B3"><f t="shared" si="0"/><v>2</v></c></row>'
    f'<row r="4"><c r="A4" s="{DATE}"><v>45382</v></c></row>'
)
MERGED = '<mergeCells count="1"><mergeCell ref="A6:B6"/></mergeCells>'
GUARDED: dict[str, Callable[[str], bytes]] = {
    "signed": lambda sheet: marked(sheet, extra=SIGNED),
    "shared": lambda sheet: marked(
        sheet, extra=SHARED, workbook_links=[("revisionHeaders", "revisions/revisionHeaders.xml")]
    ),
}


@pytest.mark.parametrize("kind", GUARDED)
@pytest.mark.parametrize(
    ("top", "left", "rows"),
    [
        (8, 1, [[5, 6], [7, 8]]),
        (8, 1, [[None, dt.date(2024, 3, 31)]]),
        (1, 1, [[9, "new"]]),
        (1, 1, [[1, "old"], [KEPT, None]]),
        (1, 3, [["beside"]]),
        (2, 1, [[2]]),
        (2, 2, [[dt.date(2024, 3, 31)]]),
        (3, 1, [[1, 2]]),
        (4, 1, [[dt.date(2024, 4, 30)]]),
        (4, 2, [[2**60]]),
        (6, 1, [["over a merge"]]),
    ],
)
def test_a_block_into_a_signed_or_shared_workbook_is_refused_each_time_and_leaves_every_byte(
    kind, top, left, rows
):
    data = GUARDED[kind](sheet_xml(PLAIN_ROWS, before='<dimension ref="A1:B4"/>', after=MERGED))
    book = Workbook.open(data)
    sheet = book.sheets[0]
    before = sheet.used, sheet.values(1, 1, 9, 4)

    for _ in range(2):
        with pytest.raises(LockedCellError, match=r"signed|log of revisions"):
            sheet.set_values(top, left, rows)

    assert (sheet.used, sheet.values(1, 1, 9, 4)) == before
    assert not sheet.is_changed
    assert book.to_bytes() == data


@pytest.mark.parametrize("kind", GUARDED)
def test_what_the_cells_of_a_signed_or_shared_workbook_hold_already_may_be_written_again(kind):
    data = GUARDED[kind](sheet_xml(PLAIN_ROWS))
    book = Workbook.open(data)

    book.sheets[0].set_values(1, 1, [[1, "old"], [KEPT, 45382]])
    book.sheets[0].set_values(4, 1, [[dt.date(2024, 3, 31)]])

    assert book.to_bytes() == data


def test_a_block_that_is_refused_in_its_last_row_keeps_the_block_before_it_and_nothing_of_itself():
    twice = '<row r="5"><c r="A5"><v>1</v></c><c r="A5"><v>2</v></c></row>'
    data = marked(sheet_xml(PLAIN_ROWS + twice, before='<dimension ref="A1:B5"/>'))
    good = [[10, "kept"], [11, 12]]
    only_good, book = Workbook.open(data), Workbook.open(data)
    for each in (only_good, book):
        each.sheets[0].set_values(1, 2, good)
        each.sheets[0].set_values(7, 1, good)

    with pytest.raises(EditRefusedError, match="twice"):
        book.sheets[0].set_values(1, 1, [[0, dt.date(2024, 3, 31), 2**60, "new"]] * 5)

    assert book.sheets[0].used == only_good.sheets[0].used
    assert book.to_bytes() == only_good.to_bytes()
    assert book.notes == only_good.notes


class RefusedError(Exception):
    """Ends a change that is made as one."""


PLACES = st.integers(1, 7), st.integers(1, 5)
STEPS = st.one_of(
    st.tuples(st.just("set_values"), *PLACES, BLOCKS),
    st.tuples(st.just("set_value"), *PLACES, VALUES.filter(lambda value: value is not KEPT)),
    st.tuples(st.just("set_formula"), *PLACES, st.sampled_from(["=1+1", "=A1", "=SUM(A1:B3)"])),
    st.tuples(st.just("set_style"), *PLACES, STYLED),
)
MANY = st.lists(STEPS, max_size=4)
KEPT_ONES = st.tuples(st.just("kept"), MANY)
REFUSED_ONES = st.tuples(
    st.just("refused"), st.lists(STEPS | KEPT_ONES | st.tuples(st.just("refused"), MANY))
)
COURSES = st.lists(STEPS | KEPT_ONES | REFUSED_ONES, min_size=2, max_size=6)


def follow(book: Workbook, course: list, *, with_refused: bool) -> None:
    """Make the changes of a course, those that are refused in the end only where asked."""
    for name, *given_to in course:
        if name == "kept":
            with book.package.as_one():
                follow(book, *given_to, with_refused=with_refused)
        elif name != "refused":
            getattr(book.sheets[0], name)(*given_to)
        elif with_refused:
            with contextlib.suppress(RefusedError), book.package.as_one():
                follow(book, *given_to, with_refused=True)
                _ = book.sheets[0].used, book.sheets[0].values(1, 1, 14, 9)
                raise RefusedError


@pytest.mark.slow
@given(sheets(), COURSES)
@settings(max_examples=examples(120))
def test_changes_that_were_refused_among_blocks_leave_the_file_that_there_is_without_them(data, course):
    without, book = Workbook.open(data), Workbook.open(data)
    follow(without, course, with_refused=False)

    follow(book, course, with_refused=True)

    assert book.sheets[0].values(1, 1, 14, 9) == without.sheets[0].values(1, 1, 14, 9)
    assert book.sheets[0].used == without.sheets[0].used
    assert book.to_bytes() == without.to_bytes()
    assert book.notes == without.notes


def test_a_number_given_to_another_format_than_one_that_was_taken_back_is_read_by_that():
    book = Workbook.open(marked(sheet_xml(PLAIN_ROWS)))
    sheet = book.sheets[0]
    assert sheet.value(2, 2) == 45382
    with contextlib.suppress(RefusedError), book.package.as_one():
        sheet.set_values(8, 1, [[dt.time(6, 30)]])
        assert sheet.value(8, 1) == dt.time(6, 30)
        taken_back = sheet.style_id(8, 1)
        raise RefusedError

    sheet.set_style(8, 1, book.styles.with_changes(0, {"number_format": "0.000"}))
    sheet.set_values(8, 1, [[0.25]])

    assert sheet.style_id(8, 1) == taken_back
    assert sheet.value(8, 1) == 0.25


RUNS = st.tuples(st.integers(1, 9), st.integers(1, 6), st.integers(1, 3), st.integers(1, 2))
NOTED = st.one_of(
    st.tuples(st.just("add"), st.integers(1, 9), st.integers(1, 4)),
    st.tuples(st.just("add_run"), RUNS),
    st.tuples(st.just("add_run"), RUNS),
    st.tuples(st.just("hold"), st.booleans()),
    st.tuples(st.just("hold"), st.just(True)),
    st.tuples(st.just("end")),
    st.tuples(st.just("ask")),
)


@pytest.mark.slow
@given(st.lists(NOTED, min_size=3, max_size=12))
@settings(max_examples=examples(300))
def test_the_changed_cells_are_those_of_the_changes_that_were_not_taken_back(notes):
    changed, expected, watches = changes.ChangedCells(), set(), []

    with mock.patch.object(changes, "_TALL", 3):
        for name, *what in [*notes, *[("end",)] * len(notes)]:
            if name == "add":
                changed.add(*what)
                expected = expected | {tuple(what)}
            elif name == "add_run":
                top, rows, left, columns = what[0]
                for row in range(top, top + rows):
                    changed.add_row(row, left, left + columns - 1)
                    expected = expected | {(row, column) for column in range(left, left + columns)}
            elif name == "hold":
                watches.append((changed.hold(), *what, expected))
            elif name == "end" and watches:
                end, back, before = watches.pop()
                end(back)
                expected = before if back else expected
            elif name == "ask":
                changed.meets(Box(1, 1, 1, 1))

        assert bool(changed) == bool(expected)
        for row, column in Box(1, 1, 16, 8).places():
            assert changed.meets(Box(row, column, row, column)) == ((row, column) in expected)


def test_an_array_formula_that_is_refused_leaves_the_cells_that_it_would_have_covered():
    book = Workbook.open(marked(sheet_xml(PLAIN_ROWS)))
    with pytest.raises(UnsupportedValueError):
        set_array_formula(book.sheets[0], Box(1, 2, 2, 2), "ROW(1:2)&\x18")
    with pytest.raises(UnsupportedValueError):
        set_array_formula(book.sheets[0], Box(1, 1, 2, 2), "ROW(1:2)&\x18")
    assert not book.package.is_touched
    assert [book.sheets[0].value(*place) for place in ((1, 1), (1, 2), (2, 1))] == [1, "old", 2]


def test_a_chart_whose_description_is_refused_is_not_brought_up_to_date_either():
    book = Workbook.open(marked(sheet_xml(PLAIN_ROWS)))
    sheet = book.sheets[0]
    series = (ChartSeries(name="One", values="Sheet1!$A$1:$A$2"),)
    add_charts(
        book,
        sheet,
        [(Box(8, 1, 20, 6), NewChart(name="Ours", kind="line", series=series, description="first"))],
    )
    (chart,) = charts(book.package, sheet.part)
    before = book.to_bytes()
    other = (*series, ChartSeries(name="Two", values="Sheet1!$B$2:$B$2"))
    with pytest.raises(UnsupportedValueError):
        update_chart(book, sheet, chart, other, description="\x0c", adds=["Two"])
    assert book.to_bytes() == before
    update_chart(book, sheet, chart, other, description="second", adds=["Two"])
    assert book.to_bytes() != before


def test_a_new_part_is_not_taken_for_one_that_the_file_points_to_and_does_not_have():
    table = (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/table",
        "../tables/table1.xml",
    )
    sheet = sheet_xml('<row r="1"><c r="A1"><v>2</v></c></row>')
    book = Workbook.open(marked(sheet, extra={"xl/worksheets/_rels/sheet1.xml.rels": relationships([table])}))
    added = add_sheet(book, "Second", 1)
    add_table(book.package, added, added.part, shell_of(book), Box(1, 1, 3, 2), "New", ["One", "Two"])
    assert "/xl/tables/table1.xml" not in book.package
    assert [each.name for each in tables(book.package, added.part)] == ["New"]


def of_unreadable_formats():
    """Return a sheet with a text in a cell of some format and one in a cell of the first, where the formats are no XML."""
    text = "<is><t>typed</t></is></c>"
    cells = f'<c r="A1" s="{DATE}" t="inlineStr">{text}<c r="B1" t="inlineStr">{text}'
    return Workbook.open(marked(f'<row r="1">{cells}</row>', extra={"xl/styles.xml": "<styleSheet"})).sheets[
        0
    ]


@pytest.mark.parametrize(
    ("column", "value"), [(1, 5), (1, True), (1, dt.date(2024, 4, 30)), (2, dt.date(2024, 4, 30))]
)
def test_a_value_whose_cell_has_a_format_that_cannot_be_read_leaves_it_as_it_was(column, value):
    """The mark of a text or the look of a date would have to be found in formats that are no XML."""
    sheet = of_unreadable_formats()

    with pytest.raises(DamagedFileError):
        sheet.set_value(1, column, value)

    assert (sheet.value(1, column), bool(sheet.changed_cells)) == ("typed", False)


def test_a_formula_whose_cell_has_a_format_that_cannot_be_read_leaves_the_cell_as_it_was():
    sheet = of_unreadable_formats()

    with pytest.raises(DamagedFileError):
        sheet.set_formula(1, 1, "=1+1")

    assert (sheet.formula(1, 1), sheet.value(1, 1), bool(sheet.changed_cells)) == (None, "typed", False)


@pytest.mark.parametrize(("column", "value"), [(1, "other"), (1, None), (2, "other"), (2, True)])
def test_what_needs_no_other_format_is_written_where_the_formats_cannot_be_read(column, value):
    sheet = of_unreadable_formats()

    sheet.set_value(1, column, value)

    assert sheet.value(1, column) == value
