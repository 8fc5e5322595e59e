"""xlscore's own Python and the libraries that it needs as archives that a browser unpacks: the rules first, what reads workbooks after them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

import xlscore
from xlscore.books.tables.own_calls import BUILT_FOR
from xlscore.resources import folder

__all__ = ["archive", "rules", "workbooks"]

_MADE: Final = (1980, 1, 1, 0, 0, 0)
"""Equal texts give equal archives, whenever they are packed."""
_RULES: Final = (
    "__init__.py", "errors.py", "resources.py", "rules/", "functions/", "excel/__init__.py", "excel/conversion.py",
    "excel/names.py", "web/__init__.py", "web/calls.py",
)  # fmt: skip
"""What worksheet functions need: a path, or the beginning of one."""
_NOT_THERE: Final = (
    "__main__.py", "cli/", "books/samples/", "excel/build.py", "excel/doctor.py", "excel/generate.py", "excel/install.py",
    "excel/machine.py", "excel/udfs.py", "excel/xlwings_vba.py", "web/icons.py", "web/manifest.py", "web/metadata.py", "web/bytecode.py", "web/compiling.py",
    "web/offered.py", "web/packing.py", "web/pyodide.py", "web/ribbon.py", "web/site.py", "web/server", "web/hosting.py",
)  # fmt: skip
"""What only a desktop, a server or whoever builds a site runs."""
_LIBRARIES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    # What asks for a licence key, which nothing here uses, and what talks to Excel itself, stays out.
    "xlwings": (
        "xlwings",
        ("pro/", "ext/", "rest/", "html/", "js/", "addin/", "cli.py", "com_server.py", "_win32patch.py"),
    ),
    "XlsxWriter": ("xlsxwriter", ("test/",)),
    "openpyxl": ("openpyxl", ()),
    "et-xmlfile": ("et_xmlfile", ("tests/",)),
    "lark": ("lark", ("tools/", "__pyinstaller/")),
}
"""Libraries in Python alone, by their names in a registry: the package, and what of it stays out."""


def rules() -> dict[str, bytes]:
    """Return the files that answer worksheet functions, by their names in the archive."""
    return {name: data for name, data in _ours() if name.removeprefix("xlscore/").startswith(_RULES)}


def workbooks(namespace: str = "") -> dict[str, bytes]:
    """Return the files that open a workbook and press its buttons, by their names in the archive; `namespace` is what IT calls the add-in."""
    first = rules()
    found = {name: data for name, data in _ours() if name not in first}
    found |= {
        f"xlscore/_data/workbooks/{path.name}": path.read_bytes()
        for path in sorted(folder("workbooks").glob("*.dotx"))
    }
    for distributed, (package, left_out) in _LIBRARIES.items():
        found |= dict(_library(distributed, package, left_out))
    return found | ({f"xlscore/{BUILT_FOR}": namespace.encode()} if namespace else {})


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip archive that is the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(name, _MADE), files[name], zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def _ours() -> Iterator[tuple[str, bytes]]:
    return _files(Path(xlscore.__file__).parent, "xlscore", _NOT_THERE)


def _library(distributed: str, package: str, left_out: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a library, its licence, and what says its version."""
    known = distribution(distributed)
    for each in sorted(known.files or (), key=str):
        name = each.as_posix()
        inside = name.removeprefix(f"{package}/")
        is_text = each.name == "METADATA" or "LICEN" in each.name.upper()
        is_code = inside != name and each.suffix in (".py", ".lark") and not inside.startswith(left_out)
        if is_code or (is_text and ".dist-info/" in name):
            yield name, Path(str(known.locate_file(each))).read_bytes()


def _files(package: Path, name: str, left_out: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package).as_posix()
        if (
            path.is_file()
            and path.suffix not in (".pyc", ".csv")
            and not inside.startswith(("_data/", *left_out))
        ):
            yield f"{name}/{inside}", path.read_bytes()
