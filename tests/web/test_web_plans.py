"""A button's plan for Excel on the web: carried out it gives the cells that the file engine writes, and touches no others."""

from __future__ import annotations

import base64
import io
import json
import random
import re
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.worksheet.table import Table, TableFormula

from tests.support.tools import ROOT
from xlscore.books import bring_over
from xlscore.books.plan.edits import CellEdit, Edits, NewSheet, NewSparklines, OutlinedRows
from xlscore.engine import book_bytes, open_bytes, write_custom_xml
from xlscore.excel.conversion import cell_out
from xlscore.web.carrying import carrying
from xlscore.web.plans import plan
from xlscore.web.press import press

Cells = dict[tuple[str, int, int], Any]
ESSEX = "sample-balanced-scorecard-essex"
THREAT = "sample-threat-impact-leicestershire"
MSG = "sample-msg-positions-illustrative"
STIRRED = (
    (ESSEX, "next-cycle", 1),
    (ESSEX, "generate-force-grades", 1),
    (ESSEX, "generate-force-grades", 2),
    (THREAT, "fill-threat-and-impact", 2),
    (MSG, "update-msg-positions", 1),
)
GRADES = ("Outstanding", "Good", "Adequate", "Requires Improvement", "Inadequate")


@cache
def sample(name: str) -> bytes:
    return (ROOT / "workbooks" / f"{name}.xlsx").read_bytes()


def changed(data: bytes, change: Callable[[xw.Book], object]) -> bytes:
    book = open_bytes(data, "workbook.xlsx")
    change(book)
    return book_bytes(book)


def cells(data: bytes) -> Cells:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl knows no sparklines
        book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.row, cell.column): _plain(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _plain(value: Any) -> Any:
    value = getattr(value, "text", value)
    if isinstance(value, str) and value.startswith("="):
        return re.sub(r"SCORECARD\.|_xldudf_SCORECARD_|\s", "", value)
    return cell_out(value)


def carried_out(before: bytes, edits: dict[str, Any] | None) -> Cells:
    found = cells(before)
    for carried in (edits or {"carried": []})["carried"]:
        for sheet in carried["sheets"]:
            found |= cells(base64.b64decode(sheet["book"]))
        for sheet, row, column, old, old_formula, new, formula, _, _, _, only_style in carried["cells"]:
            here = found.get((sheet, row, column), "")
            assert here == (_plain(old_formula) or old) or here == pytest.approx(old), (sheet, row, column)
            if only_style:
                continue
            value = _plain(formula) or (new.removeprefix("'") if isinstance(new, str) else new)
            if value == "":
                found.pop((sheet, row, column), None)
            else:
                found[sheet, row, column] = value
    return found


def _emptied(book: xw.Book) -> None:
    book.sheets["Scorecard"].range("G7:K19").clear_contents()


def _without_maps(book: xw.Book) -> None:
    for name in [sheet.name for sheet in book.sheets if sheet.name.startswith("Tube map - ")]:
        book.sheets[name].delete()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "change", "action", "answers"),
    [
        (ESSEX, None, "next-cycle", ["Cycle 14"]),
        (ESSEX, None, "refresh-all", []),
        (ESSEX, _without_maps, "draw-tube-map", []),
        (THREAT, _emptied, "fill-threat-and-impact", []),
        (THREAT, None, "bring-formulas-over", []),
    ],
)
def test_a_plan_carried_out_gives_the_cells_that_the_file_engine_writes(
    name: str, change: Callable[[xw.Book], object] | None, action: str, answers: list[str]
) -> None:
    before = changed(sample(name), change) if change else sample(name)

    edits, told = plan(action, before, {"answers": answers})
    filled, answer = press(action, before, {"answers": answers})

    assert told == answer
    assert told["ended"] == "done"
    assert carried_out(before, edits) == cells(filled or before)
    assert json.loads(json.dumps(edits, allow_nan=False)) == json.loads(json.dumps(edits))


def _stirred(seed: int) -> Callable[[xw.Book], object]:
    """A change to a fifth of a workbook's figures and some of its words, others for each seed."""

    def stir(book: xw.Book) -> None:
        dice = random.Random(seed)
        for sheet in book.sheets:
            used = sheet.used_range
            if 1 in used.shape:
                continue
            formulas = used.formula
            grades = [cell for line in formulas for cell in line if cell in GRADES]
            for row, line in enumerate(formulas):
                for column, held in enumerate(line):
                    if dice.random() > 0.2:
                        continue
                    value = used[row, column].value
                    if isinstance(value, float) and not str(held).startswith("=") and 3 < abs(value) < 30_000:
                        used[row, column].value = round(value * dice.choice((0.5, 0.9, 1.25, 2)))
                    elif held in GRADES:
                        used[row, column].value = dice.choice(grades)

    return stir


@pytest.mark.slow
@pytest.mark.parametrize(("name", "action", "seed"), STIRRED)
def test_a_plan_of_a_stirred_sample_gives_what_the_press_gives(name: str, action: str, seed: int) -> None:
    before = changed(sample(name), _stirred(seed))

    edits, told = plan(action, before, {"answers": ["Cycle 14"]})
    filled, answer = press(action, before, {"answers": ["Cycle 14"]})

    assert told == answer
    assert carried_out(before, edits) == cells(filled or before)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "action"), [(ESSEX, "generate-force-grades"), (THREAT, "fill-threat-and-impact")]
)
def test_a_plan_that_excel_stops_half_way_is_finished_by_the_next_press(name: str, action: str) -> None:
    before = changed(sample(name), _stirred(3))
    filled, _ = press(action, before)
    edits, _ = plan(action, before)
    assert edits is not None
    [carried] = edits["carried"]
    written = [edit for edit in carried["cells"] if not edit[9] and not edit[10]]
    assert len(written) > 3

    for share in (0.5, 1.0):

        def stopped(book: xw.Book, share: float = share) -> None:
            for sheet, row, column, _, _, new, formula, *_ in written:
                # Excel takes what stands side by side in one go.
                if random.Random(f"{sheet} {row}").random() < share:
                    there = book.sheets[sheet].range((row, column))
                    if formula:
                        there.formula = formula.replace("SCORECARD.", "")
                    else:
                        there.value = None if new == "" else new
            if carried["ledger"]:
                write_custom_xml(book, carried["ledger"]["namespace"], carried["ledger"]["begun"])

        again, _ = press(action, changed(before, stopped))

        assert cells(again or b"") == cells(filled or b""), share


def test_formulas_are_typed_under_the_add_ins_name() -> None:
    edits, _ = plan("fill-threat-and-impact", changed(sample(THREAT), _emptied))

    assert edits is not None
    formulas = {cell[6] for cell in edits["carried"][0]["cells"] if cell[6]}
    assert any(formula.startswith("=SCORECARD.YOY_POINTS(") for formula in formulas)
    assert not any("_xldudf_" in formula for formula in formulas)


def test_formulas_of_a_workbook_that_knows_another_name_are_typed_under_that() -> None:
    def as_in_another_force(book: xw.Book) -> None:
        bring_over(book, "web", "Force.SC")
        _emptied(book)

    edits, _ = plan("fill-threat-and-impact", changed(sample(THREAT), as_in_another_force))

    assert edits is not None
    formulas = {cell[6] for cell in edits["carried"][0]["cells"] if cell[6]}
    assert any(formula.startswith("=FORCE.SC.YOY_POINTS(") for formula in formulas)
    assert not any("_xldudf_" in formula or "SCORECARD" in formula for formula in formulas)


def test_formulas_that_are_brought_to_the_desktop_lose_the_name() -> None:
    over, _ = press("bring-formulas-over", sample(THREAT))
    assert over is not None

    edits, _ = plan("bring-formulas-over", over)

    assert edits is not None
    first = edits["carried"][0]["cells"][0]
    assert first[4].startswith("=_xldudf_SCORECARD_")
    assert first[6].startswith("=YOY_POINTS(")


def test_names_that_keep_their_formulas_are_said() -> None:
    named = changed(sample(THREAT), lambda book: book.names.add("Moved", "=MSG_MOVE(5,4)"))

    edits, _ = plan("bring-formulas-over", named)

    assert edits is not None
    assert edits["carried"][0]["left"][0].startswith("The names 'Moved' keep the formulas")


def test_tables_that_go_on_filling_rows_with_the_old_spelling_are_said() -> None:
    made, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["This", "Last", "Change"], [1, 2, "=YOY(A2,B2)"]):
        made.active.append(row)
    table = Table(displayName="Counts", ref="A1:C2")
    table._initialise_columns()
    table.tableColumns[2].calculatedColumnFormula = TableFormula(attr_text="YOY(A2,B2)")
    for column, name in zip(table.tableColumns, ("This", "Last", "Change"), strict=True):
        column.name = name
    made.active.add_table(table)
    made.save(file)

    edits, _ = plan("bring-formulas-over", file.getvalue())

    assert edits is not None
    said = "Tables on 'Sheet' go on filling new rows with the formula as it was spelt before."
    assert edits["carried"][0]["left"][0].startswith(said)


def test_a_button_that_changes_nothing_has_no_edits_and_one_that_is_refused_says_so() -> None:
    assert plan("check-workbook", sample(THREAT))[0] is None

    edits, told = plan("next-cycle", sample(THREAT))

    assert edits is None
    assert told["ended"] == "refused"
    assert plan("next-cycle", b"no workbook")[1]["ended"] == "refused"


def test_what_excel_lets_no_add_in_do_is_said_and_a_locked_sheet_is_left_out() -> None:
    book = open_bytes(sample(THREAT), "workbook.xlsx")
    trends = (NewSparklines("Scorecard", ((7, 20, "Scorecard!B7:D7"), (8, 20, "Scorecard!B8:D8"))),)
    edits = Edits(
        sheets=(NewSheet("Extra", ("One", "Two"), (10.0, 20.0)),),
        cells=(
            CellEdit("Extra", 2, 1, None, "", "2 of 3"),
            CellEdit("Extra", 2, 2, None, "", 3.0, "=Scorecard!A7"),
            CellEdit(
                "Scorecard", 7, 20, None, "", "=x", marked=True, entry=("threat", "scorecard", "a", "b")
            ),
        ),
        trends=trends,
        outlines=(OutlinedRows("Scorecard", ((8, 1),)),),
    )

    carried = carrying(book, edits)

    assert carried["left"][0].startswith("2 sparklines on 'Scorecard' were not brought up to date here")
    assert carried["left"][1].startswith("The rows of parts on 'Scorecard' were not folded away here")
    extra = cells(base64.b64decode(carried["sheets"][0]["book"]))
    assert extra == {("Extra", 1, 1): "One", ("Extra", 1, 2): "Two", ("Extra", 2, 1): "2 of 3"}
    assert carried["cells"] == [
        ["Extra", 2, 2, "", "", 3.0, "=Scorecard!A7", "", None, "", False],
        [
            "Scorecard",
            7,
            20,
            "",
            "",
            "'=x",
            "",
            "Computed by xlscore",
            ["threat", "scorecard", "a", "b"],
            "",
            False,
        ],
    ]
    assert {"Computed by xlscore", "Row by xlscore", "Entry of charts by xlscore"} <= carried["styles"].keys()
