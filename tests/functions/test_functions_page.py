"""The documentation of the functions is generated and current."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlscore.functions import REGISTRY
from xlscore.functions.page import as_formula, functions_page


def test_the_page_in_the_docs_is_current(root: Path) -> None:
    written = (root / "docs" / "functions.md").read_text("utf-8")

    assert written == functions_page(), "run: python -m xlscore.functions.page > docs/functions.md"


def test_a_name_that_excel_keeps_for_itself_is_shown_by_its_second_name() -> None:
    assert as_formula("TREND", ([1, 2],)) == "=TREND_ARROW({1;2})"
    assert functions_page().count("In a cell it is called") == 2


def test_the_page_shows_every_function_with_its_example() -> None:
    page = functions_page()

    for name, function in REGISTRY.items():
        assert f"## {name}\n" in page
        assert as_formula(name, function.example.arguments) in page


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [
        ((1903, 2076, -0.1), "=F(1903,2076,-0.1)"),
        (([[1, None], ["a", True]],), '=F({1,"";"a",TRUE})'),
        (('say "no"', None, False), '=F("say ""no""",,FALSE)'),
    ],
)
def test_a_call_is_shown_as_it_is_typed(arguments: tuple[object, ...], typed: str) -> None:
    assert as_formula("F", arguments) == typed
