"""A batch of worksheet function calls, JSON in and JSON out: what a recalculation in a browser asks at once."""

from __future__ import annotations

import json
import logging
from functools import cache
from typing import Any, Final

from xlscore.excel.conversion import cells_in, cells_out
from xlscore.excel.names import excel_functions
from xlscore.functions import WorksheetFunction
from xlscore.rules.problems import CellError, ExcelError

__all__ = ["MOST_CALLS", "call"]

MOST_CALLS: Final = 20_000
"""Calls of one batch: those who send more send several."""

_log = logging.getLogger(__name__)


def call(batch: str) -> str:
    """Return as JSON an answer for each call of a batch `[[name, [arguments]], …]`, in its order.

    An answer is `{"value": value or rows}` or `{"error": "#N/A", "message": sentence}`; one bad call spoils no other, and a
    text that is no batch at all is answered with one error.

    >>> call('[["MSG_MOVE", [5, 4]], ["NOWHERE", []]]')
    '[{"value": "Improved"}, {"error": "#NAME?", "message": "There is no function NOWHERE."}]'
    """
    try:
        asked = json.loads(batch)
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, list):
        return _written([_error(ExcelError.VALUE, "These are no calls: a list of [name, arguments] is.")])
    if len(asked) > MOST_CALLS:
        said = f"More than {MOST_CALLS:,} calls in one batch; send several."
        return _written([_error(ExcelError.VALUE, said)] * len(asked))
    # Cells that are worked out together often ask the same: each distinct call is answered once.
    answers: dict[str, dict[str, Any]] = {}
    return _written([_answered(each, answers) for each in asked])


def _written(answers: list[dict[str, Any]]) -> str:
    return json.dumps(answers, ensure_ascii=False, allow_nan=False)


def _answered(each: Any, answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    spelt = json.dumps(each)
    if spelt not in answers:
        answers[spelt] = _answer(each)
    return answers[spelt]


def _answer(each: Any) -> dict[str, Any]:
    match each:
        case [str(name), list(arguments)]:
            function = _functions().get(name)
            if function is None:
                return _error(ExcelError.NAME, f"There is no function {name}.")
            return _of(function, arguments)
    return _error(ExcelError.VALUE, "This is no call: [name, arguments] is.")


def _of(function: WorksheetFunction, arguments: list[Any]) -> dict[str, Any]:
    try:
        shown = cells_out(function(*map(cells_in, arguments)))
    except CellError as error:
        return _error(error.code, error.sentence)
    except Exception as error:  # a cell has room for an error value, not for a traceback; the log keeps it
        _log.exception("%s failed on its arguments", function.name)
        said = f"{function.name} stopped unexpectedly ({type(error).__name__})."
        return _error(ExcelError.VALUE, said)
    known = ExcelError.read(shown)
    return {"value": shown} if known is None else _error(known, "")


def _error(code: ExcelError, message: str) -> dict[str, Any]:
    return {"error": code.value, "message": message}


@cache
def _functions() -> dict[str, WorksheetFunction]:
    return excel_functions()
