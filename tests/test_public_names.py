"""Public names are API from day one: a name that goes or changes here breaks somebody's workbook or script."""

from __future__ import annotations

import importlib

import pytest
import typer

import xlscore
from xlscore.cli.app import app

PUBLIC = {
    "xlscore": {"XlscoreError", "__version__", "open_book"},
    "xlscore.books": {
        "AreaGrade", "BookError", "Checked", "Collated", "ForceGrades", "Frozen", "Measure", "MsgPositions", "Refreshed",
        "Rolled", "ScoreRow", "Scorecard", "check", "collate", "draw_tube_map", "fill_scorecard", "freeze",
        "generate_force_grades", "refresh", "roll", "update_msg",
    },
    "xlscore.rules.problems": {
        "CellError", "ExcelError", "PolicyError", "Problem", "RuleError", "Trouble", "XlscoreError",
    },
    "xlscore.engine": {
        "Capabilities", "NotOnAFileError", "apply_style", "as_text", "capabilities", "draw", "drawing_is_locked",
        "drawn_names", "engine", "open_book", "read_custom_xml", "save_book", "set_formula", "set_page", "style_name",
        "tab_names", "write_custom_xml",
    },
}  # fmt: skip

COMMANDS = {
    "addin", "call", "check", "collate", "demo", "freeze", "functions", "grades", "msg", "new", "refresh", "roll",
    "scorecard", "tubemap",
}  # fmt: skip
ADDIN_COMMANDS = {"build", "doctor", "generate", "install", "uninstall"}


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_the_public_names_are_there(module: str) -> None:
    names = importlib.import_module(module)

    assert PUBLIC[module] <= set(names.__all__)
    assert all(getattr(names, name) is not None for name in PUBLIC[module])


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_the_public_names_are_listed_in_order(module: str) -> None:
    names = list(importlib.import_module(module).__all__)

    assert names == sorted(set(names))


def test_the_commands_are_the_contract() -> None:
    root = typer.main.get_command(app)

    assert set(root.commands) == COMMANDS
    assert set(root.commands["addin"].commands) == ADDIN_COMMANDS


def test_an_unknown_name_is_an_ordinary_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'open_books'"):
        _ = xlscore.open_books


@pytest.mark.parametrize("command", sorted(COMMANDS - {"addin", "functions", "call", "new"}))
def test_every_command_takes_json(command: str) -> None:
    options = {
        name for parameter in typer.main.get_command(app).commands[command].params for name in parameter.opts
    }

    assert {"--json", "--debug"} <= options
