"""Errors and the data-problem record."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import xlscore
from xlscore.errors import XlscoreError
from xlscore.rules.problems import CellError, ExcelError, PolicyError, Problem, RuleError, Trouble


@pytest.mark.parametrize(
    ("trouble", "code"),
    [(Trouble.MISSING, "#N/A"), (Trouble.UNREADABLE, "#VALUE!"), (Trouble.OUT_OF_RANGE, "#NUM!")],
)
def test_a_rules_refusal_becomes_a_real_excel_error_with_its_sentence(trouble: Trouble, code: str) -> None:
    error = CellError.of(RuleError(trouble, "The force has no value."))

    assert (error.code.value, error.sentence) == (code, "The force has no value.")


@pytest.mark.parametrize(
    ("what", "do", "sentence"),
    [
        ("'Fair' is not a grade.", "Use Good or N/A.", "'Fair' is not a grade; use Good or N/A."),
        (
            "The part is larger than its whole.",
            "Is it a rate?",
            "The part is larger than its whole; is it a rate?",
        ),
        ("The cell is blank.", "TRUE or FALSE goes there.", "The cell is blank; TRUE or FALSE goes there."),
        ("A count cannot be negative.", "", "A count cannot be negative."),
        ("Three values; four are needed.", "", "Three values; four are needed."),
    ],
)
def test_an_error_says_what_is_wrong_and_what_to_do_apart_and_in_one_sentence(
    what: str, do: str, sentence: str
) -> None:
    error = RuleError(Trouble.UNREADABLE, what, do)
    in_a_cell = CellError.of(error)

    assert (error.what, error.do, error.sentence) == (what, do, sentence)
    assert (in_a_cell.what, in_a_cell.do, in_a_cell.sentence) == (what, do, sentence)


@pytest.mark.parametrize(
    "made", [RuleError(Trouble.MISSING, "a."), PolicyError("a."), CellError("#N/A", "a.")]
)
def test_everything_raised_on_purpose_is_one_tree(made: Exception) -> None:
    assert isinstance(made, XlscoreError)


@pytest.mark.parametrize(
    ("module", "root"), [("xlscore.rules.problems", "XlscoreError"), ("xlscore.ooxml.errors", "OoxmlError")]
)
def test_the_tree_that_is_drawn_is_the_tree_that_is_there(module: str, root: str) -> None:
    for found in pkgutil.walk_packages(xlscore.__path__, "xlscore."):
        importlib.import_module(found.name)
    kinds = {kind.__name__: kind for kind in _below(XlscoreError)}

    drawn = _drawn(importlib.import_module(module).__doc__ or "")

    assert drawn == {kind.__name__: kind.__bases__[0].__name__ for kind in _below(kinds[root])} | {root: ""}


def _below(kind: type[XlscoreError]) -> list[type[XlscoreError]]:
    own = [one for one in kind.__subclasses__() if one.__module__.startswith("xlscore.")]
    return [kind, *(below for one in own for below in _below(one))]


def _drawn(text: str) -> dict[str, str]:
    """Return each name of a drawn tree with the name above it, "" for the root."""
    above: dict[str, str] = {}
    branch: list[str] = []
    left = 0
    for line in re.findall(r"^[ │├└─]*[A-Z]\w+Error\b", text, re.MULTILINE):
        name = line.lstrip(" │├└─")
        column = len(line) - len(name)
        left = left if branch else column
        del branch[(column - left) // 4 :]
        above[name] = branch[-1] if branch else ""
        branch.append(name)
    return above


@pytest.mark.parametrize("cell", ["#N/A", "#value!", " #DIV/0! ", CellError("#REF!", "gone.")])
def test_an_error_in_a_cell_is_recognised(cell: object) -> None:
    assert ExcelError.read(cell) is not None


@pytest.mark.parametrize("cell", ["N/A", "#1 priority", "", None, 5, "#"])
def test_other_cells_are_not_errors(cell: object) -> None:
    assert ExcelError.read(cell) is None


def test_a_problem_names_its_place_and_says_what_to_do() -> None:
    problem = Problem("Grid", "D7", "'Fair' is not a grade.", "Type a grade of the scale.")

    assert problem.place == "Grid!D7"
    assert problem.as_dict() == {
        "sheet": "Grid", "cell": "D7", "what": "'Fair' is not a grade.", "do": "Type a grade of the scale.",
    }  # fmt: skip
    assert Problem("Grid", "", "There is no area.", "Add one.").place == "Grid"
