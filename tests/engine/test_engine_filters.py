"""The filter of a sheet: its range is set, what it filters by and the rows it hides stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwings as xw

from tests.support.libreoffice import Office
from tests.support.raw_workbooks import STRICT, sheet_xml, workbook_bytes
from tests.support.validator import validate, validate_pairs
from xlscore.engine import NotOnAFileError, filter_address, open_book, remove_filter, set_filter
from xlscore.errors import XlscoreError
from xlscore.ooxml.around.filters import sheet_filter
from xlscore.ooxml.around.names import names
from xlscore.ooxml.around.renaming import shell_of


@pytest.fixture
def filtered(tmp_path: Path) -> Path:
    """Five forces with a filter over B1:C6 that shows the West only."""
    path = tmp_path / "filtered.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("The data")
    for row, values in enumerate(
        [["Key", "Force", "Region"], [1, "A", "West"], [2, "B", "East"], [3, "C", "West"]]
    ):
        sheet.write_row(row, 0, values)
    sheet.autofilter("B1:C4")
    sheet.filter_column("C", "Region == West")
    sheet.set_row(2, None, None, {"hidden": True})
    workbook.close()
    return path


def database(sheet: xw.Sheet) -> list[tuple[str, int | None, bool]]:
    workbook = sheet.book.impl.workbook
    return [(n.refers_to, n.scope, n.hidden) for n in names(shell_of(workbook)) if "Filter" in n.name]


def test_a_new_filter_has_its_range_and_the_hidden_name_that_excel_keeps(sheet: xw.Sheet) -> None:
    none = filter_address(sheet)

    set_filter(sheet["A1:B3"])

    assert (none, filter_address(sheet)) == (None, "A1:B3")
    assert database(sheet) == [("Sheet1!$A$1:$B$3", 0, True)]
    assert "Filter" not in " ".join(each.name for each in sheet.book.names)


@pytest.mark.parametrize("address", ["A1:C9", "B1:D9", "C1:C4"])
def test_another_range_keeps_what_is_asked_of_a_column_and_the_rows_as_they_are(
    filtered: Path, address: str
) -> None:
    with open_book(filtered) as book:
        sheet = book.sheets[0]
        set_filter(sheet[address])
        book.save()

    with open_book(filtered) as book:
        found = sheet_filter(book.sheets[0].impl.file)
        assert found is not None
        assert (found.box.address().replace("$", ""), found.columns) == (address, (3,))
        assert [bool(book.sheets[0][f"{row}:{row}"].rows.hidden) for row in (2, 3, 4)] == [False, True, False]
        assert b"West" in book.sheets[0].impl.file.shell


def test_a_range_that_leaves_out_a_column_it_filters_by_is_refused(filtered: Path) -> None:
    with open_book(filtered) as book, pytest.raises(XlscoreError, match="column C"):
        set_filter(book.sheets[0]["A1:B9"])


def test_the_same_filter_again_changes_no_byte(filtered: Path) -> None:
    before = filtered.read_bytes()

    with open_book(filtered) as book:
        set_filter(book.sheets[0]["B1:C4"])
        book.save()

    assert filtered.read_bytes() == before


def test_a_filter_that_hides_rows_is_not_taken_away_and_another_is(filtered: Path, sheet: xw.Sheet) -> None:
    set_filter(sheet["A1:B3"])

    remove_filter(sheet)
    remove_filter(sheet)

    assert (filter_address(sheet), database(sheet)) == (None, [])
    with open_book(filtered) as book, pytest.raises(XlscoreError, match="clear it in Excel first"):
        remove_filter(book.sheets[0])


def test_a_record_of_sorting_grows_with_the_filter_and_goes_where_it_lies_outside(tmp_path: Path) -> None:
    sorting = '<sortState ref="A2:B4"><sortCondition ref="B2:B4"/></sortState>'
    path = tmp_path / "sorted.xlsx"
    path.write_bytes(workbook_bytes(sheet_xml("", after=f'<autoFilter ref="A1:B4">{sorting}</autoFilter>')))

    with open_book(path) as book:
        sheet = book.sheets[0]
        set_filter(sheet["A1:B9"])
        grown = sheet.impl.file.shell
        set_filter(sheet["A1:A9"])
        cut = sheet.impl.file.shell

    assert b'<sortState ref="A2:B9">' in grown
    assert b"sortState" not in cut


def test_a_copied_sheet_takes_its_filter_along_and_the_name_stays_hidden(filtered: Path) -> None:
    with open_book(filtered) as book:
        book.sheets[0].copy(name="Copy")

        assert filter_address(book.sheets["Copy"]) == "B1:C4"
        assert [hidden for _, _, hidden in database(book.sheets[0])] == [True, True]


def test_cells_of_a_table_have_their_own_filter(sheet: xw.Sheet) -> None:
    sheet.tables.add(sheet["A1:B3"], name="Forces")

    with pytest.raises(XlscoreError, match="crosses the table Forces"):
        set_filter(sheet["B2:D9"])


def test_a_protected_sheet_takes_no_filter(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(workbook_bytes(sheet_xml("", after='<sheetProtection sheet="1"/>')))

    with open_book(path) as book, pytest.raises(XlscoreError, match="protected"):
        set_filter(book.sheets[0]["A1:C3"])


def test_the_remote_engine_is_told_that_it_has_no_filters(remote_book: xw.Book) -> None:
    with pytest.raises(NotOnAFileError, match="Filters need Excel or a workbook file"):
        filter_address(remote_book.sheets[0])


class ExcelSheet(SimpleNamespace):
    """The few things of Excel's own sheet that a filter needs."""

    def Range(self, address: str) -> Any:
        def filter_here() -> None:
            self.AutoFilterMode, self.AutoFilter = (
                True,
                SimpleNamespace(Range=SimpleNamespace(Address=address)),
            )

        return SimpleNamespace(AutoFilter=filter_here)


def in_excel(**state: Any) -> Any:
    """A sheet of a live Excel, and the way to its cells."""
    api = ExcelSheet(**{"AutoFilterMode": False, "FilterMode": False, **state})
    book = SimpleNamespace(app=SimpleNamespace(engine=SimpleNamespace(name="excel")))
    sheet = SimpleNamespace(name="Data", impl=None, book=book, api=api)
    return sheet, lambda address: SimpleNamespace(sheet=sheet, address=address)


def test_in_excel_its_own_filter_is_set_read_and_taken_away() -> None:
    sheet, cells = in_excel()

    set_filter(cells("$A$1:$C$9"))
    set_filter(cells("$A$1:$C$9"))
    first = filter_address(sheet)
    set_filter(cells("$A$1:$C$12"))
    second = filter_address(sheet)
    remove_filter(sheet)

    assert (first, second, filter_address(sheet)) == ("A1:C9", "A1:C12", None)


@pytest.mark.parametrize(
    "do", [lambda sheet, cells: remove_filter(sheet), lambda sheet, cells: set_filter(cells("$A$1:$D$4"))]
)
def test_in_excel_a_filter_that_hides_rows_is_left_alone(do: Callable[[Any, Any], None]) -> None:
    there = SimpleNamespace(Range=SimpleNamespace(Address="$A$1:$C$9"))
    sheet, cells = in_excel(AutoFilterMode=True, FilterMode=True, AutoFilter=there)

    with pytest.raises(XlscoreError, match="clear it first"):
        do(sheet, cells)

    assert filter_address(sheet) == "A1:C9"


@pytest.fixture(params=["kept", "strict"])
def judged(request: pytest.FixtureRequest, filtered: Path, tmp_path: Path) -> Path:
    """A workbook whose filter was given another range, and a strict one with a new filter."""
    path = filtered
    if request.param == "strict":
        path = tmp_path / "strict.xlsx"
        path.write_bytes(workbook_bytes(sheet_xml("", main=STRICT), main=STRICT))
    with open_book(path) as book:
        book.sheets[0]["D1"].value = "Note"
        set_filter(book.sheets[0]["A1:D4"])
        book.save()
    return path


@pytest.mark.validator
def test_office_s_own_schema_accepts_it(judged: Path) -> None:
    assert validate(judged) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("judged", ["kept"], indirect=True)
def test_libreoffice_keeps_range_criterion_and_hidden_rows(
    judged: Path, tmp_path: Path, office: Office
) -> None:
    with open_book(office.resaved(judged, tmp_path / "again")) as book:
        found = sheet_filter(book.sheets[0].impl.file)

        assert found is not None
        assert (found.box.address(), found.columns) == ("A1:D4", (3,))
        assert book.sheets[0]["3:3"].rows.hidden


@pytest.mark.parametrize("judged", ["kept"], indirect=True)
def test_openpyxl_reads_range_and_criterion(judged: Path) -> None:
    found = openpyxl.load_workbook(judged).worksheets[0].auto_filter

    assert (found.ref, [each.colId for each in found.filterColumn]) == ("A1:D4", [2])


@pytest.mark.slow
@pytest.mark.shared
def test_published_filters_keep_all_but_their_range(shared_dir: Path, tmp_path: Path) -> None:
    pairs: dict[Path, Path] = {}
    for path in sorted((shared_dir / "corpus").glob("*.xls[xm]")):
        try:
            with open_book(path, edit_protected=True) as book:
                package = book.impl.workbook.package
                sheet = next(each for each in book.sheets if filter_address(each))
                others = {name: package.read(name) for name in package.names()}
                shell, old = sheet.impl.file.shell, str(filter_address(sheet))
                longer = sheet[old].resize(sheet[old].shape[0] + 1)
                set_filter(longer)
                changed = sheet.impl.file.shell
                book.impl.workbook.flush()
                now = {name: package.read(name) for name in package.names()}
                pairs[path] = tmp_path / path.name
                book.save(pairs[path])
        except (XlscoreError, StopIteration):
            continue
        new = longer.address.replace("$", "").encode()
        assert changed.replace(b'ref="%s"' % new, b'ref="%s"' % old.encode()) == shell, path.name
        assert {n for n in now if now[n] != others[n]} <= {sheet.impl.file.part, "/xl/workbook.xml"}, (
            path.name
        )

    assert len(pairs) >= 2


@pytest.mark.shared
@pytest.mark.validator
def test_the_validator_finds_no_new_error_in_published_files_with_a_longer_filter(
    shared_dir: Path, tmp_path: Path
) -> None:
    path = shared_dir / "corpus" / "XlsxWriter__autofilter09.xlsx"
    saved = tmp_path / path.name
    with open_book(path) as book:
        sheet = book.sheets[0]
        cells = sheet[str(filter_address(sheet))]
        set_filter(cells.resize(cells.shape[0] + 5, cells.shape[1] + 1))
        book.save(saved)

    found = validate_pairs({path: saved})

    assert set(found[saved]) <= set(found[path])
