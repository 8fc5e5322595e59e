"""Defined names of a workbook and of its sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlscore.ooxml.around.sheetdom import SheetShell, editing, read_element
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.values.addresses import reads_like_cells
from xlscore.ooxml.values.formulas import is_whole
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element, children, local, set_attribute, sub, whole

__all__ = ["PRINT_AREA", "PRINT_TITLES", "DefinedName", "delete_name", "names", "set_name"]

PRINT_AREA, PRINT_TITLES = "_xlnm.Print_Area", "_xlnm.Print_Titles"
_VALID = re.compile(r"[^\W\d\\?.][\w.\\?]*|\\[\w.\\?]*")


@dataclass(frozen=True)
class DefinedName:
    """A name and what it stands for, without the equals sign; `scope` is a sheet's position from 0."""

    name: str
    refers_to: str
    scope: int | None = None
    hidden: bool = False


def names(workbook: SheetShell) -> list[DefinedName]:
    """Return every defined name, in the order of the file."""
    holder = read_element(workbook, "definedNames")
    return [_read(item) for item in children(holder, "definedName")] if holder is not None else []


def _read(item: Element) -> DefinedName:
    scope = item.get("localSheetId")
    return DefinedName(
        item.get("name", ""),
        item.text or "",
        whole(item, "localSheetId") if scope is not None else None,
        item.get("hidden") in {"1", "true"},
    )


def _is(item: Element, name: str, scope: int | None) -> bool:
    local_id = item.get("localSheetId")
    same_scope = (whole(item, "localSheetId") if local_id is not None else None) == scope
    return same_scope and local(item) == "definedName" and item.get("name", "").casefold() == name.casefold()


def set_name(workbook: SheetShell, name: str, refers_to: str, scope: int | None = None) -> None:
    """Define a name, or change what it stands for; other settings of an existing one stay."""
    plain = name.removeprefix("_xlnm.")
    if not _VALID.fullmatch(plain) or (plain == name and reads_like_cells(plain)) or len(name) > 255:
        raise EditRefusedError(
            f"{name!r} cannot be a name in Excel; begin with a letter, use letters, digits, points and "
            "underscores, and nothing that reads like a cell."
        )
    refuse_unspeakable(refers_to)
    if not is_whole(refers_to.removeprefix("=")):
        raise EditRefusedError(f"What {name} refers to, {refers_to[:60]}, is not a complete formula.")
    with editing(workbook, "definedNames") as holder:
        item = next((each for each in holder if _is(each, name, scope)), None)
        if item is None:
            item = sub(holder, "definedName", {"name": name})
            set_attribute(item, "localSheetId", scope)
            _keep_sorted(holder, item)
        item.text = refers_to.removeprefix("=")


def _keep_sorted(holder: Element, item: Element) -> None:
    """Excel lists names in alphabetical order and looks them up so; put a new one where it belongs."""

    def key(each: Element) -> tuple[str, int]:
        return each.get("name", "").casefold(), whole(each, "localSheetId", -1)

    for other in children(holder, "definedName"):
        if other is not item and key(other) > key(item):
            other.addprevious(item)
            return


def delete_name(workbook: SheetShell, name: str, scope: int | None = None) -> None:
    """Delete a name; formulas that use it will show #NAME? in Excel."""
    with editing(workbook, "definedNames") as holder:
        for item in [each for each in holder if _is(each, name, scope)]:
            holder.remove(item)
