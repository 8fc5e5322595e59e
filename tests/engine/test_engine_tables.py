"""Tables: made, read, filled from frames, resized, renamed."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
import xlwings as xw

from xlscore.engine import NotOnAFileError
from xlscore.errors import XlscoreError
from xlscore.ooxml.errors import EditRefusedError, TableHeaderError

Reopen = Callable[[], xw.Book]


@pytest.fixture
def table(sheet: xw.Sheet) -> xw.main.Table:
    """The table of forces."""
    return sheet.tables.add(sheet["A1:B3"], name="Forces")


def test_a_table_reads_back_with_all_its_ranges(table: xw.main.Table, reopened: Reopen) -> None:
    again = reopened().sheets[0].tables["forces"]

    assert again.name == again.display_name == "Forces"
    assert again.range.address == "$A$1:$B$3"
    assert again.header_row_range.value == ["Force", "Rate"]
    assert again.data_body_range.value == [["Essex", 1.5], ["Kent", 2.0]]
    assert again.totals_row_range is None
    assert [column.name for column in again.columns] == ["Force", "Rate"]
    assert again.columns["rate"].data_body_range.value == [1.5, 2.0]
    assert len(again.rows) == 2
    assert again.rows[1].range.value == ["Kent", 2.0]
    assert again.table_style == "TableStyleMedium2"
    assert again.show_autofilter
    assert again.show_headers
    assert not again.show_totals
    assert again.parent["B2"].table == again
    assert again.parent["D9"].table is None


def test_blank_and_numeric_headings_become_text(sheet: xw.Sheet) -> None:
    sheet["D1:F1"].value = ["Area", None, 2024]

    made = sheet.tables.add(sheet["D1:F2"])

    assert [column.name for column in made.columns] == ["Area", "Column2", "2024"]
    assert sheet["E1:F1"].value == ["Column2", "2024"]


def test_a_table_takes_a_frame_and_grows_with_it(table: xw.main.Table, reopened: Reopen) -> None:
    frame = pd.DataFrame({"Force": ["Essex", "Kent", "Norfolk"], "Rate": [1.0, 2.0, 3.0], "Rank": [1, 2, 3]})

    table.update(frame, index=False)

    again = reopened().sheets[0].tables["Forces"]
    assert again.range.address == "$A$1:$C$4"
    assert again.data_body_range.value[2] == ["Norfolk", 3.0, 3.0]
    assert [column.name for column in again.columns] == ["Force", "Rate", "Rank"]


def test_a_table_shrinks_with_its_frame(table: xw.main.Table) -> None:
    table.update(pd.DataFrame({"Force": ["Essex"]}), index=False)

    assert table.range.address == "$A$1:$A$2"
    assert table.parent["A3:B3"].value == [None, None]


def test_writing_a_heading_renames_the_column(table: xw.main.Table) -> None:
    table.parent["B1"].value = "Rate per 1,000"

    assert table.columns[1].name == "Rate per 1,000"
    with pytest.raises(TableHeaderError):
        table.parent["B1"].value = "Force"


def test_rows_and_columns_are_added_at_the_ends(table: xw.main.Table) -> None:
    table.rows.add(["Norfolk", 3])
    table.columns.add("Rank")

    assert table.range.address == "$A$1:$C$4"
    assert table.rows[2].range.value == ["Norfolk", 3.0, None]
    with pytest.raises(NotOnAFileError, match="bottom"):
        table.rows.add(["Suffolk", 1, 2], 1)
    with pytest.raises(NotOnAFileError, match="right-hand"):
        table.columns.add("First", 1)


def test_a_row_is_not_added_over_something_below(table: xw.main.Table) -> None:
    table.parent["B4"].value = "a remark"

    with pytest.raises(XlscoreError, match="not empty"):
        table.rows.add(["Norfolk", 3])


def test_style_stripes_and_filter_are_switched(table: xw.main.Table, reopened: Reopen) -> None:
    table.table_style = "TableStyleLight9"
    table.show_autofilter = False
    table.show_table_style_row_stripes = False
    table.show_table_style_column_stripes = True
    table.show_table_style_first_column = True
    table.show_table_style_last_column = True

    again = reopened().sheets[0].tables[0]
    assert again.table_style == "TableStyleLight9"
    assert not again.show_autofilter
    assert not again.show_table_style_row_stripes
    assert again.show_table_style_column_stripes
    assert again.show_table_style_first_column
    assert again.show_table_style_last_column


def test_renaming_a_table_rewrites_the_formulas_that_call_it(table: xw.main.Table, reopened: Reopen) -> None:
    table.parent["D1"].formula = '=SUM(Forces[Rate])&"Forces[Rate]"'

    table.name = "Counties"

    again = reopened().sheets[0]
    assert again.tables["Counties"].name == "Counties"
    assert again["D1"].formula == '=SUM(Counties[Rate])&"Forces[Rate]"'


@pytest.mark.parametrize("name", ["Forces", "forces", "A1", "two words", ""])
def test_a_name_that_excel_refuses_is_refused(table: xw.main.Table, name: str) -> None:
    sheet = table.parent
    sheet["D1:E2"].value = [["Area", "Count"], ["North", 1]]

    if name:
        with pytest.raises(EditRefusedError):
            sheet.tables.add(sheet["D1:E2"], name=name)
    else:
        assert sheet.tables.add(sheet["D1:E2"], name=name).name == "Table2"


def test_tables_do_not_overlap(table: xw.main.Table) -> None:
    with pytest.raises(EditRefusedError, match="overlap"):
        table.parent.tables.add(table.parent["B1:C3"])


def test_a_column_is_not_added_over_something_beside(table: xw.main.Table) -> None:
    table.parent["C3"].value = "a remark"

    with pytest.raises(XlscoreError, match="right of the table Forces are not empty"):
        table.columns.add("Rank")


def test_a_row_without_values_is_added_blank(table: xw.main.Table) -> None:
    added = table.impl.rows.add(None, None)

    assert added.range.address == "$A$4:$B$4"
    assert added.range.raw_value == [[None, None]]


def test_a_column_is_found_by_its_heading_in_any_case_and_a_row_by_its_place(table: xw.main.Table) -> None:
    columns, rows = table.impl.columns, table.impl.rows

    assert (columns("RATE").index, columns(1).name) == (2, "Force")
    assert ("rate" in columns, "rank" in columns) == (True, False)
    assert [row.range.address for row in rows] == ["$A$2:$B$2", "$A$3:$B$3"]
    assert [place in rows for place in (0, 1, 2, 3)] == [False, True, True, False]
    with pytest.raises(KeyError):
        columns("Rank")
    for place in (0, 3):
        with pytest.raises(IndexError):
            rows(place)


def test_a_table_is_found_by_its_name_in_any_case_and_by_its_place(sheet: xw.Sheet) -> None:
    sheet.tables.add(sheet["A1:B3"], name="Forces")
    sheet.tables.add(sheet["D1:E3"], name="Areas")

    assert sheet.tables["AREAS"].name == sheet.tables[1].name == "Areas"
    assert ("areas" in sheet.tables, "Wards" in sheet.tables) == (True, False)
    with pytest.raises(KeyError):
        _ = sheet.tables["Wards"]


def test_a_table_over_headings_alone_takes_a_blank_row_and_the_next_free_number(sheet: xw.Sheet) -> None:
    sheet.tables.add(sheet["A1:B3"], name="Table2")

    made = sheet.tables.add(sheet["D1:E1"])

    assert made.name == "Table3"
    assert made.range.address == "$D$1:$E$2"


def test_a_blank_heading_takes_a_number_that_no_other_heading_has(sheet: xw.Sheet) -> None:
    sheet["D1:F1"].value = [None, "Column1", "column2"]

    table = sheet.tables.add(sheet["D1:F2"])

    assert sheet["D1:F1"].value == ["Column3", "Column1", "column2"]
    assert [column.name for column in table.impl.columns] == ["Column3", "Column1", "column2"]


def test_a_table_renamed_to_its_own_name_stays_and_one_whose_sheet_was_cleared_of_it_is_said_to_be_gone(
    table: xw.main.Table,
) -> None:
    table.name = "Forces"
    assert table.name == "Forces"

    table.parent.copy(name="Copy")
    copied = table.parent.book.sheets["Copy"].tables[0]
    strayed = type(table.impl)(table.parent.impl, copied.impl.item.part)

    with pytest.raises(XlscoreError, match="no longer on its sheet"):
        _ = strayed.name
