"""The tube map from a workbook: its sheets, its pins, its facts, and what a person put beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, STOPS, Sheets, facts, with_stops
from tests.support.libreoffice import Office
from tests.support.pictures import pdf_pages, pdf_words
from tests.support.validator import validate
from xlscore.books import BookError, DrawnMaps, agree_grades, collate, draw_tube_map, refresh
from xlscore.books.files import workbook_file
from xlscore.engine import drawn_names

MakeFile = Callable[[Sheets], Path]
OpenFile = Callable[[Path], xw.Book]
SHEETS = with_stops()

pytestmark = [pytest.mark.xdist_group("tubemap"), pytest.mark.slow]  # maps are searched for


def test_each_map_has_its_sheet_with_native_shapes(drawn: Path, opened: OpenFile) -> None:
    book = opened(drawn)

    assert [sheet.name for sheet in book.sheets][2:] == [
        "Tube map lines",
        "Tube map data",
        "Tube map",
        "Tube map - Commands",
    ]
    assert len(drawn_names(book.sheets["Tube map"])) == 1
    # openpyxl, which made the file to begin with, writes the children of a font in an order of its own.
    assert [error for error in validate(drawn) if "/xl/styles.xml" not in error] == []


def test_the_layout_is_kept_as_pins_and_the_facts_in_cells(drawn: Path, opened: OpenFile) -> None:
    book = opened(drawn)

    pins = book.sheets["Tube map lines"].used_range.value
    assert pins[0] == ["Map", "Area", "Column", "Row", "Label side"]
    assert [row[:2] for row in pins[1:4]] == [
        ["Force", "Burglary"],
        ["Force", "Robbery"],
        ["Force", "Domestic Abuse"],
    ]
    rows = book.sheets["Tube map data"].used_range.value
    assert rows[1][:4] == ["Force", "Burglary", "Safety", "Good"]


def test_drawing_again_changes_no_byte(drawn: Path, opened: OpenFile, content: Callable[[Path], str]) -> None:
    before = content(drawn)

    book = opened(drawn)
    draw_tube_map(book)
    book.save()

    assert content(drawn) == before


def test_another_grade_moves_no_station(drawn: Path, opened: OpenFile) -> None:
    book = opened(drawn)
    before = book.sheets["Tube map lines"].used_range.value
    book.sheets["Grid"]["H3"].value = "Inadequate"

    draw_tube_map(book)

    assert book.sheets["Tube map lines"].used_range.value == before
    assert book.sheets["Tube map data"]["D2"].value == "Inadequate"


def test_drawing_fills_no_grade(make_file: MakeFile, opened: OpenFile) -> None:
    rows = facts()
    rows[0][-1] = None
    book = opened(make_file({"Grid": [HEADINGS, *rows], "Stops": STOPS}))

    draw_tube_map(book, "Force")

    assert book.sheets["Grid"].used_range.value == [
        [cell or None for cell in row] for row in [HEADINGS, *rows]
    ]


def test_one_map_can_be_drawn_alone(drawn: Path, opened: OpenFile) -> None:
    book = opened(drawn)

    result = draw_tube_map(book, "force")

    assert [one.name for one in result.maps] == ["Force"]
    assert {row[0] for row in book.sheets["Tube map lines"].used_range.value[1:]} == {"Force", "Commands"}


def test_a_map_that_is_not_there_is_named_with_those_that_are(drawn: Path, opened: OpenFile) -> None:
    with pytest.raises(BookError, match="no map 'Circle' in this workbook; it has Force, Commands"):
        draw_tube_map(opened(drawn), "Circle")


def test_refresh_draws_again_what_has_been_drawn(drawn: Path, opened: OpenFile) -> None:
    result = refresh(opened(drawn))

    assert result.tube_map is not None
    assert [one.name for one in result.tube_map.maps] == ["Force", "Commands"]


def test_refresh_lays_out_a_new_map_only_when_asked(make_file: MakeFile, opened: OpenFile) -> None:
    assert refresh(opened(make_file(SHEETS))).tube_map is None


def test_the_same_picture_comes_as_svg_and_png(drawn: Path, opened: OpenFile) -> None:
    (one,) = draw_tube_map(opened(drawn), "Force").maps

    assert one.svg.startswith("<svg") or one.svg.startswith("<?xml")
    assert one.png.startswith(b"\x89PNG")


@pytest.mark.libreoffice
@pytest.mark.parametrize("book", ["a force's own", "the sample"])
def test_each_map_prints_on_one_page_and_is_not_shrunk(
    book: str, drawn: Path, tmp_path: Path, office: Office, root: Path
) -> None:
    sample = root / "workbooks" / "sample-balanced-scorecard-essex.xlsx"
    pdf = office.pdf(sample if book == "the sample" else drawn, tmp_path)

    printed = [words for page in range(1, pdf_pages(pdf) + 1) if _shows_a_map(words := pdf_words(pdf, page))]

    assert len(printed) == (4 if book == "the sample" else 2)
    for words in printed:
        # From the first letter of the title to the last of the counts: the width of the drawing, without the page's footer.
        footer = next(at for at, (text, _, _) in enumerate(words) if text == "Page")
        wide = max(right for _, _, right in words[:footer]) - words[0][1]
        assert wide * 25.4 / 72 == pytest.approx(270.5, rel=0.002)


def _shows_a_map(words: list[tuple[str, float, float]]) -> bool:
    return {"Grades", "Markers", "Lines", "Good"} <= {text for text, _, _ in words}


def test_another_paper_is_followed_on_a_sheet_that_was_drawn_before(
    make_file: MakeFile, opened: OpenFile
) -> None:
    path = make_file({**with_stops(), "Maps": [["Map", "Title", "Paper"], ["Force", "The force", "A4"]]})
    with workbook_file(path) as book:
        draw_tube_map(book, "Force")

    with workbook_file(path) as book:
        book.sheets["Maps"]["C2"].value = "A3"
        draw_tube_map(book, "Force")

    assert openpyxl.load_workbook(path)["Tube map"].page_setup.paperSize == 8


def test_a_grade_that_nobody_agreed_yet_is_drawn_and_told(make_file: MakeFile, opened: OpenFile) -> None:
    rows = facts()
    rows[0][-1] = None
    book = opened(make_file({"Grid": [HEADINGS, *rows], "Stops": STOPS}))

    first = not_agreed(draw_tube_map(book, "Force"))
    refreshed = not_agreed(refresh(book).tube_map)
    words = {row[1]: row[6] for row in book.sheets["Tube map data"].used_range.value}
    agree_grades(book)
    after = not_agreed(refresh(book).tube_map)

    assert first == refreshed == [("H2", "Not yet agreed: 'Burglary'. The map shows the suggested grade.")]
    assert words["Burglary"].startswith("Burglary is suggested Requires Improvement, not yet agreed")
    assert words["Robbery"].startswith("Robbery is graded Good")
    assert after == []
    assert book.sheets["Tube map data"]["G2"].value.startswith("Burglary is graded Requires Improvement")


def not_agreed(result: DrawnMaps | None) -> list[tuple[str, str]]:
    assert result is not None
    return [(problem.cell, problem.what) for problem in result.problems if "agreed" in problem.what]


def test_the_map_of_commands_has_no_line_for_one_that_has_not_returned_and_says_so(
    make_file: MakeFile, opened: OpenFile
) -> None:
    rows = [[*row[:3], None, "N/A", *row[5:]] for row in facts()]  # South not returned, PPU graded nothing
    book = opened(make_file({"Grid": [HEADINGS, *rows]}))

    result = draw_tube_map(book, "Commands")

    lines = {name for row in result.maps[0].drawing.data_rows for name in str(row[2]).split(", ")}
    assert lines == {"North", "CJ"}
    assert [(p.cell, p.what) for p in result.problems if "returned" in p.what] == [
        ("D1", "South has not returned.")
    ]
    assert collate(book, []).not_returned == ("South",)
