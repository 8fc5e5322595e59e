"""The house stands from the ground up: imports go downwards only, and each library has its room."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.architecture import (
    FLOORS,
    MOST_MODULES,
    circles,
    crowded_folders,
    imports,
    rooms_that_ask_back,
    wrong_arrows,
)
from tests.support.sources import IN_ONE_PROCESS
from tests.support.tools import ROOT

pytestmark = IN_ONE_PROCESS

HEAVY = {"xlwings", "pandas", "numpy", "openpyxl", "lxml", "xlsxwriter", "typer", "rich"}


def test_every_import_goes_downwards_and_each_library_stays_in_its_room() -> None:
    found = imports(ROOT)

    assert found
    assert wrong_arrows(found) == []


def test_no_modules_import_one_another_in_a_circle() -> None:
    assert circles(imports(ROOT)) == []


def test_no_two_rooms_of_a_package_import_each_other() -> None:
    assert rooms_that_ask_back(imports(ROOT)) == []


def test_no_folder_holds_more_modules_than_a_glance_takes_in() -> None:
    assert crowded_folders(ROOT) == []


def test_every_package_has_its_floor() -> None:
    packages = {path.parent.name for path in (ROOT / "xlscore").glob("*/__init__.py")}

    assert packages <= set().union(*FLOORS)


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        (
            "rules/msg.py",
            "import xlscore.ooxml",
            "xlscore.rules.msg:1 imports xlscore.ooxml: not downwards",
        ),
        ("rules/msg.py", "from xlscore import functions", "imports xlscore.functions: not downwards"),
        ("rules/msg.py", "from .. import ooxml", "imports xlscore.ooxml: not downwards"),
        ("rules/msg.py", "from ..books.grid import read", "imports xlscore.books.grid: not downwards"),
        ("rules/msg.py", "from xlscore import __version__", "the package itself stands above it"),
        ("rules/msg.py", "import numpy as np", "rules keeps to the standard library"),
        (
            "rules/msg.py",
            "def lazy():\n    import pandas",
            "xlscore.rules.msg:2 imports pandas: only books",
        ),
        (
            "ooxml/__init__.py",
            "from xlscore import rules",
            "xlscore.ooxml:1 imports xlscore.rules: not downwards",
        ),
        ("sources/__init__.py", "import xlscore.books", "imports xlscore.books: not downwards"),
        (
            "engine/__init__.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import xlscore.books",
            "xlscore.engine:3 imports xlscore.books: not downwards",
        ),
        (
            "engine/__init__.py",
            "from zipfile import ZipFile",
            "imports zipfile: only ooxml, sources, web, word may",
        ),
        ("engine/__init__.py", "import lxml.etree", "imports lxml.etree: only ooxml may"),
        (
            "cli/__init__.py",
            "import xlwings",
            "imports xlwings: only books, engine, excel, narrative, papers, web may",
        ),
        (
            "cli/__init__.py",
            "import importlib\nimportlib.import_module('pandas')",
            "xlscore.cli:2 imports pandas: only books, sources may",
        ),
    ],
)
def test_a_planted_wrong_import_is_seen(tmp_path: Path, module: str, line: str, complaint: str) -> None:
    for package in set().union(*FLOORS):
        _plant(tmp_path, f"{package}/__init__.py", "")
    _plant(tmp_path, module, line)

    found = wrong_arrows(imports(tmp_path))

    assert [text for text in found if complaint in text], found


def test_a_wrong_import_planted_in_a_copy_of_the_whole_package_is_seen(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "xlscore", tmp_path / "xlscore", ignore=shutil.ignore_patterns("__pycache__"))
    _plant(tmp_path, "rules/grades.py", "def lazy():\n    from xlscore.books import grades")

    found = wrong_arrows(imports(tmp_path))

    assert len(found) == 1
    assert found[0].startswith("xlscore.rules.grades:2 imports xlscore.books")


def test_a_planted_circle_is_seen(tmp_path: Path) -> None:
    _plant(tmp_path, "books/one.py", "from xlscore.books import two")
    _plant(tmp_path, "books/two.py", "def lazy():\n    from xlscore.books.three import four")
    _plant(tmp_path, "books/three.py", "import xlscore.books.one")

    found = circles(imports(tmp_path))

    assert found == ["xlscore.books.one → xlscore.books.two → xlscore.books.three → xlscore.books.one"]


def test_a_name_for_type_checkers_alone_makes_no_circle(tmp_path: Path) -> None:
    _plant(tmp_path, "engine/book.py", "from xlscore.engine import sheet")
    _plant(
        tmp_path, "engine/sheet.py", "import typing\nif typing.TYPE_CHECKING:\n    import xlscore.engine.book"
    )

    assert circles(imports(tmp_path)) == []


def test_in_the_packages_of_parts_a_name_for_type_checkers_makes_a_circle_too(tmp_path: Path) -> None:
    _plant(tmp_path, "ooxml/sheet/workbook.py", "from xlscore.ooxml.sheet import sheet")
    _plant(
        tmp_path,
        "ooxml/sheet/sheet.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import xlscore.ooxml.sheet.workbook",
    )

    assert circles(imports(tmp_path)) == [
        "xlscore.ooxml.sheet.sheet → xlscore.ooxml.sheet.workbook → xlscore.ooxml.sheet.sheet"
    ]


def test_two_rooms_that_import_each_other_are_seen_without_a_circle_of_modules(tmp_path: Path) -> None:
    _plant(tmp_path, "books/grades/force.py", "from xlscore.books.maps import rows")
    _plant(tmp_path, "books/maps/rows.py", "")
    _plant(tmp_path, "books/maps/drawing.py", "def lazy():\n    from xlscore.books.grades.grid import read")
    _plant(tmp_path, "books/grades/grid.py", "import xlscore.books.refreshing")

    found = imports(tmp_path)

    assert circles(found) == []
    assert rooms_that_ask_back(found) == [
        "books.grades ⇄ books.maps: xlscore.books.grades.force:1 imports xlscore.books.maps.rows, "
        "xlscore.books.maps.drawing:2 imports xlscore.books.grades.grid"
    ]


def test_a_crowded_folder_is_seen(tmp_path: Path) -> None:
    for number in range(MOST_MODULES + 1):
        _plant(tmp_path, f"books/grades/part{number}.py", "")

    assert crowded_folders(tmp_path) == [f"xlscore/books/grades: {MOST_MODULES + 1} modules"]


def test_the_worksheet_functions_load_without_any_outside_library() -> None:
    code = "import sys, xlscore.functions; print(*{name.partition('.')[0] for name in sys.modules})"

    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert HEAVY.isdisjoint(loaded.stdout.split())


def _plant(folder: Path, module: str, line: str) -> None:
    """Make `line` the whole text of one of the package's modules in `folder`."""
    path = folder / "xlscore" / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(line + "\n", encoding="utf-8")
