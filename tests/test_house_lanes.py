"""Whose words a message uses: an officer at a button is told of no command, and whoever types commands of theirs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sources import IN_ONE_PROCESS, nodes_in
from tests.support.tools import ROOT
from tests.test_public_names import COMMANDS
from xlscore.cli.run import run
from xlscore.errors import XlscoreError
from xlscore.functions import call

pytestmark = IN_ONE_PROCESS

COMMAND = re.compile(rf"(?<![\w-])--[a-z]|\bxlscore (?:{'|'.join(sorted(COMMANDS))})\b")
WHERE_COMMANDS_ARE_TYPED = (
    "cli/", "excel/doctor.py", "excel/generate.py", "excel/install.py", "excel/machine.py", "excel/policies.py", "excel/vba_text.py",
    "web/hosting.py", "web/manifest.py", "web/pyodide.py", "web/server_running.py",
)  # fmt: skip
"""What only the command line runs, for whoever sets xlscore up: no button leads there."""
NO_MESSAGES = {
    "functions/page.py": "xlscore call",  # a page of the documentation
    "narrative/telling/comments.py": "xlscore paper",  # by this author the comments of an earlier check are found again
    "excel/actions.py": "xlscore addin",  # says itself that it is typed at a command prompt, and no button does it
}
TO_LIBREOFFICE = "papers/pdf/office.py"


def commands_told(source: str) -> list[str]:
    """Return the commands and options in a module's texts, but for its docstrings and what is said where they are typed."""
    nodes = nodes_in(source)
    aside = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "lane_words":
            aside |= {id(part) for part in ast.walk(node.args[1])}
    return [
        found[0]
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside
        for found in COMMAND.finditer(node.value)
    ]


def modules() -> Iterator[tuple[str, Path]]:
    """Yield the modules that a button may lead to."""
    for path in sorted((ROOT / "xlscore").rglob("*.py")):
        name = path.relative_to(ROOT / "xlscore").as_posix()
        if not name.startswith(WHERE_COMMANDS_ARE_TYPED) and name != TO_LIBREOFFICE:
            yield name, path


def test_no_text_tells_of_a_command_but_where_commands_are_typed() -> None:
    told = {name: commands_told(path.read_text(encoding="utf-8")) for name, path in modules()}

    assert {name: [*dict.fromkeys(found)] for name, found in told.items() if found} == {
        name: [found] for name, found in NO_MESSAGES.items()
    }


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ('raise E("No.", "Use --anyway.")', ["--a"]),
        ('do = f"Run xlscore paper relink {name}"', ["xlscore paper"]),
        ('do = lane_words("Press it.", "Run xlscore paper relink")', []),
        ('do = lane_words("Run xlscore month", "Press it.")', ["xlscore month"]),
        ('"""Asked with --to."""', []),
        ('do = "Bring it in with xlscore on a computer; a well--known dash."', []),
    ],
)  # fmt: skip
def test_a_command_in_a_text_is_seen(source: str, told: list[str]) -> None:
    assert commands_told(source) == told


def test_the_same_mistake_is_answered_in_the_words_of_the_lane(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(XlscoreError) as at_a_button:
        call("MSG_GAPS")
    run(["call", "MSG_GAPS"])

    assert at_a_button.value.do == "The dialog Insert Function lists them."
    assert "`xlscore functions` lists them." in capsys.readouterr().err
