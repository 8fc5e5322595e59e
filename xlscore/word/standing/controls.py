"""Content controls that stand in a document: in a line, round paragraphs, rows or cells, in any of its stories."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Final, cast

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.xml.tree import Element
from xlscore.word.made.identities import LONGEST_BOOKMARK
from xlscore.word.standing.control_reading import ControlReading, control_elements, is_binding
from xlscore.word.standing.desk import Desk
from xlscore.word.standing.markers import bookmark_round, hung_on, is_marker, outlive
from xlscore.word.standing.paragraphs import look_of, write_lines
from xlscore.word.standing.places import (
    BLOCK,
    CELL,
    INLINE,
    ROW,
    Content,
    hang,
    made_for,
    put_after,
    put_before,
    take_away,
)
from xlscore.word.standing.texts import change_text, leaves, text_of
from xlscore.word.xml.names import attribute, child, make, parent_of, w

__all__ = ["Control", "control_tagged", "controls_in"]

_NO_TEXT: Final = ("picture", "check box", "group", "repeating section", "building block", "equation")
# What makes a control one of bare text, in which no control, picture or paragraph may stand.
_BARE: Final = ("text", "date", "dropDownList", "comboBox")


def controls_in(element: Element, desk: Desk, part: str) -> Iterator[Control]:
    """Yield the controls inside an element in their order; of those in a text box that Word writes twice, the first."""
    return (Control(each, desk, part) for each in control_elements(element))


def control_tagged(element: Element, tag: str, desk: Desk, part: str) -> Control | None:
    """Return the first control of a tag inside an element, or None."""
    for each in element.iter(w("tag")):
        properties = each.getparent()
        control = None if properties is None or properties.tag != w("sdtPr") else properties.getparent()
        if control is not None and attribute(each, "val") == tag and control in control_elements(element):
            return Control(control, desk, part)
    return None


class Control(ControlReading):
    """A content control that can be written; two of them are equal where they are the same place of the document."""

    def set_text(self, text: str) -> None:
        """Make it read so; letters that stay keep their look. Lines are paragraphs where it stands round paragraphs."""
        self._refuse_text()
        for each in (self, *self._twins()):
            each._set_text(text)

    def set_content(self, content: Content, *, keep_look: bool = True) -> None:
        """Write its content anew, in the look of its first letters; marks, comments and notes of people stay."""
        self._refuse_bound()
        held = self._held()
        level = self.level
        look = look_of(held) if keep_look and not self.is_placeholder else None
        gone = [each for each in held if not self._is_ours_to_keep(each)]
        new = self._in_place_of(gone, BLOCK if level == CELL else level, content, look)
        self._put_in_place_of(gone, new)
        if any(not isinstance(each, str) for each in content):
            self._make_rich()

    def unbind(self) -> None:
        """Have Word no longer fill it from data kept in the document, so that what is written into it stays."""
        for each in (self, *self._twins()):
            for bound in [one for one in each._properties if is_binding(one)]:
                parent_of(bound).remove(bound)

    def repeat_in_twins(self) -> None:
        """Have the older form of a text box that it stands in say the same, where that says something else."""
        own = self._content
        for each in self._twins():
            other = each._content
            if own is not None and other is not None and text_of(own) != text_of(other):
                other[:] = [copy.deepcopy(piece) for piece in own]

    def insert_before(self, *content: object) -> None:
        """Put content before it: text and controls in a line, or blocks, as it stands itself."""
        found = bookmark_round(self.element)
        put_before(self.element if found is None else found[0], self._made(content))

    def insert_after(self, *content: object) -> None:
        """Put content behind it: text and controls in a line, or blocks, as it stands itself."""
        found = bookmark_round(self.element)
        put_after(self.element if found is None else found[1], self._made(content, behind=True))

    def remove(self) -> None:
        """Take it away with its content and its bookmark."""
        own = bookmark_round(self.element) or ()
        for each in own:
            parent_of(each).remove(each)
        take_away(self.element)
        self.desk.identities.release([*own, self.element])

    def unwrap(self) -> None:
        """Take the control away, and leave its content where it stands."""
        content = self._content
        put_after(self.element, [] if content is None else list(content))
        parent = parent_of(self.element)
        parent.remove(self.element)

    def lift(self) -> Control:
        """Return it round its paragraph where it is alone in its line, as a place for paragraphs and tables; else as it is."""
        paragraph = self.element.getparent()
        if paragraph is None or paragraph.tag != w("p") or child(paragraph, "pPr", "sectPr") is not None:
            return self
        others = [each for each in paragraph if each is not self.element and each.tag != w("pPr")]
        if any(text_of(each) or hung_on(each) or each.tag == w("sdt") for each in others):
            return self
        anchors = bookmark_round(self.element)
        content = self._held()
        put_after(self.element, list(content))
        paragraph.remove(self.element)
        paragraph.addprevious(self.element)
        content.append(paragraph)
        if anchors is not None:
            self.element.addprevious(anchors[0])
            self.element.addnext(anchors[1])
        self._make_rich()
        return self

    def add_bookmark(self, name: str) -> str:
        """Return the name of a new bookmark round it; the one that it has where it has one."""
        if self.bookmark:
            return self.bookmark
        number = self.desk.identities.bookmark()
        name = self.desk.identities.bookmark_named(name[:LONGEST_BOOKMARK])
        put_before(self.element, [make("w:bookmarkStart", {"w:id": number, "w:name": name})])
        put_after(self.element, [make("w:bookmarkEnd", {"w:id": number})])
        return name

    def _in_place_of(
        self, gone: list[Element], level: str, content: Content, look: Element | None
    ) -> list[Element]:
        """Return new content, which may have the bookmarks of what goes."""
        self.desk.identities.release(gone)
        try:
            return made_for(level, content, self.desk, self.part, self.element, look)
        except BaseException:
            self.desk.identities.hold(gone)
            raise

    def _made(self, content: Sequence[object], *, behind: bool = False) -> list[Element]:
        given = cast("Content", content)
        return made_for(self.level, given, self.desk, self.part, self.element, behind=behind)

    def _set_text(self, text: str) -> None:
        if self.is_placeholder:
            if text:
                look = child(self._properties, "rPr")
                self._fill(text, None if look is None else copy.deepcopy(look))
            return
        if self.text == text:
            return
        paragraphs = self.paragraphs
        if not paragraphs:
            self._write_line(text)
            return
        if "\n" in text:
            self._make_rich()
        write_lines(paragraphs, text)

    def _fill(self, text: str, look: Element | None) -> None:
        """Write text in place of the prompt."""
        held = self._held()
        is_line = self.level == INLINE
        lines = [text] if is_line else text.split("\n")
        maker = self.desk.maker(self.part)
        paragraph = None if is_line else next((each for each in held if each.tag == w("p")), None)
        properties = child(paragraph, "pPr")
        gone = [each for each in held if not self._is_ours_to_keep(each)]
        new = maker.inline(text, look) if is_line else []
        for line in () if is_line else lines:
            first = [] if properties is None else [copy.deepcopy(properties)]
            new.append(make("w:p", None, *first, *maker.inline(line, look)))
        self._put_in_place_of(gone, new)
        if len(lines) > 1:
            self._make_rich()

    def _write_line(self, text: str) -> None:
        """Write text into a control without paragraphs, which one round paragraphs is given."""
        held = self._held()
        if self.level != INLINE:
            held.append(make("w:p"))
            write_lines(self.paragraphs, text)
        elif not change_text(held, text) and text:
            for run in held.findall(w("r")):  # runs that held nothing
                if not any(leaves(run)) and not hung_on(run):
                    held.remove(run)
            held.extend(self.desk.maker(self.part).inline(text, look_of(self.element)))

    def _put_in_place_of(self, gone: Sequence[Element], new: Sequence[Element]) -> None:
        """Put new content in place of what goes; what people hung on it stays on the first line."""
        held, is_line = self._held(), self.level == INLINE
        before, after = outlive(gone, bookmarks=is_line)
        for each in gone:
            held.remove(each)
        self._no_prompt()
        held.extend([*before, *new, *after] if is_line else new)
        self._never_empty(held)
        first = None if is_line else next(held.iter(w("p")), None)
        if first is not None:
            hang(first, before, after)

    def _refuse_text(self) -> None:
        self._refuse_bound()
        if self.kind in _NO_TEXT:
            raise EditRefusedError(f"The {self._name} is a {self.kind}, which holds no text of ours.")
        if self.level == ROW:
            raise EditRefusedError(f"The {self._name} stands round rows of a table; write into their cells.")
        if self.tables:
            raise EditRefusedError(f"The {self._name} holds a table; write into its cells.")

    def _refuse_bound(self) -> None:
        if self.is_bound:
            raise EditRefusedError(
                f"The {self._name} shows data kept elsewhere in the document (a bound control), which Word would put back.",
                "Take a control without such a binding.",
            )

    def _make_rich(self) -> None:
        """Have it take more than bare text, and stay when somebody writes into it."""
        for name in (*_BARE, "temporary"):
            found = child(self._properties, name)
            if found is not None:
                self._properties.remove(found)

    @staticmethod
    def _is_ours_to_keep(element: Element) -> bool:
        return element.tag == w("tcPr")

    def _no_prompt(self) -> None:
        showing = child(self._properties, "showingPlcHdr")
        if showing is not None:
            self._properties.remove(showing)

    def _never_empty(self, held: Element) -> None:
        """Put into a control without content what Word needs to find its place."""
        if any(not is_marker(each) and each.tag != w("tcPr") for each in held):
            return
        held.append(make("w:r" if self.level == INLINE else "w:p"))
