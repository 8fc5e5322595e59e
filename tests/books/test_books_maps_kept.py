"""Maps drawn again: what a person set binds, what the product wrote gives way, and a good map is not drawn over by a worse one."""

from __future__ import annotations

import pytest
import xlwings as xw

from tests.books.test_books_maps_pinned import GRID, PINS, MakeBook, Rows, pinned, rows_of
from xlscore.books import draw_tube_map, refresh
from xlscore.books.maps.rows import hand_in_pins
from xlscore.tubemap import drawing, redraw

pytestmark = pytest.mark.cases

CROWDED: Rows = [
    *PINS[:3],
    ["Commands", "Burglary", 2, 4, "left"],
    [None, "Robbery", 3, 4, "left"],
    [None, "Gangs", 70, 10, "below"],
]
"""So far apart that all is drawn small, and two of the three stations touch."""


def firmness(book: xw.Book, name: str) -> dict[str, tuple[bool, bool]]:
    """Which of a map's pins a person set: the place, the side."""
    drawn = next(one for one in draw_tube_map(book, name).maps)
    return {pin.area: (pin.firm_place, pin.firm_side) for pin in drawn.drawing.pins}


def test_a_pin_that_a_person_typed_is_firm_and_one_that_the_product_wrote_is_soft(
    make_book: MakeBook,
) -> None:
    book = make_book(
        pinned(Pins=[*PINS[:3], ["Commands", "Burglary", 9, 4], [None, "Robbery", None, None, "left"]])
    )

    draw_tube_map(book)

    assert firmness(book, "Force") == {"Burglary": (True, True), "Robbery": (True, True)}
    assert firmness(book, "Commands") == {
        "Burglary": (True, False),
        "Robbery": (False, True),
        "Gangs": (False, False),
    }


def test_a_pin_that_a_person_types_over_ours_is_theirs_from_then_on(make_book: MakeBook) -> None:
    book = make_book(pinned())
    hand_in_pins(book)
    assert set(firmness(book, "Force").values()) == {(False, False)}

    book.sheets["Pins"]["C2"].value = 18

    assert firmness(book, "Force") == {"Burglary": (True, False), "Robbery": (False, False)}
    assert rows_of(book, "Pins", 5)[1] == ["Force", "Burglary", 18, 7, "above"]


def test_pins_of_ours_on_which_stations_touch_give_way_and_the_map_says_so(make_book: MakeBook) -> None:
    book = make_book(pinned(Pins=CROWDED))
    hand_in_pins(book)

    result = draw_tube_map(book, "Commands")

    assert result.maps[0].drawing.faults == 0
    assert [problem.what for problem in result.problems] == [
        "Commands: with its stations where they stood it could not be read, so it was laid out afresh "
        "from there."
    ]
    assert rows_of(book, "Pins", 5)[3:] != CROWDED[3:]


def test_a_map_on_which_something_touches_is_not_drawn_over_a_good_one_unasked(make_book: MakeBook) -> None:
    book = make_book(pinned())
    draw_tube_map(book)
    facts = rows_of(book, "Tube map data", 10)
    book.sheets["Pins"]["A1"].value = CROWDED

    result = draw_tube_map(book, "Commands")

    assert result.maps == ()
    (problem,) = result.problems
    assert (problem.sheet, problem.cell) == ("Tube map - Commands", "")
    assert "the map is not drawn again and shows what it showed before" in problem.what
    assert "stations stand on each other" in problem.what
    assert problem.do.endswith("delete the map that stands here, and it is drawn all the same.")
    assert rows_of(book, "Tube map data", 10) == facts
    assert rows_of(book, "Pins", 5) == CROWDED

    refreshed = refresh(book)
    assert [drawn.name for drawn in refreshed.tube_map.maps] == ["Force"]
    assert problem in refreshed.problems


def test_it_is_drawn_over_it_when_asked_for_and_from_then_on(make_book: MakeBook) -> None:
    book = make_book(pinned())
    draw_tube_map(book)
    book.sheets["Pins"]["A1"].value = CROWDED

    asked = draw_tube_map(book, "Commands", anyway=True)
    again = draw_tube_map(book, "Commands")

    assert [len(result.maps) for result in (asked, again)] == [1, 1]
    assert asked.maps[0].drawing.faults > 0
    assert again.maps[0].drawing.xml == asked.maps[0].drawing.xml


def test_a_map_on_which_something_touches_is_drawn_where_there_is_none(make_book: MakeBook) -> None:
    book = make_book(pinned(Pins=CROWDED))

    result = draw_tube_map(book, "Commands")

    assert [drawn.name for drawn in result.maps] == ["Commands"]
    assert any("stations stand on each other" in problem.what for problem in result.problems)


def test_a_renamed_area_stands_where_it_stood(make_book: MakeBook) -> None:
    book = make_book(pinned())
    hand_in_pins(book)
    draw_tube_map(book, "Commands")

    book.sheets["Grid"]["A4"].value = "Gangs and county lines"
    result = draw_tube_map(book, "Commands")

    placed = {pin.area: (pin.column, pin.row) for pin in result.maps[0].drawing.pins}
    assert placed == {"Burglary": (9, 4), "Robbery": (6, 7), "Gangs and county lines": (3, 10)}
    assert result.problems == ()


@pytest.mark.parametrize("gone", ["A4:D4", "A2:D2"], ids=["Gangs", "Burglary"])
def test_a_map_that_loses_an_area_stays_as_large_and_where_it_was(make_book: MakeBook, gone: str) -> None:
    book = make_book(pinned())
    first = draw_tube_map(book, "Commands").maps[0].drawing.fit

    book.sheets["Grid"][gone].value = [None] * 4
    again = draw_tube_map(book, "Commands").maps[0].drawing.fit

    assert first is not None
    assert again is not None
    assert (again.page, again.unit, again.left, again.top) == (first.page, first.unit, first.left, first.top)


WEST_FIRST: Rows = [["Area", "West", "East", "Final grade"], *GRID[1:]]
"""The workbook keeps lanes by the names of their lines, and the lines of this grid come in another order."""


def test_a_workbook_s_maps_that_stand_as_before_are_laid_out_once_each_and_judged_where_they_show_something_else(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = make_book(pinned(Grid=WEST_FIRST))
    first = draw_tube_map(book)
    laid_out, judged = list[object](), list[object]()
    arrange, measure = redraw.arranged_again_better, drawing.measure
    monkeypatch.setattr(
        redraw, "arranged_again_better", lambda *given: laid_out.append(given) or arrange(*given)
    )
    monkeypatch.setattr(drawing, "measure", lambda *given: judged.append(given) or measure(*given))

    second = draw_tube_map(book)

    assert len(laid_out) == len(second.maps) == 2
    assert judged == []
    assert [one.drawing.xml for one in second.maps] == [one.drawing.xml for one in first.maps]

    book.sheets["Grid"]["D4"].value = "Inadequate"  # of Gangs, which only the map of the commands has
    third = draw_tube_map(book)

    assert len(laid_out) == 4
    assert [one.drawing.as_before for one in third.maps] == [True, True]
    assert len(judged) == 2  # the other map lists it as on no line


def test_drawing_one_map_forgets_nothing_of_another(make_book: MakeBook) -> None:
    book = make_book(pinned())
    first = draw_tube_map(book)

    draw_tube_map(book, "Force")
    again = draw_tube_map(book)

    assert [one.drawing.fit for one in again.maps] == [one.drawing.fit for one in first.maps]
    assert [one.drawing.xml for one in again.maps] == [one.drawing.xml for one in first.maps]


COMMANDS_ALONE = {"Pins": [PINS[0], *PINS[3:]], "Stops": [["nothing here"]]}
"""The sheets of a workbook whose only map is that of the commands."""


@pytest.mark.parametrize("new", [False, True])
def test_a_map_of_the_commands_alone_is_drawn_again_by_a_refresh(make_book: MakeBook, new: bool) -> None:
    book = make_book(pinned(**COMMANDS_ALONE))
    draw_tube_map(book)
    book.sheets["Grid"]["B2"].value = "Outstanding"

    drawn = refresh(book, draw_new_maps=new).tubemap.maps[0].drawing

    assert drawn.stations["Burglary"].of_lines[0][1].letter == "O"


@pytest.mark.parametrize("new", [False, True])
def test_a_map_of_the_commands_alone_waits_while_nobody_has_graded(make_book: MakeBook, new: bool) -> None:
    book = make_book(pinned(**COMMANDS_ALONE))
    draw_tube_map(book)
    book.sheets["Grid"]["B2:C4"].value = None

    result = refresh(book, draw_new_maps=new)

    assert list(result.found) == ["grades"]


def test_pins_of_ours_that_are_far_out_give_way(make_book: MakeBook) -> None:
    pins: Rows = [
        *PINS[:3],
        ["Commands", "Burglary", 9, 4, "left"],
        [None, "Robbery", 6, 400, "left"],
        [None, "Gangs", 3, 10, "below"],
    ]
    book = make_book(pinned(Pins=pins))
    hand_in_pins(book)

    drawing = draw_tube_map(book, "Commands").maps[0].drawing

    assert drawing.faults == 0


def test_a_column_of_grades_that_nobody_knows_is_told_where_its_line_may_be_missing(
    make_book: MakeBook,
) -> None:
    rows = [[*row[:3], extra, row[3]] for row, extra in zip(GRID, [None, "Good", "RI", "Good"], strict=True)]
    book = make_book(pinned(Grid=rows))

    result = draw_tube_map(book, "Commands")

    assert [line.name for line in result.maps[0].drawing.drawn.lines] == ["North", "South"]
    assert "Grid!D1" in [problem.place for problem in result.problems]
