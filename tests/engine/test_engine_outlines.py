"""Groups of rows and columns: levels, folding, summaries above or below; a person's deeper groups and hidden rows stay."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.support.libreoffice import Office
from tests.support.raw_workbooks import STRICT, sheet_xml, workbook_bytes
from tests.support.validator import validate
from xlscore.engine import (
    NotOnAFileError,
    column_groups,
    group_columns,
    group_rows,
    open_book,
    row_groups,
    set_summaries,
)
from xlscore.errors import XlscoreError
from xlscore.ooxml.opc.blank import blank_workbook


def rows(sheet: xw.Sheet) -> list[tuple[int, int, int, bool]]:
    return [(each.first, each.last, each.level, each.collapsed) for each in row_groups(sheet)]


def hidden(sheet: xw.Sheet, last: int = 9) -> list[int]:
    return [row for row in range(1, last + 1) if sheet[f"{row}:{row}"].rows.hidden]


def test_groups_lie_in_one_another_and_are_read_back_outer_first(sheet: xw.Sheet) -> None:
    group_rows(sheet, 2, 8)
    group_rows(sheet, 3, 4, 2)
    group_rows(sheet, 6, 7, 2)
    group_rows(sheet, 11, 12)

    assert rows(sheet) == [(2, 8, 1, False), (3, 4, 2, False), (6, 7, 2, False), (11, 12, 1, False)]
    assert b'outlineLevelRow="2"' in sheet.impl.file.shell


def test_what_lies_deeper_stays_there_until_all_groups_are_taken_away(sheet: xw.Sheet) -> None:
    group_rows(sheet, 3, 4, 2)

    group_rows(sheet, 2, 5, 1)
    kept = rows(sheet)
    group_rows(sheet, 1, 9, 0)

    assert kept == [(2, 5, 1, False), (3, 4, 2, False)]
    assert rows(sheet) == []
    assert b"outlineLevel" not in sheet.impl.file.xml()


@pytest.mark.parametrize(("below", "summary"), [(True, 6), (False, 1)])
def test_a_folded_group_hides_its_rows_and_marks_its_summary(
    sheet: xw.Sheet, below: bool, summary: int
) -> None:
    set_summaries(sheet, below=below)

    group_rows(sheet, 2, 5, collapsed=True)
    folded, marked = hidden(sheet), sheet.impl.file.row_attributes(summary).get("collapsed")
    told = rows(sheet)
    group_rows(sheet, 2, 5, collapsed=False)

    assert (folded, marked, told) == ([2, 3, 4, 5], "1", [(2, 5, 1, True)])
    assert (hidden(sheet), sheet.impl.file.row_attributes(summary).get("collapsed")) == ([], None)


def test_unfolding_leaves_hidden_what_a_folded_group_inside_hides(sheet: xw.Sheet) -> None:
    group_rows(sheet, 2, 8)
    group_rows(sheet, 3, 4, 2, collapsed=True)
    group_rows(sheet, 2, 8, collapsed=True)

    group_rows(sheet, 2, 8, collapsed=False)

    assert hidden(sheet) == [3, 4]
    assert rows(sheet) == [(2, 8, 1, False), (3, 4, 2, True)]


@pytest.mark.parametrize("collapsed", [None, False])
def test_a_row_that_a_person_hid_stays_hidden_in_a_group_that_is_open(
    sheet: xw.Sheet, collapsed: bool | None
) -> None:
    sheet["3:3"].rows.hidden = True

    group_rows(sheet, 2, 5, collapsed=collapsed)

    assert hidden(sheet) == [3]


def test_taking_a_folded_group_away_shows_its_rows(sheet: xw.Sheet) -> None:
    group_rows(sheet, 2, 5, collapsed=True)

    group_rows(sheet, 2, 5, 0)

    assert (hidden(sheet), rows(sheet)) == ([], [])
    assert "collapsed" not in sheet.impl.file.row_attributes(6)


def test_columns_are_grouped_and_keep_their_widths(sheet: xw.Sheet) -> None:
    sheet["C:C"].column_width = 30
    group_columns(sheet, 2, 6)
    group_columns(sheet, 3, 4, 2, collapsed=True)

    found = [(each.first, each.last, each.level, each.collapsed) for each in column_groups(sheet)]

    assert found == [(2, 6, 1, False), (3, 4, 2, True)]
    assert [bool(sheet[f"{name}:{name}"].columns.hidden) for name in "BCDE"] == [False, True, True, False]
    group_columns(sheet, 3, 4, 2, collapsed=False)
    assert sheet["C:C"].column_width == 30
    assert b'outlineLevelCol="2"' in sheet.impl.file.shell


def test_summaries_stand_where_they_were_said_to_stand(sheet: xw.Sheet) -> None:
    set_summaries(sheet, below=False, right=False)
    said = sheet.impl.file.shell
    set_summaries(sheet, below=True, right=True)

    assert b'<outlinePr summaryBelow="0" summaryRight="0"/>' in said
    assert b"outlinePr" not in sheet.impl.file.shell


def test_the_same_groups_again_change_no_byte(sheet: xw.Sheet, tmp_path: Path) -> None:
    def do(each: xw.Sheet) -> None:
        set_summaries(each, below=False)
        group_rows(each, 2, 8)
        group_rows(each, 3, 4, 2, collapsed=True)
        group_columns(each, 2, 3, collapsed=True)

    do(sheet)
    sheet.book.save(tmp_path / "a.xlsx")
    before = (tmp_path / "a.xlsx").read_bytes()

    with open_book(tmp_path / "a.xlsx") as book:
        do(book.sheets[0])
        book.save()

    assert (tmp_path / "a.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("first", "last", "level"), [(5, 2, 1), (0, 2, 1), (1, 2, 8), (1, 2, -1), (1, 1_048_577, 1)]
)
def test_what_is_no_group_is_refused(sheet: xw.Sheet, first: int, last: int, level: int) -> None:
    with pytest.raises(XlscoreError, match="A group of rows"):
        group_rows(sheet, first, last, level)


def test_a_protected_sheet_is_not_grouped(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(workbook_bytes(sheet_xml("", after='<sheetProtection sheet="1" formatRows="0"/>')))

    with open_book(path) as book, pytest.raises(XlscoreError, match="protected"):
        group_rows(book.sheets[0], 1, 2)


def test_the_remote_engine_is_told_that_it_has_no_groups(remote_book: xw.Book) -> None:
    with pytest.raises(NotOnAFileError, match="Groups need Excel or a workbook file"):
        group_rows(remote_book.sheets[0], 1, 2)
    with pytest.raises(NotOnAFileError, match="read from a workbook file"):
        row_groups(remote_book.sheets[0])


class ExcelSheet:
    """The few things of Excel's own sheet that groups need."""

    def __init__(self) -> None:
        self.lines: dict[str, Any] = {}
        self.Outline = SimpleNamespace()
        self.Columns = self.Rows

    def Rows(self, name: str) -> Any:
        return self.lines.setdefault(name, SimpleNamespace(OutlineLevel=1))


@pytest.fixture
def in_excel() -> Any:
    """A sheet of a live Excel."""
    book = SimpleNamespace(app=SimpleNamespace(engine=SimpleNamespace(name="excel")))
    return SimpleNamespace(name="Data", impl=None, book=book, api=ExcelSheet())


def test_in_excel_its_own_levels_are_set_and_deeper_ones_stay(in_excel: Any) -> None:
    in_excel.api.Rows("3:3").OutlineLevel = 4

    group_rows(in_excel, 2, 3, 1, collapsed=True)
    group_columns(in_excel, 2, 2, 2)
    set_summaries(in_excel, below=False, right=False)

    lines = in_excel.api.lines
    assert [lines[name].OutlineLevel for name in ("2:2", "3:3", "B:B")] == [2, 4, 3]
    assert lines["2:3"].Hidden is True
    assert vars(in_excel.api.Outline) == {"SummaryRow": 0, "SummaryColumn": -4131}
    group_rows(in_excel, 2, 3, 0)
    assert [lines[name].OutlineLevel for name in ("2:2", "3:3")] == [1, 1]


@pytest.fixture(params=["new", "strict"])
def judged(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workbook with groups of rows and columns, one folded."""
    path = tmp_path / "groups.xlsx"
    strict = workbook_bytes(sheet_xml("", main=STRICT), main=STRICT)
    path.write_bytes(blank_workbook() if request.param == "new" else strict)
    with open_book(path) as book:
        sheet = book.sheets[0]
        sheet["A1:F12"].value = 1
        set_summaries(sheet, below=False)
        group_rows(sheet, 2, 8)
        group_rows(sheet, 3, 4, 2, collapsed=True)
        group_columns(sheet, 2, 4, collapsed=True)
        book.save()
    return path


@pytest.mark.validator
def test_office_s_own_schema_accepts_them(judged: Path) -> None:
    assert validate(judged) == []


@pytest.mark.libreoffice
def test_libreoffice_keeps_them(judged: Path, tmp_path: Path, office: Office) -> None:
    with open_book(office.resaved(judged, tmp_path / "again")) as book:
        sheet = book.sheets[0]

        assert [each[:3] for each in rows(sheet)] == [(2, 8, 1), (3, 4, 2)]
        assert hidden(sheet) == [3, 4]
        assert [(each.first, each.last, each.level) for each in column_groups(sheet)] == [(2, 4, 1)]


@pytest.mark.parametrize("judged", ["new"], indirect=True)
def test_openpyxl_reads_them(judged: Path) -> None:
    sheet = openpyxl.load_workbook(judged).worksheets[0]

    assert [sheet.row_dimensions[row].outlineLevel for row in (1, 2, 3, 4, 8, 9)] == [0, 1, 2, 2, 1, 0]
    assert sheet.column_dimensions["B"].outlineLevel == 1
    assert sheet.sheet_properties.outlinePr.summaryBelow is False


@pytest.mark.slow
@pytest.mark.shared
def test_published_groups_keep_every_byte_and_fold_and_unfold_to_what_they_were(shared_dir: Path) -> None:
    seen = 0
    for path in sorted((shared_dir / "corpus").glob("*.xls[xm]")):
        try:
            with open_book(path, edit_protected=True) as book:
                for sheet in book.sheets:
                    if sheet.impl.file.kind != "worksheet":
                        continue
                    found, columns = row_groups(sheet), column_groups(sheet)
                    before = sheet.impl.file.xml()
                    for each in found:
                        group_rows(sheet, each.first, each.last, each.level, collapsed=each.collapsed or None)
                    for each in columns:
                        group_columns(
                            sheet, each.first, each.last, each.level, collapsed=each.collapsed or None
                        )
                    assert (row_groups(sheet), column_groups(sheet)) == (found, columns), path.name
                    if found or columns:
                        seen += 1
                        assert sheet.impl.file.xml() == before, path.name
        except XlscoreError:
            continue

    assert seen >= 4
