"""The JSON page: what the commands answer on the samples is what the page says, key for key."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer

import xlscore
from tests.books.lookalikes import SHEETS
from tests.cli.sample_answers import ONCE, SAMPLES, sample_answer
from tests.support.slow import dear
from tests.support.tools import ROOT
from xlscore.cli.app import app
from xlscore.cli.run import run

ESSEX, LEICESTERSHIRE = (SAMPLES[name] for name in ("ESSEX", "LEICESTERSHIRE"))
GROUP = "sample-msg-positions-illustrative.xlsx"
OTHERS = "the others"
MADE = (
    "table of satisfaction",
    "table of quarterly counts",
    "staff survey",
    "table of indicators",
    "table of published figures",
)
"""The tables that no sample has; each is a workbook of its own here."""
KEY = r"`([\w.\[\]{}…]+)`"


def _page() -> dict[str, set[str]]:
    """Return the keys that the page names for each command, and for a problem."""
    text = (ROOT / "docs" / "dev" / "json.md").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for title, body in re.findall(r"^## (.+)\n((?:(?!## ).*\n)*)", text, re.MULTILINE):
        if title != OTHERS:
            if keys := re.findall(rf"^\| {KEY} \|", body, re.MULTILINE):
                found[title] = set(keys)
            continue
        command = ""
        for named, key in re.findall(rf"^\| (?:`([\w-]+)` )?\| {KEY} \|", body, re.MULTILINE):
            command = named or command
            found.setdefault(command, set()).add(key)
    return found


PAGE = _page()


def _keys(answer: Any, named: set[str], path: str = "") -> Iterator[str]:
    """Yield the keys of an answer as the page spells them; what the page names as a whole is not looked into."""
    if path and (path in named or f"{path}[]" in named):
        yield path if path in named else f"{path}[]"
    elif isinstance(answer, dict):
        as_data = next((key for key in named if re.fullmatch(rf"{re.escape(path)}\.{{\w+}}", key)), None)
        if as_data:
            yield as_data
            return
        if f"{path}.…" in named:
            yield f"{path}.…"
            return
        for key, value in answer.items():
            yield from _keys(value, named, f"{path}.{key}".removeprefix("."))
    elif isinstance(answer, list):
        for item in answer:
            yield from _keys(item, named, f"{path}[]")
    else:
        yield path


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """A command's answer on copies of the samples, which are there under their names."""
    for path in (ROOT / "workbooks").glob("*.xlsx"):
        shutil.copyfile(path, tmp_path / path.name)
    for name in MADE:
        workbook = openpyxl.Workbook()
        for row in SHEETS[name]:
            workbook.active.append(row)
        workbook.save(tmp_path / f"{name}.xlsx")

    def answer(*arguments: str) -> Any:
        line = [str(tmp_path / word) if word.endswith((".xlsx", ".xlam")) else word for word in arguments]
        run([*line, "--json"])
        return json.loads(capsys.readouterr().out)

    return answer


def _spoil(path: Path) -> None:
    with xlscore.open_book(path) as book:
        grid = book.sheets["Grid"]
        cell = next(cell for cell in grid.used_range if cell.value == "Good")
        cell.value = "Fair"
        book.save()


LINES: dict[str, list[str | tuple[str, ...]]] = {
    "grades": ["grades ESSEX"],
    "msg": [("msg", GROUP)],
    "quadrants": ["quadrants ESSEX"],
    "risks": ["risks ESSEX"],
    "conditions": ["conditions ESSEX"],
    "scorecard": ["scorecard LEICESTERSHIRE"],
    "satisfaction": [("satisfaction", "table of satisfaction.xlsx")],
    "indicators": [("indicators", "table of indicators.xlsx")],
    "control": ["control LONDON"],
    "objectives": ["objectives LEICESTERSHIRE"],
    "published": [("published", "table of published figures.xlsx")],
    "quarterly": [("quarterly", "table of quarterly counts.xlsx"), ("quarterly", "staff survey.xlsx")],
    "month": ["month LONDON"],
    "log": ["log BOARD --at 2019-11-28"],
    "backtest": ["backtest LONDON"],
    "import": ["import EXTRACT --into LONDON"],
    "tubemap": ["tubemap ESSEX"],
    "refresh": ["refresh ESSEX", "refresh LEICESTERSHIRE", "refresh SMALL", "refresh BOARD"],
    "check": ["check ESSEX"],
    "headings": [("headings", ESSEX)],
    "collate": [("collate", "command-return.xlsx", "--into", ESSEX)],
    "roll": [("roll", ESSEX, "--to", "Cycle 14")],
    "freeze": [("freeze", LEICESTERSHIRE)],
    "bring-over": [("bring-over", LEICESTERSHIRE)],
    "new": [("new", "command-return", "blank return.xlsx")],
    "call": [("call", "MSG_MOVE", "5", "4"), ("call", "MSG_MOVE", "5", "x")],
    "addin": [("addin", "build", "--out", "xlscore.xlam"), ("addin", "doctor")],
}
"""The lines of each command: a text is asked once for several tests, of the samples that its capital words stand for."""
SLOW = {
    *(command for command, lines in LINES.items() if any(ESSEX in line or "ESSEX" in line for line in lines))
} - {"msg", "risks"} | {
    "control",
    "month",
}  # the command line's quick tests ask the keys of these two of the same workbook


@ONCE
@pytest.mark.parametrize("command", dear(LINES, SLOW))
def test_the_answer_has_the_keys_of_the_page_and_no_others(command: str, ask: Any) -> None:
    answers = [sample_answer(line) if isinstance(line, str) else ask(*line) for line in LINES[command]]

    answered = {key for answer in answers for key in _keys(answer, PAGE[command])}
    errors = PAGE["an error"] if any("error" in answer for answer in answers) else set()
    assert {key.removesuffix("[]") for key in answered - PAGE[command]} <= {
        key.removesuffix("[]") for key in errors
    }
    assert answered >= PAGE[command]


def test_the_demo_names_its_files_and_sums_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlscore.cli.demo_page.summary", lambda _: {"grades": {}, "problems": []})
    monkeypatch.setattr("xlscore.cli.new._refreshed", lambda *_: None)

    run(["demo", str(tmp_path), "--json"])

    assert set(_keys(json.loads(capsys.readouterr().out), PAGE["demo"])) == PAGE["demo"]


def test_the_list_of_functions_says_of_each_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    run(["functions", "--json"])

    page = (ROOT / "docs" / "dev" / "json.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^\| `functions` \|.*$", page, re.MULTILINE)
    named = re.findall(r"`(\w+)`", line.partition("[].")[2])
    for function in json.loads(capsys.readouterr().out)["functions"]:
        assert sorted(function) == sorted([*named, "name"])


@pytest.mark.slow
def test_agreeing_answers_what_the_page_says_of_it(ask: Any, tmp_path: Path) -> None:
    with xlscore.open_book(tmp_path / ESSEX) as book:
        book.sheets["Grid"].range("N7:N8").value = None
        book.save()
    ask("grades", ESSEX)
    with xlscore.open_book(tmp_path / ESSEX) as book:
        book.sheets["Grid"]["N7"].value = None
        book.save()

    answer = ask("grades", ESSEX, "--agree")

    text = (ROOT / "docs" / "dev" / "json.md").read_text(encoding="utf-8")
    (said,) = re.findall(r"^With `--agree`.*\n.*$", text, re.MULTILINE)
    named = set(re.findall(r"`([\w.\[\]]+)`", said)) - {"--agree"}
    assert set(_keys(answer, named)) == named


@ONCE
@pytest.mark.slow
def test_tidying_answers_what_the_page_says_of_it() -> None:
    answer = sample_answer("grades ESSEX --tidy")

    text = (ROOT / "docs" / "dev" / "json.md").read_text(encoding="utf-8")
    (said,) = re.findall(r"^With `--tidy`.*\n.*$", text, re.MULTILINE)
    named = set(re.findall(r"`([\w.\[\]]+)`", said))
    assert set(_keys(answer, named)) == named


@pytest.mark.slow
def test_a_problem_is_sheet_cell_what_and_do(ask: Any, tmp_path: Path) -> None:
    _spoil(tmp_path / ESSEX)

    problems = ask("check", ESSEX)["problems"]

    assert problems
    assert {key for problem in problems for key in problem} == PAGE["a problem"]


def test_every_command_stands_on_the_page() -> None:
    commands = set(typer.main.get_command(app).commands)

    assert set(PAGE) - {"a problem", "an error"} == commands


@pytest.mark.parametrize("command", sorted(typer.main.get_command(app).commands))
def test_a_command_that_cannot_run_answers_the_error_of_the_page(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run([command, "--no-such-option", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 2
    assert {key if not isinstance(told[key], list) else f"{key}[]" for key in told} - {"code"} == PAGE[
        "an error"
    ]


@ONCE
def test_a_refresh_holds_the_objects_of_its_parts() -> None:
    answer = sample_answer("refresh LEICESTERSHIRE")

    assert set(_keys(answer["scorecard"], PAGE["scorecard"])) == PAGE["scorecard"]
