"""Batches of calls as a browser sends them: the desktop's answers, and an error of its own for each bad call."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.excel.office_cells import block
from tests.excel.vectors import normal, vectors
from xlscore.excel.conversion import answer
from xlscore.excel.names import excel_functions
from xlscore.web.calls import MOST_CALLS, call
from xlscore.web.packing import archive, rules


def batch() -> list[list[Any]]:
    """Every call of the table that all lanes share, as Office.js sends it."""
    return [[vector.name, [block(cells) for cells in vector.cells]] for vector in vectors()]


def shown(each: dict[str, Any]) -> Any:
    return each["error"] if "error" in each else each["value"]


def test_every_call_of_the_table_is_answered_as_a_cell_shows_it() -> None:
    calls = batch()

    answers = json.loads(call(json.dumps(calls)))

    assert len(calls) >= 1_200
    desktop = [answer(excel_functions()[name], arguments) for name, arguments in calls]
    assert [normal(shown(each)) for each in answers] == [normal(each) for each in desktop]
    assert all(set(each) in ({"value"}, {"error", "message"}) for each in answers)


def test_an_error_says_why() -> None:
    (told,) = json.loads(call('[["MSG_MOVE", ["x", 4]]]'))

    assert told["error"] == "#VALUE!"
    assert told["message"].endswith(".")


@pytest.mark.parametrize("text", ["", "nonsense", "{}", "7", "[" * 5_000])
def test_what_is_no_batch_is_one_error(text: str) -> None:
    (told,) = json.loads(call(text))

    assert told["error"] == "#VALUE!"


@pytest.mark.parametrize("each", [5, [], ["MSG_MOVE"], ["MSG_MOVE", 5], [5, []], {"name": "MSG_MOVE"}, None])
def test_one_bad_call_spoils_no_other(each: Any) -> None:
    bad, good = json.loads(call(json.dumps([each, ["MSG_MOVE", [5, 4]]])))

    assert bad["error"] == "#VALUE!"
    assert good == {"value": "Improved"}


def test_too_many_calls_are_errors_each() -> None:
    told = json.loads(call(json.dumps([["MSG_MOVE", [5, 4]]] * (MOST_CALLS + 1))))

    assert len(told) == MOST_CALLS + 1
    assert {each["error"] for each in told} == {"#VALUE!"}


def test_the_rules_that_a_browser_fetches_first_answer_every_call_alone(tmp_path: Path) -> None:
    (tmp_path / "rules.zip").write_bytes(archive(rules()))
    code = (
        "import sys; sys.path = [sys.argv[1], *(each for each in sys.path if 'site-packages' not in each)];"
        " from xlscore.web.calls import call; print(call(sys.stdin.read()), end='')"
    )
    calls = json.dumps(batch())

    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(tmp_path / "rules.zip")],
        input=calls, capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip

    assert told == call(calls)
