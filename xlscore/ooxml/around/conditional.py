"""Conditional formats: rules that colour cells by their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlscore.ooxml.around.sheetdom import SheetShell, new_element, read_elements, write_elements
from xlscore.ooxml.around.validation import cut_extension_areas
from xlscore.ooxml.looks.colours import OFFICE_THEME, resolve_colour
from xlscore.ooxml.values.addresses import Box
from xlscore.ooxml.values.areas import format_areas, parse_areas, without_area
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element, canonical, child, children, set_attribute, sub, whole

__all__ = ["Rule", "Threshold", "add_rule", "clear_rules", "delete_rule", "replace_rule", "rules"]


@dataclass(frozen=True)
class Threshold:
    """One stop of a scale, bar or icon set: min, max, num, percent, percentile or formula."""

    kind: str
    value: str | None = None


@dataclass(frozen=True)
class Rule:
    """One rule as the file names its parts; formulas without equals signs, colours as RGB digits."""

    kind: str
    formulas: tuple[str, ...] = ()
    operator: str | None = None
    differential: int | None = None
    stop_if_true: bool = False
    thresholds: tuple[Threshold, ...] = ()
    colours: tuple[str, ...] = ()
    icon_set: str | None = None
    show_value: bool = True
    reverse: bool = False
    priority: int = 0
    boxes: tuple[Box, ...] = ()
    other: Mapping[str, str] = field(default_factory=dict)


_HOLDER = "conditionalFormatting"
_KNOWN = {"type", "operator", "dxfId", "stopIfTrue", "priority"}
_VALUE_KINDS = ("colorScale", "dataBar", "iconSet")


def rules(sheet: SheetShell) -> list[Rule]:
    """Return the rules of a sheet, the one that wins first."""
    found = []
    for holder in read_elements(sheet, _HOLDER):
        boxes = tuple(parse_areas(holder.get("sqref")))
        found += [_read(item, boxes) for item in children(holder, "cfRule")]
    return sorted(found, key=lambda rule: rule.priority)


def _read(item: Element, boxes: tuple[Box, ...]) -> Rule:
    scale = next((part for name in _VALUE_KINDS if (part := child(item, name)) is not None), None)
    stops, colours = [], []
    if scale is not None:
        stops = [Threshold(stop.get("type", "num"), stop.get("val")) for stop in children(scale, "cfvo")]
        colours = [resolve_colour(colour, OFFICE_THEME) or "000000" for colour in children(scale, "color")]
    differential = item.get("dxfId")
    return Rule(
        kind=item.get("type", "unknown"),
        formulas=tuple(formula.text or "" for formula in children(item, "formula")),
        operator=item.get("operator"),
        differential=whole(item, "dxfId") if differential is not None else None,
        stop_if_true=item.get("stopIfTrue") in {"1", "true"},
        thresholds=tuple(stops),
        colours=tuple(colours),
        icon_set=scale.get("iconSet", "3TrafficLights1")
        if scale is not None and item.get("type") == "iconSet"
        else None,
        show_value=scale is None or scale.get("showValue", "1") not in {"0", "false"},
        reverse=scale is not None and scale.get("reverse") in {"1", "true"},
        priority=whole(item, "priority"),
        boxes=boxes,
        other={str(key): str(value) for key, value in item.attrib.items() if key not in _KNOWN},
    )


def add_rule(sheet: SheetShell, boxes: Sequence[Box], rule: Rule) -> Rule:
    """Return the rule as it now stands, behind all others; an equal one on the same cells is left as it is."""
    present = rules(sheet)
    for other in present:
        if other.boxes == tuple(boxes) and _same(other, rule):
            return other
    priority = max((other.priority for other in present), default=0) + 1
    holders = read_elements(sheet, _HOLDER)
    wanted = format_areas(boxes)
    holder = next((item for item in holders if item.get("sqref") == wanted), None)
    if holder is None:
        holder = new_element(sheet, _HOLDER)
        holder.set("sqref", wanted)
        holders.append(holder)
    _write(holder, rule, priority)
    write_elements(sheet, _HOLDER, holders)
    return next(item for item in rules(sheet) if item.priority == priority)


def _same(one: Rule, other: Rule) -> bool:
    return _key(one) == _key(other)


def _key(rule: Rule) -> tuple[object, ...]:
    return (
        rule.kind, rule.formulas, rule.operator, rule.differential, rule.stop_if_true, rule.thresholds,
        rule.colours, rule.icon_set, rule.show_value, rule.reverse, tuple(sorted(rule.other.items())),
    )  # fmt: skip


def _write(holder: Element, rule: Rule, priority: int) -> Element:
    refuse_unspeakable(*rule.formulas, *(stop.value for stop in rule.thresholds))
    item = sub(holder, "cfRule", {"type": rule.kind})
    set_attribute(item, "dxfId", rule.differential)
    set_attribute(item, "priority", priority)
    set_attribute(item, "stopIfTrue", rule.stop_if_true or None)
    set_attribute(item, "operator", rule.operator)
    for key, value in rule.other.items():
        set_attribute(item, key, value)
    for formula in rule.formulas:
        sub(item, "formula", text=formula)
    if rule.kind in _VALUE_KINDS:
        scale = sub(item, rule.kind)
        set_attribute(scale, "iconSet", rule.icon_set)
        set_attribute(scale, "showValue", None if rule.show_value else False)
        set_attribute(scale, "reverse", rule.reverse or None)
        for stop in rule.thresholds:
            set_attribute(sub(scale, "cfvo", {"type": stop.kind}), "val", stop.value)
        for colour in rule.colours:
            sub(scale, "color", {"rgb": f"FF{colour}"})
    return item


def replace_rule(sheet: SheetShell, old: Rule, new: Rule) -> None:
    """Put a rule in the place of another, with its cells and its rank."""
    holders = read_elements(sheet, _HOLDER)
    for holder, item in _find(holders, old):
        made = _write(holder, new, old.priority)
        if canonical(made) == canonical(item):
            holder.remove(made)
            return
        holder.replace(item, made)
    write_elements(sheet, _HOLDER, holders)


def delete_rule(sheet: SheetShell, rule: Rule) -> None:
    """Delete one rule from all its cells."""
    holders = read_elements(sheet, _HOLDER)
    for holder, item in _find(holders, rule):
        holder.remove(item)
    write_elements(sheet, _HOLDER, [holder for holder in holders if child(holder, "cfRule") is not None])


def _find(holders: Sequence[Element], rule: Rule) -> list[tuple[Element, Element]]:
    return [
        (holder, item)
        for holder in holders
        if tuple(parse_areas(holder.get("sqref"))) == rule.boxes
        for item in children(holder, "cfRule")
        if item.get("priority") == str(rule.priority)
    ]


def clear_rules(sheet: SheetShell, box: Box) -> None:
    """Take every rule away from the cells of a box; other cells keep theirs."""
    holders = read_elements(sheet, _HOLDER)
    kept: list[Element] = []
    for holder in holders:
        areas = parse_areas(holder.get("sqref"))
        rest = without_area(areas, box)
        if rest != areas:
            holder.set("sqref", format_areas(rest))
        if rest:
            kept.append(holder)
    if len(kept) != len(holders) or kept:
        write_elements(sheet, _HOLDER, kept)
    cut_extension_areas(sheet, _HOLDER, box)
