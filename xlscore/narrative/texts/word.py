"""Word documents as blocks: what is shown of each paragraph, in controls, tables, text boxes and notes too.

Deleted and moved-away text of tracked changes is no text, nor are hidden text, comments, headers and footers, or a table of contents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from xlscore.narrative.model import SentencePlace
from xlscore.narrative.texts.blocks import BlockRole, TextBlock, bullet_of, has_figures, is_narrative
from xlscore.narrative.texts.lines import is_heading
from xlscore.word import Document, Paragraph, WordTable
from xlscore.word.standing.spans import shown_leaves
from xlscore.word.standing.texts import text_of
from xlscore.word.xml.names import MC, attribute, child, value, w

if TYPE_CHECKING:
    from xlscore.ooxml.xml.tree import Element

__all__ = ["MarkedText", "WordReading", "paragraphs_of", "word_text"]

_NOT_SHOWN: Final = (f"{{{MC}}}Fallback", w("del"), w("moveFrom"))
_NO_CELLS: Final[Mapping[str, Sequence[str]]] = MappingProxyType({})
_ELSEWHERE: Final = (w("altChunk"), w("subDoc"))
_CONTENTS: Final = ("toc ", "table of figures", "index ")
_BOLD: Final = 11
"""How deep a heading is that only its bold letters make one: deeper than any of Word's own."""
_SEPARATORS: Final = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(frozen=True)
class MarkedText:
    """What a control of a line holds: its tag, its paragraph, and its first and last letter in what is shown of that."""

    tag: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class WordReading:
    """The blocks of a document, and what of it could not be read, each in a sentence."""

    blocks: tuple[TextBlock, ...]
    unread: tuple[str, ...] = ()
    marked: tuple[MarkedText, ...] = ()


@dataclass(frozen=True)
class _InTable:
    """Where a cell stands."""

    table: int
    row: int
    beside: tuple[str, ...]


def paragraphs_of(document: Document) -> list[Paragraph]:
    """Return every paragraph of a document's body in its order, those of tables and text boxes too, as places count them."""
    return [
        Paragraph(each, document.desk, document.part)
        for each in document.body.iter(w("p"))
        if next(each.iterancestors(*_NOT_SHOWN), None) is None
    ]


def word_text(document: Document, cells: Mapping[str, Sequence[str]] = _NO_CELLS) -> WordReading:
    """Return what is shown of a document; `cells` says of the tags of controls which cells their words are from."""
    reading = _Reading(document, cells)
    blocks = tuple(reading.blocks())
    unread = ("A part of it is another document that Word puts in when it opens it, which is not read.",)
    has_other = next(document.body.iter(*_ELSEWHERE), None) is not None
    return WordReading(blocks, unread if has_other else (), tuple(reading.marked.values()))


class _Reading:
    """A document while it is read."""

    def __init__(self, document: Document, cells: Mapping[str, Sequence[str]]) -> None:
        self.document = document
        self.marked: dict[Element, MarkedText] = {}
        self._sources = cells
        self._cells = _cells_of(document)
        self._notes = {kind: _notes_of(document, kind) for kind in ("footnote", "endnote")}
        self._counted = {"footnote": 0, "endnote": 0}
        self._paged = next(document.body.iter(w("lastRenderedPageBreak")), None) is not None

    def blocks(self) -> Iterator[TextBlock]:
        """Yield the blocks of the body, each followed by the notes that it refers to."""
        page = 1
        for number, paragraph in enumerate(paragraphs_of(self.document), start=1):
            element = paragraph.element
            breaks = sum(1 for _ in element.iter(w("lastRenderedPageBreak")))
            leads_page = breaks and _begins_with_break(element)
            place = SentencePlace(page + (1 if leads_page else 0) if self._paged else None, number)
            page += breaks
            text, cells = self._text(paragraph, number)
            if text.strip() and not self._is_contents(paragraph):
                yield from (replace(block, cells=cells) for block in self._block(paragraph, text, place))
            yield from self._noted(paragraph, place)
        for _ in range(_tables_of_figures(self.document)):
            yield TextBlock("", SentencePlace(), BlockRole.TABLE)

    def _text(self, paragraph: Paragraph, number: int) -> tuple[str, tuple[tuple[int, int, str], ...]]:
        """Return what is shown of a paragraph and which cells its figures are from, having noted where its controls stand."""
        text = ""
        here: list[Element] = []
        for leaf, piece in shown_leaves(paragraph.element, paragraph.desk):
            for control in leaf.iterancestors(w("sdt"), w("p")):
                if control is paragraph.element:
                    break
                tag = value(control, "sdtPr", "tag")
                if control not in self.marked and tag:
                    here.append(control)
                    self.marked[control] = MarkedText(tag, number, len(text), len(text))
                if control in self.marked:
                    self.marked[control] = replace(self.marked[control], end=len(text) + len(piece))
            text += piece
        found = (self.marked[each] for each in here)
        cells = ((each.start, each.end, cell) for each in found for cell in self._sources.get(each.tag, ()))
        return text, tuple(cells)

    def _is_contents(self, paragraph: Paragraph) -> bool:
        return paragraph.style.casefold().startswith(_CONTENTS)

    def _block(self, paragraph: Paragraph, text: str, place: SentencePlace) -> Iterator[TextBlock]:
        element = paragraph.element
        cell = next((each for each in element.iterancestors(w("tc")) if each in self._cells), None)
        if cell is not None:
            found = self._cells[cell]
            part = f"table {found.table}, row {found.row}"
            role = BlockRole.ITEM if paragraph.is_list_item and text.strip() else BlockRole.CELL
            if is_narrative(text, strictly=found.row == 1) or role is BlockRole.ITEM:
                yield TextBlock(
                    text,
                    SentencePlace(place.page, place.paragraph, part),
                    role,
                    self._depth(paragraph),
                    found.beside,
                )
            return
        if next(element.iterancestors(w("txbxContent")), None) is not None:
            place = SentencePlace(place.page, place.paragraph, "text box")
        depth = _heading_depth(paragraph)
        if depth:
            yield TextBlock(text, place, BlockRole.HEADING, depth)
        elif paragraph.is_list_item or paragraph.role in ("bullet", "number") or bullet_of(text):
            yield TextBlock(text, place, BlockRole.ITEM, self._depth(paragraph))
        elif _is_bold(paragraph) and is_heading(text):
            yield TextBlock(text, place, BlockRole.HEADING, _BOLD)
        else:
            yield TextBlock(text, place)

    @staticmethod
    def _depth(paragraph: Paragraph) -> int:
        level = value(paragraph.element, "pPr", "numPr", "ilvl")
        return int(level) + 1 if level.isdecimal() else 1

    def _noted(self, paragraph: Paragraph, place: SentencePlace) -> Iterator[TextBlock]:
        for kind in ("footnote", "endnote"):
            for reference in paragraph.element.iter(w(f"{kind}Reference")):
                if next(reference.iterancestors(*_NOT_SHOWN), None) is not None:
                    continue
                self._counted[kind] += 1
                part = f"{kind} {self._counted[kind]}"
                for text in self._notes[kind].get(attribute(reference, "id"), ()):
                    if text.strip():
                        yield TextBlock(
                            text, SentencePlace(place.page, place.paragraph, part), BlockRole.NOTE
                        )


def _begins_with_break(element: Element) -> bool:
    """Return whether the first break between pages stands before the first text of a paragraph."""
    for each in element.iter(w("lastRenderedPageBreak"), w("t")):
        return each.tag == w("lastRenderedPageBreak")
    return False


def _heading_depth(paragraph: Paragraph) -> int:
    """Return how deep a paragraph's heading is, the title outermost; 0 for one that is none."""
    own = value(paragraph.element, "pPr", "outlineLvl")
    if own.isdecimal() and int(own) < 9:
        return int(own) + 2
    role = paragraph.role
    if role == "title":
        return 1
    return int(role[-1]) + 1 if role.startswith("heading ") else 0


def _is_bold(paragraph: Paragraph) -> bool:
    """Return whether all that is shown of a paragraph is in bold letters by their own look."""
    found = False
    for leaf, text in shown_leaves(paragraph.element, paragraph.desk):
        if not text.strip():
            continue
        bold = child(leaf.getparent(), "rPr", "b")
        if bold is None or attribute(bold, "val") in ("0", "false", "off"):
            return False
        found = True
    return found


def _cells_of(document: Document) -> dict[Element, _InTable]:
    """Return every cell of every table with where it stands and what heads it."""
    found: dict[Element, _InTable] = {}
    for number, element in enumerate(document.body.iter(w("tbl")), start=1):
        rows = WordTable(element, document.desk, document.part).rows
        heads: dict[int, str] = {}
        above = ""
        # A first row in which something is said is no row of headings.
        has_heads = not any(is_narrative(text, strictly=True) for text in (rows[0].texts if rows else ()))
        for index, row in enumerate(rows):
            cells = row.cells
            first = cells[0] if cells else None
            if first is not None and not first.goes_on:
                above = _one_line(first.element)
            for cell in cells:
                is_head = has_heads and not index
                if is_head:
                    heads[cell.column] = _one_line(cell.element)
                names = () if is_head else (above if cell is not first else "", heads.get(cell.column, ""))
                found[cell.element] = _InTable(number, index + 1, tuple(name for name in names if name))
    return found


def _tables_of_figures(document: Document) -> int:
    tables = (WordTable(each, document.desk, document.part) for each in document.body.iter(w("tbl")))
    return sum(has_figures(text for row in table.rows for text in row.texts[1:]) for table in tables)


def _one_line(element: Element) -> str:
    return " ".join(text_of(element).split())


def _notes_of(document: Document, kind: str) -> dict[str, list[str]]:
    """Return the paragraphs of every note of a kind by its number in the file."""
    parts = document.parts
    found: dict[str, list[str]] = {}
    for part in parts.related(document.part, f"{kind}s"):
        for note in parts.tree(part).root.iter(w(kind)):
            if attribute(note, "type") not in _SEPARATORS:
                texts = [
                    "".join(text for _, text in shown_leaves(each, document.desk))
                    for each in note.iter(w("p"))
                ]
                found[attribute(note, "id")] = texts
    return found
