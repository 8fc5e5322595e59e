"""Content controls that stand in a document: in a line, round paragraphs, rows or cells, in any of its stories."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Final, cast

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.xml.tree import Element
from xlscore.word.made.control_properties import set_property
from xlscore.word.made.identities import LONGEST_BOOKMARK
from xlscore.word.standing.desk import Desk
from xlscore.word.standing.markers import bookmark_round, hung_on, is_marker, outlive
from xlscore.word.standing.paragraphs import Paragraph, look_of, write_lines
from xlscore.word.standing.pictures import WordPicture, pictures_in
from xlscore.word.standing.places import (
    BLOCK,
    CELL,
    INLINE,
    ROW,
    Content,
    level_of,
    made_for,
    put_after,
    put_before,
    take_away,
)
from xlscore.word.standing.tables import WordTable
from xlscore.word.standing.texts import change_text, has_tracked_changes, leaves, pieces_of, text_of
from xlscore.word.standing.wrappings import through
from xlscore.word.xml.names import (
    MC,
    attribute,
    child,
    make,
    parent_of,
    sub,
    value,
    w,
    within,
)

__all__ = ["Control", "control_tagged", "controls_in"]

_FALLBACK: Final = f"{{{MC}}}Fallback"
_ALTERNATIVES: Final = f"{{{MC}}}AlternateContent"
_KINDS: Final = {
    "text": "plain text", "picture": "picture", "date": "date", "dropDownList": "drop-down list", "comboBox": "combo box",
    "checkbox": "check box", "group": "group", "repeatingSection": "repeating section", "docPartObj": "building block",
    "docPartList": "building block", "equation": "equation", "citation": "citation", "bibliography": "bibliography",
}  # fmt: skip
_NO_TEXT: Final = ("picture", "check box", "group", "repeating section", "building block", "equation")


def controls_in(element: Element, desk: Desk, part: str) -> Iterator[Control]:
    """Yield the controls inside an element in their order; of those in a text box that Word writes twice, the first."""
    for each in element.iter(w("sdt")):
        if each is not element and next(each.iterancestors(_FALLBACK), None) is None:
            yield Control(each, desk, part)


def control_tagged(element: Element, tag: str, desk: Desk, part: str) -> Control | None:
    """Return the first control of a tag inside an element, or None."""
    for each in element.iter(w("tag")):
        properties = each.getparent()
        control = None if properties is None or properties.tag != w("sdtPr") else properties.getparent()
        if (
            control is not None
            and attribute(each, "val") == tag
            and next(control.iterancestors(_FALLBACK), None) is None
        ):
            return Control(control, desk, part)
    return None


class Control:
    """A content control; two of them are equal where they are the same place of the document."""

    def __init__(self, element: Element, desk: Desk, part: str) -> None:
        """Bind to an element of a part."""
        self.element = element
        self.desk = desk
        self.part = part

    def __eq__(self, other: object) -> bool:
        """Return whether both are the same place."""
        return isinstance(other, Control) and self.element is other.element

    def __hash__(self) -> int:
        """Return what goes with equality."""
        return hash(self.element)

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
    def pieces(self) -> tuple[str | Control, ...]:
        """Return its content in a line: text, and the controls directly within, in their order."""
        found: list[str | Control] = []
        for each in pieces_of(self._content):
            if isinstance(each, str):
                if found and isinstance(found[-1], str):
                    found[-1] += each
                else:
                    found.append(each)
            else:
                found.append(Control(each, self.desk, self.part))
        return tuple(found)

    @property
    def is_placeholder(self) -> bool:
        """Return whether it is empty and shows its prompt."""
        showing = child(self._properties, "showingPlcHdr")
        return showing is not None and attribute(showing, "val") not in ("0", "false", "off")

    @property
    def is_bound(self) -> bool:
        """Return whether Word fills it from data kept in the document, whatever is written into it."""
        return any(str(each.tag).endswith("}dataBinding") for each in self._properties)

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
    def parent(self) -> Control | None:
        """Return the control that it stands in, or None."""
        outer = next(within(self.element, "sdt"), None)
        return None if outer is None else Control(outer, self.desk, self.part)

    @property
    def controls(self) -> list[Control]:
        """Return every control inside, those within others too, in their order."""
        return list(controls_in(self.element, self.desk, self.part))

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
        was_prompt = self.is_placeholder
        before, after = outlive(gone, notes=level == INLINE and not was_prompt)
        new = self._in_place_of(gone, BLOCK if level == CELL else level, content, look)
        for each in gone:
            held.remove(each)
        self._no_prompt()
        held.extend([*before, *new, *after])
        self._never_empty(held)

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
            held = self._held()
            if not change_text(held, text) and text:
                for run in held.findall(w("r")):  # runs that held nothing
                    if not any(leaves(run)) and not hung_on(run):
                        held.remove(run)
                held.extend(self.desk.maker(self.part).inline(text, look_of(self.element)))
            return
        write_lines(paragraphs, text)

    def _fill(self, text: str, look: Element | None) -> None:
        """Write text in place of the prompt."""
        held = self._held()
        is_line = self.level == INLINE
        lines = [text] if is_line else text.split("\n")
        maker = self.desk.maker(self.part)
        paragraph = None if is_line else next((each for each in held if each.tag == w("p")), None)
        properties = child(paragraph, "pPr")
        for each in [each for each in held if not self._is_ours_to_keep(each)]:
            held.remove(each)
        for line in lines:
            new = maker.inline(line, look)
            if is_line:
                held.extend(new)
            else:
                first = [] if properties is None else [copy.deepcopy(properties)]
                held.append(make("w:p", None, *first, *new))
        self._no_prompt()

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

    @property
    def _name(self) -> str:
        return f"control {self.title or self.tag!r}"

    def _twins(self) -> Iterator[Control]:
        """Yield what says the same in the older form of a text box, which Word writes beside the newer one."""
        outer = next(self.element.iterancestors(_ALTERNATIVES), None)
        number = value(self._properties, "id")
        if outer is None or not number:
            return
        for fallback in outer.iterchildren(_FALLBACK):
            for each in fallback.iter(w("sdt")):
                if value(child(each, "sdtPr"), "id") == number:
                    yield Control(each, self.desk, self.part)

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
