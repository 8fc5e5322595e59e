"""Comments: what a program says at a place of the text, told from what people say by its author and initials."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element
from xlscore.word.made.letters import text_elements
from xlscore.word.standing.cells import WordCell
from xlscore.word.standing.controls import Control
from xlscore.word.standing.desk import Desk
from xlscore.word.standing.markers import bookmark_round
from xlscore.word.standing.paragraphs import Paragraph
from xlscore.word.standing.places import INLINE
from xlscore.word.standing.spans import WordSpan
from xlscore.word.standing.tables import WordTable
from xlscore.word.standing.texts import text_of
from xlscore.word.xml.names import W, attribute, make, parent_of, sub, w, within

__all__ = ["Comment", "Comments", "Place"]

Place = Control | Paragraph | WordSpan | WordCell | WordTable
_PART: Final = "/word/comments.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
_MARKS: Final = ("commentRangeStart", "commentRangeEnd", "commentReference")


@dataclass(frozen=True)
class Comment:
    """A comment that stands in the document."""

    number: str
    author: str
    initials: str
    text: str
    has_answers: bool


class Comments:
    """The comments of one document."""

    def __init__(self, desk: Desk) -> None:
        """Bind to the document; its comments are read when asked for."""
        self._desk = desk

    def __iter__(self) -> Iterator[Comment]:
        """Yield every comment in the order of the file."""
        answered = self._answered()
        for each in self._elements():
            ids = {paragraph.get(f"{{{_W14}}}paraId", "") for paragraph in each.iter(w("p"))}
            yield Comment(
                attribute(each, "id"),
                attribute(each, "author"),
                attribute(each, "initials"),
                text_of(each),
                bool(ids & answered),
            )

    def of(self, author: str, initials: str) -> list[Comment]:
        """Return the comments of one author."""
        return [each for each in self if (each.author, each.initials) == (author, initials)]

    def at(self, place: Place) -> list[Comment]:
        """Return the comments that begin at a place or in it."""
        start, _ = _ends(place)
        inside = () if isinstance(place, WordSpan) else place.element.iter(w("commentRangeStart"))
        around = {attribute(each, "id") for each in inside}
        before = start.getprevious()
        while before is not None and before.tag == w("commentRangeStart"):
            around.add(attribute(before, "id"))
            before = before.getprevious()
        return [each for each in self if each.number in around]

    def add(
        self, place: Place, text: str, *, author: str, initials: str, when: dt.datetime | None = None
    ) -> Comment:
        """Return a new comment at a place of the text."""
        refuse_unspeakable(text, author, initials)
        if place.part != self._desk.parts.main:
            raise EditRefusedError("Word takes comments in the text only, not in headers, footers and notes.")
        start, end = _ends(place)
        root = self._root()
        texts = (attribute(each, "id") for each in root)
        numbers = [int(text) for text in texts if text.isdecimal()]
        number = max(numbers, default=-1) + 1
        made = sub(root, "w:comment", {"w:id": number, "w:author": author, "w:initials": initials})
        if when is not None:
            made.set(w("date"), when.replace(microsecond=0, tzinfo=None).isoformat() + "Z")
        for index, line in enumerate(text.split("\n")):
            paragraph = sub(made, "w:p")
            if not index:
                sub(sub(paragraph, "w:r"), "w:annotationRef")
            sub(paragraph, "w:r").extend(text_elements(line))
        mark = {"w:id": number}
        start.addprevious(make("w:commentRangeStart", mark))
        after = make("w:commentRangeEnd", mark)
        end.addnext(after)
        after.addnext(make("w:r", None, make("w:commentReference", mark)))
        return Comment(str(number), author, initials, text, has_answers=False)

    def remove(self, comment: Comment) -> None:
        """Take a comment away from its place and from the list; one that somebody answered stays."""
        if comment.has_answers:
            return
        for root in self._desk.roots():
            for each in list(root.iter(*(w(name) for name in _MARKS))):
                if attribute(each, "id") == comment.number:
                    _take_mark(each)
        for element in self._elements():
            if attribute(element, "id") == comment.number:
                self._root().remove(element)

    def replace_all(
        self,
        said: Iterable[tuple[Place, str]],
        *,
        author: str,
        initials: str,
        when: dt.datetime | None = None,
    ) -> None:
        """Have an author say this and nothing else; what is said already at its place stays as it is."""
        wanted = list(said)
        standing = {each.number for each in self.of(author, initials)}
        new = []
        for place, text in wanted:
            same = [each for each in self.at(place) if each.number in standing and each.text == text]
            if same:
                standing.discard(same[0].number)
            else:
                new.append((place, text))
        for each in self.of(author, initials):
            if each.number in standing:
                self.remove(each)
        for place, text in new:
            self.add(place, text, author=author, initials=initials, when=when)

    def _elements(self) -> list[Element]:
        part = self._desk.parts.first("comments")
        return [] if part is None else list(self._desk.parts.tree(part).root.iterchildren(w("comment")))

    def _root(self) -> Element:
        parts = self._desk.parts
        part = parts.first("comments")
        if part is None:
            part = parts.package.free_name("/word/comments{}.xml") if _PART in parts.package else _PART
            parts.add(part, f'<w:comments xmlns:w="{W}"></w:comments>', _TYPE)
            parts.package.rels(parts.main).add("comments", part)
        return parts.tree(part).root

    def _answered(self) -> set[str]:
        """Return the paragraphs (w14:paraId) that answers in the newer part of comments point to."""
        parts = self._desk.parts
        part = parts.first("commentsExtended")
        if part is None:
            return set()
        return {parent for each in parts.tree(part).root if (parent := each.get(f"{{{_W15}}}paraIdParent"))}


def _ends(place: Place) -> tuple[Element, Element]:
    """Return the elements of a line before and behind which the marks of a comment stand."""
    if isinstance(place, Control) and place.level == INLINE:
        element = place.element
        # A control of plain text takes no marks; they stand round the outermost of such.
        for outer in within(element, "sdt"):
            if outer.find(w("sdtPr")) is not None and outer.find(f"{w('sdtPr')}/{w('text')}") is not None:
                element = outer
        found = bookmark_round(element)
        return (element, element) if found is None else found
    if isinstance(place, WordSpan) and (letters := place.ends()) is not None:
        return letters
    paragraph = (
        place.element if isinstance(place, Paragraph | WordSpan) else next(place.element.iter(w("p")), None)
    )
    if paragraph is None:
        raise EditRefusedError("There is no line of text at this place that a comment could stand at.")
    content = [each for each in paragraph if each.tag != w("pPr")]
    if not content:
        run = make("w:r")
        paragraph.append(run)
        content = [run]
    return content[0], content[-1]


def _take_mark(mark: Element) -> None:
    parent = parent_of(mark)
    if mark.tag != w("commentReference"):
        parent.remove(mark)
        return
    outer = parent.getparent()
    if (
        parent.tag == w("r")
        and outer is not None
        and all(each is mark or each.tag == w("rPr") for each in parent)
    ):
        outer.remove(parent)
    else:
        parent.remove(mark)
