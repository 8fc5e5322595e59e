"""Notes on measures carried beside every row that they touch, until they leave its period or are deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import pytest
import xlwings as xw

from xlscore.books import (
    BookError,
    carry_notes,
    check,
    fill_scorecard,
    generate_force_grades,
    grade_quadrants,
    refresh,
    update_msg,
)

pytestmark = pytest.mark.cases

MakeBook = Callable[[dict[str, Sequence[Sequence[Any]]]], xw.Book]

NOTES: Final = ["Date", "Measure", "Place", "Kind", "Words"]
RULES: Final = ["Apr 2018", "Harassment", None, "Counting rules", "Each course of conduct is counted once."]
SAID: Final = "Counting rules, Apr 2018: Each course of conduct is counted once."
MSG: Final = ["Measure", "Better", "Position", "Of", "Previous position", "To average", "Aspiration", "Data to", "Update"]  # fmt: skip
CARD: Final = ["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year"]


def msg_row(measure: str = "Harassment", data_to: str | None = "Mar 2019") -> list[Any]:
    return [measure, "Lower", 5, 8, 4, "-500 offences", "Average", data_to, None]


def column(sheet: xw.Sheet, heading: str, top: int = 1) -> list[Any]:
    """Return what stands under a heading, None where the table has no such column."""
    rows = sheet.used_range.options(ndim=2).value
    headings = rows[top - 1]
    return [row[headings.index(heading)] for row in rows[top:]] if heading in headings else []


def test_a_note_stands_beside_the_msg_row_in_its_update_and_in_the_json(make_book: MakeBook) -> None:
    book = make_book({"MSG": [MSG, msg_row(), msg_row("Robbery")], "Notes": [NOTES, RULES]})

    answer = update_msg(book)

    assert column(book.sheets["MSG"], "Caveat") == [SAID, None]
    assert answer.as_dict()["measures"][0]["caveats"] == [SAID]
    assert answer.as_dict()["measures"][1]["caveats"] == []
    assert answer.measures[0].update.endswith(f"fall by 500 offences. {SAID}")
    assert column(book.sheets["MSG"], "Update")[0] == answer.measures[0].update
    assert answer.sentences()[0].count(SAID) == 1


@pytest.mark.parametrize(
    ("data_to", "standing"),
    [
        ("Mar 2018", False),
        ("Apr 2018", True),
        ("12 months to Mar 2019", True),
        ("Apr 2019", False),
        ("3 months to Jun 2018", True),
        ("3 months to Jul 2018", False),
        (None, True),
    ],
)
def test_a_note_stands_until_it_has_left_the_period_of_its_row(
    data_to: str | None, standing: bool, make_book: MakeBook
) -> None:
    book = make_book({"MSG": [MSG, msg_row(data_to=data_to)], "Notes": [NOTES, RULES]})

    answer = update_msg(book)

    assert answer.measures[0].caveats == ((SAID,) if standing else ())
    assert column(book.sheets["MSG"], "Caveat") == ([SAID] if standing else [])


def test_a_caveat_goes_when_its_note_has_left_the_period(make_book: MakeBook) -> None:
    book = make_book({"MSG": [MSG, msg_row()], "Notes": [NOTES, RULES]})
    update_msg(book)
    book.sheets["MSG"].range("H2").value = "Apr 2019"

    answer = update_msg(book)

    assert column(book.sheets["MSG"], "Caveat") == [None]
    assert SAID not in column(book.sheets["MSG"], "Update")[0]
    assert answer.measures[0].caveats == ()


@pytest.mark.parametrize("action", [update_msg, refresh])
def test_a_caveat_goes_when_its_note_is_deleted(
    action: Callable[[xw.Book], Any], make_book: MakeBook
) -> None:
    book = make_book({"MSG": [MSG, msg_row()], "Notes": [NOTES, RULES]})
    refresh(book)
    book.sheets["Notes"].range("A2:E2").clear_contents()

    action(book)

    assert column(book.sheets["MSG"], "Caveat") == [None]


def test_a_typed_caveat_stays_and_is_said_before_the_notes(make_book: MakeBook) -> None:
    book = make_book(
        {"MSG": [[*MSG, "Caveat"], [*msg_row(), "Provisional."]], "Notes": [NOTES, RULES]},
    )

    answer = update_msg(book)

    assert column(book.sheets["MSG"], "Caveat") == ["Provisional."]
    assert answer.measures[0].caveats == ("Provisional.", SAID)
    assert answer.problems == ()


def test_a_caveat_that_somebody_types_over_ours_stays_when_the_note_goes(make_book: MakeBook) -> None:
    book = make_book({"MSG": [MSG, msg_row()], "Notes": [NOTES, RULES]})
    update_msg(book)
    place = f"{'ABCDEFGHIJKLMNOP'[book.sheets['MSG'].used_range.value[0].index('Caveat')]}2"
    book.sheets["MSG"].range(place).value = "In our words."
    book.sheets["Notes"].range("A2:E2").clear_contents()

    update_msg(book)

    assert book.sheets["MSG"].range(place).value == "In our words."


def test_a_second_run_changes_nothing(make_book: MakeBook) -> None:
    book = make_book({"MSG": [MSG, msg_row()], "Notes": [NOTES, RULES]})
    refresh(book)
    before = book.sheets["MSG"].used_range.value

    refresh(book)

    assert book.sheets["MSG"].used_range.value == before


def test_without_a_note_no_column_is_added(make_book: MakeBook) -> None:
    book = make_book({"MSG": [MSG, msg_row()]})

    refresh(book)

    assert "Caveat" not in book.sheets["MSG"].used_range.value[0]


@pytest.mark.parametrize(
    "rows",
    [
        [["From", "Measure", "Type", "Caveat"], ["Apr 2018", "HARASSMENT", "HOCR", "Each course of conduct is counted once"]],
        [["Measure", "Comment", "Since"], ["Harassment", "Each course of conduct is counted once.", "April 2018"]],
        [["Kind of note", "Note", "Indicator"], ["Counting rules", "Each course of conduct is counted once.", "Harassment 2"]],
    ],
)  # fmt: skip
def test_the_table_is_found_by_its_usual_words(rows: list[list[Any]], make_book: MakeBook) -> None:
    book = make_book({"MSG": [MSG, msg_row()], "Remarks": [["About our figures"], [], *rows]})

    answer = update_msg(book)

    assert [
        caveat.endswith("Each course of conduct is counted once.") for caveat in answer.measures[0].caveats
    ] == [True]


@pytest.mark.parametrize(
    "rows",
    [
        [["Measure", "Action", "Owner", "Date", "Comments"], ["Harassment", "Visit", "North", "Apr 2018", "Done"]],
        [["Date", "Measure", "Description"], ["Apr 2018", "Harassment", "Leaflets delivered"]],
    ],
)  # fmt: skip
def test_a_list_of_actions_is_no_table_of_notes(rows: list[list[Any]], make_book: MakeBook) -> None:
    book = make_book({"MSG": [MSG, msg_row()], "Actions": rows})

    answer = update_msg(book)

    assert answer.measures[0].caveats == ()
    assert "Caveat" not in book.sheets["MSG"].used_range.value[0]


def test_notes_in_two_tables_are_notes_all_the_same(make_book: MakeBook) -> None:
    second = [None, "Harassment", None, "Recording", "Better recorded."]
    book = make_book({"MSG": [MSG, msg_row()], "Notes": [NOTES, RULES], "More": [NOTES, second]})

    answer = update_msg(book)

    assert answer.measures[0].caveats == (SAID, "Recording: Better recorded.")


def test_a_note_on_an_objective_stands_beside_all_its_purposes_and_one_with_a_purpose_beside_that_row(
    make_book: MakeBook,
) -> None:
    book = make_book(
        {
            "Scorecard": [
                [*CARD, "Crimes", "Outcomes"],
                ["Burglary", "Recorded Crime", -0.1, 1903, 2076],
                ["Burglary", "Crime Outcome Rate", 0.25, 0.182, 0.2, 1903, 346],
                ["Robbery", "Recorded Crime", -0.1, 100, 90],
            ],
            "Notes": [NOTES, [None, "Burglary", None, None, "Sheds count."], [None, "Burglary, Crime Outcome Rate", None, None, "Reviewed."]],
        }
    )  # fmt: skip

    answer = fill_scorecard(book)

    assert [row.caveats for row in answer.rows] == [("Sheds count.",), ("Sheds count.", "Reviewed."), ()]
    assert column(book.sheets["Scorecard"], "Caveat") == ["Sheds count.", "Sheds count. Reviewed.", None]
    assert answer.as_dict()["rows"][0]["caveats"] == ["Sheds count."]


def test_a_note_on_a_place_stands_beside_that_area_of_the_breakdown_alone(make_book: MakeBook) -> None:
    areas = [["Burglary", "Recorded Crime", area, 900, 1000] for area in ("Force", "North", "South")]
    book = make_book(
        {
            "Scorecard": [CARD, ["Burglary", "Recorded Crime", -0.1, 1903, 2076]],
            "Breakdown": [
                ["Strategic objective", "Purpose", "Area", "Actual", "Previous year", "Shortfall"],
                *areas,
            ],
            "Notes": [NOTES, [None, "Burglary", "North", "Event", "A series by one group."]],
        }
    )

    answer = fill_scorecard(book)

    assert answer.rows[0].caveats == ()
    assert column(book.sheets["Breakdown"], "Caveat") == [None, "Event, North: A series by one group.", None]


def test_the_period_of_an_objective_is_that_of_its_monthly_series(make_book: MakeBook) -> None:
    months = ["Apr 2019", "May 2019", "Jun 2019"]
    book = make_book(
        {
            "Scorecard": [
                CARD,
                ["Burglary", "Recorded Crime", -0.1, 1903, 2076],
                ["Robbery", "Recorded Crime", -0.1, 10, 9],
            ],
            "Series": [
                ["Strategic objective", "Purpose", *months],
                ["Burglary", "Recorded Crime", 1, 2, 3],
                ["Robbery", "Recorded Crime", 1, 2, None],
            ],
            "Notes": [NOTES, ["Jun 2018", "All measures", None, "Event", "A strike."]],
        }
    )

    answer = fill_scorecard(book)

    assert [row.caveats for row in answer.rows] == [(), ("Event, Jun 2018: A strike.",)]


def test_the_sentences_on_the_scorecard_end_with_the_caveats_of_what_they_quote(make_book: MakeBook) -> None:
    from xlscore.books.kinds import KINDS

    book = make_book(
        {
            "Scorecard": [
                CARD,
                ["Burglary", "Recorded Crime", -0.1, 1903, 2076],
                ["Robbery", "Recorded Crime", -0.1, 100, 90],
            ],
            "Notes": [NOTES, [None, "Burglary", None, None, "Sheds count."]],
        }
    )

    lines = KINDS["scorecard"].sentences(fill_scorecard(book))

    assert lines[1] == (
        "Furthest from target: Recorded Crime Burglary (35), Recorded Crime Robbery (19). Recorded Crime Burglary: Sheds count."
    )


GRID: Final = [
    ["Area", "North", "South", "Final grade"],
    ["Burglary", "Good", "Good", None],
    ["Robbery", "Good", "Good", None],
]
REDLINES: Final = [
    ["Area", "Redline measure", "Value", "Minimum", "Better", "Met", "Data to"],
    ["Burglary", "Solved rate", 0.05, 0.1, "Higher", None, "Feb 2019"],
    ["Robbery", "Solved rate", 0.2, 0.1, "Higher", None, "Feb 2019"],
]


def test_a_note_on_a_redline_stands_beside_it_and_ends_the_reason_that_goes_by_it(
    make_book: MakeBook,
) -> None:
    grid = [[*row[:3], name, row[3]] for row, name in zip(GRID, ("Redline", None, None), strict=True)]
    note = ["Mar 2018", "Solved rate", None, "Recording", "Charges are entered later."]
    book = make_book({"Grid": grid, "Areas": REDLINES, "Notes": [NOTES, note]})

    answer = generate_force_grades(book)

    said = "Recording, Mar 2018: Charges are entered later."
    assert column(book.sheets["Areas"], "Caveat") == [said, said]
    assert [area.caveats for area in answer.areas] == [(f"Solved rate: {said}",)] * 2
    assert (
        answer.areas[0].why
        == f"2 of 2 commands Good; capped by the redline at RI; Solved rate: {said.rstrip('.')}"
    )
    assert answer.areas[1].why.endswith(f"within the redline (Good); Solved rate: {said.rstrip('.')}")


def test_a_note_may_name_the_area_before_the_redline(make_book: MakeBook) -> None:
    note = [None, "Robbery - solved rate", None, None, "One gang."]
    book = make_book({"Grid": GRID, "Areas": REDLINES, "Notes": [NOTES, note]})

    generate_force_grades(book)

    assert column(book.sheets["Areas"], "Caveat") == [None, "One gang."]


def test_a_note_on_an_area_stands_in_the_grid_and_no_other_column_moves(make_book: MakeBook) -> None:
    book = make_book(
        {"Grid": GRID, "Notes": [NOTES, [None, "robbery", None, "Recording", "Better recorded."]]}
    )

    answer = generate_force_grades(book)

    sheet = book.sheets["Grid"]
    assert [row[:3] for row in sheet.used_range.value] == [row[:3] for row in GRID]
    assert column(sheet, "Caveat") == [None, "Recording: Better recorded."]
    assert answer.as_dict()["areas"][1]["caveats"] == ["Recording: Better recorded."]
    assert list(answer.areas[0].commands) == ["North", "South"]


def test_a_note_on_all_measures_is_on_no_area_and_a_command_is_a_place_of_the_grid(
    make_book: MakeBook,
) -> None:
    notes = [
        [None, "All measures", None, "Recording", "Better recorded."],
        [None, "Burglary", "South", None, "By telephone."],
    ]
    book = make_book({"Grid": GRID, "Areas": REDLINES, "Notes": [NOTES, *notes]})

    answer = generate_force_grades(book)

    said = "Recording: Better recorded."
    assert column(book.sheets["Grid"], "Caveat") == ["South: By telephone.", None]
    assert column(book.sheets["Areas"], "Caveat") == [said, said]
    assert answer.areas[0].caveats == ("South: By telephone.", f"Solved rate: {said}")


def test_the_month_of_a_grids_redline_is_that_of_its_heading(make_book: MakeBook) -> None:
    grid = [
        ["Area", "North", "South", "Force Redline (Recommended Grade) February 2019", "Final grade"],
        ["Burglary", "Good", "Good", "RI", None],
    ]
    rows = [["Feb 2018", "Burglary", None, "Event", "Past."], ["Mar 2018", "Burglary", None, "Event", "Present."]]  # fmt: skip
    book = make_book({"Grid": grid, "Notes": [NOTES, *rows]})

    answer = generate_force_grades(book)

    assert answer.areas[0].caveats == ("Event, Mar 2018: Present.",)


def test_a_note_stands_beside_a_quadrants_measure_and_in_its_reason(make_book: MakeBook) -> None:
    rows = [
        ["Quadrant", "Command", "Kind", "Measure", "Value", "Minimum", "Better"],
        ["Process", "North", "Redline", "Solved rate, %", 0.2, 0.1, "Higher"],
        ["Process", "South", "Redline", "Solved rate, %", 0.2, 0.1, "Higher"],
    ]
    book = make_book(
        {"Quadrants": rows, "Notes": [NOTES, [None, "Solved rate", "South", "Break", "Counted anew."]]}
    )

    answer = grade_quadrants(book)

    said = "Break, South: Counted anew."
    assert column(book.sheets["Quadrants"], "Caveat") == [None, said]
    assert [q.why for q in answer.quadrants] == [
        "1 of 1 redline met",
        f"1 of 1 redline met; Solved rate, %: {said.rstrip('.')}",
    ]
    assert answer.as_dict()["quadrants"][1]["caveats"] == [f"Solved rate, %: {said}"]


def test_a_note_on_another_force_of_the_group_is_on_the_position(make_book: MakeBook) -> None:
    data = [
        ["Own force", "South"],
        [],
        ["Force", "Harassment"],
        ["South", 5.0],
        ["North", 4.0],
        ["East", 6.0],
    ]
    rows = [
        ["Measure", "Better", "Position", "Of", "Aspiration"],
        ["Harassment", "Lower", None, None, "Average"],
    ]
    notes = [
        [None, "Harassment", "North", None, "Records late."],
        [None, "Harassment", "South", None, "Ours."],
    ]
    book = make_book({"MSG": rows, "MSG data": data, "Notes": [NOTES, *notes]})

    answer = update_msg(book)

    assert answer.measures[0].caveats == ("North: Records late.", "South: Ours.")


@pytest.mark.parametrize(
    ("row", "cell", "what"),
    [
        (["Apr 2018", "Nobody", None, "Event", "X."], "B2", "'Nobody' is no measure of a table"),
        (["Apr 2018", "Harassment", "Atlantis", "Event", "X."], "B2", "'Atlantis' is no place"),
        (["soon", "Harassment", None, "Event", "X."], "A2", "'soon' names no month"),
        (["Apr 2018", "Harassment", None, "Weather", "X."], "D2", "'Weather' is no kind of note"),
        (["Apr 2018", "Harassment", None, "Event", None], "E2", "says nothing"),
    ],
)
def test_what_cannot_be_understood_of_a_note_is_a_problem_of_its_cell(
    row: list[Any], cell: str, what: str, make_book: MakeBook
) -> None:
    book = make_book({"MSG": [MSG, msg_row()], "Notes": [NOTES, row]})

    problems = [problem for problem in check(book).problems if problem.sheet == "Notes"]

    assert [(problem.cell, what in problem.what) for problem in problems] == [(cell, True)]


def test_a_note_without_a_measure_is_a_problem(make_book: MakeBook) -> None:
    book = make_book(
        {
            "MSG": [MSG, msg_row()],
            "Notes": [NOTES, RULES, ["Apr 2018", None, None, "Event", "X."]],
        }
    )

    assert [(p.cell, p.what) for p in check(book).problems] == [
        ("B3", "The note names no measure, so it stands beside none.")
    ]


def test_a_date_that_cannot_be_read_and_an_unknown_kind_leave_the_note_standing(make_book: MakeBook) -> None:
    book = make_book(
        {"MSG": [MSG, msg_row()], "Notes": [NOTES, ["soon", "Harassment", None, "Weather", "X."]]}
    )

    assert update_msg(book).measures[0].caveats == ("X.",)


def test_carrying_the_notes_fills_every_table_that_quotes_their_measures(make_book: MakeBook) -> None:
    book = make_book(
        {
            "MSG": [MSG, msg_row()],
            "Scorecard": [CARD, ["Harassment", "Recorded Crime", -0.1, 100, 90]],
            "Notes": [NOTES, RULES, ["Apr 2001", "Harassment", None, "Event", "Long past."]],
        }
    )

    answer = carry_notes(book)

    past = "Event, Apr 2001: Long past."
    assert column(book.sheets["MSG"], "Caveat") == [SAID]
    assert column(book.sheets["Scorecard"], "Caveat") == [f"{SAID} {past}"]
    assert [note["beside"] for note in answer.as_dict()["notes"]] == [
        ["MSG!A2", "Scorecard!A2"],
        ["Scorecard!A2"],
    ]


def test_a_check_lists_the_rows_that_carry_a_caveat_and_writes_nothing(make_book: MakeBook) -> None:
    book = make_book({"MSG": [MSG, msg_row()], "Notes": [NOTES, RULES]})

    answer = check(book).as_dict()

    assert answer["caveats"] == [{"sheet": "MSG", "cell": "A2", "measure": "Harassment", "caveats": [SAID]}]
    assert "Caveat" not in book.sheets["MSG"].used_range.value[0]


def test_a_workbook_without_notes_is_refused_by_the_command_of_notes(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="no table of notes"):
        carry_notes(make_book({"MSG": [MSG, msg_row()]}))
