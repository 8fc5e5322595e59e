"""Explain cell: which inputs and which rule gave an answer, or why it is an error and what to do."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter

import xlscore
from xlscore.excel.explain import NoFormulaError, explain
from xlscore.excel.formula_calls import calls_in
from xlscore.excel.inputs import UnreadableInputError, read_input
from xlscore.functions import REGISTRY

FORCES = ["Essex", "Kent", "Avon", "Hants"]
RATES = [91.6, 104.4, 84.2, 88.0]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("explain") / "Explain.xlsx"
    book = xlsxwriter.Workbook(path)
    data, own = book.add_worksheet("MSG data"), book.add_worksheet("Own's")
    data.write_column(0, 0, ["Force", *FORCES])
    data.write_column(0, 1, ["Rate", *RATES])
    data.add_table(0, 0, 4, 1, {"name": "Group", "columns": [{"header": "Force"}, {"header": "Rate"}]})
    book.define_name("own_force", "='MSG data'!$A$2")
    book.define_name("a_half", "=0.5")
    book.define_name("same_force", "=own_force")
    book.define_name("whole_column", "='MSG data'!$B:$B")
    own.write_row(0, 0, ["Essex", "blank:", None, "text", 12.5])
    own.write_formula("A9", "=1/0", None, "#DIV/0!")
    own.write_datetime("A10", datetime.datetime(2020, 4, 6), book.add_format({"num_format": "dd/mm/yyyy"}))
    own.write_column("H1", RATES)
    book.close()
    return xlscore.open_book(path).sheets["Own's"]


def explained(sheet: Any, formula: str, shown: Any = None) -> str:
    cell = sheet.range("C20")
    cell.formula = formula
    if shown is not None:
        sheet.impl.book.workbook.sheet(sheet.name).set_formula(20, 3, formula, cached=shown)
    return explain(cell)


def test_inputs_rule_answer_and_source_are_said(sheet: Any) -> None:
    text = explained(sheet, "=MSG_RANK(A1,'MSG data'!A2:A5,'MSG data'!$B$2:$B$5)")

    assert "Own's!C20 shows" in text
    assert "MSG_RANK answers the force's position in its group, 1 the best" in text
    assert '  force = "Essex" (A1)' in text
    assert "  values = 4 cells: 91.6, 104.4, 84.2, 88 ('MSG data'!$B$2:$B$5)" in text
    assert "  higher_is_better = FALSE (left out)" in text
    assert "Answer: 3" in text
    assert "Source: HMIC" in text


def test_an_error_says_why_and_what_to_do(sheet: Any) -> None:
    text = explained(sheet, "=MSG_RANK(\"Elsewhere\",'MSG data'!A2:A5,'MSG data'!B2:B5)")

    assert "It is #N/A: " in text
    assert "Elsewhere" in text


def test_an_error_in_an_input_is_named(sheet: Any) -> None:
    text = explained(sheet, "=YOY(A9,5)")

    assert "  actual = #DIV/0! (A9)" in text
    assert "It is #DIV/0!: An input holds the error #DIV/0!; put that cell right first." in text


def test_a_cell_that_shows_something_else_asks_for_a_recalculation(sheet: Any) -> None:
    text = explained(sheet, "=YOY(110,100)", shown=0.2)

    assert "Answer: 0.1" in text
    assert "The cell shows 0.2 instead: press Ctrl+Alt+F9" in text


def test_each_call_inside_a_formula_is_explained(sheet: Any) -> None:
    text = explained(sheet, '=IFERROR(YOY(110,100),"")&TREND_ARROW(H1:H4)')

    assert [call.name for call in calls_in('=IFERROR(YOY(110,100),"")&TREND_ARROW(H1:H4)')] == [
        "YOY",
        "TREND_ARROW",
    ]
    assert text.count("Source: ") == 2


def test_a_call_as_an_input_is_worked_out_first(sheet: Any) -> None:
    text = explained(sheet, "=MSG_MOVE(5,MSG_RANK(A1,'MSG data'!A2:A5,'MSG data'!B2:B5))")

    assert "  rank = 3 (MSG_RANK(A1,'MSG data'!A2:A5,'MSG data'!B2:B5))" in text
    assert 'Answer: "Improved"' in text


def test_a_calculation_that_only_excel_can_repeat_is_named(sheet: Any) -> None:
    text = explained(sheet, "=YOY(SUM(H1:H4),100)")

    assert "  actual: 'SUM(H1:H4)' is a calculation that only Excel can repeat." in text
    assert "Answer" not in text


def test_an_error_of_a_call_that_is_an_input_is_the_answer(sheet: Any) -> None:
    text = explained(sheet, "=YOY(MSG_RANK(\"Elsewhere\",'MSG data'!A2:A5,'MSG data'!B2:B5),5)")

    assert "  actual: The force 'Elsewhere' is not in the list" in text
    assert "It is #N/A: The force 'Elsewhere' is not in the list" in text
    assert "Answer" not in text


def test_a_blank_cell_stands_for_what_is_taken_where_nothing_is_said(sheet: Any) -> None:
    text = explained(sheet, "=MSG_RANK(A1,'MSG data'!A2:A5,'MSG data'!B2:B5,C1)")

    assert "  higher_is_better = FALSE (C1 is blank)" in text


@pytest.mark.parametrize(("shown", "as_worked_out"), [("Improved", True), ("Deteriorated", False)])
def test_a_word_in_the_cell_is_compared_with_the_answer(shown: str, as_worked_out: bool, sheet: Any) -> None:
    text = explained(sheet, "=MSG_MOVE(5,4)", shown=shown)

    assert ("instead: press Ctrl+Alt+F9" not in text) is as_worked_out


def test_of_an_answer_that_spills_the_first_cell_is_compared(sheet: Any) -> None:
    answer = REGISTRY["SPC"](RATES)

    text = explained(sheet, "=SPC_TABLE(H1:H4)", shown=answer[0][0])

    assert f"Answer: {len(answer) * len(answer[0])} cells: " in text
    assert "instead" not in text
    assert "instead" in explained(sheet, "=SPC_TABLE(H1:H4)", shown="another heading")


def test_a_program_that_does_not_say_formulas_is_named_instead_of_an_explanation() -> None:
    class Cell(SimpleNamespace):
        def __getitem__(self, _: Any) -> Cell:
            return self

    sheet = SimpleNamespace(
        name="Grid", book=SimpleNamespace(app=SimpleNamespace(engine=SimpleNamespace(name="remote")))
    )
    cell: Any = Cell(
        sheet=sheet, get_address=lambda *_: "B2", options=lambda **_: SimpleNamespace(value=12.0)
    )

    with pytest.raises(NoFormulaError, match="so Grid!B2 cannot be explained here"):
        explain(cell)


def test_a_table_without_headings_has_no_column_of_that_name(tmp_path: Path) -> None:
    path = tmp_path / "Bare.xlsx"
    book = xlsxwriter.Workbook(path)
    data = book.add_worksheet("Data")
    data.write_column(0, 0, RATES)
    data.add_table(0, 0, 3, 0, {"name": "Bare", "header_row": False})
    book.close()

    with (
        xlscore.open_book(path) as opened,
        pytest.raises(UnreadableInputError, match="only Excel can repeat"),
    ):
        read_input("Bare[Column1]", opened.sheets["Data"])


def test_too_many_arguments_are_named(sheet: Any) -> None:
    assert "write it as YOY(actual, previous)" in explained(sheet, "=YOY(1,2,3)")


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("=SUM(H1:H4)", "uses none of the Scorecard functions: =SUM(H1:H4)"),
        ("12", "holds 12; it has no formula."),
        ("Essex", 'holds "Essex"; it has no formula.'),
    ],
)
def test_cells_without_our_functions_are_said_to_be_so(formula: str, said: str, sheet: Any) -> None:
    assert said in explained(sheet, formula)


def test_a_blank_cell_is_said_to_be_blank(sheet: Any) -> None:
    assert explain(sheet.range("Z99")) == "Own's!Z99 is blank."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("TRUE", True),
        ("-10%", -0.1),
        ("1.5e3", 1500.0),
        ('"a ""b"""', 'a "b"'),
        ("#N/A", "#N/A"),
        ('{"RI","Good";1,TRUE}', [["RI", "Good"], [1.0, True]]),
        ("A1", "Essex"),
        ("$A$1", "Essex"),
        ("'Own''s'!A1", "Essex"),
        ("'MSG data'!A2:A3", [["Essex"], ["Kent"]]),
        ("'MSG data'!B:B", [["Rate"], *[[rate] for rate in RATES]]),
        ("own_force", "Essex"),
        ("whole_column", [["Rate"], *[[rate] for rate in RATES]]),
        ("'MSG data'!1:1", [["Force", "Rate"]]),
        ("Group[Rate]", [[rate] for rate in RATES]),
        ("A10", 43927.0),
        ("C1", None),
        ("MSG_MOVE(5,4)", "Improved"),
        ("CHOOSE({1,2,3},'MSG data'!$B$3,H1,C1)", [[104.4, 91.6, 0.0]]),
        ("choose( {2,1}, A1, $H$2 )", [[104.4, "Essex"]]),
    ],
)
def test_an_argument_is_read_as_excel_means_it(text: str, value: Any, sheet: Any) -> None:
    assert read_input(text, sheet).value == value


@pytest.mark.parametrize(
    "text",
    [
        "A1&B1",
        "no_such_name",
        "a_half",
        "same_force",
        "A9999999",
        "XFE1",
        "A1:ZZZZ3",
        "ZZZ:ZZZ",
        "0:0",
        "'Own''s'!A0",
        "Group[Nothing]",
        "'No sheet'!A1",
        "INDEX(H1:H4,2)",
        "(A1)",
        "CHOOSE(2,A1,H1)",
        "CHOOSE({1,3},A1,H1)",
        "CHOOSE({1,2},A1,H1+1)",
        "CHOOSE({1,2},A1,H1)+1",
        "CHOOSE({1,A1},A1,H1)",
        "CHOOSE(2,A1,{1})",
        "{1,A1}",
        "Elsewhere[Rate]",
    ],
)
def test_what_cannot_be_read_is_said_and_never_guessed(text: str, sheet: Any) -> None:
    with pytest.raises(UnreadableInputError, match="only Excel can repeat"):
        read_input(text, sheet)


def test_names_are_not_asked_of_a_program_that_knows_none() -> None:
    class Nameless(SimpleNamespace):
        @property
        def names(self) -> Any:
            raise AssertionError("asked")

    sheet: Any = Nameless(book=Nameless(app=SimpleNamespace(engine=SimpleNamespace(name="another"))))

    with pytest.raises(UnreadableInputError):
        read_input("own_force", sheet)


@pytest.mark.parametrize("fault", [AttributeError, NotImplementedError, KeyError, ValueError])
def test_a_fault_while_cells_are_read_is_no_calculation_of_excel_s(
    fault: type[Exception], sheet: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise fault("deep inside")

    monkeypatch.setattr(type(sheet), "range", broken)

    with pytest.raises(fault):
        read_input("A1", sheet)


def test_desktop_excel_works_out_what_we_cannot() -> None:
    asked = []

    class Cells:
        Value2 = ((1832800.0,),)

    def evaluate(formula: str) -> Any:
        asked.append(formula)
        return Cells() if "INDEX" in formula else -2146826246

    desktop: Any = SimpleNamespace(
        api=SimpleNamespace(Evaluate=evaluate),
        book=SimpleNamespace(app=SimpleNamespace(engine=SimpleNamespace(name="excel"))),
    )

    assert read_input("INDEX(B2:B9,2)", desktop).value == 1832800.0
    assert read_input("NA()", desktop).value == "#N/A"
    assert asked == ["=INDEX(B2:B9,2)", "=NA()"]
    with pytest.raises(UnreadableInputError):
        read_input("1+" * 200 + "1", desktop)


@pytest.mark.parametrize(
    ("formula", "calls"),
    [
        ("=xlscore.xlam!TREND(A1:A6)", [("TREND", ("A1:A6",))]),
        ("='C:\\XLSTART\\xlscore.xlam'!YOY(A1,B1)", [("YOY", ("A1", "B1"))]),
        ("=@YOY( A1 , B1 )", [("YOY", ("A1", "B1"))]),
        ("=_xlfn.YOY(A1,B1)", [("YOY", ("A1", "B1"))]),
        ('="YOY(1,2)"', []),
        ("=yoy(1,(2+3)*4)", [("YOY", ("1", "(2+3)*4"))]),
        ("=YOY({1,2},SUM(1,2))", [("YOY", ("{1,2}", "SUM(1,2)"))]),
        ("=RAG(A1,B1,,0.1)", [("RAG", ("A1", "B1", "", "0.1"))]),
        ("=YOY(", []),
        ("=)(", []),
        ("", []),
    ],
)
def test_calls_are_found_however_excel_spells_them(formula: str, calls: list[Any]) -> None:
    assert [(call.name, call.arguments) for call in calls_in(formula)] == calls
