"""Sheets that are none of our tables are never filled, and what comes nearest to one is named, or that nothing does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from tests.support.no_such_tables import NO_SUCH_TABLES
from tests.support.printed_tables import PrintedSheet, write_sheets
from xlscore.books import (
    BookError,
    check,
    fill_scorecard,
    generate_force_grades,
    grade_quadrants,
    headings,
    refresh,
    update_msg,
)
from xlscore.books.files import workbook_file

pytestmark = pytest.mark.cases

ACTIONS: Final[tuple[Callable[[xw.Book], Any], ...]] = (
    refresh, generate_force_grades, update_msg, fill_scorecard, grade_quadrants, check,
)  # fmt: skip
LEADING: Final = {
    "grid of command grades",
    "table of MSG measures",
    "threat and impact scorecard",
    "table of quadrants",
}
NEAREST: Final = {
    "a rota": ("A1", ("Area",), ()),
    "a rota by dates": ("A1", ("Area",), ("a column of grades per command",)),
    "schools": ("A1", ("Previous grade",), ("'Area'",)),
    "appraisals by area": ("A1", ("Area", "Final grade"), ()),
    "a budget": ("A1", ("Target", "Actual", "Previous year"), ("'Strategic objective'", "'Purpose'")),
    "savings": ("A1", ("Strategic objective", "Purpose", "Hard target", "Actual"), ()),
    "grants": ("A1", ("Purpose", "Target", "Actual"), ("'Strategic objective'",)),
    "a survey by station": ("A1", ("Question",), ()),
    "a survey of areas by station": ("A1", ("Area",), ()),
    "a league table of forces": ("A1", ("Force",), ("'Area'",)),
}  # fmt: skip
"""The cell at which the nearest miss begins, the headings read there, what is missing; none where the rows read as something else."""
CORPUS: Final = (
    "Open-XML-SDK__ExpenseBudget_TP10089940.xltx", "Open-XML-SDK__FamilyBudget_TP10188408.xltx",
    "Open-XML-SDK__Invoice Tracking Workbook_TP10206157.xltx", "Open-XML-SDK__PersonalMonthlyBudget_TP10073882.xltx",
    "Open-XML-SDK__StatusReportforProjectSponsors_TP10204408.xltx", "Open-XML-SDK__VendorScorecardReport_TP10194032.xltx",
    "ClosedXML.Report__tLists4_complexRange.xlsx", "ClosedXML.Report__GroupTagTests_MergeLabels2.xlsx", "ClosedXML__pivottable_outline_mode.xlsx",
    "ClosedXML__multi-table.xlsx", "ClosedXML__with-strings-integers-and-dates.xlsx", "poi__48962.xlsx", "poi__50755_workday_formula_example.xlsx",
    "poi__54288-ref.xlsx", "poi__56574.xlsx", "poi__ExcelPivotTableSample.xlsx",
)  # fmt: skip
"""Real files with tables of their own: budgets, invoices, a report, a scorecard of vendors, pivot tables."""


def _cells(book: xw.Book) -> dict[str, Any]:
    return {sheet.name: sheet.used_range.options(ndim=2).value for sheet in book.sheets}


def _refused(path: Path) -> None:
    """Do everything to a workbook file; show that all of it is refused and no cell changes."""
    before = path.read_bytes()
    for do in ACTIONS:
        with workbook_file(path) as book:
            held = _cells(book)
            with pytest.raises(BookError):
                do(book)
            assert _cells(book) == held
    assert path.read_bytes() == before


def test_there_are_sixty_of_them() -> None:
    assert len(NO_SUCH_TABLES) >= 60


@pytest.mark.parametrize("name", NO_SUCH_TABLES)
def test_a_sheet_that_is_no_such_table_is_never_filled(name: str, tmp_path: Path) -> None:
    _refused(write_sheets(tmp_path / "book.xlsx", {"Sheet1": PrintedSheet(NO_SUCH_TABLES[name])}))


@pytest.mark.parametrize("name", NO_SUCH_TABLES)
def test_of_such_a_sheet_the_nearest_miss_is_named_or_that_nothing_is_near(name: str, tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "book.xlsx", {"Sheet1": PrintedSheet(NO_SUCH_TABLES[name])})

    with workbook_file(path, save=False) as book:
        found = headings(book)

    assert not LEADING & {table.kind for table in found.tables}
    if found.near:
        (near,) = found.near
        assert near.read or near.missing
        assert any(near.what in problem.what for problem in found.problems)
    elif not found.tables:
        assert "No table was understood" in found.problems[-1].what


@pytest.mark.parametrize("name", NEAREST)
def test_the_nearest_miss_says_what_is_read_and_what_is_missing(name: str, tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "book.xlsx", {"Sheet1": PrintedSheet(NO_SUCH_TABLES[name])})

    with workbook_file(path, save=False) as book:
        (near,) = headings(book).near

    assert (near.cell, near.read, near.missing) == NEAREST[name]


@pytest.mark.slow
@pytest.mark.parametrize("name", CORPUS)
def test_a_real_file_with_other_tables_is_never_filled(name: str, shared_dir: Path, tmp_path: Path) -> None:
    _refused(Path(shutil.copy(shared_dir / "corpus" / name, tmp_path / name)))
