"""The styles of a document, found by the role they play; one that is missing is made as Word would make it."""

from __future__ import annotations

from typing import Final

from xlscore.ooxml.errors import UnsupportedValueError
from xlscore.ooxml.xml.tree import Element
from xlscore.word.file.parts import DocumentParts
from xlscore.word.looks.numbering import ListNumbers
from xlscore.word.xml.names import W, attribute, set_value, sub, value, w

__all__ = ["DocumentStyles"]

_PART: Final = "/word/styles.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
# The names that Word gives its own styles in the file, whatever language its user reads them in.
_NAMES: Final = {
    "normal": "Normal",
    "title": "Title",
    "subtitle": "Subtitle",
    **{f"heading {level}": f"heading {level}" for level in range(1, 10)},
    "bullet": "List Bullet",
    "number": "List Number",
    "caption": "caption",
    "table": "Table Grid",
    "table text": "Table Text",
    "header": "header",
    "footer": "footer",
    "link": "Hyperlink",
}
_KINDS: Final = {"table": "table", "link": "character"}
_HALF_POINTS: Final = {"title": 56, "heading 1": 32, "heading 2": 26, "heading 3": 24, "table text": 18}
_LINK: Final = "0B5394"
"""A blue that is 7 to 1 against white."""


class DocumentStyles:
    """The styles of one document."""

    def __init__(self, parts: DocumentParts, numbering: ListNumbers) -> None:
        """Bind to the document's parts; the styles are read when first asked for."""
        self._parts = parts
        self._numbering = numbering

    def id_of(self, role: str) -> str:
        """Return the identity of the style of a role, made where the document has none."""
        found = self.find(role)
        return self._made(role) if found is None else attribute(found, "styleId")

    def find(self, role: str) -> Element | None:
        """Return the style of a role that the document has, or None."""
        name = _NAMES.get(role)
        if name is None:
            raise UnsupportedValueError(
                f"{role!r} is no role of a paragraph; use one of {', '.join(_NAMES)}."
            )
        kind = _KINDS.get(role, "paragraph")
        named = self.named(name, kind)
        if named is None and role.startswith("heading "):
            # A force's own headings say by their level what they are.
            level = str(int(role[-1]) - 1)
            of_level = (each for each in self._all(kind) if value(each, "pPr", "outlineLvl") == level)
            named = next(of_level, None)
        if named is None and role == "normal":
            named = next(
                (each for each in self._all(kind) if attribute(each, "default") in ("1", "true", "on")), None
            )
        return named

    def named(self, name: str, kind: str = "paragraph") -> Element | None:
        """Return the style of this name, compared without case, or None."""
        wanted = name.casefold()
        return next((each for each in self._all(kind) if value(each, "name").casefold() == wanted), None)

    def id_named(self, name: str, kind: str = "paragraph") -> str:
        """Return the identity of a style that the document must have."""
        found = self.named(name, kind)
        if found is None:
            raise UnsupportedValueError(
                f"The document has no {kind} style named {name!r}; add it in Word or leave it out."
            )
        return attribute(found, "styleId")

    def of(self, identity: str) -> Element | None:
        """Return the style of an identity, or None."""
        root = self._read()
        return (
            next((each for each in root if attribute(each, "styleId") == identity), None)
            if root is not None
            else None
        )

    def role_of(self, identity: str) -> str:
        """Return the role of a paragraph's style, "" for one that plays none of ours."""
        style = self.of(identity) if identity else None
        if style is None:
            return "" if identity else "normal"
        name = value(style, "name").casefold()
        named = next((role for role, each in _NAMES.items() if each.casefold() == name), "")
        level = value(style, "pPr", "outlineLvl")
        return named or (f"heading {int(level) + 1}" if level.isdecimal() and int(level) < 9 else "")

    def _all(self, kind: str) -> list[Element]:
        root = self._read()
        return [
            each
            for each in (() if root is None else root.iterchildren(w("style")))
            if (attribute(each, "type") or "paragraph") == kind
        ]

    def _read(self) -> Element | None:
        part = self._parts.first("styles")
        return None if part is None else self._parts.tree(part).root

    @property
    def _root(self) -> Element:
        part = self._parts.first("styles")
        if part is None:
            part = (
                self._parts.package.free_name("/word/styles{}.xml") if _PART in self._parts.package else _PART
            )
            self._parts.add(part, f'<w:styles xmlns:w="{W}"></w:styles>', _TYPE)
            self._parts.package.rels(self._parts.main).add("styles", part)
        return self._parts.tree(part).root

    def _made(self, role: str) -> str:
        kind = _KINDS.get(role, "paragraph")
        base = self.find("normal") if kind == "paragraph" and role != "normal" else None
        identity = self._free(_NAMES[role].title().replace(" ", ""))
        style = sub(self._root, "w:style", {"w:type": kind, "w:styleId": identity})
        set_value(sub(style, "w:name"), _NAMES[role])
        if base is not None:
            set_value(sub(style, "w:basedOn"), attribute(base, "styleId"))
            if role.startswith(("heading", "title", "subtitle")):
                set_value(sub(style, "w:next"), attribute(base, "styleId"))
        set_value(sub(style, "w:uiPriority"), 99 if role in _KINDS else 10)
        if kind != "character":
            sub(style, "w:qFormat")
        self._dress(style, role)
        return identity

    def _dress(self, style: Element, role: str) -> None:
        match role.partition(" ")[0]:
            case "table" if role == "table text":
                sub(
                    sub(style, "w:pPr"),
                    "w:spacing",
                    {"w:before": 20, "w:after": 20, "w:line": 240, "w:lineRule": "auto"},
                )
                self._size(style, role)
            case "link":
                letters = sub(style, "w:rPr")
                set_value(sub(letters, "w:color"), _LINK)
                set_value(sub(letters, "w:u"), "single")
            case "heading":
                paragraph = sub(style, "w:pPr")
                sub(paragraph, "w:keepNext")
                sub(paragraph, "w:keepLines")
                sub(paragraph, "w:spacing", {"w:before": 240, "w:after": 120})
                set_value(sub(paragraph, "w:outlineLvl"), int(role[-1]) - 1)
                self._letters(style, role)
            case "title" | "subtitle":
                self._letters(style, role)
            case "bullet" | "number":
                number = self._numbering.new_definition(
                    numbered=role == "number", style=attribute(style, "styleId")
                )
                paragraph = sub(style, "w:pPr")
                set_value(sub(sub(paragraph, "w:numPr"), "w:numId"), number)
                sub(paragraph, "w:contextualSpacing")
            case "caption":
                sub(sub(style, "w:pPr"), "w:keepNext")
                self._letters(style, role)
            case "table":
                sub(sub(style, "w:pPr"), "w:spacing", {"w:after": 0, "w:line": 240, "w:lineRule": "auto"})
                properties = sub(style, "w:tblPr")
                borders = sub(properties, "w:tblBorders")
                for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
                    sub(
                        borders,
                        f"w:{self._parts.side(side)}",
                        {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "auto"},
                    )
                margins = sub(properties, "w:tblCellMar")
                for side in ("left", "right"):
                    sub(margins, f"w:{self._parts.side(side)}", {"w:w": 108, "w:type": "dxa"})

    def _letters(self, style: Element, role: str) -> None:
        sub(sub(style, "w:rPr"), "w:b")
        self._size(style, role)

    def _size(self, style: Element, role: str) -> None:
        """Set the size of a style's letters; a style of tables cannot, for Word lets the document's own size prevail."""
        run = next(style.iterchildren(w("rPr")), None)
        run = sub(style, "w:rPr") if run is None else run
        if size := _HALF_POINTS.get(role):
            set_value(sub(run, "w:sz"), size)
            set_value(sub(run, "w:szCs"), size)

    def _free(self, wanted: str) -> str:
        taken = {attribute(each, "styleId") for each in self._root}
        names = (wanted if not number else f"{wanted}{number}" for number in range(len(taken) + 1))
        return next(name for name in names if name not in taken)
