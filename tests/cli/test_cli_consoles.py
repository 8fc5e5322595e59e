"""Consoles and pipes of Windows' code pages: no command fails over what they cannot show, and JSON stays JSON."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer

from tests.books.layouts import HEADINGS, facts
from tests.support.tools import ROOT
from xlscore.cli.app import app
from xlscore.cli.output import print_json
from xlscore.cli.run import run

AREA = "Kōrero ◄► Łódź"
"""What no Western code page carries: a macron, arrows, a Polish letter."""
# Runs a command a line in one process on its real standard output; starting Python for each would take minutes.
LINES = r"""
import json, sys
from xlscore.cli.run import run
for words in json.loads(sys.stdin.buffer.read()):
    code = run(words)
    sys.stdout.flush()
    sys.stdout.buffer.write(b"\x00%d\x00" % code)
    sys.stdout.flush()
"""
COMMANDS = {
    "grades": ["grades", "BOOK"],
    "msg": ["msg", "MSG"],
    "scorecard": ["scorecard", "THREAT"],
    "tubemap": ["tubemap", "MAPS"],
    "refresh": ["refresh", "THREAT"],
    "check": ["check", "BOOK"],
    "headings": ["headings", "BOOK"],
    "collate": ["collate", "RETURN", "--into", "BLANK"],
    "roll": ["roll", "BOOK", "--to", AREA],
    "freeze": ["freeze", "BOOK"],
    "bring-over": ["bring-over", "BOOK"],
    "new": ["new", "command-return", "NEW"],
    "functions": ["functions"],
    "call": ["call", "TREND", "[[52],[48],[50],[47],[53],[49],[51],[50],[48],[52],[49],[68]]"],
    "addin": ["addin", "build", "ADDIN"],
}
PINS = [
    ["Map", "Area", "Column", "Row", "Label side"],
    *([map_, area, column, 4, None] for map_, area, column in (("Commands", "Burglary", 2), (None, AREA, 9), (None, "Theft", 16))),
]  # fmt: skip
"""Where the stations stand: a layout that is searched for takes seconds."""
REFUSED = [["grades", f"{AREA}.xlsx"], ["call", AREA, "1"], [AREA], ["new", AREA, "NEW"]]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Workbooks whose names and areas no Western code page carries."""
    folder = tmp_path / AREA
    folder.mkdir()

    def write(name: str, **sheets: list[list[Any]]) -> str:
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(folder / name)
        return str(folder / name)

    grid = [HEADINGS, *facts(), [AREA, AREA, "Good", "Good", "RI", "N/A", "N/A", "Outstanding"]]
    measures = [
        ["Measure", "Force", "Value", "Best is"],
        *[[AREA, f"{AREA} {n}", n, "low"] for n in range(8)],
    ]
    threats = [
        ["Objective", "Purpose", "Target", "Actual", "Last year", "Threat", "Impact score"],
        [AREA, "Recorded Crime", -0.1, 1903, 2076, AREA, 13],
    ]
    return {
        "BOOK": write("book.xlsx", Grid=grid),
        "MSG": str(ROOT / "workbooks" / "sample-msg-positions-illustrative.xlsx"),
        "THREAT": write("threat.xlsx", Scorecard=threats, Other=measures),
        "MAPS": write("maps.xlsx", Grid=[["Area", AREA, "Final grade"], *([area, "RI", "RI"] for area in ("Burglary", AREA, "Theft"))], Pins=PINS),
        "BLANK": write("blank.xlsx", Grid=[["Area", AREA, "South", "Force redline"], ["Burglary", None, None, "N/A"]]),
        "RETURN": write("return.xlsx", Return=[["Command", AREA], [], ["Area", "Grade"], [AREA, "O"]]),
        "NEW": str(folder / "new.xlsx"),
        "ADDIN": str(folder / "made.xlam"),
    }  # fmt: skip


def piped(lines: list[list[str]], encoding: str) -> tuple[list[tuple[int, str]], str]:
    """Return how each command ended and what it wrote into a real pipe of that encoding, and standard error."""
    environ = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    ended = subprocess.run(
        [sys.executable, "-c", LINES], input=json.dumps(lines).encode(), capture_output=True, cwd=ROOT,
        env=environ, check=False,
    )  # fmt: skip
    name = encoding.partition(":")[0]
    assert ended.returncode == 0, ended.stderr.decode(name)[-2000:]
    parts = ended.stdout.split(b"\x00")[:-1]
    told = [(int(code), out.decode(name)) for out, code in zip(parts[::2], parts[1::2], strict=True)]
    return told, ended.stderr.decode(name)


def lines_of(files: dict[str, str], *more: str) -> list[list[str]]:
    return [[*(files.get(word, word) for word in words), *more] for words in COMMANDS.values()]


@pytest.mark.parametrize("encoding", ["cp1252", "cp1252:strict"])
@pytest.mark.slow
def test_no_command_fails_over_what_a_code_page_cannot_show(encoding: str, files: dict[str, str]) -> None:
    told, err = piped(lines_of(files), encoding)

    assert [name for name, (code, _) in zip(COMMANDS, told, strict=True) if code not in (0, 1)] == [], err
    shown = dict(zip(COMMANDS, (out.replace("\r\n", "\n") for _, out in told), strict=True))
    assert "K?rero ?? ?ód?" in shown["check"]
    assert shown["call"] == "?\n"


@pytest.mark.parametrize("encoding", ["cp1252:strict"])
@pytest.mark.slow
def test_json_loses_nothing_in_a_code_page(encoding: str, files: dict[str, str]) -> None:
    told, err = piped(lines_of(files, "--json"), encoding)

    answers = dict(zip(COMMANDS, ((code, json.loads(out)) for code, out in told), strict=True))
    assert [name for name, (code, _) in answers.items() if code not in (0, 1)] == [], err
    assert answers["call"][1]["answer"] == "▲"
    assert answers["new"][1]["file"] == files["NEW"]
    assert answers["roll"][1]["to"] == AREA
    assert AREA in json.dumps(answers["grades"][1], ensure_ascii=False)


@pytest.mark.slow
def test_an_error_reaches_a_code_page_as_a_sentence_and_as_json(files: dict[str, str]) -> None:
    lines = [[files.get(word, word) for word in words] for words in REFUSED]

    told, err = piped([*lines, *([*words, "--json"] for words in lines)], "cp1252:strict")

    assert {code for code, _ in told} == {2}
    assert [out for _, out in told[: len(lines)]] == [""] * len(lines)
    assert len(err.splitlines()) == 2 * len(lines)
    assert "Traceback" not in err
    for _, out in told[len(lines) :]:
        assert AREA.casefold() in json.loads(out)["error"].casefold()


def test_help_has_letters_that_every_code_page_of_windows_carries() -> None:
    def helps(command: Any, name: str) -> dict[str, str]:
        context = typer.Context(command, info_name=name)
        found = {name: command.get_help(context)}
        for below, each in getattr(command, "commands", {}).items():
            found |= helps(each, f"{name} {below}")
        return found

    told = helps(typer.main.get_command(app), "xlscore")

    assert len(told) > len(COMMANDS)
    for name, text in told.items():
        assert text.encode("cp1252", "replace").decode("cp1252") == text, name


@pytest.mark.parametrize(("encoding", "escaped"), [("cp1252", True), ("utf-8", False)])
def test_only_an_encoding_that_cannot_carry_a_letter_has_it_escaped(
    encoding: str, escaped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)

    print_json({"area": AREA, "unit": "é"})

    stream.flush()
    text = stream.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]  # a BytesIO
    assert (r"\u25c4" in text) == escaped
    assert json.loads(text) == {"area": AREA, "unit": "é"}


ARGUMENTS = [
    ["grades", "gone.xlsx"],
    ["grades"],
    ["grades", "gone.xlsx", "--colour"],
    ["roll", "gone.xlsx"],
    ["tubemap", "gone.xlsx"],
    ["collate", "gone.xlsx", "--into", "gone too.xlsx"],
    ["freeze", "gone.xlsx"],
    ["bring-over", "gone.xlsx"],
    ["new", "nothing", "gone.xlsx"],
    ["call", "NOTHING"],
    ["call", "MSG_MOVE", "5", "x"],
    ["functions", "--colour"],
    ["demo", __file__],
    ["addin", "nonsense"],
    ["addin", "install"],
    ["nonsense"],
    [],
]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=lambda words: " ".join(words[:3])[:40] or "nothing")
@pytest.mark.parametrize("first", [False, True], ids=["last", "first"])
def test_what_cannot_run_says_so_in_json_where_json_is_asked_for(
    arguments: list[str],
    first: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("APPDATA", raising=False)

    code = run(["--json", *arguments] if first else [*arguments, "--json"])

    out, err = capsys.readouterr()
    told = json.loads(out)
    assert code == 2
    assert set(told) - {"code"} == {"error", "problems"}
    assert told["problems"] == []
    assert told["error"] == err.removesuffix("\n")
    assert len(err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_json_among_the_values_is_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["call", "MSG_MOVE", "5", "x", "--", "--json"]) == 2
    assert capsys.readouterr().out == ""


def test_a_slip_of_ours_is_json_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr("xlscore.functions.call", broken)

    code = run(["call", "MSG_MOVE", "5", "4", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 2
    assert "unexpected" in told["error"]
