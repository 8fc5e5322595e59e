"""The pages about the add-in: pictures that are current, and words that say what is there."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

import pytest

from tests.support.tools import ROOT
from xlscore.excel.buttons import BUTTONS
from xlscore.excel.policies import CHILD_PROCESS_RULE
from xlscore.excel.xlwings_vba import CHANGES
from xlscore.functions import REGISTRY
from xlscore.functions.cell_names import ALSO_CALLED

PAGES = ("using-in-excel.md", "installing.md", "verified.md")


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_excel", ROOT / "docs" / "draw_excel.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_pictures_of_excel_are_current(drawing: ModuleType) -> None:
    for name, drawn in drawing.pictures().items():
        assert (ROOT / "docs" / "pictures" / name).read_text(encoding="utf-8") == drawn, (
            f"{name}: run python docs/draw_excel.py"
        )


def test_the_ribbons_picture_shows_every_button(drawing: ModuleType) -> None:
    words = " ".join(re.findall(r">([^<>]+)</text>", drawing.ribbon()))

    for button in BUTTONS:
        assert all(word.replace("&", "&amp;") in words for word in button.label.split())


@pytest.mark.parametrize("name", PAGES)
def test_every_link_and_picture_is_there(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page(name)):
        assert (ROOT / "docs" / target).exists(), target


def test_the_officers_page_names_every_button_and_both_second_names() -> None:
    words = " ".join(page("using-in-excel.md").split())

    missing = [button.label for button in BUTTONS if button.label not in words]

    assert missing == []
    assert all(f"={second}(" in words for second in ALSO_CALLED.values())


def test_the_table_of_costs_has_a_row_for_each_function() -> None:
    rows = re.findall(r"^\| ([A-Z_]+) \|", page("using-in-excel.md"), re.MULTILINE)

    assert rows == list(REGISTRY)


def test_its_page_names_the_rule_and_counts_the_changes_to_xlwings() -> None:
    numbers = {5: "five", 6: "six", 7: "seven"}

    assert CHILD_PROCESS_RULE in page("installing.md")
    assert f"changed in {numbers[len(CHANGES)]} places" in page("installing.md")


def test_every_test_that_the_list_of_proofs_names_is_there() -> None:
    named = re.findall(r"`(?:tests/excel/)?(test_excel_\w+\.py)", page("verified.md"))

    assert named
    assert [name for name in named if not (ROOT / "tests" / "excel" / name).exists()] == []


def test_the_script_for_a_person_counts_the_buttons() -> None:
    assert f"with {len(BUTTONS)} buttons" in page("verified.md")
