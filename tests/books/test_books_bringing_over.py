"""Formulas of every lane are ours alike, and Bring formulas over changes how they are spelt and nothing else."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from xlscore.books import BookError, bring_over, check, fill_scorecard, freeze, refresh
from xlscore.books.files import workbook_file
from xlscore.books.plan.edits import Edits
from xlscore.books.plan.planner import Planner
from xlscore.books.samples import SAMPLES
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.own_calls import NAMESPACE_SETTING
from xlscore.engine import open_book
from xlscore.excel.explain import explain
from xlscore.excel.names import excel_functions
from xlscore.excel.ribbon import run

_NAMES: Final = "|".join(sorted({*excel_functions()}, key=len, reverse=True))
_OURS: Final = re.compile(rf"(?<![\w.!])(?=(?:{_NAMES})\()")
SCORECARD: Final = {
    "Scorecard": [
        ["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year", "Threat", "Impact score"],
        ["Burglary", "Crime reduction", -0.05, 900.0, 1000.0, "High", 12.0],
        ["Robbery", "Crime reduction", -0.1, 300.0, 280.0, "Low", 7.0],
        ["Knives", "Crime reduction", -0.1, 50.0, 40.0, "Medium", 3.0],
    ],
}  # fmt: skip
MakeFile = Callable[[dict[str, Any]], Path]


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _rewrite(path: Path, change: Callable[[str, str], str]) -> None:
    """Change the text of each part that is XML, without a word of the product's."""
    parts = _parts(path)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, change(name, data.decode()) if name.endswith(".xml") else data)


def _spell(path: Path, prefix: str) -> None:
    """Spell what the desktop wrote as Excel on the web stores it, as a search and replace would."""

    def spelt(formula: re.Match[str]) -> str:
        return formula[1] + _OURS.sub(prefix, formula[2])

    _rewrite(path, lambda _, text: re.sub(r"(<f(?: [^>]*)?>)([^<]*)(?=</f>)", spelt, text))


def _cells(book: xw.Book) -> dict[tuple[str, str], tuple[Any, str]]:
    return {
        (sheet.name, cell.address): (cell.value, cell.formula)
        for sheet in book.sheets
        for cell in sheet.used_range
    }


@pytest.fixture
def filled(make_file: MakeFile) -> Path:
    """A small scorecard that the desktop has filled, with formulas of ours in it."""
    path = make_file(SCORECARD)
    with workbook_file(path) as book:
        fill_scorecard(book)
    return path


def _formulas(path: Path) -> list[str]:
    book = open_book(path)
    reading = Reading(book)
    return [text for name in reading.sheet_names for text in (reading.written.stand(name) or {}).values()]


def _typed(path: Path) -> dict[tuple[str, str], tuple[Any, str]]:
    """Fill the scorecard anew after other figures were typed into it; return all its cells."""
    with workbook_file(path) as book:
        book.sheets["Scorecard"]["D2:D4"].value = [[1100.0], [200.0], [44.0]]
        found = fill_scorecard(book)
    assert [problem.what for problem in found.problems] == []
    return _cells(open_book(path))


@pytest.mark.parametrize(
    "prefix", ["_xldudf_SCORECARD_", "_xldudf_", "_xldudf_FORCE_SC_", "SCORECARD.", "[2]!_xldudf_SCORECARD_"]
)
def test_formulas_that_another_excel_stored_are_ours_and_stay_spelt_so(
    filled: Path, tmp_path: Path, prefix: str
) -> None:
    desktop = tmp_path / "desktop.xlsx"
    desktop.write_bytes(filled.read_bytes())
    stored = "_xldudf_SCORECARD_" if prefix[0] in "S[" else prefix
    _spell(filled, prefix)

    here, there = _typed(desktop), _typed(filled)

    ours = {place for place, (_, formula) in here.items() if _OURS.search(formula)}
    assert len(ours) > 9
    assert {place: value for place, (value, _) in here.items()} == {
        place: value for place, (value, _) in there.items()
    }
    spelt = {place: (_OURS.sub(prefix, here[place][1]), _OURS.sub(stored, here[place][1])) for place in ours}
    assert all(there[place][1] in spelt[place] for place in ours)
    assert all(there["Scorecard", f"$H${row}"][1] == spelt["Scorecard", f"$H${row}"][1] for row in (2, 3, 4))


def test_a_new_formula_is_spelt_as_most_in_the_workbook_are(filled: Path) -> None:
    _spell(filled, "_xldudf_SCORECARD_")
    with workbook_file(filled) as book:
        book.sheets["Scorecard"]["A5:G5"].value = ["Arson", "Crime reduction", -0.1, 9.0, 8.0, "High", 2.0]
        fill_scorecard(book)

    ours = [text for text in _formulas(filled) if "YOY(" in text]
    assert ours == [
        text.replace("~", "_xldudf_SCORECARD_")
        for text in _OURS.sub("~", "\0".join(ours).replace("_xldudf_SCORECARD_", "")).split("\0")
    ]
    assert len(ours) == 8


def test_a_plan_is_the_same_whoever_spelt_the_formulas(filled: Path) -> None:
    def planned() -> Edits:
        with workbook_file(filled, save=False) as book:
            book.sheets["Scorecard"]["D2"].value = 1234.0
            planner = Planner(Reading(book))
            from xlscore.books.kinds import KINDS
            from xlscore.books.plan.kind import Asked

            KINDS["scorecard"].plan(planner, Asked())
            return planner.edits

    before = planned()
    _spell(filled, "_xldudf_SCORECARD_")
    after = planned()

    assert [(edit.sheet, edit.row, edit.column, edit.new) for edit in before.cells] == [
        (edit.sheet, edit.row, edit.column, edit.new) for edit in after.cells
    ]
    assert {edit.old_formula for edit in after.cells if edit.formula} == {
        _OURS.sub("_xldudf_SCORECARD_", edit.old_formula) for edit in before.cells if edit.formula
    }
    assert Edits.from_json(after.to_json()) == after


def test_freezing_replaces_what_the_web_spelt_and_leaves_another_add_ins(filled: Path) -> None:
    _spell(filled, "_xldudf_SCORECARD_")
    with workbook_file(filled) as book:
        book.sheets["Scorecard"]["N1"].formula = "=_xldudf_OTHER_MSG_GAP(A1,B1)"
        frozen = freeze(book)

    assert frozen.replaced > 9
    assert _formulas(filled) == ["=_xldudf_OTHER_MSG_GAP(A1,B1)"]
    (doubt,) = frozen.problems
    assert (doubt.sheet, doubt.cell) == ("Scorecard", "N1")
    assert "MSG_GAP under the name OTHER" in doubt.what
    assert "what IT called Scorecard's add-in, have IT set XLSCORE_NAMESPACE" in doubt.do


def test_explain_cell_explains_a_formula_of_the_web_as_it_stands(filled: Path) -> None:
    before = explain(_cell_with(open_book(filled), "YOY("))
    _spell(filled, "_xldudf_SCORECARD_")

    after = explain(_cell_with(open_book(filled), "YOY("))

    assert "YOY answers" in after
    assert after.splitlines()[2:] == before.splitlines()[2:]
    assert after.splitlines()[1] == _OURS.sub("_xldudf_SCORECARD_", before.splitlines()[1])


def _cell_with(book: xw.Book, call: str) -> xw.Range:
    return next(cell for cell in book.sheets["Scorecard"].used_range if call in str(cell.formula))


def test_explain_cell_says_whose_a_look_alike_may_be(filled: Path) -> None:
    book = open_book(filled)
    book.sheets["Scorecard"]["N1"].formula = "=_xldudf_OTHER_MSG_GAP(A1,B1)"

    told = explain(book.sheets["Scorecard"]["N1"])

    assert "uses none of the Scorecard functions" in told
    assert "If OTHER is what IT called Scorecard's add-in" in told


@pytest.fixture
def doubtful(filled: Path) -> Path:
    """A scorecard of which one function alone is called, under a name that nobody knows."""
    with workbook_file(filled) as book:
        for sheet in book.sheets:
            for cell in sheet.used_range:
                if _OURS.search(str(cell.formula)) and not str(cell.formula).startswith("=YOY("):
                    cell.value = None
    _spell(filled, "_xldudf_FORCE_")
    return filled


def test_formulas_that_may_be_another_add_ins_are_left_alone_and_named(doubtful: Path) -> None:
    with workbook_file(doubtful) as book:
        book.sheets["Scorecard"]["D2"].value = 4321.0
        found = fill_scorecard(book)
        refreshed, checked = refresh(book), check(book)

    for problems in (found.problems, refreshed.problems, checked.problems):
        assert [problem.do for problem in problems if "under the name FORCE" in problem.what]
    assert len([text for text in _formulas(doubtful) if "_xldudf_FORCE_YOY(" in text]) == 3


def test_the_setting_tells_a_namespace(doubtful: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAMESPACE_SETTING, "Force")

    with workbook_file(doubtful) as book:
        assert not [one for one in refresh(book).problems if "under the name" in one.what]
        assert freeze(book).replaced > 9
    assert _formulas(doubtful) == []


def test_a_namespace_that_was_told_once_is_remembered_in_the_workbook(doubtful: Path) -> None:
    with workbook_file(doubtful) as book:
        told = bring_over(book, "web", "FORCE")
    with workbook_file(doubtful) as book:
        back = bring_over(book)

    assert (told.cells, told.problems, back.to, back.cells) == (0, (), "desktop", 3)


def test_over_and_back_gives_the_same_bytes_but_for_what_was_spelt(filled: Path) -> None:
    before = _parts(filled)
    with workbook_file(filled) as book:
        over = bring_over(book)
    there = _parts(filled)
    with workbook_file(filled) as book:
        again = bring_over(book, "web")
    with workbook_file(filled) as book:
        back = bring_over(book)

    changed = {name for name in before if there[name] != before[name]}
    assert (over.to, again.to, back.to) == ("web", "web", "desktop")
    assert over.cells == back.cells == over.ours > 9
    assert again.cells == 0
    assert {name for name in changed if not name.startswith("xl/worksheets/sheet")} == set()
    for name in changed:
        assert there[name].replace(b"_xldudf_SCORECARD_", b"") == before[name]
    assert _parts(filled) == before


SHAPES: Final = {
    "shared": '<c r="A9"><f t="shared" ref="A9:A10" si="0">YOY(B9,C9)&amp;"YOY("</f><v>1</v></c>',
    "array": '<c r="A9"><f t="array" ref="A9:B10">YOY({1,2;3,4},C9)</f><v>1</v></c><c r="B9"><v>2</v></c>',
    "let": '<c r="A9" t="str"><f>_xlfn.LET(_xlpm.yoy,YOY(B9,C9),_xlpm.yoy&amp;"")</f><v>x</v></c>',
    "lambda": '<c r="A9"><f>_xlfn.MAP(B9:B10,_xlfn.LAMBDA(_xlpm.v,YOY(_xlpm.v,_xlfn.SINGLE(C9))))</f><v>1</v></c>',
    "table": '<c r="A9" cm="1"><f>YOY(Table1[[#This Row],[YOY(]],C9)-OTHER.YOY(1,2)</f><v>1</v></c>',
}
"""A row of a sheet as Excel writes it, with a formula of ours that is no plain one."""


@pytest.mark.parametrize("shape", SHAPES)
def test_a_formula_keeps_its_shape_and_its_result(make_file: MakeFile, shape: str) -> None:
    path = make_file({"Sheet": [["x"], ["=SUM(A1)"]]})
    tail = '<row r="10"><c r="A10"><f t="shared" si="0"/><v>7</v></c></row>' if shape == "shared" else ""
    row = f'<row r="9">{SHAPES[shape]}</row>{tail}</sheetData>'
    _rewrite(path, lambda name, text: text.replace("</sheetData>", row) if "sheet1" in name else text)
    with workbook_file(path) as book:  # spelt as our own writer does before it is compared
        book.sheets[0]["E1"].value = 1
    before = _parts(path)["xl/worksheets/sheet1.xml"].decode()

    with workbook_file(path) as book:
        bring_over(book, "web")
        shown = [book.sheets[0][cell].formula for cell in ("A9", "A10")]
    there = _parts(path)["xl/worksheets/sheet1.xml"].decode()
    with workbook_file(path) as book:
        bring_over(book, "desktop")

    calls = before.count("YOY(") - before.count('"YOY(') - before.count("[YOY(") - before.count("OTHER.YOY(")
    assert there.count("_xldudf_SCORECARD_YOY(") == calls == 1
    assert there.replace("_xldudf_SCORECARD_", "") == before.replace("&quot;", '"')
    assert _parts(path)["xl/worksheets/sheet1.xml"].decode() == before.replace("&quot;", '"')
    if shape == "shared":
        assert shown == ['=_xldudf_SCORECARD_YOY(B9,C9)&"YOY("', '=_xldudf_SCORECARD_YOY(B10,C10)&"YOY("']


def test_what_fills_new_rows_of_a_table_goes_over_with_its_cells(make_file: MakeFile) -> None:
    import openpyxl
    from openpyxl.worksheet.table import Table, TableFormula

    path = make_file({"Sheet": [["This", "Last", "Change"], [1, 2, "=YOY(A2,B2)"]]})
    workbook = openpyxl.load_workbook(path)
    table = Table(displayName="Counts", ref="A1:C2")
    table._initialise_columns()
    table.tableColumns[2].calculatedColumnFormula = TableFormula(attr_text="YOY(A2,B2)")
    for column, name in zip(table.tableColumns, ("This", "Last", "Change"), strict=True):
        column.name = name
    workbook.active.add_table(table)
    workbook.save(path)
    before = _parts(path)

    with workbook_file(path) as book:
        bring_over(book, "web")
    there = _parts(path)
    with workbook_file(path) as book:
        bring_over(book, "desktop")

    assert b"<calculatedColumnFormula>_xldudf_SCORECARD_YOY(A2,B2)<" in there["xl/tables/table1.xml"]
    assert _parts(path)["xl/tables/table1.xml"] == before["xl/tables/table1.xml"]


def test_what_a_name_stands_for_goes_over_too(make_file: MakeFile) -> None:
    path = make_file({"Sheet": [["=YOY(B1,C1)", 1, 2]]})
    with workbook_file(path) as book:
        book.names.add("growth", "=YOY(Sheet!$B$1,Sheet!$C$1)")
    with workbook_file(path) as book:
        bring_over(book, "web")

        assert book.names["growth"].refers_to == "=_xldudf_SCORECARD_YOY(Sheet!$B$1,Sheet!$C$1)"


def test_a_protected_sheet_is_named_and_the_others_are_brought_over(make_file: MakeFile) -> None:
    path = make_file({"Open": [["=YOY(B1,C1)", 1, 2]], "Shut": [["=YOY(B1,C1)", 1, 2]]})
    shut = '</sheetData><sheetProtection sheet="1"/>'
    _rewrite(path, lambda name, text: text.replace("</sheetData>", shut) if "sheet2" in name else text)

    with workbook_file(path) as book:
        found = bring_over(book, "web")
        formulas = [book.sheets[name]["A1"].formula for name in ("Open", "Shut")]

    assert formulas == ["=_xldudf_SCORECARD_YOY(B1,C1)", "=YOY(B1,C1)"]
    assert (found.cells, found.left, found.ours) == (1, 1, 2)
    assert found.sentences()[:2] == [
        "1 formula could not be brought over.",
        "1 formula brought over: spelt as in Excel on the web now (=SCORECARD.MSG_GAP(…)).",
    ]
    (problem,) = found.problems
    assert (problem.sheet, problem.cell) == ("Shut", "A1")
    assert "protected" in problem.what


def test_a_workbook_without_formulas_of_ours_is_said_to_have_none(make_file: MakeFile) -> None:
    path = make_file({"Sheet": [["=SUM(B1,C1)", 1, 2], ["=TREND(B1:C1)"], ["=OTHER.YOY(B1,C1)"]]})
    before = _parts(path)

    with workbook_file(path) as book:
        found = bring_over(book, "web")

    assert found.sentences() == [
        "No formula of this workbook calls a Scorecard function, so there is nothing to bring over."
    ]
    assert [problem.cell for problem in found.problems] == ["A3"]
    assert {name for name, data in _parts(path).items() if data != before.get(name)} <= {"docProps/core.xml"}


def test_another_place_than_the_two_is_refused(filled: Path) -> None:
    with (
        workbook_file(filled, save=False) as book,
        pytest.raises(BookError, match="web or desktop"),
    ):
        bring_over(book, "Mac")


@pytest.mark.slow
def test_the_button_brings_a_sample_over_and_back(tmp_path: Path) -> None:
    path = tmp_path / "sample.xlsx"
    SAMPLES["msg-positions"].enter(path)
    with workbook_file(path) as book:
        run(book, "refresh-all")
    before = _cells(open_book(path))

    book = open_book(path)
    ended = [run(book, "bring-formulas-over") for _ in range(2)]

    assert [end for end, _ in ended] == ["done", "done"]
    assert "spelt as in Excel on the web now (=SCORECARD.MSG_GAP(…))" in ended[0][1]
    assert "spelt as on the desktop now (=MSG_GAP(…))" in ended[1][1]
    assert _cells(book) == before
