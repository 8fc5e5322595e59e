"""The sheets of the month: a daily page, a page of the plan areas, a tree that folds away, trends, and colours by words."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.functions_office import FunctionsOffice
from xlscore.books import fill_scorecard, freeze, report_month
from xlscore.books.files import workbook_file
from xlscore.engine import add_sparklines, row_groups, sparkline_sources

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl's: it reads none

MakeBook = Callable[[Sheets], xw.Book]
MakeFile = Callable[[Sheets], Path]

MONTHS: Final = [datetime.datetime(2011 + n // 12, n % 12 + 1, 1) for n in range(3, 3 + 30)]
"""April 2011 to September 2013."""
PARTS: Final = {"Shoplifting": "Theft", "Theft": "All crime", "Robbery": "All crime", "Cycles": "Theft"}
MEASURES: Final[list[list[Any]]] = [
    ["Measure", "Better", "Plan area", "Parent"],
    ["All crime", "Lower", "Yes", ""],
    *([name, "Lower", "Yes" if name == "Robbery" else "No", parent] for name, parent in PARTS.items()),
]


def days(counts: dict[tuple[str, str], int]) -> list[list[Any]]:
    """Return these counts on every day from April 2012 to 14 October 2013."""
    first = datetime.datetime(2012, 4, 1)
    return [["Date", "Measure", "Place", "Count"]] + [
        [first + datetime.timedelta(n), *mark, count] for n in range(562) for mark, count in counts.items()
    ]


def months(**counts: int) -> list[list[Any]]:
    return [["Measure", "Place", *MONTHS], *([name, None, *[count] * 30] for name, count in counts.items())]


COUNTS: Final = {
    ("Shoplifting", "North"): 5,
    ("Shoplifting", "South"): 4,
    ("Cycles", "North"): 2,
    ("Robbery", "North"): 1,
}


def of_days() -> Sheets:
    return {"Days": days(COUNTS), "Measures": MEASURES}


@pytest.fixture
def daily(done_book: Callable[..., xw.Book]) -> xw.Book:
    return done_book(of_days, report_month)


def table(sheet: xw.Sheet, head: int = 1) -> list[dict[str, Any]]:
    """Return the rows of a sheet below its headings, by heading."""
    rows = sheet.used_range.value
    return [dict(zip(rows[head - 1], row, strict=True)) for row in rows[head:] if row[0]]


def test_the_daily_page_has_a_row_for_each_measure_of_the_force(daily: xw.Book) -> None:
    rows = {row["Measure"]: row for row in table(daily.sheets["Daily"], head=6)}

    assert list(rows) == ["All crime", "Theft", "Shoplifting", "Cycles", "Robbery"]
    row = rows["All crime"]
    assert [row[name] for name in ("Last day", "Same day last year", "Last 7 days", "Last 28 days", "This year to date")] == [
        12, 12, 84, 336, 2364,
    ]  # fmt: skip
    assert (row["To"], row["Change"], row["More than chance"]) == ("14 Oct 2013", 0, "No")


def test_the_daily_page_says_how_many_days_each_year_has(daily: xw.Book) -> None:
    sheet = daily.sheets["Daily"]

    assert sheet["A1"].value == "Daily dashboard to 14 October 2013"
    assert sheet["A2"].value.startswith("Year to date: 197 days this year, 197 last year.")


def test_the_daily_page_says_what_changed_by_more_than_chance_and_the_rag_in_words(
    make_book: MakeBook,
) -> None:
    rows = days(COUNTS)
    rows += [[datetime.datetime(2013, 10, 1), "Robbery", "South", 90]]
    targets = [["Measure", "Place", "Year", "Kind", "Agreed target"], ["Robbery", "", "2013/14", "Change", -0.05]]  # fmt: skip
    book = make_book({"Days": rows, "Measures": MEASURES, "Targets": targets})
    report_month(book)
    sheet = book.sheets["Daily"]

    robbery = next(row for row in table(sheet, head=6) if row["Measure"] == "Robbery")

    assert sheet["A3"].value == "More than chance in the year to date: Robbery +90 (+45.7%)."
    assert sheet["A4"].value == "More than chance in the last 28 days: Robbery +90 (+321.4%)."
    assert robbery["RAG"] == "Red"


def test_a_title_of_ones_own_stays_and_ours_follows_the_day(daily: xw.Book) -> None:
    sheet = daily.sheets["Daily"]
    sheet["A1"].value = "For the morning meeting"

    report_month(daily, to="2013-10-13")

    assert sheet["A1"].value == "For the morning meeting"
    assert sheet["A2"].value.startswith("Year to date: 196 days this year, 196 last year.")


def test_figures_of_the_dashboard_are_followed_and_not_typed_again(daily: xw.Book) -> None:
    sheet = daily.sheets["Daily"]
    columns = sheet.used_range.value[5]
    column = columns.index("This year to date") + 1

    assert sheet.range((7, column)).formula == "=SUM(Dashboard!$C$2)"
    assert (
        sheet.range((7, column + 2)).formula
        == f"={xw.utils.col_name(column)}7-{xw.utils.col_name(column + 1)}7"
    )


def test_without_days_there_is_no_daily_page(make_book: MakeBook) -> None:
    book = make_book({"Series": months(Robbery=4)})

    assert "Daily" not in report_month(book).sheets


def test_each_dashboard_prints_on_one_page_and_its_headings_repeat(make_file: MakeFile) -> None:
    path = make_file({"Days": days(COUNTS), "Measures": MEASURES})
    with workbook_file(path) as book:
        report_month(book)

    written = openpyxl.load_workbook(path)

    for name, head, tall in (("Daily", 6, 1), ("PCC", 5, 1), ("Dashboard", 1, 0), ("Crime tree", 1, 0)):
        sheet = written[name]
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.page_setup.orientation) == (
            1,
            tall,
            "landscape",
        )
        assert (sheet.page_setup.paperSize, sheet.print_title_rows) == (9, f"${head}:${head}")


def test_words_are_coloured_and_stay_words(make_file: MakeFile) -> None:
    targets = [
        ["Measure", "Place", "Year", "Kind", "Agreed target"],
        ["Robbery", "", "2013/14", "Change", -0.1],
    ]
    path = make_file({"Series": months(Robbery=4), "Measures": MEASURES, "Targets": targets})
    with workbook_file(path) as book:
        report_month(book)

    sheet = openpyxl.load_workbook(path, data_only=True)["PCC"]
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]

    assert {cell.value for cell in sheet["K"]} >= {"RAG", "Red"}
    assert any(rule.formula[0] == '"Red"' and rule.dxf.fill.bgColor.rgb.endswith("B2182B") for rule in rules)


SCORECARD: Final[list[list[Any]]] = [
    [
        "Strategic objective",
        "Purpose",
        "Hard target",
        "Actual",
        "Previous year",
        "RAG",
        "Shortfall",
        "Outcomes",
        "Crimes",
    ],
    ["Robbery", "Recorded Crime", -0.1, 300, 290, None, None, None, None],
    ["Robbery", "Crime Outcome Rate", 0.25, 0.18, 0.2, None, None, 54, 300],
]


def test_a_plan_area_has_the_scorecards_figures_where_that_has_the_measure(make_book: MakeBook) -> None:
    series = months(**{"Robbery": 4, "All crime": 90})
    book = make_book({"Series": series, "Measures": MEASURES, "Scorecard": SCORECARD})

    result = report_month(book)

    scored = {row.purpose: row for row in fill_scorecard(book).rows}
    areas = {(area["measure"], area["purpose"]): area for area in result.as_dict()["plan_areas"]}
    assert list(areas) == [
        ("All crime", "Recorded Crime"),
        ("Robbery", "Recorded Crime"),
        ("Robbery", "Crime Outcome Rate"),
    ]
    assert scored.keys() == {"Recorded Crime", "Crime Outcome Rate"}
    for purpose, row in scored.items():
        area = areas["Robbery", purpose]
        assert (area["this_year"], area["last_year"], area["rag"], area["short"]) == (
            row.actual,
            row.previous,
            row.rag,
            row.shortfall,
        )
        assert area["from"] == "Scorecard"
    assert [book.sheets["PCC"].range(cell).formula for cell in ("K6", "I8")] == ["Grey", "=N(Scorecard!$C$3)"]
    whole = areas["All crime", "Recorded Crime"]
    assert (whole["this_year"], whole["rag"], whole["from"]) == (540, "Grey", "Months")


def test_the_page_of_the_plan_areas_follows_the_scorecards_cells(make_book: MakeBook) -> None:
    book = make_book({"Series": months(Robbery=4), "Measures": MEASURES, "Scorecard": SCORECARD})
    report_month(book)
    sheet = book.sheets["PCC"]
    line = next(r for r in range(5, 9) if sheet.range((r, 2)).value == "Crime Outcome Rate")

    assert [sheet.range((line, column)).formula for column in (4, 5, 9)] == [
        "=SUM(Scorecard!$D$3)",
        "=SUM(Scorecard!$E$3)",
        "=N(Scorecard!$C$3)",
    ]
    assert sheet.range((line, 4)).number_format == "0.0%"
    assert [sheet.range((line, column)).value for column in (7, 8)] == [None, None]


@pytest.mark.parametrize(
    ("typed", "is_one"), [("Yes", True), ("No", False), (None, False), ("Safer streets", True)]
)
def test_a_measure_is_a_plan_area_by_yes_or_by_its_priority(
    make_book: MakeBook, typed: str | None, is_one: bool
) -> None:
    measures = [["Measure", "Better", "Plan area", "Parent"], ["Robbery", "Lower", typed, ""]]

    result = report_month(make_book({"Series": months(Robbery=4), "Measures": measures}))

    assert [area["measure"] for area in result.as_dict()["plan_areas"]] == (["Robbery"] if is_one else [])
    assert ("PCC" in result.sheets) is is_one
    assert result.problems == ()


def test_the_tree_folds_away_below_what_its_rows_are_parts_of(daily: xw.Book) -> None:
    sheet = daily.sheets["Crime tree"]

    assert [row["Measure"] for row in table(sheet)] == [
        "All crime",
        "Theft",
        "Shoplifting",
        "Cycles",
        "Robbery",
    ]
    assert [(each.first, each.last, each.level) for each in row_groups(sheet)] == [(3, 6, 1), (4, 5, 2)]
    assert [sheet.range((row, 1)).number_format for row in (2, 3, 4)] == [
        "General",
        '"      "@',
        '"            "@',
    ]


def test_a_new_part_takes_its_place_in_the_tree(daily: xw.Book) -> None:
    daily.sheets["Days"].range((2, 2)).value = "Handbags"
    daily.sheets["Measures"].range("A7").value = ["Handbags", "Lower", "No", "Theft"]

    report_month(daily)

    sheet = daily.sheets["Crime tree"]
    assert [row["Measure"] for row in table(sheet)] == [
        "All crime",
        "Theft",
        "Shoplifting",
        "Cycles",
        "Handbags",
        "Robbery",
    ]
    assert [(each.first, each.last, each.level) for each in row_groups(sheet)] == [(3, 7, 1), (4, 6, 2)]


def test_a_tree_with_a_note_beside_it_keeps_its_rows_where_they_are(daily: xw.Book) -> None:
    sheet = daily.sheets["Crime tree"]
    sheet["L6"].value = "Ask the division"
    daily.sheets["Days"].range((2, 2)).value = "Handbags"
    daily.sheets["Measures"].range("A7").value = ["Handbags", "Lower", "No", "Theft"]

    report_month(daily)

    assert (sheet["A6"].value, sheet["L6"].value, sheet["A7"].value) == (
        "Robbery",
        "Ask the division",
        "Handbags",
    )
    assert row_groups(sheet) == []


def test_a_part_that_is_gone_leaves_the_tree(daily: xw.Book) -> None:
    table_of_days = daily.sheets["Days"]
    for row in range(2, 2 + 4 * 562):
        if table_of_days.range((row, 2)).value == "Cycles":
            table_of_days.range((row, 2)).value = "Shoplifting"
            table_of_days.range((row, 3)).value = "East"
    daily.sheets["Measures"].range("A6:D6").value = [None] * 4

    report_month(daily)

    assert [row["Measure"] for row in table(daily.sheets["Crime tree"])] == [
        "All crime",
        "Theft",
        "Shoplifting",
        "Robbery",
    ]


def test_a_trend_draws_the_rows_own_months_and_moves_with_the_last(make_book: MakeBook) -> None:
    book = make_book({"Series": months(Robbery=4, Burglary=9)})
    report_month(book, to="2013-08")
    sheet = book.sheets["Dashboard"]

    assert sparkline_sources(sheet) == {(2, 11): "'Series'!$H$2:$AE$2", (3, 11): "'Series'!$H$3:$AE$3"}
    report_month(book, to="2013-09")
    assert sparkline_sources(sheet) == {(2, 11): "'Series'!$I$2:$AF$2", (3, 11): "'Series'!$I$3:$AF$3"}
    assert "Trend data" not in [each.name for each in book.sheets]


def test_a_sum_draws_the_months_that_are_written_for_it(make_book: MakeBook) -> None:
    series = months(Robbery=4)
    series[1][1] = "North"
    series.append(["Robbery", "South", *range(30)])
    book = make_book({"Series": series})

    report_month(book)

    assert sparkline_sources(book.sheets["Dashboard"])[2, 11] == "'Trend data'!$C$2:$Z$2"
    assert book.sheets["Trend data"].range("C2:Z2").value == [4 + n for n in range(6, 30)]


def test_a_trend_of_ones_own_stays(make_book: MakeBook) -> None:
    book = make_book({"Series": months(Robbery=4), "Mine": [["x", *range(9)]]})
    report_month(book)
    sheet = book.sheets["Dashboard"]
    add_sparklines(sheet, {(2, 11): "Mine!$B$1:$J$1"})

    report_month(book, to="2013-08")

    assert sparkline_sources(sheet)[2, 11] == "Mine!$B$1:$J$1"


def test_a_second_run_writes_the_same_file_byte_for_byte(make_file: MakeFile) -> None:
    path = make_file(
        {"Days": days(COUNTS), "Series": months(Robbery=31), "Measures": MEASURES, "Scorecard": SCORECARD}
    )
    with workbook_file(path) as book:
        report_month(book, to="2013-09")
    before = path.read_bytes()

    with workbook_file(path) as book:
        report_month(book, to="2013-09")

    assert path.read_bytes() == before


def test_what_a_person_types_on_the_dashboards_stays(daily: xw.Book) -> None:
    page, areas = daily.sheets["Daily"], daily.sheets["PCC"]
    page["C8"].value = 99
    areas["K6"].value = "Amber"
    page["W7"].value = "See the briefing"

    result = report_month(daily)

    assert (page["C8"].value, areas["K6"].value, page["W7"].value) == (99, "Amber", "See the briefing")
    assert {problem.cell for problem in result.problems} == {"C8", "K6"}


def test_a_frozen_copy_keeps_the_dashboards_figures(daily: xw.Book) -> None:
    before = table(daily.sheets["Daily"], head=6)

    freeze(daily)

    assert table(daily.sheets["Daily"], head=6) == before


def test_every_sheet_carries_what_a_spreadsheet_program_computes(
    make_file: MakeFile, functions_office: FunctionsOffice
) -> None:
    targets = [
        ["Measure", "Place", "Year", "Kind", "Agreed target"],
        ["All crime", "", "2013/14", "Change", -0.1],
    ]
    path = make_file({"Days": days(COUNTS), "Measures": MEASURES, "Scorecard": SCORECARD, "Targets": targets})
    with workbook_file(path) as book:
        names = report_month(book).sheets

    with functions_office.open(path, recalculate=False) as book:
        carried = {name: book.read(name) for name in names}
        book.recalculate()
        computed = {name: book.read(name) for name in names}

    assert {"Dashboard", "Daily", "PCC", "Crime tree"} <= set(names)
    for name, rows in carried.items():
        assert rows == [[_near(cell) for cell in row] for row in computed[name]], name


def _near(cell: object) -> object:
    return pytest.approx(cell, rel=1e-12) if isinstance(cell, float) else cell
