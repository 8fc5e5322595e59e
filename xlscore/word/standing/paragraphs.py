"""Paragraphs that stand in a document."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from xlscore.ooxml.xml.tree import Element
from xlscore.word.content import Block, Inline
from xlscore.word.made.maker import Maker
from xlscore.word.standing.bound import Bound
from xlscore.word.standing.markers import hung_on, outlive
from xlscore.word.standing.places import level_of, made_for, put_after, put_before, take_away
from xlscore.word.standing.texts import change_text, has_tracked_changes, inner, leaves, text_of
from xlscore.word.xml.names import attribute, child, make, value, w

__all__ = ["Paragraph", "look_of", "write_lines"]


class Paragraph(Bound):
    """A paragraph."""

    @property
    def text(self) -> str:
        """Return what is read of it."""
        return text_of(self.element)

    @property
    def style(self) -> str:
        """Return the name of its style as the file spells it, "" where it has none of its own."""
        style = self.desk.styles.of(self._style_identity)
        return "" if style is None else value(style, "name")

    @property
    def role(self) -> str:
        """Return the role of its style, "" for one that plays none."""
        return self.desk.styles.role_of(self._style_identity)

    @property
    def has_tracked_changes(self) -> bool:
        """Return whether a change that Word tracks is in it or around it."""
        return has_tracked_changes(self.element)

    @property
    def hung_on(self) -> tuple[str, ...]:
        """Return what is in it that its text does not say, such as "footnote", "comment" or "picture"."""
        return hung_on(self.element)

    @property
    def is_list_item(self) -> bool:
        """Return whether it is an item of a list, by itself or by its style."""
        if child(self.element, "pPr", "numPr") is not None:
            return value(self.element, "pPr", "numPr", "numId") != "0"
        style = self.desk.styles.of(self._style_identity)
        return style is not None and child(style, "pPr", "numPr") is not None

    def set_text(self, text: str) -> None:
        """Make it read so; letters that stay keep their look."""
        if not change_text(self.element, text) and text:
            self._append(self._maker.inline(text, look_of(self.element)))

    def set_content(self, content: Sequence[Inline] | str) -> None:
        """Write its content anew, in the look of its first letters; marks and notes of people stay."""
        look = look_of(self.element)
        gone = [each for each in self.element if each.tag != w("pPr")]
        before, after = outlive(gone, bookmarks=True)
        for each in gone:
            self.element.remove(each)
        self.desk.identities.release(gone)
        self._append([*before, *self._maker.inline(content, look), *after])

    def insert_after(self, *content: Block) -> None:
        """Put blocks behind it."""
        level = level_of(self.element)
        put_after(self.element, made_for(level, content, self.desk, self.part, self.element, behind=True))

    def insert_before(self, *content: Block) -> None:
        """Put blocks before it."""
        put_before(
            self.element, made_for(level_of(self.element), content, self.desk, self.part, self.element)
        )

    def insert_like_after(self, content: Sequence[Inline] | str) -> Paragraph:
        """Return a new paragraph behind it that looks the same, with content of its own."""
        made = self.like(content)
        put_after(self.element, [made])
        return Paragraph(made, self.desk, self.part)

    def append(self, *content: Inline) -> None:
        """Put content at its end."""
        self._append(self._maker.inline(content, look_of(self.element)))

    def remove(self) -> None:
        """Take it away; one that ends a section is emptied only."""
        if child(self.element, "pPr", "sectPr") is not None:
            self.set_content(())
            return
        take_away(self.element)
        self.desk.identities.release([self.element])

    def like(self, content: Sequence[Inline] | str) -> Element:
        """Return a paragraph that looks the same and stands nowhere yet, with content of its own."""
        made = make("w:p")
        properties = child(self.element, "pPr")
        if properties is not None:
            copied = copy.deepcopy(properties)
            copied.tail = None
            for name in ("sectPr", "pPrChange"):
                for each in copied.findall(w(name)):
                    copied.remove(each)
            mark = child(copied, "rPr")
            if (
                mark is not None
            ):  # a paragraph mark that was inserted or deleted by somebody is not ours to repeat
                for each in [
                    each for each in mark if each.tag in (w("ins"), w("del"), w("moveFrom"), w("moveTo"))
                ]:
                    mark.remove(each)
            made.append(copied)
        made.extend(self._maker.inline(content, look_of(self.element)))
        return made

    def _append(self, new: list[Element]) -> None:
        self.element.extend(new)

    @property
    def _maker(self) -> Maker:
        return self.desk.maker(self.part)

    @property
    def _style_identity(self) -> str:
        return attribute(child(self.element, "pPr", "pStyle"), "val")


def write_lines(paragraphs: Sequence[Paragraph], text: str) -> None:
    """Make paragraphs, one at least, read as the lines of a text; more of them look as the last one does."""
    lines = text.split("\n")
    for each, line in zip(paragraphs, lines, strict=False):
        each.set_text(line)
    last = paragraphs[min(len(lines), len(paragraphs)) - 1]
    for line in lines[len(paragraphs) :]:
        last = last.insert_like_after(line)
    for gone in paragraphs[len(lines) :]:
        gone.remove()


def look_of(element: Element) -> Element | None:
    """Return the look (`w:rPr`) of the first letters in an element, of its first run where it has none; None for no look."""
    first = next((leaf for leaf, _ in leaves(element)), None)
    run = None if first is None else first.getparent()
    if run is None:
        run = next((each for each in inner(element) if each.tag == w("r")), None)
    look = child(run, "rPr")
    if look is None:
        return None
    # Marks of tracked formatting, and of links and notes, belong to the letters that were there.
    copied = copy.deepcopy(look)
    for each in list(copied):
        if each.tag in (w("rPrChange"), w("ins"), w("del")) or (
            each.tag == w("rStyle")
            and attribute(each, "val") in ("PlaceholderText", "FootnoteReference", "CommentReference")
        ):
            copied.remove(each)
    return copied if len(copied) else None
