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

    A cell that reaches down over several rows heads them all; a row whose first cell is empty has no heading. Where
    headings would outnumber what they head, as in a list of two columns, rows are left as they are: who hears the second
    cell has just heard the first.
    """
    import pikepdf

    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    made = 0
    for table in tables_of(pdf):
        kinds = [kind(cell, roles) for row in rows_of(table, roles) for cell in children(row)]
        first = _first_cells(table, roles)
        if "TH" not in kinds or kinds.count("TH") + len(first) > kinds.count("TD") - len(first):
            continue
        for cell in first:
            heads = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
            cell.S = pikepdf.Name.TH
            cell.A = pikepdf.Array([*_attributes(cell), heads])
        made += len(first)
    return made


def _first_cells(table: Any, roles: Any) -> list[Any]:
    """Return the cells of a table's first column that say something and are no headings yet."""
    found, reached = [], 0
    for row in rows_of(table, roles):
        cells = children(row)
        if reached > 0:  # the first column of this row is a cell of a row above
            reached -= 1
            continue
        if not cells:
            continue
        reached = _rows(cells[0]) - 1
        if kind(cells[0], roles) == "TD" and says_something(cells[0]) and len(cells) > 1:
            found.append(cells[0])
    return found


def _attributes(element: Any) -> list[Any]:
    import pikepdf

    held = element.get("/A")
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _rows(cell: Any) -> int:
    return max((int(attributes.get("/RowSpan", 1)) for attributes in _attributes(cell)), default=1)
