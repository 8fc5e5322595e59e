"""The commands' evidence: from their returns onto the Evidence sheet, beside the grid, and kept through the cycles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import pytest
import xlwings as xw

from xlscore.books import check, collate, generate_force_grades, roll

MakeBook = Callable[[dict[str, Sequence[Sequence[Any]]]], xw.Book]

GRID: Final = [
    ["Cycle", "Cycle 13"],
    ["Area", "North", "South", "Force redline", "Final grade"],
    ["Burglary", None, None, "RI", None],
    ["Robbery", None, None, "N/A", None],
]
TWO: Final = ["Area", "Grade", "Evidence (numbers)", "Evidence (words)"]
HEADINGS: Final = ["Area", "Command", "Kind", "Text", "Cycle"]
NORTH: Final = [
    TWO,
    ["Robbery", "Good", 0.736, None],
    ["Burglary", "Good", "8.7 % fewer", "Patrols\nwith the council"],
]


def returned(
    make_book: MakeBook, rows: list[list[Any]], command: str = "North", cycle: str = "Cycle 13"
) -> xw.Book:
    return make_book({"Return": [["Command", command], ["Cycle", cycle], [], *rows]})


def rows_of(book: xw.Book, sheet: str = "Evidence") -> list[list[Any]]:
    return [row for row in book.sheets[sheet].used_range.options(ndim=2).value if any(row)]


def test_the_evidence_of_a_return_stands_on_the_sheet_in_the_order_of_the_grid(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    south = [["Area", "Grade", "Evidence"], ["Robbery", "RI", "One gang"]]

    collate(book, [returned(make_book, NORTH), returned(make_book, south, "South")])

    assert rows_of(book) == [
        HEADINGS,
        ["Burglary", "North", "Numbers", "8.7 % fewer", "Cycle 13"],
        ["Burglary", "North", "Words", "Patrols\nwith the council", "Cycle 13"],
        ["Robbery", "North", "Numbers", "0.736", "Cycle 13"],
        ["Robbery", "South", "Evidence", "One gang", "Cycle 13"],
    ]
    assert [sheet.name for sheet in book.sheets][:2] == ["Grid", "Evidence"]


@pytest.mark.parametrize(
    ("headings", "kinds"),
    [
        (["Area", "Grade", "Evidence in numbers", "Evidence in words"], ["Numbers", "Words"]),
        (["Area", "Quantitative evidence", "Grade", "Qualitative evidence"], ["Numbers", "Words"]),
        (["Area", "Grade", "Evidence (Words)", "Evidence (Numbers)"], ["Words", "Numbers"]),
        (["Area", "Grade", "Narrative"], ["Words"]),
        (["Area", "Grade", "Supporting evidence"], ["Evidence"]),
    ],
)
def test_evidence_is_known_by_its_usual_headings(
    headings: list[str], kinds: list[str], make_book: MakeBook
) -> None:
    book = make_book({"Grid": GRID})
    row = ["Good" if heading == "Grade" else "Burglary" if heading == "Area" else heading for heading in headings]  # fmt: skip

    collate(book, [returned(make_book, [headings, row])])

    assert sorted(row[2] for row in rows_of(book)[1:]) == sorted(kinds)


def test_a_later_return_brings_its_evidence_up_to_date_and_typed_rows_and_texts_stay(
    make_book: MakeBook,
) -> None:
    book = make_book({"Grid": GRID})
    collate(book, [returned(make_book, NORTH)])
    sheet = book.sheets["Evidence"]
    sheet.range("D3").value = "In our words"
    sheet.range("A5:E5").value = ["Burglary", "South", "Words", "By telephone", "Cycle 13"]
    later = [TWO, ["Burglary", "Good", "9.1 % fewer", "Other words"], ["Robbery", "Good", None, "Seen"]]

    answer = collate(book, [returned(make_book, later)])

    assert rows_of(book)[1:] == [
        ["Burglary", "North", "Numbers", "9.1 % fewer", "Cycle 13"],
        ["Burglary", "North", "Words", "In our words", "Cycle 13"],
        ["Robbery", "North", "Numbers", None, "Cycle 13"],
        ["Burglary", "South", "Words", "By telephone", "Cycle 13"],
        ["Robbery", "North", "Words", "Seen", "Cycle 13"],
    ]
    assert [(p.sheet, p.cell) for p in answer.problems if "typed here" in p.what] == [("Evidence", "D3")]


def test_a_return_that_comes_late_takes_its_place_and_what_one_no_longer_says_goes(
    make_book: MakeBook,
) -> None:
    book = make_book({"Grid": GRID})
    south = [["Area", "Grade", "Evidence"], ["Burglary", "RI", "Late"], ["Robbery", "RI", "One gang"]]
    collate(book, [returned(make_book, NORTH)])

    collate(book, [returned(make_book, south, "South")])
    collate(book, [returned(make_book, [TWO, ["Burglary", "Good", "9.1 % fewer", None]])])

    assert rows_of(book)[1:] == [
        ["Burglary", "North", "Numbers", "9.1 % fewer", "Cycle 13"],
        ["Burglary", "South", "Evidence", "Late", "Cycle 13"],
        ["Robbery", "South", "Evidence", "One gang", "Cycle 13"],
    ]


def test_a_remark_beside_the_rows_keeps_them_where_they_are(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    collate(book, [returned(make_book, NORTH)])
    book.sheets["Evidence"].range("F1:F2").value = [["Checked by"], ["The unit"]]
    south = [["Area", "Grade", "Evidence"], ["Burglary", "RI", "Late"]]

    collate(book, [returned(make_book, south, "South")])

    rows = rows_of(book)
    assert rows[1][:3] == ["Burglary", "North", "Numbers"]
    assert rows[1][5] == "The unit"
    assert rows[-1][:4] == ["Burglary", "South", "Evidence", "Late"]


def test_collating_the_same_return_twice_changes_nothing(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    collate(book, [returned(make_book, NORTH)])
    before = rows_of(book)

    collate(book, [returned(make_book, NORTH)])

    assert rows_of(book) == before


@pytest.mark.parametrize(
    ("value", "number_format", "said"),
    [
        (0.736, "0.0%", "73.6%"),
        (0.736, "0%", "74%"),
        (1903, "General", "1,903"),
        (12.5, "0.0", "12.5"),
        (" 273 fewer ", "General", "273 fewer"),
    ],
)
def test_a_number_is_kept_as_its_cell_shows_it(
    value: Any, number_format: str, said: str, make_book: MakeBook
) -> None:
    book = make_book({"Grid": GRID})
    one = returned(make_book, [TWO, ["Burglary", "Good", value, None]])
    one.sheets["Return"].range("C5").number_format = number_format

    collate(book, [one])

    assert rows_of(book)[1][3] == said


def test_a_return_without_evidence_makes_no_sheet(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})

    collate(book, [returned(make_book, [["Area", "Grade"], ["Robbery", "Good"]])])

    assert "Evidence" not in [sheet.name for sheet in book.sheets]


def test_a_grade_above_the_redline_without_evidence_is_named_when_it_is_returned(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    south = [TWO, ["Burglary", "RI", None, None], ["Robbery", "Outstanding", None, None]]
    rows = [TWO, ["Burglary", "Good", None, None], ["Robbery", "Good", None, None]]

    answer = collate(book, [returned(make_book, rows), returned(make_book, south, "South")])

    assert [(p.cell, p.what) for p in answer.problems] == [
        (
            "B3",
            "North grades 'Burglary' Good, above the redline's Requires Improvement, without any evidence.",
        )
    ]


def test_a_dash_is_no_evidence_and_is_not_kept(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})

    answer = collate(book, [returned(make_book, [TWO, ["Burglary", "Good", "N/A", "-"]])])

    assert [p.cell for p in answer.problems if "without any evidence" in p.what] == ["B3"]
    assert "Evidence" not in [sheet.name for sheet in book.sheets]


def test_evidence_for_an_area_that_the_grid_does_not_know_is_named_once(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    rows = [TWO, ["Arson", None, "Two", None], ["Gangs", "Good", "Three", None]]

    answer = collate(book, [returned(make_book, rows)])

    assert [p.what for p in answer.problems if "no area" in p.what] == [
        "North grades 'Gangs', which is no area of the grid.",
        "North has evidence for 'Arson', which is no area of the grid.",
    ]


def test_evidence_that_was_typed_counts(make_book: MakeBook) -> None:
    typed = ["Burglary", "north", "Words", "By telephone", None]
    book = make_book({"Grid": GRID, "Evidence": [HEADINGS, typed]})

    answer = collate(book, [returned(make_book, [TWO, ["Burglary", "Good", None, None]])])

    assert [p for p in answer.problems if "evidence" in p.what] == []


def test_the_grid_says_which_commands_have_evidence_and_a_check_names_who_lacks_it(
    make_book: MakeBook,
) -> None:
    book = make_book({"Grid": GRID})
    south = [TWO, ["Burglary", "Good", None, None], ["Robbery", "RI", None, None]]
    collate(book, [returned(make_book, NORTH), returned(make_book, south, "South")])

    generate_force_grades(book)

    rows = book.sheets["Grid"].used_range.options(ndim=2).value
    place = rows[1].index("Evidence returned")
    assert [row[place] for row in rows[2:]] == ["1 of 2 commands; none from South"] * 2
    assert [row[:5] for row in rows[2:]] == [
        ["Burglary", "Good", "Good", "RI", "Requires Improvement"],
        ["Robbery", "Good", "Requires Improvement", "N/A", "Requires Improvement"],
    ]
    assert [p.cell for p in check(book).problems if "without any evidence" in p.what] == ["C3"]


def test_a_workbook_without_evidence_is_not_asked_for_any(make_book: MakeBook) -> None:
    grid = [GRID[0], GRID[1], ["Burglary", "Good", "Good", "RI", "RI"]]
    book = make_book({"Grid": grid, "Evidence": [HEADINGS]})

    answer = generate_force_grades(book)

    assert answer.problems == ()
    assert "Evidence returned" not in book.sheets["Grid"].used_range.options(ndim=2).value[1]


def test_the_evidence_of_a_cycle_stays_when_the_next_one_begins_and_no_longer_counts(
    make_book: MakeBook,
) -> None:
    book = make_book({"Grid": GRID})
    collate(book, [returned(make_book, NORTH)])
    generate_force_grades(book)
    before = rows_of(book)

    roll(book, "Cycle 14")
    collate(book, [returned(make_book, [TWO, ["Burglary", "Good", "New", None]], cycle="Cycle 14")])

    assert rows_of(book) == [*before, ["Burglary", "North", "Numbers", "New", "Cycle 14"]]
    rows = book.sheets["Grid"].used_range.options(ndim=2).value
    assert [row[rows[1].index("Evidence returned")] for row in rows[2:]] == [None, None]


def test_evidence_without_a_cycle_is_given_the_one_that_ends(make_book: MakeBook) -> None:
    typed = ["Burglary", "North", "Words", "By telephone", None]
    grid = [GRID[0], GRID[1], ["Burglary", "Good", "Good", "RI", "RI"]]
    book = make_book({"Grid": grid, "Evidence": [HEADINGS, typed]})

    roll(book, "Cycle 14")

    assert rows_of(book)[1] == ["Burglary", "North", "Words", "By telephone", "Cycle 13"]


PRACTICE: Final = ["Burglary", "North", "Good practice", "Marked property", "Cycle 13"]


@pytest.mark.parametrize(
    "heading", ["Good practice", "What works", "Best practice", "Good practice to share"]
)
def test_good_practice_in_a_return_is_kept_beside_the_evidence_and_is_none(
    heading: str, make_book: MakeBook
) -> None:
    book = make_book({"Grid": GRID})
    rows = [["Area", "Grade", "Evidence", heading], ["Burglary", "Good", None, "Marked property"]]

    answer = collate(book, [returned(make_book, rows)])

    assert rows_of(book)[1:] == [PRACTICE]
    assert any("without any evidence" in problem.what for problem in answer.problems)


def test_good_practice_may_stand_in_a_list_of_its_own(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    top = [["Command", "North"], ["Cycle", "Cycle 13"], [], ["Area", "Grade"], ["Burglary", "Good"]]
    listed = [
        ["Area", "What works"],
        ["Burglary", "Marked property"],
        [None, "Evening patrols"],
        ["Arson", "Talks"],
    ]
    one = make_book({"Return": top, "Good practice": listed})

    answer = collate(book, [one])

    assert rows_of(book)[1:] == [[*PRACTICE[:3], "Marked property\nEvening patrols", "Cycle 13"]]
    assert "North has evidence for 'Arson', which is no area of the grid." in [
        p.what for p in answer.problems
    ]


def test_what_a_return_says_of_redlines_and_risks_in_words_is_kept(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    rows = [
        ["Area", "Grade", "Redlines", "Risks"],
        ["Burglary", "Good", "Response is below 80%", "Too few drivers"],
    ]

    collate(book, [returned(make_book, rows)])

    assert [row[2:4] for row in rows_of(book)[1:]] == [
        ["Redlines", "Response is below 80%"],
        ["Risks", "Too few drivers"],
    ]


def test_the_json_has_what_is_said_for_each_area_in_this_cycle(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    south = [["Area", "Grade", "Good practice"], ["Burglary", "Good", "Marked property"]]
    collate(book, [returned(make_book, NORTH), returned(make_book, south, "South")])
    book.sheets["Evidence"].range("A6:E6").value = ["Burglary", "North", "Words", "Of last year", "Cycle 12"]

    burglary, robbery = generate_force_grades(book).as_dict()["areas"]

    assert burglary["evidence"] == [
        {"command": "North", "kind": "Numbers", "text": "8.7 % fewer"},
        {"command": "North", "kind": "Words", "text": "Patrols\nwith the council"},
        {"command": "South", "kind": "Good practice", "text": "Marked property"},
    ]
    assert [piece["text"] for piece in robbery["evidence"]] == ["0.736"]
