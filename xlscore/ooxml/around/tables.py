"""Tables of a sheet: read, create, resize, rename, restyle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlscore.ooxml.around.names import names
from xlscore.ooxml.around.sheetdom import SheetShell, editing
from xlscore.ooxml.errors import DamagedFileError, EditRefusedError
from xlscore.ooxml.opc.package import Package, as_one
from xlscore.ooxml.sheet.table_cells import column_name
from xlscore.ooxml.values.addresses import Box, parse_box, reads_like_cells
from xlscore.ooxml.xml.namespaces import relationship_space
from xlscore.ooxml.xml.text import refuse_unspeakable, uncell_text
from xlscore.ooxml.xml.tree import (
    Element,
    canonical,
    child,
    children,
    insert_ordered,
    namespace,
    parse,
    serialise,
    set_attribute,
    sub,
    whole,
)

__all__ = [
    "TablePart",
    "add_table",
    "all_table_parts",
    "change_table",
    "check_table_name",
    "resize_table",
    "tables",
]

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_NAME = re.compile(r"[^\W\d][\w.\\]*|\\[\w.\\]*")
_ORDER = ("autoFilter", "sortState", "tableColumns", "tableStyleInfo", "extLst")
_STRIPES = {"column_stripes": "showColumnStripes", "first_column": "showFirstColumn", "last_column": "showLastColumn", "row_stripes": "showRowStripes"}  # fmt: skip


@dataclass(frozen=True)
class TablePart:
    """One table: where it is, what its columns are called, how it is dressed."""

    part: str
    name: str
    display_name: str
    box: Box
    columns: tuple[str, ...]
    has_header: bool
    has_totals: bool
    style: str | None
    has_filter: bool
    first_column: bool
    last_column: bool
    row_stripes: bool
    column_stripes: bool
    number: int = 0

    @property
    def body(self) -> Box | None:
        """Return the box of the data rows, or None when there is none."""
        top, bottom = self.box.top + self.has_header, self.box.bottom - self.has_totals
        return Box(top, self.box.left, bottom, self.box.right) if top <= bottom else None


def tables(package: Package, sheet_part: str) -> list[TablePart]:
    """Return the tables of a worksheet, in the order of the file."""
    return [
        package.parsed(rel.target, _read)
        for rel in package.rels(sheet_part).by_type("table")
        if not rel.external
    ]


def _read(data: bytes, part: str) -> TablePart:
    root = parse(data, part)
    columns = child(root, "tableColumns")
    dress = child(root, "tableStyleInfo")
    items = children(columns, "tableColumn") if columns is not None else ()
    return TablePart(
        part=part,
        name=root.get("name", root.get("displayName", "")),
        display_name=root.get("displayName", ""),
        box=parse_box(root.get("ref", "A1")),
        columns=tuple(uncell_text(item.get("name", "")) for item in items),
        has_header=root.get("headerRowCount", "1") != "0",
        has_totals=root.get("totalsRowCount", "0") != "0",
        style=dress.get("name") if dress is not None else None,
        has_filter=child(root, "autoFilter") is not None,
        number=whole(root, "id"),
        **{key: dress is not None and dress.get(name) in {"1", "true"} for key, name in _STRIPES.items()},
    )


def all_table_parts(package: Package) -> list[str]:
    """Return the names of every table part in the workbook."""
    return [part for part in package.names() if package.content_type(part) == _CONTENT_TYPE]


def check_table_name(
    package: Package, workbook: SheetShell, name: str, *, besides: str | None = None
) -> None:
    """Refuse a name that Excel would refuse: badly formed, or taken by a table or a defined name."""
    if not _NAME.fullmatch(name) or reads_like_cells(name) or len(name) > 255:
        raise EditRefusedError(
            f"{name!r} cannot be the name of a table; use letters, digits and underscores."
        )
    taken = {item.name.casefold() for item in names(workbook)}
    for part in all_table_parts(package):
        if part != besides:
            taken.add(package.parsed(part, _read).display_name.casefold())
    if name.casefold() in taken:
        raise EditRefusedError(
            f"The workbook has something called {name} already; choose another table name."
        )


def _check_headers(headers: Sequence[str]) -> None:
    seen: set[str] = set()
    for header in headers:
        if not header:
            raise EditRefusedError("A table needs a heading in every column; fill the blank one first.")
        if header.casefold() in seen:
            raise EditRefusedError(f"The heading {header!r} stands twice in the table; rename one of them.")
        seen.add(header.casefold())


@as_one
def add_table(
    package: Package,
    sheet: SheetShell,
    sheet_part: str,
    workbook: SheetShell,
    box: Box,
    name: str,
    headers: Sequence[str],
    *,
    has_header: bool = True,
    style: str | None = "TableStyleMedium2",
) -> TablePart:
    """Return a new table over a box whose first row holds these headings as text already."""
    check_table_name(package, workbook, name)
    _check_headers(headers)
    refuse_unspeakable(style, *headers)
    if has_header and box.rows < 2:
        raise EditRefusedError("A table needs at least one row under its headings.")
    for other in tables(package, sheet_part):
        if other.box.meets(box):
            raise EditRefusedError(
                f"The table {other.display_name} is there already; tables may not overlap."
            )
    part = package.free_name("/xl/tables/table{}.xml")
    ids = [package.parsed(each, _read).number for each in all_table_parts(package)]
    space = namespace(parse(sheet.shell, "a worksheet"))
    root = parse(f'<table xmlns="{space}"/>'.encode())
    for key, value in (
        ("id", max(ids, default=0) + 1),
        ("name", name),
        ("displayName", name),
        ("ref", box.address()),
    ):
        set_attribute(root, key, value)
    set_attribute(root, "headerRowCount", None if has_header else 0)
    set_attribute(root, "totalsRowShown", False)
    if has_header:
        sub(root, "autoFilter", {"ref": box.address()})
    columns = sub(root, "tableColumns", {"count": str(len(headers))})
    for number, header in enumerate(headers, 1):
        sub(columns, "tableColumn", {"id": str(number), "name": column_name(header)})
    dress = sub(root, "tableStyleInfo")
    set_attribute(dress, "name", style)
    for key, value in (
        ("showFirstColumn", False),
        ("showLastColumn", False),
        ("showRowStripes", True),
        ("showColumnStripes", False),
    ):
        set_attribute(dress, key, value)
    package.add(part, serialise(root), _CONTENT_TYPE)
    identity = package.rels(sheet_part).add("table", part)
    with editing(sheet, "tableParts") as holder:
        item = sub(holder, "tablePart")
        item.set(f"{{{relationship_space(space)}}}id", identity)
        set_attribute(holder, "count", len(list(children(holder, "tablePart"))))
    return package.parsed(part, _read)


@as_one
def resize_table(
    package: Package, sheet_part: str, table: TablePart, box: Box, headers: Sequence[str]
) -> TablePart:
    """Return the table over another box with the same top left cell; headings are those of its first row."""
    if (box.top, box.left) != (table.box.top, table.box.left):
        raise EditRefusedError(f"The table {table.display_name} must keep its first cell when it is resized.")
    if table.has_totals and box.bottom != table.box.bottom:
        raise EditRefusedError(
            f"The table {table.display_name} has a totals row; take it off before resizing."
        )
    if box.rows < 1 + table.has_header:
        raise EditRefusedError("A table needs at least one row under its headings.")
    for other in tables(package, sheet_part):
        if other.part != table.part and other.box.meets(box):
            raise EditRefusedError(f"The table {other.display_name} is in the way; tables may not overlap.")
    _check_headers(headers)
    root = parse(package.read(table.part), table.part)
    root.set("ref", box.address())
    _fit_filter(root, table, box)
    holder = child(root, "tableColumns")
    if holder is None:
        raise DamagedFileError(f"The table {table.display_name} lists no columns; repair the file in Excel.")
    items = list(children(holder, "tableColumn"))
    for item in items[len(headers) :]:
        holder.remove(item)
    last_id = max((whole(item, "id") for item in items), default=0)
    for number, header in enumerate(headers):
        if number < len(items):
            items[number].set("name", column_name(header))
        else:
            last_id += 1
            sub(holder, "tableColumn", {"id": str(last_id), "name": column_name(header)})
    holder.set("count", str(len(headers)))
    _store(package, table, root)
    return package.parsed(table.part, _read)


def _fit_filter(root: Element, table: TablePart, box: Box) -> None:
    bottom = box.bottom - table.has_totals
    found = child(root, "autoFilter")
    if found is not None:
        found.set("ref", Box(box.top, box.left, bottom, box.right).address())
        for item in list(children(found, "filterColumn")):
            if whole(item, "colId") >= box.columns:
                found.remove(item)
    sort = child(root, "sortState")
    if sort is not None and not box.covers(parse_box(sort.get("ref", "A1"))):
        root.remove(sort)


@as_one
def change_table(package: Package, table: TablePart, **changes: str | bool | None) -> TablePart:
    """Return the table with another name, style, filter switch or stripes; what is not given stays."""
    refuse_unspeakable(*(change for change in changes.values() if isinstance(change, str)))
    root = parse(package.read(table.part), table.part)
    if (name := changes.get("name")) is not None:
        root.set("name", str(name))
        root.set("displayName", str(name))
    dress = child(root, "tableStyleInfo")
    if dress is None:
        dress = insert_ordered(root, "tableStyleInfo", _ORDER)
    if "style" in changes:
        set_attribute(dress, "name", changes["style"])
    for key, attribute in _STRIPES.items():
        if key in changes:
            set_attribute(dress, attribute, changes[key])
    if "has_filter" in changes:
        _switch_filter(root, table, on=bool(changes["has_filter"]))
    _store(package, table, root)
    return package.parsed(table.part, _read)


def _switch_filter(root: Element, table: TablePart, *, on: bool) -> None:
    found = child(root, "autoFilter")
    if found is not None and not on:
        root.remove(found)
    elif found is None and on:
        area = Box(table.box.top, table.box.left, table.box.bottom - table.has_totals, table.box.right)
        insert_ordered(root, "autoFilter", _ORDER).set("ref", area.address())


def _store(package: Package, table: TablePart, root: Element) -> None:
    """Write a table part only when it says something new, so that a repeated edit keeps its bytes."""
    if canonical(root) != canonical(parse(package.read(table.part), table.part)):
        package.write(table.part, serialise(root))
