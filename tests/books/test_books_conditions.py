"""The last Board's conditions: read on any sheet, tested from the workbook's figures, and the reason asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import BookError, Conditions, check, check_conditions, generate_force_grades, refresh, roll

pytestmark = pytest.mark.cases

MakeBook = Callable[[dict[str, Sequence[Sequence[Any]]]], xw.Book]
HEADINGS = ["Cycle", "Area", "If", "Then"]
GRID = [
    ["Cycle", "Cycle 13"],
    [],
    [
        "Area",
        "North",
        "South",
        "Force redline",
        "Suggested grade",
        "Why",
        "Final grade",
        "Override",
        "Rationale",
    ],
    ["Burglary", "Good", "Good", None, None, None, "Good"],
    ["Response", "Good", "RI", None, None, None, "RI"],
    ["Community", "Good", "Good", "Good", None, None, "RI", None, None],
    ["Gangs", "RI", "RI"],
]
AREAS = [
    ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
    ["Response", "Emergency response within target", "73.6%", "80%", "Higher", None],
    ["Burglary", "Dwelling burglary offences", 2950, 3000, "Lower", None],
]
MSG = [
    ["Measure", "Unit", "Better", "Value", "Previous value", "Position", "Previous position", "To average", "Previous to average",
     "To top quartile", "Aspiration"],
    ["Public Confidence (CSEW)", "%", "Higher", 0.508, 0.50, 8, 8, 0.088, 0.07, 0.167, "MSG Average"],
    ["Gang violence", "per 1,000 population", "Lower", 9.1, 9.3, 4, 5, "N/A - already better than average", None, -0.4, "4th in MSG"],
]  # fmt: skip
SCORECARD = [
    ["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year", "Threat"],
    ["Robbery", "Recorded Crime", -0.1, 1903, 2076, "High"],
    ["Robbery", "Crime Outcome Rate", 0.2, 0.182, 0.17, "High"],
]
SERIES = [
    ["Strategic objective", "Purpose", "Jan 2024", "Feb 2024", "Mar 2024"],
    ["Arson", "Recorded Crime", 30, 20, 10],
]


def _tested(
    make_book: MakeBook, rows: list[list[Any]], headings: list[str] | None = None
) -> tuple[Conditions, xw.Sheet]:
    sheets = {"Grid": GRID, "Areas": AREAS, "MSG": MSG, "Scorecard": SCORECARD, "Series": SERIES}
    book = make_book({**sheets, "Conditions": [headings or HEADINGS, *rows]})
    return check_conditions(book), book.sheets["Conditions"]


def _told(found: Any) -> list[tuple[str, str]]:
    return [(p.cell, p.what) for p in found.problems]


@pytest.mark.parametrize(
    ("area", "condition", "fulfilled", "says"),
    [
        ("Burglary", "burglary falls below 3,000", "Yes", "Dwelling burglary offences: 2,950 (Areas!B3)"),
        ("Burglary", "below 2,900", "No", "Dwelling burglary offences: 2,950 (Areas!B3)"),
        ("Burglary", "redline met", "Yes", "Redline of Burglary: Good"),
        ("Response", "response at or above 80 %", "No", "Emergency response within target: 73.6% (Areas!B2)"),
        ("Response", "redline met", "No", "Redline of Response: Requires Improvement"),
        ("Community", "confidence improves", "Yes", "Public Confidence (CSEW): 50.8%, 50% last quarter (MSG!A2)"),
        ("Community", "MSG position of confidence better than 5th", "No", "Public Confidence (CSEW): position 8 (MSG!A2)"),
        ("Community", "confidence gap to average narrows", "No",
         "Public Confidence (CSEW): 8.8 points from the MSG average, 7 points from the MSG average last quarter (MSG!A2)"),
        ("Gangs", "MSG position better than 5th", "Yes", "Gang violence: position 4 (MSG!A3)"),
        ("Gangs", "violence better than the MSG average", "Yes", "Gang violence: better than the MSG average already (MSG!A3)"),
        ("Gangs", "robbery falls", "Yes", "Robbery, Recorded Crime: 1,903, 2,076 last year (Scorecard!B2)"),
        ("Gangs", "robbery outcome rate above 18%", "Yes", "Robbery, Crime Outcome Rate: 18.2% (Scorecard!B3)"),
        ("Gangs", "robbery target met", "No", "Robbery, Recorded Crime: hard target not met (Scorecard!B2)"),
        ("Gangs", "robbery does not meet its target", "Yes", "Robbery, Recorded Crime: hard target not met (Scorecard!B2)"),
        ("Gangs", "the target of robbery outcome rate is not achieved", "Yes", "Robbery, Crime Outcome Rate: hard target not met (Scorecard!B3)"),
        ("Gangs", "gang violence meets its aspiration", "Yes", "Gang violence: aspiration met (MSG!A3)"),
        ("Community", "confidence meets target", "No", "Public Confidence (CSEW): aspiration not met (MSG!A2)"),
        ("Burglary", "target met", "Yes", "Dwelling burglary offences: minimum met (Areas!B3)"),
        ("Response", "response on target", "No", "Emergency response within target: minimum not met (Areas!B2)"),
        ("Gangs", "arson in the last 3 months below 60", "No", "Arson, Recorded Crime: 60 in the last 3 months (Series!E2)"),
    ],
)  # fmt: skip
def test_a_condition_is_tested_from_the_figures_of_all_tables(
    make_book: MakeBook, area: str, condition: str, fulfilled: str, says: str
) -> None:
    found, sheet = _tested(make_book, [["Cycle 12", area, condition, "Review"]])

    assert sheet["E1:F2"].value == [["Fulfilled", "What the figures say"], [fulfilled, says]]
    assert found.conditions[0].fulfilled is (fulfilled == "Yes")
    assert found.problems == ()


@pytest.mark.parametrize(
    ("area", "condition", "then", "cell", "what"),
    [
        ("Response", "things get nicer", "Good", "C2", "'things get nicer' cannot be tested as it is written."),
        ("Response", "knife crime falls", "Good", "C2", "No measure of this workbook is called 'knife crime'."),
        ("Response", "response improves", "Good", "C2", "There is no earlier value of Emergency response within target (Areas!B2)."),
        ("Gangs", "arson target met", "Good", "C2", "Nothing says whether Arson, Recorded Crime meets its target."),
        ("Gangs", "robbery stretch target met", "Good", "C2", "Nothing says whether Robbery, Recorded Crime meets its stretch target."),
        ("Nowhere", "confidence improves", "Good", "B2", "The area 'Nowhere' of a condition is not in the grid."),
        ("Response", "confidence worsens", "Fair", "D2", "'Fair' is not a grade."),
        ("Response", "confidence worsens", None, "D2", "The condition promises no grade."),
        ("Response", None, "Good", "C2", "There is no condition."),
        (None, "confidence worsens", "Good", "B2", "A condition without an area is not tested."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_or_tested_is_a_problem_of_its_cell(
    make_book: MakeBook, area: Any, condition: Any, then: Any, cell: str, what: str
) -> None:
    rows = [["Cycle 12", area, condition, then], ["Cycle 12", "Burglary", "burglary below 3,000", "Good"]]

    found, _ = _tested(make_book, rows)

    assert _told(found) == [(cell, what)]


def test_what_cannot_be_tested_says_so_in_the_cells(make_book: MakeBook) -> None:
    found, sheet = _tested(make_book, [["Cycle 12", "Response", "response improves", "Good"]])

    assert sheet["E2:F2"].value == [
        "Cannot be tested",
        "There is no earlier value of Emergency response within target (Areas!B2).",
    ]
    assert found.conditions[0].as_dict()["fulfilled"] is None


def test_a_fulfilled_condition_that_is_not_applied_asks_for_the_reason(make_book: MakeBook) -> None:
    found, _ = _tested(make_book, [["Cycle 12", "Community", "confidence improves", "upgrade to Good"]])

    assert _told(found) == [
        ("D2", "Community: the condition 'confidence improves' is fulfilled and Good is not applied: the final grade is Requires"
         " Improvement, without a reason.")
    ]  # fmt: skip
    assert (found.conditions[0].then, found.conditions[0].applied) == ("Good", False)


def test_a_suggestion_that_nobody_agreed_is_called_one(make_book: MakeBook) -> None:
    found, _ = _tested(make_book, [["Cycle 12", "Gangs", "robbery falls", "Good"]])

    assert [what for _, what in _told(found)] == [
        "Gangs: the condition 'robbery falls' is fulfilled and Good is not applied: the suggested grade, not yet agreed, is"
        " Requires Improvement, without a reason."
    ]


@pytest.mark.parametrize("heading", ["Reason", "Rationale", "Reason not applied"])
def test_a_reason_beside_the_condition_satisfies(make_book: MakeBook, heading: str) -> None:
    row = ["Cycle 12", "Community", "confidence improves", "Good", "The survey is too small"]

    found, _ = _tested(make_book, [row], [*HEADINGS, heading])

    assert found.problems == ()
    assert (found.conditions[0].applied, found.conditions[0].reason) == (False, "The survey is too small")


def test_the_areas_rationale_in_the_grid_satisfies(make_book: MakeBook) -> None:
    grid = [list(row) for row in GRID]
    grid[5][8] = "Eighth in the group"
    book = make_book(
        {
            "Grid": grid,
            "MSG": MSG,
            "Conditions": [HEADINGS, ["Cycle 12", "Community", "confidence improves", "Good"]],
        }
    )

    found = check_conditions(book)

    assert (found.problems, found.conditions[0].reason) == ((), "Eighth in the group")


def test_an_applied_condition_asks_for_nothing(make_book: MakeBook) -> None:
    found, _ = _tested(make_book, [["Cycle 12", "Burglary", "burglary below 3,000", "G"]])

    assert (found.conditions[0].applied, found.problems) == (True, ())
    assert found.sentences() == [
        "Burglary: 'burglary below 3,000' is fulfilled; Good applied. Dwelling burglary offences: 2,950 (Areas!B3)."
    ]


def test_only_conditions_of_the_last_cycle_count(make_book: MakeBook) -> None:
    rows = [
        [cycle, "Response", "redline met", "Good"] for cycle in ("Cycle 12", 12, None, "Cycle 11", "Cycle 13")
    ]

    found, sheet = _tested(make_book, rows[:1] + [[c, a, f"{i} ", t] for c, a, i, t in rows[1:]])

    assert [c.due for c in found.conditions] == [True, True, True, False, False]
    assert sheet["E2:E6"].value[3:] == [None, None]


def test_what_an_earlier_board_asked_keeps_its_answer(make_book: MakeBook) -> None:
    book = make_book(
        {
            "Grid": GRID,
            "Areas": AREAS,
            "Conditions": [HEADINGS, ["Cycle 12", "Burglary", "burglary below 3,000", "Good"]],
        }
    )
    refresh(book)
    before = book.sheets["Conditions"]["A2:F2"].value

    roll(book, "Cycle 14")
    refresh(book)

    assert book.sheets["Conditions"]["A2:F2"].value == before


def test_a_workbook_that_does_not_say_its_cycle_is_asked_where_several_stand(make_book: MakeBook) -> None:
    rows = [[cycle, "Burglary", "burglary below 3,000", "Good"] for cycle in ("Cycle 12", "Cycle 11")]
    book = make_book({"Grid": GRID[2:], "Areas": AREAS, "Conditions": [HEADINGS, *rows]})

    found = check_conditions(book)

    assert [c.due for c in found.conditions] == [None, None]
    assert [p.cell for p in found.problems] == ["A2", "A3"]


@pytest.mark.parametrize(
    "headings",
    [
        ["Set in", "Area", "If", "Then"],
        ["Board", "Business area", "Condition", "Then grade"],
        ["CYCLE", "Priority area", "Condition set", "Grade if met"],
    ],
)
def test_conditions_are_found_by_the_usual_headings(make_book: MakeBook, headings: list[str]) -> None:
    found, sheet = _tested(make_book, [["Cycle 12", "Burglary", "burglary below 3,000", "Good"]], headings)

    assert (sheet["E2"].value, found.problems) == ("Yes", ())


def test_a_survey_of_buildings_is_no_table_of_conditions(make_book: MakeBook) -> None:
    rows = [["Area", "Condition", "Then grade", "Cost"], ["Roof", "Leaks", "RI", 400]]
    book = make_book({"Grid": GRID, "Estate": rows})
    before = book.sheets["Estate"].used_range.value

    with pytest.raises(BookError, match="There is no table of conditions"):
        check_conditions(book)
    refresh(book)

    assert book.sheets["Estate"].used_range.value == before


def test_what_a_person_typed_stays_and_is_named_where_it_disagrees(make_book: MakeBook) -> None:
    row = ["Cycle 12", "Burglary", "burglary below 3,000", "Good", "No", "We think not"]

    found, sheet = _tested(make_book, [row], [*HEADINGS, "Fulfilled", "What the figures say"])

    assert sheet["E2:F2"].value == ["No", "We think not"]
    assert _told(found) == [("E2", "Fulfilled is typed as No, and the figures of the row give Yes.")]


def test_answers_follow_the_figures_and_a_second_run_changes_nothing(make_book: MakeBook) -> None:
    book = make_book(
        {
            "Grid": GRID,
            "Areas": AREAS,
            "Conditions": [HEADINGS, ["Cycle 12", "Burglary", "burglary below 3,000", "Good"]],
        }
    )
    refresh(book)
    first = [sheet.used_range.formula for sheet in book.sheets]
    refresh(book)
    assert [sheet.used_range.formula for sheet in book.sheets] == first

    book.sheets["Areas"]["C3"].value = 3100
    refresh(book)

    assert book.sheets["Conditions"]["E2:F2"].value == ["No", "Dwelling burglary offences: 3,100 (Areas!B3)"]


def test_a_condition_that_is_there_twice_is_a_problem(make_book: MakeBook) -> None:
    row = ["Cycle 12", "Burglary", "burglary below 3,000", "Good"]

    found, _ = _tested(make_book, [row, row])

    assert _told(found) == [
        ("B3", "The condition 'burglary below 3,000' of 'Burglary' is there twice, first in B2.")
    ]


def test_a_redline_that_a_risk_holds_down_is_not_met(make_book: MakeBook) -> None:
    risks = [["Ref", "Area", "Likelihood", "Impact"], ["R1", "Burglary", 5, 20]]
    conditions = [HEADINGS, ["Cycle 12", "Burglary", "redline met", "Review"]]
    book = make_book({"Grid": GRID, "Areas": AREAS, "Risks": risks, "Conditions": conditions})

    assert check_conditions(book).conditions[0].fulfilled is False


def test_refresh_and_check_know_the_conditions(make_book: MakeBook) -> None:
    rows = [["Cycle 12", "Community", "confidence improves", "Good"]]
    book = make_book({"Grid": GRID, "MSG": MSG, "Conditions": [HEADINGS, *rows]})

    assert ("Conditions", "D2") in [(p.sheet, p.cell) for p in check(book).problems]
    answer = refresh(book).as_dict()["conditions"]["conditions"][0]
    assert (answer["if"], answer["fulfilled"], answer["applied"], answer["grade"]) == ("confidence improves", True, False, "Requires Improvement")  # fmt: skip


def test_conditions_without_a_grid_are_tested_all_the_same(make_book: MakeBook) -> None:
    book = make_book(
        {"MSG": MSG, "Conditions": [HEADINGS, ["Cycle 12", "Community", "confidence improves", "Good"]]}
    )

    found = check_conditions(book)

    assert (found.conditions[0].fulfilled, found.conditions[0].applied, found.problems) == (True, None, ())


def test_grades_alone_leave_the_conditions_as_they_are(make_book: MakeBook) -> None:
    book = make_book(
        {"Grid": GRID, "Conditions": [HEADINGS, ["Cycle 12", "Burglary", "redline met", "Good"]]}
    )

    generate_force_grades(book)

    assert book.sheets["Conditions"].used_range.value == [
        HEADINGS,
        ["Cycle 12", "Burglary", "redline met", "Good"],
    ]
