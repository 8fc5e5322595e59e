"""Maps whose stations are all pinned, so that none is searched for: their pins, facts, tables and sheets, drawn in a blink."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlwings as xw

from xlscore.books import draw_tube_map
from xlscore.books.maps.headings import MAP_PLACEHOLDER
from xlscore.engine import draw, drawn_names, open_book
from xlscore.errors import XlscoreError

pytestmark = pytest.mark.cases

Rows = list[list[Any]]
Sheets = dict[str, Rows]
MakeBook = Callable[[Sheets], xw.Book]

GRID: Final[Rows] = [
    ["Area", "North", "South", "Final grade"],
    ["Burglary", "RI", "Good", "Good"],
    ["Robbery", "RI", "RI", "RI"],
    ["Gangs", "Good", None, "Good"],
]
STOPS: Final[Rows] = [
    ["Map", "Line", "Sequence", "Area"],
    ["Force", "Safety", 1, "Burglary"],
    [None, None, 2, "Robbery"],
]
PINS: Final[Rows] = [
    ["Map", "Area", "Column", "Row", "Label side"],
    ["Force", "Burglary", 17, 7, "above"],
    [None, "Robbery", 12, 7, "above"],
    ["Commands", "Burglary", 9, 4, "left"],
    [None, "Robbery", 6, 7, "left"],
    [None, "Gangs", 3, 10, "below"],
]
FACTS: Final = [
    "Map", "Area", "Lines", "Grade", "Change", "Redline", "In words", "Column", "Row", "Label side",
]  # fmt: skip


def pinned(**other: Rows) -> Sheets:
    """The grid, its lines and its pins; sheets of another name come behind, of one of these names in their place."""
    named = {"Grid": GRID, "Stops": STOPS, "Pins": PINS} | other
    return {name.replace("_", " "): [list(row) for row in rows] for name, rows in named.items()}


def rows_of(book: xw.Book, sheet: str, width: int) -> Rows:
    """The rows of a sheet from its first cell, as far as something stands in them."""
    cells = book.sheets[sheet]
    bottom = cells.used_range.last_cell.row
    values: Rows = cells.range((1, 1), (bottom, width)).options(ndim=2).value
    return values


def whats(book: xw.Book, name: str | None = None) -> list[tuple[str, str]]:
    """Draw the maps; return where something is wrong, and what."""
    return [(problem.place, problem.what) for problem in draw_tube_map(book, name).problems]


def test_a_pinned_map_is_drawn_where_its_pins_say_and_its_facts_are_listed(make_book: MakeBook) -> None:
    book = make_book(pinned())

    result = draw_tube_map(book)

    assert [(drawn.name, drawn.sheet) for drawn in result.maps] == [
        ("Force", "Tube map"),
        ("Commands", "Tube map - Commands"),
    ]
    assert rows_of(book, "Pins", 5) == PINS
    facts = rows_of(book, "Tube map data", 10)
    assert facts[0] == FACTS
    assert [row[:4] + row[7:] for row in facts[1:4]] == [
        ["Force", "Burglary", "Safety", "Good", 17, 7, "above"],
        ["Force", "Robbery", "Safety", "Requires Improvement", 12, 7, "above"],
        ["Force", "Gangs", "on no line", "Good", None, None, None],
    ]
    assert [shape.name for shape in book.sheets["Tube map"].shapes] == ["Tube map: Force"]


def test_another_grade_changes_its_fact_and_nothing_else(make_book: MakeBook) -> None:
    book = make_book(pinned())
    draw_tube_map(book)
    before = rows_of(book, "Tube map data", 10)

    book.sheets["Grid"]["D2"].value = "Inadequate"
    draw_tube_map(book)

    after = rows_of(book, "Tube map data", 10)
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [row[:4] for row in changed] == [
        ["Force", "Burglary", "Safety", "Inadequate"],
        ["Commands", "Burglary", "North, South", "Inadequate"],
    ]
    assert rows_of(book, "Pins", 5) == PINS


def test_the_fact_of_an_area_that_left_its_map_goes_and_the_map_s_name_above_and_the_typed_pin_stay(
    make_book: MakeBook,
) -> None:
    book = make_book(pinned())
    draw_tube_map(book)
    book.sheets["Tube map data"]["A6:A7"].value = [[None], [None]]  # the map's name once above its rows

    book.sheets["Grid"]["A2:D2"].value = [None] * 4  # the grid has Burglary no more
    draw_tube_map(book, "Commands")

    facts = rows_of(book, "Tube map data", 10)
    assert facts[4] == [None] * 10
    assert [row[:2] for row in facts[5:]] == [["Commands", "Robbery"], ["Commands", "Gangs"]]
    assert [row[:2] for row in facts[1:4]] == [["Force", area] for area in ("Burglary", "Robbery", "Gangs")]
    maps = ["Map", "Force", "Force", "Commands", "Commands", "Commands"]
    assert rows_of(book, "Pins", 5) == [[name, *row[1:]] for name, row in zip(maps, PINS, strict=True)]


def test_a_fact_that_somebody_wrote_beside_is_not_taken_away_with_its_area(make_book: MakeBook) -> None:
    book = make_book(pinned())
    draw_tube_map(book)

    book.sheets["Tube map data"]["G5"].value = "Ours: the Board asked about this one."
    book.sheets["Grid"]["A2:D2"].value = [None] * 4
    draw_tube_map(book, "Commands")

    assert rows_of(book, "Tube map data", 7)[4][:2] == ["Commands", "Burglary"]
    assert book.sheets["Tube map data"]["G5"].value == "Ours: the Board asked about this one."


@pytest.mark.parametrize(
    ("typed", "kept"), [("ABOVE", "ABOVE"), ("N", "N"), ("below", "below"), (None, "above")]
)
def test_a_label_side_is_kept_as_the_officer_typed_it(
    make_book: MakeBook, typed: str | None, kept: str
) -> None:
    book = make_book(pinned(Pins=[*PINS[:2], [None, "Robbery", 12, 7, typed], *PINS[3:]]))

    draw_tube_map(book, "Force")

    assert rows_of(book, "Pins", 5)[2] == [None, "Robbery", 12, 7, kept]


def test_a_pin_of_no_area_stays_and_is_said_each_time(make_book: MakeBook) -> None:
    book = make_book(pinned(Pins=[*PINS, [None, "Gang", 1, 1, "left"]]))

    said = [whats(book) for _ in range(2)]

    assert (
        said
        == [[("Pins!B7", "The pin of 'Gang' holds nothing: no line of the map 'Commands' stops there.")]] * 2
    )
    assert rows_of(book, "Pins", 5)[6] == [None, "Gang", 1, 1, "left"]


def test_missing_facts_go_below_a_note_and_not_into_the_table_below(make_book: MakeBook) -> None:
    data = [
        FACTS,
        ["Force", "Burglary", "Safety", "Good", None, None, "Burglary is graded Good.", 17, 7, "above"],
        ["Ask the unit before changing this."],
    ]
    book = make_book(pinned(Tube_map_data=data))

    draw_tube_map(book)

    rows = rows_of(book, "Tube map data", 3)
    assert rows[2] == ["Ask the unit before changing this.", None, None]
    assert [row[:2] for row in rows[3:5]] == [["Force", "Robbery"], ["Force", "Gangs"]]

    tight = make_book(pinned(Tube_map_data=[*data[:2], ["Map", "Title", "Paper"], ["Force", "Ours", "A4"]]))
    with pytest.raises(XlscoreError, match=r"more rows, and in row 3 another table begins"):
        draw_tube_map(tight)


def test_two_tables_of_facts_of_other_names_are_a_question_and_of_ours_and_a_copy_ours_is_meant(
    make_book: MakeBook,
) -> None:
    facts = [FACTS, ["Force", "Burglary", "Safety", "Good", None, None, "In words.", 17, 7, "above"]]

    with pytest.raises(
        XlscoreError, match="There are 2 tables of the map's facts: 'Facts' at A1 and 'Old facts'"
    ):
        draw_tube_map(make_book(pinned(Facts=facts, Old_facts=facts)))

    book = make_book(pinned(Old_facts=facts, Tube_map_data=facts))
    draw_tube_map(book)
    assert rows_of(book, "Old facts", 10) == facts
    assert len(rows_of(book, "Tube map data", 10)) == 7


@pytest.mark.parametrize(
    ("stops", "where", "what"),
    [
        ([[None, "Safety", 0, "Gangs"], *STOPS[1:]], "Stops!A2", "The stop names no map, so it is left out."),
        (
            [["Force", None, 0, "Gangs"], ["Force", "Safety", 1, "Burglary"], STOPS[2]],
            "Stops!B2", "The stop 'Gangs' names no line, so it is left out.",
        ),
        (
            [["Force", "Safety", 1, "Burglary"], [None, None, None, "Robbery"]],
            "Stops!C3", "The line 'Safety' has stops without a sequence, so they come in the order of their rows.",
        ),
    ],
)  # fmt: skip
def test_what_is_odd_in_the_stops_is_a_problem_of_its_cell_and_the_map_is_drawn(
    make_book: MakeBook, stops: Rows, where: str, what: str
) -> None:
    book = make_book(pinned(Stops=[STOPS[0], *stops]))

    assert (where, what) in whats(book, "Force")
    assert "Tube map" in book.sheet_names


def test_an_area_that_the_grid_has_not_is_said_once_and_drawn_as_not_graded(make_book: MakeBook) -> None:
    stops = [*STOPS, [None, None, 3, "Burgulary"], ["Force", "Other", 1, "Robbery"], [None, None, 2, "Burgulary"]]  # fmt: skip
    pins = [*PINS[:3], ["Force", "Burgulary", 7, 7, "above"], *PINS[3:]]
    book = make_book(pinned(Stops=stops, Pins=pins))

    said = whats(book, "Force")

    where = [place for place, what in said if "'Burgulary' is not in the grid" in what]
    assert where == ["Stops!D4"]
    assert ["Force", "Burgulary"] in [row[:2] for row in rows_of(book, "Tube map data", 2)]


def test_a_listed_map_has_its_title_and_one_without_stops_is_said(make_book: MakeBook) -> None:
    maps = [["Map", "Title", "Paper"], ["Circle", "Round", "A4"], ["Force", "Our force", "a3, landscape"]]
    book = make_book(pinned(Maps=maps))

    result = draw_tube_map(book)

    assert ("Maps!A2", "The map 'Circle' has no stops, so it is not drawn.") in [
        (problem.place, problem.what) for problem in result.problems
    ]
    assert [(drawn.name, drawn.paper) for drawn in result.maps] == [("Force", "A3"), ("Commands", "A4")]
    assert "Our force" in result.maps[0].svg


@pytest.mark.parametrize(
    ("sheets", "name", "sentence"),
    [
        (pinned(), "Circle", r"no map 'Circle' in this workbook; it has Force, Commands"),
        (
            pinned(Maps=[["Map", "Title", "Paper"], ["Circle", "Round", "A4"]]), "Circle",
            r"no map to draw: the map 'Circle' has no stops",
        ),
        ({"Grid": [GRID[0], ["Burglary", None, None, "Good"]]}, None, r"no map to draw: no command has graded an area"),
    ],
)  # fmt: skip
def test_a_map_that_cannot_be_drawn_is_one_sentence(
    make_book: MakeBook, sheets: Sheets, name: str | None, sentence: str
) -> None:
    book = make_book(sheets)

    with pytest.raises(XlscoreError, match=sentence):
        draw_tube_map(book, name)
    assert book.sheet_names == list(sheets)


@pytest.mark.parametrize(
    ("there", "drawn_on"),
    [
        ([["Our own map"], ["o---o"]], "Tube map 2"),
        ([[MAP_PLACEHOLDER]], "Tube map"),
        ([], "Tube map"),
    ],
)
def test_a_sheet_of_the_map_s_name_is_drawn_on_unless_a_person_wrote_on_it(
    make_book: MakeBook, there: Rows, drawn_on: str
) -> None:
    book = make_book(pinned(Tube_map=there))

    result = draw_tube_map(book, "Force")

    assert result.maps[0].sheet == drawn_on
    kept = [] if drawn_on == "Tube map" else there
    assert [row for row in rows_of(book, "Tube map", 1) if row != [None]] == kept
    assert len(book.sheets[drawn_on].shapes) == 1


def test_a_renamed_sheet_is_found_by_its_map_and_one_with_another_map_is_left(make_book: MakeBook) -> None:
    book = make_book(pinned())
    draw_tube_map(book)
    book.sheets["Tube map"].name = "Board picture"
    book.sheets["Tube map - Commands"].name = "Tube map"

    result = draw_tube_map(book)

    assert [drawn.sheet for drawn in result.maps] == ["Board picture", "Tube map"]
    assert len(book.sheets["Board picture"].shapes) == 1


def test_a_sheet_that_another_map_stands_on_is_not_drawn_on(make_book: MakeBook) -> None:
    book = make_book(pinned(Tube_map=[]))
    anchor = (
        '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:sp macro="" textlink="">'
        '<xdr:nvSpPr><xdr:cNvPr id="0" name="Tube map: Another"/><xdr:cNvSpPr/></xdr:nvSpPr>'
        "<xdr:spPr/></xdr:sp><xdr:clientData/></xdr:absoluteAnchor>"
    )
    draw(book.sheets["Tube map"], [anchor], replaces=lambda _: False)

    result = draw_tube_map(book, "Force")

    assert result.maps[0].sheet == "Tube map 2"


def test_a_map_whose_sheet_is_protected_is_a_problem_and_the_others_are_drawn(
    make_file: Callable[[Sheets], Path],
) -> None:
    path = make_file(pinned(Tube_map=[]))
    workbook = openpyxl.load_workbook(path)
    workbook["Tube map"].protection.objects = True
    workbook["Tube map"].protection.enable()
    workbook.save(path)

    with open_book(path) as book:
        result = draw_tube_map(book)
        on_it = drawn_names(book.sheets["Tube map"])

    assert "The sheet 'Tube map' is protected, so the map 'Force' cannot be drawn on it." in [
        problem.what for problem in result.problems
    ]
    assert ([drawn.name for drawn in result.maps], on_it) == (["Commands"], [])
