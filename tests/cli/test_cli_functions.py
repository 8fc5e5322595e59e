"""`xlscore functions` and `xlscore call`, and how any command ends."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
import typer

from xlscore.cli.app import app
from xlscore.cli.run import run
from xlscore.functions import REGISTRY


def test_functions_lists_every_function_with_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["functions"])

    printed = capsys.readouterr().out
    assert code == 0
    for function in REGISTRY.values():
        assert function.signature in printed
        assert function.summary in printed
    assert "In a cell: SPC_TABLE." in printed
    assert "In a cell: TREND_ARROW." in printed


def test_functions_as_json_is_one_object_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["functions", "--json"])

    listed = json.loads(capsys.readouterr().out)["functions"]
    assert code == 0
    assert [function["name"] for function in listed] == list(REGISTRY)
    assert {"name", "help", "required", "default"} == set(listed[0]["arguments"][0])
    assert {f["name"]: f["cell_name"] for f in listed if f["name"] != f["cell_name"]} == {
        "SPC": "SPC_TABLE",
        "TREND": "TREND_ARROW",
    }


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["MSG_MOVE", "5", "4"], "Improved"),
        (["shortfall", "1903", "2076", "-10%"], "35"),
        (["SHORTFALL", "1903", "2076", "-0.1"], "35"),
        (["MSG_RANK", "Essex", '["Essex","Kent"]', "[[91.6],[104.4]]", "TRUE"], "2"),
        (["RISK_REDLINE", "80"], "TRUE"),
        (["RAG", "0.2", "0.25", "null", "0.1"], "Amber"),
        (["MSG_GAP", "A", '["A","B"]', "[0.3,0.1]", "best"], "0.2"),
        (["TREND", "[40,41,39,36,35,34]"], "▼"),
        (["trend_arrow", "[40,41,39,36,35,34]"], "▼"),
    ],
)
def test_call_prints_the_answer(
    arguments: list[str], printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["call", *arguments])

    assert (code, capsys.readouterr().out.strip()) == (0, printed)


def test_a_spilling_answer_is_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    run(["call", "SPC_TABLE", "[4,6,5,7,14]"])

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0][:4] == ["value", "mean", "lower", "upper"]
    assert len(lines) == 6


def test_an_answer_without_headings_is_its_row(capsys: pytest.CaptureFixture[str]) -> None:
    run(["call", "TARGET_SET", "10", "[9.9]"])

    assert capsys.readouterr().out.split() == ["0.05", "1", "9.5"]


def test_call_as_json_holds_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    run(["call", "MSG_MOVE", "5", "4", "--json"])

    assert json.loads(capsys.readouterr().out) == {"function": "MSG_MOVE", "answer": "Improved"}


def test_an_excel_error_is_a_sentence_and_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["call", "MSG_RANK", "Kent", '["Essex"]', "[1]"])

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err == "#N/A The force 'Kent' is not in the list; check its spelling.\n"


def test_an_excel_error_as_json_holds_code_and_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["call", "MSG_RANK", "Kent", '["Essex"]', "[1]", "--json"])

    assert code == 2
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "error": "The force 'Kent' is not in the list; check its spelling.",
        "problems": [],
        "code": "#N/A",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "No such command 'nonsense'."),
        (["call"], "Missing argument 'NAME'."),
        (["functions", "--colour"], "No such option"),
        (["call", "MSG_RANKS", "1"], "There is no function MSG_RANKS"),
    ],
)
def test_what_cannot_run_says_one_sentence(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(arguments)

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_nobody_sees_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr("xlscore.functions.call", broken)

    code = run(["call", "MSG_MOVE", "5", "4"])

    err = capsys.readouterr().err
    assert code == 2
    assert "unexpected" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["call", "MSG_MOVE", "5", "4", "--debug"], True),
        (["call", "--debug", "MSG_MOVE", "5", "4"], True),
        (["--debug", "call", "MSG_MOVE", "5", "4"], True),
        (["call", "MSG_MOVE", "5", "4"], False),
        (["call", "MSG_MOVE", "5", "--", "--debug"], False),
    ],
)
def test_debug_before_or_behind_the_command_shows_where_it_happened(
    arguments: list[str], shown: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr("xlscore.functions.call", broken)

    run(arguments)

    err = capsys.readouterr().err
    assert ("Traceback" in err) == ("deep inside" in err) == shown


def test_debug_is_an_option_of_every_command() -> None:
    def accepting(command: Any, name: str) -> dict[str, bool]:
        found = {name: any("--debug" in option.opts for option in command.params)}
        for below, each in getattr(command, "commands", {}).items():
            found |= accepting(each, f"{name} {below}")
        return found

    found = accepting(typer.main.get_command(app), "xlscore")

    assert {"xlscore", "xlscore grades", "xlscore addin", "xlscore addin build"} <= found.keys()
    assert [name for name, accepted in found.items() if not accepted] == []


HEAVY = {"pandas", "openpyxl", "xlwings", "numpy", "lxml", "xlsxwriter"}


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [("import xlscore.functions", HEAVY | {"typer", "rich"}), ("import xlscore.cli.app", HEAVY)],
)
def test_starting_up_imports_nothing_heavy(code: str, unwanted: set[str]) -> None:
    script = f"import sys; {code}; print(' '.join(sorted({{name.split('.')[0] for name in sys.modules}})))"

    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()

    assert unwanted.isdisjoint(loaded)


def test_a_command_loads_no_package_for_tables_or_plots_and_leaves_them_to_be_found() -> None:
    script = (
        "import sys, xlscore.cli.run as cli; cli.run = lambda _: 0\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "import xlwings, importlib.util\n"
        "print({'pandas', 'numpy', 'PIL'} & {name.split('.')[0] for name in sys.modules})\n"
        "print(xlwings.main.pd, bool(importlib.util.find_spec('pandas')), xlwings.Book.__name__)"
    )

    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert said.splitlines() == ["set()", "None True Book"]
