"""Every argument of every function, given everything that can stand in a cell.

The answer is a value or a `CellError` with a sentence: no other exception, and no number out of nowhere.
"""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from typing import Any

import pytest

from xlscore.functions import REGISTRY, WorksheetFunction
from xlscore.rules.problems import CellError, ExcelError

pytestmark = pytest.mark.cases

BAD: dict[str, Any] = {
    "text": "not a number",
    "a digit and text": "12 people",
    "a number stored as text": "12",
    "formula text": "=1+1",
    "date": datetime.date(2019, 4, 15),
    "date and time": datetime.datetime(2019, 4, 15, 12, 30),
    "error": "#DIV/0!",
    "error in a range": [[1.0, "#N/A"], [2.0, 3.0]],
    "empty list": [],
    "empty rows": [[]],
    "blank": None,
    "blanks": [[None, None], [None, None]],
    "1x1": [[1.0]],
    "1xn": [[1.0, 2.0, 3.0]],
    "nx1": [[1.0], [2.0], [3.0]],
    "flat": [1.0, 2.0, 3.0],
    "ragged": [[1.0, 2.0], [3.0]],
    "mixed depth": [1.0, [2.0]],
    "three deep": [[[1.0]], [[2.0]]],
    "texts": [["a"], ["b"]],
    "not a number": math.nan,
    "infinity": math.inf,
    "minus infinity in a range": [[1.0], [-math.inf]],
    "huge": 1e308,
    "huge range": [[1e308], [1e308], [-1e308]],
    "tiny": 5e-324,
    "huge whole number": 10**400,
    "decimal": Decimal("0.1"),
    "signalling decimal": Decimal("NaN"),
    "true": True,
    "booleans": [[True], [False]],
    "negative": -1.0,
    "zero": 0.0,
    "object": object(),
    "mapping": {"a": 1},
    "bytes": b"abc",
    "complex": 1j,
    "surrogate": "\ud800",
    "long text": "x" * 40_000,
}

CASES = [(name, place) for name, function in REGISTRY.items() for place in range(len(function.arguments))]


def _proper(answer: Any) -> bool:
    if isinstance(answer, list):
        return all(_proper(member) for member in answer)
    if isinstance(answer, float):
        return math.isfinite(answer)
    return answer is None or type(answer) in (bool, int, str)


@pytest.mark.parametrize(("name", "place"), CASES, ids=[f"{name}-{place}" for name, place in CASES])
def test_anything_in_an_argument_is_a_value_or_an_excel_error(name: str, place: int) -> None:
    function = REGISTRY[name]
    for kind, bad in BAD.items():
        cells = list(function.example.arguments)
        cells += [None] * (place + 1 - len(cells))
        cells[place] = bad

        answer = _asked(function, cells)

        if isinstance(answer, CellError):
            assert answer.sentence.endswith((".", "?")), (kind, answer.sentence)
            assert len(answer.sentence) < 400, kind
        else:
            assert _proper(answer), (kind, answer)


def _asked(function: WorksheetFunction, cells: list[Any]) -> Any:
    try:
        return function(*cells)
    except CellError as error:
        return error


@pytest.mark.parametrize(("name", "place"), CASES, ids=[f"{name}-{place}" for name, place in CASES])
@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", CellError("#NUM!", "Too large.")])
def test_an_excel_error_in_an_input_comes_out_as_the_same_error(name: str, place: int, error: object) -> None:
    function = REGISTRY[name]
    cells = list(function.example.arguments)
    cells += [None] * (place + 1 - len(cells))
    cells[place] = [[1.0], [error]]

    with pytest.raises(CellError) as caught:
        function(*cells)

    assert caught.value.code is ExcelError.read(error)


NUMBERS = [
    (name, argument.name)
    for name, function in REGISTRY.items()
    for argument in function.arguments
    if argument.name
    in {
        "actual",
        "previous",
        "population",
        "per",
        "likelihood",
        "score",
        "outcomes",
        "crimes",
        "rate",
        "msg_rate",
        "count",
        "base",
    }
    and not name.startswith("GRADE")
]


@pytest.mark.parametrize(("name", "argument"), NUMBERS)
@pytest.mark.parametrize("text", ["abc", "10-12", "8th", "1.234", True, datetime.date(2019, 4, 15)])
def test_what_is_not_a_number_is_never_counted_as_one(name: str, argument: str, text: object) -> None:
    function = REGISTRY[name]
    names = [a.name for a in function.arguments]
    given = dict(zip(names, function.example.arguments, strict=False)) | {argument: text}

    with pytest.raises(CellError) as caught:
        function(**given)

    assert caught.value.code is ExcelError.VALUE
