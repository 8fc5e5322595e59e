"""Generate force grades: the Essex cycle 13 as published, and what a grid may hold wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, Sheets, facts
from xlscore.books import ForceGrades, generate_force_grades
from xlscore.engine import set_formula
from xlscore.rules.grades import Grade, grade_name
from xlscore.rules.problems import Problem

MakeBook = Callable[[Sheets], xw.Book]
MakeFile = Callable[[Sheets], Path]
Paper = Callable[[str], list[list[str]]]

LEADS = {
    "Child Abuse & Sexual Exploitation": "PPU",
    "Gangs": "SCD",
    "Serious and Organised Crime": "SCD",
    "Modern Day Slavery and Human Trafficking": "SCD",
    "Digital Crime": "SCD",
}
GRID = [HEADINGS, *facts()]


@pytest.fixture
def essex(paper: Paper) -> Sheets:
    """Essex cycle 13 as plain sheets: grid, changes, rationales, redline measures and the lead commands."""
    return {
        "Command grades": paper("essex_grid"),
        "Movement": paper("essex_changes"),
        "Reasons": paper("essex_rationale"),
        "Redlines": paper("essex_redlines"),
        "Leads": [["Area", "Lead command"], *[[area, lead] for area, lead in LEADS.items()]],
    }


@pytest.fixture
def cycle_13(make_book: MakeBook, essex: Sheets) -> ForceGrades:
    return generate_force_grades(make_book(essex))


def test_fourteen_of_the_fifteen_suggestions_are_the_boards_grades(cycle_13: ForceGrades) -> None:
    missed = [area.area for area in cycle_13.areas if area.suggested != area.final]

    assert len(cycle_13.areas) == 15
    assert missed == ["Dwelling Burglary"]


def test_dwelling_burglary_is_an_override_with_its_rationale(cycle_13: ForceGrades) -> None:
    (override,) = cycle_13.overrides

    answer = override.as_dict()
    assert answer["area"] == "Dwelling Burglary"
    assert answer["suggested"] == "Requires Improvement"
    assert answer["why"] == "2 of 3 commands Good; capped by the redline at RI"
    assert answer["final"] == "Good"
    assert answer["override"] is True
    assert answer["rationale"].startswith("Held at Good against the redline")


def test_seven_areas_are_good_and_eight_require_improvement(cycle_13: ForceGrades) -> None:
    assert cycle_13.as_dict()["counts"] == {
        "Outstanding": 0, "Good": 7, "Requires Improvement": 8, "Inadequate": 0,
    }  # fmt: skip


def test_one_area_has_improved_and_two_have_deteriorated(cycle_13: ForceGrades) -> None:
    assert {(c["area"], c["previous"], c["current"], c["change"]) for c in cycle_13.as_dict()["changes"]} == {
        ("Digital Crime", "Requires Improvement", "Good", "Improved"),
        ("Serious and Organised Crime", "Good", "Requires Improvement", "Deteriorated"),
        ("Innovation", "Outstanding", "Good", "Deteriorated"),
    }


def test_the_sentences_are_those_of_the_board_paper(cycle_13: ForceGrades) -> None:
    said = cycle_13.sentences()

    assert "Seven areas are currently graded at Good." in said
    assert "No areas are now at Outstanding (since Innovation was downgraded)." in said
    assert "There were three changes since last cycle: one improvement, two deteriorations." in said
    assert "Digital Crime improved to Good from Requires Improvement." in said


def test_the_published_cycle_has_no_problem_once_its_rationales_are_there(cycle_13: ForceGrades) -> None:
    assert cycle_13.problems == ()


def test_an_areas_name_is_given_without_its_stray_spaces(cycle_13: ForceGrades) -> None:
    assert "Efficient" in [area.area for area in cycle_13.areas]


def test_the_grids_own_cells_stay_as_they_are_and_new_columns_stand_at_the_right(
    make_file: MakeFile, opened: Callable[[Path], xw.Book], essex: Sheets
) -> None:
    path = make_file(essex)

    book = opened(path)
    generate_force_grades(book)
    book.save()

    rows = [list(row) for row in openpyxl.load_workbook(path)["Command grades"].iter_rows(values_only=True)]
    assert [row[:12] for row in rows] == essex["Command grades"]
    assert rows[0][12:] == ["Suggested grade", "Why", "Override", "Rationale"]
    assert rows[5][12:15] == [
        "Requires Improvement",
        "2 of 3 commands Good; capped by the redline at RI",
        "Yes",
    ]


def test_a_second_run_changes_no_byte(
    make_file: MakeFile, opened: Callable[[Path], xw.Book], content: Callable[[Path], str]
) -> None:
    path = make_file({"Grid": GRID, "Leads": [["Area", "Lead"], ["Robbery", "PPU"], ["Nowhere", "Marine"]]})
    for times in range(2):
        book = opened(path)
        generate_force_grades(book)
        book.save()
        if times == 0:
            once = content(path)

    assert content(path) == once


def test_a_blank_final_grade_is_filled_from_the_suggestion_and_a_typed_one_stays(make_book: MakeBook) -> None:
    rows = facts()
    rows[0][-1], rows[1][-1] = None, "Inadequate"
    book = make_book({"Grid": [HEADINGS, *rows]})

    result = generate_force_grades(book)

    assert book.sheets["Grid"]["H2"].value == "Requires Improvement"
    assert book.sheets["Grid"]["H3"].value == "Inadequate"
    assert [area.override for area in result.areas[:2]] == [False, True]


def test_a_missing_final_column_is_added_and_filled(make_book: MakeBook) -> None:
    book = make_book({"Grid": [row[:-1] for row in GRID]})

    result = generate_force_grades(book)

    assert book.sheets["Grid"].range("H1:L1").value == [
        "Suggested grade",
        "Why",
        "Final grade",
        "Override",
        "Rationale",
    ]
    assert [area.final for area in result.areas] == [area.suggested for area in result.areas]
    assert result.overrides == ()


def test_an_added_column_looks_like_its_neighbour(
    make_file: MakeFile, opened: Callable[[Path], xw.Book]
) -> None:
    path = make_file({"Grid": GRID})
    styled = openpyxl.load_workbook(path)
    cell = styled["Grid"]["H1"]
    cell.font = openpyxl.styles.Font(bold=True, name="Georgia")
    cell.fill = openpyxl.styles.PatternFill("solid", fgColor="FF112233")
    styled.save(path)

    book = opened(path)
    generate_force_grades(book)

    added = book.sheets["Grid"]["I1"]
    assert (added.font.bold, added.font.name, added.color) == (True, "Georgia", (0x11, 0x22, 0x33))


def test_columns_are_added_beyond_what_stands_beside_the_grid(make_book: MakeBook) -> None:
    rows = [[*row, None, None] for row in GRID]
    rows[2][-1] = "a remark beside the grid"
    book = make_book({"Grid": rows})

    generate_force_grades(book)

    assert book.sheets["Grid"]["J3"].value == "a remark beside the grid"
    assert book.sheets["Grid"].range("K1:O1").value == [
        None,
        "Suggested grade",
        "Why",
        "Override",
        "Rationale",
    ]  # clear of the remark


def test_the_redline_of_a_blank_cell_comes_from_the_redline_measures_and_stays_live(
    make_book: MakeBook,
) -> None:
    rows = facts()
    rows[2][-2] = None
    redlines = [
        ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
        ["Domestic Abuse", "Solved rate", 0.2, 0.1, "Higher", None],
        [None, "Repeat victims", 12.0, 10.0, "Lower", None],
    ]
    book = make_book({"Grid": [HEADINGS, *rows], "Areas": redlines})

    result = generate_force_grades(book)

    assert result.areas[2].as_dict()["redline"] == "Requires Improvement"
    assert book.sheets["Areas"].range("F2:F3").value == ["Yes", "No"]
    assert book.sheets["Areas"]["F3"].formula == '=IF(C3<=D3,"Yes","No")'
    assert book.sheets["Grid"]["G4"].formula == "=REDLINE_GRADE(Areas!$F$2:$F$3)"
    assert book.sheets["Grid"]["G4"].value == "Requires Improvement"


def test_a_live_redline_follows_its_measures_and_a_typed_one_does_not(make_book: MakeBook) -> None:
    rows = facts()
    rows[2][-2] = None
    redlines = [
        ["Area", "Redline measure", "Minimum", "Met"],
        ["Domestic Abuse", "Solved", 1.0, "No"],
        ["Burglary", "Rate", 1.0, "Yes"],
    ]
    book = make_book({"Grid": [HEADINGS, *rows], "Areas": redlines})
    generate_force_grades(book)

    book.sheets["Areas"]["D2"].value = "Yes"
    result = generate_force_grades(book)

    assert result.areas[2].as_dict()["redline"] == "Good"
    assert book.sheets["Grid"]["G4"].value == "Good"
    assert result.areas[0].as_dict()["redline"] == "Requires Improvement"


def test_a_measures_new_value_reaches_met_redline_and_suggestion_in_one_run(make_book: MakeBook) -> None:
    rows = facts()
    rows[3][-2] = None
    redlines = [
        ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
        ["Gangs & Knives", "Solved rate", 0.2, 0.1, "Higher", None],
    ]
    book = make_book({"Grid": [HEADINGS, *rows], "Areas": redlines})
    generate_force_grades(book)

    book.sheets["Areas"]["C2"].value = 0.05
    area = generate_force_grades(book).areas[3]

    assert book.sheets["Areas"]["F2"].value == "No"
    assert book.sheets["Grid"]["G5"].value == "Requires Improvement"
    assert area.why == "3 of 4 commands Good; capped by the redline at RI"


@pytest.mark.parametrize(
    ("value", "minimum"), [("81.2%", "80%"), ("81.2 per cent", 0.8), (0.812, "80% of calls")]
)
def test_a_redline_of_text_figures_is_judged_as_a_value_where_excel_would_compare_texts(
    make_book: MakeBook, value: object, minimum: object
) -> None:
    rows = facts()
    rows[3][-2] = None
    redlines = [
        ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
        ["Gangs & Knives", "Emergency response", value, minimum, "Higher", None],
    ]
    book = make_book({"Grid": [HEADINGS, *rows], "Areas": redlines})

    result = generate_force_grades(book)

    met = book.sheets["Areas"]["F2"]
    assert (met.value, met.formula) == ("Yes", "Yes")
    assert [problem for problem in result.problems if problem.sheet == "Areas"] == []


def test_a_measure_without_its_value_is_no_longer_said_to_be_met(make_book: MakeBook) -> None:
    rows = facts()
    rows[3][-2] = None
    redlines = [
        ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
        ["Gangs & Knives", "Solved rate", 0.05, 0.1, "Higher", None],
    ]
    book = make_book({"Grid": [HEADINGS, *rows], "Areas": redlines})
    generate_force_grades(book)

    book.sheets["Areas"]["C2"].value = None
    area = generate_force_grades(book).areas[3]

    assert book.sheets["Areas"]["F2"].value is None
    assert book.sheets["Grid"]["G5"].value is None
    assert area.redline is None


def test_every_result_stands_in_its_cell(make_book: MakeBook) -> None:
    rows = facts()
    rows[1][-1], rows[2][3] = None, "?!"
    book = make_book({"Grid": [HEADINGS, *rows], "Leads": [["Area", "Lead"], ["Domestic Abuse", "South"]]})

    result = generate_force_grades(book)

    cells = book.sheets["Grid"].range("H2:L6").value
    assert [(row[0], row[1], row[2], row[3] == "Yes") for row in cells] == [
        (
            grade_name(area.final) if not area.agreed else typed[-1],
            None if "cannot be suggested" in area.why else grade_name(area.suggested),
            area.why,
            area.override,
        )
        for area, typed in zip(result.areas, rows, strict=True)
    ]
    assert [area.agreed for area in result.areas] == [True, False, True, True, True]


def undecided() -> list[list[Any]]:
    """The grid in which nobody has entered a final grade yet."""
    return [HEADINGS, *[[*row[:-1], None] for row in facts()]]


def test_a_final_grade_that_nobody_entered_follows_the_suggestion(make_book: MakeBook) -> None:
    book = make_book({"Grid": undecided()})
    generate_force_grades(book)
    assert book.sheets["Grid"]["H5"].value == "Good"

    book.sheets["Grid"].range("C5:E5").value = ["RI", "RI", "RI"]
    area = generate_force_grades(book).areas[3]

    assert book.sheets["Grid"]["H5"].value == "Requires Improvement"
    assert (area.final, area.agreed, area.override) == (Grade.REQUIRES_IMPROVEMENT, False, False)


def test_a_final_grade_that_nobody_entered_goes_with_the_suggestion(make_book: MakeBook) -> None:
    book = make_book({"Grid": undecided()})
    generate_force_grades(book)

    book.sheets["Grid"]["G5"].value = "?!"
    area = generate_force_grades(book).areas[3]

    assert book.sheets["Grid"]["H5"].value is None
    assert (area.final, area.agreed) == (None, False)


def test_a_grade_that_a_person_entered_over_the_suggestion_stays_whatever_is_suggested(
    make_book: MakeBook,
) -> None:
    book = make_book({"Grid": undecided()})
    generate_force_grades(book)
    book.sheets["Grid"]["H5"].value = "Outstanding"
    generate_force_grades(book)

    # What the product once wrote there is a person's too, once a person has written something else in between.
    book.sheets["Grid"]["H5"].value = "Good"
    generate_force_grades(book)
    book.sheets["Grid"].range("C5:E5").value = ["RI", "RI", "RI"]
    area = generate_force_grades(book).areas[3]

    assert book.sheets["Grid"]["H5"].value == "Good"
    assert (area.agreed, area.override) == (True, True)


def test_final_grades_follow_their_area_when_the_grid_is_sorted(make_book: MakeBook) -> None:
    book = make_book({"Grid": undecided()})
    generate_force_grades(book)
    sheet = book.sheets["Grid"]

    sheet.range("A2:L6").value = sheet.range("A2:L6").value[::-1]
    sheet.range("C3:E3").value = ["RI", "RI", "RI"]
    result = generate_force_grades(book)

    assert sheet["B3"].value == "Gangs & Knives"
    assert sheet["H3"].value == "Requires Improvement"
    assert [area.agreed for area in result.areas] == [False] * 5


@pytest.mark.parametrize(
    ("cell", "typed", "what"),
    [
        ("I3", "Inadequate", "Suggested grade is typed as Inadequate, and the figures of the row give Good."),
        ("J3", "as ever", "Why is typed as as ever, and the figures of the row give 2 of 3 commands Good."),
        ("K2", "No", "Override is typed as No, and the figures of the row give Yes."),
        ("K3", "yes", "Override is typed as Yes, and the final grade does not differ from the suggestion."),
    ],
)
def test_what_a_person_types_over_an_answer_stays_and_is_named_where_it_disagrees(
    make_book: MakeBook, cell: str, typed: str, what: str
) -> None:
    book = make_book({"Grid": GRID})
    generate_force_grades(book)

    book.sheets["Grid"][cell].value = typed
    result = generate_force_grades(book)

    assert book.sheets["Grid"][cell].value == typed
    assert [problem.what for problem in found(result, f"Grid!{cell}")] == [what]


def test_a_suggestion_typed_over_in_other_words_is_no_problem(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID})
    generate_force_grades(book)

    book.sheets["Grid"]["I2"].value = "ri"
    result = generate_force_grades(book)

    assert book.sheets["Grid"]["I2"].value == "ri"
    assert found(result, "Grid!I2") == []


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        ('=IF(1=1,"RI",REDLINE_GRADE(Areas!$D$2:$D$3))', "RI"),
        ("=Areas!$D$9", "RI"),
    ],
)
def test_a_redline_by_a_formula_of_a_persons_own_stays_and_is_named(
    make_book: MakeBook, formula: str, answer: str
) -> None:
    redlines = [["Area", "Redline measure", "Minimum", "Met"], ["Robbery", "Solved", 1.0, "Yes"]]
    book = make_book({"Grid": GRID, "Areas": redlines})
    set_formula(book.sheets["Grid"]["G3"], formula, answer)

    result = generate_force_grades(book)

    assert book.sheets["Grid"]["G3"].formula == formula
    assert result.areas[1].redline is Grade.REQUIRES_IMPROVEMENT
    assert [problem.what for problem in found(result, "Grid!G3")] == [
        "Force redline is RI by a formula of your own, and the figures of the row give Good."
    ]


def test_the_redline_function_over_cells_of_a_persons_own_is_theirs(make_book: MakeBook) -> None:
    book = make_book({"Grid": GRID, "Notes": [["Yes"], ["No"]]})
    set_formula(book.sheets["Grid"]["G3"], "=REDLINE_GRADE(Notes!$A$1:$A$2)", "Requires Improvement")

    result = generate_force_grades(book)

    assert book.sheets["Grid"]["G3"].formula == "=REDLINE_GRADE(Notes!$A$1:$A$2)"
    assert result.areas[1].redline is Grade.REQUIRES_IMPROVEMENT


def test_met_by_a_formula_of_a_persons_own_stays_and_is_named(make_book: MakeBook) -> None:
    redlines = [
        ["Area", "Redline measure", "Value", "Minimum", "Better", "Met", "Signed"],
        ["Robbery", "Solved rate", 0.2, 0.1, "Higher", None, "not yet"],
    ]
    own = '=IF(AND(C2>=D2,G2="signed off"),"Yes","No")'
    book = make_book({"Grid": GRID, "Areas": redlines})
    set_formula(book.sheets["Areas"]["F2"], own, "No")

    result = generate_force_grades(book)

    assert book.sheets["Areas"]["F2"].formula == own
    assert [problem.what for problem in found(result, "Areas!F2")] == [
        "Met is No by a formula of your own, and the figures of the row give Yes."
    ]


def test_met_and_redline_are_values_where_no_formula_would_come_to_the_same(make_book: MakeBook) -> None:
    rows = facts()
    rows[3][-2] = None
    redlines = [
        ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
        ["Gangs & Knives", "Solved rate", "5%", 0.1, "Higher", None],
        ["Robbery", "Solved rate", 0.2, 0.1, "Higher", None],
        ["Gangs & Knives", "Victims", 9, 10, "Lower", None],
    ]
    book = make_book({"Grid": [HEADINGS, *rows], "Areas": redlines})
    generate_force_grades(book)
    assert book.sheets["Areas"].range("F2:F4").value == ["No", "Yes", "Yes"]
    assert book.sheets["Grid"]["G5"].value == "Requires Improvement"

    book.sheets["Areas"]["C2"].value = 0.5
    generate_force_grades(book)

    assert book.sheets["Areas"]["F2"].formula == '=IF(C2>=D2,"Yes","No")'
    assert book.sheets["Grid"]["G5"].value == "Good"


def test_a_direction_that_turns_turns_the_formula(make_book: MakeBook) -> None:
    redlines = [
        ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
        ["Robbery", "Victims", 9, 10, "Lower", None],
    ]
    book = make_book({"Grid": GRID, "Areas": redlines})
    generate_force_grades(book)

    book.sheets["Areas"]["E2"].value = "Higher"
    generate_force_grades(book)

    assert book.sheets["Areas"]["F2"].formula == '=IF(C2>=D2,"Yes","No")'
    assert book.sheets["Areas"]["F2"].value == "No"


def test_changes_follow_the_grid_until_somebody_types_over_them(make_book: MakeBook) -> None:
    changes = [["Area", "Last cycle", "This cycle", "Change"], ["Burglary", "RI", None, None]]
    book = make_book({"Grid": GRID, "Changes": changes})
    generate_force_grades(book)

    book.sheets["Grid"]["H2"].value = "RI"
    book.sheets["Grid"]["H3"].value = "Outstanding"
    generate_force_grades(book)
    assert book.sheets["Changes"].range("A2:D3").value == [
        ["Burglary", "RI", "Requires Improvement", "No change"],
        ["Robbery", None, "Outstanding", "First grading"],
    ]

    book.sheets["Changes"].range("C3:D3").value = ["Good", "Improved"]
    result = generate_force_grades(book)

    assert book.sheets["Changes"].range("C3:D3").value == ["Good", "Improved"]
    assert [(p.place, p.what) for p in result.problems if p.sheet == "Changes"] == [
        ("Changes!C3", "'Robbery' is Good here and Outstanding in the grid."),
        ("Changes!D3", "Change is typed as Improved, and the figures of the row give First grading."),
    ]


def test_another_word_for_a_change_in_a_table_of_the_forces_own_is_no_problem(make_book: MakeBook) -> None:
    changes = [
        ["Area", "Cycle 12", "Cycle 13", "Direction"],
        ["Burglary", "RI", "Good", "up one"],
        ["Robbery", "RI", "Good", "Deteriorated"],
    ]

    result = generate_force_grades(make_book({"Grid": GRID, "Changes": changes}))

    assert [problem.place for problem in result.problems if problem.sheet == "Changes"] == ["Changes!D3"]


def test_the_json_of_an_area_says_whether_its_grade_is_agreed(make_book: MakeBook) -> None:
    rows = facts()
    rows[0][-1] = None

    answer = generate_force_grades(make_book({"Grid": [HEADINGS, *rows]})).as_dict()

    assert [area["agreed"] for area in answer["areas"]] == [False, True, True, True, True]


def test_the_rule_and_the_scale_come_from_the_policy_sheet(make_book: MakeBook) -> None:
    policy = [["Setting", "Value"], ["Force grade rule", "Worst"], ["Grade scale", "five"]]
    rows = facts()
    rows[1][2] = "Adequate"

    result = generate_force_grades(make_book({"Grid": [HEADINGS, *rows], "Policy": policy}))

    assert result.areas[3].why == "worst of 4 commands Good"
    assert result.areas[1].as_dict()["commands"]["North"] == "Adequate"
    assert "Adequate" in result.counts


def test_changes_are_kept_up_to_date_and_new_areas_join_them(make_book: MakeBook) -> None:
    changes: list[list[Any]] = [
        ["Area", "Last cycle", "This cycle", "Change", "Rationale"],
        ["Burglary", "RI", None, None, "held"],
    ]
    book = make_book({"Grid": GRID, "Changes": changes})

    generate_force_grades(book)

    assert book.sheets["Changes"].range("A2:E2").value == ["Burglary", "RI", "Good", "Improved", "held"]
    assert book.sheets["Changes"].range("A3:D3").value == ["Robbery", None, "Good", "First grading"]


def test_a_typed_grade_of_this_cycle_is_not_corrected_but_named(make_book: MakeBook) -> None:
    book = make_book(
        {
            "Grid": GRID,
            "Changes": [
                ["Area", "Cycle 12", "Cycle 13"],
                ["Robbery", "Good", "RI"],
                ["Gangs & Knives", "G", "good"],
            ],
        }
    )

    result = generate_force_grades(book)

    assert book.sheets["Changes"]["C2"].value == "RI"
    assert [p.place for p in result.problems if "in the grid" in p.what] == ["Changes!C2"]


def found(result: ForceGrades, place: str) -> list[Problem]:
    return [problem for problem in result.problems if problem.place == place]


def test_a_word_that_is_no_grade_is_a_problem_of_its_cell_and_the_rest_is_filled(make_book: MakeBook) -> None:
    rows = facts()
    rows[1][3] = "Fair"

    result = generate_force_grades(make_book({"Grid": [HEADINGS, *rows]}))

    (problem,) = found(result, "Grid!D3")
    assert problem.what == "'Fair' is not a grade."
    assert problem.do.startswith("Use Outstanding, Good")
    assert result.areas[1].as_dict()["commands"]["South"] is None
    assert all(area.suggested for area in result.areas)


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (3, "'3' is not a grade."),
        ("Adequate", "'Adequate' is not on the scale of four grades."),
        ("#REF!", "The cell holds the error #REF!."),
    ],
)
def test_what_is_no_grade_of_the_scale_is_a_problem(make_book: MakeBook, value: object, what: str) -> None:
    rows = facts()
    rows[3][2] = value

    result = generate_force_grades(make_book({"Grid": [HEADINGS, *rows]}))

    assert [problem.what for problem in found(result, "Grid!C5")] == [what]


@pytest.mark.parametrize(
    ("column", "words"), [(6, "the redline"), (2, "the grade of the lead command North")]
)
def test_no_grade_is_suggested_where_redline_or_lead_cannot_be_read(
    make_book: MakeBook, column: int, words: str
) -> None:
    rows = facts()
    rows[1][column] = "?!"
    book = make_book({"Grid": [HEADINGS, *rows], "Areas": [["Area", "Lead command"], ["Robbery", "north"]]})

    area = generate_force_grades(book).areas[1]

    assert area.suggested is None
    assert area.why == f"cannot be suggested until {words} can be read"
    assert area.override is False


def test_an_area_that_is_there_twice_is_a_problem(make_book: MakeBook) -> None:
    rows = [*facts(), ["Our People", "burglary ", "Good", "Good", "Good", "Good", "N/A", "Good"]]

    result = generate_force_grades(make_book({"Grid": [HEADINGS, *rows]}))

    assert [p.what for p in found(result, "Grid!B7")] == ["The area 'burglary' is there twice, first in B2."]
    assert len(result.areas) == 6


def test_an_override_and_a_change_without_a_rationale_are_problems(make_book: MakeBook) -> None:
    changes = [["Area", "Last cycle", "This cycle"], ["Robbery", "RI", None], ["Burglary", "RI", None]]

    result = generate_force_grades(make_book({"Grid": GRID, "Changes": changes}))

    assert [(p.place, p.what) for p in result.problems] == [
        ("Grid!L2", "Burglary: the final grade Good overrides the suggestion Requires Improvement and has improved from Requires Improvement last cycle, without a rationale."),
        ("Grid!L3", "Robbery: the final grade Good has improved from Requires Improvement last cycle, without a rationale."),
    ]  # fmt: skip


@pytest.mark.parametrize(("lead", "sheet"), [("Marine", "Areas!B2"), ("South East", "Areas!B2")])
def test_a_lead_that_is_no_command_is_a_problem(make_book: MakeBook, lead: str, sheet: str) -> None:
    book = make_book({"Grid": GRID, "Areas": [["Area", "Lead command"], ["Robbery", lead]]})

    (problem,) = found(generate_force_grades(book), sheet)

    assert problem.do == "Use one of North, South, PPU, CJ, or leave it blank."


def test_problems_stand_in_a_table_of_their_own_which_empties_when_they_are_put_right(
    make_book: MakeBook,
) -> None:
    rows = facts()
    rows[0][-1] = None
    rows[1][3] = "Fair"
    book = make_book({"Grid": [HEADINGS, *rows]})
    generate_force_grades(book)
    assert book.sheets["Problems"].range("A1:E2").value == [
        ["Sheet", "Cell", "What is wrong", "What to do", "Found by"],
        [
            "Grid",
            "D3",
            "'Fair' is not a grade.",
            "Use Outstanding, Good, Requires Improvement, Inadequate or N/A.",
            "grades",
        ],
    ]

    book.sheets["Grid"]["D3"].value = "Good"
    result = generate_force_grades(book)

    assert result.problems == ()
    assert book.sheets["Problems"].range("A2:E2").value == [None] * 5


def test_a_grid_without_problems_gets_no_problems_sheet(make_book: MakeBook) -> None:
    rows = facts()
    rows[0][-1] = None
    book = make_book({"Grid": [HEADINGS, *rows]})

    generate_force_grades(book)

    assert [sheet.name for sheet in book.sheets] == ["Grid"]


def test_a_text_that_starts_like_a_formula_stays_text(
    make_file: MakeFile, opened: Callable[[Path], xw.Book]
) -> None:
    rows = facts()
    rows[0][1] = "-1+2"
    path = make_file(
        {
            "Grid": [HEADINGS, *rows],
            "Changes": [["Area", "Last cycle", "This cycle"], ["Robbery", "Good", None]],
        }
    )
    book = opened(path)
    book.sheets["Grid"]["B2"].value = "'=HYPERLINK(1)"

    generate_force_grades(book)
    book.save()

    added = openpyxl.load_workbook(path)["Changes"]["A3"]
    assert (added.value, added.data_type) == ("=HYPERLINK(1)", "s")
