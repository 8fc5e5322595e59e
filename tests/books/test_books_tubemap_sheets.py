"""Which sheet a tube map stands on: its own wherever it was moved or renamed, and never a person's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
import xlsxwriter
import xlwings as xw

from tests.books.layouts import HEADINGS, STOPS, Sheets, facts, with_stops
from xlscore.books import draw_tube_map
from xlscore.books.files import workbook_file
from xlscore.books.maps.headings import MAP_PLACEHOLDER
from xlscore.engine import draw, drawn_names, tab_names

MakeFile = Callable[[Sheets], Path]
OpenFile = Callable[[Path], xw.Book]
FORCE, COMMANDS = "Tube map: Force", "Tube map: Commands"
LONG: Final = "Keeping every county's people safe, part"
TEXT_BOX: Final = (
    '<xdr:absoluteAnchor><xdr:pos x="12700" y="25400"/><xdr:ext cx="127000" cy="254000"/>'
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="0" name="Our remark"/><xdr:cNvSpPr/></xdr:nvSpPr>'
    '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
    "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>mind the gap</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    "<xdr:clientData/></xdr:absoluteAnchor>"
)

pytestmark = [pytest.mark.xdist_group("tubemap"), pytest.mark.slow]  # maps are searched for


def draw_in(path: Path, name: str | None = None) -> dict[str, str]:
    """Draw a workbook file's maps and return which sheet each stands on."""
    with workbook_file(path) as book:
        return {one.name: one.sheet for one in draw_tube_map(book, name).maps}


def drawn_on(path: Path) -> dict[str, list[str]]:
    """Return what is drawn on each sheet that has something drawn on it."""
    with workbook_file(path, save=False) as book:
        return {sheet.name: names for sheet in book.sheets if (names := drawn_names(sheet))}


def test_a_person_s_own_sheet_of_that_name_is_never_drawn_on(
    make_file: MakeFile, content: Callable[[Path], str]
) -> None:
    path = make_file(with_stops(**{"Tube map": [["Our map, made by hand"], [None, "o---o"]]}))

    drawn = draw_in(path)

    assert drawn == {"Force": "Tube map 2", "Commands": "Tube map - Commands"}
    assert drawn_on(path) == {"Tube map 2": [FORCE], "Tube map - Commands": [COMMANDS]}
    before = content(path)
    assert draw_in(path) == drawn
    assert content(path) == before


def test_a_person_s_chart_sheet_of_that_name_stays(tmp_path: Path) -> None:
    path = tmp_path / "charted.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in with_stops().items():
            sheet = workbook.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
        for name in ("Tube map", "Tube map data"):
            chart = workbook.add_chart({"type": "column"})
            chart.add_series({"values": "=Grid!$C$3:$C$4"})
            workbook.add_chartsheet(name).set_chart(chart)

    assert draw_in(path, "Force") == {"Force": "Tube map 2"}
    with workbook_file(path, save=False) as book:
        assert {"Tube map", "Tube map data", "Tube map 2", "Tube map data 2"} <= set(tab_names(book))


def test_a_sheet_with_a_formula_that_shows_nothing_is_a_person_s(make_file: MakeFile) -> None:
    path = make_file(with_stops(**{"Tube map": [['=IF(1=1,"","drawn")']]}))

    assert draw_in(path, "Force") == {"Force": "Tube map 2"}


def test_a_sheet_with_the_template_s_note_is_drawn_on_and_the_note_goes(
    make_file: MakeFile, opened: OpenFile
) -> None:
    path = make_file(with_stops(**{"Tube map": [[MAP_PLACEHOLDER]]}))

    assert draw_in(path, "Force") == {"Force": "Tube map"}
    assert opened(path).sheets["Tube map"]["A1"].value is None


def test_words_that_only_begin_like_the_template_s_note_are_a_person_s(
    make_file: MakeFile, opened: OpenFile
) -> None:
    path = make_file(with_stops(**{"Tube map": [["Draw tube map on Monday"]]}))

    assert draw_in(path, "Force") == {"Force": "Tube map 2"}
    assert opened(path).sheets["Tube map"]["A1"].value == "Draw tube map on Monday"


def test_a_sheet_with_a_text_box_alone_is_drawn_on_and_the_text_box_stays(make_file: MakeFile) -> None:
    path = make_file(with_stops(**{"Tube map": []}))
    with workbook_file(path) as book:
        draw(book.sheets["Tube map"], [TEXT_BOX], replaces=lambda _: False)

    draw_in(path, "Force")
    draw_in(path, "Force")

    assert drawn_on(path) == {"Tube map": ["Our remark", FORCE]}


def test_cells_that_a_person_typed_beside_a_drawn_map_leave_it_where_it_is(
    drawn: Path, opened: OpenFile
) -> None:
    with workbook_file(drawn) as book:
        book.sheets["Tube map"]["A60"].value = "Agreed by the Board"

    assert draw_in(drawn)["Force"] == "Tube map"
    assert opened(drawn).sheets["Tube map"]["A60"].value == "Agreed by the Board"


def test_a_renamed_sheet_is_found_again_by_its_map(drawn: Path, content: Callable[[Path], str]) -> None:
    with workbook_file(drawn) as book:
        book.sheets["Tube map"].name = "Board picture"
    before = content(drawn)

    assert draw_in(drawn) == {"Force": "Board picture", "Commands": "Tube map - Commands"}
    assert drawn_on(drawn) == {"Board picture": [FORCE], "Tube map - Commands": [COMMANDS]}
    assert content(drawn) == before


def test_a_renamed_sheet_is_refreshed_in_place(drawn: Path) -> None:
    with workbook_file(drawn) as book:
        book.sheets["Tube map"].name = "Board picture"
        book.sheets["Grid"]["H3"].value = "Inadequate"

    draw_in(drawn)

    with workbook_file(drawn, save=False) as book:
        assert drawn_names(book.sheets["Board picture"]) == [FORCE]
        assert "1 Inadequate" in book.sheets["Board picture"].shapes[0].text


def test_of_a_sheet_and_its_copy_only_the_sheet_is_drawn_again(drawn: Path) -> None:
    with workbook_file(drawn) as book:
        book.sheets["Tube map"].copy(before=book.sheets["Tube map"], name="As agreed in May")
        book.sheets["Grid"]["H3"].value = "Inadequate"

    assert draw_in(drawn)["Force"] == "Tube map"
    with workbook_file(drawn, save=False) as book:
        assert "1 Inadequate" not in book.sheets["As agreed in May"].shapes[0].text
        assert "1 Inadequate" in book.sheets["Tube map"].shapes[0].text


def test_another_spelling_of_the_map_s_name_replaces_its_drawing(drawn: Path) -> None:
    with workbook_file(drawn) as book:
        book.sheets["Lines and stops"]["A2"].value = "FORCE"

    draw_in(drawn)

    assert drawn_on(drawn)["Tube map"] == ["Tube map: FORCE"]


def test_maps_whose_names_a_sheet_cannot_tell_apart_get_sheets_of_their_own(
    make_file: MakeFile, content: Callable[[Path], str]
) -> None:
    names = ["A/B", "A:B", "A[B]", f"{LONG} one", f"{LONG} two", "///"]
    further = [[name, "Safety", number, area]
               for name in names for number, area in enumerate(("Burglary", "Robbery"), 1)]  # fmt: skip
    path = make_file(with_stops(*further))

    drawn = draw_in(path)

    assert drawn == {
        "Force": "Tube map",
        "A/B": "Tube map - A B",
        "A:B": "Tube map - A B 2",
        "A[B]": "Tube map - A B 3",
        f"{LONG} one": "Tube map - Keeping every county",
        f"{LONG} two": "Tube map - Keeping every coun 2",
        "///": "Tube map -",
        "Commands": "Tube map - Commands",
    }
    assert all(drawn_on(path)[sheet] == [f"Tube map: {name}"] for name, sheet in drawn.items())
    before = content(path)
    assert draw_in(path) == drawn
    assert content(path) == before


def test_maps_drawn_one_by_one_stand_where_they_stand_when_drawn_together(make_file: MakeFile) -> None:
    path = make_file(with_stops(**{"Tube map": [[MAP_PLACEHOLDER]]}))

    assert draw_in(path, "Commands") == {"Commands": "Tube map - Commands"}
    assert draw_in(path, "Force") == {"Force": "Tube map"}
    assert draw_in(path) == {"Force": "Tube map", "Commands": "Tube map - Commands"}


def test_a_sheet_on_which_another_map_stands_is_not_drawn_on(drawn: Path) -> None:
    with workbook_file(drawn) as book:
        for row in range(2, 6):
            book.sheets["Lines and stops"].range((row, 1)).value = "Priorities"

    assert draw_in(drawn, "Priorities") == {"Priorities": "Tube map 2"}
    assert drawn_on(drawn)["Tube map"] == [FORCE]


def test_a_sheet_found_again_keeps_the_page_that_a_person_set_up(drawn: Path) -> None:
    with workbook_file(drawn) as book:
        book.sheets["Tube map"].page_setup.print_area = "$A$1:$C$3"

    draw_in(drawn)

    with workbook_file(drawn, save=False) as book:
        assert book.sheets["Tube map"].page_setup.print_area == "$A$1:$C$3"


def test_a_map_whose_sheet_is_protected_is_named_and_the_others_are_drawn(
    make_file: MakeFile, opened: OpenFile
) -> None:
    path = make_file({"Grid": [HEADINGS, *facts()], "Stops": STOPS, "Tube map": []})
    protect(path, "Tube map")
    book = opened(path)

    result = draw_tube_map(book)

    told = [(problem.sheet, problem.what) for problem in result.problems]
    assert (
        "Tube map",
        "The sheet 'Tube map' is protected, so the map 'Force' cannot be drawn on it.",
    ) in told
    assert [drawn.name for drawn in result.maps] == ["Commands"]
    assert "Tube map: Force" not in drawn_names(book.sheets["Tube map"])


def protect(path: Path, sheet: str) -> None:
    """Protect a sheet as Excel does by default: cells and objects."""
    import openpyxl

    workbook = openpyxl.load_workbook(path)
    workbook[sheet].protection.sheet = workbook[sheet].protection.objects = True
    workbook.save(path)
