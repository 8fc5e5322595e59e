"""Defined names of a workbook and of its sheets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlscore.ooxml.around.sheetdom import SheetShell, editing, read_element
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.values.addresses import reads_like_cells
from xlscore.ooxml.values.formulas import is_whole
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element, children, set_attribute, sub, whole

__all__ = ["PRINT_AREA", "PRINT_TITLES", "DefinedName", "delete_name", "names", "set_name", "set_names"]

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


def _key(item: Element) -> tuple[str, int | None]:
    """Return what tells a name from all others: itself, whatever its letters' case, and its scope."""
    scoped = item.get("localSheetId") is not None
    return item.get("name", "").casefold(), whole(item, "localSheetId") if scoped else None


def set_name(
    workbook: SheetShell, name: str, refers_to: str, scope: int | None = None, *, hidden: bool = False
) -> None:
    """Define a name, or change what it stands for; other settings of an existing one stay."""
    set_names(workbook, [DefinedName(name, refers_to, scope, hidden)])


def set_names(workbook: SheetShell, wanted: Sequence[DefinedName]) -> None:
    """Define many names at once, or change what they stand for."""
    for each in wanted:
        _check(each)
    with editing(workbook, "definedNames") as holder:
        items = list(children(holder, "definedName"))
        present = {_key(item): item for item in reversed(items)}
        keys = [_order(item) for item in items]
        in_order = all(one <= other for one, other in pairwise(keys))
        for each in wanted:
            key = (each.name.casefold(), each.scope)
            item = present.get(key)
            if item is None:
                item = present[key] = sub(holder, "definedName", {"name": each.name})
                set_attribute(item, "localSheetId", each.scope)
                set_attribute(item, "hidden", each.hidden or None)
                at = _place(keys, _order(item), in_order=in_order)
                if at < len(items):
                    items[at].addprevious(item)
                items.insert(at, item)
                keys.insert(at, _order(item))
            item.text = each.refers_to.removeprefix("=")


def _check(wanted: DefinedName) -> None:
    """Refuse a name that Excel would refuse, or one that stands for no formula."""
    name, refers_to = wanted.name, wanted.refers_to
    plain = name.removeprefix("_xlnm.")
    if not _VALID.fullmatch(plain) or (plain == name and reads_like_cells(plain)) or len(name) > 255:
        raise EditRefusedError(
            f"{name!r} cannot be a name in Excel; begin with a letter, use letters, digits, points and "
            "underscores, and nothing that reads like a cell."
        )
    refuse_unspeakable(refers_to)
    if not is_whole(refers_to.removeprefix("=")):
        raise EditRefusedError(f"What {name} refers to, {refers_to[:60]}, is not a complete formula.")


def _order(item: Element) -> tuple[str, int]:
    """Return the place of a name: Excel lists names in alphabetical order and looks them up so."""
    return item.get("name", "").casefold(), whole(item, "localSheetId", -1)


def _place(keys: Sequence[tuple[str, int]], key: tuple[str, int], *, in_order: bool) -> int:
    """Return where a new name belongs among others, before the first that comes after it."""
    if in_order:
        return bisect_right(keys, key)
    return next((at for at, each in enumerate(keys) if each > key), len(keys))


def delete_name(workbook: SheetShell, name: str, scope: int | None = None) -> None:
    """Delete a name; formulas that use it will show #NAME? in Excel."""
    with editing(workbook, "definedNames") as holder:
        for item in [
            each for each in children(holder, "definedName") if _key(each) == (name.casefold(), scope)
        ]:
            holder.remove(item)
