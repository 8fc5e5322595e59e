"""The month in pictures: projection charts and the crime tree in shapes, drawn, brought up to date, and left to a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.charted import part_of, rewrite
from tests.support.libreoffice import Office
from tests.support.pictures import pdf_text
from tests.support.validator import validate
from xlscore.books import check, report_month
from xlscore.engine import charts_of, drawing_xml, drawn_names, open_book, row_breaks, save_book

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl's: it reads none

MakeBook = Callable[[Sheets], xw.Book]
MakeFile = Callable[[Sheets], Path]

CHARTS, DATA, TREE = "Projection charts", "Projection data", "Crime tree picture"
MONTHS: Final = [dt.datetime(2014 + n // 12, n % 12 + 1, 1) for n in range(3, 3 + 58)]
"""April 2014 to January 2019."""
MEASURES: Final[list[list[Any]]] = [
    ["Measure", "Better", "Parent"],
    ["All crime", "Lower", ""],
    ["Theft", "Lower", "All crime"],
    ["Robbery", "Lower", "All crime"],
    ["Outcomes", "Higher", "All crime"],
]
TARGETS: Final[list[list[Any]]] = [
    ["Measure", "Place", "Year", "Kind", "Agreed target"],
    ["Robbery", "", "2018/19", "Level", 160],
    ["Theft", "South", "2018/19", "Change", -0.1],
]


def sheets(months: int = 58, **more: list[list[Any]]) -> Sheets:
    """Return a workbook of four measures, one of them in two places, over so many months."""
    levels = {("Robbery", ""): 10, ("Outcomes", ""): 5, ("Theft", "North"): 40, ("Theft", "South"): 30}
    counts = [
        [measure, place, *(level + n % 5 + (20 if n >= 48 and place else 0) for n in range(months))]
        for (measure, place), level in levels.items()
    ]
    series = [["Measure", "Place", *MONTHS[:months]], *counts]
    return {"Series": series, "Measures": MEASURES, "Targets": TARGETS, **more}


@pytest.fixture
def book(done_book: Callable[..., xw.Book]) -> xw.Book:
    return done_book(sheets, report_month)


def names(book: xw.Book, sheet: str = CHARTS) -> list[str]:
    return [chart.name for chart in charts_of(book.sheets[sheet])]


def next_month(book: xw.Book) -> None:
    """Type the month after."""
    column = 3 + len(MONTHS)
    book.sheets["Series"].range((1, column)).value = dt.datetime(2019, 2, 1)
    for row, count in enumerate((12, 7, 60, 50), 2):
        book.sheets["Series"].range((row, column)).value = count


def test_the_forces_measures_have_a_chart_each_and_places_with_a_target(book: xw.Book) -> None:
    assert names(book) == [
        "Projection: Robbery",
        "Projection: All crime",
        "Projection: Theft",
        "Projection: Outcomes",
        "Projection: Theft, South",
    ]


@pytest.mark.slow
def test_each_chart_says_measure_place_figures_and_verdict(book: xw.Book) -> None:
    robbery, *_, south = charts_of(book.sheets[CHARTS])

    assert robbery.title == book.sheets[DATA].range("L2").value
    assert robbery.title.startswith("Robbery: On course, projected 14")
    assert robbery.description.startswith("Robbery in the force, 2018/19. Recorded to Jan 2019: 120, ")
    assert robbery.description.endswith("Target: 160: On course.")
    assert south.description.startswith("Theft in South, 2018/19.")
    assert "Off course" in south.title


@pytest.mark.slow
def test_the_lines_draw_the_rows_of_their_measure_blank_where_there_is_no_point(book: xw.Book) -> None:
    chart = charts_of(book.sheets[CHARTS])[0]
    drawn = {each.name: each.values for each in chart.series}
    data = book.sheets[DATA]

    assert drawn["So far"] == f"'{DATA}'!$E$2:$E$13"
    assert data.range("E2:E13").value[9:] == [120, None, None]
    assert data.range("G2:G13").value[:9] == [None] * 9
    assert data.range("G11").value == 120
    assert {data.range((row, 5)).formula for row in (12, 13)} == {""}


@pytest.mark.slow
def test_a_second_run_changes_no_byte(make_file: MakeFile) -> None:
    path = make_file(sheets())
    kept = []
    for _ in range(2):
        with open_book(path) as book:
            report_month(book)
            save_book(book)
        kept.append(path.read_bytes())

    assert kept[0] == kept[1]


@pytest.mark.slow
def test_a_persons_colours_stay_next_month_and_the_lines_go_on(book: xw.Book) -> None:
    rewrite(book.sheets[CHARTS], "DE1B1B", "00FF00")
    next_month(book)

    report_month(book)

    assert "00FF00" in part_of(book.sheets[CHARTS])
    assert book.sheets[DATA].range("E2:E13").value[10] == 132
    assert "<c:v>132</c:v>" in part_of(book.sheets[CHARTS])
    assert "Recorded to Feb 2019: 132" in charts_of(book.sheets[CHARTS])[0].description


@pytest.mark.slow
def test_a_chart_that_a_person_deleted_stays_away_until_its_sheet_is_deleted(book: xw.Book) -> None:
    book.sheets[CHARTS].shapes["Projection: All crime"].delete()
    next_month(book)

    report_month(book)
    without = names(book)
    book.sheets[CHARTS].delete()
    report_month(book)

    assert "Projection: All crime" not in without
    assert "Projection: All crime" in names(book)


@pytest.mark.slow
def test_a_sheet_whose_charts_were_all_deleted_stays_empty(book: xw.Book) -> None:
    for name in names(book):
        book.sheets[CHARTS].shapes[name].delete()

    report_month(book)

    assert names(book) == []
    assert [sheet.name for sheet in book.sheets if sheet.name.startswith(CHARTS)] == [CHARTS]


@pytest.mark.slow
def test_a_renamed_sheet_is_found_by_its_charts(book: xw.Book) -> None:
    book.sheets[CHARTS].name = "Where we end"
    next_month(book)

    report_month(book)

    assert "Where we end" in book.sheet_names
    assert CHARTS not in book.sheet_names
    assert len(names(book, "Where we end")) == 5


@pytest.mark.slow
def test_a_measure_that_is_no_more_loses_its_chart_unless_somebody_formatted_it(book: xw.Book) -> None:
    rewrite(book.sheets[CHARTS], "DE1B1B", "00FF00")
    for row in (2, 3):  # Robbery, whose chart was formatted, and Outcomes
        book.sheets["Series"].range((row, 1), (row, 80)).clear_contents()
        book.sheets["Measures"].range((row + 2, 1), (row + 2, 3)).clear_contents()
    book.sheets["Targets"].range("A2:E2").clear_contents()

    problems = report_month(book).problems

    assert "Projection: Outcomes" not in names(book)
    assert "Projection: Robbery" in names(book)
    assert any("'Projection: Robbery' is no longer brought up to date" in each.what for each in problems)


@pytest.mark.slow
def test_a_new_target_takes_a_free_place_and_no_other_chart_moves(book: xw.Book) -> None:
    before = {chart.name: chart.cells for chart in charts_of(book.sheets[CHARTS])}
    book.sheets["Targets"].range("A4:E4").value = ["Theft", "North", "2018/19", "Level", 500]

    report_month(book)

    after = {chart.name: chart.cells for chart in charts_of(book.sheets[CHARTS])}
    assert {name: after[name] for name in before} == before
    assert len(set(after.values())) == len(after) == 6


@pytest.mark.slow
def test_a_note_among_the_figures_stays_and_the_charts_go_on(book: xw.Book) -> None:
    book.sheets[DATA].range("N3").value = "look here"
    next_month(book)

    report_month(book)

    assert book.sheets[DATA].range("N3").value == "look here"
    assert book.sheets[DATA].range("E12").value == 132


def test_without_two_years_before_there_is_no_chart(make_book: MakeBook) -> None:
    book = make_book(sheets(months=20))

    report_month(book)

    assert not {CHARTS, DATA} & set(book.sheet_names)


@pytest.mark.slow
def test_thirteen_charts_break_the_paper_behind_the_twelfth(make_book: MakeBook) -> None:
    series = [["Measure", "Place", *MONTHS], *([f"Type {n:02}", "", *(9 + n + m % 5 for m in range(58))] for n in range(13))]  # fmt: skip
    book = make_book({"Series": series})

    report_month(book)

    cells = [chart.cells for chart in charts_of(book.sheets[CHARTS])]
    assert (cells[11], cells[12]) == ("I42:L52", "A54:D64")
    assert row_breaks(book.sheets[CHARTS]) == [54]


@pytest.mark.slow
def test_two_trees_have_a_picture_each_and_a_neutral_measure_a_look_of_its_own(make_book: MakeBook) -> None:
    measures = [*MEASURES, ["Searches", "Neutral", ""], ["Vehicle searches", "Neutral", "Searches"]]
    given = {**sheets(), "Measures": measures}
    given["Series"] = [*given["Series"], ["Vehicle searches", "", *([20] * 48 + [60] * 10)]]
    book = make_book(given)

    report_month(book)

    assert list(drawn_names(book.sheets[TREE])) == ["Crime tree: All crime", "Crime tree: Searches"]
    xml = anchor(book)
    assert "490092" in xml[xml.index('name="Crime tree: Searches: Vehicle searches"') :]


def anchor(book: xw.Book) -> str:
    return drawing_xml(book)[TREE]


def test_the_tree_is_a_group_of_shapes_with_words_sign_and_alternative_text(book: xw.Book) -> None:
    assert list(drawn_names(book.sheets[TREE])) == ["Crime tree: All crime"]
    xml = anchor(book)
    assert 'descr="Crime tree, year to date to Jan 2019: each part' in xml
    for words in ("<a:t>All crime</a:t>", "<a:t>Theft</a:t>", "▲ +400", "unusual", "<a:t>Robbery</a:t>"):
        assert words in xml
    assert book.sheets[TREE].range("A1").value == "Crime tree, year to date to Jan 2019"


@pytest.mark.slow
def test_the_tree_says_worse_and_better_by_border_as_well_as_colour(book: xw.Book) -> None:
    xml = anchor(book)

    theft = xml[xml.index('name="Crime tree: All crime: Theft"') :]
    assert theft.index("7A3300") < theft.index("</xdr:sp>")


@pytest.mark.slow
def test_a_new_month_draws_the_tree_anew_and_leaves_what_stands_beside_it(book: xw.Book) -> None:
    book.sheets[TREE].range("P3").value = "ours to watch"
    before = anchor(book)
    next_month(book)

    report_month(book)

    assert anchor(book) != before
    assert list(drawn_names(book.sheets[TREE])) == ["Crime tree: All crime"]
    assert book.sheets[TREE].range("P3").value == "ours to watch"


@pytest.mark.slow
def test_a_tree_that_a_person_deleted_stays_away(book: xw.Book) -> None:
    book.sheets[TREE].shapes["Crime tree: All crime"].delete()
    next_month(book)

    report_month(book)

    assert list(drawn_names(book.sheets[TREE])) == []


@pytest.mark.slow
def test_a_title_of_a_persons_own_stays(book: xw.Book) -> None:
    for sheet in (CHARTS, TREE):
        book.sheets[sheet].range("A1").value = "My title"
    next_month(book)

    report_month(book)

    assert {book.sheets[sheet].range("A1").value for sheet in (CHARTS, TREE)} == {"My title"}


@pytest.mark.slow
def test_check_draws_nothing(make_book: MakeBook) -> None:
    book = make_book(sheets())

    check(book)

    assert set(book.sheet_names) == {"Series", "Measures", "Targets"}


@pytest.fixture
def file(make_file: MakeFile) -> Path:
    path = make_file(sheets())
    with open_book(path) as book:
        report_month(book)
        save_book(book)
    return path


@pytest.mark.validator
@pytest.mark.slow
def test_the_validator_finds_nothing_in_the_pictures(file: Path) -> None:
    assert [fault for fault in validate(file) if "drawing" in str(fault) or "chart" in str(fault)] == []


@pytest.mark.slow
def test_openpyxl_reads_every_chart(file: Path) -> None:
    assert len(openpyxl.load_workbook(file)[CHARTS]._charts) == 5


@pytest.mark.libreoffice
@pytest.mark.slow
def test_the_pictures_print_on_a_page_each(file: Path, office: Office, tmp_path: Path) -> None:
    with open_book(file) as book:
        for sheet in book.sheets:
            sheet.visible = sheet.name in (CHARTS, TREE)
        save_book(book)

    words = " ".join(pdf_text(office.pdf(file, tmp_path)).split())

    # The titles stand above each page of their sheet. Other sheets with a print area of their own are printed though hidden.
    for title in ("Where the year 2018/19 will end", "Crime tree, year to date to Jan 2019"):
        assert words.count(title) == 1
    for each in ("Robbery: On course", "All crime"):
        assert each in words
