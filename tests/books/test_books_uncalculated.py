"""A formula that was never calculated, as programs leave it that write files without Excel, is no blank cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.support.raw_workbooks import sheet_xml, workbook_bytes
from xlscore.books import check, fill_scorecard, generate_force_grades, update_msg
from xlscore.engine import lacks_result, open_book

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]

CARD = ["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year", "RAG", "Shortfall"]
NEVER = "The formula of the cell was never calculated, so nobody can say what it shows."


def said(result: Any) -> list[tuple[str, str, str]]:
    return [(problem.sheet, problem.cell, problem.what) for problem in result.problems]


@pytest.mark.parametrize("act", [fill_scorecard, check])
def test_a_figure_by_such_a_formula_is_named_and_nothing_is_made_of_it(act: Any, make_book: MakeBook) -> None:
    book = make_book({"Scorecard": [CARD, ["Burglary", "Recorded Crime", -0.1, "=600+602", 1300]]})

    result = act(book)

    assert said(result) == [("Scorecard", "D2", NEVER)]
    assert book.sheets["Scorecard"]["F2:G2"].value == [None, None]


def test_a_command_s_grade_by_such_a_formula_is_not_left_out_without_a_word(make_book: MakeBook) -> None:
    book = make_book(
        {
            "Grid": [
                ["Area", "North", "South", "Crime"],
                ["Burglary", "=C2", "Good", "RI"],
                ["Rape", "Good", "RI", "RI"],
            ]
        }
    )

    result = generate_force_grades(book)

    assert said(result) == [("Grid", "B2", NEVER)]
    assert result.areas[0].why.endswith("without North, whose grade cannot be read")


def test_a_command_s_column_of_such_formulas_alone_is_not_passed_over(make_book: MakeBook) -> None:
    book = make_book({"Grid": [["Area", "North", "South", "Crime"], ["Burglary", "=C2", "Good", "RI"]]})

    assert said(generate_force_grades(book)) == [("Grid", "B2", NEVER)]


def test_a_final_grade_by_such_a_formula_is_not_said_to_be_the_suggestion(make_book: MakeBook) -> None:
    grid = [
        ["Area", "North", "South", "Final grade"],
        ["Burglary", "Good", "Good", '=IF(B2="Good","Outstanding","")'],
    ]
    book = make_book({"Grid": grid})

    result = generate_force_grades(book)

    assert said(result) == [("Grid", "D2", NEVER)]
    assert (result.areas[0].final, book.sheets["Grid"]["D2"].formula) == (None, grid[1][3])


def test_an_answer_by_such_a_formula_cannot_be_compared_and_is_named(make_book: MakeBook) -> None:
    own = "=ROUNDUP(SHORTFALL(D2,E2,C2)*1.1,0)"
    row = ["Burglary", "Recorded Crime", -0.1, 1202, 1300, None, own]
    book = make_book({"Scorecard": [CARD, row]})

    result = fill_scorecard(book)

    assert said(result) == [("Scorecard", "G2", NEVER)]
    assert book.sheets["Scorecard"]["G2"].formula == own


def test_a_force_s_value_by_such_a_formula_is_named_once(make_book: MakeBook) -> None:
    forces = [[f"Force {letter}", figure] for letter, figure in zip("ABCD", (1, 2, 3, "=3+1"), strict=True)]
    measures = [
        ["Measure", "Better", "Position", "Of", "Aspiration"],
        ["Burglary", "Lower", None, None, None],
    ]
    policy = [["Setting", "Value"], ["our_force", "Force A"]]
    book = make_book({"MSG": measures, "MSG data": [["Force", "Burglary"], *forces], "Policy": policy})

    result = update_msg(book)

    assert [what for what in said(result) if what[1] == "B5"] == [("MSG data", "B5", NEVER)]


def test_a_formula_that_shows_an_empty_text_has_been_calculated(tmp_path: Path) -> None:
    cells = '<c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v>2</v></c>'
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook_bytes(sheet_xml(f'<row r="1">{cells}</row>')))

    sheet = open_book(path).sheets[0]

    assert [lacks_result(sheet[place]) for place in ("A1", "B1", "C1", "D1")] == [False, True, False, False]


def test_a_row_whose_name_is_such_a_formula_is_not_left_out_without_a_word(make_book: MakeBook) -> None:
    grid = [
        ["Area", "North", "South"],
        ["Burglary", "Good", "Good"],
        ["=D1", "RI", "RI"],
        ["Rape", "RI", "Good"],
    ]

    assert said(generate_force_grades(make_book({"Grid": grid}))) == [("Grid", "A3", NEVER)]


def test_an_objective_by_such_a_formula_is_named(make_book: MakeBook) -> None:
    rows = [["=D1", "Recorded Crime", -0.1, 1202, 1300], ["Robbery", "Recorded Crime", -0.1, 12, 13]]

    assert ("Scorecard", "A2", NEVER) in said(fill_scorecard(make_book({"Scorecard": [CARD[:5], *rows]})))
