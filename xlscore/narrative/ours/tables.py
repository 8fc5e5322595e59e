"""The tables of a paper by us, held against what they would say now, figure by figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from xlscore.narrative.model import Judged, Passage, SentencePlace
from xlscore.narrative.ours.figures import agreeing, figure_claim, otherwise, says_otherwise, sources_of
from xlscore.narrative.texts.blocks import is_narrative
from xlscore.narrative.texts.word import paragraphs_of
from xlscore.papers.regions.tags import RegionKind, kind_of
from xlscore.rules.words import name_key
from xlscore.word.xml.names import w

if TYPE_CHECKING:
    from xlscore.narrative.ours.paper import OurPaper
    from xlscore.ooxml.xml.tree import Element
    from xlscore.papers.model import PaperCell, PaperTable
    from xlscore.word import Document, WordCell, WordTable

__all__ = ["figures_in_tables"]

Row = TypeVar("Row")


@dataclass(frozen=True)
class _Where:
    """The numbers of paragraphs and of tables, by their elements."""

    paragraphs: Mapping[Element, int]
    tables: Mapping[Element, int]

    def place(self, cell: WordCell, table: WordTable, row: int) -> SentencePlace:
        paragraphs = cell.paragraphs
        number = self.paragraphs.get(paragraphs[0].element) if paragraphs else None
        return SentencePlace(paragraph=number, part=f"table {self.tables[table.element]}, row {row}")


def figures_in_tables(document: Document, ours: OurPaper) -> Iterator[Judged]:
    """Yield the verdict on every cell of a table by us whose figure or grade the workbook stands behind; rows of people's are theirs."""
    where = _Where(
        {each.element: number for number, each in enumerate(paragraphs_of(document), start=1)},
        {each: number for number, each in enumerate(document.body.iter(w("tbl")), start=1)},
    )
    for control in document.controls():
        composed = ours.tables.get(control.tag) if kind_of(control.tag) is RegionKind.TABLE else None
        if composed is not None and control.part == document.part:
            for table in control.tables:
                yield from _of_table(table, composed, where)


def _of_table(table: WordTable, composed: PaperTable, where: _Where) -> Iterator[Judged]:
    rows = table.rows
    if not rows or any(row.is_merged for row in rows):
        return
    columns = {name_key(text): number for number, text in enumerate(rows[0].texts)}
    standing = _by_name(rows[1:], lambda row: row.texts)
    composed_rows = _by_name(composed.rows, lambda row: [cell.text for cell in row.cells])
    for name, made in composed_rows.items():
        row = standing.get(name)
        if row is None or row.has_tracked_changes:
            continue
        for column, cell in zip(composed.columns[1:], made.cells[1:], strict=True):
            place = columns.get(name_key(column.heading))
            there = row.at(place) if place is not None else None
            if there is not None:
                beside = (made.cells[0].text, column.heading)
                at = where.place(there, table, rows.index(row) + 1)
                yield from _of_cell(there, cell, Passage(there.text, at, beside=beside))


def _by_name(rows: Sequence[Row], texts: Callable[[Row], Sequence[str]]) -> dict[tuple[str, ...], Row]:
    """Return rows by what their first cell says, those of which several say the same by their first two; no others."""
    found: dict[tuple[str, ...], Row] = {}
    firsts = Counter(name_key(texts(row)[0]) for row in rows)
    seconds = Counter(tuple(map(name_key, texts(row)[:2])) for row in rows)
    for row in rows:
        first, both = name_key(texts(row)[0]), tuple(map(name_key, texts(row)[:2]))
        if firsts[first] == 1:
            found[(first,)] = row
        elif seconds[both] == 1:
            found[both] = row
    return found


def _of_cell(there: WordCell, composed: PaperCell, passage: Passage) -> Iterator[Judged]:
    text = there.text.strip()
    if not composed.cells or not composed.text or not text or is_narrative(composed.text):
        return
    if says_otherwise(text, composed.text):
        yield otherwise(passage, 0, len(passage.text), composed.text, composed.cells)
    elif text == composed.text:
        yield agreeing(figure_claim(passage, 0, len(passage.text)), sources_of(composed.cells))
