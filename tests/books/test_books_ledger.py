"""The ledger: what we last wrote, through everything that happens to a table; all else is a person's."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, Sheets, facts
from xlscore.books import BookError, ForceGrades, generate_force_grades
from xlscore.books.grades.collate import collate
from xlscore.books.grades.roll import roll
from xlscore.books.plan.ledger import NAMESPACE, Ledger
from xlscore.engine import open_book, read_custom_xml, set_formula, write_custom_xml

MakeBook = Callable[[Sheets], xw.Book]
MakeFile = Callable[[Sheets], Path]


def _blank_finals() -> list[list[Any]]:
    return [[*row[:-1], None] for row in facts()]


@pytest.fixture
def book(make_book: MakeBook) -> xw.Book:
    """A grid whose finals are the suggestions: nobody has agreed one yet."""
    book = make_book({"Grid": [["Cycle", "Cycle 13"], HEADINGS, *_blank_finals()]})
    generate_force_grades(book)
    return book


def _worsen(book: xw.Book, sheet: str = "Grid", first: int = 3) -> ForceGrades:
    """Let every command grade every area as Inadequate, so that all suggestions change."""
    book.sheets[sheet].range((first, 3), (first + 4, 6)).value = [["Inadequate"] * 4] * 5
    return generate_force_grades(book)


def _agreed(result: ForceGrades) -> list[str]:
    return [area.area for area in result.areas if area.agreed]


def test_sorted_rows_are_still_ours(book: xw.Book) -> None:
    grid = book.sheets["Grid"]
    grid.range("A3:L7").value = grid.range("A3:L7").value[::-1]

    result = _worsen(book)

    assert _agreed(result) == []
    assert _values(grid, "H3:H7") == _values(grid, "I3:I7")


def test_rows_below_inserted_ones_are_still_ours(book: xw.Book) -> None:
    grid = book.sheets["Grid"]
    rows = grid.range("A1:L7").value
    grid.range("A4:L10").value = rows
    grid.range("A1:L3").value = [["A title", *[None] * 11], [None] * 12, [None] * 12]

    result = _worsen(book, first=6)

    assert _agreed(result) == []
    assert _values(grid, "H6:H10") == _values(grid, "I6:I10")


def _values(sheet: xw.Sheet, address: str) -> list[Any]:
    found: list[Any] = sheet.range(address).value
    return found


def test_the_cells_of_a_renamed_sheet_are_still_ours(book: xw.Book) -> None:
    book.sheets["Grid"].name = "Command grades"

    result = _worsen(book, "Command grades")

    assert _agreed(result) == []
    assert _values(book.sheets["Command grades"], "H3:H7") == _values(book.sheets["Command grades"], "I3:I7")


def test_the_cells_of_an_area_with_its_name_put_right_are_still_ours(book: xw.Book) -> None:
    book.sheets["Grid"]["B3"].value = "Burglary of dwellings"

    result = _worsen(book)

    assert _agreed(result) == []


def test_a_new_area_in_place_of_another_is_a_persons(book: xw.Book) -> None:
    typed = book.sheets["Grid"]["H3"].value
    book.sheets["Grid"].range("B3:L3").value = [
        "Arson",
        "RI",
        "RI",
        None,
        None,
        None,
        typed,
        None,
        None,
        None,
        None,
    ]

    result = _worsen(book)

    assert _agreed(result) == ["Arson"]
    assert book.sheets["Grid"]["H3"].value == typed


def test_another_grid_on_a_new_sheet_is_a_persons_though_the_old_one_is_gone(book: xw.Book) -> None:
    grid = book.sheets["Grid"]
    finals = [row[7] for row in grid.range("A3:L7").value]
    fresh = book.sheets.add("Cycle 14")
    fresh.range("A1").value = [
        HEADINGS,
        *[[*row[:-1], final] for row, final in zip(facts(), finals, strict=True)],
    ]
    grid.delete()

    result = _worsen(book, "Cycle 14", first=2)

    assert len(_agreed(result)) == 5
    assert _values(fresh, "H2:H6") == finals


def test_the_values_of_a_copied_sheet_are_a_persons(book: xw.Book) -> None:
    grid = book.sheets["Grid"]
    grid.copy(after=grid, name="Grid as agreed")
    before = book.sheets["Grid as agreed"].used_range.value
    with pytest.raises(BookError, match="Which one is meant"):
        generate_force_grades(book)

    book.sheets["Grid as agreed"].range("C3:F7").value = [["Inadequate"] * 4] * 5
    generate_force_grades(book, "Grid as agreed")

    assert [row[7] for row in book.sheets["Grid as agreed"].used_range.value] == [row[7] for row in before]


@pytest.mark.parametrize(
    "part",
    [
        None,
        "",
        f'<ledger xmlns="{NAMESPACE}" form="1">[[</ledger>',
        f'<ledger xmlns="{NAMESPACE}" form="2">[]</ledger>',
        f'<ledger xmlns="{NAMESPACE}" form="1">{{"a":1}}</ledger>',
        f'<ledger xmlns="{NAMESPACE}" form="1">[["grid of command grades",5,[[1,2,"Good"]]]]</ledger>',
        f'<ledger xmlns="{NAMESPACE}" form="1">[["grid of command grades","grid",[["burglary",null,"Good"]]]]</ledger>',
        f'<ledger xmlns="{NAMESPACE}" form="1">{"[" * 20000}</ledger>',
        f'<other xmlns="{NAMESPACE}"/>',
    ],
    ids=[
        "no entries",
        "blank",
        "cut off",
        "another form",
        "an object",
        "numbers",
        "no field",
        "deep",
        "foreign",
    ],
)
def test_without_a_ledger_that_can_be_read_every_value_is_a_persons(book: xw.Book, part: str | None) -> None:
    before = _values(book.sheets["Grid"], "H3:H7")
    write_custom_xml(book, NAMESPACE, part or Ledger().xml())

    result = _worsen(book)

    assert len(_agreed(result)) == 5
    assert _values(book.sheets["Grid"], "H3:H7") == before


def test_what_we_last_wrote_is_a_persons_if_they_typed_something_else_before(book: xw.Book) -> None:
    ours = book.sheets["Grid"]["H3"].value
    book.sheets["Grid"]["H3"].value = "Outstanding"
    generate_force_grades(book)
    book.sheets["Grid"]["H3"].value = ours

    result = _worsen(book)

    assert _agreed(result) == ["Burglary"]
    assert book.sheets["Grid"]["H3"].value == ours


def test_what_is_blank_again_is_filled_again(book: xw.Book) -> None:
    book.sheets["Grid"]["H3"].value = "Outstanding"
    generate_force_grades(book)
    book.sheets["Grid"]["H3"].value = None

    result = _worsen(book)

    assert _agreed(result) == []
    assert _values(book.sheets["Grid"], "H3:H7") == _values(book.sheets["Grid"], "I3:I7")


def test_areas_that_are_there_twice_get_no_value_that_could_not_be_told_from_a_persons(
    make_book: MakeBook,
) -> None:
    rows = _blank_finals()
    rows[1][1] = "Burglary"
    book = make_book({"Grid": [HEADINGS, *rows]})

    for _ in range(2):
        result = generate_force_grades(book)

        assert _values(book.sheets["Grid"], "H2:H4")[:2] == [None, None]
        assert _agreed(result) == []
        assert any("is there twice" in problem.what for problem in result.problems)


def test_a_twin_that_a_person_graded_stays_and_is_ours_never(make_book: MakeBook) -> None:
    book = make_book({"Grid": [HEADINGS, *_blank_finals()]})
    generate_force_grades(book)
    ours = book.sheets["Grid"]["H2"].value
    book.sheets["Grid"]["B3"].value = "Burglary"
    book.sheets["Grid"]["H3"].value = ours

    _worsen(book, first=2)

    assert _values(book.sheets["Grid"], "H2:H3") == [ours, ours]


def test_the_new_cycle_knows_nothing_of_what_we_wrote_in_the_old_one(book: xw.Book) -> None:
    suggested = _values(book.sheets["Grid"], "H3:H7")
    roll(book, "Cycle 14")
    book.sheets["Grid"].range("H3:H7").value = [[grade] for grade in suggested]

    result = _worsen(book)

    assert len(_agreed(result)) == 5
    assert _values(book.sheets["Grid"], "H3:H7") == suggested


def test_the_ledger_forgets_rows_that_are_gone(book: xw.Book) -> None:
    book.sheets["Grid"].range("A7:L7").clear_contents()

    generate_force_grades(book)

    ledger = Ledger.read(read_custom_xml(book, NAMESPACE))
    assert {row for (kind, _), rows in ledger.tables.items() if "grid" in kind for row, _ in rows} == {
        "burglary", "robbery", "domesticabuse", "gangsandknives",
    }  # fmt: skip


def test_a_ledger_holds_dates_and_truths_as_what_they_are() -> None:
    ledger = Ledger(
        {("grid", "grid"): {("a", "b"): datetime.datetime(2026, 11, 1), ("a", "c"): True, ("a", "d"): 0.1}}
    )

    assert Ledger.read(ledger.xml()).tables == ledger.tables


def test_the_ledger_is_in_the_saved_file(make_file: MakeFile) -> None:
    path = make_file({"Grid": [HEADINGS, *_blank_finals()]})
    with open_book(path) as book:
        generate_force_grades(book)
        book.save()

    with open_book(path) as book:
        result = _worsen(book, first=2)

    assert _agreed(result) == []


# --- rolling


def test_a_formula_stays_through_the_roll_wherever_it_stands(make_book: MakeBook) -> None:
    changes = [
        ["Area", "Last cycle", "This cycle", "Change", "Rationale"],
        ["Burglary", "RI", None, None, "because"],
    ]
    book = make_book({"Grid": [["Cycle", "Cycle 13"], HEADINGS, *facts()], "Changes": changes})
    for cell in ("B2", "C2", "D2", "E2"):
        book.sheets["Changes"][cell].formula = '=IF(1=1,"Good","RI")'

    roll(book, "Cycle 14")

    assert [book.sheets["Changes"][cell].formula for cell in ("B2", "C2", "D2", "E2")] == [
        '=IF(1=1,"Good","RI")'
    ] * 4


def test_the_history_keeps_every_word_that_the_roll_clears(make_book: MakeBook) -> None:
    heads = [*HEADINGS, "Why", "Override", "Rationale"]
    rows = [[*row, None, None, None] for row in facts()]
    rows[0][-3:] = ["as the audit said", "Yes, by the Chief", "see minute 4"]
    rows[1][-4:] = [None, None, None, "not agreed yet"]
    changes = [
        ["Area", "Last cycle", "This cycle", "Change", "Rationale"],
        ["Burglary", "RI", "Outstanding", "leap", "because of the audit"],
    ]
    book = make_book({"Grid": [["Cycle", "Cycle 13"], heads, *rows], "Changes": changes})

    roll(book, "Cycle 14")

    kept = [row[1:5] for row in book.sheets["Grade history"].used_range.value]
    assert ["Burglary", "Why", "as the audit said", None] in kept
    assert ["Burglary", "Override", "Yes, by the Chief", None] in kept
    assert ["Burglary", "Final grade", "Good", "see minute 4"] in kept
    assert ["Burglary", "This cycle", "Outstanding", None] in kept
    assert ["Burglary", "Change", "leap", None] in kept
    assert ["Burglary", "Rationale", None, "because of the audit"] in kept
    assert ["Robbery", "Rationale", None, "not agreed yet"] in kept


# --- what is said of areas that are gone, and formulas that show nothing


def test_what_we_wrote_of_an_area_that_left_the_grid_is_blank_again_and_what_a_person_typed_is_not(
    make_book: MakeBook,
) -> None:
    changes = [
        ["Area", "Last cycle", "This cycle", "Change", "Rationale"],
        ["Burglary", "RI"],
        ["Robbery", "RI"],
    ]
    book = make_book({"Grid": [HEADINGS, *facts()], "Changes": changes})
    generate_force_grades(book)
    book.sheets["Changes"]["D3"].value = "for the better"
    book.sheets["Grid"].range("B2:B3").value = [["Theft"], ["Fraud"]]

    generate_force_grades(book)

    assert book.sheets["Changes"].range("A2:D3").value == [
        ["Burglary", "RI", None, None],
        ["Robbery", "RI", None, "for the better"],
    ]


def test_a_return_does_not_fill_a_cell_whose_formula_shows_nothing(make_book: MakeBook) -> None:
    book = make_book({"Grid": [HEADINGS, *facts()]})
    set_formula(book.sheets["Grid"]["C2"], '=IF(Z1="","",Z1)', "")
    sent = make_book({"North": [["Area", "Grade"], ["Burglary", "Good"]]})

    collated = collate(book, [sent])

    assert book.sheets["Grid"]["C2"].formula == '=IF(Z1="","",Z1)'
    assert [problem.cell for problem in collated.problems] == ["C2"]


def test_no_area_is_added_below_the_changes_over_a_formula_that_shows_nothing(make_book: MakeBook) -> None:
    changes = [["Area", "Last cycle", "This cycle"], ["Burglary", "RI"]]
    book = make_book({"Grid": [HEADINGS, *facts()], "Changes": changes})
    set_formula(book.sheets["Changes"]["A3"], '=IF(Z1="","",Z1)', "")

    generate_force_grades(book)

    assert book.sheets["Changes"]["A3"].formula == '=IF(Z1="","",Z1)'
