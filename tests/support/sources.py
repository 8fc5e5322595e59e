"""Python files as syntax trees, each parsed once for all the tests that look into them.

Such tests carry the mark `IN_ONE_PROCESS`, so that one of pytest's workers parses the package, and not every one.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Final

import pytest

IN_ONE_PROCESS: Final = pytest.mark.xdist_group("sources")


def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a file's tree, the module itself first."""
    return nodes_in(path.read_text(encoding="utf-8"))


@cache
def nodes_in(text: str) -> tuple[ast.AST, ...]:
    """Return every node of a text's tree, the module itself first."""
    return tuple(ast.walk(ast.parse(text)))
