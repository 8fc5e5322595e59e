"""Redlines and risks in commands' returns: carried into the force's tables, nothing typed replaced, what disagrees named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.tools import ROOT
from xlscore import open_book
from xlscore.books import Collated, collate, generate_force_grades, refresh, roll, score_risks

pytestmark = pytest.mark.cases

MakeBook = Callable[[Sheets], xw.Book]

GRID: Final = [
    ["Cycle", "Cycle 13"],
    ["Area", "North", "South", "Force redline", "Final grade"],
    ["Burglary", None, None, None, None],
    ["Robbery", None, None, None, None],
]
FORM: Final = [["Area", "Grade"], ["Burglary", "Good"], ["Robbery", "Good"]]
REDLINES: Final = ["Area", "Redline measure", "Value", "Minimum", "Better", "Data to"]
RESPONSE: Final = ["Burglary", "Response", "73.6%", "80%", "Higher", "Feb 2019"]
RISKS: Final = ["Ref", "Risk", "Area", "Likelihood", "Impact", "Mitigation"]
R1: Final = ["N1", "Too few drivers", "Burglary", 5, "Catastrophic", "Training"]


def returned(
    make_book: MakeBook, command: str = "North", cycle: str = "Cycle 13", **sheets: list[list[Any]]
) -> xw.Book:
    top = [["Command", command], ["Cycle", cycle], []]
    return make_book({"Return": [*top, *FORM], **sheets})


def rows_of(book: xw.Book, sheet: str) -> list[list[Any]]:
    rows = book.sheets[sheet].used_range.options(ndim=2).value
    return [row for row in rows if any(cell is not None for cell in row)]


def named(answer: Collated) -> list[tuple[str, str]]:
    others = ("has not returned", "without any evidence", "second return")
    return [(p.place, p.what) for p in answer.problems if not any(other in p.what for other in others)]


def test_a_commands_redline_goes_on_a_sheet_as_that_commands_own(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})

    answer = collate(book, [returned(make_book, Redlines=[REDLINES, RESPONSE])])

    assert rows_of(book, "Redlines") == [
        ["Area", "Redline measure", "Command", "Value", "Minimum", "Better", "Met", "Data to"],
        ["Burglary", "Response", "North", "73.6%", "80%", "Higher", None, "Feb 2019"],
    ]
    assert named(answer) == []
    assert answer.as_dict()["redlines"] == {"North": 1}
    graded = generate_force_grades(book)
    assert graded.commands[0].not_met == ("Response (Burglary)",)
    assert graded.areas[0].redline is None


def test_it_stands_below_the_forces_own_redlines_and_a_column_says_whose_it_is(make_book: MakeBook) -> None:
    force = [REDLINES, ["Burglary", "Response", 0.9, 0.8, "Higher", "Feb 2019"]]
    book = make_book({"Grid": GRID, "Areas": force})

    collate(
        book,
        [
            returned(make_book, Redlines=[REDLINES, RESPONSE]),
            returned(make_book, "South", Redlines=[REDLINES, RESPONSE]),
        ],
    )

    rows = rows_of(book, "Areas")
    assert rows[0] == [*REDLINES, "Command"]
    assert [(row[0], row[2], row[6]) for row in rows[1:]] == [
        ("Burglary", 0.9, None), ("Burglary", "73.6%", "North"), ("Burglary", "73.6%", "South"),
    ]  # fmt: skip


def test_a_risk_goes_into_the_register_and_is_scored_there(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})

    answer = collate(book, [returned(make_book, Risks=[RISKS, R1])])
    scored = score_risks(book)

    assert answer.as_dict()["risks"] == {"North": 1}
    (risk,) = scored.risks
    assert (risk.ref, risk.areas, risk.commands, risk.score, risk.redline) == ("N1", ("Burglary",), ("North",), 100, True)  # fmt: skip
    assert risk.mitigation == "Training"


def test_a_register_with_two_columns_has_area_and_command_apart(make_book: MakeBook) -> None:
    register = [["Ref", "Area", "Command", "Likelihood", "Impact"], ["F1", "Robbery", None, 2, 10]]
    book = make_book({"Grid": GRID, "Risks": register})
    lone = ["N2", "Leavers", None, "Probable", 12, None]

    collate(book, [returned(make_book, Risks=[RISKS, R1, lone])])

    rows = rows_of(book, "Risks")
    assert rows[0][:5] == register[0]
    assert [row[:5] for row in rows[2:]] == [
        ["N1", "Burglary", "North", 5, "Catastrophic"],
        ["N2", None, "North", "Probable", 12],
    ]


@pytest.mark.parametrize("run", [1, 2])
def test_collating_again_changes_nothing(run: int, make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    one = returned(make_book, Redlines=[REDLINES, RESPONSE], Risks=[RISKS, R1])
    collate(book, [one])
    refresh(book)
    before = rows_of(book, "Redlines"), rows_of(book, "Risks")

    for _ in range(run):
        answer = collate(book, [one])

    assert (rows_of(book, "Redlines"), rows_of(book, "Risks")) == before
    assert (answer.rows, named(answer)) == ({"redline": {}, "risk": {}}, [])


def test_a_later_return_brings_its_rows_up_to_date_and_what_somebody_typed_stays(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    collate(book, [returned(make_book, Redlines=[REDLINES, RESPONSE], Risks=[RISKS, R1])])
    book.sheets["Redlines"]["H2"].value = "Jan 2019"
    later = [*RESPONSE[:2], "75.0%", "80%", "Higher", "Mar 2019"]

    answer = collate(
        book, [returned(make_book, Redlines=[REDLINES, later], Risks=[RISKS, [*R1[:3], 3, *R1[4:]]])]
    )

    assert rows_of(book, "Redlines")[1][3:] == ["75.0%", "80%", "Higher", None, "Jan 2019"]
    assert rows_of(book, "Risks")[1][3] == 3
    (problem,) = named(answer)
    assert problem[0] == "Redlines!H2"
    assert problem[1].startswith(
        "Data to of the redline 'Response' is Jan 2019 here, and North's return says Mar 2019 ("
    )
    assert answer.rows == {"redline": {"North": 1}, "risk": {"North": 1}}


def test_rows_that_somebody_typed_take_what_is_blank_and_disagreements_are_named(make_book: MakeBook) -> None:
    typed = [["Area", "Redline measure", "Command", "Value", "Minimum", "Data to"], ["Burglary", "Response", "North", "73.60%", "85%", None]]  # fmt: skip
    book = make_book({"Grid": GRID, "Redlines": typed})

    answer = collate(book, [returned(make_book, Redlines=[REDLINES, RESPONSE])])

    row = rows_of(book, "Redlines")[1]
    assert row[:6] == ["Burglary", "Response", "North", "73.60%", "85%", "Feb 2019"]
    ((place, what),) = named(answer)
    assert place == "Redlines!E2"
    assert "Minimum of the redline 'Response' is 85% here, and North's return says 80%" in what


def test_an_area_with_a_slip_in_it_another_commands_row_and_a_taken_reference_are_named_at_the_return(
    make_book: MakeBook,
) -> None:
    register = [["Ref", "Area or command", "Likelihood", "Impact"], ["N1", "South", 2, 10]]
    book = make_book({"Grid": GRID, "Risks": register})
    redlines = [
        [*REDLINES, "Command"],
        ["Burglry", *RESPONSE[1:], None],
        ["Burglary", *RESPONSE[1:], "South"],
    ]

    answer = collate(book, [returned(make_book, Redlines=redlines, Risks=[RISKS, R1])])

    assert [(place.partition("]")[2], what.partition(" (")[0]) for place, what in named(answer)] == [
        ("Redlines!A2", "The redline 'Response' of North is for 'Burglry', which is no area of the grid, so it is not taken over."),
        ("Redlines!G3", "The redline 'Response' is of 'South' and comes in the return of North, so it is not taken over."),
        ("Risks!A2", "North's risk 'N1' is called as one of South"),
    ]  # fmt: skip
    assert rows_of(book, "Risks") == register
    assert "Redlines" not in [sheet.name for sheet in book.sheets]


def test_two_returns_of_one_command_that_disagree_bring_neither_figure(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    other = [*RESPONSE[:2], "70%", *RESPONSE[3:]]

    answer = collate(book, [returned(make_book, Redlines=[REDLINES, row]) for row in (RESPONSE, other)])

    assert rows_of(book, "Redlines")[1][3:5] == [None, "80%"]
    assert any("'Response' is returned twice: 73.6% at" in what for _, what in named(answer))


def test_a_number_that_its_cell_shows_as_a_percentage_keeps_its_sign(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    one = returned(make_book, Redlines=[REDLINES, [*RESPONSE[:2], 0.736, *RESPONSE[3:]]])
    one.sheets["Redlines"]["C2"].number_format = "0.0%"

    collate(book, [one])

    assert rows_of(book, "Redlines")[1][3] == "73.6%"


def test_a_redline_of_all_that_a_command_grades_has_its_name_for_an_area(make_book: MakeBook) -> None:
    typed = [["Area", "Redline measure", "Minimum", "Value"], ["North", "Solved", 10, None]]
    book = make_book({"Grid": GRID, "Redlines": typed})
    rows = [REDLINES, ["All areas", "Response", *RESPONSE[2:]], [None, "Solved", 8, 10, "Higher", None]]

    collate(book, [returned(make_book, Redlines=rows)])
    graded = generate_force_grades(book)

    assert [row[:4] for row in rows_of(book, "Redlines")[1:]] == [
        ["North", "Solved", 10, 8],
        ["North", "Response", "80%", "73.6%"],
    ]
    assert set(graded.commands[0].not_met) == {"Solved", "Response"}


def test_the_next_cycles_return_replaces_what_the_last_one_brought(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    collate(
        book,
        [
            returned(make_book, command, Redlines=[[*REDLINES, "Previous value"], [*RESPONSE, "70%"]])
            for command in ("North", "South")
        ],
    )
    generate_force_grades(book)

    roll(book, "Cycle 14")
    refresh(book)
    answer = collate(
        book,
        [
            returned(
                make_book,
                cycle="Cycle 14",
                Redlines=[REDLINES, [*RESPONSE[:2], "81%", *RESPONSE[3:5], "May 2019"]],
            )
        ],
    )

    heads, north, south = rows_of(book, "Redlines")[:3]
    assert dict(zip(heads, north, strict=True))["Value"] == "81%"
    assert dict(zip(heads, south, strict=True))["Value"] == "73.6%"
    assert named(answer) == []


def test_a_return_without_such_rows_makes_no_sheets(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})

    answer = collate(book, [returned(make_book, Redlines=[REDLINES], Risks=[RISKS])])

    assert [sheet.name for sheet in book.sheets if sheet.name in ("Redlines", "Risks")] == []
    assert answer.rows == {}


def test_sheets_that_were_renamed_and_rows_that_were_sorted_are_known_again(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    solved = ["Robbery", "Solved", 8, 10, "Higher", "Feb 2019"]
    collate(book, [returned(make_book, Redlines=[REDLINES, RESPONSE, solved], Risks=[RISKS, R1])])
    sheet = book.sheets["Redlines"]
    first, second = sheet.range("A2:H3").value
    sheet.range("A2:H3").value = [second, first]
    sheet.name, book.sheets["Risks"].name = "Standards", "Risk log"
    later = [*RESPONSE[:2], "75%", *RESPONSE[3:]]

    answer = collate(
        book, [returned(make_book, Redlines=[REDLINES, later, solved], Risks=[RISKS, [*R1[:3], 3, *R1[4:]]])]
    )

    assert [row[3] for row in rows_of(book, "Standards")[1:]] == [8, "75%"]
    assert rows_of(book, "Risk log")[1][3] == 3
    assert named(answer) == []
    assert {"Redlines", "Risks"}.isdisjoint(sheet.name for sheet in book.sheets)


def test_the_forms_own_sheets_are_taken_over(make_book: MakeBook) -> None:
    book, form = make_book({"Grid": GRID}), open_book(ROOT / "workbooks" / "command-return.xlsx")
    form.sheets["Return"].range("B2").value, form.sheets["Return"].range("B3").value = "North", "Cycle 13"
    form.sheets["Return"].range("A7:B7").value = ["Burglary", "Good"]
    form.sheets["Redlines"].range("A7:F7").value = RESPONSE
    form.sheets["Risks"].range("A7:F7").value = R1

    answer = collate(book, [form])

    assert answer.rows == {"redline": {"North": 1}, "risk": {"North": 1}}
    assert named(answer) == []
    assert rows_of(book, "Risks")[1][:5] == ["N1", "Too few drivers", "Burglary; North", 5, "Catastrophic"]
