"""Tables: the first cell of a row heads it, so that whoever hears "Good" hears whose grade it is."""

from __future__ import annotations

from typing import Any

from xlscore.papers.pdf.structure import children, elements, kind, rows_of, says_something

__all__ = ["has_headings", "head_the_rows", "tables_of"]


def tables_of(pdf: Any) -> list[Any]:
    """Return the tables in reading order."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    return [element for element, _ in elements(pdf.Root.StructTreeRoot) if kind(element, roles) == "Table"]


def has_headings(table: Any, roles: Any) -> bool:
    """Return whether a table has heading cells."""
    return any(kind(cell, roles) == "TH" for row in rows_of(table, roles) for cell in children(row))


def head_the_rows(pdf: Any) -> int:
    """Return how many cells became the headings of their rows: the first of each, in tables that have column headings.

    A cell that reaches down over several rows heads them all; a row whose first cell is empty has no heading.
    """
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    return sum(_head(table, roles) for table in tables_of(pdf) if has_headings(table, roles))


def _head(table: Any, roles: Any) -> int:
    import pikepdf

    made, reached = 0, 0
    for row in rows_of(table, roles):
        cells = children(row)
        if reached > 0:  # the first column of this row is a cell of a row above
            reached -= 1
            continue
        if not cells:
            continue
        first = cells[0]
        reached = _rows(first) - 1
        if kind(first, roles) != "TD" or not says_something(first) or len(cells) < 2:
            continue
        first.S = pikepdf.Name.TH
        first.A = pikepdf.Array([*_attributes(first), pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)])
        made += 1
    return made


def _attributes(element: Any) -> list[Any]:
    import pikepdf

    held = element.get("/A")
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _rows(cell: Any) -> int:
    return max((int(attributes.get("/RowSpan", 1)) for attributes in _attributes(cell)), default=1)
