"""Bookmarks: the second anchor of a control, by which it is found again after a program dropped its tag.

LibreOffice moves the marks of a bookmark round paragraphs into their lines, cuts controls anew without their tags, and gives
a bookmark round a table two marks of one name: the first that begins and the last that ends count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Final

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.xml.tree import Element
from xlscore.word.made.control_properties import control_properties
from xlscore.word.standing.controls import Control
from xlscore.word.standing.desk import Desk
from xlscore.word.standing.markers import bookmark_round, is_marker
from xlscore.word.standing.places import BLOCK, INLINE, level_of
from xlscore.word.standing.texts import leaves
from xlscore.word.xml.names import attribute, child, make, name_of, sub, value, w, within

__all__ = ["Bookmark", "bookmarks_in"]

_CONTAINERS: Final = ("body", "tc", "hdr", "ftr", "footnote", "endnote", "txbxContent")


def bookmarks_in(element: Element, desk: Desk, part: str) -> Iterator[Bookmark]:
    """Yield the bookmarks that begin inside an element, each name once, in their order."""
    ends = {attribute(each, "id"): each for each in element.iter(w("bookmarkEnd"))}
    starts: dict[str, list[Element]] = {}
    for each in element.iter(w("bookmarkStart")):
        starts.setdefault(attribute(each, "name"), []).append(each)
    for name, same in starts.items():
        found = [end for each in same if (end := ends.get(attribute(each, "id"))) is not None]
        yield Bookmark(name, same, found, desk, part)


class Bookmark:
    """A bookmark, and what stands between its start and its end."""

    def __init__(self, name: str, starts: list[Element], ends: list[Element], desk: Desk, part: str) -> None:
        """Bind to its marks."""
        self.name = name
        self.desk = desk
        self.part = part
        self._starts = starts
        self._ends = ends

    @property
    def _root(self) -> Element:
        return self.desk.parts.tree(self.part).root

    @property
    def text(self) -> str:
        """Return what is read between its marks, without the ends of paragraphs."""
        texts = dict(leaves(self._root))
        last = self._ends[-1] if self._ends else None
        held: list[str] = []
        for each in _after(self._root, self._starts[0]):
            if each is last:
                break
            held.append(texts.get(each, ""))
        return "".join(held) if last is not None else ""

    @property
    def holds_words(self) -> bool:
        """Return whether words stand between its marks, also such as are deleted by a change that is tracked and not accepted."""
        if not self._ends:
            return False
        held = takewhile(lambda each: each is not self._ends[-1], _after(self._root, self._starts[0]))
        return bool(self.text.strip()) or any(each.tag == w("delText") and each.text for each in held)

    @property
    def control(self) -> Control | None:
        """Return the control that it stands just round, None where there is none."""
        after = self._starts[0].getnext()
        while after is not None and is_marker(after):
            after = after.getnext()
        if after is None or after.tag != w("sdt"):
            return None
        around = bookmark_round(after, self.name)
        return None if around is None else Control(after, self.desk, self.part)

    @property
    def tags(self) -> set[str]:
        """Return the tags of the controls that begin between its marks, wherever they stand there."""
        root = self._starts[0].getroottree().getroot()
        found = set()
        for each in _after(root, self._starts[0]):
            if each in self._ends:
                break
            if each.tag == w("tag"):
                found.add(attribute(each, "val"))
        return found

    def wrap(self, level: str, *, tag: str, title: str, lock: str = "sdtLocked") -> Control:
        """Return a control round what the bookmark holds: whole paragraphs and tables, or text in a line.

        Refused where its marks do not stand in one line, or in one column of text.
        """
        if not self._ends:
            raise EditRefusedError(
                f"The bookmark {self.name} begins and never ends, so nobody can say what it holds."
            )
        self._unwrap_untagged()
        start, end = self._starts[0], self._ends[-1]
        pieces = _in_line(start, end) if level == INLINE else _whole(start, end)
        if not pieces:
            what = "text in one line" if level == INLINE else "whole paragraphs"
            raise EditRefusedError(f"The bookmark {self.name} does not hold {what}.")
        control = make("w:sdt")
        pieces[0].addprevious(control)
        control.append(control_properties(tag, title, self.desk.identities.control(), lock))
        sub(control, "w:sdtContent").extend(pieces)
        self._mark_again(control)
        return Control(control, self.desk, self.part)

    def _mark_again(self, control: Element) -> None:
        start, end = self._starts[0], self._ends[-1]
        for each in (*self._starts, *self._ends):
            parent = each.getparent()
            if parent is not None:
                parent.remove(each)
        end.set(w("id"), attribute(start, "id"))
        control.addprevious(start)
        control.addnext(end)

    def _unwrap_untagged(self) -> None:
        """Take off the controls in a line that a program cut anew round a mark, without a tag."""
        for mark in (*self._starts, *self._ends):
            for outer in list(within(mark, "sdt")):
                control = Control(outer, self.desk, self.part)
                if not value(child(outer, "sdtPr"), "tag") and control.level == INLINE:
                    control.unwrap()


def _after(root: Element, mark: Element) -> Iterator[Element]:
    is_after = False
    for each in root.iter():
        if is_after:
            yield each
        is_after = is_after or each is mark


def _in_line(start: Element, end: Element) -> list[Element]:
    """Return the siblings between two marks in a line, none where they are not siblings."""
    parent = start.getparent()
    if parent is None or parent is not end.getparent() or next(within(start, "p"), None) is None:
        return []
    pieces = list(parent)[parent.index(start) + 1 : parent.index(end)]
    return pieces if any(not is_marker(each) for each in pieces) else []


def _whole(start: Element, end: Element) -> list[Element]:
    """Return the paragraphs and tables from the one with the start to the one with the end."""
    above = list(end.iterancestors())
    container = next((each for each in _containers(start) if each in above), None)
    if container is None:
        return []
    blocks = list(container)
    first, last = (_child_with(container, mark) for mark in (start, end))
    begins, ends = blocks.index(first), blocks.index(last)
    # A mark that ends where a paragraph begins does not hold that paragraph.
    if ends > begins and (last is end or _is_at_beginning(last, end)):
        ends -= 1
    pieces = blocks[begins : ends + 1]
    while pieces and is_marker(pieces[0]):
        pieces.pop(0)
    while pieces and is_marker(pieces[-1]):
        pieces.pop()
    is_section_end = any(each.tag == w("sectPr") for each in pieces)
    return [] if is_section_end else pieces


def _containers(mark: Element) -> Iterator[Element]:
    for each in mark.iterancestors():
        name = name_of(each)
        is_block = name == "sdtContent" and level_of(each) == BLOCK
        if name in _CONTAINERS or is_block:
            yield each


def _child_with(container: Element, mark: Element) -> Element:
    here = mark
    while (parent := here.getparent()) is not None and parent is not container:
        here = parent
    return here


def _is_at_beginning(block: Element, mark: Element) -> bool:
    """Return whether nothing is read in a paragraph before a mark, and something after it."""
    if block.tag != w("p"):
        return False
    texts = dict(leaves(block))
    before: Iterable[Element] = _until(block, mark)
    return not any(texts.get(each) for each in before) and bool(texts)


def _until(block: Element, mark: Element) -> Iterator[Element]:
    for each in block.iter():
        if each is mark:
            return
        yield each
