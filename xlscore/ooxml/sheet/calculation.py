"""What an edit does to results that Excel saved: the calculation chain and stale values.

Excel is asked for a full calculation when the workbook is opened only where that helps: a formula that
Excel itself can compute depends on a changed cell, and no formula needs an add-in, because without the
add-in such a cell would turn from its saved value into #NAME?.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from xlscore.ooxml.errors import OoxmlError
from xlscore.ooxml.opc.package import Package
from xlscore.ooxml.sheet.cells import FormulaXml, attributes, element_pattern
from xlscore.ooxml.sheet.changes import ChangedCells
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.xml import WORKBOOK_ORDER
from xlscore.ooxml.values.addresses import Box, cell_address, parse_box
from xlscore.ooxml.values.formulas import functions_in, references_in
from xlscore.ooxml.values.function_names import is_native
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.text import as_utf8, plain

__all__ = ["formulas_of", "settle"]

Places = dict[str, ChangedCells]


class CalculatedBook(Protocol):
    """What settling needs of the workbook."""

    package: Package
    part: str
    notes: list[str]
    formula_gone: bool
    needs_calculation: bool

    @property
    def is_own_function(self) -> Callable[[str], bool]:
        """Return what tells the functions that only an add-in computes."""

    @property
    def sheets(self) -> Sequence[Sheet]:
        """Return all sheets."""

    @property
    def xml(self) -> bytes:
        """Return the workbook part."""


def formulas_of(sheet: Sheet) -> Iterator[FormulaXml]:
    """Yield every formula of a sheet that carries a text, in no particular order."""
    grid = sheet.grid
    pattern = element_pattern(grid.prefix + b"f")
    for chunk in grid.chunks():
        for match in pattern.finditer(chunk):
            if match[2]:
                text = match[2].replace(b"<![CDATA[", b"").replace(b"]]>", b"")
                yield FormulaXml(attributes(match[1]), plain(text.decode()))


def settle(workbook: CalculatedBook) -> None:
    """Bring chain, flag and notes in line with what was changed since the workbook was opened."""
    changed: Places = {
        sheet.name.casefold(): sheet.changed_cells for sheet in workbook.sheets if sheet.changed_cells
    }
    if not changed:
        return
    _note_rounded(workbook)
    if workbook.formula_gone:
        _drop_chain(workbook)
    stale, foreign = _stale_and_foreign(workbook, changed)
    if stale or workbook.needs_calculation:
        if foreign:
            workbook.notes.append(
                f"Formulas that depend on changed cells show their old results until Excel calculates (F9), "
                f"because {foreign} needs an add-in and would read #NAME? without it."
            )
        else:
            _ask_for_calculation(workbook)
    if workbook.package.rels(workbook.part).by_type("pivotCacheDefinition"):
        workbook.notes.append("Pivot tables show their old figures until they are refreshed in Excel.")
    for sheet in workbook.sheets:
        for box in _pivot_boxes(sheet) if sheet.changed_cells else ():
            if sheet.changed_cells.meets(box):
                workbook.notes.append(
                    f"A changed cell lies inside the pivot table {sheet.name}!{box.address()}, "
                    "which puts its own content there when it is refreshed."
                )


def _note_rounded(workbook: CalculatedBook) -> None:
    places = [
        f"{sheet.name}!{cell_address(*place)}"
        for sheet in workbook.sheets
        for place in sorted(sheet.rounded_cells)
    ]
    if places:
        others = f" and {len(places) - 1} more" if len(places) > 1 else ""
        workbook.notes.append(
            f"{places[0]}{others}: a whole number this long loses its last digits in Excel; write it as text "
            "if it is a number of a case or an account."
        )


def _pivot_boxes(sheet: Sheet) -> Iterator[Box]:
    package = sheet.workbook.package
    for each in package.rels(sheet.part).by_type("pivotTable"):
        if each.external or each.target not in package:
            continue
        location = splice.parse(as_utf8(package.read(each.target), each.target), each.target).child(
            "location"
        )
        with contextlib.suppress(OoxmlError):
            if location is not None:
                yield parse_box(location.get("ref"))


def _stale_and_foreign(workbook: CalculatedBook, changed: Places) -> tuple[bool, str]:
    """Return whether a formula may depend on a changed cell, and a function that needs an add-in."""
    stale, foreign = False, ""
    names = {
        each.get("name").upper()
        for each in splice.parse(workbook.xml, workbook.part).all("definedNames", "definedName")
    }
    for sheet in workbook.sheets:
        for formula in formulas_of(sheet) if sheet.kind == "worksheet" else ():
            stale = stale or _depends(formula, sheet.name, changed)
            foreign = foreign or next(
                (
                    name
                    for name in sorted(functions_in(formula.text))
                    if workbook.is_own_function(name) or not (is_native(name) or name in names)
                ),
                "",
            )
            if stale and foreign:
                return stale, foreign
    return stale, foreign


def _depends(formula: FormulaXml, sheet: str, changed: Places) -> bool:
    """Return whether a formula may read a changed cell; a shared one is looked at for all its cells."""
    down = right = 0
    try:
        if formula.kind == "shared":
            group = parse_box(formula.attributes.get("ref", ""))
            down, right = group.rows - 1, group.columns - 1
    except OoxmlError:
        return True
    for reference in references_in(formula.text):
        if reference.box is None:
            return True
        places = changed.get((reference.sheet or sheet).casefold())
        if places:
            # The master of a shared formula need not be its first cell, so the box grows to all sides.
            box = reference.box
            if places.meets(Box(box.top - down, box.left - right, box.bottom + down, box.right + right)):
                return True
    return False


def _drop_chain(workbook: CalculatedBook) -> None:
    """Remove the calculation chain: Excel builds it anew, but repairs a file with a stale one."""
    relationships = workbook.package.rels(workbook.part)
    for each in relationships.by_type("calcChain"):
        relationships.remove(each.id)
        if each.target in workbook.package:
            workbook.package.remove(each.target)


def _ask_for_calculation(workbook: CalculatedBook) -> None:
    xml = workbook.xml
    root = splice.parse(xml, workbook.part)
    found = root.child("calcPr")
    if found is None:
        new = b'<%s fullCalcOnLoad="1"/>' % root.qualified("calcPr")
        xml = splice.insert_in_order(xml, root, new, "calcPr", WORKBOOK_ORDER)
    elif found.get("fullCalcOnLoad") not in ("1", "true"):
        xml = splice.set_attributes(xml, found, {"fullCalcOnLoad": "1"})
    workbook.package.write(workbook.part, xml)
