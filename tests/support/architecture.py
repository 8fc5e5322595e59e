"""Who imports whom in the package, read from the source: at the top, inside functions, for type checkers, by name."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.sources import nodes_in
from tests.support.tools import ROOT

PACKAGE = "xlscore"

# Imports go downwards only, from a lower line to a higher one; packages on one line do not know each other.
FLOORS = (
    {"errors"},
    {"resources"},
    {"rules", "ooxml"},
    {"tubemap", "functions", "engine", "sources", "charts", "word"},
    {"books"},
    {"papers"},
    {"narrative"},
    {"excel"},
    {"web"},
    {"cli"},
    {"__main__"},
)
# The package itself hands out names of the engine, and nothing below the doors may ask it for them.
DOORS = {"excel", "papers", "narrative", "web", "cli", "__main__"}
THE_PACKAGE_ITSELF = {"errors", "engine"}
# The packages whose modules stand in rooms of their own, folders that do not ask each other back.
WITH_ROOMS = ("books", "engine", "narrative", "ooxml", "papers", "rules", "sources", "tubemap", "word")
# Elsewhere a name for type checkers alone makes no circle: a sheet names its book, and the book its sheets.
NO_CIRCLE_BY_TYPING = {"ooxml"}
MOST_MODULES = 25

STANDARD_LIBRARY_ONLY = {"errors", "resources", "rules", "functions"}
ONLY_FOR = {
    "xlwings": {"engine", "books", "excel", "papers", "narrative", "web"},
    "pandas": {"sources", "books"},
    "lxml": {"ooxml"},
    "zipfile": {"ooxml", "sources", "web", "word"},
    "duckdb": {"sources"},
    "psycopg": {"sources"},
    "ibis": {"sources"},
    "pyspark": {"sources"},
    "openpyxl": {"sources", "books", "engine", "ooxml"},
    "xlsxwriter": {"books", "papers", "excel"},
    "pikepdf": {"papers"},
    "pypdfium2": {"narrative"},
    "lark": {"narrative"},
    "ortools": {"tubemap"},
    "typer": {"cli"},
    "rich": {"cli"},
}


@dataclass(frozen=True)
class Import:
    """One import: the module that asks, the line, and the module asked for."""

    importer: str
    line: int
    target: str
    for_types: bool = False

    def __str__(self) -> str:
        """Return the import as a line of a report."""
        return f"{self.importer}:{self.line} imports {self.target}"


def imports(root: Path) -> list[Import]:
    """Return every import of every module of the package that lies in the folder `root`."""
    modules = dict(_modules(root))
    names = frozenset(modules)
    return [
        found
        for name, path in modules.items()
        for found in _imports_of(name, path.name == "__init__.py", path.read_text(encoding="utf-8"), names)
    ]


def wrong_arrows(found: list[Import]) -> list[str]:
    """Return the imports that do not go downwards, or bring a library where it does not belong."""
    return [f"{arrow}: {why}" for arrow in found if (why := _objection(arrow))]


def circles(found: list[Import]) -> list[str]:
    """Return each circle of modules that need one another, as "a → b → a".

    Imports for type checkers count in the packages of `NO_CIRCLE_BY_TYPING` only.
    """
    graph: dict[str, set[str]] = {}
    for arrow in found:
        if _package(arrow.target) is not None and _counts(arrow):
            graph.setdefault(arrow.importer, set()).add(arrow.target)
    done: set[str] = set()
    return sorted({circle for start in sorted(graph) for circle in _circles_from(start, graph, [], done)})


def _circles_from(module: str, graph: dict[str, set[str]], path: list[str], done: set[str]) -> Iterator[str]:
    if module in path:
        yield " → ".join([*path[path.index(module) :], module])
        return
    if module in done:
        return
    for target in sorted(graph.get(module, ())):
        yield from _circles_from(target, graph, [*path, module], done)
    done.add(module)


def rooms_that_ask_back(found: list[Import]) -> list[str]:
    """Return the pairs of rooms of one package that import each other, as "books.maps ⇄ books.grades: who, who"."""
    arrows: dict[tuple[str, str], list[Import]] = {}
    for arrow in found:
        here, there = _room(arrow.importer), _room(arrow.target)
        if (
            here
            and there
            and here != there
            and _package(arrow.importer) == _package(arrow.target)
            and _counts(arrow)
        ):
            arrows.setdefault((here, there), []).append(arrow)
    return [
        f"{here} ⇄ {there}: {', '.join(map(str, [*arrows[here, there], *arrows[there, here]]))}"
        for here, there in sorted(arrows)
        if here < there and (there, here) in arrows
    ]


def crowded_folders(root: Path) -> list[str]:
    """Return the folders of the package that hold more modules than one looks through at a glance."""
    held = Counter(path.parent for path in (root / PACKAGE).rglob("*.py") if path.name != "__init__.py")
    return [
        f"{folder.relative_to(root).as_posix()}: {number} modules"
        for folder, number in sorted(held.items())
        if number > MOST_MODULES
    ]


def _counts(arrow: Import) -> bool:
    return not arrow.for_types or _package(arrow.importer) in NO_CIRCLE_BY_TYPING


def _room(module: str) -> str:
    """Return "books.grades" for "xlscore.books.grades.grid.reading", "" for a module that stands in no room.

    A name taken from the room itself ("xlscore.books.grades") counts as the room.
    """
    parts = module.split(".")
    if parts[0] != PACKAGE or len(parts) < 3 or parts[1] not in WITH_ROOMS:
        return ""
    return ".".join(parts[1:3]) if len(parts) > 3 or parts[2] in _rooms(parts[1]) else ""


@cache
def _rooms(package: str) -> frozenset[str]:
    return frozenset(path.parent.name for path in (ROOT / PACKAGE / package).glob("*/__init__.py"))


def _objection(arrow: Import) -> str | None:
    here, there = _package(arrow.importer), _package(arrow.target)
    assert here is not None
    if there is None:
        return _objection_to_library(here, arrow.target.partition(".")[0])
    if here == there:
        return None
    if there == "":
        return None if here in DOORS else "the package itself stands above it"
    if here == "":
        return (
            None if there in THE_PACKAGE_ITSELF else "the package itself hands out errors and the engine only"
        )
    if _floor(there) < _floor(here):
        return None
    return "not downwards"


def _objection_to_library(here: str, library: str) -> str | None:
    if library in ONLY_FOR and here not in ONLY_FOR[library]:
        return f"only {', '.join(sorted(ONLY_FOR[library]))} may"
    if here in STANDARD_LIBRARY_ONLY and library not in sys.stdlib_module_names:
        return f"{here} keeps to the standard library"
    return None


def _floor(package: str) -> int:
    for number, packages in enumerate(FLOORS):
        if package in packages:
            return number
    raise ValueError(f"{PACKAGE}.{package} has no floor in the house; give it one in {Path(__file__).name}.")


def _package(module: str) -> str | None:
    """Return "rules" for "xlscore.rules.positions.msg", "" for the package itself, None for anything outside it."""
    first, _, rest = module.partition(".")
    return rest.partition(".")[0] if first == PACKAGE else None


def _modules(root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted((root / PACKAGE).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


@cache  # many tests ask for the imports of the package as it stands
def _imports_of(name: str, is_package: bool, text: str, modules: frozenset[str]) -> tuple[Import, ...]:
    package = name if is_package else name.rpartition(".")[0]
    nodes = nodes_in(text)
    checked = {inner for node in nodes if _is_for_types(node) for inner in ast.walk(node)}
    return tuple(
        Import(name, getattr(node, "lineno", 0), target, node in checked)
        for node in nodes
        for target in _targets(node, package, modules)
    )


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def _called(function: ast.expr) -> str:
    """Return the last name of what is called, without whose it is."""
    return getattr(function, "attr", getattr(function, "id", ""))


def _targets(node: ast.AST, package: str, modules: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        parts = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
        base = ".".join([*parts, *([node.module] if node.module else [])])
        named = [f"{base}.{alias.name}" for alias in node.names]
        yield from (name if name in modules else base for name in named)
    elif isinstance(node, ast.Call) and _called(node.func).endswith(("import_module", "__import__")):
        yield from (
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        )
