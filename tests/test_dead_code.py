"""Nothing lies about unused: vulture over the package, and what inner modules offer that no other module asks for."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlwings

from tests.support.reached_by_name import REACHED_BY_NAME
from tests.support.sources import IN_ONE_PROCESS, nodes_of
from tests.support.tools import ROOT, missing

pytestmark = IN_ONE_PROCESS

PACKAGE = ROOT / "xlscore"
REACHED = {name for names in REACHED_BY_NAME.values() for name in names.split()}
# xlwings calls what an engine must have; these modules of it are users of ours.
CALLERS = [
    Path(xlwings.__file__).parent / name for name in ("main.py", "base_classes.py", "conversion/standard.py")
]
# Star imports hand out what these list, each worksheet function by its own name.
HANDED_OUT = {"functions"}


def unused(folder: Path, callers: Sequence[Path] = CALLERS) -> dict[str, str]:
    """Return what vulture finds unused below a folder: the name, and where it stands."""
    if importlib.util.find_spec("vulture") is None:
        missing("vulture is not installed (the extra dev has it)")
    import vulture

    judge = vulture.Vulture()
    judge.scavenge([str(path) for path in (folder, *callers)])
    return {
        item.name: f"{item.typ} {item.name}, {item.filename}:{item.first_lineno}"
        for item in judge.get_unused_code(min_confidence=60)
        if folder in Path(item.filename).parents
    }


def unasked(folder: Path) -> dict[str, str]:
    """Return the names in the `__all__` of modules below a folder that nothing there reads or imports."""
    files = {path: nodes_of(path) for path in folder.rglob("*.py")}
    asked = {name for nodes in files.values() for node in nodes for name in _names(node)}
    return {
        name: f"{name}, {path}"
        for path, nodes in files.items()
        if path.name != "__init__.py" and path.parent.name not in HANDED_OUT
        for name in _offered(nodes[0])
        if name not in asked
    }


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [node.attr]
    return [node.name.rpartition(".")[2]] if isinstance(node, ast.alias) else []


def _offered(tree: Any) -> list[Any]:
    lists = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    return [item.value for each in lists for item in ast.walk(each) if isinstance(item, ast.Constant)]


@pytest.mark.slow
def test_nothing_in_the_package_is_unused() -> None:
    found = unused(PACKAGE)

    assert [where for name, where in found.items() if name not in REACHED] == []


def test_what_a_module_offers_another_asks_for() -> None:
    found = unasked(PACKAGE)

    assert [where for name, where in found.items() if name not in REACHED] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("def spare() -> None: ...", "spare"),
        ("class Kept:\n    def spare(self) -> None: ...\n\nprint(Kept())", "spare"),
        ("SPARE = 1", "SPARE"),
    ],
)
def test_dead_code_that_is_planted_is_found(text: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(text, encoding="utf-8")

    assert set(unused(tmp_path, callers=())) == {name}


def test_an_offer_that_nobody_asks_for_is_found(tmp_path: Path) -> None:
    (tmp_path / "giving.py").write_text(
        '__all__ = ["asked", "spare"]\n\ndef asked(): ...\n\ndef spare(): ...\n', encoding="utf-8"
    )
    (tmp_path / "taking.py").write_text("from giving import asked\n", encoding="utf-8")

    assert set(unasked(tmp_path)) == {"spare"}
