"""The rows of pins and of facts: each stays where it stands, and what a person wrote beside or below stays theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets, with_stops
from xlscore.books import BookError, draw_tube_map, generate_force_grades
from xlscore.books.files import workbook_file
from xlscore.books.maps.headings import MAP_FACTS
from xlscore.rules.problems import Problem
from xlscore.tubemap import DATA_HEADINGS

MakeFile = Callable[[Sheets], Path]
OpenFile = Callable[[Path], xw.Book]
PINS: Final = ["Map", "Area", "Column", "Row", "Label side"]

pytestmark = [pytest.mark.xdist_group("tubemap"), pytest.mark.slow]  # maps are searched for


def draw_in(path: Path, name: str | None = None) -> tuple[Problem, ...]:
    """Draw a workbook file's maps and return what is wrong in it."""
    with workbook_file(path) as book:
        return draw_tube_map(book, name).problems


def cells(path: Path, sheet: str) -> list[list[Any]]:
    with workbook_file(path, save=False) as book:
        used = book.sheets[sheet].used_range
        values: list[list[Any]] = book.sheets[sheet].range((1, 1), used.last_cell).options(ndim=2).value
        return values


def beside(path: Path, sheet: str, note: str) -> list[Any]:
    """Return the row in which a note stands."""
    return next(row for row in cells(path, sheet) if note in row)


def put(path: Path, sheet: str, **values: Any) -> None:
    """Write cells of a sheet, as a person does."""
    with workbook_file(path) as book:
        for address, value in values.items():
            book.sheets[sheet][address].value = value


def test_the_facts_have_the_headings_of_the_drawing() -> None:
    assert MAP_FACTS.headings == DATA_HEADINGS


def test_a_person_s_own_sheet_with_the_facts_name_is_never_written_into(
    make_file: MakeFile, content: Callable[[Path], str]
) -> None:
    notes = [["Map", "Who drew it"], ["Force", "the unit"]]
    path = make_file(with_stops(**{"Tube map data": notes, "Tube map data 2": [["more notes"]]}))

    draw_in(path)

    assert cells(path, "Tube map data") == notes
    assert cells(path, "Tube map data 2") == [["more notes"]]
    assert cells(path, "Tube map data 3")[0] == list(DATA_HEADINGS)
    before = content(path)
    draw_in(path)
    assert content(path) == before


def test_the_facts_are_found_again_on_a_renamed_sheet_with_a_column_more(drawn: Path) -> None:
    with workbook_file(drawn) as book:
        sheet = book.sheets["Tube map data"]
        sheet.name = "Words of the map"
        rows = sheet.used_range.value
        sheet["A1"].value = [
            [*row[:2], note, *row[2:]]
            for row, note in zip(rows, ["Who to ask", "the unit", *[None] * len(rows)], strict=False)
        ]
        book.sheets["Grid"]["H3"].value = "Inadequate"

    draw_in(drawn)

    row = beside(drawn, "Words of the map", "the unit")
    assert row[:6] == ["Force", "Burglary", "the unit", "Safety", "Inadequate", None]
    with workbook_file(drawn, save=False) as book:
        assert "Tube map data" not in [sheet.name for sheet in book.sheets]


def test_notes_beside_and_below_the_facts_stay_with_their_rows(
    drawn: Path, content: Callable[[Path], str]
) -> None:
    put(
        drawn, "Tube map data", L1="Remark", L3="on Robbery", N4="on Domestic Abuse", A14="seen", B30="by May"
    )
    put(drawn, "Grid", B5="Hate Crime")  # instead of Domestic Abuse
    put(drawn, "Lines and stops", D5="Hate Crime", A6="Force", B6="People", C6=3, D6="Our People")

    draw_in(drawn, "Force")

    assert beside(drawn, "Tube map data", "on Robbery")[:2] == ["Force", "Robbery"]
    assert beside(drawn, "Tube map data", "on Domestic Abuse")[:10] == [None] * 10
    assert beside(drawn, "Tube map data", "seen")[1:10] == [None] * 9
    assert beside(drawn, "Tube map data", "by May")[2:10] == [None] * 8
    held = [tuple(row[:2]) for row in cells(drawn, "Tube map data") if row[0] and row[2]]
    assert held.count(("Force", "Hate Crime")) == 1
    assert ("Force", "Domestic Abuse") not in held
    assert ("Commands", "Domestic Abuse") in held
    before = content(drawn)
    draw_in(drawn, "Force")
    assert content(drawn) == before


def test_the_facts_are_not_filled_into_a_person_s_copy(drawn: Path) -> None:
    with workbook_file(drawn) as book:
        book.sheets["Tube map data"].copy(before=book.sheets["Tube map data"], name="As agreed in May")
        book.sheets["Grid"]["H3"].value = "Inadequate"

    draw_in(drawn)

    assert cells(drawn, "As agreed in May")[1][3] == "Good"
    assert cells(drawn, "Tube map data")[1][3] == "Inadequate"


def test_two_tables_of_facts_of_other_names_are_a_question(drawn: Path) -> None:
    with workbook_file(drawn) as book:
        book.sheets["Tube map data"].copy(before=book.sheets["Tube map data"], name="May")
        book.sheets["Tube map data"].name = "June"

    with pytest.raises(
        BookError, match=r"2 tables of the map's facts: 'May' at A1 and 'June' at A1.*'Tube map data'"
    ):
        draw_in(drawn)


def test_a_cleared_table_of_facts_is_no_grid(make_file: MakeFile, opened: OpenFile) -> None:
    book = opened(make_file(with_stops(**{"Tube map data": [list(DATA_HEADINGS)]})))

    assert len(generate_force_grades(book).areas) == 5


def test_an_area_on_no_line_of_a_map_called_force_ends_no_table(drawn: Path, opened: OpenFile) -> None:
    draw_in(drawn)

    assert ["Force", "Gangs & Knives", "on no line"] in [row[:3] for row in cells(drawn, "Tube map data")]
    assert len(cells(drawn, "Tube map data")) == 11


def test_pins_of_another_map_and_notes_beside_pins_stay(
    make_file: MakeFile, content: Callable[[Path], str]
) -> None:
    pins = [
        ["Remark", *PINS],
        ["moved for the Chief", "Force", "Domestic Abuse", 9, 3, "above"],
        ["not ours", "Circle", "Elsewhere", 4, 5, "nearby"],
        ["at the left", "Force", "Burglary", 1, 3, "above"],
    ]
    path = make_file(with_stops(Pins=pins))

    draw_in(path)

    rows = cells(path, "Pins")
    assert rows[:4] == pins
    assert rows[4][:3] == [None, "Force", "Robbery"]
    before = content(path)
    draw_in(path)
    assert content(path) == before


def test_the_pin_of_an_area_that_left_the_map_is_blanked_and_no_other_row_moves(
    drawn: Path, content: Callable[[Path], str]
) -> None:
    put(drawn, "Tube map lines", F1="Remark", F2="on Burglary", F3="on Robbery", F4="on Domestic Abuse")
    pins = cells(drawn, "Tube map lines")
    put(drawn, "Lines and stops", D3="Gangs & Knives", D4="Gangs & Knives")

    problems = draw_in(drawn)

    assert problems == ()
    rows = cells(drawn, "Tube map lines")
    assert rows[2] == [None] * 5 + ["on Robbery"]
    assert [row for row in rows if row in pins] == [pins[0], pins[1], *pins[3:]]
    assert rows[len(pins)][:2] == ["Force", "Gangs & Knives"]
    before = content(drawn)
    assert draw_in(drawn) == ()
    assert content(drawn) == before


def test_rows_are_found_again_behind_blanked_ones_with_a_note_between_them(
    drawn: Path, content: Callable[[Path], str]
) -> None:
    put(drawn, "Tube map lines", F1="Remark", F3="on Robbery")
    put(drawn, "Lines and stops", D2="Our People", D3="Gangs & Knives", D4="Our People", D5="Gangs & Knives")

    draw_in(drawn)

    assert beside(drawn, "Tube map lines", "on Robbery") == [None] * 5 + ["on Robbery"]
    before = content(drawn)
    draw_in(drawn)
    assert content(drawn) == before


def test_a_map_s_name_that_stands_once_above_its_pins_does_not_go_with_the_first(drawn: Path) -> None:
    put(drawn, "Tube map lines", A3=None, A4=None)
    put(drawn, "Lines and stops", D2="Our People")

    draw_in(drawn)

    assert [row[:2] for row in cells(drawn, "Tube map lines")[1:4]] == [
        [None, None],
        ["Force", "Robbery"],
        ["Force", "Domestic Abuse"],
    ]


def test_a_pin_that_a_person_misspelt_stays_and_is_a_problem_each_time(
    make_file: MakeFile, content: Callable[[Path], str]
) -> None:
    path = make_file(with_stops(Pins=[PINS, ["Force", "Burglry", 3, 3, "left"]]))

    problems = draw_in(path)

    assert [(p.place, p.what) for p in problems] == [
        ("Pins!B2", "The pin of 'Burglry' holds nothing: no line of the map 'Force' stops there.")
    ]
    assert cells(path, "Pins")[1] == ["Force", "Burglry", 3, 3, "left"]
    before = content(path)
    assert draw_in(path) == problems
    assert content(path) == before


@pytest.mark.parametrize("typed", ["W", "Left", "left"])
def test_a_label_side_in_the_officer_s_own_words_stays_as_it_is_typed(
    make_file: MakeFile, typed: str
) -> None:
    path = make_file(with_stops(Pins=[PINS, ["Force", "Burglary", 1, 3, typed]]))

    draw_in(path)

    assert cells(path, "Pins")[1] == ["Force", "Burglary", 1, 3, typed]


def test_pins_that_would_run_into_the_table_below_are_refused(make_file: MakeFile) -> None:
    below = [["Map", "Title", "Paper"], ["Force", "Our force", "A3"]]
    path = make_file(with_stops(Pins=[PINS, [], *below]))

    with pytest.raises(
        BookError, match=r"table of pins on 'Pins' needs \d more rows, and in row 3 another table"
    ):
        draw_in(path)
