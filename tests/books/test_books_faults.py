"""A fault while a workbook is read ends the action with a sentence: no sheet ever vanishes from the answer."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.support.sources import IN_ONE_PROCESS, nodes_of
from tests.support.tools import ROOT
from xlscore.books import check, freeze, generate_force_grades, refresh
from xlscore.books.samples import SAMPLES
from xlscore.books.tables.blocks import Reading
from xlscore.cli.run import run
from xlscore.engine import UnreadableSheetError, open_book
from xlscore.engine.sheet import FileSheet
from xlscore.ooxml import Sheet

BROAD = {
    "AttributeError",
    "BaseException",
    "Exception",
    "KeyError",
    "LookupError",
    "NotImplementedError",
    "TypeError",
}


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "scorecard.xlsx"
    SAMPLES["balanced-scorecard"].enter(path)
    return path


def plant(monkeypatch: pytest.MonkeyPatch, owner: Any, member: str, sheet: str) -> None:
    """Make reading one sheet fail as a slip in our own code would."""
    whole = getattr(owner, member)

    def faulty(self: Any, *args: Any, **named: Any) -> Any:
        held = self if isinstance(self, (FileSheet, Sheet)) else self.sheet
        if held.name == sheet:
            raise TypeError("'NoneType' object is not subscriptable")
        return whole.fget(self) if isinstance(whole, property) else whole(self, *args, **named)

    monkeypatch.setattr(
        owner, member, property(faulty, whole.fset) if isinstance(whole, property) else faulty
    )


@pytest.mark.parametrize(
    ("action", "owner", "member"),
    [
        (generate_force_grades, Sheet, "runs_in"),
        (refresh, Sheet, "runs_in"),
        (check, Sheet, "runs_in"),
        (freeze, Sheet, "formulas"),
    ],
)
def test_a_fault_in_one_sheet_ends_the_action(
    action: Callable[[Any], Any], owner: Any, member: str, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sample.read_bytes()
    plant(monkeypatch, owner, member, "Changes")

    with open_book(sample) as book:
        with pytest.raises(UnreadableSheetError, match="The sheet 'Changes' cannot be read"):
            action(book)
        book.save()

    assert sample.read_bytes() == before


@pytest.mark.parametrize(
    ("owner", "member"),
    [(Sheet, "runs_in"), (Sheet, "formulas"), (FileSheet, "used_range"), (FileSheet, "visible")],
)
def test_the_command_line_says_it_in_a_sentence_and_writes_nothing(
    owner: Any, member: str, sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sample.read_bytes()
    plant(monkeypatch, owner, member, "Grid")

    code = run(["refresh", str(sample)])

    said = capsys.readouterr()
    assert code == 2
    assert said.err.startswith("The sheet 'Grid' cannot be read (TypeError: ")
    assert said.out == ""
    assert sample.read_bytes() == before


def test_a_chart_sheet_is_no_sheet_to_read_and_its_name_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "chart.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Grid").write(0, 0, "Area")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Grid!$A$1:$A$1"})
    book.add_chartsheet("Trend").set_chart(chart)
    book.close()

    with open_book(path) as opened:
        reading = Reading(opened)

        assert [block.sheet for block in reading.blocks] == ["Grid"]
        assert reading.taken_names == {"grid", "trend"}


@pytest.mark.slow
@IN_ONE_PROCESS
def test_no_module_of_the_actions_catches_a_fault_of_its_own() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in (ROOT / "xlscore" / "books").rglob("*.py")
        for node in nodes_of(path)
        if isinstance(node, (ast.ExceptHandler, ast.Call)) and _is_broad(node)
    ]

    assert found == []


def _is_broad(node: ast.ExceptHandler | ast.Call) -> bool:
    """Return whether an except, or a `suppress`, takes faults that only a slip in the code can cause."""
    if isinstance(node, ast.Call):
        if not ast.unparse(node.func).endswith("suppress"):
            return False
        caught: list[ast.expr] = node.args
    elif node.type is None:
        return True
    else:
        caught = [node.type]
    names = {inner.id for each in caught for inner in ast.walk(each) if isinstance(inner, ast.Name)}
    return bool(names & BROAD)
