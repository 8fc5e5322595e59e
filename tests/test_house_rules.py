"""What the project promises about its own text: short modules, nothing unfinished, nothing of one machine."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import xlscore
from tests.support.sources import IN_ONE_PROCESS, nodes_of
from tests.support.tools import ROOT
from xlscore.errors import XlscoreError
from xlscore.functions import REGISTRY

pytestmark = IN_ONE_PROCESS

LONGEST_MODULE = 400
LONGEST_RULES_MODULE = 250
TEXTS = {
    ".py",
    ".md",
    ".toml",
    ".cfg",
    ".ini",
    ".txt",
    ".bas",
    ".cls",
    ".xml",
    ".json",
    ".csv",
    ".svg",
    ".yml",
    "",
}

# The first statement, below comments: to parse every file for it takes a second and a half.
DOCSTRING = re.compile(r'(?:#.*\n|\s)*r?"""\s*[^\s"]')

# Each pattern is split, so that this file does not hold what it looks for.
UNWANTED = {
    "something left to do": r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b",
    "a folder of one machine": r"(?<![\w.])/(?:work|tmp|root|home)/"
    + r"\w|\b[A-Z]:\\+Users\\+(?!%|Public|\.\.\.)"
    + r"\w",
    "the address of a package registry": r"(?:pypi\.org/sim"
    + r"ple|registry\.npm"
    + r"js|--(?:extra-)?index-"
    + r"url)",
    "a silence without its reason": r"#\s*(?:type:\s*ig" + r"nore(?!\[)|no" + r"qa(?!:))",
}


@cache
def tracked_files() -> Sequence[Path]:
    """Return the files of the project as git knows them, or all of them where there is no git."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if listing.returncode != 0:
        return [path for path in ROOT.rglob("*") if path.is_file()]
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def python_files(*folders: str) -> list[Path]:
    """Return the Python files in the project's folders of these names."""
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def shown(path: Path) -> str:
    """Return the path as it is written in the project."""
    return path.relative_to(ROOT).as_posix()


def test_modules_are_short() -> None:
    long = []

    for path in python_files("xlscore"):
        limit = LONGEST_RULES_MODULE if "rules" in path.relative_to(ROOT).parts else LONGEST_MODULE
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > limit:
            long.append(f"{shown(path)} has {lines} lines, {limit} are allowed: find the second idea in it.")

    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        shown(path)
        for path in python_files("xlscore", "tests", "benchmarks")
        if not DOCSTRING.match(path.read_text(encoding="utf-8"))
    ]

    assert silent == []


def test_every_public_function_and_class_says_what_comes_back() -> None:
    silent = [
        f"{module.__name__}.{name}"
        for module in _all_modules()
        for name, thing in vars(module).items()
        if not name.startswith("_")
        and (inspect.isfunction(thing) or inspect.isclass(thing))
        and thing.__module__ == module.__name__
        and not thing.__doc__
    ]

    assert silent == []


def test_every_exception_belongs_to_one_tree() -> None:
    strangers = [
        f"{module.__name__}.{name}"
        for module in _all_modules()
        for name, thing in vars(module).items()
        if inspect.isclass(thing) and thing.__module__ == module.__name__
        if issubclass(thing, BaseException)
        and not name.startswith("_")
        and not issubclass(thing, XlscoreError)
    ]

    assert strangers == []


@pytest.mark.parametrize("what", UNWANTED)
def test_no_tracked_file_holds(what: str) -> None:
    pattern = re.compile(UNWANTED[what])
    found = []

    for path in tracked_files():
        if path.suffix in TEXTS:
            text = path.read_text(encoding="utf-8", errors="replace")
            if not pattern.search(text):
                continue
            found += [
                f"{shown(path)}:{n}: {line.strip()[:80]}"
                for n, line in enumerate(text.splitlines(), 1)
                if pattern.search(line)
            ]

    assert found == []


def test_test_files_have_names_of_their_own() -> None:
    names = Counter(path.name for path in python_files("tests") if path.name.startswith("test_"))

    assert [name for name, times in names.items() if times > 1] == []


def test_no_test_looks_at_the_clock() -> None:
    clocks = re.compile(
        r"\b(?:perf_" r"counter|mono" r"tonic|time\.ti" r"me|process_" r"time|default_" r"timer)\b"
    )
    tests = [path for path in python_files("tests") if path.name.startswith("test_")]

    looking = [shown(path) for path in tests if clocks.search(path.read_text(encoding="utf-8"))]

    assert looking == [], (
        "A busy machine is no fault of the code: measure by tests.support.processor_time, or in benchmarks/."
    )


def test_tests_mirror_the_package() -> None:
    rooms = {path.name for path in (ROOT / "tests").iterdir() if any(path.glob("test_*.py"))}
    packages = {path.parent.name for path in (ROOT / "xlscore").glob("*/__init__.py")}

    assert rooms <= packages, "A folder of tests carries the name of the package it tests."


def test_a_test_files_name_begins_with_its_package() -> None:
    strangers = [
        shown(path)
        for path in python_files("tests")
        if path.name.startswith("test_") and path.parent != ROOT / "tests"
        if not path.name.startswith(f"test_{path.relative_to(ROOT / 'tests').parts[0]}_")
    ]

    assert strangers == []


def test_every_rule_is_asked_in_the_tests_of_rules() -> None:
    asked = _imported_by(python_files("tests/rules"))

    # A module that answers through its neighbour is tested with it.
    through = {
        name
        for path in python_files("xlscore/rules")
        if _dotted(path) in asked
        for name in _imported_by([path])
    }
    rules = {_dotted(path) for path in python_files("xlscore/rules") if path.name != "__init__.py"}

    assert rules - asked - through == set()


def test_every_family_of_functions_has_its_test_file() -> None:
    modules = {function.rule.__module__.rpartition(".")[2] for function in REGISTRY.values()}

    without = [name for name in modules if not (ROOT / f"tests/functions/test_functions_{name}.py").is_file()]

    assert without == []


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _imported_by(paths: list[Path]) -> set[str]:
    """Return the modules whose names are imported by these files, and what of packages could be modules."""
    found = set()
    for path in paths:
        for node in nodes_of(path):
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _all_modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(xlscore.__path__, "xlscore.")
    return [importlib.import_module(module.name) for module in found if not module.name.endswith("__main__")]


def test_no_two_public_classes_have_one_name() -> None:
    homes: dict[str, list[str]] = {}

    for path in python_files("xlscore"):
        for node in nodes_of(path):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(shown(path))

    assert {name: places for name, places in homes.items() if len(places) > 1} == {}
