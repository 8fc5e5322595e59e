"""The maker of new content: plain values in, elements out, with the looks and the free numbers of the document."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from xlscore.ooxml.xml.tree import Element
from xlscore.word.content import (
    Block,
    Inline,
    NewBlockControl,
    NewControl,
    NewList,
    NewParagraph,
    NewPicture,
    NewRun,
    NewTable,
    Sideways,
)
from xlscore.word.file.parts import DocumentParts
from xlscore.word.looks.numbering import ListNumbers
from xlscore.word.looks.pages import is_sideways, sideways, text_width
from xlscore.word.looks.styles import DocumentStyles
from xlscore.word.made.control_properties import control_properties
from xlscore.word.made.identities import Identities
from xlscore.word.made.letters import letters, text_elements
from xlscore.word.made.pictures import drawing
from xlscore.word.made.tables import TableMaker
from xlscore.word.xml.names import make, set_value, sub, value, w

__all__ = ["Maker"]

_APART: Final = 80
"""The room above a note below a table, in twentieths of a point."""


class Maker:
    """Makes elements for one part of a document."""

    def __init__(
        self,
        parts: DocumentParts,
        part: str,
        styles: DocumentStyles,
        numbering: ListNumbers,
        identities: Identities,
    ) -> None:
        """Bind to the part in which the content will stand, for its pictures."""
        self.parts = parts
        self.part = part
        self.styles = styles
        self.numbering = numbering
        self.identities = identities

    def inline(self, content: Sequence[Inline] | str, look: Element | None = None) -> list[Element]:
        """Return content in a line; its runs have the look (`w:rPr`) that is given, and what they say themselves."""
        made: list[Element] = []
        for each in (content,) if isinstance(content, str) else content:
            match each:
                case str():
                    made += [self.run(NewRun(each), look)] if each else []
                case NewRun():
                    made.append(self.run(each, look))
                case NewPicture():
                    shown = drawing(each, self.parts, self.part, self.identities.picture())
                    made.append(make("w:r", None, shown))
                case NewControl():
                    made += self._control(each, self.inline(each.content, look))
        return made

    def run(self, run: NewRun, look: Element | None = None) -> Element:
        """Return a run."""
        style = self.styles.id_named(run.style, "character") if run.style else ""
        properties = letters(look, bold=run.bold, italic=run.italic, colour=run.colour, style=style)
        made = make("w:r")
        if properties is not None:
            made.append(properties)
        made.extend(text_elements(run.text))
        return made

    def paragraph(self, given: NewParagraph, look: Element | None = None) -> Element:
        """Return a paragraph."""
        made = make("w:p")
        properties = make("w:pPr")
        if given.style or given.role != "normal":
            style = self.styles.id_named(given.style) if given.style else self.styles.id_of(given.role)
            set_value(sub(properties, "w:pStyle"), style)
        if given.keep_with_next:
            sub(properties, "w:keepNext")
        if given.page_break_before:
            sub(properties, "w:pageBreakBefore")
        if given.apart:
            sub(properties, "w:spacing", {"w:before": _APART})
        if given.centred:
            set_value(sub(properties, "w:jc"), "center")
        if len(properties):
            made.append(properties)
        made.extend(self.inline(given.content, look))
        return made

    def blocks(
        self, content: Sequence[Block], page: Element | None, width: int | None = None
    ) -> list[Element]:
        """Return whole paragraphs and tables for a section with these properties, or for a cell of this width."""
        made: list[Element] = []
        for each in content:
            match each:
                case NewParagraph():
                    made.append(self.paragraph(_on_the_page(each, text_width(page))))
                case NewList():
                    made += self._list(each)
                case NewTable():
                    made.append(
                        TableMaker(self.parts, self.styles, self.paragraph).table(
                            each, width or text_width(page)
                        )
                    )
                case NewBlockControl():
                    inner = self.blocks(each.content, page, width)
                    made += self._control(each, inner)
                case Sideways() if width is not None:  # a cell cannot lie otherwise than its page
                    made += self.blocks(each.content, page, width)
                case Sideways():
                    made += self._sideways(each, page)
        return _apart(made)

    def _list(self, given: NewList) -> list[Element]:
        role = "number" if given.numbered else "bullet"
        made = [self.paragraph(NewParagraph(item, role=role)) for item in given.items]
        if given.numbered and made:
            style = self.styles.find(role)
            of = value(style, "pPr", "numPr", "numId") if style is not None else ""
            number = (
                self.numbering.new_count(int(of))
                if of.isdecimal()
                else self.numbering.new_definition(numbered=True)
            )
            for each in made:
                number_properties = make("w:numPr")
                set_value(sub(number_properties, "w:ilvl"), 0)
                set_value(sub(number_properties, "w:numId"), number)
                each[0].append(number_properties)
        return made

    def _sideways(self, given: Sideways, page: Element | None) -> list[Element]:
        turned = sideways(page)
        inner = self.blocks(given.content, turned)
        if is_sideways(page):
            return inner
        before = make("w:sectPr") if page is None else copy.deepcopy(page)
        before.tail = None
        return [_ending(before), *inner, _ending(turned)]

    def _control(self, given: NewControl | NewBlockControl, inner: list[Element]) -> list[Element]:
        made = make("w:sdt", None, self._properties(given, is_empty=not inner))
        if not inner:
            inner = self._prompt(given)
        made.append(make("w:sdtContent", None, *inner))
        if not given.bookmark:
            return [made]
        number = self.identities.bookmark()
        name = self.identities.bookmark_named(given.bookmark)
        start = make("w:bookmarkStart", {"w:id": number, "w:name": name})
        return [start, made, make("w:bookmarkEnd", {"w:id": number})]

    def _properties(self, given: NewControl | NewBlockControl, *, is_empty: bool) -> Element:
        properties = control_properties(given.tag, given.title, self.identities.control(), given.lock)
        if is_empty:
            sub(properties, "w:showingPlcHdr")
        return properties

    def _prompt(self, given: NewControl | NewBlockControl) -> list[Element]:
        run = self.run(NewRun(given.prompt or given.title or " "))
        style = self.styles.named("Placeholder Text", "character")
        if style is not None:
            run.insert(0, make("w:rPr", None, make("w:rStyle", {"w:val": style.get(w("styleId"), "")})))
        return [run] if isinstance(given, NewControl) else [make("w:p", None, run)]


def _ending(page: Element) -> Element:
    """Return the empty paragraph that ends a section with these properties."""
    return make("w:p", None, make("w:pPr", None, page))


def _apart(blocks: list[Element]) -> list[Element]:
    """Return blocks in which no table touches another, for Word would make one of them."""
    made = blocks[:1]
    for before, after in pairwise(blocks):
        if before.tag == after.tag == w("tbl"):
            made.append(make("w:p"))
        made.append(after)
    return made


def _on_the_page(paragraph: NewParagraph, width: int) -> NewParagraph:
    """Return the paragraph with its pictures, also those in controls, no wider than the text."""
    most = width * 25.4 / 1440

    def fit(each: Inline) -> Inline:
        if isinstance(each, NewPicture) and each.width_mm > most:
            return replace(each, width_mm=most, height_mm=each.height_mm * most / each.width_mm)
        return replace(each, content=tuple(map(fit, each.content))) if isinstance(each, NewControl) else each

    content = paragraph.content
    return paragraph if isinstance(content, str) else replace(paragraph, content=tuple(map(fit, content)))
