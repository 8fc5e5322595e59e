"""One script on this engine and on xlwings' own remote engine: both books must end up the same.

Different on purpose, each with a test below: text that looks like a formula or a number stays text on a file
(a workbook may hold text of strangers); inserted rows need Excel; an equal conditional format is not added
twice (`test_engine_rules`).
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.engine.conformance_model import Model, State, state_of
from tests.engine.conformance_script import OPERATIONS, READINGS, TEXTS
from xlscore.engine import NotOnAFileError, engine

SCRIPT = Path(__file__).with_name("conformance_remote.py")
SECONDS = 60
# Reading a whole state takes a second; a difference names the few operations it may come from.
AT_ONCE = 9


@pytest.fixture(scope="module")
def remote() -> dict[str, Any]:
    """What xlwings' remote engine reads, and what it asks Excel to do."""
    environment = {**os.environ, "XLWINGS_LICENSE_KEY": "noncommercial"}
    run = subprocess.run(
        [sys.executable, str(SCRIPT)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=SECONDS,
        check=True,
    )
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.fixture
def start() -> Iterator[xw.Book]:
    """The same workbook on this engine."""
    book = xw.Book(impl=engine().impl.apps.add(add_book=True).books.active)
    sheet = book.sheets[0]
    sheet["A1"].value = [["Force", "Rate"], ["Essex", 1.5], ["Kent", 2]]
    sheet.tables.add(sheet["A1:B3"], name="Forces")
    other = book.sheets.add("Sheet2", after=sheet)
    other["E1"].value = [["Area", "Count"], ["North", 3], ["South", 4]]
    other["E5"].value = dt.date(2024, 3, 31)
    book.names.add("old", "=Sheet1!$B$2")
    sheet.activate()
    yield book
    book.app.quit()


@pytest.mark.slow
def test_both_engines_read_the_same(start: xw.Book, remote: dict[str, Any]) -> None:
    ours = {name: json.loads(json.dumps(read(start), default=str)) for name, read in READINGS.items()}

    assert ours == remote["readings"]


@pytest.mark.slow
def test_both_engines_end_up_with_the_same_after_the_same_operations(
    start: xw.Book, remote: dict[str, Any]
) -> None:
    model = Model(remote["payload"])
    names = list(OPERATIONS)

    for first in range(0, len(names), AT_ONCE):
        group = names[first : first + AT_ONCE]
        for name in group:
            OPERATIONS[name](start)
            for action in remote["actions"][name]:
                model.apply(action)

        assert _differences(state_of(start), model.state()) == [], group


def _differences(ours: State, theirs: State) -> list[str]:
    found = []
    if [each["name"] for each in ours["sheets"]] != [each["name"] for each in theirs["sheets"]]:
        return ["the sheets"]
    for one, other in zip(ours["sheets"], theirs["sheets"], strict=True):
        for key in one.keys() - {"cells"}:
            if one[key] != other[key]:
                found.append(f"{one['name']} {key}: {one[key]} and {other[key]}")
        for at in sorted(one["cells"].keys() | other["cells"].keys()):
            if one["cells"].get(at) != other["cells"].get(at):
                found.append(f"{one['name']}!{at}: {one['cells'].get(at)} and {other['cells'].get(at)}")
    if ours["names"] != theirs["names"]:
        found.append(f"names: {ours['names']} and {theirs['names']}")
    return found


@pytest.mark.parametrize("name", ["a text like a formula", "a text like a number"])
def test_text_stays_text_on_a_file_where_excel_would_read_it_as_typed(
    start: xw.Book, remote: dict[str, Any], name: str
) -> None:
    TEXTS[name](start)

    (action,) = remote["actions"][name]
    cell = start.sheets[0].range((action["start_row"] + 1, action["start_column"] + 1))
    assert cell.value == action["values"][0][0]
    assert start.impl.workbook.sheets[0].formula(cell.row, cell.column) is None


@pytest.mark.parametrize("name", ["inserted rows"])
def test_what_needs_excel_is_refused_on_a_file(start: xw.Book, remote: dict[str, Any], name: str) -> None:
    assert remote["actions"][name]

    with pytest.raises(NotOnAFileError):
        TEXTS[name](start)
