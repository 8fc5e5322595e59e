"""What is odd in the tables of the tube map: a problem of its cell and a sensible map, or one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, STOPS, Sheets, facts, with_stops
from xlscore.books import draw_tube_map, generate_force_grades
from xlscore.errors import XlscoreError

MakeBook = Callable[[Sheets], xw.Book]
Rows = list[list[Any]]
HEADS: Final = STOPS[0]
BLANK_GRADES: Final = [[theme, area, *[None] * 6] for theme, area, *_ in facts()]

pytestmark = [pytest.mark.xdist_group("tubemap"), pytest.mark.slow]  # maps are searched for


def stops(*rows: list[Any], **sheets: Rows) -> Sheets:
    """The grid, and these rows as the table of stops."""
    return {"Grid": [HEADINGS, *facts()], "Stops": [HEADS, *rows], **sheets}


def drawn_words(book: xw.Book, area: str, name: str = "Force") -> list[str]:
    """Return what the facts say of an area of a map: its lines, its grade."""
    rows = book.sheets["Tube map data"].used_range.value
    return next(row[2:4] for row in rows if row[:2] == [name, area])


@pytest.mark.parametrize(
    ("sheets", "place", "what", "do"),
    [
        pytest.param(
            with_stops([None, None, 3, "Burgulary"]), "Lines and stops!D6",
            "The area 'Burgulary' is not in the grid, so it is drawn as not graded.", "Check its spelling, or add it to the grid.",
            id="area that the grid has not",
        ),
        pytest.param(
            {"Grid": [HEADINGS, *facts(), ["", "Burglary", *["RI"] * 6]], "Stops": STOPS}, "Grid!B7",
            "The area 'Burglary' is there twice, first in B2.", "Keep one row of it.", id="area twice in the grid",
        ),
        pytest.param(
            {"Grid": [HEADINGS, ["", "Burglary", *["Good"] * 5, "Gooood"], *facts()[1:]], "Stops": STOPS}, "Grid!H2",
            "'Gooood' is not a grade.", "Use Outstanding, Good, Requires Improvement, Inadequate or N/A.", id="grade that is none",
        ),
        pytest.param(
            stops(["Force", "Safety", 1, "Burglary"], [None, None, None, "Robbery"]), "Stops!C3",
            "The line 'Safety' has stops without a sequence, so they come in the order of their rows.",
            "Number the stops of the line 1, 2, 3.", id="sequence left blank",
        ),
        pytest.param(
            stops([None, "Safety", 0, "Our People"], ["Force", None, 1, "Burglary"], [None, "Safety", 2, "Robbery"]),
            "Stops!A2", "The stop names no map, so it is left out.", "Type the map's name.", id="stop of no map",
        ),
        pytest.param(
            stops(["Force", None, 1, "Burglary"], [None, "Safety", 2, "Robbery"]), "Stops!B2",
            "The stop 'Burglary' names no line, so it is left out.", "Type the line's name.", id="stop of no line",
        ),
        pytest.param(
            with_stops(Maps=[["Map", "Title", "Paper"], ["Circle", "Round", "A4"]]), "Maps!A2",
            "The map 'Circle' has no stops, so it is not drawn.",
            "Say in the table of stops which areas lie on its lines, or take the map out.", id="map without areas",
        ),
        pytest.param(
            {"Grid": [HEADINGS, *BLANK_GRADES], "Stops": STOPS}, "Grid",
            "No command has graded an area, so the map 'Commands' is not drawn.",
            "Enter the commands' grades, or collate their returns, and draw again.", id="no command's grade",
        ),
        pytest.param(
            with_stops(Lines=[["Map", "Line", "Colour"], ["Force", "Money", "9B0056"]]), "Lines and stops",
            "Force: Line Money: it has no stops.", "Add its stops or delete it.", id="line without stops",
        ),
    ],
)  # fmt: skip
def test_what_is_odd_is_a_problem_and_the_map_is_drawn(
    make_book: MakeBook, sheets: Sheets, place: str, what: str, do: str
) -> None:
    book = make_book(sheets)

    result = draw_tube_map(book)

    first = result.problems[0]
    assert (first.place, first.what, first.do) == (place, what, do)
    assert result.maps[0].sheet == "Tube map"
    assert book.sheets["Problems"]["C2"].value == what


@pytest.mark.parametrize(
    ("sheets", "name", "sentence"),
    [
        pytest.param(
            {"Grid": [HEADINGS, *BLANK_GRADES]}, None,
            "There is no map to draw: no command has graded an area, so the map 'Commands' is not drawn; enter the commands' "
            "grades, or collate their returns, and draw again.", id="nothing graded",
        ),
        pytest.param(
            {"Grid": [HEADINGS]}, None, "There is no map to draw: no command has graded an area, ", id="grid without areas",
        ),
        pytest.param(
            with_stops(Maps=[["Map", "Title", "Paper"], ["Circle", "Round", "A4"]]), "Circle",
            "There is no map to draw: the map 'Circle' has no stops, so it is not drawn; say in the table of stops", id="map without areas",
        ),
        pytest.param(
            with_stops(), "Cirkle", "There is no map 'Cirkle' in this workbook; it has Force, Commands.", id="unknown map",
        ),
        pytest.param(
            stops(["Force", "Safety", "first", "Burglary"]), None, "The stop “Burglary” of the line “Safety” has the sequence “first”",
            id="sequence that is none",
        ),
        pytest.param(
            stops(["Force", "Safety", 1, "Burglary"], [None, None, 1, "Robbery"]), None, "both at stop 1: give each stop its own number",
            id="two stops with one number",
        ),
        pytest.param({"Stops": STOPS}, None, "There is no grid of command grades in this workbook", id="no grid"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_one_sentence_and_nothing_is_written(
    make_book: MakeBook, sheets: Sheets, name: str | None, sentence: str
) -> None:
    book = make_book(sheets)

    with pytest.raises(XlscoreError) as refused:
        draw_tube_map(book, name)

    assert sentence in refused.value.sentence
    assert [sheet.name for sheet in book.sheets] == list(sheets)


@pytest.mark.parametrize("sheets", [{"Grid": [HEADINGS, *facts()]}, stops()], ids=["none", "empty"])
def test_without_stops_the_command_map_alone_is_drawn(make_book: MakeBook, sheets: Sheets) -> None:
    result = draw_tube_map(make_book(sheets))

    assert [(one.name, one.sheet) for one in result.maps] == [("Commands", "Tube map")]
    assert result.problems == ()


def test_an_area_that_the_grid_has_not_is_drawn_as_not_graded(make_book: MakeBook) -> None:
    book = make_book(with_stops([None, None, 3, "Burgulary"]))

    draw_tube_map(book, "Force")

    assert drawn_words(book, "Burgulary") == ["People", "Not graded"]


def test_an_area_on_no_line_is_shown_on_the_first_map(make_book: MakeBook) -> None:
    book = make_book(with_stops())

    result = draw_tube_map(book, "Force")

    assert result.problems == ()
    assert drawn_words(book, "Our People") == ["on no line", "Outstanding"]


def test_another_spelling_of_an_area_has_the_grid_s_grade(make_book: MakeBook) -> None:
    book = make_book(with_stops([None, None, 3, "gangs and knives"]))

    result = draw_tube_map(book, "Force")

    assert result.problems == ()
    assert drawn_words(book, "gangs and knives") == ["People", "Good"]
    assert "Gangs & Knives" not in [row[1] for row in book.sheets["Tube map data"].used_range.value]


def test_of_an_area_that_is_there_twice_the_first_row_holds(make_book: MakeBook) -> None:
    book = make_book({"Grid": [HEADINGS, *facts(), ["", "Burglary", *["RI"] * 6]], "Stops": STOPS})

    draw_tube_map(book, "Force")

    assert drawn_words(book, "Burglary") == ["Safety", "Good"]


def test_stops_without_any_sequence_follow_their_rows(make_book: MakeBook) -> None:
    rows = [["Force", "Safety", None, area] for area in ("Robbery", "Our People", "Burglary")]

    (one,) = draw_tube_map(make_book(stops(*rows)), "Force").maps

    assert "The line Safety serves 3 areas: Robbery, Our People, Burglary." in one.drawing.xml


def test_lines_of_a_map_called_force_have_their_colours(make_book: MakeBook) -> None:
    lines = [["Map", "Line", "Colour"], ["Force", "Safety", "A05A2C"], ["Force", "People", "5B3A1E"]]

    (one,) = draw_tube_map(make_book(with_stops(Lines=lines)), "Force").maps

    assert "A05A2C" in one.drawing.xml
    assert "5B3A1E" in one.drawing.xml


def test_the_command_map_can_have_a_title_and_comes_last(make_book: MakeBook) -> None:
    maps = [["Map", "Title", "Paper"], ["Commands", "How we graded ourselves", "A4"]]

    result = draw_tube_map(make_book(with_stops(Maps=maps)))

    assert [one.name for one in result.maps] == ["Force", "Commands"]
    assert "How we graded ourselves" in result.maps[1].drawing.xml


def test_an_officer_s_own_map_called_commands_stands_for_the_grid_s(make_book: MakeBook) -> None:
    own = [["commands", "North", 1, "Burglary"], [None, None, 2, "Robbery"]]

    result = draw_tube_map(make_book(with_stops(*own)))

    assert [(one.name, one.sheet) for one in result.maps] == [
        ("Force", "Tube map"),
        ("commands", "Tube map - commands"),
    ]


def test_what_grades_and_map_both_find_is_told_once(make_book: MakeBook) -> None:
    grid = [HEADINGS, *facts(), ["", "Burglary", *facts()[0][2:]]]
    book = make_book({"Grid": grid, "Stops": STOPS})

    draw_tube_map(book, "Force")
    generate_force_grades(book)
    draw_tube_map(book, "Force")

    told = [row for row in book.sheets["Problems"].used_range.value if row[1] == "B7"]
    assert [row[-1] for row in told] == ["grades"]
