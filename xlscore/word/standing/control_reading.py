"""Content controls as they are read: what they are called, where they stand, what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Self

from xlscore.ooxml.xml.tree import Element
from xlscore.word.made.control_properties import set_property
from xlscore.word.standing.bound import Bound
from xlscore.word.standing.markers import bookmark_round, hung_on
from xlscore.word.standing.paragraphs import Paragraph
from xlscore.word.standing.pictures import WordPicture, pictures_in
from xlscore.word.standing.places import CELL, INLINE, level_of
from xlscore.word.standing.tables import WordTable
from xlscore.word.standing.texts import has_tracked_changes, pieces_of, text_of
from xlscore.word.standing.wrappings import through
from xlscore.word.xml.names import MC, attribute, child, make, sub, value, w, within

__all__ = ["ControlReading", "control_elements", "is_binding"]

_FALLBACK: Final = f"{{{MC}}}Fallback"
_ALTERNATIVES: Final = f"{{{MC}}}AlternateContent"
_KINDS: Final = {
    "text": "plain text", "picture": "picture", "date": "date", "dropDownList": "drop-down list", "comboBox": "combo box",
    "checkbox": "check box", "group": "group", "repeatingSection": "repeating section", "docPartObj": "building block",
    "docPartList": "building block", "equation": "equation", "citation": "citation", "bibliography": "bibliography",
}  # fmt: skip


def control_elements(element: Element) -> Iterator[Element]:
    """Yield the controls inside an element in their order; of those in a text box that Word writes twice, the first."""
    for each in element.iter(w("sdt")):
        if each is not element and next(each.iterancestors(_FALLBACK), None) is None:
            yield each


def is_binding(element: Element) -> bool:
    """Return whether a property of a control says from which data Word fills it."""
    return str(element.tag).endswith("}dataBinding")


class ControlReading(Bound):
    """A content control as it is read."""

    def __repr__(self) -> str:
        """Return the control as a developer sees it."""
        return f"<Control {self.tag or self.title!r} {self.level} {self.text[:40]!r}>"

    @property
    def tag(self) -> str:
        """Return what programs know it by."""
        return value(self._properties, "tag")

    @tag.setter
    def tag(self, tag: str) -> None:
        set_property(self._properties, "tag", tag)

    @property
    def title(self) -> str:
        """Return what people know it by."""
        return value(self._properties, "alias")

    @title.setter
    def title(self, title: str) -> None:
        set_property(self._properties, "alias", title)

    @property
    def lock(self) -> str:
        """Return what people may not do with it: "sdtLocked" (delete it), "contentLocked", "sdtContentLocked", or ""."""
        return value(self._properties, "lock")

    @lock.setter
    def lock(self, lock: str) -> None:
        set_property(self._properties, "lock", lock)

    @property
    def kind(self) -> str:
        """Return what kind of control it is: "rich text", "plain text", "picture", "date", "drop-down list" …"""
        names = (str(each.tag).rpartition("}")[2] for each in self._properties)
        return next((_KINDS[name] for name in names if name in _KINDS), "rich text")

    @property
    def level(self) -> str:
        """Return what it stands round: "inline" text, a "block" of paragraphs, a "row" or a "cell" of a table."""
        return level_of(self.element)

    @property
    def text(self) -> str:
        """Return what is read in it, "" while it shows its prompt only."""
        content = self._content
        return "" if content is None or self.is_placeholder else text_of(content)

    @property
    def pieces(self) -> tuple[str | Self, ...]:
        """Return its content in a line: text, and the controls directly within, in their order."""
        found: list[str | Self] = []
        for each in pieces_of(self._content):
            if isinstance(each, str):
                if found and isinstance(found[-1], str):
                    found[-1] += each
                else:
                    found.append(each)
            else:
                found.append(type(self)(each, self.desk, self.part))
        return tuple(found)

    @property
    def is_placeholder(self) -> bool:
        """Return whether it is empty and shows its prompt."""
        showing = child(self._properties, "showingPlcHdr")
        return showing is not None and attribute(showing, "val") not in ("0", "false", "off")

    @property
    def is_bound(self) -> bool:
        """Return whether Word fills it from data kept in the document, whatever is written into it."""
        return any(map(is_binding, self._properties))

    @property
    def has_tracked_changes(self) -> bool:
        """Return whether a change that Word tracks is in it or around it."""
        return has_tracked_changes(self.element)

    @property
    def hung_on(self) -> tuple[str, ...]:
        """Return what is in it that its text does not say, such as "footnote", "comment" or "picture"."""
        content = self._content
        return () if content is None else hung_on(content)

    @property
    def parent(self) -> Self | None:
        """Return the control that it stands in, or None."""
        outer = next(within(self.element, "sdt"), None)
        return None if outer is None else type(self)(outer, self.desk, self.part)

    @property
    def controls(self) -> list[Self]:
        """Return every control inside, those within others too, in their order."""
        return [type(self)(each, self.desk, self.part) for each in control_elements(self.element)]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Return its paragraphs, those in controls within too, those in tables not; none for a control in a line."""
        return [Paragraph(each, self.desk, self.part) for each in self._blocks("p")]

    @property
    def paragraph(self) -> Paragraph | None:
        """Return the paragraph that a control in a line stands in, or None."""
        outer = next(within(self.element, "p"), None) if self.level == INLINE else None
        return None if outer is None else Paragraph(outer, self.desk, self.part)

    @property
    def tables(self) -> list[WordTable]:
        """Return its tables, those in controls within too, those in tables not."""
        return [WordTable(each, self.desk, self.part) for each in self._blocks("tbl")]

    @property
    def pictures(self) -> list[WordPicture]:
        """Return the pictures in it."""
        return list(pictures_in(self.element, self.desk, self.part))

    @property
    def bookmark(self) -> str:
        """Return the name of the bookmark just round it, its second anchor; "" where there is none."""
        found = bookmark_round(self.element)
        return "" if found is None else attribute(found[0], "name")

    @property
    def _name(self) -> str:
        return f"control {self.title or self.tag!r}"

    def _twins(self) -> Iterator[Self]:
        """Yield what says the same in the older form of a text box, which Word writes beside the newer one."""
        outer = next(self.element.iterancestors(_ALTERNATIVES), None)
        number = value(self._properties, "id")
        if outer is None or not number:
            return
        for fallback in outer.iterchildren(_FALLBACK):
            for each in fallback.iter(w("sdt")):
                if value(child(each, "sdtPr"), "id") == number:
                    yield type(self)(each, self.desk, self.part)

    @property
    def _properties(self) -> Element:
        found = child(self.element, "sdtPr")
        if found is None:
            found = make("w:sdtPr")
            self.element.insert(0, found)
        return found

    @property
    def _content(self) -> Element | None:
        return child(self.element, "sdtContent")

    def _held(self) -> Element:
        """Return the element whose children are its content: of a cell's control the cell."""
        content = self._content
        if content is None:
            content = sub(self.element, "w:sdtContent")
        cell = child(content, "tc") if self.level == CELL else None
        return content if cell is None else cell

    def _blocks(self, name: str) -> Iterator[Element]:
        content = self._content
        if content is None or self.level == INLINE:
            return
        held = self._held() if self.level == CELL else content
        yield from through(held, name)
