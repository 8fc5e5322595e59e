"""One table of calls through every lane: plain Python, classic Excel (both ways in), xlwings Server and Lite."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.excel.vectors import LEFT_OUT, Vector, normal, vectors
from tests.support.tools import ROOT
from xlscore.excel import udfs
from xlscore.excel.conversion import answer, cell_in, cells_in, cells_out
from xlscore.excel.names import VBA_WORDS, excel_functions
from xlscore.functions import REGISTRY
from xlscore.functions.cell_names import ALSO_CALLED, cell_name
from xlscore.rules.problems import CellError, ExcelError

pytestmark = pytest.mark.xdist_group("excel-lanes")

VECTORS = list(vectors())
A_SENTENCE = re.compile(r"Traceback|Error:|Exception|xlscore|line \d")


@pytest.fixture(scope="module")
def classic() -> Any:
    return _lane("classic_lane")


@pytest.fixture(scope="module")
def server() -> Any:
    return _lane("server_lane")


def _lane(name: str) -> Any:
    table = json.dumps({"vectors": [vector.as_dict() for vector in VECTORS]})
    run = subprocess.run(
        [sys.executable, "-m", f"tests.excel.{name}"],
        input=table, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    return json.loads(run.stdout)


def plain(vector: Vector) -> Any:
    """Return what the function answers to Python, its error named."""
    cells = [None if cell == LEFT_OUT else cells_in(_python(cell)) for cell in vector.cells]
    try:
        return cells_out(excel_functions()[vector.name](*cells))
    except CellError as error:
        return error.code.value


def _python(cell: Any) -> Any:
    if isinstance(cell, list):
        return [_python(item) for item in cell]
    if isinstance(cell, dict):
        if "error" in cell:
            return cell["error"]
        return datetime.date.fromisoformat(cell["date"]) if "date" in cell else Decimal(cell["money"])
    return cell


@pytest.mark.slow
def test_every_lane_gives_the_same_answer_to_every_call(classic: Any, server: Any) -> None:
    answers = {
        "classic, ranges": classic["answers"],
        "classic, values": classic["values"],
        "server": server["answers"],
    }

    different = [
        f"{vector.what}: plain {expected}, {lane} {normal(found[place])}"
        for place, vector in enumerate(VECTORS)
        for expected in [normal(plain(vector))]
        for lane, found in answers.items()
        if normal(found[place]) != expected
    ]

    assert len(VECTORS) > 1000
    assert different == []


@pytest.mark.slow
def test_no_lane_ever_shows_a_sentence_where_an_answer_belongs(classic: Any, server: Any) -> None:
    texts = [
        cell
        for answers in (classic["answers"], classic["values"], server["answers"])
        for answer_ in answers
        for row in normal(answer_)
        for kind, cell in row
        if kind == "text"
    ]

    assert [text for text in texts if A_SENTENCE.search(text)] == []


@pytest.mark.parametrize("name", REGISTRY)
@pytest.mark.slow
def test_the_example_gives_its_answer_in_the_classic_lane(name: str, classic: Any) -> None:
    place = next(i for i, vector in enumerate(VECTORS) if vector.name == cell_name(name))

    found = normal(classic["values"][place])

    for row, expected in zip(found, normal(cells_out(REGISTRY[name].example.answer)), strict=True):
        for (kind, cell), (wanted_kind, wanted) in zip(row, expected, strict=True):
            assert kind == wanted_kind
            assert cell == (pytest.approx(wanted, abs=1e-9) if kind == "number" else wanted)


@pytest.mark.slow
def test_xlwings_own_writer_makes_a_wrapper_for_each_function(classic: Any) -> None:
    made = re.findall(r"^Function (\w+)\(", classic["vba"], re.MULTILINE)

    assert sorted(made) == sorted(excel_functions())
    assert (
        'XLPy.CallUDF("xlscore.excel.udfs", "MSG_GAP", Array(force, forces, values, benchmark, higher_is_better)'
        in (classic["vba"])
    )


@pytest.mark.slow
def test_help_and_category_reach_excels_dialog(classic: Any) -> None:
    help_of = {macro.partition("!")[2]: options for macro, options in classic["help"]}

    described = help_of["MSG_RANK"]

    assert described["Category"] == "Scorecard"
    assert described["Description"] == REGISTRY["MSG_RANK"].summary
    assert described["ArgumentDescriptions"] == [a.help for a in REGISTRY["MSG_RANK"].arguments]


@pytest.mark.slow
def test_custom_functions_are_described_with_their_optional_arguments(server: Any) -> None:
    described = {function["id"]: function for function in server["meta"]["functions"]}

    optional = {p["name"]: p.get("optional", False) for p in described["MSG_GAP"]["parameters"]}

    assert set(described) == set(excel_functions())
    assert optional == {
        "force": False, "forces": False, "values": False, "benchmark": True, "higher_is_better": True,
    }  # fmt: skip


def test_names_that_vba_or_excel_keep_for_themselves_have_a_second_name() -> None:
    from openpyxl.utils import FORMULAE

    taken = {name for name in REGISTRY if name.lower() in VBA_WORDS or name in FORMULAE}

    assert taken == set(ALSO_CALLED)
    assert not any(other in FORMULAE or other.lower() in VBA_WORDS for other in ALSO_CALLED.values())
    assert not set(ALSO_CALLED.values()) & set(REGISTRY)


def test_a_function_that_fails_unexpectedly_is_an_error_and_its_reason_is_logged(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    def broken(*cells: Any) -> Any:
        raise KeyError("a slip of ours")

    function = replace(REGISTRY["MSG_MOVE"], rule=lambda previous_rank, rank: broken())

    assert answer(function, [5.0, 4.0]) == "#VALUE!"
    assert "a slip of ours" in caplog.text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (datetime.datetime(2020, 4, 6, 12, tzinfo=datetime.UTC), 43927.5),
        (datetime.date(1900, 3, 1), 61.0),
        (datetime.time(6), 0.25),
        (datetime.timedelta(hours=36), 1.5),
        (Decimal("12.50"), 12.5),
        (-2146826246, "#N/A"),
        (-2146826243, "#SPILL!"),
        ({"type": "FormattedNumber", "basicValue": 43927.0, "numberFormat": "dd/mm/yyyy"}, 43927.0),
        ({"type": "Error", "basicValue": "#BUSY!"}, "#BUSY!"),
        ({"type": "Error"}, "#VALUE!"),
        ("", None),
        (3, 3.0),
        (True, True),
    ],
)
def test_a_cell_comes_in_as_the_functions_take_it(value: Any, cell: Any) -> None:
    assert cell_in(value) == cell
    assert type(cell_in(value)) is type(cell)


def test_numbers_of_numpy_come_in_as_plain_numbers() -> None:
    numpy = pytest.importorskip("numpy")

    assert type(cell_in(numpy.float32(1.5))) is float
    assert cells_in([[numpy.int64(2), numpy.bool_(True)]]) == [[2.0, True]]


def test_excels_numbers_of_its_errors_are_the_same_in_python_and_vba() -> None:
    from xlscore.excel.conversion import ERROR_NUMBERS

    vba = Path(ROOT, "vba_shim", "ScorecardPython.bas").read_text(encoding="ascii")

    found = dict(re.findall(r'Case "(#[^"]+)": OneCell = CVErr\((\d+)\)', vba))

    assert found == {error.value: str(number) for error, number in ERROR_NUMBERS.items()}
    assert set(ERROR_NUMBERS) == set(ExcelError)


def test_the_functions_are_ordinary_python_where_there_is_no_excel() -> None:
    assert udfs.MSG_RANK("Kent", [["Essex"], ["Kent"]], [[1], [2]]) == 2  # type: ignore[attr-defined]  # bound at import
    assert udfs.TREND_ARROW([[1]], "x") == "#VALUE!"  # type: ignore[attr-defined]  # as above
