"""Data validations: drop-down lists and limits on what may be typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlscore.ooxml.around.sheetdom import SheetShell, editing, read_element
from xlscore.ooxml.values.addresses import AddressError, Box
from xlscore.ooxml.values.areas import format_areas, parse_areas, without_area
from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element, child, children, set_attribute, sub

__all__ = [
    "Validation",
    "clear_validation",
    "cut_extension_areas",
    "set_validation",
    "validation_at",
    "validations",
]

_NEWER = "{http://schemas.microsoft.com/office/excel/2006/main}"
_AREA = f"{_NEWER}sqref"
_HOLDERS = ("dataValidations", "extLst")
_TRUE = {"1", "true"}


@dataclass(frozen=True)
class Validation:
    """One rule for typing: kind, operator and formulas as the file names them, without equals signs."""

    kind: str = "none"
    operator: str | None = None
    formula1: str | None = None
    formula2: str | None = None
    allow_blank: bool = True
    dropdown: bool = True
    show_input: bool = True
    show_error: bool = True
    alert_style: str = "stop"
    input_title: str | None = None
    input_message: str | None = None
    error_title: str | None = None
    error_message: str | None = None


_TEXTS = {
    "input_title": "promptTitle",
    "input_message": "prompt",
    "error_title": "errorTitle",
    "error_message": "error",
}


def validations(sheet: SheetShell) -> list[tuple[list[Box], Validation]]:
    """Return the areas and rules of a sheet, those too that Excel 2010 and later keep in its extensions."""
    found = []
    for name in _HOLDERS:
        holder = read_element(sheet, name) if name != "extLst" or b":dataValidation" in sheet.shell else None
        found += [(_areas(item), _read(item)) for item in _rules(holder)] if holder is not None else []
    return found


def _rules(holder: Element) -> Iterator[Element]:
    """Yield the rules in the element that holds them, or in the sheet's extensions."""
    return (item for item in holder.iter() if _is_named(item, "dataValidation"))


def _areas(item: Element) -> list[Box]:
    """Return the cells that a rule rules; none where they were deleted, which the file spells #REF!."""
    newer = item.find(_AREA)
    try:
        return parse_areas(item.get("sqref") if newer is None else newer.text)
    except AddressError:
        return []


def _formula(item: Element, name: str) -> Element | None:
    """Return the element that holds the text of a rule's formula; the newer form has one more inside."""
    found = child(item, name)
    newer = None if found is None else found.find(f"{_NEWER}f")
    return found if newer is None else newer


def validation_at(sheet: SheetShell, box: Box) -> Validation | None:
    """Return the rule that rules every cell of a box, or None."""
    for areas, found in validations(sheet):
        if any(area.covers(box) for area in areas):
            return found
    return None


def _read(item: Element) -> Validation:
    first, second = _formula(item, "formula1"), _formula(item, "formula2")
    return Validation(
        kind=item.get("type", "none"),
        operator=item.get("operator"),
        formula1=first.text if first is not None else None,
        formula2=second.text if second is not None else None,
        allow_blank=item.get("allowBlank") in _TRUE,
        # The file's "showDropDown" hides the arrow when it is set (an Excel quirk).
        dropdown=item.get("showDropDown") not in _TRUE,
        show_input=item.get("showInputMessage") in _TRUE,
        show_error=item.get("showErrorMessage") in _TRUE,
        alert_style=item.get("errorStyle", "stop"),
        **{key: item.get(name) for key, name in _TEXTS.items()},
    )


def set_validation(sheet: SheetShell, boxes: Sequence[Box], rule: Validation) -> None:
    """Give the cells of some boxes this rule in place of any other."""
    for areas, found in validations(sheet):
        if found == rule and areas == list(boxes):
            return
    refuse_unspeakable(rule.formula1, rule.formula2, *(getattr(rule, key) for key in _TEXTS))
    if any(_repointed(sheet, name, boxes, rule) for name in _HOLDERS):
        return
    for box in boxes:
        clear_validation(sheet, box)
    with editing(sheet, "dataValidations") as holder:
        item = sub(holder, "dataValidation")
        set_attribute(item, "type", rule.kind)
        set_attribute(item, "errorStyle", None if rule.alert_style == "stop" else rule.alert_style)
        set_attribute(item, "operator", None if rule.operator == "between" else rule.operator)
        set_attribute(item, "allowBlank", rule.allow_blank or None)
        set_attribute(item, "showDropDown", None if rule.dropdown else True)
        set_attribute(item, "showInputMessage", rule.show_input or None)
        set_attribute(item, "showErrorMessage", rule.show_error or None)
        for key, name in _TEXTS.items():
            set_attribute(item, name, getattr(rule, key))
        set_attribute(item, "sqref", format_areas(boxes))
        for tag in ("formula1", "formula2"):
            if (formula := getattr(rule, tag)) is not None:
                sub(item, tag, text=formula)
        set_attribute(holder, "count", len(list(children(holder, "dataValidation"))))


def _repointed(sheet: SheetShell, name: str, boxes: Sequence[Box], rule: Validation) -> bool:
    """Return whether a rule of these very cells, of which all but the formulas stays, has the new formulas now."""
    if name == "extLst" and b":dataValidation" not in sheet.shell:
        return False
    with editing(sheet, name) as holder:
        for item in _rules(holder):
            found = _read(item)
            places = [_formula(item, tag) for tag in ("formula1", "formula2")]
            wanted = (rule.formula1, rule.formula2)
            there = [
                (place is not None) == (text is not None) for place, text in zip(places, wanted, strict=True)
            ]
            same = replace(found, formula1=rule.formula1, formula2=rule.formula2) == rule
            if _areas(item) == list(boxes) and same and all(there):
                for place, text in zip(places, wanted, strict=True):
                    if place is not None:
                        place.text = text
                return True
    return False


def clear_validation(sheet: SheetShell, box: Box) -> None:
    """Take every rule away from the cells of a box; other cells keep theirs."""
    with editing(sheet, "dataValidations") as holder:
        for item in list(children(holder, "dataValidation")):
            areas = _areas(item)
            rest = without_area(areas, box)
            if areas and not rest:
                holder.remove(item)
            elif rest != areas:
                set_attribute(item, "sqref", format_areas(rest))
        set_attribute(holder, "count", len(list(children(holder, "dataValidation"))))
    cut_extension_areas(sheet, "dataValidation", box)


def cut_extension_areas(sheet: SheetShell, name: str, box: Box) -> None:
    """Take the cells of a box out of rules that Excel 2010 and later keep in the sheet's extensions."""
    if f":{name}".encode() not in sheet.shell:
        return
    with editing(sheet, "extLst") as extensions:
        for item in [each for each in extensions.iter() if _is_named(each, name)]:
            area, areas = item.find(_AREA), _areas(item)
            rest = without_area(areas, box)
            if area is not None and rest != areas:
                if rest:
                    area.text = format_areas(rest)
                else:
                    _remove_upwards(item, stop=extensions)


def _is_named(item: Element, name: str) -> bool:
    return isinstance(item.tag, str) and etree.QName(item).localname == name


def _remove_upwards(item: Element, stop: Element) -> None:
    """Remove an element, and its holders that are left without a child."""
    parent = item.getparent()
    if parent is None:
        return
    parent.remove(item)
    if parent.get("count") is not None:
        set_attribute(parent, "count", len(parent))
    if parent is not stop and not len(parent):
        _remove_upwards(parent, stop)
