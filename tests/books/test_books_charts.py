"""Charts that are part of a plan: drawn once, brought up to date with their cells, and left alone where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.some_edits import GRID, some_chart
from xlscore.books.plan.edits import Charted, Edits, GoneChart
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.writer import write
from xlscore.books.tables.blocks import Reading
from xlscore.engine import capabilities, charts_of, open_book
from xlscore.rules.problems import Problem

MakeBook = Callable[[Sheets], xw.Book]
CHARTED = Charted("Grid", "F2:M9", some_chart(3, "4 in March"))


@pytest.fixture
def grid(make_book: MakeBook) -> xw.Book:
    """A grid whose figures are charted."""
    book = make_book({"Grid": GRID})
    write(book, planned(book, CHARTED).edits)
    return book


def planned(book: xw.Book, *charts: Charted) -> Planner:
    planner = Planner(Reading(book))
    for each in charts:
        planner.chart(each)
    return planner


def descriptions(book: xw.Book) -> list[str]:
    return [each.description for each in charts_of(book.sheets["Grid"])]


def test_a_chart_of_a_plan_is_drawn_over_its_cells(grid: xw.Book) -> None:
    (chart,) = charts_of(grid.sheets["Grid"])

    assert (chart.name, chart.cells, chart.as_put_in) == ("Burglary", "F2:M9", True)


def test_planned_again_it_is_not_in_the_edits(grid: xw.Book) -> None:
    assert planned(grid, CHARTED).edits == Edits()


def test_a_second_run_changes_no_byte(make_file: Callable[[Sheets], Path]) -> None:
    path = make_file({"Grid": GRID})
    for _ in range(2):
        with open_book(path) as book:
            write(book, planned(book, CHARTED).edits)
            before = path.read_bytes()
            book.save()

    assert path.read_bytes() == before


def test_it_is_in_the_edits_where_a_cell_that_it_draws_is_written(grid: xw.Book) -> None:
    beside, drawn = planned(grid, CHARTED), planned(grid, CHARTED)
    beside.enter("Grid", 9, 9, 5)
    drawn.enter("Grid", 3, 3, 5)

    assert [len(each.edits.charts) for each in (beside, drawn)] == [0, 1]


def test_it_is_in_the_edits_where_its_points_are_not_what_its_cells_hold(grid: xw.Book) -> None:
    grid.sheets["Grid"]["C3"].value = 77

    assert len(planned(grid, CHARTED).edits.charts) == 1


def test_it_is_brought_up_to_date_after_the_cells_that_it_draws(grid: xw.Book) -> None:
    planner = planned(grid, replace(CHARTED, chart=some_chart(4, "9 in May")))
    planner.enter("Grid", 4, 3, 9)

    write(grid, planner.edits)

    (chart,) = charts_of(grid.sheets["Grid"])
    assert (chart.description, chart.series[0].values) == ("9 in May", "Grid!$C$2:$C$4")
    assert b"<c:v>9</c:v>" in grid.impl.workbook.package.read(chart.part)


def test_a_text_that_live_excel_wrote_is_ours_in_a_file_too(grid: xw.Book) -> None:
    write(grid, planned(grid, replace(CHARTED, chart=some_chart(3, "5 in April"))).edits)
    package, drawing = grid.impl.workbook.package, "/xl/drawings/drawing1.xml"
    marks = package.read(drawing).replace(b'id="{', b'id="{0')  # Excel makes marks of its own
    package.write(drawing, marks)

    write(grid, planned(grid, replace(CHARTED, chart=some_chart(3, "6 in May"))).edits)

    assert descriptions(grid) == ["6 in May"]


def test_a_text_that_a_person_typed_stays(grid: xw.Book) -> None:
    package, drawing = grid.impl.workbook.package, "/xl/drawings/drawing1.xml"
    package.write(drawing, package.read(drawing).replace(b"4 in March", b"Homes"))
    planner = planned(grid, replace(CHARTED, chart=some_chart(3, "6 in May")))

    write(grid, planner.edits)

    assert descriptions(grid) == ["Homes"]


def test_a_chart_goes_and_a_persons_beside_it_stays(grid: xw.Book) -> None:
    other = replace(CHARTED, address="F20:M30", chart=replace(CHARTED.chart, name="Homes"))
    write(grid, Edits(charts=(other,)))

    write(grid, Edits(gone_charts=(GoneChart("Grid", "Burglary"), GoneChart("Grid", "Nothing"))))

    assert [each.name for each in charts_of(grid.sheets["Grid"])] == ["Homes"]


def test_on_a_protected_sheet_it_is_named(grid: xw.Book) -> None:
    planner = planned(grid, replace(CHARTED, chart=some_chart(4, "9 in May")))
    planner.dress(GoneChart("Grid", "Homes"))
    sheet = grid.sheets["Grid"].impl.file
    sheet.shell = sheet.shell.replace(b"<sheetData", b'<sheetProtection sheet="1" objects="1"/><sheetData')

    (problem,) = write(grid, planner.edits)

    assert problem.what == (
        "The sheet 'Grid' is protected, so nothing was written on it, and its charts stay as they are: 'Burglary', 'Homes'."
    )
    assert descriptions(grid) == ["4 in March"]


def test_what_cannot_be_brought_up_to_date_is_said_and_the_rest_is_done(grid: xw.Book) -> None:
    wrong = replace(CHARTED, chart=replace(CHARTED.chart, name="Homes", kind="pie"))
    planner = planned(grid, wrong)
    planner.enter("Grid", 9, 9, 5)

    (problem,) = write(grid, planner.edits)

    assert problem == Problem(
        "Grid",
        "",
        "1 chart was not brought up to date: a chart is one of area, bar, column, line, scatter, share_bar, share_column, stacked_area, "
        "stacked_bar, stacked_column, not 'pie'.",
        problem.do,
    )
    assert grid.sheets["Grid"]["I9"].value == 5


def test_a_program_that_draws_no_charts_says_so(grid: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    can = replace(capabilities(grid), draws=False)
    monkeypatch.setattr("xlscore.books.plan.chart_writer.capabilities", lambda _: can)

    (problem,) = write(grid, Edits(charts=(CHARTED, CHARTED)))

    assert problem.what == "2 charts were not drawn: the program in which this workbook is open draws none."
