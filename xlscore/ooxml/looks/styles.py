"""The styles part: read a cell's look, and append new ones without ever renumbering an old one.

An equal font, fill, border or format that is there already is used again, so a second run with the same
wishes adds nothing.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Callable
from typing import Any

from xlscore.ooxml.looks import look as looks
from xlscore.ooxml.looks.colours import theme_colours
from xlscore.ooxml.looks.look import Changes, Look
from xlscore.ooxml.opc.limits import refuse_long
from xlscore.ooxml.opc.package import Package
from xlscore.ooxml.values.numberformats import BUILTIN_FORMATS, builtin_id, is_date_code
from xlscore.ooxml.xml.etree import etree
from xlscore.ooxml.xml.namespaces import relationship_type
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import (
    Element,
    canonical,
    child,
    children,
    insert_ordered,
    namespace,
    parse,
    qualified,
    serialise,
    set_attribute,
    take_child,
    whole,
)

__all__ = ["Styles"]

SECTIONS = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs",
    "cellStyles", "dxfs", "tableStyles", "colors", "extLst",
)  # fmt: skip
_XF_ORDER = ("alignment", "protection", "extLst")
_DXF_ORDER = ("font", "numFmt", "fill", "alignment", "border", "protection", "extLst")
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_FALLBACKS = {
    "fonts": '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
    "fills": '<fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>',
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellStyleXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "cellXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    "cellStyles": '<cellStyle name="Normal" xfId="0" builtinId="0"/>',
    "dxfs": "",
}
# Which settings of a named style belong together, and the switch that says the style rules them.
_APPLY = {
    "applyNumberFormat": ("numFmtId",),
    "applyFont": ("fontId",),
    "applyFill": ("fillId",),
    "applyBorder": ("borderId",),
}
_APPLY_CHILDREN = {"applyAlignment": "alignment", "applyProtection": "protection"}


class Styles:
    """The formats of one workbook; what is appended is written to the package at once."""

    def __init__(self, package: Package, workbook_part: str, *, space: str) -> None:
        """Open the styles of a workbook; `space` is the workbook's main namespace."""
        self._package, self._workbook_part, self._space = package, workbook_part, space
        targets = [rel.target for rel in package.rels(workbook_part).by_type("styles") if not rel.external]
        self._part: str | None = next((target for target in targets if target in package), None)
        if self._part is not None:
            self._root = parse(package.read(self._part), "the styles part")
        else:
            self._root = etree.fromstring(f'<styleSheet xmlns="{space}"/>')
        self._theme: tuple[str, ...] | None = None
        self._codes: dict[int, str] | None = None
        self._looks: dict[int, Look] = {}
        self._changed: dict[tuple[int, str], int] = {}
        self._index: dict[str, dict[tuple[object, ...], int]] = {}
        self._lists: dict[str, list[Element]] = {}
        self._dirty = False
        self._added: list[tuple[str, Element]] = []

    def __contains__(self, style_id: int) -> bool:
        """Return whether there is a format of this number; a cell may name one that is not there."""
        return self._item("cellXfs", style_id) is not None

    @property
    def theme(self) -> tuple[str, ...]:
        """Return the theme colours of the workbook."""
        if self._theme is None:
            parts = [rel.target for rel in self._package.rels(self._workbook_part).by_type("theme")]
            self._theme = theme_colours(self._package.read(parts[0]) if parts else None)
        return self._theme

    def number_format(self, style_id: int) -> str:
        """Return the number format code of a style number."""
        xf = self._item("cellXfs", style_id)
        return self._code(whole(xf, "numFmtId")) if xf is not None else "General"

    def is_date(self, style_id: int) -> bool:
        """Return whether numbers of this style are shown as dates or times."""
        return is_date_code(self.number_format(style_id))

    def look(self, style_id: int) -> Look:
        """Return what a style number means."""
        if style_id in self and style_id not in self._looks:
            self._looks[style_id] = self._read_look(self._items("cellXfs")[style_id])
        return self._looks.get(style_id) or Look()

    def style_name(self, style_id: int) -> str:
        """Return the name of the cell style a format is based on ("Normal" for most)."""
        xf = self._item("cellXfs", style_id)
        wanted = xf.get("xfId", "0") if xf is not None else "0"
        for style in self._items("cellStyles"):
            if style.get("xfId", "0") == wanted:
                return style.get("name", "Normal")
        return "Normal"

    def with_changes(self, style_id: int, changes: Changes) -> int:
        """Return the number of the format that differs from another in these settings only."""
        key = (style_id, repr(sorted(changes.items())))
        looks.refuse_impossible(changes)
        if key not in self._changed and looks.says(self.look(style_id), changes):
            self._changed[key] = style_id
        if key not in self._changed:
            self._complete()
            xf = self._copy_of(style_id)
            self._apply(xf, changes)
            self._changed[key] = self._append("cellXfs", xf)
        return self._changed[key]

    def without_text_mark(self, style_id: int) -> int:
        """Return the number of the same format without `quotePrefix`, the apostrophe that marks a text."""
        xf = self._item("cellXfs", style_id)
        if xf is None or xf.get("quotePrefix") not in {"1", "true"}:
            return style_id
        plain = self._copy_of(style_id)
        set_attribute(plain, "quotePrefix", None)
        return self._append("cellXfs", plain)

    def with_style(self, style_id: int, name: str) -> int:
        """Return the number of the format that has the settings a named cell style rules."""
        key = (style_id, f"style {name}")  # what settings are kept under begins with a bracket
        if key not in self._changed:
            self._changed[key] = self._append("cellXfs", self._with_ruled(style_id, name))
        return self._changed[key]

    def _with_ruled(self, style_id: int, name: str) -> Element:
        xf_id = self._style_xf(name)
        if xf_id is None:
            raise KeyError(name)
        ruling = self._item("cellStyleXfs", xf_id)
        xf = self._copy_of(style_id)
        xf.set("xfId", str(xf_id))
        if ruling is not None:
            for switch, attributes in _APPLY.items():
                if ruling.get(switch) not in {"0", "false"}:
                    xf.attrib.update({item: ruling.get(item, "0") for item in attributes})
                    xf.set(switch, "1")
            for switch, tag in _APPLY_CHILDREN.items():
                if ruling.get(switch) not in {"0", "false"}:
                    take_child(xf, ruling, tag, _XF_ORDER)
                    xf.set(switch, "1")
        return xf

    def ensure_style(self, name: str, changes: Changes) -> None:
        """Add a named cell style that rules only these settings; one of that name stays as it is."""
        if self._style_xf(name) is not None:
            return
        refuse_unspeakable(name)
        refuse_long("name of the style", name)
        looks.refuse_impossible(changes)
        self._complete()
        xf = self._made("xf", dict.fromkeys(("numFmtId", "fontId", "fillId", "borderId"), "0"))
        self._apply(xf, changes)
        for switch in (*_APPLY, *_APPLY_CHILDREN):
            if xf.get(switch) is None:
                xf.set(switch, "0")
        xf_id = len(self._items("cellStyleXfs"))
        self._add("cellStyleXfs", xf)
        self._add("cellStyles", self._made("cellStyle", {"name": name, "xfId": str(xf_id)}))

    def differential(self, changes: Changes) -> int:
        """Return the number of a differential format, which conditional formats and tables use."""
        looks.refuse_impossible(changes)
        dxf = self._made("dxf", {})
        if any(key in changes for key in looks.FONT_KEYS):
            looks.change_font(insert_ordered(dxf, "font", _DXF_ORDER), changes, differential=True)
        if "number_format" in changes:
            code = changes["number_format"]
            number = insert_ordered(dxf, "numFmt", _DXF_ORDER)
            number.attrib.update({"numFmtId": str(self._format_id(code)), "formatCode": code})
        if changes.get("fill") is not None:
            looks.change_fill(insert_ordered(dxf, "fill", _DXF_ORDER), changes["fill"], differential=True)
        if changes.get("borders"):
            looks.change_borders(insert_ordered(dxf, "border", _DXF_ORDER), changes["borders"])
        return self._append("dxfs", dxf)

    def differential_look(self, dxf_id: int) -> dict[str, Any]:
        """Return the settings of a differential format; absent keys are left to the cell."""
        dxf = self._item("dxfs", dxf_id)
        if dxf is None:
            return {}
        font = child(dxf, "font")
        found: dict[str, Any] = {"fill": looks.read_fill(child(dxf, "fill"), self.theme, differential=True)}
        read = looks.read_font(font, self.theme)
        for key, tag in (("bold", "b"), ("italic", "i"), ("font_colour", "color")):
            if font is not None and child(font, tag) is not None:
                found[key] = read[key]
        return {key: value for key, value in found.items() if value is not None}

    def hold(self) -> Callable[[bool], None]:
        """Return what ends the watch over formats that are added from now on, and takes them back when told so."""
        count, part, dirty = len(self._added), self._part, self._dirty

        def end(back: bool) -> None:
            if not back:
                return
            for section, item in reversed(self._added[count:]):
                container = self._section(section)
                container.remove(item)
                container.set("count", str(len(container)))
            del self._added[count:]
            self._part, self._dirty, self._codes = part, dirty, None
            for kept in (self._looks, self._changed, self._index, self._lists):
                kept.clear()

        return end

    def flush(self) -> None:
        """Write what was appended into the package; to be called before the workbook is saved."""
        if not self._dirty:
            return
        if self._part is None:
            part = posixpath.join(posixpath.dirname(self._workbook_part), "styles{}.xml")
            # One of that name may be there, which the workbook does not refer to.
            part = self._package.free_name(part) if part.format("") in self._package else part.format("")
            self._package.add(part, serialise(self._root), _CONTENT_TYPE)
            self._package.rels(self._workbook_part).add(relationship_type(self._space, "styles"), part)
            self._part = part
        else:
            self._package.write(self._part, serialise(self._root))
        self._dirty = False

    def _complete(self) -> None:
        """Make sure every section that a format points into exists."""
        for name in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"):
            self._section(name)

    def _read_look(self, xf: Element) -> Look:
        protection = child(xf, "protection")
        return Look(
            number_format=self._code(whole(xf, "numFmtId")),
            fill=looks.read_fill(self._item("fills", whole(xf, "fillId")), self.theme),
            borders=looks.read_borders(self._item("borders", whole(xf, "borderId")), self.theme),
            locked=protection is None or protection.get("locked", "1") not in {"0", "false"},
            **looks.read_font(self._item("fonts", whole(xf, "fontId")), self.theme),
            **looks.read_alignment(child(xf, "alignment")),
        )

    def _apply(self, xf: Element, changes: Changes) -> None:
        if "number_format" in changes:
            xf.set("numFmtId", str(self._format_id(changes["number_format"])))
            xf.set("applyNumberFormat", "1")
        if any(key in changes for key in looks.FONT_KEYS):
            font = self._copy_item("fonts", xf.get("fontId", "0"), "font")
            looks.change_font(font, changes)
            self._point(xf, "fontId", "fonts", font, "applyFont")
        if "fill" in changes:
            fill = self._made("fill", {})
            looks.change_fill(fill, changes["fill"])
            self._point(xf, "fillId", "fills", fill, "applyFill")
        if changes.get("borders"):
            border = self._copy_item("borders", xf.get("borderId", "0"), "border")
            looks.change_borders(border, changes["borders"])
            self._point(xf, "borderId", "borders", border, "applyBorder")
        self._apply_children(xf, changes)

    def _apply_children(self, xf: Element, changes: Changes) -> None:
        if any(key in changes for key in ("horizontal", "vertical", "wrap", "indent", "rotation")):
            alignment = child(xf, "alignment")
            if alignment is None:
                alignment = insert_ordered(xf, "alignment", _XF_ORDER)
            looks.change_alignment(alignment, changes)
            xf.set("applyAlignment", "1")
            if not alignment.attrib:
                xf.remove(alignment)
        if "locked" in changes:
            protection = child(xf, "protection")
            if protection is None:
                protection = insert_ordered(xf, "protection", _XF_ORDER)
            protection.set("locked", "1" if changes["locked"] else "0")
            xf.set("applyProtection", "1")

    def _point(self, xf: Element, attribute: str, section: str, item: Element, switch: str) -> None:
        xf.set(attribute, str(self._append(section, item)))
        xf.set(switch, "1")

    def _copy_of(self, style_id: int) -> Element:
        xf = copy.deepcopy(self._item("cellXfs", style_id))
        if xf is None:
            xf = self._made(
                "xf", {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0"}
            )
        xf.tail = None
        return xf

    def _copy_item(self, section: str, index: str, tag: str) -> Element:
        self._section(section)
        found = copy.deepcopy(self._item(section, int(index) if index.isdecimal() else -1))
        return found if found is not None else self._made(tag, {})

    def _append(self, section: str, item: Element) -> int:
        """Return the number of an equal item, appending it when there is none."""
        item.tail = None
        self._section(section)
        if section not in self._index:
            known: dict[tuple[object, ...], int] = {}
            for number, present in enumerate(self._items(section)):
                known.setdefault(canonical(present), number)
            self._index[section] = known
        key = canonical(item)
        if key not in self._index[section]:
            self._index[section][key] = self._add(section, item)
        return self._index[section][key]

    def _add(self, section: str, item: Element) -> int:
        """Append an item to a section and return its number."""
        self._package.refuse_unless_editable()
        container = self._section(section)
        items = self._items(section)
        self._added.append((section, item))
        container.append(item)
        items.append(item)
        container.set("count", str(len(items)))
        self._dirty = True
        return len(items) - 1

    def _format_id(self, code: str) -> int:
        known = builtin_id(code)
        if known is not None:
            return known
        for number, present in self._own_codes().items():
            if present == code:
                return number
        number = max([163, *self._own_codes()]) + 1
        self._add("numFmts", self._made("numFmt", {"numFmtId": str(number), "formatCode": code}))
        self._own_codes()[number] = code
        return number

    def _own_codes(self) -> dict[int, str]:
        """Return the format codes of the workbook's own by number; the first counts where two share one."""
        if self._codes is None:
            self._codes = {}
            for item in self._items("numFmts"):
                self._codes.setdefault(whole(item, "numFmtId", -1), item.get("formatCode", "General"))
        return self._codes

    def _code(self, number: int) -> str:
        return self._own_codes().get(number) or BUILTIN_FORMATS.get(number, "General")

    def _style_xf(self, name: str) -> int | None:
        for style in self._items("cellStyles"):
            if style.get("name", "").casefold() == name.casefold():
                return whole(style, "xfId")
        return None

    def _items(self, section: str) -> list[Element]:
        if section not in self._lists:
            container = child(self._root, section)
            self._lists[section] = list(children(container)) if container is not None else []
        return self._lists[section]

    def _item(self, section: str, index: int) -> Element | None:
        items = self._items(section)
        return items[index] if 0 <= index < len(items) else None

    def _made(self, tag: str, attributes: dict[str, str]) -> Element:
        return etree.Element(qualified(self._root, tag), attributes)

    def _section(self, name: str) -> Element:
        found = child(self._root, name)
        if found is None:
            found = insert_ordered(self._root, name, SECTIONS)
            fallback = f'<x xmlns="{namespace(self._root)}">{_FALLBACKS.get(name, "")}</x>'
            found.extend(list(etree.fromstring(fallback)))
            found.set("count", str(len(found)))
            self._lists.pop(name, None)
            self._index.pop(name, None)
        return found
