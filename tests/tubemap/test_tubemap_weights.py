"""The numbers of the search stand in one place, each with what it is for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.tools import ROOT
from xlscore.tubemap import weights

TUBEMAP = ROOT / "xlscore" / "tubemap"
SEARCHING = sorted((TUBEMAP / "searching").glob("*.py"))
WEIGHED = [*SEARCHING, TUBEMAP / "layout.py", TUBEMAP / "placing" / "arrange.py"]


def numbers_named(source: str) -> list[str]:
    """The names in capitals that a module gives to numbers, or to rows of numbers."""
    found = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]
            try:
                ast.literal_eval(node.value)
            except ValueError:
                continue
            found += [name for name in names if name.isupper() and not name.startswith("_")]
    return found


def unexplained(source: str) -> list[str]:
    """The names of a module that no words follow; a run of assignments may share them."""
    body = ast.parse(source).body
    found: list[str] = []
    waiting: list[str] = []
    for node in body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            waiting += numbers_named(ast.unparse(node))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            waiting = []
        else:
            found, waiting = found + waiting, []
    return found + waiting


@pytest.mark.parametrize("module", WEIGHED, ids=lambda path: path.stem)
def test_no_module_of_the_search_has_numbers_of_its_own(module: Path) -> None:
    assert numbers_named(module.read_text(encoding="utf-8")) == []


def test_every_number_is_followed_by_what_it_is_for() -> None:
    source = Path(weights.__file__).read_text(encoding="utf-8")

    assert len(numbers_named(source)) > 60
    assert unexplained(source) == []


@pytest.mark.parametrize(
    ("source", "named", "without_words"),
    [
        ("ODD: Final = 3.0\n", ["ODD"], ["ODD"]),
        ("ONE, OTHER = 1, 2\n'''What both are for.'''\n", ["ONE", "OTHER"], []),
        ("'''Before it is not after it.'''\nODD = (1, 2)\n", ["ODD"], ["ODD"]),
        ("ROUTES = tuple(range(3))\n_QUANTILES = (0.1,)\n", [], []),
    ],
)
def test_a_planted_number_is_seen(source: str, named: list[str], without_words: list[str]) -> None:
    assert (numbers_named(source), unexplained(source)) == (named, without_words)
