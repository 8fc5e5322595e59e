"""The risk register: scores and redlines in its own cells, in the grid, under the commands, and as problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import xlwings as xw

from tests.support.computing import differing_formulas
from xlscore.books import BookError, RiskRegister, check, generate_force_grades, refresh, roll, score_risks

MakeBook = Callable[[dict[str, Sequence[Sequence[Any]]]], xw.Book]
HEADINGS = ["Ref", "Risk", "Area or command", "Likelihood", "Impact", "Mitigation", "Owner"]
GRID_HEADINGS = [
    "Area",
    "North",
    "South",
    "Force redline",
    "Suggested grade",
    "Why",
    "Final grade",
    "Override",
    "Rationale",
]
GRID = [
    GRID_HEADINGS,
    ["Burglary", "Good", "Good", None],
    ["Robbery", "Good", "RI", None],
    ["Gangs", "Good", "Good", "Good"],
]
POLICY = [["Setting", "Value", "Meaning", "Source"], ["Risk redline over", 40, "", ""]]


def _risk(ref: Any, where: Any, likelihood: Any, impact: Any, *more: Any) -> list[Any]:
    return [ref, "Backlog", where, likelihood, impact, *more]


def _scored(make_book: MakeBook, rows: list[list[Any]], **sheets: Any) -> tuple[RiskRegister, xw.Sheet]:
    book = make_book({"Grid": GRID, "Risks": [HEADINGS, *rows], **sheets})
    return score_risks(book), book.sheets["Risks"]


def _told(found: Any) -> list[tuple[str, str]]:
    return [(p.cell, p.what) for p in found.problems]


def test_a_risk_is_scored_by_live_formulas(make_book: MakeBook) -> None:
    found, sheet = _scored(
        make_book, [_risk("R1", "Burglary", "Almost certain", "Catastrophic"), _risk("R2", "Gangs", 3, 10)]
    )

    assert [(r.ref, r.areas, r.score, r.redline) for r in found.risks] == [
        ("R1", ("Burglary",), 100, True),
        ("R2", ("Gangs",), 30, False),
    ]
    assert sheet["H1:I3"].value == [["Score", "Redline"], [100, "Yes"], [30, "No"]]
    assert [sheet[cell].formula for cell in ("H2", "I2")] == [
        "=RISK_SCORE(D2,E2)",
        '=IF(RISK_REDLINE(H2,75),"Yes","No")',
    ]
    assert differing_formulas(sheet.book) == []
    assert found.sentences() == ["Burglary: redline not met, risk R1 scores 100, over 75."]
    assert found.problems == ()


def test_the_limit_is_the_policys_and_reaches_the_cells(make_book: MakeBook) -> None:
    found, sheet = _scored(make_book, [_risk("R1", "Burglary", 3, 15)], Policy=POLICY)

    assert (found.over, found.risks[0].redline) == (40, True)
    assert sheet["I2"].formula == '=IF(RISK_REDLINE(H2,Policy!$B$2),"Yes","No")'


@pytest.mark.parametrize(
    "headings",
    [
        ["Risk ref", "Description", "Area / Command", "Probability", "Severity", "Risk score"],
        ["ID", "Title", "AREA OR COMMAND", "Likelihood (1-5)", "Impact (1-20)", "Current score"],
        ["No.", "Risk", "Business area", "Likelihood score", "Impact score", "Rating"],
    ],
)
def test_the_register_is_found_by_the_usual_headings(make_book: MakeBook, headings: list[str]) -> None:
    rows = [["Force risk register", None], [], headings, _risk("R1", "Burglary", 5, 20)]
    book = make_book({"Grid": GRID, "Sheet9": rows})

    found = score_risks(book)

    assert [(r.ref, r.areas, r.score) for r in found.risks] == [("R1", ("Burglary",), 100)]
    assert book.sheets["Sheet9"]["F4"].value == 100


def test_area_and_command_may_stand_in_columns_of_their_own(make_book: MakeBook) -> None:
    rows = [
        ["Ref", "Area", "Command", "Likelihood", "Impact"],
        ["R1", "Burglary", "North", 5, 20],
        ["R2", None, "South", 5, 20],
    ]

    found = score_risks(make_book({"Grid": GRID, "Risks": rows}))

    assert [(r.areas, r.commands) for r in found.risks] == [(("Burglary",), ("North",)), ((), ("South",))]
    assert found.problems == ()


@pytest.mark.parametrize("heading", ["Area", "Command", "Area or command"])
def test_one_column_holds_areas_and_commands(make_book: MakeBook, heading: str) -> None:
    rows = [["Ref", heading, "Likelihood", "Impact"], ["R1", "Burglary", 5, 20], ["R2", "South", 5, 20]]

    found = score_risks(make_book({"Grid": GRID, "Risks": rows}))

    assert [(r.areas, r.commands) for r in found.risks] == [(("Burglary",), ()), ((), ("South",))]
    assert found.problems == ()


def test_several_areas_stand_in_one_cell_with_semicolons(make_book: MakeBook) -> None:
    found, _ = _scored(make_book, [_risk("R1", "burglary; North ;Force", 5, 20)])

    assert (found.risks[0].areas, found.risks[0].commands, found.risks[0].force) == (
        ("Burglary",),
        ("North",),
        True,
    )


@pytest.mark.parametrize(
    ("row", "cell", "what"),
    [
        (_risk("R1", "Burgalry", 5, 20), "C2", "'Burgalry' is neither an area nor a command of the grid."),
        (_risk("R1", "Burglary", "perhaps", 20), "D2", "'perhaps' is not a likelihood."),
        (_risk("R1", "Burglary", 6, 20), "D2", "Likelihood is a whole number from 1 to 5."),
        (_risk("R1", "Burglary", 0, 20), "D2", "Likelihood is a whole number from 1 to 5."),
        (_risk("R1", "Burglary", 2.5, 20), "D2", "Likelihood is a whole number from 1 to 5."),
        (_risk("R1", "Burglary", True, 20), "D2", "'TRUE' is not a likelihood."),
        (_risk("R1", "Burglary", 5, "Terrible"), "E2", "'Terrible' is not an impact."),
        (_risk("R1", "Burglary", 5, "3 - Major"), "E2", "'3 - Major' is not an impact."),
        (_risk("R1", "Burglary", 5, 25), "E2", "Impact lies between 1 and 20 (catastrophic)."),
        (_risk("R1", "Burglary", 5, None), "E2", "Risk R1 has no impact, so it has no score."),
        (_risk("R1", "Burglary", "N/A", 20), "D2", "Risk R1 has no likelihood, so it has no score."),
        (_risk(None, "Burglary", 5, 20), "A2", "A risk has no name, so it is not read."),
        (_risk("x" * 151, "Burglary", 5, 20), "A2", "A risk has too long a name, so it is not read."),
        (_risk("R1", None, 5, 20), "A2", "Risk R1 is over the limit and names no area and no command, so it is nobody's redline."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_problem_of_its_cell(
    make_book: MakeBook, row: list[Any], cell: str, what: str
) -> None:
    found, _ = _scored(make_book, [row, _risk("R2", "Gangs", 1, 1)])

    assert _told(found) == [(cell, what)]


def test_a_reference_that_is_there_twice_is_a_problem(make_book: MakeBook) -> None:
    found, _ = _scored(make_book, [_risk("R1", "Burglary", 5, 20), _risk("r1 ", "Gangs", 1, 1)])

    assert _told(found) == [("A3", "The ref 'r1' is there twice, first in A2.")]


def test_an_unscored_risk_below_the_limit_of_nobody_is_no_problem(make_book: MakeBook) -> None:
    found, sheet = _scored(make_book, [_risk("R1", "Burglary", None, None), _risk("R2", None, 1, 1)])

    assert found.problems == ()
    assert sheet["H2:I2"].value == [None, None]


def test_a_typed_score_that_disagrees_stays_and_is_a_problem_and_the_figures_count(
    make_book: MakeBook,
) -> None:
    rows = [[*HEADINGS, "Score"], _risk("R1", "Burglary", 5, 20, None, None, 60)]
    book = make_book({"Grid": GRID, "Risks": rows})

    found = score_risks(book)

    assert _told(found) == [("H2", "Score is typed as 60, and the figures of the row give 100.")]
    assert (book.sheets["Risks"]["H2"].value, found.risks[0].redline) == (60, True)
    assert book.sheets["Risks"]["I2"].formula == '=IF(RISK_REDLINE(RISK_SCORE(D2,E2),75),"Yes","No")'
    assert differing_formulas(book) == []


@pytest.mark.parametrize(("score", "redline"), [(80, True), (75, False), ("76", True)])
def test_a_score_alone_counts_as_it_is_typed(make_book: MakeBook, score: Any, redline: bool) -> None:
    book = make_book(
        {
            "Grid": GRID,
            "Risks": [[*HEADINGS, "Score"], _risk("R1", "Burglary", None, None, None, None, score)],
        }
    )

    found = score_risks(book)

    assert (found.risks[0].redline, found.problems) == (redline, ())
    assert differing_formulas(book) == []


def test_a_typed_score_that_no_risk_can_have_is_a_problem(make_book: MakeBook) -> None:
    book = make_book(
        {"Grid": GRID, "Risks": [[*HEADINGS, "Score"], _risk("R1", "Burglary", None, None, None, None, 400)]}
    )

    assert _told(score_risks(book)) == [("H2", "A risk score lies between 1 and 100.")]


def test_a_typed_redline_that_disagrees_stays_and_is_a_problem(make_book: MakeBook) -> None:
    book = make_book(
        {"Grid": GRID, "Risks": [[*HEADINGS, "Redline"], _risk("R1", "Burglary", 5, 20, None, None, "No")]}
    )

    found = refresh(book)

    assert book.sheets["Risks"]["H2"].value == "No"
    assert ("H2", "Redline is typed as No, and the figures of the row give Yes.") in _told(found)
    assert book.sheets["Grid"]["D2"].formula == "Requires Improvement"  # Excel would count the typed No


def test_a_closed_risk_is_scored_and_is_no_redline(make_book: MakeBook) -> None:
    book = make_book(
        {
            "Grid": GRID,
            "Risks": [[*HEADINGS, "Status"], _risk("R1", "Burglary", 5, 20, None, None, "Closed 3 May")],
        }
    )

    found = refresh(book)

    assert found.grades is not None
    assert found.grades.areas[0].redline is None
    assert book.sheets["Risks"]["I2:J2"].value == [100, None]


def test_a_risk_over_the_limit_is_a_redline_of_its_area(make_book: MakeBook) -> None:
    book = make_book(
        {"Grid": GRID, "Risks": [HEADINGS, _risk("R3", "burglary", 5, 20), _risk("R4", "Robbery", 1, 20)]}
    )

    found = generate_force_grades(book)

    burglary, robbery, _ = found.areas
    assert burglary.suggested is not None
    assert (burglary.suggested.short, robbery.redline) == ("RI", None)
    assert (
        burglary.why
        == "2 of 2 commands Good; capped by the redline at RI; redline: RI because risk R3 scores 100, over 75"
    )
    grid = book.sheets["Grid"]
    assert grid["D2:D4"].value == ["Requires Improvement", None, "Good"]
    assert (
        grid["D2"].formula
        == '=IF(COUNTIFS(Risks!$C$2:$C$3,A2,Risks!$I$2:$I$3,"Yes"),"Requires Improvement","N/A")'
    )
    assert differing_formulas(book) == []
    assert found.problems == ()


def test_risks_join_the_areas_redline_measures(make_book: MakeBook) -> None:
    measures = [
        ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
        ["Burglary", "Solved rate", 0.2, 0.1, "Higher", None],
        ["Robbery", "Solved rate", 0.2, 0.1, "Higher", None],
    ]
    risks = [HEADINGS, _risk("R3", "Burglary", 5, 20), _risk("R4", "Robbery", 1, 20)]
    book = make_book({"Grid": GRID, "Areas": measures, "Risks": risks})

    found = generate_force_grades(book)

    assert [a.redline.letters if a.redline else None for a in found.areas] == ["RI", "G", "G"]
    sheet = book.sheets["Grid"]
    assert sheet["D2"].formula.endswith('"Requires Improvement",REDLINE_GRADE(Areas!$F$2:$F$2))')
    assert sheet["D3"].formula.endswith('"Requires Improvement",REDLINE_GRADE(Areas!$F$3:$F$3))')
    assert differing_formulas(book) == []


def test_a_name_that_excel_would_not_find_leaves_a_value(make_book: MakeBook) -> None:
    grid = [GRID_HEADINGS, ["Child Abuse & Exploitation", "Good", "Good"], ["Gangs", "Good", "Good"]]
    book = make_book({"Grid": grid, "Risks": [HEADINGS, _risk("R1", "child abuse and exploitation", 5, 20)]})

    generate_force_grades(book)

    assert book.sheets["Grid"]["D2"].formula == "Requires Improvement"


def test_a_better_redline_in_the_grid_stays_and_is_named(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID, "Risks": [HEADINGS, _risk("R3", "Gangs", 4, 20)]})

    found = generate_force_grades(book)

    assert book.sheets["Grid"]["D4"].value == "Good"
    assert found.areas[2].suggested is not None
    assert found.areas[2].suggested.short == "RI"
    assert _told(found) == [("D4", "Force redline is typed as Good, and risk R3 scores 80, over 75.")]


def test_a_commands_risk_is_its_own_redline_and_changes_no_grade(make_book: MakeBook) -> None:
    book = make_book(
        {"Grid": GRID, "Risks": [HEADINGS, _risk("R3", "North", 5, 20), _risk("R9", "Force", 5, 20)]}
    )

    found = generate_force_grades(book)

    assert found.as_dict()["commands"] == [
        {"command": "North", "redline": "Requires Improvement", "met": [], "not_met": ["risk R3 scores 100, over 75"], "above": ["Burglary", "Robbery", "Gangs"]},
        {"command": "South", "redline": "N/A", "met": [], "not_met": [], "above": []},
    ]  # fmt: skip
    assert found.as_dict()["force_redlines"] == ["risk R9 scores 100, over 75"]
    assert {
        "North: redline not met, risk R3 scores 100, over 75.",
        "Force: redline not met, risk R9 scores 100, over 75.",
    } <= set(found.sentences())
    assert _told(found) == [
        ("B1", "North grades itself above Requires Improvement in 3 areas, and its redline is not met: risk R3 scores 100, over 75.")
    ]  # fmt: skip
    assert [row[:3] for row in book.sheets["Grid"]["A2:C4"].value] == [row[:3] for row in GRID[1:]]
    assert [a.redline for a in found.areas[:2]] == [None, None]


def test_the_redline_follows_the_risk_and_a_second_run_changes_nothing(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID, "Risks": [HEADINGS, _risk("R3", "Burglary", 5, 20)]})
    refresh(book)
    first = [sheet.used_range.formula for sheet in book.sheets]
    refresh(book)
    assert [sheet.used_range.formula for sheet in book.sheets] == first

    book.sheets["Risks"]["D2"].value = 1
    refresh(book)

    assert book.sheets["Grid"]["D2:F2"].value == [None, "Good", "2 of 2 commands Good"]
    assert book.sheets["Risks"]["H2:I2"].value == [20, "No"]


def test_a_register_that_is_taken_out_leaves_no_redline_behind(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID, "Risks": [HEADINGS, _risk("R3", "Burglary", 5, 20)]})
    refresh(book)
    book.sheets["Risks"]["A2:I2"].value = [None] * 9

    refresh(book)

    assert book.sheets["Grid"]["D2"].value is None


def test_a_name_that_is_an_area_and_a_command_is_asked_about(make_book: MakeBook) -> None:
    grid = [GRID_HEADINGS, ["North", "Good", "Good"], ["Gangs", "Good", "Good"]]

    found = score_risks(make_book({"Grid": grid, "Risks": [HEADINGS, _risk("R1", "North", 5, 20)]}))

    assert _told(found) == [
        ("C2", "'North' is an area and a command of the grid, so the risk could be of either.")
    ]


def test_a_register_without_a_grid_is_scored_all_the_same(make_book: MakeBook) -> None:
    found = score_risks(make_book({"Risks": [HEADINGS, _risk("R1", "Burglary", 5, 20)]}))

    assert (found.risks[0].score, found.risks[0].areas, found.problems) == (100, (), ())


@pytest.mark.parametrize(
    "rows",
    [
        [["Hazard", "Likelihood", "Severity", "Controls"], ["Wet floor", 3, 4, "Signs"]],
        [["Ref", "Task", "Owner", "Due"], ["R1", "Paint", "Estates", "May"]],
    ],
)
def test_another_list_is_no_register(make_book: MakeBook, rows: list[list[Any]]) -> None:
    book = make_book({"Grid": GRID, "Other": rows})
    before = book.sheets["Other"].used_range.value

    with pytest.raises(BookError, match="There is no risk register"):
        score_risks(book)
    refresh(book)

    assert book.sheets["Other"].used_range.value == before


def test_check_names_what_is_wrong_in_the_register(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID, "Risks": [HEADINGS, _risk("R1", "Burgalry", 5, 20)]})

    assert [(p.sheet, p.cell) for p in check(book).problems] == [("Risks", "C2")]


def test_a_redline_measure_that_names_a_command_is_the_commands_own(make_book: MakeBook) -> None:
    measures = [
        ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
        ["Burglary", "Solved rate", 0.2, 0.1, "Higher", None],
        ["South", "Calls answered", 0.7, 0.9, "Higher", None],
        ["north", "Calls answered", 0.95, 0.9, "Higher", None],
        ["Nowhere", "Calls answered", 0.95, 0.9, "Higher", None],
    ]
    book = make_book({"Grid": GRID, "Areas": measures})

    found = generate_force_grades(book)

    assert [(c.command, c.met, c.not_met, c.above) for c in found.commands] == [
        ("North", ("Calls answered",), (), ()),
        ("South", (), ("Calls answered",), ("Burglary", "Gangs")),
    ]
    assert book.sheets["Areas"]["F2:F5"].value == ["Yes", "No", "Yes", "Yes"]
    assert [(p.sheet, p.cell) for p in found.problems] == [("Grid", "C1"), ("Areas", "A5")]


@pytest.mark.parametrize(("where", "said"), [("Burglary", "Burglary"), (None, "No area or command")])
def test_a_redline_in_a_workbook_without_a_grid_is_told_by_the_name_that_is_typed(
    make_book: MakeBook, where: str | None, said: str
) -> None:
    book = make_book({"Risks": [["Ref", "Area", "Likelihood", "Impact"], ["R1", where, 5, 20]]})

    result = score_risks(book)

    assert result.sentences() == [f"{said}: redline not met, risk R1 scores 100, over 75."]


def test_impact_in_words_is_scored_by_the_step_on_the_policy_sheet(make_book: MakeBook) -> None:
    rows = [_risk("R1", "Burglary", 5, "Major"), _risk("R2", "Gangs", 5, 12)]
    policy = [["Setting", "Value", "Meaning", "Source"], ["Risk impact step", 2, "", ""]]

    usual, plain = _scored(make_book, rows)
    own, sheet = _scored(make_book, rows, Policy=policy)

    assert [risk.score for risk in usual.risks] == [80, 60]
    assert [risk.score for risk in own.risks] == [40, 60]
    assert plain["H2"].formula == "=RISK_SCORE(D2,E2)"
    assert sheet["H2"].formula == "=RISK_SCORE(D2,E2,Policy!$B$2)"
    assert own.problems == ()


def test_a_formula_from_before_there_was_a_step_is_ours(make_book: MakeBook) -> None:
    rows = [_risk("R1", "Burglary", 5, "Major")]
    book = make_book({"Grid": GRID, "Risks": [HEADINGS, *rows]})
    score_risks(book)
    book.sheets.add("Policy").range("A1:B2").value = [["Setting", "Value"], ["Risk impact step", 2]]

    found = score_risks(book)

    assert book.sheets["Risks"]["H2"].value == 40
    assert found.problems == ()


def test_after_a_new_cycle_new_risks_and_changed_scores_are_said(make_book: MakeBook) -> None:
    rows = [_risk("R1", "Burglary", 3, 20), _risk("R2", "Gangs", 3, 10), _risk("R3", "Gangs", None, None)]
    grid = [["Cycle", "Cycle 13"], GRID_HEADINGS, ["Burglary", "Good", "Good", None], ["Gangs", "Good", "Good", None]]  # fmt: skip
    book = make_book({"Grid": grid, "Risks": [HEADINGS, *rows]})
    before = refresh(book).found["risks"]

    roll(book, "Cycle 14")
    unchanged = score_risks(book)
    sheet = book.sheets["Risks"]
    sheet["D2"].value = 5
    sheet["A5:E5"].value = ["R4", "Leavers", "Gangs", 2, "Minor"]
    after = refresh(book).found["risks"]

    heads = sheet.used_range.value[0]
    assert [row[heads.index("Previous score")] for row in sheet.used_range.value[1:]] == [60, 30, "N/A", None]
    assert (before.moved, unchanged.moved) == ((), ())
    assert after.moved == (
        "New since last cycle: R4 (scores 16).",
        "R1: the score has risen from 60 to 100 since last cycle.",
    )
    assert [risk.as_dict()["since"] for risk in after.risks] == ["higher", "same", None, "new"]
    assert set(after.moved) <= set(after.sentences())
