"""The settings of a map: its marking and paper, and what is printed below it."""

from __future__ import annotations

import re

import pytest
import xlwings as xw

from tests.books.test_books_maps_pinned import MakeBook, Rows, pinned, whats
from xlscore.books import draw_tube_map
from xlscore.books.plan.dressing import FOOTERS
from xlscore.engine import set_page
from xlscore.ooxml.around.printing import footer_of

pytestmark = pytest.mark.cases


def maps(heading: str, value: object) -> Rows:
    return [["Map", "Title", heading], ["Force", "What we found", value]]


def footer(book: xw.Book, sheet: str) -> str:
    return footer_of(book.sheets[sheet].impl.file)


@pytest.mark.parametrize("heading", ["Marking", "Protective marking"])
def test_the_marking_of_the_table_of_maps_stands_on_the_map(make_book: MakeBook, heading: str) -> None:
    book = make_book(pinned(Maps=maps(heading, "OFFICIAL-SENSITIVE")))

    force, commands = draw_tube_map(book).maps

    assert len(re.findall(r"<a:t>OFFICIAL-SENSITIVE</a:t>", force.drawing.xml)) == 2
    assert "OFFICIAL" not in commands.drawing.xml


@pytest.mark.parametrize(
    ("typed", "paper", "told"),
    [("A3", "A3", False), ("a4 landscape", "A4", False), ("A3, landscape", "A3", False), (None, "A4", False),
     ("A5", "A4", True), ("Letter", "A4", True), ("A33", "A4", True)],
)  # fmt: skip
def test_a_paper_that_no_map_is_drawn_on_is_a_problem_of_its_cell(
    make_book: MakeBook, typed: str | None, paper: str, told: bool
) -> None:
    book = make_book(pinned(Maps=maps("Paper", typed)))

    problems = whats(book, "Force")

    assert draw_tube_map(book, "Force").maps[0].paper == paper
    said = ("Maps!C2", f"A tube map is not drawn on '{typed}', so the map is drawn on A4.")
    assert (said in problems) == told


def test_a_map_s_sheet_prints_the_number_of_its_page_and_no_name_of_a_file_or_sheet(
    make_book: MakeBook,
) -> None:
    book = make_book(pinned())

    draw_tube_map(book)

    assert footer(book, "Tube map") == '&R&"Arial,Regular"&8Page &P of &N'
    assert footer(book, "Tube map - Commands") == footer(book, "Tube map")


@pytest.mark.parametrize("before", FOOTERS)
def test_a_footer_that_the_product_gave_a_map_s_sheet_is_replaced(make_book: MakeBook, before: str) -> None:
    book = make_book(pinned())
    draw_tube_map(book)
    set_page(book.sheets["Tube map"], footer=before)

    draw_tube_map(book)

    assert "&F" not in footer(book, "Tube map")


@pytest.mark.parametrize("own", ["&CBoard paper 7", ""])
def test_a_footer_of_a_person_stays(make_book: MakeBook, own: str) -> None:
    book = make_book(pinned())
    draw_tube_map(book)
    set_page(book.sheets["Tube map"], footer=own)

    draw_tube_map(book)

    assert footer(book, "Tube map") == own


@pytest.mark.parametrize("typed", ["Welsh", "Cymraeg"])
def test_a_map_speaks_the_language_of_the_table_of_maps(make_book: MakeBook, typed: str) -> None:
    book = make_book(pinned(Maps=maps("Language", typed)))

    force, commands = draw_tube_map(book).maps

    assert "Graddau" in force.drawing.xml
    assert "Graddau" not in commands.drawing.xml
    assert footer(book, force.sheet) == '&R&"Arial,Regular"&8Tudalen &P o &N'
    facts = book.sheets["Tube map data"].range("A1").expand().value
    assert [row[3] for row in facts if row[0] == "Force"] == ["Da", "Angen gwelliant", "Da"]


def test_a_language_changed_back_changes_the_words_alone(make_book: MakeBook) -> None:
    book = make_book(pinned(Maps=maps("Language", "English")))
    before = draw_tube_map(book, "Force").maps[0].drawing
    book.sheets["Maps"]["C2"].value = "Welsh"
    draw_tube_map(book, "Force")
    book.sheets["Maps"]["C2"].value = None

    again = draw_tube_map(book, "Force").maps[0].drawing

    assert again.xml == before.xml
    assert "Tudalen" not in footer(book, "Tube map")


def test_a_language_that_nobody_knows_is_a_problem_of_its_cell_and_the_map_is_english(
    make_book: MakeBook,
) -> None:
    book = make_book(pinned(Maps=maps("Language", "Cornish")))

    problems = draw_tube_map(book, "Force").problems

    said = "'Cornish' is no language that the map has words in, so the map is in English."
    (found,) = [problem for problem in problems if problem.what == said]
    assert (found.place, found.do) == ("Maps!C2", "Write English or Cymraeg.")


def test_of_a_map_that_is_listed_twice_the_first_row_holds_and_the_second_is_a_problem(
    make_book: MakeBook,
) -> None:
    listed: Rows = [
        ["Map", "Title", "Paper"],
        ["Force", "What we found", "A4"],
        ["force ", "Something else", "A3"],
    ]
    book = make_book(pinned(Maps=listed))

    result = draw_tube_map(book, "Force")

    assert result.maps[0].drawing.drawn.title == "What we found"
    assert result.maps[0].paper == "A4"
    said = ("Maps!A3", "The map 'force' is there twice, first in A2.")
    assert said in [(problem.place, problem.what) for problem in result.problems]


@pytest.mark.parametrize("heading", ["Marking", "Title", "Subtitle", "Source"])
def test_a_text_around_the_map_that_does_not_fit_on_the_page_is_told(
    make_book: MakeBook, heading: str
) -> None:
    listed: Rows = [
        ["Map", heading, "Paper"],
        ["Force", "OFFICIAL-SENSITIVE: for the Board alone. " * 9, "A4"],
    ]
    book = make_book(pinned(Maps=listed))

    said = [what for _, what in whats(book, "Force")]

    noun = {"Subtitle": "subtitle with its date"}.get(heading, heading.lower())
    assert f"Force: its {noun} is longer than the page and not all there." in said
